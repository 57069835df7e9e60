"""What stands in one side's whole text: words are looked up whole."""

import pytest

from redline.judging.whole_text import Text
from tests.redline.made_up import reading


@pytest.mark.parametrize(
    ("quote", "times"), [("fee", 3), ("Fees", 2), ("fee fee", 1), ("a fee", 1), ("fe", 0), ("$5", 1), ("", 0)]
)
def test_words_are_counted_whole(quote: str, times: int) -> None:
    """A word's beginning is another word."""

    assert Text(reading("Fees and fees, a fee, fee, fee: $5.")).count(quote) == times
