"""How land is used: floor area built and room left, cost of leaving land idle, the four provincial figures of a park."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.history import replace_from
from gisapp.db.sql_file import load
from gisapp.db.tables.performance import PlotBuiltRow
from gisapp.evidence.vault import load_evidence
from gisapp.kernel.errors import Invalid, NotFound
from gisapp.land.plot_register import first_day, locate_plot, refuse_day_outside_life
from gisapp.land.plots import ensure_visible
from gisapp.performance.rules.idle_cost import BASIS, Rate, first_known, monthly_idle_cost
from gisapp.preparation.standard_terms import LandInstrument
from gisapp.rulebook.rulebook import load_rulebook

FOUR = {
    "tax_wan_per_mu": ("亩均税收（万元/亩）", "Tax per mu (10k yuan)", "Σ 实缴税收 ÷ Σ 用地面积；只含已填报用地的企业", "Σ tax paid ÷ Σ land used, of enterprises that told their land"),
    "value_added_wan_per_mu": ("亩均规上工业增加值（万元/亩）", "Value added of above-size enterprises per mu", "Σ 规上企业增加值 ÷ Σ 规上企业用地面积", "Σ value added ÷ Σ land used, of above-size enterprises"),
    "investment_wan_per_mu": ("亩均新增固定资产投资（万元/亩）", "New fixed investment per mu", "Σ 当年新增固定资产投资 ÷ Σ 用地面积", "Σ new fixed investment of the year ÷ Σ land used"),
    "floor_area_ratio": ("综合容积率", "Overall floor area ratio", "Σ 计容建筑面积 ÷ Σ 已实测的建成工业、仓储地块面积（年末）", "Σ counted floor area ÷ Σ area of measured industrial plots at year end"),
}  # fmt: skip
FOUR_BASIS = "豫政办〔2023〕13号四项指标；分子分母口径文件未见，系统设定，待确认"
_SUMS = ("enterprises", "above_size", "untold_land", "land_m2", "above_land_m2", "tax_yuan", "value_added_above_yuan", "fixed_investment_yuan",
         "floor_area_m2", "built_land_m2", "built_plots", "measured_plots")  # fmt: skip
_RATES = {
    "tax_wan_per_mu": ("tax_yuan", "land_m2"),
    "value_added_wan_per_mu": ("value_added_above_yuan", "above_land_m2"),
    "investment_wan_per_mu": ("fixed_investment_yuan", "land_m2"),
}


@dataclass(frozen=True, slots=True)
class BuiltDraft:
    """All buildings of a plot together, as measured; ㎡."""

    floor_area_m2: Decimal
    counted_floor_area_m2: Decimal | None
    footprint_m2: Decimal | None
    buildings: int | None
    measured_on: date
    source: str
    document: str | None = None
    evidence_ids: Sequence[int] = ()


def list_room(
    session: Session, principal: Principal, as_of: date, *, park: str | None = None, plot_id: int | None = None
) -> list[dict[str, Any]]:
    """Return what each built industrial plot could still carry on a day, the most first; unknown inputs are told, never guessed."""
    rows = session.execute(
        load("performance/room_left"), {"as_of": as_of, "park": park, "plot_id": plot_id, **visible_parks(principal)}
    ).mappings()
    return [dict(row) for row in rows]


def revise_built(session: Session, principal: Principal, plot_id: int, draft: BuiltDraft, today: date) -> None:
    """Let the plot have these buildings from the day they were measured on; 404 outside the caller's parks, 400 for days in the future."""
    newest = locate_plot(session, principal, plot_id)
    if draft.measured_on > today:
        raise Invalid("built.future", "测量日期不能晚于今天，请核对。", message_en="The day is in the future.")
    refuse_day_outside_life(newest, draft.measured_on, first_day(session, plot_id))
    load_evidence(session, principal, draft.evidence_ids)
    values = {
        "floor_area_m2": draft.floor_area_m2,
        "counted_floor_area_m2": draft.counted_floor_area_m2,
        "footprint_m2": draft.footprint_m2,
        "buildings": draft.buildings,
        "measured_on": draft.measured_on,
        "source": draft.source.strip(),
        "document": draft.document,
    }
    before, _ = replace_from(
        session,
        PlotBuiltRow,
        {"plot_id": plot_id},
        draft.measured_on,
        {**values, "evidence_ids": list(draft.evidence_ids), "recorded_by_name": principal.name},
    )
    record_event(
        session,
        principal,
        EventTag.PERFORMANCE_REVISE,
        subject="plot_built",
        subject_id=plot_id,
        zone_id=newest["zone_id"],
        park_id=newest["park_id"],
        plot_id=plot_id,
        changes=differences({name: before[name] for name in values} if before else {}, values),
        reason=draft.source.strip(),
        document=draft.document,
    )


def idle_cost_of(session: Session, principal: Principal, plot_id: int, as_of: date) -> dict[str, Any]:
    """Return what it costs to leave a plot idle for a month, each term with its source (404 outside the caller's parks).

    Rates: what the contract promises; else what the plot's park made in the newest year with figures; else the rulebook's.
    """
    ensure_visible(session, principal, plot_id)
    row = session.execute(
        load("performance/idle_cost_facts"), {"plot_id": plot_id, "as_of": as_of}
    ).mappings().one_or_none()  # fmt: skip
    if row is None:
        raise NotFound(
            "plot.not_found", "这一天没有这个地块，请核对日期。", message_en="There is no such plot on that day."
        )
    book = load_rulebook(session)

    def ruled(code: str) -> Rate:
        entry = book.find(code, as_of)
        mark = "" if entry is None or entry.confirmed else "（待确认）"
        return Rate(None, "没有依据") if entry is None else Rate(Fraction(entry.value), f"规则库 {entry.basis}{mark}")

    held = "" if row["instrument"] is None else LandInstrument(row["instrument"]).label_zh

    def told(promise: Any, actual: Any) -> list[Rate]:
        return [
            Rate(None if promise is None else Fraction(promise), f"{held} {row['contract_no']} 承诺"),
            Rate(None if actual is None else Fraction(actual), f"{row['park_name_zh']} {row['year']} 年度实绩"),
        ]

    cost = monthly_idle_cost(
        row["area_m2"],
        first_known([*told(row["tax"], row["tax_wan_per_mu"]), ruled("performance.reference_tax_wan_per_mu")]),
        first_known([*told(row["value_added"], row["value_added_wan_per_mu"]), ruled("performance.reference_value_added_wan_per_mu")]),
        ruled("performance.guard_yuan_per_mu_month"),
    )  # fmt: skip
    return {
        "plot_id": plot_id,
        "plot_no": row["plot_no"],
        "as_of": as_of,
        "area_m2": row["area_m2"],
        "yuan_per_month": cost.yuan_per_month,
        "is_complete": cost.is_complete,
        "parts": [
            {"term": str(part.term), "label_zh": part.term.label_zh, "label_en": part.term.label_en, "yuan": part.yuan,
             "formula_zh": part.formula_zh, "source_zh": part.source_zh}
            for part in cost.parts
        ],
        "findings": [finding.as_dict() for finding in cost.findings],
        "basis": BASIS,
    }  # fmt: skip


def four_figures(session: Session, principal: Principal, year: int) -> dict[str, Any]:
    """Return the four provincial figures of a year per park and over the parks of the caller, with numerators and denominators.

    The total is computed from the sums, never as a mean of the parks; a figure without its inputs is None.
    """
    rows = [dict(row) for row in session.execute(load("performance/four_figures"), {"year": year, **visible_parks(principal)}).mappings()]  # fmt: skip
    total: dict[str, Any] = {name: _sum(rows, name) for name in _SUMS}
    for name, (above, below) in _RATES.items():
        over = total[below]
        total[name] = None if not over or total[above] is None else total[above] / (over * 15)
    total["floor_area_ratio"] = (
        None if not total["built_land_m2"] or total["floor_area_m2"] is None else total["floor_area_m2"] / total["built_land_m2"]
    )  # fmt: skip
    definitions = [
        {"name": name, "label_zh": zh, "label_en": en, "definition_zh": words, "definition_en": english}
        for name, (zh, en, words, english) in FOUR.items()
    ]
    return {"year": year, "parks": rows, "total": total, "definitions": definitions, "basis": FOUR_BASIS}


def _sum(rows: Sequence[dict[str, Any]], name: str) -> Any:
    known = [row[name] for row in rows if row[name] is not None]
    return sum(known) if known else None
