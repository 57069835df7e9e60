"""A page's tree in, the same tree without what is the page's and not the policy's.

Known by what mark-up says (landmarks, roles, controls) and by words that pages everywhere use in classes and ids. Names
are clues of three strengths: a consent manager's are plain, those of menus, footers and dialogs are believed unless a
large part of the page's prose stands inside, and the rest ("banner", "related") only where there is hardly any.
"""

import re
from collections.abc import Callable

from redline.html_tree import Element

GUARD_SHARE = 0.4  # more of the page's unlinked text than this is not taken away by a landmark or a plain name
REST_CHARS = 400  # a dialog may hold more than the policy, if this much is left without it
FEW_CHARS = 250  # unlinked text that a banner or a box of related pages may hold
MOSTLY_LINKS = 0.5

_LANDMARKS = frozenset("nav dialog aside footer form progress meter".split())
_ROLES = frozenset(
    "navigation banner search complementary contentinfo menu menubar toolbar tooltip alert status progressbar listbox"
    " combobox log timer marquee".split()
)
_DIALOG_ROLES = frozenset({"dialog", "alertdialog"})
# Elements that a name may condemn. Headings, items and cells carry slugs of their own words as ids.
_BOXES = frozenset("div section article aside header footer ul ol form span a p small center".split())
_HEADING = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"})

_CONSENT_MANAGER = re.compile(
    r"onetrust|ot-sdk|cookiebot|cybotcookie|usercentrics|didomi|qc-cmp|sp_message|truste|axeptio|tarteaucitron|borlabs"
    r"|osano-cm|klaro|cmplz|cookieyes|cky-|cookielaw|iubenda-cs|cmpbox|termly"
)
# What consent managers put into the policy itself: the list of the site's cookies.
_COOKIE_LIST = re.compile(r"cookie-?_?(?:policy|declaration|list|table)|iubenda_policy|policy-?embed")
_CONSENT = re.compile(
    r"(?:cookies?|consent|gdpr|ccpa|rgpd)[-_]*(?:banner|bar|notice|notification|popup|pop-up|modal|dialog|overlay|layer"
    r"|preferences?|manager|settings|wall|prompt|alert|message|box|disclaimer|bubble|toast|compliance|warning)"
    r"|(?:banner|bar|notice|popup|modal|dialog|overlay|alert|accept)[-_]*(?:cookies?|consent|gdpr)"
)
_PLAIN = re.compile(
    r"(?:^|\s)(?:[\w-]+[-_]{1,2})?(?:nav|navbar|navigation|menu|submenu|topbar|breadcrumbs?|sidebar|footer|pagination|pager"
    r"|skip-?(?:link|nav)s?|socials?|social-(?:media|links|icons|share)|site-header)(?:$|\s)"
    r"|(?:^|\s)skip-?to-?[\w-]*"
)
_DIALOG = re.compile(r"(?:^|[\s_-])(?:modals?|popups?|pop-up|lightbox|dialog|drawer|offcanvas|off-canvas)(?:$|[\s_-])")
_VAGUE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|skip|share|sharing|social|socials|newsletter|subscribe"
    r"|signup|sign-up|sidebar|related|recommended|recommendations|footer|pagination|search|overlay|tooltip|toast|snackbar"
    r"|banner|advert|advertisement|ads|promo|lang|langs|languages?|locale|locales|reading-?time|read-?time|back-?to-?top"
    r"|scroll-?top|feedback|helpful|votes?|comments?|announcer)(?:$|[\s_-])"
)


def remove_furniture(body: Element) -> None:
    """Take consent dialogs, menus, forms and the like out of `body`."""
    _remove(body, _is_consent_manager, lambda inside: inside >= 0)
    # A dialog may be longer than the policy; whatever else is taken away may not be the larger part of the page.
    _remove(body, _is_dialog, lambda inside: _prose(body) - inside >= REST_CHARS)
    whole = _prose(body)
    _remove(body, _is_furniture, lambda inside: inside <= GUARD_SHARE * whole)
    _remove(body, _is_vague, lambda inside: inside <= GUARD_SHARE * whole)


def _prose(element: Element) -> int:
    return element.length - element.linked


def _remove(body: Element, condition: Callable[[Element], bool], allowed: Callable[[int], bool]) -> None:
    """Takes away the outermost elements under `condition`; `allowed` is told how much prose stands inside."""
    stack = [body]
    while stack:
        element = stack.pop()
        for child in [child for child in element.children if not isinstance(child, str)]:
            if condition(child) and allowed(_prose(child)):
                child.detach()
            else:
                stack.append(child)


def _is_consent_manager(element: Element) -> bool:
    names = element.names
    if not names or element.tag not in _BOXES or not _CONSENT_MANAGER.search(names) or _COOKIE_LIST.search(names):
        return False
    # Managers leave their mark on wrappers of the whole page as well.
    return not any(below.tag in {"main", "article", "nav"} for below in element.walk())


def _is_dialog(element: Element) -> bool:
    if element.get("role") in _DIALOG_ROLES or element.tag == "dialog":
        return True
    names = element.names
    if not names or element.tag not in _BOXES:
        return False
    return bool(_CONSENT.search(names) or (_DIALOG.search(names) and not _in_main(element)))


def _is_furniture(element: Element) -> bool:
    tag = element.tag
    if tag == "button" or element.get("role") == "button":
        return not _opens_a_section(element)
    if tag in _LANDMARKS or element.get("role") in _ROLES:
        return True
    if tag == "header":
        return not _names_the_page(element)
    return bool(element.names and tag in _BOXES and _PLAIN.search(element.names))


def _is_vague(element: Element) -> bool:
    if not element.names or element.tag not in _BOXES or not _VAGUE.search(element.names):
        return False
    if element.linked < MOSTLY_LINKS * element.length and _prose(element) > FEW_CHARS:
        return False
    return not _names_the_page(element)


def _in_main(element: Element) -> bool:
    above = element.parent
    while above is not None:
        if above.tag in {"main", "article"} or above.get("role") == "main":
            return True
        above = above.parent
    return False


def _names_the_page(element: Element) -> bool:
    """Whether a heading of the first rank stands inside that is no link (a logo)."""
    return any(below.tag == "h1" and below.length > below.linked for below in element.walk())


def _opens_a_section(button: Element) -> bool:
    if "aria-expanded" in button.attrs or "aria-controls" in button.attrs:
        return True
    above = button.parent
    while above is not None:
        if above.tag in _HEADING:
            return True
        above = above.parent
    return False
