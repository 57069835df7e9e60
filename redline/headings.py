"""Passages in, the same passages out with those marked that are headings, whatever mark-up they have.

One policy in four has no heading elements to speak of: its headings are bold lines, numbered lines, lines in capitals,
questions, or short lines between long ones. Each way of writing a heading is a `Style`, and the order of `Style` is the
order in which they stand inside one another where nothing else is known.
"""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache

from redline import numbering
from redline.dates.forms import states_a_date
from redline.passages import Passage, first, is_bold, joined_numbers, of_runs, passages, without
from redline.types import Block, BlockKind, Run


class Style(IntEnum):
    """How a heading is written; `NONE` is no heading."""

    NONE = 0
    MARKED = 1
    CAPITALS = 2
    BOLD = 3
    NUMBERED = 4
    PLAIN = 5
    LEAD_IN = 6
    RUN_IN = 7
    ITEM = 8


_LONGEST_WORDS = 16
_PLAIN_WORDS = 9
_PLAIN_CHARS = 75
# A title that ends as a sentence does: "Cookies.", "Your rights.", and no sentence of two words ("We share.").
_FULL_TITLE = re.compile(r"(?!(?:we|you|they|it|he|she|this|that|nobody|everybody)\b)\S+(?: \S+)?\.", re.IGNORECASE)
_LEAD_IN_WORDS = 8
_CAPITAL_WORDS = 14
_LIKE_OTHERS = 3
_BODY_WORDS = 12
_RUN_IN_CHARS = 140
_SENTENCE_END = re.compile(r"[.;,!](?:[\"”’')\]]*)$")
_STARTS = re.compile(r"[\"“‘'(«¿¡\[]*(?:[A-ZÀ-ÖØ-Þ]|\d|[A-Za-z]?[a-z]*[A-Z])")
_NO_HEADING = re.compile(r"[@©|=<>$€£¥]")
_NO_HEADING_PARTS = ("http://", "https://", "www.", "(c) ")
# What a consent dialog's buttons say, too.
_NO_HEADING_OPENS = re.compile(
    r"(?:i )?(?:dis)?agree$|(?:accept|reject|deny|decline|allow) all\b|(?:accept|reject|deny|decline|got it|ok)!?$|"
    r"(?:submit|save)(?: my)? (?:preferences|settings)$|more options$|cancel$|"
    r"accepter (?:&|et) fermer$|(?:copyright|tel|fax|phone|email|e-mail)\b|page \d+(?: (?:of|/) \d+)?$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?:[.:?!]|[-–—](?=\s))+\s*")
_QUESTION = re.compile(r"\?[\"”’')\]]*$")
_ADDRESS = re.compile(r"[\d,]")
_OTHERS = (Style.MARKED, Style.BOLD, Style.CAPITALS)
_LETTERS = re.compile(r"[^\W\d_]")


Guess = tuple[Style, Passage]


def marked(blocks: Sequence[Block]) -> list[Guess]:
    """The passages of `blocks`, each with the style of heading it is; a run-in heading stands before its text."""
    guesses = [guess for block in blocks for guess in (_read(block) if _hides(block) else _guesses(block))]
    if any(not passage.text or passage.text[0].isdigit() for _, passage in guesses):
        guesses = list(_renumbered(guesses))
    return _with_plain_lines(_with_neighbours(guesses))


@lru_cache(maxsize=16_384)
def _guesses(block: Block) -> tuple[Guess, ...]:
    """What one block shows by itself. Kept, because most blocks of one version return in the next."""
    return _read(block)


def _read(block: Block) -> tuple[Guess, ...]:
    return tuple(guess for passage in passages(block) for guess in _by_mark_up(passage))


def _hides(block: Block) -> bool:
    """Whether a link of the block hides its address: that does not count when blocks are compared."""
    return any([run.shown for run in block.runs])  # noqa: C419 - a list is quicker, and this runs for every block


def _renumbered(guesses: Sequence[Guess]) -> Iterator[Guess]:
    """`guesses` with the numbers that stand alone given to what follows, which may be a heading by its number."""
    styles = {id(passage): style for style, passage in guesses}
    for passage in joined_numbers([passage for _, passage in guesses]):
        if id(passage) in styles:
            yield styles[id(passage)], passage
        else:
            yield from _by_mark_up(passage)


def _by_mark_up(passage: Passage) -> list[Guess]:
    """What the passage itself shows: heading elements, bold, capitals, a number before few words, run-in headings."""
    if passage.kind is BlockKind.ROW or not passage.text:
        return [(Style.NONE, passage)]
    if passage.kind is BlockKind.HEADING:
        return [(Style.NONE if states_a_date(passage.text) else Style.MARKED, passage)]
    if len(passage.text) > _RUN_IN_CHARS and not passage.runs[0].strong:
        return [(Style.NONE, passage)]
    if not _may_head(passage.text) or states_a_date(passage.text):
        return _run_in(passage)
    if is_bold(passage.runs):
        return [(Style.BOLD if _is_title_like(passage.text) else Style.NONE, passage)]
    if _is_capitals(passage.text) and passage.kind is BlockKind.PARAGRAPH:
        return [(Style.CAPITALS, passage)]
    if passage.number and _heads_by_number(passage):
        return [(Style.NUMBERED, passage)]
    return _run_in(passage)


def _may_head(text: str) -> bool:
    """Whether a line may be a heading: short, with a letter, and no address, copyright or formula."""
    if len(text) > _RUN_IN_CHARS or not _LETTERS.search(text) or _NO_HEADING.search(text):
        return False
    if text.count(" / ") > 1:
        return False  # a trail of pages
    lowered = text.lower()
    return not any([part in lowered for part in _NO_HEADING_PARTS]) and not _NO_HEADING_OPENS.match(text)  # noqa: C419


def _is_title_like(text: str) -> bool:
    """Few words that make no sentence; a short one may end in a stop ("Cookies.")."""
    count = text.count(" ") + 1
    if _SENTENCE_END.search(text):
        return count <= _PLAIN_WORDS - 3
    return count <= _LONGEST_WORDS


def _is_capitals(text: str) -> bool:
    if text.isascii() and not text.isupper():
        return False
    letters = "".join(_LETTERS.findall(text))
    return (
        len(letters) >= 4 and letters.isupper() and text.count(" ") < _CAPITAL_WORDS and not text.endswith((",", ";"))
    )


def _heads_by_number(passage: Passage) -> bool:
    """A number of the kind sections have, before a few words that begin like a title."""
    number = numbering.parse(passage.number)
    if number is None or number.style not in ("decimal", "word", "Roman", "Letter"):
        return False
    text = passage.text
    short = text.count(" ") < _LONGEST_WORDS - 2
    return short and bool(_STARTS.match(text)) and not _SENTENCE_END.search(text) and not text.endswith(":")


def _run_in(passage: Passage) -> list[Guess]:
    """A bold beginning that ends like a title and goes on as a sentence: "**Choice**. We collect"."""
    count, separated = _bold_prefix(passage.runs)
    if not count:
        return [(Style.NONE, passage)]
    whole = "".join(run.text for run in passage.runs)
    title = whole[:count].strip()
    if not title or count >= len(whole.rstrip()) or not _may_head(title) or states_a_date(passage.text):
        return [(Style.NONE, passage)]
    after = _SEPARATOR.match(whole, count)
    broken = whole[count : count + 3].lstrip(" ").startswith("\n")
    if not (separated or after or broken) or not _is_title_like(title.rstrip(" .:")):
        return [(Style.NONE, passage)]
    end = after.end() if after else count
    heading = of_runs(passage.kind, first(passage.runs, count), level=passage.level, number=passage.number)
    rest = of_runs(passage.kind, without(passage.runs, end), level=passage.level)
    if not _LETTERS.search(rest.text):
        return [(Style.NONE, passage)]
    return [(Style.ITEM if passage.kind is BlockKind.ITEM else Style.RUN_IN, heading), (Style.NONE, rest)]


def _bold_prefix(runs: Sequence[Run]) -> tuple[int, bool]:
    """How many characters at the start are bold, and whether they end with a sign that closes a title."""
    count = 0
    text = ""
    for run in runs:
        if not run.strong and run.text.strip():
            break
        count += len(run.text)
        text += run.text
    text = text.rstrip()
    return len(text), text.endswith((".", ":", "?", "!", "-", "–", "—"))


def _with_neighbours(guesses: list[Guess]) -> list[Guess]:
    """Takes back what its neighbours show to be a list: numbered or bold items one after another."""
    out = []
    for place, (style, passage) in enumerate(guesses):
        before = guesses[place - 1] if place else None
        after = guesses[place + 1] if place + 1 < len(guesses) else None
        listed = (style is Style.NUMBERED or (style is Style.BOLD and passage.kind is BlockKind.ITEM)) and any(
            other is not None and _is_sibling(passage, other) for other in (before, after)
        )
        nested = style is Style.BOLD and after is not None and _is_part(passage, after[1])
        out.append((Style.NONE if listed else Style.ITEM if nested else style, passage))
    return out


def _is_part(passage: Passage, after: Passage) -> bool:
    """Whether `passage` is a list item and `after` stands in it."""
    return passage.kind is BlockKind.ITEM and after.level > passage.level


def _is_sibling(passage: Passage, other: Guess) -> bool:
    style, neighbour = other
    if style in (Style.MARKED, Style.ITEM) or neighbour.kind is not passage.kind:
        return False
    one, two = numbering.parse(passage.number), numbering.parse(neighbour.number)
    if one is None or two is None:
        return passage.kind is BlockKind.ITEM and neighbour.level == passage.level and one is two
    return one.beside(two) and neighbour.level == passage.level


def _with_plain_lines(guesses: list[Guess]) -> list[Guess]:
    """Marks short lines between long ones where the document has no other headings or many such lines."""
    short = [_is_short_line(guess) for guess in guesses]
    candidates = [
        place for place, is_short in enumerate(short) if is_short and _is_plain_heading(guesses, short, place)
    ]
    others = sum(style in _OTHERS for style, _ in guesses)
    if others <= 1 or len(candidates) >= _LIKE_OTHERS:
        for place in candidates:
            guesses[place] = (Style.PLAIN, guesses[place][1])
    if others <= 1 and candidates:
        for place, is_short in enumerate(short):
            if is_short and place not in candidates and _is_lead_in(guesses, place):
                guesses[place] = (Style.LEAD_IN, guesses[place][1])
    return guesses


def _is_short_line(guess: Guess) -> bool:
    style, passage = guess
    if (
        len(passage.text) > _RUN_IN_CHARS
        or style is not Style.NONE
        or passage.kind is not BlockKind.PARAGRAPH
        or passage.number
        or passage.level
    ):
        return False
    text = passage.text
    if _QUESTION.search(text):
        return text.count(" ") < _LONGEST_WORDS and bool(_STARTS.match(text))
    short = len(text) <= _PLAIN_CHARS and text.count(" ") < _PLAIN_WORDS
    return short and _may_head(text) and bool(_STARTS.match(text)) and not states_a_date(text)


def _is_plain_heading(guesses: Sequence[Guess], short: Sequence[bool], place: int) -> bool:
    """Whether a short line that no sign ends stands before running text or a list, and not among several such lines
    (an address)."""
    text = guesses[place][1].text
    ended = text.endswith((",", ";", ":", "!")) or (text.endswith(".") and not _FULL_TITLE.fullmatch(text))
    if ended or not _leads_body(guesses, place):
        return False
    first = last = place
    while first > 0 and short[first - 1]:
        first -= 1
    while last + 1 < len(short) and short[last + 1]:
        last += 1
    together = "".join(passage.text for _, passage in guesses[first : last + 1])
    return first == last or (last - first <= (2 if first == 0 else 1) and not _ADDRESS.search(together))


def _leads_body(guesses: Sequence[Guess], place: int) -> bool:
    """Whether running text follows; a stated date and further short lines may stand between."""
    for style, passage in guesses[place + 1 : place + 4]:
        if style is not Style.NONE or passage.kind is not BlockKind.PARAGRAPH:
            return True
        if passage.text.count(" ") >= _BODY_WORDS or passage.text.endswith(":"):
            return True
        if not states_a_date(passage.text) and not _is_short_line((style, passage)):
            return passage.text.endswith((".", "!"))
    return False


def _is_lead_in(guesses: Sequence[Guess], place: int) -> bool:
    """Whether a short line with a colon stands before a list and after a passage of its own: it heads the list."""
    if not 0 < place < len(guesses) - 1:
        return False
    text = guesses[place][1].text
    listed = guesses[place + 1][1].kind is BlockKind.ITEM
    after_text = guesses[place - 1][0] is Style.NONE
    return text.endswith(":") and text.count(" ") < _LEAD_IN_WORDS and listed and after_text
