"""Two sides in; whether they are one text of which a recorder kept no lines, with a site's menu before it.

    Home News Jobs Log In Privacy Policy We collect your name. How long We keep it for a year.
    # Privacy Policy      We collect your name.      ## How long      We keep it for a year.

Some recorders wrote a whole page as one line (seen in histories of 2012 and 2013), with the entries of its menu in a
row before the text; others lost the blank between two blocks as well. Such a recording and one with its lines have no
clause in common, and a temperature in the menu changes the only clause there is.
"""

import re
from collections.abc import Sequence

from redline.canonical import common_prefix, fold, with_opened
from redline.dates.forms import dates_in
from redline.equivalence.residue import key
from redline.legal_names import LEGAL_FORMS, without_dots
from redline.page.phrases import SPEAKS, WEIGHS_OUTSIDE, pattern
from redline.types import ChangeKind, Clause, ClauseChange, Reading

# Of a recording in one line one clause holds so much, and is so long.
_FLAT_SHARE = 0.6
_FLAT_WORDS = 100
# A menu is of so many entries, each with a capital; so many words in a row without one are prose.
_ENTRIES_MIN = 12
_PROSE_MIN = 3
_SHORT_MAX = 3
# So many pages that sites have make a row of words a menu.
_PAGES_MIN = 3
_PAGES = re.compile(
    r"\b(?:accueil|panier|se connecter|connexion|forums?|blogs?|vidéos|contactez-nous|plan du site|warenkorb|kasse|"
    r"anmelden|startseite|impressum|kontakt|agb|ihr konto|suche|inicio|carrito|iniciar sesión|contacto|buscar|"
    r"mi cuenta)\b",
    re.IGNORECASE,
)
# What no menu says.
_BINDS = re.compile(
    r"\b(?:shar(?:e|es|ed|ing)|s(?:ell|ells|old|elling)|disclos\w+|collect\w*|retain\w*|kept|never|not|must|may|shall|"
    r"without|liab\w+|arbitrat\w*|govern\w*|laws?|stored|appl(?:y|ies)|upwards?|"
    r"class actions?|waiv\w*|prohibit\w*|fees?|refunds?|children|"
    r"minors?|controller|processors?|representative|officer|aged?|under \d+|inc|llc|ltd|limited|gmbh|plc|s\.?a|zwecke?|"
    r"empfänger|verantwortlich\w*|finalités?|destinataires?|responsable)\b|@|[$€£] ?\d",
    re.IGNORECASE,
)
# What stands in no menu that has no capitals: "sign in register my profile help".
_PUNCTUATED = re.compile(r"[.!?;:]\s|\b(?:we|our)\b", re.IGNORECASE)
_FOOT_WORDS_MAX = 60
_FOOT_SHARE = 0.6
# The first clauses of a page.
_FIRST_CLAUSES = 2
_DATED = re.compile(r"\b(?:effective|updated|revised|version|modified|as of|stand|en vigueur|vigente)\b", re.IGNORECASE)
_WORD = re.compile(r"\S+")
# Whom prose speaks of, and how it ends; in German most of its words have a capital, too.
_PERSON = re.compile(r"(?:we|you|they|nous|vous|wir|sie|nosotros|usted)", re.IGNORECASE)
_ENDS_A_SENTENCE = re.compile(r"[a-zà-ÿ]\S{3,}[.!?]\s+[A-ZÀ-Þ]")
_IN_STYLES = frozenset("{};#_=")
# Blanks, marks of lists and headings; what parts a figure stays.
_LAYOUT = re.compile(r"[^\w.,%$€£<>–-]|(?<!\d)[.,–-]|[.,–-](?!\d)|_")


def are_one_text(before: Reading, after: Reading) -> bool:
    """Whether one side alone is recorded in one line, and both hold the same letters behind their menus."""
    if _is_flat(before.clauses) == _is_flat(after.clauses):
        return False
    for numbered in (True, False):
        texts = [_text(side, numbered=numbered) for side in (before, after)]
        if _end_alike(*texts, may_be_low=True) or _is_within(*sorted(texts, key=len, reverse=True)):
            return True
    return False


def is_of_a_menu_in_line(change: ClauseChange) -> bool:
    """Whether all that differs in one of the first clauses is a word of the menu that runs into the text."""
    if change.kind is not ChangeKind.REWORDED or change.of_heading or not (change.before and change.after):
        return False
    if min((*change.before_positions, *change.after_positions)) >= _FIRST_CLAUSES:
        return False
    if min(change.before.count(" "), change.after.count(" ")) < _FLAT_WORDS:
        return False
    if not _end_alike(change.before, change.after):
        return False
    differing = " ".join(span.text for span in change.spans if span.op != "equal")
    return not WEIGHS_OUTSIDE.search(differing) and LEGAL_FORMS.isdisjoint(key(without_dots(differing)))


def _is_flat(clauses: Sequence[Clause]) -> bool:
    sizes = [clause.text.count(" ") for clause in clauses]
    longest = max(sizes, default=0)
    return longest >= _FLAT_WORDS and longest >= _FLAT_SHARE * sum(sizes)


def _text(reading: Reading, *, numbered: bool) -> str:
    """All words of a reading in order, the numbers of headings and items among them where they are `numbered`."""
    words: list[str] = []
    heads: tuple[str, ...] = ()
    number = ""
    for clause, opened in with_opened(reading.clauses):
        words += opened
        if numbered and opened and clause.heading_number != number:
            words.insert(-1, clause.heading_number)
        if clause.heads != heads:
            words += clause.heads
        heads, number = clause.heads, clause.heading_number
        words += [clause.own_number, clause.text] if numbered else [clause.text]
    return " ".join(filter(None, words))


def _end_alike(before: str, after: str, *, may_be_low: bool = False) -> bool:
    """Whether two texts have the same letters but where each begins with a menu, which `may_be_low`: of no capitals."""
    old, new = (_LAYOUT.sub("", fold(text)) for text in (before, after))
    same = common_prefix(old[::-1], new[::-1])
    return all(
        _begins_with_menu(text, len(letters) - same, may_be_low=may_be_low)
        for text, letters in ((before, old), (after, new))
    )


def _is_within(long: str, short: str) -> bool:
    """Whether one text stands in the other, between a menu and the foot of a page."""
    letters, inner = (_LAYOUT.sub("", fold(text)) for text in (long, short))
    start = letters.find(inner)
    if start < 0 or not _begins_with_menu(long, start, may_be_low=True):
        return False
    foot = _part(long, start + len(inner), len(letters))
    words = foot.split()
    if len(words) > _FOOT_WORDS_MAX or sum(map(_is_of_an_entry, words)) < _FOOT_SHARE * len(words):
        return False
    return not (SPEAKS.search(foot) or _BINDS.search(foot))


def _begins_with_menu(text: str, letters: int, *, may_be_low: bool) -> bool:
    """Whether the first `letters` of a text, signs aside, are of its menu: entries, some of which lead where pages
    lead, and nothing that binds, tells a date or who somebody is."""
    if not letters:
        return True
    head = _part(text, 0, letters)
    if _DATED.search(head) or dates_in(head) or _BINDS.search(head):
        return False
    end = _menu_end(text)
    menu = text[:end] if len(head) <= end else head if may_be_low else ""
    pages = {page.lower() for words in (pattern("navigation"), _PAGES) for page in words.findall(menu)}
    if len(pages) < _PAGES_MIN:
        return False
    return len(head) <= end or not _PUNCTUATED.search(head)


def _part(text: str, first: int, behind: int) -> str:
    """What of a text its letters from `first` to `behind`, signs aside, are written as."""
    count, start = 0, 0
    for word in _WORD.finditer(text):
        if count <= first:
            start = word.start()
        count += len(_LAYOUT.sub("", fold(word[0])))
        if count >= behind:
            return text[start : word.end()] if behind > first else ""
    return text[start:] if behind > first else ""


def _menu_end(text: str) -> int:
    """Where the entries of a menu end with which a text begins: 0 where it begins with none, or with few."""
    end = entries = prose = 0
    for word in _WORD.finditer(text):
        if _PERSON.fullmatch(word[0]) or _ENDS_A_SENTENCE.match(text, word.start()):
            break
        if _is_of_an_entry(word[0]):
            end, entries, prose = word.end(), entries + 1, 0
        elif len(word[0]) > _SHORT_MAX:
            prose += 1
            if prose >= _PROSE_MIN:
                break
    return end if entries >= _ENTRIES_MIN else 0


def _is_of_an_entry(word: str) -> bool:
    """Whether a word has a capital, or is a figure, a sign or of a style sheet. Where letters have no case none is."""
    first = next(filter(str.isalpha, word), "")
    return not first or first.isupper() or not _IN_STYLES.isdisjoint(word)
