"""What the layer routes answer: everything a map needs to draw a layer and to explain it. Boxes in degrees of EPSG:4490."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Field

from gisapp.api.answers import Labels, Titled

Unit = Literal["m2", "m", "yuan", "ratio", "count", "date"]
Box = list[float]


class ValueLabel(BaseModel):
    zh: str
    en: str


class LayerField(Labels):
    """A column that the caller may see; `values` are the words of its vocabulary `terms`, by value."""

    name: str
    unit: Unit | None = Field(description="the unit in which it is stored")
    terms: str | None = Field(examples=["land.Stage"])
    values: dict[str, ValueLabel]
    in_tile: bool


class PatternTile(BaseModel):
    """A square tile that repeats over a fill, in pixels: a stroked path, filled dots (x, y, radius), or both."""

    name: str | None
    size: int
    path: str
    dots: list[tuple[float, float, float]]


class Symbol(Labels):
    """How a class looks."""

    glyph: str
    pattern: PatternTile | None
    width: float | None = Field(description="pixels")
    dash: list[float] = Field(description="pixels, drawn and left out in turn")


class ClassAnswer(Symbol):
    """A line of the legend: features with this value."""

    value: str
    color: str = Field(examples=["#2f6f4f"])


class CountedClass(Symbol):
    """How many features have this value; null = values that no class covers."""

    value: str | None
    color: str | None
    count: int
    measure: float | None


class LayerLegend(BaseModel):
    """`by` = the field whose value decides the class, `measure` = the field that is summed."""

    by: str | None
    measure: str | None
    unit: Unit | None
    opacity: float = Field(description="strength of the fill, 0 to 1")
    outline: str | None
    outline_width: float = Field(description="pixels")
    classes: list[ClassAnswer]


class LayerPopup(BaseModel):
    title: str
    fields: list[str]


class LayerFilter(BaseModel):
    fields: list[str]


class LayerAnswer(Titled):
    """A layer as this caller may see it; `tiles` and `items` are addresses, `style` the rules of an OpenLayers flat style."""

    id: str
    about_zh: str
    about_en: str
    group: str
    group_title_zh: str
    group_title_en: str
    draw_order: int
    geometry: Literal["polygon", "line", "point"]
    minzoom: int
    detail_zoom: int
    maxzoom: int
    visible: bool
    known: bool
    compares: bool
    main: bool
    label: str | None
    label_zoom: int
    attribution_zh: str
    attribution_en: str
    tiles: str
    items: str
    fields: list[LayerField]
    legend: LayerLegend
    popup: LayerPopup | None
    filter: LayerFilter | None
    style: list[dict[str, Any]]


class LayerGroupAnswer(Titled):
    id: str


class PatternImage(BaseModel):
    """A pattern as an image for swatches, `size` pixels square."""

    size: int
    image: str


class LayerTree(BaseModel):
    """The groups in draw order, bottom first, and the patterns by name."""

    groups: list[LayerGroupAnswer]
    patterns: dict[str, PatternImage]


class CountedLegend(BaseModel):
    """Counts and sums by class over exactly the rows that the layer's items list for the same filters."""

    layer: str
    as_of: date
    by: str | None
    measure: str | None
    unit: Unit | None
    total_count: int
    total_measure: float | None
    classes: list[CountedClass]


class LayerExtent(BaseModel):
    """West, south, east, north of what the caller may see on the day; null = nothing."""

    layer: str
    bbox: Box | None
