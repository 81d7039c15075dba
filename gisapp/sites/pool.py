"""What was published on a day, frozen: one set of rows that lists, counts and matches read, made once for each content.

A pool never changes. The same published facts make the same pool (its name is their hash), so a match that names its pool can
be worked out again for ever. Which pool a day has follows from `public_revision()`, which moves with every published fact.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import orjson
import shapely
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.db.sql_file import load
from gisapp.preparation.indicator_terms import Direction
from gisapp.preparation.rules.plot_requirements import requirements_of_plot
from gisapp.preparation.standards import load_requirements
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.sites import site_store
from gisapp.sites.rules.road_distance import Goal, RoadNetwork, measure_distances
from gisapp.sites.terms import DestinationKind

_LOCK = 4493


def pool_of(session: Session, as_of: date) -> int:
    """Return the number of the pool of everything published on a day; the first to ask makes it, others wait for it."""
    revision = session.execute(text("select public_revision()")).scalar_one()
    found = site_store.find_pool(session, as_of, revision)
    if found is not None:
        return found
    session.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    found = site_store.find_pool(session, as_of, revision)
    return found if found is not None else _make_pool(session, as_of, revision)


def _make_pool(session: Session, as_of: date, revision: int) -> int:
    rows = [dict(row) for row in session.execute(load("sites/pool_sites"), {"as_of": as_of}).mappings()]
    book = load_rulebook(session)
    _add_distances(session, rows, as_of, float(book.value("sites.road_reach_m", as_of)))
    _add_demands(session, rows, as_of)
    clusters = site_store.read_clusters(session)
    sha256 = _content(rows, clusters)
    pool_id = site_store.find_pool_of_content(session, sha256)
    if pool_id is None:
        pool_id = site_store.add_pool(session, sha256, rows, clusters, float(book.value("sites.adjacent_gap_m", as_of)))
    site_store.let_day_have_pool(session, as_of, revision, pool_id)
    return pool_id


def read_destinations(session: Session, as_of: date) -> list[dict[str, Any]]:
    """Return the goals of a day with their place in degrees and in the zone's plane."""
    rows = session.execute(load("sites/pool_destinations"), {"as_of": as_of, "epsg": _plane(session)}).mappings()
    return [dict(row) for row in rows]


def _plane(session: Session) -> int:
    return session.execute(text("select coalesce(min(planar_epsg), 4547) from zone")).scalar_one()


def read_network(session: Session, as_of: date, reach_m: float) -> RoadNetwork:
    paths = session.execute(load("sites/pool_roads"), {"as_of": as_of, "epsg": _plane(session)}).scalars().all()
    return RoadNetwork(list(shapely.from_wkb([bytes(path) for path in paths])), reach_m)


def in_plane(session: Session, places: Sequence[tuple[float, float]]) -> Any:
    """Return points (lon, lat) as points in metres of the zone's plane."""
    from pyproj import Transformer

    if not places:
        return np.array([], dtype=object)
    turn = Transformer.from_crs(4490, _plane(session), always_xy=True)
    lon, lat = np.array(places, dtype=float).T
    return shapely.points(*turn.transform(lon, lat))


def _add_distances(session: Session, rows: list[dict[str, Any]], as_of: date, reach_m: float) -> None:
    goals = [Goal(row["kind"], row["east"], row["north"]) for row in read_destinations(session, as_of)]
    network = read_network(session, as_of, reach_m) if goals else RoadNetwork([], reach_m)
    points = in_plane(session, [(row.pop("lon"), row.pop("lat")) for row in rows])
    found = measure_distances(network, goals, points, DestinationKind.values()) if rows and goals else {}
    for number, row in enumerate(rows):
        by_road = []
        for kind in DestinationKind.values():
            distances = found.get(kind)
            row[f"{kind}_m"] = None if distances is None else round(float(distances.metres[number]))
            if distances is not None and distances.by_road[number]:
                by_road.append(kind)
        row["by_road"] = by_road


def _add_demands(session: Session, rows: list[dict[str, Any]], as_of: date) -> None:
    """Land in an announcement asks what the announcement says; other land what the table asks of its industries and park."""
    table = load_requirements(session)
    known: dict[tuple[tuple[str, ...], str], dict[str, Any]] = {}
    for row in rows:
        announced = row.pop("requirements")
        if row["kind"] in ("workshop", "expansion"):
            row["demands"] = {}
        elif announced:
            row["demands"] = {item["indicator"]: _demand(item, "announced") for item in announced}
        else:
            key = (tuple(row["industry_codes"]), row["park_code"])
            if key not in known:
                found = requirements_of_plot(table, industry_codes=key[0], park_code=key[1], day=as_of)
                known[key] = {
                    str(item.indicator): {
                        "direction": str(item.direction),
                        "value": str(item.value),
                        "basis": str(item.basis),
                        "from": "table",
                    }
                    for item in found.requirements
                }
            row["demands"] = known[key]


def _demand(item: Mapping[str, Any], source: str) -> dict[str, Any]:
    return {
        "direction": str(Direction(item["direction"])),
        "value": str(Fraction(item["value"])),
        "basis": item["basis"],
        "from": source,
    }


def _content(rows: list[dict[str, Any]], clusters: Mapping[str, list[str]]) -> str:
    """Return the hash of a pool's content: every column of every site, in order, and the divisions of each cluster."""
    digest = hashlib.sha256(orjson.dumps(clusters, option=orjson.OPT_SORT_KEYS))
    for row in rows:
        digest.update(orjson.dumps({name: row[name] for name in sorted(row)}, default=str, option=orjson.OPT_SORT_KEYS))
        digest.update(b"\n")
    return digest.hexdigest()
