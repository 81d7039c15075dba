"""An administrator gives somebody one park; that person sees this park and nothing else, wherever they look."""

from __future__ import annotations

import re

from playwright.sync_api import expect

FIRST = "a-first-password-7"
OWN = "an-own-password-8"


def test_a_new_account_of_one_park_signs_in_and_meets_one_park_everywhere(visit):
    admin = visit("admin").open_desk("/desk/accounts")
    admin.page.get_by_role("button", name="新建账号").click()
    dialog = admin.page.get_by_role("dialog", name="新建账号")
    # what is missing is said field by field, nothing is sent
    dialog.get_by_role("button", name="建立账号").click()
    expect(dialog).to_contain_text("请填写姓名。")
    expect(dialog).to_contain_text("至少选择一个园区，或选全部园区。")
    dialog.get_by_label("用户名").fill("li.si")
    dialog.get_by_label("姓名").fill("李四")
    dialog.get_by_label("角色").select_option(label="土地管理人员")
    dialog.get_by_role("checkbox", name=re.compile("^P2")).check()
    dialog.get_by_label("初始密码").fill(FIRST)
    dialog.get_by_role("button", name="建立账号").click()
    admin.toast("已建立账号 li.si。")
    row = admin.page.get_by_role("row").filter(has_text="li.si")
    expect(row).to_contain_text("李四")
    expect(row).to_contain_text("须改密码")

    scoped = visit().open("/desk")
    scoped.sign_in_by_form("li.si", FIRST)
    forced = scoped.page.get_by_role("dialog", name="请先设置自己的密码")
    expect(forced).to_be_visible()
    scoped.page.keyboard.press("Escape")
    expect(forced).to_be_visible()  # there is no way round it
    forced.get_by_label("原密码").fill(FIRST)
    forced.get_by_label(re.compile("^新密码")).fill(OWN)
    forced.get_by_label("再输一次新密码").fill(OWN + "x")
    forced.get_by_role("button", name="保存新密码").click()
    expect(forced).to_contain_text("两次输入的新密码不一致")
    forced.get_by_label("再输一次新密码").fill(OWN)
    forced.get_by_role("button", name="保存新密码").click()
    scoped.toast("密码已修改。")
    expect(forced).to_be_hidden()

    scoped.desk("一张图").map.settled()  # an officer begins with what is due
    plots = admin.ask("/api/plots", park="P2", limit=5000)["items"]
    scoped.ledger.open().expect_rows(len(plots))
    scoped.page.keyboard.press("h")
    assert scoped.map.settled().ids() == {plot["id"] for plot in plots}
    box = scoped.page.get_by_role("combobox", name="查找地块、企业、园区或坐标")
    box.fill("P1-001")
    expect(scoped.page.get_by_text("没有找到“P1-001”。")).to_be_visible()

    # the log knows who made the account, for whom and which parks
    admin.desk("操作记录")
    entry = admin.page.get_by_role("row").filter(has_text="新建账号").filter(has_text="li.si")
    expect(entry).to_contain_text("系统管理员")
    expect(entry).to_contain_text("P2")
    admin.page.get_by_label("经办人").select_option(label="李四")
    expect(admin.page.get_by_role("row").filter(has_text="修改密码").first).to_be_visible()
    expect(admin.page.get_by_role("row").filter(has_text="新建账号")).to_have_count(0)


def test_the_next_person_at_the_same_computer_does_not_inherit_the_lists(visit):
    tab = visit("officer").open_desk("/desk/ledger")
    plots = tab.ask("/api/plots", limit=5000)["items"]
    other = next(plot for plot in plots if plot["park_code"] == "P1")
    tab.ledger.open().expect_rows(len(plots))
    tab.ledger.row(other["plot_no"]).click()
    expect(tab.dossier).to_contain_text(other["plot_no"])
    tab.page.get_by_role("button", name=re.compile("^我的账号")).click()
    tab.page.get_by_role("menuitem", name="退出登录").click()
    expect(tab.page.get_by_role("form", name="登录工作台")).to_be_visible()
    assert other["plot_no"] not in tab.page.content()
    # whoever comes back finds the same screen again
    tab.sign_in_by_form("leader")
    tab.ledger.open().expect_rows(len(plots))
    expect(tab.dossier).to_contain_text(other["plot_no"])


def test_a_deactivated_account_is_out_at_once(visit):
    admin = visit("admin")
    admin.post(
        "/api/accounts",
        {"username": "wang.wu", "display_name": "王五", "role": "leader", "password": FIRST, "all_parks": True},
    )
    other = visit().open("/desk")
    other.sign_in_by_form("wang.wu", FIRST)
    expect(other.page.get_by_role("dialog", name="请先设置自己的密码")).to_be_visible()
    admin.open_desk("/desk/accounts")
    admin.page.get_by_role("row").filter(has_text="wang.wu").get_by_role("button", name="停用").click()
    confirm = admin.page.get_by_role("dialog", name="停用账号 wang.wu？")
    expect(confirm).to_contain_text("历史操作记录保留")
    confirm.get_by_role("button", name="停用", exact=True).click()
    expect(admin.page.get_by_role("row").filter(has_text="wang.wu")).to_contain_text("已停用")
    other.open("/desk")
    expect(other.page.get_by_role("form", name="登录工作台")).to_be_visible()
    other.watch.expect_refusal(401, "/api/session")
    other.sign_in_by_form("wang.wu", FIRST)
    expect(other.page.get_by_role("form", name="登录工作台").locator(".note-error")).to_be_visible()


def test_a_person_ends_a_forgotten_session_from_the_menu(visit):
    forgotten, here = visit("leader").open_desk("/desk"), visit("leader").open_desk("/desk")
    here.page.get_by_role("button", name=re.compile("^我的账号")).click()
    here.page.get_by_role("menuitem", name="我的登录").click()
    dialog = here.page.get_by_role("dialog", name="我的登录")
    others = dialog.get_by_role("button", name="结束", exact=True)
    expect(dialog.get_by_text("本机")).to_have_count(1)
    count = others.count()
    assert count >= 1
    dialog.screenshot(path="test-results/own-sessions.png")
    others.first.click()
    here.toast("已结束。")
    expect(others).to_have_count(count - 1)
    dialog.get_by_role("button", name="结束其他全部登录").click()
    expect(others).to_have_count(0)
    forgotten.open("/desk")
    expect(forgotten.page.get_by_role("form", name="登录工作台")).to_be_visible()
