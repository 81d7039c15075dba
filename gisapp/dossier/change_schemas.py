"""What changed between two days, as it is answered: areas in ㎡, boxes west, south, east, north in degrees (EPSG:4490)."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from gisapp.api.answers import InPark
from gisapp.kernel.crs import Bbox
from gisapp.land.terms import PlotChange


class DayCount(BaseModel):
    day: date
    plots: int


class ChangeDays(BaseModel):
    """Days worth stepping to: of the facts themselves, and of their entry into the register."""

    today: date
    changed: list[DayCount]
    recorded: list[DayCount]


class FieldChange(BaseModel):
    old: str | None
    new: str | None


class ChangedPlot(BaseModel):
    id: int
    plot_no: str
    change: PlotChange
    related_no: str | None
    park_code: str
    park_name_zh: str
    before_area_m2: float | None
    after_area_m2: float | None
    changes: dict[str, FieldChange] | None
    bbox: Bbox


class ParkBalance(InPark):
    before_count: int
    before_area_m2: float
    after_count: int
    after_area_m2: float
    counts: dict[PlotChange, int]


class ChangeAnswer(BaseModel):
    since: date
    as_of: date
    items: list[ChangedPlot]
    counts: dict[PlotChange, int]
    balance: list[ParkBalance]
