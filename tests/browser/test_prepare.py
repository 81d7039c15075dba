"""Preparing a plot at the desk: the board says what is lacking, each line is mended where it stands, board, record and dossier follow."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Locator, expect

from tests.browser.tab import Tab
from tests.browser.test_accessibility import findings

PAPER = {"name": "安置完毕证明.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}


def open_plot(tab: Tab, plot_no: str) -> Locator:
    """Choose a plot on the board; return its sheet."""
    tab.page.locator(".prepare-search").fill(plot_no)
    tab.page.locator(".prepare-list .table-row").filter(has_text=plot_no).click()
    sheet = tab.page.get_by_role("region", name=plot_no)
    expect(sheet.locator(".prepare-verdict")).to_be_visible()
    return sheet


def topic(sheet: Locator, name: str) -> Locator:
    found = sheet.locator(".prepare-topic").filter(has=sheet.page.get_by_role("heading", name=name, exact=True))
    if found.get_attribute("open") is None:
        found.locator("summary").first.click()
    return found


def lacking_only_answers_and_indicators(tab: Tab) -> str:
    """The number of a plot that stands still for want of answers and a value looser than the table."""
    board = tab.ask("/api/readiness")
    for row in board["items"]:
        bad = {name for name, state in row["topics"].items() if state != "passed"}
        if bad == {"cleared", "indicators"} and row["topics"]["cleared"] == "unknown":
            return row["plot_no"]
    raise AssertionError("the demo has no such plot")


def test_every_state_is_counted_and_the_counts_are_the_lists(visit):
    tab = visit("officer").open("/desk/prepare")
    expect(tab.page.locator(".prepare-list .table-row").first).to_be_visible()
    totals = {total["state"]: total["plot_count"] for total in tab.ask("/api/readiness")["totals"]}
    words = {"ready": "具备供应条件", "expiring": "具备，评估将到期", "open": "有待核实", "failed": "尚不具备"}
    for state, word in words.items():
        chip = tab.page.get_by_role("button", name=re.compile(f"^{word}"))
        expect(chip).to_contain_text(str(totals[state]))
        chip.click()
        expect(tab.page.locator(".prepare-list")).to_contain_text(f"{totals[state]} 块")
        chip.click()
    assert findings(tab) == []


def test_a_plot_is_mended_line_by_line_until_it_may_be_offered(visit):
    tab = visit("officer").open("/desk/prepare")
    plot_no = lacking_only_answers_and_indicators(tab)
    sheet = open_plot(tab, plot_no)
    expect(sheet.locator(".prepare-verdict")).to_contain_text("尚不具备")
    cleared = topic(sheet, "净地核查")
    line = cleared.locator(".prepare-line").filter(has_text="安置补偿落实到位")
    line.get_by_text("为什么？").click()
    expect(line.locator(".prepare-why dl")).to_contain_text("闲置土地处置办法 第二十一条")
    for item in ("安置补偿落实到位", "具备动工开发所必需的其他基本条件"):
        cleared.locator(".prepare-line").filter(has_text=item).get_by_role("button", name="填写").click()
        form = tab.page.get_by_role("dialog", name=re.compile(item))
        form.get_by_label("是", exact=True).check()
        form.get_by_role("button", name="保存").click()
        expect(form.get_by_role("alert")).to_contain_text("须附证明材料")
        form.locator("input[type=file]").set_input_files(PAPER)
        expect(form.locator(".evidence-link")).to_contain_text("安置完毕证明.pdf")
        form.get_by_role("button", name="保存").click()
        expect(form).to_have_count(0)
    expect(cleared).to_contain_text("5/5")
    indicators = topic(sheet, "控制指标")
    tax = indicators.locator("tbody tr").filter(has_text="亩均税收")
    expect(tax).to_contain_text("宽于指标表")
    tax.get_by_role("button", name="修改").click()
    form = tab.page.get_by_role("dialog", name=re.compile("^修改"))
    form.get_by_label("数值").fill("60")
    form.get_by_role("button", name="保存").click()
    expect(form).to_have_count(0)
    expect(sheet.locator(".prepare-verdict")).to_contain_text("具备")
    expect(sheet.locator(".prepare-verdict")).to_contain_text("26 项中通过 26 项")
    sheet.get_by_role("button", name="出具核查结论").click()
    tab.page.get_by_role("dialog").get_by_role("button", name="出具核查结论").click()
    record = sheet.locator(".prepare-records li").first
    expect(record).to_contain_text("通过")
    record.get_by_role("button").click()
    expect(tab.page.get_by_role("dialog").locator(".prepare-line")).to_have_count(26)
    tab.page.keyboard.press("Escape")
    row = next(row for row in tab.ask("/api/readiness")["items"] if row["plot_no"] == plot_no)
    assert (row["state"] in ("ready", "expiring"), row["is_pending"]) == (True, False)
    assert findings(tab) == []


def test_a_dispute_stops_a_ready_plot_and_its_settlement_lets_it_go(visit):
    tab = visit("planner").open("/desk/prepare?prepare_state=ready")
    plot_no = next(row["plot_no"] for row in tab.ask("/api/readiness")["items"] if row["state"] == "ready")
    tab.open("/desk/prepare")
    sheet = open_plot(tab, plot_no)
    cleared = topic(sheet, "净地核查")
    cleared.get_by_role("button", name="登记纠纷").click()
    form = tab.page.get_by_role("dialog", name=re.compile("^登记纠纷"))
    form.get_by_label("纠纷事项").fill("承租户搬迁补偿争议（示例）")
    form.get_by_role("button", name="保存").click()
    expect(sheet.locator(".prepare-verdict")).to_contain_text("尚不具备")
    expect(cleared).to_contain_text("地块有未了结的纠纷")
    cleared.get_by_role("button", name="登记了结").click()
    form = tab.page.get_by_role("dialog", name=re.compile("^了结"))
    form.get_by_label("处理结果").fill("调解结案（示例）")
    form.get_by_role("button", name="保存").click()
    expect(form.get_by_role("alert")).to_contain_text("请附证明材料")
    form.locator("input[type=file]").set_input_files(PAPER)
    expect(form.locator(".evidence-link")).to_be_visible()
    form.get_by_role("button", name="保存").click()
    expect(sheet.locator(".prepare-verdict")).to_contain_text("具备供应条件")


def test_the_table_says_what_applies_to_an_industry_and_takes_a_new_entry(visit):
    tab = visit("officer").open("/desk/prepare?prepare=table&prepare_industry=1392&prepare_park=P4")
    rows = tab.page.locator(".prepare-entries tbody tr")
    tax = rows.filter(has_text="亩均税收")
    expect(tax).to_contain_text("适用")
    expect(tax).to_contain_text("≥ 10.00")
    expect(tax).to_contain_text("≥ 150.00")
    tab.page.get_by_role("button", name="新增要求").click()
    form = tab.page.get_by_role("dialog", name="新增要求")
    form.get_by_label("数值").fill("12.5")
    form.get_by_label("行业").fill("1392")
    form.get_by_label("依据文件").fill("示例文件 第三条")
    form.get_by_label("理由").fill("示例修订")
    form.get_by_role("button", name="保存").click()
    expect(form).to_have_count(0)
    expect(rows.filter(has_text="亩均税收")).to_contain_text("≥ 187.50")
    assert findings(tab) == []


def test_an_assessment_is_entered_from_a_file_and_counts_at_once(visit):
    tab = visit("planner").open("/desk/prepare?prepare=assessments")
    found = next(
        item for item in tab.ask("/api/assessments") if item["kind"] == "traffic" and item["park_codes"] == ["P2"]
    )
    west, south, east, north = found["bbox"]
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    ground = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}]}  # fmt: skip
    lacking = [row["plot_no"] for row in tab.ask("/api/readiness")["items"] if row["park_code"] == "P2" and row["topics"]["assessment"] != "passed"]  # fmt: skip
    assert lacking
    tab.page.get_by_role("button", name="登记评估").click()
    form = tab.page.get_by_role("dialog", name="登记评估")
    form.get_by_label("事项").select_option("traffic")
    form.get_by_label("批复文号").fill("示例评〔2026〕99号")
    form.get_by_label("成果名称").fill("P2 园区交通影响评价（补充，示例）")
    form.get_by_role("button", name="保存").click()
    expect(form.get_by_role("alert")).to_contain_text("请上传评估范围")
    form.locator(".ground-input").set_input_files(
        {"name": "范围.geojson", "mimeType": "application/geo+json", "buffer": json.dumps(ground).encode()}
    )
    expect(form.locator(".note-success")).to_contain_text("已读取范围")
    form.get_by_role("button", name="保存").click()
    expect(form).to_have_count(0)
    expect(tab.page.locator(".prepare-side")).to_contain_text("示例评〔2026〕99号")
    after = {row["plot_no"]: row["topics"]["assessment"] for row in tab.ask("/api/readiness")["items"]}
    assert {after[plot_no] for plot_no in lacking} == {"passed"}
    assert findings(tab) == []


def test_a_leader_reads_the_board_and_the_dossier_and_changes_nothing(visit):
    tab = visit("leader").open("/desk/prepare")
    row = tab.ask("/api/readiness")["items"][1]
    sheet = open_plot(tab, row["plot_no"])
    expect(sheet.get_by_role("button", name="出具核查结论")).to_have_count(0)
    expect(sheet.get_by_role("button", name="填写")).to_have_count(0)
    tab.open_desk(f"/desk/map?sel={row['plot_id']}&tab=readiness")
    expect(tab.page.locator(".prepare-verdict")).to_contain_text("项中通过")
