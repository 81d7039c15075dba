"""An officer asks an enterprise to report on its own plot; it does so on a phone, corrects itself, and the officer uses what it said in a check."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.pressing import press_everything
from tests.browser.tab import PHONE, Tab
from tests.browser.test_accessibility import _UNMARKED, findings

FIGURES = {"厂房投资": "300.5", "设备投资": "100"}


def a_photo(name: str, colour: str) -> FilePayload:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(buffer, "jpeg")
    return {"name": name, "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


PHOTOS = [a_photo("全貌.jpg", "#93A86B"), a_photo("厂房.jpg", "#6B88A8")]


def open_duty(tab: Tab) -> Locator:
    """The sheet of an investment promise that is late."""
    tab.open("/desk/commitments?promise_tally=late&promise_is_open=true&promise_q=固定资产投资强度")
    tab.page.locator(".promises-table .table-row").first.click()
    sheet = tab.page.locator(".promise-sheet")
    expect(sheet.locator(".promise-state").first).to_be_visible()
    return sheet


def ask(tab: Tab, sheet: Locator, note: str = "请拍地块全貌和主厂房。") -> tuple[str, str]:
    """Ask the holder of the open duty's contract; the number and the link's path."""
    sheet.get_by_role("button", name="请企业自报").click()
    form = tab.page.get_by_role("dialog", name=re.compile("^请企业自报：合同"))
    expect(form.get_by_role("checkbox", name=re.compile("厂房投资"))).to_be_checked()
    form.get_by_label("给企业的说明").fill(note)
    assert findings(tab) == []
    form.get_by_role("button", name="发起").click()
    tab.toast("已发起")
    link = tab.page.get_by_role("dialog", name=re.compile("的填报链接$"))
    expect(link).to_contain_text("每次查看链接都记入操作日志")
    link.get_by_role("button", name="显示链接").click()
    address = link.get_by_label("链接", exact=True).input_value()
    assert findings(tab) == []
    link.get_by_role("button", name="关闭").last.click()
    path = address.removeprefix(tab.site.address)
    return path.split("/")[-1].split("#")[0], path


def fill_in(page: Page, words: str = "主体厂房封顶。") -> None:
    page.get_by_label("在建").check()
    page.get_by_label("从哪天开始").fill("2025-03-01")
    for label, value in FIGURES.items():
        page.get_by_label(label, exact=True).fill(value)
    for box in page.get_by_role("checkbox", name=re.compile("^暂无此项数据")).all():
        if not any(
            label in (box.get_attribute("aria-label") or box.evaluate("e => e.labels[0].innerText"))
            for label in FIGURES
        ):
            box.check()
    page.get_by_label("补充说明").fill(words)


def choose_photos(page: Page, photos: list[FilePayload]) -> None:
    page.locator("input[type=file]").set_input_files(photos)


def fits(page: Page) -> bool:
    return page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_from_the_asking_to_the_check_that_uses_what_the_enterprise_said(visit):
    desk = visit("officer")
    number, path = ask(desk, open_duty(desk))
    sheet = desk.page.locator(".promise-sheet")
    expect(sheet.get_by_role("heading", name=number)).to_be_visible()
    expect(sheet).to_contain_text("企业还没有提交")

    phone = visit(size=PHONE).open(path)
    page = phone.page
    expect(page.locator(".ask-number")).to_have_text(number)
    expect(page.get_by_text("请拍地块全貌和主厂房。")).to_be_visible()
    found = findings(phone)
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_text("请选择项目现在的进度")).to_be_visible()
    expect(page.get_by_text("请至少选一张现场照片")).to_be_visible()
    expect(page.get_by_label("未动工")).to_be_focused()
    found += findings(phone)
    fill_in(page)
    page.get_by_label("厂房投资", exact=True).fill("约三百万")
    choose_photos(page, [*PHOTOS, {"name": "说明.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}])
    expect(page.get_by_text("说明.pdf 不是 JPEG 或 PNG 照片")).to_be_visible()
    expect(page.locator(".filing-photos img")).to_have_count(2)
    page.get_by_label("以上内容由本企业填报").check()
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_text("请填数字，如 1200.5")).to_be_visible()
    expect(page.get_by_label("厂房投资", exact=True)).to_be_focused()
    found += findings(phone)
    # a phone that comes back from its camera opens the page anew
    page.reload()
    expect(page.get_by_label("厂房投资", exact=True)).to_have_value("约三百万")
    expect(page.get_by_label("补充说明")).to_have_value("主体厂房封顶。")
    expect(page.locator(".filing-photos img")).to_have_count(2)
    page.get_by_label("厂房投资", exact=True).fill(FIGURES["厂房投资"])
    page.get_by_label("以上内容由本企业填报").check()
    assert fits(page)
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_role("heading", name="自报已提交")).to_be_focused()
    expect(page.get_by_text("300.5 万元")).to_be_visible()
    expect(page.locator(".ask-facts").last).to_contain_text("未填（未知）")
    assert fits(page)
    found += findings(phone)
    assert page.evaluate("() => Object.keys(localStorage).length") == 0

    desk.open_desk("/desk/inbox")
    desk.page.get_by_role("row").filter(has_text=number).get_by_role("button", name="核收自报").click()
    expect(sheet.locator(".report-photos img")).to_have_count(2)
    expect(sheet).to_contain_text("300.5 万元")
    sheet.get_by_role("button", name="退回补正", exact=True).click()
    form = desk.page.get_by_role("dialog", name=f"退回补正 {number}")
    expect(form.get_by_role("button", name="退回补正", exact=True)).to_be_disabled()
    form.get_by_label("要企业补正什么").fill("厂房投资请按已付款填报。")
    form.get_by_label("补正期限").fill("2026-12-31")
    found += findings(desk)
    form.get_by_role("button", name="退回补正", exact=True).click()
    desk.toast("已退回")

    page.goto("about:blank")
    phone.open(path)
    expect(page.get_by_text("厂房投资请按已付款填报。")).to_be_visible()
    expect(page.get_by_label("厂房投资", exact=True)).to_have_value("300.5")
    expect(page.get_by_label("在建")).to_be_checked()
    page.get_by_label("厂房投资", exact=True).fill("280.25")
    choose_photos(page, PHOTOS)
    page.get_by_label("以上内容由本企业填报").check()
    found += findings(phone)
    page.get_by_role("button", name="补正后再次提交").click()
    expect(page.get_by_role("heading", name="自报已提交")).to_be_focused()
    expect(page.locator(".filing-history li")).to_have_count(2)

    desk.page.reload()
    expect(sheet.locator(".report-filing")).to_have_count(2)
    expect(sheet.locator(".report-filing").first).to_contain_text("有改动")
    found += findings(desk)
    sheet.get_by_role("button", name="核收", exact=True).click()
    desk.page.get_by_role("dialog").get_by_role("button", name="核收", exact=True).click()
    desk.toast("已核收")
    page.reload()
    expect(page.get_by_text("管委会已核收本次自报")).to_be_visible()
    found += findings(phone)

    open_duty(desk)
    expect(sheet.locator(".report-short")).to_contain_text(number)
    sheet.get_by_role("button", name="登记核查").click()
    form = desk.page.get_by_role("dialog", name=re.compile("^核查：固定资产投资强度"))
    expect(form.locator(".report-usable")).to_contain_text(f"企业自报 {number}")
    form.get_by_role("button", name=f"取用企业自报 {number}").click()
    expect(form.get_by_label("厂房投资")).to_have_value("280.25")
    expect(form.locator(".evidence-link")).to_have_count(2)
    expect(form.get_by_label("数据截止日期")).not_to_have_value("")
    form.get_by_label("地价款").fill("50")
    form.get_by_label("相关税费").fill("0")
    form.get_by_label("签字人").fill("示例甲")
    form.get_by_label("核查负责人").fill("示例组长")
    form.get_by_label("核查结论").select_option("rectify")
    form.get_by_label("整改期限").fill("2027-03-31")
    form.get_by_label("后果").fill("补足差额")
    found += findings(desk)
    form.get_by_role("button", name="登记", exact=True).click()
    desk.toast("核查已登记")
    expect(sheet.locator(".promise-check").first).to_contain_text("企业自报照片")
    assert found == []


def test_what_the_server_refuses_loses_nothing_and_stands_at_its_field(visit):
    desk = visit("officer")
    number, path = ask(desk, open_duty(desk))
    phone = visit(size=PHONE).open(path)
    page = phone.page
    fill_in(page)
    choose_photos(page, [{"name": "坏照片.jpg", "mimeType": "image/jpeg", "buffer": b"no picture at all"}])
    expect(page.locator(".filing-photos")).to_contain_text("打不开，请移除后换一张")
    page.get_by_label("以上内容由本企业填报").check()
    phone.watch.expect_refusal(400, f"/api/filings/{number}")
    page.get_by_role("button", name="提交", exact=True).click()
    photos = page.get_by_role("group", name="现场照片")
    expect(photos.get_by_role("alert").filter(has_text="文件内容不是 JPG 格式")).to_be_visible()
    expect(page.get_by_label("厂房投资", exact=True)).to_have_value("300.5")
    expect(photos.locator("img")).to_have_count(1)
    assert findings(phone) == []
    # while it was being filled in, the officer has taken the question back
    report = next(one for one in desk.ask("/api/self-reports")["items"] if one["report_no"] == number)
    told = {"reason": "重复发起", "expected_sequence": 1}
    assert desk.post(f"/api/self-reports/{report['id']}/cancellation", told).ok
    photos.get_by_role("button", name="移除 照片 1").click()
    choose_photos(page, PHOTOS[:1])
    phone.watch.expect_refusal(409, f"/api/filings/{number}")
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_label("补充说明")).to_have_value("主体厂房封顶。")
    page.get_by_role("button", name="重新打开本页").click()
    expect(page.get_by_text("管委会已取消本次自报")).to_be_visible()
    expect(page.get_by_text("重复发起")).to_be_visible()
    assert findings(phone) == []


def test_the_keyboard_alone_reports_in_english(visit):
    desk = visit("officer")
    _, path = ask(desk, open_duty(desk))
    tab = visit().open(path.replace("#", "?lang=en#"))
    page = tab.page
    page.on("filechooser", lambda _: None)  # from the start: asked for later, it may be missed
    page.get_by_role("button", name="Send", exact=True).wait_for()
    page.get_by_role("button", name="中文").focus()
    unmarked = []
    for _ in range(2):  # the duties of the contract, then the form
        page.keyboard.press("Tab")
        unmarked.append(page.evaluate(_UNMARKED))
    expect(page.locator("input[name=progress]").first).to_be_focused()
    page.keyboard.press("Space")  # not begun, so there is no day
    page.keyboard.press("Tab")
    while page.evaluate("() => document.activeElement.matches('.filing-figure .input')"):
        page.keyboard.type("12")
        unmarked.append(page.evaluate(_UNMARKED))
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Take or choose photographs")).to_be_focused()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(PHOTOS[:1])
    expect(page.locator(".filing-photos img")).to_have_count(1)
    page.get_by_label("Anything else").focus()
    page.keyboard.type("Foundations next month.")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_focused()
    unmarked.append(page.evaluate(_UNMARKED))
    assert findings(tab) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your report has been sent")).to_be_focused()
    expect(page.get_by_text("CNY 120,000").first).to_be_visible()
    assert findings(tab) == []
    assert [one for one in unmarked if one] == []


def test_another_officer_was_quicker_and_what_was_written_stays(visit):
    desk = visit("officer")
    number, _ = ask(desk, open_duty(desk))
    sheet = desk.page.locator(".promise-sheet")
    report = next(one for one in desk.ask("/api/self-reports")["items"] if one["report_no"] == number)
    sheet.get_by_role("button", name="取消自报").click()
    form = desk.page.get_by_role("dialog", name=f"取消 {number}")
    form.get_by_label("理由").fill("企业已另行报送")
    told = {"reason": "重复发起", "expected_sequence": 1}
    assert visit("officer").open_desk().post(f"/api/self-reports/{report['id']}/cancellation", told).ok
    desk.watch.expect_refusal(409, f"/api/self-reports/{report['id']}/cancellation")
    form.get_by_role("button", name="取消自报").click()
    expect(form).to_contain_text("您打开之后有人先办了")
    expect(form).to_contain_text("重复发起")
    expect(form.get_by_label("理由")).to_have_value("企业已另行报送")
    expect(form.get_by_role("button", name="取消自报")).to_be_disabled()
    assert findings(desk) == []


def test_without_the_whole_link_nothing_is_told(visit):
    tab = visit(size=PHONE).open("/self-report/ZB2026-0001")
    expect(tab.page.get_by_text("链接不完整")).to_be_visible()
    tab.watch.expect_refusal(404, "/api/filings/ZB2026-0001")
    tab.page.goto("about:blank")
    tab.open("/self-report/ZB2026-0001#" + "x" * 22)
    expect(tab.page.get_by_text("没有这份自报，或链接不完整")).to_be_visible()
    assert findings(tab) == []


def test_who_only_reads_is_offered_no_step(visit):
    officer = visit("officer")
    number, _ = ask(officer, open_duty(officer))
    report = next(one for one in officer.ask("/api/self-reports")["items"] if one["report_no"] == number)
    tab = visit("planner").open_desk(f"/desk/commitments?promise_view=reports&self_report={report['id']}")
    sheet = tab.page.locator(".report-sheet")
    expect(sheet.get_by_role("heading", name=number)).to_be_visible()
    expect(sheet.get_by_role("button", name=re.compile("核收|退回|填报链接|取消自报"))).to_have_count(0)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_of_reports_is_read_by_everybody(visit, language):
    tab = visit("officer").open_desk(f"/desk/commitments?promise_view=reports&lang={language}")
    expect(tab.page.locator(".promises-count")).to_be_visible()
    assert findings(tab) == []


def test_every_button_of_the_list_the_sheet_and_the_enterprise_s_page_does_something(visit):
    desk = visit("officer")
    number, path = ask(desk, open_duty(desk))
    desk.open_desk("/desk/commitments?promise_view=reports")
    desk.page.locator(".promises-table .table-row").first.wait_for()
    pressed, dead = press_everything(desk, ".promises-main")
    assert (dead, len(pressed) > 6) == ([], True)
    report = next(one for one in desk.ask("/api/self-reports")["items"] if one["report_no"] == number)
    desk.open_desk(f"/desk/commitments?promise_view=reports&self_report={report['id']}")
    desk.page.locator(".report-steps").wait_for()
    pressed, dead = press_everything(desk, ".promise-sheet-body .report-acts")
    assert dead == []
    assert {"button 填报链接", "button 取消自报", "dialog button 显示链接", "dialog button 打印给企业"} <= set(pressed)
    phone = visit(size=PHONE).open(path)
    phone.page.get_by_role("button", name="提交", exact=True).wait_for()
    pressed, dead = press_everything(phone, "main")
    assert dead == []
    assert {"button 提交", "button 拍照或选择照片"} <= set(pressed)


def test_a_contract_s_own_sheet_leads_to_the_asking(visit):
    tab = visit("officer")
    contract = tab.ask("/api/commitments", tally="late", is_open="true", limit=1)["items"][0]
    tab.open_desk(f"/desk/contracts?contract={contract['contract_id']}")
    tab.page.get_by_role("button", name="请企业自报").click()
    form = tab.page.get_by_role("dialog", name=f"请企业自报：合同 {contract['contract_no']}")
    expect(form).to_contain_text(contract["plot_no"])
    for box in form.get_by_role("group", name="请报内容").get_by_role("checkbox").all():
        box.uncheck()
    expect(form).to_contain_text("至少选一项请报内容")
    expect(form.get_by_role("button", name="发起")).to_be_disabled()
    tab.discard_entries()
    expect(form).to_be_hidden()
    expect(tab.page).not_to_have_url(re.compile("ask_report"))


def test_the_file_of_a_plot_lists_its_reports(visit):
    tab = visit("officer")
    report = next(one for one in tab.ask("/api/self-reports")["items"] if one["state"] == "submitted")
    tab.open_desk(f"/desk/ledger?sel={report['plot_id']}&tab=promises")
    line = tab.page.locator(".report-short li").filter(has_text=report["report_no"])
    expect(line).to_be_visible()
    assert findings(tab) == []
    line.get_by_role("button", name=report["report_no"]).click()
    expect(tab.page.locator(".report-sheet").get_by_role("heading", name=report["report_no"])).to_be_visible()
