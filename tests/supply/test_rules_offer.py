"""What may be told about an offer, and how its price reads per 亩 and per 公顷."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.kernel.finding import Severity
from gisapp.supply.rules.offer import OfferFacts, assess_offer
from gisapp.supply.rules.price import wan_per_ha, wan_per_mu

TODAY = date(2026, 11, 23)
FULL = OfferFacts(
    industry_codes=("13",),
    has_price=True,
    delivery_on=date(2027, 3, 1),
    contact_zh="招商服务窗口",
    contact_phone="0394-0001001",
    summary_zh="临路。",
    summary_en="By the road.",
    is_public=True,
)


def test_a_complete_offer_has_nothing_to_be_said_against_it():
    assert len(assess_offer(FULL, {"13"}, TODAY)) == 0


@pytest.mark.parametrize(
    ("change", "code", "severity"),
    [
        ({"industry_codes": ("99",)}, "offer.industry_unknown", Severity.ERROR),
        ({"industry_codes": ()}, "offer.industry_missing", Severity.WARNING),
        ({"contact_phone": ""}, "offer.contact_missing", Severity.ERROR),
        ({"contact_zh": ""}, "offer.contact_missing", Severity.ERROR),
        ({"has_price": False}, "offer.price_missing", Severity.WARNING),
        ({"delivery_on": None}, "offer.delivery_missing", Severity.WARNING),
        ({"delivery_on": date(2026, 11, 22)}, "offer.delivery_passed", Severity.INFO),
        ({"summary_zh": "", "summary_en": ""}, "offer.summary_missing", Severity.WARNING),
        ({"summary_en": ""}, "offer.summary_en_missing", Severity.INFO),
    ],
)
def test_each_gap_has_its_own_finding(change, code, severity):
    findings = list(assess_offer(replace(FULL, **change), {"13"}, TODAY))
    assert [(finding.code, finding.severity) for finding in findings] == [(code, severity)]


def test_delivery_on_the_day_itself_has_not_passed():
    assert len(assess_offer(replace(FULL, delivery_on=TODAY), {"13"}, TODAY)) == 0


def test_a_plot_that_is_not_published_needs_no_contact_yet():
    findings = assess_offer(replace(FULL, contact_zh="", contact_phone="", is_public=False), {"13"}, TODAY)
    assert not findings.has_errors


@pytest.mark.parametrize(
    ("yuan_per_m2", "per_mu"), [("150", "10.00"), ("144.6", "9.64"), ("0.075", "0.01"), ("216.37", "14.42")]
)
def test_one_wan_yuan_per_mu_is_fifteen_yuan_per_square_metre(yuan_per_m2, per_mu):
    assert str(wan_per_mu(yuan_per_m2)) == per_mu


@given(st.decimals(min_value=1, max_value=5000, places=2))
def test_a_hectare_costs_fifteen_times_a_mu(price):
    assert abs(wan_per_ha(price) - 15 * wan_per_mu(price)) <= Decimal("0.08")  # both are rounded to the cent of a 万元
