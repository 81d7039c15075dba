"""From a signature to dated obligations, and what a supplement may change: at the limit and a day either side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.commitments.rules.schedule import (
    ContractTerms,
    IndicatorPromise,
    Instalment,
    agreed_start,
    attainment_of,
    check_terms,
    duty_label_en,
    duty_name_en,
    obligations_of,
)
from gisapp.contracts.rules.supplement import (
    ScheduleVersion,
    Supplement,
    add_supplement,
    changes_between,
    check_supplement,
    first_version,
    put_off_days,
    version_on,
)
from gisapp.kernel.dates import add_months
from gisapp.kernel.evidence import Evidence
from gisapp.kernel.finding import Severity
from gisapp.kernel.rulebook import Basis
from gisapp.preparation.indicator_terms import SPECS, Direction, Indicator, IndicatorDue
from gisapp.preparation.rules.thresholds import Requirement
from gisapp.preparation.standard_terms import ObligationKind, Obligor, SupplementCause
from tests.preparation.shipped import LIMITS

DAY = timedelta(days=1)


def promises(indicator: Indicator, value: int | str) -> IndicatorPromise:
    return IndicatorPromise(indicator, SPECS[indicator].direction, Fraction(value), "企业信用承诺书 第二条")


TERMS = ContractTerms(
    contract_no="周口-CR-2026-001",
    signed_on=date(2026, 11, 2),
    handover_on=date(2026, 12, 1),
    start_on=date(2027, 6, 1),
    completion_on=date(2028, 6, 1),
    production_on=date(2028, 9, 1),
    initial_period_months=24,
    attainment_on=None,
    price_yuan=Decimal("10000000.00"),
    instalments=(
        Instalment(date(2026, 12, 2), Decimal("5000000.00")),
        Instalment(date(2027, 11, 2), Decimal("5000000.00")),
    ),
    promises=(
        promises(Indicator.INVESTMENT_INTENSITY, 2250),
        promises(Indicator.FLOOR_AREA_RATIO, "1.0"),
        promises(Indicator.TAX_PER_MU, 120),
        promises(Indicator.ENVIRONMENTAL_STANDARD, 1),
    ),
)


def codes(terms: ContractTerms) -> list[str]:
    return [finding.code for finding in check_terms(terms, LIMITS)]


def test_a_signature_writes_every_dated_obligation():
    assert [(item.key, item.due_on) for item in obligations_of(TERMS, LIMITS)] == [
        ("handover", date(2026, 12, 1)),
        ("instalment:1", date(2026, 12, 2)),
        ("start", date(2027, 6, 1)),
        ("instalment:2", date(2027, 11, 2)),
        ("completion", date(2028, 6, 1)),
        ("indicator:floor_area_ratio:at_least", date(2028, 6, 1)),
        ("indicator:investment_intensity:at_least", date(2028, 6, 1)),
        ("production", date(2028, 9, 1)),
        ("indicator:environmental_standard:at_least", date(2028, 9, 1)),
        ("initial_period_end", date(2030, 9, 1)),
        ("attainment", date(2030, 9, 1)),
        ("indicator:tax_per_mu:at_least", date(2030, 9, 1)),
    ]


def test_the_authority_owes_the_handover_and_the_holder_everything_else():
    assert {item.key for item in obligations_of(TERMS, LIMITS) if item.obligor is Obligor.AUTHORITY} == {"handover"}


def test_an_obligation_says_what_is_owed_and_where_it_stands():
    by_key = {item.key: item for item in obligations_of(TERMS, LIMITS)}
    tax = by_key["indicator:tax_per_mu:at_least"]
    assert tax.label_zh == "亩均税收 ≥ 8.00 万元/亩（120.00 万元/公顷）"
    assert (tax.target, tax.basis) == (120, "企业信用承诺书 第二条")
    assert by_key["instalment:1"].label_zh == "第 1 期价款 5,000,000.00 元"
    assert by_key["start"].basis == "国有建设用地使用权出让合同 第十五条"
    assert duty_label_en(tax) == "Tax per mu ≥ 8.00 × 10k yuan/mu (120.00 × 10k yuan/ha)"
    assert duty_label_en(by_key["instalment:1"]) == "Instalment 1, CNY 5,000,000.00"
    assert [duty_name_en(key) for key in ("start", "instalment:2", tax.key)] == ["Start", "Instalment 2", "Tax per mu"]


def test_a_start_that_was_not_agreed_follows_a_year_after_the_handover():
    terms = replace(TERMS, start_on=None)
    assert agreed_start(terms, LIMITS) == date(2027, 12, 1)
    (finding,) = check_terms(terms, LIMITS)
    assert (finding.code, finding.severity) == ("contract.start_derived", Severity.WARNING)
    assert finding.message_zh == "合同未约定动工日期，按交地之日起 12 个月，即2027年12月1日计算。"
    start = next(item for item in obligations_of(terms, LIMITS) if item.key == "start")
    assert (start.due_on, start.basis) == (date(2027, 12, 1), "闲置土地处置办法 第二十二条")
    assert agreed_start(replace(terms, handover_on=None), LIMITS) is None


@pytest.mark.parametrize(
    ("months", "agreed", "expected"),
    [
        (24, None, (date(2030, 9, 1), date(2030, 9, 1))),
        (24, date(2031, 1, 1), (date(2030, 9, 1), date(2031, 1, 1))),
        (0, None, (date(2028, 9, 1), date(2028, 9, 1))),
        (None, None, (None, None)),
    ],
)
def test_the_initial_period_ends_and_attainment_follows(months: int | None, agreed: date | None, expected: tuple):
    assert attainment_of(replace(TERMS, initial_period_months=months, attainment_on=agreed)) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"handover_on": None}, ["contract.date_missing"]),
        ({"completion_on": None}, ["contract.date_missing"]),
        ({"production_on": None}, ["contract.date_missing"]),
        ({"initial_period_months": None}, ["contract.initial_period_missing"]),
        ({"initial_period_months": -1}, ["contract.initial_period_missing", "contract.dates_out_of_order"]),
        ({"handover_on": TERMS.signed_on}, []),
        ({"handover_on": TERMS.signed_on - DAY}, ["contract.dates_out_of_order"]),
        ({"start_on": date(2026, 12, 1)}, []),
        ({"start_on": date(2026, 11, 30)}, ["contract.dates_out_of_order"]),
        ({"completion_on": date(2027, 5, 31)}, ["contract.dates_out_of_order"]),
        ({"production_on": date(2028, 5, 31)}, ["contract.dates_out_of_order"]),
        ({"attainment_on": date(2030, 9, 1)}, []),
        ({"attainment_on": date(2030, 8, 31)}, ["contract.dates_out_of_order"]),
        ({"price_yuan": Decimal("10000000.01")}, ["contract.instalments_differ"]),
        ({"instalments": ()}, ["contract.instalments_differ"]),
        ({"instalments": (Instalment(TERMS.signed_on, TERMS.price_yuan),)}, []),
        ({"instalments": (Instalment(TERMS.signed_on - DAY, TERMS.price_yuan),)}, ["contract.instalment_early"]),
        (
            {"instalments": (*TERMS.instalments, Instalment(date(2027, 1, 1), Decimal(0)))},
            ["contract.instalment_empty"],
        ),
        ({"promises": (*TERMS.promises, promises(Indicator.TAX_PER_MU, 150))}, ["contract.promise_twice"]),
    ],
)
def test_what_must_hold_before_a_contract_is_signed(change: dict, expected: list[str]):
    terms = replace(TERMS, **change)
    assert codes(terms) == expected
    if expected:
        with pytest.raises(ValueError, match="check them first"):
            obligations_of(terms, LIMITS)


def test_a_floor_and_a_ceiling_of_one_indicator_are_two_obligations():
    both = (
        promises(Indicator.FLOOR_AREA_RATIO, 1),
        IndicatorPromise(Indicator.FLOOR_AREA_RATIO, Direction.AT_MOST, Fraction(2), "合同 第七条"),
    )
    keys = {item.key for item in obligations_of(replace(TERMS, promises=both), LIMITS)}
    assert {"indicator:floor_area_ratio:at_least", "indicator:floor_area_ratio:at_most"} <= keys


# supplements -----------------------------------------------------------------------------------------------------

PROOF = (Evidence("延建申请〔2028〕1号"),)
FIRST = first_version(TERMS, LIMITS)
OWN, GOVERNMENT, NATURE = SupplementCause.OWN, SupplementCause.GOVERNMENT, SupplementCause.FORCE_MAJEURE


def changed(
    terms: ContractTerms,
    signed: date = date(2028, 5, 1),
    requested: date | None = date(2028, 4, 1),
    cause: SupplementCause = OWN,
    reason: str = "设备到货推迟",
    proof: tuple[Evidence, ...] = PROOF,
) -> Supplement:
    return Supplement("补1", signed, requested, cause, reason, proof, terms)


def later(months: int, *, days: int = 0, base: ContractTerms = TERMS) -> ContractTerms:
    """The same terms with completion and production moved."""
    assert base.completion_on is not None
    assert base.production_on is not None
    return replace(
        base,
        completion_on=add_months(base.completion_on, months) + timedelta(days=days),
        production_on=add_months(base.production_on, months) + timedelta(days=days),
    )


def faults(
    supplement: Supplement, versions: tuple[ScheduleVersion, ...] = (FIRST,), requirements: tuple = ()
) -> list[str]:
    found = check_supplement(versions, supplement, LIMITS, requirements)
    return sorted({finding.code for finding in found})


@pytest.mark.parametrize(
    ("supplement", "expected"),
    [
        (changed(later(12)), []),
        (changed(later(12, days=1)), ["supplement.extension_too_long"]),
        (changed(later(6), signed=date(2028, 6, 1), requested=date(2028, 5, 2)), []),  # signed on the last day, asked 30 days before it
        (changed(later(6), requested=date(2028, 5, 3), signed=date(2028, 5, 4)), ["supplement.asked_late"]),
        (changed(later(6), requested=None), ["supplement.asked_late"]),
        (changed(later(6), signed=date(2028, 6, 2)), ["supplement.after_due"]),
        (changed(later(6), signed=date(2028, 6, 2), cause=GOVERNMENT), []),
        (changed(later(6), signed=date(2028, 6, 2), cause=NATURE), []),
        (changed(later(6), reason=" "), ["supplement.unproved"]),
        (changed(later(6), proof=()), ["supplement.unproved"]),
        (changed(TERMS), ["supplement.changes_nothing"]),
        (changed(later(6), signed=TERMS.signed_on - DAY), ["supplement.before_last_version"]),
        (changed(replace(TERMS, completion_on=None)), ["contract.date_missing"]),
        (changed(replace(TERMS, start_on=date(2028, 4, 30)), cause=GOVERNMENT), ["supplement.date_in_the_past"]),
        (changed(replace(TERMS, initial_period_months=36)), []),
        (changed(replace(TERMS, initial_period_months=37)), ["supplement.extension_too_long"]),
    ],
)  # fmt: skip
def test_what_a_supplement_may_change(supplement: Supplement, expected: list[str]):
    assert faults(supplement) == expected


def test_an_earlier_date_needs_no_limit():
    assert faults(changed(later(-1), signed=date(2028, 3, 1), requested=None)) == []


def test_extensions_for_the_holders_own_cause_add_up():
    versions = add_supplement((FIRST,), changed(later(6)), LIMITS)
    again = changed(later(12), signed=date(2028, 11, 1), requested=date(2028, 10, 1))
    assert faults(again, versions) == []
    assert faults(replace(again, terms=later(12, days=1)), versions) == ["supplement.extension_too_long"]


def test_after_a_cause_of_government_the_time_is_counted_anew():
    versions = add_supplement((FIRST,), changed(later(12), cause=GOVERNMENT), LIMITS)
    own = changed(later(24), signed=date(2029, 4, 1), requested=date(2029, 4, 1))
    assert faults(own, versions) == []
    assert faults(replace(own, terms=later(24, days=1)), versions) == ["supplement.extension_too_long"]


START = date(2027, 6, 1)


def started(day: date) -> ContractTerms:
    """A start on that day, with so much time to build that no other date is in its way."""
    return replace(TERMS, start_on=day, completion_on=date(2031, 6, 1), production_on=date(2031, 9, 1))


def test_extensions_of_the_start_for_causes_of_government_share_one_year():
    """第十二条第一项：一年 is one year in all. Twice half a year and a day each is a day too long, whatever lies between."""
    start, signed = START, first_version(started(START), LIMITS)
    first = changed(started(start + timedelta(days=200)), cause=GOVERNMENT, signed=start - 30 * DAY)
    versions = add_supplement((signed,), first, LIMITS)
    assert put_off_days(versions) == 200
    due = start + timedelta(days=200)
    whole_year = (add_months(due, 12) - due).days
    again = changed(started(due + timedelta(days=whole_year - 200)), cause=NATURE, signed=due - DAY)
    assert faults(again, versions) == ["supplement.extended_before"]
    longer = replace(again, terms=started(due + timedelta(days=whole_year - 199)))
    assert faults(longer, versions) == ["supplement.extended_before", "supplement.extension_too_long"]
    versions = add_supplement(versions, again, LIMITS)
    assert put_off_days(versions) == whole_year
    third = changed(started(due + timedelta(days=whole_year - 199)), cause=GOVERNMENT, signed=due + DAY)
    assert "supplement.extension_too_long" in faults(third, versions)


def test_own_extensions_and_an_earlier_start_use_nothing_of_that_year():
    start, signed = START, first_version(started(START), LIMITS)
    own = changed(started(start + 30 * DAY), signed=start - 60 * DAY, requested=start - 61 * DAY)
    versions = add_supplement((signed,), own, LIMITS)
    assert put_off_days(versions) == 0
    earlier = changed(started(start + 10 * DAY), cause=GOVERNMENT, signed=start - 50 * DAY)
    assert put_off_days(add_supplement(versions, earlier, LIMITS)) == 0


def test_a_government_extension_of_a_date_long_passed_is_counted_from_the_signing():
    signed = date(2029, 6, 15)  # completion was due a year before
    moved = replace(TERMS, completion_on=date(2030, 6, 15), production_on=date(2030, 6, 15))
    assert faults(changed(moved, signed=signed, cause=GOVERNMENT)) == []
    too_long = replace(moved, completion_on=date(2030, 6, 16), production_on=date(2030, 6, 16))
    assert faults(changed(too_long, signed=signed, cause=GOVERNMENT)) == ["supplement.extension_too_long"]


def tax(value: int | str) -> ContractTerms:
    rest = tuple(item for item in TERMS.promises if item.indicator is not Indicator.TAX_PER_MU)
    return replace(TERMS, promises=(*rest, promises(Indicator.TAX_PER_MU, value)))


ANNOUNCED = (
    Requirement(
        Indicator.TAX_PER_MU, Direction.AT_LEAST, Fraction(110), "", "", date(2026, 1, 1), None, Basis("出让公告"), True
    ),
)


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (tax(121), []),
        (tax(119), ["supplement.promise_lowered"]),
        (tax(110), ["supplement.promise_lowered"]),
        (tax("109.99"), ["supplement.promise_below_requirement"]),
        (replace(TERMS, promises=TERMS.promises[:2]), ["supplement.promise_dropped"]),
    ],
)
def test_a_promise_is_not_dropped_nor_lowered_below_what_was_announced(terms: ContractTerms, expected: list[str]):
    assert faults(changed(terms), requirements=ANNOUNCED) == expected


def test_versions_say_what_changed_and_which_one_holds_on_a_day():
    versions = add_supplement((FIRST,), changed(later(6)), LIMITS)
    assert [item.version for item in versions] == [1, 2]
    moved = {change.key for change in changes_between(*versions)}
    assert "completion" in moved
    assert "indicator:tax_per_mu:at_least" in moved
    assert not moved & {"start", "handover", "instalment:1"}
    assert version_on(versions, date(2028, 4, 30)) is versions[0]
    assert version_on(versions, date(2028, 5, 1)) is versions[1]
    assert version_on(versions, TERMS.signed_on - DAY) is None


def test_a_supplement_with_errors_makes_no_version():
    with pytest.raises(ValueError, match="check it first"):
        add_supplement((FIRST,), changed(later(13)), LIMITS)


# properties ------------------------------------------------------------------------------------------------------


@st.composite
def any_terms(draw: st.DrawFn) -> ContractTerms:
    """Terms in order, with any promises and instalments."""
    step = st.integers(0, 700)
    signed = draw(st.dates(date(2020, 1, 1), date(2027, 1, 1)))
    handover = signed + timedelta(days=draw(step))
    start = handover + timedelta(days=draw(step))
    completion = start + timedelta(days=draw(step))
    parts = draw(st.lists(st.tuples(step, st.integers(1, 10**9)), min_size=1, max_size=4))
    chosen = draw(st.sets(st.sampled_from(Indicator)))
    return ContractTerms(
        "C", signed, handover, start, completion, completion + timedelta(days=draw(step)), draw(st.integers(0, 36)), None,
        Decimal(sum(fen for _, fen in parts)) / 100,
        tuple(Instalment(signed + timedelta(days=days), Decimal(fen) / 100) for days, fen in parts),
        tuple(promises(indicator, 1) for indicator in sorted(chosen, key=str)),
    )  # fmt: skip


@given(any_terms())
def test_nothing_promised_or_owed_is_forgotten(terms: ContractTerms):
    found = obligations_of(terms, LIMITS)
    assert len({item.key for item in found}) == len(found)
    assert [item.due_on for item in found] == sorted(item.due_on for item in found)
    assert {item.indicator for item in found if item.indicator} == {item.indicator for item in terms.promises}
    paid = sum((item.amount_yuan for item in found if item.amount_yuan is not None), Decimal(0))
    assert paid == terms.price_yuan
    assert {item.kind for item in found} >= set(ObligationKind) - {ObligationKind.INDICATOR}
    due = {item.key: item.due_on for item in found}
    for item in found:
        if item.indicator is not None:
            wait = SPECS[item.indicator].due
            when = {
                IndicatorDue.AT_COMPLETION: "completion",
                IndicatorDue.AFTER_INITIAL_PERIOD: "attainment",
                IndicatorDue.ALWAYS: "production",
            }[wait]
            assert item.due_on == due[when]


@given(any_terms(), st.integers(1, 12), st.sampled_from(SupplementCause))
def test_an_extension_brings_no_obligation_nearer_and_leaves_the_first_version_alone(
    terms: ContractTerms, months: int, cause: SupplementCause
):
    versions = (first_version(terms, LIMITS),)
    assert terms.completion_on is not None
    supplement = changed(later(months, base=terms), signed=terms.signed_on, requested=None, cause=cause)
    after = add_supplement(versions, supplement, LIMITS)
    assert after[0] is versions[0]
    for item in versions[0].obligations:
        moved = after[1].obligation(item.key)
        assert moved is not None
        assert moved.due_on >= item.due_on


@given(any_terms(), st.lists(st.integers(1, 9), max_size=5))
def test_no_chain_of_own_extensions_passes_a_year(terms: ContractTerms, steps: list[int]):
    versions = (first_version(terms, LIMITS),)
    assert terms.completion_on is not None
    total = 0
    for months in steps:
        supplement = changed(later(total + months, base=terms), signed=terms.signed_on, requested=None)
        if not check_supplement(versions, supplement, LIMITS).has_errors:
            versions = add_supplement(versions, supplement, LIMITS)
            total += months
    newest = versions[-1].obligation("completion")
    assert newest is not None
    assert newest.due_on <= add_months(terms.completion_on, 12)
    assert total <= 12
