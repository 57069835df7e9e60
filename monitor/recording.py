"""What a check found in; the history, the alerts and the schedule that follow from it written in one transaction."""

from datetime import datetime, timedelta

from monitor import changing, decisions, troubles
from monitor.capturing import Page
from monitor.decisions import Move
from monitor.ledger import Ledger
from monitor.outcomes import Again, Desk, Found, Result, Seen, sha256
from monitor.recall import texts
from monitor.schedule import after_failure, next_check
from monitor.troubles import Cause, Failure, Standing
from storage import bodies, history, policies, readings, recipes, snapshots
from storage.errors import LeaseLost
from storage.records import Change, CountsAs, NewSnapshot, Outcome, PolicyState, Snapshot

COUNTS = {
    Move.FIRST: CountsAs.YES,
    Move.SAME: CountsAs.YES,
    Move.BLINKED: CountsAs.YES,
    Move.CONFIRM: CountsAs.YES,
    Move.PART: CountsAs.YES,
    Move.BELIEVE: CountsAs.YES,
    Move.HOLD: CountsAs.HELD,
    Move.WAIT: CountsAs.HELD,
    Move.REBASE: CountsAs.HELD,
    Move.FLIP: CountsAs.BLINK,
    Move.SUSPECT: CountsAs.SUSPECT,
}
REASONS = {
    Move.HOLD: "a new text, seen once",
    Move.WAIT: "a new text, waiting to be seen again",
    Move.REBASE: "a newer text, seen once",
    Move.CONFIRM: "seen again",
    Move.PART: "shares its changes with the capture before",
    Move.FLIP: "an unstable page shows one of its last texts",
    Move.BELIEVE: "stayed the same in three captures",
}
SOFT_FAILURES = {
    "login": Cause.LOGIN,
    "error": Cause.ERROR_PAGE,
    "bot_wall": Cause.BOT_WALL,
    "shell": Cause.SHELL,
    "other": Cause.OTHER_TEXT,
}


def record(desk: Desk, found: Found | Again | Failure, started: datetime, ms: int) -> Result:
    """Write down a check that began at `started` and took `ms`: all of it or nothing.

    Raises `LeaseLost` where another worker took the check over or put another recipe in force, and what else storage
    raises.
    """
    # A check without news, lost with the power, is simply made again.
    with desk.store.writing(durable=not isinstance(found, Again)) as session:
        ledger = Ledger(desk=desk, session=session, started=started, ms=ms)
        if isinstance(found, Again):
            return _again(ledger, found.seen)
        if isinstance(found, Failure):
            _checked(ledger, Outcome.FAILED, found)
            return _failed(ledger, found, Outcome.FAILED)
        if found.move is None:
            return _soft_failure(ledger, found)
        return _text(ledger, found, found.move)


def _again(ledger: Ledger, seen: Seen) -> Result:
    """The newest version's bytes once more: a sighting, nothing else."""
    assert seen.snapshot is not None
    outcome = Outcome.NOT_MODIFIED if seen.not_modified else Outcome.SAME_BYTES
    snapshots.sight(ledger.session, seen.snapshot, seen.at, check_id=_checked(ledger, outcome))
    at = next_check(ledger.desk.schedule, now=ledger.now, chance=ledger.desk.chance)
    result = Result(slug=ledger.policy.slug, outcome=outcome, ms=ledger.ms, next_check_at=at, move=Move.SAME)
    return _finished(ledger, result, troubles.after_good(ledger.policy, ledger.now), None)


def _text(ledger: Ledger, found: Found, move: Move) -> Result:
    """A good capture."""
    outcome, reason = _outcome(found, move), _reason(found, move)
    check_id = _checked(ledger, outcome)
    snapshot = _stored(ledger, found, check_id, COUNTS[move], reason)
    assessment = changing.apply(ledger, found, move, snapshot)
    held = ledger.tell_overdue()
    at = next_check(ledger.desk.schedule, now=ledger.now, chance=ledger.desk.chance)
    at = _no_later(ledger, at, held)
    result = Result(
        slug=ledger.policy.slug,
        outcome=outcome,
        ms=ledger.ms,
        next_check_at=at,
        move=move,
        assessment=assessment,
        reason=reason,
        returned=move is Move.CONFIRM and decisions.is_return(found.reading.words_sha256, found.past.memory),
        rest=move is Move.CONFIRM and found.reading.words_sha256 == found.past.memory.newest,
        archived_at=_archived_at(found) if move is Move.FIRST else None,
    )
    return _finished(ledger, result, _standing(ledger, found, move), None)


def _archived_at(found: Found) -> datetime | None:
    """Since when the archives have the text that the origin shows; None where it is not their newest."""
    newest = found.past.newest
    return newest.first_seen if newest is not None and newest.words_sha256 == found.reading.words_sha256 else None


def _soft_failure(ledger: Ledger, found: Found) -> Result:
    """An answer that is not the policy: kept as evidence, compared with nothing."""
    verdict = found.reading.quality
    cause = SOFT_FAILURES.get(verdict.verdict, Cause.OTHER_TEXT)
    failure = Failure(cause=cause, message=verdict.reason, drawn=found.seen.drawn)
    check_id = _checked(ledger, Outcome.SOFT_FAILURE, failure)
    _stored(ledger, found, check_id, CountsAs.SOFT_FAILURE, f"{verdict.verdict}: {verdict.reason}")
    return _failed(ledger, failure, Outcome.SOFT_FAILURE)


def _failed(ledger: Ledger, failure: Failure, outcome: Outcome) -> Result:
    """A check without a text of the policy."""
    standing = troubles.after_failure(ledger.policy, failure, ledger.desk.tolerance, ledger.now)
    held = ledger.tell_overdue()
    at = after_failure(
        ledger.desk.schedule,
        standing.failures,
        now=ledger.now,
        chance=ledger.desk.chance,
        retry_after=failure.retry_after,
    )
    if held is not None and failure.retry_after is None:
        give_up = held.made_at + ledger.desk.patience.confirm_within
        at = min(at, give_up) if give_up > ledger.now else at
    result = Result(slug=ledger.policy.slug, outcome=outcome, ms=ledger.ms, next_check_at=at, failure=failure)
    return _finished(ledger, result, standing, failure)


def _stored(ledger: Ledger, found: Found, check_id: int, counts: CountsAs, reason: str) -> Snapshot:
    """The capture with its reading and judgement; the recipe is in force from the first one on.

    Read under a recipe that is in force no more, the capture would be missing from the history.
    """
    session, name = ledger.session, recipes.put(ledger.session, found.recipe)
    in_force = policies.by_id(session, ledger.policy.id).recipe
    if in_force is None:
        policies.set_recipe(session, ledger.policy.id, found.recipe)
    elif in_force != found.recipe:
        raise LeaseLost(f"{ledger.policy.slug}: another recipe was put in force meanwhile; this check is made again")
    snapshot = _seen_again(ledger, found, check_id) or _new_capture(ledger, found, check_id)
    readings.put(session, snapshot.body_sha256, name, found.reading)
    snapshots.judge(session, snapshot.id, name, counts, reason, ledger.now)
    return snapshot


def _seen_again(ledger: Ledger, found: Found, check_id: int) -> Snapshot | None:
    if found.seen.snapshot is not None:
        snapshots.sight(ledger.session, found.seen.snapshot, found.seen.at, check_id=check_id)
    return found.seen.snapshot


def _new_capture(ledger: Ledger, found: Found, check_id: int) -> Snapshot:
    page = found.seen.page
    if page is None:
        raise ValueError("a check saw neither a page nor a snapshot")
    bodies.put(ledger.session, page.body, like=found.past.last.body_sha256 if found.past.last else None)
    return snapshots.put(ledger.session, _new_snapshot(ledger.policy.id, page), check_id=check_id)


def _new_snapshot(policy_id: int, page: Page) -> NewSnapshot:
    return NewSnapshot(
        policy_id=policy_id,
        source=page.source,
        captured_at=page.captured_at,
        fetched_at=page.fetched_at,
        url=page.url,
        final_url=page.final_url,
        status=page.status,
        media_type=(page.content_type or "").partition(";")[0].strip().lower(),
        headers=page.headers,
        body_sha256=sha256(page.body),
        etag=page.etag,
        last_modified=page.last_modified,
        note=page.note,
    )


def _standing(ledger: Ledger, found: Found, move: Move) -> Standing:
    if move is Move.SUSPECT:
        return troubles.after_doubt(ledger.policy, ledger.desk.tolerance, ledger.now)
    calm = move is Move.SAME and ledger.policy.state is not PolicyState.UNSTABLE
    unstable = not calm and _flips(ledger, found) >= ledger.desk.loaded.config.clausewatch.unstable_after
    return troubles.after_good(ledger.policy, ledger.now, unstable=unstable)


def _flips(ledger: Ledger, found: Found) -> int:
    """How often the page came back to an earlier text lately."""
    name, policy_id = found.recipe_sha256, ledger.policy.id
    since = ledger.now - ledger.desk.tolerance.stale_after
    lately = [entry for entry in history.entries(ledger.session, policy_id, name) if entry.last_seen >= since]
    return decisions.flips(texts(lately), ledger.desk.loaded.config.clausewatch.unstable_window)


def _checked(ledger: Ledger, outcome: Outcome, failure: Failure | None = None) -> int:
    return policies.log_check(
        ledger.session,
        ledger.policy.id,
        ledger.started,
        ledger.ms,
        outcome,
        failure.cause if failure else None,
        failure.message if failure else None,
    )


def _no_later(ledger: Ledger, at: datetime, held: Change | None) -> datetime:
    """`at`, or sooner where a held change waits to be looked at again."""
    if held is None:
        return at
    wait = max(ledger.desk.patience.confirm_after, timedelta(seconds=1))
    look = held.first_seen_at + wait
    return min(at, look if look > ledger.now else ledger.now + wait)


def _finished(ledger: Ledger, result: Result, standing: Standing, failure: Failure | None) -> Result:
    """The policy's new state and schedule, its troubles told, its lease given up."""
    for kind in standing.tell:
        ledger.tell_trouble(kind, standing, failure)
    policies.finish(
        ledger.session,
        ledger.policy,
        policies.Finished(
            next_check_at=result.next_check_at if ledger.desk.declaration.live else None,
            state=standing.state,
            failures=standing.failures,
            last_checked_at=ledger.now,
            last_good_at=standing.last_good_at,
            error_kind=standing.error_kind,
            error_message=standing.error_message,
            error_since=standing.error_since,
            error_told_at=standing.error_told_at,
            stale_told_at=standing.stale_told_at,
            unstable_since=_unstable_since(ledger, standing),
        ),
    )
    return result.with_told(ledger.told)


def _unstable_since(ledger: Ledger, standing: Standing) -> datetime | None:
    """Since when the page is unstable; told once, when it becomes so."""
    if standing.state is not PolicyState.UNSTABLE:
        return None if standing.state is PolicyState.OK else ledger.policy.unstable_since
    if ledger.policy.unstable_since is None:
        ledger.tell_unstable()
    return ledger.policy.unstable_since or ledger.now


def _outcome(found: Found, move: Move) -> Outcome:
    if found.seen.not_modified:
        return Outcome.NOT_MODIFIED
    if found.seen.snapshot is not None:
        return Outcome.SAME_BYTES
    return Outcome.SAME_TEXT if move in (Move.SAME, Move.BLINKED) else Outcome.NEW_TEXT


def _reason(found: Found, move: Move) -> str:
    if move is Move.SUSPECT and found.doubt is not None:
        return f"{found.doubt.kind}: {found.doubt.reason}"
    return REASONS.get(move, "")
