"""What performance puts into the inbox: appeals that are due and years whose figures are not all there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from gisapp.inbox.inbox import InboxFilter, read_inbox
from gisapp.performance.appeals import receive_appeal
from gisapp.performance.grade_runs import fix_grades, list_results
from tests.builders.park import a_park
from tests.builders.performance import YEAR, a_scheme, figures_of, some_enterprises
from tests.builders.project import CLERK, TODAY


def rows(db: Session, as_of: date = TODAY) -> list[tuple[str, str, str, int]]:
    found = read_inbox(db, CLERK, as_of, InboxFilter(sources=("performance",)))["items"]
    return [(row["action"], row["what_zh"], row["bucket"], row["things"]) for row in found]


def test_figures_that_were_told_last_year_and_not_this_year_are_asked_for(db: Session):
    park = a_park(db)
    (one, _), (two, _), _ = some_enterprises(db, park, 3)
    assert rows(db) == []  # a zone that has never collected figures is not behind with them
    figures_of(db, park, one, 10, year=YEAR - 1)
    figures_of(db, park, one, 10)
    assert rows(db) == [("collect_figures", "2025 年度亩均数据未报 2 家", "overdue", 2)]
    figures_of(db, park, two, 10)
    assert rows(db) == [("collect_figures", "2025 年度亩均数据未报 1 家", "overdue", 1)]
    assert rows(db, date(2026, 5, 30)) == []
    assert rows(db, date(2026, 5, 31))[0][2] == "month"
    assert rows(db, date(2026, 6, 30))[0][2] == "today"


def test_an_open_appeal_waits_until_it_is_answered(db: Session):
    park = a_park(db)
    (one, _), (two, _) = some_enterprises(db, park, 2)
    for party, tax in ((one, 1000), (two, 10)):
        figures_of(db, park, party, tax)
    a_scheme(db)
    run = fix_grades(db, CLERK, YEAR, date(2026, 11, 2))
    worst = list_results(db, CLERK, run, TODAY)[-1]
    receive_appeal(db, CLERK, worst["id"], received_on=date(2026, 11, 9), grounds_zh="面积有误", wanted_grade=None, evidence_ids=(), today=TODAY)  # fmt: skip
    assert rows(db) == [("answer_appeal", "等级申诉（原 C 类）", "today", 1)]
    assert rows(db, date(2026, 11, 24))[0][2] == "overdue"
    assert rows(db, date(2026, 11, 8)) == []
    blind = replace(CLERK, park_ids=(park.park_id + 1,))
    assert read_inbox(db, blind, TODAY, InboxFilter())["items"] == []
