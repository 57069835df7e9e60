"""Which checks run right now in this process: a host and a deadline for each, so that hosts are spared and a check that
hangs costs a place only until its lease is over."""

import threading
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from storage.records import Policy


def host_of(policy: Policy) -> str:
    """The host that a policy's check asks; its slug where it asks none."""
    return urlsplit(str(policy.declaration.get("url", ""))).hostname or policy.slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Flight:
    """A check under way: its claim, and when the claim ends."""

    policy: Policy
    host: str
    until: datetime


class Flights:
    """The checks under way. Safe to share among threads."""

    def __init__(self, *, places: int, per_host: int) -> None:
        self._places, self._per_host = places, per_host
        self._flights: dict[int, Flight] = {}
        self._landed = threading.Condition()

    def resize(self, *, places: int, per_host: int) -> None:
        """From now on so many checks at once, so many of one host. What is under way goes on."""
        with self._landed:
            self._places, self._per_host = places, per_host

    def holds(self, policy: Policy) -> bool:
        """Whether the check of this claim is under way still."""
        with self._landed:
            flight = self._flights.get(policy.id)
            return flight is not None and flight.policy.lease == policy.lease

    def free(self, now: datetime) -> int:
        """How many checks may begin; those whose lease is over no longer count."""
        with self._landed:
            return self._places - len(self._under_way(now))

    def may_begin(self, policy: Policy, now: datetime) -> bool:
        """Whether there is a place left for the policy and for its host."""
        with self._landed:
            hosts = Counter(flight.host for flight in self._under_way(now))
            return policy.id not in self._flights and hosts[host_of(policy)] < self._per_host

    def begin(self, policy: Policy, until: datetime) -> None:
        """A claimed check begins; it is forgotten at `until`."""
        with self._landed:
            self._flights[policy.id] = Flight(policy=policy, host=host_of(policy), until=until)

    def end(self, policy: Policy) -> None:
        """A check is over."""
        with self._landed:
            flight = self._flights.get(policy.id)
            if flight is not None and flight.policy.lease == policy.lease:
                del self._flights[policy.id]
            self._landed.notify_all()

    def wait(self, timeout_s: float) -> tuple[Policy, ...]:
        """Wait until nothing is under way, at most this long; the claims still held then."""
        with self._landed:
            self._landed.wait_for(lambda: not self._flights, timeout_s)
            return tuple(flight.policy for flight in self._flights.values())

    def _under_way(self, now: datetime) -> list[Flight]:
        for policy_id in [key for key, flight in self._flights.items() if flight.until <= now]:
            del self._flights[policy_id]
        return list(self._flights.values())
