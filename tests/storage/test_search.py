"""A search says which policies hold the words, since when, until when, and in which clauses."""

import pytest

from storage import errors, policies, search, upkeep
from storage.records import CountsAs
from storage.search import Found
from tests.storage.world import SLUG, START, World, day, declared


def find(world: World, *words: str, **options: bool) -> tuple[Found, ...]:
    """What a search finds."""
    with world.store.reading() as session:
        return search.search(session, words, **options)  # type: ignore[arg-type]  # a test's own options


@pytest.fixture
def told(world: World) -> World:
    """Old Harbor from the first day until the fifth, gone on the sixth; New Shield since."""
    world.see("We follow the Old Harbor rules.|We keep nothing.", day(0))
    world.see("We follow the Old Harbor rules closely.|We keep nothing.", day(3))
    world.see("We follow the New Shield rules.|We keep nothing.", day(6))
    return world


def test_it_says_when_words_came_and_went(told: World) -> None:
    """One presence over two wordings, gone by the first version without it."""
    (found,) = find(told, "old harbor")

    assert found.policy.slug == SLUG
    assert [(one.first_seen, one.last_seen, one.gone_by) for one in found.presences] == [(day(0), day(3), day(6))]
    assert not found.now
    assert [hit.text for hit in found.hits] == [
        "We follow the Old Harbor rules closely.",
        "We follow the Old Harbor rules.",
    ]


def test_it_says_where_words_stand_now(told: World) -> None:
    """With heading trail and number; since when is the clause's own."""
    (found,) = find(told, "shield")

    assert found.now
    assert found.hits[0].trail == ("Privacy", "Your data")
    assert found.hits[0].presences[0].first_seen == day(6)


def test_words_that_return_have_two_presences(told: World) -> None:
    """Gone and back is shown as gone and back."""
    told.see("We follow the Old Harbor rules.|We keep nothing.", day(9))

    (found,) = find(told, "harbor")

    assert [one.gone_by for one in found.presences] == [day(6), None]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["harbor", "rules"], 2),
        (["rules harbor"], 0),
        (['"old harbor" rules'], 2),
        (["harb*"], 2),
        (["HÁRBOR"], 2),
        (["harb"], 0),
        (["follow OR keep"], 0),
        (["NEAR(old harbor)"], 0),
    ],
)
def test_words_phrases_and_beginnings(told: World, words: list[str], count: int) -> None:
    """All words must stand in one clause; signs of the index's own language mean nothing."""
    found = find(told, *words)

    assert sum(one.clauses for one in found) == count


def test_only_what_is_said_today(told: World) -> None:
    """`now_only` leaves out what is gone."""
    assert find(told, "harbor", now_only=True) == ()
    assert len(find(told, "shield", now_only=True)) == 1


def test_only_todays_clauses_of_a_policy_that_said_more(told: World) -> None:
    """The words stand in other clauses now, and were gone between: what is gone is neither shown nor counted."""
    told.see("We follow no rules of anybody.|We keep nothing.", day(9))
    (found,) = find(told, "rules", now_only=True)
    told.see("We keep nothing.", day(12))
    told.see("We follow no rules of anybody.|We keep nothing.", day(15))
    (again,) = find(told, "rules", now_only=True)

    assert (found.clauses, [hit.text for hit in found.hits]) == (1, ["We follow no rules of anybody."])
    assert [(one.first_seen, one.gone_by) for one in again.presences] == [(day(15), None)]


def test_what_is_no_version_is_not_found(told: World) -> None:
    """A held text, a soft failure: nobody ever published it."""
    told.see("Log in to read our cookie terms.", day(7), counts_as=CountsAs.SOFT_FAILURE)

    assert find(told, "cookie") == ()


def test_only_some_policies(told: World) -> None:
    """An unknown slug is refused, another's text is not shown."""
    with told.store.writing() as session:
        policies.sync(session, [declared(), declared("other/terms")], START)
        assert search.search(session, ["harbor"], slugs=["other/terms"]) == ()
        with pytest.raises(errors.UnknownPolicy):
            search.search(session, ["harbor"], slugs=["no/such"])


def test_a_page_of_an_answer_says_how_much_there_is(told: World) -> None:
    """All policies are counted, those asked for shown."""
    with told.store.reading() as session:
        there = search.search_page(session, ["shield"], limit=1)
        beyond = search.search_page(session, ["harbor"], offset=1, limit=1)

    assert ([one.policy.slug for one in there.found], there.total, there.now) == ([SLUG], 1, 1)
    assert (beyond.found, beyond.total, beyond.now) == ((), 1, 0)


def test_a_hit_stands_where_its_newest_text_has_it(told: World) -> None:
    """Moved to another number since: the number of the last text that holds it."""
    told.see("We keep nothing.|We follow the New Shield rules.", day(9))

    (found,) = find(told, "shield")

    assert [hit.number for hit in found.hits] == ["2"]


def test_nothing_to_look_for_is_refused(told: World) -> None:
    """Signs alone are no words."""
    with told.store.reading() as session, pytest.raises(errors.StorageError, match="nothing to search for"):
        search.search(session, ["***", '""'])


def test_a_policy_shows_so_many_clauses_and_says_how_many_there_are(told: World) -> None:
    """Those last seen come first."""
    with told.store.reading() as session:
        (found,) = search.search(session, ["we"], hits=1)

    assert found.clauses == 4
    assert len(found.hits) == 1
    assert found.hits[0].now


def test_words_of_a_heading_are_found(told: World) -> None:
    """Once for each wording of the heading, not for each clause under it."""
    (found,) = find(told, "your data")

    assert [(hit.text, hit.trail) for hit in found.hits] == [("Your data", ("Privacy",))]
    assert found.now


def test_the_index_can_be_built_anew(told: World) -> None:
    """Emptied by hand, told by the check, repaired."""
    with told.store.writing() as session:
        session.connection().exec_driver_sql("DELETE FROM heading_words")
    assert [problem.check for problem in upkeep.check(told.store)] == ["full text"]

    upkeep.rebuild_words(told.store)

    assert upkeep.check(told.store) == ()
    assert len(find(told, "your data")) == 1
