"""What an archive's index is asked: addresses, periods, years, and which redirects are looked up."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from monitor import listing
from monitor.listing import Address
from storage.records import Listing, Memento, MementoState

NOW = datetime(2026, 3, 2, tzinfo=UTC)
SINCE = date(2013, 1, 1)
URL = "https://tern.example/privacy"
HERE = Address(url=URL)


def _memento(
    day: int, url: str = URL, status: int | None = 301, detail: str | None = None, digest: str = ""
) -> Memento:
    return Memento(
        id=day,
        policy_id=1,
        archive="a",
        url=url,
        captured_at=datetime(2016, 1, 1, tzinfo=UTC) + timedelta(days=day),
        digest=digest or f"D{day}",
        status=status,
        media_type="text/html",
        state=MementoState.LISTED,
        snapshot_id=None,
        detail=detail,
        attempts=0,
    )


def _answer(span: str = "2013-01-01..", days_ago: float = 0.1, outcome: str = "found", **detail: Any) -> Listing:
    said: Mapping[str, Any] = {"from": "2013-01-01" if span.startswith("year") else span[:10], **detail}
    at = NOW - timedelta(days=days_ago)
    return Listing(policy_id=1, archive="a", address=HERE.key, span=span, listed_at=at, outcome=outcome, detail=said)


def _spans(listings: list[Listing], mementos: list[Memento] | None = None, since: date = SINCE) -> list[str]:
    return [due.span for due in listing.due(HERE, listings, mementos or [], since, NOW)]


def test_the_first_question_is_for_everything() -> None:
    """From `since` on, without an end; a later address from its first redirect on."""
    later = Address(url="https://tern.example/legal", since=date(2018, 5, 1))

    assert _spans([]) == ["2013-01-01.."]
    assert [due.question.since for due in listing.due(later, [], [], SINCE, NOW)] == [date(2018, 5, 1)]


def test_an_answer_holds_for_a_day() -> None:
    """Then only what was captured since is asked for."""

    assert _spans([_answer()]) == []
    assert _spans([_answer(days_ago=2)], [_memento(40), _memento(7)]) == ["2016-02-10.."]
    assert _spans([_answer(days_ago=2, outcome="never_archived")]) == ["2013-01-01.."]


def test_an_earlier_beginning_asks_for_the_rest_alone() -> None:
    """The period before what was answered."""

    assert _spans([_answer()], since=date(2010, 6, 1)) == ["2010-06-01..2013-01-01"]


def test_a_question_too_large_is_put_by_year_as_far_as_it_is_unanswered() -> None:
    """With one capture a day where there were too many rows."""
    split = _answer(outcome=listing.SPLIT, daily=True)
    years = [f"year {year}" for year in range(2013, 2027)]
    first_half = [_answer(span) for span in years[:7]]

    assert _spans([split]) == years
    assert _spans([split, *first_half]) == years[7:]
    assert _spans([split, *[_answer(span) for span in years]]) == []
    assert all(due.question.daily and due.by_year for due in listing.due(HERE, [split], [], SINCE, NOW))


def test_one_redirect_of_a_run_is_looked_up() -> None:
    """The first; and of those with a body of their own each body once."""
    runs = [_memento(1), _memento(2), _memento(3, status=200), _memento(4), _memento(5, status=200)]
    same = [*runs, _memento(6, digest="D1"), _memento(7, status=304)]

    assert [memento.id for memento in listing.redirects(runs)] == [1, 4]
    assert [memento.id for memento in listing.redirects(same)] == [1, 4]


def test_an_address_that_redirects_for_ever_is_looked_up_a_few_times() -> None:
    """http to https, again and again, tells nothing new."""
    flapping = [_memento(day, status=301 if day % 2 else 200) for day in range(200)]

    assert len(listing.redirects(flapping)) == listing.REDIRECTS_PER_ADDRESS


@pytest.mark.parametrize(
    "target",
    ["https://tern.example/", "https://tern.example", "mailto:x@tern.example", URL + "/", "https://a.test/\x1b[31m"],
)
def test_redirects_that_lead_nowhere_are_not_followed(target: str) -> None:
    """The front page, other schemes, the address itself."""
    found = listing.addresses(URL, (), [_memento(1, detail=f"{listing.LED_TO}{target}")])

    assert [address.url for address in found] == [URL]


def test_a_chain_is_followed_five_hops_far() -> None:
    """Each from the day it was first seen; circles end."""
    chain = [
        _memento(
            10 * hop, url=f"https://tern.example/{hop}" if hop else URL, detail=f"led to https://tern.example/{hop + 1}"
        )
        for hop in range(9)
    ]
    circle = _memento(99, url="https://tern.example/1", detail=f"led to {URL}")
    found = listing.addresses(URL, (), [*reversed(chain), circle])

    assert [address.hops for address in found] == [0, 1, 2, 3, 4, 5]
    assert found[2].since == date(2016, 1, 11)
    assert found[2].found_at == "https://tern.example/1"
