"""A policy's listed captures in, those fetched from which its texts and their changes are known.

Grid first, then bisection, as `bisection` says. Between the two a look at what changes by itself: where nearly every
capture of the grid shows another text, a few neighbouring ones tell a counter from a policy, and what is learnt so is
left out from then on (furniture), for the captures fetched already too.
"""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from fetchers.errors import ArchiveError, Cancelled
from monitor import bisection, mementos, upgrade
from monitor.bisection import Node
from monitor.learning import CAPTURES, learnt
from monitor.log import canonical
from monitor.mementos import NO_TEXT, Shelf, is_unplayed, key_of
from redline.types import Reading
from storage import history, readings, recipes, snapshots
from storage import mementos as stored
from storage.records import CountsAs, Memento

log = logging.getLogger(__name__)

# So many captures in a row that cannot be had: the archive is down, not they.
OUTAGE = 5
# Captures this close show what changes by itself; a policy is not rewritten so often.
CLOSE = timedelta(days=100)


class Walk:
    """One walk over captures. `shelf` is another after something was learnt; `fetched` counts requests' outcomes."""

    def __init__(
        self, shelf: Shelf, found: Sequence[Memento], stop: threading.Event, said: Callable[["Walk"], None]
    ) -> None:
        self.shelf = shelf
        self.fetched = 0
        self._found = {memento.id: memento for memento in found}
        self._by_key: dict[str, Memento] = {}
        for memento in found:
            self._by_key.setdefault(key_of(memento), memento)
        self._times = Counter(key_of(memento) for memento in found)
        self._texts = self._known()
        self._lost: set[str] = set()
        self._stop = stop
        self._said = said
        self._last_body: str | None = None
        self._in_a_row = 0

    def run(self) -> None:
        """Fetch until nothing more is to be learnt. Raises what concerns the archive as a whole."""
        while chosen := bisection.anchors(self._nodes(), self._texts):
            self._fetch(chosen)
        self._learn()
        while chosen := bisection.wanted(self._nodes(), self._texts):
            self._fetch(chosen)

    def remaining(self) -> int:
        """About how many fetches are still to come."""
        return bisection.estimate(self._nodes(), self._texts)

    def _nodes(self) -> list[Node]:
        nodes = [Node(at=memento.captured_at, key=key_of(memento)) for memento in self._found.values()]
        return [node for node in nodes if node.key not in self._lost]

    def _fetch(self, chosen: Sequence[Node]) -> None:
        for node in chosen:
            if self._stop.is_set():
                raise Cancelled("stopped")
            if node.key not in self._texts and node.key not in self._lost:
                self._fetch_one(node.key)
                self._said(self)

    def _fetch_one(self, key: str) -> None:
        text = mementos.fetch(self.shelf, self._by_key[key], self._last_body)
        self.fetched += 1
        if text is None:
            self._lost.add(key)
            self._in_a_row += 1
            if self._in_a_row >= OUTAGE:
                raise ArchiveError(f"the archive could not give {OUTAGE} captures in a row; try again later")
            return
        self._in_a_row = 0
        self._texts[key] = text
        if self._times[key] > 1:
            mementos.repeat(self.shelf, self._stored())

    def _stored(self) -> tuple[Memento, ...]:
        with self.shelf.store.reading() as session:
            found = stored.every(session, self.shelf.policy.id)
        return tuple(memento for memento in found if memento.archive == self.shelf.worker.archive.name)

    def _known(self) -> dict[str, str]:
        """What was found under each key so far, as the database has it."""
        name = recipes.digest(self.shelf.recipe)
        with self.shelf.store.reading() as session:
            entries = history.entries(session, self.shelf.policy.id, name)
        by_snapshot = {
            entry.snapshot_id: NO_TEXT if entry.counts_as is CountsAs.SOFT_FAILURE else entry.words_sha256
            for entry in entries
        }
        texts: dict[str, str] = {}
        for memento in self._stored():
            if memento.id not in self._found:
                continue
            if memento.snapshot_id is not None:
                texts[key_of(memento)] = by_snapshot.get(memento.snapshot_id, NO_TEXT)
            elif memento.detail and not is_unplayed(memento):
                texts[key_of(memento)] = NO_TEXT
        return texts

    # --- what changes by itself ------------------------------------------------------------------------------------

    def _learn(self) -> None:
        """Where the page shows another text each time, find what of it is no part of the policy."""
        close = bisection.probe(self._nodes(), self._texts, CAPTURES, CLOSE)
        if not close:
            return
        self._fetch(close)
        keys = tuple(sorted({*self.shelf.recipe.furniture, *learnt(self._readings(close))}))
        if keys == self.shelf.recipe.furniture:
            return
        better = replace(self.shelf.recipe, furniture=keys)
        log.info("%s", canonical("furniture", {"policy": self.shelf.policy.slug, "keys": len(keys)}))
        upgrade.switch(
            self.shelf.store, self.shelf.workers, replace(self.shelf.policy, recipe=self.shelf.recipe), better
        )
        self.shelf = replace(self.shelf, recipe=better)
        self._texts = self._known()

    def _readings(self, nodes: Sequence[Node]) -> list[Reading]:
        name, keys = recipes.digest(self.shelf.recipe), {node.key for node in nodes}
        held = {key_of(memento): memento.snapshot_id for memento in self._stored() if key_of(memento) in keys}
        with self.shelf.store.reading() as session:
            found = [snapshots.get(session, place) for key, place in held.items() if place and self._is_text(key)]
            return [readings.get(session, snapshot.body_sha256, name) for snapshot in found]

    def _is_text(self, key: str) -> bool:
        return self._texts.get(key, NO_TEXT) != NO_TEXT
