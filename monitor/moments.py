"""A moment in, how machines and people read it out: ISO 8601 to the second, or the day, always UTC."""

from datetime import UTC, datetime
from typing import overload

from notifiers import phrases


@overload
def iso(at: datetime) -> str: ...
@overload
def iso(at: datetime | None) -> str | None: ...
def iso(at: datetime | None) -> str | None:
    """`at` in ISO 8601 with seconds and Z, for machines; None for none."""
    return phrases.iso(at) if at else None


def day(at: datetime) -> str:
    """The day of `at`, YYYY-MM-DD in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%d")
