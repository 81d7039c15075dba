"""Which class a patch is in: one row per case, days at the limit and one day either side; no facts, no class."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from gisapp.stock.rules.classify import Definition, Developed, MissedPromise, PatchFacts, Supplied, classify
from gisapp.stock.rules.supply_history import ContractHistory, Measured, Span, developed_on
from gisapp.stock.terms import PartUse, StockClass, StockDetail

DAY = date(2026, 11, 23)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
MEANINGS = {
    item: Definition(
        item, "定义", "存量分类操作口径", False, ("12", "14", "17") if item is StockClass.NOT_FOR_SUPPLY else ()
    )
    for item in StockClass
}
APPROVED = {"approval_no": "示例政土〔2024〕01号", "approved_on": date(2024, 3, 1)}


def plot(**more) -> PatchFacts:
    return PatchFacts(**{"as_of": DAY, "is_plot": True, "land_use_code": "100102", "land_control": "cleared", **more})


def ground(**more) -> PatchFacts:
    return PatchFacts(**{"as_of": DAY, "is_plot": False, "land_use_code": "100102", **more})


def contract(**more) -> Supplied:
    return Supplied(**{"paper": "合同 1 ", "supplied_on": date(2024, 1, 1), "handed_over_on": date(2024, 2, 1), **more})


BUILT = {"started_on": date(2024, 6, 1), "start_due": date(2024, 6, 1)}
LATE = MissedPromise("亩均税收", "indicator", BEFORE, is_broken=False, indicator="tax_per_mu")
FAR = MissedPromise("容积率", "indicator", BEFORE, is_broken=True, indicator="floor_area_ratio")


def measured(developed: str) -> Developed:
    """Of 10,000 ㎡ due four fifths are enough."""
    return Developed(Decimal(10_000), Decimal(developed), Decimal("0.8"))


SHORT, ENOUGH = measured("7999.99"), measured("8000")

CASES = [
    # before supply
    (plot(land_control="collective"), "not_approved", "not_converted"),
    (plot(land_control="expropriating"), "not_approved", "not_converted"),
    (plot(land_control="collective", **APPROVED), "approved_unsupplied", "awaiting_supply"),
    (plot(**APPROVED), "approved_unsupplied", "awaiting_supply"),
    (plot(**APPROVED, development="building"), "approved_unsupplied", "built_without_supply"),
    (plot(**APPROVED, development="not_started"), "approved_unsupplied", "awaiting_supply"),
    (plot(land_control="state_owned"), "unclassified", "no_approval_paper"),
    (plot(land_control="cleared"), "unclassified", "no_approval_paper"),
    (plot(land_control="reserved"), "unclassified", "no_approval_paper"),
    (plot(land_control="unknown"), "unclassified", "title_unknown"),
    (plot(land_control="unknown", **APPROVED), "approved_unsupplied", "awaiting_supply"),
    # ground outside plots
    (ground(), "not_approved", "not_converted"),
    (ground(**APPROVED), "approved_unsupplied", "awaiting_supply"),
    (ground(land_use_code="1207", **APPROVED), "not_for_supply", "public_ground"),
    (ground(land_use_code="1402"), "not_for_supply", "public_ground"),
    (ground(land_use_code="1301"), "not_approved", "not_converted"),
    (ground(land_use_code=None), "unclassified", "no_plan"),
    (ground(land_use_code=None, **APPROVED), "approved_unsupplied", "awaiting_supply"),
    # supplied, not started: the agreed day itself is in time
    (plot(supplied=contract(start_due=AFTER)), "supplied_unused", "start_not_due"),
    (plot(supplied=contract(start_due=DAY)), "supplied_unused", "start_not_due"),
    (plot(supplied=contract(start_due=BEFORE)), "supplied_unused", "start_late"),
    (plot(supplied=contract(start_due=None)), "supplied_unused", "start_unknown"),
    (
        plot(supplied=contract(handed_over_on=None, handover_due=BEFORE, start_due=BEFORE)),
        "supplied_unused",
        "not_handed_over",
    ),
    (plot(supplied=contract(start_due=BEFORE), compliance="suspected_idle"), "supplied_unused", "suspected_idle"),
    (plot(supplied=contract(start_due=BEFORE), compliance="determined_idle"), "supplied_unused", "determined_idle"),
    (plot(supplied=contract(start_due=BEFORE), compliance="disposing"), "supplied_unused", "disposing"),
    (plot(supplied=contract(start_due=BEFORE), part_use=PartUse.VACANT), "supplied_unused", "start_late"),
    (plot(supplied=contract(has_contract=False, handed_over_on=None)), "supplied_unused", "start_unknown"),
    # public ground that has been supplied all the same
    (plot(land_use_code="1208", supplied=contract(**BUILT), development="completed"), "in_good_use", "completed"),
    # building
    (plot(supplied=contract(**BUILT)), "in_good_use", "building"),
    (plot(supplied=contract(start_due=BEFORE), development="building"), "in_good_use", "building"),
    (plot(supplied=contract(**BUILT, completion_due=DAY), development="building"), "in_good_use", "building"),
    (plot(supplied=contract(**BUILT, completion_due=BEFORE), development="building"), "in_good_use", "completion_late"),
    (plot(supplied=contract(**BUILT), development="building", part_use=PartUse.VACANT), "partly_used", "vacant_part"),
    (plot(supplied=contract(**BUILT), development="stopped"), "built_idle", "stopped"),
    (plot(supplied=contract(**BUILT), development="building", part_use=PartUse.STOPPED), "built_idle", "stopped"),
    # completed
    (plot(supplied=contract(**BUILT), development="completed"), "in_good_use", "completed"),
    (
        plot(supplied=contract(**BUILT, production_due=AFTER), development="completed"),
        "built_idle",
        "production_not_due",
    ),
    (plot(supplied=contract(**BUILT, production_due=DAY), development="completed"), "built_idle", "production_not_due"),
    (plot(supplied=contract(**BUILT, production_due=BEFORE), development="completed"), "built_idle", "production_late"),
    (plot(supplied=contract(**BUILT, completed_on=BEFORE, production_due=AFTER)), "built_idle", "production_not_due"),
    (plot(supplied=contract(**BUILT), development="completed", missed=(FAR,)), "partly_used", "density_short"),
    # in production
    (plot(supplied=contract(**BUILT), development="in_production"), "in_good_use", "attained"),
    (plot(supplied=contract(**BUILT, attainment_due=DAY), development="in_production"), "in_good_use", "ramping_up"),
    (plot(supplied=contract(**BUILT, attainment_due=BEFORE), development="in_production"), "in_good_use", "attained"),
    (plot(supplied=contract(**BUILT), development="in_production", missed=(LATE,)), "below_promise", "not_attained"),
    (plot(supplied=contract(**BUILT), development="in_production", missed=(FAR,)), "partly_used", "density_short"),
    (
        plot(supplied=contract(**BUILT), development="in_production", missed=(FAR, LATE)),
        "below_promise",
        "not_attained",
    ),
    (plot(supplied=contract(**BUILT, producing_since=BEFORE)), "in_good_use", "attained"),
    # less developed than due: told once completion is due or done, never while there is time, never where nothing was measured
    (
        plot(supplied=contract(**BUILT, completion_due=BEFORE), development="building", developed=SHORT),
        "partly_used",
        "underdeveloped",
    ),
    (
        plot(supplied=contract(**BUILT, completion_due=BEFORE), development="building", developed=ENOUGH),
        "in_good_use",
        "completion_late",
    ),
    (
        plot(supplied=contract(**BUILT, completion_due=DAY), development="building", developed=SHORT),
        "in_good_use",
        "building",
    ),
    (plot(supplied=contract(**BUILT), development="building", developed=SHORT), "in_good_use", "building"),
    (plot(supplied=contract(**BUILT), development="completed", developed=SHORT), "partly_used", "underdeveloped"),
    (plot(supplied=contract(**BUILT), development="completed", developed=ENOUGH), "in_good_use", "completed"),
    (
        plot(supplied=contract(**BUILT), development="completed", developed=SHORT, missed=(FAR,)),
        "partly_used",
        "density_short",
    ),
    (plot(supplied=contract(**BUILT), development="in_production", developed=SHORT), "partly_used", "underdeveloped"),
    (
        plot(supplied=contract(**BUILT), development="in_production", developed=SHORT, missed=(LATE,)),
        "below_promise",
        "not_attained",
    ),
    (plot(supplied=contract(**BUILT), development="stopped", developed=SHORT), "built_idle", "stopped"),
    (
        plot(supplied=contract(**BUILT), development="completed", developed=SHORT, part_use=PartUse.USED),
        "in_good_use",
        "completed",
    ),
    (plot(supplied=contract(start_due=AFTER), developed=measured("0")), "supplied_unused", "start_not_due"),
    # divisions
    (plot(supplied=contract(**BUILT), part_use=PartUse.PUBLIC), "not_for_supply", "public_ground"),
    (plot(supplied=contract(**BUILT), part_use=PartUse.UNKNOWN), "unclassified", "part_unknown"),
    (plot(supplied=contract(**BUILT), is_undrawn=True), "unclassified", "undrawn"),
]


@pytest.mark.parametrize(("facts", "stock_class", "detail"), CASES)
def test_a_patch_is_in_the_class_that_its_facts_give(facts: PatchFacts, stock_class: str, detail: str):
    found = classify(facts, MEANINGS)
    assert (str(found.stock_class), str(found.detail)) == (stock_class, detail)
    assert found.proposed is found.stock_class
    assert found.reason_zh
    assert found.reason_en.isascii()
    assert found.basis == "存量分类操作口径"


def test_too_little_developed_land_is_told_with_its_figures():
    found = classify(plot(supplied=contract(**BUILT), development="completed", developed=measured("6250")), MEANINGS)
    assert found.reason_zh == "应开发 10,000.00 ㎡，实测已开发 6,250.00 ㎡（62.5%），不足 80.0%"


DUE, DONE = "due", "done"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([], None),
        ([(BEFORE, DUE, "100")], None),
        ([(BEFORE, DONE, "50")], None),
        ([(BEFORE, DUE, "100"), (DAY, DONE, "50")], "50"),
        ([(BEFORE, DUE, "100"), (AFTER, DONE, "50")], None),
        ([(BEFORE, DUE, "100"), (BEFORE, DONE, "50"), (DAY, DONE, "70")], "70"),
        ([(BEFORE, DUE, "100"), (BEFORE, DONE, "50"), (DAY, DONE, None)], None),
        ([(BEFORE, DUE, "0"), (DAY, DONE, "50")], None),
    ],
)
def test_the_area_that_counts_is_the_last_one_stated_and_unknown_stays_unknown(stated, expected: str | None):
    areas = tuple(Measured(day, which == DUE, None if area is None else Decimal(area)) for day, which, area in stated)
    history = ContractHistory(
        Span(date(2024, 1, 1), None),
        "1",
        (),
        measured=areas,
        share_min=((Span(date(2000, 1, 1), None), Decimal("0.8")),),
    )
    found = developed_on(history, DAY)
    assert (None if found is None else str(found.developed_m2)) == expected
    assert {day for day, _, _ in stated} <= set(history.days())


def test_every_case_of_the_vocabulary_is_in_the_table_or_decided_by_hand():
    known = {detail for _, _, detail in CASES} | {"decided", "promise_broken"}
    assert known == set(StockDetail.values())


def test_a_promise_found_broken_goes_before_one_that_is_only_unproved():
    broken = MissedPromise("达产", "attainment", DAY, is_broken=True)
    found = classify(plot(supplied=contract(**BUILT), development="in_production", missed=(LATE, broken)), MEANINGS)
    assert found.detail is StockDetail.PROMISE_BROKEN
    assert "达产" in found.reason_zh


def test_a_decision_by_hand_goes_before_the_rule_and_the_rule_stays_beside_it():
    facts = plot(land_control="unknown", decided=StockClass.NOT_APPROVED, decided_reason="核实为集体土地")
    found = classify(facts, MEANINGS)
    assert (found.stock_class, found.detail, found.proposed) == (
        StockClass.NOT_APPROVED,
        StockDetail.DECIDED,
        StockClass.UNCLASSIFIED,
    )
    assert found.is_decided
    assert "核实为集体土地" in found.reason_zh
    assert "待查" in found.reason_zh


def test_what_is_not_for_supply_follows_the_definition_of_the_day():
    other = {
        **MEANINGS,
        StockClass.NOT_FOR_SUPPLY: Definition(StockClass.NOT_FOR_SUPPLY, "定义", "口径", True, ("13",)),
    }
    assert classify(ground(land_use_code="1207"), other).stock_class is StockClass.NOT_APPROVED
    assert classify(ground(land_use_code="1301"), other).stock_class is StockClass.NOT_FOR_SUPPLY
