"""What is typed into a dialog is asked about before it closes, and outlives a reload and an expired session: for its owner."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.tab import Tab

TYPED = "尚未提交的姓名"
FIRST = "a-first-password-7"


@pytest.fixture
def admin(visit) -> Tab:
    return visit("admin").open_desk("/desk/accounts")


def new_account(tab: Tab) -> Locator:
    tab.page.get_by_role("button", name="新建账号").click()
    return form(tab)


def form(tab: Tab) -> Locator:
    return tab.page.get_by_role("dialog", name="新建账号", exact=True)


def name(dialog: Locator) -> Locator:
    return dialog.get_by_label("姓名", exact=False).first


def fill(dialog: Locator) -> None:
    name(dialog).fill(TYPED)
    dialog.get_by_label("角色").select_option(label="土地管理人员")
    dialog.get_by_role("checkbox", name=re.compile("^P2")).check()
    dialog.get_by_label("初始密码").fill(FIRST)


def expect_filled(dialog: Locator) -> None:
    expect(name(dialog)).to_have_value(TYPED)
    expect(dialog.get_by_label("角色").locator("option:checked")).to_have_text("土地管理人员")
    expect(dialog.get_by_role("checkbox", name=re.compile("^P2"))).to_be_checked()
    expect(dialog.get_by_role("checkbox", name=re.compile("^P1"))).not_to_be_checked()


@pytest.mark.parametrize("way", ["Escape", "取消", "关闭"])
def test_what_was_entered_is_asked_about_before_the_dialog_closes(admin, way):
    def leave() -> None:
        if way == "Escape":
            admin.page.keyboard.press("Escape")
        else:
            form(admin).get_by_role("button", name=way, exact=True).click()

    new_account(admin)
    leave()
    expect(form(admin)).to_be_hidden()  # nothing was entered: nothing is asked

    fill(new_account(admin))
    admin.settled()
    question = admin.page.get_by_role("dialog", name="放弃填写的内容？")
    leave()
    question.get_by_role("button", name="取消").click()
    expect_filled(form(admin))
    leave()
    question.get_by_role("button", name="放弃并关闭").click()
    expect(form(admin)).to_be_hidden()
    expect(name(new_account(admin))).to_have_value("")


def test_entries_outlive_a_reload_but_no_password_is_kept(admin):
    fill(new_account(admin))
    admin.settled()
    kept = admin.page.evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)")
    assert TYPED in kept
    assert FIRST not in kept
    admin.page.reload()
    dialog = new_account(admin.settled())
    expect(dialog).to_contain_text("尚未提交的内容已放回")
    admin.settled()
    expect_filled(dialog)
    expect(dialog.get_by_label("初始密码")).to_have_value("")
    dialog.get_by_role("button", name="放弃这些内容").click()
    expect(name(dialog)).to_have_value("")
    assert TYPED not in admin.page.evaluate("JSON.stringify(sessionStorage)")


def test_what_was_sent_is_not_kept(admin):
    dialog = new_account(admin)
    fill(dialog)
    dialog.get_by_label("用户名").fill("wang.wu")
    dialog.get_by_role("button", name="建立账号").click()
    admin.toast("已建立账号 wang.wu。")
    expect(name(new_account(admin))).to_have_value("")


def test_an_expired_session_brings_back_the_form_to_its_owner_and_to_nobody_else(admin):
    dialog = new_account(admin)
    fill(dialog)
    dialog.get_by_label("用户名").fill("zhao.liu")
    admin.settled()
    admin.page.context.clear_cookies()
    admin.watch.allow_refusal("401", "/api/.*")
    dialog.get_by_role("button", name="建立账号").click()
    admin.sign_in_by_form("admin").settled()
    expect_filled(form(admin))

    admin.page.context.clear_cookies()
    form(admin).get_by_label("初始密码").fill(FIRST)
    form(admin).get_by_role("button", name="建立账号").click()
    admin.sign_in_by_form("planner")
    expect(admin.page.get_by_role("navigation", name="功能")).to_be_visible()
    expect(form(admin)).to_be_hidden()
    expect(admin.page.get_by_text(TYPED)).to_have_count(0)
