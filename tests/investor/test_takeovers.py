"""Premises are taken home like plots: what one would sign, lists, comparison; what is not recorded is not stated, and never made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gisapp.investor.rules.takeover import TakeoverFacts, TermLine, takeover_lines
from gisapp.sites.terms import PremisesKind
from tests.builders.premises import a_premises
from tests.conftest import TODAY
from tests.investor.conftest import Window
from tests.supply.conftest import publish_three_sites

LEASE = TakeoverFacts(
    kind=PremisesKind.WORKSHOP,
    floor_area_m2=Decimal(6000),
    rent_yuan_per_m2_month=Decimal("9.50"),
    sale_yuan=None,
    lease_months_min=12,
    lease_months_max=60,
    paid_every_months=3,
    deposit_yuan=Decimal(114_000),
    available_on=date(2026, 12, 1),
    obligations_zh="不得转租。",
    obligations_en="No subletting.",
)
NOTHING = TakeoverFacts(PremisesKind.WORKSHOP, None, None, None, None, None, None, None, None, "", "")


def lines(facts: TakeoverFacts) -> dict[str, TermLine]:
    return {line.key: line for line in takeover_lines(facts, TODAY)}


def test_a_lease_in_full():
    found = lines(LEASE)
    assert {key: line.words_zh for key, line in found.items()} == {
        "contract": "厂房租赁合同",
        "rent": "9.50 元/㎡·月",
        "rent_month": "57,000.00 元/月",
        "rent_year": "684,000.00 元/年",
        "term": "12 至 60 个月",
        "rent_least": "684,000.00 元",
        "paid": "每 3 个月付一次",
        "deposit": "114,000.00 元（约合 2 个月租金）",
        "available": "2026年12月1日",
        "other": "不得转租。",
    }
    assert all(line.is_stated for line in found.values())


@pytest.mark.parametrize("kind", list(PremisesKind))
def test_what_is_not_recorded_is_not_stated(kind: PremisesKind):
    found = lines(replace(NOTHING, kind=kind))
    assert {key for key, line in found.items() if line.is_stated} == {"contract"}
    assert {line.words_zh for line in found.values() if not line.is_stated} == {"未载明"}
    assert {line.words_en for line in found.values() if not line.is_stated} == {"not stated"}
    assert all(line.value is None for line in found.values() if not line.is_stated)


@pytest.mark.parametrize(
    ("change", "key", "words"),
    [
        ({"floor_area_m2": None}, "rent_month", "未载明"),
        ({"floor_area_m2": None}, "deposit", "114,000.00 元"),
        ({"lease_months_min": None}, "term", "不超过 60 个月，最短未载明"),
        ({"lease_months_min": None}, "rent_least", "未载明"),
        ({"lease_months_max": None}, "term", "不少于 12 个月，最长未载明"),
        ({"lease_months_max": 12}, "term", "12 个月"),
        ({"deposit_yuan": Decimal(0)}, "deposit", "不收"),
        ({"available_on": TODAY}, "available", "现在可用"),
        ({"available_on": date(2026, 11, 24)}, "available", "2026年11月24日"),
        ({"sale_yuan": Decimal(5_000_000)}, "sale", "5,000,000.00 元"),
    ],
)
def test_each_line_at_its_limit(change: dict, key: str, words: str):
    assert lines(replace(LEASE, **change))[key].words_zh == words


def test_a_transfer_has_no_lines_of_a_lease_and_a_lease_no_price():
    transfer = lines(replace(LEASE, kind=PremisesKind.TRANSFER, sale_yuan=Decimal(1)))
    assert not {"rent", "rent_month", "term", "paid", "rent_least"} & set(transfer)
    assert transfer["deposit"].label_zh == "定金"
    assert transfer["deposit"].words_zh == "114,000.00 元"
    assert "sale" not in lines(LEASE)


@pytest.fixture
def workshop(window: Window) -> int:
    with Session(window.engine) as session, session.begin():
        return a_premises(
            session,
            window.sites.sold,
            floor_area_m2=6000,
            clear_height_m=8,
            rent_yuan_per_m2_month="9.50",
            lease_months_min=12,
            available_on="2026-12-01",
        )


@pytest.fixture
def transfer(window: Window) -> int:
    with Session(window.engine) as session, session.begin():
        return a_premises(session, window.sites.sold, kind="transfer", title_zh="示例转让", sale_yuan=9_000_000)


def test_the_window_tells_what_one_would_sign(window: Window, workshop: int):
    found = window.visitor.get(f"/api/sites/{workshop}/takeover").json()
    words = {line["key"]: (line["words_zh"], line["is_stated"]) for line in found["lines"]}
    assert words["rent_month"] == ("57,000.00 元/月", True)
    assert words["term"] == ("不少于 12 个月，最长未载明", True)
    assert words["other"] == ("未载明", False)
    assert (found["plot_no"], found["source"], found["observed_on"]) == (f"CF-{workshop}", "台账", "2026-11-01")
    assert window.visitor.get(f"/api/sites/{window.sites.food}/takeover").status_code == 404
    assert window.visitor.get(f"/api/sites/{workshop}/takeover?as_of=2026-10-31").status_code == 404


def test_a_list_holds_plots_and_premises_and_says_what_became_of_them(window: Window, workshop: int):
    made = window.visitor.post("/api/shortlists", json={"site_ids": [workshop, window.sites.food]}).json()
    first, second = made["sites"]
    assert (first["kind"], first["plot_no"], first["title_zh"]) == ("workshop", f"CF-{workshop}", "示例厂房")
    assert (first["area_m2"], first["floor_area_m2"], first["rent_yuan_per_m2_month"]) == (3000, 6000, 9.5)
    assert (first["delivery_on"], first["start_price_wan_per_mu"], first["supply"]) == ("2026-12-01", None, "available")
    assert first["outline"]["type"] == "MultiPolygon"
    assert (second["kind"], second["title_zh"], second["floor_area_m2"]) == ("plot", None, None)
    window.act("update shortlist_site set added_on = '2026-11-10'")
    window.act(
        "update premises_terms set recorded = tstzrange(lower(recorded), clock_timestamp()) where premises_id = :id",
        id=workshop,
    )
    window.act(
        "insert into premises_terms (premises_id, is_published, title_zh, geom, land_area_m2, contact_phone, consent, source, observed_on, valid)"
        " select premises_id, p.published, title_zh, geom, land_area_m2, contact_phone, consent, source, observed_on, p.valid::daterange"
        " from premises_terms cross join (values (true, '[2026-11-01,2026-11-20)'), (false, '[2026-11-20,)')) p (published, valid)"
        " where premises_id = :id",
        id=workshop,
    )
    gone = window.visitor.get(f"/api/shortlists/{made['key']}").json()["sites"][0]
    assert (gone["state"], gone["plot_no"], gone["rent_yuan_per_m2_month"], gone["outline"]) == (
        "withdrawn",
        f"CF-{workshop}",
        None,
        None,
    )


def test_a_draft_cannot_be_kept_and_the_database_refuses_it_too(window: Window):
    with Session(window.engine) as session, session.begin():
        hidden = a_premises(session, window.sites.sold, published=False)
    answer = window.visitor.post("/api/shortlists", json={"site_ids": [hidden]})
    assert (answer.status_code, answer.json()["code"]) == (404, "shortlist.site_not_found")


def rows_of(window: Window, *ids: int) -> dict[str, dict]:
    answer = window.visitor.get(f"/api/site-comparison?ids={','.join(map(str, ids))}")
    assert answer.status_code == 200, answer.text
    return {row["key"]: row for row in answer.json()["rows"]}


def test_two_workshops_side_by_side_have_no_rows_of_plots(window: Window, workshop: int):
    with Session(window.engine) as session, session.begin():
        other = a_premises(session, window.sites.food, floor_area_m2=2000, rent_yuan_per_m2_month=8)
    rows = rows_of(window, workshop, other)
    assert rows["takeover:rent"]["cells_zh"] == ["9.50 元/㎡·月", "8.00 元/㎡·月"]
    assert rows["takeover:rent"]["leading"] == [1]
    assert rows["takeover:term"]["cells_zh"] == ["不少于 12 个月，最长未载明", "未载明"]
    assert rows["kind"]["differs"] is False
    assert not {"far", "path:standard", "deposit", "price", "takeover:sale"} & set(rows)
    assert all("不适用" not in row["cells_zh"] for row in rows.values())


def test_plots_and_premises_mixed_mark_what_does_not_apply(window: Window, workshop: int, transfer: int):
    rows = rows_of(window, window.sites.food, workshop, transfer)
    assert rows["kind"]["cells_zh"] == ["标准地", "空置厂房", "转让意向"]
    assert rows["takeover:rent"]["cells_zh"] == ["不适用", "9.50 元/㎡·月", "不适用"]
    # one rent alone differs from nothing: a row is marked where those whom it concerns differ
    assert (rows["takeover:rent"]["differs"], rows["far"]["differs"], rows["kind"]["differs"]) == (False, False, True)
    assert (rows["price"]["differs"], rows["takeover:deposit"]["differs"]) == (True, False)
    assert rows["far"]["cells_zh"][1:] == ["不适用", "不适用"]
    assert rows["path:standard"]["cells_en"][1:] == ["does not apply", "does not apply"]
    assert rows["total"]["cells_zh"][1:] == ["不适用", "900.00 万元（含建筑物）"]
    assert rows["total"]["leading"] == []
    assert rows["takeover:deposit"]["cells_zh"] == ["不适用", "未载明", "未载明"]
    assert rows["contract"]["cells_zh"][1] == "厂房租赁合同"
    assert all(len(row["cells_zh"]) == len(row["cells_en"]) == 3 for row in rows.values())
    assert all(set(row["cells_zh"]) != {"不适用"} for row in rows.values())


@pytest.mark.parametrize(
    "terms", [{"lease_months_min": 13, "lease_months_max": 12}, {"paid_every_months": 13}, {"deposit_yuan": -1}]
)
def test_the_database_refuses_terms_that_cannot_be(db: Session, terms: dict):
    sites = publish_three_sites(db)
    with pytest.raises(IntegrityError, match="premises_terms_"):
        a_premises(db, sites.sold, **terms)
