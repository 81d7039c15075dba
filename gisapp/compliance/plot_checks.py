"""The nightly check of every registered plot against the plot rules: only differences are written, every finding names its runs."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import shapely
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.compliance.terms import CheckKind
from gisapp.db.sql_file import load
from gisapp.plot_rules.check_plots import check_plots, registered_plots
from gisapp.plot_rules.facts import PlotFinding
from gisapp.plot_rules.terms import RuleMoment

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """What a run of one zone came to: plots looked at, findings standing now, found anew, gone since the run before."""

    kind: CheckKind
    run_id: int
    plots: int
    standing: int
    found: int
    resolved: int
    by_code: Mapping[str, int]


def check_zone_plots(
    session: Session, principal: Principal, zone_id: int, as_of: date, *, on_progress: Progress | None = None
) -> CheckSummary:
    """Put every plot of a zone to the rules of the night; a second run of a day finds nothing new and writes only itself.

    409 where a later day has been checked already: findings would open and close out of turn.
    """
    lock_checks(session)
    rows: dict[tuple[int, str], dict[str, Any]] = {}
    inputs: dict[str, Any] = {"versions": {}, "tolerances": {}, "not_asked": {}}
    plots = 0
    for park_id, park_code in parks_of(session, zone_id):
        shapes = registered_plots(session, park_id, as_of)
        places = {shape.key: shape.geometry for shape in shapes}
        run = check_plots(session, RuleMoment.NIGHTLY, park_id, shapes, as_of)
        plots += len(shapes)
        inputs["versions"] |= run.versions
        inputs["not_asked"] |= {f"{park_code}:{rule}": why for rule, why in run.not_asked.items()}
        for finding in run.findings:
            inputs["tolerances"] |= finding.tolerances
            row = _row(finding, zone_id, park_id, places)
            rows[(row["plot_id"], row["fingerprint"])] = row
        if on_progress:
            on_progress(park_code, len(shapes))
    return keep_differences(session, principal, CheckKind.RULES, zone_id, as_of, plots=plots, rows=rows, inputs=inputs)


def lock_checks(session: Session) -> None:
    """Let one run at a time compare with what is kept; the lock ends with the transaction."""
    session.execute(text("select pg_advisory_xact_lock(4492, 1)"))


def parks_of(session: Session, zone_id: int) -> list[tuple[int, str]]:
    """Return (id, code) of the parks of a zone."""
    rows = session.execute(text("select id, code from park where zone_id = :zone order by id"), {"zone": zone_id})
    return [(row.id, row.code) for row in rows]


def keep_differences(
    session: Session,
    principal: Principal,
    kind: CheckKind,
    zone_id: int,
    as_of: date,
    *,
    plots: int,
    rows: Mapping[tuple[int, str], dict[str, Any]],
    inputs: Mapping[str, Any],
) -> CheckSummary:
    """Write the run, close what is no longer found, open what is new; the same again writes no finding."""
    name = "findings" if kind is CheckKind.RULES else "overlaps"
    kept = {
        (row.plot_id, row.fingerprint): row.id
        for row in session.execute(load(f"compliance/{name}_open"), {"zone_id": zone_id})
    }
    fresh = [row for key, row in rows.items() if key not in kept]
    gone = [finding_id for key, finding_id in kept.items() if key not in rows]
    parameters = {
        "zone_id": zone_id,
        "kind": kind.value,
        "as_of": as_of,
        "by": principal.name,
        "plots": plots,
        "standing": len(rows),
        "found": len(fresh),
        "resolved": len(gone),
        "inputs": json.dumps(inputs, ensure_ascii=False),
    }
    run_id: int = session.execute(load("compliance/run_write"), parameters).scalar_one()
    if gone:
        session.execute(load(f"compliance/{name}_resolve"), {"ids": gone, "as_of": as_of, "run_id": run_id})
    if fresh:
        session.execute(
            load(f"compliance/{name}_write"),
            {"rows": json.dumps(fresh, ensure_ascii=False), "as_of": as_of, "run_id": run_id},
        )
    record_event(
        session,
        principal,
        EventTag.PLOT_CHECK_RUN,
        subject="plot_check_run",
        subject_id=run_id,
        zone_id=zone_id,
        changes={
            kind.value: {"old": None, "new": f"{as_of}：{len(rows)} 项，新增 {len(fresh)}，消除 {len(gone)}"},
        },
    )
    codes = Counter(str(row.get("code") or row["kind"]) for row in rows.values())
    return CheckSummary(kind, run_id, plots, len(rows), len(fresh), len(gone), dict(sorted(codes.items())))


def fingerprint(parts: Iterable[Any]) -> str:
    """Return what tells whether a finding of tonight is the one of last night."""
    return hashlib.sha256(json.dumps(list(parts), ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:32]


def _row(finding: PlotFinding, zone_id: int, park_id: int, places: Mapping[str, Any]) -> dict[str, Any]:
    told = finding.finding
    geometry = told.geometry or _place(places[finding.key])
    other = int(finding.other_key) if finding.other_key else None
    return {
        "zone_id": zone_id,
        "park_id": park_id,
        "plot_id": int(finding.key),
        "other_plot_id": other,
        "rule": finding.rule,
        "rule_version": finding.rule_version,
        "code": told.code,
        "severity": told.severity.value,
        "message_zh": told.message_zh,
        "message_en": told.message_en,
        "fix_zh": told.fix_zh,
        "fix_en": told.fix_en,
        "measured": told.measured,
        "required": told.required,
        "tolerances": dict(finding.tolerances),
        "geometry": geometry,
        "fingerprint": fingerprint(
            [
                finding.rule,
                finding.rule_version,
                told.code,
                other,
                told.measured,
                told.message_zh,
                sorted(finding.tolerances.items()),
                told.geometry,
            ]
        ),
    }


def _place(shape: Any) -> dict[str, Any]:
    """Return a point inside a plot, for findings that have no place of their own."""
    inside = shapely.point_on_surface(shape)
    return {"type": "Point", "coordinates": [round(inside.x, 9), round(inside.y, 9)]}
