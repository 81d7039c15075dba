"""Patches of the stock of land, and what months were frozen; the shipped definitions of the classes are written as a start."""

from __future__ import annotations

import tomllib
from pathlib import Path

import sqlalchemy as sa
from alembic import op

import gisapp.stock

revision = "1400"
down_revision = "1350"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").replace("%", "%%"))
    write_shipped_definitions(op.get_bind())


def downgrade() -> None:
    raise NotImplementedError("migrations only go forward: restore a backup instead")


def write_shipped_definitions(connection: sa.Connection) -> None:
    """Insert what each class means as shipped; none of it is confirmed."""
    shipped = (Path(gisapp.stock.__file__).parent / "definitions.toml").read_text(encoding="utf-8")
    connection.execute(
        sa.text(
            "insert into stock_definition (stock_class, definition_zh, definition_en, land_use_codes, basis, recorded_by_name, valid)"
            " values (:stock_class, :definition_zh, :definition_en, :land_use_codes, :basis, '系统预置', daterange('2000-01-01', null))"
        ),
        [{"land_use_codes": [], **entry} for entry in tomllib.loads(shipped)["definition"]],
    )
