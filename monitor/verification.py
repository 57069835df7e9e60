"""A zip that `evidence` wrote in; what is not as it was written out: nothing, where it is unchanged to the last bit."""

import gzip
import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from monitor.evidence import MANIFEST, TIMESTAMP, zipped
from monitor.timestamping import Stamped, StampRefused, check
from redline.extraction import MAX_BODY_BYTES

# Two captures, each as it was received and in a WARC, their readings and the redline fit many times.
MAX_ZIP_BYTES = 8 * MAX_BODY_BYTES
_LINE = re.compile(r"([0-9a-f]{64})  (\S[^\n]*)\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a zip proves: the digest of the whole, its facts ({} where unreadable), and what is wrong with it.

    `stamped` says when an authority saw it, None where none was asked.
    """

    sha256: str
    facts: dict[str, object]
    problems: tuple[str, ...]
    stamped: Stamped | None = None


def verify(packed: bytes, roots: Path | None = None) -> Verified:
    """Compare a zip with what it says of itself, and with how it would be written from its own files.

    `roots` is a PEM file of time-stamp authorities, against which the signature of its stamp is checked.
    """
    digest = hashlib.sha256(packed).hexdigest()
    try:
        files = _files(packed)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError, RuntimeError) as error:
        return Verified(sha256=digest, facts={}, problems=(f"the zip is damaged: {error}",))
    problems = [*_of_manifest(files)]
    if not problems:
        problems += [*_of_contents(files)]
    if not problems and zipped(files) != packed:
        problems.append("its files are those of the manifest, but the zip around them was altered or packed anew")
    stamped = None
    if TIMESTAMP in files:
        try:
            stamped = check(files[TIMESTAMP], files.get(MANIFEST, b""), roots)
        except StampRefused as error:
            problems.append(f"{TIMESTAMP}: {error}")
    return Verified(sha256=digest, facts=_facts(files), problems=tuple(problems), stamped=stamped)


def _files(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        if any(entry.compress_type != zipfile.ZIP_STORED for entry in archive.infolist()):
            raise zipfile.BadZipFile("it was packed by another program")
        if sum(entry.file_size for entry in archive.infolist()) > len(packed):
            raise zipfile.BadZipFile("its files are larger than itself")
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def _of_manifest(files: dict[str, bytes]) -> Iterator[str]:
    if MANIFEST not in files:
        yield f"{MANIFEST} is missing: this is no evidence of clausewatch"
        return
    told = files[MANIFEST].decode("utf-8", "replace")
    listed = {name: digest for digest, name in _LINE.findall(told)}
    if "".join(f"{digest}  {name}\n" for name, digest in listed.items()) != told:
        yield f"{MANIFEST} has lines that are none"
    for name in sorted(listed.keys() - files.keys()):
        yield f"{name} is missing"
    for name in sorted(files.keys() - listed.keys() - {MANIFEST, TIMESTAMP}):
        yield f"{name} is not in the manifest"
    for name in sorted(listed.keys() & files.keys()):
        if hashlib.sha256(files[name]).hexdigest() != listed[name]:
            yield f"{name} was altered"


def _of_contents(files: dict[str, bytes]) -> Iterator[str]:
    """The parts must agree with one another: page, snapshot and facts."""
    for name in ("before", "after"):
        pages = [content for path, content in files.items() if path.startswith(f"{name}/page.")]
        facts = _facts(files).get(name)
        told = facts.get("body_sha256") if isinstance(facts, dict) else None
        if [hashlib.sha256(page).hexdigest() for page in pages] != [told]:
            yield f"{name}: the page is not the one that evidence.json names"
    try:
        _unpack(files.get("captures.warc.gz", b""))
    except (OSError, EOFError, zlib.error) as error:
        yield f"captures.warc.gz cannot be read: {error}"


def _unpack(packed: bytes) -> None:
    """Raises what gzip does where it is damaged, OSError where it holds more than a zip of ours may."""
    size = 0
    with gzip.GzipFile(fileobj=io.BytesIO(packed)) as file:
        while part := file.read(1 << 20):
            size += len(part)
            if size > MAX_ZIP_BYTES:
                raise OSError(f"it unpacks to more than {MAX_ZIP_BYTES:,} bytes")


def _facts(files: dict[str, bytes]) -> dict[str, object]:
    try:
        found = json.loads(files.get("evidence.json", b"{}"))
        json.dumps(found, allow_nan=False)  # it is written out again
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
