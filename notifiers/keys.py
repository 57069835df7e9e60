"""A channel's keys in, the same out, fit for use; else a `SettingsError` at the start and not at the first alert.

What is wrong is told by the key alone: values are secrets.
"""

import re
from urllib.parse import urlsplit

from notifiers.errors import SettingsError

HEADER = "must be one line of letters and signs as HTTP has them (Latin-1), without blanks at its ends"


def is_header(text: str) -> bool:
    """Whether `text` can be the value of a header (RFC 9110, 5.5), as it is sent: in Latin-1."""
    return text.isprintable() and text == text.strip() and all(ord(letter) < 256 for letter in text)


def header(text: str, key: str) -> str:
    """`text`, the value of a header. Raises `SettingsError`."""
    if not is_header(text):
        raise SettingsError(f"{key}: {HEADER}")
    return text


def header_name(text: str, key: str) -> str:
    """`text`, the name of a header (RFC 9110, 5.6.2). Raises `SettingsError`."""
    if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", text):
        raise SettingsError(f"{key}: {text!r} is no name of a header; write it of letters, digits and hyphens")
    return text


def address(text: str, key: str) -> str:
    """`text`, a web address to post to. Raises `SettingsError`."""
    if re.search(r"[\\\s\x00-\x20\x7f]", text):
        raise SettingsError(f"{key}: the address holds a backslash, a space or a control character")
    if fault := address_fault(text):
        raise SettingsError(f"{key}: {fault}")
    if "@" in urlsplit(text).netloc:
        raise SettingsError(f"{key}: the address holds a user name or a password, which are not sent")
    return text


def address_fault(text: str) -> str:
    """Why `text` is no web address, "" where it is one."""
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:  # its words would quote a part of the address
        return "is no web address: its host or its port cannot be read"
    if parts.scheme not in ("http", "https") or not host:
        return "is no web address; it must begin with http:// or https://"
    return ""
