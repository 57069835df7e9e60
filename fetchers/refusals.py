"""What went wrong on the wire, or a status that is no page, in; the `FetchError` it means out."""

import ssl
from collections.abc import Callable
from datetime import timedelta
from http.client import HTTPException

from requests import RequestException
from urllib3 import exceptions as wire

from fetchers.errors import FetchError, Kind


def of_transport(error: Exception, host: str) -> FetchError:
    """The meaning of an exception of requests or urllib3. Names the host alone: a path may be a secret."""
    causes = _chain(error)
    ours = next((cause for cause in causes if isinstance(cause, FetchError)), None)
    if ours is not None:
        return ours
    wire_causes = [cause for cause in causes if not isinstance(cause, RequestException)]  # their words quote the path
    for types, kind, words in _MEANINGS:
        found = next((cause for cause in wire_causes if isinstance(cause, types)), None)
        if found is not None:
            return FetchError(f"{host}: {words(found)}", kind=kind)
    return FetchError(f"{host}: no answer that can be read ({type(error).__name__})", kind=Kind.CONNECTION)


def was_refused(error: FetchError) -> bool:
    """Whether the other side refused the connection, as a firewall does."""
    return any(isinstance(cause, ConnectionRefusedError) for cause in _chain(error))


def was_dropped(error: Exception) -> bool:
    """Whether the other side closed the connection before it answered."""
    return any(isinstance(cause, ConnectionResetError | BrokenPipeError) for cause in _chain(error))


def of_status(status: int, url: str, wait_s: float | None) -> FetchError:
    """The meaning of a status that brings no page; `wait_s` is what Retry-After asked for."""
    kind = _kind(status)
    return FetchError(
        f"{url} answered {status}",
        kind=kind,
        status=status,
        retry_after=None if wait_s is None else timedelta(seconds=wait_s),
        permanent=kind is Kind.GONE,
    )


def _kind(status: int) -> Kind:
    if status in (404, 410):
        return Kind.GONE
    if status == 429:
        return Kind.RATE_LIMITED
    return Kind.SERVER if status >= 500 else Kind.REFUSED


def _chain(error: BaseException) -> list[BaseException]:
    """An exception and everything it was raised from or wraps, outermost first."""
    found: list[BaseException] = []
    queue: list[object] = [error]
    while queue:
        one = queue.pop(0)
        if isinstance(one, BaseException) and one not in found:
            found.append(one)
            queue += [*one.args, getattr(one, "reason", None), one.__cause__, one.__context__]
    return found


def _tls(error: BaseException) -> str:
    reason = getattr(error, "verify_message", "") or getattr(error, "reason", "") or error
    return f"the secure connection fails: {reason}"


def _brief(error: BaseException) -> str:
    """What the library says, on one line and short: it may quote the server."""
    words = " ".join("".join(one if one.isprintable() else " " for one in str(error)).split())
    return words[:80] or type(error).__name__


def _refused(error: BaseException) -> str:
    return f"no connection: {getattr(error, 'strerror', None) or type(error).__name__}"


# The first that is found anywhere in the chain decides, so the more telling ones stand first.
_MEANINGS: tuple[tuple[tuple[type[BaseException], ...], Kind, Callable[[BaseException], str]], ...] = (
    ((ssl.SSLError,), Kind.TLS, _tls),
    ((wire.ReadTimeoutError, TimeoutError), Kind.TIMEOUT, lambda _: "the server takes too long"),
    ((wire.IncompleteRead,), Kind.CONNECTION, lambda _: "the answer was cut short"),
    ((ConnectionRefusedError,), Kind.CONNECTION, lambda _: "the connection was refused"),
    ((UnicodeEncodeError,), Kind.FAILED, lambda _: "the request holds letters that HTTP does not have"),
    ((HTTPException,), Kind.CONNECTION, lambda error: f"the answer is not HTTP as we know it ({_brief(error)})"),
    ((OSError,), Kind.CONNECTION, _refused),
)
