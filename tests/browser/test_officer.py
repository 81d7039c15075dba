"""A land officer's day at the desk: find a plot, read why it has its colour, list, export, look back, measure."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import openpyxl
import pyogrio
import pytest
from playwright.sync_api import expect
from shapely.geometry import shape

from tests.browser.drawn_map import over_white
from tests.browser.tab import Tab


def all_plots(tab: Tab, **query: str | int) -> list[dict[str, Any]]:
    return tab.ask("/api/plots", limit=5000, **query)["items"]


def inside(tab: Tab, plot: dict[str, Any]) -> tuple[float, float]:
    """A point well inside a plot (lon, lat)."""
    point = shape(tab.ask(f"/api/plots/{plot['id']}")["geometry"]).representative_point()
    return point.x, point.y


def near(tab: Tab, plot: dict[str, Any], zoom: float = 16.5) -> str:
    """Address of the desk looking at a plot."""
    lon, lat = inside(tab, plot)
    return f"/desk?at={lon:.6f},{lat:.6f},{zoom}"


def test_a_wrong_password_is_refused_with_a_sentence_and_the_right_one_opens_the_desk(visit):
    tab = visit().open("/desk")
    tab.watch.expect_refusal(401, "/api/session")
    tab.sign_in_by_form("officer", "not-the-password")
    refusal = tab.page.get_by_role("form", name="登录工作台").get_by_text("用户名或密码")
    expect(refusal).to_be_visible()
    assert re.search(r"[\u4e00-\u9fff]", refusal.inner_text())
    expect(tab.page.get_by_label("密码", exact=True)).to_have_value("")
    assert tab.page.locator("#map").count() == 0

    tab.sign_in_by_form("officer")
    expect(tab.page.get_by_role("navigation", name="功能")).to_be_visible()
    tab.map.settled()
    expect(tab.page.locator(".topbar")).to_contain_text("示意数据，非法定边界")
    # what belongs to an administrator is not offered
    assert tab.page.get_by_role("button", name="账号管理", exact=True).count() == 0


def test_map_legend_and_ledger_count_the_same_plots(visit):
    tab = visit("officer").open_desk()
    listed = all_plots(tab)
    assert len(listed) > 250
    assert tab.map.ids() == {plot["id"] for plot in listed}
    assert Counter(f["stage"] for f in tab.map.features("plot")) == Counter(plot["stage"] for plot in listed)

    tab.page.get_by_role("tab", name="图例").click()
    legend = tab.page.locator(".legend-layer", has=tab.page.get_by_role("heading", name=re.compile("^地块")))
    total = legend.locator(".legend-total")
    expect(total.locator(".legend-count")).to_have_text(str(len(listed)))
    counts = [int(text.replace(",", "")) for text in legend.locator("button .legend-count").all_inner_texts()]
    assert sum(counts) == len(listed)
    tab.ledger.open().expect_rows(len(listed))
    # the same hectares to the last digit: ledger head, ledger foot and legend
    area = total.locator(".legend-area").inner_text()
    assert tab.ledger.words == f"{len(listed)} 行 · {area} 亩"
    expect(tab.ledger.box.locator(".table-foot")).to_contain_text(area)


def test_the_map_is_painted_in_the_colours_of_its_legend(visit):
    tab = visit("officer").open_desk()
    layer = next(layer for layer in tab.ask("/api/layers") if layer["id"] == "plot")
    plain = {entry["value"]: entry for entry in layer["legend"]["classes"] if not entry["pattern"]}
    seen = {feature["stage"] for feature in tab.map.features("plot")} & set(plain)
    assert len(seen) >= 3
    colours = {stage: over_white(plain[stage]["color"], layer["legend"]["opacity"]) for stage in seen}
    for stage, colour in colours.items():
        assert tab.map.pixels(colour) > 300, f"{stage} is not to be seen as {colour}"

    tab.page.get_by_role("checkbox", name="显示地块", exact=True).uncheck()
    tab.map.settled()
    assert tab.map.features("plot") == []
    assert {stage: tab.map.pixels(colour) for stage, colour in colours.items() if tab.map.pixels(colour) > 300} == {}


def test_a_click_on_the_map_opens_the_plot_and_says_why_and_what_next(visit):
    tab = visit("officer")
    plot = next(plot for plot in all_plots(tab, stage="idle_suspected"))
    tab.open_desk(near(tab, plot))
    tab.map.click(*inside(tab, plot))
    expect(tab.dossier.get_by_role("heading", name=plot["plot_no"], exact=True)).to_be_visible()
    assert tab.map.settled().selected == {plot["id"]}
    expect(tab.dossier).to_contain_text(plot["park_name_zh"])
    expect(tab.dossier).to_contain_text(f"{plot['area_m2'] * 3 / 2000:,.2f} 亩")
    expect(tab.dossier).to_contain_text("疑似闲置")
    why = tab.page.locator(".plot-why")
    expect(why).to_contain_text("为什么")
    expect(why).to_contain_text("疑似闲置")
    (answer,) = tab.ask(f"/api/plots/{plot['id']}/idle")["items"]
    expect(why).to_contain_text(answer["sentence_zh"])
    expect(why).to_contain_text(f"按个案 {answer['open_case_no']} 办理")
    why.get_by_role("button", name="推理过程").click()
    expect(tab.page.get_by_role("tab", name="闲置", exact=True)).to_have_attribute("aria-selected", "true")
    expect(tab.page.get_by_role("tabpanel", name="闲置")).to_contain_text("满一年之日")

    why.get_by_role("button", name=f"按个案 {answer['open_case_no']} 办理").click()
    expect(tab.page.get_by_text(answer["open_case_no"]).first).to_be_visible()
    tab.page.go_back()
    tab.map.settled()

    events = tab.ask(f"/api/plots/{plot['id']}/timeline")
    assert events
    tab.page.get_by_role("tab", name="时间线").click()
    shown = tab.page.locator(".plot-event")
    expect(shown).to_have_count(len(events))
    expect(shown.first).to_contain_text(events[0]["label_zh"])
    expect(shown.first).to_contain_text(events[0]["actor_name"])

    # three areas and every boundary point
    dossier = tab.ask(f"/api/plots/{plot['id']}")
    tab.page.get_by_role("tab", name="界址").click()
    panel = tab.page.get_by_role("tabpanel", name="界址")
    expect(panel).to_contain_text(f"{dossier['areas']['planar_m2']:,.2f}")
    expect(panel).to_contain_text(f"{dossier['areas']['ellipsoidal_m2']:,.2f}")
    points = [point for ring in dossier["boundary"]["rings"] for point in ring["points"]]
    for point in points:
        expect(panel).to_contain_text(str(point["x"]))

    # Esc lets go of it, everywhere
    tab.page.locator("#map").focus()
    tab.page.keyboard.press("Escape")
    expect(tab.dossier).to_be_hidden()
    assert tab.map.settled().selected == set()


def searches(tab: Tab) -> dict[str, tuple[str, dict[str, Any]]]:
    """What officers type, and the plot it must lead to."""
    plots = all_plots(tab)
    holders = Counter(plot["holder_name_zh"] for plot in plots)
    held = next(plot for plot in plots if plot["holder_name_zh"] and holders[plot["holder_name_zh"]] == 1)
    other = next(plot for plot in reversed(plots) if plot["park_code"] != held["park_code"] and plot["area_m2"] > 20000)
    dossier = tab.ask(f"/api/plots/{held['id']}")
    return {
        "plot number": (other["plot_no"], other),
        "enterprise": (held["holder_name_zh"], held),
        "parcel code": (dossier["parcel_no"], held),
    }


@pytest.mark.parametrize("typed", ["plot number", "enterprise", "parcel code"])
def test_one_box_finds_a_plot_by_everything_it_is_known_by(visit, typed):
    tab = visit("officer").open_desk()
    words, plot = searches(tab)[typed]
    before = tab.map.place
    tab.page.keyboard.press("/")
    box = tab.page.get_by_role("combobox", name="查找地块、企业、园区或坐标")
    expect(box).to_be_focused()
    box.press_sequentially(words)
    expect(tab.page.get_by_role("option").first).to_contain_text(words)
    box.press("Enter")
    expect(tab.dossier.get_by_role("heading", name=plot["plot_no"], exact=True)).to_be_visible()
    place = tab.map.settled().place
    assert place["zoom"] > before["zoom"] + 1
    west, south, east, north = plot["bbox"]
    assert west < place["lon"] < east
    assert south < place["lat"] < north
    assert plot["id"] in tab.map.selected
    assert plot["id"] in tab.map.ids()


@pytest.mark.parametrize("form", ["lon/lat", "lat/lon", "planar with zone number", "planar without"])
def test_typed_coordinates_fly_to_their_place(visit, form):
    tab = visit("officer").open_desk()
    # the same point in four spellings: the zone number 38 belongs to central meridian 114°
    lon, lat = 114.64, 33.57
    x, y = tab.site.ask(
        "select st_y(g) as x, st_x(g) as y from (select st_transform(st_setsrid(st_point(:lon, :lat), 4490), 4547) as g) p",
        lon=lon,
        lat=lat,
    )[0].values()
    words = {
        "lon/lat": f"{lon}, {lat}",
        "lat/lon": f"{lat} {lon}",
        "planar with zone number": f"X {x:.3f} Y {38_000_000 + y:.3f}",
        "planar without": f"{x:.3f}, {y:.3f}",
    }[form]
    box = tab.page.get_by_role("combobox", name="查找地块、企业、园区或坐标")
    box.fill(words)
    expect(tab.page.get_by_role("group", name="坐标").get_by_role("option").first).to_be_visible()
    box.press("Enter")
    tab.page.wait_for_function(
        "([lon, lat]) => Math.hypot(gisappMap.place.lon - lon, gisappMap.place.lat - lat) < 2e-5", arg=[lon, lat]
    )
    assert tab.map.settled().place["zoom"] >= 16


def test_filters_of_the_ledger_hold_on_the_map_and_in_the_totals(visit):
    tab = visit("officer").open_desk()
    plots = all_plots(tab)
    ledger = tab.ledger.open()
    ledger.filter("园区", "健康食品产业园").filter("状态", "在建", "停工")
    wanted = [p for p in plots if p["park_code"] == "P4" and p["stage"] in ("building", "stopped")]
    assert 0 < len(wanted) < len(plots)
    ledger.expect_rows(len(wanted))
    assert ledger.words.endswith(f"{sum(p['area_m2'] for p in wanted) * 3 / 2000:,.2f} 亩")
    expect(ledger.box.get_by_role("row", name=re.compile("P4-"))).to_have_count(len(wanted))

    # the map pales the others: their colour all but disappears
    layer = next(layer for layer in tab.ask("/api/layers") if layer["id"] == "plot")
    in_use = next(entry for entry in layer["legend"]["classes"] if entry["value"] == "in_use")
    colour = over_white(in_use["color"], layer["legend"]["opacity"])
    assert tab.map.settled().pixels(colour) < 50
    assert tab.page.url.count("park=P4") == 1

    # from a row to the map and back
    first = wanted[0]
    ledger.row(first["plot_no"]).get_by_role("button", name=f"在图上定位 {first['plot_no']}").click()
    expect(tab.dossier.get_by_role("heading", name=first["plot_no"], exact=True)).to_be_visible()
    assert tab.map.settled().selected == {first["id"]}
    expect(ledger.row(first["plot_no"])).to_have_attribute("aria-selected", "true")

    ledger.box.get_by_role("button", name="清除全部筛选").click()
    ledger.expect_rows(len(plots))
    assert tab.map.settled().pixels(colour) > 300


def test_the_ledger_filters_by_development_state_and_the_address_keeps_it(visit):
    tab = visit("officer").open_desk("/desk/ledger")
    wanted = all_plots(tab, development="not_started")
    assert 0 < len(wanted) < len(all_plots(tab))
    tab.ledger.open().filter("开发状态", "未动工").expect_rows(len(wanted))
    tab.page.reload()
    tab.settled().ledger.open().expect_rows(len(wanted))


def test_a_message_takes_no_press_meant_for_what_lies_under_it(visit):
    tab = visit("officer").open_desk("/desk/ledger")
    tab.ledger.open().box.get_by_role("button", name="视图", exact=True).click()
    tab.page.get_by_role("dialog", name="视图", exact=True).get_by_label("视图名称").fill("全部")
    tab.page.keyboard.press("Enter")
    words = tab.page.locator(".toast-text", has_text="已保存视图")
    expect(words).to_be_visible()
    below = words.evaluate(
        """words => {
            const box = words.getBoundingClientRect();
            return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).closest('.toasts') === null;
        }"""
    )
    assert below
    tab.page.get_by_role("region", name="通知").get_by_role("button", name="知道了").click()
    expect(words).to_be_hidden()


def test_exports_open_in_other_programs_with_the_same_rows(visit, tmp_path):
    tab = visit("officer").open_desk("/desk/ledger")
    ledger = tab.ledger.open()
    ledger.filter("园区", "生物医药产业园")
    wanted = {plot["plot_no"]: plot["area_m2"] for plot in all_plots(tab, park="P6")}
    ledger.expect_rows(len(wanted))

    def export(what: str, form: str):
        ledger.box.get_by_role("button", name="导出", exact=True).click()
        return tab.page.get_by_role("group", name=re.compile(what)).get_by_role("button", name=form).click

    sheet = openpyxl.load_workbook(tab.download(export("导出筛选结果", "Excel"), tmp_path)).active
    assert "示意数据，非法定边界" in str(sheet["A1"].value)
    heads = [cell.value for cell in sheet[2]]
    number, area = heads.index("地块编号"), next(i for i, head in enumerate(heads) if "㎡" in str(head))
    rows = {row[number]: row[area] for row in sheet.iter_rows(min_row=3, values_only=True) if row[number] in wanted}
    assert rows == pytest.approx(wanted)
    assert sheet.max_row == len(wanted) + 3  # title, heads, total

    read = pyogrio.read_dataframe(tab.download(export("导出筛选结果", "GeoPackage"), tmp_path))
    assert len(read) == len(wanted)
    assert read.crs.to_epsg() == 4490
    assert read.geometry.is_valid.all()

    # "selected" is another button and another file
    for plot_no in sorted(wanted)[:2]:
        ledger.row(plot_no).get_by_role("checkbox").check()
    picked = tab.download(export("导出所选", "CSV"), tmp_path).read_text("utf-8-sig")
    assert [no for no in wanted if no in picked] == sorted(wanted)[:2]


def test_another_day_is_another_map_with_a_badge_that_says_so(visit):
    tab = visit("officer").open_desk("/desk/ledger")
    now, then = all_plots(tab), all_plots(tab, as_of="2023-06-30")
    assert Counter(p["stage"] for p in now) != Counter(p["stage"] for p in then)
    badge = tab.page.locator(".topbar").get_by_text("历史视图")
    expect(badge).to_be_hidden()
    tab.page.get_by_role("button", name="查看哪一天的状况").click()
    tab.page.get_by_label("日期", exact=True).fill("2023-06-30")
    tab.page.get_by_label("日期", exact=True).press("Tab")
    expect(badge).to_have_text("历史视图 2023年6月30日")
    tab.page.keyboard.press("Escape")
    tab.ledger.expect_rows(len(then))
    tab.map.settled()
    drawn = {feature["id"]: feature["stage"] for feature in tab.map.features("plot")}
    assert len(drawn) > 100
    assert drawn.items() <= {plot["id"]: plot["stage"] for plot in then}.items()
    assert not drawn.items() <= {plot["id"]: plot["stage"] for plot in now}.items()
    # nothing is written into the past
    changed = next(p for p in then if any(q["id"] == p["id"] and q["stage"] != p["stage"] for q in now))
    tab.open_desk(f"{near(tab, next(q for q in now if q['id'] == changed['id']))}&asof=2023-06-30&sel={changed['id']}")
    expect(tab.dossier.get_by_role("heading", name=changed["plot_no"], exact=True)).to_be_visible()
    expect(tab.page.get_by_role("button", name="变更状态")).to_have_count(0)
    tab.page.get_by_role("button", name="查看哪一天的状况").click()
    tab.page.get_by_role("button", name="回到今日").click()
    expect(badge).to_be_hidden()
    expect(tab.page.get_by_role("button", name="变更状态")).to_be_visible()


def test_a_copied_link_brings_view_selection_date_and_filter_back(visit):
    tab = visit("officer")
    plot = next(plot for plot in all_plots(tab, as_of="2025-12-31") if plot["park_code"] == "P5")
    tab.open_desk(near(tab, plot, 15.75) + "&asof=2025-12-31&park=P5")
    tab.map.click(*inside(tab, plot))
    expect(tab.dossier.get_by_role("heading", name=plot["plot_no"], exact=True)).to_be_visible()
    tab.page.keyboard.press("+")
    tab.page.wait_for_function("() => Math.abs(gisappMap.place.zoom - 16.75) < 0.02")
    place = tab.map.settled().place
    tab.page.wait_for_function("() => location.search.includes('16.7') && location.search.includes('sel=')")

    other = tab.beside().open_desk(tab.page.url.removeprefix(tab.site.address))
    expect(other.dossier.get_by_role("heading", name=plot["plot_no"], exact=True)).to_be_visible()
    expect(other.page.locator(".topbar").get_by_text("历史视图 2025年12月31日")).to_be_visible()
    again = other.map.place
    assert again["zoom"] == pytest.approx(place["zoom"], abs=0.02)
    assert (again["lon"], again["lat"]) == pytest.approx((place["lon"], place["lat"]), abs=2e-5)
    assert other.map.selected == {plot["id"]}
    other.ledger.open().expect_rows(len(all_plots(tab, as_of="2025-12-31", park="P5")))

    # rights are not in the link: a stranger is asked to sign in and sees nothing
    stranger = visit().open(tab.page.url.removeprefix(tab.site.address))
    expect(stranger.page.get_by_role("form", name="登录工作台")).to_be_visible()
    assert plot["plot_no"] not in stranger.page.content()
    stranger.sign_in_by_form("leader")
    expect(stranger.dossier.get_by_role("heading", name=plot["plot_no"], exact=True)).to_be_visible()


def test_language_and_unit_change_the_words_and_keep_the_place(visit):
    tab = visit("officer")
    plot = all_plots(tab, park="P1")[3]
    tab.open_desk(near(tab, plot) + f"&sel={plot['id']}")
    expect(tab.dossier).to_contain_text(f"{plot['area_m2'] * 3 / 2000:,.2f} 亩")
    before = tab.map.place
    tab.page.get_by_role("button", name="面积单位").click()
    tab.page.get_by_role("menuitemradio", name="公顷（四位小数）").click()
    expect(tab.dossier).to_contain_text(f"{plot['area_m2'] / 10000:,.4f} 公顷")
    tab.ledger.open()
    expect(tab.ledger.box.get_by_role("columnheader", name="面积（公顷）")).to_be_visible()
    tab.page.get_by_role("button", name="面积单位").click()
    tab.page.get_by_role("menuitemradio", name="平方米（两位小数）").click()
    expect(tab.dossier).to_contain_text(f"{plot['area_m2']:,.2f} ㎡")

    tab.page.get_by_role("button", name="切换到英文").click()
    expect(tab.page.get_by_role("tab", name="Timeline")).to_be_visible()
    expect(tab.dossier).to_contain_text(f"{plot['area_m2']:,.2f} m²")
    expect(tab.page.locator("html")).to_have_attribute("lang", "en")
    after = tab.map.settled().place
    assert (after["lon"], after["lat"]) == pytest.approx((before["lon"], before["lat"]), abs=2e-3)
    assert tab.map.selected == {plot["id"]}
    # no Chinese word is left in what the desk itself says (numbers of documents and addresses are data)
    said = tab.page.locator("nav, [role=tab], button:not(.user-menu *), th, label, h2, h3").all_inner_texts()
    left = {text for text in said if re.search(r"[\u4e00-\u9fff]", text)} - {"中文"}
    assert left == set()


def test_a_measured_area_is_said_in_three_units_planar_and_ellipsoidal(visit):
    tab = visit("officer")
    plot = max(all_plots(tab, park="P4"), key=lambda plot: plot["area_m2"])
    lon, lat = inside(tab, plot)
    tab.open_desk(near(tab, plot))
    tab.page.keyboard.press("Shift+M")
    card = tab.page.get_by_role("region", name="量面积")
    expect(card).to_contain_text("双击结束")
    half_lon, half_lat = 0.0008, 0.0006
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
    for east, north in corners[:3]:
        tab.map.click(lon + east * half_lon, lat + north * half_lat)
    tab.page.mouse.dblclick(*tab.map.spot(lon - half_lon, lat + half_lat))
    expect(card).to_contain_text("平面（高斯-克吕格，中央经线 114°）")
    expect(card).to_contain_text("椭球面（CGCS2000）")
    ring = ",".join(f"{lon + e * half_lon} {lat + n * half_lat}" for e, n in [*corners, corners[0]])
    truth = tab.site.ask(
        "select st_area(st_transform(g, 4547)) as planar, st_area(g::geography) as ellipsoidal"
        " from (select st_geomfromtext(:wkt, 4490) as g) s",
        wkt=f"POLYGON(({ring}))",
    )[0]
    rows = card.locator(".measure-row")
    for index, basis in enumerate(("planar", "ellipsoidal")):
        mu, ha, m2 = (
            float(re.match(r"[\d,.]+", text)[0].replace(",", ""))
            for text in rows.nth(index).locator("dd").all_inner_texts()
        )
        assert m2 == pytest.approx(truth[basis], rel=0.02)  # the mouse hits whole pixels
        assert mu == pytest.approx(m2 * 3 / 2000, abs=0.006)
        assert ha == pytest.approx(m2 / 10_000, abs=0.00006)
    tab.page.keyboard.press("Escape")
    expect(card).to_contain_text("双击结束")
    tab.page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    # the pointer belongs to the map again
    tab.map.click(lon, lat)
    expect(tab.dossier.get_by_role("heading", name=plot["plot_no"], exact=True)).to_be_visible()


def test_the_keyboard_reaches_what_the_mouse_reaches(visit):
    tab = visit("officer").open_desk()
    tab.page.keyboard.press("?")
    keys = tab.page.get_by_role("dialog", name="快捷键与操作")
    expect(keys).to_be_visible()
    expect(keys).to_contain_text("量面积")
    tab.page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    tab.page.keyboard.press("/")
    expect(tab.page.get_by_role("combobox", name="查找地块、企业、园区或坐标")).to_be_focused()
    tab.page.keyboard.press("Escape")
    tab.page.keyboard.press("`")
    expect(tab.ledger.box).to_be_visible()
    tab.page.keyboard.press("`")
    expect(tab.ledger.box).to_be_hidden()
    tab.page.keyboard.press("[")
    expect(tab.page.get_by_role("complementary", name="左侧面板")).to_be_hidden()
    tab.page.keyboard.press("[")
    expect(tab.page.get_by_role("complementary", name="左侧面板")).to_be_visible()
    before = tab.map.settled().place
    tab.page.keyboard.press("ArrowRight")
    tab.page.wait_for_function("(lon) => gisappMap.place.lon > lon + 0.001", arg=before["lon"])
    tab.page.keyboard.press("h")
    tab.page.wait_for_function("(lon) => Math.abs(gisappMap.place.lon - lon) < 0.0005", arg=before["lon"])
    tab.page.keyboard.press("m")
    expect(tab.page.get_by_role("region", name="量距离")).to_be_visible()
    # a letter typed into a field stays a letter
    tab.page.keyboard.press("Escape")
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("mh?")
    expect(tab.page.get_by_role("combobox")).to_have_value("mh?")
    expect(keys).to_be_hidden()


def test_identify_lists_every_layer_at_a_place_and_coordinates_follow_the_pointer(visit):
    tab = visit("officer")
    plot = all_plots(tab, park="P2", stage="in_use")[0]
    lon, lat = inside(tab, plot)
    tab.open_desk(near(tab, plot) + "&layers=plot,park_boundary,land_use_plan")
    tab.map.point(lon, lat)
    shown = tab.page.locator(".coordinates-lonlat").inner_text()
    read_lon, read_lat = map(float, re.findall(r"\d+\.\d+", shown))
    assert (read_lon, read_lat) == pytest.approx((lon, lat), abs=3e-5)
    planar = tab.page.locator(".coordinates-planar").inner_text()
    x, y = map(float, re.findall(r"\d+\.\d+", planar))
    truth = tab.site.ask(
        "select st_y(g) as x, st_x(g) as y from (select st_transform(st_setsrid(st_point(:lon, :lat), 4490), 4547) as g) p",
        lon=lon,
        lat=lat,
    )[0]
    assert (x, y) == pytest.approx((truth["x"], truth["y"]), abs=3)

    tab.page.keyboard.press("i")
    tab.map.click(lon, lat)
    card = tab.page.locator(".identify")
    expect(card).to_contain_text(plot["plot_no"])
    expect(card).to_contain_text(plot["park_name_zh"])
    expect(card).to_contain_text("用地规划")
    tab.page.keyboard.press("Escape")
    expect(card).not_to_contain_text(plot["plot_no"])
    tab.page.keyboard.press("Escape")
    expect(card).to_be_hidden()
