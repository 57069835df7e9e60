"""Who stands behind a sentence: the company itself, places of storage, the law that applies."""

import re
from collections.abc import Iterator

from redline.detectors.base import Detector, Hit, Rule
from redline.detectors.columns import is_of_seats, says_where
from redline.detectors.recipients import STATE
from redline.equivalence.residue import LITTLE, key
from redline.judging.edits import Edit
from redline.legal_names import LEGAL_FORMS, LEGAL_NAME, NO_NAME
from redline.places import MORE_PLACES, OF_A_NATION, PLACES
from redline.types import Materiality

# What stands beside a company that answers, in the four languages. A name in quotation marks or brackets is a party's.
_IN_ENGLISH = (
    r"we|us|our|operated|provided|owned|owner|controller|company|contract\w*|agree\w*|between|incorporated|registered|"
    r"established|set up|corporation|subsidiar\w+|affiliate\w*|responsible|trad(?:e|ing) names?|"
    r"(?:product|service|brand|part|division) of|disputes? with|(?:is|are) (?:not )?liable|respects|committed to|"
    r"values|cares|takes (?:\w+ ){0,4}(?:privacy|protection)|"
    r"(?:polic(?:y|ies)|terms|notice|statement|agreement) (?:is|are) issued(?! to)|"
    r"(?:this|these) (?:\w+ ){0,3}(?:policy|notice|statement|terms)\b[^.]{0,40}\b"
    r"(?:describes?|explains?|tells?|outlines?|sets? (?:out|forth)|appl(?:y|ies))"
)
_IN_GERMAN = (
    r"verantwortlich\w*|(?:dienste)?anbieter\w*|betreiber\w*|betrieben|bereitgestellt|vertrag\w*|wir|uns|unser\w*|"
    r"(?:tochter)?gesellschaft|marke der|inhaber\w*|haftet|nimmt|achtet|respektiert|"
    r"(?:diese|unsere) (?:datenschutz\w+|richtlinien?|erklärung|agb|nutzungsbedingungen|bedingungen)"
)
_IN_FRENCH = (
    r"responsable|édité\w*|éditeur|éditrice|exploité\w*|exploitant\w*|société|propriété de|propriétaire|contrat\w*|"
    r"(?:co)?contractant\w*|conclue?s?|fourni\w*|proposé\w*|filiale|nous|notre|nos|marque de|respecte|engage|attache|"
    r"accorde|(?:cette|la présente|les présentes) (?:politique|charte|conditions)"
)
_IN_SPANISH = (
    r"titular|propiedad de|propietari[oa]|operad[oa]|gestionad[oa]|explotad[oa]|prestador\w*|contrat[oa]\w*|"
    r"sociedad|empresa|nosotros|nuestr[oa]s?|marca de|respeta|compromete|valora|(?:esta|la presente) política|"
    r"(?:est[oa]s|l[oa]s presentes) (?:términos|condiciones)"
)
_OPERATOR = re.compile(
    rf"""["“'‘(]|\b(?:{_IN_ENGLISH}|{_IN_GERMAN}|{_IN_FRENCH}|{_IN_SPANISH})\b""",
    re.IGNORECASE,
)
_CAPITAL_NAME = r"[A-Z][\w.&’'-]*(?:,?\s[A-Z][\w.&’'-]*)*"
# "These Terms are entered into between Tern (“we”) and you", "offered by Tern, a company registered in France".
_CONTRACT = re.compile(
    r"\b(?:entered into|concluded|contract|agreement) (?:by and )?(?:between|with) (?:the company )?"
    rf"(?P<party>{_CAPITAL_NAME})"
    r"(?=\s?\(|,? and (?:you|the (?:user|customer|client|member))\b)|"
    r"\b(?:offered|provided|operated|run|owned|maintained) by (?:the )?"
    rf"(?P<operator>{_CAPITAL_NAME}(?:\s[a-z]+){{0,2}})"
    r"(?=,? an? [^.]{0,60}\b(?:incorporated|registered|established|company number)|\s?\([\"“‘']?(?:we|us|our)\b)"
)
# A name alone beside a word for whoever answers: "The controller is Tern", "Verantwortlicher ist Tern".
_ANSWERS = re.compile(
    r"\b(?:(?i:controllers?(?: of [^.;:]{0,40}?)? (?:is|are)|(?:data|information) (?:is|are) controlled by|"
    r"(?:web ?site|site|services?|app|platform|shop|store) (?:is|are) (?:owned and )?operated by|"
    r"(?:agreement|contract|terms)\b[^.;:]{0,40} between you and|"
    r"verantwortliche[rn]?(?: stelle)?(?: im sinne [^.;:]{0,40}?)? ist|vertragspartner(?:in)? ist|"
    r"responsable (?:du|de) traitement (?:est|:)|(?:site|service|application|boutique) (?:est )?exploitée? par|"
    r"responsable del tratamiento es|(?:sitio|web|servicio|aplicación|tienda) (?:está )?operad[oa] por))"
    rf" (?:(?:the|die|der|la|le|el|l[’'])\s?)?{NO_NAME}(?P<who>{_CAPITAL_NAME})"
)
# A place with its postal code.
_POSTAL = re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)?,?\s+\d{5}(?:-\d{4})?\b(?! [a-z])")
_LAW = re.compile(
    r"\b(?:governed by|construed|laws? of|law|courts?|jurisdiction|venue|forum|"
    r"(?:seat|place) of (?:the )?arbitration|arbitration (?:shall be |is |will be )?seated|"
    rf"droit (?:applicable|{OF_A_NATION})|lois? {OF_A_NATION}|tribuna(?:l|ux)|recht der|"
    rf"{OF_A_NATION} recht|gerichtsstand|gerichte?|tribunales|juzgados|"
    rf"ley(?:es)? (?:de|{OF_A_NATION})|(?:legislación|derecho) {OF_A_NATION})\b",
    re.IGNORECASE,
)
_TAIL = r"(?:[^.;:()]|\.(?=\w|\s[a-z]))"
# "the laws of the State of California", "courts located in Dublin", "English law": where the name of a law or a court
# stands. In French a company is "de droit luxembourgeois", and a law says much that is no choice of law: there the word
# behind tells, or the dispute before.
_FORUM = re.compile(
    r"\b(?:governed by|construed|laws? of|courts? (?:of|in|at|located|sitting|having)|jurisdiction (?:of|in)|venue|"
    r"(?:seat|place) of (?:the )?arbitration|[Aa]rbitration (?:shall be |is |will be )?seated|"
    rf"forum|tribunaux|[Rr]echt der|[Gg]erichtsstand|ley(?:es)? de)\b{_TAIL}{{0,70}}|"
    rf"\b(?:(?<!\bde )droit|lois?|ley(?:es)?|legislación|derecho) {OF_A_NATION}\b|\b{OF_A_NATION} [Rr]echts?\b|"
    rf"\b(?:compéten\w+|relèv\w+|soumis\w*|litiges?|différends?)\b[^.;:()]{{0,60}}?\btribunal\b{_TAIL}{{0,60}}|"
    rf"\b(?:juzgados|tribunales)(?: y (?:juzgados|tribunales))?(?: competentes)? (?:de|en)\b{_TAIL}{{0,40}}|"
    rf"\b[Gg]erichte? (?:in|von|am)\b{_TAIL}{{0,40}}|"
    r"\b(?!The |An? |Any |All |Our |Your |This |That |Such |No |Other )[A-ZÀ-Þ]\w+ (?:law|courts?)\b"
)
_PLACE_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+")
_OF_A_NATION = re.compile(rf"\b{OF_A_NATION}\b")

# Not "countries located in Europe" or "users located in Norway": no data is kept there by that.
_NOT_PEOPLE = "".join(
    f"(?<!{who} )"
    for who in (
        "countries, states, you are, users, persons, individuals, people, "
        "residents, customers, consumers, members, visitors"
    ).split(", ")
)
_STORED = re.compile(
    r"\b(?:(?-i:stores?)|(?:^|(?<=[.:;] ))stores?|stored|storage|process(?:ed|ing)?|host\w*|transfer\w*|"
    r"servers?|data cent(?:er|re)s?|"
    rf"{_NOT_PEOPLE}located|stock\w*|héberg\w*|sauvegard\w*|conserv\w*|trait(?:é|ées?|és|ement|ons)|transf[eé]r\w*|"
    r"gespeichert|verarbeitet|übermitt\w*|gehostet|server|backups?|almacen\w*|alojad[oa]s?|tratan|tratamiento|"
    r"transfier\w+|servidores|copias|"
    r"(?:data|information) (?:stays?|remains?)|daten (?:bleiben|verbleiben|liegen)|données (?:restent|demeurent)|"
    r"datos (?:permanecen|quedan|se alojan))\b",
    re.IGNORECASE,
)
_LIVING = re.compile(
    r"\b(?:if you (?:live|reside|are (?:a |in|located))|residents?|consumers? in|users? in|customers? in|"
    r"individuals? in|(?:persons|people|members) (?:located )?in|(?:users|customers|consumers|individuals) located in|"
    r"résidents?|"
    r"(?:allowed|permitted|prohibited|eligible) (?:\w+ )?in|"
    r"si vous (?:résidez|habitez)|wohnhaft|residentes?)\b",
    re.IGNORECASE,
)

ENTITY = Rule(
    id="company-changed",
    category="Controller and contracting party",
    direction="legal entity changed",
    level=Materiality.MATERIAL,
    why="Another legal entity answers for the data or is the other party of the contract.",
    source="GDPR Art. 13(1)(a); WP260 rev.01 para. 29 (the controller's identity is always to be told)",
)
PLACE = Rule(
    id="storage-place-changed",
    category="International transfers",
    direction="place of storage changed",
    level=Materiality.MATERIAL,
    why="Data is kept in, or sent to, another country than before.",
    source="WP260 rev.01 para. 30; GDPR Art. 13(1)(f), 44",
)
REGION = Rule(
    id="region-changed",
    category="International and Specific Audiences",
    direction="region changed",
    level=Materiality.MATERIAL,
    why="People of another country or state are covered, or no longer are.",
    source="GDPR Art. 3; CCPA 1798.130",
)
LAW = Rule(
    id="governing-law-changed",
    category="Governing law and jurisdiction",
    direction="law or court changed",
    level=Materiality.MATERIAL,
    why="Another law or other courts decide a dispute.",
    source="CLAUDETTE classes LAW and J; Directive 93/13/EEC annex 1(q)",
)

_PLACE_TOLD = {PLACE.id: "place of storage", REGION.id: "region"}
_ABBREVIATION_CHARS = 3


def _company(edit: Edit) -> Iterator[Hit]:
    old, new = _CONTRACT.search(edit.before), _CONTRACT.search(edit.after)
    if edit.whole:
        if old or new:
            yield Hit(
                rule=ENTITY,
                before=old[0] if old else "",
                after=new[0] if new else "",
                direction=f"legal entity {'no longer named' if old else 'named'}",
                reason="Who answers for the data, or is the other party of the contract, is told, or no longer.",
            )
        return
    if old and new and key(_name_of(old)) != key(_name_of(new)):
        told = f"legal entity changed from {_bare(_name_of(old))} to {_bare(_name_of(new))}"
        yield Hit(rule=ENTITY, before=old[0], after=new[0], direction=told)
        return
    if not (LEGAL_NAME.search(edit.before) and LEGAL_NAME.search(edit.after)):
        yield from _answering(edit)
        yield from _state(edit)
        return
    before = _legal_name(edit.before, edit.residue.removed, edit.after)
    after = _legal_name(edit.after, edit.residue.added, edit.before)
    if (before or after) and _OPERATOR.search(edit.after):
        before, after = before or _lost(edit.before, edit.after), after or _lost(edit.after, edit.before)
        if before and after:
            told = f"legal entity changed from {_bare(before)} to {_bare(after)}"
        else:
            told = f"legal entity {_bare(after)} named" if after else f"legal entity {_bare(before)} no longer named"
        yield Hit(rule=ENTITY, before=before or edit.before, after=after or edit.after, direction=told)
        return
    yield from _state(edit)


def _answering(edit: Edit) -> Iterator[Hit]:
    """That another name stands beside a word for whoever answers, the same company with its legal form aside."""
    old, new = _ANSWERS.search(edit.before), _ANSWERS.search(edit.after)
    left = {*edit.residue.removed, *edit.residue.added} - LITTLE
    names = [set(key(found["who"])) - LITTLE - LEGAL_FORMS for found in (old, new) if found]
    if old and new and all(name and name <= left for name in names) and names[0].isdisjoint(names[1]):
        told = f"legal entity changed from {_bare(old['who'])} to {_bare(new['who'])}"
        yield Hit(rule=ENTITY, before=old[0], after=new[0], direction=told)


def _lost(sentence: str, other: str) -> str:
    """The first legal name of `sentence` that `other` has not, "" without one."""
    there = {key(match[0]) for match in LEGAL_NAME.finditer(other)}
    return next((match[0] for match in LEGAL_NAME.finditer(sentence) if key(match[0]) not in there), "")


def _bare(name: str) -> str:
    return name.strip(" .,")


def _name_of(party: re.Match[str]) -> str:
    return party["party"] or party["operator"]


def _state(edit: Edit) -> Iterator[Hit]:
    old, new = STATE.search(edit.before), STATE.search(edit.after)
    if old and new and old["state"].lower() != new["state"].lower():
        yield Hit(rule=ENTITY, before=old[0], after=new[0])


def _legal_name(sentence: str, residue: tuple[str, ...], other: str) -> str:
    """The first legal name of `sentence` that differs, "" where all of them stand in `other` too."""
    left = set(residue) - LITTLE
    there = {key(match[0]) for match in LEGAL_NAME.finditer(other)}
    for match in LEGAL_NAME.finditer(sentence):
        if key(match[0]) not in there and left.intersection(key(match[0])):
            return match[0]
    return ""


def _law(edit: Edit) -> Iterator[Hit]:
    if not (_LAW.search(edit.before) and _LAW.search(edit.after)):
        return
    gone, come = _forum(edit.before, edit.residue.removed), _forum(edit.after, edit.residue.added)
    if gone or come:
        yield Hit(rule=LAW, before=gone, after=come)


def _forum(sentence: str, residue: tuple[str, ...]) -> str:
    """The stretch of a sentence that names a law or a court by words of the residue, "" without one."""
    left = set(residue) - LITTLE
    for found in _FORUM.finditer(sentence):
        names = _PLACE_NAME.findall(found[0]) + _OF_A_NATION.findall(found[0])
        if any(not left.isdisjoint(key(name)) for name in names):
            return found[0].strip(" ,")
    return ""


def _place(edit: Edit) -> Iterator[Hit]:
    # A cell is read with its row, "Example | Hosting | Germany", and an item with what introduces it.
    text = " ".join((edit.text, *edit.rows, edit.lead))
    in_column = says_where(edit.column, edit.columns) or _is_of_storage(edit.column)
    rule = PLACE if in_column or _STORED.search(text) else REGION if _LIVING.search(text) else None
    if rule is None or is_of_seats(edit.column):
        return
    places = PLACES if rule is PLACE and not in_column else PLACES | MORE_PLACES
    gone = next((word for word in edit.residue.removed if word in places and not _is_of_address(word, edit.before)), "")
    come = next((word for word in edit.residue.added if word in places and not _is_of_address(word, edit.after)), "")
    if gone or come:
        what = _PLACE_TOLD[rule.id]
        if gone and come:
            told = f"{what} changed from {_said(places[gone])} to {_said(places[come])}"
        else:
            told = f"{what} {_said(places[come])} added" if come else f"{what} {_said(places[gone])} removed"
        yield Hit(rule=rule, before=edit.before, after=edit.after, direction=told)


def _is_of_storage(column: str) -> bool:
    """Whether the head of a column says where data is kept: "Hosting location"."""
    return _STORED.search(column) is not None and not is_of_seats(column)


def _is_of_address(place: str, sentence: str) -> bool:
    """Whether a place stands before its postal code: "San Francisco, California 94110"."""
    return place not in key(_POSTAL.sub(" ", sentence))


def _said(place: str) -> str:
    return place.upper() if len(place) <= _ABBREVIATION_CHARS else place.capitalize()


COMPANY = Detector(rules=(ENTITY,), find=_company, names=True)
STORAGE = Detector(rules=(PLACE, REGION), find=_place, compares=True, names=True)
GOVERNING_LAW = Detector(rules=(LAW,), find=_law, compares=True, names=True)
