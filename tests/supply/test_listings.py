"""An announcement from draft to decision: the gate, the notice days, the frozen snapshot, applications, ties, one decision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from gisapp.auth.permissions import Role
from gisapp.auth.principal import account_principal, system_principal
from gisapp.db.errors import domain_error
from gisapp.documents.issue import issue_document
from gisapp.documents.register import find_document, revoke_document
from gisapp.documents.sources import Draft
from gisapp.kernel.clock import BEIJING, FixedClock
from gisapp.kernel.errors import Conflict, Invalid, NotFound, RuleViolation
from gisapp.land.states import StateBasis, change_state
from gisapp.preparation.indicator_terms import Indicator
from gisapp.preparation.standard_terms import YesNo
from gisapp.supply.allocation_facts import allocation_facts, open_allocations
from gisapp.supply.allocations import Decision, decide, draw_lots, end_allocation, publish_result, revoke_allocation
from gisapp.supply.applications import (
    ApplicationDraft,
    Promise,
    assess_application,
    receive_application,
    revise_application,
    withdraw_application,
)
from gisapp.supply.listing_defaults import listing_defaults, next_number
from gisapp.supply.listing_ends import close_listing, fail_listing, reoffer_listing, withdraw_listing
from gisapp.supply.listing_queries import PipelineFilter, list_pipeline, show_listing
from gisapp.supply.listing_terms import ListingMethod, TermKind
from gisapp.supply.listings import ListingDraft, draft_listing, publish_listing, revise_listing
from gisapp.supply.rules.admission import PlannedDates
from tests.builders.contract import a_contract, a_party
from tests.builders.document import an_issuer, facts_of
from tests.builders.offer import the_industries
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.builders.readiness import an_evidence_file, make_ready

OFFICER = system_principal("王经办")
TODAY = date(2026, 11, 23)
MINUTES = "2026年12月28日会议，按公告规则比选，确定第一位为受让人。"


def at(day: date) -> FixedClock:
    return FixedClock(day)


@dataclass(frozen=True)
class Ground:
    zone_id: int
    park_id: int
    plot: int
    parties: tuple[int, int, int]


@pytest.fixture
def ground(db) -> Ground:
    the_industries(db)
    park = a_park(db)
    plot = a_plot(db, park, supply="prepared", development="not_applicable", compliance="not_applicable")
    make_ready(db, plot, TODAY)
    return Ground(park.zone_id, park.park_id, plot, tuple(a_party(db, f"示例企业{n}") for n in (1, 2, 3)))


def a_draft(announced_on: date = TODAY, **changes) -> ListingDraft:
    """Announced today, opened after 20 days, decided after 30 at the earliest; the highest price, then a lot."""
    return replace(
        ListingDraft(
            listing_no="周经开告〔2026〕1号",
            method=ListingMethod.LISTING,
            term_kind=TermKind.FULL,
            term_years=50,
            lease_years=None,
            start_price_yuan=Decimal(9_000_000),
            deposit_yuan=Decimal(1_800_000),
            announced_on=announced_on,
            applications_from=announced_on,
            applications_until=announced_on + timedelta(days=25),
            opens_on=announced_on + timedelta(days=20),
            decided_from=announced_on + timedelta(days=30),
            industry_codes=("13",),
            latest=PlannedDates(date(2027, 12, 31), date(2029, 12, 31), date(2030, 6, 30)),
            conditions_zh="",
            contact_zh="招商服务窗口",
            contact_phone="0394-0001001",
            ranking={"steps": [{"key": "price"}, {"key": "drawn_lot"}]},
        ),
        **changes,
    )


def publish(db, ground, clock=None, **changes) -> int:
    listing_id = draft_listing(db, OFFICER, ground.plot, a_draft(**changes))
    publish_listing(db, OFFICER, clock or at(TODAY), listing_id, evidence_ids=[], reason="")
    return listing_id


def an_application(bid: int = 9_500_000, tax: int = 20, **changes) -> ApplicationDraft:
    """Promises that meet what make_ready requires; `tax` in 万元/亩 (15 is the requirement)."""
    promises = [
        Promise(Indicator.INVESTMENT_INTENSITY, Decimal(300), "wan_per_mu"),
        Promise(Indicator.TAX_PER_MU, Decimal(tax), "wan_per_mu"),
        Promise(Indicator.FLOOR_AREA_RATIO, Decimal("1.5"), "plain"),
        Promise(Indicator.BUILDING_COEFFICIENT, Decimal(45), "percent"),
        Promise(Indicator.ADMIN_LAND_SHARE, Decimal(5), "percent"),
        Promise(Indicator.ADMIN_FLOOR_SHARE, Decimal(10), "percent"),
        Promise(Indicator.GREEN_RATIO, Decimal(15), "percent"),
        Promise(Indicator.ENVIRONMENTAL_STANDARD, Decimal(1), "yes_no"),
    ]
    return replace(
        ApplicationDraft(
            project_name="食品加工项目",
            industry_code="1392",
            totals={"investment_yuan": Decimal(300_000_000)},
            dates=PlannedDates(date(2027, 6, 1), date(2029, 3, 1), date(2029, 9, 1)),
            bid_yuan=Decimal(bid),
            idle_answer=YesNo.NO,
            honesty_answer=YesNo.NO,
            promises=promises,
        ),
        **changes,
    )


def test_the_paper_of_an_announcement_bears_its_number_and_no_other_and_again_when_issued_anew(db, ground):
    an_issuer(db, ground.zone_id)
    listing_id = publish(db, ground)
    told = facts_of("listing_announcement", listing_no="周经开告〔2026〕1号")

    def issue() -> int:
        return issue_document(
            db,
            OFFICER,
            at(TODAY),
            "listing_announcement",
            Draft(zone_id=ground.zone_id, park_id=ground.park_id, plot_id=ground.plot, context=told),
            subject="listing",
            subject_id=listing_id,
            pdf=False,
        )

    first = issue()
    revoke_document(db, OFFICER, first, "联系人有误", on=TODAY)
    second = issue()
    numbers = [find_document(db, OFFICER, one)["document_no"] for one in (first, second)]
    assert numbers == ["周经开告〔2026〕1号", "周经开告〔2026〕1号"]
    revoke_document(db, OFFICER, second, "联系人有误", on=TODAY)
    copied = text(
        "insert into document (zone_id, kind, document_no, year, sequence, title_zh, subject, subject_id, template_sha256, context, docx,"
        " docx_sha256, issued_on, issued_by_name) select zone_id, kind, :number, year, sequence + 1, title_zh, subject, subject_id,"
        " template_sha256, context, docx, docx_sha256, issued_on, issued_by_name from document where id = :id"
    )
    with pytest.raises(DBAPIError) as refused, db.begin_nested():
        db.execute(copied, {"number": "示开土告字〔2026〕3号", "id": second})
    assert domain_error(refused.value).code == "document.number_of_another"


def test_an_indicator_looser_than_the_planning_condition_is_not_published(db, ground):
    db.execute(
        text(
            "update planning_condition set recorded = tstzrange(lower(recorded), clock_timestamp()) where plot_id = :plot"
        ),
        {"plot": ground.plot},
    )
    db.execute(
        text(
            "insert into planning_condition (plot_id, far_min, far_max, building_coefficient_min, green_ratio_max, document_no, valid)"
            " values (:plot, 1.2, 2.5, 0.4, 0.1, '周规条〔2026〕19号', '[2020-01-01,)')"
        ),
        {"plot": ground.plot},
    )
    with pytest.raises(RuleViolation) as refused:
        publish(db, ground)
    found = [item for item in refused.value.findings if item.code == "indicator.against_planning_condition"]
    assert [(item.measured, item.required) for item in found] == [("≤ 15.00%", "≤ 10.00%")]
    assert db.execute(text("select state from listing")).scalars().all() == ["draft"]


def competing(db, ground, *drafts: ApplicationDraft, **changes) -> tuple[int, list[int]]:
    """A closed announcement with these applications, all assessed."""
    listing_id = publish(db, ground, **changes)
    apply_on = at(TODAY + timedelta(days=3))
    made = [
        receive_application(db, OFFICER, apply_on, listing_id, party, draft)
        for party, draft in zip(ground.parties, drafts, strict=False)
    ]
    for one in made:
        assess_application(db, OFFICER, apply_on, one)
    close_listing(db, OFFICER, at(TODAY + timedelta(days=26)), listing_id)
    return listing_id, made


DECIDE_ON = TODAY + timedelta(days=30)


def a_decision(**changes) -> Decision:
    return replace(Decision(DECIDE_ON, MINUTES), **changes)


def the_state(db, plot: int, day: date) -> str:
    return db.execute(
        text("select supply from plot_state where plot_id = :p and valid @> cast(:d as date) and upper_inf(recorded)"),
        {"p": plot, "d": day},
    ).scalar_one()


def refusal(error: pytest.ExceptionInfo[DBAPIError]) -> str:
    return error.value.orig.diag.constraint_name


# publishing -------------------------------------------------------------------------------------------------------------


def test_publishing_freezes_the_terms_rests_on_a_passed_record_and_puts_the_plot_on_offer(db, ground):
    listing_id = publish(db, ground)
    row = db.execute(text("select * from listing where id = :id"), {"id": listing_id}).mappings().one()
    assert (row["state"], row["published_by_name"]) == ("published", "王经办")
    assert {item["indicator"] for item in row["snapshot"]["requirements"]} >= {"tax_per_mu", "floor_area_ratio"}
    assert row["snapshot"]["plot"]["version_no"] == 1
    assert row["snapshot"]["entries"][0]["code"] == "listing.notice_days_min"
    assert not row["snapshot"]["entries"][0]["confirmed"]
    passed = db.execute(
        text("select passed from readiness_record where id = :id"), {"id": row["readiness_id"]}
    ).scalar()
    assert passed is True
    assert the_state(db, ground.plot, TODAY) == "on_offer"
    assert the_state(db, ground.plot, TODAY - timedelta(days=1)) == "prepared"
    db.execute(text("set constraints all immediate"))


def test_a_plot_that_is_not_ready_is_not_published_and_the_findings_say_why(db):
    the_industries(db)
    park = a_park(db)
    plot = a_plot(db, park, supply="prepared", development="not_applicable", compliance="not_applicable")
    make_ready(db, plot, TODAY)
    db.execute(text("update cleared_land_answer set recorded = tstzrange(lower(recorded), clock_timestamp()) where plot_id = :p and item = 'title'"), {"p": plot})  # fmt: skip
    listing_id = draft_listing(db, OFFICER, plot, a_draft())
    with pytest.raises(RuleViolation) as refused:
        publish_listing(db, OFFICER, at(TODAY), listing_id, evidence_ids=[], reason="")
    assert "readiness.checklist_unknown" in {finding.code for finding in refused.value.findings}
    assert the_state(db, plot, TODAY) == "prepared"


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"opens_on": TODAY + timedelta(days=19)}, {"listing.notice_too_short"}),
        ({"opens_on": TODAY + timedelta(days=20)}, set()),
        ({"decided_from": TODAY + timedelta(days=29)}, {"listing.open_too_short"}),
        ({"method": ListingMethod.AUCTION, "decided_from": TODAY + timedelta(days=26)}, set()),
        ({"deposit_yuan": Decimal("1799999.99")}, {"listing.deposit_too_low"}),
        ({"method": ListingMethod.AGREEMENT, "deposit_yuan": None}, {"listing.notice_too_short"}),
        ({"term_years": 51}, {"listing.term_too_long"}),
        ({"term_kind": TermKind.FLEXIBLE, "term_years": 21}, {"listing.term_too_long"}),
        ({"term_kind": TermKind.FLEXIBLE, "term_years": 20}, set()),
        ({"term_kind": TermKind.LEASE_FIRST, "term_years": 30, "lease_years": 20}, set()),
        ({"term_kind": TermKind.LEASE_FIRST, "term_years": 29, "lease_years": 21}, {"listing.lease_too_long"}),
        ({"term_kind": TermKind.LEASE_FIRST, "term_years": 31, "lease_years": 20}, {"listing.lease_and_term_too_long"}),
        ({"start_price_yuan": None}, {"listing.missing"}),
        ({"contact_phone": ""}, {"listing.missing"}),
        ({"latest": PlannedDates(date(2029, 1, 1), date(2028, 1, 1), None)}, {"listing.days_out_of_order"}),
    ],
)
def test_what_keeps_a_draft_from_being_published(db, ground, changes, codes):
    listing_id = draft_listing(db, OFFICER, ground.plot, a_draft(**changes))
    found = {finding["code"] for finding in show_listing(db, OFFICER, listing_id, TODAY)["findings"] if finding["severity"] == "error"}  # fmt: skip
    assert found == codes
    if codes:
        with pytest.raises(RuleViolation):
            publish_listing(db, OFFICER, at(TODAY), listing_id, evidence_ids=[], reason="")
    else:
        publish_listing(db, OFFICER, at(TODAY), listing_id, evidence_ids=[], reason="")


def test_a_past_announcement_is_recorded_only_with_its_published_text(db, ground):
    listing_id = draft_listing(db, OFFICER, ground.plot, a_draft(TODAY - timedelta(days=5)))
    with pytest.raises(Conflict) as refused:
        publish_listing(db, OFFICER, at(TODAY), listing_id, evidence_ids=[], reason="")
    assert refused.value.code == "listing.backdated"
    proof = an_evidence_file(db, ground.zone_id, title="公告原文")
    publish_listing(db, OFFICER, at(TODAY), listing_id, evidence_ids=[proof], reason="补录")
    assert the_state(db, ground.plot, TODAY - timedelta(days=5)) == "on_offer"


def test_what_was_announced_is_not_changed(db, ground):
    listing_id = publish(db, ground)
    with pytest.raises(Conflict) as refused:
        revise_listing(db, OFFICER, listing_id, a_draft(term_years=40))
    assert refused.value.code == "listing.state_forbids"
    for change in ("snapshot = '{}'", "start_price_yuan = 1", "readiness_id = null", "decided_from = decided_from + 1"):
        with pytest.raises(DBAPIError) as error, db.begin_nested():
            db.execute(text(f"update listing set {change} where id = :id"), {"id": listing_id})
        assert refusal(error) == "listing_frozen"
        assert domain_error(error.value).status == 409
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        db.execute(text("update listing set state = 'draft' where id = :id"), {"id": listing_id})
    assert refusal(error) == "listing_forward_only"
    with pytest.raises(DBAPIError), db.begin_nested():
        db.execute(text("delete from listing where id = :id"), {"id": listing_id})


def test_a_plot_has_one_open_announcement_and_numbers_are_used_once(db, ground):
    publish(db, ground)
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        draft_listing(db, OFFICER, ground.plot, a_draft(listing_no="周经开告〔2026〕2号"))
    assert refusal(error) == "listing_one_open_per_plot"
    assert next_number(db, 2026) == "周经开告〔2026〕002号"
    assert next_number(db, 2027) == "周经开告〔2027〕001号"


def test_the_database_lets_nothing_be_on_offer_without_a_published_announcement(db, ground):
    def enter(day: date) -> None:
        db.execute(text("update plot_state set recorded = tstzrange(lower(recorded), clock_timestamp()) where plot_id = :p and upper_inf(recorded)"), {"p": ground.plot})  # fmt: skip
        db.execute(
            text(
                "insert into plot_state (plot_id, land_control, servicing, supply, development, compliance, valid) values"
                " (:p, 'cleared', 'five', 'on_offer', 'not_applicable', 'not_applicable', daterange(:d, null))"
            ),
            {"p": ground.plot, "d": day},
        )
        db.execute(text("set constraints plot_state_offer_announced immediate"))

    with pytest.raises(DBAPIError) as error, db.begin_nested():
        enter(TODAY)
    assert refusal(error) == "plot_state_offer_announced"
    assert "公告" in domain_error(error.value).message_zh
    listing_id = draft_listing(db, OFFICER, ground.plot, a_draft())
    with pytest.raises(DBAPIError), db.begin_nested():
        enter(TODAY)
    publish_listing(db, OFFICER, at(TODAY), listing_id, evidence_ids=[], reason="")
    with db.begin_nested():
        enter(TODAY)
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        enter(TODAY - timedelta(days=1))
    assert refusal(error) == "plot_state_offer_announced"


def test_the_database_publishes_nothing_that_was_not_found_ready_or_with_too_short_a_notice(db, ground):
    listing_id = draft_listing(db, OFFICER, ground.plot, a_draft(opens_on=TODAY + timedelta(days=19)))
    failed = db.execute(
        text(
            "insert into readiness_record (plot_id, plot_version_id, as_of, passed, items, made_by_name) select plot_id, id, :day, false,"
            " '[{\"state\": \"failed\"}]', '测试' from plot_version where plot_id = :p returning id"
        ),
        {"p": ground.plot, "day": TODAY},
    ).scalar_one()
    statement = text(
        "update listing set state = 'published', published_at = now(), snapshot = '{}', readiness_id = :r where id = :id"
    )
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        db.execute(statement, {"r": failed, "id": listing_id})
    assert refusal(error) == "listing_needs_readiness"
    from tests.builders.readiness import a_passed_record

    with pytest.raises(DBAPIError) as error, db.begin_nested():
        db.execute(statement, {"r": a_passed_record(db, ground.plot, TODAY), "id": listing_id})
    assert refusal(error) == "listing_notice_days"
    assert "19 日" in domain_error(error.value).message_zh


def test_another_change_of_the_plot_goes_on_while_it_is_on_offer(db, ground):
    publish(db, ground)
    change_state(
        db,
        OFFICER,
        ground.plot,
        {"servicing": "seven"},
        StateBasis(reason="配套", document=None),
        valid_from=TODAY + timedelta(days=2),
    )
    db.execute(text("set constraints all immediate"))
    with pytest.raises(RuleViolation) as refused:
        change_state(
            db,
            OFFICER,
            ground.plot,
            {"supply": "prepared"},
            StateBasis(reason="手工", document=None),
            valid_from=TODAY + timedelta(days=3),
        )
    assert refused.value.code == "plot.offer_ends_by_announcement"


# ends ---------------------------------------------------------------------------------------------------------------------


def test_a_withdrawn_announcement_takes_the_plot_off_offer_and_may_be_made_anew(db, ground):
    listing_id = publish(db, ground)
    day = TODAY + timedelta(days=4)
    withdraw_listing(db, OFFICER, at(day), listing_id, on=day, reason="规划条件调整")
    assert (the_state(db, ground.plot, day), the_state(db, ground.plot, TODAY)) == ("prepared", "on_offer")
    new_id = reoffer_listing(db, OFFICER, listing_id, "周经开告〔2026〕9号")
    sheet = show_listing(db, OFFICER, new_id, day)
    assert (sheet["state"], sheet["announced_on"], sheet["reoffer_of"]) == ("draft", None, listing_id)
    assert [step["state"] for step in sheet["chain"]] == ["withdrawn", "draft"]
    with pytest.raises(Conflict):
        withdraw_listing(db, OFFICER, at(day), listing_id, on=day, reason="再撤")


def test_applications_close_after_their_last_day_and_an_offer_without_takers_fails(db, ground):
    listing_id = publish(db, ground)
    last = TODAY + timedelta(days=25)
    for clock in (at(TODAY), at(last)):
        with pytest.raises(Conflict) as refused:
            close_listing(db, OFFICER, clock, listing_id)
        assert refused.value.code == "listing.still_open"
    with pytest.raises(Conflict):
        fail_listing(db, OFFICER, at(last), listing_id, on=last, reason="无人报名")
    close_listing(db, OFFICER, at(last + timedelta(days=1)), listing_id)
    fail_listing(db, OFFICER, at(last + timedelta(days=2)), listing_id, on=last + timedelta(days=2), reason="无人报名")
    assert the_state(db, ground.plot, last + timedelta(days=2)) == "prepared"


# applications and admission -------------------------------------------------------------------------------------------------


def test_applications_are_taken_on_the_announced_days_once_per_enterprise(db, ground):
    listing_id = publish(db, ground)
    late = TODAY + timedelta(days=26)
    with pytest.raises(Conflict) as refused:
        receive_application(db, OFFICER, at(late), listing_id, ground.parties[0], an_application())
    assert refused.value.code == "application.outside_days"
    last_evening = datetime(late.year, late.month, late.day, tzinfo=BEIJING) - timedelta(minutes=1)
    first = receive_application(
        db, OFFICER, at(late), listing_id, ground.parties[0], an_application(received_at=last_evening)
    )
    assert db.execute(text("select number from application where id = :id"), {"id": first}).scalar_one() == 1
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        receive_application(db, OFFICER, at(TODAY), listing_id, ground.parties[0], an_application())
    assert refusal(error) == "application_once_per_party"
    withdraw_application(db, OFFICER, at(TODAY), first, "申请人撤回")
    receive_application(db, OFFICER, at(TODAY), listing_id, ground.parties[0], an_application())


@pytest.mark.parametrize(
    ("draft", "codes"),
    [
        (an_application(), set()),
        (an_application(tax=15), set()),
        (an_application(tax=14), {"admission.promise_below_requirement"}),
        (an_application(bid=9_000_000), set()),
        (an_application(bid=8_999_999), {"admission.bid_below_start"}),
        (an_application(bid_yuan=None), {"admission.bid_missing"}),
        (an_application(idle_answer=YesNo.UNKNOWN), {"admission.idle_land_unknown"}),
        (an_application(honesty_answer=YesNo.YES), {"admission.dishonest"}),
        (an_application(industry_code="27"), {"admission.industry_not_admitted"}),
        (
            an_application(dates=PlannedDates(date(2028, 1, 1), date(2029, 3, 1), date(2029, 9, 1))),
            {"admission.date_too_late"},
        ),
    ],
)
def test_the_verdict_and_its_reasons_are_stored(db, ground, draft, codes):
    listing_id = publish(db, ground)
    application = receive_application(db, OFFICER, at(TODAY), listing_id, ground.parties[0], draft)
    assess_application(db, OFFICER, at(TODAY), application)
    row = db.execute(text("select * from admission where application_id = :id"), {"id": application}).mappings().one()
    assert {finding["code"] for finding in row["findings"] if finding["severity"] == "error"} == codes
    assert row["passed"] is (not codes)
    assert len(row["comparisons"]) == 8
    state = db.execute(text("select state from application where id = :id"), {"id": application}).scalar_one()
    assert state == ("refused" if codes else "admitted")
    for statement in ("update admission set passed = true", "delete from admission"):
        with pytest.raises(DBAPIError), db.begin_nested():
            db.execute(text(statement))


def test_totals_that_do_not_carry_the_promise_are_pointed_out(db, ground):
    listing_id = publish(db, ground)
    draft = an_application(totals={"investment_yuan": Decimal(100_000_000)})  # 60,000 ㎡ x 4,500 = 270,000,000
    application = receive_application(db, OFFICER, at(TODAY), listing_id, ground.parties[0], draft)
    admission = assess_application(db, OFFICER, at(TODAY), application)
    assert [f.code for f in admission.findings] == ["admission.totals_below_promise"]
    assert admission.is_admitted


def test_after_the_last_day_only_what_the_office_looked_up_is_entered(db, ground):
    listing_id = publish(db, ground)
    application = receive_application(
        db, OFFICER, at(TODAY), listing_id, ground.parties[0], an_application(idle_answer=YesNo.UNKNOWN)
    )
    after = at(TODAY + timedelta(days=26))
    with pytest.raises(Conflict) as refused:
        revise_application(db, OFFICER, after, application, an_application(bid=9_900_000))
    assert refused.value.code == "application.days_over"
    revise_application(db, OFFICER, after, application, an_application())
    assert assess_application(db, OFFICER, after, application).is_admitted


# ranking and decision -------------------------------------------------------------------------------------------------------


def test_three_apply_one_is_below_the_threshold_and_the_best_bid_wins(db, ground):
    listing_id, (low, high, below) = competing(
        db, ground, an_application(9_400_000), an_application(9_600_000), an_application(12_000_000, tax=14)
    )
    sheet = show_listing(db, OFFICER, listing_id, DECIDE_ON)
    places = {row["application_id"]: row["place"] for row in sheet["comparison"]["ranking"]}
    assert places == {high: 1, low: 2, below: None}
    tax = next(row for row in sheet["comparison"]["rows"] if row["indicator"] == "tax_per_mu")
    assert {cell["application_id"]: cell["verdict"] for cell in tax["cells"]} == {
        low: "met",
        high: "met",
        below: "not_met",
    }
    why = {row["application_id"]: (row["why_zh"], row["why_en"]) for row in sheet["comparison"]["ranking"]}
    assert "报价" in why[low][0]
    assert why[low][1] == "Behind no. 2 in “highest price”: CNY 9,400,000.00 against CNY 9,600,000.00."
    assert why[below][1] == "Not admitted. The promise for Tax per mu misses the requirement."
    assert all(step["why_zh"] and step["why_en"].isascii() for step in sheet["clock"])
    with pytest.raises(Conflict) as refused:
        decide(db, OFFICER, at(DECIDE_ON), listing_id, a_decision(application_id=below))
    assert refused.value.code == "allocation.not_the_winner"
    allocation = decide(db, OFFICER, at(DECIDE_ON), listing_id, a_decision(application_id=high))
    facts = allocation_facts(db, allocation)
    assert (facts.party_id, facts.price_yuan, facts.plot_id) == (ground.parties[1], 9_600_000, ground.plot)
    assert {p.indicator: p.value for p in facts.promises}[Indicator.TAX_PER_MU] == 300
    assert facts.dates.start_on == date(2027, 6, 1)
    assert [row["allocation_id"] for row in open_allocations(db, OFFICER)] == [allocation]


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (a_decision(decided_on=DECIDE_ON - timedelta(days=1)), "allocation.too_early"),
        (a_decision(decided_on=DECIDE_ON + timedelta(days=1)), "listing.day_in_future"),
        (a_decision(minutes="  同意  "), "allocation.minutes_missing"),
        (a_decision(price_yuan=Decimal(9_499_999)), "allocation.price_below_bid"),
    ],
)
def test_a_decision_keeps_day_minutes_and_price(db, ground, decision, code):
    listing_id, _ = competing(db, ground, an_application())
    with pytest.raises((Conflict, Invalid)) as refused:
        decide(db, OFFICER, at(DECIDE_ON), listing_id, decision)
    assert refused.value.code == code


def test_a_tie_is_decided_by_the_lot_that_was_drawn_and_proved(db, ground):
    listing_id, (one, two) = competing(db, ground, an_application(), an_application())
    with pytest.raises(Conflict) as refused:
        decide(db, OFFICER, at(DECIDE_ON), listing_id, a_decision())
    assert refused.value.code == "ranking.first_place_tied"
    proof = an_evidence_file(db, ground.zone_id, title="抽签记录")
    draw = {"drawn_on": DECIDE_ON, "witness": "公证处"}
    with pytest.raises(Invalid) as wrong:
        draw_lots(db, OFFICER, at(DECIDE_ON), listing_id, lots={one: 1}, evidence_ids=[proof], **draw)
    assert wrong.value.code == "lots.incomplete"
    with pytest.raises(Invalid) as unproved:
        draw_lots(db, OFFICER, at(DECIDE_ON), listing_id, lots={one: 2, two: 1}, evidence_ids=[], **draw)
    assert unproved.value.code == "lots.unproved"
    draw_lots(db, OFFICER, at(DECIDE_ON), listing_id, lots={one: 2, two: 1}, evidence_ids=[proof], **draw)
    allocation = decide(db, OFFICER, at(DECIDE_ON), listing_id, a_decision())
    assert allocation_facts(db, allocation).application_id == two
    with pytest.raises(Conflict):
        draw_lots(db, OFFICER, at(DECIDE_ON), listing_id, lots={one: 1, two: 2}, evidence_ids=[proof], **draw)


def test_an_announced_rule_without_a_lot_knows_no_lot(db, ground):
    listing_id, (one, two) = competing(
        db, ground, an_application(), an_application(), ranking={"steps": [{"key": "price"}]}
    )
    with pytest.raises(Conflict) as refused:
        draw_lots(
            db, OFFICER, at(DECIDE_ON), listing_id, drawn_on=DECIDE_ON, lots={one: 1, two: 2}, witness="公证处", evidence_ids=[]
        )  # fmt: skip
    assert refused.value.code == "lots.not_announced"


def test_a_tender_with_two_bidders_is_not_decided(db, ground):
    listing_id, _ = competing(db, ground, an_application(), an_application(9_600_000), method=ListingMethod.TENDER)
    with pytest.raises(Conflict) as refused:
        decide(db, OFFICER, at(DECIDE_ON), listing_id, a_decision())
    assert refused.value.code == "ranking.too_few_bidders"


def test_nothing_is_decided_while_an_application_waits(db, ground):
    listing_id = publish(db, ground)
    receive_application(db, OFFICER, at(TODAY), listing_id, ground.parties[0], an_application())
    close_listing(db, OFFICER, at(DECIDE_ON), listing_id)
    with pytest.raises(Conflict) as refused:
        decide(db, OFFICER, at(DECIDE_ON), listing_id, a_decision())
    assert refused.value.code == "ranking.not_all_assessed"


def test_the_result_stays_public_for_its_days_and_is_published_once(db, ground):
    listing_id, _ = competing(db, ground, an_application())
    allocation = decide(db, OFFICER, at(DECIDE_ON), listing_id, a_decision())
    told = {"media": "中国土地市场网", "evidence_ids": [], "published_on": DECIDE_ON}
    with pytest.raises(Conflict) as short:
        publish_result(db, OFFICER, at(DECIDE_ON), allocation, until=DECIDE_ON + timedelta(days=14), **told)
    assert short.value.code == "result.too_short"
    publish_result(db, OFFICER, at(DECIDE_ON), allocation, until=None, **told)
    with pytest.raises(Conflict) as again:
        publish_result(db, OFFICER, at(DECIDE_ON), allocation, until=None, **told)
    assert again.value.code == "result.published_already"
    clock = {step["key"]: step for step in show_listing(db, OFFICER, listing_id, DECIDE_ON)["clock"]}
    assert clock["result_until"]["on"] == DECIDE_ON + timedelta(days=15)


def test_a_revoked_decision_frees_the_plot_for_a_new_offer(db, ground):
    listing_id, _ = competing(db, ground, an_application())
    allocation = decide(db, OFFICER, at(DECIDE_ON), listing_id, a_decision())
    revoke_allocation(db, OFFICER, at(DECIDE_ON), allocation, on=DECIDE_ON, reason="竞得人放弃")
    assert the_state(db, ground.plot, DECIDE_ON) == "prepared"
    sheet = show_listing(db, OFFICER, listing_id, DECIDE_ON)
    assert (sheet["state"], sheet["allocation"]["state"]) == ("failed", "revoked")
    reoffer_listing(db, OFFICER, listing_id, "周经开告〔2026〕3号")


def test_a_decision_with_a_contract_is_not_revoked_and_ends_with_it(db, ground):
    listing_id, _ = competing(db, ground, an_application())
    allocation = decide(db, OFFICER, at(DECIDE_ON), listing_id, a_decision())
    end_allocation(db, OFFICER, allocation, on=DECIDE_ON + timedelta(days=400), reason="合同终止")
    state = db.execute(text("select state from allocation where id = :id"), {"id": allocation}).scalar_one()
    assert state == "ended"
    with pytest.raises(Conflict):
        revoke_allocation(db, OFFICER, at(DECIDE_ON), allocation, on=DECIDE_ON, reason="撤销")


def test_held_land_is_not_announced(db, ground):
    park = a_park(db, code="P5", east=3000)
    held = a_plot(db, park, "P5-001", box=(3100, 100, 200, 200))
    a_contract(db, held, party_id=ground.parties[0])
    with pytest.raises(Conflict) as refused:
        draft_listing(db, OFFICER, held, a_draft(listing_no="周经开告〔2026〕5号"))
    assert refused.value.code == "listing.plot_allocated"


# reads ----------------------------------------------------------------------------------------------------------------------


def test_the_pipeline_of_a_day_is_that_days(db, ground):
    listing_id, _ = competing(db, ground, an_application())
    decide(db, OFFICER, at(DECIDE_ON), listing_id, a_decision())

    def column(day: date) -> str:
        return list_pipeline(db, OFFICER, day, PipelineFilter())["items"][0]["pipeline"]

    assert column(TODAY) == "announced"
    assert column(TODAY + timedelta(days=25)) == "announced"
    assert column(TODAY + timedelta(days=26)) == "deciding"
    assert column(DECIDE_ON) == "decided"
    answer = list_pipeline(db, OFFICER, DECIDE_ON, PipelineFilter(column="announced"))
    assert answer["total"] == 0
    assert sum(item["count"] for item in answer["columns"]) == 1


def test_an_officer_of_another_park_finds_no_such_announcement(db, ground):
    listing_id = publish(db, ground)
    other = a_park(db, code="P6", east=3000)
    stranger = account_principal(7, "别园经办", Role.OFFICER, (other.park_id,))
    for act in (
        lambda: show_listing(db, stranger, listing_id, TODAY),
        lambda: close_listing(db, stranger, at(TODAY), listing_id),
        lambda: receive_application(db, stranger, at(TODAY), listing_id, ground.parties[0], an_application()),
    ):
        with pytest.raises(NotFound):
            act()
    assert list_pipeline(db, stranger, TODAY, PipelineFilter())["total"] == 0


def test_a_new_draft_starts_from_what_the_register_knows(db, ground):
    found = listing_defaults(db, OFFICER, ground.plot, TODAY, ListingMethod.LISTING)
    assert (found["opens_on"], found["decided_from"]) == (TODAY + timedelta(days=20), TODAY + timedelta(days=30))
    assert found["listing_no"] == "告〔2026〕001号"
    assert len(found["requirements"]) == 8


def test_every_act_is_told_with_its_actor(db, ground):
    listing_id, _ = competing(db, ground, an_application())
    decide(db, OFFICER, at(DECIDE_ON), listing_id, a_decision())
    tags = (
        db.execute(text("select tag from audit_event where plot_id = :p order by id"), {"p": ground.plot})
        .scalars()
        .all()
    )
    assert [tag for tag in tags if tag.startswith("supply:") and "readiness" not in tag] == [
        "supply:listing:change",
        "supply:listing:publish",
        "supply:application:receive",
        "supply:application:admit",
        "supply:listing:change",
        "supply:allocation:decide",
    ]
