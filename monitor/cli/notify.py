"""`clausewatch notify --test CHANNEL`: a test message, sent at once and past the outbox."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import uuid4

import typer

from fetchers.client import Client
from monitor import config as configs
from monitor.cli import common
from monitor.cli.common import ConfigOption
from monitor.cli.errors import ExitCode, Failure
from monitor.fetching import client_settings
from monitor.settings import Channel
from monitor.wiring import wires
from notifiers.alerts import AlertContent, AlertKind
from notifiers.base import Bulletin, Notifier, notifier
from notifiers.errors import NotifierError

app = typer.Typer()


@app.command()
def notify(
    test: Annotated[str, typer.Option("--test", metavar="CHANNEL", help="The channel to try, by its name.")],
    config: ConfigOption = None,
) -> None:
    """Send a test message to a channel, and say what became of it."""
    loaded = common.load(config)
    channel = _channel(loaded, test)
    with common.told_failures():
        client = Client(client_settings(loaded))
        try:
            failures = _send(_notifier(loaded, channel, client), channel)
        finally:
            client.close()
    if failures:
        raise typer.Exit(ExitCode.ERROR)


def _channel(loaded: configs.Loaded, name: str) -> Channel:
    names = [channel.name for channel in loaded.config.channel]
    if name not in names:
        hint = configs.suggestion(name, names) or f"; there are: {', '.join(names) or 'none'}"
        raise Failure(f"no channel {name!r} in {loaded.path.name}{hint}")
    return loaded.config.channel[names.index(name)]


def _notifier(loaded: configs.Loaded, channel: Channel, client: Client) -> Notifier:
    settings = loaded.channel_settings(channel)
    try:
        return notifier(channel.kind, settings, wires(client, lambda: datetime.now(UTC))(channel))
    except NotifierError as error:
        raise Failure(f'{loaded.path.name}: channel "{channel.name}": {error}') from error


def _send(told: Notifier, channel: Channel) -> int:
    """Try every recipient; how many were not reached."""
    now = datetime.now(UTC)
    alert = AlertContent(id="test", kind=AlertKind.TEST, created_at=now)
    message = told.compose(Bulletin(id=f"test.{uuid4()}", alerts=(alert,), created_at=now))
    failures = 0
    for recipient in told.recipients:
        name = f"{channel.name} ({recipient})" if recipient else channel.name
        try:
            print(f"{name}: sent, {told.send(message, recipient).detail}")
        except NotifierError as error:
            failures += 1
            print(f"{name}: not sent: {error}")
    return failures
