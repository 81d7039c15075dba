"""The stock at the desk: the ladder leads to list and map, a failing park to the place, a plot is divided, a month restated."""

from __future__ import annotations

import re

from playwright.sync_api import Route, expect

from tests.browser.tab import Tab
from tests.browser.test_accessibility import findings


def figure(text: str) -> float:
    return float(re.sub(r"[^0-9.]", "", text))


def test_a_class_of_the_ladder_is_its_list_and_says_why(visit):
    tab = visit("leader").open_desk("/desk/stock")
    ladder = {item["stock_class"]: item for item in tab.ask("/api/stock")["totals"]}
    row = tab.page.locator(".stock-totals tr").filter(has_text="用而未尽")
    expect(row).to_contain_text(str(ladder["partly_used"]["patch_count"]))
    row.get_by_role("button").click()
    filters = tab.page.locator(".stock-filters")
    expect(filters).to_contain_text(f"{ladder['partly_used']['patch_count']} 个图斑")
    tab.page.locator(".stock-table .table-row").first.click()
    why = tab.page.locator(".stock-why")
    expect(why).to_contain_text("为什么是这一类？")
    expect(why).to_contain_text("已动工或建成")
    expect(tab.page.get_by_role("button", name="划分地块")).to_have_count(0)  # a leader looks
    for rate in ("批而未供率", "供地率", "闲置率", "处置率"):
        part = tab.page.locator(".stock-rate").filter(has_text=rate).first
        part.locator("summary").click()
        expect(part).to_contain_text("÷")
    assert findings(tab) == []


def test_a_button_of_the_sheet_stays_under_the_pointer_while_the_rest_is_read(visit):
    tab = visit("officer")
    patch = tab.ask("/api/stock/patches?stock_class=in_good_use")["items"][0]
    held: list[Route] = []
    parts = re.compile(r"/api/plots/\d+/stock")
    tab.page.route(parts, lambda route: held.append(route))
    with tab.page.expect_request(parts):
        tab.open(f"/desk/stock?stock_patch={patch['id']}")
    tab.page.get_by_role("button", name="认定类别", exact=True).hover()
    tab.page.mouse.down()
    held[0].continue_()
    tab.settled()
    tab.page.mouse.up()
    expect(tab.page.get_by_role("dialog", name="认定图斑类别")).to_be_visible()
    tab.page.get_by_role("button", name="取消").click()
    expect(tab.page.get_by_role("button", name="划分地块")).to_be_enabled()


def test_a_park_that_does_not_pass_names_the_place_and_an_officer_decides_it(visit):
    tab = visit("officer").open_desk("/desk/stock")
    tab.page.get_by_role("tab", name="核对").click()
    failing = [park for park in tab.ask("/api/stock/identity")["parks"] if not park["passes"]]
    checks = tab.page.locator(".stock-checks")
    expect(checks.get_by_text("不通过")).to_have_count(len(failing))
    park = checks.locator("> li").filter(has_text=failing[0]["park_name_zh"])
    park.locator(".finding-body").first.click()
    expect(tab.page.locator(".stock-sheet-class")).to_contain_text("待查")
    tab.page.get_by_role("button", name="认定类别", exact=True).click()
    form = tab.page.get_by_role("dialog", name="认定图斑类别")
    form.get_by_role("button", name="保存").click()
    expect(form.get_by_role("alert")).to_contain_text("请选择类别")
    form.get_by_label("认定类别").select_option(label="未报批")
    form.get_by_label("理由").fill("经核实为集体土地")
    form.get_by_role("button", name="保存").click()
    expect(form).to_have_count(0)
    expect(park.get_by_text("不通过")).to_have_count(0)
    expect(park).to_contain_text("通过")


def test_a_planner_cuts_a_part_off_and_the_sum_stays(visit):
    tab: Tab = visit("planner").open_desk("/desk/stock?stock_stock_class=in_good_use&stock_sort=-area")
    tab.page.locator(".stock-table .table-row").nth(3).click()
    drawn = re.search(r"按图形 ([0-9.,]+) 亩", tab.page.locator(".stock-sheet-areas").inner_text())
    assert drawn is not None, "the sheet says the area as drawn, beside that of the register"
    before = figure(drawn[1])
    total = tab.page.locator(".stock-totals tfoot").inner_text()
    tab.page.get_by_role("button", name="划分地块").click()
    panel = tab.page.locator(".stock-sheet").filter(has_text="划分方式")
    panel.get_by_label("划分方式").select_option(label="按面积切出")
    panel.get_by_label("从哪一侧").select_option(label="南侧")
    panel.get_by_label("切出面积").fill("10")
    expect(panel.locator(".stock-piece").first).to_contain_text("10.00 亩")
    expect(panel.locator(".stock-pieces")).to_contain_text(f"合计 {before:,.2f}")
    panel.get_by_role("button", name="保存划分").click()
    expect(panel.get_by_role("alert")).to_contain_text("利用情况")
    panel.get_by_label("利用情况").nth(0).select_option(label="空地")
    panel.get_by_label("利用情况").nth(1).select_option(label="已用")
    panel.get_by_label("理由").fill("现场核查南侧空地")
    panel.get_by_role("button", name="保存划分").click()
    expect(tab.page.get_by_text("划分已保存，图斑已重新计算")).to_be_visible()
    vacant = tab.ask("/api/stock/patches?detail=vacant_part")["items"]
    assert any(abs(item["area_m2"] - 10 * 2000 / 3) < 0.05 for item in vacant)
    assert tab.page.locator(".stock-totals tfoot").inner_text().split()[-1] == total.split()[-1]


def test_a_line_across_the_map_divides_too(visit):
    tab = visit("planner").open_desk("/desk/stock?stock_stock_class=in_good_use&stock_sort=-area")
    tab.page.locator(".stock-table .table-row").nth(1).click()
    tab.page.get_by_role("button", name="划分地块").click()
    expect(tab.page.get_by_text("在图上从界线外画起")).to_be_visible()
    tab.settled()  # the map glides to the plot
    box = tab.page.locator("#map").bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2
    tab.page.mouse.click(middle, box["y"] + 18)
    tab.page.mouse.move(middle, box["y"] + box["height"] / 2)
    tab.page.mouse.dblclick(middle + 3, box["y"] + box["height"] - 12)
    expect(tab.page.locator(".stock-piece")).to_have_count(2)
    tab.page.locator(".stock-sheet-head").filter(has_text="划分地块").get_by_role("button", name="关闭").click()
    expect(tab.page.locator(".stock-piece")).to_have_count(0)


def test_months_are_shown_as_frozen_and_a_leader_restates_the_one_known_otherwise(visit):
    officer = visit("officer").open_desk("/desk/stock?stock_stock_class=in_good_use&stock_sort=-area")
    month = officer.ask("/api/stock/months")["months"][2]
    patch = officer.ask("/api/stock/patches?stock_class=in_good_use&detail=attained&sort=-area")["items"][9]
    body = {
        "cut": {"method": "area", "area_m2": 9000, "side": "west"},
        "parts": [{"use": "vacant"}, {"use": "used"}],
        "seen": "",
        "valid_from": month["until"],
        "reason": "补录空地",
    }
    assert officer.post(f"/api/plots/{patch['plot_id']}/stock/parts", body).ok
    tab = visit("leader").open_desk("/desk/stock?stock_view=months")
    listed = tab.page.locator(".stock-month")
    expect(listed.filter(has_text="有出入").first).to_be_visible()
    listed.nth(2).click()
    expect(tab.page.locator(".stock-month-body")).to_contain_text("冻结之后资料有变")
    tab.page.get_by_role("button", name="更正").click()
    form = tab.page.get_by_role("dialog", name=re.compile("^更正"))
    form.get_by_role("button", name="更正").click()
    expect(form.get_by_role("alert")).to_contain_text("请填写理由")
    form.get_by_label("更正原因").fill("补录空地，原报数未划出")
    form.get_by_role("button", name="更正").click()
    expect(form).to_have_count(0)
    expect(listed.nth(2)).to_contain_text("有更正")
    expect(tab.page.locator(".stock-reports")).to_contain_text("补录空地，原报数未划出")
    assert findings(tab) == []


def test_the_dossier_says_which_class_a_plot_is_in(visit):
    tab = visit("officer")
    patch = tab.open("/desk").ask("/api/stock/patches?stock_class=built_idle")["items"][0]
    tab.open_desk(f"/desk?sel={patch['plot_id']}")
    tab.page.get_by_role("tab", name="存量").click()
    expect(tab.page.locator(".stock-sheet-class").first).to_contain_text("建而未投")
