"""A saved search leads to its feed, and to the question for letters."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.tab import PHONE
from tests.browser.test_accessibility import findings


def test_a_saved_search_has_a_feed_and_says_where_letters_are_not_to_be_had(visit):
    tab = visit(size=PHONE)
    answer = tab.page.context.request.post(
        f"{tab.site.address}/api/saved-searches",
        data={"kind": "list", "title": "健康食品用地", "language": "zh", "query": {"park": "P4"}},
    )
    assert answer.status == 201, answer.text()
    token = answer.json()["token"]
    tab.open(f"/alerts#{token}")
    page = tab.page
    expect(page.get_by_text("保存的查询“健康食品用地”")).to_be_visible()
    found = findings(tab)
    feed = page.context.request.get(page.locator(".ask-link a").get_attribute("href") or "")
    assert feed.status == 200
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert feed.text().count("<entry>") == tab.ask("/api/sites", park="P4", limit=1)["total"]
    page.get_by_label("邮箱").fill("investor@example.com")
    tab.watch.expect_refusal(409, "/api/alerts")
    page.get_by_role("button", name="同意并发送确认信").click()
    expect(page.get_by_text("本站尚未开通邮件提醒")).to_be_visible()
    assert found + findings(tab) == []


def test_a_subscription_that_is_not_there_says_so(visit):
    tab = visit()
    tab.watch.expect_refusal(404, "/api/alerts/999")
    tab.open("/alerts/999#" + "x" * 22)
    expect(tab.page.get_by_text("没有这个订阅")).to_be_visible()
