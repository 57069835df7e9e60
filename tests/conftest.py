"""What every test may use. Network stays on loopback: see pytest's options in pyproject.toml."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes is the machine's affair. What the library sets on CI by itself stays.
settings.register_profile(
    "unhurried",
    settings(),
    deadline=None,
    suppress_health_check=[*settings().suppress_health_check, HealthCheck.too_slow],
)
settings.load_profile("unhurried")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real policies beside the checkout; the test skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"real policies are not here: no folder {SHARED.name}/ beside the checkout")
    return SHARED
