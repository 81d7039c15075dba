"""The readiness gate over the register: judged live for one plot or many, recorded for an announcement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.kernel.errors import NotFound, RuleViolation
from gisapp.land.plots import ensure_visible
from gisapp.preparation.readiness_fact_queries import GatheredPlot, gather_facts
from gisapp.preparation.readiness_shape import inputs_as_json, items_as_json
from gisapp.preparation.rules.limits import SupplyLimits
from gisapp.preparation.rules.plot_requirements import requirements_of_plot
from gisapp.preparation.rules.readiness import assess_plot_readiness
from gisapp.preparation.rules.readiness_demands import ReadinessDemands
from gisapp.preparation.rules.readiness_facts import Readiness
from gisapp.preparation.rules.readiness_horizon import next_change_by_time
from gisapp.preparation.rules.thresholds import BasicSet, RequirementSet
from gisapp.preparation.standard_terms import ReadinessState
from gisapp.preparation.standards import Standards, load_standards


@dataclass(frozen=True)
class JudgedPlot:
    """The gate's answer for one plot on one day, with all that it was measured against."""

    plot: GatheredPlot
    readiness: Readiness
    demands: ReadinessDemands
    basic_set: BasicSet
    table: RequirementSet
    limits: SupplyLimits
    holds_until: date | None


def judge_plots(session: Session, principal: Principal, asked: Mapping[int, date]) -> dict[int, JudgedPlot]:
    """Return the gate's answer for each plot on its day; plots that are not live that day are left out.

    About ten statements, however many plots. The caller's right to see the plots is checked by whoever asks.
    """
    standards = load_standards(session)
    edges = tuple(_edges(standards))
    gathered = gather_facts(session, principal, asked)
    return {plot_id: _judge(plot, standards, edges) for plot_id, plot in gathered.items()}


def judge_plot(session: Session, principal: Principal, plot_id: int, as_of: date) -> JudgedPlot:
    """Return the gate's answer for one plot (404 outside the caller's parks, or where it is not live on that day)."""
    ensure_visible(session, principal, plot_id)
    found = judge_plots(session, principal, {plot_id: as_of}).get(plot_id)
    if found is None:
        raise NotFound(
            "plot.not_live",
            f"地块在{as_of:%Y年%-m月%-d日}没有在册界线，不能核查准备情况。请调整日期。",
            message_en=f"The plot has no boundary on {as_of}.",
        )
    return found


def assess_readiness(session: Session, principal: Principal, plot_id: int, as_of: date) -> Readiness:
    """Can this plot be offered as a standard plot on that day? Live, nothing is stored."""
    return judge_plot(session, principal, plot_id, as_of).readiness


def record_readiness(
    session: Session, principal: Principal, plot_id: int, as_of: date, *, reason: str = "", document: str | None = None
) -> int:
    """Write down the gate's answer with everything it looked at and return the record's id, whether the plot passed or not."""
    return write_record(
        session, principal, judge_plot(session, principal, plot_id, as_of), reason=reason, document=document
    )


def require_readiness(session: Session, principal: Principal, plot_id: int, as_of: date, *, reason: str = "") -> int:
    """Return the id of a record that passed; RuleViolation with every finding where the plot is not ready, and nothing is stored."""
    judged = judge_plot(session, principal, plot_id, as_of)
    if not judged.readiness.is_ready:
        lacking = [item.label_zh for item in judged.readiness.items if item.state is not ReadinessState.PASSED]
        raise RuleViolation(
            "readiness.not_ready",
            f"地块{judged.plot.row['plot_no']}还不具备供应条件，有 {len(lacking)} 项未通过：{'、'.join(lacking[:6])}"
            f"{'等' if len(lacking) > 6 else ''}。请在“备”中逐项落实后再发布。",
            message_en=f"The plot is not ready: {len(lacking)} items have not passed.",
            findings=judged.readiness.findings,
        )
    return write_record(session, principal, judged, reason=reason)


def write_record(
    session: Session, principal: Principal, judged: JudgedPlot, *, reason: str = "", document: str | None = None
) -> int:
    """Append a readiness record and its audit event."""
    row = judged.plot.row
    record_id: int = session.execute(
        text(
            "insert into readiness_record (plot_id, plot_version_id, as_of, passed, items, inputs, made_by, made_by_name) values"
            " (:plot_id, :version_id, :as_of, :passed, cast(:items as jsonb), cast(:inputs as jsonb), :by, :name) returning id"
        ),
        {**record_row(judged), "by": principal.account_id, "name": principal.name},
    ).scalar_one()
    lacking = sum(1 for item in judged.readiness.items if item.state is not ReadinessState.PASSED)
    record_event(
        session,
        principal,
        EventTag.READINESS_RECORD,
        subject="readiness_record",
        subject_id=record_id,
        plot_id=row["plot_id"],
        park_id=row["park_id"],
        zone_id=row["zone_id"],
        changes={
            "passed": {"old": None, "new": "true" if judged.readiness.is_ready else "false"},
            "items_not_passed": {"old": None, "new": str(lacking)},
            "as_of": {"old": None, "new": row["day"].isoformat()},
        },
        reason=reason or None,
        document=document,
    )
    return record_id


def record_row(judged: JudgedPlot) -> dict[str, Any]:
    """Return the columns of a readiness record."""
    row = judged.plot.row
    inputs = inputs_as_json(
        judged.plot, judged.demands, judged.basic_set, judged.table, judged.limits, judged.holds_until
    )
    return {
        "plot_id": row["plot_id"],
        "version_id": row["version_id"],
        "as_of": row["day"],
        "passed": judged.readiness.is_ready,
        "items": orjson.dumps(items_as_json(judged.readiness)).decode(),
        "inputs": orjson.dumps(inputs).decode(),
    }


def _judge(plot: GatheredPlot, standards: Standards, edges: tuple[date, ...]) -> JudgedPlot:
    day = plot.facts.as_of
    demands, basic_set, limits = standards.demands_on(day), standards.basic_on(day), standards.limits_on(day)
    table = requirements_of_plot(
        standards.requirements,
        industry_codes=plot.row["industry_codes"],
        park_code=plot.row["park_code"],
        day=day,
    )
    own = plot.row["next_fact_on"]
    return JudgedPlot(
        plot=plot,
        readiness=assess_plot_readiness(plot.facts, demands, basic_set, table, limits),
        demands=demands,
        basic_set=basic_set,
        table=table,
        limits=limits,
        holds_until=next_change_by_time(plot.facts, demands, limits, edges if own is None else (*edges, own)),
    )


def _edges(standards: Standards) -> Iterator[date]:
    for item in (*standards.requirements, *standards.basic_sets, *standards.demands):
        yield item.effective_from
        if item.effective_to is not None:
            yield item.effective_to
    for code, entries in standards.book.by_code.items():
        if code.startswith("readiness."):
            yield from (entry.effective_from for entry in entries)
