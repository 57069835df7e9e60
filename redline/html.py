"""A page's HTML and its recipe in, the Document of the policy in it out."""

from bs4 import BeautifulSoup

from redline.html_blocks import blocks
from redline.html_furniture import remove_furniture
from redline.html_main import find_main
from redline.html_tree import Element, parse
from redline.types import Document, Recipe


def read(text: str, recipe: Recipe, url: str | None = None) -> Document:
    """The policy that stands in the page `text`."""
    body, page_title, language = parse(text)
    remove_furniture(body)
    main = find_main(body)
    return Document(reader="html", title=page_title, language=language, blocks=blocks(main), shell=None)
