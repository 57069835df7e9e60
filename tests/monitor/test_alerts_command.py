"""`clausewatch alerts` and `clausewatch notify`, as they are typed."""

import json
import os
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from typer.testing import CliRunner, Result

from fetchers.client import Client
from monitor import report
from monitor.cli import alerts as alerts_command
from monitor.cli import history as history_command
from monitor.cli import notify as notify_command
from monitor.cli.errors import Failure
from monitor.config import Loaded, load
from monitor.examination import examine
from monitor.holders import me
from storage import outbox
from storage.store import open_store
from tests.monitor.outboxes import Office
from tests.notifiers import alerts as made
from tests.storage.world import SLUG

CONFIG = """
[clausewatch]
database_url = "sqlite:///office.db"

[[channel]]
name = "hook"
kind = "webhook"
url = "{url}"
allow_private = true

[[policy]]
service = "Ferrywell"
type = "privacy"
url = "https://f.test/privacy"
"""


@pytest.fixture
def loaded(tmp_path: Path, httpserver: HTTPServer) -> Loaded:
    """A configuration with one webhook."""
    file = tmp_path / "config.toml"
    file.write_text(CONFIG.format(url=httpserver.url_for("/hook")), encoding="utf-8")
    return load(file)


@pytest.fixture
def office(loaded: Loaded) -> Iterator[Office]:
    """The outbox of that configuration."""
    store, client = open_store(loaded.database_url), Client()
    yield Office(store=store, loaded=loaded, client=client)
    client.close()
    store.close()


@pytest.fixture
def alerts(loaded: Loaded) -> Callable[..., Result]:
    """Runs `clausewatch alerts`."""

    def run(*words: str) -> Result:
        return CliRunner().invoke(alerts_command.app, [*words, "--config", str(loaded.path)])

    return run


def listed(alerts: Callable[..., Result]) -> Any:
    """The list as JSON."""
    return json.loads(alerts("--json").stdout)


def test_the_list_says_how_far_each_channel_has_it(
    office: Office, alerts: Callable[..., Result], httpserver: HTTPServer
) -> None:
    """Newest first, before and after the attempt."""
    httpserver.expect_request("/hook").respond_with_data("no", status=500)
    office.change()
    second = office.change()
    before = listed(alerts)
    office.round()
    after = listed(alerts)

    assert second is not None
    assert [entry["id"] for entry in before] == [second.id, second.id - 1]
    assert before[0]["policy"] == SLUG
    assert before[0]["materiality"] == "material"
    assert before[0]["deliveries"][0] | {"next_attempt_at": ""} == {
        "channel": "hook",
        "state": "pending",
        "attempts": 0,
        "sent_at": None,
        "last_error": None,
        "next_attempt_at": "",
    }
    assert after[1]["deliveries"][0]["attempts"] == 1
    assert "500" in after[1]["deliveries"][0]["last_error"]


def test_off_a_terminal_rows_start_with_the_slug(office: Office, alerts: Callable[..., Result]) -> None:
    """And have the day in UTC."""
    office.change()

    assert alerts().stdout.startswith(f"{SLUG}  2026-03-02")


def test_no_alerts_are_said(office: Office, alerts: Callable[..., Result]) -> None:
    """Not an empty answer; an empty list as JSON."""
    assert alerts().stdout == "No alerts.\n"
    assert listed(alerts) == []


def test_who_answered_and_why_is_kept(office: Office, alerts: Callable[..., Result]) -> None:
    """The newest word counts."""
    alert = office.change()
    assert alert is not None
    alerts("ack", str(alert.id), "--note", "asked legal", "--by", "ada")

    triage = listed(alerts)[0]["triage"]
    assert (triage["verdict"], triage["note"], triage["by"]) == ("acknowledged", "asked legal", "ada")
    assert alerts("--open").stdout == "No alerts.\n"


def test_open_alerts_are_found_beyond_the_answered(office: Office, alerts: Callable[..., Result]) -> None:
    """The limit counts what is listed, not what is looked through."""
    first, *later = (office.change() for _ in range(4))
    for alert in later:
        assert alert is not None
        alerts("ack", str(alert.id))

    assert first is not None
    found = json.loads(alerts("--json", "--open", "--limit", "2").stdout)
    assert [entry["id"] for entry in found] == [first.id]


def test_dismissing_offers_the_mute(office: Office, alerts: Callable[..., Result]) -> None:
    """With the rules that gave the verdict, ready for config.toml."""
    alert = office.change()
    assert alert is not None
    said = alerts("dismiss", str(alert.id), "--note", "only wording").stdout

    table = tomllib.loads(said[said.index("mute = [") :])
    assert table["mute"] == ["numbers.deadline", "sharing.no_sale_promise"]
    assert '"sharing.no_sale_promise",  # ' in said
    assert "silences every such change of this policy" in said
    assert f"[[policy]] of {SLUG}" in said
    assert "for all policies" not in said


def test_a_rewritten_policy_offers_no_list_of_rules_to_mute(office: Office, alerts: Callable[..., Result]) -> None:
    """Copied into config.toml it would silence nearly everything."""
    found = made.assessment()
    rules = [replace(found.changes[0].findings[0], rule=f"made.up-{n}") for n in range(12)]
    changes = tuple(replace(found.changes[0], findings=(rule,)) for rule in rules)
    alert = office.change(replace(found, changes=changes))
    assert alert is not None
    said = alerts("dismiss", str(alert.id)).stdout

    assert "mute = [" not in said
    assert "12 rules spoke for it" in said


@pytest.mark.parametrize("number", ["99", "9" * 19, "9" * 23])
def test_an_alert_that_is_not_there_is_one_line(office: Office, alerts: Callable[..., Result], number: str) -> None:
    """What, and the way out; no number is too large to be told so."""
    answered = alerts("ack", number)

    assert isinstance(answered.exception, Failure)
    assert str(answered.exception) == f"there is no alert #{number}; `clausewatch alerts` lists them"


@pytest.mark.parametrize("what", ["²", "٣", "9" * 23, "9" * 5000])
def test_what_is_no_number_cannot_be_sent_again(alerts: Callable[..., Result], what: str) -> None:
    """Digits of other scripts and numbers beyond all alerts among it."""
    answered = alerts("resend", what)

    assert isinstance(answered.exception, Failure)
    assert "is neither an alert's number nor a channel" in str(answered.exception)


def test_more_alerts_than_there_can_be_are_wrong_usage(alerts: Callable[..., Result]) -> None:
    """The database cannot be asked for them."""
    answered = alerts("--limit", "9" * 23)

    assert answered.exit_code == 2


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="users have no numbers here")
def test_a_user_without_a_name_answers_by_number(
    office: Office, alerts: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Containers run under numbers that no list of users holds; --by still says who it was."""
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 54_321)
    alert = office.change()
    assert alert is not None

    alerts("ack", str(alert.id))
    assert listed(alerts)[0]["triage"]["by"] == "54321"
    alerts("dismiss", str(alert.id), "--by", "ada")
    assert listed(alerts)[0]["triage"]["by"] == "ada"


def test_what_was_given_up_is_sent_again(office: Office, alerts: Callable[..., Result], httpserver: HTTPServer) -> None:
    """By channel or by alert, with what came of it."""
    httpserver.expect_oneshot_request("/hook").respond_with_data("gone", status=410)
    office.change()
    office.round()
    httpserver.expect_request("/hook").respond_with_data("ok")

    assert alerts("resend", "hook").stdout == "hook: sent\n"
    assert alerts("resend").stdout == "Nothing waits or was given up.\n"
    assert isinstance(alerts("resend", "hok").exception, Failure)


def test_what_a_dead_process_was_sending_is_sent_again(
    office: Office, alerts: Callable[..., Result], httpserver: HTTPServer
) -> None:
    """It died in the middle; nobody need wait for its lease, and nobody is told that nothing waits."""
    httpserver.expect_request("/hook").respond_with_data("ok")
    office.now = datetime.now(UTC)
    office.change()
    office.dispatcher.gather(office.now)
    (owed,) = office.deliveries()
    place, process, start = me().split("/")
    with office.store.writing() as session:
        gone = f"{place}/{process}/{start[::-1]}x"
        outbox.claim(session, owed.id, office.now, office.now + timedelta(minutes=1), by=gone)

    assert alerts("resend", "hook").stdout == "hook: sent\n"
    assert office.states() == ["sent"]


def test_what_another_process_is_sending_is_left_to_it(
    office: Office, alerts: Callable[..., Result], httpserver: HTTPServer
) -> None:
    """It may be about to succeed; after its lease anybody takes it."""
    httpserver.expect_request("/hook").respond_with_data("ok")
    office.now = datetime.now(UTC)
    office.change()
    office.dispatcher.gather(office.now)
    (owed,) = office.deliveries()
    with office.store.writing() as session:
        outbox.claim(session, owed.id, office.now, office.now + timedelta(minutes=1), by="elsewhere/1/a")
    answered = alerts("resend", "hook")

    assert answered.exit_code == 1
    assert answered.stdout.startswith("hook: sending: another process has it; should it die, others take it from ")
    office.round(timedelta(minutes=2))
    assert office.states() == ["sent"]


def test_what_waits_for_a_renamed_channel_is_named_until_it_is_dropped(
    office: Office, alerts: Callable[..., Result]
) -> None:
    """By status and doctor; resending to all passes over it."""
    office.change()
    office.dispatcher.gather(office.now)
    office.change()  # not gathered yet
    loaded = renamed(office.loaded)
    with office.store.reading() as session:
        before = report.status(session, loaded, office.now)
    doctor = [found for found in examine(loaded) if found.part == "channel hook"]
    resent = alerts("resend")
    dropped = alerts("drop", "hook")
    with office.store.reading() as session:
        after = report.status(session, loaded, office.now)

    assert [(one.channel, one.waiting) for one in before.unnamed] == [("hook", 2)]
    assert "1 removed channel has messages waiting" in before.amiss
    assert [(found.fine, "alerts drop hook" in found.words) for found in doctor] == [(False, True)]
    assert (resent.exit_code, resent.stdout) == (0, "Nothing waits or was given up.\n")
    assert (dropped.exit_code, dropped.stdout) == (0, "hook: 2 messages given up\n")
    assert (after.unnamed, after.waiting, after.dead) == ((), 0, 0)
    assert set(office.states("hook")) == {"dead"}


def test_the_doctor_names_a_channel_that_no_policy_is_told_on(loaded: Loaded) -> None:
    """A type written otherwise would be silence for ever."""
    written = loaded.path.read_text()
    loaded.path.write_text(written.replace('name = "hook"', 'name = "hook"\ntypes = ["terms"]'))
    wrong = [found.fine for found in examine(load(loaded.path)) if "no policy is told here" in found.words]
    loaded.path.write_text(written.replace('name = "hook"', 'name = "hook"\ntypes = ["Privacy"]'))
    right = [found.fine for found in examine(load(loaded.path)) if "no policy is told here" in found.words]

    assert (wrong, right) == ([None], [])


def test_what_a_removed_channel_refused_is_nobodys_concern(office: Office, httpserver: HTTPServer) -> None:
    """It cannot be sent again: status would say for ever that somebody should look."""
    httpserver.expect_request("/hook").respond_with_data("gone", status=410)
    office.change()
    office.round()
    with office.store.reading() as session:
        named = report.status(session, office.loaded, office.now)
        removed = report.status(session, renamed(office.loaded), office.now)

    assert (named.dead, removed.dead, removed.unnamed) == (1, 0, ())


def test_a_channel_that_is_there_is_not_dropped(office: Office, alerts: Callable[..., Result]) -> None:
    """What waits for it will be sent."""
    office.change()
    done = alerts("drop", "hook")

    assert done.exit_code != 0
    assert isinstance(done.exception, Failure)
    assert "take it out first" in str(done.exception)


def renamed(loaded: Loaded) -> Loaded:
    """The same configuration, written anew with its channel under another name."""
    loaded.path.write_text(loaded.path.read_text().replace('name = "hook"', 'name = "crook"'))
    return load(loaded.path)


def test_a_channel_can_be_tried(loaded: Loaded, httpserver: HTTPServer) -> None:
    """Sent at once, and told whether it was taken."""
    httpserver.expect_oneshot_request("/hook").respond_with_data("ok")
    words = ["--test", "hook", "--config", str(loaded.path)]
    good = CliRunner().invoke(notify_command.app, words)
    httpserver.expect_request("/hook").respond_with_data("no", status=500)
    bad = CliRunner().invoke(notify_command.app, words)

    assert (good.exit_code, good.stdout) == (0, "hook: sent, 200\n")
    assert (bad.exit_code, bad.stdout) == (1, "hook: not sent: webhook hook answered 500 no\n")


def test_an_unknown_channel_names_the_nearest(loaded: Loaded) -> None:
    """A typo is not a stack trace."""
    answered = CliRunner().invoke(notify_command.app, ["--test", "hok", "--config", str(loaded.path)])

    assert isinstance(answered.exception, Failure)
    assert 'did you mean "hook"?' in str(answered.exception)


def test_the_history_shows_what_was_said(office: Office, alerts: Callable[..., Result], loaded: Loaded) -> None:
    """Who, when and why, beside the version that the alert was about."""
    alert = office.change()
    assert alert is not None
    alerts("dismiss", str(alert.id), "--note", "only wording", "--by", "ada")
    words = [SLUG, "--config", str(loaded.path)]
    shown = CliRunner().invoke(history_command.app, words).stdout
    versions = json.loads(CliRunner().invoke(history_command.app, [*words, "--json"]).stdout)["versions"]

    assert "dismissed by ada on 20" in shown
    assert [version.get("triage", {}).get("note") for version in versions] == ["only wording", None]
