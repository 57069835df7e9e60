"""A page's source and its tree in, the reason out why its text seems to be drawn by scripts that were not run."""

import re

from redline.html.tree import Element
from redline.word_count import words_in

FEW_WORDS = 150
SEARCHED_CHARS = 200_000
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_NEEDS_SCRIPTS = re.compile(
    r"(?:enable|activate|turn on|requires?|without|activer|aktivieren|habilit\w{1,9}|activ\w{1,9}"
    r"|abilit\w{1,9})"
    r"\W{1,9}(?:\w{1,20}\W{1,9}){0,3}java-?script|java-?script\W{1,9}(?:\w{1,20}\W{1,9}){0,4}(?:disabled|enabled|required|désactivé|deaktiviert"
    r"|aktiviert)",
    re.IGNORECASE,
)
_MOUNT = re.compile(
    r"<(?:div|main|section)\b[^>]{0,300}\bid=[\"']?(?:root|app|__next|__nuxt|___gatsby|main-app|app-root|react-root"
    r"|svelte|q-app|target|mount)\b[^>]{0,300}>\s*(?:<!--[^>]{0,200}-->\s*)?</|<app-root[^>]{0,300}>\s*</app-root>",
    re.IGNORECASE,
)


def shell_reason(source: str, body: Element) -> str | None:
    """Why the page is an empty shell, None where it has words enough or nothing speaks of scripts."""
    if body.length > FEW_WORDS * 7:
        return None
    source = source[:SEARCHED_CHARS]
    words = words_in(body.text())
    if words > FEW_WORDS:
        return None
    if _MOUNT.search(source):
        return f"the page has {words} words and an empty place into which scripts draw its text"
    if _NEEDS_SCRIPTS.search(source):
        return f"the page has {words} words and says that it needs JavaScript"
    scripts = len(_SCRIPT.findall(source))
    if words < FEW_WORDS // 5 and scripts:
        return f"the page has {words} words and {scripts} scripts that may draw its text"
    return None
