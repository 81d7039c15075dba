"""Grades that are fixed stay as they were: inputs, scheme, settings; appeals, exemptions, races, refusals of the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.db.errors import domain_error
from gisapp.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from gisapp.performance.appeals import AppealDecision, decide_appeal, explain_clock, list_appeals, receive_appeal
from gisapp.performance.exemptions import ExemptionDraft, list_exemptions, revise_exemption
from gisapp.performance.figures import FigureDraft, figure_history, list_figures, revise_figures
from gisapp.performance.grade_runs import (
    fix_grades,
    list_results,
    list_runs,
    newest_run,
    preview_grades,
    verify_run,
)
from gisapp.performance.schemes import CriterionDraft, add_scheme, list_schemes, suggest_references
from gisapp.performance.terms import AppealState, Criterion, ExemptionKind, Grade, Segment
from tests.builders.park import BuiltPark, a_park
from tests.builders.performance import YEAR, a_scheme, figures_of, scheme_draft, some_enterprises
from tests.builders.project import CLERK, TODAY

FIXED = date(2026, 11, 2)
TAXES = (1000, 800, 600, 400, 200, 100, 50, 40, 30, 20)
# ten enterprises: A up to 3 (2.5 rounded half up), B up to 7, C up to 10 (9.5 rounded half up)
EXPECTED = "AAABBBBCCC"


@pytest.fixture
def park(db: Session) -> BuiltPark:
    return a_park(db)


@pytest.fixture
def firms(db: Session, park: BuiltPark) -> list[tuple[int, int]]:
    found = some_enterprises(db, park, 10)
    for (party, plot), tax in zip(found, TAXES, strict=True):
        figures_of(db, park, party, tax, plot_id=plot)
    a_scheme(db)
    return found


def grades(db: Session, run_id: int, as_of: date = TODAY) -> str:
    return "".join(row["grade"] or "-" for row in list_results(db, CLERK, run_id, as_of))


def refusal(db: Session, statement: str, **values: object) -> str | None:
    """The constraint by which the owner of the tables is refused."""
    db.execute(text("reset role"))
    with pytest.raises(DBAPIError) as refused, db.begin_nested():
        db.execute(text(statement), values)
    return refused.value.orig.diag.constraint_name  # type: ignore[union-attr]


def test_a_run_keeps_what_it_rests_on_and_comes_out_the_same_again(db: Session, park: BuiltPark, firms: list[tuple[int, int]]):  # fmt: skip
    run_id = fix_grades(db, CLERK, YEAR, FIXED, "首次评定")
    assert grades(db, run_id) == EXPECTED
    figures_of(db, park, firms[0][0], 1, reason="更正")
    a_scheme(db, share_a=Decimal("0.1"))
    assert grades(db, run_id) == EXPECTED
    proof = verify_run(db, run_id, TODAY)
    assert (proof["same_inputs"], proof["same_algorithm"], proof["differing"], proof["results"]) == (True, True, [], 10)
    second = fix_grades(db, CLERK, YEAR, TODAY)
    assert [run["is_newest"] for run in list_runs(db, TODAY, YEAR)] == [True, False]
    assert grades(db, second)[0] == "A"
    assert list_results(db, CLERK, second, TODAY)[0]["party_id"] == firms[1][0]
    before = newest_run(db, YEAR, FIXED)
    assert before is not None
    assert before["id"] == run_id


def test_the_function_tells_the_grade_of_any_day(db: Session, park: BuiltPark, firms: list[tuple[int, int]]):
    fix_grades(db, CLERK, YEAR, FIXED)

    def of(day: date) -> dict[int, str]:
        return {row.party_id: row.grade for row in db.execute(text("select * from performance_grade_on(:day)"), {"day": day})}  # fmt: skip

    assert of(date(2026, 11, 1)) == {}
    assert "".join(of(FIXED)[party] for party, _ in firms) == EXPECTED
    plots = {row.plot_id: (row.grade, row.enterprises) for row in db.execute(text("select * from plot_grade_on(:day)"), {"day": TODAY})}  # fmt: skip
    assert plots[firms[0][1]] == ("A", 1)
    assert len(plots) == 10


def test_nothing_of_a_run_changes(db: Session, firms: list[tuple[int, int]]):
    run_id = fix_grades(db, CLERK, YEAR, FIXED)
    assert refusal(db, "update grade_result set grade = 'A' where run_id = :id", id=run_id) == "history_immutable"
    assert refusal(db, "delete from grade_result where run_id = :id", id=run_id) == "history_immutable"
    assert refusal(db, "update grade_run set note = 'x' where id = :id", id=run_id) == "history_immutable"
    assert refusal(db, "truncate grade_run cascade") == "history_immutable"
    scheme = list_schemes(db, YEAR)[0]["id"]
    assert refusal(db, "update score_criterion set weight = 1 where scheme_id = :id", id=scheme) == "history_immutable"
    assert refusal(db, "update enterprise_year set tax_yuan = 1") == "history_immutable"
    assert refusal(db, "delete from enterprise_year_land") == "history_immutable"


def test_nothing_is_added_to_a_whole_that_was_kept_before(db: Session, firms: list[tuple[int, int]]):
    figure = list_figures(db, CLERK, YEAR)[0]["id"]
    db.execute(text("reset role"))
    db.execute(text("set local session_replication_role = replica"))
    db.execute(text("update enterprise_year set recorded = tstzrange(now() - interval '1 day', null) where id = :id"), {"id": figure})  # fmt: skip
    db.execute(text("update score_scheme set recorded = now() - interval '1 day'"))
    db.execute(text("set local session_replication_role = origin"))
    land = "insert into enterprise_year_land (figure_id, kind, area_m2) values (:id, 'unregistered', 5)"
    assert refusal(db, land, id=figure) == "performance_sealed"
    more = "insert into score_criterion (scheme_id, segment, criterion, place, weight, reference, reference_basis) values (:id, 'above', 'rd_share', 9, 1, 1, 'x')"
    assert refusal(db, more, id=list_schemes(db, YEAR)[0]["id"]) == "performance_sealed"


def test_the_database_refuses_runs_that_do_not_fit(db: Session, firms: list[tuple[int, int]]):
    fix_grades(db, CLERK, YEAR, FIXED)
    scheme = list_schemes(db, YEAR)[0]["id"]
    run = "insert into grade_run (zone_id, year, run_no, scheme_id, fixed_on, algorithm, settings, inputs_sha256, recorded_by_name) select zone_id, :year, :no, id, :day, 'x', '{}', repeat('0', 64), 'x' from score_scheme where id = :scheme"
    assert refusal(db, run, year=2024, no=1, day=TODAY, scheme=scheme) == "grade_run_scheme_year"
    assert refusal(db, run, year=YEAR, no=3, day=TODAY, scheme=scheme) == "grade_run_once"
    assert refusal(db, run, year=YEAR, no=2, day=date(2026, 11, 1), scheme=scheme) == "grade_run_once"


def test_a_year_that_is_not_over_has_no_grades(db: Session, park: BuiltPark, firms: list[tuple[int, int]]):
    figures_of(db, park, firms[0][0], 10, year=2026)
    a_scheme(db, 2026)
    with pytest.raises(DBAPIError) as refused, db.begin_nested():
        fix_grades(db, CLERK, 2026, TODAY)
    found = domain_error(refused.value)
    assert found is not None
    assert (found.code, found.message_zh) == ("grade_run.year_not_over", "2026 年还没有结束，不能评定。请核对年度。")


def test_a_year_without_scheme_or_figures_is_not_graded(db: Session, park: BuiltPark):
    with pytest.raises(Conflict, match=r"scheme\.missing"):
        fix_grades(db, CLERK, YEAR, FIXED)
    a_scheme(db)
    with pytest.raises(Conflict, match=r"grade_run\.nothing"):
        fix_grades(db, CLERK, YEAR, FIXED)


def test_whoever_sees_a_part_reads_zone_wide_ranks_of_it_and_decides_nothing(db: Session, park: BuiltPark, firms: list[tuple[int, int]]):  # fmt: skip
    other = a_park(db, code="P6", east=4000)
    run_id = fix_grades(db, CLERK, YEAR, FIXED)
    part = replace(CLERK, park_ids=(other.park_id,))
    assert list_results(db, part, run_id, TODAY) == []
    assert list_figures(db, part, YEAR) == []
    assert preview_grades(db, part, scheme_draft(), TODAY) == []
    for act in (lambda: fix_grades(db, part, YEAR, TODAY), lambda: add_scheme(db, part, scheme_draft())):
        with pytest.raises(Forbidden, match="zone_wide"):
            act()
    with pytest.raises(Forbidden):
        figures_of_part(db, park, part, firms[0][0])


def figures_of_part(db: Session, park: BuiltPark, part: Principal, party: int) -> None:
    draft = FigureDraft(
        party, park.park_id, YEAR, Segment.ABOVE, {"tax_yuan": Decimal(1)}, [], None, "测试", reason="x"
    )
    revise_figures(db, part, park.code, draft)


def test_a_preview_keeps_nothing_and_shows_what_would_change(db: Session, firms: list[tuple[int, int]]):
    fix_grades(db, CLERK, YEAR, FIXED)
    energy = [
        CriterionDraft(segment, Criterion.VALUE_ADDED_PER_ENERGY, Decimal(100), Decimal(1)) for segment in Segment
    ]
    rows = preview_grades(db, CLERK, scheme_draft(criteria=energy, share_a=Decimal("0.1")), TODAY)
    assert "".join(row["grade"] for row in rows) == "ABBBBBBCCC"
    assert "".join(row["grade_before"] for row in rows) == EXPECTED
    assert len(list_runs(db, TODAY)) == 1
    assert len(list_schemes(db, YEAR)) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"share_a": Decimal("0.8")}, "scheme.shares"),
        ({"criteria": [CriterionDraft(Segment.ABOVE, Criterion.TAX_PER_MU, Decimal(99), Decimal(1))]}, "scheme.weights"),
        ({"criteria": [CriterionDraft(Segment.ABOVE, Criterion.TAX_PER_MU, Decimal(50), Decimal(1))] * 2}, "scheme.twice"),
        ({"criteria": [CriterionDraft(Segment.ABOVE, Criterion.TAX_PER_MU, Decimal(100), Decimal(0))]}, "scheme.numbers"),
        ({"criteria": [CriterionDraft(Segment.ABOVE, Criterion.TAX_PER_MU, Decimal(100), Decimal(1), Decimal("0.9"))]}, "scheme.numbers"),
    ],
)  # fmt: skip
def test_a_scheme_that_cannot_score_is_refused(db: Session, park: BuiltPark, changes: dict, code: str):
    with pytest.raises(Invalid, match=code):
        add_scheme(db, CLERK, scheme_draft(**changes))


def test_averages_are_offered_as_references(db: Session, firms: list[tuple[int, int]]):
    found = {(row["segment"], row["criterion"]): row["reference"] for row in suggest_references(db, YEAR)}
    assert found["above", "tax_per_mu"] == "3.240000"  # 3240 万元 over 1000 mu


def test_an_exempt_enterprise_is_b_for_the_years_on_whose_last_day_it_holds(db: Session, park: BuiltPark, firms: list[tuple[int, int]]):  # fmt: skip
    party = firms[-1][0]
    revise_exemption(
        db,
        CLERK,
        park.code,
        party,
        ExemptionDraft(kind=ExemptionKind.UTILITY, reason_zh="集中供热", valid_from=date(2025, 12, 31)),
    )
    run_id = fix_grades(db, CLERK, YEAR, FIXED)
    [exempt] = [row for row in list_results(db, CLERK, run_id, TODAY) if row["status"] == "exempt"]
    assert (exempt["party_id"], exempt["grade"], exempt["rank"]) == (party, "B", None)
    revise_exemption(
        db, CLERK, park.code, party, ExemptionDraft(kind=None, reason_zh="转产", valid_from=date(2026, 1, 1))
    )
    assert list_exemptions(db, CLERK, date(2026, 1, 1)) == []
    assert verify_run(db, run_id, TODAY)["differing"] == []
    with pytest.raises(NotFound):
        revise_exemption(
            db, CLERK, park.code, party, ExemptionDraft(kind=None, reason_zh="再次", valid_from=date(2026, 6, 1))
        )


def test_corrections_stay_in_view(db: Session, park: BuiltPark, firms: list[tuple[int, int]]):
    party = firms[0][0]
    with pytest.raises(Invalid, match="reason_missing"):
        figures_of(db, park, party, 900)
    with pytest.raises(Conflict, match="unchanged"):
        figures_of(db, park, party, 1000, plot_id=firms[0][1], reason="无变化")
    figures_of(db, park, party, 900, plot_id=firms[0][1], reason="税务局复核")
    versions = figure_history(db, CLERK, party, park.park_id, YEAR)
    assert [(row["tax_yuan"], row["replaced_at"] is None) for row in versions] == [(9000000, True), (10000000, False)]
    assert db.execute(text("select count(*) from enterprise_year where party_id = :id and upper_inf(recorded)"), {"id": party}).scalar_one() == 1  # fmt: skip


def appeal(db: Session, result_id: int, **given) -> int:
    usual = {"received_on": date(2026, 11, 9), "grounds_zh": "面积有误", "wanted_grade": Grade.B, "evidence_ids": (), "today": TODAY}  # fmt: skip
    return receive_appeal(db, CLERK, result_id, **{**usual, **given})


def decide(db: Session, appeal_id: int, outcome: AppealState, grade: Grade | None = None, day: date = TODAY) -> None:
    decide_appeal(
        db,
        CLERK,
        appeal_id,
        AppealDecision(outcome=outcome, decided_on=day, reply_zh="经复核", new_grade=grade, evidence_ids=()),
        today=TODAY,
    )


def test_an_upheld_appeal_gives_the_grade_from_its_day_on_and_the_run_stays(db: Session, firms: list[tuple[int, int]]):
    run_id = fix_grades(db, CLERK, YEAR, FIXED)
    worst = list_results(db, CLERK, run_id, TODAY)[-1]
    appeal_id = appeal(db, worst["id"])
    [open_one] = list_appeals(db, CLERK, TODAY)
    assert (open_one["state"], open_one["reply_due_on"], open_one["days_left"]) == ("open", date(2026, 11, 23), 0)
    assert list_appeals(db, CLERK, date(2026, 11, 24))[0]["is_overdue"]
    assert "10 个工作日" in explain_clock(db, CLERK, appeal_id, TODAY)["sentence_zh"]
    decide(db, appeal_id, AppealState.UPHELD, Grade.B)
    assert grades(db, run_id)[-1] == "B"
    assert grades(db, run_id, date(2026, 11, 22))[-1] == "C"
    assert db.execute(text("select grade from grade_result where id = :id"), {"id": worst["id"]}).scalar_one() == "C"
    day = {"day": TODAY, "id": worst["id"]}
    told = db.execute(
        text("select grade, given_grade from performance_grade_on(:day) where result_id = :id"), day
    ).one()
    assert tuple(told) == ("B", "C")
    assert list_appeals(db, CLERK, date(2026, 11, 20))[0]["state"] == "open"


def test_an_appeal_is_of_a_grade_in_force_once_at_a_time_and_answered_once(db: Session, firms: list[tuple[int, int]]):
    run_id = fix_grades(db, CLERK, YEAR, FIXED)
    worst = list_results(db, CLERK, run_id, TODAY)[-1]["id"]
    with pytest.raises(Invalid, match="future"):
        appeal(db, worst, received_on=date(2026, 11, 24))
    for day, expected in ((date(2026, 11, 1), "grade_appeal_of_a_grade"),):
        with pytest.raises(DBAPIError) as refused, db.begin_nested():
            appeal(db, worst, received_on=day)
        assert refused.value.orig.diag.constraint_name == expected  # type: ignore[union-attr]
    first = appeal(db, worst)
    with pytest.raises(DBAPIError, match="open already"), db.begin_nested():
        appeal(db, worst)
    with pytest.raises(Invalid, match=r"appeal\.grade"):
        decide(db, first, AppealState.UPHELD)
    with pytest.raises(Invalid, match="same_grade"):
        decide(db, first, AppealState.UPHELD, Grade.C)
    with pytest.raises(DBAPIError, match="before it came"), db.begin_nested():
        decide(db, first, AppealState.REJECTED, day=date(2026, 11, 8))
    decide(db, first, AppealState.REJECTED)
    with pytest.raises(Conflict, match="decided"):
        decide(db, first, AppealState.WITHDRAWN)
    twice = "insert into grade_appeal_decision (appeal_id, outcome, decided_on, reply_zh, recorded_by_name) values (:id, 'rejected', :day, 'x', 'x')"
    assert refusal(db, twice, id=first, day=TODAY) == "grade_appeal_decision_pkey"
    fix_grades(db, CLERK, YEAR, TODAY)
    with pytest.raises(DBAPIError, match="newer run"), db.begin_nested():
        appeal(db, worst)
