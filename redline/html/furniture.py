"""A page's tree in, the same tree without what is the page's and not the policy's.

Known by what mark-up says (landmarks, roles, controls) and by words that pages everywhere use in classes and ids. Names
are clues of three strengths: those of consent managers and dialogs are believed as long as a page is left without them,
those of menus and footers unless a large part of the page's prose stands inside, and the rest ("banner", "related")
only where there is hardly any. Inside the policy itself a name that its sections may have as well says less.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from redline.html.main import SENTENCE_CHARS, SOME_LINKS, could_be_a_clause, date_lines
from redline.html.tree import HEADINGS, Element, swept

GUARD_SHARE = 0.4  # more of the page's unlinked text than this is not taken away by a landmark or a plain name
REST_CHARS = 400  # a dialog may hold more than the policy, if this much is left without it
FEW_CHARS = 250  # unlinked text that a banner or a box of related pages may hold
MUCH_CHARS = 1000  # unlinked text that no menu holds
MOSTLY_LINKS = 0.5
ACCORDION_CHILDREN = 500  # among more, to look for the panel behind each button would take too long

_LANDMARKS = frozenset("nav dialog aside footer form progress meter".split())
_PAGE_PARTS = frozenset({"header", "footer"})
_ROLES = frozenset(
    "navigation banner search complementary contentinfo menu menubar toolbar tooltip alert status progressbar listbox"
    " combobox log timer marquee".split()
)
# Inside the policy these may also hold a clause: what matters most is set in boxes.
_SAYING = frozenset({"aside", "form"})
_SAYING_ROLES = frozenset({"alert", "status", "complementary"})
_TELLING = _LANDMARKS | {"button", "header"}  # tags that say something by themselves
_CONTROLS = frozenset("button label".split())
_DIALOG_ROLES = frozenset({"dialog", "alertdialog"})
# Elements that a name may condemn. Headings, items and cells carry slugs of their own words as ids.
_BOXES = frozenset("div section article aside header footer ul ol form span a p small center".split())
_HEADING = frozenset({*HEADINGS, "summary", "dt"})

# "sticky-content", "trusted-partners", "termly-policy" are the page's own.
_CONSENT_MANAGER = re.compile(
    r"(?<![a-z])(?:onetrust|ot-sdk|cookiebot|cybotcookie|usercentrics|didomi|qc-cmp|sp_message|truste(?![de])|axeptio"
    r"|tarteaucitron|borlabs|osano-cm|klaro|cmplz|cookieyes|cky-|cookielaw|iubenda-cs|cmpbox"
    r"|termly-(?:styles|consent|code))"
)
# What consent managers put into the policy itself: the list of the site's cookies.
_COOKIE_LIST = re.compile(r"cookie-?_?(?:policy|declaration|list|table)|iubenda_policy|policy-?embed")
_CONSENT = re.compile(
    r"(?:cookies?|consent|gdpr|ccpa|rgpd)[-_]*(?:banner|bar|notice|notification|popup|pop-up|modal|dialog|overlay|layer"
    r"|preferences?|manager|settings|wall|prompt|alert|message|box|disclaimer|bubble|toast|compliance|warning)"
    r"|(?:banner|bar|notice|popup|modal|dialog|overlay|alert|accept)[-_]*(?:cookies?|consent|gdpr)"
)
_PLAIN = re.compile(
    r"(?:^|\s)(?!(?:has|with|without|no|is|show|hide)[-_])(?:[\w-]+[-_]{1,2})?(?:nav|navbar|navigation|menu|submenu|topbar"
    r"|breadcrumbs?|sidebar|footer|pagination|pager|skip-?(?:link|nav)s?|socials?|social-(?:media|links|icons|share)"
    r"|site-header)(?:$|\s)"
    r"|(?:^|\s)skip-?to-?[\w-]*"
)
# An id is often a slug of the section's own words ("sharing", "language"): only these say what an element is for.
_PLAIN_ID = re.compile(
    r"(?:site-|page-|main-|top-|global-|mobile-)?(?:nav|navbar|navigation|menu|topbar|breadcrumbs?|sidebar|footer|header-nav)"
)
_DIALOG = re.compile(r"(?:^|[\s_-])(?:modals?|popups?|pop-up|lightbox|dialog|drawer|offcanvas|off-canvas)(?:$|[\s_-])")
_ACCORDION = re.compile(r"(?:^|[\s_-])(?:accordions?|collapsible|faq|question)(?:$|[\s_-])")
_VAGUE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|skip|share|sharing|social|socials|newsletter|subscribe"
    r"|signup|sign-up|sidebar|related|recommended|recommendations|footer|pagination|search|overlay|tooltip|toast|snackbar"
    r"|banner|advert|advertisement|ads|promo|langs|languages|locales|reading-?time|read-?time|back-?to-?top"
    r"|scroll-?top|feedback|helpful|votes?|comments?|announcer)(?:$|[\s_-])"
    r"|(?:lang|language|locale)s?[-_]*(?:picker|switch\w*|select\w*|menu|list|chooser|dropdown|bar|toggle)"
)


@dataclass(frozen=True, slots=True)
class _Clues:
    """What an element's class and id say."""

    manager: bool = False
    consent: bool = False
    consent_id: bool = False
    dialog: bool = False
    plain: bool = False
    vague: bool = False


_NO_CLUES = _Clues()


@lru_cache(maxsize=20_000)
def _clues(names: str, identity: str) -> _Clues:
    """The clues in an element's classes and id: pages repeat their classes by the hundred."""
    both = f"{identity} {names}"
    found = _Clues(
        manager=bool(_CONSENT_MANAGER.search(both)) and not _COOKIE_LIST.search(both),
        consent=bool(_CONSENT.search(names)),
        consent_id=bool(_CONSENT.search(identity)),
        dialog=bool(_DIALOG.search(both)),
        plain=bool(_PLAIN.search(names) or _PLAIN_ID.fullmatch(identity)),
        vague=bool(_VAGUE.search(names)),
    )
    return found if found != _NO_CLUES else _NO_CLUES


def remove_furniture(body: Element, elements: Sequence[Element]) -> list[Element]:
    """Take consent dialogs, menus, forms and the like out of `body`; `body` and what is left below it, in order.

    `elements` are `body` and all below it, in document order.
    """
    seen = [(e, clues) for e in elements[1:] if (clues := _clues_of(e)) is not _NO_CLUES or e.role or e.tag in _TELLING]
    for element, clues in seen:
        if clues.manager and not (_wraps_the_page(element) or _is_the_page(element, body)):
            element.detach()
    # A dialog may be longer than the policy; whatever else is taken away may not be the larger part of the page.
    for element, clues in seen:
        if _is_dialog(element, clues) and element.within(body) and _prose(body) - _prose(element) >= REST_CHARS:
            element.detach()
    most = GUARD_SHARE * _prose(body)
    for element, clues in seen:
        if _is_furniture(element, clues) and _prose(element) <= most and element.within(body):
            element.detach()
    for element, clues in seen:
        is_vague = clues.vague and _is_slight(element) and not _is_a_clause(element)
        if is_vague and _prose(element) <= most and element.within(body):
            element.detach()
    return swept(body)


def _clues_of(element: Element) -> _Clues:
    named = (element.names or element.identity) and element.tag in _BOXES
    return _clues(element.names, element.identity) if named else _NO_CLUES


def _prose(element: Element) -> int:
    return element.length - element.linked


def _wraps_the_page(element: Element) -> bool:
    """Whether the page's own parts stand inside: consent managers leave their mark on wrappers as well."""
    return any(below.tag in {"main", "article", "nav"} for below in element.walk())


def _is_the_page(element: Element, body: Element) -> bool:
    """Whether hardly anything is left without an element that asks for nothing: consent managers serve policies too."""
    return _prose(body) - _prose(element) < REST_CHARS and not _asks(element)


def _asks(element: Element) -> bool:
    """Whether there is something to press inside."""
    return any(below.tag in _CONTROLS or below.role == "button" for below in element.walk())


def _is_dialog(element: Element, clues: _Clues) -> bool:
    if element.tag == "dialog" or element.role in _DIALOG_ROLES or clues.consent:
        return True
    if clues.consent_id and (_asks(element) or not _in_main(element)):
        return True  # inside the policy, "cookie-settings" is the id of its section as well
    return clues.dialog and not _in_main(element)


def _is_furniture(element: Element, clues: _Clues) -> bool:
    tag, role = element.tag, element.role
    if tag == "button" or role == "button":
        return not _opens_a_section(element)
    if tag == "footer" and date_lines(element):
        return False
    if tag in _PAGE_PARTS and _in_section(element):
        return tag == "footer"  # the header of a section holds its heading
    if tag == "header" or role == "banner":
        return not _names_the_page(element)
    if (
        tag == "aside"
        and _in_main(element)
        and _prose(element) > FEW_CHARS
        and element.linked < SOME_LINKS * element.length
    ):
        return False  # a summary beside the clauses it sums up
    if (tag in _SAYING or role in _SAYING_ROLES) and _is_a_clause(element):
        return False
    if tag in _LANDMARKS or role in _ROLES:
        return True
    return clues.plain and (_prose(element) <= MUCH_CHARS or element.linked > SOME_LINKS * element.length)


def _is_slight(element: Element) -> bool:
    """Whether there is hardly any prose in it, and not the page's title."""
    if element.linked < MOSTLY_LINKS * element.length and _prose(element) > FEW_CHARS:
        return False
    return not _names_the_page(element)


def _is_a_clause(element: Element) -> bool:
    """Whether an element inside the policy is a sentence that could bind, with hardly a link and nothing to press."""
    return _in_main(element) and not _asks(element) and could_be_a_clause(element)


def _in_section(element: Element) -> bool:
    return _stands_in(element, frozenset({"main", "article", "section"}))


def _in_main(element: Element) -> bool:
    return _stands_in(element, frozenset({"main", "article"}))


def _stands_in(element: Element, tags: frozenset[str]) -> bool:
    above = element.parent
    while above is not None:
        if above.tag in tags or above.role == "main":
            return True
        above = above.parent
    return False


def _names_the_page(element: Element) -> bool:
    """Whether a heading of the first rank stands inside that is no link (a logo)."""
    return any(below.tag == "h1" and below.length > below.linked for below in element.walk())


def _heads_a_panel(button: Element) -> bool:
    """Whether a button is called as those are that show what stands behind them, and prose stands there."""
    above = button.parent
    if above is None or not _ACCORDION.search(button.names) or len(above.children) > ACCORDION_CHILDREN:
        return False
    behind = above.children[above.children.index(button) + 1 :]
    panel = next((child for child in behind if not isinstance(child, str)), None)
    return panel is not None and _prose(panel) >= SENTENCE_CHARS


def _opens_a_section(button: Element) -> bool:
    if "aria-expanded" in button.attrs or "aria-controls" in button.attrs or _heads_a_panel(button):
        return True
    above = button.parent
    while above is not None:
        if above.tag in _HEADING:
            return True
        above = above.parent
    return False
