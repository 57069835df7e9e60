"""An ordered list in, the marks a browser shows before its items out: "3.", "c.", "(iv)" as far as mark-up tells."""

import re

from redline.html.tree import Element

# "list-style: inside lower-roman" says where the mark stands before it says which.
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*(?:(?:inside|outside)\s+)?([\w-]+)", re.IGNORECASE)
_TYPES = {
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
    "1": "decimal",
}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MAX_NUMBER = 3999


class Marks:
    """Counts the items of one list."""

    def __init__(self, element: Element) -> None:
        self._style = _style(element)
        self._step = -1 if "reversed" in element.attrs else 1
        first = sum(not isinstance(child, str) and child.tag == "li" for child in element.children)
        self._number = _integer(element.get("start"), 1 if self._step > 0 else first) - self._step

    def next(self, item: Element) -> str:
        """The mark of the next item, "" in an unordered list or where mark-up hides it."""
        self._number = _integer(item.get("value"), self._number + self._step)
        style = _own_style(item, self._style) if self._style else ""
        return f"{_shown(self._number, style)}." if style else ""


def _style(element: Element) -> str:
    return _own_style(element, "decimal") if element.tag == "ol" else ""


def _own_style(element: Element, otherwise: str) -> str:
    """The style of marks that a list or an item names, "" for one without numbers, else `otherwise`."""
    if match := _STYLE.search(element.get("style")):
        named = match[1].lower()
        if named not in {"inherit", "inside", "outside"}:
            return "" if named in {"none", "disc", "circle", "square"} else named
    return _TYPES.get(element.get("type"), otherwise)


def _integer(text: str, default: int) -> int:
    text = text.strip()
    return int(text) if re.fullmatch(r"-?\d{1,6}", text, re.ASCII) else default


def _shown(number: int, style: str) -> str:
    if not 0 < number <= _MAX_NUMBER:
        return str(number)
    if style.endswith(("alpha", "latin")):
        word = _letters(number)
    elif style.endswith("roman"):
        word = _roman(number)
    else:
        return str(number)
    return word.upper() if style.startswith("upper") else word


def _letters(number: int) -> str:
    word = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        word = chr(ord("a") + rest) + word
    return word


def _roman(number: int) -> str:
    word = ""
    for value, sign in _ROMAN:
        while number >= value:
            word += sign
            number -= value
    return word
