"""Measures the time until the map can be used: from the address typed to the first plots drawn, in real Chromium."""

from __future__ import annotations

import shutil
from pathlib import Path
from statistics import median

from gisapp.bench.demo_database import make_demo_database
from gisapp.bench.processes import our_server
from gisapp.bench.report import Report
from gisapp.bench.tile_bench import sign_in
from gisapp.db.private_cluster import PrivateCluster
from gisapp.settings import resource_dir

TIMES = 3
SLOW = "cold at 1.6 Mbit/s and 150 ms"
VISITS = (("cold", "warm"), (SLOW,))
"""What is visited one after the other in one browser."""
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 1_600_000 / 8}
"""A site office on mobile data: 1.6 Mbit/s and 150 ms for every exchange (milliseconds, bytes per second)."""

# Asked in every frame: do the tiles of the last drawing hold a plot? Answers milliseconds since the navigation began.
FIRST_PLOTS = """async (id) => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    for (;;) {
        const drawn = window.gisappMap && window.gisappMap.drawn.get(id);
        const tiles = drawn && drawn.layer.getRenderer() && drawn.layer.getRenderer().renderedTiles;
        if (tiles && tiles.some((tile) => tile.getSourceTiles().some((part) => (part.getFeatures() || []).length > 0)))
            return performance.now();
        await frame();
    }
}"""


def measure_paint(report: Report, cluster: PrivateCluster, folder: Path) -> None:
    """The demo zone at 1366×768. Cold: a new browser, and a server that has made no tile yet. Warm: the page once more.

    Once more cold over `SLOW_LINE`, as the browser's own tools slow a line down.
    """
    reason = missing_for_browser()
    if reason is not None:
        report.add("paint", "first plots drawn", "ms", None, reason)
        return
    from playwright.sync_api import sync_playwright  # a development dependency

    url = make_demo_database(cluster, "paint")
    name, value = sign_in(url).removeprefix("Cookie: ").split("=", 1)
    pages = {"officer's desk": ("/desk", "plot"), "investor's window": ("/", "published_plot")}
    taken: dict[str, list[float]] = {f"{who}, {when}": [] for who in pages for visits in VISITS for when in visits}
    with sync_playwright() as playwright:
        for _ in range(TIMES):
            for who, (path, layer) in pages.items():
                for visits in VISITS:
                    with our_server(url, workers=1, connections=2, cache_mb=64, folder=folder) as web:
                        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
                        context = browser.new_context(viewport={"width": 1366, "height": 768})
                        if layer == "plot":
                            context.add_cookies([{"name": name, "value": value, "url": web}])
                        page = context.new_page()
                        if visits == (SLOW,):
                            context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW_LINE)
                        for when in visits:
                            page.goto(web + path, wait_until="commit")
                            taken[f"{who}, {when}"].append(float(page.evaluate(FIRST_PLOTS, layer)))
                        browser.close()
    for what, times in taken.items():
        report.add("paint", f"first plots drawn, {what}", "ms", median(times))


def missing_for_browser() -> str | None:
    if not Path(CHROMIUM).exists() and shutil.which("chromium") is None:
        return "chromium is not installed: apt-get install chromium"
    if not (resource_dir("web") / "index.html").is_file():
        return "the pages are not built: run ./gis bench, or npm ci && npm run build in web/"
    try:
        import playwright  # noqa: F401
    except ImportError:
        return "playwright is not installed: run ./gis bench"
    return None
