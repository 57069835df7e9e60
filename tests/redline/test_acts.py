"""What a sentence forbids or denies beside what it did: an act joined by "or", and what only looks like one."""

import pytest

from redline.detectors.acts import DENIED, FORBIDDEN
from redline.types import Materiality
from tests.redline.judged import judged, rules_of

TOLD = [
    (
        "You will not lend, sell or frame our prints.",
        "You will not lend, sell or frame our prints, or hang them in a hall on behalf of a company.",
        FORBIDDEN.id,
    ),
    (
        "You may not post reviews that are false.",
        "You may not post reviews that are false or mislead voters about an election.",
        FORBIDDEN.id,
    ),
    (
        "Members agree not to copy prints.",
        "Members agree not to copy prints or hand negatives to printers.",
        FORBIDDEN.id,
    ),
    ("We will not sell your data.", "We will not sell your data or use it for advertising by others.", DENIED.id),
]
ONLY_LIKE_IT = [
    ("You may not copy the pages.", "You may not copy the pages or any part of them in any form."),
    (
        "You may not frame, copy or resell our prints.",
        "You may not resell, frame or copy our prints.",
    ),
    ("You do not need an account to read.", "You do not need an account to read or to comment on reviews."),
    (
        "You may not lend prints, nor may you let others do so.",
        "You may not lend prints, or let others do so.",
    ),
]


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(("older", "newer", "rule"), TOLD)
def test_an_act_more_or_fewer_is_told(older: str, newer: str, rule: str, backwards: bool) -> None:
    """Whether it came or went."""
    found = judged(newer, older) if backwards else judged(older, newer)

    assert found.materiality is Materiality.MATERIAL
    assert rule in rules_of(found)


@pytest.mark.parametrize(("older", "newer"), ONLY_LIKE_IT)
def test_what_says_no_act_more_alerts_nobody(older: str, newer: str) -> None:
    """The same acts in another order, more words for one, or nothing that is forbidden."""
    assert not judged(older, newer).materiality.reaches(Materiality.MATERIAL)
