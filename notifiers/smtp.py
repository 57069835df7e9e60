"""One mail for one recipient in, the server's answer out; or a `SendError` that says whether to try again.

The connection goes to the address that the gate has checked, while TLS verifies the name: nothing is looked up twice.
"""

import smtplib
import socket
import ssl
from dataclasses import dataclass, field
from typing import Literal

from notifiers.base import Reach
from notifiers.errors import SendError
from notifiers.excerpt import shorten

# Answers that speak of the recipient for good (RFC 5321, 4.2.3). Other 5xx are a full mailbox, our password, our sender
# or a filter: the operator can mend those, and then the mail still goes through.
UNKNOWN_RECIPIENT = frozenset({521, 550, 551, 553, 556})


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where mail is handed over."""

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout_s: float = 30.0


def submit(server: Server, reach: Reach, *, sender: str, recipient: str, content: bytes) -> str:
    """Hand `content` over for `recipient`; gives the server's words. Raises `SendError`."""
    address = reach(server.host, server.port)
    try:
        with _connected(server, address) as smtp:
            _log_in(smtp, server)
            return _transaction(smtp, sender, recipient, content)
    except smtplib.SMTPResponseException as refused:
        raise _refused(refused.smtp_code, refused.smtp_error) from refused
    except (smtplib.SMTPException, OSError) as failed:
        raise SendError(f"mail server {server.host}:{server.port}: {failed}") from failed


class _Plain(smtplib.SMTP):
    """Connects to `address` in place of looking the host's name up again."""

    def __init__(self, server: Server, address: str) -> None:
        self._address = address
        super().__init__(server.host, server.port, timeout=server.timeout_s)

    def _get_socket(self, _host: str, port: int, timeout: float) -> socket.socket:
        return socket.create_connection((self._address, port), timeout)


class _Tls(_Plain):
    """TLS from the first byte, verified against the host's name."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        plain = super()._get_socket(host, port, timeout)
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _connected(server: Server, address: str) -> smtplib.SMTP:
    if server.security == "tls":
        return _Tls(server, address)
    smtp = _Plain(server, address)
    if server.security == "starttls":
        try:
            smtp.starttls(context=ssl.create_default_context())
        except (smtplib.SMTPException, OSError):
            smtp.close()
            raise
    return smtp


def _log_in(smtp: smtplib.SMTP, server: Server) -> None:
    if server.username is not None:
        smtp.login(server.username, server.password or "")


def _transaction(smtp: smtplib.SMTP, sender: str, recipient: str, content: bytes) -> str:
    smtp.ehlo_or_helo_if_needed()
    _expect(smtp.mail(sender))
    _expect(smtp.rcpt(recipient), of_recipient=True)
    answer = _expect(smtp.data(content), of_recipient=True)
    return shorten(answer.decode("utf-8", "replace"), 200)


def _expect(answer: tuple[int, bytes], *, of_recipient: bool = False) -> bytes:
    code, words = answer
    if 200 <= code < 300:
        return words
    raise _refused(code, words, permanent=of_recipient and code in UNKNOWN_RECIPIENT)


def _refused(code: int, words: bytes | str, *, permanent: bool = False) -> SendError:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return SendError(f"the mail server answered {code} {shorten(said, 200)}", permanent=permanent)
