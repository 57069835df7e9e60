"""The same entries and pointers in another order: the page's choice, and nobody's wording."""

import pytest

from redline.assessment import assess
from redline.types import Materiality
from tests.redline.judged import policy

CLAUSES = (
    "We keep the orders that you place in our shop for 30 days after they have reached the door of your house.",
    "We share what you write to us with the sellers of the books that you ask for, and with nobody else at all.",
    "We protect what you give us with passwords, locks and the care of the people who work for us every day.",
    "You can ask us at any time what we hold about you, and we answer within a month of your request.",
    "Our shop is not for children, and we do not knowingly collect what they tell us about themselves.",
    "We may change this policy from time to time, and where we do we will tell you by mail a month before.",
    "The people who work for us see no more of what you tell us than they need for what they do in the shop.",
    "We print on paper that was paper before, and we tell you on the last page of a book where it comes from.",
    "When you return a book we keep your address until the money is with you again, and then we delete it.",
    "We ask the carriers who bring our books to you to handle your address as carefully as we do ourselves.",
)
AGENTS = [f"Tern Agents {town}, {n} Shore Street, {town}, telephone 0131 555 01{n}0" for n, town in enumerate("ABCDEF")]
POINTERS = (
    "[Click here to view the rules for our cookies and for the sellers of our books in the shop](/c)",
    "For more information on how we use cookies, please see our [Cookie Policy](/c).",
    "Please [click here](/p) to download a version of this policy.",
    "Learn more about the Tern Group Reading Room Rules.",
)


def level(before: str, after: str) -> Materiality:
    return assess(policy(before), policy(after)).materiality


def joined(*clauses: str) -> str:
    return "\n\n".join(clauses)


def test_the_order_of_a_directory_is_noise() -> None:
    """Where to find whom, in whatever order."""
    old, new = ("\n".join(f"* {agent}" for agent in agents) for agents in (AGENTS, AGENTS[3:] + AGENTS[:3]))

    assert not level(joined(CLAUSES[0], old, CLAUSES[1]), joined(CLAUSES[0], new, CLAUSES[1])).reaches(
        Materiality.EDITORIAL
    )


def test_entries_that_change_their_labels_are_an_edit() -> None:
    """A label says for whom an address is."""
    labels = ("Readers in the European Union", "Readers in the United Kingdom")
    old, new = (
        "\n".join(f"* {line}" for line in (labels[0], one, labels[1], other))
        for one, other in (AGENTS[:2], AGENTS[1::-1])
    )

    assert level(joined(CLAUSES[3], old, CLAUSES[4]), joined(CLAUSES[3], new, CLAUSES[4])) is Materiality.EDITORIAL


@pytest.mark.parametrize(
    "entries",
    [
        ["We answer readers in all of Leith at 4 Shore Street, 0131 555 0100, daily", *CLAUSES[:3]],
        ["Prints that are framed in our shop by our own people in the garden", "Books", "Maps", "Cards", "Pens"],
    ],
)
def test_what_is_no_entry_and_moved_is_an_edit(entries: list[str]) -> None:
    """A sentence and a name are no address."""
    old, new = ("\n".join(f"* {entry}" for entry in order) for order in (entries, [*entries[1:], entries[0]]))

    assert level(joined(CLAUSES[3], old, CLAUSES[4]), joined(CLAUSES[3], new, CLAUSES[4])) is Materiality.EDITORIAL


def test_the_order_of_a_line_of_links_is_noise() -> None:
    """All of it is links, and they are the same; what stands between them may say which goes first."""
    links = [f"[{name} guide](/{name})" for name in ("Seller", "Reader", "Writer", "Printer")]
    old, new = (joined(CLAUSES[0], " ".join(order), CLAUSES[1]) for order in (links, links[::-1]))

    assert not level(old, new).reaches(Materiality.EDITORIAL)
    for said, sign in (
        ("", " over "),
        ("## Order of precedence", ", "),
        ("Where these conflict, the one that stands first applies.", " | "),
    ):
        ranked, turned = (joined(CLAUSES[0], said, sign.join(order), CLAUSES[1]) for order in (links, links[::-1]))
        assert level(ranked, turned).reaches(Materiality.EDITORIAL)


def test_cells_in_other_columns_are_told() -> None:
    """A row of links is no list of them: each stands under its column's head."""
    table = "| Sold | Shared | Private |\n| --- | --- | --- |\n| {} |"
    cells = ["[Location](/a)", "[Purchases](/b)", "[Name](/c)"]
    old, new = (joined(CLAUSES[0], table.format(" | ".join(order)), CLAUSES[1]) for order in (cells, cells[::-1]))

    assert level(old, new).reaches(Materiality.EDITORIAL)


def test_entries_under_other_headings_are_told() -> None:
    """A heading says who somebody is."""
    old, new = (
        joined(CLAUSES[0], f"## Controller\n\n{one}", f"## Processor\n\n{other}", CLAUSES[1])
        for one, other in (AGENTS[:2], AGENTS[1::-1])
    )

    assert level(old, new).reaches(Materiality.EDITORIAL)


def test_the_order_of_rules_is_an_edit() -> None:
    """They are sentences, and their author moved them."""
    old, new = ("\n".join(f"* {rule}" for rule in rules) for rules in (CLAUSES, CLAUSES[3:] + CLAUSES[:3]))

    assert level(old, new) is Materiality.EDITORIAL


@pytest.mark.parametrize("pointer", POINTERS)
@pytest.mark.parametrize("is_own", [True, False])
def test_a_pointer_at_the_other_end_of_a_page_is_noise(pointer: str, is_own: bool) -> None:
    """Extraction finds it first or last, or in the last paragraph."""
    first = joined(pointer, *CLAUSES)
    last = joined(*CLAUSES, pointer) if is_own else f"{joined(*CLAUSES)} {pointer}"

    assert not level(first, last).reaches(Materiality.EDITORIAL)
    assert not level(last, first).reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    "sentence",
    [
        "This policy is in force from 3 May 2021; the one [before](/b) holds until then.",
        "The following holds for Scotland alone; see [here](/s) for all others.",
        "None of the above holds for business customers: read [their terms](/t).",
        "You must see our [House rules](/r) before you use the reading room.",
        "We may share what you tell us with [Heron](/h); visit its page.",
        "You may [object](/o) at any time to letters that we send; click here.",
        "IMPORTANT: see [section 9](#9) on arbitration and class actions.",
        "Learn more about what applies to residents of California.",
        "Vous pouvez lire [ici](/f) ce que nous faisons de vos données et de vos commandes chez nous.",
        CLAUSES[0],
    ],
)
def test_what_binds_and_moved_is_an_edit(sentence: str) -> None:
    """A day, what hangs on its neighbours, a choice, or a sentence that leads nowhere."""
    assert level(joined(sentence, *CLAUSES[1:]), joined(*CLAUSES[1:], sentence)) is Materiality.EDITORIAL


@pytest.mark.parametrize("pointer", POINTERS)
def test_in_a_short_text_no_place_is_an_end(pointer: str) -> None:
    """Of six clauses the first three are not the beginning and the others the end."""
    assert level(joined(pointer, *CLAUSES[:5]), joined(*CLAUSES[:3], pointer, *CLAUSES[3:5])) is Materiality.EDITORIAL


@pytest.mark.parametrize("pointer", POINTERS)
def test_a_pointer_may_end_in_another_clause_or_head_one(pointer: str) -> None:
    """Extraction sticks it to the date below it, or takes it for a heading."""
    dated = "Last updated: 3 May 2021"
    last = joined(dated, *CLAUSES, pointer)

    for first in (joined(f"{pointer} {dated}", *CLAUSES), joined(f"## {pointer}", dated, *CLAUSES)):
        assert not level(last, first).reaches(Materiality.EDITORIAL)
        assert not level(first, last).reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize("pointer", POINTERS)
def test_a_pointer_may_take_the_title_to_itself(pointer: str) -> None:
    """Then the title's own line is gone, and nothing else is."""
    title = "Tern Books Terms of Use"
    last, first = joined(title, *CLAUSES, pointer), joined(f"{pointer} {title}", *CLAUSES)

    assert not level(last, first).reaches(Materiality.EDITORIAL)
    assert not level(first, last).reaches(Materiality.EDITORIAL)
