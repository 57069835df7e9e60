"""What changed across all vendors in a period: changes in, one line each out, newest first, by month."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from monitor.web import times
from redline.types import Materiality
from storage import changes, policies
from storage.records import ChangeHead, Policy
from storage.store import Session

PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One change and whose it is."""

    policy: Policy
    change: ChangeHead


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """The changes of a period. `more` where the page could not hold them all."""

    start: dt.date
    end: dt.date
    lines: tuple[Line, ...]
    tags: tuple[str, ...]
    page: int
    more: bool

    @property
    def months(self) -> Iterator[tuple[str, list[Line]]]:
        """The lines by month, newest first."""
        for month, lines in groupby(self.lines, key=lambda line: f"{line.change.first_seen_at:%B %Y}"):
            yield month, list(lines)


def timeline_page(
    session: Session, start: dt.date, end: dt.date, least: Materiality, page: int, tag: str = ""
) -> TimelinePage:
    """Changes first seen from `start` to the end of the day `end` (UTC) that reach `least`."""
    since, until = times.period(start, end)
    owners = {policy.id: policy for policy in policies.every(session, retired=True)}
    lines = [
        Line(policy=owners[change.policy_id], change=change)
        for change in changes.heads(session, since=since, until=until)
        if Materiality(change.materiality).reaches(least)
        and (not tag or tag in owners[change.policy_id].declaration.get("tags", ()))
    ]
    shown = lines[(page - 1) * PAGE : page * PAGE]
    return TimelinePage(
        start=start,
        end=end,
        lines=tuple(shown),
        tags=tuple(sorted({tag for policy in owners.values() for tag in policy.declaration.get("tags", ())})),
        page=page,
        more=len(lines) > page * PAGE,
    )
