"""Policies: declared, due, claimed, finished. A check is claimed by compare-and-set and finished under its lease."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from sqlalchemy import and_, or_, update
from sqlmodel import Session, col, select

from redline.types import Recipe
from storage import recipes
from storage.errors import LeaseLost, UnknownPolicy
from storage.records import Check, Declared, Outcome, Policy, PolicyState, Synced
from storage.rows import in_chunks, required
from storage.tables import CheckRow, PolicyRow, RecipeRow


def sync(session: Session, declared: Sequence[Declared], now: datetime) -> Synced:
    """Make the stored policies those of the configuration, by slug.

    New ones are due at once; those no longer declared are retired (kept, not checked); those that return are revived.
    A changed declaration is stored; reading under its new recipe is the caller's business.
    """
    stored = {row.slug: row for row in session.exec(select(PolicyRow)).all()}
    created, changed, revived = [], [], []
    for policy in declared:
        row = stored.get(policy.slug)
        if row is None:
            session.add(_new_row(policy, now))
            created.append(policy.slug)
            continue
        if row.retired_at is not None:
            row.retired_at = None
            revived.append(policy.slug)
        if row.declaration_sha256 != declaration_sha256(policy.declaration):
            _declare(row, policy)
            changed.append(policy.slug)
        _set_live(row, policy.live, now)
    retired = _retire(stored, {policy.slug for policy in declared}, now)
    session.flush()
    return Synced(created=tuple(created), changed=tuple(changed), retired=retired, revived=tuple(revived))


def declaration_sha256(declaration: Mapping[str, Any]) -> str:
    """The digest by which a changed declaration is noticed."""
    return hashlib.sha256(json.dumps(declaration, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _new_row(policy: Declared, now: datetime) -> PolicyRow:
    return PolicyRow(
        slug=policy.slug,
        service=policy.service,
        type=policy.type,
        declaration=dict(policy.declaration),
        declaration_sha256=declaration_sha256(policy.declaration),
        created_at=now,
        next_check_at=now if policy.live else None,
    )


def _declare(row: PolicyRow, policy: Declared) -> None:
    row.service, row.type = policy.service, policy.type
    row.declaration = dict(policy.declaration)
    row.declaration_sha256 = declaration_sha256(policy.declaration)


def _set_live(row: PolicyRow, live: bool, now: datetime) -> None:
    if not live:
        row.next_check_at = None
    elif row.next_check_at is None:
        row.next_check_at = now


def _retire(stored: Mapping[str, PolicyRow], slugs: set[str], now: datetime) -> tuple[str, ...]:
    gone = [row for slug, row in stored.items() if slug not in slugs and row.retired_at is None]
    for row in gone:
        row.retired_at, row.next_check_at = now, None
    return tuple(row.slug for row in gone)


def every(session: Session, *, retired: bool = False) -> tuple[Policy, ...]:
    """All policies by slug; those retired only where asked for."""
    query = select(PolicyRow, RecipeRow).join(RecipeRow, isouter=True).order_by(PolicyRow.slug)
    if not retired:
        query = query.where(col(PolicyRow.retired_at).is_(None))
    return tuple(_policy(row, recipe) for row, recipe in session.exec(query).all())


def of(session: Session, ids: Iterable[int]) -> tuple[Policy, ...]:
    """The policies of these ids, by slug, retired or not; an id that is none is left out."""
    query = select(PolicyRow, RecipeRow).join(RecipeRow, isouter=True)
    rows = [row for chunk in in_chunks(ids) for row in session.exec(query.where(col(PolicyRow.id).in_(chunk)))]
    return tuple(sorted((_policy(row, recipe) for row, recipe in rows), key=lambda policy: policy.slug))


def get(session: Session, slug: str) -> Policy:
    """The policy of that slug, retired or not. Raises `UnknownPolicy` with the nearest names."""
    found = _one(session, PolicyRow.slug == slug)
    if found is None:
        slugs = session.exec(select(PolicyRow.slug)).all()
        raise UnknownPolicy(slug, tuple(get_close_matches(slug, slugs, n=2)))
    return found


def by_id(session: Session, policy_id: int) -> Policy:
    """The policy of that id. Raises `UnknownPolicy`."""
    found = _one(session, PolicyRow.id == policy_id)
    if found is None:
        raise UnknownPolicy(f"#{policy_id}")
    return found


def _one(session: Session, condition: Any) -> Policy | None:
    query = select(PolicyRow, RecipeRow).join(RecipeRow, isouter=True).where(condition)
    found = session.exec(query).one_or_none()
    return None if found is None else _policy(*found)


def due(session: Session, now: datetime, limit: int = 100) -> tuple[Policy, ...]:
    """Policies whose check is due and that nobody holds, most overdue first."""
    query = (
        select(PolicyRow, RecipeRow)
        .join(RecipeRow, isouter=True)
        .where(_free_and_due(now))
        .order_by(col(PolicyRow.next_check_at), col(PolicyRow.id))
        .limit(limit)
    )
    return tuple(_policy(row, recipe) for row, recipe in session.exec(query).all())


def _free_and_due(now: datetime) -> Any:
    return and_(col(PolicyRow.next_check_at) <= now, _free(now))


def _free(now: datetime) -> Any:
    unleased = or_(col(PolicyRow.leased_until).is_(None), col(PolicyRow.leased_until) <= now)
    return and_(unleased, col(PolicyRow.retired_at).is_(None))


def claim(
    session: Session, policy_id: int, now: datetime, until: datetime, *, by: str = "", even_if_early: bool = False
) -> Policy | None:
    """Take a due policy until `until` for the process `by`; None where another was quicker or it is not due.

    The policy returned carries the `lease` under which `finish` must be called. `even_if_early` claims before its time.
    """
    condition = _free(now) if even_if_early else _free_and_due(now)
    statement = (
        update(PolicyRow)
        .where(col(PolicyRow.id) == policy_id, condition)
        .values(leased_until=until, leased_by=by or None, lease=PolicyRow.lease + 1)
    )
    if session.execute(statement).rowcount != 1:  # type: ignore[attr-defined]  # a cursor result, by its statement
        return None
    session.expire_all()
    return by_id(session, policy_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """How a policy stands after a check. `next_check_at` None: never again by itself."""

    next_check_at: datetime | None
    state: PolicyState
    failures: int
    last_checked_at: datetime
    last_good_at: datetime | None
    error_kind: str | None = None
    error_message: str | None = None
    error_since: datetime | None = None
    error_told_at: datetime | None = None
    stale_told_at: datetime | None = None
    unstable_since: datetime | None = None


def finish(session: Session, policy: Policy, finished: Finished) -> None:
    """Record how a claimed policy stands and give up its lease.

    Raises `LeaseLost` where it was claimed again since: then roll the whole transaction back.
    """
    statement = (
        update(PolicyRow)
        .where(col(PolicyRow.id) == policy.id, col(PolicyRow.lease) == policy.lease)
        .values(leased_until=None, **{name: getattr(finished, name) for name in Finished.__dataclass_fields__})
    )
    if session.execute(statement).rowcount != 1:  # type: ignore[attr-defined]  # a cursor result, by its statement
        raise LeaseLost(f"{policy.slug}: another worker took this check over; its result stands, ours is dropped")
    session.expire_all()


def release(session: Session, policy: Policy) -> None:
    """Give a claim back unused; nothing where it was lost meanwhile."""
    session.execute(
        update(PolicyRow)
        .where(col(PolicyRow.id) == policy.id, col(PolicyRow.lease) == policy.lease)
        .values(leased_until=None)
    )


def holders(session: Session) -> frozenset[str]:
    """The processes that hold a claim, by the names they claimed under."""
    query = select(PolicyRow.leased_by).where(col(PolicyRow.leased_until).is_not(None)).distinct()
    return frozenset(filter(None, session.exec(query)))


def break_leases(session: Session, gone: Collection[str]) -> int:
    """End the claims of processes that are gone; returns how many. Their checks are due again, their results void."""
    statement = (
        update(PolicyRow)
        .where(col(PolicyRow.leased_by).in_(list(gone)), col(PolicyRow.leased_until).is_not(None))
        .values(leased_until=None, lease=PolicyRow.lease + 1)
    )
    return int(session.execute(statement).rowcount)  # type: ignore[attr-defined]  # a cursor result, by its statement


def schedule(session: Session, policy_id: int, at: datetime | None) -> None:
    """Set when a policy is checked next; None: not by itself."""
    session.execute(update(PolicyRow).where(col(PolicyRow.id) == policy_id).values(next_check_at=at))


def set_recipe(session: Session, policy_id: int, recipe: Recipe) -> str:
    """Put a recipe in force for a policy; returns its digest. Readings and judgements under it must stand already,
    or follow in the same transaction: the history shows only what was read under the recipe in force."""
    name = recipes.put(session, recipe)
    session.execute(update(PolicyRow).where(col(PolicyRow.id) == policy_id).values(recipe=name))
    return name


def log_check(
    session: Session,
    policy_id: int,
    started_at: datetime,
    ms: int,
    outcome: Outcome,
    error_kind: str | None = None,
    error_message: str | None = None,
) -> int:
    """Write a check down; returns its id, which sightings refer to."""
    row = CheckRow(
        policy_id=policy_id,
        started_at=started_at,
        ms=ms,
        outcome=outcome,
        error_kind=error_kind,
        error_message=error_message,
    )
    session.add(row)
    session.flush()
    return required(row.id)


def checks(session: Session, policy_id: int, *, limit: int = 100, since: datetime | None = None) -> tuple[Check, ...]:
    """A policy's checks, newest first."""
    query = select(CheckRow).where(CheckRow.policy_id == policy_id)
    if since is not None:
        query = query.where(CheckRow.started_at >= since)
    rows = session.exec(query.order_by(col(CheckRow.started_at).desc(), col(CheckRow.id).desc()).limit(limit)).all()
    return tuple(_check(row) for row in rows)


def _check(row: CheckRow) -> Check:
    return Check(
        id=required(row.id),
        policy_id=row.policy_id,
        started_at=row.started_at,
        ms=row.ms,
        outcome=Outcome(row.outcome),
        error_kind=row.error_kind,
        error_message=row.error_message,
    )


def slugs(session: Session) -> Mapping[int, str]:
    """Every policy's slug by its id, retired ones included."""
    pairs: Iterable[tuple[int | None, str]] = session.exec(select(PolicyRow.id, PolicyRow.slug)).all()
    return {required(key): slug for key, slug in pairs}


def _policy(row: PolicyRow, recipe: RecipeRow | None) -> Policy:
    plain = {name: getattr(row, name) for name in Policy.__dataclass_fields__ if name not in ("id", "recipe", "state")}
    return Policy(
        id=required(row.id),
        recipe=None if recipe is None else recipes.recipe_of(recipe.content),
        state=PolicyState(row.state),
        **plain,
    )
