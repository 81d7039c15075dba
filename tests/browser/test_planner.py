"""A planner draws a plot: it snaps to its neighbours, its area is live, what is wrong is said before it can be stored."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from shapely.geometry import Polygon

from tests.browser.ground_for_plots import Ground, degrees, free_ground
from tests.browser.tab import Tab


def figures(tab: Tab) -> float:
    """The live area in 亩; 0 while there is none."""
    shown = tab.page.locator(".draw-area strong").inner_text().replace(",", "")
    return 0.0 if shown == "—" else float(shown)


def drawn_points(tab: Tab) -> int:
    tag = tab.page.get_by_role("tab", name=re.compile("^坐标")).locator(".tab-count")
    return int(tag.inner_text()) if tag.count() else 0


@pytest.fixture
def planner(visit) -> Tab:
    return visit("planner")


def desk_at(ground: Ground, zoom: float = 16.5) -> str:
    lon, lat = ground.middle
    return f"/desk/draw?at={lon:.6f},{lat:.6f},{zoom}"


def snap_ready(tab: Tab) -> None:
    """Wait until the neighbours' sides are there to snap to."""
    tab.page.wait_for_function(
        "() => gisappMap.ol.getInteractions().getArray()"
        ".some((one) => one.rBush_ && one.source_?.getFeatures().some((feature) => feature.get('kind') === 'plot'))"
    )


def test_a_plot_is_drawn_with_the_mouse_checked_and_registered(planner):
    tab = planner
    ground = free_ground(tab)
    # four far corners of the free outline: the pen must land exactly on them
    box = ground.outline.minimum_rotated_rectangle
    ring = [(x, y) for x, y in ground.outline.exterior.coords[:-1]]
    corners = [min(ring, key=lambda p: (p[0] - c[0]) ** 2 + (p[1] - c[1]) ** 2) for c in box.exterior.coords[:4]]
    tab.open_desk(desk_at(ground))
    expect(tab.page.get_by_text("还没有图形")).to_be_visible()
    snap_ready(tab)

    # near a neighbour's corner the pen is drawn to it: what is stored is the corner, not the pixel
    east, north = corners[0]
    x, y = tab.map.spot(*degrees(east, north))
    tab.page.mouse.move(x + 5, y + 4)
    tab.page.mouse.click(x + 5, y + 4)
    # the others stand in the open: extensions of the neighbours' sides pass near them and would draw the pen away
    magnet = tab.page.get_by_role("button", name="捕捉界址点和界线")
    magnet.click()
    expect(magnet).to_have_attribute("aria-pressed", "false")
    for corner in corners[1:3]:
        tab.map.point(*degrees(*corner))
        tab.map.click(*degrees(*corner))
    expect(tab.page.locator(".draw-area strong")).not_to_have_text("—")
    triangle = figures(tab)
    assert triangle == pytest.approx(Polygon(corners[:3]).area * 3 / 2000, rel=0.03)
    tab.map.click(*degrees(*corners[3]))
    expect(tab.page.locator(".draw-area strong")).not_to_have_text(f"{triangle:,.2f}")

    # undo under the pen, redo, then close the ring
    four = figures(tab)
    tab.page.keyboard.press("Control+z")
    expect(tab.page.locator(".draw-area strong")).to_have_text(f"{triangle:,.2f}")
    tab.page.keyboard.press("Control+y")
    expect(tab.page.locator(".draw-area strong")).to_have_text(f"{four:,.2f}")
    tab.page.keyboard.press("Enter")
    expect(tab.page.get_by_role("tab", name=re.compile("^坐标")).locator(".tab-count")).to_have_text("4")
    truth = Polygon(corners).area * 3 / 2000
    assert figures(tab) == pytest.approx(truth, rel=0.002)

    # after the ring is closed, undo takes the whole ring and redo brings it back
    tab.page.keyboard.press("Control+z")
    expect(tab.page.get_by_text("还没有图形")).to_be_visible()
    tab.page.keyboard.press("Control+Shift+Z")
    expect(tab.page.get_by_role("tab", name=re.compile("^坐标")).locator(".tab-count")).to_have_text("4")

    # snapped: the first corner is the neighbour's to the millimetre, although the mouse was five pixels away
    tab.page.get_by_role("tab", name=re.compile("^坐标")).click()
    shown = [
        (
            float(tab.page.get_by_label(f"X J{at}", exact=True).input_value()),
            float(tab.page.get_by_label(f"Y J{at}", exact=True).input_value()),
        )
        for at in range(1, 5)
    ]
    nearest = min(((x - north) ** 2 + (y - east) ** 2) ** 0.5 for x, y in shown)
    assert nearest < 0.02

    tab.page.get_by_role("tab", name=re.compile("^检查")).click()
    expect(tab.page.locator(".draw-checks")).not_to_be_empty()
    tab.page.get_by_role("tab", name="登记", exact=True).click()
    form = tab.page.locator(".draw-form")
    expect(form.get_by_label("所在园区")).to_have_value("P4")
    suggested = form.get_by_label("地块编号").input_value()
    assert re.fullmatch(r"P4-\d+", suggested)
    assert tab.ask("/api/plots", q=suggested)["total"] == 0
    form.get_by_label("地块编号").fill("P4-911")
    form.get_by_label("规划用途").select_option(label="100101 一类工业用地")
    form.get_by_label("依据文号").fill("周规〔2026〕示例3号")
    expect(form.get_by_role("button", name="登记地块")).to_be_enabled()
    form.get_by_role("button", name="登记地块").click()
    tab.toast("地块 P4-911 已登记。")
    expect(tab.dossier.get_by_role("heading", name="P4-911", exact=True)).to_be_visible()
    stored = tab.ask("/api/plots", q="P4-911")["items"][0]
    assert stored["area_m2"] * 3 / 2000 == pytest.approx(truth, rel=0.002)
    assert stored["id"] in tab.map.settled().ids()
    assert tab.map.selected == {stored["id"]}
    tab.page.get_by_role("tab", name="时间线").click()
    expect(tab.page.locator(".plot-event").first).to_contain_text("周规〔2026〕示例3号")


def test_what_overlaps_is_said_while_drawing_and_cannot_be_stored(planner):
    tab = planner
    plot = tab.ask("/api/plots", park="P5", stage="in_use", sort="-area_m2", limit=1)["items"][0]
    lon, lat = plot["centroid"]
    tab.open_desk(f"/desk/draw?at={lon:.6f},{lat:.6f},16.5")
    expect(tab.page.get_by_text("还没有图形")).to_be_visible()
    tab.page.keyboard.press("s")  # no snapping: into the middle of somebody's plot
    for east, north in ((-0.0004, -0.0003), (0.0004, -0.0003), (0.0004, 0.0003), (-0.0004, 0.0003)):
        tab.map.click(lon + east, lat + north)
    tab.page.keyboard.press("Enter")
    finding = tab.page.locator(".draw-checks").get_by_text(re.compile(plot["plot_no"]))
    expect(finding.first).to_be_visible()
    tab.page.get_by_role("tab", name="登记", exact=True).click()
    expect(tab.page.get_by_role("button", name="登记地块")).to_be_disabled()

    # leaving with an unsaved drawing asks first, and "stay" keeps it
    asked: list[str] = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    tab.page.on("dialog", stay)
    with tab.page.expect_event("dialog"):
        tab.page.close(run_before_unload=True)
    expect(tab.page.get_by_role("button", name="登记地块")).to_be_visible()
    assert asked == ["beforeunload"]
    tab.page.remove_listener("dialog", stay)

    # another desk keeps the draft, and so does a closed browser; throwing it away names what is lost
    area = figures(tab)
    tab.desk("一张图").desk("绘制地块")
    expect(tab.page.locator(".draw-area strong")).to_have_text(f"{area:,.2f}")
    again = tab.beside().open_desk("/desk/draw")
    expect(again.page.locator(".draw-area strong")).to_have_text(f"{area:,.2f}")
    again.page.close()
    tab.page.get_by_role("button", name="清除草图").click()
    dialog = tab.page.get_by_role("dialog", name="清除草图？")
    expect(dialog).to_contain_text(f"{area:,.2f} 亩")
    dialog.get_by_role("button", name="清除草图").click()
    expect(tab.page.locator(".draw-area strong")).to_have_text("—")


def test_typed_points_become_the_same_plot_to_the_millimetre(planner):
    tab = planner
    ground = free_ground(tab, "P1")
    half = ground.halves()[0]
    points = list(half.exterior.coords)[:-1]
    tab.open_desk(desk_at(ground))
    tab.page.get_by_role("tab", name=re.compile("^坐标")).click()
    tab.page.get_by_role("button", name="粘贴坐标表").click()
    dialog = tab.page.get_by_role("dialog", name="粘贴坐标表")
    # with zone number 38, as on a survey sheet: X north, Y east
    table = "\n".join(f"J{at}\t{north:.3f}\t{38_000_000 + east:.3f}" for at, (east, north) in enumerate(points, 1))
    dialog.get_by_label("界址点坐标表").fill(table)
    dialog.get_by_role("button", name="读入").click()
    expect(tab.page.get_by_label("坐标系", exact=True)).to_have_value("4526")
    assert figures(tab) == pytest.approx(half.area * 3 / 2000, abs=0.006)
    # one point mistyped is marked, and mended
    cell = tab.page.get_by_label("X J2", exact=True)
    right = cell.input_value()
    cell.fill("abc")
    cell.press("Enter")
    expect(cell).to_have_attribute("aria-invalid", "true")
    cell.fill(right)
    cell.press("Enter")
    expect(cell).not_to_have_attribute("aria-invalid", "true")

    tab.page.get_by_role("tab", name="登记", exact=True).click()
    form = tab.page.locator(".draw-form")
    form.get_by_label("地块编号").fill("P1-911")
    form.get_by_role("button", name="登记地块").click()
    tab.toast("地块 P1-911 已登记。")
    dossier = tab.ask(f"/api/plots/{tab.ask('/api/plots', q='P1-911')['items'][0]['id']}")
    kept = [(point["no"], point["x"], point["y"]) for point in dossier["boundary"]["rings"][0]["points"]]
    assert kept == [(f"J{at}", f"{n:.3f}", f"{38_000_000 + e:.3f}") for at, (e, n) in enumerate(points, 1)]


def test_a_plot_is_retired_only_by_typing_its_number(planner):
    tab = planner
    plot = tab.ask("/api/plots", park="P2", stage="raw", limit=1)["items"][0]
    lon, lat = plot["centroid"]
    tab.open_desk(f"/desk/ledger?at={lon:.6f},{lat:.6f},16&sel={plot['id']}")
    before = tab.ledger.open().rows
    tab.page.get_by_role("button", name="更多操作").click()
    tab.page.get_by_role("menuitem", name="注销地块").click()
    dialog = tab.page.get_by_role("dialog", name=f"注销地块 {plot['plot_no']}")
    dialog.get_by_label(f"输入地块编号 {plot['plot_no']} 确认").fill("P2-000")
    dialog.get_by_label("变更理由").fill("重新划分宗地")
    dialog.get_by_role("button", name="注销", exact=True).click()
    expect(dialog).to_contain_text("与地块编号不一致。")
    dialog.get_by_label(f"输入地块编号 {plot['plot_no']} 确认").fill(plot["plot_no"])
    dialog.get_by_role("button", name="注销", exact=True).click()
    tab.toast(f"地块 {plot['plot_no']} 已注销。")
    tab.ledger.expect_rows(before - 1)
    assert plot["id"] not in tab.map.settled().ids()
    # its history stays: the day before it is there
    assert tab.ask("/api/plots", q=plot["plot_no"], as_of="2026-11-22")["total"] == 1
