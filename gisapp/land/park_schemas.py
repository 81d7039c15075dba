"""What park routes take and give."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from gisapp.kernel.bounds import Epsg, Ordinal
from gisapp.land.schemas import Document, Reason, Shape, Strict


class NewZone(Strict):
    code: str = Field(pattern=r"^[0-9A-Za-z_-]{1,20}$")
    name_zh: str = Field(min_length=1, max_length=100)
    name_en: str = Field(default="", max_length=100)
    planar_epsg: Epsg = 4547


class ParkNames(Strict):
    name_zh: str | None = Field(default=None, max_length=100)
    name_en: str | None = Field(default=None, max_length=100)
    operator_zh: str | None = Field(default=None, max_length=100)
    operator_en: str | None = Field(default=None, max_length=100)
    purpose_zh: str | None = Field(default=None, max_length=300)
    purpose_en: str | None = Field(default=None, max_length=300)
    sort_order: Ordinal | None = None


class NewPark(ParkNames):
    code: str = Field(pattern=r"^[0-9A-Za-z_-]{1,12}$")
    parent_code: str | None = None
    planar_epsg: Epsg | None = None


class ParkBoundaryRevision(Shape):
    valid_from: date
    source: str = Field(min_length=1, max_length=200)
    reason: Reason
    document: Document = None


class ParkBoundaryWritten(Strict):
    code: str
    area_planar_m2: float
    area_ellipsoidal_m2: float
    valid_from: date
