"""A configuration in, the same as its file has it now out: for a view that is open for months, which no signal reaches.

The daemon reads its file again on SIGHUP (`daemon.py`), when somebody says that it is whole.
"""

import logging
from pathlib import Path

from monitor import config as configs
from monitor.config import ConfigError, Loaded
from monitor.log import canonical

log = logging.getLogger(__name__)

_Stamp = tuple[int, int, int]


class Rereading:
    """The configuration of one file. A file that is bad at present, or away, leaves the last good one in force."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._seen = _stamp(loaded.path)

    def loaded(self) -> Loaded:
        """The configuration as the file has it; read again only where the file was written since."""
        stamp = _stamp(self._loaded.path)
        if stamp is not None and stamp != self._seen:
            self._seen = stamp
            try:
                self._loaded = configs.load(self._loaded.path)
            except ConfigError as error:
                log.warning("%s", canonical("reload", {"outcome": "kept the old one", "error": error}))
        return self._loaded


def _stamp(path: Path) -> _Stamp | None:
    """What differs once the file was written; None where it is away."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
