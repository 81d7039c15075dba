"""The declarative base of all rows. Rows have no behaviour and no relationships; they stay inside `store` files."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from geoalchemy2 import Geometry
from sqlalchemy import MetaData, Text
from sqlalchemy.dialects.postgresql import DATERANGE, JSONB, TSTZRANGE, Range
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Row(DeclarativeBase):
    metadata = MetaData()
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        dict[str, Any]: JSONB,
        Range[date]: DATERANGE,
        Range[datetime]: TSTZRANGE,
    }


class Dated:
    """A fact with its two times: `valid` in the world, `recorded` in our knowledge (filled by the database)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    valid: Mapped[Range[date]]
    recorded: Mapped[Range[datetime] | None] = mapped_column(
        TSTZRANGE, server_default="tstzrange(clock_timestamp(), null)", nullable=False
    )


def multipolygon(srid: int = 4490) -> Geometry:
    return Geometry("MULTIPOLYGON", srid=srid, spatial_index=False)
