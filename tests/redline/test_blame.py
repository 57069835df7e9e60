"""Every clause of the last version is dated to when it came and when it was last reworded."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from redline.blame import rests_of, traced
from redline.lineage import lineage
from redline.reading import read
from redline.types import Reading

SHARE = "We share your contact data with our payment partners in order to bill the services you ordered from us."
SHARE_LESS = "We share your contact data with our only payment partner in order to bill the services you ordered."
KEEP = "Backups are kept for thirty days and then overwritten by the next one in line."
HARBOR = "Ferrywell follows the Old Harbor rules of the Department of Trade about data taken from the Union."
SHIELD = "Ferrywell takes part in the New Shield and answers to its commission for every transfer to others outside."


def version(*texts: str) -> Reading:
    """A reading of paragraphs."""
    return read("\n\n".join(("# Privacy", *texts)).encode(), content_type="text/markdown")


def pasts(*versions: Sequence[str]) -> list[tuple[int, int]]:
    """For each clause of the last version: introduced, reworded."""
    return traced([version(*texts).clauses for texts in versions])


def test_a_clause_that_never_changed_dates_to_the_first_version() -> None:
    """Whatever came around it."""
    assert pasts([SHARE], [KEEP, SHARE], [KEEP, SHARE]) == [(1, 1), (0, 0)]


def test_a_reworded_clause_keeps_its_beginning() -> None:
    """Introduced then, reworded later."""
    assert pasts([SHARE, KEEP], [SHARE_LESS, KEEP], [SHARE_LESS, KEEP]) == [(0, 1), (0, 0)]


def test_a_moved_clause_keeps_its_past() -> None:
    """Its place does not matter."""
    assert pasts([SHARE, KEEP, HARBOR], [HARBOR, SHARE, KEEP]) == [(0, 0), (0, 0), (0, 0)]


def test_a_clause_written_anew_in_anothers_place_is_new() -> None:
    """Where the one stood now stands another: fewer than half of its words were there."""
    assert pasts([SHARE, HARBOR, KEEP], [SHARE, SHIELD, KEEP]) == [(0, 0), (1, 1), (0, 0)]


def test_a_clause_that_comes_back_is_dated_to_its_return() -> None:
    """Between its two lives it was not there."""
    assert pasts([SHARE, KEEP], [SHARE], [SHARE, KEEP]) == [(0, 0), (2, 2)]


def test_the_parts_of_a_split_clause_keep_its_beginning() -> None:
    """What was one paragraph and is two was there from the first."""
    assert pasts([f"{SHARE} {KEEP}", HARBOR], [SHARE, KEEP, HARBOR]) == [(0, 1), (0, 1), (0, 0)]


@given(
    st.lists(st.lists(st.sampled_from([SHARE, SHARE_LESS, KEEP, HARBOR, SHIELD]), unique=True), min_size=1, max_size=5)
)
def test_dates_are_in_order_and_the_words_stood_there(texts: list[list[str]]) -> None:
    """Introduced is not after reworded; since it was reworded, every version holds the clause's words."""
    versions = [version(*one) for one in texts]

    found = traced([version.clauses for version in versions])
    for clause, (introduced, reworded) in zip(versions[-1].clauses, found, strict=True):
        assert 0 <= introduced <= reworded < len(versions)
        for later in versions[reworded:]:
            assert clause.digest in {other.digest for other in later.clauses}


@given(st.lists(st.lists(st.sampled_from([SHARE, SHARE_LESS, KEEP, HARBOR]), max_size=4), min_size=1, max_size=5))
def test_rests_are_where_a_step_back_ends(texts: list[list[str]]) -> None:
    """Going from version to version while the words are equal ends at the rest worked out forward."""
    versions = [version(*one).clauses for one in texts]
    lines = [lineage(before, after) for before, after in pairwise(versions)]
    rests = rests_of([len(one) for one in versions], lines)

    for number, position in ((n, at) for n, one in enumerate(versions) for at in range(len(one))):
        reached, place = number, position
        while reached and (parent := lines[reached - 1].parent(place)) and parent.equal:
            reached, place = reached - 1, parent.positions[0]
        assert rests[number][position] == (reached, place)
