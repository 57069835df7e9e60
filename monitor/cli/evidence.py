"""`clausewatch evidence SLUG @FROM @TO`: one zip with both captures, their readings, the redline and a manifest."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from fetchers.client import Client
from monitor import evidence as evidences
from monitor.cli.common import ConfigOption, Service, console, opened
from monitor.cli.errors import Failure
from monitor.cli.new_files import new_file
from monitor.cli.versions import compared, dated_pair, policy_of
from monitor.evidence import Side
from monitor.fetching import client_settings
from monitor.judging import rules_of
from monitor.timestamping import StampRefused, stamper
from redline.types import Assessment
from storage.records import Policy

app = typer.Typer()


@app.command()
def evidence(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="The policy.")],
    older: Annotated[str, typer.Argument(metavar="@FROM", help="@first, @-1, @2016-04-21, a digest.")] = "@-1",
    newer: Annotated[str, typer.Argument(metavar="@TO", help="The newer version.")] = "@latest",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The zip to write; it must not exist.")] = None,
    timestamp: Annotated[
        bool, typer.Option("--timestamp/--no-timestamp", help="Have it stamped where an authority is configured.")
    ] = True,
    config: ConfigOption = None,
) -> None:
    """Write down what changed so that it can be shown to others: captures, readings, redline, digests."""
    with opened(config, reads=True) as service:
        policy = policy_of(service, slug)
        before, after = dated_pair(service, policy, older, newer)
        rules = rules_of(service.loaded.config, service.loaded.policies.get(slug))
        found = compared(before, after, rules)
        with service.store.reading() as session:
            sides = evidences.side(session, before.version), evidences.side(session, after.version)
        packed = _made(service, policy, sides, found, timestamp=timestamp)
    target = output or Path(f"{slug.replace('/', '-')}-{before.label}-{after.label}.zip")
    with new_file(target, "xb") as file:
        file.write(packed)
    console().print(f"{target}: {len(packed):,} bytes, SHA-256 {hashlib.sha256(packed).hexdigest()}")


def _made(service: Service, policy: Policy, sides: tuple[Side, Side], found: Assessment, *, timestamp: bool) -> bytes:
    """The zip, stamped where `[evidence]` names an authority."""
    said = service.loaded.config.evidence
    now = datetime.now(UTC)
    if said.timestamp_url is None or not timestamp:
        return evidences.make(policy, *sides, found, now)
    client = Client(client_settings(service.loaded))
    try:
        stamp = stamper(client, said.timestamp_url, allow_private=said.allow_private)
        return evidences.make(policy, *sides, found, now, stamp=stamp)
    except StampRefused as error:
        raise Failure(str(error)) from error
    finally:
        client.close()
