"""Promises at the desk: the sums lead to their lists, a check is refused until it is proved, the map and the dossier follow."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.tab import Tab
from tests.browser.test_accessibility import findings

PAPER = {"name": "竣工审计.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
COLUMNS = ("已履约", "逾期", "违约", "免除", "未到期")


def sums(tab: Tab) -> dict[str, int]:
    """The identity as the page shows it."""
    cards = tab.page.locator(".promise-sum")
    expect(cards).to_have_count(6)
    found = {}
    for card in cards.all():
        lines = card.inner_text().splitlines()
        found[lines[1].strip()] = int(lines[0].replace(",", ""))
    return found


def test_the_columns_add_up_and_each_leads_to_its_list(visit):
    tab = visit("officer").open("/desk/commitments")
    shown = sums(tab)
    assert shown["应履约"] == sum(shown[column] for column in COLUMNS)
    assert findings(tab) == []
    for column in ("违约", "免除"):
        tab.page.locator(".promise-sum").filter(has_text=column).click()
        expect(tab.page.locator(".promises-count")).to_have_text(f"{shown[column]} 项")
    tab.page.get_by_role("tab", name="履约率").click()
    total = tab.page.locator(".promises-rate-table tfoot td")
    expect(total.nth(1)).to_have_text(f"{shown['应履约']:,}")
    assert findings(tab) == []
    first = tab.page.locator(".promises-rate-table tbody tr").first
    due = first.locator(".promise-link").first
    expected = due.inner_text().strip()
    due.click()
    expect(tab.page.locator(".promises-count")).to_have_text(f"{expected} 项")


def test_a_check_is_refused_as_met_recorded_as_to_be_rectified_and_seen_in_the_dossier(visit):
    tab = visit("officer").open("/desk/commitments?promise_tally=late&promise_is_open=true&promise_q=固定资产投资强度")
    tab.page.locator(".promises-table .table-row").first.click()
    sheet = tab.page.locator(".promise-sheet")
    expect(sheet.locator(".promise-state")).to_contain_text("逾期")
    expect(sheet.locator(".promise-why")).to_contain_text("下一步")
    expect(sheet.locator(".reason-list")).to_contain_text("整改期限上限 365 天")
    sheet.get_by_role("button", name="登记核查").click()
    form = tab.page.get_by_role("dialog", name=re.compile("^核查：固定资产投资强度"))
    keep = form.get_by_role("button", name="登记", exact=True)
    form.get_by_label("数据截止日期").fill("2026-10-31")
    for label, value in (("厂房投资", "300"), ("设备投资", "100"), ("地价款", "50"), ("相关税费", "0")):
        form.get_by_label(label).fill(value)
    expect(form.locator(".promise-computed")).to_contain_text("未达到承诺")
    form.get_by_label("核查结论").select_option("met")
    expect(form.locator(".promise-blocked")).to_contain_text("没有证据")
    form.locator("input[type=file]").set_input_files(PAPER)
    expect(form.locator(".evidence-link")).to_contain_text("竣工审计.pdf")
    form.get_by_label("签字人").fill("示例甲")
    form.get_by_label("核查负责人").fill("示例组长")
    expect(form.locator(".promise-blocked")).to_contain_text("未达到承诺")
    expect(keep).to_be_disabled()
    form.get_by_label("核查结论").select_option("rectify")
    form.get_by_label("整改期限").fill("2027-03-31")
    form.get_by_label("后果").fill("补足差额")
    assert findings(tab) == []
    expect(keep).to_be_enabled()
    keep.click()
    tab.toast("核查已登记")
    expect(sheet.locator(".promise-state")).to_contain_text("限期整改")
    expect(sheet.locator(".promise-check").first).to_contain_text("厂房投资：300.00 万元")
    expect(sheet.locator(".promise-check").first).to_contain_text("竣工审计.pdf")
    sheet.get_by_role("button", name="打开地块").click()
    step = tab.page.locator(".promise-step.is-rectifying").filter(has_text="固定资产投资强度")
    step.locator("summary").first.click()
    expect(step).to_contain_text("督促整改")
    assert findings(tab) == []


def test_a_leader_reads_and_waives_and_a_planner_only_reads(visit):
    tab = visit("leader").open("/desk/commitments?promise_is_open=true&promise_tally=late")
    tab.page.locator(".promises-table .table-row").first.click()
    sheet = tab.page.locator(".promise-sheet")
    expect(sheet.get_by_role("button", name="免除")).to_be_visible()
    expect(sheet.get_by_role("button", name="登记核查")).to_have_count(0)
    tab = visit("planner").open("/desk/commitments?promise_is_open=true&promise_tally=late")
    tab.page.locator(".promises-table .table-row").first.click()
    expect(tab.page.locator(".promise-sheet .promise-why")).to_be_visible()
    expect(
        tab.page.locator(".promise-sheet").get_by_role("button", name=re.compile("免除|登记核查|撤销"))
    ).to_have_count(0)


def test_a_past_day_is_read_and_not_written(visit):
    tab = visit("officer").open("/desk/commitments?asof=2025-06-01&promise_is_open=true&promise_tally=late")
    expect(tab.page.locator(".promises-table .table-row").first).to_be_visible()
    before = sums(tab)
    assert before["应履约"] == sum(before[column] for column in COLUMNS)
    tab.page.locator(".promises-table .table-row").first.click()
    expect(tab.page.locator(".promise-sheet").get_by_role("button", name="登记核查")).to_be_disabled()
