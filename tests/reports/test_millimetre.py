"""What is typed to the millimetre comes out to the millimetre, in every format and system, with a kept text of the points and without."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from gisapp.kernel.crs import transformer
from gisapp.reports.plot_files.boundary_txt import to_boundary_txt
from gisapp.reports.plot_files.drawings import to_dxf, to_kml
from gisapp.reports.plot_files.features import to_geojson, to_geopackage, to_shapefile
from gisapp.reports.plot_files.outline import PlotOutline
from gisapp.reports.plot_files.points_table import to_points_workbook
from gisapp.reports.plot_files.terms import TxtDialect
from tests.builders.ground import EAST, NORTH, dry_run, lonlat

ZONE = 38_000_000
Writer = Callable[[list[PlotOutline]], bytes]


def typed(seed: int) -> list[tuple[Decimal, Decimal]]:
    """Corners (east without zone, north) with three decimals, of a shape with 40 sides."""
    chance = random.Random(seed)
    corners = []
    for at in range(40):
        angle, radius = 2 * math.pi * (at + chance.uniform(-0.3, 0.3)) / 40, chance.uniform(300, 500)
        east, north = EAST + 1000 + radius * math.cos(angle), NORTH + 1000 + radius * math.sin(angle)
        corners.append((Decimal(f"{east:.3f}"), Decimal(f"{north:.3f}")))
    return corners


def outline_of(corners: list[tuple[Decimal, Decimal]], *, kept: bool) -> PlotOutline:
    """The plot as it stands in the register: stored in degrees, the typed text beside it or not."""
    shape = shapely.MultiPolygon([lonlat(shapely.Polygon([(float(e), float(n)) for e, n in corners]))])
    points = [{"no": f"J{at}", "x": str(n), "y": str(e + ZONE)} for at, (e, n) in enumerate(corners, 1)]
    return PlotOutline(
        plot_no="A-1",
        geometry=shape,
        planar_epsg=4547,
        area_planar_m2=Decimal(500000),
        area_ellipsoidal_m2=Decimal(500000),
        boundary_points={"epsg": 4526, "rings": [{"ring": 1, "points": points}]} if kept else None,
    )


def _txt(dialect: TxtDialect) -> Writer:
    return lambda plots: to_boundary_txt(plots, 4526, dialect, office="示例", on=date(2026, 11, 27))


FORMATS: dict[str, tuple[str, Writer, dict[str, Any]]] = {
    **{f"txt {dialect}": (".txt", _txt(dialect), {"plot_no_prefix": "A-"}) for dialect in TxtDialect},
    "dxf 4526": (".dxf", lambda plots: to_dxf(plots, 4526, "x"), {}),
    "dxf 4547": (".dxf", lambda plots: to_dxf(plots, 4547, "x"), {"crs": 4547}),
    "dxf 4548": (".dxf", lambda plots: to_dxf(plots, 4548, "x"), {"crs": 4548}),
    **{
        f"shp {epsg}": (".zip", lambda plots, epsg=epsg: to_shapefile(plots, epsg, "x", "", encoding="UTF-8"), {})
        for epsg in (4490, 4526, 4547, 4548)
    },
    **{
        f"gpkg {epsg}": (".gpkg", lambda plots, epsg=epsg: to_geopackage(plots, epsg, "x", ""), {})
        for epsg in (4490, 4526, 4547, 4548)
    },
    "geojson": (".geojson", lambda plots: to_geojson(plots, "x", ""), {}),
    "kml": (".kml", lambda plots: to_kml(plots, "x", ""), {}),
    "xlsx 4526": (".xlsx", lambda plots: to_points_workbook(plots, 4526, "x"), {}),
    "xlsx 4547": (".xlsx", lambda plots: to_points_workbook(plots, 4547, "x"), {"zone": 38}),
    "xlsx 4490": (".xlsx", lambda plots: to_points_workbook(plots, 4490, "x"), {"crs": 4490}),
}


@pytest.mark.parametrize("kept", [True, False], ids=["with the typed text", "from the stored shape"])
@pytest.mark.parametrize("name", FORMATS)
def test_the_millimetre_comes_out(tmp_path: Path, name: str, kept: bool) -> None:
    suffix, write, answers = FORMATS[name]
    for seed in (1, 2):
        corners = typed(seed)
        path = tmp_path / f"a{suffix}"
        path.write_bytes(write([outline_of(corners, kept=kept)]))
        (proposal,) = dry_run(path, **answers).proposals
        assert proposal.geometry is not None
        xy = shapely.get_coordinates(proposal.geometry)[:-1]
        east, north = transformer(4490, 4547).transform(xy[:, 0], xy[:, 1])
        came = {(f"{e:.3f}", f"{n:.3f}") for e, n in zip(east, north, strict=True)}
        assert came == {(str(e), str(n)) for e, n in corners}


def test_degrees_of_nine_decimals_are_a_tenth_of_a_millimetre() -> None:
    """Why degrees leave with nine decimals or more: half a unit of the ninth is 0.06 mm on the ground."""
    place = np.array([[114.65, 33.6], [114.65 + 5e-10, 33.6 + 5e-10]])
    east, north = transformer(4490, 4547).transform(place[:, 0], place[:, 1])
    assert math.hypot(east[1] - east[0], north[1] - north[0]) < 1e-4
