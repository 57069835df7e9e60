"""A history read anew under a better recipe: all of it, or none."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from monitor import upgrade
from monitor.decisions import Move
from monitor.readers import Workers
from monitor.troubles import Cause
from redline.types import Recipe
from storage.errors import LeaseLost
from tests.monitor.conftest import Mortal
from tests.monitor.pages import SALE, Scene, text
from tests.monitor.test_pipeline import LATER, SOON
from tests.redline.pages import house_rules


def wanted(scene: Scene) -> Recipe:
    """The recipe in force with one more selector."""
    recipe = scene.policy.recipe
    assert recipe is not None
    return replace(recipe, remove=(".banner",))


def reading_so(scene: Scene) -> None:
    """Have the configuration ask for the `wanted` recipe."""
    policy = scene.loaded.config.policy[0].model_copy(update={"remove": (".banner",)})
    config = scene.loaded.config.model_copy(update={"policy": (policy,)})
    scene.loaded = replace(scene.loaded, config=config)


def test_a_reader_that_dies_leaves_the_history_as_it_was(scene: Scene, mortal: Mortal) -> None:
    """A lost worker says nothing of the page; the versions read under the old recipe still stand."""
    scene.check(text())
    old, scene.workers, mortal.dies = scene.policy.recipe, mortal, True
    with pytest.raises(upgrade.NotReadAgain, match=r"2026-03-02 09:00 UTC could not be read anew: .* died"):
        upgrade.switch(scene.store, mortal, scene.policy, wanted(scene))
    assert (scene.policy.recipe, len(scene.versions)) == (old, 1)

    mortal.dies = False

    assert upgrade.switch(scene.store, mortal, scene.policy, wanted(scene)) == 1
    assert len(scene.versions) == 1


def test_a_version_known_by_the_one_before_it_stays_one(scene: Scene) -> None:
    """Its text alone does not look like a policy; what it follows does."""
    scene.check(house_rules())
    scene.check(house_rules("A key that was not found is made anew for £20."), after=LATER)
    assert scene.check(after=SOON).told == 1

    upgrade.switch(scene.store, scene.workers, scene.policy, wanted(scene))

    assert len(scene.versions) == 2


class Interrupting(Workers):
    """A worker that does something else before its first job."""

    def __init__(self, first: Callable[[], object]) -> None:
        super().__init__(1)
        self._first = [first]

    def run(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """What the function returns."""
        if self._first:
            self._first.pop()()
        return super().run(function, *args, **kwargs)


def test_what_is_captured_while_a_history_is_read_anew_is_part_of_it(scene: Scene) -> None:
    """By a daemon that still has the old configuration: its version is in the history, and not told once more."""
    scene.check(text())

    def checks() -> None:
        scene.check(text(SALE), after=LATER)
        assert scene.check(after=SOON).told == 1

    with Interrupting(checks) as workers:
        count = upgrade.switch(scene.store, workers, scene.policy, wanted(scene))

    assert (count, len(scene.versions)) == (2, 2)


def test_a_check_that_ends_after_a_switch_is_made_again(scene: Scene) -> None:
    """Its capture, read under the old recipe, would be in no history."""
    scene.check(text())
    usual = scene.workers
    with Interrupting(lambda: upgrade.switch(scene.store, usual, scene.policy, wanted(scene))) as scene.workers:
        with pytest.raises(LeaseLost, match="another recipe"):
            scene.check(text(SALE), after=LATER)
        reading_so(scene)
        held = scene.check(after=LATER)

    assert held.move is Move.HOLD
    assert scene.check(after=SOON).told == 1
    assert len(scene.versions) == 2


def test_a_check_whose_reader_dies_at_the_switch_fails_and_the_next_one_sees_the_change(
    scene: Scene, mortal: Mortal
) -> None:
    """A history switched without its captures would take the changed page for the first version and tell nobody."""
    scene.check(text())
    reading_so(scene)
    scene.workers, mortal.dies = mortal, True
    failed = scene.check(text(SALE), after=LATER)
    mortal.dies = False
    held = scene.check(after=SOON)

    assert failed.failure is not None
    assert failed.failure.cause is Cause.EXTRACTION
    assert "could not be read anew" in failed.failure.message
    assert held.move is Move.HOLD
    assert scene.check(after=SOON).told == 1
