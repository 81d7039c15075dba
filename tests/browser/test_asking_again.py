"""The asker comes back, the officer sees it in the inbox and answers again; letters from the outbox lead where they say; provinces as tiles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from lxml import html
from playwright.sync_api import expect
from sqlalchemy import text

from gisapp.alerts.news import note_news
from gisapp.db.engine import transaction
from gisapp.db.private_cluster import PrivateCluster
from tests.browser.pressing import press_everything
from tests.browser.running_site import RunningSite, running_site
from tests.browser.tab import DESK, PHONE, Tab
from tests.browser.test_accessibility import findings
from tests.browser.test_inquiry_journey import asked, fill_in
from tests.conftest import TODAY

SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])


@pytest.fixture(scope="module")
def site(cluster: PrivateCluster, demo_template: str) -> Iterator[RunningSite]:
    """An installation that knows its own address: its letters have links."""
    cluster.create_database("browser_letters", template=demo_template)
    with running_site(cluster.url("browser_letters"), writes_letters=True) as running:
        yield running
    cluster.drop_database("browser_letters")


@pytest.fixture(autouse=True)
def an_hour_later(site: RunningSite) -> None:
    """All who ask here share one address, which may send so many an hour: what was sent before this journey counts no more."""
    with transaction(site.engine) as session:
        session.execute(text("delete from inquiry_challenge"))


def newest_letter(tab: Tab, kind: str) -> str:
    """The HTML of the newest letter of a kind, taken out of the outbox by the administrator as a file."""
    letter = next(one for one in tab.ask("/api/mail")["items"] if one["kind"] == kind)
    answer = tab.page.context.request.post(
        f"{tab.site.address}/api/mail/{letter['id']}/file", headers={"X-CSRF-Token": tab.token}
    )
    assert answer.ok, answer.text()
    message = message_from_bytes(answer.body(), policy=policy.default)
    assert message.get_content_type() == "multipart/alternative"
    rich = message.get_body(("html",))
    assert rich is not None
    return rich.get_content()


def link_in(letter: str) -> str:
    return html.document_fromstring(letter).find_class("act")[0].get("href") or ""


@SIZES
def test_asked_answered_asked_again_answered(visit, size):
    asker = visit(size=size).open("/ask")
    fill_in(asker, f"示例咨询企业{size['width']}")
    number, link = asked(asker)
    officer = visit("officer").open_desk("/desk/inbox")
    page = officer.page
    page.get_by_role("row").filter(has_text=number).get_by_role("button", name="受理咨询").click()
    page.get_by_role("button", name="受理", exact=True).click()
    officer.toast("已由您受理")

    def answer(words: str) -> None:
        page.get_by_role("button", name="答复", exact=True).click()
        page.get_by_label("答复内容").fill(words)
        page.get_by_role("dialog").get_by_role("button", name="答复", exact=True).click()
        officer.toast("答复已发出")

    answer("最快四十五个工作日。")
    told = link_in(newest_letter(visit("admin"), "inquiry_answered"))
    assert told == link
    asker.page.goto("about:blank")
    asker.page.goto(told)
    expect(asker.page.get_by_text("最快四十五个工作日。")).to_be_visible()
    form = asker.page.locator(".ask-again")
    found = findings(asker)
    form.get_by_role("button", name="提交追问").click()
    expect(form).to_contain_text("还需填写")
    form.get_by_label("追问").focus()
    asker.page.keyboard.type("那么蒸汽何时能通？电话 13800000006。")
    asker.page.keyboard.press("Tab")
    asker.page.keyboard.press("Enter")
    expect(asker.page.get_by_text("追问已提交")).to_be_visible()
    expect(asker.page.locator(".ask-said")).to_have_count(3)
    expect(form).to_have_count(0)
    found += findings(asker)
    assert asker.page.evaluate("() => document.documentElement.scrollWidth") <= size["width"]

    officer.open_desk("/desk/inbox")
    row = page.get_by_role("row").filter(has_text=number)
    expect(row).to_contain_text("追问")
    row.get_by_role("button", name=re.compile("答复")).click()
    expect(page.locator(".inquiry-step-in")).to_contain_text("那么蒸汽何时能通？电话 ［号码］。")
    assert findings(officer) == []
    answer("明年三月通汽。")
    asker.page.reload()
    expect(asker.page.get_by_text("明年三月通汽。")).to_be_visible()
    expect(asker.page.locator(".ask-said")).to_have_count(4)
    expect(asker.page.locator(".ask-again")).to_be_visible()
    assert found == []


def subscribed(tab: Tab, title: str) -> None:
    answer = tab.page.context.request.post(
        f"{tab.site.address}/api/saved-searches",
        data={"kind": "list", "title": title, "language": "zh", "query": {"park": "P4"}},
    )
    assert answer.status == 201, answer.text()
    tab.open(f"/alerts#{answer.json()['token']}")
    tab.page.get_by_label("邮箱").fill("investor@example.com")
    tab.page.get_by_role("button", name="同意并发送确认信").click()
    expect(tab.page.get_by_text("确认信已在发送")).to_be_visible()


@SIZES
def test_a_subscription_is_confirmed_by_the_letter_and_ended_and_the_used_link_says_what_to_do(visit, size):
    tab = visit(size=size)
    subscribed(tab, f"健康食品用地{size['width']}")
    link = link_in(newest_letter(visit("admin"), "alert_confirm"))
    reader = visit(size=size)
    reader.page.goto(link)
    page = reader.page
    confirm = page.get_by_role("button", name="确认订阅")
    expect(confirm).to_be_visible()
    found = findings(reader)
    confirm.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("接下来：每晚查看一次")).to_be_visible()
    found += findings(reader)
    page.reload()
    expect(page.get_by_text("接下来：每晚查看一次")).to_be_visible()
    expect(confirm).to_have_count(0)
    page.get_by_role("button", name="退订并删除我的邮箱").click()
    expect(page.get_by_text("已退订，邮箱已删除")).to_be_visible()
    found += findings(reader)
    number = int(re.search(r"/alerts/(\d+)", link)[1])  # type: ignore[index]
    reader.watch.expect_refusal(404, f"/api/alerts/{number}")
    page.reload()
    expect(page.get_by_text("仍想收到，请重新保存查询并订阅")).to_be_visible()
    found += findings(reader)
    page.get_by_role("link", name="看公开地块").click()
    expect(page.locator(".site-card").first).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= size["width"]
    assert found == []


def test_a_link_that_nobody_pressed_in_time_says_what_to_do(visit, site: RunningSite):
    tab = visit()
    subscribed(tab, "过期的订阅")
    link = link_in(newest_letter(visit("admin"), "alert_confirm"))
    later = TODAY + timedelta(days=8)
    with transaction(site.engine) as session:
        note_news(session, site.address, later, site.calendar.now() + timedelta(days=8))
    reader = visit()
    number = re.search(r"/alerts/(\d+)", link)
    assert number is not None
    reader.watch.expect_refusal(404, f"/api/alerts/{number[1]}")
    reader.page.goto(link)
    expect(reader.page.get_by_text("七天内没有确认已作废")).to_be_visible()


@SIZES
def test_provinces_as_tiles_lead_to_their_list(visit, size):
    tab = visit("officer", size=size)
    sources = tab.ask("/api/inquiries/sources")
    tab.open("/desk/inquiries?inquirytab=sources")
    tiles = tab.page.locator(".region-grid .region-tile")
    expect(tiles).to_have_count(34)
    told = tab.page.locator(".region-grid .figure, .region-others .figure").all_inner_texts()
    assert sum(map(int, told)) == sources["total"]
    expect(tab.page.locator(".region-others")).to_contain_text("境外")
    expect(tab.page.locator(".region-others")).to_contain_text("来源不明")
    expect(tab.page.get_by_text("是示意图，不是地图")).to_be_visible()
    assert findings(tab) == []
    first = next(line for line in sources["by_region"] if line["value"] != "ZZ")
    tile = tab.page.get_by_role("button", name=re.compile(f"^{first['label_zh']} {first['inquiries']} "), exact=False)
    tile.first.focus()
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator(".inquiry-table tbody tr")).to_have_count(first["inquiries"])


def test_every_button_of_the_sources_does_something(visit):
    tab = visit("officer").open_desk("/desk/inquiries?inquirytab=sources")
    expect(tab.page.locator(".region-grid")).to_be_visible()
    pressed, dead = press_everything(tab, ".region-figures, .region-grid")
    assert dead == []
    assert pressed
