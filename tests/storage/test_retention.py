"""Retention drops bytes that nobody will ask for, and nothing else."""

import pytest
from sqlalchemy import Connection, Engine, event

from storage import bodies, errors, retention, upkeep
from storage.records import CountsAs
from tests.storage.test_bodies import page
from tests.storage.world import World, day


def seen_daily(world: World, text: str, first: int, last: int) -> list[str]:
    """A text seen every day with other bytes around it; the digests of the bodies."""
    return [world.see(text, day(n), page=f"<p>{text}</p><i>{n}</i>").body_sha256 for n in range(first, last + 1)]


def test_first_and_last_sighting_of_each_version_are_kept(world: World) -> None:
    """What lies between them goes; the newest capture stays, and so does what is young."""
    first = seen_daily(world, "A", 0, 4)
    second = seen_daily(world, "B", 5, 9)

    with world.store.writing() as session:
        names = retention.droppable(session, day(8))
        retention.drop(session, names, day(10))

    assert set(names) == {*first[1:-1], *second[1:3]}
    assert world.texts() == [world.versions()[0].words_sha256, world.versions()[1].words_sha256]
    assert [version.sightings for version in world.versions()] == [5, 5]
    assert upkeep.check(world.store) == ()


def test_much_is_dropped_in_several_transactions(world: World) -> None:
    """Others come to write between them, such as a daemon that has to note what it sent."""
    names = seen_daily(world, "A", 0, retention.AT_ONCE)
    commits: list[Connection] = []
    count = commits.append
    event.listen(Engine, "commit", count)
    try:
        freed = retention.drop_all(world.store, names, day(999))
    finally:
        event.remove(Engine, "commit", count)

    assert len(commits) == 2
    assert freed > 0
    assert retention.drop_all(world.store, names, day(999)) == 0


def test_a_dropped_body_is_told_from_a_lost_one(world: World) -> None:
    """Its digest stays, its bytes are gone since then."""
    names = seen_daily(world, "A", 0, 2)
    with world.store.writing() as session:
        retention.drop(session, [names[1]], day(10))

        with pytest.raises(errors.NotStored, match="dropped by retention on 2026-01-11") as caught:
            bodies.get(session, names[1])
    assert caught.value.dropped


def test_a_dropped_body_seen_again_is_stored_again(world: World) -> None:
    """The same bytes come back."""
    names = seen_daily(world, "A", 0, 2)
    with world.store.writing() as session:
        retention.drop(session, [names[1]], day(10))
        bodies.put(session, b"<p>A</p><i>1</i>")

        assert bodies.get(session, names[1]) == b"<p>A</p><i>1</i>"


def test_patches_to_a_dropped_body_are_kept_whole(world: World) -> None:
    """A body stored as a patch survives what it was a patch to."""
    with world.store.writing() as session:
        first = bodies.put(session, page(1))
        second = bodies.put(session, page(1, 3), like=first)
        third = bodies.put(session, page(1, 6), like=second)
        bodies.drop(session, first, day(0))
        bodies.drop(session, second, day(0))

        assert bodies.get(session, third) == page(1, 6)
        assert bodies.drop(session, first, day(0)) == 0
    assert upkeep.check(world.store) == ()


def test_of_soft_failures_in_a_row_the_first_and_the_last_are_kept(world: World) -> None:
    """A bot wall shows a number of its own each time; that is no reason to keep them all."""
    seen_daily(world, "A", 0, 0)
    walls = [world.see(f"Wall {n}", day(n), counts_as=CountsAs.SOFT_FAILURE).body_sha256 for n in range(1, 16)]
    seen_daily(world, "B", 16, 16)
    later = world.see("Wall 17", day(17), counts_as=CountsAs.SOFT_FAILURE).body_sha256
    seen_daily(world, "C", 18, 18)

    with world.store.reading() as session:
        names = retention.droppable(session, day(99))

    assert set(names) == set(walls[1:-1])
    assert later not in names


def test_sides_of_changes_and_what_is_no_version_are_kept(world: World) -> None:
    """A blink's capture and a held one are evidence too."""
    seen_daily(world, "A", 0, 1)
    world.see("B", day(2), counts_as=CountsAs.BLINK)
    seen_daily(world, "A", 3, 4)

    with world.store.reading() as session:
        names = retention.droppable(session, day(99))

    assert len(names) == 2
