"""The short form of the crash test; `make crash-test` is the long one."""

import pytest

from tests.crash.__main__ import run


@pytest.mark.timeout(400)
def test_nothing_is_lost_or_invented_under_kill_9() -> None:
    """A dozen kills at random moments and at commit points: every version and alert of the script, once."""
    found = run(kills=6, count=8, seed=7)

    assert found.holds, "\n".join(found.reasons)
    assert found.kills >= 6
    assert found.commit_points > 0
    assert found.versions_due >= 8
