"""A leader begins at the cockpit: each figure opens the rows it is, says why, and leads to its ledger; the wall shows the same."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import openpyxl
from playwright.sync_api import expect


def test_a_leader_begins_at_the_cockpit_and_a_figure_is_its_list_and_its_ledger(visit):
    tab = visit().open("/desk").sign_in_by_form("leader")
    page = tab.page
    expect(page.get_by_role("heading", name="驾驶舱")).to_be_visible()
    truth = tab.ask("/api/plots", supply="allocated", limit=1)
    tile = page.get_by_role("button", name=re.compile("^已供土地 .*打开清单$"))
    mu = f"{truth['total_area_m2'] * 3 / 2000:,.2f}"
    expect(tile).to_contain_text(mu)
    tile.click()
    dialog = page.get_by_role("dialog", name="清单：已供土地")
    expect(dialog.locator("tbody tr")).to_have_count(truth["total"])
    expect(dialog.locator("tfoot")).to_contain_text(mu)
    dialog.get_by_role("button", name="在台账中打开").click()
    tab.ledger.expect_rows(truth["total"])
    assert tab.ledger.words.endswith(f"{mu} 亩")


def test_why_names_the_definition_the_arithmetic_and_what_is_not_confirmed(visit):
    tab = visit("leader").open("/desk/cockpit")
    page = tab.page
    page.get_by_role("button", name="为什么：闲置率").click()
    dialog = page.get_by_role("dialog", name="为什么：闲置率")
    expect(dialog).to_contain_text("尚未经管理部门确认")
    expect(dialog).to_contain_text("闲置率 = 闲置土地面积 ÷ 已供土地面积")
    dialog.get_by_role("button", name="已供土地").click()
    expect(page.get_by_role("dialog", name="为什么：已供土地")).to_contain_text("闲置率的分母")


def test_a_day_in_the_past_and_a_park_are_asked_for_alike(visit):
    tab = visit("leader").open("/desk/cockpit?asof=2024-06-30&cockpitpark=P4")
    truth = tab.ask("/api/plots", supply="allocated", park="P4", as_of="2024-06-30", limit=1)
    tile = tab.page.get_by_role("button", name=re.compile("^已供土地 .*打开清单$"))
    expect(tile).to_contain_text(f"{truth['total_area_m2'] * 3 / 2000:,.2f}")


def test_the_goal_chooses_and_can_be_told_what_not_to_choose(visit):
    tab = visit("leader").open("/desk/cockpit?cockpittab=goal&goalkinds=case,finding,patch")
    page = tab.page
    page.get_by_label(re.compile("^目标面积")).fill("300")
    expect(page.locator(".goal-choice.is-best")).to_contain_text("亩")
    first = page.locator(".goal-table tbody tr").first
    chosen = first.inner_text()
    first.get_by_role("button", name=re.compile("由系统选择")).click()
    page.locator(".goal-table tbody tr").first.get_by_role("button", name=re.compile("必选")).click()
    expect(page.locator(".goal-table tbody tr").first).not_to_have_text(chosen)
    page.get_by_label(re.compile("^目标面积")).fill("999999")
    expect(page.get_by_text(re.compile("距目标还差"))).to_be_visible()


def test_the_wall_is_dark_walks_by_keys_and_fits_the_screen(visit, tmp_path: Path):
    tab = visit("leader", size={"width": 1920, "height": 1080}).open("/desk/cockpit?big=1")
    page = tab.page
    wall = page.get_by_role("dialog", name="大屏")
    expect(wall.get_by_role("heading", name="全区")).to_be_visible()
    expect(wall.locator(".big-plot").first).to_be_visible()
    # nothing moves by itself where motion is not wanted, and nothing stands out of its frame
    expect(wall.get_by_role("button", name="自动轮播（空格）")).to_be_visible()
    overflowing = page.evaluate(
        "() => [...document.querySelectorAll('.big-value, .big-name, .big-head > *')].filter(e => e.getBoundingClientRect().right > innerWidth"
        " || e.scrollWidth > e.parentElement.clientWidth + 1).map(e => e.textContent)"
    )
    assert overflowing == []
    assert (
        min(
            page.evaluate(
                "() => [...document.querySelectorAll('.big-value')].map(e => parseFloat(getComputedStyle(e).fontSize))"
            )
        )
        >= 40
    )
    page.screenshot(path=str(tmp_path / "wall.png"))
    truth = tab.ask("/api/plots", supply="allocated", park="P1", limit=1)
    page.keyboard.press("ArrowRight")
    expect(wall.locator("h2")).not_to_have_text("全区")
    expect(wall.locator(".big-main")).to_contain_text(f"{truth['total_area_m2'] * 3 / 2000:,.2f}")
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="驾驶舱")).to_be_visible()


def test_a_leaders_inbox_begins_with_what_was_raised(visit):
    tab = visit("leader").open("/desk/inbox")
    inbox = tab.ask("/api/inbox")
    button = tab.page.get_by_role("button", name=re.compile("已升级上报$"))
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(tab.page.locator(".inbox-table tbody tr")).to_have_count(inbox["escalated"])
    button.click()
    expect(tab.page.locator(".inbox-table tbody tr")).to_have_count(len(inbox["items"]))


def test_a_month_is_frozen_verified_and_carried_away(visit, site, tmp_path: Path):
    site.let_days_pass(date(2026, 12, 3))  # November is over and not frozen yet
    tab = visit("leader").open("/desk/cockpit?cockpittab=reports")
    page = tab.page
    page.get_by_role("button", name="冻结月报").click()
    dialog = page.get_by_role("dialog", name="冻结月报")
    expect(dialog).to_contain_text("此后不能修改")
    dialog.get_by_role("button", name="冻结月报").click()
    expect(page.get_by_text("与数据指纹一致")).to_be_visible()
    expect(page.get_by_text("按现在所知，本期各数不变。")).to_be_visible()
    report = tab.ask("/api/monthly-reports")["items"][0]
    file = tab.download(lambda: page.get_by_role("button", name="下载 Excel").click(), tmp_path)
    book = openpyxl.load_workbook(file)
    assert "指标" in book.sheetnames
    about = {line[0]: line[1] for line in book["说明"].iter_rows(min_row=3, values_only=True)}
    assert about["数据指纹"] == report["sha256"]
