"""HTML text in, a small tree of our own out: elements, strings and how much prose each holds.

The parser's nodes cost a call into C for every look, and the questions asked of a page (is this the menu? where is
the policy?) look at each node many times. One walk copies what matters; scripts, styles and drawings are left behind.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from redline.errors import Unreadable
from redline.html.source import prepared

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MAX_NODES = 400_000
MAX_DEPTH = 200  # deeper elements become children of their ancestor at this depth

_LEFT_BEHIND = frozenset(
    "script style svg template head noscript iframe object embed canvas audio video map math picture source link meta"
    " select datalist textarea input".split()
)
_BARE = frozenset("b strong i em u br wbr tbody thead tr sup sub".split())  # nothing asks for their attributes
_NO_ATTRIBUTES: dict[str, str | None] = {}
_SPACE = re.compile(r"\s+")


class Element:
    """One element; `children` are elements and strings in order. Sizes are in characters of visible text.

    `names` are its classes and `identity` its id, in lower case.
    """

    __slots__ = ("attrs", "children", "identity", "length", "linked", "names", "parent", "role", "tag")

    def __init__(self, tag: str, attrs: dict[str, str | None], parent: "Element | None") -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.children: list[Element | str] = []
        self.length = self.linked = 0
        self.names = self.identity = self.role = ""
        if attrs:
            self.names = (attrs.get("class") or "").lower()
            self.identity = (attrs.get("id") or "").lower()
            self.role = attrs.get("role") or ""

    def get(self, name: str) -> str:
        """An attribute's value, "" where it is absent or has none."""
        return self.attrs.get(name) or ""

    def walk(self) -> list["Element"]:
        """The element and all below it, in document order."""
        found: list[Element] = []
        stack = [self]
        while stack:
            element = stack.pop()
            found.append(element)
            if element.children:
                stack.extend([child for child in reversed(element.children) if not isinstance(child, str)])
        return found

    def strings(self) -> Iterator[str]:
        """All strings below, in document order."""
        stack: list[Element | str] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                yield node
            else:
                stack.extend(reversed(node.children))

    def text(self) -> str:
        """All words below with single spaces."""
        return _SPACE.sub(" ", " ".join(self.strings())).strip()

    def within(self, other: "Element") -> bool:
        """Whether the element stands somewhere below `other`: it does not once something around it is detached."""
        above = self.parent
        while above is not None and above is not other:
            above = above.parent
        return above is other

    def detach(self) -> None:
        """Take the element out of its parent; sizes above are made right. `swept` must follow before another walk."""
        parent, self.parent = self.parent, None
        above = parent
        while above is not None:
            above.length -= self.length
            above.linked -= self.linked
            above = above.parent


def swept(body: Element) -> list[Element]:
    """`body` and all still below it in document order, once the children that were detached are forgotten.

    Detaching forgets nothing by itself: in a list of 60,000 siblings each would take as long as all.
    """
    found: list[Element] = []
    stack = [body]
    while stack:
        element = stack.pop()
        found.append(element)
        if element.children:
            element.children = [c for c in element.children if isinstance(c, str) or c.parent is element]
            stack.extend([child for child in reversed(element.children) if not isinstance(child, str)])
    return found


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: its body, the words of `<title>`, its declared language and `<base href>` ("" where absent).

    `elements` are the body and all below it, in document order.
    """

    body: Element
    title: str
    language: str
    base: str
    elements: list[Element]

    def close(self) -> None:
        """Undo the tree's cycles, so that its memory is free at once and not when the collector comes by."""
        for element in self.elements:
            element.parent = None


def parse(text: str) -> Page:
    """The tree of a page or of a fragment of one. Raises `Unreadable` for one of more than `MAX_NODES` elements."""
    parser = LexborHTMLParser(prepared(text))
    source = parser.body
    body = Element("body", source.attributes if source is not None else {}, None)
    elements = [body, *_copied(source, body)] if source is not None else [body]
    _measure(elements)
    title = parser.css_first("title")
    base = parser.css_first("base[href]")
    return Page(
        body=body,
        title=_SPACE.sub(" ", title.text()).strip() if title is not None else "",
        language=_language(parser.root),
        base=(base.attributes.get("href") or "").strip() if base is not None else "",
        elements=elements,
    )


def _language(root: LexborNode | None) -> str:
    attrs = root.attributes if root is not None else {}
    return (attrs.get("lang") or attrs.get("xml:lang") or "").strip()


def _copied(source: LexborNode, target: Element) -> list[Element]:
    """All elements below `source`, copied under `target`, in document order.

    Without recursion: pages nest 5,000 deep.
    """
    stack: list[tuple[LexborNode | None, Element, int]] = [(source.child, target, 1)]
    copied: list[Element] = []
    count = 0
    while stack:
        node, parent, depth = stack.pop()
        while node is not None:
            tag = node.tag
            if tag == "-text":
                if text := node.text_content:
                    parent.children.append(text)
            elif tag is not None and tag[0] not in "-!" and tag not in _LEFT_BEHIND:
                count += 1
                if count > MAX_NODES:
                    raise Unreadable(f"the page has more than {MAX_NODES} elements")
                element = parent
                if depth < MAX_DEPTH:
                    element = Element(tag, _NO_ATTRIBUTES if tag in _BARE else node.attributes, parent)
                    parent.children.append(element)
                    copied.append(element)
                child = node.child
                if child is not None:
                    stack.append((node.next, parent, depth))
                    node, parent, depth = child, element, depth + 1
                    continue
            node = node.next
    return copied


def _measure(elements: list[Element]) -> None:
    """Fills `length` and `linked` from the leaves up; `elements` are in document order."""
    for element in reversed(elements):
        length = linked = 0
        for child in element.children:
            if isinstance(child, str):
                length += len(child) if not child.isspace() else 0
            else:
                length += child.length
                linked += child.linked
        element.length = length
        element.linked = length if element.tag == "a" and "href" in element.attrs else linked
