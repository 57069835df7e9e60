"""Slack messages: within the limits, safe, and sent both ways."""

import json
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from notifiers.base import Bulletin, Notifier, Wires, notifier
from notifiers.errors import SendError
from notifiers.slack_blocks import marked
from redline.types import Span
from tests.notifiers import alerts
from tests.notifiers.slack_limits import check


def by_webhook(server: HTTPServer, wires: Wires) -> Notifier:
    """The notifier of an incoming webhook."""
    return notifier("slack", {"name": "risk", "webhook_url": server.url_for("/T0/B0/secret")}, wires)


def by_bot(server: HTTPServer, wires: Wires) -> Notifier:
    """The notifier of a bot with a token."""
    settings = {"name": "risk", "token": "xoxb-1", "channel": "C1", "api_url": server.url_for("/api")}
    return notifier("slack", settings, wires)


def composed(told: Notifier, bulletin: Any) -> dict[str, Any]:
    """The JSON that would be posted, found to be within Slack's limits."""
    body: dict[str, Any] = json.loads(told.compose(bulletin).payload)
    check(body)
    return body


def words(body: dict[str, Any]) -> str:
    """All text of a message."""
    return json.dumps(body["blocks"], ensure_ascii=False)


def test_a_change_is_told_without_colour(httpserver: HTTPServer, wires: Wires) -> None:
    """Struck through and bold, with quotes, date and links."""
    body = composed(by_webhook(httpserver, wires), alerts.bulletin())

    assert body["text"] == "[Clausewatch] Northwind CRM privacy: deadline loosened, and 1 more"
    assert body["blocks"][0]["text"]["text"] == "Northwind CRM privacy: 2 material changes"
    assert "within ~30 days~ *a reasonable time* after" in words(body)
    assert "silent edit" in words(body)
    assert "<https://northwind.example/privacy|" in words(body)


def test_page_text_mentions_nobody(httpserver: HTTPServer, wires: Wires) -> None:
    """Neither by its signs nor by Slack's own search for names."""
    text = "<!channel> <@U123> <https://evil.example|click> *bold* ~gone~ @here"
    body = composed(by_webhook(httpserver, wires), alerts.bulletin(alerts.change(alerts.hostile(text))))

    assert "<!channel>" not in words(body)
    assert "<@U123>" not in words(body)
    assert "<https://evil.example" not in words(body)
    assert "&lt;!channel&gt;" in words(body)
    assert all(block["text"].get("verbatim") for block in body["blocks"] if block["type"] == "section")


@pytest.mark.parametrize("text", ["word " * 2000, "<&>" * 900, "я" * 5000])
def test_long_clauses_are_cut_to_the_limits(httpserver: HTTPServer, wires: Wires, text: str) -> None:
    """However long, however much escaping adds."""
    many = alerts.assessment(*[alerts.hostile(text).changes[0]] * 80)
    body = composed(by_webhook(httpserver, wires), alerts.bulletin(alerts.change(many)))

    assert "more of the same weight are not shown" in words(body)


def test_a_digest_is_cut_to_the_limits(httpserver: HTTPServer, wires: Wires) -> None:
    """A week of alerts is one message."""
    crowd = tuple(alerts.change(number=number) for number in range(300))
    body = composed(by_webhook(httpserver, wires), alerts.bulletin(*crowd, title="What was missed"))

    assert "What was missed: 300 changes" in body["text"]


def test_marks_stand_apart() -> None:
    """A change beside a change, inside brackets, before a full stop."""
    spans = (
        Span(op="equal", text="(after "),
        Span(op="delete", text="30 days "),
        Span(op="insert", text="60 days "),
        Span(op="equal", text="at most)."),
    )

    assert marked(spans) == "(after ~30 days~ *60 days* at most)."


def test_an_incoming_webhook_answers_ok(httpserver: HTTPServer, wires: Wires) -> None:
    """It is posted as JSON and taken."""
    httpserver.expect_oneshot_request("/T0/B0/secret", method="POST").respond_with_data("ok")
    told = by_webhook(httpserver, wires)

    assert told.send(told.compose(alerts.bulletin())).detail == "ok"


def test_an_ok_that_is_false_is_a_failure(httpserver: HTTPServer, wires: Wires) -> None:
    """The Web API answers 200 to everything."""
    httpserver.expect_request("/api/chat.postMessage").respond_with_json({"ok": False, "error": "internal_error"})
    told = by_bot(httpserver, wires)

    with pytest.raises(SendError, match="internal_error") as refused:
        told.send(told.compose(alerts.bulletin()))

    assert not refused.value.permanent


def test_a_token_that_is_quoted_is_left_out(httpserver: HTTPServer, wires: Wires) -> None:
    """By Slack's own name for the failure, or by a proxy's page."""
    settings = {"name": "risk", "token": "xoxb-4711-4711", "channel": "C1", "api_url": httpserver.url_for("/api")}
    told = notifier("slack", settings, wires)
    refusal = {"ok": False, "error": "bad xoxb-4711-4711"}
    httpserver.expect_ordered_request("/api/chat.postMessage").respond_with_json(refusal)
    httpserver.expect_ordered_request("/api/chat.postMessage").respond_with_data("Bearer xoxb-4711-4711", status=502)

    for _ in range(2):
        with pytest.raises(SendError, match="…") as refused:
            told.send(told.compose(alerts.bulletin()))
        assert "4711" not in str(refused.value)


@pytest.mark.parametrize("word", ["channel_not_found", "is_archived", "token_revoked"])
def test_a_channel_that_is_gone_is_final(httpserver: HTTPServer, wires: Wires, word: str) -> None:
    """Nobody is reached this way any more."""
    httpserver.expect_request("/api/chat.postMessage").respond_with_json({"ok": False, "error": word})
    told = by_bot(httpserver, wires)

    with pytest.raises(SendError) as refused:
        told.send(told.compose(alerts.bulletin()))

    assert refused.value.permanent


def test_a_webhook_taken_away_is_final(httpserver: HTTPServer, wires: Wires) -> None:
    """Slack says so in a word; a plain 404 may pass."""
    httpserver.expect_ordered_request("/T0/B0/secret").respond_with_data("no_service", status=404)
    httpserver.expect_ordered_request("/T0/B0/secret").respond_with_data("not found", status=404)
    told = by_webhook(httpserver, wires)

    found = []
    for _ in range(2):
        with pytest.raises(SendError) as refused:
            told.send(told.compose(alerts.bulletin()))
        assert "secret" not in str(refused.value)
        found.append(refused.value.permanent)

    assert found == [True, False]


def test_too_many_requests_are_waited_for(httpserver: HTTPServer, wires: Wires) -> None:
    """429 with Retry-After, both ways."""
    for path in ("/T0/B0/secret", "/api/chat.postMessage"):
        httpserver.expect_request(path).respond_with_response(Response("", status=429, headers={"Retry-After": "30"}))
    for told in (by_webhook(httpserver, wires), by_bot(httpserver, wires)):
        with pytest.raises(SendError) as refused:
            told.send(told.compose(alerts.bulletin()))

        assert refused.value.retry_after is not None
        assert refused.value.retry_after.total_seconds() == 30


def test_a_bot_threads_by_policy(httpserver: HTTPServer, wires: Wires) -> None:
    """The receipt names the message, the next one hangs under it."""
    httpserver.expect_request("/api/chat.postMessage", headers={"Authorization": "Bearer xoxb-1"}).respond_with_json(
        {"ok": True, "ts": "171.001"}
    )
    told = by_bot(httpserver, wires)

    receipt = told.send(told.compose(alerts.bulletin()))
    later = Bulletin(id="alert.2", alerts=(alerts.change(),), created_at=alerts.NOW, thread=receipt.thread)

    assert receipt.thread == "171.001"
    assert composed(told, later)["thread_ts"] == "171.001"
    assert "thread_ts" not in composed(told, alerts.bulletin())
