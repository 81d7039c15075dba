"""What an officer said of a delivery's columns holds for the next delivery of the same source: same format, same columns."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.kernel.clock import BEIJING
from gisapp.land.intake.answers import Answers
from gisapp.land.intake.pipeline import Recall
from gisapp.land.intake.recalled import Recalled


def signature_of(kind: str, columns: Sequence[str]) -> str:
    """Return what tells one source of deliveries from another: its format and its column names, in any order."""
    return hashlib.sha256("\x1f".join([kind, *sorted(columns)]).encode("utf-8", "replace")).hexdigest()


def recall_for(session: Session, zone_id: int) -> Recall:
    """Return the function by which the intake asks how columns like these were read the last time."""

    def recall(kind: str, columns: Sequence[str]) -> Recalled | None:
        row = _newest(session, zone_id, signature_of(kind, columns))
        if row is None:
            return None
        day = row["remembered_at"].astimezone(BEIJING).strftime("%Y年%-m月%-d日")
        return Recalled(
            row["field_map"],
            row["area_unit"],
            row["land_use_scheme"],
            row["land_use_targets"],
            f"{row['remembered_by_name']}于{day}（成果 {row['survey_id']}）",
        )

    return recall


def _newest(session: Session, zone_id: int, signature: str) -> RowMapping | None:
    return (
        session.execute(
            text(
                "select field_map, area_unit, land_use_scheme, land_use_targets, survey_id, remembered_at, remembered_by_name"
                " from survey_field_memory where zone_id = :zone and signature = :signature order by id desc limit 1"
            ),
            {"zone": zone_id, "signature": signature},
        )
        .mappings()
        .one_or_none()
    )


def remember(
    session: Session, principal: Principal, survey_id: int, zone_id: int, reading: Mapping[str, Any], answers: Answers
) -> None:
    """Keep how an officer said that these columns are to be read, beside what was said of them before and still holds."""
    columns = reading.get("columns") or []
    if not columns or not (
        answers.field_map or answers.area_unit or answers.land_use_scheme or answers.land_use_targets
    ):
        return
    signature = signature_of(reading["format"], columns)
    before = _newest(session, zone_id, signature) or {
        "field_map": {}, "area_unit": None, "land_use_scheme": None, "land_use_targets": {},
    }  # fmt: skip
    said = {ours: column for ours, column in answers.field_map.items() if column in columns}
    field_map = {**before["field_map"], **said}
    land_use_targets = {**before["land_use_targets"], **answers.land_use_targets}
    session.execute(
        text(
            "insert into survey_field_memory (zone_id, signature, format, columns, field_map, area_unit, land_use_scheme, land_use_targets,"
            " survey_id, remembered_by_name)"
            " values (:zone, :signature, :format, :columns, cast(:field_map as jsonb), :area_unit, :land_use_scheme,"
            " cast(:land_use_targets as jsonb), :survey, :name)"
        ),
        {
            "zone": zone_id,
            "signature": signature,
            "format": reading["format"],
            "columns": list(columns),
            "field_map": orjson.dumps(field_map).decode(),
            "area_unit": answers.area_unit or before["area_unit"],
            "land_use_scheme": answers.land_use_scheme or before["land_use_scheme"],
            "land_use_targets": orjson.dumps(land_use_targets).decode(),
            "survey": survey_id,
            "name": principal.name,
        },
    )
