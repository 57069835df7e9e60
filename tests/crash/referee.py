"""The database and what the servers accepted in, the report out: what was due, lost, invented, told twice."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from storage import history, outbox, policies
from storage.records import AlertKind, DeliveryState
from storage.store import Session, Store
from tests.crash.script import Act, text, words
from tests.crash.servers import World

CHANNELS = ("mail", "hook")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The last line of the crash test, and the reasons for a breach."""

    kills: int
    commit_points: int
    versions_due: int
    versions_lost: int
    versions_invented: int
    alerts_due: int
    alerts_lost: int
    duplicates: int
    messages_invented: int
    deliveries_unsettled: int
    database_clean: bool
    reasons: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was lost or invented, and at most one alert in a hundred came twice."""
        lost = self.versions_lost + self.alerts_lost + self.deliveries_unsettled
        broken = lost + self.versions_invented + self.messages_invented
        return not broken and self.database_clean and self.duplicates * 100 <= self.alerts_due

    def json(self) -> dict[str, object]:
        """All figures by name."""
        return {name: value for name, value in asdict(self).items() if name != "reasons"}


def report(store: Store, world: World, config: str, *, kills: int, commit_points: int) -> Report:
    """Compare the books with the script."""
    reasons: list[str] = []
    with store.reading() as session:
        due, lost, invented = _versions(session, world.acts, reasons)
        alerts_due, alerts_lost = _alerts(session, world, reasons)
        deliveries = outbox.deliveries(session)
    waiting = [delivery for delivery in deliveries if delivery.state != DeliveryState.SENT]
    invented_messages = _accepted(world) - {delivery.message.message_id for delivery in deliveries}
    reasons += [f"message {name} was accepted and is in no book" for name in sorted(invented_messages)]
    checked = subprocess.run(
        [sys.executable, "-m", "monitor.cli", "db", "check", "--config", config],
        capture_output=True,
        text=True,
        check=False,
    )
    if checked.returncode:
        reasons.append(f"db check: {checked.stdout[-500:]}{checked.stderr[-500:]}")
    return Report(
        kills=kills,
        commit_points=commit_points,
        versions_due=due,
        versions_lost=lost,
        versions_invented=invented,
        alerts_due=alerts_due,
        alerts_lost=alerts_lost,
        duplicates=sum(count - 1 for box in (world.mails, world.hooks) for count in box.values()),
        messages_invented=len(invented_messages),
        deliveries_unsettled=len(waiting),
        database_clean=checked.returncode == 0,
        reasons=tuple(reasons),
    )


def _accepted(world: World) -> set[str]:
    """The identities under which the servers accepted anything; a message sent again under another is one more."""
    return {name.strip("<>").partition("@")[0] for name in world.mails} | set(world.hooks)


def _versions(session: Session, acts: Sequence[Act], reasons: list[str]) -> tuple[int, int, int]:
    due = lost = invented = 0
    for act in acts:
        wanted = [words(text(act.number, version)) for version in range(act.reached + 1)]
        found = [version.words_sha256 for version in history.versions(session, policies.get(session, act.slug))]
        due += len(wanted)
        lost += len(set(wanted) - set(found))
        invented += len(found) - len(set(found) & set(wanted))
        if found != wanted:
            reasons.append(f"{act.slug}: {len(wanted)} versions due in order, {len(found)} found")
    return due, lost, invented


def _alerts(session: Session, world: World, reasons: list[str]) -> tuple[int, int]:
    """Each change once, each failure's opening and closing once, on each channel under one accepted message."""
    due = lost = 0
    accepted = {"mail": {name.strip("<>").partition("@")[0] for name in world.mails}, "hook": set(world.hooks)}
    for act in world.acts:
        policy = policies.get(session, act.slug)
        for kind, wanted in (
            (AlertKind.CHANGE, act.reached),
            (AlertKind.ERROR_OPENED, act.failures),
            (AlertKind.ERROR_CLOSED, act.failures),
        ):
            found = outbox.alerts(session, policy_id=policy.id, kinds=[kind])
            due += wanted * len(CHANNELS)
            if len(found) != wanted:
                reasons.append(f"{act.slug}: {wanted} alerts of kind {kind} due, {len(found)} raised")
                lost += max(wanted - len(found), 0) * len(CHANNELS)
            for alert in found:
                told = {notice.channel: notice.message_id for notice in outbox.notices(session, alert.id)}
                for channel in CHANNELS:
                    message_id = told.get(channel)
                    name = outbox.get_message(session, message_id).message_id if message_id else "none"
                    if name not in accepted[channel]:
                        lost += 1
                        reasons.append(f"{act.slug}: alert {alert.id} ({kind}) was not accepted on {channel} ({name})")
    return due, lost
