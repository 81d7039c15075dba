"""Columns become our fields, values our units; what cannot be used is said and costs nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pytest

from gisapp.kernel.errors import Invalid
from gisapp.land.intake.answers import Answers
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.map_fields import map_fields
from gisapp.land.intake.pipeline import IntakeResult
from gisapp.land.intake.source_layer import SourceLayer
from tests.builders.ground import dry_run, metres


def package(tmp_path: Path, columns: dict[str, list[Any]]) -> Path:
    count = len(next(iter(columns.values())))
    path = tmp_path / "地块.gpkg"
    shapes = [metres(100 + 120 * at, 100, 100, 100) for at in range(count)]
    geopandas.GeoDataFrame(columns, geometry=shapes, crs=4547).to_file(path, driver="GPKG", engine="pyogrio")
    return path


def run(tmp_path: Path, columns: dict[str, list[Any]], **answers: Any) -> IntakeResult:
    return dry_run(
        package(tmp_path, {"地块编号": [f"A-{at}" for at in range(len(next(iter(columns.values()))))], **columns}),
        **answers,
    )


def mapped(*columns: str, kind: str = "geopackage") -> dict[str, str]:
    layer = SourceLayer(kind, "", np.arange(0), np.empty(0, dtype=object), {name: [] for name in columns})
    return {ours: one.column for ours, one in map_fields(layer, Answers(), IssueLog()).fields.items()}


@pytest.mark.parametrize(
    ("column", "ours"),
    [
        ("地块编号", "plot_no"), ("DKBH", "plot_no"), ("dk_bh", "plot_no"), ("Plot No.", "plot_no"), ("宗地号", "plot_no"), ("地块名称", "plot_name"),
        ("面积", "area"), ("面积（亩）", "area"), ("MJ_HA", "area"), ("地块面积(公顷)", "area"), ("用地面积_平方米", "area"), ("地类编码", "land_use_code"),
        ("YDYHFLDM", "land_use_code"), ("土地用途", "land_use_name"), ("权利人", "holder"), ("土地使用权人", "holder"), ("宗地代码", "parcel_no"),
        ("不动产单元号", "real_estate_unit_no"), ("BDCDYH", "real_estate_unit_no"), ("电子监管号", "supervision_no"), ("坐落", "address"), ("批文号", "document"),
    ],
)  # fmt: skip
def test_known_names_are_recognised(column: str, ours: str) -> None:
    assert mapped(column) == {ours: column}


def test_software_columns_are_no_declared_area() -> None:
    assert mapped("Shape_Area", "SHAPE_Leng", "OBJECTID", "FID") == {}


@pytest.mark.parametrize("column", ["权证号", "不动产权证号", "不动产权证书号", "BDCQZH", "土地证号", "TDZH"])
def test_a_column_of_certificates_is_not_one_of_unit_numbers(column: str) -> None:
    assert "real_estate_unit_no" not in mapped(column)


def test_a_certificate_in_the_column_of_unit_numbers_is_left_out_and_named(tmp_path: Path) -> None:
    numbers = ["豫（2024）周口市不动产权第0001234号", "411602001002GB00001W00000000"]
    result = run(tmp_path, {"不动产单元号": numbers})
    assert [one.values.get("real_estate_unit_no") for one in result.proposals] == [None, numbers[1]]
    said = [item.message_zh for item in result.log.items if item.code == "identifier.real_estate_unit_no_malformed"]
    assert len(said) == 1
    assert "是权证号" in said[0]


def test_the_more_telling_name_wins() -> None:
    assert mapped("编号", "地块编号")["plot_no"] == "地块编号"


def test_other_columns_are_kept_and_listed(tmp_path: Path) -> None:
    result = run(tmp_path, {"备注": ["甲", "乙"], "施工队": ["一", "二"]})
    assert result.reading["field_map"]["unused"] == ["备注", "施工队"]
    assert result.proposals[0].raw["备注"] == "甲"


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("面积", 10_000.0, 10_000.0), ("面积", 1.0, 10_000.0), ("面积", 15.0, 10_000.0), ("面积", "1.0000公顷", 10_000.0), ("面积", "15亩", 10_000.0),
        ("面积", "10,000.00㎡", 10_000.0), ("面积", "10000 平方米", 10_000.0), ("面积_亩", 15.0, 10_000.0), ("面积（公顷）", "1.0", 10_000.0),
        ("面积", "１５亩", 10_000.0), ("面积", None, None), ("面积", "", None), ("面积", 0.0, None), ("面积", "约一公顷", None), ("面积", -3.0, None),
        ("面积", "1.0E+04", 10_000.0), ("面积", "1.0E+004", 10_000.0), ("面积", "1e999", None), ("面积_亩", "1.5e1", 10_000.0), ("面积", "1.0000E+00公顷", 10_000.0),
    ],
)  # fmt: skip
def test_declared_area_in_any_unit(tmp_path: Path, column: str, value: Any, expected: float | None) -> None:
    result = run(tmp_path, {column: [value]})
    assert result.proposals[0].area_declared_m2 == expected
    assert result.counts()["new"] == 1


def test_the_unit_that_size_decides_is_said(tmp_path: Path) -> None:
    result = run(tmp_path, {"面积": [15.0, 15.1]})
    assert result.reading["area_unit"] == "mu"
    assert {"area.unit_by_size", "area.differs"} <= set(result.log.codes())


def test_a_unit_nothing_tells_is_not_guessed(tmp_path: Path) -> None:
    result = run(tmp_path, {"面积": [137.0]})
    assert result.proposals[0].area_declared_m2 is None
    assert "area.unit_unknown" in result.log.codes()
    assert run(tmp_path, {"面积": [137.0]}, area_unit="m2").proposals[0].area_declared_m2 == 137.0


@pytest.mark.parametrize(
    ("numbers", "codes", "actions"),
    [
        (["A", "B"], [], ["new", "new"]), (["A", "A"], ["plot_no.double", "plot_no.double"], ["blocked", "blocked"]),
        (["A", None], ["plot_no.missing"], ["new", "blocked"]), (["A", "B 1"], ["plot_no.malformed"], ["new", "blocked"]),
        (["A", "x" * 33], ["plot_no.malformed"], ["new", "blocked"]), ([" A ", "Ｂ－１"], [], ["new", "new"]), ([1.0, 2.0], [], ["new", "new"]),
    ],
)  # fmt: skip
def test_plot_numbers(tmp_path: Path, numbers: list[Any], codes: list[str], actions: list[str]) -> None:
    result = dry_run(package(tmp_path, {"地块编号": numbers}))
    assert [one for one in result.log.codes() if one.startswith("plot_no")] == codes
    assert [proposal.action for proposal in result.proposals] == actions


def test_no_number_column_is_asked_with_the_likely_one(tmp_path: Path) -> None:
    result = dry_run(package(tmp_path, {"标识": ["K1", "K2"], "组": ["甲", "甲"]}))
    (question,) = result.questions
    assert (question.code, question.suggestion) == ("field_map", "标识")
    answered = dry_run(tmp_path / "地块.gpkg", field_map={"plot_no": "标识"})
    assert [proposal.plot_no for proposal in answered.proposals] == ["K1", "K2"]
    assert answered.questions == []


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = run(tmp_path, {"备注": ["甲"]}, field_map={"holder": "业主"})
    assert "field.column_missing" in result.log.codes()
    assert result.counts()["blocked"] == 1


def test_numbers_that_break_their_grammar_are_left_out_not_the_row(tmp_path: Path) -> None:
    result = run(tmp_path, {"宗地代码": ["411602001002GB00001", "12345"], "电子监管号": ["4116022023B00123", "?"]})
    assert [proposal.values.get("parcel_no") for proposal in result.proposals] == ["411602001002GB00001", None]
    assert "identifier.parcel_no_malformed" in result.log.codes(2)
    assert result.counts()["new"] == 2


@pytest.mark.parametrize(
    "raw",
    [{"crs": "xian"}, {"crs": 12}, {"zone": 99}, {"zone": "三十八"}, {"encoding": "rot13"}, {"area_unit": "acre"}, {"field_map": {"x": "y"}}, {"field_map": 3}, {"colour": "red"}],
)  # fmt: skip
def test_impossible_answers_are_refused(raw: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        Answers.parse(raw)


def test_a_later_answer_wins_and_a_system_settles_the_zone() -> None:
    first = Answers.parse({"zone": "38", "encoding": "gbk"})
    later = first.merged(Answers.parse({"crs": "epsg:4547"}))
    assert later == Answers(crs=4547, encoding="gb18030")
    assert later.merged(Answers.parse({"zone": 39})) == Answers(zone=39, encoding="gb18030")
    assert Answers.parse(later.as_dict()) == later
