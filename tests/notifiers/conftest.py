"""What the tests of channels share: a real mail server, a real client, a set clock."""

from collections.abc import Iterator

import pytest

from fetchers.client import Client, ClientSettings
from monitor import wiring
from monitor.settings import ConsoleChannel
from notifiers.base import Wires
from tests.notifiers.alerts import NOW
from tests.notifiers.servers import Mailbox, mail_server


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """An SMTP server that takes everything until it is told otherwise."""
    with mail_server() as running:
        yield running


@pytest.fixture
def wires() -> Iterator[Wires]:
    """The product's own wires, private addresses permitted, the clock set."""
    client = Client(ClientSettings())
    channel = ConsoleChannel.model_validate({"kind": "console", "name": "test", "allow_private": True})
    yield wiring.wires(client, lambda: NOW)(channel)
    client.close()
