"""Sentences that one side has whole and the other in pieces are one text."""

from redline.judging.rejoined import Pieces

HEADING = ("arbitration",)
HALVES = ("you", "can", "ask", "for", "a", "copy"), ("in", "writing")


def test_pieces_make_up_a_sentence_and_are_taken() -> None:
    """Each once; a heading as often as it stands there."""
    pieces = Pieces(HALVES, frozenset({HEADING}))

    assert pieces.make_up((*HALVES[0], *HEADING, *HALVES[1]))
    assert not pieces.make_up((*HALVES[0], *HALVES[1]))
    assert pieces.make_up(HEADING * 2)


def test_a_page_of_one_word_over_and_over_comes_to_an_end() -> None:
    """There are more ways to put its sentences together than could ever be tried."""
    pieces = Pieces([("a",) * count for count in range(1, 40)], frozenset())

    assert not pieces.make_up((*("a",) * 400, "b"))
