"""A `Letter` set as HTML for mail: inline styles alone, because Gmail strips `<style>`, `<ins>` and `<del>`.

Changed words carry their own background and text colour (readable on light and dark alike), a line through or under
them, and a sign: [−out] [+in]. Nothing is fetched: no picture, no font, no script.
"""

from jinja2 import Environment, PackageLoader, StrictUndefined

from notifiers.excerpt import pieces
from notifiers.message import Letter
from notifiers.sheets import Sheet

_environment = Environment(
    loader=PackageLoader("notifiers"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_environment.filters["pieces"] = pieces


def html(letter: Letter) -> str:
    """The HTML part of a mail."""
    return _environment.get_template("mail.html").render(letter=letter)


def fragment(sheet: Sheet) -> str:
    """One alert as HTML to be put into something else."""
    return _environment.get_template("sheet.html").render(sheet=sheet).strip()
