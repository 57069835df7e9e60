"""A clause in; whether it is a full paragraph of a policy out: long, binding somebody, and nothing that pages say."""

import re
from functools import lru_cache

from redline.literals import search
from redline.page.forms_and_code import is_form
from redline.page.lines import (
    begins_a_column,
    is_a_line_of_entries,
    is_a_line_of_menu,
    is_line_of_copyright,
    is_of_the_machine,
)
from redline.page.linked_lines import is_linked
from redline.page.phrases import BINDING, could_bind, pattern
from redline.types import Clause

_FULL_WORDS = 18
# More links than this are a menu in one line.
_LINKS_MAX = 3
# Whom a paragraph binds in other languages.
_PERSONS = re.compile(r"\b(?:vous|nous|votre|vos|sie|wir|ihre\w*|usted|nosotros|su|sus)\b", re.IGNORECASE)


def is_full(clause: Clause) -> bool:
    """Whether a paragraph is long, binds somebody, and is no offer, menu, form, code, line of links or of copyright."""
    if clause.text.count(" ") < _FULL_WORDS - 1 or not _binds(clause.text, is_row=clause.kind == "row"):
        return False
    is_line = len(clause.links) > _LINKS_MAX or not could_bind(clause.text)
    return clause.kind == "row" or not (is_line and is_linked(clause.text, clause.links))


@lru_cache(maxsize=1024)
def _binds(text: str, *, is_row: bool) -> bool:
    """Whether a long paragraph binds somebody, and is no offer, menu, form, code or line of copyright. Kept for the
    other side."""
    if not (BINDING.search(text) or _PERSONS.search(text)):
        return False
    words = text.split()
    if not is_row and (is_a_line_of_entries(text) or is_of_the_machine(text) or is_form(text, words)):
        return False
    if not is_row and (begins_a_column(text) or is_a_line_of_menu(text, words)):
        return False
    if is_line_of_copyright(text, words):
        return False
    return not search(pattern("offers"), text) or could_bind(text)
