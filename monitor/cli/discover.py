"""`clausewatch discover URL`: a vendor's home page in; its policies, and the commands that follow them, out."""

import shlex
from collections.abc import Collection
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer

from fetchers import base
from fetchers.client import Client
from fetchers.errors import FetchError
from monitor import config_file
from monitor.cli.common import ConfigOption, JsonOption, console, load, told_failures, write_json, write_rows
from monitor.cli.errors import ExitCode, Failure
from monitor.cli.reload import tell_reload
from monitor.config import Loaded
from monitor.discovering import Found, NothingFound, Proposal, Seen
from monitor.discovering import discover as discovered
from monitor.exchange.proposals import Watched, proposed
from monitor.fetching import client_settings
from monitor.looking import look
from redline.decoding import decode
from redline.errors import ReadingError
from redline.rendering.visible import visible

app = typer.Typer()


@app.command()
def discover(
    url: Annotated[str, typer.Argument(metavar="URL", help="The vendor's home page.")],
    config: ConfigOption = None,
    service: Annotated[
        str | None, typer.Option(help="Whose documents they are; else as the page and its address have it.")
    ] = None,
    add: Annotated[bool, typer.Option("--add", help="Add them to config.toml.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Propose a vendor's policies, from the links of its home page and of one page that gathers them.

    Each is looked at: what does not look like a policy is left out, and named.
    """
    loaded = load(config)
    followed = {str(policy.url): slug for slug, policy in loaded.policies.items()}
    found = _found(loaded, _home(url), followed)
    whose = service or found.service
    new = [proposal for proposal in found.proposals if proposal.url not in followed]
    notes = [*found.notes, *(_add(loaded, whose, new) if add else ())]
    for note in notes:
        console(stderr=True).print(visible(f"note: {note}"))
    if as_json:
        write_json(_json(whose, found, followed))
        return
    write_rows(("type", "words", "address"), [_row(proposal) for proposal in found.proposals])
    if found.missing:
        console().print(f"not found: {', '.join(found.missing)}")
    if not add:
        _tell(whose, found, followed)


def _home(url: str) -> str:
    """The address, with https where no scheme was typed. Raises `Failure` where it is none."""
    home = url if "://" in url else f"https://{url}"
    try:
        parts = urlsplit(home)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good:
        raise Failure(f"discover: {url!r} is no web address; write https://vendor.example", ExitCode.USAGE)
    return home


def _found(loaded: Loaded, home: str, followed: Collection[str]) -> Found:
    """What the home page leads to and may be followed; what `add` would refuse becomes a note."""
    client = Client(client_settings(loaded))
    fetcher = base.fetcher("live", base.Tools(client=client))

    def fetch(url: str) -> Seen:
        page = fetcher.fetch(base.Request(url=url))
        if "html" not in page.media_type and page.media_type:
            return Seen(url=page.final_url, html="")
        return Seen(url=page.final_url, html=decode(page.body, page.content_type))

    try:
        return _followable(client, discovered(home, fetch, FetchError), followed)
    except FetchError as error:
        raise Failure(f"{home} was not read: {error}") from error
    except NothingFound as error:
        raise Failure(visible(str(error))) from error
    finally:
        client.close()


def _followable(client: Client, found: Found, followed: Collection[str]) -> Found:
    refused = {one.url: why for one in found.proposals if one.url not in followed and (why := _refusal(client, one))}
    return replace(
        found,
        proposals=tuple(one for one in found.proposals if one.url not in refused),
        notes=(*found.notes, *(f"{url} was left out: {why}" for url, why in refused.items())),
    )


def _refusal(client: Client, proposal: Proposal) -> str:
    """Why the page is not followed, "" where it is."""
    try:
        seen = look(client, proposal.url)
    except (FetchError, ReadingError) as error:
        return str(error)
    return seen.refusal and f"{seen.refusal}; clausewatch add {proposal.url} --anyway adds it all the same"


def _add(loaded: Loaded, service: str, new: list[Proposal]) -> tuple[str, ...]:
    """Write entries at the end of config.toml; returns what was left out and why."""
    watched = [Watched(url=one.url, place=one.page, title=one.text, service=service, kind=one.type) for one in new]
    entries = proposed(watched, tuple(loaded.policies))
    if entries.entries:
        with told_failures():
            added = config_file.append(loaded.path, entries.entries)
        for policy in added:
            console(stderr=True).print(f"{policy.slug}  added to {loaded.path}")
        tell_reload(loaded)
    return entries.notes


def _row(proposal: Proposal) -> tuple[str, str, str]:
    return proposal.type, visible(proposal.text) or "-", visible(proposal.url)


def _tell(service: str, found: Found, followed: dict[str, str]) -> None:
    console().print()
    for one in found.proposals:
        if one.url in followed:
            console().print(f"{followed[one.url]}  is followed already")
            continue
        words = ["clausewatch", "add", one.url, "--service", service, "--type", one.type]
        console().print(visible(shlex.join(words)))


def _json(service: str, found: Found, followed: dict[str, str]) -> dict[str, Any]:
    return {
        "service": service,
        "hub": found.hub,
        "missing": list(found.missing),
        "proposals": [
            {
                "type": one.type,
                "text": one.text,
                "url": one.url,
                "page": one.page,
                "followed_as": followed.get(one.url),
            }
            for one in found.proposals
        ],
    }
