"""Rules and calendar: everybody reads them, an administrator adds a dated entry, confirms one, and types a year's notice in."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.tab import Tab
from tests.browser.test_accessibility import findings

CODE, NAME = "idle.start_after_handover_years", "未约定时的动工年限"


def rule(tab: Tab, code: str = CODE):
    """The rows of one rule."""
    return tab.page.locator(".rules-table tbody").filter(has_text=code)


def entries(tab: Tab, code: str = CODE) -> list[dict]:
    return [entry for entry in tab.ask("/api/rulebook") if entry["code"] == code]


@pytest.mark.parametrize("who", ["officer", "planner", "leader"])
def test_staff_read_rules_and_calendar_and_change_nothing(visit, who):
    tab = visit(who).open("/desk/settings")
    expect(tab.page.get_by_role("heading", name="规则与日历")).to_be_visible()
    expect(rule(tab)).to_contain_text("闲置土地处置办法 第二十二条")
    expect(tab.page.get_by_text("修改由系统管理员办理")).to_be_visible()
    assert tab.page.get_by_role("button", name=re.compile("^(新条目|确认)$")).count() == 0
    tab.page.get_by_role("tab", name="工作日历").click()
    expect(tab.page.get_by_text("全年工作日")).to_be_visible()
    assert tab.page.get_by_role("button", name="录入安排").count() == 0


def test_rules_are_found_filtered_and_said_in_both_languages(visit):
    tab = visit("admin").open("/desk/settings")
    expect(rule(tab)).to_contain_text("待确认")
    whole = tab.page.locator(".rules-table tbody").count()
    tab.page.get_by_label("查找规则").fill("闲置土地处置办法第二十二条")
    expect(tab.page.locator(".rules-table tbody").filter(has_not_text="第二十二条")).to_have_count(0)
    expect(rule(tab)).to_be_visible()
    tab.page.get_by_label("查找规则").fill("动工年限")
    expect(tab.page.locator(".rules-table tbody")).to_have_count(1)
    tab.page.get_by_label("查找规则").fill("没有这样的规则")
    expect(tab.page.get_by_text("没有符合条件的规则")).to_be_visible()
    tab.page.get_by_role("button", name="看全部规则").click()
    expect(tab.page.locator(".rules-table tbody")).to_have_count(whole)
    tab.page.get_by_role("button", name=re.compile("^只看待确认")).click()
    confirmed = tab.page.locator(".rules-table tbody").filter(has_text="已确认").filter(has_not_text="待确认")
    expect(confirmed).to_have_count(0)
    assert findings(tab) == []
    tab.page.get_by_role("button", name="切换到英文").click()
    expect(tab.page.get_by_role("heading", name="Rules and calendar")).to_be_visible()
    expect(tab.page.get_by_role("heading", name="Idle land")).to_be_visible()


def test_a_new_entry_takes_over_from_its_day_and_nothing_is_lost(visit):
    tab = visit("admin").open("/desk/settings")
    (before,) = entries(tab)
    rule(tab).get_by_role("button", name="新条目").click()
    dialog = tab.page.get_by_role("dialog", name=f"新条目：{NAME}")
    expect(dialog).to_contain_text("现为 1 年")
    # what is missing is said field by field, nothing is sent
    dialog.get_by_role("button", name="保存").click()
    expect(dialog).to_contain_text("请写明依据。")
    assert len(entries(tab)) == 1
    dialog.get_by_label("数值").fill("2")
    dialog.get_by_label("生效日期").fill("2027-07-01")
    dialog.get_by_label("依据").fill("闲置土地处置办法（示例修订） 第二十二条")
    dialog.get_by_label("修改理由").fill("示例：条文修订")
    assert findings(tab) == []
    dialog.get_by_role("button", name="保存").click()
    tab.toast(f"“{NAME}”的新条目已保存。")
    rows = rule(tab).get_by_role("row")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("2 年")
    expect(rows.nth(0)).to_contain_text("尚未生效")
    expect(rows.nth(1)).to_contain_text("至2027年7月1日前")
    expect(rows.nth(1)).to_contain_text("现行")
    assert [(one["value"], one["effective_to"]) for one in entries(tab)] == [(before["value"], "2027-07-01"), (2, None)]
    # the same once more changes nothing, and the server says so
    rule(tab).get_by_role("button", name="新条目").click()
    dialog.get_by_label("数值").fill("2")
    dialog.get_by_label("生效日期").fill("2027-07-01")
    dialog.get_by_label("依据").fill("闲置土地处置办法（示例修订） 第二十二条")
    dialog.get_by_label("修改理由").fill("示例：重复")
    tab.watch.expect_refusal(409, "/api/rulebook")
    dialog.get_by_role("button", name="保存").click()
    expect(dialog).to_contain_text("没有需要保存的变化")
    tab.discard_entries()
    # its history names who said what
    rule(tab).get_by_role("button", name="沿革").click()
    history = tab.page.get_by_role("dialog", name=f"“{NAME}”的沿革")
    expect(history.get_by_role("row")).to_have_count(4)
    expect(history).to_contain_text("被替换")
    expect(history).to_contain_text("系统管理员")
    assert findings(tab) == []


def test_an_entry_is_confirmed_against_its_document(visit):
    tab = visit("admin").open("/desk/settings")
    code, name = "idle.case_review_days", "申请行政复议的期限"
    (before,) = entries(tab, code)
    rule(tab, code).get_by_role("button", name="确认").click()
    dialog = tab.page.get_by_role("dialog", name=f"确认“{name}”")
    dialog.get_by_role("button", name="确认", exact=True).click()
    expect(dialog).to_contain_text("请写明理由。")
    dialog.get_by_label("修改理由").fill("已对照原文核对")
    dialog.get_by_role("button", name="确认", exact=True).click()
    tab.toast(f"“{name}”已确认。")
    expect(rule(tab, code)).to_contain_text("已确认")
    (after,) = entries(tab, code)
    assert (after["confirmed"], after["value"], after["basis"]) == (True, before["value"], before["basis"])
    tab.desk("操作记录")
    expect(tab.page.get_by_role("row").filter(has_text="已对照原文核对")).to_be_visible()


def test_a_published_year_is_shown_and_left_alone(visit):
    tab = visit("admin").open("/desk/settings?settings=calendar&year=2025")
    expect(tab.page.get_by_text("已按通知确认")).to_be_visible()
    expect(tab.page.locator(".festival").filter(has_text="春节")).to_contain_text("1月28日至2月4日放假 8 天")
    october = tab.page.get_by_role("table", name="10月", exact=True)
    expect(october.locator(".day-holiday")).to_have_count(8)
    expect(october.locator(".day-make_up")).to_have_count(1)
    expect(tab.page.get_by_text("国务院办公厅关于2025年部分节假日安排的通知")).to_be_visible()
    assert tab.page.get_by_role("button", name="录入安排").count() == 0
    assert findings(tab) == []


def test_a_year_is_typed_in_from_its_notice_and_confirmed(visit):
    tab = visit("admin").open("/desk/settings?settings=calendar")
    known = {one["year"] for one in tab.ask("/api/work-calendar")}
    year = next(year for year in range(2027, 2030) if year not in known)
    tab.page.get_by_label("年份").select_option(str(year))
    expect(tab.page.get_by_text("尚未确认")).to_be_visible()
    expect(tab.page.get_by_text("目前只按周末计算")).to_be_visible()
    before = tab.ask(f"/api/work-calendar/{year}")["workday_count"]
    tab.page.get_by_role("button", name="录入安排").click()
    tab.page.get_by_label("节日名称").fill("国庆节")
    tab.page.get_by_label("第一天").fill(f"{year}-10-01")
    tab.page.get_by_label("最后一天").fill(f"{year}-10-07")
    tab.page.get_by_role("button", name="加入", exact=True).click()
    expect(tab.page.locator(".festival").filter(has_text="国庆节")).to_contain_text("放假 7 天")
    # days can be pressed too: the first Saturday of September becomes a make-up day
    saturday = tab.page.get_by_role("table", name="9月", exact=True).locator(".day-weekend button").first
    words = saturday.get_attribute("title")
    saturday.click()
    tab.page.get_by_title(re.compile(re.escape(words.split(" ")[0]))).click()
    expect(tab.page.locator(".festival").filter(has_text="国庆节")).to_contain_text("上班")
    assert findings(tab) == []
    tab.page.get_by_label(re.compile("^通知已发布")).check()
    tab.page.get_by_role("button", name="保存").click()
    expect(tab.page.get_by_text("确认一个年份须写明通知文号。")).to_be_visible()
    tab.page.get_by_label("通知文号").fill(f"国务院办公厅关于{year}年部分节假日安排的通知（示例）")
    tab.page.get_by_label("修改理由").fill("通知已发布")
    tab.page.get_by_role("button", name="保存").click()
    tab.toast(f"{year} 年的工作日历已保存。")
    expect(tab.page.get_by_text("已按通知确认")).to_be_visible()
    stored = tab.ask(f"/api/work-calendar/{year}")
    assert (stored["confirmed"], len(stored["days"])) == (True, 8)
    weekdays_off = sum(one["kind"] == "holiday" for one in stored["kinds"])
    assert weekdays_off == 7
    assert stored["workday_count"] < before
    # it stays after a reload, and nobody may enter it again
    tab.page.reload()
    expect(tab.page.get_by_text("已按通知确认")).to_be_visible()
    assert tab.page.get_by_role("button", name="录入安排").count() == 0
