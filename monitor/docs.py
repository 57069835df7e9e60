"""The program as it is in, docs/cli.md, docs/config.md and docs/materiality.md out.

python -m monitor.docs            writes them
python -m monitor.docs --check    fails where they are not what the program says
"""

import sys
import typing
from collections.abc import Iterator
from datetime import date, timedelta
from datetime import time as clock_time
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from monitor import durations, settings
from monitor.docs_cli import cli_page

FOLDER = Path(__file__).resolve().parents[1] / "docs"
GENERATED = "<!-- Written by `python -m monitor.docs`. -->"

_TABLES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("[clausewatch]", settings.General),
    ("[archive]", settings.Archive),
    ("[[policy]]", settings.Policy),
    ("parts of a policy", settings.PolicyPart),
    ("[[channel]], every kind", settings.ChannelBase),
    ('[[channel]], kind = "email"', settings.EmailChannel),
    ("smtp of an email channel", settings.Smtp),
    ('[[channel]], kind = "slack"', settings.SlackChannel),
    ('[[channel]], kind = "webhook"', settings.WebhookChannel),
    ('[[channel]], kind = "console"', settings.ConsoleChannel),
    ('[[channel]], kind = "apprise"', settings.AppriseChannel),
    ("[evidence]", settings.Evidence),
    ("[web]", settings.Web),
    ("[feeds]", settings.Feeds),
)


def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    from redline.rules import markdown_page

    return {"cli.md": cli_page(GENERATED), "config.md": config_page(), "materiality.md": markdown_page()}


def config_page() -> str:
    """Every table and key of config.toml."""
    lines = [
        "# config.toml",
        "",
        GENERATED,
        "",
        "It is found by `--config`, `$CLAUSEWATCH_CONFIG`, `./config.toml`, the user's settings folder: first hit.",
        "Paths are relative to the file.",
        "An unknown key is an error that names its place; entries count from 0, and the policy or channel is named.",
        'A list of one word may be written as that word: `tags = "crm"`.',
        'Lengths of time are written `"6h"`, `"15m"`, `"1d12h"`, `"0s"`.',
        'A secret may be a reference: `"env:NAME"` or `"file:PATH"`; one that is unset keeps the daemon from starting.',
        "`clausewatch init` writes a file to begin with.",
        "",
    ]
    for title, model in _TABLES:
        lines += _table(title, model)
    lines += ["## [[signal]]", "", "Rules of your own: see [materiality.md](materiality.md).", ""]
    return "\n".join(lines).rstrip() + "\n"


def _table(title: str, model: type[BaseModel]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield (model.__doc__ or "").strip()
    yield ""
    inherited = set(settings.ChannelBase.model_fields) if model is not settings.ChannelBase else set()
    own = {name: field for name, field in model.model_fields.items() if name not in inherited or name == "kind"}
    if not own:
        return
    yield "| key | default | what it says |"
    yield "| --- | --- | --- |"
    for name, field in own.items():
        yield f"| `{name}` | {_default(field)} | {_words(field)} |"
    yield ""


def _words(field: FieldInfo) -> str:
    choices = _choices(field.annotation)
    listed = f" One of {', '.join(f'`{choice}`' for choice in choices)}." if len(choices) > 1 else ""
    return f"{field.description or ''}{listed}".replace("|", "\\|")


def _choices(annotation: Any) -> tuple[str, ...]:
    if typing.get_origin(annotation) is typing.Literal:
        return tuple(str(choice) for choice in typing.get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return tuple(str(choice.value) for choice in annotation)
    return ()


def _default(field: FieldInfo) -> str:
    if field.is_required() or field.default is PydanticUndefined:
        return "" if field.default_factory else "needed"
    value = field.default
    if value is None or value == ():
        return ""
    return f"`{_toml(value)}`"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, timedelta):
        return f'"{durations.text(value)}"'
    if isinstance(value, clock_time):
        return value.isoformat()
    if isinstance(value, date | int | float):
        return str(value)
    return f'"{getattr(value, "value", value)}"'


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` say which are not up to date; the exit code."""
    stale = [name for name, text in pages().items() if _is_stale(FOLDER / name, text)]
    if "--check" not in arguments:
        for name in stale:
            (FOLDER / name).write_text(pages()[name], encoding="utf-8")
            print(f"wrote docs/{name}")  # noqa: T201 - a command of its own
        return 0
    for name in stale:
        print(f"docs/{name} is not what the program says; run: python -m monitor.docs", file=sys.stderr)  # noqa: T201
    return 1 if stale else 0


def _is_stale(path: Path, text: str) -> bool:
    return not path.is_file() or path.read_text(encoding="utf-8") != text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
