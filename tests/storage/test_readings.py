"""Readings come back without loss, and a version costs what it changed."""

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func
from sqlmodel import select

from redline.types import Clause, Link, Quality, Reading, Recipe, StatedDate
from storage import bodies, readings, recipes
from storage.errors import NotStored
from storage.store import Store
from storage.tables import ClauseRow, OutlineRow, PlaceRow
from tests.storage.world import World, day, reading

extractors = count(1)
texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)
links = st.builds(Link, text=texts, href=texts)
trails = st.lists(texts, max_size=3).map(tuple)
dates = st.none() | st.builds(
    StatedDate,
    date=st.none() | st.just("2024-05"),
    candidates=st.lists(texts, max_size=2).map(tuple),
    label=st.sampled_from(["updated", "effective", "posted", "version"]),
    text=texts,
)


@st.composite
def any_readings(draw: st.DrawFn) -> Reading:
    """Readings of any shape."""
    clauses = tuple(
        Clause(
            position=position,
            number=draw(texts),
            trail=draw(trails),
            heading=draw(texts),
            kind=draw(st.sampled_from(["paragraph", "item", "row"])),
            text=draw(texts),
            links=draw(st.lists(links, max_size=2).map(tuple)),
            digest=draw(texts),
            heads=draw(trails),
            heading_number=draw(texts),
            furniture=draw(st.booleans()),
        )
        for position in range(draw(st.integers(0, 4)))
    )
    return Reading(
        reader=draw(st.sampled_from(["html", "pdf", "markdown", "text"])),
        title=draw(texts),
        language=draw(st.sampled_from(["", "en", "de"])),
        stated_date=draw(dates),
        quality=Quality(verdict="policy", reason=draw(texts)),
        clauses=clauses,
        words_sha256=draw(texts),
        outline_sha256=draw(texts),
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_readings())
def test_readings_come_back_without_loss(store: Store, drawn: Reading) -> None:
    """Whatever a reader finds, the same comes out."""
    with store.writing() as session:
        name = bodies.put(session, b"the page")
        recipe = recipes.put(session, Recipe(extractor=next(extractors)))
        readings.put(session, name, recipe, drawn)
    with store.reading() as session:
        found = readings.get(session, name, recipe)

    assert found == drawn


def test_a_version_costs_what_it_changed(world: World) -> None:
    """A second version with one new clause adds one clause row and no place."""
    world.see("One.|Two.|Three.", day(0))
    before = counts(world)
    world.see("One.|Two, changed.|Three.", day(1))
    after = counts(world)

    assert [now - then for then, now in zip(before, after, strict=True)] == [1, 0, 1]


def counts(world: World) -> list[int]:
    """How many clauses, places and outlines there are."""
    with world.store.reading() as session:
        return [
            session.exec(select(func.count()).select_from(table)).one() for table in (ClauseRow, PlaceRow, OutlineRow)
        ]


def test_many_readings_come_as_passages_in_their_order(world: World) -> None:
    """Each asked-for body in its turn, with the words of its clauses; what they share is there once."""
    first = world.see("One.|Two.|Three.", day(0))
    second = world.see("One.|Three.|Four.", day(1))
    asked = [first.body_sha256, second.body_sha256, first.body_sha256]
    with world.store.reading() as session:
        found = readings.passages(session, world.recipe_sha256, asked)
        whole = [readings.get(session, body, world.recipe_sha256).clauses for body in asked]

    assert [[(one.digest, one.text, one.number, one.heading) for one in text] for text in found] == [
        [(one.digest, one.text, one.number, one.heading) for one in text] for text in whole
    ]
    assert found[0][0] is found[1][0]


def test_passages_of_a_body_not_read_are_refused(world: World) -> None:
    """Named by its digest, rather than left out."""
    world.see("One.", day(0))
    with world.store.reading() as session, pytest.raises(NotStored, match="body feedfeedfeed was not read"):
        readings.passages(session, world.recipe_sha256, ["feed" * 16])


def test_a_body_not_read_under_a_recipe_has_no_reading(world: World) -> None:
    """Another recipe's reading is not shown in its place."""
    snapshot = world.see("One.", day(0))
    with world.store.writing() as session:
        other = recipes.put(session, Recipe(extractor=2))

        assert readings.find(session, snapshot.body_sha256, other) is None
        assert readings.find(session, snapshot.body_sha256, world.recipe_sha256) == reading("One.")


def test_recipes_are_named_by_their_content(store: Store) -> None:
    """Equal recipes have one digest, and come back equal."""
    recipe = Recipe(extractor=3, select=("main",), remove=(".ad", "nav"), section="Privacy", furniture=("k",))
    with store.writing() as session:
        name = recipes.put(session, recipe)

        assert recipes.put(session, recipe) == name
        assert recipes.get(session, name) == recipe
