"""What an announcement says is what the window says: one price, wherever it is told, whatever was planned before."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.builders.listing import a_listing
from tests.conftest import TODAY
from tests.investor.conftest import Window
from tests.supply.conftest import APPLY_UNTIL

ANNOUNCED_ON = date(2026, 11, 10)
PER_M2, PER_MU, TOTAL, PLANNED_PER_M2 = 225.0, 15.0, 9_000_000.0, 150.0


def _announce_anew(window: Window, listing_no: str, **terms: Any) -> None:
    """The food site's announcement is withdrawn, and the site announced with other terms."""
    window.act(
        "update listing set state = 'withdrawn', withdrawn_on = announced_on where plot_id = :plot and state = 'published'",
        plot=window.sites.food,
    )
    with Session(window.engine) as session, session.begin():
        a_listing(
            session,
            window.sites.food,
            announced_on=ANNOUNCED_ON,
            listing_no=listing_no,
            applications_until=APPLY_UNTIL,
            **terms,
        )


@pytest.fixture
def announced(window: Window) -> Window:
    """The food site of 60 亩 is planned at 150 yuan per ㎡ for food; its announcement asks 9,000,000 yuan in all, for chemistry, from March on."""
    _announce_anew(
        window, "周经开告〔2026〕77号", industry_codes=("33",), delivery_on="2027-03-01", start_price_yuan=9_000_000
    )
    return window


def get(window: Window, path: str, **params: Any) -> Any:
    answer = window.visitor.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def _listed(window: Window) -> dict[str, Any]:
    return next(item for item in get(window, "/api/sites")["items"] if item["id"] == window.sites.food)


def _sheet(window: Window) -> dict[str, Any]:
    return get(window, f"/api/sites/{window.sites.food}")["offer"]


def _kept(window: Window) -> dict[str, Any]:
    answer = window.visitor.post("/api/shortlists", json={"site_ids": [window.sites.food]})
    return answer.json()["sites"][0]


def _open_data(window: Window) -> dict[str, Any]:
    features = get(window, "/api/sites.geojson")["features"]
    return next(one["properties"] for one in features if one["id"] == window.sites.food)


def _table(window: Window) -> dict[str, Any]:
    rows = csv.DictReader(io.StringIO(window.visitor.get("/api/sites.csv").text))
    row: dict[str, Any] = next(row for row in rows if row["plot_no"] == "P4-001")
    return row | {"start_price_yuan_per_m2": float(row["start_price_yuan_per_m2"])}


def _layer(window: Window) -> dict[str, Any]:
    features = get(window, "/api/layers/published_plot/items")["features"]
    return next(one["properties"] for one in features if one["properties"]["plot_no"] == "P4-001")


def _matched(window: Window) -> dict[str, Any]:
    answer = window.visitor.post("/api/matches", json={"industry": "33", "must": []}).json()
    return next(site for item in answer["items"] for site in item["sites"] if site["id"] == window.sites.food)


OUTLETS = (_listed, _sheet, _kept, _open_data, _table, _layer, _matched)


@pytest.mark.parametrize("outlet", OUTLETS)
def test_price_and_handover_are_those_announced(announced: Window, outlet: Callable[[Window], dict[str, Any]]):
    told = outlet(announced)
    assert (told["start_price_yuan_per_m2"], told["delivery_on"]) == (PER_M2, "2027-03-01")
    assert float(told.get("start_price_wan_per_mu", PER_MU)) == PER_MU
    assert float(told.get("start_total_yuan", TOTAL)) == TOTAL


def test_filter_and_sort_go_by_the_announced_price(announced: Window):
    def found(**limits: Any) -> list[int]:
        return [item["id"] for item in get(announced, "/api/sites", **limits)["items"]]

    food = announced.sites.food
    assert food not in found(price_max=200)
    assert food in found(price_min=220, price_max=230)
    cheapest = [item["start_price_yuan_per_m2"] for item in get(announced, "/api/sites", sort="price")["items"]]
    assert PER_M2 in cheapest
    assert cheapest == sorted(cheapest)


def test_industries_are_those_announced(announced: Window):
    food = announced.sites.food
    assert food in get(announced, "/api/sites", industry="33")["ids"]
    assert food not in get(announced, "/api/sites", industry="14")["ids"]
    assert [item["code"] for item in get(announced, f"/api/sites/{food}")["industries"]] == ["33"]


def test_a_price_that_must_be_kept_is_judged_by_what_is_announced(announced: Window):
    asked = {"price_max_yuan_per_m2": 200, "must": ["price"]}
    answer = announced.visitor.post("/api/matches", json=asked).json()
    assert announced.sites.food not in answer["ids"]


def test_comparison_and_brochure_tell_one_price(announced: Window):
    ids = f"{announced.sites.food},{announced.sites.medicine}"
    rows = {row["key"]: row["cells_zh"][0] for row in get(announced, "/api/site-comparison", ids=ids)["rows"]}
    assert (rows["price"], rows["total"]) == ("15.00 万元/亩", "900.00 万元")
    for params in ({"ids": announced.sites.food}, {"ids": ids}):
        page = announced.visitor.get("/api/brochures/sites.html", params=params).text
        assert "15.00 万元/亩" in page
        assert "900.00 万元" in page
        assert "10.00 万元/亩" not in page
        assert "600.00 万元" not in page


def test_the_preview_reckons_with_what_is_announced(announced: Window):
    preview = get(announced, f"/api/sites/{announced.sites.food}/preview")
    assert preview["signing"]["price_yuan"] == TOTAL


def test_the_days_before_keep_what_was_said_on_them(announced: Window):
    before = get(announced, f"/api/sites/{announced.sites.food}", as_of="2026-11-09")
    assert (before["offer"]["start_price_yuan_per_m2"], before["offer"]["delivery_on"]) == (
        PLANNED_PER_M2,
        "2026-06-01",
    )
    assert before["listing"] is None


@pytest.mark.parametrize("ended", ["closed", "withdrawn"])
def test_a_closed_announcement_still_says_its_price_and_a_withdrawn_one_does_not(announced: Window, ended: str):
    announced.act(
        f"update listing set state = :ended, {ended}_on = :today where plot_id = :plot and state = 'published'",
        ended=ended,
        today=TODAY,
        plot=announced.sites.food,
    )
    expected = PER_M2 if ended == "closed" else PLANNED_PER_M2
    assert [outlet(announced)["start_price_yuan_per_m2"] for outlet in OUTLETS if outlet is not _matched] == [
        expected
    ] * (len(OUTLETS) - 1)


def test_an_announced_sum_is_never_worked_out_again_from_its_rounded_price(announced: Window):
    """10,000,001 yuan over 40,000 ㎡ is 250.00 a ㎡; multiplied back that is one yuan short."""
    _announce_anew(announced, "周经开告〔2026〕78号", industry_codes=("33",), start_price_yuan=10_000_001)
    sums = [outlet(announced)["start_total_yuan"] for outlet in (_listed, _sheet, _matched)]
    assert sums == [10_000_001.0] * 3
