"""A clock that is set back in, work that goes on out.

Everything here is due at a time of day. Where the machine's clock was wrong and is put right, what was due "in half a
second" may be due in an hour: APScheduler would sleep until then, and with it the whole service.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from apscheduler.schedulers.base import BaseScheduler

# Smaller steps are those by which clocks are kept right all the time.
NOTICED = timedelta(seconds=1)


class Setbacks:
    """Tells when the clock of the wall fell behind one that only ever goes on."""

    def __init__(self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic) -> None:
        self._wall, self._steady = wall, steady
        self._ahead = wall() - steady()

    def since_last(self) -> timedelta:
        """By how much the clock was set back since this was asked last; nothing for small steps and those forward."""
        ahead = self._wall() - self._steady()
        back = timedelta(seconds=max(self._ahead - ahead, 0))
        self._ahead = ahead
        return back if back >= NOTICED else timedelta(0)


def begin_anew(scheduler: BaseScheduler, now: datetime) -> None:
    """Make every tick due now; each goes on at its own pace from there."""
    for job in scheduler.get_jobs():
        job.modify(next_run_time=now)
