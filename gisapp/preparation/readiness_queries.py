"""All candidate plots with how ready they are, and one plot's sheet with every line, its evidence and what it was measured against."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.evidence.vault import describe_files
from gisapp.kernel.errors import NotFound
from gisapp.land.plots import ensure_visible
from gisapp.preparation.cleared_land import list_disputes
from gisapp.preparation.plot_indicators import list_plot_indicators
from gisapp.preparation.readiness import judge_plot, judge_plots
from gisapp.preparation.readiness_refresh import state_of, summary_of
from gisapp.preparation.readiness_shape import inputs_as_json, items_as_json, topic_states
from gisapp.preparation.standard_terms import PlotReadiness


def show_board(session: Session, principal: Principal, as_of: date) -> dict[str, Any]:
    """Return every candidate plot of the caller's parks with its state per topic, and the sums per state.

    Kept answers are used while they hold; the others are judged now, all at once, and are marked `is_pending` because the map
    still waits for them.
    """
    parameters = {"as_of": as_of, **visible_parks(principal)}
    rows = [dict(row) for row in session.execute(load("preparation/readiness_board"), parameters).mappings()]
    pending = [row["plot_id"] for row in rows if row["is_pending"]]
    judged = judge_plots(session, principal, dict.fromkeys(pending, as_of))
    for row in rows:
        if row["plot_id"] in judged:
            row |= summary_of(judged[row["plot_id"]]) | {"judged_on": as_of}
    return {
        "as_of": as_of,
        "items": rows,
        "totals": [
            {
                "state": state.value,
                "plot_count": sum(1 for row in rows if row["state"] == state.value),
                "area_m2": sum(float(row["area_m2"]) for row in rows if row["state"] == state.value),
            }
            for state in PlotReadiness
            if state is not PlotReadiness.PENDING
        ],
        "pending_count": len(pending),
    }


def show_readiness(session: Session, principal: Principal, plot_id: int, as_of: date) -> dict[str, Any]:
    """Return the gate's live answer for a plot with its inputs, its own indicators, disputes and earlier records."""
    judged = judge_plot(session, principal, plot_id, as_of)
    inputs = inputs_as_json(
        judged.plot, judged.demands, judged.basic_set, judged.table, judged.limits, judged.holds_until
    )
    kept = session.execute(
        text(
            "select judged_on, is_stale or coalesce(holds_until <= cast(:day as date), false) as is_pending from plot_readiness"
            " where plot_id = :plot_id and valid @> cast(:day as date)"
        ),
        {"plot_id": plot_id, "day": as_of},
    ).one_or_none()
    disputes = list_disputes(session, plot_id)
    is_candidate = judged.plot.row["supply"] != "allocated"
    return {
        "plot_id": plot_id,
        "plot_no": judged.plot.row["plot_no"],
        "park_code": judged.plot.row["park_code"],
        "as_of": as_of,
        "is_ready": judged.readiness.is_ready,
        "state": state_of(judged.readiness).value,
        "topics": topic_states(judged.readiness),
        "holds_until": judged.holds_until,
        "is_candidate": is_candidate,
        "is_pending": is_candidate and (kept is None or kept.is_pending),
        "items": items_as_json(judged.readiness),
        "inputs": inputs,
        "indicators": list_plot_indicators(session, plot_id, as_of),
        "disputes": disputes,
        "files": _files(session, principal, inputs, disputes),
        "records": list_records(session, plot_id),
    }


def list_records(session: Session, plot_id: int) -> list[dict[str, Any]]:
    """Return the newest fifty recorded answers of a plot."""
    return [
        dict(row) for row in session.execute(load("preparation/readiness_records"), {"plot_id": plot_id}).mappings()
    ]


def show_record(session: Session, principal: Principal, record_id: int) -> dict[str, Any]:
    """Return a recorded answer as it was given (404 outside the caller's parks)."""
    row = session.execute(
        text(
            "select id, plot_id, plot_version_id, as_of, passed, items, inputs, made_at, made_by_name"
            " from readiness_record where id = :id"
        ),
        {"id": record_id},
    ).mappings().one_or_none()  # fmt: skip
    if row is None:
        raise NotFound(
            "readiness.record_not_found",
            "没有这份准备情况结论，请刷新后重试。",
            message_en="No such readiness record.",
        )
    ensure_visible(session, principal, row["plot_id"])
    return dict(row)


def _files(
    session: Session, principal: Principal, inputs: dict[str, Any], disputes: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return what is known of every evidence file that the sheet names, so that each can be opened."""
    ids = {one for answer in inputs["answers"].values() for one in answer["evidence_ids"]}
    ids |= {one for item in inputs["assessments"] for one in item["evidence_ids"]}
    ids |= {one for item in disputes for one in (*item["evidence_ids"], *item["closing_evidence_ids"])}
    return describe_files(session, principal, sorted(ids))
