"""Words that are close stand in one group: a word in two would be close to the later one alone."""

from collections import Counter

from redline.judging import close_words


def test_each_word_stands_in_one_group() -> None:
    """Said twice it would leave its first group without a trace."""
    groups = close_words.GROUPS
    counts = Counter(word for group in groups for word in group)

    assert [word for word, count in counts.items() if count > 1] == []
