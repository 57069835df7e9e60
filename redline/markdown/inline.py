"""One paragraph's Markdown in, its runs out: words, how strong they are, where they lead.

markdown-it-py reads whatever there is. Most paragraphs hold nothing but words, or words with a few plain links and
bold stretches: those a pattern reads many times faster, to the same runs (a test compares the two on every input it
can think of). Results are kept, because most paragraphs of one version return in the next.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from redline.email_addresses import PLACEHOLDER, behind_link
from redline.types import Run

_PARSER = MarkdownIt("commonmark")
_PARSER.normalizeLink = lambda url: url  # type: ignore[method-assign]  # addresses are kept as written
_PARSER.validateLink = lambda url: url is not None  # type: ignore[method-assign]  # nothing here follows or renders them
_MARKED_UP = re.compile(r"[\\*_\[\]<>&`!\n]")
_WORDS = r"[^\\*_\[\]<>&`!\n]"
_SIGN = r"[!-/:-@\[-`{-~]"
_BOLD = rf"[^\W_](?:{_WORDS}*[^\W_.:?!])?[.:?!]?"
_TARGET = r"""(?:[^\s()<>\\&"'`*\[\]]|&(?![#\w]+;))+"""
_AFTER = r"""(?=\s|$|[.,;:)”"’'!?])"""
_SIMPLE = re.compile(
    rf"""(?P<text>{_WORDS}+ | !(?!\[) | &(?![#\w]+;))
    | \\(?P<escaped>{_SIGN})
    | (?<![\w*])\*\*(?P<bold>{_BOLD})\*\*{_AFTER}
    | (?<![\w*_])_(?P<italic>{_BOLD})_{_AFTER}
    | \[(?P<shown>(?:{_WORDS}|\\{_SIGN})*)\]\((?P<href>{_TARGET})\)
    | (?<![^\s(])\*\*\[(?P<bold_shown>{_WORDS}+)\]\((?P<bold_href>{_TARGET})\)\*\*{_AFTER}
    | \[\*\*(?P<shown_bold>{_BOLD})\*\*\]\((?P<href_bold>{_TARGET})\)
    | !\[{_WORDS}*\]\({_TARGET}(?P<image>\))
    | <br\s?/?(?P<break>>)
    """,
    re.VERBOSE,
)
_ESCAPED = re.compile(rf"\\({_SIGN})")
_WORDED = {"text", "escaped", "italic"}
_BREAKING_TAG = re.compile(
    r"</?(?:br|p|div|li|ul|ol|tr|table|h[1-6]|section|dt|dd|dl|blockquote)\b[^<>]*>", re.IGNORECASE
)


@lru_cache(maxsize=16_384)
def runs_of(content: str) -> tuple[Run, ...]:
    """The runs of one paragraph, heading or cell; neighbours of one style are one run."""
    if not _MARKED_UP.search(content) and not content[-1:].isspace():
        return (Run(text=content),) if content else ()
    runs = simple(content)
    return tuple([revealed(run) if run.href else run for run in (parsed(content) if runs is None else runs)])


def simple(content: str) -> list[Run] | None:
    """The runs of a paragraph with plain mark-up only, None where it needs the parser."""
    if content != content.strip():
        return None
    if "\n" not in content:
        return _simple_line(content)
    runs: list[Run] = []
    lines = content.split("\n")
    for line in lines[:-1]:
        escaped = line.endswith("\\")
        found = _simple_line(line.removesuffix("\\").lstrip(" ") if escaped else line.strip(" "))
        if found is None or line.endswith("\\\\") or not line.strip():
            return None
        runs.extend((*found, Run(text="\n" if escaped or line.endswith("  ") else " ")))
    last = _simple_line(lines[-1].strip(" "))
    return None if last is None else joined([*runs, *last])


def _simple_line(line: str) -> list[Run] | None:
    if line != line.strip():
        return None
    runs: list[Run] = []
    words: list[str] = []  # plain words not yet in a run
    place = 0
    for found in iter(_SIMPLE.scanner(line).match, None):  # type: ignore[attr-defined]  # re.Pattern.scanner
        place = found.end()
        if found.lastgroup in _WORDED:
            words.append(found[found.lastgroup])
            continue
        if words:
            runs.append(Run(text="".join(words)))
            words = []
        runs.append(_styled(found))
    if place < len(line):
        return None
    if words:
        runs.append(Run(text="".join(words)))
    return joined(runs)


def _styled(found: re.Match[str]) -> Run:
    """The run of one stretch of mark-up."""
    match found.lastgroup:
        case "bold":
            return Run(text=found["bold"], strong=True)
        case "href":
            return Run(text=_ESCAPED.sub(r"\1", found["shown"]), href=found["href"])
        case "bold_href":
            return Run(text=found["bold_shown"], strong=True, href=found["bold_href"])
        case "href_bold":
            return Run(text=found["shown_bold"], strong=True, href=found["href_bold"])
        case _:
            return Run(text="\n" if found.lastgroup == "break" else "")


def parsed(content: str) -> list[Run]:
    """The runs of any paragraph, by the parser."""
    (inline,) = _PARSER.parseInline(content, {})
    return joined(_runs(inline.children or ()))


def _runs(children: Sequence[Token]) -> Iterator[Run]:
    strong = 0
    href: str | None = None
    for child in children:
        kind = child.type
        if kind in ("text", "code_inline"):
            yield Run(text=child.content, strong=strong > 0, href=href)
        elif kind == "strong_open":
            strong += 1
        elif kind == "strong_close":
            strong -= 1
        elif kind == "link_open":
            href = str(child.attrs.get("href", ""))
        elif kind == "link_close":
            href = None
        elif kind == "hardbreak" or (kind == "html_inline" and _BREAKING_TAG.match(child.content)):
            yield Run(text="\n", strong=strong > 0, href=href)
        elif kind == "softbreak":
            yield Run(text=" ", strong=strong > 0, href=href)


def joined(runs: Iterable[Run]) -> list[Run]:
    """`runs` with neighbours of one style joined and empty ones left out."""
    out: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if out and out[-1].strong == run.strong and out[-1].href == run.href:
            out[-1] = Run(text=out[-1].text + run.text, strong=run.strong, href=run.href)
        else:
            out.append(run)
    return out


def revealed(run: Run) -> Run:
    """`run` with an address that Cloudflare hid in its link written out; any other run as it is.

    Our own Markdown shows the placeholder too, with the address as the link's target.
    """
    href = run.href or ""
    if href.startswith("mailto:") and PLACEHOLDER.fullmatch(run.text.strip()):
        address = href.removeprefix("mailto:")
    else:
        address = behind_link(href)
    if not address:
        return run
    return replace(run, text=PLACEHOLDER.sub(address, run.text), href=f"mailto:{address}", shown=run.text)
