"""A page and a declaration's selectors in, the selected parts as HTML out.

    main article                  a CSS selector: these elements
    from(#intro) to(.feedback)    a range: all from the first match on, up to the first match after it
    after(h1) through(#contact)   the same without the element it begins after, and with the one it ends with

Selectors are rare and written by people, so they are given to BeautifulSoup, whose selectors are the fullest and whose
messages say what is wrong. It is always handed text: given bytes without a declaration it guesses, for seconds.
"""

import re
from bisect import bisect_right

import bs4
import soupsieve
from bs4.element import PageElement

from redline.errors import SelectorError
from redline.html.source import prepared

NAMED_CHARS = 80
RANGE = re.compile(r"(?P<begin>from|after)\((?P<first>.+)\)\s+(?P<end>to|through)\((?P<last>.+)\)")
"""A range as a declaration writes it."""


def selected(page: str, select: tuple[str, ...], remove: tuple[str, ...]) -> str:
    """The HTML of what `select` matches, in the page's order, without what `remove` matches.

    The whole page without `remove` where `select` is empty. Raises `SelectorError` for a malformed selector, and where
    `select` matches nothing: then the page has changed its mark-up, and the declaration needs a look.
    """
    soup = bs4.BeautifulSoup(prepared(page), "lxml")
    for selector in remove:
        _remove(soup, selector)
    if not select:
        return str(soup)
    if any(RANGE.fullmatch(selector) for selector in select):
        return _between(soup, select)
    found = _matches(soup, ", ".join(select))
    if not found:
        raise SelectorError(f"nothing in the page matches select = {_shown(select)}")
    chosen = {id(element) for element in found}
    outermost = [e for e in found if not any(id(parent) in chosen for parent in e.parents)]
    return "\n".join(str(element) for element in outermost)


def _remove(soup: bs4.BeautifulSoup, selector: str) -> None:
    if RANGE.fullmatch(selector):
        places = Places(soup)
        _cut(soup, places, places.of(selector), inside=True)
        return
    for element in _matches(soup, selector):
        element.decompose()


def _between(soup: bs4.BeautifulSoup, select: tuple[str, ...]) -> str:
    """The page without all that no range and no selector of `select` reaches; lists and tables stay what they are."""
    places = Places(soup)
    stretches = [stretch for selector in select for stretch in places.of(selector)]
    if not stretches:
        raise SelectorError(f"nothing in the page matches select = {_shown(select)}")
    _cut(soup, places, stretches, inside=False)
    return str(soup)


Stretch = tuple[int, int]


class Places:
    """Where each node of a page begins and ends, counted in the page's order."""

    def __init__(self, soup: bs4.BeautifulSoup) -> None:
        self._soup = soup
        nodes = list(soup.descendants)
        self._spans: dict[int, Stretch] = {}
        for place in range(len(nodes) - 1, -1, -1):  # from the end: what a node holds is known before the node
            node = nodes[place]
            held = node.contents if isinstance(node, bs4.Tag) else ()
            self._spans[id(node)] = (place, self.span(held[-1])[1] if held else place + 1)

    def span(self, node: PageElement) -> Stretch:
        """The place of a node, and the one after the last that it holds."""
        return self._spans[id(node)]

    def of(self, selector: str) -> list[Stretch]:
        """The stretches of the page that a selector or range reaches; none where it finds no begin or no end."""
        parsed = RANGE.fullmatch(selector)
        if parsed is None:
            return [self.span(element) for element in _matches(self._soup, selector)]
        begins = [self.span(element)[parsed["begin"] == "after"] for element in _matches(self._soup, parsed["first"])]
        ends = [self.span(element)[parsed["end"] == "through"] for element in _matches(self._soup, parsed["last"])]
        later = [end for end in ends if begins and end > begins[0]]
        return [(begins[0], later[0])] if later else []


def _cut(soup: bs4.BeautifulSoup, places: Places, stretches: list[Stretch], *, inside: bool) -> None:
    """Take out what lies inside the stretches, or all else; elements that reach over an edge stay, with their rest."""
    apart = _apart(stretches)
    nodes: list[PageElement] = list(soup.contents)
    while nodes:
        node = nodes.pop()
        begin, end = places.span(node)
        at = bisect_right(apart, begin, key=lambda stretch: stretch[0]) - 1  # the last stretch that begins no later
        whole = at >= 0 and end <= apart[at][1]
        touched = (at >= 0 and begin < apart[at][1]) or (at + 1 < len(apart) and apart[at + 1][0] < end)
        if whole if inside else not touched:
            node.extract()
        elif touched and not whole and isinstance(node, bs4.Tag):
            nodes.extend(node.contents)


def _apart(stretches: list[Stretch]) -> list[Stretch]:
    """The same places as stretches that neither overlap nor touch, in order."""
    found: list[Stretch] = []
    for begin, end in sorted(stretches):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


def _matches(soup: bs4.BeautifulSoup, css: str) -> list[bs4.Tag]:
    try:
        return list(soup.select(css))
    except (soupsieve.SelectorSyntaxError, NotImplementedError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise SelectorError(f"not a CSS selector: {css[:NAMED_CHARS]!r}: {reason}") from error


def _shown(select: tuple[str, ...]) -> str:
    return ", ".join(repr(css[:NAMED_CHARS]) for css in select)
