"""What keeps a report from being handed in, case by case, and which figures may be asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.commitments.rules.measuring import FORMS
from gisapp.land.terms import DevelopmentState
from gisapp.preparation.indicator_terms import Indicator
from gisapp.self_reports.asking import last_quarter
from gisapp.self_reports.rules.figures import FROM_THE_CONTRACT, NUMBERS, REPORTABLE, needed_for
from gisapp.self_reports.rules.filing import Asked, FilingLimits, Photo, Told, assess_filing
from gisapp.self_reports.terms import ReportPart

TODAY = date(2026, 11, 23)
LIMITS = FilingLimits(photos_most=2, photo_mb_most=1)
ASKED = Asked(frozenset(ReportPart), ("buildings_yuan", "tax_yuan"))
GOOD = Told(
    progress=DevelopmentState.BUILDING,
    since=TODAY,
    words="",
    figures={"buildings_yuan": Decimal(0), "tax_yuan": None},
    photos=(Photo("a.jpg", "image/jpeg", 1024 * 1024),),
    is_declared=True,
)


def codes(told: Told, asked: Asked = ASKED) -> list[str]:
    return [finding.code.removeprefix("self_report.") for finding in assess_filing(told, asked, TODAY, LIMITS)]


def test_a_whole_report_passes_with_a_figure_that_the_enterprise_does_not_have():
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"progress": None}, ["progress"]),
        ({"progress": DevelopmentState.NOT_APPLICABLE}, ["progress"]),
        ({"progress": DevelopmentState.NOT_STARTED, "since": None}, []),
        ({"since": None}, ["since"]),
        ({"since": TODAY + timedelta(days=1)}, ["since"]),
        ({"figures": {"tax_yuan": None}}, ["figures.buildings_yuan"]),
        ({"figures": {"buildings_yuan": Decimal(-1), "tax_yuan": None}}, ["figures.buildings_yuan"]),
        ({"figures": {"buildings_yuan": Decimal("NaN"), "tax_yuan": None}}, ["figures.buildings_yuan"]),
        ({"figures": {"buildings_yuan": Decimal("1e13"), "tax_yuan": None}}, []),
        ({"figures": {"buildings_yuan": Decimal("10000000000000.01"), "tax_yuan": None}}, ["figures.buildings_yuan"]),
        ({"figures": {"buildings_yuan": None, "tax_yuan": None}}, ["words"]),
        ({"figures": {"buildings_yuan": None, "tax_yuan": None}, "words": "年底决算后补报"}, []),
        ({"photos": ()}, ["photos"]),
        ({"photos": (GOOD.photos[0],) * 2}, []),
        ({"photos": (GOOD.photos[0],) * 3}, ["photos"]),
        ({"photos": (Photo("a.jpg", "image/jpeg", 1024 * 1024 + 1),)}, ["photos"]),
        ({"photos": (Photo("a.pdf", "application/pdf", 10),)}, ["photos"]),
        ({"is_declared": False}, ["declared"]),
    ],
)
def test_each_fault_is_told_at_its_field(changes, expected):
    found = assess_filing(replace(GOOD, **changes), ASKED, TODAY, LIMITS)
    assert [finding.code.removeprefix("self_report.") for finding in found] == expected
    assert all(finding.fix_zh and finding.message_en for finding in found)


def test_what_was_not_asked_is_not_missed():
    nothing = replace(GOOD, progress=None, since=None, figures={}, photos=())
    assert codes(nothing, Asked(frozenset(), ())) == []
    assert (
        codes(
            replace(nothing, progress=DevelopmentState.STOPPED, since=TODAY),
            Asked(frozenset({ReportPart.PROGRESS}), ()),
        )
        == []
    )


def test_land_and_its_price_come_from_the_contract_and_everything_else_a_check_counts_with_can_be_asked():
    counted = {figure.name for form in FORMS.values() for figure in form.figures if figure.unit in NUMBERS}
    assert set(REPORTABLE) == counted - FROM_THE_CONTRACT
    assert "site_area_m2" not in REPORTABLE


def test_a_figure_names_the_promises_that_need_it():
    found = needed_for([Indicator.INVESTMENT_INTENSITY, Indicator.TAX_PER_MU, Indicator.TAX_PER_MU])
    assert found["buildings_yuan"] == [Indicator.INVESTMENT_INTENSITY]
    assert found["tax_yuan"] == [Indicator.TAX_PER_MU]
    assert found["energy_tce"] == []


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_the_last_quarter_is_over_and_the_next_one_is_not(day):
    begins, ends = last_quarter(day)
    assert begins.day == 1
    assert begins.month % 3 == 1
    assert ends < day <= ends + timedelta(days=92)
    assert (ends + timedelta(days=1)).month % 3 == 1
