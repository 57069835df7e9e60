"""Who gets data: the names of recipients, of processors and of whoever handles it, in sentences, lists and tables."""

import re
from collections.abc import Iterator

from redline.dates.months import MONTHS
from redline.detectors.base import Detector, Hit, Rule
from redline.detectors.columns import is_of_seats, names_recipients
from redline.equivalence.renames import DOCUMENTS
from redline.equivalence.residue import LITTLE, key
from redline.judging.edits import Edit
from redline.legal_names import LEGAL_FORMS
from redline.places import ADDRESS_WORDS, MORE_PLACES, PLACES
from redline.types import BETWEEN_CELLS, Materiality

# The first word of a sentence has its capital as such; behind a colon a name is known by what follows.
_NAME = re.compile(
    r"(?:(?<![.!?:]\s)(?<!^)|(?<=:\s)(?=[A-Z][\w&’'-]*(?:\s[A-Z]|,|\s\()))"
    r"\b(?:[A-Z][\w&’'-]*\d*|[a-z]+[A-Z]\w*)(?:\s(?:[A-Z][\w&’'-]*|of|and|&)(?=\s[A-Z]|\b))*"
)
_RECIPIENT = re.compile(
    r"\b(?:sub-?processors?|processors?|service providers?|providers?|third[ -]part(?:y|ies)|partners?|"
    r"vendors?|hosted|hosting|(?:handled|processed|carried out) by|share[ds]?|sharing|disclos\w+|transfer\w*|"
    r"acts? as|(?:is|are|be|being) (?:sent|passed|forwarded|uploaded|supplied|submitted) to|"
    r"prestataires?|partenaires?|destinataires?|transf[eé]r\w*|transmi\w+|communiqu\w+|partag\w+|"
    r"hébergée?s? par|"
    r"sous-traitants?|auftragsverarbeiter\w*|dienstleister\w*|empfänger\w*|übermitt\w*|weiter(?:ge)?geben|gehostet|"
    r"encargad[oa]s?|proveedor(?:es)?|destinatari[oa]s?|transferencias?|transfier\w+|comunica\w*|compart\w+|cesi(?:ón|ones)|"
    r"alojad[oa]s? (?:por|en))\b",
    re.IGNORECASE,
)
# Whoever hosts or handles something has the data of it.
_DONE_BY = re.compile(
    r"\b(?:hosted|handled|processed|carried out) by\b|\bhébergée?s? par\b|\balojad[oa]s? (?:por|en)\b|"
    r"\b(?:gehostet|hosting)\b.{0,40}\b(?:bei|von|durch|übernimmt)\b|\b(?:bei|von)\b.{0,60}\bgehostet\b|"
    r"\bthird[- ]party (?:applications?|services?|software|tools?|platforms?|systems?) (?:called|named|such as|like|"
    r"including|from|by)\b.{0,80}\bto (?:process|host|store|collect|handle|manage|analy[sz]e)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\bsub-?processors?\b|\blist of (?:\w+ ){0,2}(?:processors|providers|vendors|partners|recipients)\b|"
    r"\b(?:processor|vendor|supplier|service provider) list\b|"
    r"\bunterauftrag(?:nehmer|sverarbeiter)\b|\bliste der auftragsverarbeiter\b|"
    r"\bsous-traitants ultérieurs\b|\b(?:liste (?:des|de nos)|nos) sous-traitants\b|\bsub-?encargados\b",
    re.IGNORECASE,
)
# "Our processors are Tern and Heron".
_NAMED_AS = re.compile(
    r"(?i:\b(?:our|the|these) (?:\w+ )?(?:sub-?processors|processors|service providers|vendors|providers|recipients|"
    r"data partners) (?:are|include|currently include))[\s:]+[A-Z]"
)
# Who is used for a work that needs data, whether or not the sentence speaks of it.
_USED = re.compile(
    r"\b(?:we|our \w+) (?:also |currently )?(?:use|work with|rely on|employ)\b.{0,80}"
    r"\b(?:measur\w+|analy[sz]\w+|analytics|track\w*|statistic\w*|host\w*|process\w*|deliver\w*|"
    r"advertis\w+|stor(?:e|ing|age)|monitor\w*|support)\b",
    re.IGNORECASE,
)
# Several names in a row, and what can stand behind them where they are who is used: for what, or nothing.
_A_NAME = r"[A-Z][\w&’'-]*(?: [A-Z][\w&’'-]*){0,5}"
# In German every noun has a capital: only a name of two words, or with a capital inside, is known for one.
_USED_BY_NAME = re.compile(
    r"(?:(?i:\b(?:we|our \w+) (?:(?:also|currently) )?(?:use|work with|rely on|employ|engage)|"
    r"\bnous (?:utilisons|travaillons avec|faisons appel à|recourons à)|"
    r"\b(?:utilizamos|usamos|empleamos|trabajamos con|recurrimos a)) |"
    r"(?i:\bwir (?:(?:nutzen|verwenden)(?: den Dienst)?|arbeiten mit)) (?=[A-Z]\w*(?: [A-Z]\w|[A-Z])))"
    rf"(?P<names>{_A_NAME}(?:(?:,| and| or|, and|, or| et| y| und) {_A_NAME}){{0,12}})"
    r"(?=\s?[.;(]|$| (?:to|for|as|pour|afin|comme|para|como|um|für|zur?|als|zusammen)\b)"
)
# What is used and is nobody.
_TECHNOLOGY = re.compile(
    r"\b(?:cookies?|pixels?|beacons?|tags?|sdks?|apis?|web|html\d?|https?|tls|ssl|javascript|local|flash|storage)\b",
    re.IGNORECASE,
)
# Under such a heading an entry or a cell that is no more than a name names a recipient; other lines need not.
_SHARED_WITH = re.compile(
    r"\b(?:shar\w+|disclos\w+|transfer\w*)\b.{0,40}"
    r"\b(?:third[- ]part\w+|partners?|providers?|vendors?|recipients?|compan\w+)\b",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"[A-Z][\w&.’'-]*(?:\s[A-Z(][\w&.,’')-]*){0,4}")
_FIRST_NAME = re.compile(
    r"[A-Z][\w&.’'-]+(?:,?\s[A-Z(][\w&.’')-]*)*$|[A-Z][\w&.’'-]+(?:,?\s[A-Z][\w&.’'-]*){0,5}\s?[-–—:|(]"
)
_LISTED_WORDS_MAX = 30
_DATA = re.compile(
    r"\b(?:data|information|données|daten|datos|details|records|address(?:es)?|pay\w*|card|prompts?|recordings?|"
    r"(?:transferencias?|transferts?) (?:hors|vers|internaciona\w+|internationa\w+)|dritt(?:land|länder)\w*)\b",
    re.IGNORECASE,
)
STATE = re.compile(
    r"\ba(?:n)?\s(?P<state>[A-Z]\w+(?:\s[A-Z]\w+)?)\s(?:limited liability company|corporation|company|"
    r"Company|Corporation|limited company|partnership)\b"
)
"""The state of which a company is: "a Delaware corporation"."""
# Written with a capital, and nobody's name.
_NO_NAMES = frozenset(MONTHS) | frozenset(
    key(
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Sundays English French German Spanish Italian"
        " Portuguese Dutch Polish Russian Chinese Japanese Korean Arabic Processor"
        " Subprocessor Subprocessors Controller Sub"
    )
)
# "Third Party Vendors", "Service Providers": what recipients are, and not who.
_ROLES = frozenset(
    key(
        "third party parties other outside business service services vendors suppliers providers contractors processors"
    )
)
# What an author calls what it offers, "the Site and Services", what it writes, and what is told to it.
_DEFINED = DOCUMENTS | frozenset(
    key(
        "site website service app application platform product software account content addendum personal confidential"
        " usage data information materials"
    )
)
_PROVIDERS = frozenset(key("vendors suppliers providers"))
_OF_ADDRESSES = ADDRESS_WORDS | frozenset(("unit", "apartment", "building"))
# An address from its street to its postal code.
_FROM_STREET = re.compile(r"\b\d{1,5} [A-Z][\w.]*(?: [A-Z][\w.]*){0,3},(?: [A-Z]\w+,?){1,4} \d{5}(?:-\d{4})?\b")
# Whoever does so, and is called nothing else, is the one who has the data: the author, by its name ...
_DISCLOSES = re.compile(
    r"\s(?:(?:will|shall|may|does|do|can|would|might)\s)?(?:(?:not|never|only|also)\s)?(?:sells?|shares?|discloses?|rents?|"
    r"licen[cs]es?|trades?|distributes?|releases?)\b(?! (?:partners?|registrars?|stations?|desks?))",
    re.IGNORECASE,
)
# ... where the sentence, or a part of it, begins; the first word of its name may stand before.
_BEGINS = re.compile(r"(?:^|[.;:,]\s|\b(?:that|and|but|again,?)\s)(?:(?-i:[A-Z])[\w-]*\s)?$", re.IGNORECASE)
_PRODUCTS = frozenset(
    key("ads cloud analytics payments pay platform services service workspace maps mail chat web business group")
)
_FIRST = frozenset(("we", "us", "our"))
_OUTSIDE = re.compile(r"\boutside(?: of)?\s$")
_INITIALS = re.compile(r"\s\((?:the )?[“\"']?([A-Z]{2,6})[”\"']?\)")
# What the reader uses is the product, or its author.
_READER_USES = re.compile(r"\b(?:before (?:using|visiting|joining|accessing)|your use of)\s(?:the\s)?$", re.IGNORECASE)
# "a Tern account" is with the author, or with whoever the reader is with already.
_READERS_OWN = re.compile(
    r"\s(?:accounts?|profiles?|log-?ins?|passwords?|usernames?|subscriptions?|memberships?|IDs?)\b"
)
# So many letters before a name say what it is.
_REACH = 160
# Written with capitals, and many: no one's name.
_CALLED = frozenset(
    key(
        "users guests visitors members customers clients directors officers managers employees staff agents affiliates"
        " subsidiaries partners research development marketing sales support mail phone fax email post website app"
    )
)
# Behind these each of several names is one, the first and those behind it.
_NAMES_FOLLOW = re.compile(
    rf"(?i:\b(?:with|to|by|called|named|as|(?:partners?|providers?|processors?|vendors?)(?: (?:are|is|include))?|"
    rf"(?P<used>use|using|work with|rely on|employ|engage)))[\s:]*(?:{_A_NAME}, ){{0,12}}$"
)
_OF_THINGS = re.compile(
    r"data|information|contents?|feedback|technology|policy|agreement|notice|section|article|consent|interest|law|basis|"
    r"bluetooth|wi-?fi|gps|https|sso|java|javascript|python|rust|php|ruby"
)
# Who is used has no plural; companies called by one are.
_PLURAL = re.compile(r"(?<!s)s$")
_CALLED_BY_PLURALS = frozenset(
    "services systems labs solutions networks technologies analytics ads teams forms".split()
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
_MOVED = "A company that gets data has it in another country."


def _recipients(edit: Edit) -> Iterator[Hit]:
    over = f"{edit.above} {edit.heading} {edit.lead}"
    # As a heading a role names nobody.
    is_role = not edit.columns and all(map(_is_a_role, (edit.before, edit.after)))
    names_some = _LISTED.search(over) or _SHARED_WITH.search(over) or names_recipients(edit.columns)
    if names_some and not is_role and _are_two_names(edit.before, edit.after):
        moved = all(_is_place(word) for side in (edit.old, edit.new) for word in side if word not in LITTLE)
        if moved and is_of_seats(edit.column):
            return
        yield from _moved(edit.before, edit.after) if moved else _swapped(edit.before, edit.after)
        return
    if edit.whole and (
        names_recipients(edit.columns)
        or _LISTED.search(over)
        or (_SHARED_WITH.search(over) and _ENTRY.fullmatch(edit.text))
    ):
        yield from _listed(edit)
        return
    if edit.whole or not _may_receive(edit.text):
        return
    gone = _names(edit.before, edit.unsaid.removed, beside=edit.after)
    come = _names(edit.after, edit.unsaid.added, beside=edit.before)
    if bool(gone) != bool(come) and not _FIRST.isdisjoint((*edit.residue.removed, *edit.residue.added)):
        named, side = (gone, edit.before) if gone else (come, edit.after)
        if _READER_USES.search(side.partition(named)[0]):
            return  # "before using Tern Prints" is "before using our services"
    if _TECHNOLOGY.search(f"{gone} {come}") and not _RECIPIENT.search(edit.text):
        return
    if gone and come:
        yield from _swapped(gone, come)
    elif gone or come:
        told = f"recipient {come} added" if come else f"recipient {gone} removed"
        yield Hit(rule=SWAPPED, before=gone, after=come, direction=told, reason=_ADDED if come else _REMOVED)


def _is_a_role(text: str) -> bool:
    """Whether a text says no more than what recipients are."""
    words = set(key(text))
    return not words.isdisjoint(_PROVIDERS) and words <= _ROLES


def _are_two_names(before: str, after: str) -> bool:
    """Whether two entries begin with names of two companies and go on alike: "Tern Inc." and "Tern LLC" are one's."""
    names = [_FIRST_NAME.match(side) for side in (before, after)]
    if not all(names):
        return False
    one, other = (key(found[0]) for found in names if found)
    if not one or not other or one[0] == other[0] or set(one) <= set(other) or set(other) <= set(one):
        return False
    rests = [key(side[found.end() :]) for side, found in zip((before, after), names, strict=True) if found]
    return rests[0] == rests[1]


def _swapped(gone: str, come: str) -> Iterator[Hit]:
    yield Hit(rule=SWAPPED, before=gone, after=come, direction=f"recipient changed from {gone} to {come}")


def _moved(gone: str, come: str) -> Iterator[Hit]:
    """Whoever is named in the row has the data in another country."""
    yield Hit(
        rule=SWAPPED,
        before=gone,
        after=come,
        direction=f"recipient’s place changed from {gone} to {come}",
        reason=_MOVED,
    )


def _may_receive(sentence: str) -> bool:
    """Whether whoever a sentence names gets data."""
    if _USED.search(sentence) or _LISTED.search(sentence) or _NAMED_AS.search(sentence):
        return True
    used = _USED_BY_NAME.search(sentence)
    if used and not _is_no_company(used["names"]):
        return True
    return bool(_RECIPIENT.search(sentence) and (_DATA.search(sentence) or _DONE_BY.search(sentence)))


def _listed(edit: Edit) -> Iterator[Hit]:
    """A name that came to a list of recipients, or left it."""
    name = _entry_name(edit)
    first = edit.row.partition(BETWEEN_CELLS)[0]
    if first and not edit.text.startswith(first) and _ENTRY.fullmatch(first.replace(",", "")):
        return  # the first cell of the row names somebody already
    if not name or edit.text.isupper() or len(edit.text.split()) > _LISTED_WORDS_MAX:
        return
    named = name.rstrip(" -–—:|(").strip(" ,.")
    if edit.after:
        yield Hit(rule=SWAPPED, after=edit.after, direction=f"recipient {named} added", reason=_ADDED)
    else:
        yield Hit(rule=SWAPPED, before=edit.before, direction=f"recipient {named} removed", reason=_REMOVED)


def _entry_name(edit: Edit) -> str:
    """The name that an entry of a list begins with, or that stands as its heading: "**Example:** for mail"; "" for
    none."""
    found = _FIRST_NAME.match(edit.text)
    if found:
        return found[0]
    is_headed = edit.above and edit.text[:1].islower() and _ENTRY.fullmatch(edit.heading)
    return edit.heading if is_headed else ""


def _names(sentence: str, residue: tuple[str, ...], *, beside: str) -> str:
    """The first name of a sentence whose words are all in the residue, "" without one.

    One that is explained, "Harbour Water Board (HWB)", stands in the sentence `beside` by its initials, too. The state
    that a company is of ("a Delaware corporation") is no name, nor is a street ("12 Caves Road") or a place.
    """
    left = set(residue)
    sentence = _FROM_STREET.sub(" ", STATE.sub(" ", sentence))
    for match in _NAME.finditer(sentence):
        whole, start = str(match[0]), match.start()
        # No more of a sentence of thousands of names is read for each of them.
        ahead = sentence[:start] if start <= _REACH else f"…{sentence[start - _REACH : start]}"
        is_author = _BEGINS.search(ahead) and _DISCLOSES.match(sentence, match.end())
        initials = _INITIALS.match(sentence, match.end())
        if initials and re.search(rf"\b{initials[1]}\b", beside):
            continue
        if is_author or _OUTSIDE.search(ahead) or _READERS_OWN.match(sentence, match.end()):
            continue
        # "Alder and Birch" may be one name, and two.
        follows = _NAMES_FOLLOW.search(ahead)
        parts = whole.split(" and ") if " and " in whole and follows else []
        for name in (whole, *parts):
            words = [word for word in key(name) if word not in LITTLE and word not in _NO_NAMES]
            if words[-1:] and (words[-1] in _OF_ADDRESSES or ahead.rstrip()[-1:].isdigit()):
                continue
            if _DEFINED.issuperset(words):
                continue
            if name in parts and (_CALLED.intersection(_own(words)) or all(map(_is_place, words))):
                continue
            if follows and follows["used"] and _is_no_company(name):
                continue
            if words and len(name) > 2 and not name.isupper() and _is_named(words, left):
                return name
    return ""


def _is_named(words: list[str], left: set[str]) -> bool:
    """Whether a name came or went: all its words, or those before the kind of product that it shares with another
    ("Tern Analytics", "Heron Analytics")."""
    own = _own(words)
    return left.issuperset(own) and not all(map(_is_place, own))


def _own(words: list[str]) -> list[str]:
    """A name's words without the kinds of product and of company, all of them where there is nothing else."""
    return [word for word in words if word not in _PRODUCTS and word not in LEGAL_FORMS] or words


def _is_no_company(name: str) -> bool:
    """Whether what is used, written with capitals, ends as things do: "Web Beacons", "Usage Data"."""
    last = name.rpartition(" ")[2].lower()
    return _OF_THINGS.fullmatch(last) is not None or (
        _PLURAL.search(last) is not None and last not in _CALLED_BY_PLURALS
    )


def _is_place(word: str) -> bool:
    return word in PLACES or word in MORE_PLACES


DETECTOR = Detector(rules=(SWAPPED,), find=_recipients, names=True)
