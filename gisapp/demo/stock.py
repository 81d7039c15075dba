"""Writes the demo's stock of land: approvals to convert, plots divided into parts, one decision by hand, twelve frozen months, a restatement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import orjson
import shapely
from shapely import MultiPolygon
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.tags import EventTag
from gisapp.auth.principal import system_principal
from gisapp.demo.bulk import Bulk, period
from gisapp.demo.contract_checks import DemoPaper
from gisapp.demo.contracts import write_papers
from gisapp.demo.days import plus
from gisapp.demo.paper_file import paper_pdf
from gisapp.demo.records import ACTOR, SOURCE
from gisapp.demo.seed_plots import CHINA
from gisapp.kernel.area import format_ha, format_m2
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.kernel.dates import add_months, day_zh
from gisapp.kernel.union import union_of_areas
from gisapp.stock.months import first_of, flow_of_month, last_of, write_freeze
from gisapp.stock.planes import planar_m2, to_system, whole_ground
from gisapp.stock.refresh import refresh_stock
from gisapp.stock.rules.cutting import cut_by_area
from gisapp.stock.rules.flow import rounded
from gisapp.stock.terms import CutSide

AUTHORITY = "示例省人民政府"
FROZEN_MONTHS = 12
LATE_FOUND = "10 月巡查补录：东侧空地此前未划出，已建部分与空地分开统计（示例）"
_SIDES = (CutSide.EAST, CutSide.WEST, CutSide.NORTH, CutSide.SOUTH)


@dataclass(frozen=True, slots=True)
class _Ground:
    """A plot as it stands today: what the demo cuts and approves. `expropriated_on` None = still collective land."""

    plot_id: int
    plot_no: str
    park_id: int
    park_code: str
    epsg: int
    supply: str
    development: str
    land_control: str
    expropriated_on: date | None
    settled_on: date
    geom: MultiPolygon


def write_stock(bulk: Bulk, session: Session, *, zone_id: int, today: date) -> None:
    """Write what the stock is judged by, work the patches out, and freeze the last twelve months."""
    grounds = _grounds(session)
    _write_conversion(bulk, grounds, zone_id, today)
    early, _ = _divisions(grounds, today)
    _write_parts(bulk, early, zone_id)
    refresh_stock(session, today)
    for month in months_over(today):
        _freeze(bulk, session, zone_id, month, 1, "")
    session.execute(text("analyze stock_patch, stock_part, conversion_approval"))


def write_found_late(bulk: Bulk, session: Session, *, zone_id: int, today: date) -> None:
    """Write what was found after the months had been frozen, told from the day on which it was so; the last month is restated."""
    _, late = _divisions(_grounds(session), today)
    _write_parts(bulk, late, zone_id)
    refresh_stock(session, today)
    last = months_over(today)[-1]
    _freeze(bulk, session, zone_id, last, 2, LATE_FOUND, on=min(today, plus(last_of(last), 16)))


def months_over(today: date) -> list[date]:
    """Return the first days of the twelve months that are over, the oldest first."""
    return [add_months(first_of(today), -back) for back in range(FROZEN_MONTHS, 0, -1)]


def _grounds(session: Session) -> list[_Ground]:
    rows = session.execute(
        text(
            "select v.plot_id, v.plot_no, v.park_id, p.code as park_code, v.planar_epsg as epsg, s.supply, s.development, s.land_control,"
            " lower(s.valid) as settled_on, ST_AsBinary(v.geom) as geom,"
            " (select min(lower(e.valid)) from plot_state e where e.plot_id = v.plot_id and upper_inf(e.recorded)"
            "  and e.land_control in ('expropriating', 'state_owned', 'cleared', 'reserved')) as expropriated_on"
            " from plot_version v join park p on p.id = v.park_id"
            " join plot_state s on s.plot_id = v.plot_id and upper_inf(s.recorded) and upper_inf(s.valid)"
            " where upper_inf(v.recorded) and upper_inf(v.valid) order by p.sort_order, v.plot_no"
        )
    ).mappings()
    return [_Ground(**{**row, "geom": whole_ground(shapely.from_wkb(bytes(row["geom"])))}) for row in rows]


def _write_conversion(bulk: Bulk, grounds: list[_Ground], zone_id: int, today: date) -> None:
    """One batch per park and year of expropriation; of what is still collective every second plot is approved, a batch of this year."""
    batches: dict[tuple[str, int], list[_Ground]] = defaultdict(list)
    collective: dict[str, list[_Ground]] = defaultdict(list)
    for ground in grounds:
        if ground.expropriated_on is not None:
            batches[ground.park_code, ground.expropriated_on.year].append(ground)
        elif ground.land_control == "collective":
            collective[ground.park_code].append(ground)
    rows: list[tuple[Any, ...]] = []
    papers: list[tuple[int | None, DemoPaper]] = []
    serial: dict[int, int] = defaultdict(int)

    def add(kind: str, day: date, held: list[_Ground]) -> None:
        serial[day.year] += 1
        number = f"示例政土〔{day.year}〕{serial[day.year]:02d}号"
        park = held[0].park_code
        title = (
            f"{park} 园区 {day.year} 年度第 {serial[day.year]} 批次建设用地"
            if kind == "batch"
            else f"{park} 单独选址项目用地"
        )
        shape = _together(held)
        drawn = planar_m2(shape, held[0].epsg)
        # one paper in nine says another area than its drawing has: the desk points at it
        told = round(drawn * (1.035 if len(rows) % 9 == 4 else 1.0), 2)
        lines = (
            f"批文号：{number}",
            f"批准日期：{day_zh(day)}",
            f"批准机关：{AUTHORITY}",
            f"批准面积：{format_ha(told)} 公顷",
            SOURCE,
        )
        papers.append((held[0].park_id, DemoPaper(f"{title}批复", day, day, paper_pdf(title, lines))))
        rows.append((kind, number, title, day, told, f"SRID={STORAGE_EPSG};{shape.wkt}", held[0].park_id))

    for (_, _), held in sorted(batches.items(), key=lambda item: item[0]):
        # one raw plot of state land keeps its paper missing: somebody has to look for it
        with_paper = [
            item for item in held if not (item.land_control == "state_owned" and item.plot_no.startswith("P5"))
        ]
        if with_paper:
            first = min(item.expropriated_on for item in with_paper if item.expropriated_on is not None)
            add("batch", plus(first, -12), with_paper)
    for held in collective.values():
        if held[1::2]:
            add("single" if len(held) == 2 else "batch", plus(today, -150), held[1::2])
    evidence = write_papers(bulk, zone_id, papers)
    ids = bulk.insert(
        "conversion_approval",
        "zone_id, kind, approval_no, title, authority, approved_on, area_m2, geom, evidence_ids, source, recorded_by_name, valid",
        [
            (zone_id, kind, number, title, AUTHORITY, day, told, shape, [file], SOURCE, ACTOR, period(day))
            for (kind, number, title, day, told, shape, _), file in zip(rows, evidence, strict=True)
        ],
        returning="id",
    )
    _tell(
        bulk,
        [
            (
                day,
                zone_id,
                park_id,
                None,
                EventTag.STOCK_REVISE,
                "conversion_approval",
                one,
                {"approval_no": number},
                number,
            )
            for (_, number, _, day, _, _, park_id), one in zip(rows, ids, strict=True)
        ],
    )


def _together(held: list[_Ground]) -> MultiPolygon:
    """Return the ground of several plots as one shape, joined in their plane."""
    epsg = held[0].epsg
    plane = union_of_areas(to_system(STORAGE_EPSG, epsg)([item.geom for item in held]))
    return whole_ground(to_system(epsg, STORAGE_EPSG)(plane))


@dataclass(frozen=True, slots=True)
class _Division:
    """A plot cut into parts from a day on: name, use and decided class of each."""

    ground: _Ground
    since: date
    reason: str
    parts: tuple[tuple[MultiPolygon, str, str, str | None], ...]


def _divisions(grounds: list[_Ground], today: date) -> tuple[list[_Division], list[_Division]]:
    """Return the divisions known all along, and those that were entered after the months had been frozen."""
    early: list[_Division] = []
    late: list[_Division] = []
    by_park: dict[str, list[_Ground]] = defaultdict(list)
    for ground in grounds:
        by_park[ground.park_code].append(ground)
    last = last_of(add_months(first_of(today), -1))
    for number, held in enumerate(by_park.values()):
        used = [
            item for item in held if item.supply == "allocated" and item.development in ("in_production", "completed")
        ]
        wide = sorted(used, key=lambda item: -item.geom.area)[:4]
        if wide:
            early.append(_vacant(wide[0], _since(wide[0], plus(today, -420 + 30 * number)), 0.28, _SIDES[number % 4]))
        if len(wide) > 1:
            early.append(
                _vacant(wide[1], _since(wide[1], plus(today, -130 + 9 * number)), 0.4, _SIDES[(number + 1) % 4])
            )
        if len(wide) > 2 and number == 0:
            early.append(_with_road(wide[2], _since(wide[2], plus(today, -300))))
        if len(wide) > 3 and number in (3, 4):
            late.append(_vacant(wide[3], plus(last, -12 + number), 0.22, CutSide.EAST))
        building = [item for item in held if item.supply == "allocated" and item.development == "building"]
        if building:
            one = max(building, key=lambda item: item.geom.area)
            early.append(_half_stopped(one, _since(one, plus(today, -45 - number))))
    unknown = [item for item in grounds if item.land_control == "unknown"]
    if unknown:
        one = unknown[0]
        reason = "经村委会和自然资源所核实为集体土地，未报批（示例）"
        early.append(_Division(one, plus(today, -80), reason, ((one.geom, "", "used", "not_approved"),)))
    return early, late


def _since(ground: _Ground, wanted: date) -> date:
    return max(wanted, plus(ground.settled_on, 20))


def _cut(ground: _Ground, share: float, side: CutSide) -> list[MultiPolygon]:
    plane: MultiPolygon = to_system(STORAGE_EPSG, ground.epsg)(ground.geom)
    stored = to_system(ground.epsg, STORAGE_EPSG)
    return [stored(piece) for piece in cut_by_area(plane, round(plane.area * share, 0), side)]


def _vacant(ground: _Ground, since: date, share: float, side: CutSide) -> _Division:
    vacant, built = _cut(ground, share, side)
    area = format_m2(planar_m2(vacant, ground.epsg))
    return _Division(
        ground,
        since,
        f"现场核查：{side.label_zh}空地 {area} ㎡，未建设（示例）",
        ((built, "已建部分", "used", None), (vacant, f"{side.label_zh}空地", "vacant", None)),
    )


def _with_road(ground: _Ground, since: date) -> _Division:
    strip, rest = _cut(ground, 0.06, CutSide.SOUTH)
    reason = "宗地南侧为代征道路绿化，现场核查（示例）"
    return _Division(ground, since, reason, ((rest, "厂区", "used", None), (strip, "代征道路绿化", "public", None)))


def _half_stopped(ground: _Ground, since: date) -> _Division:
    stopped, rest = _cut(ground, 0.35, CutSide.WEST)
    reason = "二期厂房停工，一期继续建设，现场核查（示例）"
    return _Division(ground, since, reason, ((rest, "一期", "used", None), (stopped, "二期", "stopped", None)))


def _write_parts(bulk: Bulk, divisions: Iterable[_Division], zone_id: int) -> None:
    known = list(divisions)
    bulk.insert(
        "stock_part",
        "park_id, plot_id, part_no, name_zh, use, stock_class, reason, geom, recorded_by_name, valid",
        [
            (
                item.ground.park_id,
                item.ground.plot_id,
                number,
                name,
                use,
                decided,
                item.reason,
                f"SRID={STORAGE_EPSG};{shapely.to_wkt(shape, rounding_precision=-1)}",
                ACTOR,
                period(item.since),
            )
            for item in known
            for number, (shape, name, use, decided) in enumerate(item.parts, 1)
        ],
    )
    _tell(
        bulk,
        [
            (
                item.since,
                zone_id,
                item.ground.park_id,
                item.ground.plot_id,
                EventTag.STOCK_REVISE,
                "stock_part",
                item.ground.plot_id,
                {"parts": str(len(item.parts))},
                item.reason,
            )
            for item in known
        ],
    )


def _freeze(
    bulk: Bulk, session: Session, zone_id: int, month: date, sequence: int, reason: str, on: date | None = None
) -> int:
    everybody = system_principal(ACTOR)
    day = on or plus(last_of(month), 5)
    freeze_id = write_freeze(
        session,
        zone_id=zone_id,
        month=month,
        sequence=sequence,
        reason=reason,
        frozen_on=day,
        principal=everybody,
        lines=[rounded(line) for line in flow_of_month(session, everybody, month)],
    )
    told = {"month": month.isoformat()}
    _tell(bulk, [(day, zone_id, None, None, EventTag.STOCK_FREEZE, "stock_freeze", freeze_id, told, reason or SOURCE)])
    return freeze_id


def _tell(bulk: Bulk, events: Iterable[tuple[Any, ...]]) -> None:
    bulk.insert(
        "audit_event",
        "at, actor_name, tag, zone_id, park_id, plot_id, subject, subject_id, changes, reason",
        [
            (
                datetime.combine(day, time(16), CHINA) + timedelta(minutes=number % 50),
                ACTOR,
                str(tag),
                zone_id,
                park_id,
                plot_id,
                subject,
                subject_id,
                orjson.dumps({name: {"old": None, "new": value} for name, value in changes.items()}).decode(),
                reason,
            )
            for number, (day, zone_id, park_id, plot_id, tag, subject, subject_id, changes, reason) in enumerate(events)
        ],
    )
