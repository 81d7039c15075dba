"""From the recovered plot to the new factory on it: released with its case, prepared, offered, won by another, built, producing, put to use again."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.idle_desk import CaseDesk
from tests.browser.reuse_desk import RecoveredLand, ReuseDesk, lift_rights, recovery_beside_the_page
from tests.browser.supply_desk import (
    Form,
    OfferedPlot,
    SupplyDesk,
    draft_beside_the_page,
    keep_what_is_due,
    mend_all,
    open_promise,
    register_enterprise,
    sign_in_again,
)
from tests.browser.tab import Tab

NO = "周告字〔2026〕示例61号"
NEW = "示例申请企业己"
RELEASED, PREPARED = date(2026, 11, 30), date(2026, 12, 7)
CONFIRMED = date(2028, 12, 18)
BUILT = (
    ("动工", date(2027, 4, 26), "开工核查照片", "building"),
    ("竣工", date(2028, 9, 18), "竣工验收备案表", "in_use"),
    ("投产", date(2028, 11, 20), "投产核查照片", "in_use"),
)


def mu(area_m2: float) -> str:
    return f"{area_m2 * 3 / 2000:,.2f}"


def number(words: str) -> float:
    return float(re.sub(r"[^0-9.]", "", words))


def pass_days(day: date, *tabs: tuple[Tab, str]) -> None:
    for tab, _ in tabs:
        tab.page.goto("about:blank")  # nobody's map asks for tiles between two sign-ins
    sign_in_again(day, *tabs)


def picture(tab: Tab, name: str) -> None:
    """Keep what is seen, for people to look at."""
    tab.page.screenshot(path=f"test-results/reuse-{name}.png")


@pytest.fixture(autouse=True)
def pictures() -> None:
    """Where what is seen is kept; outside the repository's files."""
    Path("test-results").mkdir(exist_ok=True)


def test_from_the_recovered_plot_to_the_new_factory_on_it(visit):
    officer, leader = visit("officer"), visit("leader")
    land = recovery_beside_the_page(officer)
    stands_in_class(officer, land, "供而未用")
    desk = opened_from_its_case(officer, land)
    planned_and_approved(desk, land)

    pass_days(RELEASED, (officer, "officer"), (leader, "leader"))
    before = idle_land(leader, land)
    released_with_its_case(desk, land)
    assert idle_land(leader, land) == idle_after(before, land)
    picture(leader, "cockpit")
    the_land_is_empty(officer, land)

    pass_days(PREPARED, (officer, "officer"))
    plot = prepared_again(officer, desk, land)
    days = offered_with_its_origin(officer, plot, land)
    the_public_reads_a_mark_and_no_name(visit(), plot, land)

    pass_days(days["applications_from"], (officer, "officer"))
    a_new_enterprise_applies(officer, plot)
    pass_days(days["decided_from"], (officer, "officer"))
    decided(officer, plot)
    pass_days(days["decided_from"] + timedelta(14), (officer, "officer"))
    signed(officer, plot)
    supplied_again(desk)

    for duty, done_on, paper, stage in BUILT:
        pass_days(done_on + timedelta(7), (officer, "officer"))
        checked(officer, plot, duty, done_on, paper)
        assert stage_of(officer, plot) == stage
    pass_days(CONFIRMED, (officer, "officer"))
    keep_what_is_due(officer, plot, checked_on=CONFIRMED)
    put_to_use_again(desk)
    map_and_stock_show_the_new_factory(officer, plot, land)


def stands_in_class(officer: Tab, land: RecoveredLand, words: str) -> None:
    """The dossier says that the classes are to be worked out again, and then in which one the plot is today."""
    officer.open_desk(f"/desk/map?sel={land.plot_id}&tab=stock")
    officer.page.locator(".stock-sheet").get_by_role("button", name="重新计算").click()
    expect(officer.page.get_by_text("有资料变动，待重新计算")).to_have_count(0)
    expect(officer.page.locator(".stock-sheet-class").first).to_contain_text(words)


def opened_from_its_case(officer: Tab, land: RecoveredLand) -> ReuseDesk:
    """The case's sheet leads to a new measure that knows its case and what was decided."""
    case = CaseDesk(officer, land.case_id).open()
    case.expect_state("履行中")
    begin = case.head.get_by_role("button", name="登记盘活措施", exact=True)
    expect(begin).to_be_visible()
    picture(officer, "case")
    begin.click()
    form = Form(officer, f"登记盘活措施 · {land.plot_no}")
    expect(form.box).to_contain_text(f"关联个案 {land.case_no}")
    expect(form.field("盘活措施").locator("option:checked")).to_have_text("依法收回")
    form.fill({"投资": "8000", "年产值": "12000", "年税收": "600", "腾退期限": "2026-12-31", "盘活期限": "2028-12-31"})
    form.press("保存").closed()
    expect(officer.page.get_by_role("heading", name=re.compile(f"^{land.plot_no}地块"))).to_be_visible()
    officer.page.wait_for_url(re.compile(r"[?&]reuse=\d+"))
    return ReuseDesk(officer, int(re.search(r"reuse=(\d+)", officer.page.url)[1]))  # type: ignore[index]


def planned_and_approved(desk: ReuseDesk, land: RecoveredLand) -> None:
    desk.expect_stage("已谋划")
    desk.step("方案已批准", "收回批复")
    desk.step("实施中", "收回土地公告")
    desk.moved("登记腾出", land.holder)
    desk.figures("填报盘活前", {"年税收": "0", "年产值": "0", "累计固定资产投资": "0"}, "停建现场记录")
    expect(desk.line("亩均税收")).to_contain_text("0.00")
    picture(desk.tab, "under-way")


def idle_land(leader: Tab, land: RecoveredLand) -> dict[str, float]:
    """What the cockpit says of the park's idle land: the figure, and the month's account."""
    leader.open(f"/desk/cockpit?cockpitpark={land.park}")
    tile = leader.page.get_by_role("button", name=re.compile("^闲置土地 .*打开清单$"))
    expect(tile).to_be_visible()
    month = leader.page.locator(".flow-table tbody tr").filter(
        has=leader.page.get_by_role("rowheader", name=f"{RELEASED.year}年{RELEASED.month}月")
    )
    expect(month.locator(".flow-balance")).to_have_text("平")
    opening, found, *gone, closing = (number(one) for one in month.locator("td.figure").all_inner_texts())
    assert closing == pytest.approx(opening + found - sum(gone), abs=0.03)
    recovered = gone[leader.page.locator(".flow-table th[scope=col]").all_inner_texts().index("收回") - 3]
    return {"idle": number(tile.locator(".figure").inner_text()), "recovered": recovered, "closing": closing}


def idle_after(before: dict[str, float], land: RecoveredLand) -> object:
    """The same with this plot recovered and no other; each figure is rounded by itself."""
    area = land.area_m2 * 3 / 2000
    return pytest.approx(
        {
            "idle": before["idle"] - area,
            "recovered": before["recovered"] + area,
            "closing": before["closing"] - area,
        },
        abs=0.011,
    )


def released_with_its_case(desk: ReuseDesk, land: RecoveredLand) -> None:
    """Without closing the case the contract still stands against it; with it everything ends in one act."""
    form = desk.open().begin("已腾退")
    closes = form.box.get_by_label(f"同时办结闲置个案 {land.case_no}")
    expect(closes).to_be_checked()
    closes.uncheck()
    form.attach("土地交接单")
    desk.tab.watch.expect_refusal(409, f"/api/reuse/{desk.measure_id}/steps")
    form.press("已腾退")
    expect(form.box.get_by_role("alert")).to_contain_text("尚未终止，土地还没有收回")
    closes.check()
    form.press("已腾退").closed()
    desk.expect_stage("已腾退")
    expect(desk.part("基本情况")).to_contain_text(f"{land.case_no} 已结案")
    picture(desk.tab, "released")


def the_land_is_empty(officer: Tab, land: RecoveredLand) -> None:
    """Nobody holds it, its contract is over, its case is closed and leads to the measure; it waits in the reserve."""
    case = CaseDesk(officer, land.case_id).open()
    case.expect_state("已结案")
    expect(case.head.get_by_role("button", name=re.compile("^盘活 PH"))).to_be_visible()
    stands_in_class(officer, land, "批而未供")
    officer.page.get_by_role("tab", name="主体", exact=True).click()
    expect(officer.page.locator(".side-right")).not_to_contain_text(land.holder)
    picture(officer, "in-reserve")
    (row,) = officer.site.ask(
        "select s.stage, s.supply, s.land_control, c.ended_on, c.end_kind from plot_snapshot s join idle_case i on i.id = :case"
        " join contract c on c.id = i.contract_id where s.plot_id = i.plot_id and s.valid @> cast(:day as date)",
        case=land.case_id,
        day=RELEASED,
    )
    assert (row["supply"], row["land_control"]) == ("not_ready", "reserved")
    assert (row["ended_on"], row["end_kind"]) == (RELEASED, "recovered")


def prepared_again(officer: Tab, desk: ReuseDesk, land: RecoveredLand) -> OfferedPlot:
    west, south, east, north = officer.ask(f"/api/plots/{land.plot_id}")["bbox"]
    plot = OfferedPlot(land.plot_id, land.plot_no, (west + east) / 2, (south + north) / 2, land.park)
    lift_rights(officer, land.plot_id, land.park, on=PREPARED.isoformat(), reason="收回后解除")
    mend_all(officer, plot, since=PREPARED.isoformat())
    desk.open().step("已整备", "场地整备验收单")
    officer.open_desk(f"/desk/map?sel={plot.id}&tab=readiness")
    expect(officer.page.locator(".prepare-verdict")).to_contain_text("26 项中通过 26 项")
    picture(officer, "prepared")
    return plot


def offered_with_its_origin(officer: Tab, plot: OfferedPlot, land: RecoveredLand) -> dict[str, date]:
    """The sheet of the announcement names measure and case that the land comes from; the days are those proposed."""
    draft_beside_the_page(officer, plot, NO, start_price_yuan=30_000_000)
    desk = SupplyDesk(officer).open(plot.no, NO)
    origin = desk.sheet.locator(".supply-origin")
    for words in ("盘活来源", "依法收回", land.case_no):
        expect(origin).to_contain_text(words)
    desk.press("发布公告")
    Form(officer, f"发布 {NO}").press("发布公告").closed()
    officer.toast(f"已发布 {NO}")
    picture(officer, "offered")
    told = officer.ask(f"/api/listings/{desk.listing_id}")
    return {
        name: date.fromisoformat(told[name]) for name in ("applications_from", "applications_until", "decided_from")
    }


def the_public_reads_a_mark_and_no_name(investor: Tab, plot: OfferedPlot, land: RecoveredLand) -> None:
    investor.open(f"/sites/{plot.id}")
    expect(investor.page.get_by_role("heading", level=1)).to_contain_text("盘活土地")
    expect(investor.page.locator(".sheet-announcement")).to_contain_text(NO)
    expect(investor.page.locator(".key-figures")).to_contain_text("3,000.00 万元")
    picture(investor, "public")
    expect(investor.page.locator("#preview .preview-penalties")).to_be_visible()
    preview = investor.ask(f"/api/sites/{plot.id}/preview")
    told = investor.page.content() + str(investor.ask(f"/api/sites/{plot.id}")) + str(preview)
    for sentence in sorted(said_of_any_plot(investor), key=len, reverse=True):
        told = told.replace(sentence, "")
    for secret in (land.holder, land.case_no, "依法收回", "闲置"):
        assert secret not in told, secret


def said_of_any_plot(investor: Tab) -> set[str]:
    """What a breach costs, as it is told of a plot on offer that nobody ever lost: the law's words betray no history."""
    offered = investor.ask("/api/sites", supply="on_offer", limit=200)["items"]
    fresh = next(one for one in offered if not investor.ask(f"/api/sites/{one['id']}")["is_reused_land"])
    penalties = investor.ask(f"/api/sites/{fresh['id']}/preview")["penalties"]
    assert penalties, fresh["plot_no"]
    return {one[part] for one in penalties for part in ("label_zh", "note_zh", "basis") if one[part]}


def a_new_enterprise_applies(officer: Tab, plot: OfferedPlot) -> None:
    register_enterprise(officer, NEW)
    area = officer.ask(f"/api/plots/{plot.id}")["area_m2"]
    project = {
        "固定资产投资": str(round(area * 0.0015 * 220)), "年产值": "24000", "年税收": "1200", "年综合能耗": "900",
        "计容建筑面积": str(round(area * 1.3)),
    }  # fmt: skip
    desk = SupplyDesk(officer).open(plot.no, NO)
    desk.receive(NEW, {}, "3100", project)
    expect(desk.card(NEW)).to_contain_text("待审核")


def decided(officer: Tab, plot: OfferedPlot) -> None:
    desk = SupplyDesk(officer).open(plot.no, NO).press("截止报名")
    Form(officer, "截止报名").press("截止报名").closed()
    officer.toast("报名已截止。")
    card = desk.card(NEW)
    card.get_by_role("button", name="准入审核").click()
    expect(card.locator("header .badge")).to_have_text("准入")
    desk.press("作出决定")
    form = Form(officer, f"作出供地决定 · {NO}")
    form.fill({"主持人": "张主任", "会议纪要": f"经比选，一致同意供地给{NEW}。"}).attach("会议纪要扫描件")
    form.press("作出决定").closed()
    officer.toast(f"已决定给{NEW}")


def signed(officer: Tab, plot: OfferedPlot) -> None:
    officer.open("/desk/contracts")
    officer.page.get_by_role("button", name="签订合同", exact=True).click()
    choice = Form(officer, "签订合同：从哪里开始")
    choice.box.get_by_role("listitem").filter(has_text=plot.no).get_by_role("button", name="签订").click()
    form = Form(officer, f"签订出让合同：地块 {plot.no}")
    expect(form.box.locator(".contracts-party")).to_have_text(NEW)
    form.fill({"坐落": "示例路西侧", "交地日期": "2027-02-01", "初始运行期": "24", "履约保证金": "300000"})
    form.fill({"第 1 期价款 · 付款日期": "2027-02-01"})
    form.attach("合同签字页").press("签订")
    Form(officer, "签订合同").press("签订")
    form.closed()
    expect(officer.page.locator(".contracts-sheet")).to_contain_text(f"{plot.no} {NEW}")


def supplied_again(desk: ReuseDesk) -> None:
    """Who came is recorded before the step is taken; the contract is the new one."""
    desk.open().moved("登记引入", NEW, "食品制造业")
    desk.step("已再供应", "新出让合同")
    (contract,) = [one for one in desk.tab.ask("/api/contracts")["items"] if one["party_name_zh"] == NEW]
    expect(desk.part("办理过程")).to_contain_text(contract["contract_no"])


def checked(officer: Tab, plot: OfferedPlot, duty: str, done_on: date, paper: str) -> None:
    """A milestone is kept with its evidence."""
    sheet = open_promise(officer, plot, duty, of=NEW)
    sheet.get_by_role("button", name="登记核查").click()
    form = Form(officer, re.compile(f"^核查：.*{duty}"))
    form.fill({"完成日期": done_on.isoformat(), "签字人": "李科长", "核查负责人": "张主任"}).choose(
        {"核查结论": "达标"}
    )
    form.attach(paper).press("登记").closed()
    officer.toast("核查已登记")
    expect(sheet.locator(".promise-state")).to_contain_text("已履约")


def stage_of(officer: Tab, plot: OfferedPlot) -> str:
    """The plot's stage today, which nobody typed: it follows the checks."""
    return officer.ask("/api/plots", ids=plot.id)["items"][0]["stage"]


def put_to_use_again(desk: ReuseDesk) -> None:
    """Confirmed only with figures after; before and after stand side by side."""
    form = desk.open().begin("已盘活")
    expect(form.box).to_contain_text("盘活后数据")
    form.press("取消").closed()
    figures = {
        "总建筑面积": "33000",
        "累计固定资产投资": "8600",
        "年产值": "23000",
        "年税收": "1150",
        "用工人数": "260",
    }
    desk.figures("填报盘活后", figures, "审计报告")
    expect(desk.line("亩均税收")).to_contain_text("29.")
    desk.step("已盘活", "盘活验收意见")
    expect(desk.part("办理过程")).to_contain_text("该措施已经结束")
    picture(desk.tab, "put-to-use")


def map_and_stock_show_the_new_factory(officer: Tab, plot: OfferedPlot, land: RecoveredLand) -> None:
    at = f"at={plot.lon:.6f},{plot.lat:.6f},15"
    officer.open_desk(f"/desk/map?sel={plot.id}&tab=reuse&layers=plot,reuse_site,park_boundary&{at}")
    (drawn,) = [one for one in officer.map.features("reuse_site") if one["plot_no"] == plot.no]
    assert drawn["reuse_stage"] == "reused"
    (ground,) = [one for one in officer.map.features("plot") if one["plot_no"] == plot.no]
    assert ground["stage"] == "in_use"
    told = officer.page.locator(".reuse-dossier")
    for words in ("已盘活", f"{land.holder} → {NEW}", land.case_no):
        expect(told).to_contain_text(words)
    picture(officer, "map")
    stands_in_class(officer, land, "正常利用")
