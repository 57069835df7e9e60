"""A history is derived from sightings: what comes late falls into place, and nothing else moves."""

from collections.abc import Callable
from itertools import groupby, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import gaps, history, policies
from storage.history import Entry, derive
from storage.records import ChangeState, CountsAs, Source
from tests.storage.world import SLUG, World, day, declared, sha256, words


def test_sightings_of_one_text_are_one_version(world: World) -> None:
    """Two bodies that read the same make one version with a first and a last sighting."""
    world.see("We keep nothing.", day(0), page="<p>We keep nothing.")
    second = world.see("We keep nothing.", day(1), page="<div><p>We keep nothing.")
    world.sight(second, day(2))

    (version,) = world.versions()

    assert (version.first_seen, version.last_seen, version.sightings) == (day(0), day(2), 3)


def test_a_memento_found_later_falls_into_place(world: World) -> None:
    """An archived text from before the first live sighting becomes the first version."""
    world.see("Today's text.", day(0))
    world.see("An older text.", day(-400), Source.WAYBACK)
    world.see("Older still.", day(-900), Source.WAYBACK)

    assert world.texts() == words("Older still.", "An older text.", "Today's text.")


def test_a_text_that_returns_is_a_version_again(world: World) -> None:
    """A→B→A counts as three versions of two texts."""
    for number, text in enumerate(("A", "B", "A")):
        world.see(text, day(number))

    assert world.texts() == words("A", "B", "A")


def test_a_snapshot_seen_around_another_stands_on_both_sides(world: World) -> None:
    """One archived snapshot sighted before and after another text makes two runs."""
    first = world.see("A", day(-30), Source.WAYBACK)
    world.see("B", day(-20), Source.WAYBACK)
    world.sight(first, day(-10))

    assert world.texts() == words("A", "B", "A")


@pytest.mark.parametrize("counts_as", [CountsAs.HELD, CountsAs.SOFT_FAILURE, CountsAs.SUSPECT, CountsAs.BLINK])
def test_only_yes_makes_versions(world: World, counts_as: CountsAs) -> None:
    """What is held, failed, suspect or a blink stands in the history, but is no version."""
    world.see("A", day(0))
    world.see("B", day(1), counts_as=counts_as)
    world.see("A", day(2))

    assert world.texts() == words("A")
    assert [version.state for version in world.versions(everything=True)] == ["version", counts_as.value]


def test_the_newest_judgement_wins(world: World) -> None:
    """A held text that is confirmed becomes a version from its first sighting."""
    world.see("A", day(0))
    held = world.see("B", day(1), counts_as=CountsAs.HELD)
    world.judge(held, CountsAs.YES, day(2))

    assert world.texts() == words("A", "B")
    assert world.versions()[-1].first_seen == day(1)


def test_an_archive_fills_a_gap_of_live_sightings(world: World) -> None:
    """While we were away for a month, an archive's text is a version."""
    world.see("A", day(0))
    world.see("B", day(15), Source.WAYBACK)
    world.see("C", day(30))

    assert world.texts() == words("A", "B", "C")


def test_beside_live_sightings_an_archive_is_only_evidence(world: World) -> None:
    """An archive's text between two close live sightings is "elsewhere"; the same text is a further source."""
    world.see("A", day(0))
    world.see("Anderswo.", day(0.4), Source.WAYBACK)
    world.see("A", day(0.6), Source.WAYBACK)
    world.see("A", day(1))

    version, elsewhere = world.versions(everything=True)

    assert elsewhere.state == "elsewhere"
    assert version.sources == (Source.WAYBACK, Source.LIVE)
    assert version.archive_url == "https://archive.test/20260101"
    assert version.sightings == 2


def test_after_the_last_live_sighting_an_archive_counts_once_live_has_stopped(world: World) -> None:
    """A day after the last live sighting an archive is evidence; two months after it, it tells the history."""
    world.see("A", day(0))
    world.see("B", day(1), Source.WAYBACK)
    world.see("C", day(60), Source.WAYBACK)

    assert world.texts() == words("A", "C")


def test_a_seam_is_marked_between_sources_and_readers(world: World) -> None:
    """Archive to live is a seam, html to pdf is one, live to live is none."""
    world.see("A", day(-10), Source.WAYBACK)
    world.see("B", day(0))
    world.see("C", day(1))
    world.see("D", day(2), reader="pdf")

    assert [version.seam for version in world.versions()] == [False, True, False, True]


def test_what_one_source_saw_on_both_sides_is_no_seam(world: World) -> None:
    """A live check that finds the archive's newest text again does not make its past doubtful."""
    world.see("A", day(-20), Source.WAYBACK)
    world.see("B", day(-10), Source.WAYBACK)
    world.see("B", day(0))
    world.see("C", day(1))

    assert [version.seam for version in world.versions()] == [False, False, False]


def test_the_longest_gap_inside_a_version_is_known(world: World) -> None:
    """Between captures, and between sightings of one capture; what lies between versions, or is short, is none."""
    archived = world.see("A", day(-3000), Source.WAYBACK)
    world.sight(archived, day(-2900))
    world.see("A", day(-2895), Source.WAYBACK, page="A with other furniture")
    world.see("A", day(0), page="A as we see it")
    world.see("B", day(300))
    world.see("C", day(301))
    newest = world.see("A", day(302), page="A once more")
    world.sight(newest, day(500))
    with world.store.reading() as session:
        found = gaps.inside(session, world.versions())

    spans = [(gap.last_seen, gap.next_seen) if gap else None for gap in found]
    assert spans == [(day(-2895), day(0)), None, None, (day(302), day(500))]


def test_a_version_carries_the_change_that_led_to_it(world: World) -> None:
    """Materiality and summary come from the stored change; a superseded one is not shown."""
    first, second, third = (world.see(text, day(number)) for number, text in enumerate("ABC"))
    world.change(first, second, day(1), ChangeState.CONFIRMED)
    world.change(second, third, day(2), ChangeState.SUPERSEDED)

    assert [version.materiality for version in world.versions()] == [None, "material", None]


def test_several_policies_at_once_have_the_versions_of_each(world: World) -> None:
    """The list of all policies asks once; a policy that was never read has none."""
    world.see("A", day(0))
    world.see("B", day(1))
    with world.store.writing() as session:
        policies.sync(session, [declared(), declared("other/terms")], day(2))
        every = policies.every(session)
        at_once = history.versions_of(session, every)

        assert at_once == {policy.id: history.versions(session, policy) for policy in every}
        assert sorted(len(versions) for versions in at_once.values()) == [0, 2]


def test_nothing_is_known_before_the_first_reading(world: World) -> None:
    """A policy never read has no versions."""
    assert world.versions() == ()
    assert world.policy.slug == SLUG


def _entry(number: int, letter: str, source: Source, counts_as: CountsAs) -> Entry:
    return Entry(
        snapshot_id=number,
        source=source,
        first_seen=day(number * 3),
        last_seen=day(number * 3 + 1),
        sightings=2,
        body_sha256=sha256(letter),
        url="u",
        archive_url=None,
        counts_as=counts_as,
        reason="",
        words_sha256=letter,
        outline_sha256=letter,
        reader="html",
        language="en",
        stated_date=None,
    )


@st.composite
def sequences(draw: st.DrawFn) -> list[Entry]:
    """Entries in time order, from any source, counting any way."""
    drawn = draw(
        st.lists(
            st.tuples(st.sampled_from("ABC"), st.sampled_from(list(Source)), st.sampled_from(list(CountsAs))),
            max_size=12,
        )
    )
    return [_entry(number, *item) for number, item in enumerate(drawn)]


@given(sequences())
def test_every_entry_is_accounted_for_once(entries: list[Entry]) -> None:
    """Sightings of runs add up to those of entries that are not further sources of a run."""
    derived = derive(entries, policy_id=1, recipe="r")
    beside = sum(entry.sightings for entry in entries) - sum(version.sightings for version in derived)
    archived = sum(e.sightings for e in entries if not e.source.is_origin and e.counts_as is CountsAs.YES)

    assert 0 <= beside <= archived


@given(sequences())
def test_versions_do_not_overlap_and_neighbours_differ(entries: list[Entry]) -> None:
    """Versions follow one another in time, and no two neighbours have the same text."""
    versions = [v for v in derive(entries, policy_id=1, recipe="r") if v.state == "version"]

    for before, after in pairwise(versions):
        assert before.last_seen < after.first_seen
        assert before.words_sha256 != after.words_sha256


@given(st.lists(st.sampled_from("ABC"), max_size=12))
def test_live_texts_alone_are_their_own_runs(letters: list[str]) -> None:
    """Without archives the versions are the runs of equal texts."""
    entries = [_entry(number, letter, Source.LIVE, CountsAs.YES) for number, letter in enumerate(letters)]

    derived = derive(entries, policy_id=1, recipe="r")

    assert [version.words_sha256 for version in derived] == [letter for letter, _ in groupby(letters)]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(6)), letters=st.lists(st.sampled_from("AB"), min_size=6, max_size=6))
def test_the_order_of_finding_does_not_matter(
    new_world: Callable[[], World], order: list[int], letters: list[str]
) -> None:
    """Whichever memento is found first, the history is the same."""
    world = new_world()
    for number in order:
        world.see(letters[number], day(-100 + number), Source.WAYBACK, page=f"{number} {letters[number]}")

    assert world.texts() == words(*(letter for letter, _ in groupby(letters)))
