"""Alerts on the terminal or in the service's own output: a bulletin in, its text written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from notifiers import plain
from notifiers.base import Bulletin, Message, Receipt, Wires
from notifiers.errors import SendError
from notifiers.message import letter


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleNotifier:
    """Writes where the daemon writes."""

    wires: Wires

    @classmethod
    def of(cls, _settings: Mapping[str, Any], wires: Wires) -> Self:
        """The notifier of a channel's keys in config.toml."""
        return cls(wires=wires)

    @property
    def recipients(self) -> tuple[str, ...]:
        """Whoever looks."""
        return ("",)

    def compose(self, bulletin: Bulletin) -> Message:
        """The letter as text, whole."""
        return Message(id=bulletin.id, payload=plain.text(letter(bulletin)))

    def send(self, message: Message, _recipient: str = "") -> Receipt:
        """Write the text, a blank line before and after it. Raises `SendError` where the output takes nothing."""
        try:
            self.wires.write(f"\n{message.payload}\n")
        except (OSError, ValueError) as error:  # a full disk, a reader that went away; a stream that was closed
            reason = getattr(error, "strerror", None) or error
            raise SendError(f"standard output cannot be written: {reason}") from error
        return Receipt(detail="written")
