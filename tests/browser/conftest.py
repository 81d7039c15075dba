"""A browser, a running site per module, and people who come to it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from gisapp.db.private_cluster import PrivateCluster
from tests.browser.running_site import RunningSite, running_site
from tests.browser.tab import DESK, PATIENCE_MS, SAVES_DATA, Tab, Watch
from tests.harness.chromium import running_chromium

HERE = Path(__file__).parent
_numbers = itertools.count(1)
expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Closed after the last journey."""
    with running_chromium() as browser:
        yield browser


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
