"""A planner on the drawing board: every tool with the mouse and the keys, a killed browser, two planners on one plot."""

from __future__ import annotations

import re
from threading import Event

import pytest
import shapely
from playwright.sync_api import Route, expect

from tests.browser.drawing_board import Board, degrees, pair
from tests.browser.pressing import press_everything
from tests.browser.tab import Tab


@pytest.fixture
def planner(visit) -> Tab:
    return visit("planner")


@pytest.fixture
def board(planner) -> Board:
    return Board.begin(planner, "绘图台")


@pytest.fixture
def plots(board):
    return pair(board)


def test_a_plot_is_split_by_a_line_and_undone_and_done_again(board, plots):
    one, _ = plots
    ground = one["shape"]
    board.open(ground).choose(ground).take("按线分割")
    west, south, east, north = ground.bounds
    middle = (south + north) / 2
    board.click(west - 15, middle)
    board.click(east + 15, middle)
    board.page.keyboard.press("Enter")
    board.shows(2).do()
    done = next(row for row in board.operations() if row["method"] == "split_by_line")
    assert sum(board.areas(done)) == pytest.approx(ground.area, abs=0.02)
    assert one["plot_no"] not in board.ground()

    board.page.keyboard.press("Control+z")
    expect(board.panel.get_by_text("草案中还没有操作")).to_be_visible()
    assert one["plot_no"] in board.ground()
    board.page.keyboard.press("Control+Shift+Z")
    expect(board.panel.locator(".drawing-steps")).to_be_visible()
    assert one["plot_no"] not in board.ground()
    # what the server keeps is undone after a reload as well
    board.page.reload()
    board.ready()
    board.strip.get_by_role("button", name="撤销", exact=True).click()
    expect(board.panel.get_by_text("草案中还没有操作")).to_be_visible()


def test_nothing_is_asked_of_plots_that_an_act_has_just_replaced(board, plots):
    ground = plots[0]["shape"]
    board.open(ground).choose(ground).take("等分")
    board.panel.get_by_label("块数").fill("2")
    board.shows(2)
    held: list[Route] = []
    is_read = Event()
    board.page.route(
        f"**/api/proposals/{board.proposal_id}/ground?*",
        lambda route: route.continue_() if is_read.is_set() else held.append(route),
    )
    board.do()
    # the sheet has its new version, the ground is still being read: the preview stands as it was
    expect(board.panel.locator(".drawing-preview")).to_have_attribute("aria-busy", "false")
    assert held
    is_read.set()
    for route in held:
        route.continue_()
    board.tab.settled()
    assert [one["method"] for one in board.operations() if one["step_of"] is None] == ["split_into_lots"]


def test_a_line_that_stops_inside_says_why_is_kept_and_cuts_when_led_on(board, plots):
    ground = plots[0]["shape"]
    board.open(ground).choose(ground).take("按线分割")
    west, _south, _east, _north = ground.bounds
    centre = ground.representative_point()
    board.click(west - 15, centre.y)
    board.click(centre.x, centre.y)
    board.page.keyboard.press("Enter")
    expect(board.panel.get_by_text(re.compile("有一端落在地块内部"))).to_be_visible()
    board.do()
    failed = board.operations()[0]
    assert failed["is_failed"]
    assert failed["cut_line"]
    step = board.panel.locator(".drawing-step.is-failed")
    expect(step).to_contain_text("未成功")
    # zoom to the place, draw it again: line and plot are back under the tool
    step.get_by_role("button", name=re.compile("有一端落在")).click()
    step.get_by_role("button", name="重新画").click()
    expect(board.panel.get_by_text(re.compile("有一端落在地块内部"))).to_be_visible()
    board.panel.get_by_label("自动延长到界线").check()
    board.shows(2).do()
    assert not board.operations()[0]["is_failed"]


def test_areas_ratios_and_lots_along_a_side(board, plots):
    ground = plots[0]["shape"]
    board.open(ground).choose(ground)
    board.page.keyboard.press("a")
    board.panel.get_by_label("单位").select_option("m2")
    board.panel.get_by_label(re.compile("目标面积")).fill("3000")
    board.shows(2)
    expect(board.panel.locator(".drawing-results tr").first).to_contain_text("3000.00 ㎡")
    # a side gives the direction
    ring = ground.geoms[0].exterior if hasattr(ground, "geoms") else ground.exterior
    sides = list(zip(ring.coords[:-1], ring.coords[1:], strict=True))
    longest = max(sides, key=lambda side: shapely.LineString(side).length)
    inner = ground.buffer(-3)
    near = shapely.shortest_line(inner, shapely.LineString(longest).interpolate(0.5, normalized=True)).coords[0]
    board.click(*near)
    expect(board.panel.get_by_text(re.compile("已选方向边"))).to_be_visible()
    board.shows(2)
    board.take("按比例分割")
    board.panel.get_by_label("比例", exact=True).fill("1:2:1")
    board.shows(3)
    # Escape leaves the field, the map's keys are its own again
    board.page.keyboard.press("Escape")
    board.page.keyboard.press("d")
    expect(board.tool_button("等分")).to_have_attribute("aria-pressed", "true")
    board.panel.get_by_label("块数").fill("4")
    board.shows(4)
    # Enter in the field does it
    board.page.keyboard.press("Enter")
    expect(board.panel.locator(".drawing-steps")).to_be_visible()
    done = next(row for row in board.operations() if row["method"] == "split_into_lots")
    areas = board.areas(done)
    assert max(areas) - min(areas) <= 0.01
    assert sum(areas) == pytest.approx(ground.area, abs=0.02)


def test_a_common_boundary_is_shifted_to_an_area_and_the_plots_merged(board, plots):
    one, other = plots
    board.open(shapely.union(one["shape"], other["shape"]), 16.5)
    board.take("平移公共边界").choose(one["shape"], other["shape"])
    target = round(one["shape"].area - 500, 2)
    board.panel.get_by_label("或：使第一个地块达到面积").fill(str(target))
    expect(board.panel.locator(".drawing-results tr").first).to_contain_text(f"{target:.2f} ㎡")
    board.do()
    done = board.operations()[0]
    assert done["kind"] == "adjust"
    assert board.areas(done)[0] == pytest.approx(target, abs=0.01)
    assert sum(board.areas(done)[:2]) == pytest.approx(one["shape"].area + other["shape"].area, abs=0.02)
    ground = board.ground()
    board.take("合并").choose(ground[one["plot_no"]]["shape"], ground[other["plot_no"]]["shape"])
    board.shows(1).do()
    merged = next(row for row in board.operations() if row["kind"] == "merge")
    assert board.areas(merged)[0] == pytest.approx(one["shape"].area + other["shape"].area, abs=0.03)


def test_a_corner_is_dragged_in_both_plots_at_once(board, plots):
    one, other = plots
    common = shapely.line_merge(one["shape"].boundary.intersection(other["shape"].boundary))
    board.open(common, 18)
    board.take("移动界址点")
    start = common.interpolate(0.5, normalized=True)
    along = shapely.LineString([common.coords[0], common.coords[-1]])
    dx, dy = along.coords[1][0] - along.coords[0][0], along.coords[1][1] - along.coords[0][1]
    end = (start.x - dy / along.length * 6, start.y + dx / along.length * 6)
    board.drag((start.x, start.y), end)
    expect(board.panel.locator(".drawing-steps")).to_be_visible()
    done = board.operations()[0]
    assert (done["method"], done["kind"]) == ("move_corners", "adjust")
    assert {parent["plot_no"] for parent in done["parents"]} >= {one["plot_no"], other["plot_no"]}
    moved = board.ground()
    before = one["shape"].area + other["shape"].area
    after = moved[one["plot_no"]]["shape"].area + moved[other["plot_no"]]["shape"].area
    assert after == pytest.approx(before, abs=0.01)
    assert abs(moved[one["plot_no"]]["shape"].area - one["shape"].area) > 50


def test_holes_set_backs_and_right_angles(board, plots):
    ground = plots[0]["shape"]
    board.open(ground, 17.5).take("挖岛").choose(ground)
    centre = ground.representative_point()
    for dx, dy in ((-8, -8), (8, -8), (8, 8), (-8, 8)):
        board.click(centre.x + dx, centre.y + dy)
    board.page.keyboard.press("Enter")
    board.shows(1).do()
    with_hole = board.ground()[plots[0]["plot_no"]]["shape"]
    assert ground.area - with_hole.area == pytest.approx(256, abs=6)
    board.take("填岛").choose(with_hole)
    board.click(centre.x, centre.y)
    board.shows(1).do()
    assert board.ground()[plots[0]["plot_no"]]["shape"].area == pytest.approx(ground.area, abs=0.01)
    board.take("退线").choose(ground)
    board.panel.get_by_label("退线距离").fill("5")
    board.panel.get_by_label("退线带另成地块").check()
    expect(board.panel.locator(".drawing-results caption")).to_be_visible()
    board.do()
    board.take("直角化").choose(ground)
    expect(board.panel.get_by_text(re.compile("最大移动|没有需要调整|超过限值")).first).to_be_visible()


def test_a_new_plot_by_points_by_bearings_and_by_pasting(board, plots):
    free = plots[0]["shape"]
    board.open(free).take("绘制新地块")
    centre = free.centroid
    tabs = board.panel.get_by_role("tablist", name="绘制新地块")
    tabs.get_by_role("tab", name="方位角和距离").click()
    x, y = f"{centre.y:.3f}", f"{centre.x:.3f}"
    board.panel.get_by_label(re.compile("起点 X")).fill(x)
    board.panel.get_by_label(re.compile("起点 Y")).fill(y)
    board.panel.locator(".drawing-legs").fill("0 20\nN90°E 30.5\n180-00-00 20\n270 30.48")
    board.panel.get_by_role("button", name="计算坐标").click()
    expect(board.panel.get_by_text(re.compile("闭合差 0.020 米"))).to_be_visible()
    tabs.get_by_role("tab", name=re.compile("^坐标")).click()
    expect(board.panel.locator(".points-table tbody tr")).to_have_count(4)
    expect(board.panel.locator(".points-table tbody tr").first.locator("input").nth(1)).to_have_value(x)
    tabs.get_by_role("tab", name=re.compile("^检查")).click()
    # it lies on a plot that is there: told with the server's code before anything is kept
    expect(board.panel.get_by_text(re.compile(f"与.*{plots[0]['plot_no']}.*重叠")).first).to_be_visible()
    board.panel.get_by_label("地块编号").fill("P4-990")
    board.panel.get_by_role("button", name="加入草案").click()
    expect(board.panel.locator(".drawing-steps")).to_be_visible()
    made = board.operations()[0]
    points = made["shapes"][0]["points"]["rings"][0]["points"]
    assert points[0]["x"] == x
    assert points[0]["y"].endswith(y)
    assert made["shapes"][0]["plot_no"] == "P4-990"


def test_a_killed_browser_loses_nothing_and_another_machine_goes_on(board, plots, visit, chromium):
    ground = plots[0]["shape"]
    board.open(ground).choose(ground).take("按线分割")
    west, _, east, _ = ground.bounds
    centre = ground.representative_point()
    board.click(west - 15, centre.y)
    board.click(centre.x, centre.y + 4)
    expect(board.page.locator(".drawing-kept")).to_have_text("已保存")
    # killed in the middle of the line: no unload, no goodbye
    session = board.page.context.new_cdp_session(board.page)
    board.tab.watch.faults.clear()
    board.page.context.on("weberror", lambda _: None)
    session.detach()
    board.page.context.close()

    elsewhere = visit("planner")
    again = Board(elsewhere, board.proposal_id).open(ground)
    expect(again.panel.get_by_text(re.compile("已恢复上次未完成的绘制"))).to_be_visible()
    expect(again.tool_button("按线分割")).to_have_attribute("aria-pressed", "true")
    again.click(east + 15, centre.y)
    again.page.keyboard.press("Enter")
    again.shows(2).do()
    done = next(row for row in again.operations() if row["method"] == "split_by_line")
    assert len(done["cut_line"]["coordinates"][0]) == 3
    # what became an operation is not brought back once more
    elsewhere.toast("按线分割已存入草案。")
    expect(again.page.locator(".drawing-kept")).to_have_text("已保存")
    assert elsewhere.ask(f"/api/proposals/{board.proposal_id}/sketch") is None


def test_of_two_planners_on_one_plot_the_loser_sees_both_versions(board, plots, visit):
    ground = plots[0]["shape"]
    board.open(ground).choose(ground).take("等分")
    board.panel.get_by_label("块数").fill("3")
    board.shows(3)
    quicker = Board(visit("officer"), board.proposal_id).open(ground)
    quicker.choose(ground).take("等分").shows(2).do()
    board.tab.watch.allow_refusal("409", r"/api/proposals/\d+/drawing")
    board.panel.get_by_role("button", name="执行", exact=True).click()
    told = board.panel.get_by_role("region", name="草案已被他人修改")
    expect(told).to_contain_text("实线是最新图形，虚线是您未保存的图形")
    drawn = "(z) => gisappMap.ol.getAllLayers().find((one) => one.getZIndex() === z).getSource().getFeatures().length"
    # nothing of the winner's is overwritten, the loser's drawing stays in sight, and the loser can let go
    board.tab.settled()
    board.shows(3)
    assert [row["method"] for row in board.operations() if row["kind"] == "split"] == ["split_into_lots"]
    assert board.page.evaluate(drawn, 560) > 0
    told.get_by_role("button", name="放弃").click()
    expect(told).to_be_hidden()
    board.tab.settled()
    expect(board.panel.locator(".drawing-results")).to_be_hidden()


def test_keys_escape_backspace_and_snapping(board, plots):
    ground = plots[0]["shape"]
    board.open(ground).choose(ground)
    # each tool has its key, also where the map uses it elsewhere
    for button in board.strip.get_by_role("button").all()[4:]:
        board.page.keyboard.press(button.get_attribute("aria-keyshortcuts") or "?")
        expect(button).to_have_attribute("aria-pressed", "true")
    board.page.keyboard.press("v")
    board.choose(ground)
    board.page.keyboard.press("l")
    expect(board.tool_button("按线分割")).to_have_attribute("aria-pressed", "true")
    corner = ground.geoms[0].exterior.coords[0] if hasattr(ground, "geoms") else ground.exterior.coords[0]
    x, y = board.tab.map.spot(*degrees(*corner[:2]))
    board.page.mouse.move(x + 4, y + 3)
    expect(board.page.locator(".draw-hint")).to_contain_text("捕捉界址点")
    board.page.keyboard.press("s")
    expect(board.strip.get_by_role("button", name="捕捉界址点和界线")).to_have_attribute("aria-pressed", "false")
    board.page.mouse.move(x + 5, y + 3)
    expect(board.page.locator(".draw-hint")).not_to_contain_text("捕捉界址点 ·")
    board.page.keyboard.press("s")
    centre = ground.representative_point()
    board.click(centre.x, centre.y)
    board.click(centre.x + 10, centre.y)
    expect(board.page.locator(".drawing-kept")).to_have_text("已保存")
    sketch = board.tab.ask(f"/api/proposals/{board.proposal_id}/sketch")["content"]["points"]
    assert len(sketch) == 2
    board.page.keyboard.press("Backspace")
    board.tab.settled()
    assert len(board.tab.ask(f"/api/proposals/{board.proposal_id}/sketch")["content"]["points"]) == 1
    board.page.keyboard.press("Escape")
    board.tab.settled()
    assert board.tab.ask(f"/api/proposals/{board.proposal_id}/sketch") is None


def test_every_button_of_the_board_does_something(board, plots):
    ground = plots[0]["shape"]
    board.open(ground).choose(ground)
    board.tab.watch.allow_refusal("4\\d\\d", r"/api/.*")
    pressed, dead = press_everything(board.tab, ".drawing-board, .drawing-box, .draw-tools")
    assert dead == []
    assert len(pressed) >= 15, pressed


def test_a_proposal_is_begun_on_the_desk(planner):
    planner.open_desk("/desk/draw")
    box = planner.page.get_by_role("region", name="在草案中绘制")
    box.get_by_role("button", name="新建草案").click()
    box.get_by_role("button", name="新建并开始绘制").click()
    expect(box.get_by_text("请填写草案名称。")).to_be_visible()
    box.get_by_label("草案名称").fill("西片地块调整")
    box.get_by_label("园区").select_option("P4")
    box.get_by_role("button", name="新建并开始绘制").click()
    expect(planner.page.get_by_role("toolbar", name="绘图工具")).to_be_visible()
    expect(planner.page.locator(".drawing-open-title")).to_contain_text("西片地块调整")
    planner.page.get_by_role("button", name="查看差异与提交审核").click()
    planner.page.wait_for_url("**/desk/proposals**")
    planner.desk("绘制地块")
    planner.page.get_by_role("button", name="离开草案").click()
    expect(planner.page.get_by_role("toolbar", name="绘制工具")).to_be_visible()


def test_a_registered_plot_is_redrawn_from_a_pasted_table(board, plots):
    one = plots[0]
    board.open(one["shape"]).take("绘制新地块")
    board.panel.get_by_role("tab", name=re.compile("^坐标")).click()
    board.panel.get_by_role("button", name="粘贴坐标表").click()
    west, south, east, north = (round(value, 3) for value in one["shape"].buffer(-6).bounds)
    corners = [(south, west), (north, west), (north, east), (south, east)]
    dialog = board.page.get_by_role("dialog", name="粘贴坐标表")
    dialog.get_by_label("界址点坐标表").fill(
        "\n".join(f"J{n}\t{x:.3f}\t{y:.3f}" for n, (x, y) in enumerate(corners, 1))
    )
    dialog.get_by_role("button", name="读入").click()
    board.panel.get_by_label("用作").select_option(label=f"重绘 {one['plot_no']} 的界线")
    board.panel.get_by_role("button", name="加入草案").click()
    expect(board.panel.locator(".drawing-steps")).to_be_visible()
    done = board.operations()[0]
    assert (done["kind"], done["method"]) == ("change", "reshape")
    typed = [(point["x"], point["y"]) for point in done["shapes"][0]["points"]["rings"][0]["points"]]
    assert typed == [(f"{x:.3f}", f"{y:.3f}") for x, y in corners]
