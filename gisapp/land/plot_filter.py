"""The filters of the plot list as query parameters, shared by list, statistics and exports."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query

from gisapp.api.deps import KnownDep
from gisapp.kernel.errors import Invalid
from gisapp.land.plots import PlotFilter


def _parts(text: str | None) -> list[str] | None:
    if text is None:
        return None
    return [part.strip() for part in text.split(",") if part.strip()] or None


def _box(text: str | None) -> tuple[float, float, float, float] | None:
    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        west = south = east = north = float("nan")
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise Invalid(
            "plot.bbox_malformed",
            "范围参数应为“西,南,东,北”四个经纬度，请重新框选。",
            message_en="bbox must be west,south,east,north in degrees.",
        )
    return west, south, east, north


def get_plot_filter(
    known_at: KnownDep,
    park: Annotated[str | None, Query(description="park codes, comma separated")] = None,
    stage: Annotated[str | None, Query(description="stages, comma separated")] = None,
    supply: str | None = None,
    development: str | None = None,
    compliance: str | None = None,
    land_use: Annotated[str | None, Query(description="land-use code prefixes, comma separated")] = None,
    q: Annotated[
        str | None, Query(max_length=100, description="part of plot number, parcel number, name, address or holder")
    ] = None,
    area_min: Annotated[float | None, Query(ge=0, description="m²")] = None,
    area_max: Annotated[float | None, Query(ge=0, description="m²")] = None,
    bbox: Annotated[str | None, Query(description="west,south,east,north in degrees (EPSG:4490)")] = None,
    ids: Annotated[str | None, Query(description="plot ids, comma separated")] = None,
) -> PlotFilter:
    numbers = _parts(ids)
    if numbers is not None and not all(number.isdigit() and len(number) < 19 for number in numbers):
        raise Invalid("plot.ids_malformed", "所选地块编号参数有误，请重新选择。", message_en="ids must be numbers.")
    return PlotFilter(
        parks=_parts(park),
        stages=_parts(stage),
        supplies=_parts(supply),
        developments=_parts(development),
        compliances=_parts(compliance),
        land_uses=_parts(land_use),
        q=q.strip() if q else None,
        area_min=area_min,
        area_max=area_max,
        bbox=_box(bbox),
        ids=[int(number) for number in numbers] if numbers is not None else None,
        known_at=known_at,
    )


PlotFilterDep = Annotated[PlotFilter, Depends(get_plot_filter)]
