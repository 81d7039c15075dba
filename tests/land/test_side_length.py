"""Side lengths of boundary points as delivered: planar metres, degrees, degrees and minutes."""

from __future__ import annotations

import pytest

from gisapp.land.side_length import side_length_m


@pytest.mark.parametrize(
    ("epsg", "here", "there", "metres"),
    [
        (4526, ("3719683.313", "38560330.618"), ("3719683.313", "38560630.618"), 300.0),
        (4547, ("3719683.313", "560330.618"), ("3719643.313", "560360.618"), 50.0),
        (4490, ("33.601803059", "114.650013525"), ("33.601786036", "114.653245599"), 300.0),
        (4490, ("33°36′06.491″", "114°39′00.0487″"), ("33°36′06.4297″", "114°39′11.6842″"), 300.0),
    ],
)
def test_side_lengths(epsg: int, here: tuple[str, str], there: tuple[str, str], metres: float) -> None:
    points = [{"x": x, "y": y} for x, y in (here, there)]
    assert side_length_m(epsg, *points) == pytest.approx(metres, abs=0.06)
