"""A browser, a running site per module, and people who come to it."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from gisapp.db.private_cluster import PrivateCluster
from tests.browser.running_site import RunningSite, running_site
from tests.browser.tab import DESK, PATIENCE_MS, SAVES_DATA, Tab, Watch

HERE = Path(__file__).parent
BROWSERS = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
]
_numbers = itertools.count(1)
expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


def find_browser() -> str:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "没有找到 Chromium：请运行 sudo apt-get install chromium 后重试。"
    return found


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Closed after the last journey: playwright keeps an event loop running, which later tests would trip over."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(cluster: PrivateCluster, demo_template: str) -> Iterator[RunningSite]:
    """The application on the demo zone, for the journeys of one module: what one changes, the later ones find."""
    name = f"browser_{next(_numbers)}"
    cluster.create_database(name, template=demo_template)
    with running_site(cluster.url(name)) as running:
        yield running
    cluster.drop_database(name)


@pytest.fixture
def visit(chromium: Browser, site: RunningSite) -> Iterator[Callable[..., Tab]]:
    """`visit("officer")` is a signed-in person's tab, `visit()` the public's; each in a browser profile of its own.

    The line is dear to it unless it `fetches_ahead`: the code of desks that no test opens would be half of all that a page does.
    """
    contexts, watches = [], []

    def come(
        username: str | None = None, *, size: dict[str, int] = DESK, fetches_ahead: bool = False, **options: object
    ) -> Tab:
        context = chromium.new_context(
            viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce", **options
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        if not fetches_ahead:
            context.add_init_script(SAVES_DATA)
        watch = Watch(context, site.address)
        watches.append(watch)
        tab = Tab(context.new_page(), site, watch)
        return tab.sign_in(username) if username else tab

    yield come
    for context in contexts:
        context.close()
    assert [fault for watch in watches for fault in watch.verdict()] == []
