"""What the papers of a case say of time and shares is what the engine's answer says: deducted days, own year, the stop that runs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gisapp.documents.wording import percent
from gisapp.idle.rules.facts import DevelopmentFacts
from gisapp.idle.rules.identification import identify_idle_land
from gisapp.idle.rules.limits import idle_limits
from gisapp.idle.terms import CauseSide, IdleGround
from gisapp.idle_cases.facts import Burdens, LandAnswer
from gisapp.idle_cases.papers import CasePapers
from gisapp.idle_cases.rules.disposal import DisposalFacts, open_disposal_measures
from gisapp.idle_cases.rules.limits import case_limits
from gisapp.idle_cases.terms import Measure
from tests.idle.land_facts import BOOK, a_cause, land, limits, on

STOPS = {"permit": "2023-02-01", "foundation": "2023-04-01", "invested": (("2024-01-01", 24_999_900),)}


def papers(facts: DevelopmentFacts, as_of: str, ground: IdleGround = IdleGround.NOT_STARTED) -> CasePapers:
    day = on(as_of)
    answer = LandAnswer(facts, limits(day), limits(day), identify_idle_land(facts, limits(day), day))
    case = {"ground": str(ground), "since": None}
    return CasePapers(case, (), {}, answer, Burdens(()), (), {}, case_limits(BOOK, day), idle_limits(BOOK, day), day)


@pytest.mark.parametrize(
    ("facts", "as_of", "said"),
    [
        pytest.param(
            {"handed": "2022-09-01"},
            "2024-06-01",
            "扣除 0 日，起算日2023年3月1日以前的 184 日不扣除。自身原因的时间至2024年6月1日为 458 日，满一年之日为2024年3月1日，满两年之日为2025年3月1日。",
            id="late_handover_wholly_before_the_start",
        ),
        pytest.param(
            {"causes": (a_cause("plan_changed", "2023-06-01", "2023-12-02"),)},
            "2024-04-29",
            "扣除 184 日。自身原因的时间至2024年4月29日为 241 日，满一年之日为2024年9月1日，满两年之日为2025年9月1日。",
            id="mixed",
        ),
        pytest.param(
            {
                "causes": (
                    a_cause("petitions", "2023-06-01", "2023-08-30"),
                    a_cause("protection", "2023-07-01", "2023-08-30"),
                )
            },
            "2024-06-01",
            "扣除 0 日，与其他期间重叠的 60 日不重复扣除。",
            id="overlapping",
        ),
        pytest.param(
            {"causes": (a_cause("petitions", "2023-03-01"),)},
            "2024-06-01",
            "至今为“处置土地上相关群众信访事项”的期间，扣除 458 日。自身原因的时间至2024年6月1日为 0 日。",
            id="goes_on",
        ),
    ],
)
def test_a_paper_says_the_deducted_days_and_the_own_years_of_the_trace(facts, as_of, said):
    paper = papers(land(**facts), as_of)
    assert paper.facts_zh is not None
    assert said in paper.facts_zh
    assert "已予扣除" not in paper.facts_zh


def test_a_paper_names_the_stop_that_the_engine_counts_from():
    """Of two stops that run, one was told later but began earlier; of one resumed and one running, the running one."""
    later_first = land(**STOPS, stops=(("2024-03-01", None), ("2024-01-01", None)))
    assert "自2024年1月1日起中止开发" in str(papers(later_first, "2025-06-01", IdleGround.STOPPED).facts_zh)
    ahead = land(**STOPS, stops=(("2026-01-01", None), ("2024-02-01", None)))
    assert "自2024年2月1日起中止开发" in str(papers(ahead, "2025-06-01", IdleGround.STOPPED).facts_zh)


def test_a_share_short_of_its_limit_never_reads_like_the_limit():
    stopped = land(**STOPS, stops=(("2024-01-01", None),), developed=(("2024-01-01", 9_999),))
    paper = papers(stopped, "2025-06-01", IdleGround.STOPPED)
    assert "已投资额占总投资额的 24.99%" in str(paper.facts_zh)
    assert "已开发面积占应开发面积的 33.33%" in str(paper.facts_zh)
    assert percent(Decimal("0.24999")) == "24.99%"
    assert percent(Decimal("0.4")) == "40%"


def test_ways_of_article_12_say_which_part_opens_them():
    known = land(causes=(a_cause("plan_changed", "2023-06-01", "2023-12-02"),))
    answer = identify_idle_land(known, limits("2024-04-29"), date(2024, 4, 29))
    found = DisposalFacts(IdleGround.NOT_STARTED, CauseSide.GOVERNMENT, False, False, True, own_time=answer.own_time)
    options = {option.measure: option for option in open_disposal_measures(found)}
    extend = options[Measure.EXTEND_START]
    assert extend.is_open
    [told] = extend.findings
    assert "184 日" in told.message_zh
    assert "241 日" in told.message_zh
    assert "待确认" in told.fix_zh
    assert not options[Measure.FEE].is_open
