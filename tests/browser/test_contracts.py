"""Contracts at the desk: the sums are those of the list, a decision becomes a contract with its duties, a supplement a version beside the first."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.running_site import RunningSite
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
    sign = page.get_by_role("button", name="签订合同", exact=True)
    expect(sign).to_have_attribute(
        "title", re.compile("^[1-9][0-9]* 项供地结果待签合同$")
    )  # it keeps its name when the number comes
    sign.click()
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


def test_an_allotment_decision_is_entered_in_its_own_words_and_called_that_everywhere(visit, site: RunningSite):
    (free,) = site.ask(
        "select s.plot_id, s.plot_no from plot_snapshot s where upper_inf(s.valid) and s.supply = 'not_ready'"
        " and not exists (select from contract c where c.plot_id = s.plot_id)"
        " and not exists (select from listing l where l.plot_id = s.plot_id) order by s.plot_no limit 1"
    )
    tab = visit("officer").open("/desk/contracts")
    page = tab.page
    page.get_by_role("button", name="签订合同", exact=True).click()
    page.get_by_label("地块编号").fill(free["plot_no"])
    page.locator(".contracts-found .menu-item").first.click()
    page.get_by_label("用地文件").select_option(label="划拨决定书")
    form = page.get_by_role("dialog", name=f"登记划拨决定书：地块 {free['plot_no']}")
    for gone in ("出让方式", "定金", "初始运行期", "投产日期", "争议解决"):
        expect(form.get_by_label(gone)).to_have_count(0)
    assert findings(tab) == []
    form.get_by_label("划拨决定书编号").fill("周政划〔2026〕示例1号")
    form.get_by_label("核发日期").fill("2026-11-02")
    form.get_by_label("划拨面积").fill("3600")
    form.get_by_label("坐落").fill("示例路北")
    form.get_by_label("批准机关").fill("示例市人民政府")
    form.get_by_label("划拨价款").fill("1000000")
    form.get_by_label("交地日期").fill("2026-11-20")
    form.get_by_label("动工日期").fill("2027-05-01")
    form.get_by_label("竣工日期").fill("2028-05-01")
    form.get_by_label("土地使用权人").fill("示例")
    form.locator(".menu-item").first.click()
    form.get_by_role("button", name="增加一期").click()
    form.get_by_label("付款日期").last.fill("2026-11-10")
    form.get_by_label("金额").last.fill("1000000")
    form.get_by_role("button", name="登记", exact=True).click()
    page.get_by_role("dialog", name="登记划拨决定书", exact=True).get_by_role("button", name="登记", exact=True).click()
    sheet = page.locator(".contracts-sheet")
    expect(sheet.get_by_role("heading", name="周政划〔2026〕示例1号")).to_contain_text("划拨决定书")
    sheet.get_by_role("tab", name="条款").click()
    expect(sheet.get_by_role("tabpanel")).to_contain_text("划拨价款")
    page.screenshot(path="test-results/allotment.png")
    expect(row(tab, "周政划〔2026〕示例1号")).to_contain_text("划拨决定书")
