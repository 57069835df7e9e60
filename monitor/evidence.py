"""Two versions of a policy in, one zip out that shows what each capture held and what changed between them.

    captures.warc.gz                 both captures as received, for any WARC tool: bytes, headers, times, addresses
    before/ after/                   page as received (of a document on several pages each as part-N as well),
                                     reading.json, text.md, snapshot.json with its place in the chain
    redline.html .txt .json          what changed, clause by clause
    evidence.json                    policy, times, addresses, tool version
    MANIFEST.sha256                  the digest of each file above, as `sha256sum -c` reads it

The zip is written so that the same content gives the same bytes; `verification` writes it anew and compares.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from http.client import responses
from importlib.metadata import version as version_of
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from monitor.moments import day, iso
from redline import combined
from redline.combined import Part
from redline.contract import assessment_json, reading_json
from redline.markdown import reader as markdown
from redline.rendering.formats import html, text
from redline.types import Assessment, Reading
from storage import bodies, readings, snapshots
from storage.records import Policy, Snapshot, Version
from storage.store import Session

MANIFEST = "MANIFEST.sha256"
TIMESTAMP = "MANIFEST.sha256.tsr"
README = """\
Evidence of a change in {slug}, made by clausewatch {tool} on {made_at}.

The page was seen as in before/ on {before} and as in after/ on {after} (UTC). captures.warc.gz holds both captures as
they were received. redline.html shows what changed.

To check that nothing was altered since: clausewatch verify THIS.zip, or unpack it and run: sha256sum -c {manifest}
The digest of the whole zip, printed when it was made, shows that the manifest is the one made then.
"""
# Headers that speak of how the body travelled; what is stored is the body itself.
_OF_THE_JOURNEY = {"content-encoding", "transfer-encoding", "content-length"}
_SUFFIXES = {"application/pdf": "pdf", "text/markdown": "md", "text/plain": "txt", combined.MEDIA_TYPE: "mime"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A version with the capture that first showed it, as received and as read."""

    version: Version
    snapshot: Snapshot
    body: bytes
    reading: Reading


def side(session: Session, version: Version) -> Side:
    """What is stored of a version. Raises `NotStored` where its bytes were dropped."""
    snapshot = snapshots.get(session, version.snapshot_id)
    return Side(
        version=version,
        snapshot=snapshot,
        body=bodies.get(session, snapshot.body_sha256),
        reading=readings.get(session, version.body_sha256, version.recipe),
    )


def make(
    policy: Policy,
    before: Side,
    after: Side,
    assessment: Assessment,
    now: datetime,
    *,
    stamp: Callable[[bytes], bytes] | None = None,
) -> bytes:
    """The zip. `stamp` gets the manifest and returns a time-stamp token over it (RFC 3161), where one is wanted."""
    files = {
        "README.txt": _readme(policy, before, after, now).encode(),
        "captures.warc.gz": _warc((before, after), now),
        **_side_files("before", before),
        **_side_files("after", after),
        "redline.html": html(assessment, before=_day(before), after=_day(after), title=policy.slug).encode(),
        "redline.txt": text(assessment, before=_day(before), after=_day(after)).encode(),
        "redline.json": _json(assessment_json(assessment)),
        "evidence.json": _json(_facts(policy, before, after, now)),
    }
    files[MANIFEST] = manifest(files)
    if stamp is not None:
        files[TIMESTAMP] = stamp(files[MANIFEST])
    return zipped(files)


def manifest(files: Mapping[str, bytes]) -> bytes:
    """One line a file, sorted: digest, two spaces, name."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return "".join(lines).encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files. The same files in the same order give the same bytes: no times, nothing compressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def _side_files(name: str, one: Side) -> dict[str, bytes]:
    return {
        f"{name}/page.{_suffix(one.snapshot.media_type)}": one.body,
        **{f"{name}/part-{n}.{_suffix(part.content_type)}": part.body for n, part in _parts(one)},
        f"{name}/reading.json": _json(reading_json(one.reading)),
        f"{name}/text.md": markdown.write(one.reading).encode(),
        f"{name}/snapshot.json": _json(asdict(one.snapshot)),
    }


def _suffix(content_type: str | None) -> str:
    return _SUFFIXES.get((content_type or "").partition(";")[0].strip().lower(), "html")


def _parts(one: Side) -> tuple[tuple[int, Part], ...]:
    """The pages of a document that stands on several, by number; none of any other."""
    is_one = combined.is_one(one.body, one.snapshot.media_type)
    return tuple(enumerate(combined.split(one.body), 1)) if is_one else ()


def _warc(sides: tuple[Side, ...], now: datetime) -> bytes:
    packed = io.BytesIO()
    writer = WARCWriter(packed, gzip=True, warc_version="1.1")
    info = {"software": f"clausewatch {tool_version()}", "format": "WARC File Format 1.1"}
    writer.write_record(writer.create_warcinfo_record("captures.warc.gz", info))
    for one in sides:
        for snapshot, body in _captures(one):
            _write_capture(writer, snapshot, body, now)
    return packed.getvalue()


def _captures(one: Side) -> Iterator[tuple[Snapshot, bytes]]:
    """A side's capture; each page at its own address, with the headers it came with, where there are several."""
    parts = _parts(one)
    for number, part in parts:
        mark = f"part-{number}-"
        own = tuple((name[len(mark) :], value) for name, value in one.snapshot.headers if name.lower().startswith(mark))
        media_type = (part.content_type or "").partition(";")[0]
        yield replace(one.snapshot, final_url=part.url, media_type=media_type, headers=own), part.body
    if not parts:
        yield one.snapshot, one.body


def _write_capture(writer: WARCWriter, snapshot: Snapshot, body: bytes, now: datetime) -> None:
    headers = [
        (f"X-Archive-Orig-{name}" if name.lower() in _OF_THE_JOURNEY else name, value)
        for name, value in snapshot.headers
    ]
    if not any(name.lower() == "content-type" for name, _ in headers) and snapshot.media_type:
        headers.append(("Content-Type", snapshot.media_type))
    headers.append(("Content-Length", str(len(body))))
    response = writer.create_warc_record(
        snapshot.final_url,
        "response",
        payload=io.BytesIO(body),
        length=len(body),
        http_headers=StatusAndHeaders(f"{snapshot.status} {_reason(snapshot.status)}", headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": iso(snapshot.captured_at)},
    )
    writer.write_record(response)
    told = _fields(snapshot)
    about = {"WARC-Date": iso(now), "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID")}
    writer.write_record(
        writer.create_warc_record(
            snapshot.final_url,
            "metadata",
            payload=io.BytesIO(told),
            length=len(told),
            warc_headers_dict=about,
        )
    )


def _fields(snapshot: Snapshot) -> bytes:
    """What we know of a capture, as WARC writes metadata; archive software takes any other form for a capture."""
    told = {name: value for name, value in asdict(snapshot).items() if name != "headers" and value is not None}
    told |= {name: iso(value) for name, value in told.items() if isinstance(value, datetime)}
    return "".join(f"{name}: {' '.join(str(value).split())}\r\n" for name, value in told.items()).encode()


def _reason(status: int) -> str:
    return responses.get(status, "")


def _facts(policy: Policy, before: Side, after: Side, now: datetime) -> dict[str, Any]:
    return {
        "policy": policy.slug,
        "service": policy.service,
        "type": policy.type,
        "tool": f"clausewatch {tool_version()}",
        "made_at": iso(now),
        "before": _facts_of(before),
        "after": _facts_of(after),
    }


def _facts_of(one: Side) -> dict[str, Any]:
    return {
        "first_seen": iso(one.version.first_seen),
        "last_seen": iso(one.version.last_seen),
        "url": one.snapshot.url,
        "final_url": one.snapshot.final_url,
        "source": one.snapshot.source.value,
        "archive_url": one.version.archive_url,
        "body_sha256": one.snapshot.body_sha256,
        "text_digest": one.version.words_sha256,
        "snapshot_sha256": one.snapshot.sha256,
        "previous_snapshot_sha256": one.snapshot.previous_sha256,
    }


def _readme(policy: Policy, before: Side, after: Side, now: datetime) -> str:
    return README.format(
        slug=policy.slug,
        tool=tool_version(),
        made_at=iso(now),
        before=iso(before.snapshot.captured_at),
        after=iso(after.snapshot.captured_at),
        manifest=MANIFEST,
    )


def tool_version() -> str:
    """The version of this program."""
    return version_of("clausewatch")


def _day(one: Side) -> str:
    return day(one.version.first_seen)


def _json(value: Any) -> bytes:
    def plain(other: Any) -> str:
        return other.astimezone(UTC).isoformat() if isinstance(other, datetime) else str(other)

    return (json.dumps(value, ensure_ascii=False, indent=2, default=plain) + "\n").encode()
