"""A running web view and a real Chromium, for the tests and screenshots that look at it as a person does."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright

from fetchers.browser import program

REQUIRED = "CLAUSEWATCH_REQUIRE_BROWSER"


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """`app` on a free port of this machine while the block runs; gives its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listening.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium of this machine; the test skips where there is none, or fails where one is demanded."""
    path = program()
    if path is None and os.environ.get(REQUIRED) == "1":
        pytest.fail(f"{REQUIRED}=1, but no Chromium is installed here")
    if path is None:
        pytest.skip("no Chromium is installed here: nothing to look at the pages with")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, chromium_sandbox=os.geteuid() != 0)
        try:
            yield browser
        finally:
            browser.close()
