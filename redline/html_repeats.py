"""A tree in, the same tree with what stands in it twice taken away the second time.

Pages repeat themselves: a version for narrow screens beside that for wide ones, all tabs again inside each tab. A
passage that a policy itself repeats is a list or a paragraph; what is dropped here has headings or tabs of its own.
"""

from redline.html_tree import Element

REPEATED_CHARS = 600
_NOTHING = hash("")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SPARED = _HEADINGS | {"p", "li", "ul", "ol", "td", "tr", "span", "a"}


def remove_repeats(body: Element) -> None:
    """Detach each large part whose words an earlier part of `body` has in the same order."""
    keys = _keys(body)
    seen: set[int] = set()
    stack = [body]
    while stack:
        element = stack.pop()
        if element.length >= REPEATED_CHARS and element.tag not in _SPARED and element is not body:
            key = keys[id(element)]
            # A wrapper shares its key with the one child it wraps: that child is no repeat.
            wrapped = element.parent is not None and keys[id(element.parent)] == key
            if key in seen and not wrapped and _has_parts(element):
                element.detach()
                continue
            seen.add(key)
        stack.extend(child for child in reversed(element.children) if not isinstance(child, str))


def _has_parts(element: Element) -> bool:
    return any(e.tag in _HEADINGS or e.tag in {"button", "summary"} for e in element.walk())


def _keys(body: Element) -> dict[int, int]:
    """A hash of the words below each element, whatever elements hold them."""
    keys: dict[int, int] = {}
    for element in reversed(body.walk()):
        parts = []
        for child in element.children:
            part = hash(child.strip()) if isinstance(child, str) else keys[id(child)]
            if part != _NOTHING:
                parts.append(part)
        keys[id(element)] = parts[0] if len(parts) == 1 else hash(tuple(parts)) if parts else _NOTHING
    return keys
