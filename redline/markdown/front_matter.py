"""What stands before a text for programs: a title, a layout, a date.

    ---
    title: Privacy policy            # Privacy policy
    layout: sheet              ->    Last updated: 2021-05-03
    last_updated: 2021-05-03
    ---

Policies that companies keep in git begin so (Jekyll, Hugo and GitHub's own site read it). A description there repeats
what the text says, and nobody sees it.
"""

import re

_BLOCK = re.compile(
    r"\A[\ufeff\s]*---[ \t]*\n(?P<lines>(?:[a-z][\w-]*:.*\n|[ \t]+\S.*\n|- .*\n|[ \t]*\n|#.*\n){1,60})"
    r"---[ \t]*(?:\n|\Z)"
)
# A key with its value, which may go on in the lines below it: indented, or as items.
_KEY = re.compile(r"^(?P<key>[a-z][\w-]*):(?P<value>.*(?:\n(?:[ \t]+\S|- ).*)*)", re.MULTILINE)
_FOLDED = re.compile(r"^[>|][+-]?\s")
# Keys that say nothing to a reader, one of which at least tells keys from a text between two rules. A description
# repeats what the text says.
_FOR_PROGRAMS = frozenset(
    "title layout permalink slug description author tags categories category type weight versions lang redirect_from "
    "nav_order parent toc sidebar sidebar_label id hidden order draft template aliases keywords image".split()
)
_TOP_HEADING = re.compile(r"^# |^=+[ \t]*$", re.MULTILINE)


def read_front_matter(text: str) -> str:
    """`text` with the block of keys at its beginning left out, but its title, where no heading of level 1 says it, and
    what is not only for programs: dates, who is responsible."""
    block = _BLOCK.match(text)
    keys = {found["key"]: _plain(found["value"]) for found in _KEY.finditer(block["lines"])} if block else {}
    if not block or _FOR_PROGRAMS.isdisjoint(keys):
        return text
    rest = text[block.end() :]
    title = keys.get("title", "")
    kept = [f"# {title}"] if title and not _TOP_HEADING.search(rest) else []
    kept += [
        f"{key.replace('_', ' ').replace('-', ' ').capitalize()}: {value}"
        for key, value in keys.items()
        if value and key not in _FOR_PROGRAMS
    ]
    return "\n\n".join([*kept, rest])


def _plain(value: str) -> str:
    """A value in one line, without its quotation marks and the sign that it goes on below."""
    return " ".join(_FOLDED.sub("", value.strip() + " ").split()).strip("\"'")
