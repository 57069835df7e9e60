"""The code a content network puts in an e-mail address's place in, the address out.

Cloudflare's obfuscation writes `<a data-cfemail="hex">[email protected]</a>` or links to
`/cdn-cgi/l/email-protection#hex`: the first byte is a key, each other byte is one character XOR the key. The
key differs on every delivery, so that the raw page changes though the address does not.
"""

import re

from redline.email_addresses import PLACEHOLDER, decode
from redline.html.tree import Element

_LINK = re.compile(r"/cdn-cgi/l/email-protection#([0-9a-f]{6,512})\Z", re.IGNORECASE)


def hidden_address(element: Element) -> str:
    """The address in whose place `element` shows a placeholder, "" for any other element."""
    if not element.attrs:
        return ""
    code = element.get("data-cfemail")
    if not code and element.tag == "a" and (link := _LINK.search(element.get("href"))):
        code = link[1] if PLACEHOLDER.fullmatch(element.text()) else ""
    return decode(code).partition("?")[0] if code else ""
