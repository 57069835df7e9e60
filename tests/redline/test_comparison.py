"""Comparing clause lists: what became of each clause, counted once, the same from either side."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redline import canonical
from redline.comparison import compare_clauses
from redline.types import ChangeKind, Clause, ClauseChange, Link, Redline
from tests.redline.made_up import clause, clauses

COLLECT = "We collect the name and the postal address that you give us when you open an account."
SHARE = "We share your order with the carrier that brings it to your door."
KEEP = "We keep your orders for 30 days after delivery."
RIGHTS = "You may ask us for a copy of everything that we hold about you."
CONTACT = "Write to our privacy desk if something here is not clear."

TEXTS = st.lists(
    st.sampled_from(
        [COLLECT, SHARE, KEEP, RIGHTS, CONTACT, f"{KEEP} {RIGHTS}", "Learn more", "Learn more", "We sell nothing.", ""]
    ),
    max_size=12,
)
LISTS = TEXTS.map(lambda texts: clauses(*texts))
TRAILS = st.lists(st.sampled_from(["Sharing", "Our sharing", "Our sharing of data", "Rights"]), max_size=3).map(tuple)
HEADED = st.lists(
    st.tuples(st.sampled_from([COLLECT, SHARE, KEEP, RIGHTS, CONTACT]), TRAILS),
    max_size=8,
    unique_by=lambda one: one[0],
).map(lambda found: clauses(*(clause(text, trail=trail) for text, trail in found)))


def kinds(redline: Redline) -> list[ChangeKind]:
    """The kinds of the changes in order."""
    return [change.kind for change in redline.changes]


def only(redline: Redline) -> ClauseChange:
    """The one change there is."""
    (change,) = redline.changes
    return change


def positions(redline: Redline, side: str) -> list[int]:
    """The positions that changes of clauses name on one side."""
    return [n for change in redline.changes if not change.of_heading for n in getattr(change, f"{side}_positions")]


@given(LISTS)
def test_a_text_against_itself_has_no_changes(found: tuple[Clause, ...]) -> None:
    """The same clauses on both sides are all unchanged."""

    assert compare_clauses(found, found) == Redline(changes=(), unchanged=len(found))


@settings(max_examples=300)
@given(LISTS, LISTS)
def test_every_clause_is_counted_once(before: tuple[Clause, ...], after: tuple[Clause, ...]) -> None:
    """On each side the positions in changes are all different, and with the unchanged they are all there are."""
    redline = compare_clauses(before, after)

    for side, found in (("before", before), ("after", after)):
        named = positions(redline, side)
        assert len(named) == len(set(named))
        assert len(named) + redline.unchanged == len(found)


@settings(max_examples=300)
@given(LISTS, LISTS)
def test_swapping_the_sides_swaps_added_and_removed(before: tuple[Clause, ...], after: tuple[Clause, ...]) -> None:
    """Both directions find the same changes, seen from the other side."""
    opposite = {
        ChangeKind.ADDED: ChangeKind.REMOVED,
        ChangeKind.REMOVED: ChangeKind.ADDED,
        ChangeKind.SPLIT: ChangeKind.MERGED,
        ChangeKind.MERGED: ChangeKind.SPLIT,
    }
    there, back = compare_clauses(before, after), compare_clauses(after, before)

    assert there.unchanged == back.unchanged
    assert Counter(
        (opposite.get(c.kind, c.kind), c.before_positions, c.after_positions) for c in there.changes
    ) == Counter((c.kind, c.after_positions, c.before_positions) for c in back.changes)


@given(HEADED, HEADED)
def test_swapping_the_sides_swaps_what_became_of_headings(
    before: tuple[Clause, ...], after: tuple[Clause, ...]
) -> None:
    """The same headings changed, whichever side is the older."""
    there, back = compare_clauses(before, after), compare_clauses(after, before)

    assert Counter((c.before, c.after) for c in there.changes if c.of_heading) == Counter(
        (c.after, c.before) for c in back.changes if c.of_heading
    )


@given(LISTS, LISTS)
def test_changes_stand_in_the_order_of_the_newer_text(before: tuple[Clause, ...], after: tuple[Clause, ...]) -> None:
    """Positions of the newer side rise from change to change."""
    places = [change.after_positions[0] for change in compare_clauses(before, after).changes if change.after_positions]

    assert places == sorted(places)


@pytest.mark.parametrize("after", ["Taxes.", "Taxes"])
def test_texts_that_differ_in_signs_alone_need_no_spans(after: str) -> None:
    """What moved, or has other links, has one canonical digest on both sides, and no spans."""
    link = Link(text="Taxes", href="https://tern.example/taxes")
    moved = only(compare_clauses(clauses("Taxes", COLLECT, KEEP), clauses(COLLECT, KEEP, after)))
    linked = only(compare_clauses(clauses(COLLECT, "Taxes"), clauses(COLLECT, clause(after, links=(link,)))))

    for change in (moved, linked):
        assert change.kind in (ChangeKind.MOVED, ChangeKind.LINKS)
        assert (change.before, change.after, change.spans) == ("Taxes", after, ())
        assert canonical.digest(change.before or "") == canonical.digest(change.after or "")


def test_a_reworded_clause_has_its_words_marked() -> None:
    """The pair is found by its words, and only the changed word is marked."""
    change = only(compare_clauses(clauses(COLLECT, KEEP, RIGHTS), clauses(COLLECT, KEEP.replace("30", "60"), RIGHTS)))

    assert change.kind is ChangeKind.REWORDED
    assert [(span.op, span.text) for span in change.spans if span.op != "equal"] == [("delete", "30"), ("insert", "60")]


def test_an_unrelated_clause_in_the_same_place_is_not_a_rewording() -> None:
    """One clause gone and another come are two changes, although they stand between the same neighbours."""
    redline = compare_clauses(clauses(COLLECT, SHARE, RIGHTS), clauses(COLLECT, "No cookies are set here.", RIGHTS))

    assert sorted(kinds(redline)) == [ChangeKind.ADDED, ChangeKind.REMOVED]


def test_a_moved_clause_is_moved_and_not_rewritten() -> None:
    """A clause that stands elsewhere word for word is one move; the others did not change."""
    change = only(compare_clauses(clauses(COLLECT, SHARE, KEEP, RIGHTS), clauses(RIGHTS, COLLECT, SHARE, KEEP)))

    assert change.kind is ChangeKind.MOVED
    assert (change.before_positions, change.after_positions) == ((3,), (0,))


def test_a_split_clause_shows_its_parts_together() -> None:
    """Two sentences that became two clauses are one change without changed words."""
    change = only(
        compare_clauses(clauses(COLLECT, f"{KEEP} {RIGHTS}", CONTACT), clauses(COLLECT, KEEP, RIGHTS, CONTACT))
    )

    assert change.kind is ChangeKind.SPLIT
    assert (change.before_positions, change.after_positions) == ((1,), (1, 2))
    assert change.after == f"{KEEP}\n\n{RIGHTS}"
    assert all(span.op == "equal" or not span.text.strip() for span in change.spans)


def test_a_split_with_a_rewording_marks_the_new_words() -> None:
    """What was also changed in a split shows inside it."""
    after = clauses(COLLECT, KEEP.replace("30", "90"), RIGHTS, CONTACT)
    change = only(compare_clauses(clauses(COLLECT, f"{KEEP} {RIGHTS}", CONTACT), after))

    assert change.kind is ChangeKind.SPLIT
    assert "90" in [span.text for span in change.spans if span.op == "insert"]


def test_two_clauses_merged_and_reworded_are_one_change() -> None:
    """The second says its part in other words here and there; nearly all of its words stand in the whole."""
    first = (
        "If your request is approved, you become the keeper of the account and may invite other keepers to share it. "
        "Each keeper may remove any other, and the last one to leave takes the pictures and the letters along."
    )
    second = (
        "You consent to other keepers seeing your name and the details of what you did there, including the "
        "removal of pictures, removal of letters and the closing of the account."
    )
    whole = (
        f"{first} "
        "You also consent to all other keepers viewing your full name and all details of what you ever did in there, "
        "even including any removal of any pictures, a removal of any letters and even closing of an account."
    )
    change = only(compare_clauses(clauses(COLLECT, first, second, CONTACT), clauses(COLLECT, whole, CONTACT)))

    assert (change.kind, change.before_positions) == (ChangeKind.MERGED, (1, 2))


GROWN = (
    "We believe in gathering little and in using that little for nothing but what you gave it to us for, for what "
    "the law asks of us and for what you let us do."
)
"""Says more than the sentences that the tests below put before it."""


@pytest.mark.parametrize("turned", [False, True])
def test_a_sentence_that_moved_into_the_clause_beside_it_is_no_new_one(turned: bool) -> None:
    """The clause was split, and its first part says more than it brought along."""
    old = clauses(f"{COLLECT} {RIGHTS} {SHARE}", CONTACT)
    new = clauses(f"{COLLECT} {GROWN}", f"{RIGHTS} {SHARE}", CONTACT)
    change = only(compare_clauses(new, old) if turned else compare_clauses(old, new))

    assert change.kind is (ChangeKind.MERGED if turned else ChangeKind.SPLIT)
    assert next(span.text for span in change.spans if span.op == "equal").startswith(COLLECT)


def test_two_clauses_that_begin_alike_are_two() -> None:
    """What stands in the clause's partner as well was not taken along."""
    spelt_anew = COLLECT.replace("the postal address", "postal addresses")
    before = clauses(f"{COLLECT} {RIGHTS} {SHARE}", CONTACT)
    after = clauses(f"{COLLECT} {GROWN}", f"{spelt_anew} {RIGHTS} {SHARE}", CONTACT)

    assert kinds(compare_clauses(before, after)) == [ChangeKind.ADDED, ChangeKind.REWORDED]


def test_rows_of_a_table_are_not_split() -> None:
    """A row speaks of what its first cell names, however much of its words stood in the row beside it."""
    shared = "helps us to find out which of our pages are read and how people came to them"
    before = clauses(clause(f"Statistics | {shared} and keeps what it saw there for a year or for two", kind="row"))
    after = clauses(
        clause(f"Research | {shared} while you look around at what we have for you to read here", kind="row"),
        clause("Statistics | keeps what it saw there for a year or for two", kind="row"),
    )

    assert ChangeKind.SPLIT not in kinds(compare_clauses(before, after))


def test_a_new_line_of_one_word_is_no_part_of_the_clause_before_it() -> None:
    """The clause above was reworded and happens to hold the word; it was not split."""
    before = clauses("Our carrier brings your order to the door on the day you choose.", CONTACT)
    after = clauses("Our carrier brings your order to the door in the hour you choose.", "Carrier", CONTACT)

    assert kinds(compare_clauses(before, after)) == [ChangeKind.REWORDED, ChangeKind.ADDED]


@pytest.mark.parametrize(("older", "newer"), [("Email address;", "email addresses"), ("12-04-2024", "19-10-2024")])
def test_a_new_line_of_one_word_is_no_part_of_a_line_with_other_words(older: str, newer: str) -> None:
    """What the line holds its partner holds: the new one brought nothing along."""
    changes = compare_clauses(clauses(COLLECT, older, CONTACT), clauses(COLLECT, newer, "Lamps", CONTACT)).changes

    assert [change.kind for change in changes] == [ChangeKind.REWORDED, ChangeKind.ADDED]


def test_lines_merged_into_one_are_one_change() -> None:
    """An address in four lines that became one line lost no word."""
    lines = ["Example Widgets Ltd.", "12 Harbour Street", "Port Example", "Phone 555 0100"]
    change = only(compare_clauses(clauses(COLLECT, *lines), clauses(COLLECT, " ".join(lines))))

    assert change.kind is ChangeKind.MERGED
    assert change.before_positions == (1, 2, 3, 4)
    assert all(span.op == "equal" or not span.text.strip() for span in change.spans)


def test_a_clause_with_another_number_is_renumbered() -> None:
    """The label of an item is outside its words."""
    redline = compare_clauses(
        clauses(COLLECT, clause(SHARE, number="(d)", kind="item")),
        clauses(COLLECT, clause(SHARE, number="(e)", kind="item")),
    )

    assert kinds(redline) == [ChangeKind.RENUMBERED]


def test_a_section_with_another_number_is_one_change_of_its_heading() -> None:
    """Two clauses under a heading that became 3 instead of 2 are unchanged themselves."""
    before = clauses(*(clause(text, trail=("Sharing",), heading_number="2") for text in (SHARE, KEEP)))
    after = clauses(*(clause(text, trail=("Sharing",), heading_number="3") for text in (SHARE, KEEP)))
    redline = compare_clauses(before, after)

    assert redline.unchanged == 2
    assert only(redline).of_heading
    assert (only(redline).kind, only(redline).before, only(redline).after) == (
        ChangeKind.RENUMBERED,
        "2 Sharing",
        "3 Sharing",
    )


def test_a_reworded_heading_is_a_change_of_its_own() -> None:
    """The clauses under it stay unchanged; the heading's words are marked."""
    before = clauses(*(clause(text, trail=("Your rights",)) for text in (RIGHTS, CONTACT)))
    after = clauses(*(clause(text, trail=("Your rights in Europe",)) for text in (RIGHTS, CONTACT)))
    change = only(compare_clauses(before, after))

    assert change.of_heading
    assert change.kind is ChangeKind.REWORDED
    assert change.after_positions == (0, 1)
    assert [span.text for span in change.spans if span.op == "insert"] == [" in Europe"]


def test_a_title_reworded_over_many_sections_is_one_change() -> None:
    """The sections keep their own headings; what stands over all of them is told once, at its own place."""
    sections = (("Sharing", SHARE), ("Keeping", KEEP), ("Rights", RIGHTS))
    before = clauses(*(clause(text, trail=("Privacy policy", name)) for name, text in sections))
    after = clauses(*(clause(text, trail=("Our privacy policy", name)) for name, text in sections))
    change = only(compare_clauses(before, after))

    assert (change.kind, change.of_heading) == (ChangeKind.REWORDED, True)
    assert (change.heading, change.trail) == ("Our privacy policy", ("Our privacy policy",))
    assert change.after_positions == (0, 1, 2)


def test_a_title_reworded_has_not_gone_from_sections_that_left_it() -> None:
    """The page's new mark-up puts the title over the first clause alone."""
    before = clauses(
        clause(COLLECT, trail=("Privacy policy",)), clause(SHARE, trail=("Privacy policy", "Sharing")), CONTACT
    )
    after = clauses(clause(COLLECT, trail=("Our privacy policy",)), clause(SHARE, trail=("Sharing",)), CONTACT)
    change = only(compare_clauses(before, after))

    assert (change.before, change.after) == ("Privacy policy", "Our privacy policy")


def test_a_section_under_another_chapter_rewords_no_heading() -> None:
    """The chapters are told from each other by their words: one was reworded, the other is new."""
    before = clauses(
        clause(COLLECT, trail=("How the service collects", "Collecting")),
        clause(RIGHTS, trail=("How the service collects", "Rights")),
    )
    after = clauses(
        clause(COLLECT, trail=("How our service collects", "Collecting")),
        clause(RIGHTS, trail=("What you may ask for", "Rights")),
    )
    changes = compare_clauses(before, after).changes

    assert [(change.kind, change.before, change.after) for change in changes] == [
        (ChangeKind.REWORDED, "How the service collects", "How our service collects"),
        (ChangeKind.ADDED, None, "What you may ask for"),
    ]


def test_a_heading_put_over_old_clauses_is_added() -> None:
    """A new heading in the middle of a section leaves the section's own heading where it was."""
    before = clauses(*(clause(text, trail=("Sharing",)) for text in (SHARE, KEEP)))
    after = clauses(clause(SHARE, trail=("Sharing",)), clause(KEEP, trail=("How long",)))
    change = only(compare_clauses(before, after))

    assert (change.kind, change.of_heading, change.after) == (ChangeKind.ADDED, True, "How long")


def test_a_heading_that_became_a_line_of_its_own_has_moved() -> None:
    """Its words neither came nor went."""
    before = clauses(clause(SHARE, trail=("Sharing",)), clause(KEEP, trail=("Sharing", "Keeping")))
    after = clauses(
        clause(SHARE, trail=("Sharing",)), clause("Keeping:", trail=("Sharing",)), clause(KEEP, trail=("Sharing",))
    )
    change = only(compare_clauses(before, after))

    assert (change.kind, change.before, change.after) == (ChangeKind.MOVED, "Keeping", "Keeping:")
    assert (change.before_positions, change.after_positions) == ((), (1,))


def test_another_link_target_under_the_same_words_is_a_change_of_links() -> None:
    """What the words lead to is told apart from what they say."""
    old = Link(text="here", href="https://example.org/opt-out")
    new = Link(text="here", href="https://example.net/opt-out")
    change = only(compare_clauses(clauses(clause(RIGHTS, links=(old,))), clauses(clause(RIGHTS, links=(new,)))))

    assert change.kind is ChangeKind.LINKS
    assert (change.links_removed, change.links_added) == ((old,), (new,))


def test_a_clause_that_stands_several_times_is_paired_in_order() -> None:
    """One copy more is one clause added, not a move of the others."""
    redline = compare_clauses(
        clauses("Learn more", COLLECT, "Learn more", SHARE),
        clauses("Learn more", COLLECT, "Learn more", SHARE, "Learn more"),
    )

    assert kinds(redline) == [ChangeKind.ADDED]


def test_one_copy_of_a_repeated_clause_can_be_reworded() -> None:
    """Where a clause stands three times and one copy changes, that copy is reworded, not removed and another added."""
    before = clauses(SHARE, COLLECT, SHARE, KEEP, SHARE)
    after = clauses(SHARE, COLLECT, SHARE.replace("carrier", "courier"), KEEP, SHARE)
    change = only(compare_clauses(before, after))

    assert (change.kind, change.before_positions, change.after_positions) == (ChangeKind.REWORDED, (2,), (2,))


def test_a_table_is_compared_row_by_row() -> None:
    """One cell changed in one row is one change of that row."""
    rows = [clause(text, kind="row") for text in ("Orders | 10 years", "Messages | 2 years", "Logs | 30 days")]
    changed = [rows[0], clause("Messages | 5 years", kind="row"), rows[2]]
    change = only(compare_clauses(clauses(*rows), clauses(*changed)))

    assert (change.kind, change.after) == (ChangeKind.REWORDED, "Messages | 5 years")


def test_a_reworded_column_head_is_a_change_of_a_heading() -> None:
    """Rows whose cells stayed say something else under another head."""
    row = clause("Messages | 2", kind="row")
    before, after = (clauses(replace(row, heads=("What", unit))) for unit in ("Months kept", "Years kept"))
    change = only(compare_clauses(before, after))

    assert (change.kind, change.of_heading) == (ChangeKind.REWORDED, True)
    assert (change.before, change.after) == ("What | Months kept", "What | Years kept")


def test_a_clause_that_more_than_doubled_elsewhere_is_reworded() -> None:
    """Nearly all of the old words stand in the new clause, in order, whatever else it says."""
    old = "If your request is approved, you become the keeper of the account and may invite other keepers to share it."
    new = (
        "If your request for an account is approved, you will become the keeper of the account and may invite other "
        "keepers to share it with you. Each keeper can remove any other. When the last one leaves, we close what is "
        "left and delete the pictures, letters, lists and drawings in it."
    )
    change = compare_clauses(clauses(old, COLLECT, SHARE, CONTACT), clauses(COLLECT, SHARE, new, CONTACT)).changes[0]

    assert (change.kind, change.before, change.after) == (ChangeKind.REWORDED, old, new)


TURNED_AROUND = (
    "As a mere carrier and under the Postal Act of 1999, Example Post has no duty to open the parcels it carries.",
    "Example Post is not bound by any general duty to open parcels carried for you, under the new Delivery Regulation.",
)


def test_a_sentence_turned_around_under_its_heading_is_reworded() -> None:
    """Few words keep their order; that both stand in one place under one heading tells the rest."""
    before, after = (
        clauses(COLLECT, clause(text, trail=("Parcels",)), clause(other, trail=("Parcels",)), CONTACT)
        for text, other in zip(TURNED_AROUND, ("Our drivers wear gloves.", "Nobody reads letters here."), strict=True)
    )
    changes = compare_clauses(before, after).changes

    assert [(c.kind, c.before, c.after) for c in changes if c.kind is ChangeKind.REWORDED] == [
        (ChangeKind.REWORDED, *TURNED_AROUND)
    ]


def test_a_sentence_turned_around_under_another_heading_is_another() -> None:
    """The same words in another section may well be another clause."""
    before = clauses(COLLECT, clause(TURNED_AROUND[0], trail=("Parcels",)), SHARE, CONTACT)
    after = clauses(COLLECT, clause(TURNED_AROUND[1], trail=("Letters",)), "We sell nothing.", CONTACT)

    assert ChangeKind.REWORDED not in kinds(compare_clauses(before, after))


def test_what_was_removed_stands_after_the_clause_it_followed() -> None:
    """A removal keeps its place in the order of the changes."""
    redline = compare_clauses(
        clauses(COLLECT, SHARE, KEEP, RIGHTS), clauses(COLLECT, KEEP.replace("30", "60"), RIGHTS, CONTACT)
    )

    assert kinds(redline) == [ChangeKind.REMOVED, ChangeKind.REWORDED, ChangeKind.ADDED]


@pytest.mark.parametrize("count", [pytest.param(1_600, id="rewrite")])
def test_a_rewrite_of_everything_is_bounded(count: int) -> None:
    """1,600 clauses against 650 that share only common words end in a list of removed and added clauses."""
    before = clauses(
        *(f"We may use item {n * 7919 % 10007} of your data with partner {n * 31} for us." for n in range(count))
    )
    after = clauses(
        *(f"You can ask the desk {n * 104729 % 9973} in writing for the file {n * 17}." for n in range(650))
    )
    redline = compare_clauses(before, after)

    assert redline.unchanged == 0
    assert len(positions(redline, "before")) == count
