"""A change that is the policy's own, and its edits, in; its level and findings by the rules out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from redline.detectors import frameworks, numbers, strength
from redline.detectors.territories import REGION
from redline.equivalence.residue import EXCLUSIVE, NEGATORS, STRENGTH, key
from redline.judging import wording
from redline.judging.asking import Case, findings, lowered
from redline.judging.cut_sentences import keep_their_numbers
from redline.judging.edits import Edit
from redline.judging.kept_rows import change_places
from redline.judging.pair import Pair
from redline.judging.ranking import FINDINGS_MAX, ranked
from redline.judging.rewriting import counts_as_before, says_what_it_said
from redline.literals import search
from redline.page.changes import is_introduced, one_side
from redline.page.matter import speaks_of_the_site
from redline.page.titles import is_titled_otherwise
from redline.rules import OTHER, RuleSet
from redline.types import ChangeKind, ClauseChange, Finding, JudgedChange, Materiality, highest

_NO = re.compile(r"[\W\d]*no\b(?!\.? ?\d)", re.IGNORECASE)
_BINDING = STRENGTH | NEGATORS | EXCLUSIVE
# "We may sell your data to brokers", "Your plan renews automatically"; "We respect your privacy", "You can ask for" and
# "How we may use it" only name what follows, and "We do not compromise with your privacy" is a slogan.
_BINDS = re.compile(
    r"(?!.*(?:[:?]|\b(?:following|below|compromis\w+)\b))"
    r"\W*(?:we|you|they|(?:your|our|the|all|any|no) (?:[\w-]+ ){1,3}?)\s*"
    r"(?:(?:do|does|did|may|will|can|must|shall|should|are|is)\b(?: not\b|n[’']t\b)|cannot\b|can[’']t\b|won[’']t\b|"
    r"never\b|may\b|must\b|shall\b|will\b|[\w-]+s? (?:automatically|only|never)\b)"
    r"(?: \S+){2,}(?<!\bwith)(?<!\bfor)(?<!\bto)",
    re.IGNORECASE,
)


def by_the_rules(change: ClauseChange, own: Sequence[Edit], pair: Pair) -> JudgedChange:
    """What the rules say of a change whose edits are `own`."""
    if (one_side(change), change.trail) in pair.told and not pair.page.is_listed(change):
        return JudgedChange(change=change, materiality=Materiality.NOISE, findings=())  # recorded twice
    if pair.page.stands_twice(change):
        return JudgedChange(change=change, materiality=Materiality.EDITORIAL, findings=())
    read = [*_without_moved_names([*_found(own, pair)])]
    found: Iterable[Finding] = read
    if (change.of_heading and not _holds_a_sentence(change)) or is_titled_otherwise(change, pair.page):
        found = _of_heading(found, change, pair.case)
    elif _alerts(read) and (pair.page.is_outer_label(change) or speaks_of_the_site(change, pair.page)):
        found = map(_for_a_digest, found)
    kept = ranked(found, pair.case.rules)
    if _alerts(kept) and says_what_it_said(change, own, pair.case.rules, pair.case.language):
        moved = (numbers.LOST.id, numbers.GAINED.id) if counts_as_before(change, own) else ()
        kept = ranked((lowered(finding, also=moved) for finding in kept), pair.case.rules)
    texts = pair.case.before, pair.case.after
    is_listed_anew = not kept and (_is_listed_anew(change, pair) or _is_a_new_entry(change, pair))
    if not kept and (wording.is_repeated(change, *texts) or (own and wording.stands_elsewhere(change, *texts))):
        # Words that stand elsewhere too can be put in place of others: that is a change, with nothing to quote.
        is_other = is_listed_anew or _is_replaced(change, own, pair.case)
        level = Materiality.SUBSTANTIVE if is_other else Materiality.NOISE
        return JudgedChange(change=change, materiality=level, findings=())
    level = highest([Materiality.EDITORIAL, *(finding.level for finding in kept)])
    if own and (is_listed_anew or change_places(change)):
        level = highest([level, Materiality.SUBSTANTIVE])
    if any(not edit.residue.empty for edit in own):
        level = highest([level, pair.floor])
    return JudgedChange(change=change, materiality=level, findings=kept)


def _alerts(found: Sequence[Finding]) -> bool:
    return any(finding.level is Materiality.MATERIAL for finding in found)


def _without_moved_names(found: Sequence[Finding]) -> Iterator[Finding]:
    """`found` with less weight of a safeguard that one sentence of the clause no longer names and another, which denies
    nothing, names now."""
    gone, come = (
        {
            frameworks.name_in(finding.direction)
            for finding in found
            if finding.rule in rules and NEGATORS.isdisjoint(key(f"{finding.evidence_before} {finding.evidence_after}"))
        }
        for rules in (frameworks.CAME.keys(), frameworks.CAME.values())
    )
    for finding in found:
        is_named = finding.rule in (*frameworks.CAME, *frameworks.CAME.values())
        is_moved = is_named and frameworks.name_in(finding.direction) in gone & come
        yield lowered(finding) if is_moved else finding


def _is_listed_anew(change: ClauseChange, pair: Pair) -> bool:
    """Whether an item came to a list, or left it, whose heading stands as often on either side: what the list is of
    gives the item its sense, wherever else its words stand."""
    text, sides = one_side(change), (pair.case.before, pair.case.after)
    if not text or not pair.page.is_listed(change):
        return False
    if not (pair.page.holds_in_a_list(change) or is_introduced(change, pair.page.before, pair.page.after)):
        return False
    if text.isupper() or any(side.has_heading(text) for side in sides):
        return False  # a heading that is read as an item
    old, new = (side.count(change.heading) for side in sides)
    return old == new > 0


def _is_a_new_entry(change: ClauseChange, pair: Pair) -> bool:
    """Whether a clause came or went with the heading over it, in a document on processing: there such headings name
    processors, and what is said of one may be what is said of another."""
    other = pair.case.after if change.after is None else pair.case.before
    is_new = bool(change.heading) and not other.has_heading(change.heading)
    return pair.case.kind == "processing" and one_side(change) != "" and is_new


def _is_replaced(change: ClauseChange, own: Sequence[Edit], case: Case) -> bool:
    """Whether words with content came in place of others in a clause that stays; or words that bind came or went, and
    the sentence stands once less: "only with your consent" in one of two clauses."""
    if change.kind is not ChangeKind.REWORDED or change.of_heading:
        return False
    return any(
        not edit.whole
        and ((edit.residue.removed and edit.residue.added and edit.residue.content) or _stands_less_often(edit, case))
        for edit in own
    )


def _stands_less_often(edit: Edit, case: Case) -> bool:
    """Whether a sentence with a word that denies, excludes or obliges, or with a number, stands once less or once more.
    Where lines are only broken elsewhere its words stand as often."""
    words = (*edit.residue.removed, *edit.residue.added)
    if _BINDING.isdisjoint(words) and not any(word[:1].isdigit() for word in words):
        return False
    return any(case.before.count(side) != case.after.count(side) for side in (edit.before, edit.after))


def _holds_a_sentence(change: ClauseChange) -> bool:
    """Whether a heading is or was no name of what follows, but a sentence that binds: it is judged as a clause."""
    return any(_BINDS.fullmatch(text or "") for text in (change.before, change.after))


def _of_heading(found: Iterable[Finding], change: ClauseChange, case: Case) -> Iterator[Finding]:
    """What may be said of a heading: it names what follows. Its words weigh no more than a digest is for, and nothing
    where what they name stands in the older one too; only what detectors read in it (a party, a framework) weighs as
    elsewhere. The net says nothing of it: it binds nobody."""
    for finding in found:
        if finding.rule in (OTHER.id, *case.rules.net_ids) or _names_both(finding.rule, change, case.rules):
            continue
        is_name = finding.rule in (*case.rules.signal_ids, REGION.id)
        yield _for_a_digest(finding) if is_name or _names_as_ban(finding.rule, change) else finding


def _names_as_ban(rule: str, change: ClauseChange) -> bool:
    """Whether a heading came to name as a ban what it had named, or the other way: "Refunds", "No refunds"."""
    old, new = (_NO.match(side or "") is not None for side in (change.before, change.after))
    return old != new and rule in (strength.NEGATION_LOST.id, strength.NEGATION_GAINED.id)


def _for_a_digest(finding: Finding) -> Finding:
    """`finding` at the level of a digest at most."""
    return replace(finding, level=finding.level.at_most(Materiality.SUBSTANTIVE))


def _names_both(rule: str, change: ClauseChange, rules: RuleSet) -> bool:
    """Whether the words of a signal stand in both wordings of a heading."""
    signal = next((signal for signal in rules.signals if signal.rule.id == rule), None)
    return signal is not None and all(search(signal.pattern, text or "") for text in (change.before, change.after))


def _found(own: Sequence[Edit], pair: Pair) -> Iterator[Finding]:
    """The findings of a change's edits. Where very much changed, one material finding of a sentence is enough, and as
    many of a clause as are kept."""
    material = 0
    kept = keep_their_numbers(own)
    for place, edit in enumerate(own):
        for finding in findings(edit, pair.case):
            if place in kept and finding.rule in (numbers.LOST.id, numbers.GAINED.id):
                continue
            yield finding
            if pair.is_rewrite and finding.level is Materiality.MATERIAL:
                material += 1
                break
        if material >= FINDINGS_MAX:
            return
