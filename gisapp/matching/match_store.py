"""Rows of matching: pools as columns, hard limits as bits, answers kept and read again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from psycopg2.extras import Json
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.db.binary_copy import read_numbers
from gisapp.db.sql_file import load
from gisapp.matching.rules.columns import Columns, Whole, columns_of
from gisapp.matching.rules.requirement import BUILDING, CAPACITIES, DISTANCES, Requirement
from gisapp.matching.terms import Criterion

_POOLS_KEPT = 4


@dataclass(frozen=True)
class ReadPool:
    """A pool as matching counts with it: columns, pairs of places that lie side by side, divisions of each cluster."""

    columns: Columns
    pairs: NDArray[np.int64]
    clusters: dict[str, tuple[str, ...]]


_kept: OrderedDict[str, ReadPool] = OrderedDict()
_lock = Lock()


def read_pool(session: Session, pool_id: int) -> ReadPool:
    """Return a pool. It never changes, so the last few stay in memory by their hash."""
    sha256 = session.execute(text("select sha256 from public_pool where id = :id"), {"id": pool_id}).scalar_one()
    with _lock:
        if sha256 in _kept:
            _kept.move_to_end(sha256)
            return _kept[sha256]
    rows = session.execute(load("matching/pool_columns"), {"pool": pool_id}).mappings()
    pairs = session.execute(
        text("select first, second from public_pool_pair where pool_id = :pool order by first, second"),
        {"pool": pool_id},
    ).all()
    clusters = session.execute(text("select clusters from public_pool where id = :id"), {"id": pool_id}).scalar_one()
    found = ReadPool(
        columns_of([dict(row) for row in rows]),
        np.array([tuple(pair) for pair in pairs], dtype=np.int64).reshape(-1, 2),
        {cluster: tuple(codes) for cluster, codes in clusters.items()},
    )
    with _lock:
        _kept[sha256] = found
        while len(_kept) > _POOLS_KEPT:
            _kept.popitem(last=False)
    return found


def read_failed(session: Session, pool_id: int, requirement: Requirement, builds: Sequence[str]) -> Whole:
    """Return for every site of a pool, in its order, the hard limits that it fails as bits; thresholds are the rules' to judge."""

    def limit(criterion: Criterion, value: Any) -> Any:
        return value if requirement.is_must(criterion) else None

    measures = {
        str(criterion): limit(criterion, requirement.measures.get(str(criterion)))
        for criterion in (*CAPACITIES, *BUILDING, *DISTANCES)
    }
    found = read_numbers(
        session,
        load("matching/limits"),
        ["failed"],
        {
            "pool": pool_id,
            "builds": list(builds),
            "kind": limit(Criterion.KIND, list(requirement.kinds)),
            "industry": limit(Criterion.INDUSTRY, requirement.industry),
            "park": limit(Criterion.PARK, list(requirement.parks)),
            "area_min": limit(Criterion.AREA_MIN, requirement.area_min_m2),
            "area_max": limit(Criterion.AREA_MAX, requirement.area_max_m2),
            "floor_area": limit(Criterion.FLOOR_AREA, requirement.floor_area_min_m2),
            "price": limit(Criterion.PRICE, requirement.price_max_yuan_per_m2),
            "rent": limit(Criterion.RENT, requirement.rent_max_yuan_per_m2_month),
            "delivery_by": limit(Criterion.DELIVERY, requirement.delivery_by),
            "utility": limit(Criterion.UTILITY, list(requirement.utilities)),
            "building_height": limit(Criterion.BUILDING_HEIGHT, requirement.building_height_m),
            "far": limit(Criterion.FAR, requirement.far),
            **measures,
        },
    )
    return found["failed"]


def read_extent(session: Session, pool_id: int, ids: Whole) -> list[float] | None:
    """Return where these sites of a pool lie, in degrees: west, south, east, north; None for no sites."""
    return session.execute(
        text(
            "select array[ST_XMin(e), ST_YMin(e), ST_XMax(e), ST_YMax(e)]"
            " from (select ST_Extent(geom) as e from public_pool_site where pool_id = :pool and id = any (:ids)) x where e is not null"
        ),
        {"pool": pool_id, "ids": [int(number) for number in ids]},
    ).scalar()


def read_cards(session: Session, pool_id: int, ids: list[int], as_of: date) -> dict[int, dict[str, Any]]:
    rows = session.execute(load("sites/site_cards"), {"pool": pool_id, "ids": ids, "as_of": as_of}).mappings()
    return {row["id"]: dict(row) for row in rows}


def keep_run(session: Session, run: dict[str, Any]) -> int:
    """Keep an answer once and every asking for it; return the number of the answer."""
    values = {**run, "requirement": Json(run["requirement"])}
    session.connection().exec_driver_sql(
        "insert into match_run (zone_code, pool_id, as_of, algorithm, requirement, requirement_sha256, total, ranking, scores, ranking_sha256)"
        " values (%(zone_code)s, %(pool_id)s, %(as_of)s, %(algorithm)s, %(requirement)s, %(requirement_sha256)s, %(total)s, %(ranking)s, %(scores)s,"
        " %(ranking_sha256)s) on conflict (pool_id, as_of, algorithm, requirement_sha256) do nothing",
        values,
    )
    run_id = session.execute(
        text(
            "select id from match_run where pool_id = :pool_id and as_of = :as_of and algorithm = :algorithm and requirement_sha256 = :requirement_sha256"
        ),
        {name: run[name] for name in ("pool_id", "as_of", "algorithm", "requirement_sha256")},
    ).scalar_one()
    session.execute(text("insert into match_ask (run_id) values (:run)"), {"run": run_id})
    return run_id


def list_runs(session: Session, limit: int, offset: int) -> dict[str, Any]:
    return dict(session.execute(load("matching/runs"), {"limit": limit, "offset": offset}).mappings().one())


def find_run(session: Session, run_id: int) -> dict[str, Any] | None:
    row = (
        session.execute(
            text(
                "select r.*, p.sha256 as pool_sha256, p.site_count, (select count(*) from match_ask a where a.run_id = r.id) as asked"
                " from match_run r join public_pool p on p.id = r.pool_id where r.id = :id"
            ),
            {"id": run_id},
        )
        .mappings()
        .one_or_none()
    )
    return dict(row) if row else None
