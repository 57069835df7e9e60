"""A history read anew under a better recipe: all of it, or none."""

from dataclasses import replace

import pytest

from monitor import upgrade
from monitor.decisions import Move
from monitor.troubles import Cause
from redline.types import Recipe
from tests.monitor.conftest import Mortal
from tests.monitor.pages import SALE, Scene, text
from tests.monitor.test_pipeline import LATER, SOON


def wanted(scene: Scene) -> Recipe:
    """The recipe in force with one more selector."""
    recipe = scene.policy.recipe
    assert recipe is not None
    return replace(recipe, remove=(".banner",))


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


def test_a_check_whose_reader_dies_at_the_switch_fails_and_the_next_one_sees_the_change(
    scene: Scene, mortal: Mortal
) -> None:
    """A history switched without its captures would take the changed page for the first version and tell nobody."""
    scene.check(text())
    policy = scene.loaded.config.policy[0].model_copy(update={"remove": (".banner",)})
    config = scene.loaded.config.model_copy(update={"policy": (policy,)})
    scene.loaded, scene.workers, mortal.dies = replace(scene.loaded, config=config), mortal, True
    failed = scene.check(text(SALE), after=LATER)
    mortal.dies = False
    held = scene.check(after=SOON)

    assert failed.failure is not None
    assert failed.failure.cause is Cause.EXTRACTION
    assert "could not be read anew" in failed.failure.message
    assert held.move is Move.HOLD
    assert scene.check(after=SOON).told == 1
