"""A text in, about how many words it has out, in scripts that set spaces between them and in those that do not."""

import re
from functools import lru_cache

# Chinese characters, kana, Thai, Lao, Khmer and Burmese letters stand without spaces.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
LETTERS_A_WORD = 2  # of Chinese; Thai words are longer, but nothing depends on that
_TEXTS_KEPT = 16_384


@lru_cache(maxsize=_TEXTS_KEPT)
def word_count(text: str) -> int:
    """The words of a clause. Kept, because several stages ask it of each clause."""
    return words_in(text)


def words_and_letters(text: str) -> list[str]:
    """The words of a text, each letter of a script without spaces by itself: "Tern 我们" is "Tern", "我", "们"."""
    return (text if text.isascii() else _UNSPACED.sub(r" \g<0> ", text)).split()


def words_in(text: str) -> int:
    """The words of any text; exact where they are parted by spaces."""
    spaced = len(text.split())
    return spaced if text.isascii() else spaced + len(_UNSPACED.findall(text)) // LETTERS_A_WORD
