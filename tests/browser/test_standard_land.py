"""A plot is prepared, refused by the gate, mended, offered, applied for, decided, signed for and checked at the desks, up to a broken promise."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import docx
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.supply_desk import (
    Form,
    OfferedPlot,
    SupplyDesk,
    apply_beside_the_page,
    draft_beside_the_page,
    fill_indicators,
    mend_all,
    ok,
    open_on_the_board,
    open_promise,
    prepare_beside_the_page,
    register_enterprise,
    register_plot,
    sign_in_again,
)
from tests.browser.tab import Tab

NO = "周告字〔2026〕示例51号"
FIRST, SECOND, WEAK = "示例申请企业甲", "示例申请企业乙", "示例申请企业丙"
INVESTMENT = "固定资产投资强度"
MINUTES = "按公告规则比选，示例申请企业乙报价最高，一致同意。"


def test_from_a_prepared_plot_to_a_broken_promise(visit, tmp_path):
    planner, officer = visit("planner"), visit("officer")
    plot = register_plot(planner, "P4-951")
    the_gate_refuses(officer, plot)
    the_rest_is_mended_in_the_dossier(officer, plot)
    published(officer, plot)
    investors_read_it(visit(), plot)

    sign_in_again(date(2026, 12, 14), (officer, "officer"))
    three_apply(officer, plot)
    sign_in_again(date(2026, 12, 19), (officer, "officer"))
    assessed_and_compared(officer, plot)
    sign_in_again(date(2026, 12, 23), (officer, "officer"))
    decided(officer, plot)
    sign_in_again(date(2027, 1, 8), (officer, "officer"))
    signed(officer, plot)
    documents_are_issued_and_opened(officer, tmp_path)

    sign_in_again(date(2027, 5, 3), (officer, "officer"))
    a_check_is_recorded(officer, plot)
    the_inbox_says_what_is_overdue(officer, plot)
    sign_in_again(date(2028, 11, 20), (officer, "officer"))
    a_promise_is_found_broken(officer, plot)
    map_and_dossier_show_it(officer, plot)


def the_gate_refuses(officer: Tab, plot: OfferedPlot) -> None:
    """The board says what is lacking; an announcement may be drafted and is not published."""
    sheet = open_on_the_board(officer, plot)
    expect(sheet.locator(".prepare-verdict")).to_contain_text("尚不具备")
    for sentence in ("土地状态为“未知”，尚不是净地。", "规划条件不完整，缺少批准文号", "地块指标缺少“亩均税收”"):
        expect(sheet).to_contain_text(sentence)
    ok(officer.post(f"/api/plots/{plot.id}/state", {
        "axes": {"supply": "prepared"}, "valid_from": "2026-11-10", "reason": "纳入储备",
    }))  # fmt: skip
    desk = SupplyDesk(officer)
    desk.draft(plot.no, NO)
    expect(desk.sheet).to_contain_text("项不能发布")
    refusal = desk.publish_refused(NO)
    expect(refusal.box).to_contain_text("公告还不能发布")
    expect(refusal.box).to_contain_text("公告缺少控制指标。")
    expect(refusal.box).to_contain_text("公告缺少规划条件。")
    refusal.press("取消")


def the_rest_is_mended_in_the_dossier(officer: Tab, plot: OfferedPlot) -> None:
    """With all but one answer there the gate still refuses, names it and leads to where it is given."""
    prepare_beside_the_page(officer, plot, but="settlement")
    officer.open_desk(f"/desk/map?sel={plot.id}&tab=readiness")
    sheet = officer.page.locator(".prepare-sheet")
    fill_indicators(officer, sheet)
    expect(sheet.locator(".prepare-verdict")).to_contain_text("26 项中通过 25 项")
    refusal = SupplyDesk(officer).open(plot.no).publish_refused(NO)
    expect(refusal.box).to_contain_text("有 1 项未通过：安置补偿落实到位")
    refusal.press("去“备”中完成准备")
    expect(officer.page.get_by_role("region", name=plot.no)).to_contain_text("净地核查“安置补偿落实到位”尚无结论。")

    officer.open_desk(f"/desk/map?sel={plot.id}&tab=readiness")
    line = sheet.locator(".prepare-line").filter(has_text="安置补偿落实到位")
    line.get_by_role("button", name="填写").click()
    form = Form(officer, re.compile("安置补偿落实到位"))
    form.box.get_by_label("是", exact=True).check()
    form.attach("安置完毕证明").press("保存").closed()
    expect(sheet.locator(".prepare-verdict")).to_contain_text("26 项中通过 26 项")
    expect(line).to_contain_text("安置完毕证明")


def published(officer: Tab, plot: OfferedPlot) -> None:
    desk = SupplyDesk(officer).open(plot.no).press("发布公告")
    Form(officer, f"发布 {NO}").press("发布公告").closed()
    officer.toast(f"已发布 {NO}")
    expect(desk.sheet).to_contain_text("内容已冻结")
    expect(desk.sheet.get_by_role("button", name="修改", exact=True)).to_have_count(0)


def investors_read_it(investor: Tab, plot: OfferedPlot) -> None:
    investor.open(f"/sites/{plot.id}")
    told = investor.page.locator(".sheet-announcement")
    for words in (NO, "挂牌 · 弹性年期出让", "100.00 万元", INVESTMENT, "200.00 万元/亩", "王主任 0394-0000000"):
        expect(told).to_contain_text(words)


def three_apply(officer: Tab, plot: OfferedPlot) -> None:
    """One by the form with exactly what was announced; beside the page a dearer one and one below the threshold."""
    for enterprise in (FIRST, SECOND, WEAK):
        register_enterprise(officer, enterprise)
    desk = SupplyDesk(officer).open(plot.no)
    desk.receive(FIRST, {}, "120")
    expect(desk.card(FIRST)).to_contain_text("待审核")
    apply_beside_the_page(officer, desk.listing_id, SECOND, bid_yuan=1_500_000)
    apply_beside_the_page(officer, desk.listing_id, WEAK, bid_yuan=9_000_000, below="investment_intensity")


def assessed_and_compared(officer: Tab, plot: OfferedPlot) -> None:
    desk = SupplyDesk(officer).open(plot.no).press("截止报名")
    Form(officer, "截止报名").press("截止报名").closed()
    officer.toast("报名已截止。")
    for enterprise, verdict in ((FIRST, "准入"), (SECOND, "准入"), (WEAK, "不予准入")):
        card = desk.card(enterprise)
        card.get_by_role("button", name="准入审核").click()
        expect(card.locator("header .badge")).to_have_text(verdict)
    expect(desk.card(FIRST)).to_contain_text("各项承诺均达到公告要求。")
    expect(desk.card(WEAK)).to_contain_text(re.compile(f"{INVESTMENT}.*200.00 万元/亩"))

    compared = desk.part("比选")
    places = compared.locator(".supply-places tbody tr")
    expect(places.nth(0)).to_contain_text(SECOND)
    expect(places.nth(1)).to_contain_text(FIRST)
    expect(places.filter(has_text=WEAK)).to_contain_text("不排名")
    line = compared.locator("tbody tr").filter(has=officer.page.get_by_role("rowheader", name=INVESTMENT))
    expect(line.locator("td").first).to_contain_text("200.00 万元/亩")
    expect(line.locator(".is-met")).to_have_count(2)
    expect(line.locator(".is-not_met")).to_have_count(1)


def decided(officer: Tab, plot: OfferedPlot) -> None:
    desk = SupplyDesk(officer).open(plot.no).press("作出决定")
    form = Form(officer, f"作出供地决定 · {NO}")
    expect(form.box).to_contain_text(f"{SECOND}排在第一位")
    expect(form.field("成交价")).to_have_value("150")
    expect(form.box.get_by_role("button", name="作出决定", exact=True)).to_be_disabled()
    form.fill({"主持人": "张主任", "参会人员": "自然资源、发改", "会议纪要": MINUTES})
    form.attach("会议纪要扫描件").press("作出决定").closed()
    officer.toast(f"已决定给{SECOND}")
    told = desk.part("决定")
    for words in (f"决定给{SECOND}，成交价 150.00 万元", "张主任", MINUTES, "会议纪要扫描件"):
        expect(told).to_contain_text(words)


def signed(officer: Tab, plot: OfferedPlot) -> None:
    """From the decision to a signed contract; nothing that was decided is typed again."""
    officer.open("/desk/contracts")
    officer.page.get_by_role("button", name="签订合同", exact=True).click()
    choice = Form(officer, "签订合同：从哪里开始")
    choice.box.get_by_role("listitem").filter(has_text=plot.no).get_by_role("button", name="签订").click()
    form = Form(officer, f"签订出让合同：地块 {plot.no}")
    expect(form.box.locator(".contracts-party")).to_have_text(SECOND)
    expect(form.field("价款总额")).to_have_value("1500000")
    form.fill({"坐落": "示例路东侧", "交地日期": "2027-01-20", "初始运行期": "24", "履约保证金": "300000"})
    form.fill({"第 1 期价款 · 付款日期": "2027-01-20", "金额": "750000"})
    expect(form.box).to_contain_text("与价款相差 750,000.00 元")
    form.press("增加一期").fill({"第 2 期价款 · 付款日期": "2027-03-08"})
    expect(form.box).to_contain_text("合计 1,500,000.00 元，与价款一致")
    form.attach("合同签字页").press("签订")
    Form(officer, "签订合同").press("签订")
    form.closed()
    sheet = officer.page.locator(".contracts-sheet")
    expect(sheet).to_contain_text(f"{plot.no} {SECOND}")
    expect(sheet.locator(".contracts-duty").filter(has_text=INVESTMENT)).to_be_visible()


def documents_are_issued_and_opened(officer: Tab, folder: Path) -> None:
    """Each document of the contract is issued on its tab, both files are what they claim to be."""
    officer.page.locator(".contracts-sheet").get_by_role("tab", name="文书").click()
    papers, words = officer.page.locator(".contracts-papers .paper"), []
    for title, told in (
        ("国有建设用地使用权出让合同", (SECOND, "1500000", "P4-951")),
        ("标准地项目履约监管协议", (SECOND, INVESTMENT)),
        ("标准地项目信用承诺书", (SECOND, INVESTMENT)),
    ):
        paper = papers.filter(has=officer.page.locator("strong").get_by_text(title, exact=True))
        paper.get_by_role("button", name="出具", exact=True).click()
        Form(officer, re.compile(f"^出具.*{title}")).press("出具").closed()
        expect(paper).to_contain_text("已出具")
        words.append(officer.download(paper.get_by_role("button", name="Word", exact=True).click, folder))
        read = words_of(words[-1])
        assert [part for part in told if part not in read] == [], title
        assert SECOND in pages_of(officer.download(paper.get_by_role("button", name="PDF", exact=True).click, folder))
    read_by_the_office(words)


def words_of(path: Path) -> str:
    """The text of a .docx, tables included, without separators in figures."""
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(part.text for part in document.paragraphs), *cells]).replace(",", "")


def pages_of(path: Path) -> str:
    """The words of a .pdf, its pages one after the other; there must be some."""
    pages = PdfReader(path).pages
    read = "\n".join(page.extract_text() for page in pages)
    assert read.strip(), path.name
    return read


def read_by_the_office(words: list[Path]) -> None:
    """Where an office program is there, it must be able to read each .docx and set it into pages."""
    office = shutil.which("soffice")
    if office is None:
        return
    folder = words[0].parent
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", f"{folder}/office", *map(str, words)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    for word in words:
        assert SECOND in pages_of(folder / "office" / f"{word.stem}.pdf")


def a_check_is_recorded(officer: Tab, plot: OfferedPlot) -> None:
    """The start of building is kept only with its evidence."""
    sheet = open_promise(officer, plot, "动工")
    sheet.get_by_role("button", name="登记核查").click()
    form = Form(officer, re.compile("^核查：.*动工"))
    form.fill({"完成日期": "2027-04-20", "签字人": "李科长", "核查负责人": "张主任"})
    form.choose({"核查结论": "达标"})
    expect(form.box.locator(".promise-blocked")).to_contain_text("没有证据")
    form.attach("开工核查照片").press("登记").closed()
    officer.toast("核查已登记")
    expect(sheet.locator(".promise-state")).to_contain_text("已履约")
    expect(sheet.locator(".promise-check")).to_contain_text("开工核查照片")


def the_inbox_says_what_is_overdue(officer: Tab, plot: OfferedPlot) -> None:
    """Hand-over and two instalments nobody has recorded; the button of a row leads to where it is done."""
    officer.open("/desk/inbox?inboxbucket=overdue&inboxpark=P4")
    rows = officer.page.locator(".inbox-table tbody tr").filter(has_text=plot.no)
    expect(rows).to_have_count(3)
    expect(rows.filter(has_text="交地")).to_contain_text("逾期 103 天")
    paying = rows.filter(has_text="第 2 期")
    expect(paying).to_contain_text(SECOND)
    expect(paying).to_contain_text("逾期 56 天")
    paying.get_by_role("button", name="登记核查").click()
    expect(officer.page.locator(".promise-sheet")).to_contain_text(f"{plot.no} · {SECOND}")


def a_promise_is_found_broken(officer: Tab, plot: OfferedPlot) -> None:
    """The figures contradict “met”; broken is recorded with its consequence."""
    sheet = open_promise(officer, plot, INVESTMENT)
    sheet.get_by_role("button", name="登记核查").click()
    form = Form(officer, re.compile(f"^核查：.*{INVESTMENT}"))
    form.fill({"厂房投资": "100", "设备投资": "50", "地价款": "150", "相关税费（协议不计的填 0）": "0"})
    expect(form.box.locator(".promise-computed")).to_contain_text("未达到承诺")
    form.attach("审计报告").fill({"签字人": "李科长", "核查负责人": "张主任"})
    form.choose({"核查结论": "达标"})
    expect(form.box.locator(".promise-blocked")).to_contain_text("未达到承诺")
    expect(form.box.get_by_role("button", name="登记", exact=True)).to_be_disabled()
    form.choose({"核查结论": "违约"}).fill({"后果": "按履约监管协议扣除履约保证金。"})
    form.press("登记").closed()
    officer.toast("核查已登记")
    expect(sheet.locator(".promise-state")).to_contain_text("违约")


def map_and_dossier_show_it(officer: Tab, plot: OfferedPlot) -> None:
    at = f"at={plot.lon:.6f},{plot.lat:.6f},16"
    officer.open_desk(f"/desk/map?sel={plot.id}&tab=promises&layers=commitment,park_boundary&{at}")
    drawn = {one["plot_no"]: one["commitment_state"] for one in officer.map.features("commitment")}
    assert drawn[plot.no] == "broken"
    step = officer.page.locator(".promise-step.is-broken")
    expect(step).to_contain_text(INVESTMENT)
    step.locator("summary").first.click()
    for words in ("为什么？", "200.00 万元/亩", "审计报告", "按履约监管协议扣除履约保证金。"):
        expect(step).to_contain_text(words)
    expect(officer.page.locator(".promise-line")).to_contain_text("违约 1")
    officer.page.get_by_role("tab", name="图例").click()
    legend = officer.page.locator(".legend-layer").filter(has=officer.page.get_by_role("heading", name="承诺履约"))
    expect(legend).to_contain_text("违约")


def test_two_officers_decide_at_once_and_one_is_told_what_happened(visit):
    planner, first, second = visit("planner"), visit("officer"), visit("officer")
    number = "周告字〔2026〕示例52号"
    first.site.let_days_pass(date(2026, 11, 23))
    sign_in_again(date(2026, 11, 23), (planner, "planner"), (first, "officer"))
    plot = register_plot(planner, "P4-952")
    mend_all(first, plot)
    listing = draft_beside_the_page(first, plot, number)
    ok(first.post(f"/api/listings/{listing}/publish", {}))
    register_enterprise(first, "示例申请企业丁")
    sign_in_again(date(2026, 12, 14), (first, "officer"))
    application = apply_beside_the_page(first, listing, "示例申请企业丁", bid_yuan=1_500_000)
    sign_in_again(date(2026, 12, 23), (first, "officer"), (second, "officer"))
    ok(first.post(f"/api/listings/{listing}/close", {}))
    ok(first.post(f"/api/applications/{application}/assess", {}))

    forms = []
    for tab in (first, second):
        SupplyDesk(tab).open(plot.no).press("作出决定")
        form = Form(tab, f"作出供地决定 · {number}")
        forms.append(form.fill({"会议纪要": "经比选，一致同意供地给示例申请企业丁。"}))
    for tab, form in zip((first, second), forms, strict=True):
        tab.watch.allow_refusal("409", f"/api/listings/{listing}/decide")
        form.press("作出决定")
    told = [told_after_deciding(tab, form) for tab, form in zip((first, second), forms, strict=True)]
    assert sorted(told) == ["decided", "refused"]
    live = first.site.ask("select count(*) as n from allocation where plot_id = :plot and state = 'live'", plot=plot.id)
    assert live[0]["n"] == 1


def told_after_deciding(tab: Tab, form: Form) -> str:
    """What the officer reads: that it is decided, or that somebody else was quicker and what to do."""
    done = tab.page.locator(".toast", has_text="已决定给示例申请企业丁")
    refused = form.box.get_by_role("alert").or_(form.box.locator(".note-error"))
    expect(done.or_(refused).first).to_be_visible()
    if done.count():
        return "decided"
    expect(refused.first).to_contain_text("决定")
    return "refused"
