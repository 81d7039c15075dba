"""Answers a database with many plots: the real schema, filled in bulk.

Triggers are off while this synthetic load runs, and only then (session_replication_role): the register's checks would
measure themselves. Rows are what triggers would have written. Secondary indexes of plot_version that no tile uses are left out.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import psycopg2
from sqlalchemy.engine import make_url

CENTRE_LON, CENTRE_LAT = 114.65, 33.6
CELL = 120.0
"""Side of a plot's cell in EPSG:3857 metres: about 100 m on the ground."""

HALF_WORLD = 20037508.342789244
SHAPES = 997
DAY = "2026-11-23"
FIRST_DAY = "2010-01-01"


@dataclass(frozen=True, slots=True)
class SyntheticZone:
    """The square of EPSG:3857 that the plots fill."""

    plots: int
    xmin: float
    ymin: float
    side: float

    def tile_range(self, zoom: int) -> tuple[int, int, int, int]:
        """First and last column and row of the tiles that lie wholly in the square."""
        size = 2 * HALF_WORLD / 2**zoom
        left, right = (
            math.ceil((self.xmin + HALF_WORLD) / size),
            math.floor((self.xmin + self.side + HALF_WORLD) / size) - 1,
        )
        top = math.ceil((HALF_WORLD - self.ymin - self.side) / size)
        bottom = math.floor((HALF_WORLD - self.ymin) / size) - 1
        if right < left or bottom < top:  # a square smaller than a tile: the tile under its middle
            left = right = int((self.xmin + self.side / 2 + HALF_WORLD) / size)
            top = bottom = int((HALF_WORLD - self.ymin - self.side / 2) / size)
        return left, right, top, bottom


def zone_of(plots: int) -> SyntheticZone:
    side = math.ceil(math.sqrt(plots)) * CELL
    x = CENTRE_LON / 180 * HALF_WORLD
    y = math.asinh(math.tan(math.radians(CENTRE_LAT))) / math.pi * HALF_WORLD
    return SyntheticZone(plots, x - side / 2, y - side / 2, side)


def _shape(chance: random.Random) -> str:
    """An irregular ring of 8 to 24 points (mean 16) that stays in its cell, as WKT around 0, 0."""
    count = chance.randint(8, 24)
    points = []
    for index in range(count):
        angle = 2 * math.pi * (index + chance.uniform(-0.3, 0.3)) / count
        radius = CELL * chance.uniform(0.36, 0.48)
        points.append(f"{radius * math.cos(angle):.3f} {radius * math.sin(angle):.3f}")
    return f"POLYGON(({', '.join([*points, points[0]])}))"


def fill(url: str, plots: int) -> SyntheticZone:
    """Fill an empty migrated database with `plots` plots in six parks."""
    zone = zone_of(plots)
    columns = math.ceil(math.sqrt(plots))
    chance = random.Random(4490)
    address = make_url(url)
    connection = psycopg2.connect(host=address.query["host"], user=address.username, dbname=address.database)
    with connection, connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica; set synchronous_commit = off; set jit = off")
        cursor.execute(
            "drop index plot_snapshot_geom_3857, plot_snapshot_plot, plot_snapshot_park, plot_version_geom, plot_version_number_search"
        )
        cursor.execute(
            "alter table plot_version drop constraint plot_version_one_boundary_a_day, drop constraint plot_version_number_live_once"
        )
        cursor.execute(
            "insert into zone (code, name_zh, is_demo, notice_zh) values ('411671', '测速', true, '测速数据') returning id"
        )
        zone_id = cursor.fetchall()[0][0]
        cursor.execute(
            "insert into park (zone_id, code, name_zh) select %s, 'P' || n, '园区' || n from generate_series(1, 6) n returning id",
            (zone_id,),
        )
        parks = [row[0] for row in cursor.fetchall()]
        cursor.execute("create temp table shape (k int primary key, g geometry)")
        for number in range(SHAPES):
            cursor.execute("insert into shape values (%s, ST_GeomFromText(%s, 3857))", (number, _shape(chance)))
        cursor.execute("insert into plot (zone_id) select %s from generate_series(1, %s)", (zone_id, plots))
        cursor.execute(
            "insert into plot_version (plot_id, zone_id, park_id, planar_epsg, plot_no, geom, land_use_scheme, land_use_code, source, valid)"
            " select i, %(zone)s, (%(parks)s::bigint[])[1 + i %% 6], 4547, 'P' || 1 + i %% 6 || '-' || i,"
            " ST_Multi(ST_Transform(ST_Translate(s.g, %(x)s + ((i - 1) %% %(columns)s + 0.5) * %(cell)s, %(y)s + ((i - 1) / %(columns)s + 0.5) * %(cell)s), 4490)),"
            " '用地用海分类2023', '100102', 'bench', daterange(%(first)s, null)"
            " from generate_series(1, %(plots)s) i join shape s on s.k = i %% %(shapes)s",
            {
                "zone": zone_id, "parks": parks, "x": zone.xmin, "y": zone.ymin, "columns": columns, "cell": CELL,
                "first": FIRST_DAY, "plots": plots, "shapes": SHAPES,
            },
        )  # fmt: skip
        cursor.execute(
            "insert into plot_snapshot (plot_id, version_id, zone_id, park_id, plot_no, stage, land_control, servicing, supply, development,"
            " compliance, land_use_scheme, land_use_code, area_m2, is_public, geom_3857, valid)"
            " select plot_id, id, zone_id, park_id, plot_no, plot_stage('cleared', supply, development, compliance), 'cleared', 'five', supply,"
            " development, compliance, land_use_scheme, land_use_code, area_planar_m2, supply in ('announced', 'on_offer'),"
            " ST_ForcePolygonCW(ST_Transform(geom, 3857)), valid"
            " from (select v.*, (array['not_ready', 'prepared', 'announced', 'on_offer', 'allocated', 'allocated', 'allocated'])[1 + plot_id % 7] as supply,"
            " case when plot_id % 7 >= 4 then (array['not_started', 'building', 'in_production', 'stopped'])[1 + plot_id % 4] else 'not_applicable' end as development,"
            " case when plot_id % 7 >= 4 and plot_id % 11 = 0 then 'suspected_idle' else 'not_applicable' end as compliance"
            " from plot_version v) v order by id"
        )
        cursor.execute("create index plot_snapshot_geom_3857 on plot_snapshot using gist (geom_3857)")
        cursor.execute("create index plot_snapshot_plot on plot_snapshot (plot_id)")
        cursor.execute("create index plot_snapshot_park on plot_snapshot (park_id, plot_no)")
        # what one has without this register: one table, one geometry in the storage system, one index
        cursor.execute(
            "create table bench_plain as select v.plot_id as id, s.plot_no, s.stage, s.area_m2::float8 as area_m2, s.land_use_code, s.valid, v.geom"
            " from plot_snapshot s join plot_version v on v.id = s.version_id order by s.plot_id"
        )
        cursor.execute("alter table bench_plain add primary key (id)")
        cursor.execute("create index bench_plain_geom on bench_plain using gist (geom)")
        cursor.execute("insert into layer_change (layer_table) values ('plot_snapshot')")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze plot_snapshot, plot, bench_plain")
    connection.close()
    return zone
