"""Policies are synced by slug, claimed by one worker at a time, and finished under their lease."""

import subprocess
import sys
from datetime import timedelta

import pytest

from storage import errors, policies
from storage.policies import Finished
from storage.records import Outcome, Policy, PolicyState
from storage.store import Store
from tests.storage.world import SLUG, START, World, day, declared

LATER = START + timedelta(minutes=5)


def finished(next_check_at: object = None, **values: object) -> Finished:
    """A good check."""
    plain = {"state": PolicyState.OK, "failures": 0, "last_checked_at": START, "last_good_at": START}
    return Finished(next_check_at=next_check_at, **{**plain, **values})  # type: ignore[arg-type]  # a test's own values


def test_sync_creates_changes_retires_and_revives(store: Store) -> None:
    """Each slug's fate is told."""
    with store.writing() as session:
        first = policies.sync(session, [declared("a/privacy"), declared("b/privacy")], START)
        second = policies.sync(session, [declared("a/privacy", url="https://new.test/")], day(1))
        third = policies.sync(session, [declared("a/privacy", url="https://new.test/"), declared("b/privacy")], day(2))

    assert (first.created, second.changed, second.retired) == (
        ("a/privacy", "b/privacy"),
        ("a/privacy",),
        ("b/privacy",),
    )
    assert (third.revived, third.changed) == (("b/privacy",), ())


def test_a_retired_policy_is_kept_and_not_checked(world: World) -> None:
    """It is not due and not listed; its history stays."""
    world.see("A", START)
    with world.store.writing() as session:
        policies.sync(session, [], day(1))

        assert policies.due(session, day(9)) == ()
        assert policies.every(session) == ()
        assert [policy.slug for policy in policies.every(session, retired=True)] == [SLUG]
    assert len(world.versions()) == 1


def test_the_same_sync_again_changes_nothing(world: World) -> None:
    """A restart neither stampedes nor postpones."""
    with world.store.writing() as session:
        policies.schedule(session, world.policy_id(session), day(3))
        again = policies.sync(session, [declared()], day(1))

        assert (again.created, again.changed, again.retired, again.revived) == ((), (), (), ())
        assert policies.get(session, SLUG).next_check_at == day(3)


def test_an_unknown_slug_names_the_nearest(world: World) -> None:
    """A typo is answered with what was probably meant."""
    with world.store.reading() as session, pytest.raises(errors.UnknownPolicy, match="did you mean ferrywell/privacy"):
        policies.get(session, "ferywell/privacy")


def test_due_is_ordered_by_how_overdue(store: Store) -> None:
    """The most overdue policy comes first; what is not due does not come."""
    with store.writing() as session:
        policies.sync(session, [declared(f"{name}/privacy") for name in "abc"], START)
        for name, number in (("a", 2), ("b", 1), ("c", 9)):
            policies.schedule(session, policies.get(session, f"{name}/privacy").id, day(number))

        assert [policy.slug for policy in policies.due(session, day(3))] == ["b/privacy", "a/privacy"]


def test_a_claim_holds_until_finished_or_over(world: World) -> None:
    """While leased nobody else gets it; after the lease's end they do."""
    with world.store.writing() as session:
        policy = policies.get(session, SLUG)
        first = policies.claim(session, policy.id, START, LATER)
        second = policies.claim(session, policy.id, START, LATER)
        third = policies.claim(session, policy.id, LATER, LATER + timedelta(minutes=5))

    assert first is not None
    assert second is None
    assert third is not None
    assert third.lease == first.lease + 1


def test_finishing_after_the_lease_was_lost_is_refused(world: World) -> None:
    """The slow worker's result is dropped whole."""
    with world.store.writing() as session:
        policy = policies.get(session, SLUG)
        slow = policies.claim(session, policy.id, START, LATER)
        quick = policies.claim(session, policy.id, LATER, LATER + timedelta(minutes=5))
    assert slow is not None
    assert quick is not None
    with world.store.writing() as session:
        policies.finish(session, quick, finished(day(1)))

    with pytest.raises(errors.LeaseLost), world.store.writing() as session:
        policies.finish(session, slow, finished(day(2)))

    assert world.policy.next_check_at == day(1)


def test_finish_records_how_it_stands(world: World) -> None:
    """State, failures, times and error are those given; the lease is given up."""
    with world.store.writing() as session:
        claimed = policies.claim(session, world.policy_id(session), START, LATER)
        assert claimed is not None
        policies.finish(session, claimed, finished(day(1), state=PolicyState.FAILING, failures=3, error_kind="dns"))

    stands: Policy = world.policy
    assert (stands.state, stands.failures, stands.error_kind, stands.leased_until) == ("failing", 3, "dns", None)


def test_a_claim_can_be_made_early(world: World) -> None:
    """A check asked for by hand does not wait for its time."""
    with world.store.writing() as session:
        policy_id = world.policy_id(session)
        policies.schedule(session, policy_id, day(9))

        assert policies.claim(session, policy_id, START, LATER) is None
        assert policies.claim(session, policy_id, START, LATER, even_if_early=True) is not None


def test_two_processes_never_claim_the_same(store: Store) -> None:
    """Four workers take forty due policies: each is taken once."""
    with store.writing() as session:
        policies.sync(session, [declared(f"s{number}/privacy") for number in range(40)], START)
    code = f"""
from datetime import datetime, timedelta, UTC
from storage import policies
from storage.store import open_store
store = open_store({store.url!r})
now = datetime(2026, 1, 1, tzinfo=UTC)
while True:
    with store.reading() as session:
        due = policies.due(session, now, limit=5)
    if not due:
        break
    for policy in due:
        with store.writing() as session:
            if policies.claim(session, policy.id, now, now + timedelta(hours=1)):
                print(policy.slug)
"""
    workers = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(4)]
    taken = [slug for worker in workers for slug in worker.communicate(timeout=90)[0].split()]

    assert [worker.returncode for worker in workers] == [0, 0, 0, 0]
    assert len(taken) == 40
    assert len(set(taken)) == 40


def test_checks_are_listed_newest_first(world: World) -> None:
    """The log says what came of each check."""
    with world.store.writing() as session:
        policy_id = world.policy_id(session)
        policies.log_check(session, policy_id, day(0), 120, Outcome.NEW_TEXT)
        policies.log_check(session, policy_id, day(1), 90, Outcome.FAILED, "dns", "no such name")

        found = policies.checks(session, policy_id)

    assert [(check.outcome, check.error_kind) for check in found] == [("failed", "dns"), ("new_text", None)]
