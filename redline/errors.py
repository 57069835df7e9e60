"""What reading a body can fail with. A caller records the failure against the capture; it is never a bug of ours."""


class ReadingError(Exception):
    """Base of what goes wrong between a body's bytes and its text."""


class Unreadable(ReadingError):  # noqa: N818 - it says what the body is
    """The body is of no kind we read, is larger than we read, or is damaged beyond reading."""


class SelectorError(ReadingError):
    """A declaration's `select`, `remove` or `section` is malformed or finds nothing in the page."""


class RuleInvalid(ValueError):  # noqa: N818 - it says what the rule is
    """A user's rule, or the name of a rule to mute, cannot be used; the message names it and says why."""
