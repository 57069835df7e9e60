"""A page's tree in, the same tree without what is the page's and not the policy's.

Known by what mark-up says (landmarks, roles, controls) and by words that web pages use everywhere in classes and ids.
Nothing that holds a large part of the page's prose is taken away: the guard against a policy in odd mark-up.
"""

import re

from redline.html_tree import Element

GUARD_SHARE = 0.4

_TAGS = frozenset("nav dialog aside footer form button progress meter".split())
_ROLES = frozenset(
    "navigation banner search complementary contentinfo menu menubar toolbar tooltip alert alertdialog dialog status"
    " progressbar listbox combobox log timer marquee button".split()
)
_CONSENT = re.compile(
    r"onetrust|ot-sdk|cookiebot|cybot|usercentrics|didomi|qc-cmp|sp_message|truste|axeptio|tarteaucitron|borlabs"
    r"|osano|klaro|complianz|cmplz|cookieyes|cky-|cookielaw|iubenda-cs|cmp-?(?:box|container|wrapper|root)|termly"
    r"|(?:cookie|consent|gdpr|ccpa|rgpd)[-_ ]*s?[-_]*(?:banner|bar|notice|popup|pop-up|modal|dialog|overlay|layer|"
    r"preference|manager|settings|wall|prompt|alert|message|box|disclaimer|bubble|toast|compliance|law|warning)"
    r"|(?:banner|bar|notice|popup|modal|dialog|overlay|alert|accept)[-_]*(?:cookie|consent|gdpr)"
)
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|navigator|menu|submenu|topbar|breadcrumbs?|skip-?(?:link|nav|to)[\w-]*|"
    r"share|sharing|social|socials|newsletter|subscribe|signup|sign-up|sidebar|related|recommended|recommendations|"
    r"footer|site-header|site-footer|pagination|pager|search|modal|popup|pop-up|lightbox|overlay|tooltip|toast|"
    r"snackbar|banner|advert|advertisement|ads|promo|lang|langs|languages?|locale|locales|language-?\w*|"
    r"reading-?time|read-?time|back-?to-?top|scroll-?top|cta|feedback|helpful|vote|comments?|"
    r"sr-only|visually-?hidden|screen-?reader[\w-]*|announcer)(?:$|[\s_-])"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def remove_furniture(body: Element) -> None:
    """Take consent dialogs, menus, forms and the like out of `body`."""
    _remove(body, lambda e: bool(e.names and _CONSENT.search(e.names)), 1.0)
    _remove(body, is_furniture, GUARD_SHARE)


def is_furniture(element: Element) -> bool:
    """Whether mark-up or names call the element furniture; says nothing of how much it holds."""
    if element.tag == "button" or element.get("role") == "button":
        return not _opens_a_section(element)
    if element.tag in _TAGS:
        return True
    if element.tag == "header" and not _within(element, {"main", "article", "section"}):
        return True
    if element.attrs and element.get("role") in _ROLES:
        return True
    return bool(element.names and _NAMES.search(element.names))


def _opens_a_section(button: Element) -> bool:
    if _within(button, {"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"}):
        return True
    return "aria-expanded" in button.attrs or "aria-controls" in button.attrs


def _within(element: Element, tags: set[str]) -> bool:
    above = element.parent
    while above is not None:
        if above.tag in tags:
            return True
        above = above.parent
    return False


def _remove(body: Element, condition, guard: float) -> None:  # type: ignore
    whole = body.length - body.linked
    stack = [body]
    while stack:
        element = stack.pop()
        for child in list(element.children):
            if isinstance(child, str):
                continue
            if condition(child) and child.length - child.linked <= guard * whole:
                child.detach()
            else:
                stack.append(child)
