"""A tree without furniture in, the elements that hold the policy out, in reading order.

A `<main>` that holds most of the prose is believed. Without one the way goes down as long as one child holds all but a
little of the prose and no sibling has a heading with words of its own under it. What then stands around the element
found is looked through once more for the title and the stated date, which pages like to set in a banner of their own.
"""

import re
from collections.abc import Sequence

from redline.dates.forms import states_a_date
from redline.html.tree import HEADINGS, Element
from redline.page.phrases import could_bind

MAIN_SHARE = 0.5
DESCENT_SHARE = 0.98
SENTENCE_CHARS = 60  # a shorter string is a label more often than a sentence
FEW_SENTENCES_SHARE = 0.3
NEAR_LEVELS = 2  # siblings of the main element and of its parent stand near it
NEAR_CHARS = 600
DATE_LINE_CHARS = 200
MOSTLY_LINKS = 0.5
SOME_LINKS = 0.3
SENTENCE_WORDS = 4

_TEXT = frozenset("p li td th tr tbody table ul ol dl dd blockquote pre span".split()) | frozenset(HEADINGS)
_CUE = re.compile(
    r"updat|effective|revis|modif|amend|version|dated?\b|stand|g[üu]ltig|aktual|jour|vigueur|vig[oe]r|vigencia|vig[êe]ncia"
    r"|actuali|atuali|aggiorna|bijgewerkt|gewijzigd|posted|published|publi",
    re.IGNORECASE,
)


def find_main(body: Element, elements: Sequence[Element]) -> list[Element]:
    """The elements that hold the policy; `[body]` where nothing smaller surely does.

    `elements` are `body` and all below it, in document order.
    """
    prose = _prose(body, elements)
    main = _landmark(body, elements, prose)
    if main is not None:
        return _surrounded(main, near=0)
    return _surrounded(_descend(body, prose), near=NEAR_LEVELS)


def _landmark(body: Element, elements: Sequence[Element], prose: dict[int, int]) -> Element | None:
    found = [e for e in elements if e.tag == "main" or e.role == "main"]
    best = max(found, key=lambda e: prose[id(e)], default=None)
    return best if best is not None and prose[id(best)] > MAIN_SHARE * prose[id(body)] else None


def _descend(body: Element, prose: dict[int, int]) -> Element:
    element = body
    while True:
        below = [child for child in element.children if not isinstance(child, str)]
        inner = max(below, key=lambda e: prose[id(e)], default=None)
        if inner is None or inner.tag in _TEXT or prose[id(inner)] < DESCENT_SHARE * prose[id(body)]:
            return element
        if any(_is_headed(other) for other in below if other is not inner):
            return element
        element = inner


def _is_headed(element: Element) -> bool:
    """Whether a heading stands inside with some words under it that are no links."""
    headings = sum(e.length for e in element.walk() if e.tag in HEADINGS)
    if not headings or element.linked > MOSTLY_LINKS * element.length:
        return False
    return element.length - element.linked - headings >= SENTENCE_CHARS


def _prose(body: Element, elements: Sequence[Element]) -> dict[int, int]:
    """Characters of unlinked strings long enough to be sentences, for each element by its id().

    Where such strings are few (a PDF turned into HTML line by line), all unlinked strings count.
    """
    sizes = _unlinked(elements, SENTENCE_CHARS)
    if sizes[id(body)] < FEW_SENTENCES_SHARE * (body.length - body.linked):
        return _unlinked(elements, 1)
    return sizes


def _unlinked(elements: Sequence[Element], least: int) -> dict[int, int]:
    sizes: dict[int, int] = {}
    for element in reversed(elements):
        size = 0
        for child in element.children:
            if not isinstance(child, str):
                size += sizes[id(child)]
            elif len(child) >= least and element.tag != "a":
                size += len(child)
        sizes[id(element)] = size
    return sizes


def _surrounded(main: Element, *, near: int) -> list[Element]:
    """`main` with what belongs to it among the siblings of it and of the elements around it."""
    before: list[Element] = []
    after: list[Element] = []
    titled = any(e.tag == "h1" for e in main.walk())
    element, level = main, 0
    while element.parent is not None:
        level += 1
        siblings = [child for child in element.parent.children if not isinstance(child, str)]
        place = next(i for i, child in enumerate(siblings) if child is element)
        ahead = [part for child in siblings[:place] for part in _heads(child, level <= near, titled)]
        before = ahead + before
        after += [part for child in siblings[place + 1 :] for part in _tails(child, level)]
        titled = titled or any(_is_title(e) for part in ahead for e in part.walk())
        element = element.parent
    return [*before, main, *after]


def _heads(element: Element, near: bool, titled: bool) -> list[Element]:
    """What of an element before the main one belongs to it: all of it where it is near, else titles and dates."""
    if not element.length:
        return []
    if near and element.length <= NEAR_CHARS and element.linked <= MOSTLY_LINKS * element.length:
        return [element]
    titles = [] if titled else [e for e in element.walk() if _is_title(e)]
    return titles + date_lines(element)


def _tails(element: Element, level: int) -> list[Element]:
    """What of an element behind the main one belongs to it: a section with its heading or a sentence that stand beside
    it, else dates."""
    if level == 1 and _is_headed(element) and could_bind(element.text()):
        return [element]
    if level <= NEAR_LEVELS and element.length <= NEAR_CHARS and could_be_a_clause(element):
        return [element]
    return date_lines(element)


def could_be_a_clause(element: Element) -> bool:
    """Whether an element holds a sentence that could bind, and hardly a link."""
    if not element.length or element.linked > SOME_LINKS * element.length:
        return False
    text = element.text()
    return text.endswith(".") and text.count(" ") >= SENTENCE_WORDS - 1 and could_bind(text)


def date_lines(element: Element) -> list[Element]:
    """The smallest elements below that state a date of the document."""
    if not element.length or element.length > DATE_LINE_CHARS or element.linked > MOSTLY_LINKS * element.length:
        return []
    text = element.text()
    if not (_CUE.search(text) and states_a_date(text)):
        return []
    smaller = [part for child in element.children if not isinstance(child, str) for part in date_lines(child)]
    return smaller or [element]


def _is_title(element: Element) -> bool:
    return element.tag == "h1" and element.length > element.linked
