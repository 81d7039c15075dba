"""Which class of land use a file means: the scheme is declared, evident or asked once; other schemes are translated, words stay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.land.intake.pipeline import IntakeResult
from gisapp.land.survey_store import load_ground
from tests.builders.ground import dry_run
from tests.builders.park import a_park
from tests.conftest import TODAY
from tests.land.test_intake_fields import package

NATIONAL = "用地用海分类2023"


def run(folder: Path, columns: dict[str, list[Any]], **answers: Any) -> IntakeResult:
    count = len(next(iter(columns.values())))
    return dry_run(package(folder, {"地块编号": [f"P4-{at}" for at in range(count)], **columns}), **answers)


def land_uses(result: IntakeResult) -> list[tuple[str | None, str | None, str | None]]:
    return [
        tuple(proposal.values.get(name) for name in ("land_use_scheme", "land_use_code", "land_use_words"))
        for proposal in result.proposals
    ]


@pytest.mark.parametrize(
    ("columns", "answers", "expected", "code"),
    [
        ({"用途": ["工业用地"]}, {}, (NATIONAL, "1001", None), None),
        ({"地类编码": ["100102"]}, {}, (NATIONAL, "100102", None), None),
        ({"地类编码": ["1001"], "用途": ["工业用地"]}, {}, (NATIONAL, "1001", None), None),
        # two older schemes say the same of it
        ({"地类编码": ["1001"], "用途": ["铁路用地"]}, {}, (NATIONAL, "1201", "GB/T 21010-2017 1001 铁路用地"), "land_use.translated"),
        ({"地类编码": ["1001"]}, {"land_use_scheme": "三调工作分类"}, (NATIONAL, "1201", "三调工作分类 1001 铁路用地"), "land_use.translated"),
        ({"地类编码": ["1001"]}, {"land_use_scheme": "as_written"}, (None, None, "1001"), "land_use.unknown"),
        ({"YDYHFLDM": ["1001"]}, {}, (NATIONAL, "1001", None), None),
        ({"地类编码": ["M2"]}, {}, (NATIONAL, "100102", "GB 50137-2011 M2 二类工业用地"), "land_use.translated"),
        ({"地类编码": ["H11"]}, {}, (None, None, "GB 50137-2011 H11 城市建设用地"), "land_use.no_counterpart"),
        ({"地类编码": ["1001"], "用途": ["物流仓储用地"]}, {}, (None, None, "1001 物流仓储用地"), "land_use.contradicts"),
        ({"地类编码": ["9999"]}, {}, (None, None, "9999"), "land_use.unknown"),
        ({"用途": ["老厂区用地"]}, {}, (None, None, "老厂区用地"), "land_use.unknown"),
        ({"地类编码": ["地上"]}, {}, (None, None, None), None),
        ({"地类编码": ["工业用地"]}, {}, (NATIONAL, "1001", None), None),
    ],
)  # fmt: skip
def test_a_class_is_of_the_national_scheme_and_the_words_of_the_file_stay(
    tmp_path: Path,
    columns: dict[str, list[Any]],
    answers: dict[str, Any],
    expected: tuple[str | None, ...],
    code: str | None,
) -> None:
    result = run(tmp_path, columns, **answers)
    assert land_uses(result) == [expected]
    assert [one for one in result.log.codes() if one.startswith("land_use")] == ([code] if code else [])
    assert result.questions == []
    assert result.counts()["new"] == 1


def test_digits_that_mean_different_land_are_asked_once_per_file(tmp_path: Path) -> None:
    """1001 is 工业用地 in one standard and 铁路用地 in two others, 0601 the other way round: nothing in the file tells which."""
    result = run(tmp_path, {"地类编码": ["1001", "0601", "1001"]})
    (question,) = result.questions
    assert question.code == "land_use_scheme"
    assert [choice.value for choice in question.choices] == [NATIONAL, "GB/T 21010-2017", "三调工作分类", "as_written"]
    assert question.choices[0].hint_zh == "“1001”是工业用地"
    assert question.suggestion is None
    assert land_uses(result) == [(None, None, "1001"), (None, None, "0601"), (None, None, "1001")]

    answered = run(tmp_path, {"地类编码": ["1001", "0601", "1001"]}, land_use_scheme="GB/T 21010-2017")
    assert answered.questions == []
    assert [code for _, code, _ in land_uses(answered)] == ["1201", "1001", "1201"]


def test_the_scheme_in_which_all_codes_are_known_is_that_of_the_file(tmp_path: Path) -> None:
    result = run(tmp_path, {"地类编码": ["1001", "100102"]})
    assert result.questions == []
    assert [code for _, code, _ in land_uses(result)] == ["1001", "100102"]


def test_a_class_that_may_be_several_is_a_question_and_each_answer_holds_for_the_file(tmp_path: Path) -> None:
    columns = {"地类编码": ["0604", "0604"], "用途": ["仓储用地", "仓储用地"]}
    result = run(tmp_path, columns)
    (question,) = result.questions
    assert question.code == "land_use_targets.GB/T 21010-2017|0604"
    assert [choice.value for choice in question.choices] == ["1101", "1102", "as_written"]
    words = "GB/T 21010-2017 0604 仓储用地"
    assert land_uses(result) == [(None, None, words)] * 2

    chosen = run(tmp_path, columns, land_use_targets={"GB/T 21010-2017|0604": "1101"})
    assert (chosen.questions, land_uses(chosen)) == ([], [(NATIONAL, "1101", words)] * 2)
    kept = run(tmp_path, columns, land_use_targets={"GB/T 21010-2017|0604": "as_written"})
    assert (kept.questions, land_uses(kept)) == ([], [(None, None, words)] * 2)
    assert kept.log.codes() == []
    foreign = run(tmp_path, columns, land_use_targets={"GB/T 21010-2017|0604": "1201"})
    assert [one.code for one in foreign.questions] == [question.code], "an answer that is no choice is asked again"


def test_four_schemes_ship_with_an_empty_installation_and_none_is_confirmed(db: Session) -> None:
    counted = db.execute(
        text("select scheme, count(*), count(*) filter (where parent_code is null) from land_use_class group by scheme")
    ).all()
    assert {row[0]: row[1] for row in counted} == {
        NATIONAL: 146, "GB 50137-2011": 110, "GB/T 21010-2017": 46, "三调工作分类": 30,
    }  # fmt: skip
    assert db.execute(text("select scheme from land_use_scheme where is_national")).scalars().all() == [NATIONAL]
    assert db.execute(text("select count(*) from land_use_scheme where confirmed_at is not null")).scalar_one() == 0
    assert (
        db.execute(
            text("select name_zh from land_use_class where code = '1001' and scheme = :s"), {"s": NATIONAL}
        ).scalar_one()
        == "工业用地"
    )


def test_a_class_without_a_row_of_the_crosswalk_is_what_the_class_above_it_is(db: Session) -> None:
    classes = load_ground(db, a_park(db).park_id, TODAY).land_uses
    assert classes.means(("GB 50137-2011", "B21")) == ("0902",)  # 金融保险用地 lies within 商务用地
    assert classes.means(("GB 50137-2011", "R12")) == ("0702",)
    assert classes.means(("GB 50137-2011", "H11")) == ()
    assert classes.means(("三调工作分类", "05H1")) == ("0901", "0902", "0903", "0904")
    assert all(classes.names[NATIONAL, code] for codes in classes.targets.values() for code in codes)
