"""`signals/page.toml` in; the compiled patterns of what pages say around a policy out."""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from redline.language import detect
from redline.literals import search
from redline.number_words import NUMBER

BINDING = re.compile(
    r"\b(?:you|we|us|our|your|must|shall|may not|prohibited|required|agree|rights?|liab\w+|data|"
    r"information|cookies?)\b",
    re.IGNORECASE,
)
"""A word without which a sentence binds nobody."""

LEGAL = re.compile(
    r"\b(?:data|informations?|privacy|polic(?:y|ies)|terms|conditions|agree\w*|contract\w*|laws?|rights?|consent\w*|"
    r"liab\w+|must|shall|not|never|no|only|prohibit\w*|require\w*|allow\w*|permit\w*|collect\w*|process\w*|"
    r"shar(?:e|es|ing) (?:your|with)|disclos\w+|retain\w*|retention|transfer\w*|licen[cs]\w+|fees?|refund\w*|cancel\w*|"
    r"terminat\w+|govern\w*|courts?|arbitrat\w+|disputes?|s(?:ell|old|ale)s?|deleted?|unless|controller|officer|representative|registered|effective|updated?|revised|version|"
    r"appl(?:y|ies)|e-?mail|tel|phone|address|inc|llc|ltd|limited|gmbh|plc|"
    r"données|droits?|politique|daten\w*|rechte?|bedingungen|datos|derechos|política)\b|@|"
    r"\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b|\b\d{5}\b",
    re.IGNORECASE,
)
"""Words without which a line around the policy promises, asks and defines nothing."""

BINDS_AROUND = re.compile(
    r"\b(?:we|us|our|waiv\w*|jury|class actions?|trial by|sold|sell\w*|sale|shar(?:e|es|ed|ing)|partners?|"
    r"networks?|train\w*|"
    r"track\w*|age[sd]?|minors?|children|minimum|bann?(?:ed|s)?|forbid\w*|guarantee\w*|warrant\w*|own(?:s|ed|ership|er)?|"
    r"record(?:s|ed|ing)?|use(?:s|d)?|strikes?|prevail\w*|acquired|operat\w+|cannot|can)\b|n[’']t\b",
    re.IGNORECASE,
)
"""Words by which a line above or below a policy may yet be its own, beside those of `LEGAL`."""

CHOICE = re.compile(
    r"\bopt[- ]?(?:out|in)\b|\bdo not sell\b|\blimit the use\b|\b(?:withdraw|revoke)\b|\brefunds?\b|"
    r"\bgoverning law\b|\barbitrat\w+",
    re.IGNORECASE,
)
"""Words of a choice: in a menu they are a line of it, alone they are how one chooses."""

SPEAKS = re.compile(r"\b(?:we|you|must|shall|may|if|not)\b", re.IGNORECASE)
"""Words of a sentence, which no menu's entry has."""

GRAVE = re.compile(
    r"\b(?:sell|sells|sold|sale of|rent|train\w*|waiv\w*|arbitrat\w*|liab\w+|refund\w*|fees?|disclos\w*|delet\w*|"
    r"health|biometric\w*|children|locations?|transfer\w*|insurers?|employers?|messages|photos|"
    r"for (?:\w+ ){1,2}(?:days|months|years))\b",
    re.IGNORECASE,
)
"""A dialog asks, and says nothing of these."""

BINDS_IN_A_BANNER = re.compile(
    r"\b(?:shar(?:e|es|ed|ing)|sell(?:s|ing)?|sold|disclos\w+|retain\w*|transfer\w*|not|never|must|may|shall|pay\w*|"
    r"train\w*|under \d+|ages?|without|track\w*|record(?:s|ed)?|waiv\w*|using your)\b",
    re.IGNORECASE,
)
"""A banner that says so counts as the policy's, unless it stands in a consent dialog."""

WEIGHS_OUTSIDE = re.compile(
    r"\b(?:privacy|polic(?:y|ies)|terms|conditions|agree\w*|contract\w*|laws?|rights?|consent\w*|liab\w+|must|shall|"
    r"prohibit\w*|collect\w*|process\w*|shar(?:e|es|ed|ing)|s(?:ell|ells|old|elling)|disclos\w+|retain\w*|retention|"
    r"transfer\w*|licen[cs]\w+|fees?|refund\w*|cancel\w*|terminat\w+|govern\w*|courts?|arbitrat\w+|disputes?|waiv\w*|jury|"
    r"class actions?|effective|updated?|revised|versions?|chang(?:e|es|ed|ing)|amend\w*|notices?|controller|operat\w+|"
    r"acquired|train\w*|track\w*|keeps?|kept|record\w*|adverts?|advertis\w*|ads|cost\w*|charg\w*|paid|pays?|free|"
    r"euros?|dollars?|pounds?|fares?|prices?|rise|machines?|algorithm\w*|AI|cameras?|faces?|scan\w*|recogni\w+|decid\w*|"
    r"delet\w*|remov\w+|taken down|fine where|allowed|never|no|nobody|every(?:body|one)|anyone|bann?(?:ed|s)?|children|"
    r"minors?|aged?|years? of age|(?:run|made|hosted|provided) by|hosted|located|stor(?:e|es|ed|ing)|reads?|annex|"
    r"schedule|appl(?:y|ies)|only|brand of|owners?|owned|part of|belongs?|programs?|computers?|robots?|upwards?|"
    r"adults?|guests (?:in|from)|data|information|incorporated|inc|llc|ltd|limited|gmbh|plc|ag)\b|@|%|[$€£]|\bunder \d|"
    rf"\b(?:\d+|{NUMBER}) (?:days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
"""What may be the policy's though it stands above its title or beyond a menu: it binds, tells of what binds, or of
money, time, data and who somebody is."""

COUNTING = re.compile(
    r"\b(?:customers|couples|groups|teams|views?|comments?|likes?|shares?(?! capital)|followers?|readers?|members?|"
    r"people|visitors|online|ratings?|rated|reviews?|"
    r"stars?|votes?|poll|results?|articles?|posts?|answers?|replies|downloads?|downloaded|shared|viewed|jobs?|roles?|"
    r"positions?|offers?|items?|products?|categor(?:y|ies)|watching|here)\b|°",
    re.IGNORECASE,
)
"""What pages count, and what they report of the day."""

RUN_TOGETHER = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where one entry or button ends and the next begins of which a converter made one word."""

_COPYRIGHT_LINE = re.compile(r"\W*(?:©|\([cC]\)|[Cc]opyright|COPYRIGHT)\s*(?:©\s*)?(?:[Cc]opyright\s*)?[A-Z\d]")
# "© 2020 Tern Broadcasting Network"
_NAMED_OWNER = re.compile(
    r"©\s*(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s*(?:[A-Z][\w&’'-]{0,40} ){1,5}(?:Networks?|Partners?|Records?)\b"
)
WIDGET_MAX = 200
"""A button, an entry of a menu or a line of copyright has no more characters."""
ONLY_MAX = 1000
"""Nor has a row of them."""
_SENTENCE_WORDS_MIN = 10
_CONSENT_WORDS_MAX = 90
_CONSENT_STATE_MAX = 240
_NECESSARY_ONLY = re.compile(r"\buse necessary cookies only\b", re.IGNORECASE)
# A whole banner that says no more than whose cookies one accepts by going on.
_OF_PARTNERS = re.compile(
    r"(?:this (?:web)?site uses cookies\W+)?by continuing to (?:browse|use)[^.,]{0,40},? you "
    r"(?:accept|agree to|consent to) (?:the|our) use of cookies by us and our partners\W*",
    re.IGNORECASE,
)
_BANNER_BUTTONS = ("consent_buttons", "banner_buttons")
_MORE_THAN_COOKIES = re.compile(
    r"\b(?:sell\w*|sold|sale|shar(?:e|es|ed|ing)|disclos\w*|waiv\w*|jury|arbitrat\w*|train\w*|partners?|networks?|"
    r"licen[cs]\w+|terms|conditions|refund\w*|fees?|terminat\w*|collect\w*|locations?)\b",
    re.IGNORECASE,
)
# What a banner says and no more: "We use cookies to make your visit better".
_USES = re.compile(
    r"(?:(?:welcome|bienvenue|willkommen|bienvenidos?)\W+)?"
    r"(?:(?:with your consent|avec votre (?:accord|consentement)|"
    r"mit ihrer (?:einwilligung|zustimmung)|con su consentimiento),? )?"
    r"(?:(?:nos partenaires et|unsere partner und) )?"
    r"(?:(?:we|(?:this|our|the) (?:web)?site|nous|wir|nosotros|diese (?:web)?seite|ce site|este sitio) "
    r"(?:uses?|utilis\w+|verwende\w+|nutz\w+|utiliz\w+|usa\w*)|utilizamos|usamos) "
    r"(?:des |les )?cookies(?: propias(?: y de terceros)?| and (?:similar|other) technologies)?"
    r"(?: (?:to|for|pour|um|para)(?: (?!that |which |who |know )[\w-]+){1,14})?",
    re.IGNORECASE,
)
_THEIR_OWN = re.compile(r"\bpropias y de terceros\b", re.IGNORECASE)
# What is done with those who are met again.
_FOLLOWS = re.compile(
    r"\b(?:identif\w*|recogni\w*|scor(?:e|es|ing)|health\w*|insur\w*|employ\w*|brokers?|lenders?|track\w*|follow\w*|watch\w*|profil\w*|record\w*|advertis\w*|ads?|target\w*|third|combin\w*|match\w*|pric\w*|fares?|decid\w*|publicit\w*|werb\w*|tiers|"
    r"terceros)\b|\d",
    re.IGNORECASE,
)


# `.{0,60}` in a phrase goes on to the end of a sentence and no further; "3. Mai" and "heron.example" end none.
_ANY = re.compile(r"(?<!\\)\.(?=\{)")
_WITHIN_A_SENTENCE = r"(?:[^.?!]|[.?!](?!\\s)|(?<=\\d)\\.)"


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[str]]:
    source = resources.files("redline").joinpath("signals", "page.toml").read_text(encoding="utf-8")
    return tomllib.loads(_ANY.sub(_WITHIN_A_SENTENCE, source))


def alternatives(*names: str) -> str:
    """A pattern of any phrase of these lists."""
    return "|".join(phrase for name in names for phrase in _phrases()[name])


@lru_cache(maxsize=32)
def pattern(*names: str) -> re.Pattern[str]:
    """Any phrase of these lists, as whole words, letter case aside."""
    return re.compile(rf"(?<!\w)(?:{alternatives(*names)})(?!\w)", re.IGNORECASE)


def is_only(text: str, *names: str, whole: bool = False) -> bool:
    """Whether a text is nothing but phrases of these lists, with any signs between them; `whole` ones end where a word
    does, others may run together ("PrintShare"). A text of more than `ONLY_MAX` characters is not.

    No phrase is looked for twice at one place: "download pdf" is one phrase or two, and so one pattern for the whole
    text would try a row of fifteen in 32,000 ways before it says no.
    """
    if len(text) > ONLY_MAX:
        return False
    ends = next((place for place in range(len(text), 0, -1) if _is_of_a_word(text[place - 1])), len(text))
    seen: set[int] = set()
    reached = [0]
    while reached:
        place = reached.pop()
        for start in range(place, len(text)):
            if start in seen:
                break
            seen.add(start)
            for end in _ends(text, start, names):
                if whole and end < len(text) and _is_of_a_word(text[end]):
                    continue
                if end >= ends:
                    return True
                reached.append(end)
            if _is_of_a_word(text[start]):
                break
    return False


def _is_of_a_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _ends(text: str, start: int, names: tuple[str, ...]) -> Iterator[int]:
    """Where the phrases that begin at a place of `text` can end, none twice."""
    together, each = _compiled(names)
    if not together.match(text, start):
        return
    found: set[int] = set()
    for phrase in each:
        if longest := phrase.match(text, start):
            rest = range(start + 1, min(len(text), start + WIDGET_MAX) + 1)
            found.update((longest.end(), *(end for end in rest if phrase.fullmatch(text, start, end))))
    yield from sorted(found, reverse=True)


@lru_cache(maxsize=32)
def _compiled(names: tuple[str, ...]) -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """Any phrase of these lists, and each."""
    each = (re.compile(phrase, re.IGNORECASE) for name in names for phrase in _phrases()[name])
    return re.compile(alternatives(*names), re.IGNORECASE), tuple(each)


def could_bind(text: str) -> bool:
    """Whether a line around the policy says anything legal beside what it offers ("it has never been easier"), or is a
    sentence in a language whose legal words are not known here."""
    is_legal = LEGAL.search(text) and LEGAL.search(pattern("offers").sub(" ", text))
    return is_legal is not None or is_foreign(text)


@lru_cache(maxsize=1024)
def is_foreign(text: str) -> bool:
    """Whether a sentence is in another language than English."""
    return text.count(" ") >= _SENTENCE_WORDS_MIN - 1 and detect(text) not in ("en", "")


@lru_cache(maxsize=1)
def partner_counts() -> re.Pattern[str]:
    """The figure in "our 842 partners" or "842 partners can use this purpose", with the words around it."""
    before, after, uses = ("|".join(_phrases()[name]) for name in ("counting", "counted", "uses"))
    figure = r"\d[\d.,]*\+?"
    return re.compile(
        rf"\b(?:{before})\s+{figure}\s+(?:\w+\s+){{0,2}}(?:{after})\b|(?<![\d.,]){figure}\s+(?:{after})\s+(?:{uses})\b",
        re.IGNORECASE,
    )


def is_widget(text: str) -> bool:
    """Whether `text` is no more than the words of buttons, forms and counters; what else an open end holds ("need more
    help …") may not be grave."""
    return len(text) <= WIDGET_MAX and _is_only_widgets(text) and not GRAVE.search(text)


@lru_cache(maxsize=1024)
def _is_only_widgets(text: str) -> bool:
    return is_only(text, "widgets")


def is_consent_state(text: str, *, linked: bool = False) -> bool:
    """Whether `text` is no more than what a consent tool shows of the visitor's choice, or the day of its scan.

    "Withdraw your consent" alone is a button where it is `linked`, and else a right.
    """
    if len(text) > _CONSENT_STATE_MAX or not is_only(text, "consent_states"):
        return False
    if BINDS_AROUND.search(_NECESSARY_ONLY.sub(" ", text)):
        return False
    return linked or ":" in text or "|" in text or any(map(str.isdigit, text))


def asks_for_consent(text: str) -> bool:
    """Whether a paragraph is a consent dialog's: it speaks of cookies, and of what one agrees to by going on."""
    if _OF_PARTNERS.fullmatch(text) or _has_buttons(text):
        return True
    return (
        "cookie" in text.lower()
        and len(text.split()) <= _CONSENT_WORDS_MAX
        and pattern("consents").search(text) is not None
        and not _MORE_THAN_COOKIES.search(text)
    )


def _has_buttons(text: str) -> bool:
    """Whether a short line says that cookies are used, and ends with two buttons of a consent dialog: "We use cookies.
    Accept all | Reject | Settings"."""
    said, stop, buttons = text.rpartition(". ")
    if not (stop and "cookie" in said.lower() and len(text) <= WIDGET_MAX):
        return False
    if _MORE_THAN_COOKIES.search(said) or _FOLLOWS.search(_THEIR_OWN.sub(" ", said)) or not _USES.fullmatch(said):
        return False
    are_several = len(pattern(*_BANNER_BUTTONS).findall(buttons)) > 1
    return are_several and is_only(buttons, *_BANNER_BUTTONS, whole=True)


@lru_cache(maxsize=1024)
def is_standard_text(text: str) -> bool:
    """Whether a text says what consent tools have every site say."""
    return search(pattern("standard_texts"), text) is not None


def says_more(text: str) -> bool:
    """Whether a clause beside a consent dialog's speaks of something else, and gravely."""
    return "cookie" not in text.lower() and _MORE_THAN_COOKIES.search(text) is not None


def is_copyright(text: str) -> bool:
    """Whether a line begins as a line of copyright does."""
    return _COPYRIGHT_LINE.match(text) is not None


def is_bare_copyright(text: str) -> bool:
    """Whether a short line is one of copyright that says no more."""
    return len(text) <= WIDGET_MAX and is_copyright(text) and not BINDS_AROUND.search(_NAMED_OWNER.sub(" ", text))
