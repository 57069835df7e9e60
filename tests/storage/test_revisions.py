"""A revision means one version, says when it lies in a gap, and is refused with a reason."""

from datetime import timedelta

import pytest

from storage.errors import UnknownRevision
from storage.records import Version
from storage.revisions import resolve, resolve_pair
from tests.storage.world import World, day


@pytest.fixture
def versions(world: World) -> tuple[Version, ...]:
    """A: 2026-01-01 to 03, B: 01-11 to 12, C: 01-21."""
    for number, text in ((0, "A"), (2, "A"), (10, "B"), (11, "B"), (20, "C")):
        world.see(text, day(number))
    return world.versions()


@pytest.mark.parametrize(
    ("revision", "at"),
    [
        ("@latest", 2),
        ("@first", 0),
        ("@-1", 1),
        ("@-2", 0),
        ("latest", 2),
        ("@2026-01-01", 0),
        ("@2026-01-02", 0),
        ("@2026-01-11", 1),
        ("@2026-01-15", 1),
        ("@2030-01-01", 2),
        ("@9999-12-31", 2),
        (f"@{day(10):%Y-%m-%d %H:%M}", 1),
        (f"@{day(10):%Y-%m-%dT%H:%M:%SZ}", 1),
        (f"@{day(10) - timedelta(minutes=1):%Y-%m-%dT%H:%M}", 0),
        ("@2026-02", 2),
        ("@2027", 2),
    ],
)
def test_a_revision_means_a_version(versions: tuple[Version, ...], revision: str, at: int) -> None:
    """By place, by day, with or without the sign."""
    assert resolve(versions, revision).version == versions[at]


def test_a_day_in_a_gap_says_so(versions: tuple[Version, ...]) -> None:
    """Between the last sighting of one text and the first of the next nobody knows."""
    gap = resolve(versions, "@2026-01-06").gap

    assert gap is not None
    assert (gap.last_seen, gap.next_seen) == (day(2), day(10))
    assert resolve(versions, "@2026-01-02").gap is None
    assert resolve(versions, "@2026-01-03").gap is None
    assert resolve(versions, "@2030-01-01").gap is None


def test_a_digest_prefix_means_the_version_last_so_read(versions: tuple[Version, ...]) -> None:
    """At least four characters."""
    assert resolve(versions, f"@{versions[1].words_sha256[:8]}").version == versions[1]


@pytest.mark.parametrize(
    ("revision", "words"),
    [
        ("@2025-12-31", "nothing is known before the first version, @2026-01-01"),
        ("@-3", "there are only 3 versions"),
        ("@fade", "no version's digest begins so"),
        ("@0000", "is no year"),
        ("@2025", "nothing is known before the first version"),
        ("@2026", "3 versions were first seen in that year: @2026-01-01, @2026-01-11, @2026-01-21; write the day"),
        ("@2026-01", "3 versions were first seen in that month"),
        ("@2026-01-11T25:00", "is no time"),
        ("@Soon", "@Soon is no revision"),
        ("@2026-02-30", "no day of the calendar"),
        ("@yesterday", "is no revision; write @latest"),
    ],
)
def test_a_revision_that_means_nothing_is_refused(versions: tuple[Version, ...], revision: str, words: str) -> None:
    """Each with the way out."""
    with pytest.raises(UnknownRevision, match=words):
        resolve(versions, revision)


def test_without_versions_every_revision_is_refused() -> None:
    """The way out is to read the page first."""
    with pytest.raises(UnknownRevision, match="no versions yet; run `clausewatch check`"):
        resolve((), "@latest")


def test_a_pair_of_digests_means_neighbours_where_a_text_came_back(world: World) -> None:
    """A B A C: from A to B, back, and on to C are each in the order of time; a backward pair is what it says."""
    for number, text in enumerate("ABAC"):
        world.see(text, day(number))
    versions = world.versions()
    a, b, _, c = (f"@{version.words_sha256[:12]}" for version in versions)

    def places(older: str, newer: str) -> tuple[int, int]:
        found = resolve_pair(versions, older, newer)
        return versions.index(found[0].version), versions.index(found[1].version)

    assert places(a, b) == (0, 1)
    assert places(b, a) == (1, 2)
    assert places(a, c) == (2, 3)
    assert places(a, "@latest") == (2, 3)
    assert places("@2026-01-02", a) == (1, 2)
    assert places(c, b) == (3, 1)
    assert places(a, a) == (2, 2)
