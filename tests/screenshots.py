"""`python -m tests.screenshots`: the web view over the demo's invented vendors, as pictures in docs/screenshots/."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from monitor.config import Loaded
from monitor.web.app import create_app
from monitor.web.security import Guard
from monitor.web.site import open_site
from tests.monitor.web.browsing import chromium, served
from tests.monitor.web.world import NOW, declared_vendors, filled_store, lived_in

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
LARKSPUR = "/policies/larkspur-crm/privacy"

# name -> address, width, height, colour scheme
SHOTS: dict[str, tuple[str, int, int, str]] = {
    "overview": ("/", 1440, 620, "light"),
    "policy": (LARKSPUR, 1120, 1000, "light"),
    "redline": (f"{LARKSPUR}/redline/-1..latest", 1120, 900, "light"),
    "side-by-side": (f"{LARKSPUR}/redline/-1..latest?view=side#text", 1440, 1000, "dark"),
    "text": (f"{LARKSPUR}/text/latest", 1440, 900, "light"),
    "blame": (f"{LARKSPUR}/blame", 820, 1000, "light"),
    "search": ('/search?q="safe+harbor"', 820, 700, "light"),
    "timeline": ("/timeline?start=2014-01-01", 820, 900, "dark"),
    "alerts": ("/alerts", 820, 620, "light"),
    "narrow": (f"{LARKSPUR}/redline/-1..latest", 390, 844, "light"),
}


def main() -> None:
    """Take every picture, or those named on the command line."""
    names = sys.argv[1:] or list(SHOTS)
    FOLDER.mkdir(parents=True, exist_ok=True)
    config = declared_vendors()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        store = filled_store(Path(folder) / "clausewatch.db")
        lived_in(store, config)
        loaded = Loaded(path=Path(folder) / "config.toml", config=config)
        with served(create_app(open_site(store, loaded, Guard(None), lambda: NOW))) as address:
            for name in names:
                print(_taken(browser, address, name))
        store.close()


def _taken(browser: Browser, address: str, name: str) -> Path:
    path, width, height, scheme = SHOTS[name]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]  # a Literal
    )
    page = context.new_page()
    page.goto(address + path)
    file = FOLDER / f"{name}.png"
    page.screenshot(path=file)
    context.close()
    return file


if __name__ == "__main__":
    main()
