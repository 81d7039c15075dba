"""A planner is called away in the middle of a plot: what was drawn and typed is there again, and can be thrown away."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from shapely.geometry import Polygon

from tests.browser.ground_for_plots import Ground, degrees, free_ground
from tests.browser.tab import Tab

NOTHING = "—"


@pytest.fixture
def planner(visit) -> Tab:
    tab = visit("planner")
    # the browser's own "leave this page?" is answered with yes
    tab.page.on("dialog", lambda dialog: dialog.accept())
    return tab


@pytest.fixture
def ground(planner) -> Ground:
    return free_ground(planner, "P4")


def desk_at(ground: Ground) -> str:
    lon, lat = ground.middle
    return f"/desk/draw?at={lon:.6f},{lat:.6f},16.5"


def area(tab: Tab):
    return tab.page.locator(".draw-area strong")


def said(tab: Tab):
    """The sentence that a draft was brought back."""
    return tab.page.get_by_role("status").filter(has_text="未登记的草图")


def press(tab: Tab, corners: list[tuple[float, float]]) -> None:
    for corner in corners:
        tab.map.click(*degrees(*corner))


def corners_inside(ground: Ground) -> list[tuple[float, float]]:
    """Four corners well inside the free outline: nothing to snap to."""
    x, y = ground.outline.representative_point().coords[0]
    reach = min(40.0, ground.outline.boundary.distance(ground.outline.representative_point()) / 2)
    return [(x - reach, y - reach), (x + reach, y - reach), (x + reach, y + reach), (x - reach, y + reach)]


def test_a_ring_under_the_pen_is_kept_over_another_desk_and_a_reload(planner, ground):
    tab = planner.open_desk(desk_at(ground))
    corners = corners_inside(ground)
    press(tab, corners[:3])
    expect(area(tab)).not_to_have_text(NOTHING)
    triangle = area(tab).inner_text()

    tab.desk("统计").desk("绘制地块")
    expect(said(tab)).to_contain_text("3 个界址点")
    expect(area(tab)).to_have_text(triangle)

    tab.page.reload()
    tab.map.settled()
    expect(said(tab)).to_contain_text("3 个界址点")
    expect(area(tab)).to_have_text(triangle)

    # the pen goes on where it stopped, and undo still takes back its last point
    press(tab, corners[3:])
    expect(area(tab)).not_to_have_text(triangle)
    tab.page.keyboard.press("Control+z")
    expect(area(tab)).to_have_text(triangle)
    tab.page.keyboard.press("Control+y")
    tab.page.keyboard.press("Enter")
    square = f"{Polygon(corners).area * 3 / 2000:,.1f}"
    expect(area(tab)).to_contain_text(square[:-1])


def test_shape_and_form_come_back_and_can_be_thrown_away(planner, ground):
    tab = planner.open_desk(desk_at(ground))
    press(tab, corners_inside(ground))
    tab.page.keyboard.press("Enter")
    expect(area(tab)).not_to_have_text(NOTHING)
    drawn = area(tab).inner_text()
    tab.page.get_by_role("tab", name="登记", exact=True).click()
    form = tab.page.locator(".draw-form")
    form.get_by_label("地块编号").fill("P4-955")
    form.get_by_label("规划用途").select_option(label="100101 一类工业用地")
    form.get_by_label("生效日期").fill("2026-11-05")
    form.get_by_label("依据文号").fill("周规〔2026〕示例8号")
    form.get_by_role("button", name="更多", exact=True).click()
    form.get_by_label("坐落").fill("示例路北侧")

    def all_is_back() -> None:
        expect(said(tab)).to_contain_text("4 个界址点")
        expect(area(tab)).to_have_text(drawn)
        tab.page.get_by_role("tab", name="登记", exact=True).click()
        expect(form.get_by_label("所在园区")).to_have_value("P4")
        expect(form.get_by_label("地块编号")).to_have_value("P4-955")
        expect(form.get_by_label("规划用途").locator("option:checked")).to_have_text("100101 一类工业用地")
        expect(form.get_by_label("生效日期")).to_have_value("2026-11-05")
        expect(form.get_by_label("依据文号")).to_have_value("周规〔2026〕示例8号")

    tab.desk("台账").desk("绘制地块")
    all_is_back()
    # the last step can still be undone after another desk
    tab.page.get_by_role("button", name="撤销", exact=True).click()
    expect(area(tab)).to_have_text(NOTHING)
    tab.page.get_by_role("button", name="重做", exact=True).click()
    expect(area(tab)).to_have_text(drawn)
    tab.page.reload()
    tab.map.settled()
    all_is_back()
    form.get_by_role("button", name="更多", exact=True).click()
    expect(form.get_by_label("坐落")).to_have_value("示例路北侧")

    # a new tab of the same browser has it too
    beside = tab.beside().open_desk("/desk/draw")
    expect(said(beside)).to_be_visible()
    expect(area(beside)).to_have_text(drawn)
    beside.page.close()

    said(tab).get_by_role("button", name="舍弃草图").click()
    dialog = tab.page.get_by_role("dialog", name="清除草图？")
    expect(dialog).to_contain_text(f"{drawn} 亩")
    dialog.get_by_role("button", name="清除草图").click()
    expect(area(tab)).to_have_text(NOTHING)
    expect(said(tab)).to_be_hidden()
    expect(form.get_by_label("依据文号")).to_have_value("")
    tab.page.reload()
    tab.map.settled()
    expect(tab.page.get_by_text("还没有图形")).to_be_visible()
    expect(said(tab)).to_be_hidden()


def test_typed_points_are_still_sent_as_typed_after_a_reload(planner, ground):
    tab = planner.open_desk(desk_at(ground))
    points = list(ground.halves()[0].exterior.coords)[:-1]
    tab.page.get_by_role("tab", name="坐标").click()
    tab.page.get_by_role("button", name="粘贴坐标表").click()
    dialog = tab.page.get_by_role("dialog", name="粘贴坐标表")
    table = "\n".join(f"A{at}\t{north:.3f}\t{38_000_000 + east:.3f}" for at, (east, north) in enumerate(points, 1))
    dialog.get_by_label("界址点坐标表").fill(table)
    dialog.get_by_role("button", name="读入").click()
    expect(area(tab)).not_to_have_text(NOTHING)
    tab.desk("统计").desk("绘制地块")
    expect(said(tab)).to_be_visible()
    tab.page.reload()
    tab.map.settled()
    tab.page.get_by_role("tab", name="坐标").click()
    expect(tab.page.get_by_label("坐标系", exact=True)).to_have_value("4526")
    expect(tab.page.get_by_label("点号 1", exact=True)).to_have_value("A1")
    tab.page.get_by_role("tab", name="登记", exact=True).click()
    form = tab.page.locator(".draw-form")
    form.get_by_label("地块编号").fill("P4-956")
    form.get_by_role("button", name="登记地块").click()
    tab.toast("地块 P4-956 已登记。")
    dossier = tab.ask(f"/api/plots/{tab.ask('/api/plots', q='P4-956')['items'][0]['id']}")
    kept = [(point["no"], point["x"], point["y"]) for point in dossier["boundary"]["rings"][0]["points"]]
    assert kept == [(f"A{at}", f"{n:.3f}", f"{38_000_000 + e:.3f}") for at, (e, n) in enumerate(points, 1)]
    # what is registered is no draft any more
    tab.open_desk(desk_at(ground))
    expect(tab.page.get_by_text("还没有图形")).to_be_visible()
    expect(said(tab)).to_be_hidden()


def test_a_draft_belongs_to_the_person_who_drew_it(planner, ground):
    tab = planner.open_desk(desk_at(ground))
    press(tab, corners_inside(ground))
    tab.page.keyboard.press("Enter")
    expect(area(tab)).not_to_have_text(NOTHING)
    drawn = area(tab).inner_text()
    # the next person at the same computer
    tab.page.goto("about:blank")
    tab.page.context.clear_cookies()
    tab.sign_in("officer").open_desk("/desk/draw")
    expect(tab.page.get_by_text("还没有图形")).to_be_visible()
    expect(area(tab)).to_have_text(NOTHING)
    tab.page.goto("about:blank")
    tab.page.context.clear_cookies()
    tab.sign_in("planner").open_desk("/desk/draw")
    expect(area(tab)).to_have_text(drawn)
