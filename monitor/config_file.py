"""A config.toml and new policies in; the same file with their `[[policy]]` tables at its end out."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import tomlkit

from monitor import config as configs
from monitor.config import ConfigError
from monitor.settings import Policy


def appended(text: str, policies: Sequence[Mapping[str, Any]]) -> str:
    """`text`, a config.toml, with a `[[policy]]` table for each of `policies` after it; all else stays as it is."""
    return "\n\n".join([text.rstrip("\n"), *(_table(policy) for policy in policies)]).lstrip("\n") + "\n"


def _table(policy: Mapping[str, Any]) -> str:
    document = tomlkit.document()
    for key, value in policy.items():
        document.add(key, _value(value))
    return f"[[policy]]\n{tomlkit.dumps(document).rstrip()}"


def _value(value: Any) -> Any:
    """Tables inside a table are written in line, so that a policy stays one block."""
    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        table.update({key: _value(held) for key, held in value.items()})
        return table
    if isinstance(value, list | tuple):
        listed = tomlkit.array()
        listed.extend([_value(one) for one in value])
        return listed.multiline(multiline=any(isinstance(one, Mapping) for one in value))
    return value


def append(path: Path, policies: Sequence[Mapping[str, Any]]) -> tuple[Policy, ...]:
    """Append `policies` to the file, whole or not at all; returns them as they are read from it.

    Raises `ConfigError` where the file would then be invalid (a slug twice, a key unknown): it is left as it was.
    """
    text = appended(path.read_bytes().decode() if path.exists() else "", policies)
    found = configs.parse(tomlkit.parse(text).unwrap(), path.name).policy
    try:
        _replace(path, text)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror}; nothing was changed") from error
    return tuple(found[len(found) - len(policies) :])


def _replace(path: Path, text: str) -> None:
    """Write beside the file, then take its place: a reader sees the old or the new, a full disk leaves the old."""
    target = path.resolve()  # a link stays one
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:  # as bytes: line ends stay what they are
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            Path(name).chmod(target.stat().st_mode & 0o777)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
