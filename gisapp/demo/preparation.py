"""Writes how the demo's plots were prepared: the zone's own indicators, assessments, checklists, disputes, and the gate's answers."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import orjson
from sqlalchemy.orm import Session

from gisapp.audit.tags import EventTag
from gisapp.auth.principal import system_principal
from gisapp.demo.bulk import Bulk, period
from gisapp.demo.contract_checks import DemoPaper
from gisapp.demo.contracts import write_papers
from gisapp.demo.days import plus
from gisapp.demo.paper_file import paper_pdf
from gisapp.demo.preparation_cases import DemoPreparation, demo_preparations
from gisapp.demo.preparation_ground import demo_assessments
from gisapp.demo.records import SOURCE, DemoPlot, DemoZone
from gisapp.demo.seed_plots import CHINA
from gisapp.preparation.indicator_terms import SPECS, Direction, Indicator, IndicatorUnit
from gisapp.preparation.readiness import judge_plots, record_row
from gisapp.preparation.readiness_refresh import refresh_readiness
from gisapp.preparation.rules.indicator_values import canonical_value
from gisapp.preparation.rules.plot_requirements import requirements_of_plot
from gisapp.preparation.standard_terms import ClearedLandItem
from gisapp.preparation.standards import load_requirements

BASIS = "示意数据：本区标准地控制指标（示例）"
PLAN = "示意数据：供地方案（示例）"
# indicator, value, unit, industry, park, confirmed: what the zone itself asks for
OWN: tuple[tuple[str, float, str, str, str | None, bool], ...] = (
    ("investment_intensity", 200, "wan_per_mu", "C", None, True),
    ("investment_intensity", 180, "wan_per_mu", "13", None, True),
    ("investment_intensity", 300, "wan_per_mu", "27", None, True),
    ("investment_intensity", 320, "wan_per_mu", "39", None, False),
    ("investment_intensity", 350, "wan_per_mu", "39", "P1", False),
    ("tax_per_mu", 10, "wan_per_mu", "13", None, True),
    ("tax_per_mu", 10, "wan_per_mu", "14", None, True),
    ("tax_per_mu", 18, "wan_per_mu", "27", None, True),
    ("tax_per_mu", 20, "wan_per_mu", "39", None, False),
    ("tax_per_mu", 30, "wan_per_mu", "I", None, False),
    ("value_added_per_energy", 1.5, "wan_per_tce", "C", None, False),
    ("environmental_standard", 1, "yes_no", "", None, True),
)
_UNIT = {IndicatorUnit.YUAN_PER_M2: "wan_per_mu", IndicatorUnit.SHARE: "percent"}


def write_preparation(
    bulk: Bulk,
    session: Session,
    plots: list[tuple[int, DemoPlot]],
    zone: DemoZone,
    *,
    zone_id: int,
    park_ids: dict[str, int],
) -> None:
    """Write everything that the readiness gate looks at, a record for every plot on offer, and the answers that the map shows."""
    _write_own_requirements(bulk, zone.today, park_ids)
    _write_assessments(bulk, zone, zone_id, park_ids)
    preparations = demo_preparations(plots, zone.today)
    _write_checklists(bulk, preparations, zone_id, park_ids)
    _write_indicators(bulk, session, preparations, zone.today)
    _write_records(bulk, session, preparations, zone.today, zone_id, park_ids)
    refresh_readiness(session, zone.today)


def _write_own_requirements(bulk: Bulk, today: date, park_ids: dict[str, int]) -> None:
    begun, next_year = date(today.year - 2, 1, 1), date(today.year + 1, 1, 1)
    rows = [
        _requirement_row(name, value, unit, industry, park_ids[park] if park else None, confirmed, begun, None)
        for name, value, unit, industry, park, confirmed in OWN
    ]
    # the general tax threshold rises with the new year: the entry to come is there already
    rows.append(_requirement_row("tax_per_mu", 12, "wan_per_mu", "C", None, True, begun, next_year))
    rows.append(_requirement_row("tax_per_mu", 15, "wan_per_mu", "C", None, False, next_year, None))
    bulk.insert(
        "indicator_requirement",
        "indicator, direction, value, written_unit, industry_code, park_id, basis, confirmed, note, recorded_by_name, valid",
        rows,
    )


def _requirement_row(
    name: str,
    value: float,
    unit: str,
    industry: str,
    park_id: int | None,
    confirmed: bool,
    since: date,
    until: date | None,
) -> tuple[Any, ...]:
    one = Indicator(name)
    stored = _numeric(canonical_value(one, Decimal(str(value)), unit))
    direction = SPECS[one].direction.value
    return (name, direction, stored, unit, industry, park_id, BASIS, confirmed, "", SOURCE, period(since, until))


def _write_assessments(bulk: Bulk, zone: DemoZone, zone_id: int, park_ids: dict[str, int]) -> None:
    found = demo_assessments(zone)
    papers = [
        (
            park_ids[item.park_code] if item.park_code else None,
            DemoPaper(
                f"{item.title}批复",
                item.approved_on,
                item.since,
                paper_pdf(
                    f"关于{item.title}的批复",
                    (f"文号：{item.document_no}", f"编制单位：{item.compiled_by}", f"有效期自 {item.since} 起", SOURCE),
                ),
            ),
        )
        for item in found
    ]
    proofs = write_papers(bulk, zone_id, papers)
    bulk.insert(
        "regional_assessment",
        "zone_id, kind, title, compiled_by, document_no, approved_on, geom, evidence_ids, source, recorded_by_name, valid",
        [
            (
                zone_id, item.kind.value, item.title, item.compiled_by, item.document_no, item.approved_on, item.ewkb, [proof], SOURCE, SOURCE,
                period(item.since, item.until),
            )
            for item, proof in zip(found, proofs, strict=True)
        ],
    )  # fmt: skip


def _write_checklists(bulk: Bulk, preparations: list[DemoPreparation], zone_id: int, park_ids: dict[str, int]) -> None:
    told = [item for item in preparations if item.answers or item.disputes]
    files = write_papers(bulk, zone_id, [(park_ids[p.plot.park_code], _checklist_paper(p)) for p in told])
    proofs = {item.plot_id: file for item, file in zip(told, files, strict=True)}
    bulk.insert(
        "cleared_land_answer",
        "plot_id, item, answer, remark, evidence_ids, answered_by_name, valid",
        [
            (p.plot_id, a.item, a.answer, a.remark, [proofs[p.plot_id]] if a.proved else [], SOURCE, period(p.since))
            for p in told
            for a in p.answers
        ],
    )
    disputes = [(p, dispute) for p in told for dispute in p.disputes]
    ids = bulk.insert(
        "dispute",
        "plot_id, title, opened_on, evidence_ids, recorded_at, recorded_by_name",
        [(p.plot_id, d.title, d.opened_on, [], _at(d.opened_on, 15), SOURCE) for p, d in disputes],
        returning="id",
    )
    bulk.insert(
        "dispute_closure",
        "dispute_id, closed_on, outcome, evidence_ids, recorded_at, recorded_by_name",
        [
            (one, d.closed_on, d.outcome, [proofs[p.plot_id]], _at(d.closed_on, 16), SOURCE)
            for one, (p, d) in zip(ids, disputes, strict=True)
            if d.closed_on
        ],
    )


def _checklist_paper(item: DemoPreparation) -> DemoPaper:
    title = f"净地核查表（{item.plot.plot_no}，示例）"
    lines = [
        f"地块编号：{item.plot.plot_no}",
        *(f"{ClearedLandItem(a.item).label_zh}：{a.answer}" for a in item.answers),
    ]
    return DemoPaper(title, item.since, item.since, paper_pdf(title, (*lines, SOURCE)))


def _write_indicators(bulk: Bulk, session: Session, preparations: list[DemoPreparation], today: date) -> None:
    table = load_requirements(session)
    rows: list[tuple[Any, ...]] = []
    for number, item in enumerate(preparations):
        if item.indicators == "none":
            continue
        industries = item.plot.offer.industry_codes if item.plot.offer else ()
        required = requirements_of_plot(
            table, industry_codes=industries, park_code=item.plot.park_code, day=today
        ).requirements
        values = {(r.indicator, r.direction): r.value for r in required}
        far = item.plot.conditions[-1].far[0] if item.plot.conditions else None
        values.setdefault((Indicator.FLOOR_AREA_RATIO, Direction.AT_LEAST), Fraction(str(far or 0.8)))
        values.setdefault((Indicator.TAX_PER_MU, Direction.AT_LEAST), Fraction(180))
        values.setdefault((Indicator.INVESTMENT_INTENSITY, Direction.AT_LEAST), Fraction(3000))
        green = item.plot.conditions[-1].green_ratio[1] if item.plot.conditions else None
        if green is not None and (Indicator.GREEN_RATIO, Direction.AT_MOST) in values:
            key = (Indicator.GREEN_RATIO, Direction.AT_MOST)
            values[key] = min(values[key], Fraction(str(green)))
        values[Indicator.OUTPUT_PER_MU, Direction.AT_LEAST] = Fraction(15 * (250 + 50 * (number % 4)))
        if item.indicators == "looser":
            values[Indicator.TAX_PER_MU, Direction.AT_LEAST] -= 30
        elif number % 3 == 0:
            values[Indicator.TAX_PER_MU, Direction.AT_LEAST] += 30
        rows.extend(
            (
                item.plot_id,
                indicator.value,
                direction.value,
                _numeric(value),
                _UNIT.get(SPECS[indicator].unit, SPECS[indicator].unit.value),
                PLAN,
                SOURCE,
                period(item.since),
            )
            for (indicator, direction), value in values.items()
        )
    bulk.insert(
        "plot_indicator", "plot_id, indicator, direction, value, written_unit, basis, recorded_by_name, valid", rows
    )


def _write_records(
    bulk: Bulk,
    session: Session,
    preparations: list[DemoPreparation],
    today: date,
    zone_id: int,
    park_ids: dict[str, int],
) -> None:
    """Record the answer on which each announcement rests, dated its day, and one that was refused."""
    actor = system_principal(SOURCE)
    asked = {p.plot_id: p.plot.states[-1].since for p in preparations if p.plot.stage == "on_offer"}
    announced = [p for p in preparations if p.plot.stage == "announced"]
    asked |= {p.plot_id: plus(today, -9) for p in announced[2:4]}
    judged = judge_plots(session, actor, asked)
    rows = [record_row(item) for item in judged.values()]
    ids = bulk.insert(
        "readiness_record",
        "plot_id, plot_version_id, as_of, passed, items, inputs, made_at, made_by_name",
        [
            (
                row["plot_id"],
                row["version_id"],
                row["as_of"],
                row["passed"],
                row["items"],
                row["inputs"],
                _at(row["as_of"], 8),
                SOURCE,
            )
            for row in rows
        ],
        returning="id",
    )
    parks = {p.plot_id: park_ids[p.plot.park_code] for p in preparations}
    bulk.insert(
        "audit_event",
        "at, actor_name, tag, zone_id, park_id, plot_id, subject, subject_id, changes, reason",
        [
            (
                _at(row["as_of"], 8),
                SOURCE,
                str(EventTag.READINESS_RECORD),
                zone_id,
                parks[row["plot_id"]],
                row["plot_id"],
                "readiness_record",
                one,
                orjson.dumps({"passed": {"old": None, "new": "true" if row["passed"] else "false"}}).decode(),
                "供地前核查（示例）",
            )
            for one, row in zip(ids, rows, strict=True)
        ],
    )


def _numeric(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _at(day: date | None, hour: int) -> datetime | None:
    return None if day is None else datetime.combine(day, time(hour), CHINA)
