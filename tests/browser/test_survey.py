"""A survey file comes in: it is checked, questioned, accepted in part, turned down; the original stays what it was."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import geopandas
import openpyxl
import pytest
from playwright.sync_api import Locator, expect
from shapely import set_precision
from shapely.affinity import scale
from shapely.geometry import Polygon, box

from tests.browser.ground_for_plots import Ground, boundary_txt, degrees, free_ground, outline_of
from tests.browser.tab import Tab


@pytest.fixture
def planner(visit) -> Tab:
    return visit("planner")


@pytest.fixture(scope="module")
def ground(chromium, site) -> Ground:
    """The same ground for the whole module: what one journey takes, the next finds taken."""
    from tests.browser.tab import Watch

    context = chromium.new_context()
    tab = Tab(context.new_page(), site, Watch(context, site.address))
    found = free_ground(tab.sign_in("planner"))
    context.close()
    return found


def looking_at(ground: Ground, desk: str = "/desk/survey") -> str:
    lon, lat = ground.middle
    return f"{desk}?at={lon:.6f},{lat:.6f},15.5"


def choose(tab: Tab, file: Path, park: str = "P4") -> Locator:
    """Choose the file in the panel and have it checked; returns the panel."""
    panel = tab.page.get_by_role("complementary", name="左侧面板")
    panel.get_by_label("选择文件").set_input_files(file)
    expect(panel.get_by_text(file.name)).to_be_visible()
    panel.get_by_label("入库园区").select_option(park)
    panel.get_by_role("button", name="上传并预检").click()
    expect(panel.get_by_role("heading", name="预检结果")).to_be_visible()
    return panel


def count(panel: Locator, what: str) -> int:
    return int(panel.locator(".survey-count", has_text=what).locator("strong").inner_text())


def test_a_file_dropped_on_the_map_is_checked_and_only_the_chosen_row_enters_the_register(planner, ground, tmp_path):
    tab = planner
    west = ground.halves()[0]
    lived_on = tab.ask("/api/plots", park="P4", stage="in_use", limit=1)["items"][0]
    taken = set_precision(scale(outline_of(tab, lived_on["id"]), 0.8, 0.8), 0.001)
    content = boundary_txt([("P4-901", west), ("P4-902", taken)])
    tab.open_desk(looking_at(ground, "/desk"))
    before = tab.ask("/api/plots", limit=1)["total"]

    # drag it onto the map: the park is the one it is dropped on
    x, y = tab.map.spot(*ground.middle)
    transfer = tab.page.evaluate_handle(
        """([text, name]) => {
            const carried = new DataTransfer();
            carried.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name));
            return carried;
        }""",
        [base64.b64encode(content).decode(), "P4勘测定界.txt"],
    )
    held = {"dataTransfer": transfer, "clientX": x, "clientY": y, "bubbles": True, "cancelable": True}
    tab.page.dispatch_event("#map", "dragenter", held)
    expect(tab.page.get_by_text("松开以导入测绘成果")).to_be_visible()
    tab.page.dispatch_event("#map", "drop", held)
    expect(tab.page.get_by_text("松开以导入测绘成果")).to_be_hidden()
    panel = tab.page.get_by_role("complementary", name="左侧面板")
    expect(panel.get_by_label("入库园区")).to_have_value("P4")
    panel.get_by_role("button", name="上传并预检").click()
    expect(panel.get_by_role("heading", name="预检结果")).to_be_visible()

    # the dry run: one sound plot, one that overlaps; nothing is stored yet
    assert count(panel, "新增") == 1
    assert count(panel, "错误") >= 1
    assert tab.ask("/api/plots", limit=1)["total"] == before
    tones = {feature["label"]: feature["tone"] for feature in tab.map.settled().preview}
    assert tones["P4-902"] == "error"
    assert tones["P4-901"] in ("new", "warning")
    tables = tab.page.get_by_role("complementary", name="台账面板")
    finding = tables.get_by_role("row").filter(has_text="P4-902").filter(has_text="错误").first
    expect(finding).to_contain_text(lived_on["plot_no"])
    finding.get_by_role("button", name=re.compile("定位第")).click()

    # take the sound row only
    tables.get_by_role("tab", name=re.compile("地块")).click()
    assert tables.get_by_role("row").filter(has_text="P4-902").get_by_role("checkbox").is_disabled()
    tables.get_by_role("row").filter(has_text="P4-901").get_by_role("checkbox").check()
    panel.get_by_label("依据文件").fill("周测〔2026〕示例1号")
    panel.get_by_role("button", name="只入库所选（1 宗）").click()
    tab.toast("已入库：新增 1 宗，修订 0 宗。")

    # on the map, in the ledger, in the dossier; the other one nowhere
    stored = tab.ask("/api/plots", q="P4-901")["items"]
    assert [plot["plot_no"] for plot in stored] == ["P4-901"]
    assert stored[0]["area_m2"] == pytest.approx(west.area, rel=1e-4)
    assert tab.ask("/api/plots", q="P4-902")["total"] == 0
    ledger = tab.desk("台账").ledger.open().expect_rows(before + 1)
    ledger.box.get_by_label("在台账中查找").fill("P4-901")
    ledger.expect_rows(1)
    ledger.row("P4-901").get_by_role("button", name="在图上定位 P4-901").click()
    assert stored[0]["id"] in tab.map.settled().ids()
    tab.map.click(*degrees(*west.representative_point().coords[0]))
    expect(tab.dossier.get_by_role("heading", name="P4-901", exact=True)).to_be_visible()
    tab.page.get_by_role("tab", name="界址", exact=True).click()
    expect(tab.page.get_by_role("tabpanel", name="界址", exact=True)).to_contain_text(
        f"{west.exterior.coords[0][1]:.3f}"
    )


def test_the_original_comes_back_byte_by_byte_and_the_findings_as_a_table(planner, ground, tmp_path):
    tab = planner.open_desk(looking_at(ground))
    file = tmp_path / "P4-示例二.txt"
    file.write_bytes(boundary_txt([("P4-903", ground.halves()[1])]))
    panel = choose(tab, file)
    original = tab.download(panel.get_by_role("button", name="下载原件").click, tmp_path / "back")
    assert original.name == file.name
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert hashlib.sha256(original.read_bytes()).hexdigest() == digest
    expect(panel).to_contain_text(digest)
    table = tab.download(panel.get_by_role("button", name="下载问题清单（CSV）").click, tmp_path / "back")
    assert "代码" in table.read_text("utf-8-sig").splitlines()[0]

    # turned down with a reason: nothing is stored and the reason stays to be read
    panel.get_by_role("button", name="退回", exact=True).click()
    dialog = tab.page.get_by_role("dialog", name=f"退回“{file.name}”")
    dialog.get_by_role("button", name="退回", exact=True).click()
    expect(dialog).to_contain_text("请写明退回原因。")
    dialog.get_by_label("退回原因").fill("编号与规划不一致")
    dialog.get_by_role("button", name="退回", exact=True).click()
    expect(panel).to_contain_text("退回原因：编号与规划不一致")
    expect(panel.get_by_role("button", name=re.compile("^(全部|只)入库"))).to_have_count(0)
    assert tab.ask("/api/plots", q="P4-903")["total"] == 0
    panel.get_by_role("button", name="返回成果列表").click()
    expect(panel.get_by_role("listitem").filter(has_text=file.name)).to_contain_text("退回")


def test_a_file_that_hides_its_zone_is_asked_about_and_never_guessed(planner, ground, tmp_path):
    tab = planner.open_desk(looking_at(ground))
    half = ground.halves()[1]
    file = tmp_path / "无带号.txt"
    file.write_bytes(boundary_txt([("P4-904", half)], zone=None))
    panel = choose(tab, file)
    question = panel.locator(".survey-questions")
    expect(question).to_contain_text("需要您答复")
    expect(panel.get_by_role("button", name=re.compile("全部入库"))).to_have_count(0)
    assert tab.map.preview == []
    question.get_by_role("radio", name=re.compile("38")).check()
    question.get_by_role("button", name="答复并重新预检").click()
    expect(question).to_be_hidden()
    assert count(panel, "新增") == 1
    tab.page.wait_for_function("() => gisappMap.overlays.previews.getFeatures().length === 1")
    panel.get_by_role("button", name="全部入库（1 宗）").click()
    tab.toast("已入库：新增 1 宗")
    stored = tab.ask("/api/plots", q="P4-904")["items"][0]
    lon, lat = degrees(*half.centroid.coords[0])
    assert stored["centroid"] == pytest.approx([lon, lat], abs=2e-4)


def test_a_broken_file_is_refused_with_a_sentence_that_says_what_to_do(planner, ground, tmp_path):
    tab = planner.open_desk(looking_at(ground))
    file = tmp_path / "坏.zip"
    file.write_bytes(b"PK\x03\x04 not a zip at all")
    tab.watch.expect_refusal(400, "/api/surveys")
    panel = tab.page.get_by_role("complementary", name="左侧面板")
    panel.get_by_label("选择文件").set_input_files(file)
    panel.get_by_label("入库园区").select_option("P4")
    panel.get_by_role("button", name="上传并预检").click()
    refusal = panel.locator(".note-error")
    expect(refusal).to_be_visible()
    assert re.search("[\u4e00-\u9fff]{4}", refusal.inner_text())
    expect(panel.get_by_role("button", name="上传并预检")).to_be_enabled()


def test_plots_far_outside_their_park_are_named_and_not_stored(planner, ground, tmp_path):
    tab = planner.open_desk(looking_at(ground))
    x, y = ground.outline.centroid.coords[0]
    outside = box(x + 60_000, y, x + 60_200, y + 200)
    file = tmp_path / "园区外.txt"
    file.write_bytes(boundary_txt([("P4-905", Polygon(outside.exterior))]))
    panel = choose(tab, file)
    assert count(panel, "错误") >= 1
    assert count(panel, "新增") == 0
    expect(panel).to_contain_text("没有可以入库的地块")
    tables = tab.page.get_by_role("complementary", name="台账面板")
    expect(tables.get_by_role("row").filter(has_text="错误").first).to_contain_text("园区")


@pytest.fixture
def free(planner) -> Ground:
    """Ground of one journey alone: the halves of the module's ground are in the register by now."""
    return free_ground(planner)


def test_findings_leave_as_a_workbook_and_come_back_corrected(planner, free, tmp_path):
    tab = planner
    west, east = free.halves()
    file = tmp_path / "重号.txt"
    file.write_bytes(boundary_txt([("P4-911", west), ("P4-911", east)]))
    tab.open_desk(looking_at(free))
    panel = choose(tab, file)
    assert (count(panel, "新增"), count(panel, "不能入库")) == (0, 2)

    saved = tab.download(lambda: panel.get_by_role("button", name="下载更正表（Excel）").click(), tmp_path)
    book = openpyxl.load_workbook(saved)
    sheet = book["更正表"]
    heads = [cell.value for cell in sheet[3]]
    assert heads[:5] == ["行号", "程度", "处理", "问题", "怎么改"]
    assert "P4-911" in sheet.cell(4, 4).value
    number = next(at for at, _ in enumerate(heads, 1) if sheet.cell(4, at).value == "P4-911")
    sheet.cell(5, number).value = "P4-912"
    book.save(saved)

    # sent back, the file is checked again with the new value; the original stays what it was
    panel.get_by_label("上传更正表").set_input_files(saved)
    tab.toast("已按更正表重新检查")
    expect(panel.locator(".survey-count", has_text="新增").locator("strong")).to_have_text("2")
    original = tab.download(lambda: panel.get_by_role("button", name="下载原件").click(), tmp_path)
    assert original.read_bytes() == file.read_bytes()


def test_columns_are_mapped_once_and_remembered_for_the_next_delivery(planner, free, tmp_path):
    tab = planner
    west, east = free.halves()

    def delivery(name: str, number: str, shape: Polygon) -> Path:
        frame = geopandas.GeoDataFrame({"代号": [number], "所在路": ["示例路"]}, geometry=[shape], crs=4547)
        frame.to_file(tmp_path / name, driver="GPKG")
        return tmp_path / name

    tab.open_desk(looking_at(free))
    panel = choose(tab, delivery("一期.gpkg", "P4-921", west))
    reading = panel.locator(".survey-section", has=tab.page.get_by_role("heading", name="读取方式"))
    reading.get_by_role("button", name="修改").click()
    reading.get_by_label("地块编号", exact=True).select_option("代号")
    reading.get_by_label("坐落", exact=True).select_option("所在路")
    reading.get_by_role("button", name="按此重新预检").click()
    expect(panel.locator(".survey-count", has_text="新增").locator("strong")).to_have_text("1")

    tab.open_desk(looking_at(free))
    panel = choose(tab, delivery("二期.gpkg", "P4-922", east))
    expect(panel.locator(".survey-count", has_text="新增").locator("strong")).to_have_text("1")
    expect(panel.get_by_text("沿用上次的对应")).to_have_count(2)
