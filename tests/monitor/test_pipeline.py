"""What a check makes of a page: versions, held changes, blinks, alerts."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from monitor import facts
from monitor.cli.check import words
from monitor.concluding import conclude
from monitor.decisions import Move
from monitor.declarations import sync
from monitor.exchange import past
from monitor.readers import Workers
from monitor.troubles import Cause, Failure
from notifiers.wording_of_states import state_sheet
from redline.types import Materiality
from storage.records import AlertKind, ChangeKind, ChangeState, Outcome, PolicyState
from tests.monitor.pages import ARBITRATION, OTHER, SALE, SLUG, START, Scene, text
from tests.redline.pages import house_rules

SOON = timedelta(minutes=16)
LATER = timedelta(hours=6)
DAY = timedelta(days=1)


def test_the_first_good_capture_is_the_first_version_and_tells_nobody(scene: Scene) -> None:
    """There is nothing to compare it with."""
    result = scene.check(text())

    assert (result.move, result.outcome, result.told) == (Move.FIRST, Outcome.NEW_TEXT, 0)
    assert len(scene.versions) == 1
    assert scene.policy.next_check_at == scene.now + LATER


def test_the_same_text_amid_other_bytes_is_a_sighting(scene: Scene) -> None:
    """Only words make versions."""
    scene.check(text())
    result = scene.check(text().replace("<main>", "<main class='b2'>"), after=LATER)

    assert result.outcome is Outcome.SAME_TEXT
    assert [version.sightings for version in scene.versions] == [2]


def test_a_change_is_held_then_confirmed_by_a_second_capture_and_told_once(scene: Scene) -> None:
    """Nobody is told of what was seen once."""
    scene.check(text())
    held = scene.check(text(SALE), after=LATER)
    first_seen = scene.now
    assert (held.move, held.told, len(scene.versions)) == (Move.HOLD, 0, 1)
    assert held.next_check_at == scene.now + timedelta(minutes=15)

    confirmed = scene.check(after=SOON)
    again = scene.check(after=LATER)

    assert (confirmed.move, confirmed.told) == (Move.CONFIRM, 1)
    assert (again.move, again.told) == (Move.SAME, 0)
    assert scene.versions[-1].first_seen == first_seen
    assert scene.versions[-1].materiality == Materiality.MATERIAL
    assert scene.alerts()[0].facts["unconfirmed"] is False


def test_a_second_look_before_its_time_confirms_nothing(scene: Scene) -> None:
    """Somebody who checks by hand twice in a row sees the same glitch twice."""
    scene.check(text())
    scene.check(text(SALE), after=LATER)

    assert scene.check(after=timedelta(minutes=1)).move is Move.WAIT
    assert scene.check(after=SOON).move is Move.CONFIRM


def test_a_page_seen_again_unchanged_is_a_sighting_and_closes_a_failure(scene: Scene) -> None:
    """By its bytes or by a 304, with nothing else written than that it was seen; a failure that was told is over."""
    page = text()
    scene.check(page)
    same = scene.check(after=LATER)
    scene.site.unchanged = True
    not_modified = scene.check(after=LATER)
    for _ in range(3):
        scene.check(fails=True, after=LATER)
    scene.site.unchanged = False
    well = scene.check(page, after=LATER)

    assert [result.outcome for result in (same, not_modified)] == [Outcome.SAME_BYTES, Outcome.NOT_MODIFIED]
    assert [version.sightings for version in scene.versions] == [4]
    assert scene.versions[0].last_seen == scene.now
    assert (well.told, scene.policy.state, scene.policy.failures) == (1, PolicyState.OK, 0)
    assert scene.policy.next_check_at == scene.now + LATER


def test_a_page_that_an_archive_saw_otherwise_meanwhile_is_itself_again_and_tells_nobody(scene: Scene) -> None:
    """Our bytes are no new text because somebody saw another one while we did not look."""
    scene.check(text())
    scene.archive(text(SALE), scene.now + 10 * DAY)
    back = scene.check(after=20 * DAY)

    assert (back.move, back.told) == (Move.SAME, 0)
    texts = [version.words_sha256 for version in scene.versions]
    assert (len(texts), texts[0]) == (3, texts[2])


def test_a_304_confirms_a_held_change(scene: Scene) -> None:
    """The server says that the page is still the one seen last."""
    scene.check(text())
    scene.check(text(SALE), after=LATER)
    scene.site.unchanged = True
    result = scene.check(after=SOON)

    assert (result.move, result.outcome, result.told) == (Move.CONFIRM, Outcome.NOT_MODIFIED, 1)


def test_with_no_time_to_confirm_a_change_is_told_at_once(scene_of: Callable[..., Scene]) -> None:
    """`confirm_after = "0s"`."""
    scene = scene_of(confirm_after="0s")
    scene.check(text())
    result = scene.check(text(SALE), after=LATER)

    assert (result.move, result.told, len(scene.versions)) == (Move.CONFIRM, 1, 2)


def test_a_page_that_goes_back_was_a_blink(scene: Scene) -> None:
    """In the history, not in the mail; the next change is compared with the last counted version."""
    scene.check(text())
    scene.check(text(SALE), after=LATER)
    back = scene.check(text(), after=SOON)

    assert (back.move, back.told) == (Move.BLINKED, 0)
    assert [run.state for run in scene.everything] == ["version", "blink"]
    assert [change.state for change in scene.changes()] == [ChangeState.BLINKED]


def test_a_confirmed_text_that_goes_straight_back_is_recorded_and_not_told(scene: Scene) -> None:
    """A to B to A raises one alert for B at most, none for the return, and none for B again."""
    for body in (text(), text(SALE), text(SALE), text(), text(), text(SALE), text(SALE)):
        scene.check(body, after=SOON)

    assert len(scene.versions) == 4
    assert len(scene.alerts(AlertKind.CHANGE)) == 1


def test_a_newer_text_confirms_the_clauses_it_shares_with_the_held_one(scene: Scene) -> None:
    """What both say against the same base is told, whatever else moves."""
    scene.check(text(ticker=1))
    scene.check(text(SALE, ticker=2), after=LATER)
    first_seen = scene.now
    result = scene.check(text(SALE, ticker=3), after=SOON)

    assert (result.move, result.told) == (Move.PART, 1)
    confirmed = scene.changes(ChangeState.CONFIRMED)
    assert [change.first_seen_at for change in confirmed] == [first_seen]
    assert "sell" in str(scene.alerts()[0].facts["assessment"]["changes"])


def test_clauses_only_the_newer_text_has_are_told_when_they_are_seen_again(scene: Scene) -> None:
    """A second change right behind the first is neither lost nor told unconfirmed."""
    scene.check(text(ticker=1))
    scene.check(text(SALE, ticker=2), after=LATER)
    part = scene.check(text(SALE | ARBITRATION, ticker=3), after=SOON)
    assert (part.move, part.told) == (Move.PART, 1)
    assert "arbitration" not in str(scene.alerts()[0].facts["assessment"]["changes"])

    scene.check(text(SALE | ARBITRATION, ticker=4), after=SOON)

    told = scene.alerts(AlertKind.CHANGE)
    assert len(told) == 2
    assert "arbitration" in str(told[1].facts["assessment"]["changes"])


def test_two_edits_close_together_are_told_apart(scene: Scene) -> None:
    """Each alert names its own words, the version's summary both; what is confirmed last is no further version."""
    retention = "We delete the reservations of a reader within {} days after the {} has ended."
    scene.check(text())
    scene.check(text({"Retention": retention.format(60, "loan")}), after=LATER)
    edited = {"Retention": retention.format(60, "loan"), "Contact": "We will answer within nine weeks."}
    part = scene.check(text(edited), after=SOON)
    newest = scene.versions[-1].summary
    rest = scene.check(after=SOON)

    first, second = (alert.summary for alert in scene.alerts(AlertKind.CHANGE))
    assert ("60" in first, "weeks" in first) == (True, False)
    assert ("60" in second, "weeks" in second) == (False, True)
    assert newest == first
    assert scene.versions[-1].summary == f"{first}; {second}"
    assert (part.move, part.rest, rest.move, rest.rest) == (Move.PART, False, Move.CONFIRM, True)
    assert len(scene.versions) == 2


def test_a_newer_text_that_shares_nothing_is_held_instead_and_keeps_the_first_seen_time(scene: Scene) -> None:
    """The held change is re-based."""
    scene.check(text())
    scene.check(text(SALE), after=LATER)
    first_seen = scene.now
    rebased = scene.check(text(ARBITRATION), after=SOON)
    assert (rebased.move, rebased.told) == (Move.REBASE, 0)

    confirmed = scene.check(after=SOON)

    assert (confirmed.move, confirmed.told) == (Move.CONFIRM, 1)
    assert scene.changes(ChangeState.CONFIRMED)[0].first_seen_at == first_seen


def test_a_material_change_nobody_could_confirm_is_told_as_unconfirmed_once(scene: Scene) -> None:
    """Silence would be worse."""
    scene.check(text())
    scene.check(text(SALE), after=LATER)
    for _ in range(12):
        scene.check(fails=True, after=timedelta(hours=3))
    told = scene.alerts(AlertKind.CHANGE)
    scene.check(text(SALE), after=SOON)

    assert [alert.facts["unconfirmed"] for alert in told] == [True]
    assert len(scene.alerts(AlertKind.CHANGE)) == 1


def test_a_soft_failure_never_becomes_a_version(scene: Scene) -> None:
    """It is recorded, and compared with nothing."""
    scene.check(text())
    result = scene.check(OTHER, after=LATER)

    assert result.outcome is Outcome.SOFT_FAILURE
    assert result.failure is not None
    assert (len(scene.versions), len(scene.changes())) == (1, 0)
    assert scene.policy.failures == 1


def test_a_sentence_about_errors_makes_no_other_page_of_a_version(scene: Scene) -> None:
    """A short text that few legal words tell from a page that failed is known by the version before it."""
    scene.check(house_rules())
    held = scene.check(house_rules("A key that was not found is made anew for £20."), after=LATER)

    assert held.move is Move.HOLD
    assert scene.check(after=SOON).told == 1


def test_a_page_that_keeps_flipping_is_called_unstable_once_and_then_ignored(scene: Scene) -> None:
    """Only a text unlike its last ones is a candidate from then on."""
    for round_ in range(12):
        scene.check(text(SALE) if round_ % 2 else text(), after=LATER)

    assert scene.policy.state is PolicyState.UNSTABLE
    assert len(scene.alerts(AlertKind.UNSTABLE)) == 1
    assert scene.alerts(AlertKind.CHANGE) == ()
    scene.check(text(ARBITRATION), after=LATER)
    assert scene.check(after=SOON).told == 1


def test_errors_are_told_when_they_open_reminded_rarely_and_told_when_they_close(scene: Scene) -> None:
    """Not at every run."""
    scene.check(text())
    for _ in range(24):
        scene.check(fails=True, after=timedelta(hours=8))
    scene.check(text(), after=LATER)

    kinds = [alert.kind for alert in scene.alerts()]
    assert kinds == [AlertKind.ERROR_OPENED, AlertKind.ERROR_REMINDER, AlertKind.ERROR_CLOSED]


def test_every_cause_of_a_row_of_failures_is_named_and_none_once_it_is_over(scene: Scene) -> None:
    """The last one is not all there was; what is over does not hold any more."""
    scene.check(text())
    for code in (500, 502, 500, 503):
        scene.site.failure = Failure(cause=Cause.SERVER, message=f"the server answered {code}")
        scene.check(fails=True, after=timedelta(hours=8))
    scene.check(text(), after=LATER)

    opened, closed = (facts.content(alert) for alert in scene.alerts())
    assert opened.trouble is not None
    assert closed.trouble is not None
    assert (opened.trouble.cause, opened.trouble.earlier) == ("the server answered 500", ("the server answered 502",))
    assert closed.trouble.earlier == ("the server answered 500", "the server answered 502")
    assert "Before that: the server answered 502." in state_sheet(opened).body
    assert "the last cause was: the server answered 503." in state_sheet(closed).body[0]
    assert scene.alerts(AlertKind.ERROR_CLOSED)[0].summary == "can be read again; before: the server answered 503"


def test_two_weeks_without_a_good_capture_are_told_once(scene_of: Callable[..., Scene]) -> None:
    """Even where single failures are excusable."""
    scene = scene_of(tell_errors_after=1000)
    scene.check(text())
    for _ in range(20):
        scene.check(fails=True, after=DAY)

    assert [alert.kind for alert in scene.alerts()] == [AlertKind.STALE]


def test_checking_twice_at_the_same_moment_does_no_harm(scene: Scene) -> None:
    """The result has an identity of its own."""
    scene.check(text())
    scene.check()

    assert [version.sightings for version in scene.versions] == [1]


def test_a_counter_is_learnt_as_furniture_and_makes_no_versions(scene: Scene) -> None:
    """The history is read anew without it; what the policy itself says is still followed."""
    for count in range(9):
        scene.check(text(ticker=count), after=LATER)
    quiet = scene.check(text(ticker=99), after=LATER)

    assert (quiet.move, quiet.outcome) == (Move.SAME, Outcome.SAME_TEXT)
    assert len(scene.versions) == 1
    assert [run.state for run in scene.everything] == ["version"]
    assert scene.check(text(SALE, ticker=100), after=LATER).move is Move.HOLD
    assert scene.check(text(SALE, ticker=101), after=SOON).told == 1


def test_a_headed_clause_with_words_of_law_is_never_furniture(scene: Scene) -> None:
    """Whatever it does."""
    for days in range(9):
        changed = {
            "Retention": f"We shall delete the personal data of a reader within {days + 20} days after the loan."
        }
        scene.check(text(changed), after=LATER)

    recipe = scene.policy.recipe
    assert recipe is not None
    assert recipe.furniture == ()


def test_another_document_is_believed_after_three_captures_over_a_day(scene: Scene) -> None:
    """And told as what it is: replaced or moved."""
    scene.check(text())
    other = "".join(
        f"<h2>Rule {n}</h2><p>Players must not bring the ball number {n} into the hall.</p>" for n in range(9)
    )
    page = f"<html lang=en><body><main><h1>House rules of the bowling hall</h1>{other}</main></body></html>"
    moves = [scene.check(page, after=timedelta(hours=9)).move for _ in range(4)]

    assert moves == [Move.SUSPECT, Move.SUSPECT, Move.SUSPECT, Move.BELIEVE]
    (alert,) = scene.alerts(AlertKind.CHANGE)
    assert "replaced or moved" in alert.summary
    assert len(scene.versions) == 2


def test_a_suspect_text_that_goes_away_again_was_nothing(scene: Scene) -> None:
    """No version, no alert."""
    scene.check(text())
    scene.check(text().replace("<h2>", "<h3>").split("<h2>Sharing")[0], after=LATER)
    scene.check("<html lang=en><body><main><h1>Privacy Policy</h1><p>" + "The rest follows soon. " * 20, after=LATER)
    back = scene.check(text(), after=LATER)

    assert back.told == 0
    assert len(scene.versions) == 1


def test_an_empty_shell_is_drawn_by_a_browser_where_there_is_one_and_at_once_the_next_time(scene: Scene) -> None:
    """It is remembered with the page."""
    shell = "<html><body><div id=root></div><noscript>You need to enable JavaScript.</noscript></body></html>"
    scene.site.drawn = text()
    refused = scene.check(shell)
    scene.can_draw = True
    drawn, again = scene.check(after=LATER), scene.check(after=LATER)

    assert refused.failure is not None
    assert refused.failure.cause is Cause.SHELL
    assert (drawn.move, again.move) == (Move.FIRST, Move.SAME)
    assert scene.site.fetchers == ["live", "live", "browser", "browser"]


def test_a_page_without_text_and_without_scripts_is_not_drawn(scene: Scene) -> None:
    """A server that answers with next to nothing for once is no page that scripts draw."""
    scene.can_draw, scene.site.drawn = True, text()
    scene.check(text())
    empty = scene.check("<html><body></body></html>", after=LATER)
    back = scene.check(text(), after=LATER)

    assert empty.failure is not None
    assert empty.failure.cause is Cause.SHELL
    assert back.move is Move.SAME
    assert set(scene.site.fetchers) == {"live"}


def test_a_page_that_was_drawn_is_tried_without_a_browser_once_a_day(scene: Scene) -> None:
    """Once it holds the newest text by itself, it is got as any page; until then nothing is concluded from it."""
    shell = "<html><body><div id=root></div><script></script></body></html>"
    scene.can_draw, scene.site.drawn = True, text()
    scene.check(shell)
    scene.check(after=LATER)
    next_day = scene.check(after=DAY)
    other = scene.check(text(SALE).replace("h2", "h3"), after=DAY)
    plain = scene.check(text().replace("<main>", "<main class=static>"), after=DAY)
    scene.check(after=LATER)

    assert {result.move for result in (next_day, other, plain)} == {Move.SAME}
    assert scene.site.fetchers == ["live", "browser", "browser", *2 * ["live", "browser"], "live", "live"]
    assert len(scene.versions) == 1


def test_what_a_browser_could_not_draw_is_told_without_the_advice_to_use_one(scene: Scene) -> None:
    """It was used already."""
    shell = "<html><body><div id=root></div><script></script></body></html>"
    refused = scene.check(shell)
    scene.can_draw, scene.site.drawn = True, shell.replace("<div", "<p></p><div")
    drawn = scene.check(after=LATER)

    assert refused.failure is not None
    assert drawn.failure is not None
    assert "install clausewatch[browser]" in refused.failure.advice
    assert "A browser draws no text there either" in drawn.failure.advice


def test_a_slow_pattern_of_the_users_own_is_named_and_not_the_page(scene: Scene) -> None:
    """The page was read; comparing it is what took too long."""
    slow = {"id": "own-slow", "level": "editorial", "why": "Slow.", "pattern": r"(\w+\s?)+$"}
    scene.loaded = replace(scene.loaded, config=scene.loaded.config.model_copy(update={"signal": (slow,)}))
    scene.check(text())
    with Workers(1, deadline=timedelta(seconds=8)) as scene.workers:
        held = scene.check(text(SALE), after=LATER)

    assert held.failure is not None
    assert held.failure.cause is Cause.COMPARISON
    assert "took too long: no result within 8 s" in held.failure.message
    assert "own-slow" in held.failure.message


def test_a_past_goes_on_without_the_pair_that_cannot_be_compared(scene: Scene) -> None:
    """A comparison that takes too long is no reason to stop."""
    slow = {"id": "own-slow", "level": "editorial", "why": "Slow.", "pattern": r"(\w+\s?)+$"}
    sync(scene.store, scene.loaded, scene.now)
    scene.archive(text(), START - timedelta(days=400))
    scene.archive(text(SALE), START - timedelta(days=200))
    rules = json.dumps({"signal": [slow], "mute": []})
    with Workers(1, deadline=timedelta(seconds=8)) as workers:
        desk = past.desk_for(scene.store, workers, scene.loaded.policies[SLUG], scene.now)
        new = conclude(desk, rules)

    assert new == 0
    assert len(scene.versions) == 2


def test_a_clause_that_every_capture_contradicts_is_never_told(scene: Scene) -> None:
    """A second good capture came each time, and said something else."""
    scene.check(text())
    for days in range(14):
        sale = f"We may sell personal information to {days + 3} advertising partners for {days + 2} days."
        scene.check(text({"Sharing": sale}), after=timedelta(hours=9))

    assert scene.alerts(AlertKind.CHANGE) == ()


def test_a_page_that_says_what_the_archives_newest_text_says_is_nothing_new(scene: Scene) -> None:
    """The first check of a policy whose past was fetched."""
    scene.check(text(), fails=True)
    since = START - timedelta(days=400)
    scene.archive(text(), since)
    first = scene.check(text(), after=LATER)

    assert (first.move, first.new, first.archived_at) == (Move.FIRST, False, since)
    assert words(first) == f"same text as the archives' newest version ({since:%Y-%m-%d})"


def test_the_newest_archived_text_against_the_first_live_one_is_history_marked_as_a_seam(scene: Scene) -> None:
    """Not an alert: between the two lie a source and often years."""
    scene.check(text(), fails=True)
    scene.archive(text(), START - timedelta(days=400))
    first = scene.check(text(SALE), after=LATER)

    assert (first.move, first.told) == (Move.FIRST, 0)
    (change,) = scene.changes(ChangeState.CONFIRMED)
    assert change.kind is ChangeKind.BACKFILL
    assert change.assessment["suspect"]["kind"] == "seam"
    assert [version.sources[0].value for version in scene.versions] == ["wayback", "live"]
