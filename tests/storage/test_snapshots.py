"""Snapshots, sightings and judgements are only added to, and snapshots hang on a chain."""

from itertools import pairwise

import pytest
from sqlalchemy.exc import IntegrityError

from storage import bodies, policies, snapshots, upkeep
from storage.records import CountsAs, Source
from storage.snapshots import chained_sha256
from tests.storage.world import SLUG, World, capture, day, declared, sha256


def test_a_capture_comes_back_as_it_was_put(world: World) -> None:
    """Headers in order, times aware, validators with the snapshot they came with."""
    stored = world.see("A", day(0))

    with world.store.reading() as session:
        found = snapshots.get(session, stored.id)

    assert found == stored
    assert found.headers == (("Content-Type", "text/html"), ("ETag", '"1"'))
    assert found.captured_at == day(0)


def test_the_same_capture_again_adds_nothing(world: World) -> None:
    """Doing it twice does no harm."""
    first = world.see("A", day(0))
    again = world.see("A", day(0))

    with world.store.reading() as session:
        assert again == first
        assert len(snapshots.sightings(session, first.policy_id)) == 1
        assert len(snapshots.judgements(session, first.id, world.recipe_sha256)) == 1


def test_snapshots_are_chained_in_order_of_insertion(world: World) -> None:
    """Each names the digest of the one inserted before, whatever their times."""
    for number in (0, -300, 5, -20):
        world.see(str(number), day(number), Source.WAYBACK if number < 0 else Source.LIVE)
    with world.store.reading() as session:
        chain = snapshots.every(session, world.policy_id(session))

    assert chain[0].previous_sha256 == ""
    assert all(after.previous_sha256 == before.sha256 for before, after in pairwise(chain))
    assert all(chained_sha256(one, one.previous_sha256) == one.sha256 for one in chain)


def test_each_policy_has_its_own_chain(world: World) -> None:
    """A second policy begins anew."""
    world.see("A", day(0))
    with world.store.writing() as session:
        policies.sync(session, [declared(), declared("other/terms")], day(0))
        other = policies.get(session, "other/terms")
        stored = snapshots.put(session, capture(other.id, bodies.put(session, b"B"), day(0)))

    assert stored.previous_sha256 == ""


@pytest.mark.parametrize("table", ["snapshot", "sighting", "judgement"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id + 100", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_them(world: World, table: str, statement: str) -> None:
    """A trigger keeps evidence as it was written, even from a hand at the database."""
    world.see("A", day(0))

    with pytest.raises(IntegrityError, match="never changed"), world.store.writing() as session:
        session.connection().exec_driver_sql(statement.format(table))


def test_a_snapshot_cannot_fork_the_chain(world: World) -> None:
    """Two snapshots of a policy never follow the same one."""
    world.see("A", day(0))
    same = "policy_id, source, fetched_at, url, final_url, status, media_type, headers, body_sha256, previous_sha256"
    sql = f"INSERT INTO snapshot ({same}, captured_at, sha256) SELECT {same}, '2020-01-01', 'forged' FROM snapshot"
    with pytest.raises(IntegrityError, match="UNIQUE"), world.store.writing() as session:
        session.connection().exec_driver_sql(sql)


def test_tampering_shows_in_the_chain(world: World) -> None:
    """With the triggers taken away and a time altered, the check names the snapshot."""
    world.see("A", day(0))
    world.see("B", day(1))
    with world.store.writing() as session:
        session.connection().exec_driver_sql("DROP TRIGGER snapshot_no_update")
        session.connection().exec_driver_sql("UPDATE snapshot SET captured_at = '2020-01-01 00:00:00' WHERE id = 1")

    (problem,) = upkeep.check(world.store)

    assert (problem.check, problem.place) == ("snapshot chain", f"{SLUG} snapshot #1")


def test_a_snapshot_taken_out_shows_in_the_chain(world: World) -> None:
    """The one after it follows nothing that is there."""
    for number, text in enumerate("ABC"):
        world.see(text, day(number))
    with world.store.writing() as session:
        for table in ("snapshot", "sighting", "judgement"):
            session.connection().exec_driver_sql(f"DROP TRIGGER {table}_no_delete")
        session.connection().exec_driver_sql("DELETE FROM sighting WHERE snapshot_id = 2")
        session.connection().exec_driver_sql("DELETE FROM judgement WHERE snapshot_id = 2")
        session.connection().exec_driver_sql("DELETE FROM snapshot WHERE id = 2")

    assert [problem.place for problem in upkeep.check(world.store)] == [f"{SLUG} snapshot #3"]


def test_the_newest_snapshot_is_the_one_seen_last(world: World) -> None:
    """Validators come from what the origin showed last, not from what was inserted last."""
    live = world.see("A", day(0))
    world.see("B", day(1))
    world.see("Old", day(-300), Source.WAYBACK)
    world.sight(live, day(2))
    with world.store.reading() as session:
        newest = snapshots.newest(session, live.policy_id)

    assert newest == live


def test_judgements_are_kept_and_the_newest_counts(world: World) -> None:
    """What was thought before stays readable."""
    stored = world.see("A", day(0), counts_as=CountsAs.HELD)
    world.judge(stored, CountsAs.YES, day(1))
    with world.store.reading() as session:
        all_of_them = snapshots.judgements(session, stored.id, world.recipe_sha256)
        newest = snapshots.judgement(session, stored.id, world.recipe_sha256)

    assert [one.counts_as for one in all_of_them] == ["held", "yes"]
    assert newest == all_of_them[-1]


def test_a_body_must_be_stored_before_its_snapshot(world: World) -> None:
    """A snapshot of bytes nobody has is refused."""
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), world.store.writing() as session:
        snapshots.put(session, capture(world.policy_id(session), sha256("nowhere"), day(0)))
