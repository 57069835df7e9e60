"""How fetching fails: one base with the facts a caller decides by, and leaves for what a caller does differently.

FetchError            `kind` says what happened, `retry_after` what the server asked for
├─ ForbiddenAddress   the gate refused to connect there
├─ TooLarge           the body, or what it unpacks to, is larger than we read
├─ Cancelled          we were asked to stop while waiting
└─ ArchiveError       a web archive did not do its part
   ├─ Limited         too many requests, or the connection refused: nothing may be asked before `retry_after` is over
   ├─ Blocked         the archive does not show this site
   ├─ NotArchived     the archive holds no capture of this address
   └─ NotPlayable     listed, but it cannot be played back
"""

from datetime import timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What went wrong. The words are those in which checks record it."""

    DNS = "dns"
    TLS = "tls"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    GONE = "gone"
    REFUSED = "refused"
    RATE_LIMITED = "rate_limited"
    SERVER = "server"
    REDIRECTS = "redirects"
    FORBIDDEN_ADDRESS = "forbidden_address"
    TOO_LARGE = "too_large"
    BROWSER = "browser"
    MISSING = "missing"
    FAILED = "failed"


class FetchError(Exception):
    """Nothing usable came. The message names the address, what was found and, where there is one, the way out.

    `retry_after` is the wait the server asked for, None where it named none. `permanent` means that trying again does
    not help before somebody changes something. `status` is the answer's, None where none came.
    """

    def __init__(
        self,
        message: str,
        *,
        kind: Kind = Kind.FAILED,
        retry_after: timedelta | None = None,
        permanent: bool = False,
        status: int | None = None,
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.retry_after = retry_after
        self.permanent = permanent
        self.status = status


class ForbiddenAddress(FetchError):  # noqa: N818 - leaves name what was found
    """The address, or what its name resolves to, is one we do not connect to."""

    def __init__(self, message: str) -> None:
        super().__init__(message, kind=Kind.FORBIDDEN_ADDRESS, permanent=True)


class TooLarge(FetchError):  # noqa: N818
    """The body is larger than we read."""

    def __init__(self, message: str) -> None:
        super().__init__(message, kind=Kind.TOO_LARGE)


class Cancelled(FetchError):  # noqa: N818
    """We were asked to stop; nothing is wrong with the address."""


class ArchiveError(FetchError):
    """A web archive did not do its part."""


class Limited(ArchiveError):  # noqa: N818
    """The archive asks for a pause (429), or refuses connections. `parked` in the latter case: that is a long one."""

    def __init__(self, message: str, *, retry_after: timedelta, parked: bool = False) -> None:
        super().__init__(message, kind=Kind.RATE_LIMITED, retry_after=retry_after)
        self.parked = parked


class Blocked(ArchiveError):  # noqa: N818
    """The archive holds back this site, at its owner's wish."""


class NotArchived(ArchiveError):  # noqa: N818
    """The archive never captured this address."""


class NotPlayable(ArchiveError):  # noqa: N818
    """A capture is listed and cannot be had: played from another time, cut short, or failing again and again."""
