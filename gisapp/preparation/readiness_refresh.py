"""Keeps the newest answer of the gate per candidate plot where tiles and lists can read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal, system_principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.kernel.finding import Severity
from gisapp.preparation.readiness import JudgedPlot, judge_plots
from gisapp.preparation.readiness_shape import topic_states
from gisapp.preparation.rules.readiness_facts import Readiness
from gisapp.preparation.standard_terms import PlotReadiness, ReadinessState

_ACTOR = "准备情况核查"


def lock_readiness(session: Session) -> None:
    """Let one writer at a time keep the read model; taken before any fact is written, so that no two wait for each other."""
    session.execute(text("select pg_advisory_xact_lock(4494, 1)"))


def candidate_plots(session: Session, as_of: date) -> list[int]:
    """Return the plots that are prepared for supply or could be: industrial and storage land without a holder."""
    return list(session.execute(load("preparation/readiness_candidates"), {"as_of": as_of}).scalars())


def refresh_readiness(session: Session, as_of: date, plot_ids: Iterable[int] | None = None) -> int:
    """Judge candidate plots again and keep the answers; return how many were judged.

    Without `plot_ids` all candidates of the day, and rows of plots that are candidates no longer are closed.
    A day before the newest judgement changes nothing: the read model only goes forward.
    """
    lock_readiness(session)
    newest = session.execute(text("select max(judged_on) from plot_readiness where upper_inf(valid)")).scalar()
    if newest is not None and as_of < newest:
        return 0
    candidates = candidate_plots(session, as_of)
    wanted = candidates if plot_ids is None else sorted(set(plot_ids) & set(candidates))
    judged = judge_plots(session, system_principal(_ACTOR), dict.fromkeys(wanted, as_of))
    keep_judgements(session, judged.values(), as_of)
    if plot_ids is None:
        session.execute(load("preparation/readiness_close_others"), {"candidates": candidates, "day": as_of})
    return len(judged)


def keep_judgements(session: Session, judged: Iterable[JudgedPlot], as_of: date) -> None:
    """Write these answers into the read model; an unchanged answer only gets its new day."""
    rows = [summary_of(item) for item in judged]
    if not rows:
        return
    parameters = {"rows": orjson.dumps(rows).decode(), "day": as_of}
    same = set(session.execute(load("preparation/readiness_keep_same"), parameters).scalars())
    changed = [row for row in rows if row["plot_id"] not in same]
    if changed:
        parameters = {"rows": orjson.dumps(changed).decode(), "day": as_of}
        for name in ("drop", "close", "write"):
            session.execute(load(f"preparation/readiness_keep_{name}"), parameters)


def summary_of(judged: JudgedPlot) -> dict[str, Any]:
    """Return what the board and the map need of an answer: state, worst state per topic, first reason, until when it holds."""
    items = judged.readiness.items
    first = next((f for item in items for f in item.findings if f.severity is Severity.ERROR), None)
    warning = next((f for f in judged.readiness.findings if f.code == "readiness.assessment_expiring"), None)
    reason = first or warning
    return {
        "plot_id": judged.plot.row["plot_id"],
        "state": state_of(judged.readiness).value,
        "topics": topic_states(judged.readiness),
        "failed_count": sum(1 for item in items if item.state is ReadinessState.FAILED),
        "open_count": sum(1 for item in items if item.state is ReadinessState.UNKNOWN),
        "reason_zh": reason.message_zh if reason else "",
        "holds_until": judged.holds_until.isoformat() if judged.holds_until else None,
    }


def state_of(readiness: Readiness) -> PlotReadiness:
    """Return the one word for a plot: ready, ready with an assessment about to end, open questions, or failed."""
    states = {item.state for item in readiness.items}
    if ReadinessState.FAILED in states or not states:
        return PlotReadiness.FAILED
    if ReadinessState.UNKNOWN in states:
        return PlotReadiness.OPEN
    expiring = any(finding.code == "readiness.assessment_expiring" for finding in readiness.findings)
    return PlotReadiness.EXPIRING if expiring else PlotReadiness.READY


def stale_plots(session: Session, principal: Principal, as_of: date) -> list[int]:
    """Return candidates in the caller's parks whose kept answer is missing, overtaken by a change or by time."""
    return list(
        session.execute(load("preparation/readiness_stale"), {"as_of": as_of, **visible_parks(principal)}).scalars()
    )
