"""From raw figures to the measured value: every indicator has a form, every missing figure leaves it unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from gisapp.commitments.rules.measuring import FORMS, Figures, form_of, measured_value
from gisapp.commitments.rules.reviewers import Reviewer, assess_reviewers
from gisapp.commitments.rules.schedule import Obligation
from gisapp.commitments.terms import FigureUnit, ReviewingOffice
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.rules.indicators import Storey
from gisapp.preparation.standard_terms import ObligationKind, Obligor
from tests.preparation.shipped import LIMITS

START = Obligation("start", ObligationKind.START, Obligor.HOLDER, date(2028, 6, 1), "动工", "合同")


def promise(indicator: Indicator) -> Obligation:
    return replace(
        START, kind=ObligationKind.INDICATOR, indicator=indicator, direction=Direction.AT_LEAST, target=Fraction(1)
    )


PAYMENT = replace(START, kind=ObligationKind.INSTALMENT, direction=Direction.AT_LEAST, target=Fraction(5))
GOOD: dict[Indicator, tuple[Figures, Fraction]] = {
    Indicator.INVESTMENT_INTENSITY: (
        Figures({"buildings_yuan": 30, "equipment_yuan": 40, "land_price_yuan": 20, "taxes_yuan": 10, "site_area_m2": 3}), Fraction(100, 3),
    ),
    Indicator.TAX_PER_MU: (Figures({"tax_yuan": 240, "site_area_m2": 2}), Fraction(120)),
    Indicator.OUTPUT_PER_MU: (Figures({"output_yuan": 10, "site_area_m2": 4}), Fraction(5, 2)),
    Indicator.VALUE_ADDED_PER_MU: (Figures({"value_added_yuan": 10, "site_area_m2": 4}), Fraction(5, 2)),
    Indicator.FLOOR_AREA_RATIO: (Figures({"site_area_m2": 300}, [Storey(100, "8"), Storey(100, "8.01")]), Fraction(1)),
    Indicator.BUILDING_COEFFICIENT: (
        Figures({"building_footprint_m2": 30, "structure_footprint_m2": 5, "yard_m2": 5, "site_area_m2": 100}), Fraction(2, 5),
    ),
    Indicator.ADMIN_LAND_SHARE: (
        Figures({"admin_land_m2": 7, "site_area_m2": 100, "admin_floor_m2": 1, "total_floor_m2": 2}, answers={"separable": True}), Fraction(7, 100),
    ),
    Indicator.ADMIN_FLOOR_SHARE: (Figures({"admin_floor_m2": 15, "total_floor_m2": 100}), Fraction(3, 20)),
    Indicator.GREEN_RATIO: (Figures({"green_m2": 15, "site_area_m2": 100}), Fraction(3, 20)),
    Indicator.VALUE_ADDED_PER_ENERGY: (Figures({"value_added_yuan": 60_000, "energy_tce": 3}), Fraction(2)),
    Indicator.VALUE_ADDED_PER_EMISSION: (Figures({"value_added_yuan": 60_000, "emission_t": 3}), Fraction(2)),
    Indicator.RD_SHARE: (Figures({"rd_yuan": 2, "main_revenue_yuan": 100}), Fraction(1, 50)),
    Indicator.LABOUR_PRODUCTIVITY: (Figures({"value_added_yuan": 60_000, "average_staff": 3}), Fraction(2)),
    Indicator.ENVIRONMENTAL_STANDARD: (Figures({}, answers={"within_standard": True}), Fraction(1)),
}  # fmt: skip


@pytest.mark.parametrize("indicator", list(Indicator), ids=str)
def test_every_indicator_is_computed_by_its_formula(indicator: Indicator):
    found, expected = GOOD[indicator]
    assert measured_value(promise(indicator), found, LIMITS) == expected


@pytest.mark.parametrize(
    ("indicator", "name"),
    [(indicator, figure.name) for indicator, form in FORMS.items() for figure in form.figures],
    ids=str,
)
def test_each_figure_that_is_missing_leaves_the_value_unknown(indicator: Indicator, name: str):
    found, _ = GOOD[indicator]
    if indicator is Indicator.ADMIN_LAND_SHARE and name in ("admin_floor_m2", "total_floor_m2"):
        found = replace(
            found, answers={"separable": False}
        )  # the floors are asked for where the land cannot be told apart
    missing = Figures(
        {**found.numbers, name: None},
        None if name == "storeys" else found.storeys,
        {**(found.answers or {}), name: None},
    )
    assert measured_value(promise(indicator), missing, LIMITS) is None


def test_land_that_cannot_be_told_apart_goes_by_floor_area():
    found, _ = GOOD[Indicator.ADMIN_LAND_SHARE]
    assert measured_value(
        promise(Indicator.ADMIN_LAND_SHARE), replace(found, answers={"separable": False}), LIMITS
    ) == Fraction(1, 2)


def test_the_names_of_a_form_are_each_asked_once_and_none_is_a_word_for_the_answer():
    for form in FORMS.values():
        names = [figure.name for figure in form.figures]
        assert len(names) == len(set(names))
        assert "measured" not in names
        assert all(figure.label_zh and figure.label_en for figure in form.figures)
        assert sum(figure.unit is FigureUnit.STOREYS for figure in form.figures) == ("storeys" in names)


def test_a_date_is_not_measured_and_a_payment_is_what_arrived():
    assert form_of(START) is None
    assert measured_value(START, Figures({}), LIMITS) is None
    assert measured_value(PAYMENT, Figures({"paid_yuan": Decimal("4999999.99")}), LIMITS) == Fraction("4999999.99")
    assert measured_value(PAYMENT, Figures({}), LIMITS) is None


@pytest.mark.parametrize("name", ["site_area_m2", "building_footprint_m2", "yard_m2"])
def test_an_area_below_nothing_is_a_mistake(name: str):
    found, _ = GOOD[Indicator.BUILDING_COEFFICIENT]
    with pytest.raises(ValueError, match="negative"):
        measured_value(promise(Indicator.BUILDING_COEFFICIENT), Figures({**found.numbers, name: -1}), LIMITS)


ONE, TWO = Reviewer(ReviewingOffice.TAX, "示例甲"), Reviewer(ReviewingOffice.INDUSTRY, "示例乙")


@pytest.mark.parametrize(
    ("obligation", "panel", "expected"),
    [
        (START, (), []),
        (START, (ONE,), []),
        (promise(Indicator.TAX_PER_MU), (ONE, TWO), []),
        (promise(Indicator.TAX_PER_MU), (ONE,), ["commitment.few_offices"]),
        (promise(Indicator.TAX_PER_MU), (ONE, ONE), ["commitment.reviewer_twice", "commitment.few_offices"]),
        (START, (replace(ONE, name=" "),), ["commitment.reviewer_unnamed"]),
    ],
)
def test_a_panel_signs_by_name_once_for_each_office(
    obligation: Obligation, panel: tuple[Reviewer, ...], expected: list[str]
):
    assert [finding.code for finding in assess_reviewers(obligation, panel)] == expected
