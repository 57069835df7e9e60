"""What to ask an archive's index about a policy: its addresses and what was answered so far in, questions out.

    url, former_urls           one question each for all their variants (http, https, www, a slash)
    where redirects led        a further address, from the first redirect on
    asked before               only from the last capture on, once a day at most
    too large a question       by year, one capture a day

Every answer is a row, so that interrupted work asks nothing twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from fetchers.listing import is_web_address
from fetchers.wayback import Question, address_key
from storage.records import Listing, Memento

LIST_AGAIN_AFTER = timedelta(hours=20)
HOPS = 5
REDIRECTS_PER_ADDRESS = 8
LED_TO = "led to "
SPLIT = "split"
_EMPTY = "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"  # the digest of no bytes: every redirect without a body has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A place where the policy stood. `since` is the first day it counts from, None: always. `found_at` is the address
    whose redirect led here, None for what the declaration names."""

    url: str
    since: date | None = None
    found_at: str | None = None
    hops: int = 0

    @property
    def key(self) -> str:
        """What its variants have in common."""
        return address_key(self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A question to put, and the span under which its answer is kept."""

    address: Address
    question: Question
    span: str

    @property
    def by_year(self) -> bool:
        """Whether it is a part of a question that was too large."""
        return self.span.startswith("year ")


def addresses(url: str, former: Iterable[str], mementos: Sequence[Memento]) -> tuple[Address, ...]:
    """Every address of a policy: those declared, and those that archived redirects led to."""
    found: dict[str, Address] = {}
    for declared in (Address(url=each) for each in (url, *former)):
        found.setdefault(declared.key, declared)
    for _ in range(HOPS):
        known = len(found)
        for memento in mementos:
            _follow(found, memento)
        if len(found) == known:
            break
    return tuple(found.values())


def _follow(found: dict[str, Address], memento: Memento) -> None:
    target, source = led_to(memento), found.get(address_key(memento.url))
    if target is None or source is None or source.hops >= HOPS or not _followed(target):
        return
    day = memento.captured_at.date()
    known = found.get(address_key(target))
    if known is None or (known.since is not None and day < known.since):
        found[address_key(target)] = Address(url=target, since=day, found_at=source.url, hops=source.hops + 1)


def _followed(url: str) -> bool:
    """A redirect to a site's front page says that the document is gone, not where it went."""
    return is_web_address(url) and urlsplit(url).path not in ("", "/")


def led_to(memento: Memento) -> str | None:
    """Where an archived redirect led, None for what is none or was not looked at."""
    detail = memento.detail or ""
    return detail.removeprefix(LED_TO) if detail.startswith(LED_TO) else None


def redirects(mementos: Sequence[Memento]) -> tuple[Memento, ...]:
    """The archived redirects whose targets are to be looked up: the first of each run of them, a few an address."""
    chosen: list[Memento] = []
    for of_address in _by_address(mementos).values():
        seen = {memento.digest for memento in of_address if memento.detail}
        asked = sum(1 for memento in of_address if memento.detail)
        before_moved = False
        for memento in of_address:
            moved = _moved(memento)
            new = moved and not before_moved and not memento.detail
            if new and asked < REDIRECTS_PER_ADDRESS and (memento.digest == _EMPTY or memento.digest not in seen):
                chosen.append(memento)
                seen.add(memento.digest)
                asked += 1
            before_moved = moved
    return tuple(chosen)


def _moved(memento: Memento) -> bool:
    return memento.status is not None and 300 <= memento.status < 400 and memento.status != 304


def _by_address(mementos: Sequence[Memento]) -> Mapping[str, list[Memento]]:
    found: dict[str, list[Memento]] = {}
    for memento in mementos:
        found.setdefault(address_key(memento.url), []).append(memento)
    return found


def due(
    address: Address, listings: Sequence[Listing], mementos: Sequence[Memento], since: date, now: datetime
) -> tuple[Due, ...]:
    """The questions that are to be put about an address now. `listings` and `mementos` are those of one archive."""
    of_address = [listing for listing in listings if listing.address == address.key]
    first = max(since, address.since) if address.since else since
    whole = [listing for listing in of_address if listing.outcome != SPLIT]
    split = [listing for listing in of_address if listing.outcome == SPLIT]
    if split:
        years = _years(address, split[0], {listing.span for listing in whole}, first, now)
        if years:
            return years
    if not whole:
        return (_open(address, first),)
    earliest = min(date.fromisoformat(str(listing.detail["from"])) for listing in whole)
    found: list[Due] = []
    if first < earliest:
        found.append(_between(address, first, earliest))
    if now - max(listing.listed_at for listing in whole) >= LIST_AGAIN_AFTER:
        found.append(_open(address, _last_day(address, mementos) or first))
    return tuple(found)


def _last_day(address: Address, mementos: Sequence[Memento]) -> date | None:
    days = [memento.captured_at.date() for memento in mementos if address_key(memento.url) == address.key]
    return max(days, default=None)


def _open(address: Address, first: date) -> Due:
    return Due(address=address, question=Question(url=address.url, since=first), span=f"{first}..")


def _between(address: Address, first: date, last: date) -> Due:
    return Due(address=address, question=Question(url=address.url, since=first, until=last), span=f"{first}..{last}")


def _years(address: Address, split: Listing, answered: set[str], first: date, now: datetime) -> tuple[Due, ...]:
    daily = bool(split.detail.get("daily"))
    found: list[Due] = []
    for year in range(first.year, now.astimezone(UTC).year + 1):
        span = f"year {year}"
        if span not in answered:
            start = max(first, date(year, 1, 1))
            question = Question(url=address.url, since=start, until=date(year, 12, 31), daily=daily)
            found.append(Due(address=address, question=question, span=span))
    return tuple(found)
