"""What an archive answered is written down, so that interrupted work repeats no request."""

from storage import heartbeats, mementos
from storage.records import ListedMemento, Listing, MementoState
from tests.storage.world import World, day


def listed(number: int, digest: str = "AAA") -> ListedMemento:
    """A capture of that day."""
    return ListedMemento(
        url="https://f.test/", captured_at=day(number), digest=digest, status=200, media_type="text/html"
    )


def answer(world: World, span: str = "2025", outcome: str = "listed") -> Listing:
    """An answer of an archive's index."""
    with world.store.reading() as session:
        policy_id = world.policy_id(session)
    return Listing(
        policy_id=policy_id,
        archive="https://archive.test",
        address="f.test/",
        span=span,
        listed_at=day(0),
        outcome=outcome,
        detail={"rows": 2},
    )


def test_a_listing_and_its_rows_are_kept(world: World) -> None:
    """Rows come back in time order; the same answer again adds none."""
    listing = answer(world)
    with world.store.writing() as session:
        first = mementos.put_listing(session, listing, [listed(-5), listed(-9), listed(-9)])
        again = mementos.put_listing(session, listing, [listed(-5), listed(-9), listed(-2)])

        assert (first, again) == (2, 1)
        assert mementos.listings(session, listing.policy_id) == (listing,)
        assert [row.captured_at for row in mementos.every(session, listing.policy_id)] == [day(-9), day(-5), day(-2)]


def test_a_settled_row_is_not_asked_for_again(world: World) -> None:
    """Fetched and failed count an attempt, skipped does not; a new listing leaves them as they are."""
    listing = answer(world)
    snapshot = world.see("A", day(-9))
    with world.store.writing() as session:
        mementos.put_listing(session, listing, [listed(-9), listed(-5), listed(-2)])
        fetched, failed, skipped = mementos.every(session, listing.policy_id)
        mementos.settle(session, fetched.id, MementoState.FETCHED, snapshot_id=snapshot.id)
        mementos.settle(session, failed.id, MementoState.FAILED, detail="503")
        mementos.settle(session, skipped.id, MementoState.SKIPPED)
        mementos.put_listing(session, listing, [listed(-9), listed(-5), listed(-2)])

        rows = mementos.every(session, listing.policy_id)
        assert [(row.state, row.attempts) for row in rows] == [("fetched", 1), ("failed", 1), ("skipped", 0)]
        assert mementos.every(session, listing.policy_id, [MementoState.LISTED]) == ()


def test_a_heartbeat_is_overwritten(world: World) -> None:
    """Only the last one counts."""
    with world.store.writing() as session:
        heartbeats.beat(session, "daemon", day(0), {"pid": 1})
        heartbeats.beat(session, "daemon", day(1), {"pid": 2})
        beat = heartbeats.get(session, "daemon")

        assert beat is not None
        assert (beat.at, beat.detail) == (day(1), {"pid": 2})
        assert heartbeats.every(session) == (beat,)
