"""A tree in, the element that holds the policy out."""

from redline.html_tree import Element

MAIN_SHARE = 0.5
DESCENT_SHARE = 0.98
PROSE_CHARS = 60


def find_main(body: Element) -> Element:
    """The smallest element that surely holds the whole policy; `body` where none does."""
    prose = _prose(body)
    whole = prose[id(body)]
    if whole == 0:
        return body
    landmarks = [e for e in body.walk() if e.tag == "main" or e.get("role") == "main"]
    best = max(landmarks, key=lambda e: prose[id(e)], default=None)
    if best is not None and prose[id(best)] >= MAIN_SHARE * whole:
        return best
    element = body
    while True:
        below = [c for c in element.children if not isinstance(c, str)]
        inner = max(below, key=lambda e: prose[id(e)], default=None)
        if (
            inner is None
            or prose[id(inner)] < DESCENT_SHARE * whole
            or inner.tag in {"p", "li", "td", "table", "ul", "ol"}
        ):
            return element
        element = inner


def _prose(body: Element) -> dict[int, int]:
    """Characters of unlinked text in strings long enough to be sentences, for each element."""
    sizes: dict[int, int] = {}
    for element in reversed(list(body.walk())):
        size = 0
        for child in element.children:
            if isinstance(child, str):
                size += len(child) if len(child) >= PROSE_CHARS and element.tag != "a" else 0
            else:
                size += sizes[id(child)]
        sizes[id(element)] = size
    return sizes
