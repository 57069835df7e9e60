"""One channel's turn in a thread of its own: a slow server holds up nobody else, and no stop of the service."""

import threading
import time
from collections import Counter
from collections.abc import Callable

GRACE_S = 3.0  # how long a message under way may take once the service is to stop


class Lane(threading.Thread):
    """Runs `act` and keeps what it returns. A daemon thread: what it leaves undone is claimed again after its lease."""

    def __init__(self, act: Callable[[], Counter[str]]) -> None:
        super().__init__(name="tell", daemon=True)
        self._act = act
        self._made = Counter[str]()
        self._failed: BaseException | None = None

    def run(self) -> None:
        """Do the work; its error is kept for whoever asks for the result."""
        try:
            self._made = self._act()
        except BaseException as error:  # noqa: BLE001 - raised again by `result`
            self._failed = error

    def result(self, stopping: threading.Event) -> Counter[str]:
        """What the work returned, raising what it raised; nothing where a stop could not wait for it."""
        since = None
        while self.is_alive():
            self.join(0.1)
            if stopping.is_set():
                since = since or time.monotonic()
                if time.monotonic() - since > GRACE_S:
                    return Counter()
        if self._failed is not None:
            raise self._failed
        return self._made
