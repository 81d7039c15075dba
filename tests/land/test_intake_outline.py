"""A park's boundary from a file: whole or none, and nothing stored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely
from fastapi.testclient import TestClient

from gisapp.land.intake.answers import Answers
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.outline import Outline, read_outline
from tests.builders.ground import lonlat, metres, with_zone
from tests.builders.survey_file import HEAD, txt_of
from tests.land.test_survey_routes import refused  # noqa: F401 (the shared server)

NEAR = (114.65, 33.6)


def package(path: Path, *shapes: Any, crs: int | None = 4547) -> Path:
    frame = geopandas.GeoDataFrame({"a": list(range(len(shapes)))}, geometry=list(shapes), crs=crs)
    frame.to_file(path, driver="GPKG", engine="pyogrio")
    return path


def outline(path: Path, near: tuple[float, float] | None = NEAR, **answers: Any) -> Outline:
    return read_outline(path, path.name, Answers.parse(answers), Limits(), near=near)


def test_one_polygon_is_the_boundary(tmp_path: Path) -> None:
    found = outline(package(tmp_path / "a.gpkg", metres(0, 0, 1000, 1000)))
    assert found.geometry is not None
    assert found.geometry.equals_exact(shapely.MultiPolygon([lonlat(metres(0, 0, 1000, 1000))]), 1e-9)
    assert (found.question, found.issues) == (None, [])


def test_several_polygons_are_united_and_that_is_said(tmp_path: Path) -> None:
    found = outline(
        package(tmp_path / "a.gpkg", metres(0, 0, 1000, 1000), metres(1000, 0, 500, 1000), metres(3000, 0, 500, 500))
    )
    assert found.geometry is not None
    assert len(found.geometry.geoms) == 2
    assert [issue.code for issue in found.issues] == ["outline.united"]


def test_a_boundary_with_one_broken_polygon_is_none(tmp_path: Path) -> None:
    bow = shapely.Polygon(shapely.get_coordinates(metres(0, 0, 100, 100))[[0, 2, 1, 3]])
    found = outline(package(tmp_path / "a.gpkg", metres(0, 0, 1000, 1000), bow))
    assert found.geometry is None
    assert "boundary.self_intersection" in [issue.code for issue in found.issues]


@pytest.mark.parametrize(("near", "suggestion"), [(NEAR, "38"), (None, None)])
def test_the_zone_is_asked_with_a_hint_where_one_is_known(
    tmp_path: Path, near: tuple[float, float] | None, suggestion: str | None
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(txt_of({"园": (0, 0, 900, 900)}, zone=False, head=HEAD.replace("带号=38", "带号=")).encode("gbk"))
    found = outline(path, near)
    assert found.question is not None
    assert (found.question.code, found.question.suggestion) == ("zone", suggestion)
    answered = outline(path, near, zone=38)
    assert answered.geometry is not None


def test_a_boundary_on_the_other_side_of_the_country_is_refused(tmp_path: Path) -> None:
    found = outline(package(tmp_path / "a.gpkg", metres(0, 0, 1000, 1000), crs=4550))
    assert found.geometry is None
    assert [issue.code for issue in found.issues] == ["location.implausible"]


def test_an_old_datum_is_refused(tmp_path: Path) -> None:
    found = outline(package(tmp_path / "a.gpkg", metres(0, 0, 1000, 1000), crs=2383))
    assert (found.geometry, [issue.code for issue in found.issues]) == (None, ["crs.old_datum"])


def test_over_http_nothing_is_stored(refused: TestClient, tmp_path: Path) -> None:  # noqa: F811
    before = refused.get("/api/parks").json()
    path = package(tmp_path / "a.gpkg", with_zone(metres(0, 0, 1000, 1000)), crs=4526)
    answer = refused.post("/api/parks/outline", files={"file": ("a.gpkg", path.read_bytes())})
    assert answer.status_code == 200, answer.text
    assert answer.json()["area_planar_m2"] == 1_000_000.0
    assert answer.json()["area_ellipsoidal_m2"] == pytest.approx(999_910, abs=30)
    assert answer.json()["geometry"]["type"] == "MultiPolygon"
    assert refused.get("/api/parks").json() == before
