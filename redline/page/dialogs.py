"""Clauses in a row in; the consent dialog among them out.

    We use cookies … · Show details · Deny · Allow all      here one agrees, and there one does not: a dialog

What stands between its buttons is its own, and before the first of them what speaks of cookies or is a few words.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from redline.page.phrases import GRAVE, RUN_TOGETHER, alternatives, is_only

# Lists of `signals/page.toml`: both kinds make a dialog, and what else stands in it.
# "Accept the necessary only" begins as agreeing does: what chooses is looked for first.
_KINDS = ("choosing", "agreeing")
_OTHERS = "dialog_widgets"
_BUTTONS_CHARS_MAX = 100
# Between two buttons of one dialog stand so many clauses at most, and of the paragraphs before the first so many.
_APART_MAX = 12
_PARAGRAPHS_MAX = 6
# Lines that do not speak of it, before its first button.
_LINES_MAX = 5
_FEW_WORDS = 8
_SPEAKS_OF_IT = re.compile(
    r"\b(?:cookies?|technical storage|consent\w*|track(?:ers?|ing)|technolog\w+|traceurs?|consentement|"
    r"einwilligung\w*|zustimmung|datenschutzeinstellungen|consentimiento|"
    r"privacy (?:settings|preferences?|choices|overview))\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"\bdo not sell\b.{0,40}\b(?:information|data)\b", re.IGNORECASE)


def dialog_in(texts: Sequence[str]) -> tuple[int, int]:
    """Where the dialog begins among `texts`, clauses in a row, and where it has ended; (0, 0) where there is none."""
    pressed = [place for place, text in enumerate(texts) if _buttons_in(text)]
    if not pressed or not any(map(_SPEAKS_OF_IT.search, texts)):
        return 0, 0
    first = last = pressed[0]
    for place in pressed:
        last = place if place - last <= _APART_MAX else last
    kinds = {kind for text in texts[first : last + 1] for kind in _buttons_in(text)}
    if not kinds.issuperset(_KINDS) or any(map(is_grave, texts[first : last + 1])):
        return 0, 0
    while last + 1 < len(texts) and _is_of_buttons(texts[last + 1]):
        last += 1
    return _beginning(texts, first), last + 1


def _beginning(texts: Sequence[str], first: int) -> int:
    """Where the dialog begins whose first button is at `first`."""
    begins, paragraphs, lines = first, 0, 0
    while begins and paragraphs < _PARAGRAPHS_MAX and lines < _LINES_MAX:
        text, above = texts[begins - 1], texts[begins - 2] if begins > 1 else ""
        # What its title says the next paragraph may leave out.
        speaks = any(map(_SPEAKS_OF_IT.search, (text,) if _is_short(text) else (text, above)))
        if is_grave(text) or not (speaks or _is_short(text)):
            break
        begins -= 1
        paragraphs += not _is_short(text)
        lines += not speaks
    return begins


def is_grave(text: str) -> bool:
    """Whether a sentence speaks of more than a dialog does; a few words ("Do not sell my data") are its link, unless
    they say something else in a sentence ("Refunds are excluded.") or name a figure."""
    if not _is_short(text):
        return GRAVE.search(text) is not None
    is_sentence = text.rstrip().endswith(".") or any(map(str.isdigit, text))
    return is_sentence and not (_SPEAKS_OF_IT.search(text) or _LINK.search(text) or _is_of_buttons(text))


def _is_short(text: str) -> bool:
    return text.count(" ") < _FEW_WORDS


def _buttons_in(text: str) -> frozenset[str]:
    """The kinds of buttons whose words make up a short text: "Cookie settings Accept"."""
    if not _is_of_buttons(text):
        return frozenset()
    return frozenset(found.lastgroup or "" for found in _button().finditer(_parted(text))) - {_OTHERS}


def _is_of_buttons(text: str) -> bool:
    return len(text) <= _BUTTONS_CHARS_MAX and is_only(_parted(text), *_KINDS, _OTHERS, whole=True)


def _parted(text: str) -> str:
    """Words of buttons with the blanks between them: "Accept allReject all"."""
    return RUN_TOGETHER.sub(" ", text)


@lru_cache(maxsize=1)
def _button() -> re.Pattern[str]:
    each = "|".join(rf"(?P<{kind}>\b(?:{alternatives(kind)})(?!\w))" for kind in (*_KINDS, _OTHERS))
    return re.compile(each, re.IGNORECASE)
