"""`clausewatch add URL`: follow one more policy; config.toml gets an entry and keeps everything else."""

from typing import Annotated, Any
from urllib.parse import urlsplit

import tomlkit
import typer
from pydantic import ValidationError

from fetchers.client import Client
from fetchers.errors import FetchError, ForbiddenAddress
from monitor import config_file
from monitor.cli.common import ConfigOption, JsonOption, console, load, write_json
from monitor.cli.errors import ExitCode, Failure
from monitor.cli.reload import tell_reload
from monitor.complaints import worded
from monitor.config import ConfigError, Loaded
from monitor.fetching import client_settings
from monitor.looking import Seen, look
from monitor.naming import KINDS, kind_of, service_of
from monitor.settings import Policy, slugify
from monitor.troubles import ADVICE, Cause
from monitor.vouching import is_text
from redline.errors import ReadingError
from redline.rendering.visible import visible

app = typer.Typer()

# What of an entry was typed in where, for errors.
_TYPED = {"service": "--service: ", "type": "--type: ", "every": "--every: ", "tags": "--tag: "}
_TYPED |= {"select": "--select: ", "section": "--section: ", "url": "the address "}


@app.command()
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="The policy's address.")],
    config: ConfigOption = None,
    service: Annotated[
        str | None, typer.Option(help="Whose document it is; else as the page's title and address have it.")
    ] = None,
    kind: Annotated[str | None, typer.Option("--type", help="What it is: privacy, terms, …; likewise.")] = None,
    every: Annotated[str | None, typer.Option(help='How often it is checked ("6h").')] = None,
    tag: Annotated[list[str] | None, typer.Option(help="Words to route and filter by.")] = None,
    select: Annotated[list[str] | None, typer.Option(metavar="CSS", help="Read these elements only.")] = None,
    section: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Read the document under this heading only.")
    ] = None,
    anyway: Annotated[bool, typer.Option("--anyway", help="Also where the page does not look like a policy.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Add a policy by its address. The page is fetched once, to see that it is there and what it is."""
    loaded = load(config)
    optional = {"every": every, "tags": tag, "select": select, "section": section}
    said = {key: value for key, value in optional.items() if value is not None and value != []}
    _refuse_mistakes({"service": service or "any", "type": kind or "any", "url": url} | said)
    seen = _seen(loaded, url, anyway=anyway)
    entry: dict[str, Any] = {
        "service": service or service_of(seen.url, seen.reading.title),
        "type": kind or _kind(seen),
        "url": seen.url,
        **said,
    }
    if url != seen.url:
        entry["former_urls"] = [url]
    if is_text(seen.reading):
        entry["anyway"] = True
    policy = _appended(loaded, entry)
    tell_reload(loaded)
    if as_json:
        write_json({"slug": policy.slug, **entry, "documents": list(seen.documents)})
        return
    console().print(f"{policy.slug}  added to {loaded.path}")
    if seen.documents and not (section or select):
        console().print(f"the page carries several documents: {visible(', '.join(seen.documents))}")
        console().print(f"to follow one alone, add to its entry: {section_line(seen.documents[0])}")
    console().print(f"next: clausewatch check {policy.slug}; clausewatch backfill {policy.slug} fills in its past")


def section_line(heading: str) -> str:
    """The line of config.toml that follows the document under `heading` alone, whatever stands in it.

    What `visible` spells out is an escape of TOML too: the line means the heading to the letter.
    """
    return f"section = {visible(tomlkit.item(heading).as_string())}"


def _refuse_mistakes(entry: dict[str, Any]) -> None:
    """Before anything is fetched: what was typed in must be fit for config.toml. Raises `Failure` that names it."""
    try:
        Policy.model_validate(entry)
    except ValidationError as error:
        told = "; ".join(f"{_TYPED.get(str((*one['loc'], '')[0]), '')}{worded(one)}" for one in error.errors())
        raise Failure(f"nothing was added: {told}", ExitCode.USAGE) from error


def _seen(loaded: Loaded, url: str, *, anyway: bool) -> Seen:
    """The page, fetched and read. Raises `Failure` where it is not there, or not a policy."""
    client = Client(client_settings(loaded))
    try:
        seen = look(client, url)
    except ForbiddenAddress as error:
        raise Failure(f"nothing was added: {error}. {ADVICE[Cause.FORBIDDEN_ADDRESS]}") from error
    except FetchError as error:
        host = urlsplit(url).hostname
        way_out = f"look at it in a browser, or at what `clausewatch discover {host}` finds"
        raise Failure(f"nothing was added: {error}; {way_out}") from error
    except ReadingError as error:
        raise Failure(f"{url} was not added: {error}") from error
    finally:
        client.close()
    if seen.refusal and not anyway:
        raise Failure(f"{url} was not added: {seen.refusal}; --anyway adds it all the same")
    return seen


def _kind(seen: Seen) -> str:
    first = seen.reading.clauses[0].heading if seen.reading.clauses else ""
    found = kind_of(seen.url, f"{seen.reading.title} {first}")
    if found is None:
        known = ", ".join(dict.fromkeys(kind for kind, _ in KINDS))
        raise Failure(f"{seen.url}: nothing says what it is; give --type ({known}, or your own word)")
    return found


def _appended(loaded: Loaded, entry: dict[str, Any]) -> Policy:
    """Write the entry at the end of config.toml, if the whole is a configuration then. Raises `Failure`."""
    slug = f"{slugify(entry['service'])}/{slugify(entry['type'])}"
    if (known := loaded.policies.get(slug)) is not None:
        raise Failure(f"nothing was added: {slug} is followed already, at {known.url}; --type gives it another name")
    try:
        (policy,) = config_file.append(loaded.path, [entry])
    except ConfigError as error:
        raise Failure(f"nothing was added: {error}") from error
    return policy
