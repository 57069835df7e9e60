"""A body's bytes and its Content-Type in, text out; never fails, never guesses by statistics.

The order is that of browsers: byte-order mark, the header's charset, the page's own `<meta>`, then UTF-8 and, where
the bytes are no UTF-8, Windows-1252. Statistical guessing took 3.1 s on one real page and is not needed.

A server that took UTF-8 for Windows-1252 and wrote that as UTF-8 sends "itâ€™s": such a text reads as it was meant.
"""

import codecs
import re

META_WINDOW_BYTES = 4096

# Longest first: the mark of UTF-32 little-endian begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A page without a mark begins with "<" all the same (XML 1.0, appendix F.1), whatever it says of itself further on.
_WIDE = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:+-]+)", re.IGNORECASE)
_META = re.compile(
    rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:+-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:+-]+)",
    re.IGNORECASE,
)

# What pages call by these names is in practice their superset (WHATWG Encoding Standard, 4.2).
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# The encodings of the web; Python has others (punycode, unicode_escape) that hostile pages could misuse.
_WEB = re.compile(
    r"(utf-8|cp12\d\d|cp866|cp874|cp932|cp949|iso8859-\d+|koi8-[ru]|mac-\w+|gb18030|big5\w*|euc_jp|iso2022_jp|tis-620)\Z"
)


# What the signs of policies look like when their UTF-8 was read as Windows-1252: "â€™", "Ã©", "Â§".
_TWICE_ENCODED = re.compile("â€.|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]", re.DOTALL)
# The last byte of a closing quote is nothing in Windows-1252: some servers leave it out.
_BYTE_LOST = re.compile(r"â€(?=[\x00-!#-\x7fâ]|\Z)")
# Some put a quote where the first of the three was: "it”€™s", "“DNT”€ signals"; behind it stands no sum.
_FIRST_LOST = re.compile(r"”€(?!\s?\d)")

# What is left of a quote of which two bytes of three are nothing in Latin-1, where no word has the letter.
_LEFT_OF_QUOTES = re.compile(
    r"(?P<apostrophe>(?<=[A-Za-z])â(?=s\b)|(?<=n)â(?=t\b)|(?i:(?<=\bwe)|(?<=\byou)|(?<=\bthey))â(?=(?:re|ll|ve)\b))|"
    r"(?P<opening>(?<![\w’'])â(?=[A-Z]|(?!(?:ges?|gée?s?|mes?|nes?|pres?|tres?)\b)[a-z][\w ]{1,40}[”â]))|"
    r"(?P<dash>(?<=\w )â(?= \w))|(?<=[A-Za-z.,])â(?![\w’'])"
)
_QUOTES = {"apostrophe": "’", "opening": "“", "dash": "–"}
_LEFT_MIN = 2
# "Hâlâ", "lâche": a text whose language has the letter.
_IN_A_WORD = re.compile(r"[^\W\d_]â(?!(?:s|t|re|ll|ve)\b)[^\W\d_]")


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of `body`.

    `content_type` is the header as sent, None where there was none. Bytes that fit no declared encoding become
    U+FFFD only after UTF-8 and Windows-1252 were tried.
    """
    text = _with_quotes(_decoded(body, content_type))
    if "”€" in text and len(_FIRST_LOST.findall(text)) >= _LEFT_MIN:
        text = _FIRST_LOST.sub("â€", text)
    if not any(sign in text for sign in "âÃÂ") or not _TWICE_ENCODED.search(text):
        return text
    import ftfy  # 40 ms, and hardly ever needed

    return ftfy.fix_encoding(_BYTE_LOST.sub("”", text))


def _with_quotes(text: str) -> str:
    """`text` with quotes where both other bytes of each were lost: "âSLAâ", "Customerâs"."""
    if "â" not in text or len(_LEFT_OF_QUOTES.findall(text)) < _LEFT_MIN or _IN_A_WORD.search(text):
        return text
    return _LEFT_OF_QUOTES.sub(lambda found: _QUOTES.get(found.lastgroup or "", "”"), text)


def _decoded(body: bytes, content_type: str | None) -> str:
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    if wide := _WIDE.get(body[:2]):
        return body.decode(wide, "replace")
    for name in [*_declared(body, content_type), "utf-8"]:
        try:
            return body.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("cp1252", "replace")


def _declared(body: bytes, content_type: str | None) -> list[str]:
    names = []
    if content_type and (match := _CHARSET.search(content_type)):
        names.append(match[1])
    if in_page := _META.search(body[:META_WINDOW_BYTES]):
        names.append((in_page[1] or in_page[2]).decode("ascii", "replace"))
    return [known for name in names if (known := _known(name, body))]


def _known(name: str, body: bytes) -> str:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return ""
    if found.startswith("utf-16"):
        # Only bytes can tell: a page that says UTF-16 in readable ASCII contradicts itself.
        return {b"\0": "utf-16-be"}.get(body[:1]) or {b"\0": "utf-16-le"}.get(body[1:2], "")
    found = _SUPERSETS.get(found, found)
    # Re-coded pages keep their old declaration. Text in Windows-1252 is never valid UTF-8 by chance, so UTF-8
    # may be tried first.
    return found if _WEB.match(found) and found != "cp1252" else ""
