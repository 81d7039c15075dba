"""Measures matching over fifty thousand published sites, from the requirement to the kept answer, on what every installation runs.

The pool is synthetic and written straight into its table; everything that a question passes through is the real thing: hard
limits in SQL, scores on columns, relaxations, neighbours, cards, the log. The columns of a pool are read once and stay; that
first reading is a figure of its own.
"""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal
from statistics import median

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.bench.report import Report
from gisapp.db.engine import create_app_engine, transaction
from gisapp.db.migration import upgrade
from gisapp.db.private_cluster import PrivateCluster
from gisapp.db.sql_file import read
from gisapp.matching.match_store import read_pool
from gisapp.matching.matches import ask_match
from gisapp.matching.rules.requirement import Requirement

DAY = date(2026, 11, 23)
LIMIT_MS = 200.0
ROUNDS = 15

_FILL = (
    "insert into zone (code, name_zh) values ('411671', '测速')",
    "insert into park (zone_id, code, name_zh, name_en) select id, 'P' || n, '园区' || n, 'Park ' || n from zone, generate_series(1, 6) n",
    "insert into industry (code, name_zh, cluster) select code, name, cluster from (values ('13', '农副', 'healthy_food'), ('14', '食品', 'healthy_food'),"
    " ('27', '医药', 'biomedicine'), ('33', '金属', 'new_materials'), ('39', '电子', 'electronic_information')) v (code, name, cluster)",
    "insert into public_pool (sha256, site_count, clusters) select repeat('b', 64), :count, jsonb_object_agg(cluster, codes)"
    " from (select cluster, jsonb_agg(code) as codes from industry group by cluster) c",
    "insert into public_pool_site (pool_id, place, id, kind, site_no, title_zh, title_en, park_code, supply, servicing, area_m2, price_yuan_per_m2, delivery_on,"
    " far_min, far_max, height_max_m, power_kva, water_dn, gas_m3_h, rail_m, port_m, motorway_m, airport_m, industry_codes, utilities, utilities_known, demands,"
    " geom)"
    " select (select max(id) from public_pool), n, n + 1, case when n % 20 = 7 then 'workshop' else 'plot' end, 'B-' || n, '', '', 'P' || (1 + n % 6),"
    " case when n % 3 = 0 then 'announced' else 'on_offer' end, 'five', round((4000 + (n::bigint * 7919) % 180000)::numeric, 2),"
    " case when n % 11 > 0 then 100 + (n * 31) % 260 end, date '2026-06-01' + (n * 13 % 900), 1.0, 2.5, 24 + n % 30,"
    " case when n % 9 > 0 then (array[2000, 5000, 8000, 12000])[1 + n % 4] end, (array[200, 300, 400])[1 + n % 3], case when n % 4 > 0 then 1000 end,"
    " 1000 + (n * 17) % 14000, 900 + (n * 23) % 12000, 700 + (n * 29) % 9000, 52000 + (n * 3) % 9000,"
    " (array['{13}', '{13,14}', '{27}', '{33}', '{39}', '{}'])[1 + n % 6]::text[], (array['{power,road,water}', '{gas,power,road,water}', '{road}'])[1 + n % 3]::text[],"
    " '{gas,power,road,water}', case when n % 2 = 0 then"
    " '{\"investment_intensity\": {\"direction\": \"at_least\", \"value\": \"4500\", \"basis\": \"测速\", \"from\": \"table\"}}'::jsonb else '{}'::jsonb end,"
    " ST_Multi(ST_MakeEnvelope(114.2 + (n % 250) * 0.004, 33.2 + (n / 250) * 0.004, 114.2035 + (n % 250) * 0.004, 33.2035 + (n / 250) * 0.004, 4490))"
    " from generate_series(0, :count - 1) n",
    "insert into public_pool_pair (pool_id, first, second) select (select max(id) from public_pool), n, n + 1 from generate_series(0, :count - 2) n where n % 250 < 249",
    "insert into public_pool_day (as_of, revision, pool_id) select date '2026-11-23', public_revision(), max(id) from public_pool",
    "analyze public_pool_site, public_pool_pair",
)  # fmt: skip

ASKED = {
    "a usual requirement": Requirement(
        industry="healthy_food", area_min_m2=Decimal("33333.33"), area_max_m2=Decimal("53333.33"), delivery_by=date(2027, 6, 30),
        price_max_yuan_per_m2=Decimal(240), utilities=("power", "water"), measures={"power": Decimal(5000), "motorway": Decimal(5000)},
        investment_yuan=Decimal(200_000_000),
    ),
    "nothing excluded, everything scored": Requirement(
        must=(), industry="13", area_min_m2=Decimal(20000), area_max_m2=Decimal(90000), delivery_by=date(2027, 6, 30),
        price_max_yuan_per_m2=Decimal(240), utilities=("power", "water", "gas"), measures={"power": Decimal(5000), "rail": Decimal(8000)},
        investment_yuan=Decimal(200_000_000), far=Decimal("1.5"),
    ),
    "nobody fits, neighbours and relaxations searched": Requirement(
        industry="13", area_min_m2=Decimal(190_000), area_max_m2=Decimal(260_000), price_max_yuan_per_m2=Decimal(240),
    ),
}  # fmt: skip


def measure_match(report: Report, cluster: PrivateCluster, sites: int) -> None:
    """Fill a pool, read its columns once, then ask each requirement again and again; median of the rounds."""
    cluster.drop_database("match")
    cluster.create_database("match")
    url = cluster.url("match")
    upgrade(url)
    engine = create_app_engine(url, pool_size=1)
    with transaction(engine) as session:
        for statement in _FILL:
            session.execute(text(statement), {"count": sites} if ":count" in statement else {})
    with transaction(engine) as session:
        pool_id = session.execute(text("select max(id) from public_pool")).scalar_one()
        started = time.perf_counter()
        read_pool(session, pool_id)
        report.add("match", f"{sites:,} sites read as columns, once per pool", "ms", _ms(started))
        report.add("match", "hard limits: how they are read", "", None, _plan(session, pool_id))
    worst = 0.0
    for name, asked in ASKED.items():
        times, total = [], 0
        for _ in range(ROUNDS):
            with transaction(engine) as session:
                started = time.perf_counter()
                total = ask_match(session, asked, DAY, zone_code="411671", limit=12, offset=0)["total"]
            times.append(_ms(started))
        worst = max(worst, median(times))
        report.add("match", name, "ms", median(times), f"{total:,} of {sites:,} found, kept answer included")
    report.compare("match", f"slowest requirement ÷ {LIMIT_MS:.0f} ms", worst / LIMIT_MS, 1.0, at_least=False)
    engine.dispose()
    cluster.drop_database("match")


def _ms(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def _plan(session: Session, pool_id: int) -> str:
    """Return how the database reads the pool for the hard limits: the scan of its plan."""
    names = ("kind", "industry", "park", "area_min", "area_max", "floor_area", "price", "rent", "delivery_by", "utility", "power", "water", "gas", "steam",
             "sewage", "height", "load", "rail", "port", "motorway", "airport", "building_height", "far")  # fmt: skip
    rows = session.execute(
        text("explain " + read("matching/limits")), {**dict.fromkeys(names), "pool": pool_id}
    ).scalars()
    return next((line.strip().removeprefix("->").strip() for line in rows if "public_pool_site" in line), "")
