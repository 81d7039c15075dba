"""The desk 效: a ranking with its reasons, a workbook that is mended and taken in, grades fixed anew, a candidate listed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.tab import Tab
from tests.browser.test_accessibility import findings
from tests.builders.performance import a_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADER = ("企业名称", "统一社会信用代码", "园区", "规上/规下", "实缴税收（万元）", "登记用地（亩）", "地块编号")


def workbook(*rows: tuple) -> dict:
    return {"name": "补报.xlsx", "mimeType": XLSX, "buffer": a_workbook(rows, header=HEADER)}


@pytest.mark.parametrize("part", ["league", "figures", "schemes", "low", "appeals", "room", "four"])
def test_every_part_of_the_desk_is_read_by_everybody(visit, part: str):
    tab = visit("leader").open(f"/desk/performance?performtab={part}")
    expect(tab.page.locator(".performance-page .page-table, .performance-page .import-list").first).to_be_visible()
    assert findings(tab) == []


def test_a_bar_opens_why_and_the_chart_filters_the_list(visit):
    tab = visit("leader").open("/desk/performance")
    above = tab.page.get_by_role("region", name="规上企业等级")
    grade_d = above.get_by_role("button", name=re.compile("D"))
    count = int(re.findall(r"\d+", grade_d.inner_text())[-1])
    grade_d.click()
    rows = tab.page.locator(".league-table tbody tr")
    expect(rows).to_have_count(count)
    rows.first.get_by_role("button").first.click()
    sheet = tab.page.get_by_role("complementary", name="为什么是这个等级")
    expect(sheet).to_contain_text("D 类（调控帮扶）")
    expect(sheet).to_contain_text("亩均税收")
    assert findings(tab) == []
    tab.page.get_by_role("button", name="复算校验").click()
    expect(tab.page.get_by_text("全部一致")).to_be_visible()


def test_a_workbook_is_tried_out_mended_and_taken_in(visit):
    tab = visit("officer").open("/desk/performance?performtab=figures")
    missing = tab.ask("/api/performance/figures", year=2025)["missing"]
    one = missing[0]
    tab.page.get_by_role("button", name="导入工作簿").click()
    form = tab.page.get_by_role("dialog", name="导入工作簿")
    row = (one["party_name_zh"], one["credit_code"], one["park_code"], "规上")
    form.locator("input[type=file]").set_input_files(workbook((*row, "约八百", None, None)))
    form.get_by_role("button", name="上传并试算").click()
    expect(form).to_contain_text("“约八百”不是数字")
    expect(form.get_by_role("button", name="入库 0 行")).to_be_disabled()
    form.get_by_role("button", name="改正后重新上传").click()
    form.locator("input[type=file]").set_input_files(workbook((*row, 812.5, None, None)))
    form.get_by_role("button", name="上传并试算").click()
    expect(form).to_contain_text("没有填任何用地面积")
    form.get_by_role("button", name="入库 1 行").click()
    expect(tab.page.get_by_text("已入库 1 行")).to_be_visible()
    expect(tab.page.locator(".figures-table")).to_contain_text("812.50")


def test_what_if_keeps_nothing_and_grades_are_fixed_anew(visit):
    tab = visit("officer").open("/desk/performance?performtab=schemes")
    tab.page.get_by_role("button", name="试算", exact=True).click()
    form = tab.page.get_by_role("dialog", name="2025 评分办法")
    form.get_by_label("A · 等级累计占比（%）").fill("10")
    form.get_by_role("button", name="试算", exact=True).click()
    expect(form.get_by_text(re.compile(r"\d+ 家中 \d+ 家等级变化"))).to_be_visible()
    form.get_by_role("button", name="关闭").last.click()
    assert len(tab.ask("/api/performance/schemes", year=2025)["schemes"]) == 1
    tab.page.get_by_role("tab", name="亩均排名").click()
    tab.page.get_by_role("button", name="评定等级").click()
    tab.page.get_by_role("dialog").get_by_role("button", name="评定等级").click()
    expect(tab.page.get_by_text("第 2 次评定")).to_be_visible()


def test_a_candidate_is_listed_and_its_plot_tells_so(visit):
    tab = visit("officer").open("/desk/performance?performtab=low")
    row = tab.page.locator(".low-table tbody tr").filter(has_text="候选").first
    plot_no = row.locator(".text-link").inner_text()
    row.get_by_role("button", name="处理").click()
    form = tab.page.get_by_role("dialog")
    form.get_by_label(re.compile("^说明")).fill("已约谈企业")
    form.get_by_role("button", name="保存").click()
    listed = tab.page.locator(".low-table tbody tr").filter(has_text=plot_no)
    expect(listed).to_contain_text("已列入")
    listed.locator(".text-link").click()
    expect(tab.page.locator(".plot-performance")).to_contain_text("已列入")


def test_an_appeal_is_entered_and_answered(visit):
    tab: Tab = visit("officer").open("/desk/performance?performgrade=C")
    row = tab.page.locator(".league-table tbody tr").filter(has_not_text="申诉中").first
    row.get_by_role("button").first.click()
    name = tab.page.locator(".why-head h3").inner_text()
    tab.page.get_by_role("button", name="登记申诉").click()
    form = tab.page.get_by_role("dialog")
    form.get_by_label(re.compile("^申诉理由")).fill("用地面积有误")
    form.get_by_role("button", name="登记申诉").click()
    tab.page.get_by_role("tab", name="申诉和不定级").click()
    appeal = tab.page.locator(".page-table tbody tr").filter(has_text="用地面积有误")
    expect(appeal).to_contain_text(name)
    appeal.get_by_role("button", name="答复").click()
    answer = tab.page.get_by_role("dialog")
    answer.get_by_label("答复结果").select_option("upheld")
    answer.get_by_label(re.compile("^调整后等级")).select_option("B")
    answer.get_by_label(re.compile("^答复内容")).fill("经复核成立")
    answer.get_by_role("button", name="答复").click()
    expect(appeal).to_contain_text("申诉成立")
