"""What notifiers may use of the world outside: the guarded client with its address gate, the output, the clock."""

import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

from fetchers.client import Answer, Client
from fetchers.connections import Watch
from fetchers.errors import FetchError, ForbiddenAddress
from monitor.config import ConfigError, Loaded
from monitor.dispatch import Dispatcher
from monitor.fetching import client_settings
from monitor.settings import Channel, EmailChannel
from notifiers.base import Post, PostAnswer, Reach, Wires, notifier
from notifiers.errors import SendError, SettingsError
from storage.store import Store


def wires(client: Client, clock: Callable[[], datetime]) -> Callable[[Channel], Wires]:
    """The wires of each channel: what it may reach, by its own `allow_private`."""

    def of(channel: Channel) -> Wires:
        private = channel.allow_private or (isinstance(channel, EmailChannel) and channel.smtp.allow_private)
        return Wires(
            post=_post(client, allow_private=private),
            reach=_reach(client, allow_private=private),
            watch=Watch,
            write=write,
            now=clock,
        )

    return of


def check_channels(loaded: Loaded, wired: Callable[[Channel], Wires]) -> None:
    """Raise `ConfigError` where an active channel's settings cannot work: at the start, not at its first alert."""
    for channel in loaded.active_channels():
        try:
            notifier(channel.kind, loaded.channel_settings(channel), wired(channel))
        except SettingsError as error:
            raise ConfigError(f'{loaded.path.name}: channel "{channel.name}": {error}') from error


@contextmanager
def dispatching(loaded: Loaded, store: Store) -> Iterator[Dispatcher]:
    """A dispatcher for the time of a command."""
    client = Client(client_settings(loaded))
    try:
        yield Dispatcher(store=store, loaded=loaded, wires=wires(client, _now), clock=_now)
    finally:
        client.close()


def _now() -> datetime:
    return datetime.now(UTC)


def write(text: str) -> None:
    """Standard output, at once. Raises `OSError`; what failed is not kept, to come twice when it is tried again."""
    out = sys.stdout
    out.flush()
    try:
        descriptor = out.fileno()
    except io.UnsupportedOperation:  # no file: whoever runs us keeps it
        out.write(text)
        out.flush()
        return
    rest = memoryview(text.encode(out.encoding, out.errors or "strict"))
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _post(client: Client, *, allow_private: bool) -> Post:
    def post(url: str, *, body: bytes, headers: Mapping[str, str], timeout_s: float) -> PostAnswer:
        try:
            answer = client.post(url, body=body, headers=headers, timeout_s=timeout_s, allow_private=allow_private)
        except FetchError as error:
            raise _send_error(error) from error
        return PostAnswer(status=answer.status, headers=_lower(answer), body=answer.body)

    return post


def _reach(client: Client, *, allow_private: bool) -> Reach:
    def reach(host: str, port: int) -> str:
        try:
            return client.reach(host, port, allow_private=allow_private)
        except FetchError as error:
            raise _send_error(error) from error

    return reach


def _send_error(error: FetchError) -> SendError:
    hint = "; allow_private = true in this channel would permit it" if isinstance(error, ForbiddenAddress) else ""
    return SendError(f"{error}{hint}")


def _lower(answer: Answer) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.headers}
