"""Where a check is written: one open transaction, the policy's facts around it, and what was told in it so far."""

from dataclasses import dataclass, field
from datetime import datetime

from monitor import alerting, decisions
from monitor.copies import copy_of
from monitor.outcomes import Desk, Found
from monitor.troubles import ADVICE, Cause, Failure, Standing
from notifiers.alerts import Subject, Trouble, VersionSeen
from redline.contract import assessment_from_json
from redline.types import Assessment
from storage import changes, gaps, history, outbox, policies, snapshots
from storage.records import Alert, AlertKind, Change, ChangeKind, Policy, Version
from storage.store import Session

LOOKED_BACK, EARLIER = 100, 3  # checks in a row of failures, and other causes that are named
FLIPPING = (
    "From now on only a text unlike its last ones is told. Where a part of the page changes by itself, name it under "
    "remove."
)


@dataclass(slots=True, kw_only=True)
class Ledger:
    """One transaction of one check."""

    desk: Desk
    session: Session
    started: datetime
    ms: int
    told: int = field(default=0)

    @property
    def policy(self) -> Policy:
        """The policy as it was claimed."""
        return self.desk.policy

    @property
    def now(self) -> datetime:
        """The time of everything written here."""
        return self.desk.now

    @property
    def subject(self) -> Subject:
        """The policy as alerts name it."""
        return alerting.subject_of(self.desk.declaration)

    def tell(self, found: Found, change: Change, assessment: Assessment) -> None:
        """Tell a confirmed change, unless the very same one was told before."""
        if not self._told_before(change):
            self._tell_change(change, assessment, found.seen.at)

    def tell_overdue(self) -> Change | None:
        """The change still held, None where there is none; told as unconfirmed once it has waited too long.

        It has waited since it was made: a text that every capture contradicts is never told, however long it goes on.
        """
        held = changes.held(self.session, self.policy.id)
        if held is None:
            return None
        if decisions.overdue(held.made_at, self.desk.patience, self.now) and not self._told_before(held):
            self._tell_change(held, assessment_from_json(held.assessment), held.first_seen_at, unconfirmed=True)
        return held

    def tell_unstable(self) -> None:
        """Tell that the page keeps flipping."""
        trouble = Trouble(
            cause="the page keeps flipping between texts",
            advice=FLIPPING,
            since_at=self.now,
            failures=0,
            last_good_at=self.now,
        )
        self._tell_trouble(AlertKind.UNSTABLE, trouble)

    def tell_trouble(self, kind: AlertKind, standing: Standing, failure: Failure | None) -> None:
        """Tell that an error opened, lasts or is over, or that no good capture comes."""
        closed = kind is AlertKind.ERROR_CLOSED
        advice = failure.advice if failure else ADVICE[Cause(self.policy.error_kind or Cause.OTHER)]
        message = (failure.message if failure else self.policy.error_message) or "no good capture"
        since = (self.policy.error_since if closed else standing.error_since) or self.policy.last_good_at
        trouble = Trouble(
            cause=message,
            advice="" if closed else advice,
            since_at=since or self.policy.created_at,
            failures=self.policy.failures if closed else standing.failures,
            last_good_at=standing.last_good_at,
            earlier=self._earlier(message, self.policy.failures + 1),
        )
        self._tell_trouble(kind, trouble)

    def _earlier(self, message: str, checks: int) -> tuple[str, ...]:
        """What else the last so many checks failed with, the last first."""
        lately = policies.checks(self.session, self.policy.id, limit=min(checks, LOOKED_BACK))
        others = (check.error_message for check in lately if check.error_message != message)
        return tuple(dict.fromkeys(filter(None, others)))[:EARLIER]

    def _tell_trouble(self, kind: AlertKind, trouble: Trouble) -> None:
        self._count(
            alerting.tell_trouble(
                self.session,
                self.desk.loaded.config,
                kind,
                subject=self.subject,
                policy_id=self.policy.id,
                trouble=trouble,
                dedup_key=f"{kind}:{self.policy.id}:{self.now.isoformat()}",
                now=self.now,
            )
        )

    def _tell_change(
        self, change: Change, assessment: Assessment, last: datetime, *, unconfirmed: bool = False
    ) -> None:
        self._count(
            alerting.tell_change(
                self.session,
                self.desk.loaded.config,
                subject=self.subject,
                policy_id=self.policy.id,
                change_id=change.id,
                assessment=assessment,
                before=self._before(change),
                after=self._after(change, last),
                now=self.now,
                unconfirmed=unconfirmed,
            )
        )

    def _count(self, alert: Alert | None) -> None:
        self.told += alert is not None and alert.created_at == self.now

    def _told_before(self, change: Change) -> bool:
        """Whether every clause of this change, from these words to those, was told once already."""
        said = decisions.keys(assessment_from_json(change.assessment))
        return any(
            other.id != change.id
            and (other.before_words_sha256, other.after_words_sha256)
            == (change.before_words_sha256, change.after_words_sha256)
            and bool(outbox.alerts(self.session, change_id=other.id, kinds=[AlertKind.CHANGE], limit=1))
            and said <= decisions.keys(assessment_from_json(other.assessment))
            for other in changes.listed(self.session, policy_id=self.policy.id, kinds=[ChangeKind.LIVE])
        )

    def _before(self, change: Change) -> VersionSeen:
        snapshot = snapshots.get(self.session, change.before_snapshot_id)
        version = self._version_before(change)
        gap = gaps.inside(self.session, [version])[0] if version else None
        return VersionSeen(
            first_seen_at=version.first_seen if version else snapshot.captured_at,
            last_seen_at=version.last_seen if version else snapshot.captured_at,
            body_sha256=snapshot.body_sha256,
            words_sha256=change.before_words_sha256,
            archive_url=version.archive_url if version else snapshot.archive_url,
            unseen=(gap.last_seen, gap.next_seen) if gap else None,
        )

    def _version_before(self, change: Change) -> Version | None:
        versions = history.versions(self.session, self.policy, recipe=change.recipe)
        return next((one for one in reversed(versions) if one.words_sha256 == change.before_words_sha256), None)

    def _after(self, change: Change, last: datetime) -> VersionSeen:
        snapshot = snapshots.get(self.session, change.after_snapshot_id)
        return VersionSeen(
            first_seen_at=change.first_seen_at,
            last_seen_at=max(last, change.first_seen_at),
            body_sha256=snapshot.body_sha256,
            words_sha256=change.after_words_sha256,
            archive_url=snapshot.archive_url or self._copy(change),
        )

    def _copy(self, change: Change) -> str | None:
        """Where an archive shows the newer text, where one was asked to save it."""
        return copy_of(self.session, change.policy_id, change.recipe, change.after_words_sha256, change.first_seen_at)
