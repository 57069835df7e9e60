"""A configuration in, what works and what does not out: each part tried as it will be used, one line each.

Nothing is changed and nobody is told.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from fetchers import browser
from fetchers.client import Client
from fetchers.errors import FetchError
from monitor import alerting, routing
from monitor.config import ConfigError, Loaded
from monitor.fetching import client_settings
from monitor.peeking import peeked
from monitor.reception import told_unnamed, unnamed
from monitor.settings import Channel, EmailChannel
from monitor.wiring import wires
from notifiers.base import notifier
from notifiers.errors import NotifierError
from storage.errors import OlderSchema, StorageError
from storage.store import file_of, open_to_read

_PATIENCE_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One part and how it fares: fine, wrong, or worth knowing (`fine` None)."""

    part: str
    fine: bool | None
    words: str


def examine(loaded: Loaded) -> Iterator[Finding]:
    """Every part in turn, the network last."""
    yield Finding(part="config", fine=True, words=f"{loaded.path}: {len(loaded.policies)} policies")
    yield _database(loaded)
    yield _browser(loaded)
    client = Client(client_settings(loaded))
    try:
        for channel in loaded.config.channel:
            yield _channel(loaded, client, channel)
        yield from _idle(loaded)
        yield from _unnamed(loaded)
        yield _archive(loaded, client)
        yield from _hosts(loaded, client)
    finally:
        client.close()


def _database(loaded: Loaded) -> Finding:
    """The database as it lies there; the first command that needs it makes it, or brings it up to date."""
    try:
        file = file_of(loaded.database_url)
        if file is None:
            return Finding(part="database", fine=True, words="in memory")
        if not file.exists():
            return _to_be_made(file)
        open_to_read(loaded.database_url).close()
    except OlderSchema as error:
        return Finding(part="database", fine=None, words=str(error))
    except StorageError as error:
        return Finding(part="database", fine=False, words=str(error))
    if not all(os.access(place, os.W_OK) for place in (file, file.parent)):
        words = f"{file}: may not be written; give this user the right to write file and folder"
        return Finding(part="database", fine=False, words=words)
    return Finding(part="database", fine=True, words=str(file))


def _to_be_made(file: Path) -> Finding:
    if not file.parent.is_dir():
        words = f"{file}: cannot be made: there is no folder {file.parent}; make it, or correct database_url"
        return Finding(part="database", fine=False, words=words)
    if not os.access(file.parent, os.W_OK):
        return Finding(part="database", fine=False, words=f"{file}: cannot be made: {file.parent} may not be written")
    return Finding(part="database", fine=True, words=f"{file}: is made by the first command that needs it")


def _browser(loaded: Loaded) -> Finding:
    asked = [slug for slug, policy in loaded.policies.items() if policy.fetcher == "browser"]
    if browser.available():
        return Finding(part="browser", fine=True, words=str(browser.program()))
    words = f"pages that only scripts draw cannot be read: {browser.WAY_OUT}"
    return Finding(part="browser", fine=False if asked else None, words=words)


def _channel(loaded: Loaded, client: Client, channel: Channel) -> Finding:
    part = f"channel {channel.name}"
    if not channel.active:
        return Finding(part=part, fine=None, words="switched off")
    try:
        settings = loaded.channel_settings(channel)
        notifier(channel.kind, settings, wires(client, _now)(channel))
        if isinstance(channel, EmailChannel):
            private = channel.allow_private or channel.smtp.allow_private
            client.reach(channel.smtp.host, channel.smtp.port, allow_private=private)
    except (ConfigError, NotifierError, FetchError) as error:
        return Finding(part=part, fine=False, words=str(error))
    return Finding(part=part, fine=True, words=f"{channel.kind}; try it with clausewatch notify --test {channel.name}")


def _idle(loaded: Loaded) -> Iterator[Finding]:
    """The active channels that no policy followed would ever be told on: a `types` or `tags` written otherwise."""
    subjects = [alerting.subject_of(policy) for policy in loaded.policies.values()]
    for channel in loaded.active_channels() if subjects else ():
        if not routing.reaches_any(loaded.config, channel, subjects):
            words = "no policy is told here; look at its policies, types and tags, and at channels of each policy"
            yield Finding(part=f"channel {channel.name}", fine=None, words=words)


def _unnamed(loaded: Loaded) -> Iterator[Finding]:
    """Messages for channels that were renamed or taken out. A database that cannot be read is told as such already."""
    with peeked(loaded) as session:
        found = unnamed(session, loaded) if session is not None else ()
    yield from (
        Finding(part=f"channel {one.channel}", fine=False, words=told_unnamed(one)) for one in found if one.waiting
    )


def _archive(loaded: Loaded, client: Client) -> Finding:
    """Wrong only where somebody relies on it: policies followed in archives alone, copies saved there."""
    archive = loaded.config.archive
    found = _answers(
        "archive",
        archive.base_url,
        lambda: client.get(archive.base_url, deadline_s=_PATIENCE_S, allow_private=archive.allow_private).status,
    )
    if found.fine or archive.save or not all(policy.live for policy in loaded.policies.values()):
        return found
    return replace(found, fine=None, words=f"{found.words} (only backfill asks it)")


def _hosts(loaded: Loaded, client: Client) -> Iterator[Finding]:
    """The host of every policy, once: does its name resolve to an address we may ask?"""
    followed = (policy for policy in loaded.policies.values() if policy.live and policy.fetcher != "files")
    urls = (url for policy in followed for url in (policy.url, *(part.url for part in policy.parts)))
    for host, url in {urlsplit(url).hostname or "": url for url in urls}.items():
        port = urlsplit(url).port or (443 if url.startswith("https") else 80)
        yield _answers("network", host, lambda host=host, port=port: client.reach(host, port))  # type: ignore[misc]  # bound now


def _answers(part: str, what: str, ask: Callable[[], object]) -> Finding:
    try:
        answer = ask()
    except FetchError as error:
        return Finding(part=part, fine=False, words=str(error))
    return Finding(part=part, fine=True, words=f"{what}: {answer}")


def _now() -> datetime:
    return datetime.now(UTC)
