"""Golden table of further fact patterns, worked out by hand from articles 2, 8, 12, 14, 22 and 30 before the engine was asked.

The contract is that of `land_facts.land` unless said: signed 1 January 2022, handed over as agreed on 1 March 2022, start due 1 March 2023. “own”,
“fee”, “recovery” = the days on which the holder's own time is full, as a calendar says: the anniversary moved on by the days of article 8.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from gisapp.idle.rules.columns import columns_of
from gisapp.idle.rules.fee import fee_day, idle_land_fee
from gisapp.idle.rules.identification import identify_idle_land
from gisapp.idle.rules.scan import scan
from gisapp.idle.rules.sentence import sentence_of
from tests.idle.land_facts import a_cause, land, limits, on
from tests.idle.test_scan_agrees import said, told

BEGUN = {"permit": "2023-02-01", "foundation": "2023-04-01"}
STILL = {**BEGUN, "stops": (("2024-01-01", None),)}
OWN = {"established": "own"}

# (id, facts, as of, state, since, side, own year full, own recovery full, may fee, may recover)
PATTERNS = [
    # leap days (民法典 第二百零二条：没有对应日的，月末日为期间的最后一日)
    ("due_on_a_leap_day_recovery", {"due": "2024-02-29", **OWN}, "2026-02-28", "not_started_two_years", "2025-02-28", "own", "2025-02-28", "2026-02-28", False, True),
    ("due_on_a_leap_day_a_day_before", {"due": "2024-02-29", **OWN}, "2026-02-27", "not_started_idle", "2025-02-28", "own", "2025-02-28", "2026-02-28", True, False),
    ("due_before_a_leap_day", {"due": "2023-02-28", **OWN}, "2024-02-28", "not_started_idle", "2024-02-28", "own", "2024-02-28", "2025-02-28", True, False),
    ("excused_over_a_leap_day", {"due": "2023-08-01", "causes": (a_cause("plan_changed", "2024-02-28", "2024-03-01"),), **OWN}, "2024-08-03", "not_started_idle", "2024-08-01", "own", "2024-08-03", "2025-08-03", True, False),
    ("excused_over_a_leap_day_a_day_short", {"due": "2023-08-01", "causes": (a_cause("plan_changed", "2024-02-28", "2024-03-01"),), **OWN}, "2024-08-02", "not_started_idle", "2024-08-01", "mixed", "2024-08-03", "2025-08-03", False, False),
    # what starting is (第三十条：依法取得施工许可证后，且达到地基标准)
    ("permit_alone", {"permit": "2023-02-01", **OWN}, "2024-03-01", "not_started_idle", "2024-03-01", "own", "2024-03-01", "2025-03-01", True, False),
    ("foundation_without_permit", {"foundation": "2023-04-01", **OWN}, "2024-03-01", "not_started_idle", "2024-03-01", "own", "2024-03-01", "2025-03-01", True, False),
    ("permit_after_the_foundation_before_it", {"permit": "2024-06-01", "foundation": "2023-05-01", **OWN}, "2024-05-31", "not_started_idle", "2024-03-01", "own", "2024-03-01", "2025-03-01", True, False),
    ("permit_after_the_foundation_from_then", {"permit": "2024-06-01", "foundation": "2023-05-01", **OWN}, "2024-06-01", "building", None, None, None, None, False, False),
    ("begun_on_the_very_anniversary", {"permit": "2023-02-01", "foundation": "2024-03-01"}, "2024-03-01", "building", None, None, None, None, False, False),
    # 第二十二条：未约定动工日期的，交付之日起一年
    ("no_start_agreed_handed_on_a_leap_day", {"due": None, "handed": "2024-02-29", "agreed_handover": "2024-02-29", **OWN}, "2026-02-28", "not_started_idle", "2026-02-28", "own", "2026-02-28", "2027-02-28", True, False),
    ("no_start_agreed_a_day_before", {"due": None, "handed": "2024-02-29", "agreed_handover": "2024-02-29"}, "2026-02-27", "start_late", None, None, None, None, False, False),
    # supplements (第十二条第一项：按新约定的日期重新起算)
    ("supplement_before_the_year_is_full", {"new_starts": (("2024-02-20", "2024-12-01"),)}, "2024-03-01", "not_yet_due", None, None, None, None, False, False),
    ("supplement_not_signed_yet", {"new_starts": (("2024-06-01", "2024-10-01"),), **OWN}, "2024-05-31", "not_started_idle", "2024-03-01", "own", "2024-03-01", "2025-03-01", True, False),
    ("supplement_cures_idleness_from_its_day", {"new_starts": (("2024-06-01", "2024-10-01"),), **OWN}, "2024-06-01", "not_yet_due", None, None, None, None, False, False),
    ("supplement_passed_by_in_its_turn", {"new_starts": (("2024-06-01", "2024-10-01"),), **OWN}, "2025-10-01", "not_started_idle", "2025-10-01", "own", "2025-10-01", "2026-10-01", True, False),
    ("of_two_supplements_the_newest", {"new_starts": (("2023-02-01", "2023-09-01"), ("2023-08-01", "2024-02-29"))}, "2025-02-28", "not_started_idle", "2025-02-28", "unknown", "2025-02-28", "2026-02-28", False, False),
    # late handover (第八条第一项)
    ("late_handover_past_the_start", {"agreed_handover": "2022-12-01", "handed": "2023-06-01", **OWN}, "2024-06-01", "not_started_idle", "2024-03-01", "own", "2024-06-01", "2025-06-01", True, False),
    ("late_handover_and_petitions_overlap", {"agreed_handover": "2022-12-01", "handed": "2023-06-01", "causes": (a_cause("petitions", "2023-05-01", "2023-07-01"),), **OWN}, "2024-07-01", "not_started_idle", "2024-03-01", "own", "2024-07-01", "2025-07-01", True, False),
    # mixed causes
    ("cause_running_before_the_start", {"causes": (a_cause("plan_changed", "2022-12-01", "2023-04-01"),), **OWN}, "2024-04-01", "not_started_idle", "2024-03-01", "own", "2024-04-01", "2025-04-01", True, False),
    ("two_causes_one_after_the_other", {"causes": (a_cause("petitions", "2023-03-01", "2023-06-01"), a_cause("protection", "2023-06-01", "2023-09-01")), **OWN}, "2024-09-01", "not_started_idle", "2024-03-01", "own", "2024-09-01", "2025-09-01", True, False),
    ("unproved_cause_takes_nothing", {"causes": (a_cause("petitions", "2023-04-01", "2023-10-01", proved=False),), **OWN}, "2024-03-01", "not_started_idle", "2024-03-01", "own", "2024-03-01", "2025-03-01", True, False),
    ("cause_goes_on_after_the_own_year", {"causes": (a_cause("protection", "2024-06-01"),), **OWN}, "2025-06-01", "not_started_two_years", "2024-03-01", "own", "2024-03-01", None, True, False),
    ("half_a_year_excused_the_day_before_recovery", {"due": "2022-03-01", "handed": "2022-01-10", "agreed_handover": "2022-01-10", "causes": (a_cause("policy_changed", "2022-09-01", "2023-03-01"),), **OWN}, "2024-08-28", "not_started_two_years", "2023-03-01", "own", "2023-08-29", "2024-08-29", True, False),
    ("half_a_year_excused_recovery", {"due": "2022-03-01", "handed": "2022-01-10", "agreed_handover": "2022-01-10", "causes": (a_cause("policy_changed", "2022-09-01", "2023-03-01"),), **OWN}, "2024-08-29", "not_started_two_years", "2023-03-01", "own", "2023-08-29", "2024-08-29", False, True),
    ("flood_all_the_time", {"causes": (a_cause("force_majeure", "2023-02-15"),)}, "2025-03-01", "not_started_two_years", "2024-03-01", "force_majeure", None, None, False, False),
    # started, then stopped (第二条第二款；第十二条：不收费、不收回)
    ("stopped_a_day_short", {**STILL, "developed": (("2024-01-01", 9_999),)}, "2024-12-31", "stopped", None, None, None, None, False, False),
    ("stopped_below_a_third", {**STILL, "developed": (("2024-01-01", 9_999),), "invested": (("2024-01-01", 90_000_000),)}, "2025-01-01", "stopped_idle", "2025-01-01", "unknown", "2025-01-01", None, False, False),
    ("stopped_at_a_third_below_a_quarter", {**STILL, "developed": (("2024-01-01", 10_000),), "invested": (("2024-01-01", 24_999_999),)}, "2025-01-01", "stopped_idle", "2025-01-01", "unknown", "2025-01-01", None, False, False),
    ("stopped_at_a_third_and_a_quarter", {**STILL, "developed": (("2024-01-01", 10_000),), "invested": (("2024-01-01", 25_000_000),)}, "2025-01-01", "stopped", None, None, None, None, False, False),
    ("stopped_own_cause_no_fee_no_recovery", {**STILL, "developed": (("2024-01-01", 1),), **OWN}, "2027-01-01", "stopped_idle", "2025-01-01", "own", "2025-01-01", None, False, False),
    ("stopped_by_government_alone", {**STILL, "developed": (("2024-01-01", 1),), "causes": (a_cause("protection", "2024-01-01"),)}, "2025-01-01", "stopped_idle", "2025-01-01", "government", None, None, False, False),
    ("a_day_of_work_begins_the_stop_anew", {**BEGUN, "stops": (("2023-05-01", "2024-04-30"), ("2024-05-01", None)), "developed": (("2023-05-01", 1),)}, "2025-04-30", "stopped", None, None, None, None, False, False),
    ("a_day_of_work_then_a_year", {**BEGUN, "stops": (("2023-05-01", "2024-04-30"), ("2024-05-01", None)), "developed": (("2023-05-01", 1),)}, "2025-05-01", "stopped_idle", "2025-05-01", "unknown", "2025-05-01", None, False, False),
    ("resumed_before_the_day", {**BEGUN, "stops": (("2024-01-01", "2025-01-01"),), "developed": (("2024-01-01", 1),)}, "2025-01-01", "building", None, None, None, None, False, False),
    ("gross_investment_leaves_it_open", {**STILL, "developed": (("2024-01-01", 10_000),), "invested": (("2024-01-01", 1),), "invested_taken": None}, "2025-01-01", "unknown", None, None, None, None, False, False),
    ("gross_investment_decides_nothing_below_a_third", {**STILL, "developed": (("2024-01-01", 9_999),), "invested": (("2024-01-01", 1),), "invested_taken": None}, "2025-01-01", "stopped_idle", "2025-01-01", "unknown", "2025-01-01", None, False, False),
    ("area_unknown_money_decides", {**STILL, "due_m2": None, "invested": (("2024-01-01", 24_000_000),)}, "2025-01-01", "stopped_idle", "2025-01-01", "unknown", "2025-01-01", None, False, False),
    ("completed_ends_the_question", {**STILL, "developed": (("2024-01-01", 1),), "completed": "2024-12-31"}, "2025-01-01", "completed", None, None, None, None, False, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "as_of", "state", "since", "side", "year", "recovery", "fee", "recover"),
    [row[1:] for row in PATTERNS],
    ids=[row[0] for row in PATTERNS],
)
def test_pattern(facts, as_of, state, since, side, year, recovery, fee, recover):
    known, day = land(**facts), on(as_of)
    answer = identify_idle_land(known, limits(day), day)
    got = answer.as_dict()
    assert (got["state"], got["since"], got["side"]) == (state, since, side)
    assert (got["own_year_on"], got["own_recovery_on"]) == (year, recovery)
    assert (got["may_fee"], got["may_recover"]) == (fee, recover)
    assert got["is_proposal"] is (state == "stopped_idle")
    assert told(scan(columns_of([known]), limits(day), day), 0) == said(answer), "scan and engine say the same"
    assert sentence_of(answer)[0]


def test_the_share_is_cut_and_never_looks_like_the_limit():
    known = land(**STILL, developed=(("2024-01-01", 10_000),), invested=(("2024-01-01", 24_999_000),))
    day = date(2025, 1, 1)
    words = " ".join(str(line.as_dict()) for line in identify_idle_land(known, limits(day), day).trace)
    assert "24.99%，不足 25.00%" in words
    assert "24.99%, less than 25.00%" in words


@pytest.mark.parametrize(
    ("determined", "amount"),
    [("2025-12-31", "2469135.60"), ("2026-01-01", "1851851.70")],
)
def test_a_changed_rate_holds_for_determinations_from_its_day_on(determined: str, amount: str):
    """12,345,678 yuan at 20 %, and at 15 % from 2026; the decision is of 15 February 2026 in both."""
    day = date(2026, 2, 15)
    facts = replace(
        land(due="2024-09-01", handed="2023-09-01", agreed_handover="2023-09-01", established="own"),
        established_on=on(determined),
    )
    attached = fee_day(facts, day)
    assert attached == on(determined)
    book = limits(attached)
    share = Decimal("0.15") if attached >= date(2026, 1, 1) else Decimal("0.20")
    rate = replace(book, fee_share=replace(book.fee_share, value=share))
    fee = idle_land_fee(facts, identify_idle_land(facts, limits(day), day), rate)
    assert fee.amount_yuan == Decimal(amount)


def test_the_fee_of_a_part_is_of_its_share_of_the_price():
    """A third of 10 million at 20 %: 666,666.67 yuan, rounded once at the end."""
    day = date(2024, 6, 1)
    facts = replace(land(established="own", price=10_000_000), land_share=Fraction(1, 3))
    fee = idle_land_fee(facts, identify_idle_land(facts, limits(day), day), limits(day))
    assert fee.amount_yuan == Decimal("666666.67")
