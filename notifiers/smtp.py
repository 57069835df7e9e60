"""One mail for one recipient in, the server's answer out; or a `SendError` that says whether to try again.

The connection goes to the address that the gate has checked, while TLS verifies the name: nothing is looked up twice.
A server that never ends what it says is left: each answer has its time and its size, all of them together theirs.
"""

import base64
import binascii
import smtplib
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal

from notifiers.base import Watch, Wires
from notifiers.errors import SendError
from notifiers.excerpt import shorten

# Answers that speak of the recipient for good (RFC 5321, 4.2.3). Other 5xx are a full mailbox, our password, our sender
# or a filter: the operator can mend those, and then the mail still goes through.
UNKNOWN_RECIPIENT = frozenset({521, 550, 551, 553, 556})

EXCHANGES = 8  # so many times a server's time-out is what one mail may take in all
ANSWER_BYTES = 65_536  # of one answer, all its lines; smtplib bounds each line alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where mail is handed over. `timeout_s` is how long it may be silent."""

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout_s: float = 30.0


def submit(server: Server, wires: Wires, *, sender: str, recipient: str, content: bytes) -> str:
    """Hand `content` over for `recipient`; gives the server's words. Raises `SendError`."""
    address, seconds = wires.reach(server.host, server.port), EXCHANGES * server.timeout_s
    with wires.watch(seconds) as watch:
        try:
            smtp = _connected(server, address, watch)
            try:
                _log_in(smtp, server)
                return _transaction(smtp, sender, recipient, content)
            finally:
                _leave(smtp)
        except smtplib.SMTPResponseException as refused:
            raise _refused(refused.smtp_code, refused.smtp_error) from refused
        except (smtplib.SMTPException, OSError, binascii.Error) as failed:
            why = f"no end within {seconds:g} s" if watch.over else failed
            raise SendError(f"mail server {server.host}:{server.port}: {why}") from failed


class _Lines:
    """The lines of a server's answers, of which one may have `left` bytes."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.left = ANSWER_BYTES

    def readline(self, limit: int) -> bytes:
        """The next line. Raises `OSError` where the answer grows too long, as smtplib expects it of a connection."""
        line: bytes = self._file.readline(limit)
        self.left -= len(line)
        if self.left < 0:
            raise OSError("its answer does not end")
        return line

    def close(self) -> None:
        """Close what it reads from."""
        self._file.close()


class _Plain(smtplib.SMTP):
    """Connects to `address` in place of looking the host's name up again; bounded as `watch` and `_Lines` say."""

    def __init__(self, server: Server, address: str, watch: Watch) -> None:
        self._address = address
        self._watch = watch
        super().__init__(server.host, server.port, timeout=server.timeout_s)

    def _get_socket(self, _host: str, port: int, timeout: float) -> socket.socket:
        made = socket.create_connection((self._address, port), timeout)
        self._watch.hold(made.fileno())
        return made

    def getreply(self) -> tuple[int, bytes]:
        """The server's next answer, whole."""
        if self.file is None and self.sock is not None:
            self.file = _Lines(self.sock.makefile("rb"))
        if self.file is not None:
            self.file.left = ANSWER_BYTES
        return super().getreply()


class _Tls(_Plain):
    """TLS from the first byte, verified against the host's name."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        plain = super()._get_socket(host, port, timeout)
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _connected(server: Server, address: str, watch: Watch) -> smtplib.SMTP:
    if server.security == "tls":
        return _Tls(server, address, watch)
    smtp = _Plain(server, address, watch)
    if server.security == "starttls":
        try:
            smtp.starttls(context=ssl.create_default_context())
        except (smtplib.SMTPException, OSError):
            smtp.close()
            raise
    return smtp


def _log_in(smtp: smtplib.SMTP, server: Server) -> None:
    if server.username is None:
        return
    name, password = server.username, server.password or ""
    if (name + password).isascii():
        smtp.login(name, password)
    else:
        _log_in_beyond_ascii(smtp, name, password)


def _log_in_beyond_ascii(smtp: smtplib.SMTP, name: str, password: str) -> None:
    """In UTF-8, as PLAIN has it (RFC 4616, 2) and servers take it for LOGIN; smtplib writes ASCII alone."""
    smtp.ehlo_or_helo_if_needed()
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    if "PLAIN" in offered:
        said = _said(smtp, f"AUTH PLAIN {_base64(f'{chr(0)}{name}{chr(0)}{password}')}")
    elif "LOGIN" in offered:
        said = _said(smtp, "AUTH LOGIN", _base64(name), _base64(password))
    else:
        raise SendError(
            "the mail server takes no password with letters beyond ASCII: it offers neither PLAIN nor LOGIN"
        )
    if said[0] not in (235, 503):  # 503: we are known already
        raise _refused(*said)


def _said(smtp: smtplib.SMTP, *commands: str) -> tuple[int, bytes]:
    """The last answer to `commands`, each given where the server asks for more (334) after the one before."""
    answer = (334, b"")
    for command in commands:
        if answer[0] == 334:
            answer = smtp.docmd(command)
    return answer


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


def _leave(smtp: smtplib.SMTP) -> None:
    """End the connection: what was accepted is accepted, whatever the server says to that."""
    with suppress(smtplib.SMTPException, OSError):
        smtp.quit()
    smtp.close()


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
