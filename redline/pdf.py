"""A PDF's bytes in, its Document out: lines put together to paragraphs, what each page repeats taken away.

A PDF knows neither paragraphs nor headings, only where words stand. Lines that follow each other closely are a
paragraph, larger letters are a heading, a bullet begins an item, and a line that stands at the same place of most
pages (with figures aside: page numbers, dates of printing) is the page's.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import pypdfium2

from redline import numbering
from redline.errors import Unreadable
from redline.types import Block, BlockKind, Document, Run

MAX_PAGES = 400
MAX_CHARS = 4_000_000
HEADING_SIZE = 1.15  # times the usual height of letters
LONGEST_HEADING_WORDS = 20
PARAGRAPH_GAP = 1.65  # times the usual distance of lines
REPEATED_SHARE = 0.6
REPEATED_PAGES = 3
EDGE_SHARE = 0.12  # of the page's height, where headers and footers stand

_BULLET = re.compile(r"^\s*[•·◦●○▪■□‣►▶➢➤✓\uf0b7\u2022–—-]\s+")
_NUMBERED = re.compile(
    r"^\s*(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|\([a-z]{1,4}\)|[a-z][.)]|[ivx]{1,5}[.)]|Article \d+|Section \d+)\s+\S"
)
_FIRST = re.compile(r"\s*1[.)]\s")
_ENDS = re.compile(r"[.:;!?…][\"”’')\]]*$")
_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u00ad\ufffe\x02]$")
_PAGE_NUMBER = re.compile(
    r"^\W*(?:page|seite|página|pagina)?\W*\d{1,4}(?:\s*(?:of|/|von|de|sur|di|van)\s*\d{1,4})?\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page; `place` is its lower edge, `height` that of its letters, `edge` whether near a page's end."""

    text: str
    place: float
    height: float
    edge: bool
    page: int


def read(body: bytes) -> Document:
    """The text of a PDF. Raises `Unreadable` for one that is damaged, locked, too long or has no text (a scan)."""
    try:
        pdf = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(f"the PDF cannot be opened: {error}") from error
    try:
        lines = _own(list(_lines(pdf)))
        title = str(pdf.get_metadata_value("Title") or "").strip()
    except pypdfium2.PdfiumError as error:
        raise Unreadable(f"the PDF is damaged: {error}") from error
    finally:
        pdf.close()
    if not lines:
        raise Unreadable("the PDF holds no text; it may be a scan")
    blocks = tuple(_blocks(lines))
    first = next((block.text for block in blocks if block.kind is BlockKind.HEADING), title)
    return Document(reader="pdf", title=" ".join(first.split()), language="", blocks=blocks)


def _lines(pdf: pypdfium2.PdfDocument) -> Iterator[_Line]:
    if len(pdf) > MAX_PAGES:
        raise Unreadable(f"the PDF has {len(pdf)} pages, more than {MAX_PAGES}")
    chars = 0
    for number in range(len(pdf)):
        page = pdf[number]
        text = page.get_textpage()
        chars += text.count_chars()
        if chars > MAX_CHARS:
            raise Unreadable(f"the PDF has more than {MAX_CHARS} characters")
        yield from _lines_of(text, page.get_height(), number)
        text.close()
        page.close()


def _lines_of(text: pypdfium2.PdfTextPage, page_height: float, number: int) -> Iterator[_Line]:
    """A page's lines: rectangles on one base line are parts of one line."""
    parts: list[str] = []
    low = high = 0.0
    for place in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(place)
        words = text.get_text_bounded(left, bottom, right, top).strip("\r\n")
        if not words.strip():
            continue
        if parts and not (bottom < high and top > low):
            yield _line(parts, low, high, page_height, number)
            parts = []
        if not parts:
            low, high = bottom, top
        low, high = min(low, bottom), max(high, top)
        parts.append(words)
    if parts:
        yield _line(parts, low, high, page_height, number)


def _line(parts: Sequence[str], low: float, high: float, page_height: float, number: int) -> _Line:
    words = " ".join(" ".join(parts).split())
    edge = low < EDGE_SHARE * page_height or high > (1 - EDGE_SHARE) * page_height
    return _Line(words, low, high - low, edge, number)


def _own(lines: Sequence[_Line]) -> list[_Line]:
    """The lines that are the document's and not the pages'."""
    pages = len({line.page for line in lines})
    seen = Counter(key for key, _ in {(_without_figures(line), line.page) for line in lines if line.edge})
    often = max(REPEATED_PAGES, REPEATED_SHARE * pages)
    return [
        line
        for line in lines
        if not (line.edge and (seen[_without_figures(line)] >= often or _PAGE_NUMBER.match(line.text)))
    ]


def _without_figures(line: _Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _blocks(lines: Sequence[_Line]) -> Iterator[Block]:
    height = median(line.height for line in lines)
    gaps = [a.place - b.place for a, b in itertools.pairwise(lines) if a.page == b.page and a.place > b.place]
    gap = median(gaps) if gaps else height
    paragraph: list[_Line] = []
    for line in lines:
        if paragraph and _begins(paragraph, line, height, gap):
            yield _block(paragraph, height)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield _block(paragraph, height)


def _begins(paragraph: Sequence[_Line], line: _Line, height: float, gap: float) -> bool:
    """Whether `line` begins a new block after those of `paragraph`."""
    last = paragraph[-1]
    if _large(line, height) != _large(last, height) or _BULLET.match(line.text):
        return True
    is_ended = bool(_ENDS.search(last.text))
    if _NUMBERED.match(line.text) and _is_a_parts(line.text, paragraph[0].text, is_ended=is_ended):
        return True
    if line.page != last.page:
        return is_ended or not (line.text[:1].islower() or line.text[:1].isdigit())
    return last.place - line.place > PARAGRAPH_GAP * gap


def _is_a_parts(text: str, before: str, *, is_ended: bool) -> bool:
    """Whether the number that a line begins with is a part's, and no figure of a wrapped sentence ("no more than⏎30
    days after"): a letter, one behind the end of a sentence, "1.", or the next after that of the block before."""
    label, _ = numbering.split(text, heading=True)
    number, earlier = numbering.parse(label), numbering.parse(numbering.split(before, heading=True)[0])
    if number is None:
        return False
    if is_ended or numbering.notation(label) is numbering.Notation.OTHERS or _FIRST.match(text):
        return True
    if earlier is None:
        return False
    is_next = number.beside(earlier) and number.parts == (*earlier.parts[:-1], earlier.parts[-1] + 1)
    return is_next or number.under(earlier)


def _block(paragraph: Sequence[_Line], height: float) -> Block:
    text = paragraph[0].text
    for line in paragraph[1:]:
        hyphenated = _HYPHENATED.search(text) and line.text[:1].islower()
        text = text[:-1] + line.text if hyphenated else f"{text} {line.text}"
    if mark := _BULLET.match(text):
        return Block(kind=BlockKind.ITEM, runs=(Run(text=text[mark.end() :]),), level=1)
    if _large(paragraph[0], height) and len(text.split()) <= LONGEST_HEADING_WORDS:
        level = 1 if paragraph[0].height > 1.5 * height else 2
        return Block(kind=BlockKind.HEADING, runs=(Run(text=text),), level=level)
    return Block(kind=BlockKind.PARAGRAPH, runs=(Run(text=text),))


def _large(line: _Line, height: float) -> bool:
    return line.height > HEADING_SIZE * height and len(line.text.split()) <= LONGEST_HEADING_WORDS
