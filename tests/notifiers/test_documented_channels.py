"""The channels of the documentation can be typed as they stand there."""

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fetchers.client import Client
from monitor import config, wiring
from monitor.config import Loaded, parse

# Apprise's own imports use what Python is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

DOCS = Path(__file__).parents[2] / "docs"


def _secret(name: str) -> str:
    """What may stand in an environment variable of this name."""
    if name == "APPRISE_URL":
        return "json://localhost"
    return "https://hooks.example/1" if name.endswith(("_URL", "_HOOK")) else "whsec_c2VjcmV0"


@pytest.mark.parametrize("page", ["alerts.md", "webhook.md"])
def test_examples_are_configurations(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every TOML block is read, its channels are made, its secrets asked for."""
    pytest.importorskip("apprise", reason="the optional extra apprise is not installed", exc_type=ImportError)
    blocks = re.findall(r"```toml\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)
    for name in re.findall(r"env:(\w+)", "".join(blocks)):
        monkeypatch.setenv(name, _secret(name))
    client = Client()
    for block in blocks:
        loaded = Loaded(path=tmp_path / config.NAME, config=parse(tomllib.loads(block)))
        wiring.check_channels(loaded, wiring.wires(client, lambda: datetime.now(UTC)))
    client.close()

    assert blocks
