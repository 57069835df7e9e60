"""A policy's addresses in, every row that the archive's index has of them stored.

What is asked is decided in `listing`; here it is put, one question after the other, each answer kept before the next.
Redirects that the index names are looked up, and the addresses they lead to asked about in their turn.
"""

import threading
from collections.abc import Sequence
from datetime import date

from fetchers.errors import ArchiveError, Cancelled
from fetchers.listing import Row
from fetchers.wayback import TooMuch
from monitor import listing, mementos
from monitor.listing import Address, Due
from monitor.mementos import Shelf
from monitor.settings import Policy as Declaration
from storage import mementos as stored
from storage.records import ListedMemento, Listing, Memento

_LOOKED_UP_AT_MOST = 2


class Asking:
    """The questions about one policy; `put` counts those answered."""

    def __init__(self, shelf: Shelf, declaration: Declaration, since: date, stop: threading.Event) -> None:
        self.put = 0
        self._shelf = shelf
        self._archive = shelf.worker.archive
        self._declaration = declaration
        self._since = since
        self._stop = stop

    def run(self) -> None:
        """Put every question that is due. Raises what concerns the archive as a whole, and `Cancelled`."""
        for _ in range(listing.HOPS + 1):
            self._put_due()
            redirects = listing.redirects(self.mementos())
            moved = [memento for memento in redirects if memento.attempts < _LOOKED_UP_AT_MOST]
            for memento in moved:
                self._check_stop()
                mementos.look_up(self._shelf, memento)
            if not moved and not self._due():
                return

    def addresses(self) -> tuple[Address, ...]:
        """Every address known of the policy: those declared, and those that redirects led to."""
        return listing.addresses(self._declaration.url, self._declaration.former_urls, self.mementos())

    def mementos(self) -> tuple[Memento, ...]:
        """The archive's captures of the policy, as far as they are listed, in time order."""
        with self._shelf.store.reading() as session:
            found = stored.every(session, self._shelf.policy.id)
        return tuple(memento for memento in found if memento.archive == self._archive.name)

    def outcomes(self) -> frozenset[str]:
        """What the archive answered, over all questions and runs."""
        return frozenset(each.outcome for each in self._answers())

    def _answers(self) -> tuple[Listing, ...]:
        with self._shelf.store.reading() as session:
            found = stored.listings(session, self._shelf.policy.id)
        return tuple(each for each in found if each.archive == self._archive.name)

    def _due(self) -> tuple[Due, ...]:
        known, found, now = self._answers(), self.mementos(), self._shelf.now
        return tuple(due for each in self.addresses() for due in listing.due(each, known, found, self._since, now))

    def _put_due(self) -> None:
        for _ in range(2):  # a question found too large is due again, by year
            for due in self._due():
                self._check_stop()
                self._put(due)

    def _put(self, due: Due) -> None:
        try:
            answer = self._archive.captures(due.question)
        except TooMuch as error:
            if due.by_year:
                raise ArchiveError(str(error)) from error
            self._keep(due, listing.SPLIT, (), daily=error.rows)
            return
        self._keep(due, answer.outcome, answer.rows)

    def _keep(self, due: Due, outcome: str, rows: Sequence[Row], *, daily: bool = False) -> None:
        question = due.question
        detail = {"url": question.url, "from": str(question.since), "rows": len(rows), "daily": daily}
        answered = Listing(
            policy_id=self._shelf.policy.id,
            archive=self._archive.name,
            address=due.address.key,
            span=due.span,
            listed_at=self._shelf.now,
            outcome=outcome,
            detail=detail,
        )
        with self._shelf.store.writing() as session:
            self._shelf.worker.keep(session)
            stored.put_listing(session, answered, [_listed(row) for row in rows])
        self.put += 1

    def _check_stop(self) -> None:
        if self._stop.is_set():
            raise Cancelled("stopped")


def _listed(row: Row) -> ListedMemento:
    return ListedMemento(
        url=row.url,
        captured_at=row.captured_at,
        digest=row.digest,
        status=row.status,
        media_type=row.media_type,
        length=row.length,
    )
