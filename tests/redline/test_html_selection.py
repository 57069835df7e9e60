"""What a declaration's selectors leave of a page: elements, ranges, and both together."""

import bs4
import pytest

from redline.errors import SelectorError
from redline.html.selection import selected

PAGE = """\
<html><body>
<header>Menu</header>
<main><h1>Terms</h1><p id="a">First.</p><div><p id="b">Second.</p><ul><li id="c">Third.</li><li id="d">Fourth.</li>
</ul></div><p id="e">Fifth.</p></main>
<footer id="f">Footer</footer>
</body></html>"""


def words(html: str) -> str:
    """What a reader of the HTML reads."""
    return " ".join(bs4.BeautifulSoup(html, "lxml").get_text(" ").split())


@pytest.mark.parametrize(
    ("select", "left"),
    [
        (("from(#a) to(#e)",), "First. Second. Third. Fourth."),
        (("after(#a) to(#d)",), "Second. Third."),
        (("from(#c) through(#e)",), "Third. Fourth. Fifth."),
        (("after(h1) through(main)",), "First. Second. Third. Fourth. Fifth."),
        (("from(p) to(p)",), "First."),
        (("from(p:is(#b)) to(footer:not(.x))",), "Second. Third. Fourth. Fifth."),
        (("from(#d) to(footer)", "h1", "header"), "Menu Terms Fourth. Fifth."),
        (("from(#a) to(#c)", "from(#b) to(#e)"), "First. Second. Third. Fourth."),
    ],
)
def test_a_range_is_what_stands_between_two_elements(select: tuple[str, ...], left: str) -> None:
    """In the page's order, whatever else is selected, nothing twice."""
    assert words(selected(PAGE, select, ())) == left


@pytest.mark.parametrize(
    ("remove", "left"),
    [
        (("from(#a) to(#c)",), "Menu Terms Third. Fourth. Fifth. Footer"),
        (("after(#b) through(#d)", "footer"), "Menu Terms First. Second. Fifth."),
        (("from(#a) to(#nowhere)",), "Menu Terms First. Second. Third. Fourth. Fifth. Footer"),
        (("from(header) through(header)", "from(#e) through(#f)"), "Terms First. Second. Third. Fourth."),
    ],
)
def test_a_range_can_be_taken_out(remove: tuple[str, ...], left: str) -> None:
    """One that finds no begin or no end takes nothing."""
    assert words(selected(PAGE, (), remove)) == left


def test_a_range_inside_a_list_stays_a_list() -> None:
    """Elements that reach over its edges stay around it."""
    html = selected(PAGE, ("from(#d) to(#e)",), ())

    assert "<ul>" in html
    assert "Third" not in html


@pytest.mark.parametrize("select", ["from(#e) to(#a)", "from(#nowhere) to(#a)", "after(#a) to(#nowhere)"])
def test_a_range_without_begin_or_end_is_said(select: str) -> None:
    """The page has changed; the declaration needs a look."""
    with pytest.raises(SelectorError, match="nothing in the page matches select"):
        selected(PAGE, (select,), ())


@pytest.mark.parametrize("select", ["from(#a[) to(#e)", "from(#a) to(>>)", "from(#a)"])
def test_a_malformed_range_is_said(select: str) -> None:
    """With the selector that is wrong."""
    with pytest.raises(SelectorError, match="not a CSS selector"):
        selected(PAGE, (select,), ())
