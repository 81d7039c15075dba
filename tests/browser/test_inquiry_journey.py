"""An investor asks on a phone, the officer answers at the desk and makes a project of it, the investor reads the answer and takes it back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.pressing import press_everything
from tests.browser.tab import PHONE, Tab
from tests.browser.test_accessibility import findings


def fill_in(tab: Tab, name: str = "示例咨询企业A") -> None:
    page = tab.page
    page.get_by_label("您的称呼或单位").fill(name)
    page.get_by_label("手机或邮箱").fill("investor@example.com")
    page.get_by_label("来自哪里").select_option("CN-SH")
    page.get_by_label("产业（选填）").select_option("14")
    page.get_by_label("想了解什么").fill("预制菜项目，用地五十亩，最快何时开工？请打 13800000009。")


def asked(tab: Tab) -> tuple[str, str]:
    """Send the form; the receipt's number and its link."""
    tab.page.get_by_role("button", name="同意并提交").click()
    expect(tab.page.get_by_role("heading", name="咨询已收到")).to_be_focused()
    link = tab.page.locator(".ask-link a").get_attribute("href") or ""
    return tab.page.locator(".ask-number").inner_text(), link


def test_from_the_question_on_a_phone_to_the_project_on_the_desk(visit):
    phone = visit(size=PHONE)
    site = phone.ask("/api/sites", limit=1, sort="plot_no")["items"][0]
    phone.open(f"/sites/{site['id']}")
    phone.page.get_by_role("link", name="在线咨询这块地").click()
    expect(phone.page.get_by_label("咨询的地块")).to_have_value(str(site["id"]))
    found = findings(phone)
    phone.page.get_by_role("button", name="同意并提交").click()
    expect(phone.page.get_by_text("还需填写：称呼")).to_be_visible()
    expect(phone.page.get_by_label("您的称呼或单位")).to_be_focused()
    found += findings(phone)
    fill_in(phone)
    number, link = asked(phone)
    assert phone.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    found += findings(phone)

    desk = visit("officer").open_desk("/desk/inbox")
    row = desk.page.get_by_role("row").filter(has_text=number)
    row.get_by_role("button", name="受理咨询").click()
    page = desk.page
    expect(page.get_by_role("heading", name=number)).to_be_visible()
    expect(page.get_by_text("［号码］")).to_be_visible()
    expect(page.get_by_text("示例咨询企业A")).to_have_count(0)
    page.get_by_role("button", name="受理", exact=True).click()
    desk.toast("已由您受理")
    page.get_by_role("button", name="答复", exact=True).click()
    page.get_by_label("答复内容").fill("最快 45 个工作日，欢迎面谈。")
    page.get_by_role("dialog").get_by_role("button", name="答复", exact=True).click()
    desk.toast("答复已发出")
    page.get_by_role("button", name="查看个人信息").click()
    page.get_by_role("dialog").get_by_role("button", name="查看个人信息").click()
    expect(page.get_by_text("investor@example.com")).to_be_visible()
    expect(page.locator(".inquiry-reads")).to_contain_text("查看咨询人个人信息")
    page.get_by_role("button", name="转为线索").click()
    page.get_by_label("项目名称").fill("示例预制菜项目")
    page.get_by_role("dialog").get_by_role("button", name="转为线索").click()
    page.get_by_role("button", name="转为在谈项目").click()
    page.get_by_role("dialog").get_by_role("button", name="转为在谈项目").click()
    desk.toast("已转为在谈项目")
    page.get_by_role("button", name=re.compile("打开项目")).click()
    expect(page.get_by_role("heading", name="示例预制菜项目")).to_be_visible()
    expect(page.locator(".sheet-line")).to_contain_text("在谈")

    phone.page.goto("about:blank")
    phone.page.goto(link)
    expect(phone.page.get_by_text("最快 45 个工作日，欢迎面谈。")).to_be_visible()
    skip = phone.page.get_by_role("button", name="跳到正文")
    skip.focus()
    skip.press("Enter")
    expect(phone.page.locator("#content")).to_be_focused()
    phone.page.reload()  # the jump has not taken the place of the secret
    expect(phone.page.get_by_text("最快 45 个工作日，欢迎面谈。")).to_be_visible()
    found += findings(phone)
    phone.page.get_by_role("button", name="撤回咨询并删除我的信息").click()
    found += findings(phone)
    phone.page.get_by_role("button", name="确认撤回并删除").click()
    expect(phone.page.get_by_text("您的称呼、联系方式、问题和答复已删除")).to_be_visible()
    assert found == []
    leader = visit("leader").open_desk("/desk/inquiries")
    gone = leader.page.get_by_role("row").filter(has_text=number)
    expect(gone).to_contain_text("个人信息已删除")
    expect(gone).to_contain_text("在谈")


def test_without_the_part_after_the_hash_nothing_is_told(visit):
    tab = visit().open("/inquiries/ZX2026-0001")
    expect(tab.page.get_by_text("链接不完整")).to_be_visible()
    tab.watch.expect_refusal(404, "/api/ask/ZX2026-0001")
    tab.page.goto("about:blank")
    tab.open("/inquiries/ZX2026-0001#" + "x" * 22)
    expect(tab.page.get_by_text("没有这份咨询，或链接不完整")).to_be_visible()


def test_the_keyboard_alone_asks_in_english(visit):
    tab = visit().open("/ask?lang=en")
    page = tab.page
    page.get_by_label("Your name or company").focus()
    page.keyboard.type("Example asker")
    page.keyboard.press("Tab")
    page.keyboard.type("asker@example.com")
    page.keyboard.press("Tab")
    page.keyboard.type("Abroad")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Which sites have steam?")
    page.keyboard.press("Tab")  # the legal basis
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Agree and send")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your inquiry has been received")).to_be_focused()
    assert findings(tab) == []


def test_another_officer_was_quicker(visit):
    asker = visit().open("/ask")
    fill_in(asker, "示例咨询企业B")
    number, _ = asked(asker)
    slow = visit("officer").open_desk("/desk/inquiries")
    slow.page.get_by_role("button", name=number).click()
    slow.page.get_by_role("button", name="受理", exact=True).wait_for()
    inquiry = slow.ask("/api/inquiries", q=number)["items"][0]["id"]
    assert visit("officer").open_desk().post(f"/api/inquiries/{inquiry}/taking", {}).status == 201
    slow.watch.expect_refusal(409, f"/api/inquiries/{inquiry}/taking")
    slow.page.get_by_role("button", name="受理", exact=True).click()
    expect(slow.page.get_by_text("这份咨询办理中")).to_be_visible()
    expect(slow.page.locator(".inquiry-steps")).to_contain_text("受理")


@pytest.mark.parametrize("part", ["list", "sources", "duty"])
def test_the_desk_is_read_by_everybody(visit, part):
    tab = visit("officer").open_desk(f"/desk/inquiries?inquirytab={part}")
    tab.settled()
    assert findings(tab) == []


def test_every_button_of_the_desk_and_of_one_inquiry_does_something(visit):
    tab = visit("officer").open_desk("/desk/inquiries")
    tab.settled()
    inquiry = next(row for row in tab.ask("/api/inquiries")["items"] if row["state"] == "taken")
    pressed, dead = press_everything(tab, ".page")
    assert (dead, len(pressed) > 10) == ([], True)
    tab.open_desk(f"/desk/inquiries?inquiry={inquiry['id']}")
    tab.page.locator(".inquiry-steps").wait_for()
    assert findings(tab) == []
    pressed, dead = press_everything(tab, ".inquiry-buttons, .inquiry-main")
    assert dead == []
    assert {"button 答复", "button 转交", "button 办结", "button 内部备注", "button 转为线索"} <= set(pressed)


def test_the_outbox_says_why_it_is_empty(visit):
    tab = visit("admin").open_desk("/desk/outbox")
    expect(tab.page.get_by_text("发件箱是空的")).to_be_visible()
    assert findings(tab) == []
