"""Slack's documented limits, checked on a message (docs.slack.dev, "Block Kit", "Blocks")."""

import json
from typing import Any


def check(body: dict[str, Any]) -> None:
    """Fails where Slack would refuse the message."""
    blocks = body["blocks"]
    assert body["text"]
    assert len(body["text"]) <= 4000
    assert 1 <= len(blocks) <= 50
    assert len(json.dumps(blocks, ensure_ascii=False)) < 12_000
    for block in blocks:
        _LIMITS[block["type"]](block)


def _header(block: dict[str, Any]) -> None:
    assert block["text"]["type"] == "plain_text"
    assert 1 <= len(block["text"]["text"]) <= 150


def _section(block: dict[str, Any]) -> None:
    assert block["text"]["type"] == "mrkdwn"
    assert 1 <= len(block["text"]["text"]) <= 3000


def _context(block: dict[str, Any]) -> None:
    assert 1 <= len(block["elements"]) <= 10
    assert all(1 <= len(element["text"]) <= 3000 for element in block["elements"])


def _divider(block: dict[str, Any]) -> None:
    assert block == {"type": "divider"}


_LIMITS = {"header": _header, "section": _section, "context": _context, "divider": _divider}
