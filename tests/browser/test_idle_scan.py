"""Idle land at the desk: the scan's list leads to the plot, the tab tells why, a fact recorded changes the answer, another day is played."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.tab import Tab
from tests.browser.test_accessibility import findings


def open_first(tab: Tab, land_class: str) -> None:
    """From the list of the scan, filtered by a class, to the dossier's tab of its first plot."""
    box = tab.page.locator(".idle-class-box").filter(has_text=land_class)
    count = re.search(r"([\d,]+) 份", box.inner_text())
    assert count
    box.click()
    expect(tab.page.locator(".idle-count")).to_have_text(f"{count[1]} 份合同 · {land_class}")
    tab.page.locator(".idle-list .table-row").first.click()
    expect(tab.page.locator(".idle-answer").first).to_be_visible()


def test_the_classes_add_up_to_the_list_and_lead_to_their_rows(visit):
    tab = visit("officer").open("/desk/idle-scan")
    boxes = tab.page.locator(".idle-class-box")
    expect(boxes).to_have_count(7)
    counts = [int(re.search(r"([\d,]+) 份", box.inner_text())[1].replace(",", "")) for box in boxes.all()]
    expect(tab.page.locator(".idle-count")).to_have_text(f"{sum(counts)} 份合同")
    boxes.first.click()
    expect(tab.page.locator(".idle-count")).to_contain_text(f"{counts[0]} 份合同")
    assert findings(tab) == []


def test_the_tab_tells_why_and_plays_another_day(visit):
    tab = visit("officer").open("/desk/idle-scan")
    open_first(tab, "未动工满认定年限")
    page = tab.page
    expect(page.locator(".idle-sentence").first).to_contain_text("未动工满一年，疑似闲置")
    expect(page.locator(".idle-clock").first).to_contain_text("满认定年限")
    page.locator(".idle-fold summary").filter(has_text="推理过程").first.click()
    trace = page.locator(".idle-trace").first
    expect(trace).to_contain_text("动工开发日期")
    expect(trace).to_contain_text("闲置土地处置办法 第二条")
    assert findings(tab) == []
    page.locator(".idle-fold summary").filter(has_text="将来会怎样").first.click()
    page.locator(".idle-course .idle-turn").nth(1).click()
    expect(page.locator(".idle-sentence").first).to_contain_text("未动工满两年")
    expect(page.get_by_text("查看其他日期时不能登记").first).to_be_visible()
    page.get_by_role("button", name="回到屏幕日期").click()
    expect(page.locator(".idle-sentence").first).to_contain_text("未动工满一年")


def test_a_fact_recorded_and_corrected_changes_the_answer_and_stays_on_record(visit):
    tab = visit("officer").open("/desk/idle-scan")
    open_first(tab, "事实不全，待查实")
    page = tab.page
    sentence = page.locator(".idle-sentence").first
    expect(sentence).to_contain_text("待查实")
    page.get_by_role("button", name="登记事实").first.click()
    form = page.get_by_role("dialog")
    form.get_by_label("哪一项事实").select_option("stop")
    form.get_by_label("知道多少").select_option("none")
    form.get_by_label("依据（文件、台账、勘查）").fill("现场勘查")
    assert findings(tab) == []
    form.get_by_role("button", name="保存").click()
    tab.toast("已登记")
    if "施工许可证" in sentence.inner_text():
        row = page.locator(".idle-table tr").filter(has_text="施工许可证").first
        row.get_by_role("button", name="登记").click()
        form.get_by_label("知道多少").select_option("none")
        form.get_by_label("依据（文件、台账、勘查）").fill("住建部门台账")
        form.get_by_role("button", name="保存").click()
        tab.toast("已登记")
    expect(sentence).not_to_contain_text("待查实")
    page.locator(".idle-fold summary").filter(has_text="登记经过").first.click()
    expect(page.locator(".idle-history").first).to_contain_text("现场勘查")


def test_an_implausible_day_is_asked_about_before_it_is_kept(visit):
    tab = visit("officer").open("/desk/idle-scan")
    open_first(tab, "事实不全，待查实")
    page = tab.page
    page.get_by_role("button", name="登记事实").first.click()
    form = page.get_by_role("dialog")
    form.get_by_label("哪一项事实").select_option("stop")
    form.locator("input[type=date]").first.fill("1999-05-01")
    form.get_by_label("依据（文件、台账、勘查）").fill("现场勘查")
    form.get_by_role("button", name="保存", exact=True).click()
    expect(form.locator(".findings")).to_contain_text("早于合同签订日")
    assert findings(tab) == []
    all_the_same = form.get_by_role("button", name="已核对，仍然保存")
    expect(all_the_same).to_be_enabled()
    form.locator("input[type=date]").first.fill("1999-06-01")
    expect(form.locator(".findings")).to_have_count(0)
    form.get_by_role("button", name="保存", exact=True).click()
    all_the_same.click()
    tab.toast("已登记")
    expect(page.locator(".idle-facts .findings").first).to_contain_text("早于合同签订日")


def test_a_leader_reads_and_records_nothing(visit):
    tab = visit("leader").open("/desk/idle-scan")
    expect(tab.page.get_by_role("button", name="立即筛查")).to_have_count(0)
    open_first(tab, "未动工满收回年限")
    expect(tab.page.get_by_role("button", name="登记事实")).to_have_count(0)
    assert findings(tab) == []


@pytest.mark.parametrize(("language", "fold", "same", "nothing"), [
    ("zh", "留存的认定", "重算相同", "还没有留存的认定"), ("en", "Answers that were kept", "Comes out the same", "No answer has been kept yet"),
])  # fmt: skip
def test_the_tab_lists_the_answers_that_were_kept_and_what_they_rest_on(
    visit, language: str, fold: str, same: str, nothing: str
):
    tab = visit("officer")
    (row, *_) = tab.ask("/api/idle-findings", land_class="not_started_one")["items"]
    page = tab.page
    tab.open(f"/desk/map?sel={row['plot_id']}&tab=idle&lang={language}")
    shown = page.locator(".idle-fold").filter(has_text=fold).first
    shown.locator("summary").click()
    newest = shown.locator(".idle-kept > li").first
    expect(newest).to_contain_text(same)
    kept = tab.ask(f"/api/contracts/{row['contract_id']}/idle/answers")
    expect(shown.locator(".idle-kept > li")).to_have_count(len(kept))
    for told in (kept[0]["sha256"], kept[0]["engine"][:16], "idle.not_started_years"):
        expect(newest).to_contain_text(told)
    assert findings(tab) == []
    shown.scroll_into_view_if_needed()
    page.screenshot(path=f"test-results/kept-answers-{language}.png")
    page.route("**/idle/answers", lambda route: route.fulfill(json=[]))
    page.reload()
    shown.locator("summary").click()
    expect(shown).to_contain_text(nothing)
    assert findings(tab) == []
    shown.scroll_into_view_if_needed()
    page.screenshot(path=f"test-results/kept-answers-none-{language}.png")
