"""What a person or a program asks about the state of things in, plain values for tables and JSON out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from monitor import moves
from monitor.config import Loaded
from monitor.holders import is_gone
from monitor.moments import iso
from monitor.moves import Move
from monitor.reception import Refusing, refusing, unnamed
from monitor.rounds import rounds
from redline.contract import stated_date_json
from storage import glance, heartbeats, history, policies, recipes
from storage.glance import Owed
from storage.records import ChangeHead, Heartbeat, Policy, PolicyState, Version
from storage.store import Session

Json = dict[str, Any]

# Longer than a few missed beats: a daemon that is only busy is alive.
ALIVE_FOR = timedelta(minutes=3)
# Beyond this a check that did not come is called overdue; where rounds make it, beyond this and the time between two.
GRACE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One policy of `clausewatch list`. `materiality` and `last_change_at` are those of its newest confirmed change."""

    policy: Policy
    url: str
    state: str
    versions: int
    last_change_at: datetime | None
    materiality: str | None
    held: bool

    def json(self) -> Json:
        """As `list --json` writes it."""
        return {
            "slug": self.policy.slug,
            "service": self.policy.service,
            "type": self.policy.type,
            "url": self.url,
            "state": self.state,
            "last_checked_at": iso(self.policy.last_checked_at),
            "next_check_at": iso(self.policy.next_check_at),
            "versions": self.versions,
            "last_change": iso(self.last_change_at),
            "materiality": self.materiality,
            "held": self.held,
            "error": self.policy.error_message,
        }


def listed(session: Session, *, retired: bool = False) -> tuple[Listed, ...]:
    """Every policy by slug."""
    last, held = glance.last_changes(session), glance.held_changes(session)
    found = policies.every(session, retired=retired)
    versions = history.versions_of(session, found)
    return tuple(_listed(policy, len(versions[policy.id]), last, held) for policy in found)


def _listed(policy: Policy, versions: int, last: Mapping[int, ChangeHead], held: Mapping[int, ChangeHead]) -> Listed:
    change = last.get(policy.id)
    return Listed(
        policy=policy,
        url=str(policy.declaration.get("url", "")),
        state=_state(policy),
        versions=versions,
        last_change_at=change.first_seen_at if change else None,
        materiality=change.materiality if change else None,
        held=policy.id in held,
    )


def _state(policy: Policy) -> str:
    """What `status` says of it too: failing from the first failure on, not only once it was told."""
    if policy.retired_at is not None:
        return "retired"
    if policy.declaration.get("live") is False:
        return "archives only"
    return PolicyState.FAILING.value if policy.failures else policy.state.value


def version_json(version: Version) -> Json:
    """One version as `history --json` writes it."""
    return {
        "first_seen": iso(version.first_seen),
        "last_seen": iso(version.last_seen),
        "sources": [source.value for source in version.sources],
        "sightings": version.sightings,
        "text_digest": version.words_sha256,
        "stated_date": stated_date_json(version.stated_date),
        "state": version.state,
        "materiality": version.materiality,
        "summary": version.summary,
        "archive_url": version.archive_url,
        "url": version.url,
        "language": version.language,
        "reason": version.reason or None,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How the service fares. `beat_at` is the daemon's last sign of life, None where there never was one.

    `waiting` and `dead` count the messages of channels that the configuration names; `unnamed` are the channels that it
    does not name and for which messages wait. `round_at` is the last round of `run --once` or `check --all`, where the
    service is run by such rounds (cron) and by no daemon; else None.
    """

    beat_at: datetime | None
    alive: bool
    round_at: datetime | None
    pid: int | None
    policies: int
    overdue: tuple[tuple[str, datetime], ...]
    failing: tuple[Policy, ...]
    unstable: tuple[str, ...]
    held: tuple[str, ...]
    waiting: int
    dead: int
    refusing: tuple[Refusing, ...]
    unnamed: tuple[Owed, ...]

    @property
    def working(self) -> bool:
        """Whether checks are made: what a restart could mend."""
        return self.runs and not self.overdue

    @property
    def runs(self) -> bool:
        """Whether a daemon lives, or rounds come in its place."""
        return self.alive or self.round_at is not None

    @property
    def lasting(self) -> tuple[Policy, ...]:
        """The failing policies whose failure was told (`tell_errors_after` in a row, or stale): a bad hour is none."""
        return tuple(one for one in self.failing if one.state is PolicyState.FAILING or one.stale_told_at is not None)

    @property
    def amiss(self) -> tuple[str, ...]:
        """Why somebody should look, a few words each; empty where all is well. The one answer of all front doors."""
        told = (
            ("the daemon does not run", not self.runs),
            (_counted(len(self.overdue), "policy is", "policies are") + " overdue", self.overdue),
            (_counted(len(self.lasting), "policy", "policies") + " cannot be read", self.lasting),
            (_counted(self.dead, "message was", "messages were") + " given up", self.dead),
            (_counted(len(self.refusing), "channel takes", "channels take") + " no messages", self.refusing),
            (
                _counted(len(self.unnamed), "removed channel has", "removed channels have") + " messages waiting",
                self.unnamed,
            ),
        )
        return tuple(words for words, holds in told if holds)

    @property
    def fine(self) -> bool:
        """Whether nobody needs to look."""
        return not self.amiss

    def json(self) -> Json:
        """As `status --json` writes it."""
        return {
            "fine": self.fine,
            "amiss": list(self.amiss),
            "daemon": {"alive": self.alive, "last_beat_at": iso(self.beat_at), "pid": self.pid},
            "last_round_at": iso(self.round_at),
            "policies": self.policies,
            "overdue": [{"slug": slug, "since": iso(at)} for slug, at in self.overdue],
            "failing": [
                {
                    "slug": policy.slug,
                    "since": iso(policy.error_since),
                    "failures": policy.failures,
                    "cause": policy.error_kind,
                    "error": policy.error_message,
                }
                for policy in self.failing
            ],
            "unstable": list(self.unstable),
            "held": list(self.held),
            "deliveries": {"waiting": self.waiting, "dead": self.dead},
            "channels_refusing": [
                {"channel": one.channel, "since": iso(one.since), "waiting": one.wait, "error": one.error}
                for one in self.refusing
            ],
            "channels_removed": [{"channel": one.channel, "waiting": one.waiting} for one in self.unnamed],
        }


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def status(session: Session, loaded: Loaded, now: datetime) -> Status:
    """How the service fares at `now`."""
    beat, living = heartbeats.get(session, "daemon"), sign_of_life(session, now)
    past, beat_at = rounds(session), beat.at if beat else None
    by_rounds = living is None and past.carry(beat_at)
    grace = GRACE + past.apart if by_rounds else GRACE
    followed = [policy for policy in policies.every(session) if policy.slug in loaded.policies]
    slugs, held = {policy.id: policy.slug for policy in followed}, glance.held_changes(session)
    removed = unnamed(session, loaded)
    named = [one for one in glance.owed(session) if one not in removed]
    return Status(
        beat_at=beat_at,
        alive=living is not None,
        round_at=past.at[-1] if by_rounds else None,
        pid=living.detail.get("pid") if living else None,
        policies=len(followed),
        overdue=tuple((policy.slug, policy.next_check_at) for policy in followed if _is_overdue(policy, now, grace)),  # type: ignore[misc]  # those have a time
        failing=tuple(policy for policy in followed if policy.failures),
        unstable=tuple(policy.slug for policy in followed if policy.state.value == "unstable"),
        held=tuple(sorted(slugs[key] for key in held if key in slugs)),
        waiting=sum(one.waiting for one in named),
        dead=sum(one.dead for one in named),
        refusing=refusing(session, loaded),
        unnamed=tuple(one for one in removed if one.waiting),
    )


def sign_of_life(session: Session, now: datetime) -> Heartbeat | None:
    """The last sign of life of a daemon that lives at `now`; None where none does."""
    beat = heartbeats.get(session, "daemon")
    return beat if beat is not None and now - beat.at < ALIVE_FOR and not _has_left(beat) else None


def _has_left(beat: Heartbeat) -> bool:
    """Whether the process that gave a sign of life ended since. One of another machine is known by its signs alone."""
    by = beat.detail.get("by")
    return by is not None and is_gone(by)


def _is_overdue(policy: Policy, now: datetime, grace: timedelta) -> bool:
    return policy.next_check_at is not None and now - policy.next_check_at > grace


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgrade:
    """One way in which a policy was read: the recipe's digest and extractor, and how many versions it makes out.

    `moved` are the versions that the way before dates otherwise, or only one of the two makes out.
    """

    recipe: str
    extractor: int
    versions: int
    in_force: bool
    moved: tuple[Move, ...] = ()

    def json(self) -> Json:
        """As `history --upgrades --json` writes it."""
        return {
            "recipe": self.recipe,
            "extractor": self.extractor,
            "versions": self.versions,
            "in_force": self.in_force,
            "moved": [
                {"kind": move.kind, "before": _moved_json(move.before), "after": _moved_json(move.after)}
                for move in self.moved
            ],
        }


def _moved_json(version: Version | None) -> Json | None:
    if version is None:
        return None
    return {
        "first_seen": iso(version.first_seen),
        "last_seen": iso(version.last_seen),
        "text_digest": version.words_sha256,
        "stated_date": stated_date_json(version.stated_date),
    }


def upgrades(session: Session, policy: Policy) -> tuple[Upgrade, ...]:
    """The recipes under which a policy was ever read, oldest first: no change of the document, only of our reading."""
    now = recipes.digest(policy.recipe) if policy.recipe else None
    names = recipes.of_policy(session, policy.id)
    return tuple(
        Upgrade(
            recipe=name,
            extractor=recipes.get(session, name).extractor,
            versions=len(history.versions(session, policy, recipe=name)),
            in_force=name == now,
            moved=moves.between(session, policy, older, name) if older else (),
        )
        for older, name in zip((None, *names), names, strict=False)
    )
