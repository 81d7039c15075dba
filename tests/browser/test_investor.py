"""An investor's visit without an account: say a wish, relax it, read a sheet, change the language, on a desk and on a phone."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.tab import PHONE, Tab


def count(tab: Tab) -> int:
    words = tab.page.locator(".results-count strong").inner_text()
    return int(re.match(r"\d+", words)[0])  # type: ignore[index]


def test_the_wish_finds_what_the_server_counts(visit):
    tab = visit().open("/?industry=biomedicine&area=30-")
    listed = tab.ask("/api/sites", industry="biomedicine", area_min=20000, limit=200)
    expect(tab.page.locator(".site-card-link")).to_have_count(len(listed["items"]))
    assert count(tab) == listed["total"] > 0
    tab.map.settled()
    published = tab.ask("/api/sites", limit=200)["ids"]
    assert tab.map.ids("published_plot") <= set(published)


def test_an_empty_list_says_which_wish_to_relax_and_keeps_its_promise(visit):
    tab = visit().open("/?industry=biomedicine&area=50-80&park=P4")
    promise = tab.page.get_by_role("button", name=re.compile(r"^不限园区，有 \d+ 块$"))
    expect(promise).to_be_visible()
    promised = int(re.search(r"\d+", promise.inner_text())[0])  # type: ignore[index]
    promise.click()
    expect(tab.page.locator(".site-card-link")).to_have_count(promised)
    tab.page.wait_for_url(lambda url: "park=" not in url)


def test_a_sheet_has_its_own_address_and_back_finds_the_list(visit):
    tab = visit().open("/?park=P4")
    tab.page.locator(".site-card-link").first.click()
    expect(tab.page.locator(".sheet h1")).to_be_visible()
    assert re.search(r"/sites/\d+", tab.page.url)
    expect(tab.page.locator(".sheet-demo")).to_contain_text("示意数据，非法定边界")
    expect(tab.page.locator(".contact-phone")).to_be_visible()
    tab.page.get_by_role("link", name="English").first.click()
    expect(tab.page.get_by_role("heading", name="Planning conditions")).to_be_visible()
    tab.page.go_back()
    expect(tab.page.locator(".site-card.is-selected")).to_have_count(1)


def test_a_plot_that_is_not_published_has_no_sheet(visit):
    tab = visit()
    hidden = tab.site.ask("select plot_id from plot_snapshot where not is_public and upper_inf(valid) limit 1")[0][
        "plot_id"
    ]
    tab.watch.expect_refusal(404, f"/api/sites/{hidden}")
    tab.open(f"/sites/{hidden}")
    expect(tab.page.get_by_text("没有这块公开地块")).to_be_visible()


def test_a_phone_shows_the_map_above_the_list_without_sideways_scrolling(visit):
    tab = visit(size=PHONE, has_touch=True, is_mobile=True).open("/")
    expect(tab.page.locator(".site-card-link").first).to_be_visible()
    tab.map.settled()
    assert tab.page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    tab.page.get_by_role("button", name="收起地图").tap()
    expect(tab.page.get_by_role("button", name="展开地图")).to_be_visible()


_NAMES = """() => {
    const map = window.gisappMap.ol;
    const names = window.gisappMap.names.get("published_plot");
    return names.source.getFeatures().filter((one) => names.style(one, 0.5, false)).map((one) => one.get("told").$id);
}"""


def test_the_map_goes_to_what_the_filter_leaves_and_names_nothing_else(visit):
    tab = visit().open("/")
    expect(tab.page.locator(".site-card-link").first).to_be_visible()
    tab.page.wait_for_function("() => window.gisappMap")
    whole = tab.page.evaluate("() => window.gisappMap.bbox")
    park = tab.ask("/api/sites", park="P4")
    assert 0 < park["total"] < park["published"]
    tab.page.evaluate(
        "() => { history.pushState(null, '', '/?park=P4'); dispatchEvent(new PopStateEvent('popstate')); }"
    )
    tab.page.wait_for_function(
        "([west, south, east, north]) => { const now = window.gisappMap.bbox;"
        " return now[2] - now[0] < (%f) && now[0] <= west && now[1] <= south && now[2] >= east && now[3] >= north; }"
        % (whole[2] - whole[0]),
        arg=park["bbox"],
    )
    west, south, east, north = park["bbox"]
    tab.page.evaluate(
        "([lon, lat]) => window.gisappMap.jump({ lon, lat, zoom: 14 })", [(west + east) / 2, (south + north) / 2]
    )
    tab.page.wait_for_function("() => window.gisappMap.names.get('published_plot').source.getFeatures().length > 0")
    named = set(tab.page.evaluate(_NAMES))
    assert named
    assert named <= set(park["ids"])
