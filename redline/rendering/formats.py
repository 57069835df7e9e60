"""A judged redline in; text, Markdown or HTML out. The three formats share one layout: see `layout`."""

from redline.rendering.html import html, html_fragment, spans_html
from redline.rendering.markdown import markdown
from redline.rendering.style import CSS
from redline.rendering.text import Paint, ansi, plain, text

__all__ = ["CSS", "Paint", "ansi", "html", "html_fragment", "markdown", "plain", "spans_html", "text"]
