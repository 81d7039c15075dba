"""The inbox: each thing once, in the right bucket at its limit and a day either side, by park and by person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Permission, Role
from gisapp.auth.principal import Principal, account_principal
from gisapp.documents.issuers import revise_issuer
from gisapp.idle.fact_records import FactDraft, record_fact
from gisapp.idle.scan import scan_contracts
from gisapp.idle.terms import FactKind, Knowledge
from gisapp.idle_cases.entry_commands import EntryDraft, add_entry
from gisapp.idle_cases.terms import CaseStep, EntryKind
from gisapp.inbox.inbox import InboxFilter, read_inbox
from gisapp.kernel.clock import FixedClock
from gisapp.patrol.terms import Sight, VisitOutcome
from gisapp.projects import letter_document  # noqa: F401
from gisapp.projects.letters import LetterDraft, LetterStepDraft, issue_letter, step_letter
from gisapp.projects.problems import ProblemDraft, ProblemStepDraft, raise_problem, step_problem
from gisapp.projects.register import revise_schedule
from tests.builders.contract import a_contract
from tests.builders.evidence import an_evidence_file
from tests.builders.idle_case import a_case
from tests.builders.park import BuiltPark, a_park
from tests.builders.patrol import a_group, a_round, a_visit
from tests.builders.plot import a_plot
from tests.builders.project import CLERK, TODAY, a_project
from tests.idle_cases.case_road import idle_ground, open_clue, walk_to

ONE = timedelta(days=1)


@pytest.fixture
def park(db: Session) -> BuiltPark:
    built = a_park(db)
    revise_issuer(db, CLERK, built.zone_id, {"name_zh": "管委会", "code_zh": "周经开"}, valid_from=date(2020, 1, 1))
    return built


def inbox(db: Session, as_of: date = TODAY, principal: Principal = CLERK, **wanted):
    return read_inbox(db, principal, as_of, InboxFilter(**wanted))


def buckets(db: Session, as_of: date = TODAY, **wanted) -> list[tuple[str, str, str]]:
    return [(row["source"], row["action"], row["bucket"]) for row in inbox(db, as_of, **wanted)["items"]]


def fresh_project(db: Session, park: BuiltPark, **more) -> int:
    return a_project(db, park, first=date(2026, 11, 2), step_days=1, **more)


def test_an_empty_register_has_an_empty_inbox(db: Session, park: BuiltPark):
    found = inbox(db)
    assert found["items"] == []
    assert set(found["buckets"].values()) == {0}


def test_a_letter_waits_for_its_reply_and_then_for_us(db: Session, park: BuiltPark):
    project_id = fresh_project(db, park, stage="signed")
    letter_id = issue_letter(
        db,
        CLERK,
        FixedClock(date(2026, 11, 9)),
        project_id,
        LetterDraft(
            title_zh="督办",
            addressee_zh="示例单位",
            facts_zh="未开工",
            demand_zh="开工",
            reply_workdays=5,
            evidence_ids=(),
        ),
    )
    due = date(2026, 11, 16)
    seen = [buckets(db, day)[0][2] for day in (due - timedelta(days=7), due - ONE, due, due + ONE)]
    assert seen == ["week", "week", "today", "overdue"]
    step_letter(
        db,
        CLERK,
        letter_id,
        LetterStepDraft(state="replied", done_on=TODAY, content_zh="已开工", reply_workdays=None, evidence_ids=()),
        today=TODAY,
    )
    assert buckets(db) == [("letter", "judge_reply", "today")]
    step_letter(
        db,
        CLERK,
        letter_id,
        LetterStepDraft(state="accepted", done_on=TODAY, content_zh="", reply_workdays=None, evidence_ids=()),
        today=TODAY,
    )
    assert buckets(db) == []


def test_a_problem_is_ours_until_it_is_assigned_and_again_to_be_visited(db: Session, park: BuiltPark):
    project_id = fresh_project(db, park)
    problem_id = raise_problem(
        db, CLERK, project_id, ProblemDraft(source="visit", title_zh="缺水", detail_zh="", raised_on=TODAY), today=TODAY
    )
    assert buckets(db) == [("problem", "assign", "today")]

    def go(state: str, due: date | None = None) -> None:
        step_problem(
            db,
            CLERK,
            problem_id,
            ProblemStepDraft(
                state=state, done_on=TODAY, office_zh="水务", due_on=due, content_zh="说明", evidence_ids=()
            ),
            today=TODAY,
        )

    go("assigned", TODAY + timedelta(days=8))
    assert buckets(db) == [("problem", "record_handling", "month")]
    assert inbox(db)["items"][0]["turn"] == "office"
    go("handled")
    assert buckets(db) == [("problem", "visit", "today")]
    go("closed")
    assert buckets(db) == []


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (-1, [("project", "move", "overdue")]),
        (0, [("project", "move", "today")]),
        (1, [("project", "move", "week")]),
        (7, [("project", "move", "week")]),
        (8, [("project", "move", "month")]),
        (30, [("project", "move", "month")]),
        (31, []),
    ],
)
def test_a_planned_start_comes_nearer(db: Session, park: BuiltPark, days: int, found: list[tuple[str, str, str]]):
    project_id = fresh_project(db, park, stage="landed")
    revise_schedule(
        db,
        CLERK,
        project_id,
        {"planned_start_on": TODAY + timedelta(days=days)},
        reason="",
        evidence_ids=(),
        today=TODAY,
    )
    assert buckets(db) == found


@pytest.mark.parametrize(("days", "rows"), [(29, 0), (30, 1), (31, 1)])
def test_what_nobody_has_touched_for_thirty_days_is_listed_apart(db: Session, park: BuiltPark, days: int, rows: int):
    a_project(db, park, first=TODAY - timedelta(days=days))
    assert buckets(db) == [("project", "follow_up", "untouched")] * rows
    assert len(inbox(db, untouched_days=days)["items"]) == 1
    assert inbox(db)["untouched_days"] == 30


def test_obligations_of_a_contract_are_rows_and_indicators_due_together_are_one(db: Session, park: BuiltPark):
    contract = a_contract(db, a_plot(db, park))
    owed = db.execute(
        text("select kind, act_by from obligation_standing(:d) where contract_id = :c and not is_settled"),
        {"d": TODAY, "c": contract.contract_id},
    ).all()
    rows = inbox(db, sources=("commitment",))["items"]
    expected = [row for row in owed if row.act_by <= TODAY + timedelta(days=30)]
    assert sum(row["things"] for row in rows) == len(expected) > 0
    assert all(row["reference"] == contract.contract_no and row["plot_id"] == contract.plot_id for row in rows)
    assert len({row["key"] for row in rows}) == len(rows)


def test_an_assessment_that_ends_is_to_be_renewed(db: Session, park: BuiltPark):
    db.execute(
        text(
            "insert into regional_assessment (zone_id, kind, title, document_no, approved_on, geom, valid)"
            " select :zone, 'flood', '防洪影响区域评估', '周水〔2021〕3号', date '2021-12-01', geom, daterange('2021-12-01', '2026-12-01')"
            " from park_boundary where park_id = :park"
        ),
        {"zone": park.zone_id, "park": park.park_id},
    )
    assert buckets(db, date(2026, 10, 31)) == [("assessment", "renew", "month")]
    assert buckets(db, date(2026, 10, 30)) == []
    assert buckets(db, date(2026, 12, 1)) == [("assessment", "renew", "overdue")]
    assert inbox(db)["items"][0]["park_code"] == "P4"


def test_by_park_by_person_and_only_what_the_caller_may_see(db: Session, park: BuiltPark):
    other = a_park(db, code="P6", east=3000)
    a_project(db, park, first=date(2026, 1, 5))
    a_project(db, other, first=date(2026, 1, 5))
    assert len(inbox(db)["items"]) == 2
    assert [row["park_code"] for row in inbox(db, parks=("P6",))["items"]] == ["P6"]
    assert len(inbox(db, person="示例专员")["items"]) == 2
    assert inbox(db, person="")["items"] == []
    officer = account_principal(1, "P4 专员", Role.OFFICER, (park.park_id,))
    assert [row["park_code"] for row in inbox(db, principal=officer)["items"]] == ["P4"]
    blind = Principal(1, "无权", Role.OFFICER, officer.permissions - {Permission.PROJECT_READ})
    assert inbox(db, principal=blind)["items"] == []


def test_counts_are_the_rows(db: Session, park: BuiltPark):
    a_contract(db, a_plot(db, park))
    a_project(db, park, first=date(2026, 1, 5))
    found = inbox(db)
    for bucket, count in found["buckets"].items():
        assert count == sum(row["bucket"] == bucket for row in found["items"])
    assert sum(found["sources"].values()) == len(found["items"])


def test_a_case_waits_for_us_for_the_holder_and_for_us_again(db: Session):
    ground = idle_ground(db)
    case_id = open_clue(db, ground, found_on=date(2026, 3, 2))

    def waiting(day: date) -> tuple[str, date | None, str, str]:
        (row,) = [row for row in inbox(db, day)["items"] if row["source"] == "idle_case"]
        assert row["subject_id"] == case_id
        return row["bucket"], row["due_on"], row["turn"], row["what_zh"]

    due = date(2026, 4, 1)  # the day of the discovery is not counted
    assert [waiting(day)[0] for day in (date(2026, 3, 2), due - ONE, due, due + ONE)] == [
        "month",
        "week",
        "today",
        "overdue",
    ]
    assert waiting(due)[2] == "us"
    assert "第五条" in waiting(due)[3]
    walk_to(db, case_id, ground, CaseStep.INVESTIGATE)
    holder_due = date(2026, 4, 20)  # thirty days end on a Sunday, so on Monday
    told = [waiting(day) for day in (holder_due, holder_due + ONE)]
    assert [(row[1], row[2]) for row in told] == [(holder_due, "holder"), (holder_due, "us")]
    assert "原因审核" in told[1][3]


def test_a_case_without_a_term_waits_today_or_until_the_day_noted_for_it(db: Session):
    ground = idle_ground(db)
    case_id = open_clue(db, ground)
    walk_to(db, case_id, ground, CaseStep.EXPLAIN)
    day = date(2026, 4, 3)
    assert ("idle_case", "handle_case", "today") in buckets(db, day)
    add_entry(db, CLERK, case_id, EntryDraft(EntryKind.NEXT_STEP, day, "survey", due_on=date(2026, 4, 9)), today=TODAY)
    assert ("idle_case", "handle_case", "week") in buckets(db, day)
    assert [row for row in inbox(db, date(2026, 3, 1))["items"] if row["source"] == "idle_case"] == []


def test_rounds_unvisited_plots_and_clues_wait(db: Session, park: BuiltPark):
    plots = [
        a_plot(
            db,
            park,
            f"P4-{n:03d}",
            box=(100 + 300 * n, 100, 200, 300),
            development="not_started",
            valid_from="2026-01-01",
        )
        for n in range(3)
    ]
    day = date(2026, 11, 23)
    due = date(2026, 12, 4)
    task_id = a_round(db, a_group(db, park), plots[:2], due_on=due)

    def rows(on: date, action: str) -> list[tuple[str, int, date | None]]:
        return [(r["bucket"], r["things"], r["due_on"]) for r in inbox(db, on)["items"] if r["action"] == action]

    assert rows(day, "go_round") == [("month", 2, due)]
    assert rows(due + ONE, "go_round") == [("overdue", 2, due)]
    assert rows(day, "plan_round") == [("overdue", 1, date(2026, 4, 1))]
    photo = an_evidence_file(db, park)
    a_visit(
        db, plots[0], task_id=task_id, outcome=VisitOutcome.CLUE, sights=(Sight.NOT_STARTED,), evidence_ids=(photo,)
    )
    assert rows(day, "open_clue") == [("month", 1, date(2026, 12, 23))]
    assert rows(day, "go_round") == [("month", 1, due)]


def test_cases_and_patrols_are_for_those_who_may_see_them(db: Session, park: BuiltPark):
    plot_id = a_plot(db, park, development="not_started", valid_from="2026-01-01")
    a_round(db, a_group(db, park), [plot_id])
    other = a_park(db, code="P5", east=5000)
    guest = account_principal(3, "外园区", Role.OFFICER, park_ids=(other.park_id,))
    assert [row for row in inbox(db, principal=guest)["items"] if row["source"] == "patrol"] == []


def test_idle_land_reminds_90_days_ahead_asks_for_facts_and_is_silent_once_a_case_is_open(db: Session, park: BuiltPark):
    built = a_contract(db, a_plot(db, park, "P4-001", box=(100, 100, 200, 300)), start_on=date(2025, 9, 1))
    last = date(2026, 8, 31)  # a year is full on 1 September 2026

    def idle(day: date) -> list[tuple[str, str]]:
        scan_contracts(db, CLERK, day)
        found = inbox(db, day, sources=("idle",))["items"]
        return [(row["action"], row["bucket"]) for row in found]

    assert idle(date(2026, 7, 1)) == [("survey", "quarter")]  # nobody knows of a permit; the year is full in two months
    record_fact(
        db, CLERK, TODAY, built.contract_id,
        FactDraft(FactKind.PERMIT, date(2026, 6, 1), "施工许可台账", knowledge=Knowledge.NONE),
    )  # fmt: skip
    assert idle(last - timedelta(days=91)) == []
    assert idle(last - timedelta(days=90)) == [("remind_start", "quarter")]
    assert idle(last - timedelta(days=30)) == [("remind_start", "month")]
    assert idle(last) == [("remind_start", "today")]
    assert idle(date(2026, 9, 1)) == [("investigate", "month")]
    assert idle(date(2026, 10, 1)) == [("investigate", "today")]
    assert idle(date(2026, 10, 2)) == [("investigate", "overdue")]
    a_case(db, park, built.plot_id, contract=built, found_on=date(2026, 10, 2), since=date(2026, 9, 1))
    assert idle(date(2026, 10, 2)) == []


@pytest.mark.parametrize(("late", "escalated"), [(0, False), (15, False), (16, True)])
def test_what_is_overdue_beyond_the_limit_is_raised_to_the_leaders(
    db: Session, park: BuiltPark, late: int, escalated: bool
):
    """The rulebook's limit is 15 days: on the fifteenth it is still the officer's alone."""
    project_id = fresh_project(db, park)
    problem_id = raise_problem(
        db,
        CLERK,
        project_id,
        ProblemDraft(source="visit", title_zh="缺水", detail_zh="", raised_on=date(2026, 11, 2)),
        today=TODAY,
    )
    step_problem(
        db,
        CLERK,
        problem_id,
        ProblemStepDraft(
            state="assigned",
            done_on=date(2026, 11, 2),
            office_zh="水务",
            due_on=TODAY - timedelta(days=late),
            content_zh="说明",
            evidence_ids=(),
        ),
        today=TODAY,
    )
    found = inbox(db)
    (row,) = [item for item in found["items"] if item["source"] == "problem"]
    assert row["is_escalated"] is escalated
    assert found["escalated"] == int(escalated)
    assert len(inbox(db, escalated=True)["items"]) == int(escalated)


def test_a_promise_is_raised_after_a_year_and_on_land_with_an_idle_case_only_with_that_case(demo_db: Session):
    found = inbox(demo_db)
    own = found["escalation_by_source"]
    assert own["commitment"] == 365
    assert own["idle_case"] == own["letter"] == found["escalation_days"] == 15
    in_cases = set(demo_db.execute(text("select i.plot_id from idle_case_standing(:day) k join idle_case i on i.id = k.case_id where k.is_open"), {"day": TODAY}).scalars())  # fmt: skip
    late = [row for row in found["items"] if row["days_left"] is not None and row["days_left"] < 0]
    of_cases = [
        row for row in late if row["source"] == "commitment" and row["turn"] == "holder" and row["plot_id"] in in_cases
    ]
    assert of_cases
    for row in late:
        assert row["is_escalated"] is (-row["days_left"] > own[row["source"]] and row not in of_cases), row["key"]
    assert any(row["is_escalated"] and row["source"] == "idle_case" for row in late)
    assert 0 < found["escalated"] <= 40
