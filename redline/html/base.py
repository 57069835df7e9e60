"""Blocks and the address of their page in, the same blocks with links resolved out."""

from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from redline.types import Block, Run

_AS_THEY_STAND = ("#", "mailto:", "tel:", "http://", "https://", "javascript:")


class Base:
    """The address against which a page's links are read (its own, or that of `<base href>`)."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._origin = ""
        try:
            parts = urlsplit(address)
        except ValueError:
            return
        if parts.scheme and parts.netloc:
            self._origin = f"{parts.scheme}://{parts.netloc}"

    def resolved(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """`blocks` with absolute targets in their links, those inside the page left as they are."""
        return tuple([self._block(b) if any([run.href for run in b.runs]) else b for b in blocks])  # noqa: C419 - a list is quicker

    def _block(self, block: Block) -> Block:
        runs, cells = self._runs(block.runs), tuple([self._runs(cell) for cell in block.cells])
        return Block(kind=block.kind, runs=runs, level=block.level, label=block.label, cells=cells, heads=block.heads)

    def _runs(self, runs: Sequence[Run]) -> tuple[Run, ...]:
        return tuple([self._run(run, run.href) if run.href else run for run in runs])

    def _run(self, run: Run, href: str) -> Run:
        return Run(text=run.text, strong=run.strong, href=self.absolute(href), shown=run.shown)

    def absolute(self, href: str) -> str:
        """`href` as an address of its own; as it stands where it is malformed."""
        if href.startswith(_AS_THEY_STAND):
            return href
        # The usual case without a parser: urljoin takes 15 us, and pages have hundreds of links.
        if self._origin and href[:1] == "/" and href[1:2] != "/" and "/." not in href:
            return self._origin + href
        try:
            return urljoin(self._address, href)
        except ValueError:
            return href
