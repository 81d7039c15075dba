"""Low-efficiency land: candidates by rule with reasons, what an officer makes of each, how far its disposal has come."""

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
from gisapp.db.tables.performance import LowEfficiencyRow
from gisapp.evidence.vault import load_evidence
from gisapp.kernel.errors import Conflict, Invalid
from gisapp.land.plot_register import locate_plot
from gisapp.performance.rules.low_efficiency import LowLimits, PlotFacts, judge_low_efficiency
from gisapp.performance.terms import DisposalWay, Grade, LowEfficiencyKind, LowEfficiencyState
from gisapp.preparation.standard_terms import LandInstrument
from gisapp.rulebook.rulebook import load_rulebook


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What an officer makes of a plot: listed with kind and way, dismissed or closed with a reason; ㎡."""

    decision: LowEfficiencyState
    valid_from: date
    reason_zh: str
    kind: LowEfficiencyKind | None = None
    way: DisposalWay | None = None
    disposed_m2: Decimal = Decimal(0)
    progress_zh: str = ""
    document: str | None = None
    evidence_ids: Sequence[int] = ()


def list_low_efficiency(
    session: Session, principal: Principal, as_of: date, plot_id: int | None = None
) -> list[dict[str, Any]]:
    """Return candidates and entries of a day with their reasons, kinds and ways; plots of which nothing speaks are left out.

    With `plot_id` the plot is judged whatever comes out: the answer then also tells what could not be judged.
    """
    limits = LowLimits.of(load_rulebook(session), as_of)
    rows = session.execute(
        load("performance/low_efficiency"), {"as_of": as_of, "plot_id": plot_id, **visible_parks(principal)}
    ).mappings()
    judged = [_judged(dict(row), limits, as_of) for row in rows]
    return [row for row in judged if plot_id is not None or row["reasons"] or row["entry_id"] is not None]


def decide_low_efficiency(session: Session, principal: Principal, plot_id: int, draft: EntryDraft, today: date) -> None:
    """Put a plot on the list, move its disposal on, dismiss or close it, from a day on.

    404 outside the caller's parks, Conflict for a plot that is neither a candidate nor on the list, 400 for more disposed of than there is.
    """
    newest = locate_plot(session, principal, plot_id)
    found = next(iter(list_low_efficiency(session, principal, today, plot_id)), None)
    if found is None or (not found["reasons"] and found["entry_id"] is None and draft.kind is None):
        raise Conflict(
            "low_efficiency.not_candidate",
            "该地块不是已建成的工业、仓储用地，或没有任何低效理由，不能处理。请核对地块。",
            message_en="The plot is no candidate and not on the list.",
        )
    if draft.valid_from > today:
        raise Invalid("low_efficiency.future", "日期不能晚于今天，请核对。", message_en="The day is in the future.")
    if draft.decision is LowEfficiencyState.LISTED and draft.kind is None:
        raise Invalid("low_efficiency.kind_missing", "列入清单须选低效类型，请选择。", message_en="Choose a kind.")
    if draft.disposed_m2 > found["area_m2"]:
        raise Invalid("low_efficiency.too_much", f"处置面积不能超过占地面积 {found['area_m2']} ㎡，请核对。", message_en="More is disposed of than there is.")  # fmt: skip
    load_evidence(session, principal, draft.evidence_ids)
    values = {
        "party_id": found["party_id"],
        "decision": str(draft.decision),
        "kind": None if draft.kind is None else str(draft.kind),
        "way": None if draft.way is None else str(draft.way),
        "area_m2": found["area_m2"],
        "disposed_m2": draft.disposed_m2,
        "progress_zh": draft.progress_zh.strip(),
        "reason_zh": draft.reason_zh.strip(),
        "document": draft.document,
    }
    before, _ = replace_from(
        session,
        LowEfficiencyRow,
        {"plot_id": plot_id},
        draft.valid_from,
        {**values, "reasons": found["reasons"] or found["kept_reasons"] or [], "evidence_ids": list(draft.evidence_ids), "recorded_by_name": principal.name},
    )  # fmt: skip
    record_event(
        session,
        principal,
        EventTag.PERFORMANCE_REVISE,
        subject="low_efficiency_plot",
        subject_id=plot_id,
        zone_id=newest["zone_id"],
        park_id=newest["park_id"],
        plot_id=plot_id,
        changes=differences({name: before[name] for name in values} if before else {}, values),
        reason=draft.reason_zh.strip(),
        document=draft.document,
    )


def judge_plot(session: Session, principal: Principal, plot_id: int, as_of: date) -> dict[str, Any] | None:
    """Return how one plot is judged on a day; None for a plot that is not built, or of a use that is not judged."""
    return next(iter(list_low_efficiency(session, principal, as_of, plot_id)), None)


def _judged(row: dict[str, Any], limits: LowLimits, as_of: date) -> dict[str, Any]:
    taxes = {int(year): None if text is None else Fraction(text) for year, text in (row.pop("taxes") or {}).items()}
    facts = PlotFacts(
        tax_wan_per_mu=taxes,
        grade=None if row["grade"] is None else Grade(row["grade"]),
        is_exempt=row["grade_status"] == "exempt",
        far_built=None if row["far_built"] is None else Fraction(row["far_built"]),
        far_agreed=None if row["far_agreed"] is None else Fraction(row["far_agreed"]),
        far_source_zh=f"{LandInstrument(row['instrument']).label_zh} {row['contract_no']}"
        if row["contract_no"]
        else "",
        stopped_since=row["stopped_since"],
        broken_promises=tuple(row.pop("broken")),
    )
    found = judge_low_efficiency(facts, limits, max(taxes, default=as_of.year - 1), as_of)
    state = row["decision"] or ("candidate" if found.is_candidate else None)
    area = row["entry_area_m2"] if row["entry_area_m2"] is not None else row["area_m2"]
    return {
        **row,
        "state": state,
        "taxes": [{"year": year, "tax_wan_per_mu": None if value is None else float(value)} for year, value in sorted(taxes.items())],
        "reasons": [finding.as_dict() for finding in found.reasons],
        "unknown": [finding.as_dict() for finding in found.unknown],
        "suggested_kind": None if found.kind is None else str(found.kind),
        "suggested_ways": [str(way) for way in found.ways],
        "disposed_m2": row["disposed_m2"] or Decimal(0),
        "left_m2": area - (row["disposed_m2"] or Decimal(0)),
    }  # fmt: skip
