"""A config.toml and new policies in; the same file with their `[[policy]]` tables at its end out."""

import logging
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from monitor import config as configs
from monitor.config import ConfigError
from monitor.settings import Policy

if sys.platform != "win32":
    import fcntl

log = logging.getLogger(__name__)


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

    Safe beside others that do the same: each waits for the one before it. Raises `ConfigError` where the file would
    then be invalid (a slug twice, a key unknown): it is left as it was.
    """
    with _alone(path.resolve().parent):
        return _appended(path, policies)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder against other processes that write a configuration in it. Nothing is left behind in it.

    Two that read before either wrote would each put the other's entry away: of twelve added at once three were kept.
    The file itself is replaced, so a lock on it would be one on a file that is gone.
    """
    with ExitStack() as held:
        if sys.platform != "win32":
            # NFS locks no folder: there the last one wins. What else is wrong with it is said when it is written in.
            with suppress(OSError):
                handle = os.open(folder, os.O_RDONLY)
                held.callback(os.close, handle)
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _appended(path: Path, policies: Sequence[Mapping[str, Any]]) -> tuple[Policy, ...]:
    text = appended(path.read_bytes().decode() if path.exists() else "", policies)
    found = configs.parse(_table_in(text, path.name), path.name).policy
    try:
        _replace(path, text)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror}; nothing was changed") from error
    return tuple(found[len(found) - len(policies) :])


def _table_in(text: str, name: str) -> dict[str, Any]:
    try:
        return tomlkit.parse(text).unwrap()
    except TOMLKitError as error:
        raise ConfigError(
            f"{name}: cannot be appended to ({error}); each policy must stand in a [[policy]] table of its own, "
            "not in a list written in line (policy = [...])"
        ) from error


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
            _keep_owner(target, Path(name))
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _keep_owner(old: Path, new: Path) -> None:
    """Give the new file the old one's owner, group and rights; say so where the owner could not be kept."""
    was = old.stat()
    if (was.st_uid, was.st_gid) != (new.stat().st_uid, new.stat().st_gid):
        try:
            os.chown(new, was.st_uid, was.st_gid)
        except PermissionError:
            with suppress(PermissionError):
                os.chown(new, -1, was.st_gid)
            log.warning("%s: belonged to the user %d, who may be shut out of it now; chown it back", old, was.st_uid)
    new.chmod(was.st_mode & 0o777)
