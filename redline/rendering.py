"""A judged redline in; text, Markdown or HTML out. The three formats share one layout: see `rendering_layout`."""

from redline.rendering_html import html, html_fragment, spans_html
from redline.rendering_markdown import markdown
from redline.rendering_style import CSS
from redline.rendering_text import Paint, ansi, plain, text

__all__ = ["CSS", "Paint", "ansi", "html", "html_fragment", "markdown", "plain", "spans_html", "text"]
