"""A policy's Markdown in; the same policy written another way out: what no reader would call a change of meaning.

Each variant is deterministic. They are what real pages do between two captures: templates re-indent, typographers
curl quotes, links get tracking parameters, menus are re-ordered, sections and items get other numbers and marks, and
counters tick.
"""

import re
import textwrap
from collections.abc import Callable

Variant = Callable[[str], str]

NAVIGATION = ["Home", "Products", "Pricing", "Support", "Blog", "Careers", "Sign in"]
_LINK = re.compile(r"(?<=\]\()(https?://[^()\s?#]+|/[^()\s?#]*)(\?[^()\s#]*)?(?=\))")
_HEADING_NUMBER = re.compile(r"^(#{1,6}[ \t]+)(\d{1,2})(\\?\.)(?=[ \t]+[A-Za-z])", re.MULTILINE)
_BULLET_MARK = re.compile(r"^\*[ \t]+(?=\S)", re.MULTILINE)
_PARAGRAPH = re.compile(r"(?<=\n\n)[A-Z“\"(][^\n|]{72,}(?=\n\n)")
_ITEM_LINK = re.compile(r"^(\*[ \t]+)\[([^\[\]\n]+)\]\(([^()\s]+)\)[ \t]*$", re.MULTILINE)
_SECTION = re.compile(r"^#{1,6}[ \t]+([A-Za-z][^\n|\[\]*_\\]{2,60})$", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6}[ \t]+)([^\n|\\]+)$", re.MULTILINE)
_FIRST_HEADING = re.compile(r"^(?:# ([^\n]+)|([^\n#*|>-][^\n]{2,80})\n(?:=+|-{3,}))\n", re.MULTILINE)
_NAMES_A_DOCUMENT = re.compile(r"(?:Policy|Terms|Notice|Agreement|Guidelines)$")
_NUMBERED = re.compile(r"^([ \t]*)\d{1,2}\.(?=[ \t]+\S)", re.MULTILINE)
# From the end of a link's words on.
_FULL_LINK = re.compile(r"\]\((https?://[^()\s]+)\)")
_BOLD_LINE = re.compile(r"^\*\*([A-Za-z][^*\n]*[A-Za-z])\*\*$", re.MULTILINE)
_BULLET = re.compile(r"^([ \t]*)\*(?=[ \t]+\S)", re.MULTILINE)


def white_space(text: str) -> str:
    """Blank lines doubled and spaces put at the ends of lines and between sentences."""
    return re.sub(r"(?<=[a-z]\.) (?=[A-Z])", "  ", text).replace("\n\n", " \n\n\n")


def non_breaking(text: str) -> str:
    """Every third space between two words made a non-breaking one."""
    count = 0

    def third(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return "\u00a0" if count % 3 == 0 else found[0]

    return re.sub(r"(?<=[a-z]) (?=[a-z])", third, text)


def typography(text: str) -> str:
    """Curly quotes and apostrophes made straight, dashes short."""
    return text.translate(str.maketrans("“”’‘–—\u2011", "\"\"''---"))


def curled(text: str) -> str:
    """Apostrophes inside words curled."""
    return re.sub(r"(?<=[a-z])'(?=[a-z])", "’", text)


def wrapped(text: str) -> str:
    """Paragraphs of words wrapped at 72 columns."""
    return _PARAGRAPH.sub(
        lambda found: textwrap.fill(found[0], 72, break_long_words=False, break_on_hyphens=False), text
    )


def plain(text: str) -> str:
    """Bold type left out."""
    return text.replace("**", "")


def loose_lists(text: str) -> str:
    """A blank line before each item."""
    return re.sub(r"^([ \t]*[*+-][ \t]+)", r"\n\1", text, flags=re.MULTILINE)


def ruled(text: str) -> str:
    """A horizontal rule after every seventh paragraph."""
    return _after_some(text, "* * *")


def illustrated(text: str) -> str:
    """An image after every seventh paragraph."""
    return _after_some(text, "![An illustration](https://example.org/picture.png)")


def _after_some(text: str, put_in: str) -> str:
    paragraphs = text.split("\n\n")
    return "\n\n".join(f"{words}\n\n{put_in}" if n % 7 == 3 else words for n, words in enumerate(paragraphs))


def deeper(text: str) -> str:
    """Headings one level lower."""
    return re.sub(r"^(#{1,5}) ", r"#\1 ", text, flags=re.MULTILINE)


def numbered_items(text: str) -> str:
    """Bullets of lists without lists inside made numbers."""
    count = 0

    def next_number(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"{count}. "

    return text if re.search(r"^[ \t]+[*-][ \t]", text, re.MULTILINE) else _BULLET_MARK.sub(next_number, text)


def with_offer(text: str) -> str:
    """What `offer` is compared with."""
    return f"Free delivery on orders over $50\n\n{text}\n\nWe typically reply in 5 minutes\n"


def offer(text: str) -> str:
    """Other offers and reports of the day around the text."""
    return f"Save 20% this weekend with code SUN20\n\n{text}\n\nWe typically reply in 2 hours\n"


def link_targets(text: str) -> str:
    """A tracking parameter on every link."""
    return _LINK.sub(lambda found: f"{found[1]}?utm_source=footer&session=8f3a", text)


def navigation(text: str) -> str:
    """A menu above the text in another order."""
    items = [*NAVIGATION[3:], *NAVIGATION[:3]]
    return _menu(items) + text


def with_navigation(text: str) -> str:
    """What `navigation` is compared with."""
    return _menu(NAVIGATION) + text


def _menu(items: list[str]) -> str:
    return "\n".join(f"* [{item}](/{item.lower().replace(' ', '-')})" for item in items) + "\n\n"


def renumbering(text: str) -> str:
    """Numbered headings counted from one higher."""
    return _HEADING_NUMBER.sub(lambda found: f"{found[1]}{int(found[2]) + 1}{found[3]}", text)


def list_marks(text: str) -> str:
    """Bullets written as hyphens."""
    return _BULLET.sub(r"\1-", text)


def spread_links(text: str) -> str:
    """The brackets of links that are a whole item put on lines of their own."""
    return _ITEM_LINK.sub(r"\1[\n    \n    \2\n    \n    ](\3)", text)


def stops(text: str) -> str:
    """Stops in place of the semicolons within sentences."""
    return re.sub(r"(?<=[a-z)]);(?= (?:[a-z]|\([a-z]{1,4}\)))", ".", text)


def in_capitals(text: str) -> str:
    """Headings in capitals, as style sheets show them."""
    return _HEADING.sub(lambda found: found[0] if "[" in found[2] else f"{found[1]}{found[2].upper()}", text)


def untitled(text: str) -> str:
    """The document's title left out, where the first heading is one."""
    first = _FIRST_HEADING.search(text)
    title = (first[1] or first[2]).strip() if first else ""
    return text.replace(first[0], "", 1) if first and _NAMES_A_DOCUMENT.search(title) else text


def uncounted(text: str) -> str:
    """Every number of a list made the first."""
    return _NUMBERED.sub(r"\g<1>1.", text)


def printed_addresses(text: str) -> str:
    """Each link's address in brackets behind its words."""
    return _FULL_LINK.sub(r"\g<0> (\1)", text)


def told_windows(text: str) -> str:
    """What a screen reader is told of a link in its words."""
    return _FULL_LINK.sub(r"(opens in a new window)\g<0>", text)


def arrows(text: str) -> str:
    """An arrow at the end of each link's words."""
    return _FULL_LINK.sub(r"↗\g<0>", text)


def spaced_bold(text: str) -> str:
    """Spaces inside the marks of bold lines."""
    return _BOLD_LINE.sub(r"** \1 **", text)


def contents(text: str) -> str:
    """The headings of sections in one paragraph above the text."""
    found = ["Contents", *(words.strip() for words in _SECTION.findall(text))]
    return "\\\n".join(found) + f"\n\n{text}" if len(found) > 3 else text


def with_counter(text: str) -> str:
    """What `counter` is compared with."""
    return f"12,304 members online\n\n{text}\n\nShared 1,087 times\n"


def counter(text: str) -> str:
    """Counters above and below the text that ticked."""
    return f"12,967 members online\n\n{text}\n\nShared 1,102 times\n"


def itself(text: str) -> str:
    """The text as it stands."""
    return text


# name -> the older and the newer way of writing
VARIANTS: dict[str, tuple[Variant, Variant]] = {
    "white space": (itself, white_space),
    "non-breaking spaces": (itself, non_breaking),
    "typography": (itself, typography),
    "curled apostrophes": (itself, curled),
    "hard-wrapped lines": (itself, wrapped),
    "loose lists": (itself, loose_lists),
    "rules": (itself, ruled),
    "images": (itself, illustrated),
    "bold type": (itself, plain),
    "levels of headings": (itself, deeper),
    "numbered items": (itself, numbered_items),
    "offers": (with_offer, offer),
    "link targets": (itself, link_targets),
    "order of navigation": (with_navigation, navigation),
    "renumbering": (itself, renumbering),
    "list marks": (itself, list_marks),
    "counters": (with_counter, counter),
    "links around blocks": (itself, spread_links),
    "stops for semicolons": (itself, stops),
    "contents": (itself, contents),
    "headings in capitals": (itself, in_capitals),
    "no title": (itself, untitled),
    "lists that do not count": (itself, uncounted),
    "printed addresses": (itself, printed_addresses),
    "new windows": (itself, told_windows),
    "arrows": (itself, arrows),
    "spaces in bold": (itself, spaced_bold),
}

# Of which a reader sees nothing, or no words.
MARK_UP = (
    "white space",
    "hard-wrapped lines",
    "loose lists",
    "rules",
    "images",
    "levels of headings",
    "link targets",
    "links around blocks",
    "stops for semicolons",
    "contents",
    "headings in capitals",
    "no title",
    "lists that do not count",
    "printed addresses",
    "new windows",
    "arrows",
    "spaces in bold",
)

TOP, BOTTOM = "{shown}\n\n{text}", "{text}\n\n{shown}\n"

# name -> where it stands, and what is shown there on either side
SURROUNDINGS: dict[str, tuple[str, str, str]] = {
    "menu": (
        TOP,
        "* [Products](/p)\n* [Pricing](/pr)\n* [Log in](/l)",
        "* [Platform](/p)\n* [Pricing](/pr)\n* [Resources](/d)\n* [Log in](/l)\n* [Get a demo](/g)",
    ),
    "author and reading time": (TOP, "By Jane Miller\n\nMarch 3, 2021 · 5 min read", "By the Legal Team\n\n6 min read"),
    "time of the last edit": (TOP, "Updated over a week ago", "Updated yesterday"),
    "banner": (TOP, "Join us at Summit 2023 in Berlin. Register now", "New: our robot is here. Learn more"),
    "trail of pages": (TOP, "Help Center > Legal > Privacy", "Support > Policies > Legal > Privacy"),
    "ticker": (TOP, "BTC $27,113.20 +1.2% ETH $1,822.03 -0.4%", "BTC $26,901.11 -0.8% ETH $1,799.42 -1.6%"),
    "search": (TOP, "Search", "What can we help you with?\n\nSearch articles"),
    "sidebar": (
        TOP,
        "### Articles in this section\n\n* [Terms of Service](/t)\n* [Privacy Policy](/p)",
        "### Articles in this section\n\n* [Terms of Service](/t)\n* [AI Usage Policy](/a)\n* [Privacy Policy](/p)",
    ),
    "related articles": (
        BOTTOM,
        "## Related articles\n\n* [How to delete your account](/a)\n* [Where is my order?](/c)",
        "## Related articles\n\n* [Refund policy for gift cards](/a)\n* [Where is my order?](/c)",
    ),
    "votes": (
        BOTTOM,
        "Was this article helpful?\n\n12 out of 30 found this helpful",
        "Was this article helpful?\n\n19 out of 44 found this helpful",
    ),
    "blog": (
        BOTTOM,
        "### Latest from the blog\n\n[How teams work faster](/1)\n\nMay 3, 2023",
        "### Latest from the blog\n\n[Five tips for remote work](/2)\n\nJune 9, 2023",
    ),
    "newsletter": (
        BOTTOM,
        "### Stay in the loop\n\nGet product news and tips, once a month.\n\nYour email\n\nSubscribe",
        "### Subscribe to our newsletter\n\nThe best of our blog in your inbox.\n\nEmail address\n\nSign up",
    ),
    "next page": (
        BOTTOM,
        "[← Cookie Policy](/c)\n\n[Addendum →](/d)",
        "[← Cookie Notice](/c)\n\n[Subprocessors →](/d)",
    ),
    "menu without links": (
        BOTTOM,
        "About\n\nCareers\n\nPress\n\nBlog",
        "About\n\nCareers\n\nNewsroom\n\nBlog\n\nEvents",
    ),
    "country": (BOTTOM, "United States (English)", "Ireland (English)"),
    "copyright": (BOTTOM, "© 2009-2023 Example, Inc.", "© 2009-2024 Example, Inc."),
    "state of the systems": (BOTTOM, "All systems operational", "Partial outage"),
    "version of the page": (BOTTOM, "v2.14.3 (build 8812)", "v2.15.0 (build 9001)"),
}
