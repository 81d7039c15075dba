"""Findings go out as a workbook and come back corrected; how columns were read is remembered; what a new delivery leaves out is listed."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import geopandas
import openpyxl
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.errors import Conflict, Invalid
from gisapp.land import intake
from gisapp.land.findings_workbook import FIXED, ISSUES_SHEET, ROWS_SHEET, read_corrections, write_findings
from gisapp.land.intake.answers import Answers
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.map_fields import FIELD_ZH, FILE_PART_ZH
from gisapp.land.survey_queries import find_survey, list_issues, list_missing, list_rows
from gisapp.land.surveys import accept_survey, answer_question, receive_survey
from tests.builders.ground import metres
from tests.builders.park import a_park

OFFICER = system_principal("王土地")
DAY = date(2026, 11, 23)
CLOCK = FixedClock(DAY)


def a_package(folder: Path, name: str = "成果.gpkg", at: int = 0, **columns: list[Any]) -> Path:
    count = len(next(iter(columns.values())))
    shapes = [metres(100 + 200 * index, 100 + at, 100, 100) for index in range(count)]
    path = folder / name
    path.unlink(missing_ok=True)
    geopandas.GeoDataFrame(columns, geometry=shapes, crs=4547).to_file(path, driver="GPKG")
    return path


def receive(db: Session, path: Path, **answers: Any) -> int:
    return receive_survey(
        db, OFFICER, CLOCK, Limits(), path=path, file_name=path.name, park_code="P4", answers=Answers.parse(answers)
    ).survey_id


@pytest.fixture
def faulty(db: Session, tmp_path: Path) -> int:
    """Three plots: one sound, one whose number a second one bears too."""
    a_park(db)
    path = a_package(
        tmp_path,
        地块编号=["P4-1", "P4-2", "P4-2"],
        用地代码=["100102", "100102", "100102"],
        面积=[10000.0, 10000.0, 10000.0],
    )
    return receive(db, path)


def book_of(db: Session, survey_id: int) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_findings(db, OFFICER, survey_id)))


def saved(book: openpyxl.Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_the_workbook_has_the_rows_with_findings_what_is_wrong_and_the_values(db: Session, faulty: int):
    assert find_survey(db, OFFICER, faulty)["counts"] == {"new": 1, "revise": 0, "unchanged": 0, "blocked": 2}
    sheet = book_of(db, faulty)[ROWS_SHEET]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[2] == (*FIXED, "地块编号", "用地代码", "面积")
    assert [row[0] for row in rows[3:]] == [2, 3]
    for row in rows[3:]:
        assert row[1:3] == ("错误", "不能入库")
        assert "P4-2" in row[3]
        assert row[4]
        assert row[5:] == ("P4-2", "100102", 10000)


def test_the_list_of_all_findings_names_fields_in_words_and_by_the_files_columns(db: Session, tmp_path: Path):
    a_park(db)
    path = a_package(tmp_path, DKBH=["P4-1", "P4-1"], 用地代码=["999999", "100102"])
    survey = receive(db, path)
    issues = list_issues(db, OFFICER, survey)["items"]
    assert {"plot_no", "land_use_code"} <= {issue["field"] for issue in issues}
    rows = list(book_of(db, survey)[ISSUES_SHEET].iter_rows(values_only=True))
    at = rows[0].index("字段")
    told = {row[at] for row in rows[1:]}
    assert {"地块编号（列“DKBH”）", "用地代码"} <= told
    assert not {name for name in told if name in FIELD_ZH or name in FILE_PART_ZH}


def test_every_field_that_an_issue_may_name_has_a_word():
    """Fields are named in ASCII where they are ours; the file's own words are words already."""
    named = {
        name
        for path in (Path(intake.__file__).parent).glob("*.py")
        for name in re.findall(r'\bfield="([\x21-\x7e]+)"', path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= FIELD_ZH.keys() | FILE_PART_ZH.keys()


def test_corrected_values_come_back_and_the_original_stays(db: Session, faulty: int):
    book = book_of(db, faulty)
    book[ROWS_SHEET]["F5"] = "P4-3"
    changes = read_corrections(db, OFFICER, faulty, saved(book), Limits())
    assert changes == {"3": {"地块编号": "P4-3"}}
    answer_question(db, OFFICER, CLOCK, Limits(), faulty, Answers.parse({"corrections": changes}))
    survey = find_survey(db, OFFICER, faulty)
    assert survey["counts"] == {"new": 3, "revise": 0, "unchanged": 0, "blocked": 0}
    (told,) = [issue for issue in list_issues(db, OFFICER, faulty)["items"] if issue["code"] == "correction.applied"]
    assert told["message_zh"] == "第 3 行“地块编号”按更正表由“P4-2”改为“P4-3”。"
    # a later answer keeps the corrections
    answer_question(db, OFFICER, CLOCK, Limits(), faulty, Answers.parse({"area_unit": "m2"}))
    assert find_survey(db, OFFICER, faulty)["counts"]["new"] == 3
    # a second workbook lays its own over them
    second = book_of(db, faulty)
    assert [row[0] for row in second[ROWS_SHEET].iter_rows(min_row=4, values_only=True)] == []


def test_other_workbooks_are_refused_with_what_to_do(db: Session, faulty: int, tmp_path: Path):
    other = receive(db, a_package(tmp_path, "别的.gpkg", 300, 地块编号=["P4-8", "P4-8"]))
    for content, code in [
        (saved(book_of(db, other)), "correction.other_survey"),
        (saved(book_of(db, faulty)), "correction.nothing_changed"),
        (saved(openpyxl.Workbook()), "correction.no_sheet"),
        (b"PK\x03\x04 no workbook", "workbook.unreadable"),
    ]:
        with pytest.raises(Invalid) as refused:
            read_corrections(db, OFFICER, faulty, content, Limits())
        assert refused.value.code == code
        assert refused.value.message_zh.endswith("。")
    moved = book_of(db, faulty)
    moved[ROWS_SHEET].delete_cols(4)
    with pytest.raises(Invalid) as refused:
        read_corrections(db, OFFICER, faulty, saved(moved), Limits())
    assert refused.value.code == "correction.head_changed"


def test_a_mapping_said_once_holds_for_the_next_delivery_with_these_columns(db: Session, tmp_path: Path):
    a_park(db)
    first = receive(db, a_package(tmp_path, "一期.gpkg", 甲=["P4-1"], 乙=["1.5"], 丙=["某某路"]))
    assert [question["code"] for question in find_survey(db, OFFICER, first)["questions"]] == ["field_map"]
    answers = Answers.parse({"field_map": {"plot_no": "甲", "area": "乙", "address": "丙"}, "area_unit": "ha"})
    answer_question(db, OFFICER, CLOCK, Limits(), first, answers)
    second = receive(db, a_package(tmp_path, "二期.gpkg", 300, 甲=["P4-2"], 乙=["1"], 丙=["某某路"]))
    survey = find_survey(db, OFFICER, second)
    assert survey["questions"] == []
    fields = survey["reading"]["field_map"]["fields"]
    assert {ours: (one["column"], one["how"]) for ours, one in fields.items()} == {
        "plot_no": ("甲", "remembered"), "area": ("乙", "remembered"), "address": ("丙", "remembered"),
    }  # fmt: skip
    assert survey["reading"]["area_unit"] == "ha"
    assert "王土地" in next(
        issue["message_zh"]
        for issue in list_issues(db, OFFICER, second)["items"]
        if issue["code"] == "field.remembered"
    )
    # an answer of its own goes before what is remembered; other columns are another source
    third = receive(
        db, a_package(tmp_path, "三期.gpkg", 600, 甲=["P4-3"], 乙=["1"], 丙=["x"]), field_map={"plot_name": "丙"}
    )
    assert find_survey(db, OFFICER, third)["reading"]["field_map"]["fields"]["plot_name"]["how"] == "answer"
    fourth = receive(db, a_package(tmp_path, "四期.gpkg", 900, 甲=["P4-4"], 乙=["1"], 丁=["x"]))
    assert [question["code"] for question in find_survey(db, OFFICER, fourth)["questions"]] == ["field_map"]


def test_what_is_said_later_of_the_same_columns_leaves_what_was_said_before(db: Session, tmp_path: Path):
    a_park(db)
    first = receive(db, a_package(tmp_path, "一期.gpkg", 甲=["P4-1"], 乙=["1.5"], 用地代码=["100102"]))
    answer_question(
        db,
        OFFICER,
        CLOCK,
        Limits(),
        first,
        Answers.parse({"field_map": {"plot_no": "甲", "area": "乙"}, "area_unit": "ha"}),
    )
    second = receive(db, a_package(tmp_path, "二期.gpkg", 300, 甲=["P4-2"], 乙=["1"], 用地代码=["0604"]))
    (asked,) = find_survey(db, OFFICER, second)["questions"]
    chosen = Answers.parse({"land_use_targets": {asked["code"].removeprefix("land_use_targets."): "1102"}})
    answer_question(db, OFFICER, CLOCK, Limits(), second, chosen)
    third = find_survey(
        db, OFFICER, receive(db, a_package(tmp_path, "三期.gpkg", 600, 甲=["P4-3"], 乙=["1"], 用地代码=["0604"]))
    )
    assert third["questions"] == []
    assert third["reading"]["area_unit"] == "ha"
    assert third["reading"]["field_map"]["fields"]["plot_no"]["column"] == "甲"


def test_a_class_chosen_once_holds_for_the_next_delivery_and_the_words_of_the_file_stay(db: Session, tmp_path: Path):
    park = a_park(db)
    columns = {"地块编号": ["P4-1"], "用地代码": ["0604"], "用途": ["仓储用地"]}
    first = receive(db, a_package(tmp_path, "一期.gpkg", **columns))
    (question,) = find_survey(db, OFFICER, first)["questions"]
    assert (question["code"], question["message_en"][:16]) == (
        "land_use_targets.GB/T 21010-2017|0604",
        "A land-use class",
    )
    with pytest.raises(Conflict) as open_still:
        accept_survey(db, OFFICER, CLOCK, first, valid_from=DAY)
    assert open_still.value.code == "survey.unanswered"
    chosen = Answers.parse({"land_use_targets": {"GB/T 21010-2017|0604": "1101"}})
    answer_question(db, OFFICER, CLOCK, Limits(), first, chosen)
    accept_survey(db, OFFICER, CLOCK, first, valid_from=DAY)

    second = receive(db, a_package(tmp_path, "二期.gpkg", 300, **{**columns, "地块编号": ["P4-2"]}))
    survey = find_survey(db, OFFICER, second)
    assert survey["questions"] == []
    accept_survey(db, OFFICER, CLOCK, second, valid_from=DAY)
    stored = db.execute(
        text("select land_use_scheme, land_use_code, land_use_words from plot_version where park_id = :park"),
        {"park": park.park_id},
    ).all()
    assert stored == [("用地用海分类2023", "1101", "GB/T 21010-2017 0604 仓储用地")] * 2
    # the same file again says nothing new; one that gives the national class has no words of its own
    again = receive(db, a_package(tmp_path, "三期.gpkg", 300, **{**columns, "地块编号": ["P4-2"]}))
    assert [row["action"] for row in list_rows(db, OFFICER, again)["items"]] == ["unchanged"]
    national = receive(db, a_package(tmp_path, "四期.gpkg", 310, 地块编号=["P4-2"], 用地代码=["110101"]))
    accept_survey(db, OFFICER, CLOCK, national, valid_from=DAY)
    newest = db.execute(
        text(
            "select land_use_code, land_use_words from plot_version"
            " where plot_no = 'P4-2' and upper_inf(recorded) and valid @> cast(:day as date)"
        ),
        {"day": DAY},
    ).one()
    assert tuple(newest) == ("110101", None)


def test_a_new_delivery_tells_new_changed_unchanged_and_missing(db: Session, tmp_path: Path):
    a_park(db)
    first = receive(db, a_package(tmp_path, 地块编号=["P4-1", "P4-2", "P4-3"], 地块名称=["甲", "乙", "丙"]))
    accept_survey(db, OFFICER, CLOCK, first, valid_from=DAY)
    assert list_missing(db, OFFICER, first, DAY) == []
    frame = geopandas.GeoDataFrame(
        {"地块编号": ["P4-1", "P4-2", "P4-9"], "地块名称": ["甲", "乙二", "新"]},
        geometry=[metres(100, 100, 100, 100), metres(300, 100, 100, 100), metres(100, 400, 100, 100)],
        crs=4547,
    )
    path = tmp_path / "成果.gpkg"
    path.unlink()
    frame.to_file(path, driver="GPKG")
    second = receive(db, path)
    rows = {row["plot_no"]: row["action"] for row in list_rows(db, OFFICER, second)["items"]}
    assert rows == {"P4-1": "unchanged", "P4-2": "revise", "P4-9": "new"}
    (missing,) = list_missing(db, OFFICER, second, DAY)
    assert (missing["plot_no"], missing["earlier_id"], float(missing["area_m2"])) == ("P4-3", first, 10000.0)
