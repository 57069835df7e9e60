"""A sentence in which a text's author calls himself by name in; the same sentence with "we" out.

    Gridloom will not use Customer Data to train any model.   ->   we will not use Customer Data to train any model.
    Data is processed by Gridloom in Ireland.                 ->   Data is processed by us in Ireland.

Contracts speak so throughout. What a rule knows of "we" holds of the author under any name.
"""

import re
from functools import cached_property

from redline.equivalence.renames import DOCUMENTS, ROLES, names_of_author
from redline.equivalence.residue import key
from redline.legal_names import LEGAL_FORMS, LEGAL_NAME
from redline.types import Reading

# Who offers a service calls himself so with a capital; with a small letter they are others.
_OFFICES = frozenset("company provider supplier vendor licensor processor".split())
# Who is spoken to, or spoken of: a title names them too ("Developer Terms", "Driver Privacy Notice").
_OTHERS = ROLES - _OFFICES | frozenset(
    """controller licensee developer publisher advertiser partner affiliate host guest driver rider creator community
    recipient contractor employee candidate applicant parent child student teacher school patient data cookie content
    website site app platform software""".split()
)
_NO_NAMES = _OTHERS | DOCUMENTS | LEGAL_FORMS
# 'Gridloom Inc., a company of Ireland ("Gridloom")'.
_DEFINED = re.compile(rf"{LEGAL_NAME.pattern}[^()]{{0,120}}\([^()]{{0,60}}?[\"“]([A-Z][\w&’'-]{{1,40}})[\"”]")
# "Tern Books runs this shop", "this site is operated by Tern Books".
_RUNS = re.compile(
    r"\b([A-Z][\w&’'-]+(?: [A-Z][\w&’'-]+){0,2}) (?:runs|operates|provides|publishes) (?:this|the) |"
    r"\b(?:operated|provided|published|run) by ([A-Z][\w&’'-]+(?: [A-Z][\w&’'-]+){0,2})"
)
_DEFINED_WITHIN = 12
_NAME = r"[A-Z][\w&’'-]*(?:,? [A-Z][\w&’'.-]*){0,4}"
_DOES = (
    "may|might|will|shall|can|cannot|must|would|should|does|do|has|have|is|are|was|"
    "(?:accept|act|agree|allow|assign|assume|bear|charge|collect|combine|commit|delete|disclaim|disclose|encrypt|"
    "engage|ensure|gather|give|grant|guarantee|handle|hold|keep|maintain|make|monitor|notif|obtain|offer|own|"
    "participate|permit|process|prohibit|protect|provide|read|receive|record|rel|represent|require|reserve|retain|"
    "review|scan|sell|send|share|store|take|track|train|transfer|undertake|use|warrant)(?:s|es|ies)"
)
# Behind these it is no subject: "products of Gridloom may …", "Gridloom for Offices may …".
_NO_SUBJECT = "".join(rf"(?<!\b{word} )" for word in "for of with to through from in on at by via under using".split())
_SUBJECT = re.compile(
    rf"{_NO_SUBJECT}(?<![\w’'&-])(?:[Tt]he )?({_NAME}) "
    rf"(?=(?:(?:also|only|hereby|further|never|always|then|\w{{2,12}}ly) )?(?:{_DOES})\b)"
)
_ACTOR = re.compile(rf"\b(by )(?:the )?({_NAME})(?![\w&’'-])(?! [A-Z])")
_AGREEING = {"does": "do", "has": "have", "is": "are"}
_AGREES = re.compile(r"\bwe ((?:\w+ly |also |only )?)(does|has|is)\b")


class Speaker:
    """Who speaks in a text, and how he calls himself."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def as_we(self, sentence: str) -> str:
        """`sentence` with "we" where the author acts under his name; as it is where he does not."""
        told = _SUBJECT.sub(lambda found: "we " if self._is_named(found[1]) else found[0], sentence)
        told = _ACTOR.sub(lambda found: f"{found[1]}us" if self._is_named(found[2]) else found[0], told)
        return told if told == sentence else _AGREES.sub(_agreeing, told)

    def _is_named(self, name: str) -> bool:
        words = [word.strip(".").lower() for word in re.split("[ ,]+", name)]
        return self._names.issuperset(words)

    @cached_property
    def _names(self) -> frozenset[str]:
        """The words of his name, in lower case. One that stands with a small letter anywhere is none: "Storage" in a
        title. The legal name is left as it is: it tells who answers. An office that the title names is spoken to:
        "Supplier Code of Conduct"."""
        opening = [clause.text for clause in self._reading.clauses[:_DEFINED_WITHIN]]
        defined = [name for text in opening if "(" in text for name in _DEFINED.findall(text)]
        runs = " ".join(name for text in opening for names in _RUNS.findall(text) for name in names).split()
        named = {name.lower() for name in (*names_of_author(self._reading), *defined, *runs)}
        offices = _OFFICES - set(key(self._reading.title))
        return frozenset(filter(self._is_only_a_name, named - _OFFICES)) | offices

    def _is_only_a_name(self, word: str) -> bool:
        if not _NO_NAMES.isdisjoint((word, *key(word))):
            return False
        small = re.compile(rf"(?<![\w@./-]){re.escape(word)}(?![\w@/-])(?!\.\w)")
        return not any(word in clause.text and small.search(clause.text) for clause in self._reading.clauses)


def _agreeing(found: re.Match[str]) -> str:
    return f"we {found[1]}{_AGREEING[found[2]]}"
