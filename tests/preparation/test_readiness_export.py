"""What leaves the desk of preparation as a file: the rows of the screen, narrowed as the screen is."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.preparation.assessments import list_assessments
from gisapp.preparation.indicator_table import list_table
from gisapp.preparation.readiness_export import (
    AssessmentFilter,
    BoardFilter,
    assessment_rows,
    board_rows,
    board_total,
    table_rows,
)
from gisapp.preparation.readiness_queries import show_board
from tests.builders.park import BuiltPark, a_park
from tests.builders.plot import a_plot
from tests.builders.readiness import an_assessment

DAY = date(2026, 11, 23)
OFFICER = system_principal("王主任")


@pytest.fixture
def park(db: Session) -> BuiltPark:
    return a_park(db)


@pytest.fixture
def plot(db: Session, park: BuiltPark) -> int:
    return a_plot(db, park, supply="prepared", development="not_applicable", compliance="not_applicable")


def test_the_lists_that_leave_are_narrowed_as_the_screen_is(db: Session, park: BuiltPark, plot: int):
    board = show_board(db, OFFICER, DAY)
    rows = board_rows(board, BoardFilter())
    assert [(row["plot_no"], row["state_zh"]) for row in rows] == [(board["items"][0]["plot_no"], "尚不具备")]
    assert board_total(rows)["area_mu"] == rows[0]["area_mu"]
    failed = next(name for name, state in board["items"][0]["topics"].items() if state == "failed")
    passed = next(name for name, state in board["items"][0]["topics"].items() if state == "passed")
    for wanted, count in (
        (BoardFilter(park=park.code, state="failed", topic=failed, q=rows[0]["plot_no"].lower()), 1),
        (BoardFilter(topic=passed), 0),
        (BoardFilter(state="ready"), 0),
        (BoardFilter(park="没有"), 0),
        (BoardFilter(q="没有"), 0),
    ):
        assert len(board_rows(board, wanted)) == count, wanted
    table = list_table(db, DAY, industry_code="13", park_code=None)
    assert {row["in_force_zh"] for row in table_rows(table, in_force_only=True)} == {"是"}
    one = table["items"][0]["indicator"]
    assert {row["indicator"] for row in table_rows(table, indicator=one)} == {one}
    assert len(table_rows(table)) == len(table["items"])


def test_a_list_of_assessments_tells_the_last_day_and_what_ends_first(db: Session, park: BuiltPark, plot: int):
    for kind, until in (("energy", date(2027, 1, 11)), ("environment", date(2026, 12, 1)), ("climate", None)):
        an_assessment(db, park.zone_id, kind, until=until)
    rows = assessment_rows(list_assessments(db, OFFICER, DAY), AssessmentFilter())
    told = [(row["kind_zh"], row["last_day"], row["term_zh"]) for row in rows]
    assert told[0] == ("环境影响评价", date(2026, 11, 30), "将到期")
    assert told[1] == ("节能评价", date(2027, 1, 10), "将到期")
    assert told[2][1:] == (None, "有效")
    found = assessment_rows(list_assessments(db, OFFICER, DAY), AssessmentFilter(park=park.code, kind="energy"))
    assert [row["kind"] for row in found] == ["energy"]
