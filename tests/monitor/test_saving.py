"""Archive now: what changed is saved elsewhere, and history and alert name the copy."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from fetchers.wayback import Manners
from monitor.config import Loaded, parse
from monitor.saving import save_changes
from storage.records import AlertKind
from tests.archives import Fault, Held, Invented, invented
from tests.fetchers.servers import FakeClock
from tests.monitor.pages import SALE, Scene, text

MANNERS = Manners(listings_per_second=1e4, playbacks_per_second=1e4, first_retry_s=0.01, allow_private=True)
COPY = "/web/20260302090500/https://tern.example/privacy"


@pytest.fixture
def archive() -> Iterator[Invented]:
    """An archive that saves pages for whoever has keys."""
    with invented() as running:
        yield running


@pytest.fixture
def saves(scene: Scene, archive: Invented, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Has the archive save what changed lately."""
    monkeypatch.setenv("ARCHIVE_SECRET", "whisper")

    def now(**said: Any) -> int:
        table = scene.loaded.config.model_dump(mode="python", exclude_unset=True)
        keys = {"save": True, "access_key": "who", "secret_key": "env:ARCHIVE_SECRET"}
        table["archive"] = {"base_url": archive.url, "allow_private": True} | keys | said
        scene.loaded = Loaded(path=scene.loaded.path, config=parse(table))
        return save_changes(
            scene.loaded,
            scene.store,
            scene.workers,
            stop=threading.Event(),
            now=lambda: scene.now,
            manners=MANNERS,
            clock=FakeClock(),
        )

    return now


def test_a_held_change_is_saved_and_its_alert_names_the_copy(
    scene: Scene, archive: Invented, saves: Callable[..., int]
) -> None:
    """The copy is made while the change waits to be confirmed: so it is there when people are told."""
    scene.check()
    scene.check(text(SALE), after=timedelta(minutes=5))
    archive.shown_today = (text(SALE) + "<!-- another visit -->").encode()

    assert (saves(), saves()) == (1, 0)
    scene.check(after=timedelta(minutes=20))

    (alert,) = scene.alerts(AlertKind.CHANGE)
    assert str(alert.facts["after"]["archive_url"]).endswith(COPY)
    assert str(scene.versions[-1].archive_url).endswith(COPY)
    assert len(scene.versions) == 2
    assert [target for _, target in archive.log].count("/save") == 1


def test_a_copy_of_another_text_is_no_witness(scene: Scene, archive: Invented, saves: Callable[..., int]) -> None:
    """An archive elsewhere may be shown something else: kept as seen elsewhere, no version, not named."""
    scene.check()
    scene.check(text(SALE), after=timedelta(minutes=5))
    archive.shown_today = text({"Sharing": "In your country we share nothing with anybody at all."}).encode()
    saves()
    scene.check(after=timedelta(minutes=20))

    assert len(scene.versions) == 2
    assert scene.alerts(AlertKind.CHANGE)[0].facts["after"]["archive_url"] is None


def test_nothing_is_asked_unless_it_is_wanted(scene: Scene, archive: Invented, saves: Callable[..., int]) -> None:
    """Not without `save`, not without a change."""
    scene.check()
    assert saves() == 0
    scene.check(text(SALE), after=timedelta(minutes=5))

    assert saves(save=False) == 0
    assert archive.log == []


def test_refused_keys_are_not_tried_again(scene: Scene, archive: Invented, saves: Callable[..., int]) -> None:
    """The archive would not like them better the next minute."""
    scene.check()
    scene.check(text(SALE), after=timedelta(minutes=5))
    saves(access_key="somebody")
    scene.now += timedelta(minutes=10)

    assert saves() == 0
    assert archive.log == []


def test_a_copy_that_cannot_be_played_yet_is_fetched_later(
    scene: Scene, archive: Invented, saves: Callable[..., int]
) -> None:
    """The page is saved once; fetching the copy is tried again."""
    scene.check()
    scene.check(text(SALE), after=timedelta(minutes=5))
    archive.shown_today = text(SALE).encode()
    archive.faults = [Fault(path="/web/", status=404)]

    assert saves() == 0
    scene.now += timedelta(minutes=3)
    assert saves() == 1
    assert [target for _, target in archive.log].count("/save") == 1


def test_a_limit_of_the_account_is_waited_out_and_the_page_saved_then(
    scene: Scene, archive: Invented, saves: Callable[..., int]
) -> None:
    """Nothing is asked inside the pause, and the change is not forgotten over it."""
    scene.check()
    scene.check(text(SALE), after=timedelta(minutes=5))
    archive.shown_today = text(SALE).encode()
    archive.faults = [Fault(path="/save", status=429, headers=(("Retry-After", "900"),))]
    saves()
    archive.log.clear()

    scene.now += timedelta(minutes=14)
    assert (saves(), archive.log) == (0, [])
    scene.now += timedelta(minutes=2)
    assert saves() == 1


def test_an_older_copy_offered_in_place_of_a_new_one_is_no_copy(
    scene: Scene, archive: Invented, saves: Callable[..., int]
) -> None:
    """A new capture cannot be played at once: the archive leads to the last one before it, which shows the old text."""
    scene.check()
    scene.check(text(SALE), after=timedelta(minutes=5))
    archive.shown_today = text(SALE).encode()
    archive.held = [Held(url="https://tern.example/privacy", stamp="20260302010000", body=text().encode())]
    older = "/web/20260302010000id_/https://tern.example/privacy"
    archive.faults = [Fault(path="/web/20260302090500", status=302, headers=(("Location", older),))]

    assert saves() == 0
    scene.now += timedelta(minutes=3)
    assert saves() == 1
    scene.check(after=timedelta(minutes=20))
    assert [target for _, target in archive.log].count("/save") == 1
    assert str(scene.versions[-1].archive_url).endswith(COPY)


def test_a_copy_made_before_the_change_is_made_again(
    scene: Scene, archive: Invented, saves: Callable[..., int]
) -> None:
    """Somebody saved the page within the hour: the archive names that copy, which has the old text."""
    scene.check()
    scene.check(text(SALE), after=timedelta(minutes=45))
    archive.shown_today = text().encode()
    archive.saved_at = "20260302084500"
    assert saves() == 0

    scene.now += timedelta(minutes=59)
    assert saves() == 0
    archive.shown_today, archive.saved_at = text(SALE).encode(), "20260302104500"
    scene.now += timedelta(minutes=2)
    assert saves() == 1
