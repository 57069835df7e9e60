"""Changes move from held to their end once, and what they say is never rewritten."""

import pytest
from sqlalchemy.exc import IntegrityError

from storage import changes, errors
from storage.records import ChangeState
from tests.storage.world import World, day


def test_a_held_change_is_confirmed_once(world: World) -> None:
    """The second confirmation finds nothing held."""
    change = world.change(world.see("A", day(0)), world.see("B", day(1)), day(1))
    with world.store.writing() as session:
        confirmed = changes.confirm(session, change.id, day(2))

        assert (confirmed.state, confirmed.confirmed_at) == ("confirmed", day(2))
        assert changes.held(session, change.policy_id) is None
        with pytest.raises(errors.NotStored, match="is not held"):
            changes.confirm(session, change.id, day(3))


def test_a_change_can_blink(world: World) -> None:
    """It ends without being confirmed."""
    change = world.change(world.see("A", day(0)), world.see("B", day(1)), day(1))
    with world.store.writing() as session:
        blinked = changes.blink(session, change.id, day(2))

    assert (blinked.state, blinked.ended_at, blinked.confirmed_at) == ("blinked", day(2), None)


def test_a_rebased_change_keeps_its_first_seen_time(world: World) -> None:
    """What was first seen yesterday was first seen yesterday, whatever the text became since."""
    first, second, third = (world.see(text, day(number)) for number, text in enumerate("ABC"))
    old = world.change(first, second, day(1))
    with world.store.writing() as session:
        new = changes.rebase(session, old, world.new_change(first, third, day(2), ChangeState.HELD), day(2))

        assert new.first_seen_at == day(1)
        assert changes.get(session, old.id).state is ChangeState.SUPERSEDED
        assert changes.held(session, new.policy_id) == new


def test_a_policy_holds_one_change_at_most(world: World) -> None:
    """The database refuses a second."""
    first, second, third = (world.see(text, day(number)) for number, text in enumerate("ABC"))
    world.change(first, second, day(1))

    with pytest.raises(IntegrityError, match="UNIQUE"):
        world.change(first, third, day(2))


def test_the_same_change_again_is_the_one_before(world: World) -> None:
    """Doing it twice does no harm."""
    first, second = world.see("A", day(0)), world.see("B", day(1))

    assert world.change(first, second, day(1)) == world.change(first, second, day(1))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET assessment = '{}'",
        "UPDATE change SET materiality = 'noise'",
        "UPDATE change SET first_seen_at = '2020-01-01 00:00:00'",
        "DELETE FROM change",
    ],
)
def test_what_a_change_says_is_never_rewritten(world: World, statement: str) -> None:
    """A trigger refuses, even a hand at the database."""
    world.change(world.see("A", day(0)), world.see("B", day(1)), day(1))

    with pytest.raises(IntegrityError, match="never"), world.store.writing() as session:
        session.connection().exec_driver_sql(statement)


def test_changes_are_listed_by_period_newest_first(world: World) -> None:
    """Since is included, until is not; only confirmed ones unless asked."""
    seen = [world.see(text, day(number)) for number, text in enumerate("ABCD")]
    for number in (1, 2, 3):
        state = ChangeState.CONFIRMED if number < 3 else ChangeState.HELD
        world.change(seen[number - 1], seen[number], day(number), state)
    with world.store.reading() as session:
        everything = changes.listed(session)
        some = changes.listed(session, since=day(1), until=day(2), policy_id=seen[0].policy_id)
        held = changes.listed(session, states=[ChangeState.HELD], limit=5)

    assert [change.first_seen_at for change in everything] == [day(2), day(1)]
    assert [change.first_seen_at for change in some] == [day(1)]
    assert [change.first_seen_at for change in held] == [day(3)]


def test_a_change_comes_back_as_it_was_put(world: World) -> None:
    """Its assessment is the JSON that was stored."""
    change = world.change(world.see("A", day(0)), world.see("B", day(1)), day(1))
    with world.store.reading() as session:
        assert changes.get(session, change.id) == change
        with pytest.raises(errors.NotStored, match="change #99"):
            changes.get(session, 99)
    assert change.assessment == {"changes": []}
    assert isinstance(change.id, int)
    assert change.state is ChangeState.HELD
