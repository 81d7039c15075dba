"""Land put to use again at the desk: the board is its list, a measure walks its road in the page, a temporary use cannot be too long."""

from __future__ import annotations

import re
from datetime import date, timedelta

from playwright.sync_api import Locator, expect

from tests.browser.tab import Tab
from tests.browser.test_accessibility import findings

PAPER = {"name": "盘活材料.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}


def prove(form: Locator) -> None:
    form.locator("input[type=file]").set_input_files(PAPER)
    expect(form.locator(".evidence-link")).to_contain_text("盘活材料.pdf")


def a_free_plot(tab: Tab) -> str:
    """The number of a plot in use without a measure."""
    taken = {row["plot_no"] for row in tab.ask("/api/reuse")["items"]}
    plots = tab.ask("/api/plots", stage="in_use", limit=100)["items"]
    return next(row["plot_no"] for row in plots if row["plot_no"] not in taken)


def test_the_board_counts_what_the_list_holds(visit):
    tab = visit("officer").open("/desk/reuse")
    expect(tab.page.locator(".reuse-card").first).to_be_visible()
    told = tab.ask("/api/reuse")
    expect(tab.page.locator(".reuse-sum").first).to_contain_text(str(told["total"]))
    expect(tab.page.locator(".reuse-card")).to_have_count(told["total"])
    cell = next(cell for cell in told["board"] if cell["stage"] == "reused")
    word = tab.ask("/api/terms")["reuse.ReuseMeasure"]
    label = next(row["label_zh"] for row in word if row["value"] == cell["measure"])
    row = tab.page.locator(".reuse-matrix tbody tr").filter(has_text=label)
    row.get_by_title(f"{label} · 已盘活").click()
    expect(tab.page.locator(".reuse-card")).to_have_count(cell["count"])
    tab.page.get_by_role("tab", name="台账").click()
    expect(tab.page.locator(".page-table tbody tr")).to_have_count(cell["count"])
    assert findings(tab) == []


def test_a_measure_is_planned_and_walks_to_better_use_in_the_page(visit):
    tab = visit("officer").open("/desk/reuse")
    plot_no = a_free_plot(tab)
    tab.page.get_by_role("button", name="登记盘活措施").click()
    form = tab.page.get_by_role("dialog")
    form.get_by_label("地块编号").fill(plot_no)
    form.get_by_role("button", name=plot_no, exact=True).click()
    form.get_by_role("button", name="下一步").click()
    form = tab.page.get_by_role("dialog", name=re.compile("^登记盘活措施"))
    form.get_by_label("盘活措施").select_option("upgrade")
    expect(form).to_contain_text("就地提升")
    form.get_by_label("盘活面积").fill("1000")
    form.get_by_role("button", name="保存").click()
    expect(tab.page.get_by_role("heading", name=f"{plot_no}地块盘活")).to_be_visible()
    for stage in ("方案已批准", "实施中"):
        tab.page.get_by_role("button", name=stage, exact=True).click()
        form = tab.page.get_by_role("dialog", name=re.compile("^推进"))
        form.get_by_role("button", name=stage).click()
        expect(form.get_by_role("alert")).to_contain_text("请上传证明材料")
        prove(form)
        form.get_by_role("button", name=stage).click()
        expect(form).to_have_count(0)
    expect(tab.page.locator(".reuse-part").first).to_contain_text("盘活后数据")
    for side, tax in (("填报盘活前", "120"), ("填报盘活后", "360")):
        tab.page.get_by_role("button", name=side).click()
        form = tab.page.get_by_role("dialog", name=re.compile("^填报数据"))
        form.get_by_label("年税收").fill(tax)
        prove(form)
        form.get_by_role("button", name="保存").click()
        expect(form).to_have_count(0)
    line = tab.page.locator(".reuse-bar-line").filter(has_text="亩均税收")
    expect(line.locator(".reuse-ratio")).to_have_text(re.compile(r"\+200"))
    tab.page.get_by_role("button", name="已盘活", exact=True).click()
    form = tab.page.get_by_role("dialog", name=re.compile("^推进"))
    prove(form)
    form.get_by_role("button", name="已盘活").click()
    expect(form).to_have_count(0)
    expect(tab.page.locator(".reuse-part").first).to_contain_text("该措施已经结束")
    assert findings(tab) == []


def test_a_temporary_use_is_refused_beyond_two_years_and_runs_within(visit):
    tab = visit("officer").open("/desk/reuse?reusetab=uses")
    expect(tab.page.locator(".page-table tbody tr").first).to_contain_text("到期未交回")
    plot_no = a_free_plot(tab)
    today = date.fromisoformat(tab.ask("/api/zone")["today"])
    tab.page.get_by_role("button", name="安排临时利用").click()
    form = tab.page.get_by_role("dialog")
    form.get_by_label("地块编号").fill(plot_no)
    form.get_by_role("button", name=plot_no, exact=True).click()
    form.get_by_label(re.compile("^使用人")).fill("示例企业01")
    form.get_by_label("恢复要求").fill("恢复原状")
    expect(form).to_contain_text("最迟")
    form.get_by_label("到期日（最后一天）").fill((today + timedelta(days=900)).isoformat())
    prove(form)
    tab.watch.expect_refusal(409, "/api/temporary-uses")
    form.get_by_role("button", name="保存").click()
    expect(form.get_by_role("alert")).to_contain_text("不得超过 2 年")
    form.get_by_label("到期日（最后一天）").fill((today + timedelta(days=300)).isoformat())
    form.get_by_role("button", name="保存").click()
    expect(form).to_have_count(0)
    row = tab.page.locator(".page-table tbody tr").filter(has_text=plot_no)
    expect(row).to_contain_text("还有 300 天")
    assert findings(tab) == []


def test_a_mortgage_is_recorded_and_released_beside_the_holders(visit):
    tab = visit("officer")
    plot = next(
        row
        for row in tab.ask("/api/plots", stage="in_use", limit=60)["items"]
        if not tab.ask(f"/api/plots/{row['id']}/encumbrances")
    )
    tab.open_desk(f"/desk?sel={plot['id']}&tab=parties")
    part = tab.page.locator(".plot-section").filter(has_text="权利限制")
    part.get_by_role("button", name="登记").click()
    form = tab.page.get_by_role("dialog", name=re.compile("^登记权利限制"))
    form.get_by_label(re.compile("^权利人")).fill("示例银行甲支行")
    form.get_by_role("button", name="保存").click()
    expect(form.get_by_role("alert")).to_contain_text("请填写登记证明号")
    form.get_by_label("登记证明号、裁定文号").fill("示例证明1号")
    form.get_by_label("登记日期").fill("2026-01-15")
    form.get_by_label("被担保债权数额").fill("800")
    form.get_by_role("button", name="保存").click()
    expect(part).to_contain_text("800.00 万元")
    part.get_by_role("button", name="解除").click()
    form = tab.page.get_by_role("dialog", name=re.compile("^解除抵押"))
    form.get_by_label("事由").fill("贷款结清")
    prove(form)
    form.get_by_role("button", name="解除").click()
    expect(part).to_contain_text("已解除 1 项")
    assert findings(tab) == []


def test_land_that_was_bought_back_tells_its_origin_in_supply_and_a_mark_to_the_public(visit):
    tab = visit("officer")
    rows = [row for row in tab.ask("/api/reuse", stage="prepared")["items"] if row["road"] == "returned"]
    numbers = {row["plot_no"]: row for row in rows}
    listing = next(
        item for item in tab.ask("/api/listings")["items"] if item["plot_no"] in numbers and item["listing_id"]
    )
    tab.open(f"/desk/supply?listing={listing['listing_id']}")
    sheet = tab.page.locator(".supply-sheet")
    expect(sheet).to_contain_text(f"盘活来源 {numbers[listing['plot_no']]['reuse_no']}")
    sheet.get_by_role("button", name=numbers[listing["plot_no"]]["reuse_no"]).click()
    expect(tab.page.get_by_role("heading", name=re.compile(f"^{listing['plot_no']}地块"))).to_be_visible()
    sites = tab.ask("/api/sites", limit=200)["items"]
    site = next(item for item in sites if item["plot_no"] in numbers)
    tab.open(f"/sites/{site['id']}")
    expect(tab.page.get_by_role("heading", level=1)).to_contain_text("盘活土地")
    left = numbers[site["plot_no"]]["left_names_zh"]
    assert left not in tab.page.content()
