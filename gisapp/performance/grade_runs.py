"""Grades of a year: tried out without keeping anything, fixed once with all that they rest on, read as they were fixed, proved again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.kernel.errors import Conflict, NotFound
from gisapp.kernel.money import round_fraction
from gisapp.performance.figures import like, load_year
from gisapp.performance.rules.figures import YearFigures
from gisapp.performance.rules.grading import Exemption, Graded, ScopeLimits, grade_all
from gisapp.performance.rules.scoring import ALGORITHM
from gisapp.performance.schemes import SchemeDraft, as_draft, locate_scheme, newest_scheme, refuse_part_of_zone
from gisapp.performance.terms import ExemptionKind
from gisapp.rulebook.rulebook import load_rulebook


def preview_grades(session: Session, principal: Principal, draft: SchemeDraft, as_of: date) -> list[dict[str, Any]]:
    """Return what a scheme would make of its year, keeping nothing: ranks are those of the whole zone, rows those of the caller's parks.

    Each row carries the grade that is in force, so that both can be compared.
    """
    scheme, shares = draft.rules()
    figures = load_year(session, draft.year)
    limits = ScopeLimits.of(load_rulebook(session), as_of)
    found = grade_all(figures, scheme, shares, limits, _exemptions(session, draft.year))
    run = newest_run(session, draft.year, as_of)
    before = {} if run is None else {(row["party_id"], row["park_id"]): row for row in list_results(session, principal, run["id"], as_of)}  # fmt: skip
    parks = {row.id: row for row in session.execute(text("select id, code, name_zh, name_en from park"))}
    scope = visible_parks(principal)
    return [
        {
            **_result(item),
            "party_id": item.score.figures.party_id,
            "park_id": item.score.figures.park_id,
            "party_name_zh": item.score.figures.name_zh,
            "park_code": parks[item.score.figures.park_id].code,
            "grade_before": (before.get(item.score.figures.key) or {}).get("grade"),
            "rank_before": (before.get(item.score.figures.key) or {}).get("rank"),
        }
        for item in found
        if scope["all_parks"] or item.score.figures.park_id in scope["park_ids"]
    ]


def fix_grades(session: Session, principal: Principal, year: int, today: date, note: str = "") -> int:
    """Fix the grades of a year by its newest scheme; return the run's id. Everything it rests on is kept and never changes.

    403 for whoever sees part of the zone only, Conflict where there is no scheme or nothing to grade.
    """
    refuse_part_of_zone(principal)
    zone_id = session.execute(text("select min(id) from zone")).scalar_one()
    session.execute(text("select pg_advisory_xact_lock(4495, :zone)"), {"zone": zone_id})
    kept = newest_scheme(session, year)
    scheme, shares = as_draft(kept).rules()
    figures = load_year(session, year)
    limits = ScopeLimits.of(load_rulebook(session), today)
    exemptions = _exemptions(session, year)
    found = grade_all(figures, scheme, shares, limits, exemptions)
    if not any(item.grade for item in found):
        raise Conflict(
            "grade_run.nothing",
            f"{year} 年度没有可以定级的企业，请先导入数据并补齐。",
            message_en="There is no enterprise to grade.",
        )
    settings = {
        "limits": limits.as_dict(),
        "exemptions": [
            {"party_id": party, "park_id": park, "kind": str(item.kind), "reason_zh": item.reason_zh}
            for (party, park), item in sorted(exemptions.items())
        ],
    }
    run_no = session.execute(
        text("select coalesce(max(run_no), 0) + 1 from grade_run where zone_id = :zone and year = :year"),
        {"zone": zone_id, "year": year},
    ).scalar_one()
    run_id: int = session.execute(
        text(
            "insert into grade_run (zone_id, year, run_no, scheme_id, fixed_on, algorithm, settings, inputs_sha256, note, recorded_by, recorded_by_name)"
            " values (:zone, :year, :run_no, :scheme, :today, :algorithm, cast(:settings as jsonb), :sha, :note, :by, :name) returning id"
        ),
        {
            "zone": zone_id, "year": year, "run_no": run_no, "scheme": kept["id"], "today": today, "algorithm": ALGORITHM,
            "settings": orjson.dumps(settings).decode(), "sha": inputs_sha256(figures, kept, settings), "note": note.strip(),
            "by": principal.account_id, "name": principal.name,
        },
    ).scalar_one()  # fmt: skip
    session.execute(
        text(
            "insert into grade_result (run_id, party_id, park_id, figure_id, segment, status, score, rank, ranked_of, is_tied, grade, reason_zh, land_m2, inputs, contributions)"
            " values (:run_id, :party_id, :park_id, :figure_id, :segment, :status, :score, :rank, :ranked_of, :is_tied, :grade, :reason_zh, :land_m2,"
            " cast(:inputs as jsonb), cast(:contributions as jsonb))"
        ),
        [_row(run_id, item) for item in found],
    )
    record_event(
        session,
        principal,
        EventTag.PERFORMANCE_GRADE,
        subject="grade_run",
        subject_id=run_id,
        zone_id=zone_id,
        changes={"year": {"old": None, "new": str(year)}, "graded": {"old": None, "new": str(sum(item.rank is not None for item in found))}},
        reason=note.strip() or None,
    )  # fmt: skip
    return run_id


def list_runs(
    session: Session, as_of: date, year: int | None = None, run_id: int | None = None
) -> list[dict[str, Any]]:
    """Return the runs fixed by a day, newest first."""
    rows = session.execute(load("performance/runs"), {"as_of": as_of, "year": year, "run_id": run_id}).mappings()
    return [dict(row) for row in rows]


def newest_run(session: Session, year: int, as_of: date) -> dict[str, Any] | None:
    found = list_runs(session, as_of, year)
    return found[0] if found else None


def list_results(
    session: Session,
    principal: Principal,
    run_id: int,
    as_of: date,
    *,
    park: str | None = None,
    q: str | None = None,
    plot_id: int | None = None,
) -> list[dict[str, Any]]:
    """Return the results of a run as they were fixed, with the grades of appeals upheld by the day; of the caller's parks."""
    parameters = {"run_id": run_id, "result_id": None, "as_of": as_of, "park": park, "q": like(q), "plot_id": plot_id}
    rows = session.execute(load("performance/league"), {**parameters, **visible_parks(principal)}).mappings()
    return [dict(row) for row in rows]


def locate_result(session: Session, principal: Principal, result_id: int, as_of: date) -> dict[str, Any]:
    """Return one result (404 outside the caller's parks)."""
    parameters = {"run_id": None, "result_id": result_id, "as_of": as_of, "park": None, "q": None, "plot_id": None}
    row = session.execute(
        load("performance/league"), {**parameters, **visible_parks(principal)}
    ).mappings().one_or_none()  # fmt: skip
    if row is None:
        raise NotFound(
            "grade.not_found",
            "没有这个评定结果，或您没有查看权限。请从排名中选择。",
            message_en="No such result, or not for you.",
        )
    return dict(row)


def verify_run(session: Session, run_id: int, as_of: date) -> dict[str, Any]:
    """Compute a run again from what it kept; tell whether its hash and every grade come out the same."""
    runs = list_runs(session, as_of, run_id=run_id)
    if not runs:
        raise NotFound("grade_run.not_found", "没有这次评定，请从列表中选择。", message_en="No such run.")
    run = runs[0]
    rows = session.execute(
        text("select id, inputs, status, score, rank, grade from grade_result where run_id = :id order by id"), {"id": run_id}
    ).mappings().all()  # fmt: skip
    figures = [YearFigures.parse(row["inputs"]) for row in rows]
    kept = locate_scheme(session, run["scheme_id"])
    scheme, shares = as_draft(kept).rules()
    exemptions = {
        (item["party_id"], item["park_id"]): Exemption(ExemptionKind(item["kind"]), item["reason_zh"])
        for item in run["settings"]["exemptions"]
    }
    again = grade_all(figures, scheme, shares, ScopeLimits.parse(run["settings"]["limits"]), exemptions)
    computed = {item.score.figures.figure_id: _result(item) for item in again}
    differing = [
        row["id"]
        for row in rows
        if any(_plain(row[name]) != _plain(computed[row["inputs"]["figure_id"]][name]) for name in ("status", "score", "rank", "grade"))
    ]  # fmt: skip
    sha = inputs_sha256(figures, kept, run["settings"])
    return {
        "run_id": run_id,
        "same_algorithm": run["algorithm"] == ALGORITHM,
        "same_inputs": sha == run["inputs_sha256"],
        "inputs_sha256": sha,
        "results": len(rows),
        "differing": differing,
    }


def inputs_sha256(figures: Sequence[YearFigures], scheme: Mapping[str, Any], settings: Mapping[str, Any]) -> str:
    """Return the hash over figures, scheme, settings and algorithm in one canonical text."""
    told = {
        "algorithm": ALGORITHM,
        "figures": [item.as_dict() for item in sorted(figures, key=lambda item: item.key)],
        "scheme": {
            "criteria": scheme["criteria"],
            "shares": [format(Decimal(scheme[name]).normalize(), "f") for name in ("share_a", "share_b", "share_c")],
        },
        "settings": settings,
    }
    return hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _exemptions(session: Session, year: int) -> dict[tuple[int, int], Exemption]:
    rows = session.execute(
        text(
            "select party_id, park_id, kind, reason_zh from grade_exemption where upper_inf(recorded) and valid @> cast(:day as date)"
        ),
        {"day": date(year, 12, 31)},
    )
    return {(row.party_id, row.park_id): Exemption(ExemptionKind(row.kind), row.reason_zh) for row in rows}


def _result(item: Graded) -> dict[str, Any]:
    land = item.score.figures.land_m2
    return {
        "segment": str(item.score.figures.segment),
        "status": str(item.status),
        "score": item.score.total,
        "rank": item.rank,
        "ranked_of": item.ranked_of,
        "is_tied": item.is_tied,
        "grade": None if item.grade is None else str(item.grade),
        "reason_zh": item.reason_zh,
        "land_m2": None if land is None else round_fraction(land, 2),
        "contributions": [part.as_dict() for part in item.score.contributions],
    }


def _row(run_id: int, item: Graded) -> dict[str, Any]:
    result = _result(item)
    figures = item.score.figures
    return {
        **result,
        "run_id": run_id,
        "party_id": figures.party_id,
        "park_id": figures.park_id,
        "figure_id": figures.figure_id,
        "inputs": orjson.dumps(figures.as_dict()).decode(),
        "contributions": orjson.dumps(result["contributions"]).decode(),
    }


def _plain(value: Any) -> str | None:
    return None if value is None else format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
