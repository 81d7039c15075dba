"""An investor finds, matches, relaxes and keeps her search; an officer publishes a workshop and works a match out again."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.tab import DESK, PHONE, Tab

NEED = "industry=healthy_food&area=50-80&by=2027-06"


def total(tab: Tab) -> int:
    words = tab.page.locator(".match-count strong").inner_text()
    return int(re.match(r"\d+", words)[0])  # type: ignore[index]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["laptop", "phone"])
def test_find_match_and_relax(visit, size):
    tab = visit(size=size).open(f"/?{NEED}")
    expect(tab.page.locator(".site-card-link").first).to_be_visible()
    tab.page.get_by_role("button", name="按项目匹配").click()
    expect(tab.page.locator(".match-count")).to_be_visible()
    tab.page.wait_for_url(lambda url: "/match" in url)
    first = tab.page.locator(".candidate").first
    expect(first.locator(".contribution")).not_to_have_count(0)
    expect(first.locator(".contribution-reason").first).not_to_be_empty()
    tab.page.get_by_label("固定资产投资").fill("20000")
    expect(first.locator(".thresholds")).to_be_visible()
    before = total(tab)
    promise = tab.page.locator(".relaxation").first
    promised = int(re.search(r"共 (\d+) 处", promise.inner_text())[1])  # type: ignore[index]
    promise.click()
    expect(tab.page.locator(".match-count strong")).to_have_text(re.compile(rf"^{promised} "))
    assert promised > before


def test_the_match_is_in_the_address_and_a_sheet_leads_back_to_it(visit):
    tab = visit().open(f"/match?{NEED}&plan=investment:20000")
    expect(tab.page.locator(".candidate").first).to_be_visible()
    found = total(tab)
    tab.page.locator(".candidate .site-card-link").first.click()
    expect(tab.page.locator(".sheet h1")).to_be_visible()
    expect(tab.page.locator(".sheet-distances li").first).to_be_visible()
    tab.page.get_by_role("link", name="返回列表").click()
    expect(tab.page.locator(".match-count")).to_be_visible()
    assert total(tab) == found
    assert "investment:20000" in tab.page.url.replace("%3A", ":")


def test_nothing_asked_is_said_and_one_wish_ranks(visit):
    tab = visit().open("/match")
    expect(tab.page.get_by_role("heading", name="还没有说需要什么")).to_be_visible()
    expect(tab.page.locator(".candidate")).to_have_count(0)
    tab.page.get_by_label("固定资产投资").fill("20000")
    expect(tab.page.locator(".candidate").first).to_be_visible()
    expect(tab.page.locator(".project-musts").get_by_label("标准地门槛")).not_to_be_checked()
    tab.page.locator(".project-musts").get_by_label("标准地门槛").check()
    expect(tab.page.locator(".excluded")).to_be_attached()
    expect(tab.page.locator(".contribution-missed")).to_have_count(0)


def test_by_keyboard_alone(visit):
    tab = visit().open(f"/?{NEED}")
    expect(tab.page.locator(".site-card-link").first).to_be_visible()
    tab.page.get_by_role("button", name="按项目匹配").focus()
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator(".relaxation").first).to_be_visible()
    tab.page.locator(".relaxation").first.focus()
    before = total(tab)
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator(".match-count strong")).not_to_have_text(re.compile(rf"^{before} "))
    assert total(tab) > before


def test_a_search_is_kept_behind_a_secret_link_and_deleted(visit):
    tab = visit().open("/?industry=biomedicine&area=30-")
    expect(tab.page.locator(".site-card-link").first).to_be_visible()
    found = tab.page.locator(".results-count strong").inner_text()
    tab.page.get_by_role("button", name="保存查询").click()
    tab.page.get_by_label("名称").fill("医药 30 亩以上")
    tab.page.get_by_role("button", name="保存", exact=True).click()
    link = tab.page.get_by_label("私密链接（只显示这一次）").input_value()
    other = visit().open(link[link.index("/saved/") :])
    expect(other.page.get_by_text("已打开保存的查询“医药 30 亩以上”")).to_be_visible()
    expect(other.page.locator(".results-count strong")).to_have_text(found)
    other.page.get_by_role("button", name="删除这条保存").click()
    other.toast("已删除保存的查询。")


def test_workshops_and_transfers_are_listed_and_have_sheets(visit):
    tab = visit().open("/?kind=workshop")
    expect(tab.page.locator(".site-card-link").first).to_be_visible()
    assert {item["kind"] for item in tab.ask("/api/sites", kind="workshop")["items"]} == {"workshop"}
    tab.page.locator(".site-card-link").first.click()
    expect(tab.page.locator(".premises-figures")).to_be_visible()
    expect(tab.page.locator(".sheet-photos img").first).to_be_visible()


def test_the_page_for_frames_has_no_head_and_keeps_its_address(visit):
    tab = visit().open("/embed?park=P4")
    expect(tab.page.locator(".site-card-link").first).to_be_visible()
    expect(tab.page.locator(".window-head")).to_have_count(0)
    assert "/embed" in tab.page.url


def test_a_closed_announcement_is_nowhere_on_offer_in_a_frame(visit):
    tab = visit().open("/embed?supply=closed")
    expect(tab.page.locator(".site-card-link").first).to_be_visible()
    marks = tab.page.locator(".site-card .supply").all_inner_texts()
    assert set(marks) == {"公告已截止"}
    counts = {choice["value"]: choice["count"] for choice in tab.ask("/api/sites")["facets"]["supply"]}
    assert len(marks) == counts["closed"]
    tab.open(f"/sites/{tab.ask('/api/sites', supply='closed')['ids'][0]}")
    expect(tab.page.locator(".sheet-announcement .gloss").first).to_contain_text(re.compile(r"日起：.*下一步："))


def test_an_officer_withdraws_a_workshop_and_the_window_forgets_it(visit):
    desk = visit("officer").open_desk("/desk/premises")
    row = desk.page.locator("tbody tr", has_text="已公开").first
    number = row.locator("th").inner_text()
    row.get_by_role("button", name="撤回").click()
    desk.page.get_by_label("修改原因").fill("企业已自用")
    desk.page.get_by_role("button", name="保存", exact=True).click()
    desk.toast("已保存。")
    expect(
        desk.page.locator("tbody tr", has=desk.page.get_by_role("rowheader", name=number, exact=True))
    ).to_contain_text("未公开")
    guest = visit()
    assert int(number.rpartition("-")[2]) not in guest.ask("/api/sites", limit=200)["ids"]


def test_a_workshop_published_by_mistake_leaves_the_windows_past_too(visit):
    desk = visit("officer").open_desk("/desk/premises")
    row = desk.page.locator("tbody tr", has_text="已公开").last
    number = int(row.locator("th").inner_text().rpartition("-")[2])
    guest = visit()
    past = (date.fromisoformat(guest.ask("/api/sites")["as_of"]) - timedelta(days=1)).isoformat()
    assert number in guest.ask("/api/sites", limit=200, as_of=past)["ids"]
    row.get_by_role("button", name="误发布").click()
    desk.page.get_by_label("修改原因").fill("权利人未同意公开")
    desk.page.get_by_role("button", name="保存", exact=True).click()
    desk.toast("已保存。")
    for day in ({}, {"as_of": past}):
        assert number not in guest.ask("/api/sites", limit=200, **day)["ids"]


def test_an_officer_works_a_match_out_again(visit):
    guest = visit().open(f"/match?{NEED}")
    expect(guest.page.locator(".match-count")).to_be_visible()
    desk = visit("officer").open_desk("/desk/premises?prtab=matches")
    desk.page.get_by_role("button", name="重放核对").first.click()
    desk.toast("重放结果与当时完全一致。")
