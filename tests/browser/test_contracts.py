"""Contracts at the desk: the sums are those of the list, a decision becomes a contract with its duties, a supplement a version beside the first."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.tab import Tab
from tests.browser.test_accessibility import findings

PAPER = {"name": "延期申请.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}


def row(tab: Tab, text: str):
    return tab.page.locator(".contracts-table .table-row").filter(has_text=text)


def test_the_list_says_how_many_and_the_sheet_says_why(visit):
    tab = visit("officer").open("/desk/contracts?contracts_state=in_force")
    listed = tab.ask("/api/contracts", state="in_force", limit=1000)
    assert listed["totals"]["total"] == len(listed["items"])
    expect(tab.page.locator(".contracts-totals")).to_contain_text(f"{listed['totals']['total']} 份")
    assert findings(tab) == []
    late = next(item for item in listed["items"] if item["overdue"] > 0)
    tab.page.get_by_label("查找合同").fill(late["contract_no"])
    row(tab, late["contract_no"]).click()
    sheet = tab.page.locator(".contracts-sheet")
    expect(sheet.locator(".contracts-timeline > li")).to_have_count(late["duties"])
    sheet.get_by_text("为什么？").first.click()
    expect(sheet.locator(".contracts-why").first).to_contain_text("下一步")
    for name, words in (("条款", "第七条"), ("版本", "签订时"), ("文书", "国有建设用地使用权出让合同")):
        sheet.get_by_role("tab", name=name).click()
        expect(sheet.get_by_role("tabpanel")).to_contain_text(words)
        assert findings(tab) == []


def test_a_decision_becomes_a_contract_and_a_supplement_a_version_beside_it(visit):
    tab = visit("officer").open("/desk/contracts")
    page = tab.page
    waiting = tab.ask("/api/contracts/allocations")[0]
    page.get_by_role("button", name=re.compile("^签订合同")).click()
    page.locator(".contracts-choose li").filter(has_text=waiting["plot_no"]).get_by_role("button", name="签订").click()
    form = page.get_by_role("dialog", name=f"签订出让合同：地块 {waiting['plot_no']}")
    initial = form.get_by_label("初始运行期")
    expect(initial).to_have_value("24")  # proposed by the rulebook, the officer's to change
    initial.fill("")
    form.get_by_role("button", name="检查").click()
    expect(form.locator(".findings")).to_contain_text("未约定初始运行期")
    assert findings(tab) == []
    initial.fill("24")
    form.get_by_label("交地日期").fill("2026-12-30")
    number = form.get_by_label("合同编号").input_value()
    form.get_by_role("button", name="签订", exact=True).click()
    page.get_by_role("dialog", name="签订合同", exact=True).get_by_role("button", name="签订", exact=True).click()
    sheet = page.locator(".contracts-sheet")
    expect(sheet.get_by_role("heading", name=number)).to_be_visible()
    expect(sheet.locator(".contracts-timeline > li").first).to_contain_text("第 1 期价款")
    plot = tab.ask("/api/plots", ids=waiting["plot_id"])["items"][0]
    assert (plot["supply"], plot["holder_name_zh"]) == ("allocated", waiting["party_name_zh"])

    sheet.get_by_role("button", name="签订补充协议").click()
    supplement = page.get_by_role("dialog", name=re.compile("^签订补充协议"))
    supplement.get_by_label("补充协议编号").fill("补充-1")
    supplement.get_by_label("申请日期").fill("2026-11-20")
    supplement.get_by_label("理由").fill("设备到货推迟")
    supplement.get_by_label("初始运行期").fill("25")
    supplement.get_by_role("button", name="检查").click()
    expect(supplement.locator(".findings")).to_contain_text("证明材料")
    supplement.locator("input[type=file]").set_input_files(PAPER)
    expect(supplement.locator(".evidence-link")).to_contain_text("延期申请.pdf")
    supplement.get_by_role("button", name="检查").click()
    expect(supplement.locator(".contracts-changes")).to_contain_text("达产")
    supplement.get_by_role("button", name="签订", exact=True).click()
    page.get_by_role("dialog", name="签订", exact=True).get_by_role("button", name="签订", exact=True).click()
    sheet.get_by_role("tab", name="版本").click()
    expect(sheet.locator(".contracts-compare thead th")).to_have_count(3)
    expect(sheet.locator(".contracts-compare .is-changed")).to_have_text(re.compile("25 个月"))
    assert findings(tab) == []
