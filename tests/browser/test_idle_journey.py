"""From the red plot to the closed case: why it is red, the clue, notice, explanation, finding, publicity, plan, hearing, fee, performance."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.idle_desk import CaseDesk, StepForm
from tests.browser.running_site import RunningSite
from tests.browser.supply_desk import Form, ok, sign_in_again
from tests.browser.tab import Tab

HOLDER = {"使用权人地址": "示例大道88号"}


def soon_idle(site: RunningSite) -> dict[str, Any]:
    """Land whose agreed start has passed, not yet a year ago, of an invented holder: the next to become idle."""
    (row,) = site.ask(
        "select f.contract_id, f.plot_id, s.plot_no, f.latest_on from idle_finding_on(date '2026-11-23') f"
        " join plot_snapshot s on s.plot_id = f.plot_id and s.valid @> date '2026-11-23' join contract c on c.id = f.contract_id"
        " where f.state = 'start_late' and c.price_yuan is not null and s.compliance <> 'suspected_idle'"
        " and not exists (select from development_fact d where d.contract_id = c.id and d.cause is not null)"
        " and not exists (select from idle_case i where i.contract_id = c.id) order by f.latest_on, c.id limit 1"
    )
    return row


def pass_days(officer: Tab, day: date) -> None:
    officer.page.goto("about:blank")  # nobody's map asks for tiles between two sign-ins
    sign_in_again(day, (officer, "officer"))


@pytest.fixture
def pictures() -> Path:
    """Where what is seen is kept; outside the repository's files."""
    folder = Path("test-results")
    folder.mkdir(exist_ok=True)
    return folder


def test_from_the_red_plot_to_the_closed_case(visit, site: RunningSite, pictures: Path, tmp_path: Path):
    officer = visit("officer")
    land = soon_idle(site)
    found = land["latest_on"] + timedelta(3)
    pass_days(officer, found)
    case_id = the_scan_finds_it_and_a_clue_is_recorded(officer, land)
    desk = CaseDesk(officer, case_id)
    the_first_line_says_what_is_next(desk, land)

    noticed = found + timedelta(6)
    pass_days(officer, noticed)
    desk.issue("闲置土地调查通知书", HOLDER)
    desk.step("发出调查通知书").served(noticed, "送达回证一").take()
    desk.expect_state("调查中")
    desk.picture("investigating")

    explained = noticed + timedelta(20)
    pass_days(officer, explained)
    desk.open().step("收到原因说明或期限届满").fill({
        "收到说明日期（未收到的留空）": explained.isoformat(),
    }).proved("闲置原因说明材料").take()  # fmt: skip
    desk.expect_state("原因审核")

    determined = explained + timedelta(10)
    pass_days(officer, determined)
    desk.issue("闲置土地认定书", {**HOLDER, "原因说明": "资金安排调整，未按约定动工。"}, {"闲置原因归属": "自身原因"})
    form = desk.step("发出闲置土地认定书").served(determined, "送达回证二")
    form.choose({"闲置原因（第八条）": "使用权人自身原因"}).proved("现场勘查记录").fill(
        {"理由、说明": "资金安排调整，未按约定动工。"}
    )
    form.take()
    desk.expect_state("已认定")
    no_new_land_for_the_holder(officer, land)

    published = determined + timedelta(5)
    pass_days(officer, published)
    desk.open().step("公开信息并备案").fill({"备案号": "示例备案51"}).take()
    desk.expect_state("已公开并备案")
    planned = published + timedelta(14)
    pass_days(officer, planned)
    desk.issue("闲置土地处置方案", {
        **HOLDER, "内容、措施": "征缴土地闲置费，并督促三个月内动工。", "使用权人意见": "同意缴纳。", "责任单位": "示例自然资源所",
        "报请批准的政府": "示例管委会",
    }, {"处置方式": "征缴土地闲置费"})  # fmt: skip
    desk.step("拟订处置方案").take()
    desk.expect_state("拟订处置方案")

    the_ways_that_are_closed_say_why(desk)
    told = planned + timedelta(3)
    pass_days(officer, told)
    desk.issue("听证告知书", HOLDER, {"处置方式": "征缴土地闲置费"})
    desk.step("告知听证权利").served(told, "送达回证三").take()
    desk.expect_state("已告知听证权利")
    a_decision_before_the_time_is_over_is_refused(desk, officer)

    decided = told + timedelta(16)
    pass_days(officer, decided)
    desk.issue("征缴土地闲置费决定书", {**HOLDER, "批准机关": "示例管委会"})
    form = desk.open().step("作出处置决定")
    form.box.get_by_role("radio", name=re.compile("^征缴土地闲置费")).check()
    form.fill({"批准机关": "示例管委会", "批准文号": "示例批〔2027〕51号"}).take()
    desk.expect_state("已决定")
    served = decided + timedelta(2)
    pass_days(officer, served)
    desk.open().step("送达决定").served(served, "送达回证四").take()
    desk.expect_state("履行中")
    desk.picture("performing")
    a_wrong_finding_could_be_annulled(desk)

    paid = served + timedelta(12)
    pass_days(officer, paid)
    it_is_performed_and_closed(desk)
    the_file_is_sealed(desk, tmp_path)
    the_plot_says_so(officer, land)


def a_wrong_finding_could_be_annulled(desk: CaseDesk) -> None:
    """The way back is apart from what comes next; its form names the paper and the publicity that have to come first."""
    desk.head.get_by_role("button", name="撤销认定或决定", exact=True).click()
    desk.page.get_by_role("menuitem", name="撤销闲置认定，退回原因审核", exact=True).click()
    form = StepForm(desk.tab, re.compile("· 撤销闲置认定，退回原因审核$"))
    expect(form.box).to_contain_text("闲置信息已经公开，尚未撤销公开。")
    form.choose({"撤销依据": "行政诉讼"})
    expect(form.box).to_contain_text("没有复议决定书或判决书。")
    form.press("取消")
    desk.tab.page.get_by_role("button", name="放弃并关闭").click()
    form.closed()
    desk.expect_state("履行中")


def the_scan_finds_it_and_a_clue_is_recorded(officer: Tab, land: dict[str, Any]) -> int:
    """The map's plot says why it is red, the desk lists it, and one press opens the case."""
    ok(officer.post("/api/idle-scans", {}))
    officer.open_desk(f"/desk/map?sel={land['plot_id']}&tab=idle")
    expect(officer.page.locator(".side-right")).to_contain_text("未动工满一年，疑似闲置")
    officer.page.screenshot(path="test-results/idle-red-plot.png")
    officer.open("/desk/idle")
    officer.page.locator(".cases-suspects summary").click()
    row = officer.page.locator(".cases-suspects tr").filter(has_text=land["plot_no"])
    row.get_by_role("button", name="登记线索").click()
    form = Form(officer, re.compile("^登记闲置线索"))
    form.attach("筛查结果").press("保存")
    officer.toast("线索已登记")
    form.closed()
    officer.page.wait_for_url(re.compile(r"idle_case=\d+"))
    return int(re.search(r"idle_case=(\d+)", officer.page.url)[1])  # type: ignore[index]


def the_first_line_says_what_is_next(desk: CaseDesk, land: dict[str, Any]) -> None:
    for words in (
        land["plot_no"],
        "线索",
        "超过约定动工日期满认定年限未动工",
        "下一步：发出调查通知书",
        "剩 ",
        "第五条",
    ):
        expect(desk.head).to_contain_text(words)
    expect(desk.sheet.locator(".clock-picture")).to_contain_text("应动工")
    desk.sheet.get_by_text("文字说明").click()
    expect(desk.sheet.locator(".clock-lines")).to_contain_text("发现后发出调查通知书")
    desk.picture("clue")


def no_new_land_for_the_holder(officer: Tab, land: dict[str, Any]) -> None:
    (row,) = officer.site.ask(
        "select count(*) as found from open_own_cause_cases(:day) o join contract c on c.party_id = o.party_id where c.id = :id",
        day=officer.site.calendar.day,
        id=land["contract_id"],
    )
    assert row["found"] >= 1


def the_ways_that_are_closed_say_why(desk: CaseDesk) -> None:
    part = desk.open().turn("处置与闲置费")

    def way(name: str) -> Locator:
        return part.locator(".case-measure").filter(has=desk.page.get_by_text(name, exact=True))

    expect(way("征缴土地闲置费")).to_contain_text("可用")
    expect(way("无偿收回国有建设用地使用权")).to_contain_text("未满两年")
    expect(way("延长动工开发期限")).to_contain_text("第十二条")
    expect(part.locator(".case-fee").first).to_contain_text("元")
    desk.picture("disposal")


def a_decision_before_the_time_is_over_is_refused(desk: CaseDesk, officer: Tab) -> None:
    form = desk.step("作出处置决定")
    form.fill({"文号": "示例提前1号", "批准机关": "示例管委会"})
    form.box.get_by_role("radio", name=re.compile("^征缴土地闲置费")).check()
    expect(form.box.locator(".findings")).to_contain_text("权利人的期限到")
    expect(form.box.get_by_role("button", name="办理", exact=True)).to_be_disabled()
    form.press("取消")
    officer.page.get_by_role("button", name="放弃并关闭").click()
    form.closed()


def it_is_performed_and_closed(desk: CaseDesk) -> None:
    desk.open("跟踪与承办").sheet.get_by_role("button", name="履行情况", exact=True).click()
    note = Form(desk.tab, "登记：履行情况")
    note.fill({"说明": "闲置费已缴入国库。"}).attach("缴款凭证").press("保存").closed()
    form = desk.open().step("履行完毕，撤销公开，结案").proved("撤销公开截图")
    form.fill({"理由、说明": "闲置费已缴清，信息已撤销公开。"}).take()
    desk.expect_state("已结案")
    expect(desk.head).to_contain_text("结案")
    desk.picture("closed")


def the_file_is_sealed(desk: CaseDesk, into: Path) -> None:
    part = desk.open().turn("证据与案卷")
    expect(part).to_contain_text("送达回证一")
    saved = desk.tab.download(part.get_by_role("button", name="导出密封案卷").click, into)
    assert saved.suffix == ".zip"
    assert saved.read_bytes()[:2] == b"PK"
    part.locator("input[type=file]").set_input_files(saved)
    expect(part.get_by_role("status")).to_contain_text("案卷完好")
    altered = into / "altered.zip"
    content = bytearray(saved.read_bytes())
    content[len(content) // 2] ^= 1
    altered.write_bytes(content)
    part.locator("input[type=file]").set_input_files(altered)
    expect(part.get_by_role("status")).to_contain_text("案卷被改动")


def the_plot_says_so(officer: Tab, land: dict[str, Any]) -> None:
    officer.open_desk(f"/desk/map?sel={land['plot_id']}&tab=idle-cases")
    expect(officer.page.locator(".plot-cases")).to_contain_text("已结案")
    (row,) = officer.site.ask(
        "select compliance from plot_snapshot where plot_id = :id and valid @> cast(:day as date)",
        id=land["plot_id"],
        day=officer.site.calendar.day,
    )
    assert row["compliance"] == "late"
