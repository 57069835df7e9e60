"""A document on several pages is one body and one text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redline.combined import Part, is_one, join, split
from redline.errors import Unreadable
from redline.extraction import EXTRACTOR
from redline.reading import read
from redline.types import Recipe, Selection

PRIVACY = (
    "<title>Privacy Policy</title><main><h1>Privacy Policy</h1>{}</main><aside>See our offers of the week.</aside>"
)
ANNEX = "<title>Annex</title><div id=menu>Ferries and cabins</div><div id=annex><h1>Subprocessors</h1>{}</div>"
CLAUSE = "<p>We process your personal data only as this privacy policy says, and you may ask us for it. Point {}.</p>"
LOGIN = "<title>Log in</title><h1>Log in</h1><form><p>Please log in to continue.</p><input type=password></form>"


def _page(form: str, *numbers: int) -> Part:
    body = form.format("".join(CLAUSE.format(number) for number in numbers)).encode()
    return Part(url=f"https://ferrywell.test/{len(form)}", content_type="text/html", body=body)


@given(
    st.lists(st.tuples(st.binary(max_size=300), st.sampled_from([None, "text/html", "application/pdf"])), min_size=1)
)
def test_pages_come_out_as_they_went_in(pages: list[tuple[bytes, str | None]]) -> None:
    """Whatever bytes they hold; the same pages give the same body."""
    parts = tuple(
        Part(url=f"https://ferrywell.test/{number}", content_type=kind, body=body)
        for number, (body, kind) in enumerate(pages)
    )
    content_type, body = join(parts)

    assert is_one(body, content_type)
    assert split(body) == parts
    assert join(split(body)) == (content_type, body)


def test_a_damaged_body_is_refused() -> None:
    """Cut short, or with another length than it says."""
    _, body = join([_page(PRIVACY, 1), _page(ANNEX, 2)])

    for damaged in (body[:-20], body.replace(b"Content-Length: ", b"Content-Length: 1", 1)):
        with pytest.raises(Unreadable, match="damaged at byte"):
            split(damaged)


def test_a_page_that_only_looks_like_several_is_refused() -> None:
    """Anybody may send such a body: an address in it that is no text is the page's fault, not ours."""
    body = b"--clausewatch-x\r\nContent-Location: \xff\r\nContent-Length: 1\r\n\r\na\r\n--clausewatch-x--\r\n"

    with pytest.raises(Unreadable, match="is no UTF-8"):
        read(body, content_type="multipart/mixed")


def test_pages_are_read_in_order_each_by_its_own_selectors() -> None:
    """One text under the first page's title; what no page selects is no part of it."""
    content_type, body = join([_page(PRIVACY, 1, 2), _page(ANNEX, 3)])
    recipe = Recipe(extractor=EXTRACTOR, select=("main",), parts=(Selection(select=("#annex",), remove=("h1",)),))

    reading = read(body, content_type=content_type, recipe=recipe)

    texts = [clause.text for clause in reading.clauses]
    assert reading.title == "Privacy Policy"
    assert [text[-8:] for text in texts if "Point" in text] == ["Point 1.", "Point 2.", "Point 3."]
    assert not any(word in " ".join(texts) for word in ("Ferries", "offers", "Subprocessors"))


def test_a_page_that_asks_to_log_in_spoils_the_whole() -> None:
    """Without that page it would be another text: clauses would seem removed."""
    content_type, body = join([_page(PRIVACY, *range(9)), Part(url="https://f.test/2", content_type=None, body=b"")])
    walled = Part(url="https://ferrywell.test/annex", content_type="text/html", body=LOGIN.encode())
    kind, with_login = join([_page(PRIVACY, *range(9)), walled])

    assert read(body, content_type=content_type).quality.verdict == "shell"
    quality = read(with_login, content_type=kind).quality
    assert quality.verdict == "login"
    assert quality.reason.startswith("https://ferrywell.test/annex: ")
