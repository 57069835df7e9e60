"""The rules that judge: signals read from `signals/*.toml` and from a user's config, detectors from `DETECTORS`.

    signals/*.toml ─┐
    [[signal]]     ─┼─> RuleSet ──> materiality.judge asks every rule about every edit
    DETECTORS      ─┘      (mute = ["rule-id"] takes rules out)

A signal is a pattern with a direction: it speaks when its words came (`on = "added"`), went ("removed"), or either
("either"). It is asked only about sentences that hold one of its `cues`, the beginnings of words without which the
pattern cannot match; that keeps judging fast.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

from redline.detectors import DETECTORS
from redline.detectors.base import Detector, Rule
from redline.errors import RuleInvalid
from redline.gravest import GRAVEST
from redline.judging.signal_tables import checked
from redline.number_words import IN_ENGLISH
from redline.types import Materiality

Side = Literal["added", "removed", "either"]

FILES = ("privacy", "terms", "conduct", "language", "limited", "french", "german", "spanish")
"""The signal files, in the order in which their rules are listed and asked."""

_NAMED = re.compile(r"(?<![?P(])<([a-z]+)>")
_CUE_LENGTH = 3
# A web address is one word: what it is made of says nothing.
_WRITTEN = re.compile(r"https?://\S*|[^\W_]+|©")
_WORDS_KEPT = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A rule whose words decide.

    `cues` are beginnings of lower-case words; without one of them in the sentence the pattern is not tried (none:
    always tried). A sentence that `unless` matches does not say what the signal is about; the one on the other side
    may. `touched` is the level where the pattern stands on both sides of a sentence whose other words changed; None
    says nothing then. `limited` signals do not raise: they say what an edit is about that matters little, and silence
    the net of `detectors.clauses`; one that `caps` keeps every finding at substantive but those of the rules it
    `spares`. `kinds` names the kinds of document it is asked about, none of them all. A `practice` is something done:
    where the sentence says that it is not done, the signal is silent. `own` marks a user's.
    """

    rule: Rule
    on: Side
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    touched: Materiality | None = None
    cues: tuple[str, ...] = ()
    language: str = ""
    kinds: tuple[str, ...] = ()
    limited: bool = False
    caps: bool = False
    spares: tuple[str, ...] = ()
    practice: bool = False
    own: bool = False


OTHER = Rule(
    id="other-change",
    category="Other",
    direction="meaning changed",
    level=Materiality.SUBSTANTIVE,
    why="The sentence reads differently; no rule says that it binds anybody otherwise.",
    source="P2B Regulation 2019/1150 recital 18 (only changes that alter no content or meaning are editorial)",
)
"""Says what is left to say where no other rule speaks; it is asked last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """The rules in force: give it to `materiality.judge`. Made by `default_rules` and `with_user_rules`.

    `signal_ids` are the ids of those that words decide, `net_ids` of those that catch what no other rule knows,
    `own_ids` of the user's own. `hushed` are the muted signals: they say nothing, and the net is silent where they
    would speak.
    """

    signals: tuple[Signal, ...]
    detectors: tuple[Detector, ...]
    muted: frozenset[str] = frozenset()
    hushed: tuple[Signal, ...] = ()
    signal_ids: frozenset[str] = field(init=False, repr=False, compare=False)
    net_ids: frozenset[str] = field(init=False, repr=False, compare=False)
    own_ids: frozenset[str] = field(init=False, repr=False, compare=False)
    _index: dict[str, tuple[tuple[str, int], ...]] = field(init=False, repr=False, compare=False)
    _always: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _cued_by: dict[str, tuple[int, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        index: dict[str, list[tuple[str, int]]] = {}
        for place, signal in enumerate(self.signals):
            for cue in signal.cues:
                index.setdefault(cue[:_CUE_LENGTH], []).append((cue, place))
        object.__setattr__(self, "_index", {start: tuple(found) for start, found in index.items()})
        always = tuple(place for place, signal in enumerate(self.signals) if not signal.cues)
        object.__setattr__(self, "_always", always)
        object.__setattr__(self, "signal_ids", frozenset(signal.rule.id for signal in self.signals))
        nets = (rule.id for detector in self.detectors if detector.net for rule in detector.rules)
        object.__setattr__(self, "net_ids", frozenset(nets))
        own = frozenset(signal.rule.id for signal in self.signals if signal.own)
        object.__setattr__(self, "own_ids", own)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule in force once, signals first; two detectors may give one."""
        detected = (rule for found in self.detectors for rule in found.rules)
        return tuple(dict.fromkeys((*(signal.rule for signal in self.signals), *detected, OTHER)))

    def precedence(self, rule: str) -> int:
        """How late a rule is told: 0 for what weighs most by itself, 1 for one that names the party, framework or
        number, 2 for words of a kind, 3 for one of the net. What somebody asked for himself comes before all of them.
        """
        if rule in self.own_ids:
            return -1
        if rule in GRAVEST:
            return 0
        return 3 if rule in self.net_ids else 1 + (rule in self.signal_ids)

    @property
    def languages(self) -> frozenset[str]:
        """The languages (ISO 639-1) that have rules of their own."""
        return frozenset(signal.language for signal in self.signals if signal.language)

    def cued(self, words: Iterable[str], language: str) -> list[Signal]:
        """The signals to ask about a sentence of these lower-case words, in a text of `language` ("" asks all).

        Give the words `written` in it beside those of its key, which puts names and phrases shorter.
        """
        places, cued_by = set(self._always), self._cued_by
        for word in set(words):
            cued = cued_by.get(word)
            if cued is None:
                cued = self._places(word)
            if cued:
                places.update(cued)
        found = (self.signals[place] for place in sorted(places))
        return [signal for signal in found if not signal.language or not language or signal.language == language]

    def _places(self, word: str) -> tuple[int, ...]:
        """The places of the signals that a word not seen before cues, kept for the next time."""
        starting = self._index.get(word[:_CUE_LENGTH], ())
        found = tuple(dict.fromkeys(place for cue, place in starting if word.startswith(cue)))
        if len(self._cued_by) < _WORDS_KEPT:
            self._cued_by[word] = found
        return found


@lru_cache(maxsize=1024)
def written(sentence: str) -> frozenset[str]:
    """The words and signs of a sentence as they are written, in lower case, by which signals are cued."""
    return frozenset(_WRITTEN.findall(sentence.lower()))


@lru_cache(maxsize=1)
def default_rules() -> RuleSet:
    """The rules that come with the program."""
    signals = tuple(signal for name in FILES for signal in _file(name))
    return RuleSet(signals=signals, detectors=DETECTORS)


def with_user_rules(added: Sequence[Mapping[str, Any]] = (), muted: Sequence[str] = ()) -> RuleSet:
    """The program's own rules with a user's.

    `added` are `[[signal]]` tables: `id`, `pattern`, `level` and `why` are needed, the rest has defaults. `muted` names
    rules by id. Raises RuleInvalid, which names the signal and the key, for a table that cannot be read and for a
    muted rule that does not exist.
    """
    base = default_rules()
    own = tuple(_user_signal(table, place) for place, table in enumerate(added, 1))
    known = [rule.id for rule in base.rules]
    for signal in own:
        if signal.rule.id in known:
            raise RuleInvalid(f'signal "{signal.rule.id}": another rule has this id')
        known.append(signal.rule.id)
    for name in muted:
        if name not in known and name not in base.muted:
            raise RuleInvalid(f'mute: no rule "{name}" (see: clausewatch signals)')
    return _without(replace(base, signals=base.signals + own), frozenset(muted))


def _without(rules: RuleSet, muted: frozenset[str]) -> RuleSet:
    kept, hushed = (
        tuple(signal for signal in rules.signals if (signal.rule.id in muted) is is_hushed)
        for is_hushed in (False, True)
    )
    return RuleSet(signals=kept, detectors=rules.detectors, muted=rules.muted | muted, hushed=(*rules.hushed, *hushed))


def _file(name: str) -> tuple[Signal, ...]:
    source = resources.files("redline").joinpath("signals", f"{name}.toml").read_text(encoding="utf-8")
    content = tomllib.loads(source)
    shared: dict[str, Any] = {key: content[key] for key in ("language", "limited") if key in content}
    shared = shared or {"language": "en"}
    words = _words()
    return tuple(_signal(_spelt_out({**table, **shared}, words)) for table in content["signal"])


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    source = resources.files("redline").joinpath("signals", "words.toml").read_text(encoding="utf-8")
    return {**tomllib.loads(source), "number": IN_ENGLISH}


def _spelt_out(table: dict[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    """`table` with the alternatives its patterns name as <name> put in their place."""
    for key in ("pattern", "unless"):
        while key in table and _NAMED.search(table[key]):
            table[key] = _NAMED.sub(lambda name: words[name[1]], table[key])
    return table


def _signal(table: Mapping[str, Any]) -> Signal:
    return Signal(
        rule=Rule(
            id=table["id"],
            category=table["category"],
            direction=table["direction"],
            level=Materiality(table["level"]),
            why=table["why"],
            source=table["source"],
        ),
        on=table["on"],
        pattern=re.compile(table["pattern"], re.IGNORECASE),
        unless=re.compile(table["unless"], re.IGNORECASE) if "unless" in table else None,
        touched=Materiality(table["touched"]) if "touched" in table else None,
        cues=tuple(table.get("cues", "").split()),
        language=table.get("language", ""),
        kinds=tuple(table.get("kinds", ())),
        limited=table.get("limited", False),
        caps=table.get("caps", False),
        spares=tuple(table.get("spares", ())),
        practice=table.get("practice", False),
        own=table.get("own", False),
    )


def _user_signal(table: Mapping[str, Any], place: int) -> Signal:
    own = checked(table, place)
    told = f"{own['id'].replace('-', ' ')} changed"
    usual = {"category": "Your rules", "on": "either", "direction": told, "source": "config.toml"}
    return _signal({**usual, "touched": own["level"], **own, "own": True})


def markdown_page() -> str:
    """docs/materiality.md: every rule with its level, direction, reason and source, by category."""
    found = default_rules().rules
    lines = [_PAGE_HEAD.strip(), ""]
    for category in dict.fromkeys(rule.category for rule in found):
        lines += [f"## {category}", "", "| rule | when | level | why | source |", "| --- | --- | --- | --- | --- |"]
        lines += [_row(rule) for rule in found if rule.category == category]
        lines.append("")
    return "\n".join(lines)


def _row(rule: Rule) -> str:
    cells = (f"`{rule.id}`", rule.direction, rule.level.value, rule.why, rule.source)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


_PAGE_HEAD = """
# What counts as material, and why

A change has the level of its weightiest finding:

| level | meaning |
| --- | --- |
| `none` | The same text. |
| `noise` | Nothing a reader would call a change of the text: link targets, navigation, tickers, mark-up. |
| `editorial` | The text changed, its meaning did not: spelling, numbering, order, a brand's name, the date alone. |
| `substantive` | The meaning changed in a limited way: for a digest. |
| `material` | Likely to matter to a user's or customer's decision: an alert. |

Each rule below asks about one edit: a sentence that came, went, or reads differently, after spelling variants, renames,
numbering and moves are taken out.
What a rule quotes must stand on one side only.
Silence a rule with `mute = ["rule-id"]` in `config.toml`; add one with a `[[signal]]` table:

```toml
[[signal]]
id = "our-region"
pattern = 'data cent(?:er|re)s? in [A-Z]\\w+'
level = "material"
why = "Our contract names the region."
```

Optional keys of a signal: `on` (`added`, `removed` or `either`), `direction`, `category`, `touched` (the level where
the words stand on both sides of a sentence that changed), `unless` (a pattern: a sentence that it matches does not say
it), `cues` (beginnings of words without which it is not asked), `kinds` (of documents: `privacy`, `terms`, `conduct`,
`cookies`, `processing`), `practice` (`true` for something done: the signal is silent where a sentence says that it is
not) and `source`.
"""
