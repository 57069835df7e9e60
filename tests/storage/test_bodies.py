"""Bodies come back byte for byte, take little room, and are named when damaged."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import bodies, errors, upkeep
from storage.store import Store

WORDS = "we may share your personal data with partners for purposes of billing support and research".split()


def page(seed: int, edits: int = 0) -> bytes:
    """A made-up page of 60 KB whose neighbours differ little."""
    chance = random.Random(seed)
    texts = [" ".join(chance.choice(WORDS) for _ in range(12)) for _ in range(800)]
    for edit in range(edits):
        texts[(edit * 37) % 800] = f"edited {edit}"
    return "\n".join(f"<p>{text}</p>" for text in texts).encode()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=2000), max_size=6))
def test_bodies_come_back_whole(store: Store, contents: list[bytes]) -> None:
    """Whatever the bytes, whatever they are like."""
    with store.writing() as session:
        names, like = [], None
        for content in contents:
            like = bodies.put(session, content, like=like)
            names.append(like)

        assert [bodies.get(session, name) for name in names] == contents


def test_like_bodies_take_little_room(store: Store) -> None:
    """A hundred pages that each differ by a sentence take a tenth of what they take alone, and read back."""
    with store.writing() as session:
        like, names = None, []
        for edits in range(100):
            like = bodies.put(session, page(1, edits), like=like)
            names.append(like)
    sizes = upkeep.sizes(store)
    with store.reading() as session:
        alone = 100 * len(bodies.compressed(page(1)))

        assert sizes.stored_bytes < alone / 10
        assert all(bodies.get(session, name) == page(1, edits) for edits, name in enumerate(names))


def test_a_body_is_stored_once(store: Store) -> None:
    """The same bytes have one row."""
    with store.writing() as session:
        assert bodies.put(session, b"one") == bodies.put(session, b"one")
    assert upkeep.sizes(store).bodies == 1


def test_a_body_nobody_stored_is_named(store: Store) -> None:
    """The error is not the one of retention."""
    with store.reading() as session, pytest.raises(errors.NotStored, match="is not stored") as caught:
        bodies.get(session, "0" * 64)
    assert not caught.value.dropped


def test_a_damaged_body_is_found(store: Store) -> None:
    """Flipped bits show when it is read, and in the check."""
    with store.writing() as session:
        name = bodies.put(session, b"We keep nothing about you.")
        bodies.put(session, b"Another.")
    with store.writing() as session:
        session.connection().exec_driver_sql(
            "UPDATE body SET content = (SELECT content FROM body WHERE sha256 <> ?) WHERE sha256 = ?", (name, name)
        )

    with store.reading() as session, pytest.raises(errors.Unreadable, match="its digest is another"):
        bodies.get(session, name)
    assert [problem.check for problem in upkeep.check(store)] == ["body digests"]
