"""The store in, Atom feeds out: all alerts of changes, those of a policy, those of a tag; served, or written as files.

all.xml · policies/acme/privacy.xml · tags/crm.xml
"""

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

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


def feed(session: Session, loaded: Loaded, path: str) -> bytes | None:
    """The feed at `path` ("policies/acme/privacy.xml"), None where there is no such feed.

    A tag may be given as it is written (a server has decoded the address) or as its file is named.
    """
    for name, chosen in _paths(loaded).items():
        if path in (name, unquote(name)):
            return atom(_feed(session, loaded, name, chosen))
    return None


def write(store: Store, loaded: Loaded, now: datetime) -> int:
    """Write all feeds where an alert was decided since the last time; how many files were written."""
    if loaded.config.feeds is None:
        return 0
    with store.reading() as session:
        newest = outbox.alerts(session, kinds=[AlertKind.CHANGE], limit=1)
        mark = {"newest": newest[0].id if newest else 0, "feeds": sorted(_paths(loaded))}
        last = heartbeats.get(session, NAME)
        if last is not None and last.detail == mark:
            return 0
        made = {path: atom(_feed(session, loaded, path, chosen)) for path, chosen in _paths(loaded).items()}
    for path, content in made.items():
        _replace(loaded.folder / loaded.config.feeds.folder / path, content)
    with store.writing() as session:
        heartbeats.beat(session, NAME, now, mark)
    return len(made)


def _paths(loaded: Loaded) -> Mapping[str, tuple[Policy, ...]]:
    """Every feed there is, with the policies it is about."""
    every = loaded.config.policy
    tags = dict.fromkeys(tag for policy in every for tag in policy.tags)
    return {
        "all.xml": every,
        **{f"policies/{policy.slug}.xml": (policy,) for policy in every},
        **{f"tags/{quote(tag, safe='')}.xml": tuple(each for each in every if tag in each.tags) for tag in tags},
    }


def _feed(session: Session, loaded: Loaded, path: str, chosen: tuple[Policy, ...]) -> Feed:
    base_url = loaded.config.feeds.base_url if loaded.config.feeds else None
    return Feed(
        title=_title(path, chosen),
        authority=_authority(loaded),
        path=path,
        alerts=tuple(_alerts(session, loaded, chosen)),
        base_url=base_url,
    )


def _title(path: str, chosen: tuple[Policy, ...]) -> str:
    if path == "all.xml":
        return "Clausewatch: every policy"
    if path.startswith("policies/"):
        return f"Clausewatch: {chosen[0].service} {chosen[0].type}"
    tag = next(tag for tag in chosen[0].tags if path == f"tags/{quote(tag, safe='')}.xml")
    return f"Clausewatch: {tag}"


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
    fresh.write_bytes(content)
    fresh.replace(file)
