"""What every channel offers: a `Bulletin` in, a frozen `Message` out; then sent, for a `Receipt`.

Composing and sending are two steps, because a message that was begun must never change: the outbox
stores what `compose` gives when the delivery is first claimed, and every retry sends those same
words under the same id.

    bulletin --compose--> Message (stored) --send, as often as needed--> Receipt
"""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, Self

from notifiers.alerts import AlertContent


@dataclass(frozen=True, slots=True, kw_only=True)
class PostAnswer:
    """What a server answered; `headers` have lower-case names."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Post(Protocol):
    """One POST through the guarded client; no redirect is followed."""

    def __call__(self, url: str, *, body: bytes, headers: Mapping[str, str], timeout_s: float) -> PostAnswer:
        """Answer of the server whatever its status; raises `SendError` where none came."""
        ...


class Reach(Protocol):
    """The address gate for connections that are no HTTP requests."""

    def __call__(self, host: str, port: int) -> str:
        """The checked IP address to connect to; raises `SendError` where there is none."""
        ...


class Watch(Protocol):
    """A limit on how long a connection of ours may take in all, whatever its server does; used by `with`."""

    over: bool

    def hold(self, fileno: int) -> None:
        """Shut this socket down when the time is over."""
        ...

    def __enter__(self) -> Self:
        """Begin to count."""
        ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: Any, /) -> None:
        """Count no longer."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wires:
    """What a notifier may use of the world outside: the guarded client, the address gate, an output, the clock.

    `watch` makes a limit of so many seconds, for connections that are no HTTP requests.
    """

    post: Post
    reach: Reach
    watch: Callable[[float], Watch]
    write: Callable[[str], object]
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """What is to be told in one message.

    `id` is the stable identity (`Message-ID`, `webhook-id`): the same on every attempt. `alerts`
    are in order of creation. `title` is None for a message that tells one alert, else the name of
    the digest ("daily digest", "what was missed"). `thread` is what the first message about this
    policy on this channel got as its receipt's `thread`, None where there was none.
    """

    id: str
    alerts: tuple[AlertContent, ...]
    created_at: datetime
    title: str | None = None
    thread: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A composed message; `payload` is what goes over the wire, as text."""

    id: str
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The channel took the message; `thread` is its own name for it, "" where it gives none."""

    detail: str
    thread: str = ""


class Notifier(Protocol):
    """One channel."""

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who gets a delivery of their own; `("",)` for channels with one end."""
        ...

    def compose(self, bulletin: Bulletin) -> Message:
        """The message as it will be sent. Pure: the same bulletin gives the same message."""
        ...

    def send(self, message: Message, recipient: str = "") -> Receipt:
        """Hand the message over. Raises `SendError`."""
        ...


# kind of channel in config.toml -> "module:class"; the class is called with (settings, wires)
NOTIFIERS: dict[str, str] = {
    "email": "notifiers.email:EmailNotifier",
    "slack": "notifiers.slack:SlackNotifier",
    "webhook": "notifiers.webhook:WebhookNotifier",
    "console": "notifiers.console:ConsoleNotifier",
    "apprise": "notifiers.apprise:AppriseNotifier",
}


def notifier(kind: str, settings: Mapping[str, Any], wires: Wires) -> Notifier:
    """The notifier of a `kind` of `NOTIFIERS`.

    `settings` are the channel's keys of config.toml with secrets read. Raises `SettingsError` where
    they cannot work.
    """
    module, name = NOTIFIERS[kind].split(":")
    made: Notifier = getattr(importlib.import_module(module), name).of(settings, wires)
    return made
