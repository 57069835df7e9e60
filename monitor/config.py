"""config.toml in, a checked `Loaded` configuration out; what is wrong is told line by line with its place.

    config.toml: policy[3].evry: unknown key (did you mean "every"?)

The models and their defaults are in `settings.py`, the words for wrong values in `complaints.py`. Places count from 0,
in the file's own order; a policy or channel is named behind them.
"""

import difflib
import os
import tomllib
import typing
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from monitor import secrets
from monitor.complaints import worded
from monitor.judging import rules_of, ruleset
from monitor.loopback import is_loopback
from monitor.settings import Channel, Config, Policy, slugify
from notifiers.keys import address_fault
from redline.errors import RuleInvalid

NAME = "config.toml"
VARIABLE = "CLAUSEWATCH_CONFIG"
KINDS = ("email", "slack", "webhook", "console", "apprise")
_SQLITE = "sqlite:///"


class ConfigError(Exception):
    """The configuration cannot be used; the message has one line for each thing that is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A configuration and the file it came from. `policies` are all its declarations by slug, in the file's order."""

    path: Path
    config: Config
    policies: Mapping[str, Policy] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Name the declarations once: each check asks for its own."""
        object.__setattr__(self, "policies", {policy.slug: policy for policy in self.config.policy})

    @property
    def folder(self) -> Path:
        """Relative paths of the file start here."""
        return self.path.parent

    @property
    def database_url(self) -> str:
        """The database's address, a relative SQLite file resolved beside config.toml."""
        url = self.config.clausewatch.database_url
        if not url.startswith(_SQLITE) or url.startswith(_SQLITE + "/"):
            return url
        return f"{_SQLITE}{(self.folder / url.removeprefix(_SQLITE)).resolve()}"

    def active_channels(self) -> tuple[Channel, ...]:
        """The channels that are switched on."""
        return tuple(channel for channel in self.config.channel if channel.active)

    def channel_settings(self, channel: Channel) -> dict[str, Any]:
        """The keys of `channel` with secrets read, as its notifier takes them. Raises `ConfigError`: unset secret."""
        place = f'{self.path.name}: channel "{channel.name}"'
        settings: dict[str, Any] = self._revealed(channel.model_dump(mode="python"), place)
        return settings

    def heartbeat_url(self) -> str | None:
        """The address called at each sign of life, secret read; None where there is none. Raises `ConfigError`."""
        said, place = self.config.clausewatch.heartbeat_url, f"{self.path.name}: clausewatch.heartbeat_url"
        url = self._revealed(said, place) if said else None
        if url and (fault := address_fault(url)):
            raise ConfigError(f"{place}: {fault}")
        return url

    def web_token(self) -> str | None:
        """The token of the web view, secret read; None where there is none."""
        token = self.config.web.token
        return self._revealed(token, f"{self.path.name}: web.token") if token else None

    def archive_keys(self) -> tuple[str, str] | None:
        """The keys with which the archive saves pages, secrets read; None where it is not to."""
        said, place = self.config.archive, f"{self.path.name}: archive"
        if not said.save:
            return None
        return self._revealed(said.access_key, place), self._revealed(said.secret_key, place)

    def _revealed(self, value: Any, place: str) -> Any:
        try:
            return secrets.resolved(value, place, self.folder)
        except secrets.SecretUnset as error:
            raise ConfigError(str(error)) from error

    def check_secrets(self) -> None:
        """Raise `ConfigError` where an active channel's secret is unset: before anything starts."""
        for channel in self.active_channels():
            self.channel_settings(channel)
        self.archive_keys()
        self.heartbeat_url()


def find(explicit: str | None) -> Path:
    """The configuration's file: `explicit`, then $CLAUSEWATCH_CONFIG, ./config.toml, the user's folder.

    What is named outright must exist. Raises `ConfigError` that lists where it was looked for.
    """
    named = explicit or os.environ.get(VARIABLE)
    places = [Path(named)] if named else [Path(NAME), platformdirs.user_config_path("clausewatch") / NAME]
    for place in places:
        if place.is_file():
            return place
    looked = ", ".join(str(place) for place in places)
    raise ConfigError(f"no configuration at {looked}; `clausewatch init` writes one, --config names another")


def load(path: Path) -> Loaded:
    """The configuration in the file at `path`. Raises `ConfigError`."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
    try:
        return Loaded(path=path, config=parse(_table_in(text, path.name), path.name))
    except RecursionError as error:
        raise ConfigError(f"{path.name}: cannot be read: lists or tables are nested too deep") from error


def _table_in(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except ValueError as error:  # beside TOML's own errors that of `int`, for a number of thousands of digits
        raise ConfigError(f"{name}: not TOML: {error}") from error


def parse(table: dict[str, Any], name: str = NAME) -> Config:
    """`table` checked. Raises `ConfigError`; `name` begins each of its lines."""
    try:
        config = Config.model_validate(table)
    except ValidationError as error:
        raise ConfigError(
            "\n".join(f"{name}: {_line(detail)}{_entry(table, detail['loc'])}" for detail in error.errors())
        ) from error
    wrong = list(_contradictions(config))
    if wrong:
        raise ConfigError("\n".join(f"{name}: {line}" for line in wrong))
    return config


def _contradictions(config: Config) -> Iterator[str]:
    """What no single table can know: names used twice, references to what does not exist, rules that cannot be."""
    if config.signal or config.clausewatch.mute or any(policy.mute for policy in config.policy):
        yield from _unfit_rules(config)
    yield from _twice("channel", "name", [channel.name for channel in config.channel])
    yield from _twice("policy", "slug", [policy.slug for policy in config.policy])
    known = [channel.name for channel in config.channel]
    for index, policy in enumerate(config.policy):
        for channel in policy.channels or ():
            if channel not in known:
                hint = suggestion(channel, known)
                yield f'policy[{index}].channels: no channel is named "{channel}"{hint}; see {policy.slug}'
    if not is_loopback(config.web.host) and not config.web.token:
        yield f'web.host: "{config.web.host}" is reachable by others; set web.token, or listen on 127.0.0.1'


def _unfit_rules(config: Config) -> Iterator[str]:
    for place, policy in [("", None), *((f"policy[{n}].", policy) for n, policy in enumerate(config.policy))]:
        try:
            ruleset(rules_of(config, policy))
        except RuleInvalid as error:
            yield f"{place}{error}" + (f"; see {policy.slug}" if policy else "")
            if policy is None:
                return


def _twice(table: str, key: str, names: Sequence[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            places = ", ".join(f"{table}[{index}]" for index, other in enumerate(names) if other == name)
            yield f'{places}: the {key} "{name}" stands {count} times; it must be unique'


def _line(detail: ErrorDetails) -> str:
    """One error as a person reads it: place, what is wrong, way out."""
    kind, place = detail["type"], _place(detail["loc"])
    if kind == "extra_forbidden":
        key = str(detail["loc"][-1])
        return f"{place}: unknown key{suggestion(key, _keys_at(detail['loc'][:-1]))}"
    if kind == "union_tag_not_found":
        return f"{place}.kind: is missing"
    if kind == "union_tag_invalid":
        tag = str(detail["ctx"]["tag"]) if "ctx" in detail else ""
        return f'{place}.kind: "{tag}" is no kind of channel{suggestion(tag, KINDS)}; there are {", ".join(KINDS)}'
    return f"{place}: {worded(detail)}"


def _entry(table: dict[str, Any], loc: Sequence[int | str]) -> str:
    """`; see gull-books/privacy`: whose entry a place is in, as far as it says so; nobody counts forty entries."""
    match loc:
        case ["policy" | "channel" as kind, int(place), *_]:
            entry = table[kind][place]
        case _:
            return ""
    words = [entry.get(key) for key in (("name",) if kind == "channel" else ("service", "type"))]
    named = "/".join(slugify(word) if kind == "policy" else f'channel "{word}"' for word in words if _is_word(word))
    return f"; see {named}" if named else ""


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(slugify(value))


def _place(loc: Sequence[int | str]) -> str:
    words = ""
    for step in _without_tags(loc):
        words += f"[{step}]" if isinstance(step, int) else f".{step}"
    return words.removeprefix(".") or "the file"


def _without_tags(loc: Sequence[int | str]) -> list[int | str]:
    """`loc` without the kind that pydantic puts after `channel[n]`."""
    return [step for index, step in enumerate(loc) if not (index == 2 and loc[0] == "channel")]


def _keys_at(loc: Sequence[int | str]) -> list[str]:
    """The keys that the table at `loc` may have."""
    model: Any = Config
    for step in loc:
        model = _stepped(model, step)
    return list(model.model_fields) if isinstance(model, type) and issubclass(model, BaseModel) else []


def _stepped(model: Any, step: int | str) -> Any:
    if isinstance(step, int):
        return model
    if isinstance(model, tuple):  # the kinds of channel: `step` is the tag
        return next((one for one in model if step in typing.get_args(one.model_fields["kind"].annotation)), None)
    return _table_of(model.model_fields[step].annotation) if model and step in model.model_fields else None


def _table_of(annotation: Any) -> Any:
    """The model inside an annotation such as `tuple[Policy, ...]`; a tuple of them where it is a union."""
    inner = [one for one in typing.get_args(annotation) if one not in (type(None), Ellipsis)]
    if not inner:
        return annotation
    if len(inner) == 1 or typing.get_origin(annotation) is typing.Annotated:
        return _table_of(inner[0])
    return tuple(inner)


def suggestion(word: str, known: Sequence[str]) -> str:
    """` (did you mean "every"?)` for the nearest of `known` to `word`, "" where none is near."""
    near = difflib.get_close_matches(word, known, n=1)
    return f' (did you mean "{near[0]}"?)' if near else ""
