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
)
AGENTS = [f"Tern Agents {town}, {n} Shore Street, {town}, telephone 0131 555 01{n}0" for n, town in enumerate("ABCDEF")]
POINTERS = (
    "[Click here to view the rules for our cookies and for those of the sellers of our books](/c)",
    "For more information on how we use cookies, please see our [Cookie Policy](/c).",
    "Please [click here](/p) to download a version of this policy that you can print.",
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


def test_the_order_of_a_line_of_links_is_noise() -> None:
    """All of it is links, and they are the same."""
    links = [f"[{name} guide](/{name})" for name in ("Seller", "Reader", "Writer", "Printer")]
    old, new = (joined(CLAUSES[0], " ".join(order), CLAUSES[1]) for order in (links, links[::-1]))

    assert not level(old, new).reaches(Materiality.EDITORIAL)


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
    "sentence", ["This policy is in force from 3 May 2021; the one [before](/b) holds until then.", CLAUSES[0]]
)
def test_what_binds_and_moved_is_an_edit(sentence: str) -> None:
    """A day, or a sentence that leads nowhere."""
    assert level(joined(sentence, *CLAUSES[1:]), joined(*CLAUSES[1:], sentence)) is Materiality.EDITORIAL


@pytest.mark.parametrize("pointer", POINTERS)
def test_a_pointer_may_end_in_another_clause_or_head_one(pointer: str) -> None:
    """Extraction sticks it to the date below it, or takes it for a heading."""
    dated = "Last updated: 3 May 2021"
    last = joined(dated, *CLAUSES, pointer)

    for first in (joined(f"{pointer} {dated}", *CLAUSES), joined(f"## {pointer}", dated, *CLAUSES)):
        assert not level(last, first).reaches(Materiality.EDITORIAL)
        assert not level(first, last).reaches(Materiality.EDITORIAL)
