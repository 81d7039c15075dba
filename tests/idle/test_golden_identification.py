"""Golden table: fact pattern → state, since, side, fee, recovery, next duty. One row per cell of ground × cause × age, and the traps.

Rows marked UNCONFIRMED rest on wording that is known from memory only (articles 22, 30 and the end of 12) and has to be checked against the text.
The cells themselves are enumerated in test_golden_cells.py.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gisapp.idle.rules.identification import identify_idle_land
from gisapp.idle.rules.missing import MISSING_EN
from gisapp.idle.rules.sentence import sentence_of
from gisapp.idle.terms import IdleCause
from gisapp.kernel.dates import day_zh
from tests.idle.land_facts import NONE, a_cause, land, limits, on

UNCONFIRMED = pytest.mark.unconfirmed_law

# the contract: start due 1 March 2023, so a year is full on 1 March 2024 and two on 1 March 2025
STARTED = {"permit": "2023-02-01", "foundation": "2023-04-01"}
STOPPED = {**STARTED, "stops": (("2024-01-01", None),)}  # a year is full on 1 January 2025
LITTLE = {"developed": (("2024-01-01", 5_000),), "invested": (("2024-01-01", 50_000_000),)}

# (id, facts, as of, state, since, side, fee, recovery, duty, latest)
NOT_STARTED = [
    ("day_before_due", {}, "2023-02-28", "not_yet_due", None, None, False, False, "start", "2023-03-01"),
    ("on_the_due_day", {}, "2023-03-01", "start_late", None, None, False, False, "start", "2024-02-29"),
    ("364_days_late", {}, "2024-02-28", "start_late", None, None, False, False, "start", "2024-02-29"),
    ("leap_day_is_still_short", {}, "2024-02-29", "start_late", None, None, False, False, "start", "2024-02-29"),
    ("one_year_full", {}, "2024-03-01", "not_started_idle", "2024-03-01", "unknown", False, False, "investigate", "2024-03-31"),
    ("one_year_and_a_day", {}, "2024-03-02", "not_started_idle", "2024-03-01", "unknown", False, False, "investigate", "2024-03-31"),
    ("two_years_less_a_day", {}, "2025-02-28", "not_started_idle", "2024-03-01", "unknown", False, False, "investigate", "2024-03-31"),
    ("two_years_full", {}, "2025-03-01", "not_started_two_years", "2024-03-01", "unknown", False, False, "investigate", "2024-03-31"),
    ("three_years", {}, "2026-03-01", "not_started_two_years", "2024-03-01", "unknown", False, False, "investigate", "2024-03-31"),
    ("found_late", {"discovered": "2024-06-10"}, "2024-06-15", "not_started_idle", "2024-03-01", "unknown", False, False, "investigate", "2024-07-10"),
    ("found_before_it_was_idle", {"discovered": "2023-12-01"}, "2024-03-05", "not_started_idle", "2024-03-01", "unknown", False, False, "investigate", "2024-03-31"),
]  # fmt: skip
OWN = [
    ("own_day_before_a_year", {"established": "own"}, "2024-02-29", "start_late", None, None, False, False, "start", "2024-02-29"),
    ("own_one_year", {"established": "own"}, "2024-03-01", "not_started_idle", "2024-03-01", "own", True, False, "investigate", "2024-03-31"),
    ("own_between", {"established": "own"}, "2024-09-01", "not_started_idle", "2024-03-01", "own", True, False, "investigate", "2024-03-31"),
    ("own_two_years_less_a_day", {"established": "own"}, "2025-02-28", "not_started_idle", "2024-03-01", "own", True, False, "investigate", "2024-03-31"),
    ("own_two_years", {"established": "own"}, "2025-03-01", "not_started_two_years", "2024-03-01", "own", False, True, "investigate", "2024-03-31"),
    ("own_three_years", {"established": "own"}, "2026-03-01", "not_started_two_years", "2024-03-01", "own", False, True, "investigate", "2024-03-31"),
]  # fmt: skip
LEAP = [
    ("due_on_29_february_full_on_28th", {"due": "2024-02-29"}, "2025-02-28", "not_started_idle", "2025-02-28", "unknown", False, False, "investigate", "2025-03-30"),
    ("due_on_29_february_27th_is_short", {"due": "2024-02-29"}, "2025-02-27", "start_late", None, None, False, False, "start", "2025-02-27"),
    ("due_on_28_february_before_leap_year", {"due": "2023-02-28"}, "2024-02-28", "not_started_idle", "2024-02-28", "unknown", False, False, "investigate", "2024-03-29"),
    ("due_on_29_february_two_years", {"due": "2024-02-29", "established": "own"}, "2026-02-28", "not_started_two_years", "2025-02-28", "own", False, True, "investigate", "2025-03-30"),
    ("due_on_new_years_eve", {"due": "2022-12-31"}, "2023-12-31", "not_started_idle", "2023-12-31", "unknown", False, False, "investigate", "2024-01-30"),
]  # fmt: skip
STARTS = [
    pytest.param("permit_without_foundation", {"permit": "2023-02-01"}, "2024-03-01", "not_started_idle", "2024-03-01", "unknown", False, False, "investigate", "2024-03-31", marks=UNCONFIRMED),
    pytest.param("foundation_without_permit", {"foundation": "2023-02-01"}, "2024-03-01", "not_started_idle", "2024-03-01", "unknown", False, False, "investigate", "2024-03-31", marks=UNCONFIRMED),
    pytest.param("permit_known_foundation_unknown", {"permit": "2023-02-01", "foundation": None}, "2024-03-01", "unknown", None, None, False, False, "survey", None, marks=UNCONFIRMED),
    pytest.param("permit_unknown_foundation_reached", {"permit": None, "foundation": "2023-02-01"}, "2024-03-01", "unknown", None, None, False, False, "survey", None, marks=UNCONFIRMED),
    ("both_unknown", {"permit": None, "foundation": None}, "2024-03-01", "unknown", None, None, False, False, "survey", None),
    ("both_unknown_before_a_year", {"permit": None, "foundation": None}, "2023-06-01", "unknown", None, None, False, False, "survey", "2024-03-01"),
    ("both_unknown_before_due", {"permit": None, "foundation": None}, "2023-01-01", "not_yet_due", None, None, False, False, "start", "2023-03-01"),
    pytest.param("permit_known_missing_is_enough", {"permit": NONE, "foundation": None}, "2024-03-01", "not_started_idle", "2024-03-01", "unknown", False, False, "investigate", "2024-03-31", marks=UNCONFIRMED),
    ("started_in_time", STARTED, "2024-03-01", "building", None, None, False, False, "nothing", None),
    ("started_on_the_last_day", {"permit": "2024-02-29", "foundation": "2024-02-29"}, "2024-03-01", "building", None, None, False, False, "nothing", None),
    ("started_the_day_it_was_full", {"permit": "2024-03-01", "foundation": "2024-03-01"}, "2024-03-01", "building", None, None, False, False, "nothing", None),
    ("started_after_as_of", {"permit": "2023-02-01", "foundation": "2024-05-01"}, "2024-04-01", "not_started_idle", "2024-03-01", "unknown", False, False, "investigate", "2024-03-31"),
    ("started_late_is_no_longer_idle", {"permit": "2023-02-01", "foundation": "2024-05-01"}, "2024-05-01", "building", None, None, False, False, "nothing", None),
    ("started_before_the_due_day", {"permit": "2022-06-01", "foundation": "2022-07-01"}, "2022-08-01", "building", None, None, False, False, "nothing", None),
    ("completed", {"completed": "2024-01-10"}, "2024-03-01", "completed", None, None, False, False, "nothing", None),
    ("completed_later", {"completed": "2024-06-01", **STARTED}, "2024-03-01", "building", None, None, False, False, "nothing", None),
    ("not_known_whether_work_goes_on", {**STARTED, "stops_known": False}, "2024-04-01", "unknown", None, None, False, False, "survey", None),
]  # fmt: skip
MISSING_DATES = [
    pytest.param("no_start_date_counts_from_handover", {"due": None}, "2023-02-28", "not_yet_due", None, None, False, False, "start", "2023-03-01", marks=UNCONFIRMED),
    pytest.param("no_start_date_a_year_full", {"due": None}, "2024-03-01", "not_started_idle", "2024-03-01", "unknown", False, False, "investigate", "2024-03-31", marks=UNCONFIRMED),
    pytest.param("no_start_date_handover_on_29_february", {"due": None, "handed": "2024-02-29"}, "2025-02-28", "start_late", None, None, False, False, "start", "2026-02-27", marks=UNCONFIRMED),
    ("no_start_date_no_handover", {"due": None, "handed": None}, "2024-03-01", "unknown", None, None, False, False, "survey", None),
    ("no_start_date_not_handed_over", {"due": None, "handed": NONE}, "2024-03-01", "unknown", None, None, False, False, "survey", None),
    ("no_start_date_but_started", {"due": None, "handed": None, **STARTED}, "2024-03-01", "building", None, None, False, False, "nothing", None),
]  # fmt: skip
SUPPLEMENTS = [
    ("supplement_moves_the_day", {"new_starts": (("2023-02-01", "2024-01-01"),)}, "2024-03-01", "start_late", None, None, False, False, "start", "2024-12-31"),
    ("supplement_signed_after_as_of_does_not", {"new_starts": (("2024-06-01", "2025-01-01"),)}, "2024-03-01", "not_started_idle", "2024-03-01", "unknown", False, False, "investigate", "2024-03-31"),
    ("temporary_use_counts_anew", {"new_starts": (("2024-04-01", "2026-04-01"),)}, "2024-06-01", "not_yet_due", None, None, False, False, "start", "2026-04-01"),
    ("swap_counts_anew_and_runs_out", {"new_starts": (("2024-04-01", "2024-10-01"),)}, "2025-10-01", "not_started_idle", "2025-10-01", "unknown", False, False, "investigate", "2025-10-31"),
    ("newest_of_two_supplements", {"new_starts": (("2023-02-01", "2023-09-01"), ("2023-08-01", "2024-06-01"))}, "2024-09-01", "start_late", None, None, False, False, "start", "2025-05-31"),
]  # fmt: skip
GOVERNMENT = [
    (f"{cause.value}_all_the_time", {"causes": (a_cause(cause.value, "2023-03-01"),)}, "2024-03-01", "not_started_idle", "2024-03-01", cause.side.value, False, False, "investigate", "2024-03-31")
    for cause in IdleCause
    if cause is not IdleCause.OWN
] + [
    (f"{cause.value}_two_years_never_recovered", {"causes": (a_cause(cause.value, "2023-03-01"),), "established": cause.value}, "2025-03-01", "not_started_two_years", "2024-03-01", cause.side.value, False, False, "investigate", "2024-03-31")
    for cause in IdleCause
    if cause is not IdleCause.OWN
]  # fmt: skip
EXCUSED = [
    ("ninety_days_excused_the_day_before", {"causes": (a_cause("petitions", "2023-06-01", "2023-08-30"),), "established": "own"}, "2024-05-29", "not_started_idle", "2024-03-01", "mixed", False, False, "investigate", "2024-03-31"),
    ("ninety_days_excused_the_day", {"causes": (a_cause("petitions", "2023-06-01", "2023-08-30"),), "established": "own"}, "2024-05-30", "not_started_idle", "2024-03-01", "own", True, False, "investigate", "2024-03-31"),
    ("excused_days_defer_recovery_too", {"causes": (a_cause("force_majeure", "2023-06-01", "2023-08-30"),), "established": "own"}, "2025-03-01", "not_started_two_years", "2024-03-01", "own", True, False, "investigate", "2024-03-31"),
    ("excused_days_defer_recovery_until", {"causes": (a_cause("force_majeure", "2023-06-01", "2023-08-30"),), "established": "own"}, "2025-05-30", "not_started_two_years", "2024-03-01", "own", False, True, "investigate", "2024-03-31"),
    ("an_unproved_cause_excuses_nothing", {"causes": (a_cause("petitions", "2023-03-01", proved=False),), "established": "own"}, "2024-03-01", "not_started_idle", "2024-03-01", "own", True, False, "investigate", "2024-03-31"),
    ("own_cause_interval_excuses_nothing", {"causes": (a_cause("own", "2023-03-01"),), "established": "own"}, "2024-03-01", "not_started_idle", "2024-03-01", "own", True, False, "investigate", "2024-03-31"),
    ("a_cause_that_ended_before_the_due_day", {"causes": (a_cause("protection", "2022-05-01", "2023-03-01"),), "established": "own"}, "2024-03-01", "not_started_idle", "2024-03-01", "own", True, False, "investigate", "2024-03-31"),
    ("a_cause_after_the_year_was_full", {"causes": (a_cause("protection", "2024-06-01", "2024-09-01"),), "established": "own"}, "2024-10-01", "not_started_idle", "2024-03-01", "own", True, False, "investigate", "2024-03-31"),
    ("overlapping_causes_count_once", {"causes": (a_cause("petitions", "2023-06-01", "2023-08-30"), a_cause("plan_changed", "2023-07-01", "2023-08-30")), "established": "own"}, "2024-05-30", "not_started_idle", "2024-03-01", "own", True, False, "investigate", "2024-03-31"),
    ("the_longer_of_two_sides", {"causes": (a_cause("force_majeure", "2023-03-01", "2023-04-01"), a_cause("plan_changed", "2023-04-01"))}, "2024-03-01", "not_started_idle", "2024-03-01", "government", False, False, "investigate", "2024-03-31"),
    ("land_handed_over_late", {"handed": "2024-01-01"}, "2024-03-01", "not_started_idle", "2024-03-01", "mixed", False, False, "investigate", "2024-03-31"),
    ("land_handed_over_late_own_year_full_later", {"handed": "2024-01-01", "established": "own"}, "2025-01-01", "not_started_idle", "2024-03-01", "own", True, False, "investigate", "2024-03-31"),
    ("land_never_handed_over", {"handed": NONE, "established": "own"}, "2026-03-01", "not_started_two_years", "2024-03-01", "government", False, False, "investigate", "2024-03-31"),
    ("handover_unknown_is_no_excuse", {"handed": None, "established": "own"}, "2024-03-01", "not_started_idle", "2024-03-01", "own", True, False, "investigate", "2024-03-31"),
    ("handed_over_early", {"handed": "2022-01-15", "established": "own"}, "2024-03-01", "not_started_idle", "2024-03-01", "own", True, False, "investigate", "2024-03-31"),
]  # fmt: skip
SECOND_LIMB = [
    ("stopped_a_year_less_a_day", {**STOPPED, **LITTLE}, "2024-12-31", "stopped", None, None, False, False, "resume", "2024-12-31"),
    ("stopped_a_year_little_area", {**STOPPED, **LITTLE}, "2025-01-01", "stopped_idle", "2025-01-01", "unknown", False, False, "investigate", "2025-01-31"),
    pytest.param("stopped_own_cause_no_fee", {**STOPPED, **LITTLE, "established": "own"}, "2025-01-01", "stopped_idle", "2025-01-01", "own", False, False, "investigate", "2025-01-31", marks=UNCONFIRMED),
    pytest.param("stopped_own_cause_two_years_no_recovery", {**STOPPED, **LITTLE, "established": "own"}, "2026-06-01", "stopped_idle", "2025-01-01", "own", False, False, "investigate", "2025-01-31", marks=UNCONFIRMED),
    ("stopped_by_government", {**STOPPED, **LITTLE, "causes": (a_cause("plan_changed", "2024-01-01"),)}, "2025-01-01", "stopped_idle", "2025-01-01", "government", False, False, "investigate", "2025-01-31"),
    ("stopped_by_force_majeure", {**STOPPED, **LITTLE, "causes": (a_cause("force_majeure", "2024-01-01"),)}, "2025-01-01", "stopped_idle", "2025-01-01", "force_majeure", False, False, "investigate", "2025-01-31"),
    ("area_exactly_a_third_money_enough", {**STOPPED, "developed": (("2024-01-01", 10000),), "invested": (("2024-01-01", 25000000),)}, "2025-01-01", "stopped", None, None, False, False, "nothing", None),
    ("area_one_metre_short_of_a_third", {**STOPPED, "developed": (("2024-01-01", 9999),), "invested": (("2024-01-01", 90000000),)}, "2025-01-01", "stopped_idle", "2025-01-01", "unknown", False, False, "investigate", "2025-01-31"),
    ("money_exactly_a_quarter", {**STOPPED, "developed": (("2024-01-01", 30000),), "invested": (("2024-01-01", 25000000),)}, "2025-01-01", "stopped", None, None, False, False, "nothing", None),
    ("money_one_yuan_short", {**STOPPED, "developed": (("2024-01-01", 30000),), "invested": (("2024-01-01", 24999999),)}, "2025-01-01", "stopped_idle", "2025-01-01", "unknown", False, False, "investigate", "2025-01-31"),
    ("money_reaches_a_quarter_only_with_the_land_price", {**STOPPED, "developed": (("2024-01-01", 30000),), "invested": (("2024-01-01", 30000000),), "invested_taken": 12000000, "total": 112000000, "total_taken": 12000000}, "2025-01-01", "stopped_idle", "2025-01-01", "unknown", False, False, "investigate", "2025-01-31"),
    ("nobody_knows_what_of_it_is_land_price", {**STOPPED, "developed": (("2024-01-01", 30000),), "invested": (("2024-01-01", 30000000),), "invested_taken": None}, "2025-01-01", "unknown", None, None, False, False, "survey", None),
    ("little_area_suffices_without_knowing_the_money", {**STOPPED, "developed": (("2024-01-01", 5000),), "total": None}, "2025-01-01", "stopped_idle", "2025-01-01", "unknown", False, False, "investigate", "2025-01-31"),
    ("little_money_suffices_without_knowing_the_area", {**STOPPED, "invested": (("2024-01-01", 5000000),)}, "2025-01-01", "stopped_idle", "2025-01-01", "unknown", False, False, "investigate", "2025-01-31"),
    ("enough_area_money_unknown", {**STOPPED, "developed": (("2024-01-01", 20000),)}, "2025-01-01", "unknown", None, None, False, False, "survey", None),
    ("enough_money_area_unknown", {**STOPPED, "invested": (("2024-01-01", 50000000),)}, "2025-01-01", "unknown", None, None, False, False, "survey", None),
    ("nothing_measured", STOPPED, "2025-01-01", "unknown", None, None, False, False, "survey", None),
    ("due_area_unknown", {**STOPPED, "due_m2": None, "developed": (("2024-01-01", 5000),), "invested": (("2024-01-01", 50000000),)}, "2025-01-01", "unknown", None, None, False, False, "survey", None),
    ("measured_after_as_of_does_not_count", {**STOPPED, "developed": (("2025-02-01", 5000),), "invested": (("2024-01-01", 50000000),)}, "2025-01-01", "unknown", None, None, False, False, "survey", None),
    ("newest_measurement_counts", {**STOPPED, "developed": (("2024-01-01", 5000), ("2024-06-01", 20000)), "invested": (("2024-01-01", 50000000),)}, "2025-01-01", "stopped", None, None, False, False, "nothing", None),
    ("resumed_before_a_year", {**STARTED, **LITTLE, "stops": (("2024-01-01", "2024-12-31"),)}, "2025-01-01", "building", None, None, False, False, "nothing", None),
    ("stopped_again_counts_from_the_new_stop", {**STARTED, **LITTLE, "stops": (("2024-01-01", "2024-12-31"), ("2025-02-01", None))}, "2025-06-01", "stopped", None, None, False, False, "resume", "2026-01-31"),
    ("resumed_after_as_of", {**STARTED, **LITTLE, "stops": (("2024-01-01", "2025-03-01"),)}, "2025-02-01", "stopped_idle", "2025-01-01", "unknown", False, False, "investigate", "2025-01-31"),
    ("stopped_on_29_february", {**STARTED, **LITTLE, "stops": (("2024-02-29", None),)}, "2025-02-28", "stopped_idle", "2025-02-28", "unknown", False, False, "investigate", "2025-03-30"),
    ("stop_recorded_before_the_start_counts_from_the_start", {"permit": "2024-01-01", "foundation": "2024-06-01", **LITTLE, "stops": (("2024-03-01", None),)}, "2025-05-31", "stopped", None, None, False, False, "resume", "2025-05-31"),
    ("completed_although_a_stop_was_never_closed", {**STOPPED, **LITTLE, "completed": "2024-12-01"}, "2025-01-01", "completed", None, None, False, False, "nothing", None),
]  # fmt: skip
TABLE = [*NOT_STARTED, *OWN, *LEAP, *STARTS, *MISSING_DATES, *SUPPLEMENTS, *GOVERNMENT, *EXCUSED, *SECOND_LIMB]
ROWS = [row if hasattr(row, "marks") else pytest.param(*row) for row in TABLE]


def test_the_table_is_large_enough_and_names_each_row_once():
    names = [row.values[0] for row in ROWS]
    assert len(names) >= 80
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("name", "facts", "as_of", "state", "since", "side", "fee", "recovery", "duty", "latest"),
    ROWS,
    ids=[row.values[0] for row in ROWS],
)
def test_golden_row(name, facts, as_of, state, since, side, fee, recovery, duty, latest):
    answer = identify_idle_land(land(**facts), limits(as_of), on(as_of))
    assert (
        answer.state.value,
        answer.since and answer.since.isoformat(),
        answer.side and answer.side.value,
        answer.may_fee,
        answer.may_recover,
        answer.next_duty.duty.value,
        answer.next_duty.latest_on and answer.next_duty.latest_on.isoformat(),
    ) == (state, since, side, fee, recovery, duty, latest)


@pytest.mark.parametrize(
    ("facts", "as_of", "state"), [row.values[1:4] for row in ROWS], ids=[row.values[0] for row in ROWS]
)
def test_an_unknown_answer_names_what_is_missing_and_others_name_a_ground_or_none(facts, as_of, state):
    answer = identify_idle_land(land(**facts), limits(as_of), on(as_of))
    assert (answer.ground is not None) == answer.state.is_idle
    assert bool(answer.missing) or state != "unknown"
    assert answer.trace


@pytest.mark.parametrize(("facts", "as_of"), [row.values[1:3] for row in ROWS], ids=[row.values[0] for row in ROWS])
def test_every_answer_is_a_sentence_in_both_languages_that_names_its_days(facts, as_of):
    answer = identify_idle_land(land(**facts), limits(as_of), on(as_of))
    zh, en = sentence_of(answer)
    assert zh.endswith("。")
    assert en.endswith(".")
    latest = answer.next_duty.latest_on
    if latest is not None:
        assert day_zh(latest) in zh
        assert latest.isoformat() in en
    for missing in answer.missing:
        assert missing in zh
        assert MISSING_EN[missing] in en


def test_the_answer_changes_only_on_the_days_it_names():
    """Walked day by day through three years, the state changes on the day the year is full and on no other."""
    changes = []
    before = None
    for offset in range(1200):
        day = date(2023, 2, 1) + timedelta(days=offset)
        state = identify_idle_land(land(established="own"), limits(day), day).state.value
        if state != before:
            changes.append((day.isoformat(), state))
        before = state
    assert changes == [
        ("2023-02-01", "not_yet_due"),
        ("2023-03-01", "start_late"),
        ("2024-03-01", "not_started_idle"),
        ("2025-03-01", "not_started_two_years"),
    ]


def test_an_open_case_takes_the_place_of_the_notice_that_opened_it():
    answer = identify_idle_land(land(), limits("2024-03-02"), on("2024-03-02"))
    assert "调查通知书" in sentence_of(answer)[0]
    zh, en = sentence_of(answer, open_case_no="XZ2026-0001")
    assert "由个案 XZ2026-0001 办理" in zh
    assert "调查通知书" not in zh
    assert "case XZ2026-0001 is open" in en
