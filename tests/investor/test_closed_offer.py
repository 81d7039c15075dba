"""An announcement that is closed, settled, or past its last day of applications is nowhere "on offer": badge, filter, counts, matching, comparison, preview, brochure, layer, open data, feed and letter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from gisapp.alerts.news import list_sites, words_of
from gisapp.kernel.dates import day_zh
from tests.builders.listing import a_listing
from tests.conftest import TODAY
from tests.investor.conftest import Window

CLOSED = TODAY - timedelta(days=3)


@pytest.fixture(params=["closed", "settled", "lapsed"])
def state(request: pytest.FixtureRequest, window: Window) -> str:
    """The announcement of the site for food closes, or its days of applications pass; in one case the buyer is chosen the day after."""
    if request.param == "lapsed":
        window.act(
            "update listing set state = 'withdrawn', withdrawn_on = announced_on where plot_id = :plot",
            plot=window.sites.food,
        )
        with Session(window.engine) as session, session.begin():
            a_listing(session, window.sites.food, announced_on=CLOSED - timedelta(days=21), listing_no="另一公告")
        return "closed"
    settled = CLOSED + timedelta(days=1) if request.param == "settled" else None
    window.act(
        "update listing set state = 'closed', closed_on = :closed where plot_id = :plot",
        closed=CLOSED,
        plot=window.sites.food,
    )
    if settled:
        window.act(
            "update listing set state = 'settled', settled_on = :settled where plot_id = :plot",
            settled=settled,
            plot=window.sites.food,
        )
    return request.param


def since_of(state: str) -> date:
    return CLOSED if state == "closed" else CLOSED + timedelta(days=1)


def get(window: Window, path: str, **params: Any) -> Any:
    answer = window.visitor.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def supplies(answer: Any) -> dict[str, str]:
    return {item["plot_no"]: item["supply"] for item in answer["items"]}


def test_list_filter_and_counts_say_closed(window: Window, state: str):
    answer = get(window, "/api/sites")
    assert supplies(answer) == {"P4-001": "closed", "P4-002": "on_offer", "P6-001": "announced"}
    counts = {choice["value"]: choice["count"] for choice in answer["facets"]["supply"]}
    assert counts == {"on_offer": 1, "announced": 1, "closed": 1}
    assert [choice["label_zh"] for choice in answer["facets"]["supply"]] == ["供应公告中", "拟供应", "公告已截止"]
    for value, number in (("on_offer", "P4-002"), ("closed", "P4-001")):
        assert list(supplies(get(window, "/api/sites", supply=value))) == [number]


def test_the_day_before_it_was_on_offer(window: Window, state: str):
    before = get(window, "/api/sites", as_of=(CLOSED - timedelta(days=1)).isoformat())
    assert supplies(before)["P4-001"] == "on_offer"
    assert supplies(get(window, "/api/sites", as_of=CLOSED.isoformat()))["P4-001"] == "closed"


@pytest.mark.parametrize("state", ["settled"], indirect=True)
def test_land_that_is_announced_anew_is_on_offer_again(window: Window, state: str):
    anew = CLOSED + timedelta(days=2)
    with Session(window.engine) as session, session.begin():
        a_listing(session, window.sites.food, announced_on=anew, listing_no="周经开告〔2026〕再1号")
    assert supplies(get(window, "/api/sites"))["P4-001"] == "on_offer"
    assert supplies(get(window, "/api/sites", as_of=(anew - timedelta(days=1)).isoformat()))["P4-001"] == "closed"


def test_the_sheet_says_since_when_and_how_it_stands(window: Window, state: str):
    sheet = get(window, f"/api/sites/{window.sites.food}")
    assert sheet["supply"] == "closed"
    assert sheet["listing"]["state"] == state
    assert sheet["listing"]["since"] == since_of(state).isoformat()
    assert sheet["listing"]["standing_zh"].startswith(f"{day_zh(since_of(state))}起：")
    assert ("审核比选" if state == "closed" else "签订合同") in sheet["listing"]["standing_zh"]
    assert "announced anew" in sheet["listing"]["standing_en"]


def test_open_data_layer_and_tile_say_closed(window: Window, state: str):
    collection = get(window, "/api/sites.geojson")
    assert {
        one["properties"]["supply"] for one in collection["features"] if one["properties"]["plot_no"] == "P4-001"
    } == {"closed"}
    row = next(line for line in window.visitor.get("/api/sites.csv").text.splitlines() if "P4-001" in line)
    assert "closed" in row
    assert "on_offer" not in row
    items = [one["properties"] for one in get(window, "/api/layers/published_plot/items")["features"]]
    assert {one["plot_no"]: one["supply"] for one in items}["P4-001"] == "closed"
    legend = get(window, "/api/layers/published_plot/legend")
    assert {entry["value"]: entry["count"] for entry in legend["classes"]} == {
        "announced": 1,
        "on_offer": 1,
        "closed": 1,
    }


def test_matching_proposes_no_closed_site(window: Window, state: str):
    answer = window.visitor.post("/api/matches", json={"industry": "13", "must": []}).json()
    assert "P4-001" not in str(answer["items"])


def test_comparison_and_brochure_say_closed(window: Window, state: str):
    ids = f"{window.sites.food},{window.sites.metal}"
    compared = get(window, "/api/site-comparison", ids=ids)
    assert [one["supply"] for one in compared["sites"]] == ["closed", "on_offer"]
    (status,) = [row for row in compared["rows"] if row["key"] == "supply"]
    assert status["cells_zh"] == ["公告已截止", "供应公告中"]
    page = window.visitor.get("/api/brochures/sites.html", params={"ids": window.sites.food}).text
    assert f"公告已截止。{day_zh(since_of(state))}起：" in page
    assert "供应公告中" not in page
    english = window.visitor.get("/api/brochures/sites.html", params={"ids": window.sites.food, "lang": "en"}).text
    assert f"Offer closed. Since {since_of(state).isoformat()}: " in english


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_feed_and_letter_of_a_saved_search_say_closed_and_since_when(window: Window, state: str, language: str):
    saved = {"kind": "list", "title": "食品", "language": language, "query": {"industry": "13"}}
    token = window.visitor.post("/api/saved-searches", json=saved).json()["token"]
    (entry,) = [line for line in window.visitor.get(f"/api/feeds/{token}").text.splitlines() if "P4-001" in line]
    day = since_of(state)
    assert (f"公告已截止（{day_zh(day)}起）" if language == "zh" else f"offer closed since {day.isoformat()}") in entry
    with Session(window.engine) as session:
        (site,) = list_sites(session, [window.sites.food], TODAY)
        assert words_of(site, language) in entry
        before = words_of(*list_sites(session, [window.sites.food], CLOSED - timedelta(days=1)), language)
    assert "截止" not in before
    assert "closed" not in before


def test_the_preview_begins_anew_and_promises_no_day_that_has_passed(window: Window, state: str):
    preview = get(window, f"/api/sites/{window.sites.food}/preview")
    steps = [step for path in preview["paths"]["variants"] for step in path["steps"]]
    assert min(date.fromisoformat(step["starts_on"]) for step in steps) >= TODAY
