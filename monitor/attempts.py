"""One attempt at a delivery: a message and who has it already in, who has it now out. Also when to try again.

Each recipient is on their own: who accepted is never sent it again, who refused for good is not asked again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from notifiers.base import Message, Notifier
from notifiers.errors import SendError

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
LONGEST_ASKED = timedelta(days=1)  # more of a Retry-After than this is not believed
GIVE_UP_AFTER = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Who accepted (with the channel's words) and who refused for good (with its words); the channel's name for it."""

    sent: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    thread: str = ""

    @classmethod
    def of(cls, receipt: Mapping[str, Any] | None) -> "Progress":
        """What a delivery's receipt keeps."""
        kept = receipt or {}
        return cls(sent=kept.get("sent", {}), refused=kept.get("refused", {}), thread=kept.get("thread", ""))

    @property
    def receipt(self) -> dict[str, Any]:
        """As a delivery's receipt keeps it."""
        return {"sent": dict(self.sent), "refused": dict(self.refused), "thread": self.thread}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What came of it: `failures` of those who did not take it for now, `retry_after` the longest wait asked for."""

    progress: Progress
    failures: Mapping[str, str]
    retry_after: timedelta | None

    @property
    def error(self) -> str | None:
        """Everything that is wrong in one line, None where nothing is."""
        wrong = {**self.progress.refused, **self.failures}
        return "; ".join(f"{who}: {why}" if who else why for who, why in wrong.items()) or None


def attempt(
    notifier: Notifier,
    message: Message,
    so_far: Progress,
    keep: Callable[[Progress], None],
    why: Callable[[Exception], str],
) -> Attempt:
    """Send to everyone who neither has it nor refused it. `keep` is called after each one who accepted or refused.

    Whatever goes wrong is that recipient's failure, a bug too; `why` words it.
    """
    progress, failures, waits = so_far, dict[str, str](), list[timedelta]()
    for recipient in notifier.recipients:
        if recipient in progress.sent or recipient in progress.refused:
            continue
        try:
            receipt = notifier.send(message, recipient)
        except SendError as error:
            if not error.permanent:
                failures[recipient] = why(error)
                waits += [error.retry_after] if error.retry_after else []
                continue
            progress = replace(progress, refused={**progress.refused, recipient: why(error)})
        except Exception as error:  # noqa: BLE001 - `why` logs what nobody expected
            failures[recipient] = why(error)
            continue
        else:
            accepted = {**progress.sent, recipient: receipt.detail}
            progress = replace(progress, sent=accepted, thread=progress.thread or receipt.thread)
        keep(progress)
    return Attempt(progress=progress, failures=failures, retry_after=max(waits, default=None))


def next_attempt(attempts: int, retry_after: timedelta | None, *, now: datetime, chance: Random) -> datetime:
    """When to try again after the last of `attempts` failed: twice as long each time, an hour at most.

    Jitter only shortens our own wait, never the one the channel asked for.
    """
    wait: timedelta = min(FIRST_WAIT * (1 << min(attempts - 1, 12)), LONGEST_WAIT)
    wait *= 1 - 0.25 * chance.random()
    return now + max(wait, min(retry_after or timedelta(0), LONGEST_ASKED))


def is_over(first_attempt_at: datetime | None, now: datetime) -> bool:
    """Whether it was tried for so long that it is given up."""
    return first_attempt_at is not None and now - first_attempt_at >= GIVE_UP_AFTER
