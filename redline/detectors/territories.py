"""Places and laws of a sentence: where data is kept, whose people are covered, which law and courts decide."""

import re
from collections.abc import Iterator

from redline.detectors.base import Detector, Hit, Rule
from redline.detectors.columns import is_of_seats, says_where
from redline.equivalence.residue import LITTLE, key
from redline.judging.edits import Edit
from redline.places import MORE_PLACES, OF_A_NATION, PLACES
from redline.types import Materiality

# A place with its postal code.
_POSTAL = re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)?,?\s+\d{5}(?:-\d{4})?\b(?! [a-z])")
_LAW = re.compile(
    r"\b(?:governed by|construed|laws? of|law|courts?|(?:disputes?|claims?|actions?|lawsuits?)\b[^.;:]{0,60}\b"
    r"(?:heard|settled|resolved|brought|tried|decided)|jurisdiction|venue|forum|"
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
    r"\b(?:governed by|construed|laws? of|[Cc]ourts? (?:of|in|at|located|sitting|having)|jurisdiction (?:of|in)|venue|"
    r"(?:seat|place) of (?:the )?arbitration|[Aa]rbitration (?:shall be |is |will be )?seated|"
    r"(?:[Dd]isputes?|[Cc]laims?|[Aa]ctions?|[Ll]awsuits?)\b[^.;:]{0,60}\b"
    r"(?:heard|settled|resolved|brought|tried|decided) (?:only |exclusively )?in(?= [A-ZÀ-Þ])|"
    rf"forum|tribunaux|[Rr]echt der|[Gg]erichtsstand|ley(?:es)? de)\b{_TAIL}{{0,70}}|"
    rf"\b(?:(?<!\bde )droit|lois?|ley(?:es)?|legislación|derecho) {OF_A_NATION}\b|\b{OF_A_NATION} [Rr]echts?\b|"
    rf"\b(?:compéten\w+|relèv\w+|soumis\w*|litiges?|différends?)\b[^.;:()]{{0,60}}?\btribunal\b{_TAIL}{{0,60}}|"
    rf"\b(?:juzgados|tribunales)(?: y (?:juzgados|tribunales))?(?: competentes)? (?:de|en)\b{_TAIL}{{0,40}}|"
    rf"\b[Gg]erichte? (?:in|von|am)\b{_TAIL}{{0,40}}|"
    r"\b(?!The |An? |Any |All |Our |Your |This |That |Such |No |Other )[A-ZÀ-Þ]\w+ (?:law|courts?)\b"
)
# Beside a name these name nothing: "California law", "the laws of the State of California".
_KINDS_OF_PLACES = frozenset(key("state commonwealth province republic"))
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
    r"(?:data|information) (?:(?:never|does not|do not|will not|will never) leaves?|stays?|remains?)|"
    r"daten (?:bleiben|verbleiben|liegen)|données (?:restent|demeurent)|"
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

# "Stored in Frankfurt", "servers located near Leiden".
_KEPT_IN = re.compile(
    r"\b(?:stored|hosted|kept|processed|servers?|data ?cent(?:er|re)s?)\b[^.;:,]{0,40}?\b(?:in|near|at) "
    r"(?P<where>(?!(?:The|Our|Your|Section|Annex|Schedule|Appendix|Article|Part)\b)"
    r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,2})"
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

# "Courts located in Ohio" keep no data there.
_COURT = re.compile(r"\b(?:courts?|venue|tribunals?)\b", re.IGNORECASE)
_PLACE_TOLD = {PLACE.id: "place of storage", REGION.id: "region"}
_ABBREVIATION_CHARS = 3


def _law(edit: Edit) -> Iterator[Hit]:
    if not (_LAW.search(edit.before) and _LAW.search(edit.after)):
        return
    gone, come = _forum(edit.before, edit.residue.removed), _forum(edit.after, edit.residue.added)
    if gone or come:
        yield Hit(rule=LAW, before=gone, after=come)


def _forum(sentence: str, residue: tuple[str, ...]) -> str:
    """The stretch of a sentence that names a law or a court by words of the residue, "" without one."""
    left = set(residue) - LITTLE - _KINDS_OF_PLACES
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
    if rule is None or is_of_seats(edit.column) or (rule is PLACE and not in_column and _COURT.search(text)):
        return
    places = PLACES if rule is PLACE and not in_column else PLACES | MORE_PLACES
    old, new = (_without_addresses(side) for side in (edit.before, edit.after))
    gone = next((word for word in edit.residue.removed if word in places and old.count(word) > new.count(word)), "")
    come = next((word for word in edit.residue.added if word in places and new.count(word) > old.count(word)), "")
    if gone or come:
        what = _PLACE_TOLD[rule.id]
        if gone and come:
            told = f"{what} changed from {_said(places[gone])} to {_said(places[come])}"
        else:
            told = f"{what} {_said(places[come])} added" if come else f"{what} {_said(places[gone])} removed"
        yield Hit(rule=rule, before=edit.before, after=edit.after, direction=told)
    elif rule is PLACE and not edit.whole:
        yield from _town(edit)


def _town(edit: Edit) -> Iterator[Hit]:
    """The hit where data is kept in a town or a region of another name: no list knows them all."""
    found = [_KEPT_IN.search(side) for side in (edit.before, edit.after)]
    names = [one["where"] for one in found if one]
    if len(names) != len(found):
        return
    words = [set(key(name)) - LITTLE for name in names]
    differing = set(edit.residue.removed), set(edit.residue.added)
    if all(own and own <= other for own, other in zip(words, differing, strict=True)):
        told = f"{_PLACE_TOLD[PLACE.id]} changed from {names[0]} to {names[1]}"
        yield Hit(rule=PLACE, before=edit.before, after=edit.after, direction=told)


def _is_of_storage(column: str) -> bool:
    """Whether the head of a column says where data is kept: "Hosting location"."""
    return _STORED.search(column) is not None and not is_of_seats(column)


def _without_addresses(sentence: str) -> tuple[str, ...]:
    """The forms of a sentence's words, without a place before its postal code, "San Francisco, California 94110"."""
    return key(_POSTAL.sub(" ", sentence))


def _said(place: str) -> str:
    return place.upper() if len(place) <= _ABBREVIATION_CHARS else place.capitalize()


STORAGE = Detector(rules=(PLACE, REGION), find=_place, compares=True, names=True)
GOVERNING_LAW = Detector(rules=(LAW,), find=_law, compares=True, names=True)
