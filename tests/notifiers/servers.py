"""A real SMTP server on loopback that refuses as it is told, and keeps what it takes."""

import asyncio
import socket
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from socketserver import BaseRequestHandler, ThreadingTCPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword


@dataclass(slots=True)
class Post:
    """What became of the mails: `answers` are given in order, one for each time that recipient is named; then 250."""

    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    at_data: list[str] = field(default_factory=list)
    at_quit: str = "221 Bye"
    stalls_s: float = 0.0
    attempts: int = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        """Say what this recipient's turn is."""
        self.attempts += 1
        if self.answers[address]:
            return self.answers[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep the mail."""
        await asyncio.sleep(self.stalls_s)
        if self.at_data:
            return self.at_data.pop(0)
        mail = message_from_bytes(envelope.content, policy=default)
        assert isinstance(mail, EmailMessage)
        self.taken += [(recipient, mail) for recipient in envelope.rcpt_tos]
        return "250 taken as made-up-id"

    async def handle_QUIT(self, _server: Any, _session: Any, _envelope: Any) -> str:  # noqa: N802
        """Take leave."""
        return self.at_quit


@dataclass(frozen=True, slots=True)
class Mailbox:
    """The running server."""

    host: str
    port: int
    post: Post


@contextmanager
def mail_server(**options: Any) -> Iterator[Mailbox]:
    """An SMTP server for the time of a test; `options` are aiosmtpd's."""
    post = Post()
    controller = Controller(post, hostname="127.0.0.1", port=_free_port(), **options)
    controller.start()
    try:
        yield Mailbox(host="127.0.0.1", port=controller.port, post=post)
    finally:
        controller.stop()


@contextmanager
def talking(words: bytes, pause_s: float = 0.0) -> Iterator[Mailbox]:
    """A server that greets with these words over and over, and listens to nobody."""

    class Talker(BaseRequestHandler):
        """One connection."""

        def handle(self) -> None:
            """Talk until the other side leaves."""
            with suppress(OSError):
                while True:
                    self.request.sendall(words)
                    time.sleep(pause_s)

    with ThreadingTCPServer(("127.0.0.1", 0), Talker) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Mailbox(host="127.0.0.1", port=server.server_address[1], post=Post())
        server.shutdown()


def _free_port() -> int:
    """A port nobody listens on: aiosmtpd's controller wants a number."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def authenticator(username: str, password: str) -> Any:
    """Lets one user in."""

    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: LoginPassword) -> AuthResult:
        right = (given.login, given.password) == (username.encode(), password.encode())
        return AuthResult(success=right, handled=False)

    return check
