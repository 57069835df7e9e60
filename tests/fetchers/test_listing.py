"""An archive's index read line by line: what is mended, what is left out, and the four answers."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from fetchers.client import Answer
from fetchers.dialects import DIALECTS, Question
from fetchers.errors import ArchiveError, Blocked
from fetchers.listing import Row, TooMuch, mended, page, timestamp
from fetchers.wayback import Archive, address_key

GOOD = (
    "test,policy)/privacy 20160421112306 http://policy.test/privacy text/html 200 ABCDEFGHIJKLMNOPQRSTUVWXYZ234567 9000"
)


class Index:
    """A line to an archive that answers from a list and keeps what it was asked."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def ask(self, url: str, pool: str, headers: object = None) -> Answer:
        """The next answer."""
        del headers
        assert pool == "listing"
        self.asked.append(url)
        return self.answers.pop(0)


def said(body: str, status: int = 200, content_type: str = "text/plain", reason: str = "") -> Answer:
    """An answer of an index."""
    headers = (("Content-Type", content_type), ("X-Archive-Wayback-Runtime-Error", reason))
    return Answer(url="http://a/cdx?url=x", final_url="", status=status, headers=headers, body=body.encode())


def archive(index: Index, dialect: str = "wayback") -> Archive:
    """An archive over that index."""
    return Archive("http://archive.test/", index, dialect=dialect)  # type: ignore[arg-type]  # a stand-in of Line


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (GOOD, GOOD),
        (GOOD + " 12345", GOOD),  # eight columns
        (GOOD.replace("/privacy t", "/our privacy t"), GOOD.replace("/privacy t", "/our%20privacy t")),
        (GOOD.replace("20160421112306", "20000008241731"), GOOD.replace("20160421112306", "20000824173100")),
        (GOOD.replace("20160421112306", "20169921112306"), None),
        (GOOD.replace("20160421112306", "00010101000000"), None),
        (GOOD.replace("/privacy t", "/" + "x" * 10_000 + " t"), None),
        ("<html><title>503 Service Unavailable</title></html>", None),
        ("", None),
    ],
)
def test_lines_are_mended_or_left_out(line: str, expected: str | None) -> None:
    """One bad line must not lose the list."""

    assert mended(line) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20160421112306", datetime(2016, 4, 21, 11, 23, 6, tzinfo=UTC)),
        ("2016", datetime(2016, 1, 1, tzinfo=UTC)),
        ("20160421", datetime(2016, 4, 21, tzinfo=UTC)),
        ("20000008241731", datetime(2000, 8, 24, 17, 31, tzinfo=UTC)),
        ("20161341112306", None),
        ("00010101000000", None),  # before the web
        ("soon", None),
    ],
)
def test_timestamps_are_times_in_utc(text: str, expected: datetime | None) -> None:
    """Short ones begin their period; those of the year 2000 are repaired; the impossible is none."""

    assert timestamp(text) == expected


def test_a_resume_key_is_told_from_a_row() -> None:
    """It stands after an empty line."""

    assert page(f"{GOOD}\n{GOOD}\n\ntest%2Cpolicy%29%2Fprivacy+2017\n") == (
        [GOOD, GOOD],
        "test%2Cpolicy%29%2Fprivacy+2017",
    )
    assert page(f"{GOOD}\n") == ([GOOD], None)
    assert page("") == ([], None)


def test_pages_are_read_to_the_end_and_rows_come_once() -> None:
    """The row on both sides of a page border, revisits, other schemes."""
    revisit = GOOD.replace("20160421112306", "20160501000000").replace("text/html 200", "warc/revisit -")
    mail = GOOD.replace("http://policy.test/privacy", "mailto:privacy@policy.test")
    index = Index(said(f"{GOOD}\n{mail}\n\nnext+key%29\n"), said(f"{GOOD}\n{revisit}\n"))

    found = archive(index).captures(Question(url="http://policy.test/privacy", since=date(2013, 1, 1)))

    first = datetime(2016, 4, 21, 11, 23, 6, tzinfo=UTC)
    digest = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    assert found.outcome == "found"
    assert found.rows == (
        Row(
            url="http://policy.test/privacy",
            captured_at=first,
            digest=digest,
            status=200,
            media_type="text/html",
            length=9000,
        ),
        Row(
            url="http://policy.test/privacy",
            captured_at=datetime(2016, 5, 1, tzinfo=UTC),
            digest=digest,
            status=None,
            media_type="warc/revisit",
            length=9000,
        ),
    )
    assert index.asked[0].startswith("http://archive.test/cdx/search/cdx?from=20130101")
    assert "resumeKey=next%2Bkey%2529" in index.asked[1]


DIGEST = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
ASKED = Question(url="http://policy.test/privacy", since=date(2013, 1, 1))


def listed(dialect: str, *rows: tuple[str, str, str, str]) -> Answer:
    """An index's answer in a dialect: timestamp, address, status and length of each row."""
    if dialect == "timemap":
        links = [f'<http://archive.test/{at}/{url}>; rel="memento"' for at, url, _, _ in rows]
        return said(",\n".join(links), content_type="application/link-format")
    if dialect == "pywb":
        named = [{"timestamp": at, "url": url, "status": status, "length": length} for at, url, status, length in rows]
        return said("\n".join(json.dumps(row) for row in named))
    return said("\n".join(f"k {at} {url} text/html {status} {DIGEST} {length}" for at, url, status, length in rows))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_one_odd_line_does_not_lose_the_list(dialect: str) -> None:
    """Years that were before the web, numbers of thousands of digits, digits of no number, addresses that are none."""
    good = "http://policy.test/privacy"
    rows = [
        ("20160421112306", good, "200", "9000"),
        ("00010101000000", good, "200", "9000"),
        ("20160422000000", "http://[", "200", "9000"),
        ("20160422000000", "http://policy.test:99999/privacy", "200", "9000"),
        ("20160423000000", good, "\u00b2\u00b3\u00b2", "9" * 5000),
    ]
    found = archive(Index(listed(dialect, *rows)), dialect).captures(ASKED).rows

    assert [row.captured_at.day for row in found] == [21, 23]
    assert (found[1].status, found[1].length) == (None, None)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_captures_of_other_addresses_and_of_the_future_are_left_out(dialect: str) -> None:
    """Whatever an index lists, a past is made of captures of the address asked for."""
    rows = [
        ("20160421000000", "http://policy.test/privacy"),
        ("20160422000000", "https://www.policy.test:443/privacy/"),
        ("20160423000000", "http://other.example/privacy"),
        ("20160424000000", "http://policy.test/privacy?page=2"),
        ("20160425000000", "http://policy.test/privacy;jsessionid=0123456789ABCDEF0123456789ABCDEF"),
        ("20120101000000", "http://policy.test/privacy"),  # before the days asked for
        ("20990101000000", "http://policy.test/privacy"),
        ("99991231235959", "http://policy.test/privacy"),
    ]
    found = archive(Index(listed(dialect, *((*row, "200", "1") for row in rows))), dialect).captures(ASKED)

    assert [row.captured_at.day for row in found.rows] == [21, 22, 25]


def test_json_that_is_nested_without_end_is_no_row() -> None:
    """A parser gives up over it in its own way."""
    index = Index(
        said("[" * 9000 + "\n" + '{"a":' * 1900 + "\n" + listed("pywb", ("2016", ASKED.url, "200", "1")).body.decode())
    )

    assert len(archive(index, "pywb").captures(ASKED).rows) == 1


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_list_without_end_is_not_kept(dialect: str) -> None:
    """An answer has a bound whatever the dialect."""
    stamps = (datetime(2014, 1, 1, tzinfo=UTC) + timedelta(minutes=n) for n in range(20_002))
    many = listed(dialect, *((at.strftime("%Y%m%d%H%M%S"), ASKED.url, "200", "1") for at in stamps))

    with pytest.raises(TooMuch):
        archive(Index(many), dialect).captures(ASKED)


def test_an_index_that_always_names_a_further_page_is_left() -> None:
    """Each page holds one row, and the key of another."""
    with pytest.raises(TooMuch):
        archive(Index(*[said(f"{GOOD}\n\nnext\n")] * 200)).captures(ASKED)


def test_never_none_in_range_and_blocked_are_different_answers() -> None:
    """Three ways to have no rows, and none of them is an error."""
    blocked = said("Blocked Site Error", 403, reason="org...AdministrativeAccessControlException: Blocked Site Error")
    asked = Question(url="http://policy.test/privacy", since=date(2020, 1, 1))

    assert archive(Index(said(""), said(""))).captures(asked).outcome == "never_archived"
    assert archive(Index(said(""), said(GOOD))).captures(asked).outcome == "none_in_range"
    assert archive(Index(blocked)).captures(asked).outcome == "blocked"


def test_an_answer_that_is_no_list_is_an_error() -> None:
    """An HTML page with status 200 is not "never archived"."""
    for answer in (said("<html>please wait</html>", content_type="text/html"), said("what?", 400), said("x", 403)):
        with pytest.raises(ArchiveError) as raised:
            archive(Index(answer)).captures(Question(url="http://policy.test/privacy"))
        assert not isinstance(raised.value, Blocked)


def test_a_question_too_large_is_to_be_split() -> None:
    """Twenty thousand rows are enough for one answer."""
    many = "\n".join([GOOD] * 5000) + "\n\nnext\n"

    with pytest.raises(TooMuch) as raised:
        archive(Index(*[said(many)] * 5)).captures(Question(url="http://policy.test/privacy"))
    assert raised.value.rows


def test_a_year_is_asked_for_with_one_capture_a_day() -> None:
    """What the split question says."""
    index = Index(said(GOOD))
    question = Question(url="http://policy.test/privacy", since=date(2016, 1, 1), until=date(2016, 12, 31), daily=True)
    archive(index).captures(question)

    assert "from=20160101&to=20161231" in index.asked[0]
    assert "collapse=timestamp%3A8" in index.asked[0]


def test_pywb_answers_in_json_lines() -> None:
    """`url`, `mime` and `status` in place of the Wayback Machine's names; lines that are none are left out."""
    lines = [
        {
            "urlkey": "k",
            "timestamp": "20160421112306",
            "url": "http://policy.test/privacy",
            "mime": "text/html",
            "status": "200",
            "digest": "D1",
            "length": "10",
        },
        {
            "urlkey": "k",
            "timestamp": "20160422000000",
            "url": "http://policy.test/privacy",
            "mime": "warc/revisit",
            "digest": "D1",
        },
        {"urlkey": "k", "timestamp": "20169922000000", "url": "http://policy.test/privacy"},
    ]
    index = Index(said("\n".join(json.dumps(line) for line in lines) + "\n<html>", content_type="text/x-ndjson"))

    found = archive(index, "pywb").captures(Question(url="http://policy.test/privacy", since=date(2013, 1, 1)))

    assert [(row.status, row.media_type, row.digest) for row in found.rows] == [
        (200, "text/html", "D1"),
        (None, "warc/revisit", "D1"),
    ]
    assert index.asked == [
        "http://archive.test/cdx?url=http%3A%2F%2Fpolicy.test%2Fprivacy&output=json&allowFuzzy=0&from=20130101"
    ]


def test_a_timemap_is_a_list_of_links() -> None:
    """RFC 7089: no digest and no status, but every capture; those outside the period are left out."""
    links = [
        ("http://policy.test/privacy", "original"),
        ("http://archive.test/timemap/link/http://policy.test/privacy", "self"),
        ("http://archive.test/20120101000000/http://policy.test/privacy", "first memento"),
        ("http://archive.test/20160421112306/http://policy.test/privacy?a=1,2", "memento"),
    ]
    text = ",\n".join(f'<{url}>; rel="{relation}"; datetime="Sun, 01 Jan 2012 00:00:00 GMT"' for url, relation in links)
    index = Index(said(text, content_type="application/link-format"))

    asked = Question(url="http://policy.test/privacy?a=1,2", since=date(2013, 1, 1))
    found = archive(index, "timemap").captures(asked)

    assert [(row.url, row.digest, row.status) for row in found.rows] == [(asked.url, "", None)]
    assert index.asked == ["http://archive.test/timemap/link/http://policy.test/privacy?a=1,2"]


def test_every_dialect_says_where_things_are() -> None:
    """Each path names the time and the address."""
    for dialect in DIALECTS.values():
        assert "{stamp}id_/{url}" in dialect.playback_path


def test_variants_of_an_address_are_one() -> None:
    """Scheme, www, port, case and a last slash fold away; a query counts, in any order."""
    same = ["http://policy.test/Privacy", "https://www.policy.test/privacy/", "HTTPS://www2.Policy.test:443/PRIVACY"]

    assert len({address_key(url) for url in same}) == 1
    assert address_key("http://policy.test/p?b=1&a=2") == address_key("http://policy.test/p?a=2&b=1")
    assert address_key("http://policy.test/p?a=2") != address_key("http://policy.test/p")
    assert address_key("http://policy.test//our%20p%72ivacy") == address_key("http://policy.test/our privacy")
    assert address_key("http://b\u00fccher.test/p") == address_key("http://xn--bcher-kva.test./p")
    assert address_key("http://policy.test/p?PHPSESSID=0123456789abcdef&a=1") == address_key("http://policy.test/p?a=1")
