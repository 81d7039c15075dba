"""The benchmark's own arithmetic: what is compared, which tiles are asked for, which statements the floors run."""

from __future__ import annotations

import json

import pytest

from gisapp.bench.load import tiles_of
from gisapp.bench.report import Report
from gisapp.bench.rounds import by_turns, ratio
from gisapp.bench.synthetic import HALF_WORLD, zone_of
from gisapp.bench.uncached_part import ORDINARY, ORDINARY_ON_STORED, fast_statement


def test_subjects_are_measured_by_turns() -> None:
    order: list[str] = []

    def subject(name: str) -> float:
        order.append(name)
        return float(len(order))

    measured = by_turns({"a": lambda _: subject("a"), "b": lambda _: subject("b")}, rounds=2)
    assert order == ["a", "b", "a", "b"]
    assert measured == {"a": [1, 3], "b": [2, 4]}


def test_the_ratio_compares_neighbours_in_time_and_takes_the_middle_one() -> None:
    """In the second round the machine was busy with something else: both were slow, and the ratio stays."""
    assert ratio([100, 10, 90], [50, 5, 30]) == 2


def test_tiles_lie_wholly_among_the_plots() -> None:
    zone = zone_of(1_000_000)
    for zoom, x, y in tiles_of(zone, (12, 14, 16), 300):
        size = 2 * HALF_WORLD / 2**zoom
        left, top = x * size - HALF_WORLD, HALF_WORLD - y * size
        assert zone.xmin <= left
        assert left + size <= zone.xmin + zone.side
        assert zone.ymin <= top - size
        assert top <= zone.ymin + zone.side


def test_each_zoom_is_asked_for_equally_often() -> None:
    zooms = [zoom for zoom, _, _ in tiles_of(zone_of(10_000), (13, 14, 15, 16), 400)]
    assert {zoom: zooms.count(zoom) for zoom in set(zooms)} == {13: 100, 14: 100, 15: 100, 16: 100}


def test_the_fast_floor_runs_the_statement_of_our_own_tiles() -> None:
    statement = fast_statement()
    assert "ST_SnapToGrid" in statement
    assert "$" not in statement
    for column in ("plot_no", "stage", "area_m2", "land_use_code"):
        assert column in statement
        assert column in ORDINARY, "the ordinary statement must deliver the same columns"
        assert column in ORDINARY_ON_STORED


@pytest.mark.parametrize(
    ("value", "target", "at_least", "met"),
    [(2.6, 2.5, True, True), (2.4, 2.5, True, False), (1.9, 2, False, True), (2.1, 2, False, False)],
)
def test_a_missed_target_is_said(
    value: float, target: float, at_least: bool, met: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    report = Report()
    report.compare("part", "ours ÷ theirs", value, target, at_least=at_least)
    assert ("MISSED" not in capsys.readouterr().out) == met
    assert json.loads(json.dumps(report.as_json()))["ratios"][0]["met"] == met
    assert ("missed" not in report.as_markdown()) == met


def test_what_could_not_be_measured_says_why() -> None:
    report = Report()
    report.add("uncached", "tipg", "tiles/s", None, "not installed")
    assert "– (not installed)" in report.as_markdown()
