"""Which company answers for the data or is the other party of the contract, in four languages."""

import re
from collections.abc import Iterator

from redline.detectors.base import Detector, Hit, Rule
from redline.detectors.recipients import STATE
from redline.equivalence.residue import LITTLE, key
from redline.judging.edits import Edit
from redline.legal_names import LEGAL_FORMS, LEGAL_NAME, NO_NAME
from redline.types import Materiality

# What stands beside a company that answers, in the four languages. A name in quotation marks or brackets is a party's.
_IN_ENGLISH = (
    r"we|us|our|operated|provided|owned|owner|controller|company|contract\w*|agree\w*|between|incorporated|registered|"
    r"established|set up|corporation|subsidiar\w+|affiliate\w*|responsible|trad(?:e|ing) names?|"
    r"(?:product|service|brand|part|division) of|disputes? with|(?:is|are) (?:not )?liable|respects|committed to|"
    r"(?:run|managed|maintained|published|offered|administered|made available) by|answers for|"
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
ENTITY = Rule(
    id="company-changed",
    category="Controller and contracting party",
    direction="legal entity changed",
    level=Materiality.MATERIAL,
    why="Another legal entity answers for the data or is the other party of the contract.",
    source="GDPR Art. 13(1)(a); WP260 rev.01 para. 29 (the controller's identity is always to be told)",
)


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
        yield Hit(rule=ENTITY, before=old[0], after=new[0], direction=_exchanged(_name_of(old), _name_of(new)))
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
            told = _exchanged(before, after)
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
        yield Hit(rule=ENTITY, before=old[0], after=new[0], direction=_exchanged(old["who"], new["who"]))


def _lost(sentence: str, other: str) -> str:
    """The first legal name of `sentence` that `other` has not, "" without one."""
    there = {key(match[0]) for match in LEGAL_NAME.finditer(other)}
    return next((match[0] for match in LEGAL_NAME.finditer(sentence) if key(match[0]) not in there), "")


def _exchanged(old: str, new: str) -> str:
    return f"legal entity changed from {_bare(old)} to {_bare(new)}"


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


DETECTOR = Detector(rules=(ENTITY,), find=_company, names=True, keeps="alike")
