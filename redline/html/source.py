"""A page's source in, source that a parser of HTML5 reads well and in bounded time out."""

import re
from collections.abc import Iterator

# Deeper opening tags are left out: lexbor takes two seconds for 20,000 nested lists, minutes for 200,000.
MAX_SOURCE_DEPTH = 2000
LONG_TAG_CHARS = 10_000
MAX_ATTRIBUTES = 1000  # lexbor compares each with all before it
SUSPECT_TAGS = 6000  # from so many opening tags on their depth is measured

# Parsers that follow HTML5 with scripting off read `<noscript><iframe .../></noscript>` as an iframe that never
# ends, and swallow the rest of the page. What stands in noscript is for readers without scripts anyway.
_NOSCRIPT = re.compile(r"<noscript\b[^<>]*>?", re.IGNORECASE)
_NOSCRIPT_END = re.compile(r"</noscript\s*>", re.IGNORECASE)
# In these no tag is one.
_OPAQUE = re.compile(r"<!(?=--)|<(?P<code>script|style|textarea|title)\b|(?P<noscript><noscript\b)", re.IGNORECASE)
_COMMENT_END = re.compile("-->")
_CODE_ENDS = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style", "textarea", "title")}
# No noscript is written around these: one that seems so is never closed, and the end found is another's.
_POLICY = re.compile(r"<(?:main|h1)\b", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]{0,40})[^<>]*>?")
_LONG_TAG = re.compile(rf"<([a-zA-Z][^\s/<>]{{0,40}})[^<>]{{{LONG_TAG_CHARS},}}")
_NOT_NESTING = frozenset(
    "p li td th tr option dt dd br img input meta link hr wbr area base col embed source track param".split()
)


# In XML these end where they begin; a parser of HTML reads all that follows as their content.
_SELF_CLOSED = re.compile(r"<(script|style|title|iframe|textarea)\b([^<>]*)/>", re.IGNORECASE)
# A browser draws the template of a shadow tree in place of its element.
_SHADOW = re.compile(r"<template\b(?=[^<>]{0,300}\bshadowroot(?:mode)?\s*=)", re.IGNORECASE)
# Terms are shown so beside the box by which one accepts them; shorter ones are values of a form.
_SHOWN_IN_A_BOX = re.compile(
    r"<textarea\b(?=[^<>]*\b(?:readonly|disabled)\b)(?![^<>]*(?:\bhidden\b|display\s*:\s*none))[^<>]*>"
    r"([^<]{400,})</textarea\s*>",
    re.IGNORECASE,
)


def prepared(text: str) -> str:
    """`text` without its noscript elements and without nesting that only a hostile page has."""
    text = _as_shown(_without_noscript(text))
    if _holds_a_long_tag(text):
        text = _LONG_TAG.sub(_bare, text)
    if text.count("<") - text.count("</") > SUSPECT_TAGS:
        text = _flattened(text)
    return text


def _holds_a_long_tag(text: str) -> bool:
    """Whether somewhere more than `LONG_TAG_CHARS` stand without the end of a tag."""
    at = 0
    while len(text) - at > LONG_TAG_CHARS:
        end = text.rfind(">", at, at + LONG_TAG_CHARS + 1)
        if end < 0:
            return True
        at = end + 1
    return False


def _as_shown(text: str) -> str:
    """What parsers leave behind and browsers show, in mark-up that is read."""
    if text[:200].lstrip().startswith("<?xml"):
        text = _SELF_CLOSED.sub(r"<\1\2></\1>", text)
    if "shadowroot" in text:
        text = _SHADOW.sub("<div ", text)
    return _SHOWN_IN_A_BOX.sub(r"<pre>\1</pre>", text) if "<textarea" in text.lower() else text


def _bare(tag: re.Match[str]) -> str:
    """A long tag as it is (a picture stands in it), or without its attributes where they are far too many."""
    return tag[0] if tag[0].count("=") < MAX_ATTRIBUTES and tag[0].count(" ") < MAX_ATTRIBUTES else f"<{tag[1]} "


def _without_noscript(text: str) -> str:
    kept, at = [], 0
    for start, end in _noscripts(text):
        kept.append(text[at:start])
        at = end
    return " ".join([*kept, text[at:]]) if kept else text


def _noscripts(text: str) -> Iterator[tuple[int, int]]:
    """Where noscript elements stand, outside of comments and scripts; of one that is never closed, its tag."""
    place = 0
    while start := _OPAQUE.search(text, place):
        if start["noscript"]:
            ends = _NOSCRIPT_END
        else:
            ends = _CODE_ENDS[start["code"].lower()] if start["code"] else _COMMENT_END
        end = ends.search(text, start.end())
        if end is None:
            return
        place = end.end()
        if start["noscript"] and _POLICY.search(text, start.end(), end.start()):
            tags = [*_NOSCRIPT.finditer(text, start.start(), end.start())]
            yield from (tag.span() for tag in tags[:-1] or tags)
            if len(tags) > 1:
                place = tags[-1].start()
        elif start["noscript"]:
            yield start.start(), end.end()


def _flattened(text: str) -> str:
    kept, at, depth = [], 0, 0
    for tag in _TAG.finditer(text):
        if tag[2].lower() in _NOT_NESTING:
            continue
        if tag[1]:
            too_deep = depth > MAX_SOURCE_DEPTH
            depth = max(0, depth - 1)
        else:
            depth += 1
            too_deep = depth > MAX_SOURCE_DEPTH
        if too_deep:
            kept.append(text[at : tag.start()])
            at = tag.end()
    return "".join([*kept, text[at:]])
