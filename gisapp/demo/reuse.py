"""Writes the demo's measures of reuse with steps, targets, milestones, who left and came, figures before and after; and its temporary uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.demo.bulk import Bulk
from gisapp.demo.contract_checks import DemoPaper
from gisapp.demo.contracts import write_papers
from gisapp.demo.days import plus
from gisapp.demo.officers import officer_of
from gisapp.demo.paper_file import paper_pdf
from gisapp.demo.records import SOURCE, DemoPlot
from gisapp.demo.reuse_cases import FROM_CASES, STEP_NAMES, DemoReuse, reuses_of, uses_of
from gisapp.demo.seed_plots import CHINA
from gisapp.demo.temporary_uses import write_uses
from gisapp.idle_cases.terms import Measure as CaseMeasure
from gisapp.kernel.dates import day_zh
from gisapp.reuse.measures import OF_CASE, road_of
from gisapp.reuse.terms import ReuseMeasure, ReuseRoad

MU = 2000 / 3
TITLES = {"returned": "收回再供", "transferred": "转让盘活", "in_place": "提质增效"}


def write_reuse(
    bulk: Bulk,
    session: Session,
    plots: Sequence[tuple[int, DemoPlot]],
    *,
    zone_id: int,
    park_ids: Mapping[str, int],
    party_ids: Mapping[str, int],
    today: date,
) -> None:
    """Write measures and temporary uses as they stand on `today`; the idle cases of their plots are written before."""
    names = [name for name in party_ids if name.startswith("示例企业")]
    cases, areas = _cases(session, today), _areas(session)
    told = sorted(
        (_as_decided(one, cases) for one in reuses_of(plots, names, today)), key=lambda one: (one.first, one.plot_id)
    )
    proofs = _proofs(bulk, told, zone_id, park_ids)
    ids = _write_measures(bulk, areas, told, cases, zone_id, park_ids)
    _write_parties(bulk, ids, told, party_ids, proofs)
    _write_figures(bulk, areas, ids, told, proofs)
    _write_steps(bulk, areas, ids, told, proofs)
    _write_milestones(bulk, ids, told, proofs, today)
    write_uses(bulk, areas, list(uses_of(plots, today)), zone_id, park_ids, party_ids)


@dataclass(frozen=True, slots=True)
class _Case:
    case_id: int
    found_on: date
    measure: str | None


def _cases(session: Session, today: date) -> dict[int, _Case]:
    rows = session.execute(
        text(
            "select distinct on (i.plot_id) i.plot_id, i.id, i.found_on, k.measure from idle_case i"
            " join idle_case_standing(:today) k on k.case_id = i.id where k.state <> 'not_idle' order by i.plot_id, i.found_on, i.id"
        ),
        {"today": today},
    )
    return {row.plot_id: _Case(row.id, row.found_on, row.measure) for row in rows}


def _as_decided(one: DemoReuse, cases: Mapping[int, _Case]) -> DemoReuse:
    """Return the measure that the plot's idle case decided on, where it takes the same road as far as it has come."""
    case = cases.get(one.plot_id)
    if case is None or case.measure is None or one.plot.stage not in ("reused", "disposing"):
        return one
    decided = OF_CASE.get(CaseMeasure(case.measure))
    if decided is None or (one.plot.stage == "reused" and road_of(decided) is not ReuseRoad.RETURNED):
        return one
    return replace(one, measure=str(decided))


def _areas(session: Session) -> dict[int, float]:
    """Return the area of each plot as the register has it: surveyed where it is, computed elsewhere."""
    rows = session.execute(
        text(
            "select plot_id, coalesce(area_surveyed_m2, area_planar_m2) as area from plot_version where upper_inf(valid) and upper_inf(recorded)"
        )
    )
    return {row.plot_id: float(row.area) for row in rows}


def _proofs(
    bulk: Bulk, told: Sequence[DemoReuse], zone_id: int, park_ids: Mapping[str, int]
) -> dict[tuple[int, str, str], int]:
    """Return the evidence of each step of each measure, by plot, measure and stage."""
    papers: dict[tuple[int, str, str], tuple[int, DemoPaper]] = {}
    for one in told:
        for stage, day in one.stages:
            title = STEP_NAMES.get(stage, "盘活建议")
            lines = [SOURCE, f"地块：{one.plot.plot_no}", f"措施：{ReuseMeasure(one.measure).label_zh}", day_zh(day)]
            paper = DemoPaper(f"{title}（示例）", day, day, paper_pdf(title, lines))
            papers[one.plot_id, one.measure, stage] = (park_ids[one.plot.park_code], paper)
    return dict(zip(papers, write_papers(bulk, zone_id, list(papers.values())), strict=True))


def _write_measures(
    bulk: Bulk,
    areas: Mapping[int, float],
    told: Sequence[DemoReuse],
    cases: Mapping[int, _Case],
    zone_id: int,
    park_ids: Mapping[str, int],
) -> list[int]:
    numbers: dict[int, int] = {}
    rows = []
    for index, one in enumerate(told):
        numbers[one.first.year] = numbers.get(one.first.year, 0) + 1
        case = cases.get(one.plot_id)
        is_of_case = case is not None and case.found_on <= one.stages[-1][1] and one.plot.stage in FROM_CASES
        origin = "idle_case" if is_of_case else ("low_efficiency", "stock_patch", "initiative")[index % 3]
        road = road_of(ReuseMeasure(one.measure))
        rows.append(
            (
                zone_id,
                park_ids[one.plot.park_code],
                f"PH{one.first.year}-{numbers[one.first.year]:03d}",
                one.plot_id,
                one.measure,
                origin,
                case.case_id if is_of_case and case else None,
                ""
                if is_of_case
                else {"low_efficiency": "亩均评价 D 级（示例）", "stock_patch": "建而未投图斑（示例）"}.get(origin, ""),
                f"{one.plot.plot_no}地块{TITLES[str(road)]}",
                "土地长期低效，腾笼换鸟（示例）",
                areas[one.plot_id] * one.share if one.share < 1 else areas[one.plot_id],
                officer_of(one.plot.park_code, index),
                datetime.combine(one.first, time(10), CHINA),
                SOURCE,
            )
        )
    return bulk.insert(
        "reuse_measure",
        "zone_id, park_id, reuse_no, plot_id, measure, origin, case_id, origin_note, title_zh, reason_zh, area_m2, officer_name, registered_at,"
        " registered_by_name",
        rows,
        returning="id",
    )


def _write_parties(
    bulk: Bulk,
    ids: Sequence[int],
    told: Sequence[DemoReuse],
    party_ids: Mapping[str, int],
    proofs: Mapping[tuple[int, str, str], int],
) -> None:
    rows = []
    for measure_id, one in zip(ids, told, strict=True):
        days = dict(one.stages)
        left_on, came_on = days.get("released"), days.get("resupplied") or days.get("released")
        for direction, name, day in (("left", one.left, left_on), ("came", one.came, came_on)):
            if name is None or day is None:
                continue
            stage = next(stage for stage, on in one.stages if on == day)
            proof = [proofs[one.plot_id, one.measure, stage]]
            rows.append(
                (measure_id, direction, party_ids[name], day, proof, SOURCE, datetime.combine(day, time(11), CHINA))
            )
    bulk.insert("reuse_party", "measure_id, direction, party_id, moved_on, evidence_ids, actor_name, recorded_at", rows)


def _write_figures(
    bulk: Bulk,
    areas: Mapping[int, float],
    ids: Sequence[int],
    told: Sequence[DemoReuse],
    proofs: Mapping[tuple[int, str, str], int],
) -> None:
    rows = []
    for measure_id, one in zip(ids, told, strict=True):
        area = areas[one.plot_id]
        mu = area / MU
        sides = [("before", one.first, one.tax_mu[0], one.far[0], 0.4, "planned")]
        if one.stage == "reused":
            sides.append(("after", one.stages[-1][1], one.tax_mu[1], one.far[1], 1.0, "reused"))
        for side, day, tax, far, scale, stage in sides:
            rows.append(
                (
                    measure_id,
                    side,
                    day.year - (1 if side == "before" else 0),
                    area,
                    round(area * far, 2),
                    round(mu * 1_900_000 * scale, -3),
                    round(mu * tax * 24, -3),
                    round(mu * tax, -2),
                    round(mu * tax * 6, -3),
                    round(mu * 1.8 * scale) if tax else 0,
                    "entered",
                    "企业报表和纳税证明（示例）",
                    [proofs[one.plot_id, one.measure, stage]],
                    SOURCE,
                    datetime.combine(day, time(12), CHINA),
                )
            )
    bulk.insert(
        "reuse_figures",
        "measure_id, side, year, area_m2, floor_area_m2, investment_yuan, output_yuan, tax_yuan, value_added_yuan, staff, source, source_zh,"
        " evidence_ids, actor_name, recorded_at",
        rows,
    )


def _write_steps(
    bulk: Bulk,
    areas: Mapping[int, float],
    ids: Sequence[int],
    told: Sequence[DemoReuse],
    proofs: Mapping[tuple[int, str, str], int],
) -> None:
    steps, targets = [], []
    for measure_id, one in zip(ids, told, strict=True):
        area, mu = areas[one.plot_id] * one.share, areas[one.plot_id] / MU
        is_in_place = road_of(ReuseMeasure(one.measure)) is ReuseRoad.IN_PLACE
        for number, (stage, day) in enumerate(one.stages, start=1):
            releases = stage == "released" or (stage == "reused" and is_in_place)
            steps.append(
                (
                    measure_id,
                    number,
                    one.stages[number - 2][0] if number > 1 else "",
                    stage,
                    day,
                    round(area - 0.01, 2) if releases else None,
                    one.abandoned_zh,
                    [proofs[one.plot_id, one.measure, stage]] if stage != "planned" else [],
                    officer_of(one.plot.park_code, measure_id),
                    datetime.combine(day, time(14), CHINA),
                )
            )
        due = plus(one.first, 540)
        targets.append(
            (
                measure_id,
                1,
                one.first,
                round(area - 0.01, 2),
                round(mu * 2_000_000, -3),
                round(mu * 2_600_000, -3),
                round(mu * 110_000, -2),
                round(area * 210, -2) if not is_in_place else None,
                due,
                plus(due, 720),
                SOURCE,
                datetime.combine(one.first, time(10), CHINA),
            )
        )
    # targets come first: what a step is measured against is known before it
    bulk.insert(
        "reuse_target",
        "measure_id, version_no, holds_from, release_m2, investment_yuan, output_yuan, tax_yuan, compensation_yuan, release_by, reuse_by, actor_name,"
        " recorded_at",
        targets,
    )
    bulk.insert(
        "reuse_step",
        "measure_id, sequence, from_stage, stage, taken_on, released_m2, reason, evidence_ids, actor_name, recorded_at",
        steps,
    )


def _write_milestones(
    bulk: Bulk,
    ids: Sequence[int],
    told: Sequence[DemoReuse],
    proofs: Mapping[tuple[int, str, str], int],
    today: date,
) -> None:
    kinds = (
        ("appraisal", "评估作价", "approved", 45),
        ("agreement", "签订协议", "implementing", 90),
        ("vacating", "腾退交地", "released", 150),
    )
    plan = []
    for measure_id, one in zip(ids, told, strict=True):
        if one.stage == "abandoned":
            continue
        days = dict(one.stages)
        for kind, title, stage, after in kinds:
            done = days.get(stage)
            due = (
                plus(done, -3 if done and measure_id % 4 == 0 else 6)
                if done
                else plus(today, after - 30 - one.late_days * 2)
            )
            plan.append((measure_id, one, kind, title, stage, due, done))
    milestone_ids = bulk.insert(
        "reuse_milestone", "measure_id, kind, title_zh", [(row[0], row[2], row[3]) for row in plan], returning="id"
    )
    entries = []
    for milestone_id, (measure_id, one, _, _, stage, due, done) in zip(milestone_ids, plan, strict=True):
        who = officer_of(one.plot.park_code, measure_id)
        entries.append((milestone_id, 1, "set", one.first, due, None, [], who))
        if done is not None:
            proof = [proofs[one.plot_id, one.measure, stage]]
            entries.append((milestone_id, 2, "done", max(done, one.first), None, done, proof, who))
    bulk.insert(
        "reuse_milestone_entry",
        "milestone_id, sequence, act, entered_on, due_on, done_on, evidence_ids, actor_name",
        entries,
    )
