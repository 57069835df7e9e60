"""A page's HTML and its recipe in, the Document of the policy in it out."""

from redline.html_blocks import blocks
from redline.html_furniture import remove_furniture
from redline.html_main import find_main
from redline.html_repeats import remove_repeats
from redline.html_tree import parse
from redline.types import Document, Recipe


def read(text: str, recipe: Recipe, url: str | None = None) -> Document:
    """The policy that stands in the page `text`."""
    body, page_title, language = parse(text)
    remove_furniture(body)
    remove_repeats(body)
    found = tuple(block for element in find_main(body) for block in blocks(element))
    return Document(reader="html", title=page_title, language=language, blocks=found, shell=None)
