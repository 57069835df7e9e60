"""Secrets by reference: `"env:SMTP_PASSWORD"` or `"file:/run/secrets/smtp"` in, the secret out.

They are read when a channel starts, never when config.toml is loaded: a history can be read without any of them. A
secret is never logged, printed or stored; the blanks and line ends around it are none of it.
"""

import os
from pathlib import Path
from typing import Any

from monitor.bounded import read_bytes

_ENV, _FILE = "env:", "file:"
_MAX_BYTES = 1_000_000


class SecretUnset(Exception):  # noqa: N818 - a state of the surroundings, told to the operator
    """A reference leads nowhere; the message names it and where it stands."""


def is_reference(value: object) -> bool:
    """Whether `value` names a secret instead of being one."""
    return isinstance(value, str) and value.startswith((_ENV, _FILE))


def resolved(value: Any, place: str, folder: Path) -> Any:
    """`value` with every reference in it, however deep, replaced by its secret.

    `place` names it in errors (`channel "privacy-team"`), files are relative to `folder`. Raises `SecretUnset`.
    """
    if isinstance(value, dict):
        return {key: resolved(item, f"{place}.{key}", folder) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [resolved(item, place, folder) for item in value]
    return _read(value, place, folder) if is_reference(value) else value


def _read(reference: str, place: str, folder: Path) -> str:
    if reference.startswith(_ENV):
        name = reference.removeprefix(_ENV)
        if found := os.environ.get(name, "").strip():
            return found
        raise SecretUnset(f"{place}: the environment variable {name} is not set; set it or switch the channel off")
    path = folder / reference.removeprefix(_FILE)
    try:
        found = read_bytes(path, _MAX_BYTES).decode().strip()
    except OSError as error:
        raise SecretUnset(f"{place}: the file {path} cannot be read ({error.strerror})") from error
    except ValueError:  # its words would quote the secret
        raise SecretUnset(f"{place}: the file {path} is no text in UTF-8") from None
    if not found:
        raise SecretUnset(f"{place}: the file {path} is empty; write the secret into it or switch the channel off")
    return found
