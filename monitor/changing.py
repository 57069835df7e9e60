"""What a capture's text does to the changes of its policy: held, confirmed, blinked, replaced.

`CHANGES` says, move by move, what is written. Each function returns the redline that the check is about, None where it
is about none.
"""

from collections.abc import Callable
from datetime import datetime

from monitor import decisions
from monitor.decisions import Move
from monitor.ledger import Ledger
from monitor.outcomes import Found
from monitor.seams import with_seam
from redline.contract import assessment_json
from redline.types import Assessment
from storage import changes, snapshots
from storage.records import Change, ChangeKind, ChangeState, CountsAs, NewChange, Snapshot


def apply(ledger: Ledger, found: Found, move: Move, snapshot: Snapshot) -> Assessment | None:
    """Write what follows from `move`, and what is told of it."""
    act = CHANGES.get(move)
    return act(ledger, found, snapshot) if act else None


def _first(ledger: Ledger, found: Found, snapshot: Snapshot) -> Assessment | None:
    """The newest archived text against the first live one is history, not an alert."""
    assessment = found.assessment
    if assessment is None or found.past.newest is None:
        return None
    assessment = with_seam(assessment, found.past.newest, (snapshot.source,), found.reading.reader)
    new = _new(ledger, found, assessment, snapshot, ChangeState.CONFIRMED, kind=ChangeKind.BACKFILL)
    changes.put(ledger.session, new)
    return assessment


def _blinked(ledger: Ledger, found: Found, snapshot: Snapshot) -> Assessment | None:
    del snapshot
    if found.past.held is not None:
        changes.blink(ledger.session, found.past.held.id, ledger.now)
    _judge_aside(ledger, found, CountsAs.BLINK, "the page went back to the version before")
    return None


def _hold(ledger: Ledger, found: Found, snapshot: Snapshot) -> Assessment | None:
    """A new text: in place of one held against the same base, or after one held against an older base is settled."""
    if found.assessment is None:
        return None
    new, held = _new(ledger, found, found.assessment, snapshot, ChangeState.HELD), found.past.held
    if held is None:
        changes.put(ledger.session, new)
    elif held.before_words_sha256 == new.before_words_sha256:
        changes.rebase(ledger.session, held, new, ledger.now)
        _judge_aside(ledger, found, CountsAs.BLINK, "replaced by a newer text before it was seen twice")
    else:
        _settle_rest(ledger, found, held)
        changes.put(ledger.session, new)
    return found.assessment


def _settle_rest(ledger: Ledger, found: Found, held: Change) -> None:
    """What a counted text left to be confirmed is told where this capture says it too, else it was a blink."""
    if found.rest is None:
        changes.blink(ledger.session, held.id, ledger.now)
        return
    ledger.tell(found, changes.confirm(ledger.session, held.id, ledger.now), found.rest)


def _confirm(ledger: Ledger, found: Found, snapshot: Snapshot) -> Assessment | None:
    """The held text again: a version since it was first seen. Or a new text, where `confirm_after` is nothing."""
    held, assessment = found.past.held, found.assessment
    if held is not None and held.after_words_sha256 == found.reading.words_sha256:
        change, assessment = changes.confirm(ledger.session, held.id, ledger.now), found.past.held_assessment
    elif assessment is not None:
        if held is not None:
            changes.supersede(ledger.session, held.id, ledger.now)
        change = changes.put(ledger.session, _new(ledger, found, assessment, snapshot, ChangeState.CONFIRMED))
    else:
        return None
    _count_aside(ledger, found)
    if assessment is not None and not decisions.is_return(found.reading.words_sha256, found.past.memory):
        ledger.tell(found, change, assessment)
    return assessment


def _confirm_part(ledger: Ledger, found: Found, snapshot: Snapshot) -> Assessment | None:
    """What both captures say is told now; what only the newer one says waits for another capture."""
    held, shared = found.past.held, found.shared
    if held is None or shared is None or shared.both is None:
        return None
    changes.supersede(ledger.session, held.id, ledger.now)
    _judge_aside(ledger, found, CountsAs.BLINK, "replaced by a newer text that confirms what they share")
    since = held.first_seen_at
    new = _new(ledger, found, shared.both, snapshot, ChangeState.CONFIRMED, first_seen_at=since)
    change = changes.put(ledger.session, new)
    if shared.newer_only is not None and decisions.matters(shared.newer_only):
        changes.put(ledger.session, _new(ledger, found, shared.newer_only, snapshot, ChangeState.HELD))
    ledger.tell(found, change, shared.both)
    return shared.both


def _believe(ledger: Ledger, found: Found, snapshot: Snapshot) -> Assessment | None:
    """Another document that stayed is the policy now."""
    if found.past.held is not None:
        changes.supersede(ledger.session, found.past.held.id, ledger.now)
    _count_aside(ledger, found)
    if found.assessment is None:
        return None
    doubted = found.past.memory.doubted
    since = doubted.first_seen_at if doubted else None
    new = _new(ledger, found, found.assessment, snapshot, ChangeState.CONFIRMED, first_seen_at=since)
    ledger.tell(found, changes.put(ledger.session, new), found.assessment)
    return found.assessment


CHANGES: dict[Move, Callable[[Ledger, Found, Snapshot], Assessment | None]] = {
    Move.FIRST: _first,
    Move.BLINKED: _blinked,
    Move.HOLD: _hold,
    Move.REBASE: _hold,
    Move.CONFIRM: _confirm,
    Move.PART: _confirm_part,
    Move.BELIEVE: _believe,
}


def _judge_aside(ledger: Ledger, found: Found, counts: CountsAs, reason: str) -> None:
    """Judge anew the held captures since the newest version, this one excepted."""
    for entry in found.past.aside:
        if entry.counts_as is CountsAs.HELD and not _is_this(found, entry.snapshot_id):
            snapshots.judge(ledger.session, entry.snapshot_id, found.recipe_sha256, counts, reason, ledger.now)


def _count_aside(ledger: Ledger, found: Found) -> None:
    """The captures that already showed this text count; other held ones were blinks."""
    for entry in found.past.aside:
        same = entry.words_sha256 == found.reading.words_sha256
        if _is_this(found, entry.snapshot_id) or entry.counts_as not in (CountsAs.HELD, CountsAs.SUSPECT):
            continue
        if same or entry.counts_as is CountsAs.HELD:
            counts, reason = (CountsAs.YES, "seen again") if same else (CountsAs.BLINK, "seen once")
            snapshots.judge(ledger.session, entry.snapshot_id, found.recipe_sha256, counts, reason, ledger.now)


def _is_this(found: Found, snapshot_id: int) -> bool:
    return found.seen.snapshot is not None and found.seen.snapshot.id == snapshot_id


def _new(
    ledger: Ledger,
    found: Found,
    assessment: Assessment,
    snapshot: Snapshot,
    state: ChangeState,
    *,
    kind: ChangeKind = ChangeKind.LIVE,
    first_seen_at: datetime | None = None,
) -> NewChange:
    newest = found.past.newest
    if newest is None:
        raise ValueError("a change needs a version before it")
    return NewChange(
        policy_id=ledger.policy.id,
        recipe=found.recipe_sha256,
        kind=kind,
        state=state,
        before_snapshot_id=newest.last_snapshot_id,
        after_snapshot_id=snapshot.id,
        before_words_sha256=newest.words_sha256,
        after_words_sha256=found.reading.words_sha256,
        first_seen_at=first_seen_at or found.seen.at,
        made_at=ledger.now,
        materiality=assessment.materiality,
        summary=assessment.summary,
        ruleset=found.ruleset,
        assessment=assessment_json(assessment),
        confirmed_at=ledger.now if state is ChangeState.CONFIRMED else None,
    )
