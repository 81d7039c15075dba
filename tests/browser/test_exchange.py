"""An officer compares a table of the monitoring system, sees who differs, settles one difference and reads the report."""

from __future__ import annotations

import csv
import io

from playwright.sync_api import expect


def test_a_table_of_the_system_is_compared_and_a_difference_settled(visit):
    officer = visit("officer")
    told = officer.page.context.request.get(officer.site.address + "/api/exchange/contracts.csv").body()
    rows = list(csv.reader(io.StringIO(told.decode("utf-8-sig"))))
    number, start = rows[0].index("合同编号"), rows[0].index("约定开工时间")
    rows[1][start] = "2031-01-31"
    out = io.StringIO()
    csv.writer(out).writerows(rows)

    officer.open("/desk/exchange")
    expect(officer.page.get_by_text("还没有核对过")).to_be_visible()
    officer.page.locator("input[type=file]").set_input_files(
        {"name": "系统导出.csv", "mimeType": "text/csv", "buffer": out.getvalue().encode("gb18030")}
    )
    officer.toast("核对完成")
    chip = officer.page.get_by_role("button", name="系统与本方不一致")
    expect(chip).to_contain_text("1")
    chip.click()
    row = officer.page.locator(".exchange-table .table-row")
    expect(row).to_have_count(1)
    expect(row).to_contain_text(rows[1][number])
    expect(row.locator(".exchange-odd")).to_have_text("2031-01-31")
    expect(officer.page.locator(".exchange-main .note-warning")).to_contain_text("请核对原件后在监测监管系统更正")

    row.get_by_role("checkbox").check()
    officer.page.get_by_role("button", name="登记处理").click()
    form = officer.page.get_by_role("dialog", name="登记处理 · 1 项差异")
    form.get_by_label("怎样处理").select_option(label="核实无误，保留差异")
    expect(form.get_by_role("button", name="保存")).to_be_disabled()
    form.get_by_label("说明").fill("原件如此")
    form.get_by_role("button", name="保存").click()
    officer.toast("已登记处理")
    expect(row).to_contain_text("核实无误")
    with officer.page.expect_download() as saved:
        officer.page.get_by_role("button", name="核对报告").click()
        officer.page.get_by_role("menuitem", name="CSV").click()
    assert "原件如此" in saved.value.path().read_text("utf-8-sig")
