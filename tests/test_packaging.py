"""What is installed is complete: packages, templates, rules, migrations; and nothing beside them."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = {"fetchers", "monitor", "notifiers", "redline", "storage"}


def test_the_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    """A wheel built offline has every tracked file of the five packages, and no other top-level name."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        inside = {name for name in wheel.namelist() if ".dist-info/" not in name}
    tracked = subprocess.run(
        ["git", "ls-files", *sorted(PACKAGES)], cwd=ROOT, check=True, capture_output=True, text=True
    )

    assert {name.split("/")[0] for name in inside} == PACKAGES
    assert set(tracked.stdout.split()) - inside == set()
