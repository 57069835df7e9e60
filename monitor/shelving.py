"""A capture of the past with its reading in; snapshot, reading and a judgement by itself stored, in one transaction.

What archives hold and what is imported are put away alike; whose captures they are says the snapshot.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from redline.types import Reading, Recipe
from storage import bodies, policies, readings, recipes, snapshots
from storage.records import CountsAs, NewSnapshot, Policy, Snapshot
from storage.store import Session


class Shelf(Protocol):
    """Where captures of one policy are put, and how they are read."""

    @property
    def policy(self) -> Policy:
        """Whose they are."""

    @property
    def recipe(self) -> Recipe:
        """How they are read."""

    @property
    def now(self) -> datetime:
        """The time of what is written."""


def put(
    session: Session,
    shelf: Shelf,
    body: bytes,
    reading: Reading,
    snapshot_of: Callable[[str], NewSnapshot],
    *,
    like: str | None,
) -> tuple[Snapshot, str]:
    """Store a capture with its reading; the snapshot, and the name of the recipe it was read under.

    `snapshot_of` makes the snapshot of the body's digest, `like` is the digest of a body expected to be similar. The
    recipe is in force from the first capture of a policy on.
    """
    name = recipes.put(session, shelf.recipe)
    if policies.by_id(session, shelf.policy.id).recipe is None:
        policies.set_recipe(session, shelf.policy.id, shelf.recipe)
    body_sha256 = bodies.put(session, body, like=like)
    snapshot = snapshots.put(session, snapshot_of(body_sha256))
    readings.put(session, body_sha256, name, reading)
    return snapshot, name


def judge(session: Session, shelf: Shelf, snapshot: Snapshot, name: str, reading: Reading) -> None:
    """Judge a capture by itself: the policy or not."""
    verdict = reading.quality
    counts = CountsAs.YES if verdict.verdict == "policy" else CountsAs.SOFT_FAILURE
    reason = "" if counts is CountsAs.YES else f"{verdict.verdict}: {verdict.reason}"
    snapshots.judge(session, snapshot.id, name, counts, reason, shelf.now)
