"""A planner looks back: the map through time, two days beside each other, and what changed between them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.tab import Tab

THEN = "2024-06-30"


@pytest.fixture
def planner(visit) -> Tab:
    return visit("planner")


def address(tab: Tab) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(tab.page.url).query).items()}


def stages(tab: Tab) -> set[tuple[int, str]]:
    return {(feature["id"], feature["stage"]) for feature in tab.map.features("plot")}


def test_the_slider_moves_the_whole_map_by_hand_by_key_and_by_change(planner):
    tab = planner.open_desk("/desk")
    today = stages(tab)
    tab.page.keyboard.press("t")
    bar = tab.page.get_by_role("region", name="时间轴")
    slider = bar.get_by_role("slider", name="查看日")
    expect(slider).to_be_visible()
    badge = tab.page.locator(".badge", has_text="历史视图")
    expect(badge).to_be_hidden()

    # a step back goes to a day on which something changed, and the address keeps it
    bar.get_by_role("button", name="上一次变化").click()
    expect(badge).to_be_visible()
    days = [row["day"] for row in tab.ask("/api/plot-changes/days")["changed"]]
    shown = address(tab)["asof"]
    assert shown in days
    tab.page.keyboard.press("<")
    expect(tab.page).to_have_url(re.compile(rf"asof={days[days.index(shown) - 1]}"))

    # by keys on the slider itself: the map follows when the hand rests
    slider.focus()
    slider.press("Home")
    expect(tab.page).to_have_url(re.compile(rf"asof={days[0]}"))
    tab.map.settled()
    assert len(stages(tab)) < len(today)
    tab.page.reload()
    tab.map.settled()
    expect(slider).to_have_attribute("aria-valuetext", re.compile("2016年"))
    slider.press("End")
    expect(badge).to_be_hidden()
    tab.map.settled()
    assert stages(tab) == today


def test_a_link_with_two_days_and_no_place_opens_on_the_zone(planner):
    tab = planner.open_desk("/desk")
    home = tab.page.evaluate("gisappMap.place.zoom")
    tab.open_desk(f"/desk?compare={THEN}")
    tab.page.wait_for_function("() => gisappMapBefore && gisappMapBefore.ol.getView() === gisappMap.ol.getView()")
    assert tab.page.evaluate("gisappMap.place.zoom") == pytest.approx(home, abs=0.01)


def test_two_days_are_swiped_by_keys_and_stand_side_by_side(planner):
    tab = planner.open_desk(f"/desk?compare={THEN}")
    line = tab.page.get_by_role("slider", name="卷帘位置")
    expect(line).to_have_attribute("aria-valuenow", "50")
    tab.page.wait_for_function("() => gisappMapBefore && gisappMapBefore.ol.getView() === gisappMap.ol.getView()")
    assert tab.page.evaluate("gisappMapBefore.shown.as_of") == THEN
    clip = "document.querySelector('.compare-map').style.clipPath"
    assert tab.page.evaluate(clip) == "inset(0px 50% 0px 0px)"
    line.focus()
    for key, expected in [("ArrowRight", "52"), ("PageUp", "62"), ("Home", "2"), ("End", "98")]:
        line.press(key)
        expect(line).to_have_attribute("aria-valuenow", expected)
    assert tab.page.evaluate(clip) == "inset(0px 2% 0px 0px)"

    # dragged by the pointer, too
    box = line.bounding_box()
    frame = tab.page.locator(".compare").bounding_box()
    assert box
    assert frame
    tab.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tab.page.mouse.down()
    tab.page.mouse.move(frame["x"] + frame["width"] * 0.25, box["y"] + box["height"] / 2)
    tab.page.mouse.up()
    expect(line).to_have_attribute("aria-valuenow", "25")

    tab.page.get_by_role("group", name="对比", exact=True).get_by_role("button", name="并排").click()
    expect(line).to_be_hidden()
    expect(tab.page).to_have_url(re.compile("compare_as=side"))
    halves = [tab.page.locator(name).bounding_box() for name in (".compare-map", "#map")]
    assert halves[0]
    assert halves[1]
    assert abs(halves[0]["width"] - halves[1]["width"]) <= 3
    assert halves[0]["x"] + halves[0]["width"] <= halves[1]["x"] + 3
    tab.page.get_by_role("button", name="结束对比").click()
    expect(tab.page.locator(".compare-map")).to_have_count(0)
    expect(tab.page).not_to_have_url(re.compile("compare"))


def test_what_changed_is_a_list_a_layer_and_a_file(planner, tmp_path: Path):
    tab = planner.open_desk(f"/desk?compare={THEN}&compare_as=off")
    answer = tab.ask("/api/plot-changes", since=THEN)
    panel = tab.page.locator(".timechanges")
    for kind, count in answer["counts"].items():
        words = {
            "new": "新增",
            "attributes": "属性变更",
            "retired": "注销",
            "geometry": "界线调整",
            "both": "界线与属性均变",
        }
        if kind in words:
            expect(panel.get_by_role("button", name=re.compile(rf"^{words[kind]}\s*{count}$"))).to_be_visible()
    table = panel.get_by_role("table", name="各园区增减")
    assert table.get_by_role("row").count() == len(answer["balance"]) + 2

    # the same plots on the map, class by class
    panel.get_by_label("在地图上显示变化").check()
    tab.map.settled()
    drawn = {feature["id"]: feature["change"] for feature in tab.map.features("plot_change")}
    assert drawn == {item["id"]: item["change"] for item in answer["items"]}

    # narrowed to one kind; a row leads to its dossier
    panel.get_by_role("button", name=re.compile("^新增")).click()
    new = [item for item in answer["items"] if item["change"] == "new"]
    expect(panel.locator(".timechanges-row")).to_have_count(len(new))
    panel.locator(".timechanges-plot").first.click()
    expect(tab.dossier).to_contain_text(new[0]["plot_no"])

    file = tab.download(lambda: panel.get_by_role("button", name="导出").click(), tmp_path)
    assert THEN.replace("-", "") in file.name
    assert file.name.startswith("示意数据_")
    rows = list(openpyxl.load_workbook(file).active.iter_rows(values_only=True))
    assert "示意数据" in rows[0][0]
    head = next(at for at, row in enumerate(rows) if row[0] == "变化")
    assert head == 1 + len(answer["balance"])
    assert {row[1] for row in rows[head + 1 :]} == {item["plot_no"] for item in new}

    # the address brings all of it back
    tab.page.reload()
    tab.map.settled()
    expect(tab.page.locator(".timechanges")).to_be_visible()
    assert address(tab)["compare"] == THEN


def test_map_ledger_and_dossier_follow_the_knowledge_of_a_day(planner):
    known = tab_known(planner)
    tab = planner.open_desk(f"/desk/ledger?known={known}")
    expect(tab.page.locator(".badge", has_text="所知")).to_be_visible()
    expected = tab.ask("/api/plots", limit=1, known_on=known)["total"]
    tab.ledger.open().expect_rows(expected)
    tab.map.settled()
    drawn = {feature["id"] for feature in tab.map.features("plot")}
    assert drawn
    assert drawn <= {item["id"] for item in tab.ask("/api/plots", limit=5000, known_on=known)["items"]}


def tab_known(tab: Tab) -> str:
    """A day some way back among those on which something was entered; the demonstration register has grown for years."""
    recorded = tab.ask("/api/plot-changes/days")["recorded"]
    assert len(recorded) > 100, "the demonstration register has hardly any history of entry"
    return recorded[-60]["day"]
