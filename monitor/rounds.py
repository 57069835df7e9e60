"""The rounds of `run --once` and `check --all` in, whether the service is run by them out: for people who use cron.

No daemon gives a sign of life there. What shows that all is well is that checks come, if later than a daemon would
make them: by up to the time between two rounds.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from monitor.moments import iso
from storage import heartbeats
from storage.store import Session

_NAME = "rounds"
# So many are remembered: a round by hand between two of cron's must not make the next look late.
_REMEMBERED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """When the last rounds were, oldest first; empty where there never was one."""

    at: tuple[datetime, ...]

    @property
    def apart(self) -> timedelta:
        """The longest time between two of them; none where there are not two."""
        return max((later - earlier for earlier, later in pairwise(self.at)), default=timedelta(0))

    def carry(self, beat_at: datetime | None) -> bool:
        """Whether the service is run by rounds: two came since a daemon's last sign of life, or there never was one.

        One alone may be somebody who tries it by hand, and promises no second.
        """
        return len([at for at in self.at if beat_at is None or at > beat_at]) >= 2


def note_round(session: Session, now: datetime) -> None:
    """Write down that every policy that was due has been checked by `now`."""
    at = (*rounds(session).at, now)[-_REMEMBERED:]
    heartbeats.beat(session, _NAME, now, {"at": [iso(each) for each in at]})


def rounds(session: Session) -> Rounds:
    """The last rounds."""
    found = heartbeats.get(session, _NAME)
    return Rounds(at=tuple(map(datetime.fromisoformat, found.detail["at"])) if found else ())
