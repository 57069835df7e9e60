"""Webhooks: what a receiver gets, and what its answers mean."""

import base64
import json
import re
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from notifiers.alerts import AlertContent, AlertKind, DeadChannel, Quiet
from notifiers.base import Notifier, Wires, notifier
from notifiers.errors import SendError, SettingsError
from notifiers.webhook import signature
from tests.notifiers import alerts
from tests.notifiers.alerts import NOW

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def webhook(server: HTTPServer, wires: Wires, **more: object) -> Notifier:
    """The notifier of a webhook channel at this server."""
    return notifier("webhook", {"name": "platform", "url": server.url_for("/hook"), **more}, wires)


def schema() -> Any:
    """The schema as the documentation has it."""
    text = (Path(__file__).parents[2] / "docs/webhook.md").read_text(encoding="utf-8")
    found = re.search(r"```json\n(.*?)```", text, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def of_every_kind() -> list[AlertContent]:
    """An alert of each kind."""
    dead = DeadChannel(channel="team", recipient="", reason="410")
    quiet = Quiet(since_at=NOW - timedelta(days=7), until_at=NOW, policies=5, good_checks=84)
    troubles = [kind for kind in AlertKind if kind.startswith(("error", "stale", "unstable"))]
    return [
        alerts.change(),
        alerts.change(alerts.assessment(takes_effect="2026-04-01"), kind=AlertKind.REMINDER),
        *(alerts.trouble(kind) for kind in troubles),
        AlertContent(id="3", kind=AlertKind.CHANNEL_DEAD, created_at=NOW, dead=dead),
        AlertContent(id="4", kind=AlertKind.ALL_QUIET, created_at=NOW, quiet=quiet),
        AlertContent(id="5", kind=AlertKind.TEST, created_at=NOW),
    ]


def test_what_is_posted_fits_the_documented_schema(httpserver: HTTPServer, wires: Wires) -> None:
    """Every kind of alert, alone and in one digest."""
    told = webhook(httpserver, wires)
    every = of_every_kind()

    for bulletin in [alerts.bulletin(*every, title="Daily digest"), *map(alerts.bulletin, every)]:
        jsonschema_rs.validate(schema(), json.loads(told.compose(bulletin).payload))

    assert {alert.kind for alert in every} == set(AlertKind)


def test_the_full_redline_is_posted(httpserver: HTTPServer, wires: Wires) -> None:
    """Clauses that are only editorial too, with their spans."""
    posted = json.loads(webhook(httpserver, wires).compose(alerts.bulletin()).payload)

    assessment = posted["data"]["alerts"][0]["assessment"]
    assert [change["materiality"] for change in assessment["changes"]] == ["material", "material", "editorial"]
    assert ["delete", "30 days"] in assessment["changes"][0]["spans"]


def test_a_receiver_can_verify_it(httpserver: HTTPServer, wires: Wires) -> None:
    """Id, time and signature as Standard Webhooks has them; one signature for each secret."""
    httpserver.expect_request("/hook", method="POST").respond_with_data("taken")
    told = webhook(httpserver, wires, secret=f"{SECRET} plain", headers={"x-tenant": "7"})
    message = told.compose(alerts.bulletin(identity="alert.9"))

    told.send(message)

    request, _ = httpserver.log[0]
    assert request.headers["webhook-id"] == "alert.9"
    assert request.headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    assert request.headers["x-tenant"] == "7"
    assert request.get_data() == message.payload.encode()
    assert [each.split(",")[0] for each in request.headers["webhook-signature"].split()] == ["v1", "v1"]


def test_signatures_are_those_of_the_standard() -> None:
    """The example that the standard's libraries test themselves with."""
    key = base64.b64decode(SECRET.removeprefix("whsec_"))

    signed = signature(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", b'{"test": 2432232314}')

    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_false_secret_is_said_at_once(httpserver: HTTPServer, wires: Wires) -> None:
    """Not when the first alert is due."""
    with pytest.raises(SettingsError, match="whsec_"):
        webhook(httpserver, wires, secret="whsec_not base64!")


@pytest.mark.parametrize(("status", "final"), [(410, True), (404, False), (500, False), (429, False), (403, False)])
def test_only_gone_is_final(httpserver: HTTPServer, wires: Wires, status: int, *, final: bool) -> None:
    """Everything else may be mended by its operator."""
    httpserver.expect_request("/hook").respond_with_data("no", status=status)
    told = webhook(httpserver, wires)

    with pytest.raises(SendError, match=str(status)) as refused:
        told.send(told.compose(alerts.bulletin()))

    assert refused.value.permanent is final


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            "<!DOCTYPE HTML>\n<html><head><title>Error\nresponse &amp; more</title></head></html>",
            "501 Error response & more",
        ),
        ("<html><body><h1>Oops</h1></body></html>", "501"),
        ("not here", "501 not here"),
    ],
)
def test_an_error_page_is_told_in_plain_words(httpserver: HTTPServer, wires: Wires, body: str, said: str) -> None:
    """Its title, or nothing: the line stands in lists and logs."""
    httpserver.expect_request("/hook").respond_with_data(body, status=501)
    told = webhook(httpserver, wires)

    with pytest.raises(SendError) as refused:
        told.send(told.compose(alerts.bulletin()))

    assert str(refused.value).endswith(f"answered {said}")


@pytest.mark.parametrize("words", ["Cannot POST /hook/key-4711-x?by=4711-4711", "no key-4711-x here", "4711-4711?"])
def test_what_a_server_quotes_of_the_address_is_left_out(httpserver: HTTPServer, wires: Wires, words: str) -> None:
    """The path is a secret; what was said goes to logs, lists and other channels."""
    httpserver.expect_request("/hook/key-4711-x").respond_with_data(words, status=404)
    told = webhook(httpserver, wires, url=httpserver.url_for("/hook/key-4711-x") + "?by=4711-4711")

    with pytest.raises(SendError, match=r"answered 404 .*…") as refused:
        told.send(told.compose(alerts.bulletin()))
    assert "4711" not in str(refused.value)


@pytest.mark.parametrize(
    "words",
    [
        "unknown: authorization: Bearer TOPSECRET-4711",
        '{"headers": {"Authorization": "Bearer TOPSECRET-4711", "X-Key": "other/4711/4711"}}',
        "<html><title>bad signature, expected MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw</title></html>",
        f"not signed with {SECRET}",
        "token TOPSECRET-4711 has expired",
        " " * 1990 + "TOPSECRET-4711",
    ],
)
def test_what_a_server_quotes_of_headers_and_keys_is_left_out(httpserver: HTTPServer, wires: Wires, words: str) -> None:
    """An error page of a framework prints the whole request; what was said goes to logs, lists and other channels."""
    httpserver.expect_request("/hook").respond_with_data(words, status=500)
    headers = {"authorization": "Bearer TOPSECRET-4711", "x-key": "other/4711/4711", "x-tenant": "4"}
    told = webhook(httpserver, wires, secret=SECRET, headers=headers)

    with pytest.raises(SendError, match=r"answered 500 .*…") as refused:
        told.send(told.compose(alerts.bulletin()))
    assert not re.search("4711|SECRET|MfKQ|LaSw", str(refused.value))


def test_retry_after_is_heard(httpserver: HTTPServer, wires: Wires) -> None:
    """In seconds, or as a date on the server's own clock."""
    told = webhook(httpserver, wires)
    message = told.compose(alerts.bulletin())
    dated = {"Retry-After": "Mon, 02 Mar 2026 10:00:00 GMT", "Date": "Mon, 02 Mar 2026 09:58:00 GMT"}
    httpserver.expect_ordered_request("/hook").respond_with_data("slow", status=429, headers={"Retry-After": "17"})
    httpserver.expect_ordered_request("/hook").respond_with_response(Response("slow", status=503, headers=dated))

    waits = []
    for _ in range(2):
        with pytest.raises(SendError) as refused:
            told.send(message)
        waits.append(refused.value.retry_after)

    assert waits == [timedelta(seconds=17), timedelta(seconds=120)]


def test_redirects_are_not_followed(httpserver: HTTPServer, wires: Wires) -> None:
    """An alert goes where the operator said, or nowhere."""
    httpserver.expect_request("/hook").respond_with_response(
        Response(status=302, headers={"Location": httpserver.url_for("/elsewhere")})
    )
    told = webhook(httpserver, wires)

    with pytest.raises(SendError, match="redirects"):
        told.send(told.compose(alerts.bulletin()))

    assert [request.path for request, _ in httpserver.log] == ["/hook"]


def test_a_server_that_stalls_is_left(wires: Wires, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the time-out the delivery is tried again later."""
    monkeypatch.setattr("notifiers.webhook.TIMEOUT_S", 0.3)
    left = threading.Event()

    def stall(_request: Request) -> Response:
        left.wait(20)
        return Response("late")

    # a server of its own: its late answer must not fall into another test
    with HTTPServer(host="127.0.0.1", threaded=True) as server:
        server.expect_request("/hook").respond_with_handler(stall)
        told = webhook(server, wires)
        with pytest.raises(SendError) as refused:
            told.send(told.compose(alerts.bulletin()))
        left.set()

    assert not refused.value.permanent
    assert "/hook" not in str(refused.value)
