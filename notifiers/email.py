"""Alerts by mail: a bulletin in, a MIME message (text first, then HTML) out, handed to an SMTP server.

The message is composed once and kept; every attempt sends the same bytes under the same Message-ID, so that a mail sent
twice by a crash is one mail to whoever receives it. Each recipient is a delivery of its own: who was refused is known.
"""

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from typing import Any, NoReturn, Self
from urllib.parse import quote

from notifiers import plain
from notifiers.base import Bulletin, Message, Receipt, Wires
from notifiers.errors import SettingsError
from notifiers.excerpt import printable
from notifiers.fitting import fitted
from notifiers.mail_html import html
from notifiers.message import Letter, letter
from notifiers.smtp import Server, submit

_ADDR = r"[!-;=?A-~]+@[!-;=?A-~]+"  # printable ASCII but for blanks, "<", ">" and a second "@"
_ADDRESS = re.compile(rf'"?(?P<name>[^"<>]*?)"?\s*<(?P<address>{_ADDR})>|(?P<bare>{_ADDR})')
URL_SIGNS = ":/?#[]@!$&'()*+,;=%~"
SIZE = 90_000  # bytes of the whole message: Gmail clips HTML above about 102 kB

# Headers of ids and addresses. Python would fold a long one into encoded words, which no mail reader takes for an id.
_KEPT_WHOLE = frozenset({"references", "in-reply-to", "list-id", "list-unsubscribe"})


class _Policy(EmailPolicy):
    """SMTP's lines, ids in one piece, and subjects that begin where they should."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        """One header as bytes."""
        if name.lower() in _KEPT_WHOLE:
            return self._joined(f"{name}: {value}".split(), name)
        if name.lower() == "subject" and str(value).isascii():
            return self._joined(textwrap.wrap(f"{name}: {value}", 76, break_on_hyphens=False), name)
        return super().fold_binary(name, value)

    def _joined(self, lines: list[str], name: str) -> bytes:
        """Lines of a header, the first never its name alone: some readers take that for an empty one."""
        if lines[0] == f"{name}:":
            lines = [" ".join(lines[:2]), *lines[2:]]
        return (f"{self.linesep} ".join(lines) + self.linesep).encode("ascii")


_POLICY = _Policy(linesep="\r\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailNotifier:
    """Mails to `to` through `server`.

    `name` is the channel's. `list_id` is made of the sender's domain where None. `unsubscribe_url` takes a POST without
    a login (RFC 8058), None where there is none; `unsubscribe_mailto` is the sender where None.
    """

    name: str
    to: tuple[str, ...]
    sender: str
    server: Server
    wires: Wires
    list_id: str | None = None
    unsubscribe_url: str | None = None
    unsubscribe_mailto: str | None = None

    @classmethod
    def of(cls, settings: Mapping[str, Any], wires: Wires) -> Self:
        """The notifier of a channel's keys in config.toml. Raises `SettingsError`."""
        smtp = settings["smtp"]
        return cls(
            name=settings["name"],
            to=tuple(address(entry, "to: ") for entry in settings["to"]),
            sender=address(smtp["sender"], "smtp.sender: "),
            server=Server(
                host=smtp["host"],
                port=smtp["port"],
                security=smtp["security"],
                username=smtp.get("username"),
                password=smtp.get("password"),
                timeout_s=smtp["timeout"].total_seconds(),
            ),
            wires=wires,
            list_id=_list_id(settings.get("list_id")),
            unsubscribe_url=settings.get("unsubscribe_url"),
            unsubscribe_mailto=settings.get("unsubscribe_mailto"),
        )

    @property
    def recipients(self) -> tuple[str, ...]:
        """Everyone of `to`."""
        return self.to

    def compose(self, bulletin: Bulletin) -> Message:
        """The MIME message, cut to `SIZE`."""
        payload = fitted(
            letter(bulletin),
            lambda cut: self._mime(bulletin, cut).as_bytes(),
            lambda made: len(made) <= SIZE,
        )
        return Message(id=bulletin.id, payload=payload.decode("ascii"))

    def send(self, message: Message, recipient: str = "") -> Receipt:
        """Hand the mail over for one recipient."""
        answer = submit(
            self.server,
            self.wires,
            sender=parseaddr(self.sender)[1],
            recipient=parseaddr(recipient)[1],
            content=message.payload.encode("ascii"),
        )
        return Receipt(detail=answer)

    def _mime(self, bulletin: Bulletin, words: Letter) -> EmailMessage:
        mail = EmailMessage(policy=_POLICY)
        for name, value in self._headers(bulletin, words).items():
            mail[name] = value
        mail.set_content(plain.text(words), cte="quoted-printable")
        mail.add_alternative(html(words), subtype="html", cte="quoted-printable")
        mail.set_boundary(f"=_{sha256(bulletin.id.encode()).hexdigest()[:32]}")
        return mail

    def _headers(self, bulletin: Bulletin, words: Letter) -> dict[str, str]:
        domain = _domain(self.sender)
        headers = {
            "From": self.sender,
            "To": ", ".join(self.to),
            "Subject": printable(words.subject),
            "Date": format_datetime(bulletin.created_at),
            "Message-ID": message_id(bulletin.id, domain),
            "List-Id": self.list_id or f"<{_label(self.name)}.clausewatch.{domain}>",
            "Auto-Submitted": "auto-generated",
            "Precedence": "bulk",
            "X-Auto-Response-Suppress": "All",
            **self._unsubscribe(),
        }
        root = thread_root(bulletin, domain)
        return headers | ({"In-Reply-To": root, "References": root} if root else {})

    def _unsubscribe(self) -> dict[str, str]:
        whom = self.unsubscribe_mailto or parseaddr(self.sender)[1]
        by_mail = f"<mailto:{quote(whom, safe='@')}?subject=unsubscribe%20{_label(self.name)}>"
        if self.unsubscribe_url is None:
            return {"List-Unsubscribe": by_mail}
        return {
            "List-Unsubscribe": f"<{quote(self.unsubscribe_url, safe=URL_SIGNS)}>, {by_mail}",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }


def message_id(identity: str, domain: str) -> str:
    """`identity` as a Message-ID (RFC 5322, 3.6.4): the same on every attempt."""
    return identity if identity.startswith("<") else f"<{identity}@{domain}>"


def thread_root(bulletin: Bulletin, domain: str) -> str | None:
    """The id under which mail readers gather what is about one policy; None for a message about several.

    No mail bears it: readers thread by what mails refer to, and so the first one needs no memory of its own.
    """
    slugs = {alert.subject.slug for alert in bulletin.alerts if alert.subject}
    if len(slugs) != 1 or bulletin.title is not None:
        return None
    return f"<policy.{_label(slugs.pop())}@{domain}>"


def address(entry: str, place: str = "") -> str:
    """`entry` ("name@example.org", or "A name <name@example.org>") as a header holds it.

    Raises `SettingsError` for what is none; its message begins with `place`.
    """
    found = _ADDRESS.fullmatch(entry)
    try:
        if found is None or not entry.isprintable():
            return _no_address(entry, place)
        return str(Address(found["name"] or "", addr_spec=found["address"] or found["bare"]))
    except (ValueError, HeaderParseError):
        return _no_address(entry, place)


def _list_id(given: str | None) -> str | None:
    """The List-Id (RFC 2919), None where none is given."""
    if given is not None and not (given.isascii() and given.isprintable() and given.strip()):
        raise SettingsError(f"list_id: {given!r} is no List-Id; write it as <clausewatch.example.org>")
    return given


def _no_address(entry: str, place: str) -> NoReturn:
    raise SettingsError(f"{place}{entry!r} is no plain mail address; write it as name@example.org")


def _domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2]


def _label(name: str) -> str:
    """`name` as a part of an address: "privacy team/eu" as "privacy-team-eu"."""
    kept = "".join(char if char.isascii() and char.isalnum() else "-" for char in name.lower())
    return kept.strip("-") or "channel"
