"""`clausewatch alerts`: what was told, on which channels, with what success; answered by `ack`, `dismiss`, `resend`."""

import getpass
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import uuid4

import typer

from monitor import triage
from monitor.cli import common
from monitor.cli.common import ConfigOption, JsonOption, Service
from monitor.cli.errors import ExitCode, Failure
from monitor.contracts import alert_json, telling
from monitor.wiring import dispatching
from redline.rendering.visible import visible
from storage import alert_heads, outbox, policies
from storage.errors import NotStored
from storage.records import Alert, AlertHead, Delivery, DeliveryState, Notice, Triage
from storage.store import Session

app = typer.Typer(context_settings={"help_option_names": ["-h", "--help"]})

Number = Annotated[int, typer.Argument(metavar="ID", help="The alert's number.")]
Note = Annotated[str, typer.Option("--note", help="Why, for whoever reads the history.")]
By = Annotated[str | None, typer.Option("--by", help="Who says so; else the user of this machine.")]

Owed = tuple[AlertHead, tuple[Notice, ...], tuple[Delivery, ...]]


@app.callback(invoke_without_command=True)
def alerts(
    context: typer.Context,
    as_json: JsonOption = False,
    policy: Annotated[str | None, typer.Option("--policy", metavar="SLUG", help="Only alerts about this.")] = None,
    unanswered: Annotated[bool, typer.Option("--open", help="Only alerts nobody acknowledged or dismissed.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="At most so many, the newest.")] = 200,
    config: ConfigOption = None,
) -> None:
    """List alerts, newest first, and how far each channel has them."""
    context.obj = config
    if context.invoked_subcommand is not None:
        return
    with common.opened(config, reads=True) as service, service.store.reading() as session:
        policy_id = policies.get(session, policy).id if policy else None
        found = alert_heads.heads(session, policy_id=policy_id, unanswered=unanswered, limit=limit)
        owed = [_owed(session, alert) for alert in found]
    if as_json:
        common.write_json([alert_json(*each) for each in owed])
    else:
        _write(owed)


@app.command()
def ack(context: typer.Context, number: Number, note: Note = "", by: By = None, config: ConfigOption = None) -> None:
    """Say that somebody has seen to an alert."""
    with common.opened(config or context.obj) as service:
        _answer(service, number, "acknowledged", note, by)
        print(f"Alert {number} is acknowledged.")


@app.command()
def dismiss(
    context: typer.Context, number: Number, note: Note = "", by: By = None, config: ConfigOption = None
) -> None:
    """Say that an alert was not worth one; shows how to silence its like."""
    with common.opened(config or context.obj) as service:
        alert = _answer(service, number, "dismissed", note, by)
        print(f"Alert {number} is dismissed.")
        advice = triage.mute_advice(alert, service.loaded)
    if advice:
        print(f"\n{advice}")


@app.command()
def resend(
    context: typer.Context,
    what: Annotated[str | None, typer.Argument(help="An alert's number or a channel's name; else all.")] = None,
    config: ConfigOption = None,
) -> None:
    """Send again what was given up, or what waits for its next attempt: the same words, under the same id.

    What a process that died was sending is taken up too.
    """
    from monitor.checking import take_over  # it brings the whole pipeline

    with common.opened(config or context.obj) as service:
        take_over(service.store, datetime.now(UTC))
        chosen = _unsettled(service, what)
        if not chosen:
            print("Nothing waits or was given up.")
        with dispatching(service.loaded, service.store) as dispatcher:
            outcomes = [dispatcher.again(delivery) for delivery in chosen]
    for delivery, outcome in zip(chosen, outcomes, strict=True):
        print(f"{delivery.message.channel}: {outcome}")
    if any(outcome != "sent" for outcome in outcomes):
        raise typer.Exit(ExitCode.ERROR)


@app.command()
def drop(
    context: typer.Context,
    channel: Annotated[str, typer.Argument(metavar="CHANNEL", help="The channel's name, as `status` has it.")],
    config: ConfigOption = None,
) -> None:
    """Give up what waits for a channel that was renamed or taken out of config.toml. The alerts themselves stay."""
    with common.opened(config or context.obj) as service:
        if channel in {one.name for one in service.loaded.config.channel}:
            raise Failure(f"{channel} is a channel of {service.loaded.path.name}; take it out first, or resend to it")
        with service.store.writing() as session:
            dropped = outbox.drop(session, channel, datetime.now(UTC), message_id=f"drop.{uuid4()}")
    if not dropped:
        raise Failure(f"nothing waits for a channel {channel!r}; `clausewatch status` names those something waits for")
    print(f"{visible(channel)}: {dropped} {'message' if dropped == 1 else 'messages'} given up")


def _answer(
    service: Service, number: int, verdict: Literal["acknowledged", "dismissed"], note: str, by: str | None
) -> Alert:
    word = Triage(alert_id=number, verdict=verdict, note=note, by=by or _user(), at=datetime.now(UTC))
    try:
        with service.store.writing() as session:
            outbox.triage(session, word)
            return outbox.get_alert(session, number)
    except NotStored as error:
        raise Failure(str(error)) from error


def _user() -> str:
    """The name of whoever runs this; in a container it may have none but its number."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def _unsettled(service: Service, what: str | None) -> tuple[Delivery, ...]:
    """The deliveries to send again, oldest first."""
    states = (DeliveryState.DEAD, DeliveryState.PENDING, DeliveryState.SENDING)
    names = [channel.name for channel in service.loaded.config.channel]
    with service.store.reading() as session:
        if what is None:
            every = outbox.deliveries(session, states=states)
            found = tuple(each for each in every if each.message.channel in names)
        elif what in names:
            found = outbox.deliveries(session, channel=what, states=states)
        elif what.isascii() and what.isdecimal() and len(what) < 20:
            alert = outbox.get_alert(session, int(what))
            found = outbox.deliveries(session, alert_ids=[alert.id], states=states)
        else:
            known = ", ".join(names) or "none"
            raise Failure(f"{what!r} is neither an alert's number nor a channel; the channels are: {known}")
    return tuple(reversed(found))


def _owed(session: Session, alert: AlertHead) -> Owed:
    return alert, outbox.notices(session, alert.id), outbox.deliveries(session, alert_ids=[alert.id])


def _write(owed: Sequence[Owed]) -> None:
    if not owed:
        print("No alerts.")
        return
    heads = ("policy", "date", "alert", "what", "summary", "told")
    rows = [
        (
            alert.slug or "-",
            common.moment(alert.created_at),
            str(alert.id),
            alert.materiality or alert.kind.value,
            alert.summary,
            _told(alert, notices, deliveries),
        )
        for alert, notices, deliveries in owed
    ]
    common.write_rows(heads, rows)


def _told(alert: AlertHead, notices: Sequence[Notice], deliveries: Sequence[Delivery]) -> str:
    """ "mail sent; slack pending (429 …); acknowledged by ada"."""
    words = []
    for notice in notices:
        delivery = telling(notice, deliveries)
        state = delivery.state.value if delivery else "waiting"
        error = f" ({delivery.last_error})" if delivery and delivery.last_error else ""
        words.append(f"{notice.channel} {state}{error}")
    if alert.triage:
        words.append(triage.word_line(alert.triage))
    return "; ".join(words) or "nobody"
