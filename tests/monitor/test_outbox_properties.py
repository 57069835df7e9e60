"""Whatever a channel answers and wherever we crash: every alert arrives, and twice only under the same id."""

import json
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from fetchers.client import Client
from fetchers.connections import Watch
from monitor.dispatch import Dispatcher
from notifiers.base import PostAnswer, Wires
from notifiers.errors import SendError
from storage import outbox
from storage.store import open_store
from tests.monitor.outboxes import Office, office

WAITS = (timedelta(seconds=2), timedelta(minutes=1), timedelta(hours=1), timedelta(days=2))


class PowerCut(BaseException):
    """The process dies here."""


@dataclass
class Channel:
    """A receiver: its next answer, what it accepted under which id, and a crash right after that."""

    answer: str = "ok"
    crash: bool = False
    accepted: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    contents: dict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))

    def post(self, url: str, *, body: bytes, headers: Mapping[str, str], timeout_s: float) -> PostAnswer:
        """Answer as told."""
        del url, timeout_s
        self.contents[headers["webhook-id"]].add(body)
        if self.answer == "stall":
            raise SendError("no whole answer")
        if self.answer != "ok":
            status, _, wait = self.answer.partition(" ")
            return PostAnswer(status=int(status), headers={"retry-after": wait}, body=b"")
        for alert in json.loads(body)["data"]["alerts"]:
            self.accepted[int(alert["id"])].append(headers["webhook-id"])
        if self.crash:
            self.crash = False
            raise PowerCut
        return PostAnswer(status=200, headers={}, body=b"")

    def wires(self, office: Office) -> Wires:
        """What the notifier gets."""
        return Wires(post=self.post, reach=lambda host, _port: host, watch=Watch, write=print, now=lambda: office.now)


ANSWERS = st.sampled_from(["ok", "ok", "500", "404", "stall", "429 90", "503 7200"])
STEPS = st.one_of(
    st.tuples(st.just("alert"), st.integers(1, 14)),
    st.tuples(st.just("answer"), ANSWERS),
    st.tuples(st.just("round"), st.sampled_from(WAITS)),
    st.tuples(st.just("crash"), st.none()),
    st.tuples(st.just("cut"), st.sampled_from(["claim", "freeze", "note", "mark_sent", "retry"])),
)


def round_of(office: Office, channel: Channel, cut: str | None = None) -> bool:
    """One round of a process started anew; whether the power was cut in it, before or after the commit named."""
    dispatcher = Dispatcher(
        store=office.store,
        loaded=office.loaded,
        wires=lambda _channel: channel.wires(office),
        clock=lambda: office.now,
    )

    def dies(*_args: object, **_more: object) -> None:
        raise PowerCut

    try:
        if cut is None:
            dispatcher.run()
        else:
            with patch.object(outbox, cut, dies):
                dispatcher.run()
    except PowerCut:
        return True
    return False


@given(st.lists(STEPS, max_size=25))
@settings(max_examples=12)
def test_nothing_is_lost_and_little_repeated(steps: list[tuple[str, object]]) -> None:
    """Refusals, stalls, waits and crashes in any order; then all is well again."""
    with tempfile.TemporaryDirectory() as folder:
        store, client = open_store(f"sqlite:///{folder}/office.db"), Client()
        hook = {"name": "hook", "kind": "webhook", "url": "https://hook.example/"}
        found = office(store, Path(folder), client, [hook])
        channel, crashes = Channel(), 0
        for step, value in steps:
            if step == "alert":
                assert isinstance(value, int)
                for _ in range(value):
                    found.trouble()
            elif step == "answer":
                channel.answer = str(value)
            elif step == "round":
                assert isinstance(value, timedelta)
                found.now += value
                crashes += round_of(found, channel)
            elif step == "crash":
                channel.crash = True
            else:
                crashes += round_of(found, channel, str(value))
        channel.answer, channel.crash = "ok", False
        for _ in range(8):
            found.now += timedelta(hours=2)
            round_of(found, channel)
        due = {alert_id for delivery in found.deliveries() for alert_id in delivery.message.alert_ids}
        states, decided = found.states(), next(found.numbers)
        store.close()
        client.close()

    assert len(due) == decided
    assert set(channel.accepted) == due
    assert set(states) <= {"sent"}
    assert all(len(set(ids)) == 1 for ids in channel.accepted.values())
    assert all(len(bodies) == 1 for bodies in channel.contents.values())
    repeats = sum(len(ids) - 1 for ids in channel.accepted.values())
    assert repeats == 0 or crashes > 0
