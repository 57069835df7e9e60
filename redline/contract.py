"""Readings and assessments in, the JSON that other programs build on out; and assessments back in again.

The shapes are fixed: keys may be added, never renamed or removed.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from redline.markdown import reader as markdown
from redline.types import (
    Assessment,
    ChangeKind,
    Clause,
    ClauseChange,
    Finding,
    JudgedChange,
    Link,
    Materiality,
    Reading,
    Span,
    StatedDate,
    StatedDates,
    Suspect,
)

# What json.loads makes of an object; its values are as the schema beside each function says.
Json = dict[str, Any]


def reading_json(reading: Reading) -> Json:
    """What `extract --format json` writes."""
    return {
        "title": reading.title,
        "language": reading.language,
        "markdown": markdown.write(reading),
        "quality": {"verdict": reading.quality.verdict, "reason": reading.quality.reason},
        "stated_date": stated_date_json(reading.stated_date),
        "clauses": [clause_json(clause) for clause in reading.clauses],
        "text_digest": reading.words_sha256,
        "reader": reading.reader,
        "outline_digest": reading.outline_sha256,
    }


def clause_json(clause: Clause) -> Json:
    """One clause; `heads`, `heading_number` and `furniture` stand only where they say something."""
    found: Json = {
        "position": clause.position,
        "number": clause.number,
        "trail": list(clause.trail),
        "heading": clause.heading,
        "kind": clause.kind,
        "text": clause.text,
        "links": _links_json(clause.links),
        "digest": clause.digest,
    }
    if clause.heads:
        found["heads"] = list(clause.heads)
    if clause.heading_number:
        found["heading_number"] = clause.heading_number
    if clause.furniture:
        found["furniture"] = True
    return found


def stated_date_json(stated: StatedDate | None) -> Json | None:
    """The date a text gives as its own; `candidates` stands only where the words allow more than one."""
    if stated is None:
        return None
    found: Json = {"date": stated.date, "label": stated.label, "text": stated.text}
    if stated.candidates:
        found["candidates"] = list(stated.candidates)
    return found


def assessment_json(assessment: Assessment) -> Json:
    """What `compare --format json` writes and the history keeps."""
    dates = assessment.stated_date
    return {
        "materiality": assessment.materiality.value,
        "summary": assessment.summary,
        "stated_date": {
            "before": stated_date_json(dates.before),
            "after": stated_date_json(dates.after),
            "verdict": dates.verdict,
            "silent": dates.silent,
        },
        "judged": assessment.judged,
        "suspect": _suspect_json(assessment.suspect),
        "takes_effect": assessment.takes_effect,
        "counts": counts(assessment),
        "changes": [_change_json(judged) for judged in assessment.changes],
    }


def counts(assessment: Assessment) -> dict[str, int]:
    """How many changes there are of each kind, and how many clauses are unchanged."""
    found = Counter(judged.change.kind for judged in assessment.changes)
    return {kind.value: found[kind] for kind in ChangeKind} | {"unchanged": assessment.unchanged}


def _suspect_json(suspect: Suspect | None) -> Json | None:
    return None if suspect is None else {"side": suspect.side, "kind": suspect.kind, "reason": suspect.reason}


def _change_json(judged: JudgedChange) -> Json:
    change = judged.change
    return {
        "kind": change.kind.value,
        "heading": change.heading,
        "number": change.number,
        "trail": list(change.trail),
        "of_heading": change.of_heading,
        "materiality": judged.materiality.value,
        "before_positions": list(change.before_positions),
        "after_positions": list(change.after_positions),
        "before": change.before,
        "after": change.after,
        "spans": [[span.op, span.text] for span in change.spans],
        "links": {"removed": _links_json(change.links_removed), "added": _links_json(change.links_added)},
        "findings": [_finding_json(finding) for finding in judged.findings],
    }


def _links_json(links: Sequence[Link]) -> list[Json]:
    return [{"text": link.text, "href": link.href} for link in links]


def _finding_json(finding: Finding) -> Json:
    return {
        "rule": finding.rule,
        "category": finding.category,
        "level": finding.level.value,
        "direction": finding.direction,
        "reason": finding.reason,
        "evidence_before": finding.evidence_before,
        "evidence_after": finding.evidence_after,
    }


def assessment_from_json(stored: Mapping[str, Any]) -> Assessment:
    """The assessment that `assessment_json` wrote; keys added since then take their empty value.

    Raises KeyError or ValueError where `stored` was written by something else.
    """
    dates, suspect = stored["stated_date"], stored["suspect"]
    return Assessment(
        materiality=Materiality(stored["materiality"]),
        summary=stored["summary"],
        stated_date=StatedDates(
            before=_stated_date(dates["before"]),
            after=_stated_date(dates["after"]),
            verdict=dates["verdict"],
            silent=dates.get("silent", False),
        ),
        judged=stored["judged"],
        suspect=suspect and Suspect(side=suspect["side"], kind=suspect["kind"], reason=suspect["reason"]),
        changes=tuple(_judged(change) for change in stored["changes"]),
        unchanged=stored["counts"]["unchanged"],
        takes_effect=stored.get("takes_effect"),
    )


def _stated_date(stored: Mapping[str, Any] | None) -> StatedDate | None:
    if stored is None:
        return None
    return StatedDate(
        date=stored["date"],
        candidates=tuple(stored.get("candidates", ())),
        label=stored["label"],
        text=stored["text"],
    )


def _judged(stored: Mapping[str, Any]) -> JudgedChange:
    change = ClauseChange(
        kind=ChangeKind(stored["kind"]),
        heading=stored["heading"],
        number=stored["number"],
        before_positions=tuple(stored["before_positions"]),
        after_positions=tuple(stored["after_positions"]),
        before=stored["before"],
        after=stored["after"],
        spans=tuple(Span(op=op, text=text) for op, text in stored["spans"]),
        links_removed=_links(stored["links"]["removed"]),
        links_added=_links(stored["links"]["added"]),
        of_heading=stored.get("of_heading", False),
        trail=tuple(stored.get("trail", ())),
    )
    findings = tuple(_finding(finding) for finding in stored["findings"])
    return JudgedChange(change=change, materiality=Materiality(stored["materiality"]), findings=findings)


def _links(stored: Sequence[Mapping[str, str]]) -> tuple[Link, ...]:
    return tuple(Link(text=link["text"], href=link["href"]) for link in stored)


def _finding(stored: Mapping[str, str]) -> Finding:
    return Finding(
        rule=stored["rule"],
        category=stored["category"],
        level=Materiality(stored["level"]),
        direction=stored["direction"],
        reason=stored["reason"],
        evidence_before=stored["evidence_before"],
        evidence_after=stored["evidence_after"],
    )
