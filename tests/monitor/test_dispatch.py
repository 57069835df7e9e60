"""The outbox: nothing lost, nothing twice, nobody flooded. Real mail and web servers at the other end."""

import itertools
import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from fetchers.client import Client, ClientSettings
from storage import outbox
from storage.records import AlertKind
from storage.store import open_store
from tests.monitor.outboxes import Office, OfficeOf, office
from tests.notifiers.servers import Mailbox, mail_server

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def office_of(tmp_path: Path) -> Iterator[OfficeOf]:
    """Makes an office with the channels given."""
    store, client = open_store(f"sqlite:///{tmp_path / 'office.db'}"), Client()

    def of(*channels: dict[str, Any], **general: Any) -> Office:
        return office(store, tmp_path, client, list(channels), general)

    yield of
    client.close()
    store.close()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """An SMTP server."""
    with mail_server() as running:
        yield running


def hook(server: HTTPServer, name: str = "hook", **more: Any) -> dict[str, Any]:
    """A webhook channel at this server."""
    return {"name": name, "kind": "webhook", "url": server.url_for(f"/{name}"), **more}


def mail(mailbox: Mailbox, *to: str, name: str = "mail", **more: Any) -> dict[str, Any]:
    """An email channel at this server."""
    smtp = {"host": mailbox.host, "port": mailbox.port, "security": "none", "sender": "watch@example.org"}
    return {"name": name, "kind": "email", "to": list(to) or ["dpo@example.org"], "smtp": smtp, **more}


class Receiver:
    """A webhook's server: answers as told, in order, then with 200; and remembers what it accepted."""

    def __init__(self, server: HTTPServer, path: str = "/hook") -> None:
        self.answers: list[Response] = []
        self.asked: list[str] = []
        self.accepted: list[dict[str, Any]] = []
        self.ids: list[str] = []
        server.expect_request(path).respond_with_handler(self._answer)

    def _answer(self, request: Request) -> Response:
        self.asked.append(request.headers["webhook-id"])
        if self.answers:
            return self.answers.pop(0)
        self.ids.append(request.headers["webhook-id"])
        self.accepted.append(json.loads(request.get_data()))
        return Response("ok")

    def refuses(self, times: int, status: int = 500, **headers: str) -> None:
        """Refuse so many times."""
        self.answers += [Response("no", status=status, headers=headers) for _ in range(times)]

    @property
    def told(self) -> list[int]:
        """The alerts accepted, in order."""
        return [int(alert["id"]) for body in self.accepted for alert in body["data"]["alerts"]]


@pytest.fixture
def receiver(httpserver: HTTPServer) -> Receiver:
    """The server of the channel `hook`."""
    return Receiver(httpserver)


def test_an_alert_is_told_once_on_each_channel(
    office_of: OfficeOf, httpserver: HTTPServer, receiver: Receiver, mailbox: Mailbox
) -> None:
    """However often the outbox makes its rounds."""
    office = office_of(hook(httpserver), mail(mailbox), {"name": "screen", "kind": "console"})
    alert = office.change()
    office.rounds(3, MINUTE)

    assert alert is not None
    assert receiver.told == [alert.id]
    assert len(mailbox.post.taken) == 1
    assert office.states() == ["sent", "sent", "sent"]


def test_a_second_round_does_nothing(office_of: OfficeOf, httpserver: HTTPServer, receiver: Receiver) -> None:
    """What is sent is done."""
    office = office_of(hook(httpserver))
    office.change()

    assert office.round() == 1
    assert office.round(MINUTE) == 0


class _Freeing(logging.Handler):
    """Ends a transaction of another process once somebody logs that the database is busy."""

    def __init__(self, held: sqlite3.Connection) -> None:
        super().__init__()
        self._held = held

    def emit(self, record: logging.LogRecord) -> None:
        """Called with each line of the log."""
        if record.getMessage().startswith("busy ") and self._held.in_transaction:
            self._held.rollback()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writers that wait for a moment only; to be used before a database is opened."""
    monkeypatch.setattr("storage.engine._PRAGMAS", ("PRAGMA busy_timeout=20", "PRAGMA foreign_keys=ON"))


@pytest.mark.usefixtures("impatient")
def test_what_a_channel_took_is_noted_though_the_database_is_busy_just_then(
    office_of: OfficeOf, httpserver: HTTPServer
) -> None:
    """Longer than a writer waits; unnoted it would be sent again."""
    office = office_of(hook(httpserver))
    office.change()
    asked = []
    assert office.store.file is not None
    with closing(sqlite3.connect(office.store.file, check_same_thread=False, isolation_level=None)) as other:

        def answer(request: Request) -> Response:
            asked.append(request.headers["webhook-id"])
            other.execute("BEGIN IMMEDIATE")
            return Response("ok")

        httpserver.expect_request("/hook").respond_with_handler(answer)
        freeing = _Freeing(other)
        logging.getLogger("monitor").addHandler(freeing)
        try:
            office.round()
        finally:
            logging.getLogger("monitor").removeHandler(freeing)
    office.round(HOUR)

    assert len(asked) == 1
    assert office.states() == ["sent"]


def test_retries_wait_longer_each_time_but_never_over_an_hour(
    office_of: OfficeOf, httpserver: HTTPServer, receiver: Receiver
) -> None:
    """Half a minute, a minute, two …; and the message is the same each time."""
    office = office_of(hook(httpserver))
    office.change()
    receiver.refuses(12)
    waits = []
    for _ in range(12):
        office.round()
        (delivery,) = office.deliveries()
        assert delivery.next_attempt_at is not None
        waits.append(delivery.next_attempt_at - office.now)
        office.now = delivery.next_attempt_at
    office.round()

    assert waits[0] <= timedelta(seconds=30)
    assert all(later > earlier for earlier, later in itertools.pairwise(waits[:7]))
    assert max(waits) <= HOUR
    assert min(waits[8:]) >= HOUR * 0.75
    assert office.states() == ["sent"]
    assert len(set(receiver.asked)) == 1


def test_retry_after_is_honoured_for_the_whole_channel(
    office_of: OfficeOf, httpserver: HTTPServer, receiver: Receiver
) -> None:
    """A channel that asks for peace is not asked by the next message either."""
    office = office_of(hook(httpserver))
    office.change()
    receiver.refuses(1, 429, **{"Retry-After": "600"})
    office.round()
    office.change()
    office.rounds(9, MINUTE)

    assert len(receiver.asked) == 1
    office.rounds(3, MINUTE)
    assert sorted(receiver.told) == sorted(office.told("hook"))
    assert len(receiver.told) == 2


def test_a_retried_message_never_changes(office_of: OfficeOf, httpserver: HTTPServer, receiver: Receiver) -> None:
    """What was composed at the first attempt is sent at the last, whatever is decided meanwhile."""
    office = office_of(hook(httpserver))
    first = office.change()
    receiver.refuses(1)
    office.round()
    office.change()
    office.round(10 * MINUTE)

    assert first is not None
    assert [alert["id"] for alert in receiver.accepted[0]["data"]["alerts"]] == [str(first.id)]
    assert receiver.asked[0] == receiver.ids[0]


def test_gone_is_dead_and_told_through_the_others(
    office_of: OfficeOf, httpserver: HTTPServer, receiver: Receiver, mailbox: Mailbox
) -> None:
    """410 ends a delivery; the mail says which channel refuses, once a week."""
    office = office_of(hook(httpserver), mail(mailbox))
    receiver.refuses(2, 410)
    office.change()
    office.change()
    office.rounds(3, MINUTE)

    assert office.states("hook") == ["dead", "dead"]
    assert len(office.alerts(AlertKind.CHANNEL_DEAD)) == 1
    subjects = [str(each["Subject"]) for _, each in mailbox.post.taken]
    assert subjects[-1] == "[Clausewatch] channel hook refuses messages"
    assert len(subjects) == 3


def test_what_is_dead_can_be_sent_again(office_of: OfficeOf, httpserver: HTTPServer, receiver: Receiver) -> None:
    """The same words, under the same id."""
    office = office_of(hook(httpserver))
    receiver.refuses(1, 410)
    alert = office.change()
    office.round()
    with office.store.writing() as session:
        outbox.resend(session, office.deliveries()[0].id, office.now)
    office.round()

    assert alert is not None
    assert receiver.told == [alert.id]
    assert len(set(receiver.asked)) == 1


def test_after_thirty_days_it_is_given_up(
    office_of: OfficeOf, httpserver: HTTPServer, receiver: Receiver, mailbox: Mailbox
) -> None:
    """Not before; and then it is said elsewhere."""
    office = office_of(hook(httpserver), mail(mailbox))
    office.change()
    receiver.refuses(1000)
    office.rounds(29, DAY)
    assert office.states("hook") == ["pending"]
    office.round(2 * DAY)
    office.round()

    assert office.states("hook") == ["dead"]
    assert "no message got through for 30 days" in str(mailbox.post.taken[-1][1])


def test_a_week_without_the_channel_loses_nothing_and_floods_nobody(
    office_of: OfficeOf, httpserver: HTTPServer, receiver: Receiver
) -> None:
    """The first message, the probe, and one digest of all the rest."""
    office = office_of(hook(httpserver))
    receiver.refuses(10_000)
    decided = []
    for _ in range(7 * 4):
        alert = office.change()
        assert alert is not None
        decided.append(alert.id)
        office.rounds(3, 2 * HOUR)
    receiver.answers.clear()
    office.rounds(4, HOUR)

    assert sorted(receiver.told) == decided
    assert len(receiver.accepted) == 3
    assert receiver.accepted[-1]["data"]["title"] == "What was missed"


def test_a_channel_down_for_a_day_is_told_through_the_others(
    office_of: OfficeOf, httpserver: HTTPServer, receiver: Receiver, mailbox: Mailbox
) -> None:
    """Once a week, while tries go on."""
    office = office_of(hook(httpserver), mail(mailbox))
    office.change()
    receiver.refuses(1000)
    office.rounds(23, HOUR)
    assert len(mailbox.post.taken) == 1
    office.rounds(48, HOUR)

    subjects = [str(each["Subject"]) for _, each in mailbox.post.taken[1:]]
    assert subjects == ["[Clausewatch] channel hook takes no messages"]
    assert office.states("hook") == ["pending"]


def test_a_channel_that_was_taken_out_while_messages_wait_is_told_through_the_others(
    office_of: OfficeOf, httpserver: HTTPServer, receiver: Receiver, mailbox: Mailbox
) -> None:
    """Once a week at most; nobody would miss what nobody sends."""
    office = office_of(hook(httpserver))
    office.change()
    left = office_of(mail(mailbox))
    for _ in range(2):
        left.dispatcher.tell_unnamed()
        left.round()

    assert [str(each["Subject"]) for _, each in mailbox.post.taken] == [
        "[Clausewatch] channel hook is no longer in config.toml"
    ]
    assert "clausewatch alerts drop hook" in mailbox.post.taken[0][1].as_string()
    assert receiver.accepted == []


def test_one_message_the_channel_chokes_on_does_not_hold_up_the_others(
    office_of: OfficeOf, httpserver: HTTPServer
) -> None:
    """Alone at fault, it is tried on its own."""
    bad: list[str] = []

    def answer(request: Request) -> Response:
        identity = request.headers["webhook-id"]
        if not bad:
            bad.append(identity)
        return Response("no", status=500) if identity in bad else Response("ok")

    httpserver.expect_request("/hook").respond_with_handler(answer)
    office = office_of(hook(httpserver))
    office.change()
    office.round()
    later = []
    for _ in range(3):
        alert = office.change()
        assert alert is not None
        later.append(alert.id)
        office.rounds(3, HOUR)

    assert office.told("hook") == later


def test_each_recipient_stands_alone(office_of: OfficeOf, mailbox: Mailbox) -> None:
    """One accepts, one is tried again, one is unknown: nobody gets it twice, and the refusal shows."""
    office = office_of(mail(mailbox, "a@example.org", "b@example.org", "c@example.org"))
    mailbox.post.answers["b@example.org"] = ["450 later", "450 later"]
    mailbox.post.answers["c@example.org"] = ["550 no such user"]
    office.change()
    office.rounds(4, 2 * MINUTE)

    assert [who for who, _ in mailbox.post.taken] == ["a@example.org", "b@example.org"]
    assert len({str(each["Message-ID"]) for _, each in mailbox.post.taken}) == 1
    (delivery,) = office.deliveries()
    assert delivery.state == "dead"
    assert delivery.last_error == "c@example.org: the mail server answered 550 no such user"


def test_sent_again_reaches_only_those_who_refused(office_of: OfficeOf, mailbox: Mailbox) -> None:
    """Who has it is left in peace."""
    office = office_of(mail(mailbox, "a@example.org", "c@example.org"))
    mailbox.post.answers["c@example.org"] = ["550 no such user"]
    office.change()
    office.round()
    with office.store.writing() as session:
        outbox.resend(session, office.deliveries()[0].id, office.now)
    office.round()

    assert [who for who, _ in mailbox.post.taken] == ["a@example.org", "c@example.org"]
    assert office.states() == ["sent"]


def test_a_crash_after_acceptance_repeats_the_same_id(
    office_of: OfficeOf, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one case in which something comes twice: readers recognise it by its Message-ID."""
    office = office_of(mail(mailbox))
    office.change()

    def power_cut(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "note", power_cut)
        with pytest.raises(KeyboardInterrupt):
            office.round()
    assert office.states() == ["sending"]
    office.round(HOUR)

    mails = [each for _, each in mailbox.post.taken]
    assert len(mails) == 2
    assert mails[0].as_bytes() == mails[1].as_bytes()
    assert office.states() == ["sent"]


def test_a_crash_before_sending_loses_nothing(
    office_of: OfficeOf, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Claimed and never sent: claimed again after its lease."""
    office = office_of(mail(mailbox))
    office.change()

    def power_cut(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("monitor.dispatch.attempt", power_cut)
        with pytest.raises(KeyboardInterrupt):
            office.round()
    assert office.round(MINUTE) == 0
    office.round(HOUR)

    assert len(mailbox.post.taken) == 1


def test_a_channel_with_a_mistake_holds_up_nobody(
    office_of: OfficeOf, httpserver: HTTPServer, receiver: Receiver
) -> None:
    """Its deliveries wait and say why."""
    office = office_of(hook(httpserver, "other", secret="whsec_?"), hook(httpserver))
    office.change()
    office.round()

    assert office.states("hook") == ["sent"]
    (delivery,) = office.deliveries("other")
    assert delivery.state == "pending"
    assert "base64" in str(delivery.last_error)


def test_a_bug_in_one_channel_is_its_failed_attempt(
    office_of: OfficeOf,
    httpserver: HTTPServer,
    receiver: Receiver,
    mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Logged with its trace and without its words, which may quote a secret; tried again, and the others go on."""
    office = office_of(hook(httpserver), mail(mailbox), {"name": "screen", "kind": "console"})
    office.change()
    words = "secret-42"

    def bug(*_args: object, **_more: object) -> None:
        raise LookupError(words)

    with monkeypatch.context() as patch:
        patch.setattr("notifiers.webhook.WebhookNotifier.send", bug)
        patch.setattr("notifiers.console.ConsoleNotifier.compose", bug)
        office.round()

    assert office.states() == ["pending", "sent", "pending"]
    assert {each.last_error for each in office.deliveries() if each.state == "pending"} == {
        "an error of ours (LookupError); the log has its trace"
    }
    assert "in bug" in caplog.text
    assert words not in caplog.text
    office.round(MINUTE)
    assert office.states() == ["sent", "sent", "sent"]


def test_a_bug_after_sending_stops_neither_us_nor_the_others(
    office_of: OfficeOf,
    httpserver: HTTPServer,
    receiver: Receiver,
    mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What could not be noted is claimed again after its lease."""
    office = office_of(hook(httpserver), mail(mailbox))
    office.change()
    receiver.refuses(1)

    def bug(*_args: object, **_more: object) -> None:
        raise OverflowError

    with monkeypatch.context() as patch:
        patch.setattr("monitor.dispatch.next_attempt", bug)
        office.round()

    assert office.states() == ["sending", "sent"]
    office.round(2 * MINUTE)
    assert office.states() == ["sent", "sent"]


@pytest.mark.parametrize("asked", ["9" * 5000, "Fri, 31 Dec 99999999999 23:59:59 GMT", "²"])
def test_a_retry_after_beyond_all_bounds_is_a_refusal_like_others(
    office_of: OfficeOf, httpserver: HTTPServer, receiver: Receiver, asked: str
) -> None:
    """Neither thousands of digits nor a year of eleven end the round; a day is the longest wait."""
    office = office_of(hook(httpserver))
    receiver.refuses(1, 429, **{"Retry-After": asked})
    office.change()
    office.round()

    assert office.states() == ["pending"]
    office.round(DAY)
    assert office.states() == ["sent"]


def test_words_that_no_database_can_keep_are_kept_as_others(office_of: OfficeOf, httpserver: HTTPServer) -> None:
    """An error of Slack's with half a character in it."""
    slack = {"kind": "slack", "token": "xoxb-1", "channel": "C1", "api_url": httpserver.url_for("/api")}
    httpserver.expect_request("/api/chat.postMessage").respond_with_data('{"ok": false, "error": "a\\ud800b"}')
    office = office_of({"name": "bot", **slack})
    office.change()
    office.round()

    assert office.deliveries()[0].last_error == "Slack channel bot refused: ab"


def test_a_secret_that_went_away_is_a_failed_attempt(
    office_of: OfficeOf, httpserver: HTTPServer, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its file was taken away while we ran; the delivery says which."""
    office = office_of(hook(httpserver, "other", secret="file:hook.secret"), hook(httpserver))
    office.change()
    office.round()

    assert office.states("hook") == ["sent"]
    assert "hook.secret cannot be read" in str(office.deliveries("other")[0].last_error)


def test_a_private_address_is_refused_unless_permitted(
    office_of: OfficeOf, httpserver: HTTPServer, receiver: Receiver
) -> None:
    """Whatever pages are allowed: an entry opens itself alone. The way out is named."""
    office = office_of(hook(httpserver, allow_private=False))
    office.client = Client(ClientSettings(allow_private_addresses=True))
    office.change()
    office.round()

    assert receiver.asked == []
    assert "allow_private = true" in str(office.deliveries()[0].last_error)


def test_a_digest_gathers_what_came_since(office_of: OfficeOf, httpserver: HTTPServer, receiver: Receiver) -> None:
    """At its time, in its zone, as one message; and nothing where there is nothing."""
    office = office_of(hook(httpserver, digest="daily", digest_at="08:00", time_zone="America/New_York"))
    first, second = office.change(), office.change()
    office.rounds(3, HOUR)  # 12:30 in UTC, half an hour early in New York
    assert receiver.accepted == []
    office.rounds(1, HOUR)
    office.rounds(30, HOUR)

    assert first is not None
    assert second is not None
    assert receiver.told == [first.id, second.id]
    assert [body["data"]["title"] for body in receiver.accepted] == ["Daily digest"]


def test_quiet_hours_are_kept(office_of: OfficeOf, httpserver: HTTPServer, receiver: Receiver) -> None:
    """Neither new messages nor retries go out before they end."""
    office = office_of(hook(httpserver, quiet_hours="09:00-17:00"))
    alert = office.change()
    office.rounds(7, HOUR)
    assert receiver.asked == []
    office.rounds(1, HOUR)

    assert alert is not None
    assert receiver.told == [alert.id]


def test_a_burst_is_one_message(office_of: OfficeOf, httpserver: HTTPServer, receiver: Receiver) -> None:
    """When the network is down for us, hundreds of policies fail at once."""
    office = office_of(hook(httpserver))
    decided = [office.trouble().id for _ in range(40)]
    office.round()

    assert receiver.told == decided
    assert [body["data"]["title"] for body in receiver.accepted] == ["Several at once"]


def test_two_dispatchers_share_the_work(office_of: OfficeOf, httpserver: HTTPServer, receiver: Receiver) -> None:
    """A delivery another one claimed meanwhile is left alone."""
    office = office_of(hook(httpserver))
    office.change()
    one, other = office.dispatcher, office.dispatcher
    one.gather(office.now)
    other.gather(office.now)
    (delivery,) = office.deliveries()
    channel = office.loaded.config.channel[0]

    assert one.deliver(channel, delivery) == "sent"
    assert other.deliver(channel, delivery) is None
    assert len(receiver.asked) == 1


def test_a_delivery_taken_over_meanwhile_is_settled_by_the_other(
    office_of: OfficeOf, caplog: pytest.LogCaptureFixture
) -> None:
    """Slower than its lease: what it did is not noted, what the other did is; both under one id."""
    ids: list[str] = []
    offices: list[Office] = []

    def answer(request: Request) -> Response:
        ids.append(request.headers["webhook-id"])
        if len(ids) == 1:
            offices[0].now += HOUR
            offices[0].dispatcher.send(offices[0].now)
        return Response("ok")

    with HTTPServer(host="127.0.0.1", threaded=True) as server, caplog.at_level("INFO", logger="monitor.dispatch"):
        server.expect_request("/hook").respond_with_handler(answer)
        offices.append(office_of(hook(server)))
        offices[0].change()
        offices[0].round()

    assert len(ids) == 2
    assert len(set(ids)) == 1
    assert offices[0].states() == ["sent"]
    lines = [line for line in caplog.messages if line.startswith("delivery ")]
    assert ["outcome=sent" in lines[0], "outcome=lost" in lines[1]] == [True, True]


def test_each_delivery_has_one_line_in_the_log(
    office_of: OfficeOf, httpserver: HTTPServer, receiver: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    """With stable keys, and without the channel's address."""
    office = office_of(hook(httpserver))
    office.change()
    receiver.refuses(1)
    with caplog.at_level("INFO", logger="monitor.dispatch"):
        office.round()
        office.round(MINUTE)

    lines = [record.getMessage() for record in caplog.records if record.name == "monitor.dispatch"]
    assert [line.split()[0:2] for line in lines] == [["delivery", "channel=hook"]] * 2
    assert ["outcome=retry" in lines[0], "outcome=sent" in lines[1]] == [True, True]
    assert "/hook" not in "".join(lines)


def test_a_slack_bot_keeps_one_thread_a_policy(office_of: OfficeOf, httpserver: HTTPServer) -> None:
    """The second message hangs under the first."""
    posted: list[dict[str, Any]] = []

    def answer(request: Request) -> Response:
        posted.append(json.loads(request.get_data()))
        return Response(json.dumps({"ok": True, "ts": f"100.{len(posted)}"}), content_type="application/json")

    httpserver.expect_request("/api/chat.postMessage").respond_with_handler(answer)
    bot = {"name": "risk", "kind": "slack", "token": "xoxb", "channel": "C1", "api_url": httpserver.url_for("/api")}
    office = office_of(bot)
    for _ in range(3):
        office.change()
        office.round(MINUTE)

    assert [body.get("thread_ts") for body in posted] == [None, "100.1", "100.1"]
