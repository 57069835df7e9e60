"""What queries need: values of columns that are only null before a row is stored, and lists short enough to ask for."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Value = TypeVar("Value")

_CHUNK = 500


def required(value: int | None) -> int:
    """`value`, which the database has set by now."""
    assert value is not None
    return value


def in_chunks(values: Iterable[Value]) -> Iterator[list[Value]]:
    """`values` in lists of up to 500: databases limit the number of parameters."""
    waiting = iter(values)
    while chunk := list(islice(waiting, _CHUNK)):
        yield chunk
