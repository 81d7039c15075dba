"""Measures the investor's window on a slow line: first sites on the map at 1.6 Mbit/s, and what the page weighs.

Chromium itself slows its line (Network.emulateNetworkConditions); the page, the tiles and the server are those of the other
measurement of paint. Weight is what came over the line, compressed as it came.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import Any

from gisapp.bench.demo_database import make_demo_database
from gisapp.bench.paint_part import ARGUMENTS, CHROMIUM, FIRST_PLOTS, missing_for_browser
from gisapp.bench.processes import our_server
from gisapp.bench.report import Report
from gisapp.db.private_cluster import PrivateCluster

BITS_PER_SECOND = 1_600_000
LATENCY_MS = 40
LIMIT_MS = 2000.0
TIMES = 3
SCREENS = {"a laptop, 1366×768": (1366, 768), "a phone, 390×844": (390, 844)}


def measure_slow(report: Report, cluster: PrivateCluster, folder: Path) -> None:
    """The demo zone, a new browser each time, nothing kept from before; the server has answered the list once."""
    reason = missing_for_browser()
    if reason is not None:
        report.add("slow", "first sites on the map", "ms", None, reason)
        return
    from playwright.sync_api import sync_playwright  # a development dependency

    url = make_demo_database(cluster, "slow")
    taken: dict[str, list[float]] = {name: [] for name in SCREENS}
    weight: dict[str, list[float]] = {name: [] for name in SCREENS}
    with (
        sync_playwright() as playwright,
        our_server(url, workers=1, connections=2, cache_mb=64, folder=folder) as web,
    ):
        for number in range(TIMES + 1):
            for name, size in SCREENS.items():
                first, bytes_read = _open(playwright, web, size)
                if number > 0:  # the first round only lets the server make its pool and tiles
                    taken[name].append(first)
                    weight[name].append(bytes_read)
    for name in SCREENS:
        report.add(
            "slow",
            f"first sites on the map, {name}",
            "ms",
            median(taken[name]),
            f"{BITS_PER_SECOND / 1e6:g} Mbit/s, {LATENCY_MS} ms",
        )
        report.add(
            "slow", f"page weight until then, {name}", "kB", median(weight[name]) / 1000, "as it came over the line"
        )
    worst = max(median(times) for times in taken.values())
    report.compare("slow", f"first usable map ÷ {LIMIT_MS / 1000:g} s", worst / LIMIT_MS, 1.0, at_least=False)
    cluster.drop_database("slow")


def _open(playwright: Any, web: str, size: tuple[int, int]) -> tuple[float, float]:
    """Return milliseconds until the first sites are drawn and the bytes that came until then."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    page = browser.new_context(viewport={"width": size[0], "height": size[1]}).new_page()
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY_MS,
            "downloadThroughput": BITS_PER_SECOND / 8,
            "uploadThroughput": BITS_PER_SECOND / 8,
        },
    )
    came: list[float] = []
    line.on("Network.loadingFinished", lambda event: came.append(event["encodedDataLength"]))
    page.goto(web + "/", wait_until="commit")
    first = float(page.evaluate(FIRST_PLOTS, "published_plot"))
    browser.close()
    return first, sum(came)
