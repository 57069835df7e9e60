"""A word that became its opposite: "off by default" became "on by default", "No" in a table became "Yes"."""

from collections.abc import Iterator

from redline.detectors.base import Detector, Hit, Rule
from redline.edits import Edit
from redline.equivalence import key
from redline.types import Materiality

_PAIRS = """
off on
no yes
non oui
nein ja
disabled enabled
deactivated activated
inactive active
optional mandatory
optional required
voluntary mandatory
most least
greater lesser
higher lower
maximum minimum
without with
excluding including
exclude include
sans avec
sin con
ohne mit
ausgeschaltet eingeschaltet
deaktiviert aktiviert
désactivé activé
niemals manchmal
never sometimes
kostenlos kostenpflichtig
gratuit payant
gratuite payante
"""
_OPPOSITE = {
    one: other
    for line in _PAIRS.split("\n")
    if line
    for words in (line.split(),)
    for one, other in (tuple(key(word)[0] for word in words), tuple(key(word)[0] for word in reversed(words)))
}

OPPOSITE = Rule(
    id="opposite-said",
    category="Negation",
    direction="opposite said",
    level=Materiality.MATERIAL,
    why="One word became its opposite: a setting, an answer or a bound is the other one now.",
    source="CCPA 1798.130(a)(5)(C); Regulation P, 12 CFR 1016 (model form: answers by yes and no)",
)


def _find(edit: Edit) -> Iterator[Hit]:
    if edit.whole:
        if edit.row and (edit.old or edit.new) in (("yes",), ("no",)):
            yield Hit(rule=OPPOSITE, before=edit.before, after=edit.after, direction="answer in a table changed")
        return
    gone, come = edit.residue.removed, edit.residue.added
    if (len(gone) == len(come) == 1 and _OPPOSITE.get(gone[0]) == come[0]) or (
        edit.residue.reordered and _switches(edit.old) != _switches(edit.new)
    ):
        yield Hit(rule=OPPOSITE, before=edit.before, after=edit.after)


def _switches(words: tuple[str, ...]) -> list[str]:
    """What is switched, in order: "off until you switch it on" is off, on."""
    return [word for word in words if word in ("on", "off")] if "off" in words else []


DETECTOR = Detector(rules=(OPPOSITE,), find=_find)
