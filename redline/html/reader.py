"""A page's HTML and its recipe in, the Document of the policy in it out.

    text -> tree -> without furniture -> without repeats -> main elements -> blocks -> one section, where asked

A declaration's `select` takes the place of the search for the policy; what it selects is read as it stands.
"""

import re
from contextlib import closing

from redline.html.base import Base
from redline.html.blocks import blocks
from redline.html.furniture import remove_furniture
from redline.html.main import find_main
from redline.html.repeats import remove_repeats
from redline.html.shell import shell_reason
from redline.html.tree import Element, Page, parse
from redline.sections import names_a_document, section_of
from redline.types import Block, BlockKind, Document, Recipe

_SITE = re.compile(r"\s+[|\u2013\u2014\u00b7\u2022»-]\s+|\s*[|»]\s*")


def read(text: str, recipe: Recipe, url: str | None = None) -> Document:
    """The policy that stands in the page `text`.

    `url` resolves relative links; they stay as written where it is None. Raises `SelectorError` where the recipe's
    selectors or section find nothing.
    """
    page = parse(text)
    shell = shell_reason(text, page.body)
    with closing(_chosen(page, text, recipe)) as chosen:
        main = [chosen.body] if recipe.select else _policy(chosen)
        found = tuple(block for element in main for block in blocks(element))
    if recipe.section is not None:
        found = section_of(found, recipe.section)
    if base := Base(url or "").absolute(page.base):
        found = Base(base).resolved(found)
    return Document(reader="html", title=_title(found, page.title), language=page.language, blocks=found, shell=shell)


def _chosen(page: Page, text: str, recipe: Recipe) -> Page:
    """The page, or what a declaration's selectors leave of it."""
    if not (recipe.select or recipe.remove):
        return page
    from redline.html.selection import selected  # takes as long to import as ten pages take to read

    return parse(selected(text, recipe.select, recipe.remove))


def _policy(page: Page) -> list[Element]:
    left = remove_furniture(page.body, page.elements)
    return find_main(page.body, remove_repeats(page.body, left))


def _title(found: tuple[Block, ...], page_title: str) -> str:
    """The first heading of the first rank; else the part of `<title>` that names a document, else its first part."""
    for block in found:
        if block.kind is BlockKind.HEADING and block.level == 1:
            return " ".join(block.text.split())
    parts = [part.strip() for part in _SITE.split(page_title) if part.strip()]
    return next((part for part in parts if names_a_document(part)), parts[0] if parts else "")
