"""What every test may use. Network stays on loopback: see pytest's options in pyproject.toml."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from monitor.cli.batch import cores

# How long an example takes is the machine's affair. What the library sets on CI by itself stays.
settings.register_profile(
    "unhurried",
    settings(),
    deadline=None,
    suppress_health_check=[*settings().suppress_health_check, HealthCheck.too_slow],
)
settings.load_profile("unhurried")

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_xdist_auto_num_workers() -> int:
    """Three for two cores: a fifth of the time they wait, for a deadline, a server or a process that ends."""
    return cores() + (cores() + 1) // 2


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real policies beside the checkout; the test skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"real policies are not here: no folder {SHARED.name}/ beside the checkout")
    return SHARED
