"""A changed clause in; whether it is the page's own matter and not the policy's out.

Navigation, share buttons, tickers, time stamps, banners and consent dialogs stand around a policy, mostly before its
first full paragraph or after its last. There a clause made of links, figures or a button's words is the page's. Inside
the policy only what a button or a stamp says beyond doubt is: a list of links can be a list of sub-processors.
"""

import re
from collections import Counter

from redline.equivalence_renames import LEGAL_FORMS
from redline.types import ChangeKind, ClauseChange, Link, Reading, Redline

_FULL_WORDS = 18
_SHORT_WORDS = 12
_LINKED_MIN = 0.7
_BANNER_WORDS_MAX = 15
_NAME_WORDS_MAX = 3
_STAMP_WORDS_MAX = 6

_WIDGET = re.compile(
    r"""^\W*(?:(?:
      share(?:\sthis)?(?:\s(?:on|via)\s\w+)?|partager|teilen|compartir|tweet|pin\sit|copy(?:\slink)?|copier|print|imprimer|drucken|save
    | (?:log|sign)\s?(?:in|up|out)|register|subscribe|my\saccount|menu|search|home|close|open|back|next|previous|skip\sto\s.{2,30}
    | (?:previous|next)\s(?:article|page|post)|(?:enter\s)?your\se-?mail(?:\saddress)?|subscribe\sto\sour\snewsletter|confirm\smy\schoices
    | back\sto\stop|top|show\s(?:more|less)|read\smore|load\smore|view\sall|all\scollections|go\sto\s\w+|expand\sall|collapse\sall
    | (?:cookie|consent|privacy)\s(?:settings|preferences|choices|consent)|manage\s(?:cookies|preferences|consent)|accept(?:\sall)?(?:\scookies)?|reject(?:\sall)?|allow\sall|always\sactive|powered\sby\s.{2,30}|we\srun\son\s.{2,20}
    | (?:did\sthis\sanswer|was\sthis\s(?:\w+\s)?(?:helpful|useful)|how\scan\swe\s(?:help|improve)|have\smore\squestions|submit\sa\srequest|return\sto\stop|give\sfeedback|need\smore\shelp|thanks?\sfor\syour\sfeedback).{0,60}
    | yes(?:\s*no)?|no|ok|follow(?:\sus)?(?:\s(?:on|here))?|download(?:\sthe)?(?:\s\w+)?\sapp|get\sstarted.{0,20}|start\s(?:your\s)?free\strial|try\s.{2,20}\sfree|contact\ssales|advertisement|sponsored
    | related\s(?:articles|posts|topics|links|content).{0,40}|recently\sviewed.{0,40}|promoted\sarticles|table\sof\scontents|on\sthis\spage|in\sthis\sarticle|articles?\sin\sthis\ssection|was\sthis\spage\shelpful.{0,20}
    | written\sby\s.{2,40}|by\s[A-Z]\w+\s[A-Z]\w+|(?:\d+|a|one|over\sa|about\s\w+)\s(?:second|minute|hour|day|week|month|year)s?\s(?:ago|read)|updated\s(?:over\s|about\s)?(?:a|an|\d+)\s\w+\sago
    | \d[\d.,]*\s?[KM]?\s(?:comments?|shares?|likes?|views?|followers?|replies|votes?|results?|reads?)|\d+\sout\sof\s\d+\sfound\sthis\shelpful|english|deutsch|français|español|italiano|português|日本語|language
    )\W*)+$""",
    re.IGNORECASE | re.VERBOSE,
)
_TICKER_WORD = re.compile(r"[-+]?[$€£¥]?\d[\d.,₀-₉%:/]*[%KMB]?(?:[A-Z0-9]{2,6})?|[A-Z]{2,6}|[-+▲▼|/]")
_STAMP = re.compile(
    r"\b\d{1,2}[:h]\d{2}(?::\d{2})?\b(?!\s*(?:a\.?m|p\.?m|hours))|\b(?:over |about )?(?:a|an|\d+) (?:minute|hour|day|week|month|year)s? ago\b",
    re.IGNORECASE,
)
_DIALOG = re.compile(
    r"\bcannot be switched off in our systems\b|\bOptanon\w+|\bConfirm My Choices\b|\bAlways Active\b|\bcheckbox label\b|"
    r"\bManage Consent Preferences\b|\bIAB (?:TCF|Europe)\b.{0,40}\bvendors?\b",
    re.IGNORECASE,
)
_DIALOG_HEADING = re.compile(
    r"^(?:cookie list|(?:strictly necessary|performance|functional|targeting|social media|analytics|advertising|marketing|preference) cookies|"
    r"your privacy|privacy preference cent(?:er|re)|manage consent preferences|vendors? list)$",
    re.IGNORECASE,
)
_BANNER = re.compile(
    r"\b(?:we(?:[’']re| are) (?:experiencing|currently)|longer than usual|wait(?:ing)? times?|welcome to|sign up (?:now|today|for)|get started|save \d+%|try (?:it )?(?:now|for free|free)|subscribe (?:now|to our)|limited time|\d+% off|join (?:us|now)|get the (?:latest|app)|your browser|enable javascript|this (?:site|website) uses cookies|we use cookies (?:to|on this|and)|accept (?:all )?cookies|loading)\b",
    re.IGNORECASE,
)
_ADDRESSES = re.compile(r"\]?\(?https?://\S+|\"[^\"]*\"|[()\[\]]")
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")
_CRUMBS = re.compile(r"(?:[\w’'& -]{2,30}\s*[>›»/|]\s*){1,4}[\w’'& -]{2,40}")
_NAVIGATION = re.compile(
    r"(?:home|about(?: us)?|blog|careers|jobs|press|news(?:room)?|contact(?: us)?|support|help(?: cent(?:er|re))?|status|developers?|"
    r"docs|documentation|partners|investors|community|pricing|products?|solutions|features|legal|sitemap|accessibility|download|faqs?|shop|store)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^[\w’'&. -]{0,40}\b(?:terms (?:of (?:service|use)|and conditions)|privacy (?:policy|notice|statement)|"
    r"cookie policy|community guidelines)\b[^.]{0,40}\.?$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright\b)\s*(?:copyright\s*)?(?:\d{4}|[A-Z])", re.IGNORECASE)
_WEIGHTY = re.compile(
    r"sub-?processor|processor|vendor|provider|partner|third part|recipient|cookie|tracker|fee|price|pricing|rate|tariff|charge|prohibit|restrict|allowed|requirement|categor|licen[cs]e",
    re.IGNORECASE,
)
_BINDING = re.compile(
    r"\b(?:you|we|us|our|your|must|shall|may not|prohibited|required|agree|rights?|liab\w+)\b", re.IGNORECASE
)


class Edges:
    """Where the policy itself begins and ends in a reading: its first and last full paragraphs."""

    def __init__(self, reading: Reading) -> None:
        full = [clause.position for clause in reading.clauses if len(clause.text.split()) >= _FULL_WORDS]
        self.first = full[0] if full else 0
        self.last = full[-1] if full else len(reading.clauses)

    def outside(self, positions: tuple[int, ...]) -> bool:
        """Whether all of `positions` stand before the first full paragraph or after the last."""
        return bool(positions) and all(place < self.first or place > self.last for place in positions)


def repeated_banners(redline: Redline) -> frozenset[str]:
    """The short texts that came, or went, more than once: a page's banner stands above every part of it."""
    counts = Counter(
        (change.kind, change.after or change.before or "")
        for change in redline.changes
        if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED) and not change.of_heading
    )
    return frozenset(
        text for (_, text), count in counts.items() if count > 1 and len(text.split()) <= _BANNER_WORDS_MAX
    )


def shows_consent_dialog(redline: Redline) -> bool:
    """Whether a consent dialog's own words came or went as a whole."""
    return any(
        _DIALOG.search(change.after or change.before or "")
        for change in redline.changes
        if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED)
    )


def is_consent_dialog(change: ClauseChange, kind: str) -> bool:
    """Whether a change stands under a heading of a consent dialog; in a cookie policy such lists are the policy."""
    if kind == "cookies" or change.kind not in (ChangeKind.ADDED, ChangeKind.REMOVED):
        return False
    return any(_DIALOG_HEADING.search(heading) for heading in (*change.trail, change.after or change.before or ""))


def is_page_matter(change: ClauseChange, before: Edges, after: Edges) -> bool:
    """Whether what changed belongs to the page around the policy."""
    sides = [
        (text, links, edges.outside(positions))
        for text, links, edges, positions in (
            (change.before, change.links_removed, before, change.before_positions),
            (change.after, change.links_added, after, change.after_positions),
        )
        if text is not None
    ]
    return bool(sides) and all(_is_the_pages(text, links, change, outside=outside) for text, links, outside in sides)


def _is_the_pages(text: str, links: tuple[Link, ...], change: ClauseChange, *, outside: bool) -> bool:
    words = text.split()
    if not words or _WIDGET.match(text):
        return True
    if len(words) <= _SHORT_WORDS and _STAMP.search(text) and not _BINDING.search(text):
        return True
    if not outside:
        return False
    if len(words) <= 3 * _SHORT_WORDS and _BANNER.search(text):
        return True
    if len(words) <= 2 * _SHORT_WORDS and _COPYRIGHT.search(text) and (change.before is None or change.after is None):
        return True
    if _NAVIGATION.fullmatch(text.strip()) and links:
        return True
    if len(words) > _SHORT_WORDS or _WEIGHTY.search(change.heading):
        return _is_a_row_of_links(text, links)
    if len(words) <= _STAMP_WORDS_MAX and _CLOCK.search(text):
        return True
    return (
        _CRUMBS.fullmatch(text) is not None
        or _is_ticker(text)
        or _is_linked(text, links)
        or _is_a_byline(words)
        or bool(_TITLE.search(text))
    )


def _is_ticker(text: str) -> bool:
    """Prices, rates and their abbreviations, whatever addresses stick to them."""
    words = _ADDRESSES.sub(" ", text).split()
    return all(_TICKER_WORD.fullmatch(word) for word in words) and any(sign in text for sign in "%$€£¥")


def _is_a_byline(words: list[str]) -> bool:
    """Whether a line is no more than somebody's name."""
    return (
        1 < len(words) <= _NAME_WORDS_MAX
        and all(word.isalpha() and word.istitle() for word in words)
        and LEGAL_FORMS.isdisjoint(word.casefold() for word in words)
    )


def _is_linked(text: str, links: tuple[Link, ...]) -> bool:
    """Whether nearly all of `text` is the text of links that came or went with it, and it makes no sentence."""
    linked = sum(len(link.text) for link in links)
    return linked >= _LINKED_MIN * len(text) and not text.rstrip().endswith((".", ";"))


def _is_a_row_of_links(text: str, links: tuple[Link, ...]) -> bool:
    return len(links) > 2 and _is_linked(text, links)
