"""`clausewatch status`: does the daemon live, what is overdue, what fails, what waits to be sent."""

from datetime import UTC, datetime

import typer

from monitor import report
from monitor.cli.common import ConfigOption, JsonOption, console, day, opened, write_json
from monitor.cli.errors import ExitCode
from monitor.reception import told_unnamed
from monitor.report import Status
from redline.rendering.visible import visible

app = typer.Typer()


@app.command()
def status(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Say how the service fares; exit with 1 where somebody should look.

    That is: neither a daemon lives nor rounds come (run --once, check --all), a check is overdue, a page failed so
    often that it was told (tell_errors_after), a message was given up, or a channel takes none or was taken out.
    """
    now = datetime.now(UTC)
    with opened(config, reads=True) as service, service.store.reading() as session:
        found = report.status(session, service.loaded, now)
    if as_json:
        write_json(found.json())
    else:
        out = console()
        for line in lines(found, now):
            out.print(line)
    if not found.fine:
        raise typer.Exit(ExitCode.ERROR)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def lines(found: Status, now: datetime) -> list[str]:
    """The status as a person reads it; rows about a policy start with its slug."""
    return [
        "all is well" if found.fine else f"somebody should look: {', '.join(found.amiss)}",
        _daemon(found, now),
        _policies(found),
        f"messages: {found.waiting} waiting, {found.dead} given up" + (" (clausewatch alerts)" if found.dead else ""),
        *(
            f"channel {one.channel}: takes no messages since {one.since:%Y-%m-%d %H:%M} UTC: {visible(one.error)}"
            for one in found.refusing
        ),
        *(visible(f"channel {one.channel}: {told_unnamed(one)}") for one in found.unnamed),
        *(f"{slug}  overdue since {at:%Y-%m-%d %H:%M} UTC" for slug, at in found.overdue),
        *(
            visible(f"{one.slug}  failing since {day(one.error_since)} ({_times(one.failures)}): {one.error_message}")
            for one in found.failing
        ),
        *(f"{slug}  unstable: it keeps flipping between texts" for slug in found.unstable),
        *(f"{slug}  a change waits to be confirmed" for slug in found.held),
    ]


def _policies(found: Status) -> str:
    counts = f"{found.policies} followed, {len(found.failing)} failing, {len(found.overdue)} overdue"
    return f"policies: {counts}, {len(found.held)} with a change to confirm"


def _daemon(found: Status, now: datetime) -> str:
    if found.round_at is not None:
        return f"daemon: none; rounds are made in its place, the last at {found.round_at:%Y-%m-%d %H:%M} UTC"
    if found.beat_at is None:
        return "daemon: never ran; start it with `clausewatch run`, or have cron make rounds (`clausewatch run --once`)"
    seconds = int((now - found.beat_at).total_seconds())
    if found.alive:
        return f"daemon: alive (process {found.pid}, last sign of life {seconds} s ago)"
    return (
        f"daemon: not running (last sign of life {found.beat_at:%Y-%m-%d %H:%M} UTC); start it with `clausewatch run`"
    )
