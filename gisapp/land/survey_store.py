"""Surveys in the database: the original, the dry run's rows and issues written by COPY, and the reads that the intake needs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import numpy as np
import orjson
import shapely
from sqlalchemy import Row, insert, text, update
from sqlalchemy.orm import Session

from gisapp.db.sql_file import load
from gisapp.db.tables.survey import SurveyRow
from gisapp.land.intake.ground import Ground, ParkGround
from gisapp.land.intake.issue_log import Issue
from gisapp.land.intake.land_use import LandUseClasses
from gisapp.land.intake.live_plots import LivePlots
from gisapp.land.intake.pipeline import Box, IntakeResult, LiveLoader
from gisapp.land.intake.propose_plots import Proposal
from gisapp.plot_rules.tolerance_book import land_thresholds

_ATTRIBUTES = (
    "plot_name", "parcel_no", "real_estate_unit_no", "supervision_no", "address", "land_use_scheme", "land_use_code",
    "land_use_words",
)  # fmt: skip


def load_ground(session: Session, park_id: int, day: date) -> Ground:
    """Return the park, its neighbours in the zone, the thresholds of the day and the known land-use classes."""
    parks = [
        ParkGround(
            row.id, row.zone_id, row.code, row.name_zh, row.planar_epsg,
            _multipolygon(row.boundary),
        )
        for row in session.execute(load("land/survey_parks"), {"park_id": park_id, "day": day})
    ]  # fmt: skip
    classes = session.execute(load("land/survey_land_uses")).all()
    return Ground(
        parks[0],
        land_thresholds(session, day),
        tuple(parks[1:]),
        LandUseClasses(
            next((row.scheme for row in classes if row.is_national), ""),
            {(row.scheme, row.code): row.name_zh for row in classes},
            {(row.scheme, row.code): tuple(row.targets) for row in classes},
        ),
    )


def _multipolygon(wkb: memoryview | None) -> shapely.MultiPolygon | None:
    shape = None if wkb is None else shapely.from_wkb(bytes(wkb))
    assert shape is None or isinstance(shape, shapely.MultiPolygon)
    return shape


def live_loader(session: Session, zone_id: int, day: date) -> LiveLoader:
    """Return the function by which the intake asks for live plots within a box or with one of these numbers."""

    def load_live(box: Box | None, plot_nos: Sequence[str]) -> LivePlots:
        west, south, east, north = box or (None, None, None, None)
        rows = session.execute(
            load("land/survey_neighbours"),
            {
                "zone_id": zone_id,
                "day": day,
                "west": west,
                "south": south,
                "east": east,
                "north": north,
                "plot_nos": list(plot_nos),
            },
        ).all()
        return LivePlots(
            [row.plot_id for row in rows],
            [row.version_id for row in rows],
            [row.version_no for row in rows],
            [row.plot_no for row in rows],
            [row.park_id for row in rows],
            [row.park_name for row in rows],
            shapely.from_wkb(np.array([bytes(row.geom) for row in rows], dtype=object)),
            [_live_values(row) for row in rows],
        )

    return load_live


def _live_values(row: Row[Any]) -> dict[str, Any]:
    area = row.area_surveyed_m2
    return {name: getattr(row, name) for name in _ATTRIBUTES} | {
        "area_surveyed_m2": None if area is None else float(area)
    }


def keep_original(session: Session, sha256: str, content: bytes) -> None:
    session.execute(
        text(
            "insert into survey_original (sha256, size_bytes, content) values (:sha, :size, :content) on conflict do nothing"
        ),
        {"sha": sha256, "size": len(content), "content": content},
    )


def original_of(session: Session, sha256: str) -> bytes:
    return bytes(
        session.execute(text("select content from survey_original where sha256 = :sha"), {"sha": sha256}).scalar_one()
    )


def earlier_surveys(session: Session, sha256: str, park_id: int) -> list[Mapping[str, Any]]:
    """Return earlier surveys of the same bytes for the same park, newest first."""
    rows = session.execute(
        text(
            "select id, state, received_at, answers from survey where sha256 = :sha and park_id = :park order by id desc"
        ),
        {"sha": sha256, "park": park_id},
    )
    return [dict(row) for row in rows.mappings()]


def insert_survey(session: Session, columns: Mapping[str, Any]) -> int:
    return session.execute(insert(SurveyRow).values(**columns).returning(SurveyRow.id)).scalar_one()


def update_survey(session: Session, survey_id: int, columns: Mapping[str, Any]) -> None:
    session.execute(
        update(SurveyRow)
        .where(SurveyRow.id == survey_id)
        .values(**columns)
        .execution_options(synchronize_session=False)
    )


def lock_survey(session: Session, survey_id: int) -> None:
    session.execute(text("select 1 from survey where id = :id for update"), {"id": survey_id})


def open_rows(session: Session, survey_id: int) -> dict[int, str]:
    """Return the rows that were not accepted yet, with what is proposed for them, in file order."""
    rows = session.execute(
        text(
            "select f.row_no, f.action from survey_feature f where f.survey_id = :id and not exists"
            " (select from survey_accepted a where a.survey_id = f.survey_id and a.row_no = f.row_no) order by f.row_no"
        ),
        {"id": survey_id},
    )
    return {row.row_no: row.action for row in rows}


def result_columns(result: IntakeResult) -> dict[str, Any]:
    """Return what a dry run writes into the head of its survey."""
    return {
        "questions": [question.as_dict() for question in result.questions],
        "reading": result.reading,
        "counts": result.counts(),
        "row_count": result.row_count,
        "thresholds": asdict(result.thresholds),
        "state": "asking" if result.questions else "checked",
    }


def replace_findings(session: Session, survey_id: int, park_id: int, result: IntakeResult) -> None:
    """Write rows and issues of a dry run in place of those of an earlier one."""
    session.execute(text("delete from survey_issue where survey_id = :id"), {"id": survey_id})
    session.execute(text("delete from survey_feature where survey_id = :id"), {"id": survey_id})
    _copy(session, _FEATURE_COPY, _feature_lines(survey_id, park_id, result.proposals))
    _copy(session, _ISSUE_COPY, (_issue_line(survey_id, issue) for issue in result.log))


_FEATURE_COPY = (
    "copy survey_feature (survey_id, park_id, row_no, plot_no, action, worst_severity, geom, area_declared_m2, area_planar_m2,"
    " area_ellipsoidal_m2, attributes, delivered, boundary_points, plot_id, base_version_no) from stdin"
)
_ISSUE_COPY = (
    "copy survey_issue (survey_id, row_no, line_no, field, code, severity, value, message_zh, fix_zh, point) from stdin"
)


def _copy(session: Session, statement: str, lines: Iterable[str]) -> None:
    data = io.StringIO("".join(lines))
    connection = session.connection().connection.driver_connection
    assert connection is not None
    with connection.cursor() as cursor:
        cursor.copy_expert(statement, data)


def _feature_lines(survey_id: int, park_id: int, proposals: list[Proposal]) -> Iterable[str]:
    shapes = np.array([proposal.geometry for proposal in proposals], dtype=object)
    hexes = shapely.to_wkb(shapely.set_srid(shapes, 4490), hex=True, include_srid=True).tolist() if len(shapes) else []
    for one, shape in zip(proposals, hexes, strict=True):
        yield _line(
            survey_id, park_id, one.row, _escape(one.plot_no), one.action, one.worst, shape, one.area_declared_m2, one.area_planar_m2,
            one.area_ellipsoidal_m2, _json(one.values), _json(one.raw), _json(one.boundary_points) if one.boundary_points else None,
            one.plot_id, one.version_no,
        )  # fmt: skip


def _issue_line(survey_id: int, issue: Issue) -> str:
    point = None if issue.point is None else f"SRID=4490;POINT({issue.point[0]!r} {issue.point[1]!r})"
    return _line(
        survey_id, issue.row, issue.line, _escape(issue.field), issue.code, issue.severity.value, _escape(issue.value),
        _escape(issue.message_zh), _escape(issue.fix_zh), point,
    )  # fmt: skip


def _line(*cells: Any) -> str:
    return "\t".join(["\\N" if cell is None else str(cell) for cell in cells]) + "\n"


def _escape(value: str | None) -> str | None:
    """Return the text as COPY reads it; zero bytes cannot be stored and lone surrogates are no characters."""
    if value is None:
        return None
    plain = value.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    return plain.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _json(value: Any) -> str:
    return orjson.dumps(value).decode().replace("\\", "\\\\")
