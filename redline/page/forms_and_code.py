"""One line in; whether it is a form, its labels and buttons in one, or what a browser runs and nobody reads, out."""

import re

from redline.literals import search
from redline.page.phrases import BINDING, BINDS_IN_A_BANNER, RUN_TOGETHER

# An address with the brackets of a link around it, which make no code.
_LINKED_TO = re.compile(r"\]?\(?https?://[^\s\"'<>()]+\)?")
# What binds though it stands in a form or in what looks like code.
_BINDS_IN_A_FORM = re.compile(
    r"\b(?:(?:is|are) (?:stored|given|kept)|costs?|euros?|renew\w*|arbitrat\w*|child\w*|barred|fees?)\b", re.IGNORECASE
)
_BINDS_IN_CODE = re.compile(r"\bwe[ \"]+(?:sell|share|send|collect|keep)\b", re.IGNORECASE)
# What a form to log in or to join asks for and offers.
_FORM = re.compile(
    r"\b(?:(?:log|sign)[- ]?(?:in|up|on)|join now|e-?mail(?: address)?|user ?name|password|(?:forgot|lost)(?:ten)?|"
    r"remember me|help|submit|cancel|continue|next|register|create account|keep me)",
    re.IGNORECASE,
)
_FORM_MIN = 5
_FORM_SHARE = 6
# What a form asks for, and that it must be filled in: "First Name (required)".
_FIELD = re.compile(
    r"(?:(?:first|last|full|middle|your|company|user|street|e-?mail|phone|mobile|zip|postal) ?){0,3}"
    r"(?:name|e-?mail|address|phone|number|country|city|state|zip|code|message|subject|title|website|comments?|"
    r"organi[sz]ation|location of [\w ]{3,40}|description of [\w ]{3,40}) ?(?:\((?:required|optional)\)|\*)"
    r"(?: select one .{0,100})?",
    re.IGNORECASE,
)
# Signs of which code has many and prose few, and what only code has: definitions have quotes and brackets, too.
_CODE_SIGNS = frozenset('{}[]();="\\<>&_')
_CODE_SIGNS_MIN = 10
_CODE_SHARE = 0.1
_IN_CODE = re.compile(r"\bfunction\s*\(|\)\s*;|\":|\|\||=\s*\{")
_ONLY_IN_CODE = re.compile(r"[{=<]|\.(?:getElementById|setAttribute|addEventListener|getTime)\(")

# What browsers run and nobody is meant to read.
_CODE = re.compile(
    r"\{\s*[\w-]+\s*:[^{};]+;|\bfunction\s*\w*\s*\([^)]*\)\s*\{|\bwindow\.\w+(?:\.\w+)*\s*=|\bvar \w+\s*=|"
    r"^\{\{[^{}]*\}\}$|^(?:\{\w+\}\s*)+$|^%[A-Z_]+%$|@media\b[^{]*\{|\"@context\"\s*:|\bdocument\.\w+\("
)


def is_form(text: str, words: list[str]) -> bool:
    """Whether a line is a form to log in or to join, its labels and buttons in one."""
    found = len(_FORM.findall(RUN_TOGETHER.sub(" ", text)))
    has_labels = "assword" in text and found >= _FORM_MIN and found * _FORM_SHARE >= len(words)
    return has_labels and not (BINDS_IN_A_BANNER.search(text) or _BINDS_IN_A_FORM.search(text))


def is_field(text: str) -> bool:
    """Whether a line is the label of a form's field that must, or need not, be filled in."""
    return _FIELD.fullmatch(text) is not None


def is_code(text: str) -> bool:
    """Whether a text is what a browser runs or reads, and nobody else."""
    text = _LINKED_TO.sub(" ", text) if "http" in text else text
    signs = sum(map(_CODE_SIGNS.__contains__, text))
    is_of_signs = signs >= _CODE_SIGNS_MIN and signs >= _CODE_SHARE * len(text)
    if not is_of_signs or _BINDS_IN_CODE.search(text):
        return False
    return all(words.search(text) for words in (_IN_CODE, _ONLY_IN_CODE))


def holds_code(text: str) -> bool:
    """Whether a short text holds what only code has, wherever it stands on the page, and binds nobody."""
    return search(_CODE, text) is not None and not (BINDS_IN_A_BANNER.search(text) or BINDING.search(text))
