"""The gate: what stops a plot from being offered, one line at a time, at the limit and a day or a metre either side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.kernel.evidence import Evidence
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.rulebook import Basis, RulebookEntriesOverlap, RulebookEntryMissing
from gisapp.land.terms import LandControl, ServicingLevel, Utility, UtilityStatus
from gisapp.preparation.indicator_terms import SPECS, Indicator
from gisapp.preparation.rules.limits import CODES, supply_limits
from gisapp.preparation.rules.readiness import assess_plot_readiness
from gisapp.preparation.rules.readiness_demands import (
    UTILITIES_OF_LEVEL,
    ReadinessDemands,
    demands_from_tables,
    demands_on,
)
from gisapp.preparation.rules.readiness_facts import (
    AssessmentFact,
    ChecklistAnswer,
    ConditionFacts,
    Readiness,
    ReadinessFacts,
    UtilityFact,
)
from gisapp.preparation.rules.thresholds import BasicSet, Requirement, RequirementSet
from gisapp.preparation.standard_terms import AssessmentKind, ClearedLandItem, ReadinessState, ReadinessTopic, YesNo
from tests.preparation.shipped import BOOK, DAY, LIMITS, table

PAPER = (Evidence("周自然资〔2026〕12号", "核查意见"),)
DEMANDS = ReadinessDemands(
    ServicingLevel.FIVE, (AssessmentKind.FLOOD, AssessmentKind.SEISMIC), date(2020, 1, 1), None, Basis("供应条件", "第三条"), True
)  # fmt: skip
BASIC = BasicSet(
    (Indicator.TAX_PER_MU, Indicator.FLOOR_AREA_RATIO), date(2020, 1, 1), None, Basis("标准地管理规范"), True
)


def asks(indicator: Indicator, value: str) -> Requirement:
    return Requirement(
        indicator, SPECS[indicator].direction, Fraction(value), "", "", date(2020, 1, 1), None, Basis("指标表"), True
    )


TABLE = RequirementSet((asks(Indicator.BUILDING_COEFFICIENT, "0.4"),), Findings())
UTILITIES = tuple(
    UtilityFact(utility, UtilityStatus.AT_BOUNDARY, "供水公司", DAY - timedelta(days=30), PAPER)
    for utility in UTILITIES_OF_LEVEL[ServicingLevel.FIVE]
)
ASSESSMENTS = tuple(
    AssessmentFact(kind, "豫水许准字〔2024〕8号", date(2024, 1, 1), date(2029, 1, 1), PAPER)
    for kind in DEMANDS.assessments
)
READY = ReadinessFacts(
    as_of=DAY,
    land_control=LandControl.CLEARED,
    checklist={item: ChecklistAnswer(YesNo.YES, PAPER) for item in ClearedLandItem},
    utilities=UTILITIES,
    assessments=ASSESSMENTS,
    uncovered_m2=dict.fromkeys(DEMANDS.assessments, Decimal(0)),
    conditions=ConditionFacts("周规条〔2026〕3号", "100101", Decimal("1.0"), Decimal("2.5"), Decimal("0.40"), PAPER),
    topology=Findings(),
    open_disputes=(),
    indicators=(
        asks(Indicator.TAX_PER_MU, "120"),
        asks(Indicator.FLOOR_AREA_RATIO, "1.0"),
        asks(Indicator.BUILDING_COEFFICIENT, "0.4"),
    ),
)


def assess(facts: ReadinessFacts, demands: ReadinessDemands = DEMANDS) -> Readiness:
    return assess_plot_readiness(facts, demands, BASIC, TABLE, LIMITS)


def errors(facts: ReadinessFacts) -> list[str]:
    return [finding.code for finding in assess(facts).findings if finding.severity is Severity.ERROR]


def test_a_plot_with_everything_proved_is_ready():
    readiness = assess(READY)
    assert readiness.is_ready
    assert len(readiness.findings) == 0
    assert [item.topic for item in readiness.items] == [
        ReadinessTopic.LAND,
        *[ReadinessTopic.CLEARED] * 5,
        *[ReadinessTopic.SERVICING] * 6,
        *[ReadinessTopic.ASSESSMENT] * 2,
        ReadinessTopic.CONDITIONS,
        ReadinessTopic.TOPOLOGY,
        ReadinessTopic.INDICATORS,
    ]


@pytest.mark.parametrize(
    ("control", "codes"),
    [
        (LandControl.CLEARED, []),
        (LandControl.RESERVED, []),
        (LandControl.STATE_OWNED, ["readiness.land_not_cleared"]),
        (LandControl.EXPROPRIATING, ["readiness.land_not_cleared"]),
        (LandControl.COLLECTIVE, ["readiness.land_not_cleared"]),
        (LandControl.UNKNOWN, ["readiness.land_not_cleared"]),
    ],
)
def test_only_cleared_land_is_ready(control: LandControl, codes: list[str]):
    assert errors(replace(READY, land_control=control)) == codes


def with_answer(item: ClearedLandItem, answer: ChecklistAnswer | None) -> ReadinessFacts:
    rest = {other: given for other, given in READY.checklist.items() if other is not item}
    return replace(READY, checklist=rest if answer is None else rest | {item: answer})


@pytest.mark.parametrize("item", ClearedLandItem)
@pytest.mark.parametrize(
    ("answer", "code", "state"),
    [
        (None, "readiness.checklist_unknown", ReadinessState.UNKNOWN),
        (ChecklistAnswer(YesNo.UNKNOWN, PAPER), "readiness.checklist_unknown", ReadinessState.UNKNOWN),
        (ChecklistAnswer(YesNo.YES), "readiness.checklist_unproved", ReadinessState.UNKNOWN),
        (ChecklistAnswer(YesNo.NO, PAPER, "尚有两户未签"), "readiness.checklist_no", ReadinessState.FAILED),
    ],
)
def test_each_item_of_article_21_needs_a_yes_with_evidence(
    item: ClearedLandItem, answer: ChecklistAnswer | None, code: str, state: ReadinessState
):
    readiness = assess(with_answer(item, answer))
    assert [finding.code for finding in readiness.findings] == [code]
    assert [line.state for line in readiness.items if line.key == f"cleared.{item}"] == [state]
    assert readiness.findings.items[0].basis == "闲置土地处置办法 第二十一条"
    assert not readiness.is_ready


def test_a_registered_dispute_overrules_the_answer_and_opens_as_evidence():
    lawsuit = Evidence("（2026）豫16民初7号", "权属纠纷")
    readiness = assess(replace(READY, open_disputes=(lawsuit,)))
    (line,) = [item for item in readiness.items if item.key == "cleared.no_dispute"]
    assert line.evidence == (lawsuit,)
    assert line.findings[0].message_zh == "地块有未了结的纠纷：权属纠纷（（2026）豫16民初7号）。"
    assert errors(replace(READY, open_disputes=None)) == ["readiness.checklist_unknown"]


def test_land_in_temporary_use_is_not_ready_whatever_was_answered():
    use = Evidence("LS2026-001", "示例企业11，至 2027-03-01")
    readiness = assess(replace(READY, temporary_uses=(use,)))
    assert not readiness.is_ready
    (line,) = [item for item in readiness.items if item.key == "cleared.basic"]
    assert (line.state, line.evidence) == (ReadinessState.FAILED, (use,))
    assert [finding.code for finding in line.findings] == ["readiness.temporary_use_not_ended"]
    assert line.findings[0].message_zh == "地块上有尚未腾退复原的临时利用：示例企业11，至 2027-03-01（LS2026-001）。"


def with_utility(**change: object) -> ReadinessFacts:
    return replace(READY, utilities=(replace(UTILITIES[0], **change), *UTILITIES[1:]))


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"status": UtilityStatus.CONNECTED}, []),
        ({"status": UtilityStatus.NONE}, ["readiness.utility_missing"]),
        ({"status": UtilityStatus.UNKNOWN}, ["readiness.utility_unknown"]),
        ({"source": " "}, ["readiness.utility_unproved"]),
        ({"observed_on": None}, ["readiness.utility_unproved"]),
        ({"observed_on": DAY}, []),
        ({"observed_on": DAY + timedelta(days=1)}, ["readiness.utility_unproved"]),
        ({"observed_on": DAY - timedelta(days=365)}, []),
        ({"observed_on": DAY - timedelta(days=366)}, ["readiness.utility_stale"]),
    ],
)
def test_a_utility_is_at_the_boundary_with_source_and_not_too_old(change: dict[str, object], codes: list[str]):
    assert errors(with_utility(**change)) == codes


def test_a_utility_without_a_record_is_unknown_and_the_newest_record_counts():
    assert errors(replace(READY, utilities=UTILITIES[1:])) == ["readiness.utility_unknown"]
    newer = replace(UTILITIES[0], status=UtilityStatus.NONE, observed_on=DAY)
    assert errors(replace(READY, utilities=(newer, *UTILITIES))) == ["readiness.utility_missing"]


@pytest.mark.parametrize(
    ("level", "utilities"),
    [
        (ServicingLevel.NONE, 0),
        (ServicingLevel.THREE, 4),
        (ServicingLevel.FIVE, 6),
        (ServicingLevel.SEVEN, 8),
    ],
)
def test_the_level_says_which_utilities_are_looked_at(level: ServicingLevel, utilities: int):
    readiness = assess(READY, replace(DEMANDS, servicing_level=level))
    assert sum(item.topic is ReadinessTopic.SERVICING for item in readiness.items) == utilities
    assert readiness.is_ready == (level is not ServicingLevel.SEVEN)  # gas and heat are not known
    with pytest.raises(ValueError, match="cannot be demanded"):
        replace(DEMANDS, servicing_level=ServicingLevel.UNKNOWN)


def with_assessment(
    valid_to: date | None, uncovered: str | None = "0", valid_from: date = date(2024, 1, 1)
) -> ReadinessFacts:
    changed = replace(ASSESSMENTS[0], valid_from=valid_from, valid_to=valid_to)
    return replace(
        READY,
        assessments=(changed, ASSESSMENTS[1]),
        uncovered_m2={**READY.uncovered_m2, AssessmentKind.FLOOD: None if uncovered is None else Decimal(uncovered)},
    )


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (with_assessment(DAY), ["readiness.assessment_expired"]),  # valid up to, not including
        (with_assessment(DAY + timedelta(days=1)), ["readiness.assessment_expiring"]),  # its last day
        (with_assessment(DAY + timedelta(days=90)), ["readiness.assessment_expiring"]),
        (with_assessment(DAY + timedelta(days=91)), []),
        (with_assessment(None), []),
        (with_assessment(None, valid_from=DAY), []),
        (with_assessment(None, valid_from=DAY + timedelta(days=1)), ["readiness.assessment_missing"]),
        (with_assessment(None, "0.99"), []),
        (with_assessment(None, "1.00"), ["readiness.assessment_not_covering"]),
        (with_assessment(None, "1.01"), ["readiness.assessment_not_covering"]),
        (with_assessment(None, None), ["readiness.assessment_unmeasured"]),
        (replace(READY, assessments=ASSESSMENTS[1:]), ["readiness.assessment_missing"]),
    ],
)
def test_an_assessment_is_valid_on_the_day_and_covers_the_plot(facts: ReadinessFacts, codes: list[str]):
    readiness = assess(facts)
    assert [finding.code for finding in readiness.findings] == codes
    assert readiness.is_ready == (codes in ([], ["readiness.assessment_expiring"]))


def test_a_newer_assessment_takes_the_place_of_an_expired_one():
    expired = replace(ASSESSMENTS[0], valid_to=DAY)
    assert errors(replace(READY, assessments=(expired, *ASSESSMENTS))) == []


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"document_no": ""}, "批准文号"),
        ({"land_use_code": ""}, "用途"),
        ({"far_min": None}, None),
        ({"far_min": None, "far_max": None}, "容积率"),
        ({"building_coefficient_min": None}, "建筑系数"),
    ],
)
def test_planning_conditions_are_approved_and_definite(change: dict[str, object], missing: str | None):
    assert READY.conditions is not None
    readiness = assess(replace(READY, conditions=replace(READY.conditions, **change)))
    assert [f.message_zh for f in readiness.findings] == ([f"规划条件不完整，缺少{missing}。"] if missing else [])


def test_no_conditions_at_all_name_everything_that_is_missing():
    (finding,) = assess(replace(READY, conditions=None)).findings
    assert finding.message_zh == "规划条件不完整，缺少批准文号、用途、容积率、建筑系数。"


def test_the_boundary_check_must_have_been_run_and_have_no_errors():
    overlap = Finding("boundary.overlap", Severity.ERROR, "与邻宗重叠。")
    spike = Finding("boundary.spike", Severity.WARNING, "有尖刺。")
    assert errors(replace(READY, topology=None)) == ["readiness.topology_unchecked"]
    assert errors(replace(READY, topology=Findings([overlap]))) == ["boundary.overlap"]
    assert assess(replace(READY, topology=Findings([spike]))).is_ready


@pytest.mark.parametrize(
    ("indicators", "codes"),
    [
        (READY.indicators[1:], ["readiness.indicator_missing"]),
        (READY.indicators[:2], ["indicator.not_set"]),
        ((*READY.indicators[:2], asks(Indicator.BUILDING_COEFFICIENT, "0.399")), ["indicator.looser_than_table"]),
        ((), ["indicator.not_set", "readiness.indicator_missing", "readiness.indicator_missing"]),
    ],
)
def test_the_basic_indicators_are_set_and_none_is_looser_than_the_table(
    indicators: tuple[Requirement, ...], codes: list[str]
):
    assert errors(replace(READY, indicators=indicators)) == codes


def test_every_finding_says_what_to_do_and_on_which_basis():
    nothing = ReadinessFacts(DAY, LandControl.UNKNOWN, {}, (), (), {}, None, None, None, ())
    readiness = assess(nothing)
    assert len(readiness.findings) == len(readiness.items) + 2
    for finding in readiness.findings:
        assert finding.message_zh.endswith("。")
        assert finding.fix_zh.endswith("。")
        assert finding.message_en
        assert finding.basis


# what ships ------------------------------------------------------------------------------------------------------


def test_the_shipped_demands_and_limits_can_be_read():
    shipped = demands_from_tables(table("readiness_demands.toml")["demand"])
    demands = demands_on(shipped, DAY)
    assert (demands.servicing_level, len(demands.assessments), demands.confirmed) == (ServicingLevel.FIVE, 11, False)
    with pytest.raises(RulebookEntryMissing):
        demands_on(shipped, date(2020, 11, 20))
    with pytest.raises(RulebookEntriesOverlap):
        demands_on([*shipped, *shipped], DAY)
    assert set(CODES) <= set(BOOK.by_code)
    with pytest.raises(RulebookEntryMissing, match=r"far\.doubled_above_m"):
        supply_limits(BOOK, date(1999, 1, 1))


# properties ------------------------------------------------------------------------------------------------------

STATUS = st.sampled_from(UtilityStatus)


@st.composite
def any_facts(draw: st.DrawFn) -> ReadinessFacts:
    """Facts in any mixture of known, wrong and unknown."""
    return ReadinessFacts(
        as_of=DAY,
        land_control=draw(st.sampled_from(LandControl)),
        checklist={
            item: ChecklistAnswer(draw(st.sampled_from(YesNo)), draw(st.sampled_from([(), PAPER])))
            for item in draw(st.sets(st.sampled_from(ClearedLandItem)))
        },
        utilities=tuple(
            UtilityFact(utility, draw(STATUS), draw(st.sampled_from(["", "供电公司"])), draw(st.none() | st.just(DAY)))
            for utility in draw(st.sets(st.sampled_from(Utility)))
        ),
        assessments=tuple(draw(st.sets(st.sampled_from(ASSESSMENTS)))),
        uncovered_m2={kind: draw(st.sampled_from([None, Decimal(0), Decimal(5)])) for kind in DEMANDS.assessments},
        conditions=draw(st.sampled_from([None, READY.conditions])),
        topology=draw(st.sampled_from([None, Findings()])),
        open_disputes=draw(st.sampled_from([None, (), PAPER])),
        indicators=tuple(draw(st.sets(st.sampled_from(READY.indicators)))),
        temporary_uses=draw(st.sampled_from([(), PAPER])),
    )


@given(any_facts())
def test_a_line_passes_exactly_when_it_has_no_error_and_ready_means_every_line(facts: ReadinessFacts):
    readiness = assess(facts)
    for item in readiness.items:
        has_error = any(finding.severity is Severity.ERROR for finding in item.findings)
        assert (item.state is ReadinessState.PASSED) == (not has_error)
    assert readiness.is_ready == (not readiness.findings.has_errors)
    assert len({item.key for item in readiness.items}) == len(readiness.items)


@given(any_facts())
def test_forgetting_a_fact_never_makes_a_plot_ready(facts: ReadinessFacts):
    for forgotten in (
        replace(facts, checklist={}),
        replace(facts, utilities=()),
        replace(facts, assessments=()),
        replace(facts, conditions=None),
        replace(facts, topology=None),
        replace(facts, open_disputes=None),
        replace(facts, land_control=LandControl.UNKNOWN),
        replace(facts, indicators=()),
    ):
        assert not assess(forgotten).is_ready
