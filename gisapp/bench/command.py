"""`gisapp bench`: a private database of its own, the measurements chosen, one table at the end."""

from __future__ import annotations

import argparse
import json
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

from gisapp.bench.cached_part import measure_cached
from gisapp.bench.report import Report, machine
from gisapp.bench.synthetic import fill, zone_of
from gisapp.bench.tile_bench import TileBench
from gisapp.bench.uncached_part import measure_uncached
from gisapp.db.migration import upgrade
from gisapp.db.private_cluster import PrivateCluster
from gisapp.settings import Settings

ALL_PARTS = (
    "uncached",
    "cached",
    "import",
    "idle",
    "compliance",
    "night",
    "proposal",
    "paint",
    "visitors",
    "match",
    "slow",
)


def bench(settings: Settings, arguments: Sequence[str]) -> None:
    """Measure what `arguments` choose, in `bench` below the data folder; nothing there is anybody's data."""
    chosen = _options(arguments)
    folder = (settings.data_dir / "bench").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    report = Report(
        conditions={
            **machine(),
            "plots": f"{chosen.plots:,}",
            "seconds per figure": str(chosen.seconds),
            "workers": str(chosen.workers),
        }
    )
    with PrivateCluster(folder / "database", durable=True) as cluster:
        _measure(report, cluster, folder, chosen)
    if not chosen.keep:
        shutil.rmtree(folder / "database", ignore_errors=True)
    print("\n" + report.as_markdown())
    target = chosen.json or folder / "result.json"
    target.write_text(json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"JSON: {target}")


def _measure(report: Report, cluster: PrivateCluster, folder: Path, chosen: argparse.Namespace) -> None:
    if {"uncached", "cached"} & set(chosen.parts):
        _measure_tiles(report, cluster, folder, chosen)
    if "import" in chosen.parts:
        from gisapp.bench.import_part import measure_import

        measure_import(report, cluster, folder, chosen.polygons)
    if "idle" in chosen.parts:
        from gisapp.bench.idle_part import measure_idle

        measure_idle(report, cluster, chosen.contracts)
    if "compliance" in chosen.parts:
        from gisapp.bench.compliance_part import measure_compliance

        measure_compliance(report, cluster)
    if "night" in chosen.parts:
        from gisapp.bench.night_part import measure_night

        measure_night(report, cluster, chosen.polygons)
    if "proposal" in chosen.parts:
        from gisapp.bench.proposal_part import measure_proposal

        measure_proposal(report, cluster)
    if "match" in chosen.parts:
        from gisapp.bench.match_part import measure_match

        measure_match(report, cluster, chosen.sites)
    if "slow" in chosen.parts:
        from gisapp.bench.slow_part import measure_slow

        measure_slow(report, cluster, folder)
    if "paint" in chosen.parts:
        from gisapp.bench.paint_part import measure_paint

        measure_paint(report, cluster, folder)
    if "visitors" in chosen.parts:
        from gisapp.bench.visitors_part import measure_visitors

        measure_visitors(
            report, cluster, folder, visitors=chosen.visitors, seconds=chosen.seconds, workers=chosen.workers
        )


def _measure_tiles(report: Report, cluster: PrivateCluster, folder: Path, chosen: argparse.Namespace) -> None:
    name = f"plots_{chosen.plots}"
    if not (chosen.keep and cluster.has_database(name)):
        started = time.perf_counter()
        for old in (name, "filling"):
            cluster.drop_database(old)
        cluster.create_database("filling")
        upgrade(cluster.url("filling"))
        zone = fill(cluster.url("filling"), chosen.plots)
        cluster.rename_database("filling", name)
        report.add("load", f"{chosen.plots:,} synthetic plots, bulk, triggers off", "s", time.perf_counter() - started)
    else:
        upgrade(cluster.url(name))
        zone = zone_of(chosen.plots)
    given = TileBench(cluster.url(name), zone, folder, chosen.seconds, chosen.workers, chosen.connections)
    if "uncached" in chosen.parts:
        measure_uncached(report, given)
    if "cached" in chosen.parts:
        measure_cached(report, given)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="gisapp bench", description=bench.__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="50,000 plots and contracts, 3 seconds a figure, 5,000 polygons"
    )
    parser.add_argument("--plots", type=int, default=1_000_000, help="synthetic plots for the tile figures")
    parser.add_argument(
        "--polygons", type=int, default=25_000, help="polygons of the imported survey file, and plots of the night"
    )
    parser.add_argument(
        "--contracts", type=int, default=1_000_000, help="contracts that the scan of idle land evaluates"
    )
    parser.add_argument("--visitors", type=int, default=200, help="visitors of the public window at once")
    parser.add_argument(
        "--sites", type=int, default=50_000, help="published sites that a requirement is matched against"
    )
    parser.add_argument("--seconds", type=int, default=10, help="length of each measurement")
    parser.add_argument("--workers", type=int, default=2, help="processes of gisapp, tipg and nginx alike")
    parser.add_argument("--connections", type=int, default=2, help="tile connections per worker of gisapp")
    parser.add_argument("--parts", default=",".join(ALL_PARTS), help="which of " + ", ".join(ALL_PARTS))
    parser.add_argument("--json", type=Path, default=None, help="where the figures go as JSON")
    parser.add_argument("--keep", action="store_true", help="keep the database for the next run")
    chosen = parser.parse_args(list(arguments))
    chosen.parts = [part for part in chosen.parts.split(",") if part]
    if unknown := set(chosen.parts) - set(ALL_PARTS):
        parser.error(f"unknown parts: {', '.join(sorted(unknown))}")
    if chosen.quick:
        chosen.contracts = min(chosen.contracts, 50_000)
        chosen.plots, chosen.seconds, chosen.polygons = (
            min(chosen.plots, 50_000),
            min(chosen.seconds, 3),
            min(chosen.polygons, 5_000),
        )
    return chosen
