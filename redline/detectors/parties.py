"""Who stands behind a sentence: recipients by name, the company itself, places of storage, the law that applies."""

import re
from collections.abc import Iterator

from redline.detectors.base import Detector, Hit, Rule
from redline.edits import Edit
from redline.equivalence import LITTLE, key
from redline.legal_names import LEGAL_NAME
from redline.month_names import MONTHS
from redline.places import ADDRESS_WORDS, MORE_PLACES, PLACES
from redline.types import BETWEEN_CELLS, Materiality

_NAME = re.compile(
    r"(?<![.!?:]\s)(?<!^)\b(?:[A-Z][\w&’'-]*\d*|[a-z]+[A-Z]\w*)(?:\s(?:[A-Z][\w&’'-]*|of|and|&)(?=\s[A-Z]|\b))*"
)
_RECIPIENT = re.compile(
    r"\b(?:sub-?processors?|processors?|service providers?|providers?|third[ -]part(?:y|ies)|partners?|"
    r"vendors?|hosted|hosting|(?:handled|processed|carried out) by|share[ds]?|sharing|disclos\w+|transfer\w*|"
    r"acts? as|prestataires?|"
    r"sous-traitants?|auftragsverarbeiter\w*|encargados?)\b",
    re.IGNORECASE,
)
# Whoever hosts or handles something has the data of it.
_DONE_BY = re.compile(
    r"\b(?:hosted|handled|processed|carried out) by\b|"
    r"\bthird[- ]party (?:applications?|services?|software|tools?|platforms?|systems?) (?:called|named|such as|like|"
    r"including|from|by)\b.{0,80}\bto (?:process|host|store|collect|handle|manage|analy[sz]e)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\bsub-?processors?\b|\blist of (?:\w+ ){0,2}(?:processors|providers|vendors|partners|recipients)\b|"
    r"\bunterauftragsverarbeiter\b|\bsous-traitants ultérieurs\b",
    re.IGNORECASE,
)
# Who is used for a work that needs data, whether or not the sentence speaks of it.
_USED = re.compile(
    r"\b(?:we|our \w+) (?:also |currently )?(?:use|work with|rely on|employ)\b.{0,80}"
    r"\b(?:measur\w+|analy[sz]\w+|analytics|track\w*|statistic\w*|host\w*|process\w*|deliver\w*|"
    r"advertis\w+|stor(?:e|ing|age)|monitor\w*|support)\b",
    re.IGNORECASE,
)
# What is used and is nobody.
_TECHNOLOGY = re.compile(
    r"\b(?:cookies?|pixels?|beacons?|tags?|sdks?|apis?|web|html\d?|https?|tls|ssl|javascript|local|flash|storage)\b",
    re.IGNORECASE,
)
# In a table whose first column has such a head every row names a recipient.
_COLUMN = re.compile(
    r"\W*(?:name of (?:the )?)?(?:(?:third[ -]party )?sub-?processors?|processors?|service providers?|vendors?|"
    r"recipients?|(?P<weak>providers?|partners?)|third part(?:y|ies)|sous-traitants?|prestataires?|destinataires?|"
    r"auftragsverarbeiter|dienstleister|empfänger|encargados?|proveedor(?:es)?|destinatarios?)"
    r"\b(?: names?)?[^|]{0,20}\|",
    re.IGNORECASE,
)
# ... where it also says of what, or for what.
_OF_DATA = re.compile(
    r"\b(?:data|information|purposes?|functions?|services?|countr(?:y|ies)|locations?)\b", re.IGNORECASE
)
# Under such a heading an entry or a cell that is no more than a name names a recipient; other lines need not.
_SHARED_WITH = re.compile(
    r"\b(?:shar\w+|disclos\w+|transfer\w*)\b.{0,40}"
    r"\b(?:third[- ]part\w+|partners?|providers?|vendors?|recipients?|compan\w+)\b",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"[A-Z][\w&.’'-]*(?:\s[A-Z(][\w&.,’')-]*){0,4}")
_FIRST_NAME = re.compile(
    r"[A-Z][\w&.’'-]+(?:,?\s[A-Z(][\w&.,’')-]*)*$|[A-Z][\w&.’'-]+(?:,?\s[A-Z][\w&.,’'-]*){0,5}\s?[-–—:|(]"
)
_LISTED_WORDS_MAX = 30
_DATA = re.compile(
    r"\b(?:data|information|données|daten|datos|details|records|address(?:es)?|pay\w*|card)\b", re.IGNORECASE
)
_OPERATOR = re.compile(
    r"""["“'‘(]|\b(?:we|us|our|operated|provided|owned|controller|company|contract\w*|agree\w*|between|incorporated|"""
    r"registered|established|set up|corporation|subsidiar\w+|affiliate\w*|"
    r"(?:polic(?:y|ies)|terms|notice|statement|agreement) (?:is|are) issued(?! to))\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\ba(?:n)?\s(?P<state>[A-Z]\w+(?:\s[A-Z]\w+)?)\s(?:limited liability company|corporation|company|"
    r"Company|Corporation|limited company|partnership)\b"
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
# Written with a capital, and nobody's name.
_NO_NAMES = frozenset(MONTHS) | frozenset(
    key("Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Sundays")
)
_OF_ADDRESSES = ADDRESS_WORDS | frozenset(("unit", "apartment", "building"))
# A place with its postal code, and the whole from the street on.
_POSTAL = re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)?,?\s+\d{5}(?:-\d{4})?\b(?! [a-z])")
_FROM_STREET = re.compile(r"\b\d{1,5} [A-Z][\w.]*(?: [A-Z][\w.]*){0,3},(?: [A-Z]\w+,?){1,4} \d{5}(?:-\d{4})?\b")
# Whoever does so, and is called nothing else, is the one who has the data: the author, by his name.
_DISCLOSES = re.compile(
    r"\s(?:(?:will|shall|may|does|do|can|would|might)\s)?(?:(?:not|never|only|also)\s)?(?:sells?|shares?|discloses?|rents?|"
    r"licen[cs]es?|trades?|distributes?|releases?)\b(?! (?:partners?|registrars?|stations?|desks?))",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"(?:^|[.;:,]|\b(?:that|and|but|again,?))\s*$", re.IGNORECASE)
# Written with capitals, and many: no one's name.
_CALLED = frozenset(
    key(
        "users guests visitors members customers clients directors officers managers employees staff agents affiliates"
        " subsidiaries partners research development marketing sales support mail phone fax email post website app"
    )
)
# Behind these each of several names is one.
_NAMES_FOLLOW = re.compile(
    r"\b(?:with|to|(?:hosted|handled|processed|provided) by|called|named|as|partners?|providers?|processors?|"
    r"vendors?)[\s:]*$",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"\b(?:governed by|construed|laws? of|law|courts?|jurisdiction|venue|forum|droit (?:français|"
    r"applicable)|tribunaux|recht der|gerichtsstand|tribunales|ley(?:es)? de)\b",
    re.IGNORECASE,
)
# "the laws of the State of California", "courts located in Dublin", "English law": where the name of a law or a court
# stands.
_FORUM = re.compile(
    r"\b(?:governed by|construed|laws? of|courts? (?:of|in|at|located|sitting|having)|jurisdiction (?:of|in)|venue|"
    r"forum|droit|tribunaux|recht der|gerichtsstand|tribunales|ley(?:es)? de)\b(?:[^.;:()]|\.(?=\w|\s[a-z])){0,70}|"
    r"\b(?!The |An? |Any |All |Our |Your |This |That |Such |No |Other )[A-ZÀ-Þ]\w+ (?:law|courts?)\b"
)
_PLACE_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+")

_STORED = re.compile(
    r"\b(?:stor(?:e|es|ed|age)|process(?:ed|ing)?|host\w*|transfer\w*|servers?|data cent(?:er|re)s?|"
    r"located|stock\w*|héberg\w*|sauvegard\w*|gespeichert|server|backups?|almacen\w*|servidores|copias)\b",
    re.IGNORECASE,
)
_LIVING = re.compile(
    r"\b(?:if you (?:live|reside|are (?:a |in|located))|residents?|consumers? in|users? in|customers? in|"
    r"individuals? in|résidents?|"
    r"si vous (?:résidez|habitez)|wohnhaft|residentes?)\b",
    re.IGNORECASE,
)

SWAPPED = Rule(
    id="recipient-changed",
    category="Third Party Sharing/Collection",
    direction="named recipient changed",
    level=Materiality.MATERIAL,
    why="Data goes to a company that was not named before, or no longer to one that was.",
    source="GDPR Art. 13(1)(e), 28(2); WP260 rev.01 para. 30",
)
_ADDED = "Data goes to a company that was not named before."
_REMOVED = "A company that got data is no longer named."
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


def _recipients(edit: Edit) -> Iterator[Hit]:
    over = f"{edit.above} {edit.heading} {edit.lead}"
    if _LISTED.search(over) and _ENTRY.fullmatch(edit.before) and _ENTRY.fullmatch(edit.after):
        yield from _swapped(edit.before, edit.after)
        return
    if edit.whole and (
        _names_recipients(edit.columns)
        or _LISTED.search(over)
        or (_SHARED_WITH.search(over) and _ENTRY.fullmatch(edit.text))
    ):
        yield from _listed(edit)
        return
    if edit.whole or not _may_receive(edit.text):
        return
    gone, come = _names(edit.before, edit.unsaid.removed), _names(edit.after, edit.unsaid.added)
    if _TECHNOLOGY.search(f"{gone} {come}") and not _RECIPIENT.search(edit.text):
        return
    if gone and come:
        yield from _swapped(gone, come)
    elif gone or come:
        told = f"recipient {come} added" if come else f"recipient {gone} removed"
        yield Hit(rule=SWAPPED, before=gone, after=come, direction=told, reason=_ADDED if come else _REMOVED)


def _swapped(gone: str, come: str) -> Iterator[Hit]:
    yield Hit(rule=SWAPPED, before=gone, after=come, direction=f"recipient changed from {gone} to {come}")


def _may_receive(sentence: str) -> bool:
    """Whether whoever a sentence names gets data."""
    if _USED.search(sentence):
        return True
    return bool(_RECIPIENT.search(sentence) and (_DATA.search(sentence) or _DONE_BY.search(sentence)))


def _listed(edit: Edit) -> Iterator[Hit]:
    """A name that came to a list of recipients, or left it."""
    name = _entry_name(edit)
    first = edit.row.partition(BETWEEN_CELLS)[0]
    if first and first != edit.text and _ENTRY.fullmatch(first):
        return  # the first cell of the row names somebody already
    if not name or edit.text.isupper() or len(edit.text.split()) > _LISTED_WORDS_MAX:
        return
    named = name.rstrip(" -–—:|(").strip(" ,.")
    if edit.after:
        yield Hit(rule=SWAPPED, after=edit.after, direction=f"recipient {named} added", reason=_ADDED)
    else:
        yield Hit(rule=SWAPPED, before=edit.before, direction=f"recipient {named} removed", reason=_REMOVED)


def _names_recipients(columns: str) -> bool:
    """Whether the first column of a table names whoever gets data."""
    found = _COLUMN.match(columns)
    return found is not None and (not found["weak"] or _OF_DATA.search(columns, found.end()) is not None)


def _entry_name(edit: Edit) -> str:
    """The name that an entry of a list begins with, or that stands as its heading: "**Example:** for mail"; "" for
    none."""
    found = _FIRST_NAME.match(edit.text)
    if found:
        return found[0]
    is_headed = edit.above and edit.text[:1].islower() and _ENTRY.fullmatch(edit.heading)
    return edit.heading if is_headed else ""


def _names(sentence: str, residue: tuple[str, ...]) -> str:
    """The first name of a sentence whose words are all in the residue, "" without one.

    The state that a company is of ("a Delaware corporation") is no name, nor is a street ("12 Caves Road") or a place.
    """
    left = set(residue)
    sentence = _FROM_STREET.sub(" ", _STATE.sub(" ", sentence))
    for match in _NAME.finditer(sentence):
        # "Alder and Birch" may be one name, and two.
        whole, stands_behind = str(match[0]), sentence[: match.start()]
        if (_BEGINS.search(stands_behind) and _DISCLOSES.match(sentence, match.end())) or stands_behind.endswith(
            "outside of "
        ):
            continue
        parts = whole.split(" and ") if _NAMES_FOLLOW.search(stands_behind) else []
        for name in dict.fromkeys((whole, *parts)):
            words = [word for word in key(name) if word not in LITTLE and word not in _NO_NAMES]
            if words[-1:] and (words[-1] in _OF_ADDRESSES or stands_behind.rstrip()[-1:].isdigit()):
                continue
            if name in parts and any(word in PLACES or word in MORE_PLACES or word in _CALLED for word in words):
                continue
            if words and len(name) > 2 and left.issuperset(words) and not name.isupper():
                return name
    return ""


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


def _lost(sentence: str, other: str) -> str:
    """The first legal name of `sentence` that `other` has not, "" without one."""
    there = {key(match[0]) for match in LEGAL_NAME.finditer(other)}
    return next((match[0] for match in LEGAL_NAME.finditer(sentence) if key(match[0]) not in there), "")


def _bare(name: str) -> str:
    return name.strip(" .,")


def _name_of(party: re.Match[str]) -> str:
    return party["party"] or party["operator"]


def _state(edit: Edit) -> Iterator[Hit]:
    old, new = _STATE.search(edit.before), _STATE.search(edit.after)
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
        if any(not left.isdisjoint(key(name)) for name in _PLACE_NAME.findall(found[0])):
            return found[0].strip(" ,")
    return ""


def _place(edit: Edit) -> Iterator[Hit]:
    # A cell is read with its row: "Example | Hosting | Germany".
    text = " ".join((edit.text, *edit.rows))
    rule = PLACE if _STORED.search(text) else REGION if _LIVING.search(text) else None
    if rule is None:
        return
    places = PLACES if rule is PLACE else PLACES | MORE_PLACES
    gone = next((word for word in edit.residue.removed if word in places and not _is_of_address(word, edit.before)), "")
    come = next((word for word in edit.residue.added if word in places and not _is_of_address(word, edit.after)), "")
    if gone or come:
        what = _PLACE_TOLD[rule.id]
        if gone and come:
            told = f"{what} changed from {_said(places[gone])} to {_said(places[come])}"
        else:
            told = f"{what} {_said(places[come])} added" if come else f"{what} {_said(places[gone])} removed"
        yield Hit(rule=rule, before=edit.before, after=edit.after, direction=told)


def _is_of_address(place: str, sentence: str) -> bool:
    """Whether a place stands before its postal code: "San Francisco, California 94110"."""
    return place not in key(_POSTAL.sub(" ", sentence))


def _said(place: str) -> str:
    return place.upper() if len(place) <= _ABBREVIATION_CHARS else place.capitalize()


DETECTOR = Detector(rules=(SWAPPED,), find=_recipients)
COMPANY = Detector(rules=(ENTITY,), find=_company)
STORAGE = Detector(rules=(PLACE, REGION), find=_place, compares=True)
GOVERNING_LAW = Detector(rules=(LAW,), find=_law, compares=True)
