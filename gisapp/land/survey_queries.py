"""What is known of surveys: the list, one survey, its rows, its issues, its shapes for the map, as far as the caller's parks reach."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.kernel.errors import NotFound
from gisapp.land.finding_words import in_english, kind_labels


def list_surveys(
    session: Session,
    principal: Principal,
    *,
    park_code: str | None = None,
    state: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> dict[str, Any]:
    """Return a page of surveys, newest first, with the total."""
    parameters = {"park_code": park_code, "state": state, "limit": limit, "offset": offset, **visible_parks(principal)}
    return _page(session, "land/survey_list", parameters)


def find_survey(session: Session, principal: Principal, survey_id: int) -> dict[str, Any]:
    """Return one survey; 404 when there is none in the caller's parks."""
    row = (
        session.execute(load("land/survey_one"), {"id": survey_id, **visible_parks(principal)}).mappings().one_or_none()
    )
    if row is None:
        raise NotFound(
            "survey.not_found", "没有这份测绘成果，或您没有查看权限。", message_en="No such survey, or not for you."
        )
    return {
        **row,
        "questions": [_asked_in_both(question) for question in row["questions"]],
        "issue_codes": [
            {**issue, **kind_labels(issue.pop("message_zh"), issue["code"])} for issue in row["issue_codes"]
        ],
    }


def _asked_in_both(question: dict[str, Any]) -> dict[str, Any]:
    return {
        **question,
        "message_en": in_english({"code": f"question.{question['code'].partition('.')[0]}"})["message_en"],
    }


def list_rows(
    session: Session,
    principal: Principal,
    survey_id: int,
    *,
    action: str | None = None,
    severity: str | None = None,
    limit: int = 200,
    offset: int = 0,
) -> dict[str, Any]:
    """Return a page of the file's rows with their issues and what became of them."""
    find_survey(session, principal, survey_id)
    page = _page(
        session,
        "land/survey_rows",
        {"id": survey_id, "action": action, "severity": severity, "limit": limit, "offset": offset},
    )
    for row in page["items"]:
        row["issues"] = [{**issue, **in_english(issue)} for issue in row["issues"]]
    return page


def list_issues(
    session: Session,
    principal: Principal,
    survey_id: int,
    *,
    row_no: int | None = None,
    severity: str | None = None,
    code: str | None = None,
    limit: int | None = 200,
    offset: int = 0,
) -> dict[str, Any]:
    """Return a page of issues in file order; `limit` None returns all."""
    find_survey(session, principal, survey_id)
    parameters = {
        "id": survey_id,
        "row_no": row_no,
        "severity": severity,
        "code": code,
        "limit": limit,
        "offset": offset,
    }
    page = _page(session, "land/survey_issues", parameters)
    page["items"] = [{**issue, **in_english(issue)} for issue in page["items"]]
    return page


def list_missing(session: Session, principal: Principal, survey_id: int, day: date) -> list[dict[str, Any]]:
    """Return the plots of the last accepted delivery of the same source that still stand on a day and that this file names no more."""
    find_survey(session, principal, survey_id)
    asked = {"id": survey_id, "day": day, **visible_parks(principal)}
    return [dict(row) for row in session.execute(load("land/survey_missing"), asked).mappings()]


def preview_geojson(session: Session, principal: Principal, survey_id: int, limit: int) -> str:
    """Return the rows as a GeoJSON FeatureCollection (lon, lat in EPSG:4490), as text."""
    find_survey(session, principal, survey_id)
    return session.execute(load("land/survey_preview"), {"id": survey_id, "limit": limit}).scalar_one()


def _page(session: Session, name: str, parameters: dict[str, Any]) -> dict[str, Any]:
    items = [dict(row) for row in session.execute(load(name), parameters).mappings()]
    total = items[0]["total"] if items else 0
    for item in items:
        del item["total"]
    return {"total": total, "items": items}
