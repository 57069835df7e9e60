"""What a newer way of reading does to a history: versions that appear, vanish or are dated anew."""

import json
from datetime import UTC, datetime

import pytest

from monitor.moves import compared
from redline.types import StatedDate
from storage.records import Source, Version
from tests.monitor.commands import Desk
from tests.monitor.pages import SALE, SLUG, text


def version(snapshot: int, first: int, last: int, stated: str | None = None) -> Version:
    """A version that begins at a snapshot, seen from one day of May to another."""
    return Version(
        policy_id=1,
        words_sha256=f"{snapshot}",
        outline_sha256="",
        first_seen=datetime(2026, 5, first, tzinfo=UTC),
        last_seen=datetime(2026, 5, last, tzinfo=UTC),
        sightings=1,
        sources=(Source.LIVE,),
        snapshot_id=snapshot,
        last_snapshot_id=snapshot,
        body_sha256="",
        recipe="",
        reader="html",
        language="en",
        stated_date=StatedDate(date=stated, candidates=(), label="updated", text="") if stated else None,
        url="",
        archive_url=None,
    )


A, B, C = version(1, 1, 5), version(2, 6, 9), version(3, 10, 12)


@pytest.mark.parametrize(
    ("older", "newer", "moved"),
    [
        ((A, B, C), (A, B, C), []),
        ((A, B, C), (version(1, 1, 9), C), [("vanished", B, None)]),
        ((version(1, 1, 9), C), (A, B, C), [("appeared", None, B)]),
        ((A, B), (version(1, 1, 7), version(4, 8, 9)), [("redated", B, version(4, 8, 9))]),
        ((A, B), (A, version(2, 6, 9, "2026-05-06")), [("redated", B, version(2, 6, 9, "2026-05-06"))]),
        ((A, B, version(1, 10, 12)), (A,), [("vanished", B, None), ("vanished", version(1, 10, 12), None)]),
        ((), (), []),
    ],
    ids=["same", "merged", "parted", "later", "stated", "seen-again", "empty"],
)
def test_a_version_moves_where_it_begins_elsewhere(
    older: tuple[Version, ...], newer: tuple[Version, ...], moved: list[tuple[str, Version | None, Version | None]]
) -> None:
    """Or states another date; its end follows from the next one's begin."""
    assert [(move.kind, move.before, move.after) for move in compared(older, newer)] == moved


def test_the_history_says_what_moved_with_each_reading(desk: Desk) -> None:
    """A counter on the page made a version; taken out, it makes none. What is imported later moved nothing."""
    desk.write({"Tern Books": "https://tern.example/privacy"})
    for day, page in (("2026-01-05", text(ticker=1)), ("2026-02-09", text(ticker=2)), ("2026-03-02", text(SALE))):
        (desk.folder / f"{day}.html").write_text(page)
        desk.run("import", "files", SLUG, f"{day}.html")
    desk.config.write_text(desk.config.read_text() + 'remove = ["from(h2:last-of-type) through(p:last-of-type)"]\n')
    (desk.folder / "2026-04-01.html").write_text(text(SALE | {"Retention": "We keep it for ever."}, ticker=3))
    desk.run("upgrade")
    desk.run("import", "files", SLUG, "2026-04-01.html")
    lines = desk.run("history", SLUG, "--upgrades").out.splitlines()
    first, second = json.loads(desk.run("history", SLUG, "--upgrades", "--json").out)["upgrades"]

    assert first["moved"] == []
    assert [(one["kind"], one["before"]["first_seen"], one["after"]) for one in second["moved"]] == [
        ("vanished", "2026-02-09T00:00:00Z", None)
    ]
    assert f"{SLUG}    vanished  2026-02-09 to 2026-02-09" in lines
