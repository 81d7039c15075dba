"""An officer prepares a plot: the table, the plot's own indicators, answers with evidence, disputes, assessments; each change is judged at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from shapely import MultiPolygon, from_wkb
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gisapp.accounts.accounts import create_account
from gisapp.auth.permissions import Role
from gisapp.auth.principal import account_principal, system_principal
from gisapp.db.errors import domain_error
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.preparation.assessments import (
    AssessmentDraft,
    add_assessment,
    correct_assessment,
    list_assessments,
    show_assessment,
    withdraw_assessment,
)
from gisapp.preparation.cleared_land import ItemAnswer, answer_item, open_dispute, settle_dispute
from gisapp.preparation.indicator_table import (
    RequirementDraft,
    add_requirement,
    confirm_requirement,
    end_requirement,
    list_table,
    revise_basic_set,
    revise_demands,
)
from gisapp.preparation.plot_indicators import IndicatorDraft, drop_plot_indicator, set_plot_indicator, take_from_table
from gisapp.preparation.readiness_queries import show_board, show_readiness
from gisapp.preparation.rules.thresholds import requirements_from_tables
from tests.builders.park import BuiltPark, a_park, box_wkt
from tests.builders.people import PASSWORD
from tests.builders.plot import a_plot
from tests.builders.readiness import an_assessment, an_evidence_file, make_ready
from tests.preparation.shipped import table as shipped

DAY = date(2026, 11, 23)
OFFICER = system_principal("王主任")


@pytest.fixture
def park(db: Session) -> BuiltPark:
    return a_park(db)


@pytest.fixture
def plot(db: Session, park: BuiltPark) -> int:
    return a_plot(db, park, supply="prepared", development="not_applicable", compliance="not_applicable")


def kept(db: Session, plot_id: int) -> str | None:
    return db.execute(
        text("select state from plot_readiness where plot_id = :p and upper_inf(valid) and not is_stale"),
        {"p": plot_id},
    ).scalar()


def a_requirement(**more: Any) -> RequirementDraft:
    draft = RequirementDraft(
        indicator="tax_per_mu",
        value=Decimal(15),
        unit="wan_per_mu",
        effective_from=date(2026, 7, 1),
        basis="周经开〔2026〕9号 第四条",
        reason="按新规定",
    )
    return replace(draft, **more)


# the table ----------------------------------------------------------------------------------------------------------------
def test_the_shipped_table_is_in_the_database_exactly(db: Session):
    rows = db.execute(
        text(
            "select indicator, direction, value, industry_code, lower(valid), upper(valid), basis, confirmed from indicator_requirement"
        )
    ).all()
    expected = requirements_from_tables(shipped("indicator_requirements.toml")["requirement"])
    told = {(r.indicator.value, r.direction.value, r.value, r.industry_code, r.effective_from, r.effective_to, str(r.basis), r.confirmed) for r in expected}  # fmt: skip
    assert {tuple(row) for row in rows} == told


def test_a_new_entry_ends_the_one_before_it_and_is_shown_in_both_units(db: Session):
    add_requirement(db, OFFICER, a_requirement(value=Decimal(11), effective_from=date(2026, 1, 1)), DAY)
    add_requirement(db, OFFICER, a_requirement(), DAY)
    mine = [
        row
        for row in list_table(db, DAY, industry_code=None, park_code=None)["items"]
        if row["basis"].startswith("周经开")
    ]
    assert [(row["wan_per_mu"], row["wan_per_ha"], row["effective_to"], row["in_force"]) for row in mine] == [
        (11.0, 165.0, date(2026, 7, 1), False),
        (15.0, 225.0, None, True),
    ]
    with pytest.raises(Conflict):
        add_requirement(db, OFFICER, a_requirement(), DAY)


def test_the_most_specific_entry_applies_and_a_contradiction_is_told(db: Session, park: BuiltPark):
    add_requirement(db, OFFICER, a_requirement(), DAY)
    add_requirement(db, OFFICER, a_requirement(industry_code="C13", value=Decimal(20)), DAY)
    table = list_table(db, DAY, industry_code="1392", park_code="P4")
    assert [row["industry_code"] for row in table["items"] if row["applies"] and row["indicator"] == "tax_per_mu"] == [
        "13"
    ]
    add_requirement(db, OFFICER, a_requirement(park_code="P4", value=Decimal(18)), DAY)
    table = list_table(db, DAY, industry_code="1392", park_code="P4")
    assert "indicator.requirements_conflict" in {finding["code"] for finding in table["findings"]}
    assert [row for row in table["items"] if row["applies"] and row["indicator"] == "tax_per_mu"] == []


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"indicator": "rainfall"}, "indicator.unknown"),
        ({"unit": "percent"}, "indicator.unit_unknown"),
        ({"industry_code": "C65"}, "industry.unknown"),
        ({"effective_to": date(2026, 7, 1)}, "indicator.period_empty"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(db: Session, more: dict[str, Any], code: str):
    with pytest.raises(Invalid) as refused:
        add_requirement(db, OFFICER, a_requirement(**more), DAY)
    assert refused.value.code == code


def test_a_confirmation_is_a_new_row_and_is_given_once(db: Session):
    found = list_table(db, DAY, industry_code=None, park_code=None)["items"][0]
    confirm_requirement(db, OFFICER, found["id"], basis="", reason="对照原文", today=DAY)
    rows = db.execute(
        text("select confirmed, upper_inf(recorded) from indicator_requirement where indicator = :i and industry_code = :c order by id"),
        {"i": found["indicator"], "c": found["industry_code"]},
    ).all()  # fmt: skip
    assert (False, False) in [tuple(row) for row in rows]
    assert (True, True) in [tuple(row) for row in rows]
    with pytest.raises(NotFound):
        confirm_requirement(db, OFFICER, found["id"], basis="", reason="对照原文", today=DAY)


def test_an_entry_ends_on_a_day_within_its_period_only(db: Session):
    add_requirement(db, OFFICER, a_requirement(), DAY)
    mine = next(
        row
        for row in list_table(db, DAY, industry_code=None, park_code=None)["items"]
        if row["basis"].startswith("周经开")
    )
    with pytest.raises(Invalid):
        end_requirement(db, OFFICER, mine["id"], effective_to=date(2026, 7, 1), reason="废止", today=DAY)
    end_requirement(db, OFFICER, mine["id"], effective_to=date(2026, 7, 2), reason="废止", today=DAY)
    assert not any(
        row["basis"].startswith("周经开") and row["in_force"]
        for row in list_table(db, DAY, industry_code=None, park_code=None)["items"]
    )


def test_a_stricter_table_turns_a_ready_plot_back(db: Session, plot: int):
    make_ready(db, plot, DAY)
    add_requirement(db, OFFICER, a_requirement(value=Decimal(15)), DAY)
    assert kept(db, plot) == "ready"
    add_requirement(db, OFFICER, a_requirement(value=Decimal("15.01"), effective_from=DAY), DAY)
    assert kept(db, plot) == "failed"


def test_other_demands_hold_from_their_day(db: Session, plot: int):
    make_ready(db, plot, DAY)
    papers = {"effective_from": DAY, "basis": "周经开〔2026〕10号", "confirmed": True, "note": "", "reason": "调整"}
    revise_demands(db, OFFICER, "seven", ["flood"], papers, DAY)
    sheet = show_readiness(db, OFFICER, plot, DAY)
    assert [item["key"] for item in sheet["items"] if item["state"] != "passed"] == ["servicing.gas", "servicing.heat"]
    assert show_readiness(db, OFFICER, plot, DAY - timedelta(days=1))["is_ready"]
    with pytest.raises(Conflict):
        revise_demands(db, OFFICER, "seven", ["flood"], papers, DAY)


def test_the_basic_set_can_be_widened(db: Session, plot: int):
    make_ready(db, plot, DAY)
    papers = {"effective_from": DAY, "basis": "周经开〔2026〕10号", "confirmed": True, "note": "", "reason": "增加研发"}
    revise_basic_set(db, OFFICER, ["tax_per_mu", "rd_share"], papers, DAY)
    assert kept(db, plot) == "failed"
    set_plot_indicator(db, OFFICER, plot, IndicatorDraft("rd_share", Decimal(2), "percent", "供地方案", DAY), DAY)
    assert kept(db, plot) == "ready"


# the plot's own indicators ------------------------------------------------------------------------------------------------
def test_indicators_are_taken_over_from_the_table_once(db: Session, plot: int):
    count = take_from_table(db, OFFICER, plot, DAY, DAY)
    rows = {row["indicator"]: row for row in show_readiness(db, OFFICER, plot, DAY)["indicators"]}
    assert count == len(rows) >= 4
    assert rows["building_coefficient"]["value"] == 0.4
    assert rows["building_coefficient"]["written_value"] == 40
    with pytest.raises(Conflict):
        take_from_table(db, OFFICER, plot, DAY, DAY)


def test_a_value_is_stored_in_the_canonical_unit_and_its_past_stays(db: Session, plot: int):
    draft = IndicatorDraft("tax_per_mu", Decimal(15), "wan_per_mu", "供地方案", date(2026, 1, 1))
    set_plot_indicator(db, OFFICER, plot, draft, DAY)
    set_plot_indicator(db, OFFICER, plot, replace(draft, value=Decimal(20), valid_from=DAY), DAY)
    before, now = (show_readiness(db, OFFICER, plot, day)["indicators"] for day in (DAY - timedelta(days=1), DAY))
    assert ([row["value"] for row in before], [row["value"] for row in now]) == ([225.0], [300.0])
    drop_plot_indicator(db, OFFICER, plot, "tax_per_mu", "at_least", valid_from=DAY, reason="误录", today=DAY)
    assert show_readiness(db, OFFICER, plot, DAY)["indicators"] == []
    with pytest.raises(NotFound):
        drop_plot_indicator(db, OFFICER, plot, "tax_per_mu", "at_least", valid_from=DAY, reason="误录", today=DAY)


# the checklist and disputes -----------------------------------------------------------------------------------------------
def test_a_yes_needs_evidence_and_a_no_a_remark(db: Session, park: BuiltPark, plot: int):
    common: dict[str, Any] = {"valid_from": DAY}
    with pytest.raises(Invalid) as refused:
        answer_item(
            db, OFFICER, plot, ItemAnswer(item="title", answer="yes", remark="", evidence_ids=[], **common), today=DAY
        )
    assert refused.value.code == "readiness.yes_without_evidence"
    with pytest.raises(Invalid) as refused:
        answer_item(
            db, OFFICER, plot, ItemAnswer(item="title", answer="no", remark=" ", evidence_ids=[], **common), today=DAY
        )
    assert refused.value.code == "readiness.no_without_remark"
    with pytest.raises(Invalid) as refused:
        answer_item(
            db,
            OFFICER,
            plot,
            ItemAnswer(item="title", answer="yes", remark="", evidence_ids=[987_654], **common),
            today=DAY,
        )
    assert refused.value.code == "evidence.unknown"
    file_id = an_evidence_file(db, park.zone_id)
    answer_item(
        db,
        OFFICER,
        plot,
        ItemAnswer(item="title", answer="yes", remark="", evidence_ids=[file_id], **common),
        today=DAY,
    )
    item = next(i for i in show_readiness(db, OFFICER, plot, DAY)["items"] if i["key"] == "cleared.title")
    assert (item["state"], item["evidence"][0]["file_id"]) == ("passed", file_id)
    with pytest.raises(Conflict):
        answer_item(
            db,
            OFFICER,
            plot,
            ItemAnswer(item="title", answer="yes", remark="", evidence_ids=[file_id], **common),
            today=DAY,
        )


def test_a_dispute_stops_a_ready_plot_until_it_is_settled_with_evidence(db: Session, park: BuiltPark, plot: int):
    make_ready(db, plot, DAY)
    dispute = open_dispute(db, OFFICER, plot, title="补偿款争议", opened_on=DAY, evidence_ids=[], today=DAY)
    assert kept(db, plot) == "failed"
    file_id = an_evidence_file(db, park.zone_id, title="调解书")
    with pytest.raises(Invalid):
        settle_dispute(db, OFFICER, dispute, closed_on=DAY, outcome="调解", evidence_ids=[], today=DAY)
    settle_dispute(db, OFFICER, dispute, closed_on=DAY, outcome="调解结案", evidence_ids=[file_id], today=DAY)
    assert kept(db, plot) == "ready"
    with pytest.raises(IntegrityError) as twice, db.begin_nested():
        settle_dispute(db, OFFICER, dispute, closed_on=DAY, outcome="调解结案", evidence_ids=[file_id], today=DAY)
    refusal = domain_error(twice.value)
    assert refusal is not None
    assert refusal.code == "dispute.settled_already"


def test_a_dispute_cannot_end_before_it_began(db: Session, park: BuiltPark, plot: int):
    dispute = open_dispute(db, OFFICER, plot, title="补偿款争议", opened_on=DAY, evidence_ids=[], today=DAY)
    file_id = an_evidence_file(db, park.zone_id)
    with pytest.raises(IntegrityError, match="closed before it was opened"), db.begin_nested():
        settle_dispute(
            db, OFFICER, dispute, closed_on=DAY - timedelta(days=1), outcome="调解", evidence_ids=[file_id], today=DAY
        )


# assessments --------------------------------------------------------------------------------------------------------------
def ground(db: Session, box: tuple[float, float, float, float]) -> MultiPolygon:
    wkb = db.execute(
        text("select ST_AsBinary(ST_Transform(ST_GeomFromText(:wkt, 4547), 4490))"), {"wkt": box_wkt(*box)}
    ).scalar_one()
    shape = from_wkb(bytes(wkb))
    assert isinstance(shape, MultiPolygon)
    return shape


def a_draft(db: Session, **more: Any) -> AssessmentDraft:
    draft = AssessmentDraft(
        kind="flood",
        title="洪水影响区域评价报告",
        document_no="豫水许准字〔2026〕8号",
        approved_on=date(2026, 1, 5),
        valid_from=date(2026, 1, 10),
        valid_to=date(2029, 1, 10),
        geometry=ground(db, (0, 0, 2000, 2000)),
    )
    return replace(draft, **more)


def test_an_assessment_is_entered_corrected_and_withdrawn_and_plots_follow(db: Session, park: BuiltPark, plot: int):
    make_ready(db, plot, DAY)
    old = db.execute(text("select id from regional_assessment where kind = 'flood'")).scalar_one()
    withdraw_assessment(db, OFFICER, old, "范围有误", DAY)
    assert kept(db, plot) == "failed"
    new = add_assessment(db, OFFICER, a_draft(db), DAY)
    assert kept(db, plot) == "ready"
    shown = show_assessment(db, OFFICER, new, DAY)
    assert (shown["park_codes"], shown["covered_count"], shown["partly_count"], shown["term"]) == (
        ["P4"],
        1,
        0,
        "valid",
    )
    again = correct_assessment(
        db, OFFICER, new, a_draft(db, geometry=None, valid_to=DAY + timedelta(days=20)), "有效期更正", DAY
    )
    assert show_assessment(db, OFFICER, again, DAY)["geometry"] == shown["geometry"]
    assert kept(db, plot) == "expiring"
    with pytest.raises(NotFound):
        show_assessment(db, OFFICER, new, DAY)
    with pytest.raises(NotFound):
        withdraw_assessment(db, OFFICER, new, "重复", DAY)


@pytest.mark.parametrize(("left", "term"), [(0, "expired"), (1, "expiring"), (90, "expiring"), (91, "valid")])
def test_the_term_of_an_assessment_at_its_limits(db: Session, park: BuiltPark, left: int, term: str):
    an_assessment(db, park.zone_id, "flood", until=DAY + timedelta(days=left))
    row = list_assessments(db, OFFICER, DAY)[0]
    assert (row["term"], row["days_left"]) == (term, left)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"kind": "fengshui"}, "assessment.kind_unknown"),
        ({"valid_to": date(2026, 1, 10)}, "assessment.term_empty"),
        ({"approved_on": date(2026, 1, 11)}, "assessment.valid_before_approved"),
        ({"geometry": None}, "assessment.without_shape"),
    ],
)
def test_an_assessment_that_cannot_be_is_refused(db: Session, park: BuiltPark, more: dict[str, Any], code: str):
    with pytest.raises(Invalid) as refused:
        add_assessment(db, OFFICER, a_draft(db, **more), DAY)
    assert refused.value.code == code


def test_ground_that_meets_none_of_the_callers_parks_is_refused(db: Session, park: BuiltPark):
    other = a_park(db, code="P6", east=5000)
    account = create_account(db, OFFICER, username="p6", display_name="", role=Role.PLANNER, password=PASSWORD, park_codes=["P6"])  # fmt: skip
    stranger = account_principal(account, "他园人员", Role.PLANNER, (other.park_id,))
    with pytest.raises(IntegrityError, match="beyond the parks"):
        add_assessment(db, stranger, a_draft(db), DAY)


# the board ----------------------------------------------------------------------------------------------------------------
def test_the_board_tells_the_same_fresh_or_pending_and_its_sums_are_its_rows(db: Session, park: BuiltPark, plot: int):
    other = a_plot(
        db, park, "P4-002", box=(400, 100, 200, 300), supply="announced", development="not_applicable", compliance="not_applicable"
    )  # fmt: skip
    make_ready(db, plot, DAY)
    board = show_board(db, OFFICER, DAY)
    assert [(row["plot_id"], row["state"], row["is_pending"]) for row in board["items"]] == [
        (plot, "ready", True),
        (other, "failed", True),
    ]
    add_requirement(db, OFFICER, a_requirement(value=Decimal(1)), DAY)  # whatever is written, all are judged and kept
    again = show_board(db, OFFICER, DAY)
    assert again["pending_count"] == 0
    told = ("plot_id", "state", "topics", "failed_count", "open_count", "holds_until")
    for before, after in zip(board["items"], again["items"], strict=True):
        assert [before[name] for name in told] == [_plain(after[name]) for name in told]
    assert sum(total["plot_count"] for total in again["totals"]) == 2
    assert sum(total["area_m2"] for total in again["totals"]) == pytest.approx(120_000, abs=50)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def test_the_board_holds_only_the_callers_parks_and_plots_without_a_holder(db: Session, park: BuiltPark, plot: int):
    a_plot(db, park, "P4-009", box=(900, 100, 200, 300))
    other = a_park(db, code="P6", east=5000)
    stranger = account_principal(1, "他园人员", Role.PLANNER, (other.park_id,))
    assert show_board(db, stranger, DAY)["items"] == []
    assert [row["plot_id"] for row in show_board(db, OFFICER, DAY)["items"]] == [plot]
