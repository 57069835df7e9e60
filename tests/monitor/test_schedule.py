"""When a policy is checked next."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.schedule import Schedule, after_failure, cron_trigger, interval, next_check

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def times(expression: str, zone: str, start: datetime, count: int) -> list[datetime]:
    """The next times of a cron expression, in its zone."""
    schedule, found = Schedule(every=HOUR, cron=expression, time_zone=zone), [start]
    for _ in range(count):
        found.append(next_check(schedule, now=found[-1], chance=Random(0)))
    return [moment.astimezone(ZoneInfo(zone)) for moment in found[1:]]


@given(st.floats(0, 0.5), st.integers(1, 10**6), st.integers())
def test_a_check_never_comes_later_than_its_interval(jitter: float, seconds: int, seed: int) -> None:
    """Jitter only shortens."""
    schedule = Schedule(every=timedelta(seconds=seconds), jitter=jitter)
    found = next_check(schedule, now=NOW, chance=Random(seed))

    assert NOW < found <= NOW + schedule.every


@pytest.mark.parametrize(
    ("expression", "days"),
    [
        ("0 7 * * 0", [6, 6]),
        ("0 7 * * 7", [6, 6]),
        ("0 7 * * sun", [6, 6]),
        ("0 7 * * 1-5", [0, 1, 2, 3, 4, 0]),
        ("0 7 * * mon-fri", [0, 1, 2, 3, 4, 0]),
        ("0 7 * * 6,0", [5, 6, 5]),
        ("0 7 * * fri-mon", [4, 5, 6, 0, 4]),
        ("0 7 * * */2", [6, 1, 3, 5, 6]),
        ("@weekly", [6, 6]),
    ],
)
def test_weekdays_are_counted_as_cron_counts_them(expression: str, days: list[int]) -> None:
    """0 and 7 are Sunday, 1 is Monday."""
    sunday_noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    found = [moment.weekday() for moment in times(expression, "UTC", sunday_noon, len(days) + 7)]

    first = found.index(days[0])
    assert found[first : first + len(days)] == days


def test_a_daily_check_comes_once_a_day_through_both_changes_of_the_clock() -> None:
    """A time left out is taken at the change; a time repeated is taken once."""
    spring = times("30 2 * * *", "Europe/Berlin", datetime(2026, 3, 27, 12, tzinfo=UTC), 4)
    autumn = times("30 2 * * *", "Europe/Berlin", datetime(2026, 10, 23, 12, tzinfo=UTC), 4)

    assert [moment.day for moment in spring] == [28, 29, 30, 31]
    assert [moment.day for moment in autumn] == [24, 25, 26, 27]
    assert all(moment.hour in (2, 3) for moment in spring + autumn)


@pytest.mark.parametrize(
    ("zone", "start", "days"),
    [
        ("America/Santiago", "2026-09-05T12:00Z", [6, 7, 8]),  # its clock goes from midnight to one
        ("Africa/Cairo", "2026-04-23T12:00Z", [24, 25, 26]),
        ("Europe/Berlin", "2026-03-28T22:00Z", [29, 30, 31]),  # at two: the midnight after it is 23 hours away
        ("Australia/Lord_Howe", "2026-10-03T12:00Z", [4, 5, 6]),  # by half an hour
        ("America/Havana", "2026-10-31T12:00Z", [1, 2, 3]),  # its clock shows midnight twice
    ],
)
@pytest.mark.parametrize("expression", ["0 0 * * *", "30 0 * * *"])
def test_no_midnight_is_missed_where_the_clock_changes(zone: str, start: str, days: list[int], expression: str) -> None:
    """A day has one, also where it begins at one."""
    found = times(expression, zone, datetime.fromisoformat(start), 3)

    assert [moment.day for moment in found] == days
    assert all(moment.hour in (0, 1) for moment in found)


def test_a_time_left_out_is_taken_at_the_change_itself() -> None:
    """Not an hour later by the clock."""
    (gap,) = times("30 0 * * *", "America/Santiago", datetime(2026, 9, 5, 12, tzinfo=UTC), 1)

    assert gap.astimezone(UTC) == datetime(2026, 9, 6, 4, tzinfo=UTC)


def test_a_repeated_time_of_another_season_is_its_first() -> None:
    """Asked in winter for a time in the hour that summer ends with."""
    (found,) = times("30 2 25 10 *", "Europe/Berlin", datetime(2026, 2, 1, tzinfo=UTC), 1)

    assert found.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


ZONES = ("Europe/Berlin", "America/Santiago", "Africa/Cairo", "Australia/Lord_Howe", "America/Havana", "UTC")


@given(st.sampled_from(ZONES), st.integers(0, 23), st.integers(0, 59), st.integers(0, 500_000))
def test_a_daily_check_comes_once_a_day_in_every_zone(zone: str, hour: int, minute: int, later: int) -> None:
    """Whatever its clock does in the days between."""
    start = NOW + timedelta(minutes=later)
    found = times(f"{minute} {hour} * * *", zone, start, 4)

    assert [(one.date() - found[0].date()).days for one in found] == [0, 1, 2, 3]


def test_an_hourly_check_runs_in_each_hour_that_passes() -> None:
    """Also in the one that the clock shows twice."""
    found = times("0 * * * *", "Europe/Berlin", datetime(2026, 10, 24, 23, 30, tzinfo=UTC), 5)

    assert {later.astimezone(UTC) - earlier.astimezone(UTC) for earlier, later in pairwise(found)} == {HOUR}


def test_a_leap_day_is_found() -> None:
    """Even years ahead."""
    assert times("0 7 29 2 *", "UTC", NOW, 1)[0] == datetime(2028, 2, 29, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "wrong", ["", "0 7 * *", "61 * * * *", "0 7 * * 8", "0 7 * * moon", "0 7 1 * mon", "0 7 * * */0"]
)
def test_what_is_no_cron_expression_is_refused(wrong: str) -> None:
    """With ValueError, for the configuration to tell."""
    with pytest.raises(ValueError, match=r"fields|cron expression|one of them"):
        cron_trigger(wrong)


def test_failures_are_retried_soon_then_ever_more_rarely() -> None:
    """Up to eight intervals or a day."""
    schedule = Schedule(every=6 * HOUR)
    waits = [after_failure(schedule, count, now=NOW, chance=Random(1)) - NOW for count in range(1, 15)]

    assert waits[0] <= timedelta(minutes=5)
    assert all(later > earlier for earlier, later in pairwise(waits[:8]))
    assert max(waits) <= timedelta(hours=24)


def test_a_server_that_names_a_wait_is_waited_for() -> None:
    """But not for a year."""
    schedule = Schedule(every=HOUR)
    asked = after_failure(schedule, 1, now=NOW, chance=Random(1), retry_after=5 * HOUR)
    absurd = after_failure(schedule, 1, now=NOW, chance=Random(1), retry_after=timedelta(days=400))

    assert asked == NOW + 5 * HOUR
    assert absurd == NOW + timedelta(days=7)


def test_the_interval_of_a_cron_schedule_is_the_span_between_its_times() -> None:
    """It says how far ahead a next check may lie."""
    assert interval(Schedule(every=HOUR, cron="0 7 * * *"), NOW) == timedelta(days=1)
