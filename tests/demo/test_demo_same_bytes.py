"""The same parameters give the same zone, and the sums are those of the golden file."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from gisapp.demo.records import DemoZone
from gisapp.demo.summary import summarise
from gisapp.demo.zone import make_zone
from gisapp.kernel.area import ring_area_planar_m2

EXPECTED = Path(__file__).parents[1] / "seed" / "expected.json"
_HASH = "import hashlib; from gisapp.demo.zone import make_zone; print(hashlib.sha256(repr(make_zone()).encode()).hexdigest())"


def test_another_process_with_another_hash_seed_makes_the_same_bytes(zone: DemoZone):
    here = hashlib.sha256(repr(zone).encode()).hexdigest()
    there = subprocess.run(
        [sys.executable, "-c", _HASH],
        env={**os.environ, "PYTHONHASHSEED": "42"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.strip() == here


def test_the_sums_are_those_of_the_golden_file(zone: DemoZone):
    assert summarise(zone) == json.loads(EXPECTED.read_text(encoding="utf-8"))


def test_the_golden_file_adds_up():
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    parks = expected["parks"].values()
    assert sum(park["plots"] for park in parks) == expected["plots"] == sum(expected["stages"].values())
    for field in ("planar_m2", "ledger_m2"):
        cents = [round(float(park[field]) * 100) for park in parks]
        assert sum(cents) == round(float(expected[field]) * 100)
    for park in parks:
        assert sum(park["stages"].values()) == park["plots"]
        assert park["stages"]["announced"] + park["stages"]["on_offer"] == park["published"]
    points = [tuple(map(float, point.split())) for point in expected["example"]["points_east_north"]]
    assert f"{ring_area_planar_m2(points):.2f}" == expected["example"]["planar_m2"]


@pytest.mark.parametrize(("seed", "today"), [(1, date(2028, 2, 29)), (2, date(2027, 3, 1))])
def test_other_parameters_make_another_whole_zone(zone: DemoZone, seed: int, today: date):
    other = make_zone(seed, today)
    assert other != zone
    assert {plot.stage for plot in other.plots} == {plot.stage for plot in zone.plots}
    assert max(state.since for plot in other.plots for state in plot.states) <= today
