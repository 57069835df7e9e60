"""Words that rules compare with a sentence's key are written as keys have them; else they are never found."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

import redline.detectors
from redline.detectors import statements
from redline.equivalence import german, phrases, spelling
from redline.equivalence.residue import key

_OPTIONAL = re.compile(r"(?:\(\?:(\w+)\)|(\w)|-)\?")


def _alternatives(choice: str) -> list[str]:
    """The words of a choice in a pattern, each with and without what may stand in it."""
    found = []
    for word in re.split(r"\|(?![^(]*\))", choice.removeprefix("(?:").removesuffix(")")):
        written = word.replace("[ée]", "é").replace(r"\w+", "y").replace(r"\w*", "")
        several = re.sub(r"\(\?:y\|ies\)", "ies", written)
        found += [_OPTIONAL.sub("", written.replace("(?:y|ies)", "y")), _OPTIONAL.sub(r"\1\2", several)]
    return found


def test_every_word_for_data_is_found_in_a_key() -> None:
    """One and several: "cookies" as "cookie"."""
    words = _alternatives(statements.DATA)

    assert all(re.fullmatch(statements.DATA, word) for word in words)
    assert [word for word in words if not key(word)[0].startswith(statements.DATA_STARTS)] == []


@pytest.mark.parametrize("word", sorted({*spelling.SAME, *spelling.SAME.values()}))
def test_words_that_are_one_are_written_as_they_are_asked_for(word: str) -> None:
    """Without a plural's ending, which is cut first."""

    assert spelling.singular(word) == word


# Names that are written with an "s", phrases that patterns find, and what is left of other lists.
_AS_WRITTEN = {"_CALLED_BY_PLURALS", "_ON", "_OPEN", "_EMPTY"}


def _lists(package: ModuleType) -> Iterator[tuple[str, frozenset[str]]]:
    """The lists of words in a package's modules, by the names of both."""
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        for name, words in vars(importlib.import_module(module.name)).items():
            if isinstance(words, frozenset) and all(isinstance(word, str) for word in words):
                yield f"{module.name}.{name}", words


def test_every_list_of_words_in_a_detector_is_found_in_keys() -> None:
    """A detector asks for "can" where a sentence says "could"."""
    lists = {name: words for name, words in _lists(redline.detectors) if name.split(".")[-1] not in _AS_WRITTEN}

    assert {name: {word for word in words if not words.issuperset(key(word))} for name, words in lists.items()} == {
        name: set() for name in lists
    }


@pytest.mark.parametrize("form", sorted(german.INFINITIVES))
def test_forms_of_german_verbs_are_written_as_keys_have_them(form: str) -> None:
    """Keys write "ss" for "ß" and cut what looks like a plural."""

    assert key(form) == (form,)


def test_a_word_says_the_same_as_those_of_one_group() -> None:
    """Of a word in two groups only the later counts."""
    told = [word for group in phrases.GROUPS for word in group]

    assert len(told) == len(set(told))


@pytest.mark.parametrize(("one", "other"), [("gave", "provided"), ("abides", "complies"), ("staff", "employees")])
def test_words_that_say_the_same_are_alike(one: str, other: str) -> None:
    """In every form in which they stand."""
    first, second = (phrases.alike(spelling.stem(spelling.forms(word)[0])) for word in (one, other))

    assert first == second
