"""The code a content network puts in an e-mail address's place in, the address out.

Cloudflare's obfuscation writes `<a data-cfemail="hex">[email protected]</a>` or links to
`/cdn-cgi/l/email-protection#hex`: the first byte is a key, each other byte is one character XOR the key. The
key differs on every delivery, so that the raw page changes though the address does not.
"""

import re

_HEX = re.compile(r"(?:[0-9a-f]{2}){3,256}\Z", re.IGNORECASE)


def decode(code: str) -> str:
    """The address of a hexadecimal code, "" where it is none."""
    if not _HEX.match(code):
        return ""
    key, *rest = bytes.fromhex(code)
    address = bytes(byte ^ key for byte in rest).decode("utf-8", "replace")
    return address if "@" in address else ""
