"""A revision as a person writes it and the versions there are in, the version it means out. Pure.

@latest  @first  @-1 (the one before the latest)  @2016-04-21 (last first-seen by the end of that day, UTC)  @3fa9c1
@2016-04-21T07:30 (by the end of that minute; a space for the T, and seconds, are fine)  @2016-04, @2016 (by the end of
that month or year, where no two versions were first seen in it)
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from storage.errors import UnknownRevision
from storage.records import Gap, Resolved, Version

# How a time is written by its length, and what it is called.
_TIMES = {
    4: ("%Y", "year"),
    7: ("%Y-%m", "month"),
    10: ("%Y-%m-%d", "day"),
    16: ("%Y-%m-%d %H:%M", "time"),
    19: ("%Y-%m-%d %H:%M:%S", "time"),
}
_TIME = re.compile(r"\d{4}(-\d{2}(-\d{2}([ t]\d{2}:\d{2}(:\d{2})?z?)?)?)?")
_BACK = re.compile(r"-\d{1,6}")
_DIGEST = re.compile(r"[0-9a-f]{4,64}")


def resolve(versions: Sequence[Version], revision: str) -> Resolved:
    """The version that `revision` means among `versions` (oldest first).

    Raises `UnknownRevision` for one that means none, more than one, or a time before the first. Four digits are a year
    unless a digest begins so.
    """
    typed = revision.removeprefix("@").strip()
    word = typed.lower()
    if not versions:
        raise UnknownRevision(f"@{typed}: there are no versions yet; run `clausewatch check` or `clausewatch backfill`")
    if word in ("latest", "newest"):
        return Resolved(version=versions[-1])
    if word == "first":
        return Resolved(version=versions[0])
    if _BACK.fullmatch(word):
        return _back(versions, int(word[1:]))
    if _TIME.fullmatch(word) and not _begins_digest(versions, word):
        return _by_time(versions, word.replace("t", " ").removesuffix("z"))
    if _DIGEST.fullmatch(word):
        return _by_digest(versions, word)
    raise UnknownRevision(
        f"@{typed} is no revision; write @latest, @first, @-1, @YYYY-MM-DD, @YYYY-MM-DDTHH:MM or a digest's beginning"
    )


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


def _by_time(versions: Sequence[Version], word: str) -> Resolved:
    """The version last first-seen by the end of a year, month, day or minute, UTC. Raises `UnknownRevision`.

    Times are compared as they are written, to the precision asked for: the calendar's last day has no next one.
    """
    form, name = _TIMES[len(word)]
    _refuse_no_time(word, form, name)
    begun = [at for at, version in enumerate(versions) if _written(version.first_seen, form) <= word]
    if not begun:
        first = versions[0].first_seen
        raise UnknownRevision(f"@{word}: nothing is known before the first version, @{first:%Y-%m-%d}")
    within = [version.first_seen for version in versions if _written(version.first_seen, form) == word]
    if name in ("year", "month") and len(within) > 1:
        days = ", ".join(f"@{at:%Y-%m-%d}" for at in within[:5]) + (", …" if len(within) > 5 else "")
        raise UnknownRevision(f"@{word}: {len(within)} versions were first seen in that {name}: {days}; write the day")
    return Resolved(version=versions[begun[-1]], gap=_gap(versions, begun[-1], word, form))


def _written(at: datetime, form: str) -> str:
    return at.astimezone(UTC).strftime(form)


def _refuse_no_time(word: str, form: str, name: str) -> None:
    try:
        datetime.strptime(word, form)  # noqa: DTZ007 - only whether there is such a time
    except ValueError as error:
        wrong = "no day of the calendar" if name == "day" else f"no {name}"
        raise UnknownRevision(f"@{word} is {wrong}; write @YYYY-MM-DD") from error


def _begins_digest(versions: Sequence[Version], word: str) -> bool:
    return any(version.words_sha256.startswith(word) for version in versions)


def _gap(versions: Sequence[Version], at: int, word: str, form: str) -> Gap | None:
    following = versions[at + 1] if at + 1 < len(versions) else None
    if following is None or _written(versions[at].last_seen, form) >= word:
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
