"""Blocks of a page that carries several documents in, the blocks of one of them out; and the names of all.

Some services keep all their policies at one address, one after the other. A declaration then says
`section = "Copyright Policy"`: the text from that heading to the next of its rank.
"""

import re
from collections.abc import Sequence

from redline import numbering
from redline.canonical import words
from redline.errors import SelectorError
from redline.types import Block, BlockKind

LISTED = 8  # headings that an error message offers
OWN_WORDS = 15  # a document has more below its name
MOST_SHARE = 0.5
FEW_WORDS = 9  # a document's name is no longer

_DOCUMENT = re.compile(
    r"\b(?:polic(?:y|ies)|terms|agreement|notice|statement|guidelines|addendum|conditions|disclosure|disclaimer|rules"
    r"|subprocessors|imprint|code of conduct|eula|dmca"
    r"|politique|charte|conditions générales|mentions légales|cgu|cgv"
    r"|datenschutz\w*|nutzungsbedingungen|agb|impressum|richtlinien?"
    r"|política|términos|aviso|condiciones|informativa|termini|condizioni|termos|privacybeleid|voorwaarden)\b",
    re.IGNORECASE,
)

_TOPIC = re.compile(
    r"privacy|cookies?\b|confidentialité|vie privée|protection des données|datenschutz|privacidad", re.IGNORECASE
)

_PART = re.compile(
    r"\s*(?:\d|[A-Z]\.\s|changes?\b|updates?\b|modifications?\b|what\b|how\b|other\b|additional\b|contact\b|disclaimer)",
    re.IGNORECASE,
)


def section_of(blocks: Sequence[Block], name: str) -> tuple[Block, ...]:
    """The blocks of the section whose heading is `name`: its heading, and all before the next of its rank or above.

    Case, punctuation and typography of `name` do not count; where no heading is the same, one that begins with it will
    do, else one that does so after its number ("4. Retention"). Raises `SelectorError` where none does.
    """
    start = _place(blocks, name)
    return tuple(blocks[start : _end(blocks, start)])


def documents_on(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The headings that name documents of their own, in order; () where the page is one document.

    These are what a declaration's `section` may say: headings of one rank, two or more of them named like documents
    ("Privacy Policy", "API Terms") with text enough below each, and most of the page's text below all of them.
    """
    whole = sum(len(block.text.split()) for block in blocks)
    for rank in sorted({block.level for block in blocks if _names_a_document(block)}):
        places = [at for at, block in enumerate(blocks) if block.level == rank and _names_a_document(block)]
        sizes = [sum(len(b.text.split()) for b in blocks[at : _end(blocks, at)]) for at in places]
        if sum(size >= OWN_WORDS for size in sizes) > 1 and sum(sizes) > MOST_SHARE * whole:
            names = tuple(dict.fromkeys(" ".join(blocks[at].text.split()) for at in places))
            return names if len(names) > 1 else ()
    return ()


def names_a_document(text: str) -> bool:
    """Whether a title speaks of a policy, terms, an imprint or the like, or of what these are about."""
    return bool(_DOCUMENT.search(text) or _TOPIC.search(text))


def _names_a_document(block: Block) -> bool:
    return (
        block.kind is BlockKind.HEADING
        and not _PART.match(block.text)
        and len(block.text.split()) <= FEW_WORDS
        and bool(_DOCUMENT.search(block.text))
    )


def _end(blocks: Sequence[Block], start: int) -> int:
    """Where the section that begins at `start` ends."""
    for end in range(start + 1, len(blocks)):
        if blocks[end].kind is BlockKind.HEADING and blocks[end].level <= blocks[start].level:
            return end
    return len(blocks)


def _place(blocks: Sequence[Block], name: str) -> int:
    wanted = _key(name)
    headings = [(at, _key(b.text)) for at, b in enumerate(blocks) if b.kind is BlockKind.HEADING]
    same = [at for at, key in headings if key == wanted]
    begin = [at for at, key in headings if wanted and key[: len(wanted)] == wanted]
    bare = [(at, _key(_without_number(blocks[at].text))) for at, _ in headings]
    numbered = [at for at, key in bare if key == wanted]
    numbered += [at for at, key in bare if wanted and key[: len(wanted)] == wanted]
    for at in (*same, *begin, *numbered):
        return at
    there = ", ".join(repr(blocks[at].text.strip()[:60]) for at, _ in headings[:LISTED]) or "none"
    raise SelectorError(f"no heading {name!r} in the page for section; its headings begin: {there}")


def _without_number(text: str) -> str:
    return text[numbering.split(text, heading=True)[1] :]


def _key(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in words(text) if word[0].isalnum())
