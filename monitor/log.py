"""Logging, set up once: lines with stable keys, `check policy=… outcome=… ms=…`, on standard error.

No secret, webhook address or page body goes into a log.
"""

import logging
import sys
import time
from collections.abc import Mapping


def set_up(level: int = logging.INFO) -> None:
    """Send the log to standard error, times in UTC. Libraries speak only of what is wrong."""
    formatter = logging.Formatter("%(asctime)s %(levelname)s %(message)s", datefmt="%Y-%m-%dT%H:%M:%SZ")
    formatter.converter = time.gmtime
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    # A tick that is under way still when the next is due is passed over: that is meant, and no warning.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    for package in ("monitor", "fetchers", "storage", "notifiers"):
        logging.getLogger(package).setLevel(level)


def canonical(event: str, facts: Mapping[str, object]) -> str:
    """One line: the event, then `key=value` in the order given; None is left out, values with spaces are quoted."""
    return " ".join([event, *(f"{key}={_value(value)}" for key, value in facts.items() if value is not None)])


def _value(value: object) -> str:
    words = "".join(letter if letter.isprintable() else "?" for letter in str(value))
    return f'"{words.replace(chr(34), chr(39))}"' if " " in words or not words else words
