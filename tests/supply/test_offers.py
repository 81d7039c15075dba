"""An officer changes what is told about a plot: dated, audited, and refused where it would leave nobody to talk to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text

from gisapp.auth.permissions import Role
from gisapp.auth.principal import account_principal, system_principal
from gisapp.kernel.errors import Conflict, NotFound, RuleViolation
from gisapp.sites.sites import describe_site
from gisapp.supply.offers import revise_offer, show_offer
from tests.conftest import TODAY

OFFICER = system_principal("王经办")
TERMS = {
    "industry_codes": ["13"],
    "start_price_yuan_per_m2": Decimal("165.00"),
    "delivery_on": date(2027, 6, 1),
    "contact_zh": "招商服务窗口",
    "contact_en": "Service desk",
    "contact_phone": "0394-0001002",
    "summary_zh": "临纬三路。",
    "summary_en": "On Wei 3 Road.",
    "source": "供地方案（2026）",
}


def test_the_public_reads_the_new_terms_from_their_day_on(db, sites):
    revise_offer(db, OFFICER, sites.medicine, TERMS, valid_from=TODAY, reason="价格调整")
    sheet = describe_site(db, sites.medicine, TODAY)
    assert (sheet["offer"]["start_price_yuan_per_m2"], float(sheet["offer"]["start_price_wan_per_mu"])) == (165, 11)
    assert describe_site(db, sites.medicine, date(2026, 11, 22))["offer"]["start_price_yuan_per_m2"] == 300
    assert [row["code"] for row in sheet["industries"]] == ["13"]


def test_what_is_planned_anew_does_not_change_what_was_announced(db, sites):
    revise_offer(db, OFFICER, sites.food, TERMS, valid_from=TODAY, reason="价格调整")
    sheet = describe_site(db, sites.food, TODAY)
    assert (sheet["offer"]["start_price_yuan_per_m2"], sheet["offer"]["start_total_yuan"]) == (150, 6_000_000)
    assert [row["code"] for row in sheet["industries"]] == ["13", "14"]


def test_the_change_is_told_old_and_new(db, sites):
    revise_offer(db, OFFICER, sites.food, TERMS, valid_from=TODAY, reason="价格调整")
    event = db.execute(text("select * from audit_event where plot_id = :id"), {"id": sites.food}).mappings().one()
    assert (event["tag"], event["actor_name"], event["reason"]) == ("plot:offer:revise", "王经办", "价格调整")
    assert event["changes"]["start_price_yuan_per_m2"] == {"old": "150", "new": "165"}
    assert event["changes"]["industry_codes"] == {"old": "13、14", "new": "13"}
    assert "contact_zh" not in event["changes"]


def test_a_published_site_without_a_contact_is_refused_and_nothing_is_written(db, sites):
    with pytest.raises(RuleViolation) as refused:
        revise_offer(db, OFFICER, sites.food, TERMS | {"contact_phone": ""}, valid_from=TODAY, reason=None)
    assert [finding.code for finding in refused.value.findings if finding.severity == "error"] == [
        "offer.contact_missing"
    ]
    assert describe_site(db, sites.food, TODAY)["offer"]["start_price_yuan_per_m2"] == 150


def test_terms_of_an_unpublished_plot_wait_until_it_is_published(db, sites):
    revise_offer(db, OFFICER, sites.prepared, TERMS | {"contact_phone": ""}, valid_from=TODAY, reason=None)
    shown = show_offer(db, OFFICER, sites.prepared, TODAY)
    assert (shown["is_public"], shown["start_price_yuan_per_m2"], float(shown["start_price_wan_per_mu"])) == (
        False,
        165,
        11,
    )
    with pytest.raises(NotFound):
        describe_site(db, sites.prepared, TODAY)


def test_a_plot_without_terms_shows_an_empty_form_and_what_it_lacks(db, sites):
    shown = show_offer(db, OFFICER, sites.sold, TODAY)
    assert (shown["industry_codes"], shown["start_price_yuan_per_m2"], shown["since"]) == ([], None, None)
    assert "offer.industry_missing" in {finding["code"] for finding in shown["findings"]}


def test_days_before_registration_are_refused(db, sites):
    with pytest.raises(Conflict):
        revise_offer(db, OFFICER, sites.food, TERMS, valid_from=date(2019, 12, 31), reason=None)


def test_an_officer_of_another_park_finds_no_such_plot(db, sites):
    other_park = db.execute(text("select id from park where code = 'P6'")).scalar_one()
    stranger = account_principal(7, "别园经办", Role.OFFICER, (other_park,))
    with pytest.raises(NotFound):
        revise_offer(db, stranger, sites.food, TERMS, valid_from=TODAY, reason=None)
    with pytest.raises(NotFound):
        show_offer(db, stranger, sites.food, TODAY)
