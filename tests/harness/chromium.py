"""The browser that pages and documents are tried in: without windows, it takes a quarter less of a processor than the one with them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
]


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Close it before other tests run: playwright keeps an event loop running, which they would trip over."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "没有找到 Chromium：请运行 sudo apt-get install chromium-headless-shell 后重试。"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()
