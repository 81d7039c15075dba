"""Answers what a layer file may say. Each key's description is the question its author answers.

The language is capped: no expressions, no inheritance, unknown keys refused. A layer that needs more gets a view or code.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=40)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]

MAX_TILE_FIELDS = 6
"""A tile carries what is drawn and what a tooltip says; sixteen attributes doubled the bytes (details go by id)."""

MAX_ZOOM = 22


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class LayerField(_Strict):
    """One column of the source, as people read it."""

    name: Identifier = Field(description="Which column of the source is it?")
    label_zh: Label = Field(description="What does an officer call it?")
    label_en: Label = Field(description="What does a foreign investor call it?")
    terms: str | None = Field(None, description="Which vocabulary (`concept.EnumName`) labels its values?")
    values: tuple[str, ...] = Field(
        (), description="Which of that vocabulary's values can occur here? None named: all."
    )
    unit: Literal["m2", "m", "yuan", "ratio", "count", "date"] | None = Field(
        None, description="In which unit is it stored? The client shows m2 as 亩."
    )
    audience: Literal["everyone", "staff"] = Field(
        "everyone", description="Who may see it? Others' SQL never selects it."
    )
    in_tile: bool = Field(False, description="Is it needed to draw, filter or hover? Everything else is fetched by id.")


class LegendClass(_Strict):
    """One line of the legend and the way its features are painted."""

    value: str = Field(description="Which value of the legend's field is it? Empty for a layer of one class.")
    color: str = Field(description="Which colour of palette.toml?")
    glyph: str = Field(description="Which glyph of palette.toml marks it where colour cannot?")
    pattern: str | None = Field(None, description="Which pattern of palette.toml lies over the fill?")
    label_zh: Label | None = Field(None, description="What is it called, when no vocabulary says so?")
    label_en: Label | None = Field(None, description="And in English?")
    width: Annotated[float, Field(gt=0, le=8)] | None = Field(None, description="How wide is its line, in pixels?")
    dash: tuple[float, ...] = Field((), description="Dashes and gaps of its line, in pixels?")


class Legend(_Strict):
    """How the layer is explained; paint and legend both come from here and so cannot disagree."""

    by: Identifier | None = Field(None, description="Which field decides the class? None: all features look alike.")
    measure: Identifier | None = Field(None, description="Which field is summed per class (area in m2, length in m)?")
    opacity: Annotated[float, Field(ge=0, le=1)] = Field(
        0.8, description="How strongly is an area filled? 0: outline only."
    )
    outline: str | None = Field(None, description="Which colour outlines areas? None: the class colour.")
    outline_width: Annotated[float, Field(gt=0, le=6)] = Field(1, description="How wide is that outline, in pixels?")
    classes: tuple[LegendClass, ...] = Field(alias="class", min_length=1, description="Which classes are there?")


class Popup(_Strict):
    """What a click shows."""

    title: Identifier = Field(description="Which field is the heading?")
    fields: tuple[Identifier, ...] = Field(description="Which fields follow, in reading order?")


class Filter(_Strict):
    """What people narrow the layer by."""

    fields: tuple[Identifier, ...] = Field(description="Which fields can be filtered, in the order of the chips?")


class LayerDefinition(_Strict):
    """A map layer: what it is called, where rows come from, who sees it, how it is drawn, when, and how it is filtered."""

    id: Identifier = Field(description="What is it called in addresses? Singular, snake_case, equal to its folder.")
    title_zh: Label = Field(description="What does the layer tree say?")
    title_en: Label = Field(description="And in English?")
    about_zh: str = Field("", description="Which question does it answer, in one sentence?")
    about_en: str = Field("", description="And in English?")
    group: Identifier = Field(description="Which group of groups.toml does it belong to?")
    order: int = Field(0, description="Where in its group is it drawn, low below high?")
    geometry: Literal["polygon", "line", "point"] = Field(description="What are its shapes?")
    source: str = Field("source.sql", description="Which SELECT gives the rows? A path below layers/ may be shared.")
    tables: tuple[Identifier, ...] = Field(
        min_length=1, description="Whose change makes its tiles stale? The table of the shapes first."
    )
    permission: str = Field(description="Which permission opens it? `public`: anyone, without an account.")
    park_scoped: bool = Field(False, description="Does the source give park_id, and see callers only their own parks?")
    minzoom: Annotated[int, Field(ge=0, le=MAX_ZOOM)] = Field(description="From which zoom is it drawn at all?")
    detail_zoom: Annotated[int, Field(ge=0, le=MAX_ZOOM)] = Field(
        0, description="From which zoom in full? Below: coarse shapes and the legend's field only."
    )
    mercator: bool = Field(False, description="Does the source give a stored, indexed, clockwise geom_3857?")
    known: bool = Field(
        False,
        description="Are all its rows kept with what was known when, so that it can be asked of earlier knowledge?",
    )
    reduced: bool = Field(
        False, description="Is it drawn only as exactly as the zone lets the public know where its sites lie?"
    )
    strict_tiles: bool = Field(
        False, description="Must every tile polygon be clipped and valid, at a third of the speed?"
    )
    visible: bool = Field(False, description="Is it switched on when somebody opens the map?")
    main: bool = Field(False, description="Is it the layer whose features open a dossier?")
    label: Identifier | None = Field(None, description="Which field is written on the map?")
    label_zoom: Annotated[int, Field(ge=0, le=MAX_ZOOM)] = Field(15, description="From which zoom is it written?")
    attribution_zh: str = Field("", description="Who made the data, under which licence?")
    attribution_en: str = Field("", description="And in English?")
    fields: tuple[LayerField, ...] = Field(alias="field", min_length=1, description="Which columns, in which words?")
    legend: Legend = Field(description="How is it drawn and explained?")
    popup: Popup | None = Field(None, description="What does a click show? None: nothing to click.")
    filter: Filter | None = Field(None, description="What can it be narrowed by?")

    @model_validator(mode="after")
    def _references_exist(self) -> LayerDefinition:
        names = [field.name for field in self.fields]
        if len(set(names)) != len(names):
            raise ValueError("a field is declared twice")
        reserved = {"id", "geom", "geom_3857", "park_id"} & set(names)
        if reserved:
            raise ValueError(f"{', '.join(sorted(reserved))} is given by every source and is not declared as a field")
        for use, name in self._uses():
            if name not in names:
                raise ValueError(f"{use} names the field {name!r}, which is not declared")
        values = [item.value for item in self.legend.classes]
        if len(set(values)) != len(values):
            raise ValueError("the legend has two classes of one value")
        if self.legend.by is None and values != [""]:
            raise ValueError("a legend without `by` has exactly one class, of value ''")
        if self.legend.by is not None:
            if not self.field(self.legend.by).in_tile:
                raise ValueError(f"the legend's field {self.legend.by!r} must be in_tile, or nothing can be painted")
            if self.field(self.legend.by).audience == "staff" and self.permission == "public":
                raise ValueError(f"the legend's field {self.legend.by!r} is hidden from the public, the layer is not")
        if self.label is not None and not self.field(self.label).in_tile:
            raise ValueError(f"the label {self.label!r} must be in_tile, or it cannot be written on the map")
        if sum(field.in_tile for field in self.fields) > MAX_TILE_FIELDS:
            raise ValueError(f"more than {MAX_TILE_FIELDS} fields are in_tile; fetch the others by id")
        return self

    def _uses(self) -> list[tuple[str, str]]:
        uses = [("label", self.label), ("legend.by", self.legend.by), ("legend.measure", self.legend.measure)]
        if self.popup:
            uses += [("popup.title", self.popup.title)] + [("popup.fields", name) for name in self.popup.fields]
        if self.filter:
            uses += [("filter.fields", name) for name in self.filter.fields]
        return [(use, name) for use, name in uses if name is not None]

    def field(self, name: str) -> LayerField:
        return next(field for field in self.fields if field.name == name)

    @property
    def is_public(self) -> bool:
        return self.permission == "public"

    def fields_for(self, *, staff: bool) -> tuple[LayerField, ...]:
        """The columns this caller's SQL may name at all."""
        return tuple(field for field in self.fields if staff or field.audience == "everyone")

    def tile_fields(self, *, staff: bool) -> tuple[LayerField, ...]:
        return tuple(field for field in self.fields_for(staff=staff) if field.in_tile)


class LayerGroup(_Strict):
    """A step of the draw order."""

    id: Identifier
    title_zh: Label
    title_en: Label
    why: str = Field(min_length=20, description="Why does it lie here and not elsewhere?")
