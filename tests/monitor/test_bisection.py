"""Which captures are fetched: properties over any archive, and the promises made of recorded ones."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.bisection import GRID, Node, anchors, estimate, probe, wanted

START = datetime(2014, 1, 1, tzinfo=UTC)


def _walk(nodes: list[Node], truth: dict[str, str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    while chosen := wanted(nodes, texts):
        assert all(node.key not in texts for node in chosen)
        texts |= {node.key: truth[node.key] for node in chosen}
    return texts


@st.composite
def archives(draw: st.DrawFn) -> tuple[list[Node], dict[str, str]]:
    """Captures at any distance; equal bytes now and then; few texts."""
    gaps = draw(st.lists(st.integers(0, 300), min_size=0, max_size=60))
    keys = draw(st.lists(st.integers(0, 25), min_size=len(gaps), max_size=len(gaps)))
    names = {f"digest {key}": draw(st.sampled_from("ABC")) for key in sorted(set(keys))}
    times, at = [], START
    for gap in gaps:
        at += timedelta(days=gap)
        times.append(at)
    return [Node(at=time, key=f"digest {key}") for time, key in zip(times, keys, strict=True)], names


@given(archives())
def test_no_bytes_are_fetched_twice_and_changes_are_dated_to_neighbours(
    archive: tuple[list[Node], dict[str, str]],
) -> None:
    """It ends; both ends are known; between two texts nothing unknown is left."""
    nodes, truth = archive
    texts = _walk(nodes, truth)

    assert len(texts) <= len({node.key for node in nodes})
    known = [(at, texts[node.key]) for at, node in enumerate(nodes) if node.key in texts]
    assert all(then - at == 1 for (at, text), (then, other) in pairwise(known) if text != other)
    if nodes:
        assert {nodes[0].key, nodes[-1].key} <= set(texts)


@given(archives())
def test_texts_that_stand_for_two_cells_are_found(archive: tuple[list[Node], dict[str, str]]) -> None:
    """Whatever shows for longer than two cells of the grid is seen."""
    nodes, truth = archive
    found = set(_walk(nodes, truth).values())
    run: list[Node] = []
    for node in [*nodes, Node(at=START + timedelta(days=99999), key="end")]:
        if run and truth.get(node.key) != truth[run[-1].key]:
            if run[-1].at - run[0].at > 2 * GRID:
                assert truth[run[0].key] in found
            run = []
        run.append(node)


@given(archives())
def test_the_estimate_ends_at_nothing(archive: tuple[list[Node], dict[str, str]]) -> None:
    """Never below zero, never more than there is, nothing when all is known."""
    nodes, truth = archive
    assert 0 <= estimate(nodes, {}) <= len(truth)
    assert estimate(nodes, _walk(nodes, truth)) == 0


def test_a_thousand_captures_of_three_texts_cost_few_fetches() -> None:
    """Ten years, every third day: the grid, and ten fetches a change."""
    nodes = [Node(at=START + timedelta(days=3 * number), key=str(number)) for number in range(1200)]
    truth = {str(number): "ABC"[(number > 377) + (number > 801)] for number in range(1200)}

    texts = _walk(nodes, truth)

    assert set(texts.values()) == {"A", "B", "C"}
    assert len(texts) <= 42 + 2 * 6
    assert texts["377"] == "A"
    assert texts["378"] == "B"


def test_both_sides_of_a_wide_gap_are_looked_at() -> None:
    """What a time without captures hides is bounded by them."""
    nodes = [Node(at=START + timedelta(days=day), key=str(day)) for day in (0, 1, 2, 3, 400, 401, 402)]

    assert [node.key for node in anchors(nodes, {})] == ["0", "3", "400", "402"]


@pytest.mark.parametrize(("texts", "looked_at"), [("ABCDEFG", True), ("AAAAAAB", False), ("ABC", False)])
def test_neighbours_are_looked_at_where_nearly_each_capture_is_new(texts: str, looked_at: bool) -> None:
    """Only then may something in the page change by itself."""
    nodes = [Node(at=START + timedelta(days=20 * number), key=str(number)) for number in range(40)]
    known = {str(5 * place): text for place, text in enumerate(texts)}

    close = probe(nodes, known, 6, timedelta(days=100))

    assert bool(close) is looked_at
    if looked_at:
        assert [int(then.key) - int(node.key) for node, then in pairwise(close)] == [1] * 5
    assert probe(nodes, known, 6, timedelta(days=99)) == ()
