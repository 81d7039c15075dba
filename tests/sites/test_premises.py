"""Workshops, transfer wishes and room left: what the public sees of them, who may enter them, how exactly outlines are told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from gisapp.auth.permissions import ROLE_PERMISSIONS, Role
from gisapp.auth.principal import Principal
from gisapp.kernel.errors import NotFound, RuleViolation
from gisapp.kernel.rulebook import Basis, RuleEntry
from gisapp.sites.context import (
    DestinationDraft,
    add_destination,
    add_link,
    add_member,
    end_entry,
    read_context,
    set_precision,
)
from gisapp.sites.open_table import open_table
from gisapp.sites.premises import PremisesDraft, add_premises, list_premises, revise_premises, show_premises
from gisapp.sites.rules.premises import PremisesFacts, assess_premises
from gisapp.sites.rules.road_distance import drive_minutes
from gisapp.sites.site_store import SitePage, SiteWish
from gisapp.sites.sites import describe_site, open_data, search_sites
from tests.conftest import TODAY

OFFICER = Principal(None, "王经办", Role.OFFICER, ROLE_PERMISSIONS[Role.OFFICER])
TERMS: dict[str, Any] = {
    "is_published": True, "title_zh": "空置厂房甲", "title_en": "Vacant workshop A", "land_area_m2": Decimal(3000), "floor_area_m2": Decimal(6000),
    "storeys": 2, "clear_height_m": Decimal(8), "floor_load_t_m2": Decimal(2), "crane_t": Decimal(5), "rent_yuan_per_m2_month": Decimal(10),
    "sale_yuan": None, "lease_months_min": 12, "lease_months_max": 60, "paid_every_months": 3, "deposit_yuan": Decimal(120000), "obligations_zh": "",
    "obligations_en": "", "available_on": date(2026, 12, 1), "industry_codes": ["13"], "contact_zh": "招商窗口", "contact_en": "", "contact_phone": "0394-1",
    "summary_zh": "可整租。", "summary_en": "Whole.", "consent": "SECRET-同意书", "source": "台账", "observed_on": date(2026, 11, 1),
}  # fmt: skip


LONGEST = RuleEntry(
    "premises.lease_months_max", Decimal(240), "months", date(2021, 1, 1), Basis("民法典", "第七百零五条")
)


def draft(valid_from: date = date(2026, 11, 10), **change: Any) -> PremisesDraft:
    return PremisesDraft({**TERMS, **change}, valid_from, "测试")


def listed(db: Any, **wish: Any) -> list[str]:
    return [item["plot_no"] for item in search_sites(db, SiteWish(**wish), SitePage(limit=50), TODAY)["items"]]


def test_a_published_workshop_is_found_filtered_and_described_without_who_offers_it(db, sites):
    number = add_premises(db, OFFICER, sites.sold, "workshop", draft(), TODAY)
    name = f"CF-{number}"
    assert listed(db, kind=["workshop"]) == [name]
    assert name in listed(db)
    assert listed(db, height_min=Decimal(8), load_min=Decimal(2)) == [name]
    assert listed(db, height_min=Decimal("8.01")) == []
    sheet = describe_site(db, number, TODAY)
    assert (sheet["kind"], sheet["premises"]["clear_height_m"], sheet["area"]["m2"]) == ("workshop", 8, 3000)
    assert "SECRET" not in str(sheet)
    assert "SECRET" not in str(open_data(db, TODAY, None)) + open_table(db, TODAY, None)
    header, first = open_table(db, TODAY, None).splitlines()[:2]
    assert header.startswith("id,")
    assert header.endswith("as_of,source,licence,licence_url")
    assert "CC BY 4.0" in first


def test_a_draft_and_a_withdrawn_one_are_not_told(db, sites):
    number = add_premises(db, OFFICER, sites.sold, "transfer", draft(is_published=False, consent=""), TODAY)
    assert listed(db, kind=["transfer"]) == []
    with pytest.raises(NotFound):
        describe_site(db, number, TODAY)
    revise_premises(db, OFFICER, number, draft(date(2026, 11, 15)), TODAY)
    assert listed(db, kind=["transfer"]) == [f"ZR-{number}"]
    revise_premises(db, OFFICER, number, draft(date(2026, 11, 20), is_published=False), TODAY)
    assert listed(db, kind=["transfer"]) == []
    versions = show_premises(db, OFFICER, number, TODAY)["versions"]
    assert [version["is_published"] for version in versions] == [False, True, False]
    assert describe_site(db, number, date(2026, 11, 17))["kind"] == "transfer"


def test_nothing_is_published_without_consent_and_contact_by_rule_and_by_table(db, sites):
    with pytest.raises(RuleViolation) as refused:
        add_premises(db, OFFICER, sites.sold, "workshop", draft(consent="", contact_phone=""), TODAY)
    codes = [finding.code for finding in refused.value.findings]
    assert codes[:2] == ["premises.without_consent", "premises.without_phone"]
    number = add_premises(db, OFFICER, sites.sold, "workshop", draft(), TODAY)
    with pytest.raises(DBAPIError):
        db.execute(
            text(
                "insert into premises_terms (premises_id, is_published, title_zh, geom, land_area_m2, source, observed_on, valid)"
                " select premises_id, true, title_zh, geom, 1, 'x', observed_on, '[2030-01-01,)' from premises_terms where premises_id = :id"
            ),
            {"id": number},
        )


def test_another_parks_officer_sees_and_changes_nothing(db, sites):
    number = add_premises(db, OFFICER, sites.sold, "workshop", draft(), TODAY)
    stranger = Principal(None, "外园", Role.OFFICER, ROLE_PERMISSIONS[Role.OFFICER], (999_999,))
    assert list_premises(db, stranger, TODAY) == []
    with pytest.raises(NotFound):
        show_premises(db, stranger, number, TODAY)
    with pytest.raises(NotFound):
        revise_premises(db, stranger, number, draft(), TODAY)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"consent": " "}, "premises.without_consent"),
        ({"observed_on": date(2026, 11, 24)}, "premises.observed_later"),
        ({"industry_codes": ("99",)}, "premises.unknown_industry"),
        ({"outside_m2": 1.1}, "premises.outside_plot"),
        ({"floor_area_m2": Decimal("6000.01")}, "premises.floor_too_large"),
        ({"clear_height_m": None}, "premises.clear_height_open"),
        ({"observed_on": date(2025, 11, 22)}, "premises.old"),
        ({"lease_months_min": 61}, "premises.lease_order"),
        ({"lease_months_max": 241}, "premises.lease_too_long"),
        ({"lease_months_min": 241, "lease_months_max": None}, "premises.lease_too_long"),
        ({"lease_months_min": None, "lease_months_max": None}, "premises.lease_term_open"),
        ({"rent_yuan_per_m2_month": None}, "premises.rent_open"),
        ({"kind": "transfer"}, "premises.sale_open"),
        ({"obligations_zh": "不得转租"}, "premises.obligations_english_open"),
    ],
)
def test_each_finding_at_its_limit(change, code):
    told = {name: TERMS[name] for name in PremisesFacts.__dataclass_fields__ if name in TERMS}
    facts = {
        **told,
        "kind": "workshop",
        "outside_m2": 1.0,
        "industry_codes": ("13",),
        "observed_on": date(2025, 11, 23),
    }
    facts |= {"floor_area_m2": Decimal(6000)}
    for within in ({}, {"lease_months_min": 60}, {"lease_months_max": 240}):
        assert assess_premises(PremisesFacts(**(facts | within)), {"13"}, TODAY, LONGEST).items == []
    assert code in [f.code for f in assess_premises(PremisesFacts(**(facts | change)), {"13"}, TODAY, LONGEST).items]


def corners(geometry: dict[str, Any]) -> list[tuple[float, float]]:
    return [tuple(point) for polygon in geometry["coordinates"] for ring in polygon for point in ring]


def test_outlines_are_told_only_as_exactly_as_the_zone_lets_them(db, sites):
    exact = corners(describe_site(db, sites.food, TODAY)["geometry"])
    area = describe_site(db, sites.food, TODAY)["area"]["m2"]
    set_precision(db, OFFICER, 100, "上级要求")
    sheet = describe_site(db, sites.food, TODAY)
    rounded = corners(sheet["geometry"])
    assert not set(exact) & set(rounded)
    for lon, lat in rounded:
        assert lon / (100 / 92700) == pytest.approx(round(lon / (100 / 92700)), abs=1e-3)
        assert lat / (100 / 111000) == pytest.approx(round(lat / (100 / 111000)), abs=1e-3)
    assert sheet["area"]["m2"] == area
    for item in search_sites(db, SiteWish(), SitePage(), TODAY)["items"]:
        assert not set(exact) & set(corners(item["outline"]))
    told = open_data(db, TODAY, None)
    assert all(not set(exact) & set(corners(feature["geometry"])) for feature in told["features"])
    tile = db.execute(
        text(
            "select ST_AsText(public_mercator(geom_3857)) = ST_AsText(geom_3857) from plot_snapshot where plot_id = :id"
        ),
        {"id": sites.food},
    ).scalar_one()
    assert tile is False
    set_precision(db, OFFICER, 0, "恢复")
    assert corners(describe_site(db, sites.food, TODAY)["geometry"]) == exact


def test_a_plot_smaller_than_the_grid_becomes_a_cell(db, sites):
    set_precision(db, OFFICER, 1000, "上级要求")
    for site in (sites.food, sites.medicine, sites.metal):
        assert describe_site(db, site, TODAY)["geometry"]["coordinates"]


def test_distances_follow_destinations_and_say_how_they_were_measured(db, sites):
    assert describe_site(db, sites.food, TODAY)["distances"] == []
    here = describe_site(db, sites.food, TODAY)["bbox"]
    near = add_destination(
        db,
        OFFICER,
        DestinationDraft(
            kind="rail",
            name_zh="货站",
            name_en="",
            lon=here[0],
            lat=here[1],
            source="测试",
            valid_from=date(2026, 1, 1),
        ),
    )
    add_destination(
        db,
        OFFICER,
        DestinationDraft(
            kind="airport",
            name_zh="机场",
            name_en="",
            lon=here[0] + 0.5,
            lat=here[1],
            source="测试",
            valid_from=date(2026, 1, 1),
        ),
    )
    add_destination(
        db,
        OFFICER,
        DestinationDraft(
            kind="substation",
            name_zh="变电站",
            name_en="",
            lon=here[2],
            lat=here[3],
            source="测试",
            valid_from=date(2026, 1, 1),
        ),
    )
    told = {item["kind"]: item for item in describe_site(db, sites.food, TODAY)["distances"]}
    assert list(told) == ["rail", "airport", "substation"]
    assert told["rail"]["method"] == "road"
    assert told["rail"]["minutes"] == drive_minutes(told["rail"]["distance_m"], 40)
    assert told["airport"]["minutes"] is None
    assert told["airport"]["method"] == "straight"
    assert 45_000 < told["airport"]["distance_m"] < 47_500
    assert listed(db, rail_max=told["rail"]["distance_m"], park=["P4"])[0] == "P4-001"
    assert "P4-001" not in listed(db, rail_max=told["rail"]["distance_m"] - 1)
    end_entry(db, OFFICER, "destination", near, TODAY, "迁站")
    assert [item["kind"] for item in describe_site(db, sites.food, TODAY)["distances"]] == ["airport", "substation"]


def test_the_chain_names_only_who_agreed_and_says_the_industry_where_nobody_did(db, sites):
    add_link(
        db,
        OFFICER,
        supplier_code="33",
        buyer_code="13",
        goods_zh="罐",
        goods_en="",
        source="测试",
        valid_from=date(2026, 1, 1),
    )
    (alone,) = describe_site(db, sites.food, TODAY)["chain"]
    assert (alone["side"], alone["industry_code"], alone["name_zh"]) == ("sells", "33", None)
    member = dict.fromkeys(("name_en", "makes_en", "needs_zh", "needs_en"), "")
    member |= {"name_zh": "示例企业01", "industry_code": "33", "makes_zh": "罐", "consent": "同意书", "source": "测试"}
    add_member(db, OFFICER, "P4", member, date(2026, 1, 1))
    (named,) = describe_site(db, sites.food, TODAY)["chain"]
    assert (named["name_zh"], named["in_same_park"]) == ("示例企业01", True)
    assert "同意书" not in str(named)
    assert len(read_context(db, TODAY)["members"]) == 1
