"""A zip of evidence holds both captures, opens with ordinary tools, and shows every flipped byte."""

import gzip
import io
import json
import random
import subprocess
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from monitor import evidence, verification
from monitor.cli import verify as verify_command
from monitor.cli.errors import Failure
from monitor.verification import verify
from redline.assessment import assess
from redline.extraction import EXTRACTOR
from redline.reading import read
from redline.types import Recipe
from storage import bodies, history, policies, readings, snapshots
from storage.records import CountsAs, Declared, NewSnapshot, Source
from storage.store import Store, open_store
from tests.archives import stand_in

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
PAGE = "<html><body><main><h1>Privacy</h1><p>We keep backups for {} days, and then they are overwritten.</p></main>"
HEADERS = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"), ("ETag", '"x"'))
URL = "https://ferrywell.test/privacy"


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The evidence of one change: thirty days became ninety."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('evidence') / 'db'}")
    try:
        return _evidence(store)
    finally:
        store.close()


def _evidence(store: Store) -> bytes:
    with store.writing() as session:
        declared = Declared(slug="ferrywell/privacy", service="Ferrywell", type="privacy", declaration={"url": URL})
        policies.sync(session, [declared], NOW)
        policy = policies.get(session, "ferrywell/privacy")
        recipe = policies.set_recipe(session, policy.id, Recipe(extractor=EXTRACTOR))
        for number, days in enumerate(("thirty", "ninety")):
            body = PAGE.format(days).encode()
            at = NOW - timedelta(days=10 - number)
            name = bodies.put(session, body)
            new = NewSnapshot(
                policy_id=policy.id,
                source=Source.LIVE,
                captured_at=at,
                fetched_at=at,
                url=URL,
                final_url=URL,
                status=200,
                media_type="text/html",
                headers=HEADERS,
                body_sha256=name,
            )
            readings.put(session, name, recipe, read(body, content_type="text/html"))
            snapshots.judge(session, snapshots.put(session, new).id, recipe, CountsAs.YES, "", at)
    with store.reading() as session:
        policy = policies.get(session, "ferrywell/privacy")
        before, after = (evidence.side(session, version) for version in history.versions(session, policy))
    return evidence.make(policy, before, after, assess(before.reading, after.reading), NOW)


def test_it_opens_with_ordinary_tools(packed: bytes, tmp_path: Path) -> None:
    """Unpacked, `sha256sum -c` is content; the pages are those received."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(tmp_path)
    checked = subprocess.run(
        ["/usr/bin/sha256sum", "--check", "MANIFEST.sha256"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert checked.returncode == 0, checked.stdout
    assert (tmp_path / "before" / "page.html").read_text() == PAGE.format("thirty")
    assert "ninety" in (tmp_path / "redline.txt").read_text()
    assert json.loads((tmp_path / "evidence.json").read_text())["after"]["final_url"] == URL


def test_its_warc_holds_both_captures_as_received(packed: bytes) -> None:
    """Bytes, times, addresses and headers; those of the journey are renamed, because the body is stored unpacked."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        records = [
            (record.rec_headers, record.http_headers, record.content_stream().read())
            for record in ArchiveIterator(io.BytesIO(archive.read("captures.warc.gz")))
            if record.rec_type == "response"
        ]

    assert [body.decode() for _, _, body in records] == [PAGE.format("thirty"), PAGE.format("ninety")]
    assert records[0][0].get_header("WARC-Date") == "2026-10-22T12:00:00Z"
    assert records[0][0].get_header("WARC-Target-URI") == URL
    assert records[0][1].get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    assert records[0][1].get_header("ETag") == '"x"'


def test_it_is_unchanged(packed: bytes) -> None:
    """Verified, with its facts."""
    found = verify(packed)

    assert found.problems == ()
    assert found.facts["policy"] == "ferrywell/privacy"


def test_every_flipped_byte_is_found(packed: bytes) -> None:
    """Four hundred places at random, and all of the zip's own structure at its end."""
    chance = random.Random(7)
    places = {chance.randrange(len(packed)) for _ in range(400)} | set(range(len(packed) - 60, len(packed)))

    missed = [place for place in places if not verify(_flipped(packed, place)).problems]

    assert missed == []


def _flipped(packed: bytes, place: int) -> bytes:
    return packed[:place] + bytes([packed[place] ^ 0x40]) + packed[place + 1 :]


def test_a_cut_or_extended_zip_is_found(packed: bytes) -> None:
    """Half of it, or a byte more."""
    assert verify(packed[: len(packed) // 2]).problems
    assert verify(packed + b"\0").problems


def test_a_file_exchanged_with_its_digest_is_found(packed: bytes) -> None:
    """Who alters a page and the manifest still contradicts the facts; who packs anew is told so."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["after/page.html"] = PAGE.format("nine hundred").encode()
    del files[evidence.MANIFEST]
    forged = evidence.zipped({**files, evidence.MANIFEST: evidence.manifest(files)})

    assert verify(forged).problems == ("after: the page is not the one that evidence.json names",)


def _forged(packed: bytes, name: str, content: bytes) -> bytes:
    """The zip with one file exchanged and the manifest made anew."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        files = {one: archive.read(one) for one in archive.namelist()}
    del files[evidence.MANIFEST]
    files[name] = content
    return evidence.zipped({**files, evidence.MANIFEST: evidence.manifest(files)})


def test_a_zip_that_unpacks_without_end_is_refused(packed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Captures that are all zeros, and one file told of a hundred times, fill no memory."""
    monkeypatch.setattr(verification, "MAX_ZIP_BYTES", 1_000_000)
    bomb = _forged(packed, "captures.warc.gz", gzip.compress(b"\0" * 2_000_000))
    many = io.BytesIO(packed)
    with zipfile.ZipFile(many, "a") as archive:
        archive.filelist.extend(archive.filelist * 100)
        archive.writestr("one more", b"")

    assert verify(bomb).problems == ("captures.warc.gz cannot be read: it unpacks to more than 1,000,000 bytes",)
    assert verify(many.getvalue()).problems == ("the zip is damaged: its files are larger than itself",)


@pytest.mark.parametrize("facts", [b"[" * 100_000, b'{"policy": NaN}', b'{"policy": 1e999}', b"\xff", b"5"])
def test_facts_that_are_no_json_are_none(packed: bytes, facts: bytes) -> None:
    """Nor is what they say repeated as if it were."""
    found = verify(_forged(packed, "evidence.json", facts))

    assert found.facts == {}
    assert found.problems


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_a_file_without_end_is_no_evidence() -> None:
    """It is read to a limit."""
    answered = CliRunner().invoke(verify_command.app, ["/dev/zero"])

    assert isinstance(answered.exception, Failure)
    assert str(answered.exception) == "/dev/zero cannot be read: it is larger than 256,000,000 bytes"


@pytest.mark.shared
def test_its_warc_replays_in_archive_software(packed: bytes, shared: Path, tmp_path: Path) -> None:
    """The stand-in of the Wayback Machine lists and replays both captures, and nothing beside them."""
    import urllib.request

    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extract("captures.warc.gz", tmp_path)
    with (
        stand_in(shared, tmp_path, tmp_path / "captures.warc.gz") as replay,
        urllib.request.urlopen(f"{replay.url}/cdx/search/cdx?url={URL}", timeout=20) as listing,
        urllib.request.urlopen(f"{replay.url}/web/20261022120000id_/{URL}", timeout=20) as answer,
    ):
        listed, body = listing.read().decode().splitlines(), answer.read()

    assert [row.split()[1][:8] for row in listed] == ["20261022", "20261023"]
    assert body.decode() == PAGE.format("thirty")
