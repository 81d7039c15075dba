"""The findings of survey files in English: a sentence for every code that the intake can give, with the value where there is one."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from gisapp.land import intake
from gisapp.land.finding_words import english_words, in_english, kind_labels
from gisapp.land.intake.normalise_values import _LAND_USE_ZH
from gisapp.plot_rules.rules import area, boundary

SAYS = {"error", "warning", "info", "BadGeometry", "_BadShape", "Finding"}
COMPOSED = {
    *(f"land_use.{problem}" for problem in _LAND_USE_ZH), "geopackage.reader_said", "file_geodatabase.reader_said", "shapefile.reader_said", "area.differs",
    "area.differs_grossly", "location.outside_park", "location.implausible", "survey.seen_before", "identifier.parcel_no_malformed",
    "identifier.real_estate_unit_no_malformed", "identifier.credit_code_invalid", "identifier.supervision_no_unusual",
    *(fault[0] for fault in boundary._FAULTS.values()), "boundary.invalid",
}  # fmt: skip


def codes_of(source: str) -> Iterator[str]:
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call) or not call.args:
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        first = call.args[0]
        if name in SAYS and isinstance(first, ast.Constant) and "." in str(first.value):
            yield str(first.value)


def all_codes() -> set[str]:
    folder = Path(intake.__path__[0])
    sources = [file.read_text(encoding="utf-8") for file in folder.glob("*.py")]
    sources += [inspect.getsource(module) for module in (area, boundary)]
    return {code for source in sources for code in codes_of(source)} | COMPOSED


def test_every_finding_of_a_file_has_english_words() -> None:
    codes = all_codes()
    assert len(codes) > 100
    assert not codes - set(english_words()), "add them to gisapp/land/finding_words.toml"


def test_no_words_are_left_over() -> None:
    asked = {
        f"question.{code}"
        for code in ("crs", "zone", "layer", "field_map", "shift", "land_use_scheme", "land_use_targets")
    }
    assert set(english_words()) - all_codes() == asked


@pytest.mark.parametrize(
    ("finding", "message"),
    [
        ({"code": "plot_no.double", "row_no": 3, "line_no": None, "value": "A-1"}, "Row 3: The plot number “A-1” stands on several rows."),
        ({"code": "plot_no.double", "row_no": 3, "line_no": None, "value": None}, "Row 3: The plot number stands on several rows."),
        ({"code": "txt.line_ignored", "row_no": 1, "line_no": 12, "value": "x"}, "Line 12: The line could not be read and was left out: x."),
        ({"code": "location.outside_park", "row_no": 1, "value": "35.2 千米"}, "Row 1: The shape lies outside the park, 35.2 km away."),
        ({"code": "plot.overlaps_plot", "row_no": 2, "value": "12.50 ㎡"}, "Row 2: The shape overlaps a registered plot by 12.50 m²."),
        ({"code": "txt.section_missing"}, "The file has no section [属性描述]."),
        ({"code": "not.known", "row_no": 1}, ""),
    ],
)  # fmt: skip
def test_row_and_value_stand_in_the_sentence(finding: dict[str, object], message: str) -> None:
    assert in_english(finding)["message_en"] == message


def test_every_sentence_ends_and_its_remedy_too() -> None:
    for what, fix in english_words().values():
        assert what.endswith("."), what
        assert not fix or fix.endswith("."), fix


@pytest.mark.parametrize(
    ("message_zh", "code", "label_zh", "label_en"),
    [
        ("申报面积 58,001.01 ㎡，按坐标计算 58,000 ㎡（0.00%）。请核对。", "area.differs", "申报面积 … ㎡，按坐标计算 … ㎡（…）",
         "The declared area differs from that of the coordinates"),
        ("编号“A-1”在文件中出现多次。", "plot_no.double", "编号…在文件中出现多次", "The plot number stands on several rows"),
        ("界线自相交。", "not.known", "界线自相交", "界线自相交"),
    ],
)  # fmt: skip
def test_a_kind_of_finding_is_named_without_the_values_of_a_row(
    message_zh: str, code: str, label_zh: str, label_en: str
) -> None:
    assert kind_labels(message_zh, code) == {"label_zh": label_zh, "label_en": label_en}
