"""Made-up pages for the tests of reading: a small policy, and what pages put around one."""

from redline.extraction import EXTRACTOR, extract
from redline.reading import read
from redline.types import Document, Reading, Recipe

CLAUSES = (
    "This policy tells what Example Harbour Ltd does with the data of people who moor their boats with us.",
    "We keep your name, your address and the length of your boat for as long as you hold a berth, and two years after.",
    "We share this data with the port authority, which asks for a list of boats each month, and with nobody else.",
    "You may ask us what we hold about you, have it put right, or have it erased where no law asks us to keep it.",
    "Write to our data protection officer at the harbour office, 1 Quay Street, Seaport, if you have any question.",
)
POLICY = (
    "<h1>Privacy Policy</h1><p>Last updated: 3 May 2024</p>"
    f"<p>{CLAUSES[0]}</p><h2>What we keep</h2><p>{CLAUSES[1]}</p><h2>Who else sees it</h2><p>{CLAUSES[2]}</p>"
    f"<h2>Your rights</h2><p>{CLAUSES[3]}</p><p>{CLAUSES[4]}</p>"
)

RULES = (
    "Keep your boat tidy and your ropes coiled, and leave the quay as you would like to find it in the morning.",
    "Do not swim between the boats, and do not fish from the bridge while the ferry comes in or goes out.",
    "Do not lend anybody your key or your password; our staff never ask for either of them on the quay.",
    "Dogs are welcome on a lead, and music may be played until ten, when the lights on the pier go out.",
)


def house_rules(*more: str, title: str = "Example Harbour", bound: bool = True) -> str:
    """A page of rules that names hardly a thing that policies speak of; none at all unless `bound`."""
    duty = ("You must pay the fees, and shall show your contract.",) if bound else ()
    body = "".join(f"<p>{rule}</p>" for rule in (*RULES, *duty, *more))
    return f"<!doctype html><html><head><title>{title}</title></head><body><main>{body}</main></body></html>"


def page(inside: str = f"<main>{POLICY}</main>", *, before: str = "", after: str = "", head: str = "") -> str:
    """A whole page with `inside` in its body, and something around it."""
    return (
        f"<!doctype html><html lang=en><head><title>Privacy Policy | Example Harbour</title>{head}</head>"
        f"<body>{before}{inside}{after}</body></html>"
    )


def document_of(
    html: str, *, select: tuple[str, ...] = (), remove: tuple[str, ...] = (), section: str | None = None
) -> Document:
    """The document of a page, read as a declaration with these fields says."""
    made = Recipe(extractor=EXTRACTOR, select=select, remove=remove, section=section)
    return extract(html.encode(), content_type="text/html", recipe=made)


def reading_of(html: str) -> Reading:
    """The reading of a page."""
    return read(html.encode(), content_type="text/html")


def text_of(
    html: str, *, select: tuple[str, ...] = (), remove: tuple[str, ...] = (), section: str | None = None
) -> str:
    """All words of a page's blocks, a line a block."""
    document = document_of(html, select=select, remove=remove, section=section)
    return "\n".join(block.text for block in document.blocks)


def same_text(one: str, other: str) -> bool:
    """Whether two pages have the same text to us."""
    return reading_of(one).words_sha256 == reading_of(other).words_sha256
