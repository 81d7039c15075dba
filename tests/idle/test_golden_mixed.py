"""Golden table of causes on both sides, ways to count anniversaries, days before the agreed start and stops that nobody has looked for.

Worked out by hand with a calendar; the contract is that of `land_facts.land`: start due 1 March 2023, a year full on 1 March 2024 (366 days).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from gisapp.idle.rules.cause import own_time
from gisapp.idle.rules.clock_picture import clock_picture
from gisapp.idle.rules.columns import columns_of
from gisapp.idle.rules.fee import fee_day, idle_land_fee
from gisapp.idle.rules.identification import identify_idle_land
from gisapp.idle.rules.limits import IdleLimits
from gisapp.idle.rules.scan import scan
from gisapp.idle.rules.sentence import sentence_of
from tests.idle.land_facts import NONE, a_cause, land, limits, on
from tests.idle.test_scan_agrees import said, told

STARTED = {"permit": "2023-02-01", "foundation": "2023-04-01"}
STOPPED = {**STARTED, "stops": (("2024-01-01", None),), "developed": (("2024-01-01", 5_000),)}


def set_to(book: IdleLimits, **values: int) -> IdleLimits:
    return replace(book, **{name: replace(getattr(book, name), value=Decimal(value)) for name, value in values.items()})


# (id, facts, as of, side, own, government, force majeure, own year full, may fee, may recover)
DAYS = [
    ("government_184_of_425", {"causes": (a_cause("plan_changed", "2023-06-01", "2023-12-02"),)}, "2024-04-29", "mixed", 241, 184, 0, "2024-09-01", False, False),
    ("the_same_own_year_full_and_established", {"causes": (a_cause("plan_changed", "2023-06-01", "2023-12-02"),), "established": "own"}, "2024-09-01", "own", 366, 184, 0, "2024-09-01", True, False),
    ("the_same_own_year_a_day_short", {"causes": (a_cause("plan_changed", "2023-06-01", "2023-12-02"),), "established": "own"}, "2024-08-31", "mixed", 365, 184, 0, "2024-09-01", False, False),
    ("all_the_time_is_government_alone", {"causes": (a_cause("petitions", "2023-03-01"),)}, "2024-03-01", "government", 0, 366, 0, None, False, False),
    ("one_day_of_own_is_mixed", {"causes": (a_cause("petitions", "2023-03-02"),)}, "2024-03-01", "mixed", 1, 365, 0, None, False, False),
    ("one_day_of_government_is_mixed", {"causes": (a_cause("petitions", "2023-03-01", "2023-03-02"),)}, "2024-03-01", "mixed", 365, 1, 0, "2024-03-02", False, False),
    ("flood_and_government_without_own", {"causes": (a_cause("force_majeure", "2023-03-01", "2023-05-01"), a_cause("petitions", "2023-05-01"))}, "2024-03-01", "government", 0, 305, 61, None, False, False),
    ("flood_government_and_own", {"causes": (a_cause("force_majeure", "2023-03-01", "2023-04-01"), a_cause("petitions", "2023-06-01", "2023-07-01"))}, "2024-03-01", "mixed", 305, 30, 31, "2024-05-01", False, False),
    ("overlap_is_taken_once_by_the_earlier", {"causes": (a_cause("petitions", "2023-06-01", "2023-08-30"), a_cause("force_majeure", "2023-07-01", "2023-09-09"))}, "2024-03-01", "mixed", 266, 90, 10, "2024-06-09", False, False),
    ("late_handover_wholly_before_the_start", {"agreed_handover": "2022-03-01", "handed": "2022-09-01", "established": "own"}, "2024-03-01", "own", 366, 0, 0, "2024-03-01", True, False),
    ("late_handover_over_the_start", {"agreed_handover": "2022-12-01", "handed": "2023-05-01", "established": "own"}, "2024-03-01", "mixed", 305, 61, 0, "2024-05-01", False, False),
    ("never_handed_over", {"handed": NONE}, "2024-03-01", "government", 0, 366, 0, None, False, False),
    ("two_years_with_half_a_year_of_government", {"causes": (a_cause("policy_changed", "2024-01-01", "2024-07-01"),), "established": "own"}, "2025-03-01", "own", 549, 182, 0, "2024-08-30", True, False),
    ("two_years_own_time_full", {"causes": (a_cause("policy_changed", "2024-01-01", "2024-07-01"),), "established": "own"}, "2025-08-30", "own", 731, 182, 0, "2024-08-30", False, True),
    ("government_after_the_own_year_leaves_the_fee", {"causes": (a_cause("protection", "2024-04-01"),), "established": "own"}, "2024-05-01", "own", 397, 30, 0, "2024-03-01", True, False),
    ("stopped_half_by_government", {**STOPPED, "causes": (a_cause("plan_changed", "2024-07-01", "2024-10-01"),)}, "2025-01-01", "mixed", 274, 92, 0, "2025-04-03", False, False),
    ("stopped_chain_counts_from_the_running_one", {**STARTED, "developed": (("2024-01-01", 5_000),), "stops": (("2023-05-01", "2023-12-01"), ("2024-02-29", None))}, "2025-02-28", "unknown", 365, 0, 0, "2025-02-28", False, False),
    ("month_end_start", {"due": "2023-08-31", "causes": (a_cause("petitions", "2024-02-01", "2024-03-01"),)}, "2024-08-31", "mixed", 337, 29, 0, "2024-09-29", False, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "as_of", "side", "own", "government", "nature", "full", "fee", "recovery"),
    [row[1:] for row in DAYS],
    ids=[row[0] for row in DAYS],
)
def test_days_by_side(facts, as_of, side, own, government, nature, full, fee, recovery):
    known, day = land(**facts), on(as_of)
    answer = identify_idle_land(known, limits(day), day)
    days = answer.as_dict()["days"]
    assert (days["own"], days["government"], days["force_majeure"]) == (own, government, nature)
    assert answer.side is not None
    assert (answer.side.value, answer.own_year_on and answer.own_year_on.isoformat()) == (side, full)
    assert (answer.may_fee, answer.may_recover) == (fee, recovery)
    assert told(scan(columns_of([known]), limits(day), day), 0) == said(answer)
    if side == "mixed":
        assert f"自身原因 {own} 日" in sentence_of(answer)[0]
    picture = clock_picture(known, limits(day), day)
    assert picture is not None
    assert (picture.own_days, picture.excused_days) == (own, government + nature)


@pytest.mark.parametrize(
    ("due", "as_of", "corresponding", "last_day"),
    [
        ("2023-03-01", "2024-03-01", "not_started_idle", "start_late"),
        ("2023-03-01", "2024-03-02", "not_started_idle", "not_started_idle"),
        ("2024-02-29", "2025-02-28", "not_started_idle", "start_late"),
        ("2024-02-29", "2025-03-01", "not_started_idle", "not_started_idle"),
        ("2023-02-28", "2024-02-28", "not_started_idle", "start_late"),
        ("2023-02-28", "2024-02-29", "not_started_idle", "not_started_idle"),
        ("2022-12-31", "2024-01-01", "not_started_idle", "not_started_idle"),
        ("2023-03-01", "2025-03-01", "not_started_two_years", "not_started_idle"),
        ("2023-03-01", "2025-03-02", "not_started_two_years", "not_started_two_years"),
    ],
)
def test_the_anniversary_is_counted_as_the_rulebook_says_and_the_trace_names_it(due, as_of, corresponding, last_day):
    known, day = land(due=due), on(as_of)
    for value, state in ((0, corresponding), (1, last_day)):
        book = set_to(limits(day), anniversary_adds_days=value)
        answer = identify_idle_land(known, book, day)
        assert answer.state.value == state
        assert told(scan(columns_of([known]), book, day), 0) == said(answer)
        [line] = [one for one in answer.trace if one.rule and one.rule.code == "idle.anniversary_adds_days"]
        assert line.as_dict()["rule"]["basis"] == "民法典 第二百零一条、第二百零二条"
        assert line.as_dict()["rule"]["confirmed"] is False


@pytest.mark.parametrize(
    ("facts", "early", "full"),
    [
        ({"handed": "2022-09-01"}, 184, "2024-09-01"),
        ({"handed": "2023-05-01", "agreed_handover": "2022-12-01"}, 90, "2024-07-30"),
        ({"causes": (a_cause("petitions", "2022-06-01", "2022-07-01"), a_cause("protection", "2022-06-15", "2022-07-11"))}, 40, "2024-04-10"),
        ({"handed": "2022-09-01", "new_starts": (("2022-12-01", "2023-03-01"),)}, 0, "2024-03-01"),
    ],
    ids=["late_handover", "late_handover_over_the_start", "overlapping", "start_agreed_anew_afterwards"],
)  # fmt: skip
def test_days_of_government_before_the_agreed_start_count_as_the_rulebook_says(facts, early, full):
    known, day = land(**facts), on("2024-12-01")
    counted = set_to(limits(day), causes_before_start_count=1)
    answer = identify_idle_land(known, counted, day)
    assert answer.as_dict()["days"]["before_start"] == early
    assert answer.own_year_on == on(full)
    assert told(scan(columns_of([known]), counted, day), 0) == said(answer)
    plain = identify_idle_land(known, limits(day), day)
    assert plain.as_dict()["days"]["before_start"] == 0
    assert any(line.rule and line.rule.code == "idle.causes_before_start_count" for line in plain.trace), (
        "never silence"
    )


ENOUGH = {"developed": (("2023-05-01", 30_000),), "invested": (("2023-05-01", 90_000_000),)}


@pytest.mark.parametrize(
    ("facts", "as_of", "state"),
    [
        (STARTED, "2023-05-16", "building"),
        (STARTED, "2024-03-31", "building"),
        (STARTED, "2024-04-01", "unknown"),
        ({**STARTED, **ENOUGH}, "2025-06-01", "building"),
        ({**STARTED, "developed": (("2023-05-01", 30_000),)}, "2025-06-01", "unknown"),
        ({**STARTED, "developed": (("2023-05-01", 9_999),), "invested": (("2023-05-01", 90_000_000),)}, "2025-06-01", "unknown"),
        ({"permit": "2023-02-01", "foundation": "2024-02-29"}, "2025-02-27", "building"),
        ({"permit": "2023-02-01", "foundation": "2024-02-29"}, "2025-02-28", "unknown"),
    ],
)  # fmt: skip
def test_a_stop_nobody_has_looked_for_leaves_open_only_what_it_could_decide(facts, as_of, state):
    known, day = land(**facts, stops_known=False), on(as_of)
    answer = identify_idle_land(known, limits(day), day)
    assert answer.state.value == state
    assert answer.missing == ("是否中止开发",)
    assert told(scan(columns_of([known]), limits(day), day), 0) == said(answer)
    assert "不构成闲置" in sentence_of(answer)[0] or state == "unknown"


def test_sentences_speak_by_the_numbers_of_the_rulebook():
    day = on("2023-12-01")
    book = set_to(limits(day), not_started_years=2, recovery_years=3)
    assert "闲置满两年尚差" in sentence_of(identify_idle_land(land(), book, day))[0]
    assert "一年" not in sentence_of(identify_idle_land(land(), book, day))[0]
    later = on("2026-03-01")
    assert sentence_of(identify_idle_land(land(), set_to(limits(later), not_started_years=2, recovery_years=3), later))[
        0
    ].startswith("未动工满3年")


def test_the_fee_is_measured_by_the_day_of_determination():
    day = date(2024, 6, 1)
    facts = replace(land(established="own"), established_on=date(2024, 4, 1))
    assert fee_day(facts, day) == date(2024, 4, 1)
    assert fee_day(facts, date(2024, 3, 15)) == date(2024, 3, 15), "a later determination is not known yet"
    book = set_to(limits(day), not_started_years=1)
    eighth = replace(book, fee_share=replace(book.fee_share, value=Decimal("0.125")))
    fee = idle_land_fee(facts, identify_idle_land(facts, book, day), eighth)
    assert fee.amount_yuan == Decimal("1543209.75")
    assert "× 12.5% =" in fee.arithmetic


def test_days_of_all_sides_and_of_nobody_make_up_the_time():
    """Whatever spans there are, no day is taken twice and none is lost."""
    causes = [a_cause("petitions", "2023-02-01", "2023-05-01"), a_cause("force_majeure", "2023-04-01", "2023-04-20")]
    causes += [a_cause("protection", "2023-04-25", "2023-06-10"), a_cause("plan_changed", "2024-01-01")]
    start = date(2023, 3, 1)
    for offset in range(0, 700, 7):
        day = start + timedelta(days=offset)
        own = own_time([item for item in causes if item.began_on <= day], start, day)
        excused = {
            one
            for one in (start + timedelta(days=n) for n in range(offset))
            if any(item.began_on <= one and (item.ended_on is None or one < item.ended_on) for item in causes)
        }
        assert own.excused_days == len(excused)
        assert own.own_days == offset - len(excused)
