"""Indicators, regional assessments and what the readiness gate looks at; the shipped standards are written as a start."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import op

import gisapp.preparation
from gisapp.preparation.rules.readiness_demands import demands_from_tables
from gisapp.preparation.rules.thresholds import basic_sets_from_tables, requirements_from_tables

revision = "0600"
down_revision = "0500"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").replace("%", "%%"))
    write_shipped_standards(op.get_bind())


def downgrade() -> None:
    raise NotImplementedError("migrations only go forward: restore a backup instead")


def write_shipped_standards(connection: sa.Connection) -> None:
    """Insert the shipped indicator table, basic set and demands, every entry as confirmed as the file says."""
    room = Path(gisapp.preparation.__file__).parent
    tables = tomllib.loads((room / "indicator_requirements.toml").read_text(encoding="utf-8"))
    demands = tomllib.loads((room / "readiness_demands.toml").read_text(encoding="utf-8"))["demand"]
    requirements = requirements_from_tables(tables["requirement"])
    _insert(
        connection,
        "indicator_requirement",
        "indicator, direction, value, written_unit, industry_code, basis, confirmed, note",
        [
            {
                "indicator": item.indicator.value,
                "direction": item.direction.value,
                "value": f"{item.value.numerator}/{item.value.denominator}",
                "written_unit": written["unit"],
                "industry_code": item.industry_code,
                **_common(item, written),
            }
            for item, written in zip(requirements, tables["requirement"], strict=True)
        ],
    )
    _insert(
        connection,
        "basic_indicator_set",
        "indicators, basis, confirmed, note",
        [
            {"indicators": [indicator.value for indicator in item.indicators], **_common(item, written)}
            for item, written in zip(basic_sets_from_tables(tables["basic_set"]), tables["basic_set"], strict=True)
        ],
    )
    _insert(
        connection,
        "readiness_demand",
        "servicing_level, assessments, basis, confirmed, note",
        [
            {
                "servicing_level": item.servicing_level.value,
                "assessments": [kind.value for kind in item.assessments],
                **_common(item, written),
            }
            for item, written in zip(demands_from_tables(demands), demands, strict=True)
        ],
    )


def _common(item: Any, written: dict[str, Any]) -> dict[str, Any]:
    return {
        "basis": str(item.basis),
        "confirmed": item.confirmed,
        "note": written.get("note", ""),
        "effective_from": item.effective_from,
        "effective_to": item.effective_to,
    }


def _insert(connection: sa.Connection, table: str, columns: str, rows: list[dict[str, Any]]) -> None:
    # shares such as 7/100 are exact in numeric; the division is made there
    values = ", ".join(
        "cast(split_part(:value, '/', 1) as numeric) / cast(split_part(:value, '/', 2) as numeric)"
        if name == "value"
        else f":{name}"
        for name in columns.split(", ")
    )
    statement = sa.text(
        f"insert into {table} ({columns}, recorded_by_name, valid)"
        f" values ({values}, '系统预置', daterange(cast(:effective_from as date), cast(:effective_to as date)))"
    )
    if rows:
        connection.execute(statement, rows)
