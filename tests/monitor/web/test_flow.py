"""Where changes stand in the text that a redline shows."""

from monitor.web.flow import Away, Flow, Fold, Heading, Shown, flow
from redline.assessment import assess
from redline.reading import read
from redline.rendering.layout import layout

BEFORE = """# Policy

## 1. Sharing

We share your name with our carrier so that it can find you.

## 2. Transfers

We comply with the framework that our regulator agreed upon.

We store backups in two buildings that stand far from each other.

## 3. Contact

Write to the address at the foot of every page of ours.
"""


def shown(before: str, after: str) -> list[Flow]:
    """The flow of two Markdown texts."""
    older, newer = (read(text.encode(), content_type="text/markdown") for text in (before, after))
    assessment = assess(older, newer)
    return list(flow(assessment, layout(assessment), older, newer))


def headings_before(items: list[Flow], wanted: Flow) -> str:
    """The heading under which an item stands."""
    above = [item for item in items[: items.index(wanted)] if isinstance(item, Heading)]
    return above[-1].text


def test_what_went_stands_in_its_own_section() -> None:
    """Also where the first clause of a section went and the section before it gained one."""
    after = BEFORE.replace("We comply with the framework that our regulator agreed upon.\n\n", "").replace(
        "find you.\n", "find you.\n\nMachines learn daily from uploaded photographs and voices.\n"
    )
    items = shown(BEFORE, after)
    gone = next(item for item in items if isinstance(item, Shown) and item.judged.change.after is None)
    opened = [item.text for item in items if isinstance(item, Heading)]

    assert headings_before(items, gone) == "Transfers"
    assert len(opened) == len(set(opened))


def test_headings_keep_their_numbers_where_their_first_clause_went() -> None:
    """The number is the section's, not the clause's."""
    items = shown(BEFORE, BEFORE.replace("We share your name with our carrier so that it can find you.", "Nothing."))
    numbers = {item.text: item.number for item in items if isinstance(item, Heading)}

    assert {name.strip(): number.rstrip(".") for name, number in numbers.items() if number} == {
        "Sharing": "1",
        "Transfers": "2",
        "Contact": "3",
    }


def test_a_moved_clause_is_named_where_it_left() -> None:
    """The place it left points to the change that shows it where it stands now."""
    moved = "We store backups in two buildings that stand far from each other.\n\n"
    after = BEFORE.replace(moved, "").replace("find you.\n\n", f"find you.\n\n{moved}")
    items = shown(BEFORE, after)
    left = [item for item in items if isinstance(item, Away)]
    changes = {item.number: item for item in items if isinstance(item, Shown)}

    assert [changes[item.number].judged.change.kind.value for item in left] == ["moved"]
    assert headings_before(items, left[0]) == "Transfers"
    assert headings_before(items, changes[left[0].number]) == "Sharing"


def test_every_clause_of_the_newer_text_is_there_once() -> None:
    """Folded or changed, in the order of the text."""
    after = BEFORE.replace("two buildings", "three buildings")
    newer = read(after.encode(), content_type="text/markdown")
    positions: list[int] = []
    for item in shown(BEFORE, after):
        if isinstance(item, Fold):
            positions += [clause.position for clause in item.clauses]
        elif isinstance(item, Shown) and item.clause:
            positions.append(item.clause.position)

    assert positions == [clause.position for clause in newer.clauses]
