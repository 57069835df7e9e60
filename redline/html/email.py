"""The code a content network puts in an e-mail address's place in, the address out.

Cloudflare's obfuscation writes `<a data-cfemail="hex">[email protected]</a>` or links to
`/cdn-cgi/l/email-protection#hex`. The code differs on every delivery, so that the raw page changes though the address
does not.
"""

from redline.email_addresses import PLACEHOLDER, behind_link, decode
from redline.html.tree import Element


def hidden_address(element: Element) -> str:
    """The address in whose place `element` shows a placeholder, "" for any other element."""
    if not element.attrs:
        return ""
    if code := element.get("data-cfemail"):
        return decode(code)
    address = behind_link(element.get("href")) if element.tag == "a" else ""
    return address if address and PLACEHOLDER.fullmatch(element.text()) else ""
