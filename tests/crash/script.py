"""What every made-up policy does, and how far it is: the truth with which the history is compared afterwards.

Each policy goes through its steps over and over until told to finish:

    change   another text; the next step waits until that text is committed as a version
    blink    another text in exactly one whole answer, then the old one again: no version, no alert
    fail     503 until the failure is told, then well again until that is told too
    noise    only the page around the text changes, as it does at every answer anyway
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt

from redline.reading import read

CYCLES = (("change",), ("change", "blink"), ("change", "fail"), ("noise", "change", "blink"))


def text(policy: int, version: int) -> str:
    """The policy's text at a version; each version is materially another: the period of deletion."""
    return f"""# Privacy policy of vendor {policy}

## What we collect

We collect your name, your address and what you buy from vendor {policy}.

## Retention

We delete your personal data within {30 + version} days after you close your account.

## Sharing

We share your personal data with carriers, so that they can deliver what you bought.
"""


def odd_text(policy: int, time: int) -> str:
    """What a blink shows: a text that no version has."""
    return text(policy, 0).replace("with carriers", f"with {10_000 + time} carriers")


def html(body: str, token: int) -> bytes:
    """A page around a text; another `token` gives other bytes with the same words."""
    return (
        f"<!doctype html><html lang='en'><head><title>Privacy</title></head><body data-session='{token}'>"
        f"<nav><a href='/?{token}'>Home</a></nav><main>{MarkdownIt().render(body)}</main></body></html>"
    ).encode()


def words(body: str) -> str:
    """The identity of a text as the store knows it."""
    return read(html(body, 0), content_type="text/html").words_sha256


@dataclass(slots=True)
class Act:
    """One policy's part. `reached` is the highest version committed; `failures` counts those told and closed."""

    number: int
    reached: int = 0
    showing: int = 0
    step: str = "start"
    blinks: int = 0
    failures: int = 0
    steps: Iterator[str] = field(default_factory=lambda: iter(()))

    def __post_init__(self) -> None:
        """Begin the cycle that this policy's number gives it."""
        self.steps = itertools.cycle(CYCLES[self.number % len(CYCLES)])

    @property
    def slug(self) -> str:
        """As the configuration declares it."""
        return f"vendor-{self.number}/privacy"
