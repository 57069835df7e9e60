"""A page and a declaration's CSS selectors in, the selected parts as HTML out.

Selectors are rare and written by people, so they are given to BeautifulSoup, whose selectors are the fullest and whose
messages say what is wrong. It is always handed text: given bytes without a declaration it guesses, for seconds.
"""

import bs4
import soupsieve

from redline.errors import SelectorError
from redline.html_source import prepared

NAMED_CHARS = 80


def selected(page: str, select: tuple[str, ...], remove: tuple[str, ...]) -> str:
    """The HTML of what `select` matches, in the page's order, without what `remove` matches.

    The whole page without `remove` where `select` is empty. Raises `SelectorError` for a malformed selector, and where
    `select` matches nothing: then the page has changed its mark-up, and the declaration needs a look.
    """
    soup = bs4.BeautifulSoup(prepared(page), "lxml")
    for css in remove:
        for element in _matches(soup, css):
            element.decompose()
    if not select:
        return str(soup)
    found = _matches(soup, ", ".join(select))
    if not found:
        raise SelectorError(f"nothing in the page matches select = {_shown(select)}")
    chosen = {id(element) for element in found}
    outermost = [e for e in found if not any(id(parent) in chosen for parent in e.parents)]
    return "\n".join(str(element) for element in outermost)


def _matches(soup: bs4.BeautifulSoup, css: str) -> list[bs4.Tag]:
    try:
        return list(soup.select(css))
    except (soupsieve.SelectorSyntaxError, NotImplementedError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise SelectorError(f"not a CSS selector: {css[:NAMED_CHARS]!r}: {reason}") from error


def _shown(select: tuple[str, ...]) -> str:
    return ", ".join(repr(css[:NAMED_CHARS]) for css in select)
