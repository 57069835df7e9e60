"""The store in, Atom feeds out: all alerts of changes, those of a policy, those of a tag; served, or written as files.

all.xml · policies/acme/privacy.xml · tags/crm.xml
"""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote, urlsplit

from monitor import facts
from monitor.config import Loaded
from monitor.settings import Policy
from notifiers.alerts import AlertContent
from notifiers.feed import ENTRIES, Feed, atom
from storage import heartbeats, outbox, policies
from storage.errors import UnknownPolicy
from storage.records import AlertKind
from storage.store import Session, Store

NAME = "feeds"
AGAIN = timedelta(minutes=1)  # after files could not be written
LONGEST = 120  # characters of a file's name: file systems take 255 bytes, some of them 143


class Unwritten(Exception):  # noqa: N818 - a state of the surroundings, told to the operator
    """The feeds cannot be written now; the message names the file and what the system said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """A feed there is to be: its title, its place in parts ("tags", "R&D"), and the policies it is about."""

    title: str
    place: tuple[str, ...]
    policies: tuple[Policy, ...]

    @property
    def known_as(self) -> str:
        """Its path as a person writes it: tags/R&D.xml."""
        return f"{'/'.join(self.place)}.xml"

    @property
    def path(self) -> str:
        """The path of its file: tags/R%26D.xml."""
        return f"{'/'.join(map(_fitting, self.place))}.xml"


def _fitting(part: str) -> str:
    """`part` as the name of a file; of one too long, its beginning and a digest."""
    name = quote(part, safe="")
    if len(name) <= LONGEST:
        return name
    digest = hashlib.sha256(part.encode()).hexdigest()[:16]
    return f"{re.sub('%.?$', '', name[: LONGEST - 17])}-{digest}"


def feed(session: Session, loaded: Loaded, path: str) -> bytes | None:
    """The feed at `path` ("policies/acme/privacy.xml"), None where there is no such feed.

    A tag may be given as it is written (a server has decoded the address) or as its file is named.
    """
    for planned in _plans(loaded):
        if path in (planned.path, planned.known_as):
            return atom(_feed(session, loaded, planned))
    return None


def write(store: Store, loaded: Loaded, now: datetime) -> int:
    """Write all feeds where an alert was decided since the last time; how many files were written.

    Raises `Unwritten`, after which nothing is tried for a minute.
    """
    if loaded.config.feeds is None:
        return 0
    with store.reading() as session:
        newest = outbox.alerts(session, kinds=[AlertKind.CHANGE], limit=1)
        mark = {"newest": newest[0].id if newest else 0, "feeds": sorted(planned.path for planned in _plans(loaded))}
        last = heartbeats.get(session, NAME)
        if last is not None and (last.detail == mark or ("failed" in last.detail and now - last.at < AGAIN)):
            return 0
        made = {planned.path: atom(_feed(session, loaded, planned)) for planned in _plans(loaded)}
    failed = _write(loaded.folder / loaded.config.feeds.folder, made)
    with store.writing() as session:
        heartbeats.beat(session, NAME, now, {"failed": failed} if failed else mark)
    if failed:
        raise Unwritten(failed)
    return len(made)


def _write(folder: Path, made: Mapping[str, bytes]) -> str:
    """Write what can be written; what is wrong with the first that cannot, "" where all were."""
    wrong = []
    for path, content in made.items():
        try:
            _replace(folder / path, content)
        except (OSError, ValueError) as error:  # ValueError: a folder whose name the system cannot have
            wrong.append(f"{folder / path} cannot be written: {getattr(error, 'strerror', None) or error}")
    return f"{wrong[0]} (and {len(wrong) - 1} more)" if len(wrong) > 1 else "".join(wrong)


def _plans(loaded: Loaded) -> list[_Plan]:
    """Every feed there is."""
    every = loaded.config.policy
    plans = [_Plan(title="every policy", place=("all",), policies=every)]
    for policy in every:
        place = ("policies", *policy.slug.split("/"))
        plans.append(_Plan(title=f"{policy.service} {policy.type}", place=place, policies=(policy,)))
    for tag in dict.fromkeys(tag for policy in every for tag in policy.tags):
        tagged = tuple(each for each in every if tag in each.tags)
        plans.append(_Plan(title=tag, place=("tags", tag), policies=tagged))
    return plans


def _feed(session: Session, loaded: Loaded, planned: _Plan) -> Feed:
    base_url = loaded.config.feeds.base_url if loaded.config.feeds else None
    return Feed(
        title=f"Clausewatch: {planned.title}",
        authority=_authority(loaded),
        path=planned.path,
        alerts=tuple(_alerts(session, loaded, planned.policies)),
        base_url=base_url,
    )


def _authority(loaded: Loaded) -> str:
    """The domain that ids are minted under: of the feeds, of the web view, or nobody's."""
    feeds, web = loaded.config.feeds, loaded.config.web
    address = (feeds.base_url if feeds else None) or web.base_url
    return (urlsplit(address).hostname if address else None) or "clausewatch.invalid"


def _alerts(session: Session, loaded: Loaded, chosen: tuple[Policy, ...]) -> Iterator[AlertContent]:
    """The newest alerts of the chosen policies; of all where all are chosen."""
    base_url = loaded.config.web.base_url
    for policy_id in _ids(session, loaded, chosen):
        for alert in outbox.alerts(session, policy_id=policy_id, kinds=[AlertKind.CHANGE], limit=ENTRIES):
            yield facts.content(alert, base_url=base_url)


def _ids(session: Session, loaded: Loaded, chosen: tuple[Policy, ...]) -> Iterator[int | None]:
    if len(chosen) == len(loaded.config.policy) > 1:
        yield None
        return
    for policy in chosen:
        try:
            yield policies.get(session, policy.slug).id
        except UnknownPolicy:
            continue


def _replace(file: Path, content: bytes) -> None:
    """Write a file whole or not at all: readers never see half a feed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        fresh.write_bytes(content)
        fresh.replace(file)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
