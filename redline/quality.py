"""A document and its clauses in, whether they are the policy out, with a reason a person can act on.

A page that is not the policy is short, or hardly holds a sentence, or says the same over and over, or speaks of nothing
a policy speaks of; its title and first words then tell which kind it is. The words alone never condemn a long text:
policies themselves speak of errors, passwords and robots.

Whether two readings, each a policy, are two versions of one document is asked in `suspicion`.
"""

import re
from collections import Counter
from collections.abc import Sequence

from redline.quality_signals import BOT_WALL, CONSENT, ERROR, LEGAL, LOGIN, PARKED, REDIRECT
from redline.types import Clause, Document, Quality, Verdict
from redline.word_count import word_count

MIN_WORDS = 40  # the shortest imprint seen has 63
SHORT_WORDS = 250  # a notice about an error or a wall is no longer
MIDDLING_WORDS = 700  # a consent manager or a start page may be
MIN_SENTENCE_WORDS = 8
DOCUMENT_WORDS = 60  # sentences of so many words under a document's title are the document
HEADED_WORDS = 120  # no error page says so much in sentences under a document's title
WALL_WORDS = 60  # a page that asks to log in, or sends its reader elsewhere, has fewer words in sentences
MIN_PROSE_SHARE = 0.4
MENU_WORDS = 300
MIN_LEGAL = 3
BUTTON_WORDS = 5
MIN_BUTTONS = 2
REPEATED_CLAUSES = 24
REPEATED_TIMES = 4
REPEATED_SHARE = 0.8
LOOKED_AT_CHARS = 4000
LINES_LOOKED_AT = 6
LINE_WORDS = 12  # what an error page says in a line

_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_TITLE = re.compile(
    r"privacy|polic(?:y|ies)|terms|imprint|impressum|mentions l|conditions|datenschutz|guidelines|legal|cookie"
    r"|confidentialit"
    r"|\b(?:standards|rules|requirements|prohibited|restrictions?|code of conduct|charte|règles|richtlinien|regeln)\b"
    r"|\b(?:normas|reglas)\b"
    r"|\bcontract of carriage\b|\beula\b|\bdisclaimers?\b|\bcode of (?:ethics|practice)\b|\bservice level"
    r"|agb\b|cgu\b|notice|statement|agreement|addendum|privacidad|términos|informativa|termini|privacidade|termos"
    r"|bedingungen|richtlinie|erklärung|condiciones|aviso legal|política|politique|protección de datos"
    r"|voorwaarden|processors?\b|sous-traitants|auftragsverarbeiter|encargados"
    r"|polityka prywat|regulamin|zásady|podmínky|podmienky|integritetspolicy|personuppgifter|villkor|vilkår"
    r"|privatlivspolitik"
    r"|personvern|tietosuoja|käyttöehdot|adatvédel|feltételek|confiden[țţ]ial|termeni|gizlilik|koşullar|privasi|ketentuan",
    re.IGNORECASE,
)


def assess(document: Document, clauses: Sequence[Clause]) -> Quality:
    """The verdict on a text by itself: `policy` with an empty reason, or what the page is and why."""
    own = [clause for clause in clauses if not clause.furniture]
    text = "\n".join(clause.text for clause in own)
    words = sum([word_count(clause.text) for clause in own])
    if words < SHORT_WORDS and (found := _by_signal(document, own, words)):
        return found
    if words < MIN_WORDS:
        return _nearly_empty(document, words)
    return _misshapen(document, own, text, words) or Quality(verdict="policy", reason="")


_SIGNALS: tuple[tuple[re.Pattern[str], Verdict, str], ...] = (
    (BOT_WALL, "bot_wall", "a check for robots stands in the way"),
    (PARKED, "other", "a placeholder stands where the policy was"),
    (ERROR, "error", "an error or maintenance page"),
    (REDIRECT, "other", "a page that sends its reader elsewhere"),
    (LOGIN, "login", "a page that asks to log in"),
)
# "The service may be temporarily unavailable" is a clause.
_OF_WHAT_MAY_BE = re.compile(
    r"\b(?:may|might|can|shall|must|if|when|whenever|during|liable|warrant|guarantee)\b", re.IGNORECASE
)
_OF_MENUS = (REDIRECT, LOGIN)


def _by_signal(document: Document, clauses: Sequence[Clause], words: int) -> Quality | None:
    """What a short text says it is.

    One that speaks like a policy, or has a document's title over its sentences, is believed in its first headings and
    short lines alone: rules of conduct warn of passwords and errors, and use few words of the law. Menus around it
    offer to log in, and what stands in the rows of a table is somebody's product.
    """
    headings = " ".join(dict.fromkeys(clause.heading for clause in clauses[:LINES_LOOKED_AT]))
    text = "\n".join(clause.text for clause in clauses if clause.kind != "row")[:LOOKED_AT_CHARS]
    prose = _sentence_words(clauses)
    is_titled = _is_titled_document(document, prose)
    # Plain-language terms head a section "Something went wrong?".
    headed = "" if is_titled and prose >= HEADED_WORDS else headings
    lines = "\n".join([headed, *(clause.text for clause in clauses[:LINES_LOOKED_AT] if _is_line(clause))])
    opening = f"{document.title}\n{headings}\n{text}"
    is_document = is_titled or len(LEGAL.findall(opening)) >= max(MIN_LEGAL, words // 12)
    may_warn = prose >= WALL_WORDS or _TITLE.search(document.title) is not None
    for pattern, verdict, what in _SIGNALS:
        if pattern in _OF_MENUS:
            looked_at = "" if is_document else lines if may_warn else opening
        else:
            looked_at = lines if is_document else opening
        match = (None if is_titled else pattern.search(document.title)) or pattern.search(looked_at)
        if match:
            return Quality(verdict=verdict, reason=f"{what}: “{_quoted(match)}”, {words} words")
    return None


def _is_line(clause: Clause) -> bool:
    """Whether a clause may be what a wall says: short, and of what is, not of what may be."""
    is_short = clause.kind == "paragraph" and word_count(clause.text) <= LINE_WORDS
    return is_short and not _OF_WHAT_MAY_BE.search(clause.text)


def _is_titled_document(document: Document, prose: int) -> bool:
    """Whether sentences stand under a title that names a policy, terms or rules."""
    return prose >= DOCUMENT_WORDS and _TITLE.search(document.title) is not None


def _nearly_empty(document: Document, words: int) -> Quality:
    if document.shell:
        return Quality(verdict="shell", reason=document.shell)
    if words == 0:
        return Quality(verdict="shell", reason="the page has no text")
    return Quality(verdict="other", reason=f"the text has only {words} {'word' if words == 1 else 'words'}")


def _misshapen(document: Document, clauses: Sequence[Clause], text: str, words: int) -> Quality | None:
    if times := _times_over(clauses):
        return Quality(verdict="other", reason=f"the same text stands {times} times over: the page was caught badly")
    if words >= MIDDLING_WORDS or not _is_in_latin_letters(text):
        return None
    if _TITLE.search(document.title):
        return None
    if len(LEGAL.findall(text)) < MIN_LEGAL:
        return Quality(verdict="other", reason=f"{words} words, and hardly one that a policy would use")
    if words < MENU_WORDS and _sentence_words(clauses) < MIN_PROSE_SHARE * words:
        return Quality(
            verdict="shell", reason=f"{words} words, mostly names of other pages: the text itself is missing"
        )
    buttons = [c for c in clauses if word_count(c.text) <= BUTTON_WORDS and CONSENT.search(c.text)]
    if len(buttons) >= MIN_BUTTONS:
        return Quality(verdict="other", reason="a consent dialog and nothing else")
    return None


def _is_in_latin_letters(text: str) -> bool:
    """Whether most letters are Latin: in others no words of the law are known, and a brand's name may stand."""
    return 2 * len(_LATIN.findall(text)) >= max(1, len(_LETTER.findall(text)))


def _times_over(clauses: Sequence[Clause]) -> int:
    """How often the whole text repeats itself, 0 where it does not: then nearly all clauses stand equally often."""
    if len(clauses) < REPEATED_CLAUSES:
        return 0
    each = Counter(clause.digest for clause in clauses)
    times, distinct = Counter(each.values()).most_common(1)[0]
    return times if times >= REPEATED_TIMES and times * distinct >= REPEATED_SHARE * len(clauses) else 0


def _sentence_words(clauses: Sequence[Clause]) -> int:
    lengths = (word_count(clause.text) for clause in clauses)
    return sum(length for length in lengths if length >= MIN_SENTENCE_WORDS)


def _quoted(match: re.Match[str]) -> str:
    return " ".join(match[0].split())[:60]
