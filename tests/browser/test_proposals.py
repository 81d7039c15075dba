"""A planner submits a draft, another person looks at it and publishes it, the old number leads to what became of the plot."""

from __future__ import annotations

import re

from playwright.sync_api import expect


def test_a_draft_is_submitted_reviewed_by_another_person_and_published(visit):
    planner = visit("planner")
    draft = next(row for row in planner.ask("/api/proposals", state="draft")["items"] if row["failed_count"])
    old = re.match(r"[A-Z]\d+-\d+", draft["title_zh"])[0]
    planner.open_desk("/desk/proposals")
    planner.page.locator(".proposals-line", has_text=draft["title_zh"]).click()
    sheet = planner.page.locator(".proposals")
    expect(sheet.get_by_text("分割线没有穿过地块")).to_be_visible()
    sheet.get_by_role("button", name="提交审核").click()
    planner.page.locator("dialog button[type=submit]").click()
    planner.toast("已提交，等待另一人审核。")
    officer = visit("officer")
    officer.open_desk(f"/desk/proposals?proposal={draft['id']}")
    tables = officer.page.locator(".proposals-tables")
    retired = tables.locator("tbody tr", has_text="注销")
    expect(retired).to_contain_text(
        f"{old}-4", timeout=30_000
    )  # every rule is asked again before the difference is there
    tables.get_by_role("tab", name=re.compile("面积平衡")).click()
    expect(tables.get_by_text("守恒", exact=True).last).to_be_visible()
    tables.get_by_role("button", name="前后对照").click()
    expect(officer.page.locator(".compare")).to_be_visible()
    tables.get_by_role("button", name="关闭对照").click()
    officer.page.get_by_role("button", name="发布", exact=True).click()
    officer.page.locator("dialog button[type=submit]").click()
    officer.toast("已发布，地图和台账已更新。")

    told = officer.ask("/api/plot-numbers", plot_no=old)
    assert told["is_live"] is False
    assert [one["plot_no"] for one in told["successors"]] == [f"{old}-{n}" for n in (1, 2, 3, 4)]
    first = told["successors"][0]
    officer.open_desk(f"/desk?sel={first['id']}")
    officer.page.get_by_role("tab", name="沿革").click()
    expect(officer.page.locator(".lineage svg")).to_contain_text(old)
    expect(officer.page.locator(".lineage table")).to_contain_text(draft["proposal_no"])
