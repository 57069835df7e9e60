"""What waits for a channel in, the messages to make of it out. Pure: see `dispatch` for the acts.

up      each alert a message of its own; what waited for hours, or comes in a burst, is one digest
down    nothing is made: the message that fails is the probe, the rest waits, and no flood follows its return
probe   one failing message may be at fault itself: after an hour one digest more is tried
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from storage.records import Delivery, DeliveryState, Notice

MERGE_AFTER = timedelta(hours=3)
PROBE_AFTER = timedelta(hours=1)
PROBES = 2
BURST = 10


class Form(StrEnum):
    """The form of a message, as `storage` keeps it."""

    ALERT = "alert"
    DAILY = "daily"
    WEEKLY = "weekly"
    MISSED = "missed"
    BURST = "burst"


# what a digest is called in its subject; a single alert speaks for itself
TITLES: dict[str, str | None] = {
    Form.ALERT: None,
    Form.DAILY: "Daily digest",
    Form.WEEKLY: "Weekly digest",
    Form.MISSED: "What was missed",
    Form.BURST: "Several at once",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A message to be made of these alerts."""

    form: Form
    alert_ids: tuple[int, ...]


def is_down(underway: Sequence[Delivery], sent: Sequence[Delivery]) -> bool:
    """Whether a channel takes nothing: a message failed, and none went through since.

    `underway` are its deliveries not settled yet, `sent` those sent last.
    """
    failing = [each.first_attempt_at for each in failing_of(underway) if each.first_attempt_at]
    return bool(failing) and not any(each.sent_at > min(failing) for each in sent if each.sent_at)


def failing_of(underway: Sequence[Delivery]) -> list[Delivery]:
    """The deliveries that failed at least once and wait for another attempt."""
    return [each for each in underway if each.state == DeliveryState.PENDING and each.last_error]


def plan(waiting: Sequence[Notice], *, down: bool, failing: int, now: datetime) -> tuple[Planned, ...]:
    """The messages to make of one channel's due notices; `failing` is how many of its messages fail at present."""
    if not waiting:
        return ()
    if down:
        probing = failing < PROBES and _oldest(waiting, now) >= PROBE_AFTER
        return (Planned(form=Form.MISSED, alert_ids=_ids(waiting)),) if probing else ()
    at_once = [notice for notice in waiting if notice.mode == "immediate"]
    digests = [_digest(waiting, form) for form in (Form.DAILY, Form.WEEKLY)]
    return tuple(planned for planned in (*_immediate(at_once, now), *digests) if planned.alert_ids)


def _immediate(waiting: Sequence[Notice], now: datetime) -> tuple[Planned, ...]:
    if len(waiting) > 1 and _oldest(waiting, now) >= MERGE_AFTER:
        return (Planned(form=Form.MISSED, alert_ids=_ids(waiting)),)
    if len(waiting) > BURST:
        return (Planned(form=Form.BURST, alert_ids=_ids(waiting)),)
    return tuple(Planned(form=Form.ALERT, alert_ids=(notice.alert_id,)) for notice in waiting)


def _digest(waiting: Sequence[Notice], form: Form) -> Planned:
    return Planned(form=form, alert_ids=_ids([notice for notice in waiting if notice.mode == form]))


def _oldest(waiting: Sequence[Notice], now: datetime) -> timedelta:
    return max(now - notice.due_at for notice in waiting)


def _ids(waiting: Sequence[Notice]) -> tuple[int, ...]:
    return tuple(sorted(notice.alert_id for notice in waiting))
