"""Alerts by any of the services Apprise knows: a bulletin in, its text out. Needs `pip install clausewatch[apprise]`.

Apprise opens its own connections: its addresses are the operator's, and our address gate does not see them. It says
whether a message was taken, not why one was refused: every failure is tried again.
"""

import hmac
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from notifiers import plain
from notifiers.base import Bulletin, Message, Receipt, Wires
from notifiers.errors import SendError, SettingsError
from notifiers.fitting import fitted
from notifiers.message import letter

BODY = 30_000  # characters; services with less room are cut by Apprise itself


@dataclass(frozen=True, slots=True, kw_only=True)
class AppriseNotifier:
    """Tells each of `urls`, by the names they have as recipients; each is on its own."""

    urls: Mapping[str, str] = field(repr=False)

    @classmethod
    def of(cls, settings: Mapping[str, Any], _wires: Wires) -> Self:
        """The notifier of a channel's keys in config.toml. Raises `SettingsError`: no Apprise, or unknown addresses."""
        urls = tuple(settings["urls"])
        for position, url in enumerate(urls):
            if _library().Apprise.instantiate(url, suppress_exceptions=True) is None:
                raise SettingsError(f"urls[{position}]: Apprise does not know this address; see its list of services")
        return cls(urls={_name(url, settings["name"]): url for url in urls})

    @property
    def recipients(self) -> tuple[str, ...]:
        """A name of each address, as `_name` has it."""
        return tuple(self.urls)

    def compose(self, bulletin: Bulletin) -> Message:
        """The subject, a blank line, the text."""
        words = letter(bulletin)
        body = fitted(words, plain.text, lambda made: len(made) <= BODY)
        return Message(id=bulletin.id, payload=f"{words.subject}\n\n{body}")

    def send(self, message: Message, recipient: str = "") -> Receipt:
        """Hand it to Apprise for one address."""
        title, _, body = message.payload.partition("\n\n")
        library = _library()
        service = library.Apprise()
        service.add(self.urls[recipient])
        if not service.notify(title=title, body=body, body_format=library.NotifyFormat.TEXT):
            raise SendError(f"Apprise could not deliver to {recipient}")
        return Receipt(detail="taken by Apprise")


def _name(url: str, channel: str) -> str:
    """The service of an address and a short digest of the whole, such as `slack:3f9a1c2b`; the channel is its key.

    Addresses hold secrets, and recipients are shown. Their places in the list are no names: who stands in the place of
    one taken out would count as told.
    """
    digest = hmac.digest(channel.encode(), url.encode(), "sha256")[:4].hex()
    return f"{url.partition('://')[0].lower()}:{digest}"


def _library() -> Any:  # Apprise has no types
    try:
        import apprise
    except ImportError as error:
        raise SettingsError("kind: apprise is not installed; run: pip install 'clausewatch[apprise]'") from error
    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # its log quotes addresses, which hold secrets
    return apprise
