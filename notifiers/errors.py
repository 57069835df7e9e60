"""How telling fails: a `SendError` says whether trying again can help.

SendError             the channel did not take the message
  permanent=True      it never will: 410, unknown recipient, revoked token
  permanent=False     try again, not before `retry_after` where the channel named a time
"""

from datetime import timedelta


class NotifierError(Exception):
    """Base of everything this package raises."""


class SettingsError(NotifierError):
    """A channel's settings cannot work; the message names the key, the value and the way out."""


class SendError(NotifierError):
    """The channel did not take the message.

    `permanent` means that no later attempt can succeed; the delivery is then dead and told
    elsewhere. `retry_after` is the wait the channel asked for, None where it named none. The
    message never holds an address with a secret.
    """

    def __init__(self, message: str, *, permanent: bool = False, retry_after: timedelta | None = None) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.retry_after = retry_after
