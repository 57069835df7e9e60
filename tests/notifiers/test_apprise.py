"""Apprise: plain text, handed on to any of its services."""

import pytest
from pytest_httpserver import HTTPServer

from notifiers.base import Wires, notifier
from notifiers.errors import SendError, SettingsError
from tests.notifiers import alerts

pytest.importorskip("apprise", reason="the optional extra apprise is not installed", exc_type=ImportError)

# Apprise's own imports use what Python is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def test_apprise_hands_it_on(httpserver: HTTPServer, wires: Wires) -> None:
    """Title and text go to the service of the address."""
    httpserver.expect_request("/hook", method="POST").respond_with_data("ok")
    url = f"json://{httpserver.host}:{httpserver.port}/hook"
    told = notifier("apprise", {"name": "x", "urls": [url]}, wires)

    told.send(told.compose(alerts.bulletin()), told.recipients[0])

    posted = httpserver.log[0][0].get_json()
    assert posted["title"] == "[Clausewatch] Northwind CRM privacy: deadline loosened, and 1 more"
    assert "within 30 days" in posted["message"]


def test_a_recipient_is_the_address_wherever_it_stands_in_the_list(wires: Wires) -> None:
    """With the first address taken out, the next one does not count as told in its place; no secret is in a name."""
    first, second = "json://first.example/secret", "json://second.example/secret"
    both = notifier("apprise", {"name": "x", "urls": [first, second, first]}, wires)
    rest = notifier("apprise", {"name": "x", "urls": [second]}, wires)
    other = notifier("apprise", {"name": "y", "urls": [second]}, wires)

    assert len(both.recipients) == 2
    assert rest.recipients == both.recipients[1:]
    assert other.recipients != rest.recipients
    assert all(name.startswith("json:") and "example" not in name for name in both.recipients)


def test_what_apprise_cannot_deliver_is_tried_again(httpserver: HTTPServer, wires: Wires) -> None:
    """It does not say why, so nothing is final; the address, which may hold a secret, is not named."""
    httpserver.expect_request("/secret").respond_with_data("no", status=500)
    url = f"json://{httpserver.host}:{httpserver.port}/secret"
    told = notifier("apprise", {"name": "x", "urls": [url]}, wires)

    with pytest.raises(SendError) as refused:
        told.send(told.compose(alerts.bulletin()), told.recipients[0])

    assert not refused.value.permanent
    assert "secret" not in str(refused.value)


def test_an_address_apprise_does_not_know_is_a_mistake(wires: Wires) -> None:
    """It is said at once, by its place."""
    with pytest.raises(SettingsError, match=r"urls\[0\]"):
        notifier("apprise", {"name": "x", "urls": ["nosuch://secret"]}, wires)
