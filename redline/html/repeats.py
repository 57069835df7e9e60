"""A tree in, the same tree with what stands in it twice taken away the second time.

Pages repeat themselves: a version for narrow screens beside that for wide ones, all tabs again inside each tab. A
passage that a policy itself repeats is a list or a paragraph; what is dropped here has headings or tabs of its own.
"""

from collections import defaultdict
from collections.abc import Sequence

from redline.html.tree import HEADINGS, Element, swept

REPEATED_CHARS = 600

_SPARED = frozenset({*HEADINGS, "p", "li", "ul", "ol", "td", "tr", "span", "a"})
_PARTS = frozenset({*HEADINGS, "button", "summary"})


def remove_repeats(body: Element, elements: list[Element]) -> list[Element]:
    """Detach each large part whose words an earlier part has in the same order; `body` and what is left below it.

    `elements` are `body` and all below it, in document order.
    """
    taken = False
    for alike in _of_one_length(elements):
        seen: set[str] = set()
        for element in alike:
            words = element.text()
            if words in seen and any(below.tag in _PARTS for below in element.walk()):
                element.detach()
                taken = True
            seen.add(words)
    return swept(body) if taken else elements


def _of_one_length(elements: Sequence[Element]) -> list[list[Element]]:
    """Large elements that have as many characters as another, in document order; a wrapper stands for what it wraps."""
    groups: defaultdict[int, list[Element]] = defaultdict(list)
    for element in elements:
        if element.length < REPEATED_CHARS or element.tag in _SPARED or element.parent is None:
            continue
        if element.parent.length != element.length:
            groups[element.length].append(element)
    return [group for group in groups.values() if len(group) > 1]
