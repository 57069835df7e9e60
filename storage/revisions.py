"""A revision as a person writes it and the versions there are in, the version it means out. Pure.

@latest  @first  @-1 (the one before the latest)  @2016-04-21 (last first-seen by the end of that day, UTC)  @3fa9c1
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from storage.errors import UnknownRevision
from storage.records import Gap, Resolved, Version

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BACK = re.compile(r"-\d{1,6}")
_DIGEST = re.compile(r"[0-9a-f]{4,64}")


def resolve(versions: Sequence[Version], revision: str) -> Resolved:
    """The version that `revision` means among `versions` (oldest first).

    Raises `UnknownRevision` for one that means none, more than one, or a day before the first.
    """
    word = revision.removeprefix("@").strip().lower()
    if not versions:
        raise UnknownRevision(f"@{word}: there are no versions yet; run `clausewatch check` or `clausewatch backfill`")
    if word in ("latest", "newest"):
        return Resolved(version=versions[-1])
    if word == "first":
        return Resolved(version=versions[0])
    if _BACK.fullmatch(word):
        return _back(versions, int(word[1:]))
    if _DAY.fullmatch(word):
        return on_day(versions, _date(word))
    if _DIGEST.fullmatch(word):
        return _by_digest(versions, word)
    raise UnknownRevision(f"@{word} is no revision; write @latest, @first, @-1, @YYYY-MM-DD or a digest's beginning")


def resolve_pair(versions: Sequence[Version], older: str, newer: str) -> tuple[Resolved, Resolved]:
    """The two versions that a pair of revisions means; see `nearest`. Raises `UnknownRevision`."""
    found = resolve(versions, older), resolve(versions, newer)
    before, after = nearest(versions, (older, newer), (found[0].version, found[1].version))
    return replace(found[0], version=before), replace(found[1], version=after)


def nearest(
    versions: Sequence[Version], revisions: tuple[str, str], found: tuple[Version, Version]
) -> tuple[Version, Version]:
    """The pair that is meant where a digest names several of `versions`, since the text came back.

    Those with the fewest versions between them, the older before the newer; of several such the last. `found` are the
    two versions that `revisions` mean by themselves, and stand where no older one is before a newer one.
    """
    if found[0].words_sha256 == found[1].words_sha256:
        return found
    olds, news = (_meant(versions, word, one) for word, one in zip(revisions, found, strict=True))
    pairs = [(old, new) for old in olds for new in news if old.first_seen < new.first_seen]

    def between(pair: tuple[Version, Version]) -> int:
        return sum(pair[0].first_seen < one.first_seen < pair[1].first_seen for one in versions)

    return min(pairs, key=between, default=found)


def _meant(versions: Sequence[Version], revision: str, found: Version) -> Sequence[Version]:
    """Every version that a revision may mean: several only where it is a digest. The last first."""
    if not _DIGEST.fullmatch(revision.removeprefix("@").strip().lower()):
        return (found,)
    return [one for one in reversed(versions) if one.words_sha256 == found.words_sha256] or (found,)


def on_day(versions: Sequence[Version], day: date) -> Resolved:
    """The version last first-seen by the end of `day`, UTC. Raises `UnknownRevision` before the first."""
    before = [at for at, version in enumerate(versions) if version.first_seen.date() <= day]
    if not before:
        first = versions[0].first_seen
        raise UnknownRevision(f"@{day}: nothing is known before the first version, @{first:%Y-%m-%d}")
    version = versions[before[-1]]
    return Resolved(version=version, gap=_gap(versions, before[-1], datetime(day.year, day.month, day.day, tzinfo=UTC)))


def _gap(versions: Sequence[Version], at: int, start: datetime) -> Gap | None:
    following = versions[at + 1] if at + 1 < len(versions) else None
    if following is None or versions[at].last_seen >= start:
        return None
    return Gap(last_seen=versions[at].last_seen, next_seen=following.first_seen)


def _back(versions: Sequence[Version], steps: int) -> Resolved:
    if steps >= len(versions):
        there = "there is only one version" if len(versions) == 1 else f"there are only {len(versions)} versions"
        raise UnknownRevision(f"@-{steps}: {there}; the oldest is @first")
    return Resolved(version=versions[-1 - steps])


def _by_digest(versions: Sequence[Version], prefix: str) -> Resolved:
    fitting = [version for version in versions if version.words_sha256.startswith(prefix)]
    texts = {version.words_sha256 for version in fitting}
    if not texts:
        raise UnknownRevision(f"@{prefix}: no version's digest begins so; `clausewatch history` lists them")
    if len(texts) > 1:
        raise UnknownRevision(f"@{prefix}: {len(texts)} versions' digests begin so; write more of it")
    return Resolved(version=fitting[-1])


def _date(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise UnknownRevision(f"@{word} is no day of the calendar; write @YYYY-MM-DD") from error
