"""Recording checks, withdrawals and waivers: judged by the rules, seen by the ledger, told to the audit."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.commitments.checks import WaiverDraft, assess_draft, record_check, waive_obligation, withdraw_check
from gisapp.commitments.commitments import (
    CommitmentFilter,
    count_commitments,
    due_commitments,
    find_commitment,
    list_commitments,
    rates_of,
)
from gisapp.commitments.contract_officers import name_officer
from gisapp.commitments.history import explain_commitments
from gisapp.commitments.rules.measuring import Figures
from gisapp.commitments.terms import DueGroup, RateBy
from gisapp.db.engine import create_app_engine, transaction
from gisapp.db.errors import domain_error
from gisapp.kernel.area import counted_m2
from gisapp.kernel.errors import Invalid, NotFound, RuleViolation
from gisapp.kernel.money import round_fraction
from gisapp.preparation.standard_terms import CheckVerdict
from tests.builders.commitment import INVESTED, PANEL, TODAY, Site, a_draft, a_site, officer
from tests.builders.evidence import an_evidence_file
from tests.builders.park import a_park

INVESTMENT = "indicator:investment_intensity:at_least"
EVERYTHING = CommitmentFilter()


@pytest.fixture
def site(db: Session) -> Site:
    return a_site(db)


def codes(refusal: RuleViolation) -> list[str]:
    return [finding.code for finding in refusal.findings]


def state_of(db: Session, site: Site, key: str, as_of: date = TODAY) -> str:
    return find_commitment(db, officer(), site.contract.contract_id, key, as_of)["state"]


def test_a_check_with_evidence_closes_an_obligation_from_its_day_on(db: Session, site: Site):
    assert state_of(db, site, "start") == "late"
    record_check(db, officer(), TODAY, a_draft(site))
    assert state_of(db, site, "start") == "kept"
    assert state_of(db, site, "start", date(2024, 9, 9)) == "late"
    event = db.execute(text("select tag, plot_id, changes from audit_event order by id desc limit 1")).one()
    assert (event.tag, event.plot_id) == ("supply:commitment:check", site.contract.plot_id)
    assert event.changes["verdict"] == {"old": "late", "new": "met"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"evidence_ids": []}, "commitment.no_evidence"),
        ({"signed_off_by": " "}, "commitment.not_signed_off"),
        ({"done_on": None}, "commitment.not_done"),
        ({"done_on": date(2024, 9, 11)}, "commitment.done_after_check"),
        ({"checked_on": TODAY + timedelta(days=1)}, "commitment.check_in_future"),
        ({"reviewers": [PANEL[0], PANEL[0]]}, "commitment.reviewer_twice"),
    ],
)
def test_without_evidence_signature_or_day_nothing_is_closed(db: Session, site: Site, changes: dict, code: str):
    with pytest.raises(RuleViolation) as refusal:
        record_check(db, officer(), TODAY, a_draft(site, **changes))
    assert code in codes(refusal.value)
    assert db.execute(text("select count(*) from commitment_check")).scalar_one() == 0


def investment(site: Site, buildings: str, **changes):
    figures = Figures(INVESTED | {"buildings_yuan": Decimal(buildings)})
    given = {"checked_on": date(2026, 3, 20), "done_on": date(2026, 3, 1), "figures": figures, **changes}
    return a_draft(site, INVESTMENT, **given)


def test_the_measured_value_is_computed_from_raw_figures_exactly(db: Session, site: Site):
    at_limit = assess_draft(db, officer(), TODAY, investment(site, "20000000"))
    assert (at_limit.check.measured, str(at_limit.proves), str(at_limit.standing.state)) == (
        Fraction(3000),
        "met",
        "kept",
    )
    below = assess_draft(db, officer(), TODAY, investment(site, "19999999.99"))
    assert str(below.proves) == "not_met"
    assert (at_limit.as_promised, below.as_promised) == (True, False)
    unproved = assess_draft(db, officer(), TODAY, investment(site, "20000000", evidence_ids=[]))
    assert (str(unproved.proves), unproved.as_promised) == ("unknown", True)
    with pytest.raises(RuleViolation) as refusal:
        record_check(db, officer(), TODAY, investment(site, "19999999.99"))
    assert codes(refusal.value) == ["commitment.target_missed"]
    check_id = record_check(db, officer(), TODAY, investment(site, "20000000"))
    kept = db.execute(
        text("select measured, measured_exact, inputs from commitment_check where id = :id"), {"id": check_id}
    ).one()
    assert (kept.measured, kept.measured_exact) == (Decimal(3000), "3000")
    assert kept.inputs["formula_zh"] == "（厂房 + 设备 + 地价款 + 相关税费）÷ 项目总用地面积"
    assert kept.inputs["figures"]["buildings_yuan"] == "20000000"


def test_a_figure_that_is_missing_or_negative_is_no_measurement(db: Session, site: Site):
    missing = investment(site, "0", figures=Figures({**INVESTED, "equipment_yuan": None}))
    with pytest.raises(RuleViolation) as refusal:
        record_check(db, officer(), TODAY, missing)
    assert codes(refusal.value) == ["commitment.not_measured"]
    negative = investment(site, "0", figures=Figures({**INVESTED, "site_area_m2": Decimal(-1)}))
    with pytest.raises(Invalid, match="figure_negative"):
        record_check(db, officer(), TODAY, negative)


def test_one_office_at_an_indicator_is_remarked_upon_but_kept(db: Session, site: Site):
    draft = investment(site, "20000000", reviewers=PANEL[:1])
    assert [f.code for f in assess_draft(db, officer(), TODAY, draft).findings] == ["commitment.few_offices"]
    assert record_check(db, officer(), TODAY, draft) > 0


def test_rectify_then_broken_with_its_consequence(db: Session, site: Site):
    short = investment(site, "10000000", verdict=CheckVerdict.RECTIFY, rectify_by=date(2026, 9, 20))
    record_check(db, officer(), TODAY, short)
    assert state_of(db, site, INVESTMENT, date(2026, 9, 20)) == "rectifying"
    assert state_of(db, site, INVESTMENT, date(2026, 9, 21)) == "late"
    broken = investment(
        site,
        "10000000",
        verdict=CheckVerdict.BROKEN,
        checked_on=date(2026, 9, 25),
        consequence="按协议第八条支付违约金",
    )
    record_check(db, officer(), TODAY, broken)
    assert state_of(db, site, INVESTMENT) == "broken"
    [explained] = [
        item
        for item in explain_commitments(db, officer(), TODAY, CommitmentFilter(contract_id=site.contract.contract_id))
        if item["obligation_key"] == INVESTMENT
    ]
    assert explained["reason"]["next_zh"] == "执行违约后果：按协议第八条支付违约金"
    assert [check["verdict"] for check in explained["checks"]] == ["rectify", "broken"]
    assert explained["checks"][0]["measured_zh"] == "166.67 万元/亩（2,500.00 万元/公顷）"


def test_a_mistaken_check_is_withdrawn_and_stays_on_record(db: Session, site: Site):
    wrong = record_check(
        db, officer(), TODAY, a_draft(site, verdict=CheckVerdict.BROKEN, done_on=None, consequence="违约金")
    )
    with pytest.raises(Invalid, match="withdrawal_day"):
        withdraw_check(
            db, officer(), TODAY, wrong, withdrawn_on=TODAY + timedelta(days=1), decided_by="核查组", reason="误判", evidence_ids=[site.proof]
        )  # fmt: skip
    withdraw_check(
        db, officer(), TODAY, wrong, withdrawn_on=TODAY, decided_by="核查组", reason="误判", evidence_ids=[site.proof]
    )
    assert state_of(db, site, "start", TODAY - timedelta(days=1)) == "broken"
    assert state_of(db, site, "start") == "late"
    record_check(db, officer(), TODAY, a_draft(site, checked_on=TODAY))
    assert state_of(db, site, "start") == "kept"
    explained = explain_commitments(db, officer(), TODAY, CommitmentFilter(contract_id=site.contract.contract_id))
    [start] = [item for item in explained if item["obligation_key"] == "start"]
    assert [check["withdrawal"] is not None for check in start["checks"]] == [True, False]


def test_a_waiver_frees_from_its_day_on(db: Session, site: Site):
    given = {
        "contract_id": site.contract.contract_id,
        "key": "completion",
        "decided_by": "管委会",
        "reason": "规划调整",
    }
    with pytest.raises(RuleViolation) as refusal:
        waive_obligation(db, officer(), TODAY, WaiverDraft(waived_on=TODAY, evidence_ids=[], **given))
    assert codes(refusal.value) == ["commitment.waiver_unproved"]
    waive_obligation(db, officer(), TODAY, WaiverDraft(waived_on=date(2026, 11, 1), evidence_ids=[site.proof], **given))
    assert state_of(db, site, "completion") == "waived"
    assert state_of(db, site, "completion", date(2026, 10, 31)) == "late"
    with pytest.raises(RuleViolation) as refusal:
        waive_obligation(db, officer(), TODAY, WaiverDraft(waived_on=TODAY, evidence_ids=[site.proof], **given))
    assert codes(refusal.value) == ["commitment.already_settled"]


def test_the_tally_is_the_list_behind_it_in_every_column_and_every_group(db: Session, site: Site):
    other = a_site(
        db,
        park=a_park(db, code="P5", east=3000),
        plot_no="P5-001",
        box=(3100, 100, 200, 300),
        contract_no="示例合同-2024-0002",
        industry_code="27",
    )
    name_officer(db, officer(), site.contract.contract_id, "赵示例", valid_from=date(2024, 3, 1))
    record_check(db, officer(), TODAY, a_draft(site))
    record_check(db, officer(), TODAY, a_draft(site, "handover", done_on=date(2024, 5, 20)))
    record_check(
        db,
        officer(),
        TODAY,
        a_draft(
            site,
            "completion",
            verdict=CheckVerdict.BROKEN,
            done_on=None,
            checked_on=date(2026, 9, 1),
            consequence="违约金",
        ),
    )
    waive_obligation(
        db,
        officer(),
        TODAY,
        WaiverDraft(
            contract_id=site.contract.contract_id,
            key="production",
            waived_on=TODAY,
            decided_by="管委会",
            reason="规划调整",
            evidence_ids=[site.proof],
        ),
    )
    whole = count_commitments(db, officer(), TODAY, EVERYTHING)
    assert whole.due == whole.kept + whole.late + whole.broken + whole.waived + whole.not_yet_due
    assert whole.due == len(site.contract.obligations) + len(other.contract.obligations)
    assert (whole.kept, whole.broken, whole.waived) == (1, 1, 1)
    for column in ("kept", "late", "broken", "waived", "not_yet_due"):
        total, rows = list_commitments(db, officer(), TODAY, CommitmentFilter(tallies=[column]))
        assert total == len(rows) == getattr(whole, column)
    for by in RateBy:
        groups = rates_of(db, officer(), TODAY, EVERYTHING, by)
        for column in ("due", "kept", "late", "broken", "waived", "not_yet_due"):
            assert sum(group[column] for group in groups) == getattr(whole, column)
        for group in groups:
            narrowed = {
                RateBy.PARK: CommitmentFilter(parks=[group["key"]]),
                RateBy.INDUSTRY: CommitmentFilter(industries=(group["key"] or "-",)),
                RateBy.YEAR: CommitmentFilter(years=(int(group["key"]) if by is RateBy.YEAR else TODAY.year,)),
                RateBy.OFFICER: CommitmentFilter(officers=(group["key"] or "-",)),
            }[by]
            assert list_commitments(db, officer(), TODAY, narrowed)[0] == group["due"]


def test_what_is_due_comes_in_order_of_urgency(db: Session, site: Site):
    week_before = date(2024, 8, 25)
    found = due_commitments(db, officer(), week_before, within_days=30)
    assert [(row["obligation_key"], row["group"]) for row in found] == [
        ("instalment:1", DueGroup.OVERDUE),
        ("handover", DueGroup.OVERDUE),
        ("instalment:2", DueGroup.OVERDUE),
        ("start", DueGroup.WEEK),
    ]
    assert [row["group"] for row in due_commitments(db, officer(), date(2024, 9, 1), within_days=0)][
        -1
    ] is DueGroup.TODAY
    assert [row["group"] for row in due_commitments(db, officer(), date(2024, 8, 24), within_days=8)][
        -1
    ] is DueGroup.MONTH


def test_another_parks_promises_are_neither_seen_nor_checked(db: Session, site: Site):
    stranger = officer(None, a_park(db, code="P9", east=5000).park_id)
    assert count_commitments(db, stranger, TODAY, EVERYTHING).due == 0
    with pytest.raises(NotFound):
        record_check(db, stranger, TODAY, a_draft(site))
    with pytest.raises(NotFound):
        name_officer(db, stranger, site.contract.contract_id, "赵示例", valid_from=TODAY)


def test_evidence_of_another_park_proves_nothing_for_those_who_may_not_see_it(db: Session, site: Site):
    hidden = an_evidence_file(db, a_park(db, code="P9", east=5000), content=b"elsewhere")
    with pytest.raises(Invalid, match=r"evidence\.unknown"):
        record_check(db, officer(None, site.park.park_id), TODAY, a_draft(site, evidence_ids=[hidden]))


def test_who_follows_a_contract_is_dated(db: Session, site: Site):
    contract = site.contract.contract_id
    name_officer(db, officer(), contract, "赵示例", valid_from=date(2024, 3, 1))
    name_officer(db, officer(), contract, "钱示例", valid_from=date(2026, 1, 1))
    assert [find_commitment(db, officer(), contract, "start", day)["officer_name"] for day in (date(2025, 12, 31), date(2026, 1, 1))] == [
        "赵示例", "钱示例",
    ]  # fmt: skip


def test_of_two_officers_who_check_at_once_exactly_one_is_kept(fresh_url: str):
    """The second one judged before the first one's check was there, and waits for it: it is refused, not added."""
    engine = create_app_engine(fresh_url, pool_size=3)
    with transaction(engine) as session:
        site = a_site(session)
    outcome: list[str] = []

    def second() -> None:
        try:
            with transaction(engine) as session:
                draft = a_draft(site, verdict=CheckVerdict.BROKEN, consequence="违约金", done_on=None)
                record_check(session, officer(), TODAY, draft)
            outcome.append("kept")
        except DBAPIError as error:
            refusal = domain_error(error)
            outcome.append(refusal.code if refusal else repr(error))

    waiting = text(
        "select count(*) from pg_locks join pg_stat_activity using (pid)"
        " where not granted and datname = current_database()"
    )  # the activity of other roles is not for us to see
    with transaction(engine) as session:
        record_check(session, officer(), TODAY, a_draft(site))
        thread = threading.Thread(target=second)
        thread.start()
        with engine.connect() as watcher:
            for _ in range(20_000):
                if not thread.is_alive() or watcher.execute(waiting).scalar_one():
                    break
                watcher.rollback()
    thread.join(timeout=60)
    with transaction(engine) as session:
        assert session.execute(text("select verdict from commitment_check")).scalars().all() == ["met"]
    engine.dispose()
    assert outcome == ["commitment.checked_meanwhile"]


@pytest.mark.parametrize(("area", "mu"), [("6666.67", 10), ("66666.67", 100), ("20000.00", 30)])
def test_whole_mu_as_surveyed_keep_the_promise_and_the_rounding_is_said(db: Session, site: Site, area: str, mu: int):
    """The contract promises 200 万元/亩; 10 亩 are surveyed as 6,666.67 ㎡. The trigger of the table agrees."""
    figures = {
        **INVESTED,
        "site_area_m2": Decimal(area),
        "buildings_yuan": Decimal(2_000_000 * mu),
        "equipment_yuan": Decimal(0),
        "land_price_yuan": Decimal(0),
    }
    draft = investment(site, "0", figures=Figures(figures))
    assessed = assess_draft(db, officer(), TODAY, draft)
    assert (str(assessed.proves), assessed.as_promised, assessed.check.measured) == ("met", True, 3000)
    said = [item.message_zh for item in assessed.findings if item.code == "commitment.area_counted"]
    assert bool(said) == area.endswith(".67")
    assert record_check(db, officer(), TODAY, draft) > 0


@pytest.mark.parametrize(
    "area", ["0", "6666.66", "6666.67", "3333.33", "66666.67", "66666.68", "6666.6704", "13.33", "0.01"]
)
def test_sql_counts_an_area_as_the_kernel_does(db: Session, area: str):
    found = db.execute(text("select round(counted_m2(cast(:area as numeric)), 9)"), {"area": area}).scalar_one()
    assert found == round_fraction(counted_m2(area), 9)


def test_a_day_before_the_contract_and_an_investment_far_above_the_plan_are_asked_about_and_kept(
    db: Session, site: Site
):
    early = a_draft(site, done_on=date(2024, 2, 29))
    warned = [item.code for item in assess_draft(db, officer(), TODAY, early).findings]
    assert "plausible.before_contract" in warned
    on_the_day = a_draft(site, done_on=date(2024, 3, 1))
    assert "plausible.before_contract" not in [
        item.code for item in assess_draft(db, officer(), TODAY, on_the_day).findings
    ]
    check_id = record_check(db, officer(), TODAY, early)
    kept = db.execute(text("select findings from commitment_check where id = :id"), {"id": check_id}).scalar_one()
    assert "plausible.before_contract" in [item["code"] for item in kept]
    event = db.execute(text("select changes from audit_event where subject = 'commitment_check'")).scalar_one()
    assert "早于合同签订日" in event["findings"]["new"]


@pytest.mark.parametrize(
    ("planned", "is_asked"), [(Decimal(4_800_000), False), (Decimal(4_799_999), True), (None, False)]
)
def test_an_investment_far_above_the_plan_is_asked_about(db: Session, planned: Decimal | None, is_asked: bool):
    draft = investment(a_site(db, investment_yuan=planned), "20000000")
    found = [item.code for item in assess_draft(db, officer(), TODAY, draft).findings]
    assert ("plausible.invested_above_plan" in found) is is_asked
