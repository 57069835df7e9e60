"""All policies in, the rows of the first page out: state, last change, a year by month, what needs a person."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from monitor.web import plots
from redline.types import Materiality
from storage import glance, policies
from storage.records import ChangeHead, Policy, PolicyState
from storage.store import Session

MONTHS = 24
PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What the address of the page asks for; empty means all."""

    tag: str = ""
    severity: str = ""
    type: str = ""
    text: str = ""

    @property
    def query(self) -> str:
        """The same in an address, to be followed by another field; empty where all is wanted."""
        given = {name: value for name in ("tag", "severity", "type", "text") if (value := getattr(self, name))}
        return urlencode(given) + "&" if given else ""

    def keeps(self, row: "Row") -> bool:
        """Whether a row is wanted."""
        last = row.last.materiality if row.last else ""
        wanted = f"{row.policy.slug} {row.policy.service} {row.last.summary if row.last else ''}".lower()
        return (
            (not self.tag or self.tag in row.tags)
            and (not self.severity or last == self.severity)
            and (not self.type or row.policy.type == self.type)
            and self.text.lower() in wanted
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One policy on the first page."""

    policy: Policy
    tags: tuple[str, ...]
    last: ChangeHead | None
    held: ChangeHead | None

    @property
    def needs_a_person(self) -> bool:
        """Whether somebody should look: it fails, or flips between texts."""
        return self.policy.state in (PolicyState.FAILING, PolicyState.UNSTABLE)

    @property
    def waits(self) -> bool:
        """Whether its first check is still to come; what is followed in archives only is never checked."""
        return self.policy.state is PolicyState.NEW and self.policy.declaration.get("live") is not False


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The first page: a page of the rows that the filter keeps, and what may be filtered by.

    `strips` are the last two years of the rows shown, by month, as SVG by policy id; `failing` need a person, `failed`
    counts those that were not read the last time and may well be the next.
    """

    rows: tuple[Row, ...]
    strips: Mapping[int, Markup]
    page: int
    pages: int
    total: int
    tags: tuple[str, ...]
    types: tuple[str, ...]
    failing: tuple[Row, ...]
    failed: int
    unchecked: int


def overview(session: Session, wanted: Filter, now: dt.datetime, page: int = 1) -> Overview:
    """Rows in the order of service and type; those that need a person are named again on top."""
    found = policies.every(session)
    last, held = glance.last_changes(session), glance.held_changes(session)
    rows = [_row(policy, last, held) for policy in found]
    kept = [row for row in rows if wanted.keeps(row)]
    shown = tuple(kept[(page - 1) * PAGE : page * PAGE])
    return Overview(
        rows=shown,
        strips=_strips(session, [row.policy.id for row in shown], now),
        page=page,
        pages=max(-(-len(kept) // PAGE), 1),
        total=len(rows),
        tags=tuple(sorted({tag for row in rows for tag in row.tags})),
        types=tuple(sorted({row.policy.type for row in rows})),
        failing=tuple(row for row in rows if row.needs_a_person),
        failed=sum(bool(row.policy.failures) and not row.needs_a_person for row in rows),
        unchecked=sum(row.waits for row in rows),
    )


def _row(policy: Policy, last: Mapping[int, ChangeHead], held: Mapping[int, ChangeHead]) -> Row:
    return Row(
        policy=policy,
        tags=tuple(policy.declaration.get("tags", ())),
        last=last.get(policy.id),
        held=held.get(policy.id),
    )


def _strips(session: Session, policy_ids: Sequence[int], now: dt.datetime) -> Mapping[int, Markup]:
    months = _months(now)
    first = dt.datetime.strptime(months[0], "%Y-%m").replace(tzinfo=dt.UTC)
    levels = glance.by_month(session, first, policy_ids)
    return {
        policy_id: Markup(plots.strip([(month, own.get(month, Materiality.NONE)) for month in months]))  # noqa: S704 - made of numbers and fixed words
        for policy_id, own in ((policy_id, levels.get(policy_id, {})) for policy_id in policy_ids)
    }


def _months(now: dt.datetime) -> list[str]:
    """The names of the last months, the present one last."""
    count = now.year * 12 + now.month - 1
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(count - MONTHS + 1, count + 1)]
