"""Code that arrives when it is wanted: where it does not, the screen says so, offers a way on and loses nothing."""

from __future__ import annotations

import re

from playwright.sync_api import expect

CONTRACTS = "**/assets/contracts-page-*"


def test_a_desk_that_does_not_arrive_says_so_and_comes_when_asked_again(visit):
    tab = visit("officer")
    line = {"broken": True}
    tab.page.route(CONTRACTS, lambda route: route.fulfill(status=503) if line["broken"] else route.continue_())
    tab.watch.allow_refusal("503", r"/assets/contracts-page-.*")
    tab.open_desk()
    box = tab.page.get_by_role("combobox", name=re.compile("^查找"))
    box.fill("P2-0")
    tab.desk("出让合同")

    page = tab.page.locator(".deskpage")
    expect(page.get_by_role("alert")).to_contain_text("没有读到")
    expect(box).to_have_value("P2-0")
    again = page.get_by_role("button", name="重试")
    again.press("Enter")
    expect(again).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("已填写的内容都在")

    line["broken"] = False
    again.press("Enter")
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page).to_be_focused()
    # the styles came as well, although they had failed before
    tab.page.wait_for_function("[...document.querySelectorAll('link[rel=stylesheet]')].every((link) => link.sheet)")


def test_a_desk_of_a_page_older_than_the_server_asks_to_open_the_page_anew(visit):
    tab = visit("officer")
    tab.page.route(CONTRACTS, lambda route: route.fulfill(status=404))
    tab.watch.allow_refusal("404", r"/assets/contracts-page-.*")
    tab.open_desk()
    newer = "<!doctype html><script type=module src=/assets/index-newer.js></script>"
    tab.page.route("**/desk/**", lambda route: route.fulfill(body=newer, content_type="text/html"))
    tab.desk("出让合同")

    told = tab.page.locator(".deskpage").get_by_role("alert")
    expect(told).to_contain_text("系统已更新")
    expect(told.get_by_role("button", name="重试")).to_have_count(0)
    tab.page.unroute("**/desk/**")
    tab.page.unroute(CONTRACTS)
    told.get_by_role("button", name="重新打开页面").click()
    expect(tab.page.locator(".deskpage").get_by_role("heading", level=2).first).to_be_visible()


def test_what_is_likely_next_is_fetched_at_rest_and_shown_without_asking_again(visit):
    tab = visit("officer", fetches_ahead=True).open_desk()
    fetched = (
        "() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/assets/contracts-page-'))"
    )
    tab.page.wait_for_function(fetched)
    before = len(tab.watch.requests)
    tab.desk("出让合同")
    expect(tab.page.locator(".deskpage .part-absent")).to_have_count(0)
    assert [url for url in tab.watch.requests[before:] if "/assets/contracts-page-" in url] == []


def test_a_line_that_is_paid_by_the_byte_fetches_only_what_is_opened(visit):
    tab = visit("officer")
    tab.open_desk()
    tab.desk("待办")
    assert not [url for url in tab.watch.requests if "/assets/contracts-page-" in url]
    tab.desk("出让合同")
    assert [url for url in tab.watch.requests if "/assets/contracts-page-" in url]
