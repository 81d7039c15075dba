"""Patrols of the demo zone: a group in each park, plots nobody looks after, rounds in every state, visits with pictures that are sketches."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.demo.bulk import Bulk, period
from gisapp.demo.officers import officer_of
from gisapp.demo.parks import PARKS
from gisapp.demo.records import SOURCE
from gisapp.demo.seed_plots import CHINA
from gisapp.demo.site_photo import site_photo
from gisapp.patrol.coverage import watched_plots
from gisapp.patrol.photo import read_photo
from gisapp.patrol.places import find_places
from gisapp.patrol.tasks import TaskDraft, cancel_task, plan_task
from gisapp.patrol.terms import Sight, VisitOutcome

ACTOR = system_principal(SOURCE)
AGO = ((12,), (45, 140), (104,), (), (20, 80), (70, 160), (33,))
"""How many days ago a plot was visited, by its place in the list; one in seven never."""


@dataclass(frozen=True, slots=True)
class _Round:
    """A round: planned and due so many days before (after) today; how many of its stops were visited, `called_off` with a reason."""

    title: str
    planned: int
    due: int
    stops: int
    visited: int
    called_off: str = ""


ROUNDS = (
    _Round("十月例行巡查（示例）", 34, 24, 6, 6),
    _Round("疑似闲置地块专项巡查（示例）", 9, -3, 5, 2),
    _Round("停工地块复查（示例）", 26, 6, 4, 1),
    _Round("十一月例行巡查（示例）", 2, -12, 6, 0),
    _Round("雨后排查（示例）", 15, 8, 3, 0, "连续降雨，并入十一月例行巡查"),
)


def write_patrols(bulk: Bulk, session: Session, *, zone_id: int, park_ids: dict[str, int], today: date) -> None:
    """Write groups, whose plots they look after, rounds and visits; everything is of invented officers."""
    rows = [
        row for row in watched_plots(session, ACTOR, today) if (row["watched_since"] or today) < today - timedelta(20)
    ]
    groups = _write_groups(bulk, session, zone_id, park_ids, today)
    bulk.insert(
        "patrol_assignment",
        "plot_id, group_id, valid",
        [
            (row["plot_id"], groups[row["park_code"]], period(today - timedelta(200 + number % 60)))
            for number, row in enumerate(_by_number(rows))
            if number % 6 != 4
        ],
    )
    visits = _visits(session, rows, today)
    visits += _write_rounds(session, rows, groups, visits, today)
    _write_visits(bulk, zone_id, park_ids, visits)


def _by_number(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: row["plot_no"])


def _write_groups(bulk: Bulk, session: Session, zone_id: int, park_ids: dict[str, int], today: date) -> dict[str, int]:
    found = session.execute(
        text(
            "select park_id, ST_AsEWKT(ST_PointOnSurface(geom)) as base from park_boundary where upper_inf(recorded) and valid @> cast(:today as date)"
        ),
        {"today": today},
    )
    bases = {row.park_id: row.base for row in found}
    columns = "zone_id, park_id, name_zh, base, created_by_name"
    made = bulk.insert(
        "patrol_group",
        columns,
        [
            (zone_id, park_ids[park.code], f"{park.name_zh}巡查组（示例）", bases.get(park_ids[park.code]), SOURCE)
            for park in PARKS
        ],
        returning="id",
    )
    groups = {park.code: group_id for park, group_id in zip(PARKS, made, strict=True)}
    (zone_wide,) = bulk.insert(
        "patrol_group", columns, [(zone_id, None, "全区机动巡查组（示例）", None, SOURCE)], returning="id"
    )
    since = today - timedelta(700)
    bulk.insert(
        "patrol_member",
        "group_id, name_zh, phone, joined_on, left_on",
        [
            (group_id, officer_of(code, number), f"0394-0000{number + 1:03d}", since, None)
            for code, group_id in groups.items()
            for number in (0, 1)
        ]
        + [
            (zone_wide, "示例巡查员甲", "0394-0000101", since, None),
            (zone_wide, "示例巡查员乙", "0394-0000102", since, today - timedelta(90)),
        ],
    )
    return groups


@dataclass(frozen=True, slots=True)
class _Visit:
    """A visit to be written: which plot, when, on which round, where somebody stood and what was seen."""

    row: dict[str, Any]
    on: date
    at: tuple[float, float]
    serial: int
    task_id: int | None = None
    withdrawn: str = ""

    @property
    def sight(self) -> Sight:
        if self.serial % 17 == 11:
            return Sight.NO_ACCESS
        by_development = {"not_started": Sight.NOT_STARTED, "building": Sight.BUILDING, "stopped": Sight.STOPPED}
        return by_development.get(self.row["development"], Sight.IN_USE)

    @property
    def outcome(self) -> VisitOutcome:
        if self.sight is Sight.NO_ACCESS:
            return VisitOutcome.REVISIT
        suspect = self.row["compliance"] in ("suspected_idle", "determined_idle") and self.sight.hints_at_idleness
        return VisitOutcome.CLUE if suspect else VisitOutcome.ALL_WELL

    @property
    def note(self) -> str:
        if self.sight is Sight.NO_ACCESS:
            return "大门上锁，无人值守，已电话约定再次查看。"
        if self.outcome is VisitOutcome.CLUE:
            return "围挡内无施工机械和人员，杂草生长。" if self.sight is Sight.NOT_STARTED else "主体停建，无人施工。"
        return {
            Sight.NOT_STARTED: "约定动工日期未到或正在办理开工手续，围挡完好。",
            Sight.STOPPED: "停工原因已报备，现场留人值守。",
        }.get(self.sight, "")


def _visits(session: Session, rows: Sequence[dict[str, Any]], today: date) -> list[_Visit]:
    found: list[_Visit] = []
    for number, row in enumerate(_by_number(rows)):
        for ago in AGO[number % len(AGO)]:
            day = today - timedelta(ago)
            if row["watched_since"] is not None and row["watched_since"] <= day:
                (place,) = find_places(session, ACTOR, [row["plot_id"]], day)
                found.append(_Visit(row, day, (place["lon"], place["lat"]), len(found)))
    if found:
        wrong = found[0]
        found.append(_Visit(wrong.row, wrong.on, wrong.at, len(found), withdrawn="误把相邻地块当作本地块，已重新登记"))
    return found


def _write_rounds(
    session: Session, rows: Sequence[dict[str, Any]], groups: dict[str, int], visits: Sequence[_Visit], today: date
) -> list[_Visit]:
    made: list[_Visit] = []
    busiest = sorted(groups, key=lambda code: (-sum(row["park_code"] == code for row in rows), code))
    for number, plan in enumerate(ROUNDS):
        code = busiest[number % min(3, len(busiest))]
        planned = today - timedelta(plan.planned)
        near = [
            row
            for row in rows
            if row["park_code"] == code and row["watched_since"] is not None and row["watched_since"] <= planned
        ]
        if number in (1, 2):  # the special rounds go where the question is
            near.sort(
                key=lambda row: (row["compliance"] == "in_order", row["development"] == "building", row["plot_no"])
            )
        else:
            near.sort(key=lambda row: row["plot_no"])
            near = near[number * 2 :] + near[: number * 2]
        chosen = [row["plot_id"] for row in near[: plan.stops]]
        if not chosen:
            continue
        draft = TaskDraft(
            plan.title, groups[code], officer_of(code, number), chosen, today - timedelta(plan.due), "示意数据"
        )
        task_id = plan_task(session, ACTOR, draft, planned)
        session.execute(
            text("update patrol_task set recorded_at = :at where id = :id"), {"id": task_id, "at": _at(planned)}
        )
        if plan.called_off:
            cancel_task(session, ACTOR, task_id, reason=plan.called_off, today=planned + timedelta(2))
        stops = session.execute(
            text("select plot_id, ST_X(point), ST_Y(point) from patrol_stop where task_id = :id order by stop_no"),
            {"id": task_id},
        ).all()
        by_id = {row["plot_id"]: row for row in near}
        for turn, (plot_id, lon, lat) in enumerate(stops[: plan.visited]):
            on = planned + timedelta(1 + turn // 3)
            made.append(_Visit(by_id[plot_id], on, (lon, lat), len(visits) + len(made), task_id))
    return made


def _write_visits(bulk: Bulk, zone_id: int, park_ids: dict[str, int], visits: Sequence[_Visit]) -> None:
    pictured = [visit for visit in visits if visit.outcome is VisitOutcome.CLUE or visit.serial % 4 == 0]
    files = {
        visit.serial: site_photo(visit.sight, datetime.combine(visit.on, _hour(visit)), *visit.at, visit.serial)
        for visit in pictured
    }
    hashes = {serial: hashlib.sha256(content).hexdigest() for serial, content in files.items()}
    bulk.insert(
        "evidence_content",
        "sha256, size_bytes, content",
        [(hashes[serial], len(content), content) for serial, content in files.items()],
        conflict="on conflict (sha256) do nothing",
    )
    ids = bulk.insert(
        "evidence_file",
        "zone_id, park_id, sha256, file_name, media_type, title, dated, source, uploaded_at, uploaded_by_name",
        [
            (
                zone_id, park_ids[visit.row["park_code"]], hashes[visit.serial], f"现场_{visit.row['plot_no']}_{visit.on:%Y%m%d}.jpg", "image/jpeg",
                f"{visit.row['plot_no']} 现场示意图", visit.on, SOURCE, _at(visit.on), SOURCE,
            )
            for visit in pictured
        ],
        returning="id",
    )  # fmt: skip
    proof = {visit.serial: evidence_id for visit, evidence_id in zip(pictured, ids, strict=True)}
    made = bulk.insert(
        "patrol_visit",
        "zone_id, park_id, plot_id, task_id, visited_on, visited_at, visitor_name, observations, outcome, note_zh, position, position_source, accuracy_m,"
        " evidence_ids, withdrawn_on, withdrawn_reason, withdrawn_by_name, recorded_at, recorded_by_name",
        [
            (
                zone_id, park_ids[visit.row["park_code"]], visit.row["plot_id"], visit.task_id, visit.on,
                datetime.combine(visit.on, _hour(visit), CHINA), officer_of(visit.row["park_code"], visit.serial),
                [str(visit.sight)], str(visit.outcome), visit.note,
                f"SRID=4490;POINT({visit.at[0]:.7f} {visit.at[1]:.7f})", "photo" if visit.serial in proof else "device",
                None if visit.serial in proof else 6 + visit.serial % 15, [proof[visit.serial]] if visit.serial in proof else [],
                visit.on if visit.withdrawn else None, visit.withdrawn or None, SOURCE if visit.withdrawn else None, _at(visit.on),
                officer_of(visit.row["park_code"], visit.serial),
            )
            for visit in visits
        ],
        returning="id",
    )  # fmt: skip
    by_serial = {visit.serial: visit_id for visit, visit_id in zip(visits, made, strict=True)}
    photos = [(serial, read_photo(content)) for serial, content in files.items()]
    bulk.insert(
        "patrol_photo",
        "visit_id, evidence_id, sha256, taken_at, position, distance_m, camera",
        [
            (by_serial[serial], proof[serial], hashes[serial], told.taken_at, f"SRID=4490;POINT({told.lon:.7f} {told.lat:.7f})", 0, told.camera)
            for serial, told in photos
        ],
    )  # fmt: skip


def _hour(visit: _Visit) -> time:
    return time(9 + visit.serial % 7, 5 * (visit.serial % 12))


def _at(day: date) -> datetime:
    return datetime.combine(day, time(17), CHINA)
