"""A planner's whole way: a faulty survey is mended and accepted, a plot of it cut into lots on the drawing board, another person publishes,
and the old number leads to the lots and their sheets."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import openpyxl
import pypdf
import pytest
import shapely
from openpyxl.cell import Cell
from playwright.sync_api import Locator, expect
from shapely import set_precision
from shapely.geometry import Polygon, box

from tests.browser.drawing_board import Board
from tests.browser.ground_for_plots import Ground, boundary_txt, free_ground
from tests.browser.tab import Tab

PARK = "P4"
CUT, NORTH, SOUTH = "P4-931", "P4-932", "P4-933"


@pytest.fixture
def planner(visit) -> Tab:
    return visit("planner")


def test_from_a_faulty_survey_to_four_published_lots(planner, visit, tmp_path):
    tab = planner
    ground = free_ground(tab, PARK)
    whole, *others = parts_of(ground)
    the_survey_is_mended_and_accepted(tab, ground, [whole, *others], tmp_path)
    board = the_plot_is_cut_into_lots_and_a_boundary_moved(tab, whole, tmp_path)
    areas = {one["plot_no"]: one["shape"].area for one in board.ground().values() if one["plot_no"].startswith(CUT)}
    assert len(areas) == 4
    assert sum(areas.values()) == pytest.approx(whole.area, abs=0.05)
    proposal = the_proposal_is_submitted_and_not_published_by_its_author(tab, board, tmp_path)
    officer = visit("officer")
    another_person_looks_and_publishes(officer, proposal, sorted(areas), tmp_path)
    the_old_number_leads_to_its_lots(tab, proposal, areas, tmp_path)
    the_sheet_of_a_lot_is_taken_home(tab, min(areas), tmp_path)


def parts_of(ground: Ground) -> list[Polygon]:
    """The western half, which will be cut, and the eastern one in two."""
    west, east = ground.halves()
    left, bottom, right, top = east.bounds
    middle = round((bottom + top) / 2, 3)
    halves = (box(left, middle, right, top), box(left, bottom, right, middle))
    return [west, *(set_precision(east.intersection(half), 0.001) for half in halves)]  # type: ignore[return-value]


def counted(panel: Locator, what: str) -> Locator:
    return panel.locator(".survey-count", has_text=what).locator("strong")


def the_survey_is_mended_and_accepted(tab: Tab, ground: Ground, parts: list[Polygon], folder: Path) -> None:
    """Two of three rows are wrong: one number with a blank, one number that belongs to a plot elsewhere."""
    elsewhere = tab.ask("/api/plots", park=PARK, stage="in_use", limit=1)["items"][0]["plot_no"]
    file = folder / "示例勘测定界.txt"
    file.write_bytes(boundary_txt(list(zip([CUT, "P4- 932", elsewhere], parts, strict=True))))
    lon, lat = ground.middle
    tab.open_desk(f"/desk/survey?at={lon:.6f},{lat:.6f},15.5")
    panel = tab.page.get_by_role("complementary", name="左侧面板")
    panel.get_by_label("选择文件").set_input_files(file)
    panel.get_by_label("入库园区").select_option(PARK)
    panel.get_by_role("button", name="上传并预检").click()
    expect(panel.get_by_role("heading", name="预检结果")).to_be_visible()
    tab.page.screenshot(path=folder / "1-findings.png")
    told = tab.page.get_by_role("complementary", name="台账面板").get_by_role("row")
    expect(told.filter(has_text="错误").filter(has_text="P4- 932")).to_contain_text("含有空格")
    expect(told.filter(has_text="警告").filter(has_text=f"在册地块“{elsewhere}”不在此处")).to_be_visible()
    saved = tab.download(panel.get_by_role("button", name="下载更正表（Excel）").click, folder)
    book = openpyxl.load_workbook(saved)
    expect(counted(panel, "新增")).to_have_text("1")
    sheet = book["更正表"]
    for line in range(4, sheet.max_row + 1):
        for cell in sheet[line]:
            if isinstance(cell, Cell) and cell.value in ("P4- 932", elsewhere):
                cell.value = NORTH if cell.value == "P4- 932" else SOUTH
    book.save(saved)
    panel.get_by_label("上传更正表").set_input_files(saved)
    tab.toast("已按更正表重新检查")
    expect(counted(panel, "新增")).to_have_text("3")
    panel.get_by_label("生效日期").fill("2026-11-20")
    panel.get_by_label("依据文件").fill("周测〔2026〕示例7号")
    tab.page.screenshot(path=folder / "2-mended.png")
    panel.get_by_role("button", name="全部入库（3 宗）").click()
    tab.toast("已入库：新增 3 宗，修订 0 宗。")
    for plot_no, part in zip((CUT, NORTH, SOUTH), parts, strict=True):
        stored = tab.ask("/api/plots", q=plot_no)["items"]
        assert [one["plot_no"] for one in stored] == [plot_no]
        assert stored[0]["area_m2"] == pytest.approx(part.area, rel=1e-4)


def the_plot_is_cut_into_lots_and_a_boundary_moved(tab: Tab, whole: Polygon, folder: Path) -> Board:
    tab.desk("绘制地块")
    opening = tab.page.get_by_role("region", name="在草案中绘制")
    opening.get_by_role("button", name="新建草案").click()
    opening.get_by_label("草案名称").fill(f"{CUT}分割为四宗")
    opening.get_by_label("园区").select_option(PARK)
    opening.get_by_role("button", name="新建并开始绘制").click()
    expect(tab.page.locator(".drawing-open-title")).to_contain_text(f"{CUT}分割为四宗")
    tab.page.wait_for_url(re.compile(r"proposal=\d+"))
    board = Board(tab, int(re.search(r"proposal=(\d+)", tab.page.url)[1]))  # type: ignore[index]
    board.open(whole, 16.5).choose(whole).take("等分")
    board.panel.get_by_label("块数").fill("4")
    board.shows(4)
    tab.page.screenshot(path=folder / "3-lots.png")
    board.do()
    one, other = neighbours(board)
    board.take("平移公共边界").choose(one["shape"], other["shape"])
    target = round(one["shape"].area - 400, 2)
    board.panel.get_by_label("或：使第一个地块达到面积").fill(str(target))
    expect(board.panel.locator(".drawing-results tr").first).to_contain_text(f"{target:.2f} ㎡")
    tab.page.screenshot(path=folder / "4-moved.png")
    board.do()
    moved = board.ground()
    # no corner is left within a step of another one
    ring = moved[one["plot_no"]]["shape"].geoms[0].exterior
    assert min(shapely.Point(a).distance(shapely.Point(b)) for a, b in pairwise(ring.coords)) > 1
    assert moved[one["plot_no"]]["shape"].area == pytest.approx(target, abs=0.02)
    assert moved[other["plot_no"]]["shape"].area == pytest.approx(other["shape"].area + 400, abs=0.05)
    return board


def neighbours(board: Board) -> tuple[dict, dict]:
    """Two of the four lots, with a common side."""
    lots = [one for no, one in sorted(board.ground().items()) if no.startswith(CUT)]
    assert len(lots) == 4, [one["plot_no"] for one in lots]
    return next(
        (a, b)
        for at, a in enumerate(lots)
        for b in lots[at + 1 :]
        if shapely.intersection(a["shape"].boundary, b["shape"].boundary).length > 20
    )


def the_proposal_is_submitted_and_not_published_by_its_author(tab: Tab, board: Board, folder: Path) -> int:
    board.page.get_by_role("button", name="查看差异与提交审核").click()
    sheet = tab.page.locator(".proposals")
    expect(tab.page.locator(".proposals-tables tbody tr", has_text="注销")).to_contain_text(CUT)
    tab.page.screenshot(path=folder / "5-sheet.png")
    sheet.get_by_role("button", name="提交审核").click()
    tab.page.locator("dialog button[type=submit]").click()
    tab.toast("已提交，等待另一人审核。")
    expect(sheet.get_by_text("须由另一人审核")).to_be_visible()
    expect(sheet.get_by_role("button", name="发布", exact=True)).to_have_count(0)
    tab.page.screenshot(path=folder / "6-submitted.png")
    # nor by a request that no button sends
    refused = tab.post(f"/api/proposals/{board.proposal_id}/publication", {"reason": "自行发布"})
    assert refused.status == 403, refused.text()
    assert "另一人" in refused.json()["message_zh"]
    assert tab.ask("/api/plot-numbers", plot_no=CUT)["is_live"] is True
    return board.proposal_id


def another_person_looks_and_publishes(officer: Tab, proposal: int, lots: list[str], folder: Path) -> None:
    officer.open_desk("/desk/proposals")
    officer.page.locator(".proposals-line", has_text=f"{CUT}分割为四宗").click()
    tables = officer.page.locator(".proposals-tables")
    expect(tables.locator("tbody tr", has_text="注销")).to_contain_text(CUT)
    for lot in lots:
        expect(tables.locator("tbody tr", has=officer.page.get_by_text(lot, exact=True)).first).to_be_visible()
    officer.page.screenshot(path=folder / "7-difference.png")
    tables.get_by_role("tab", name=re.compile("面积平衡")).click()
    # before and after of the whole, in ㎡: what one lot gave the other has
    cells = tables.locator("tfoot td").all_inner_texts()
    before, after = (float(cells[at].replace(",", "")) for at in (1, 3))
    assert after == pytest.approx(before, abs=1)
    officer.page.screenshot(path=folder / "8-balance.png")
    tables.get_by_role("button", name="前后对照").click()
    expect(officer.page.locator(".compare")).to_be_visible()
    officer.map.settled()
    officer.page.screenshot(path=folder / "9-compare.png")
    tables.get_by_role("button", name="关闭对照").click()
    officer.page.get_by_role("button", name="发布", exact=True).click()
    officer.page.locator("dialog button[type=submit]").click()
    officer.toast("已发布，地图和台账已更新。")
    officer.map.settled()
    officer.page.screenshot(path=folder / "10-published.png")


def the_old_number_leads_to_its_lots(tab: Tab, proposal: int, areas: dict[str, float], folder: Path) -> None:
    tab.open_desk("/desk/ledger")
    tab.page.get_by_role("combobox").first.fill(CUT)
    hits = tab.page.locator(".search-hit")
    expect(hits.first).to_be_visible()
    tab.page.screenshot(path=folder / "11-search.png")
    expect(hits).to_have_count(4)
    for at, lot in enumerate(sorted(areas)):
        expect(hits.nth(at)).to_contain_text(lot)
        expect(hits.nth(at)).to_contain_text(f"原{CUT}，2026年11月23日变更")
    hits.first.click()
    first = min(areas)
    expect(tab.dossier.get_by_role("heading", name=first, exact=True)).to_be_visible()
    tab.page.get_by_role("tab", name="沿革").click()
    expect(tab.page.locator(".lineage svg")).to_contain_text(CUT)
    no = tab.ask(f"/api/proposals/{proposal}")["proposal_no"]
    expect(tab.page.locator(".lineage table").last).to_contain_text(no)
    tab.page.screenshot(path=folder / "12-lineage.png")


def the_sheet_of_a_lot_is_taken_home(tab: Tab, lot: str, folder: Path) -> None:
    tab.ledger.open()
    tab.ledger.box.get_by_role("button", name="导出").click()
    choices = tab.page.locator(".export-outlines")
    choices.get_by_label("文件", exact=True).select_option("sheets.pdf")
    tab.page.screenshot(path=folder / "13-export.png")
    saved = tab.download(choices.get_by_role("button", name="导出界址文件").click, folder)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(saved).pages)
    assert saved.read_bytes().startswith(b"%PDF-")
    assert lot in text
