"""The supply desk as an officer uses it: forms filled by their labels, answers read from the page; what is not the story goes beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from playwright.sync_api import Locator, expect
from shapely import box, transform
from shapely.geometry import mapping

from gisapp.commitments.rules.measuring import FORMS, SITE_AREA
from gisapp.demo.holders import credit_code
from gisapp.preparation.indicator_terms import SPECS, Indicator
from tests.browser.ground_for_plots import degrees, free_ground
from tests.browser.tab import Tab

PDF = b"%PDF-1.4\n%made for a test\n%%EOF\n"
UTILITIES = ("road", "water", "power", "drainage", "gas", "heat", "telecom", "levelled")


def paper(title: str) -> dict[str, Any]:
    """A file to be chosen in an upload field."""
    return {"name": f"{title}.pdf", "mimeType": "application/pdf", "buffer": PDF + title.encode()}


def ok(answer: Any) -> Any:
    assert answer.ok, f"{answer.url}: {answer.status} {answer.text()}"
    return answer.json() if answer.body() else None


@dataclass(frozen=True)
class OfferedPlot:
    """A plot of the journey, and where it lies (degrees)."""

    id: int
    no: str
    lon: float
    lat: float
    park: str = "P4"


def register_plot(planner: Tab, plot_no: str, *, park: str = "P4") -> OfferedPlot:
    """An industrial plot of 3600 ㎡ on ground that a retired plot left."""
    middle = free_ground(planner, park).outline.representative_point()
    square = box(middle.x - 30, middle.y - 30, middle.x + 30, middle.y + 30)
    outline = transform(square, lambda xy: [degrees(*point) for point in xy])
    scheme = next(one["scheme"] for one in planner.ask("/api/land-use-classes") if one["code"] == "100102")
    papers = {
        "park_code": park, "plot_no": plot_no, "geometry": mapping(outline), "valid_from": "2026-11-02",
        "land_use_scheme": scheme, "land_use_code": "100102", "document": "周规地〔2026〕示例51号",
    }  # fmt: skip
    return OfferedPlot(ok(planner.post("/api/plots", papers))["id"], plot_no, *degrees(middle.x, middle.y))


def keep_evidence(tab: Tab, title: str, park: str = "P4") -> int:
    """A paper kept beside the page."""
    answer = tab.page.context.request.post(
        f"{tab.site.address}/api/evidence",
        multipart={"file": paper(title), "title": title, "park_code": park, "dated": "2026-11-20"},
        headers={"X-CSRF-Token": tab.token},
    )
    return ok(answer)["id"]


def prepare_beside_the_page(
    officer: Tab, plot: OfferedPlot, *, but: str | None = None, since: str = "2026-11-10"
) -> None:
    """Land, services, conditions and the checklist (all of it `but` one item), each with its paper, `since` a day."""
    state = {"land_control": "cleared", "servicing": "five"}
    ok(officer.post(f"/api/plots/{plot.id}/state", {
        "axes": state, "valid_from": since, "reason": "完成收储和配套",
    }))  # fmt: skip
    for item in {"title", "settlement", "no_dispute", "conditions", "basic"} - {but}:
        ok(officer.put(f"/api/plots/{plot.id}/cleared-land", {
            "item": item, "answer": "yes", "evidence_ids": [keep_evidence(officer, f"净地核查-{item}", plot.park)],
        }))  # fmt: skip
    ok(officer.put(f"/api/plots/{plot.id}/conditions", {
        "far_min": 1.2, "far_max": 2.5, "building_coefficient_min": 0.4, "green_ratio_max": 0.2, "height_max_m": 36,
        "document_no": "周规条〔2026〕示例51号", "valid_from": since, "reason": "规划条件批复",
    }))  # fmt: skip
    facts = [
        {"utility": name, "status": "at_boundary", "source": "配套竣工资料", "observed_on": since} for name in UTILITIES
    ]
    ok(officer.put(f"/api/plots/{plot.id}/servicing", {
        "facts": facts, "valid_from": since, "reason": "配套核实",
    }))  # fmt: skip


def mend_all(officer: Tab, plot: OfferedPlot, *, since: str = "2026-11-10") -> None:
    """Everything that the gate asks for."""
    prepare_beside_the_page(officer, plot, since=since)
    ok(officer.post(f"/api/plots/{plot.id}/indicators/from-table", {}))
    ok(officer.put(f"/api/plots/{plot.id}/indicators", {
        "indicator": "floor_area_ratio", "value": 1.2, "unit": "plain", "basis": "周规条〔2026〕示例51号",
    }))  # fmt: skip


def draft_beside_the_page(
    officer: Tab, plot: OfferedPlot, listing_no: str, *, start_price_yuan: int = 1_000_000
) -> int:
    """A draft with the days proposed; three tenths of the price are its deposit."""
    proposed = officer.ask("/api/listings/defaults", plot_id=plot.id)
    days = ("announced_on", "applications_from", "applications_until", "opens_on", "decided_from")
    body = {
        "plot_id": plot.id, "listing_no": listing_no, "method": "listing", "term_kind": "flexible", "term_years": 20,
        "start_price_yuan": start_price_yuan, "deposit_yuan": start_price_yuan * 3 // 10, **{name: proposed[name] for name in days},
        "industry_codes": ["13"], "contact_zh": "王主任", "contact_phone": "0394-0000000",
        "latest_start_on": "2027-07-21", "latest_completion_on": "2029-01-31", "latest_production_on": "2029-05-11",
        "conditions_zh": "", "ranking": {"steps": [{"key": "price"}, {"key": "received"}]},
    }  # fmt: skip
    return ok(officer.post("/api/listings", body))["id"]


def register_enterprise(officer: Tab, name: str) -> None:
    """An enterprise that may apply."""
    code = credit_code(80_000 + ord(name[-1]) % 1000)
    ok(officer.post("/api/parties", {"kind": "enterprise", "name_zh": name, "credit_code": code}))


def apply_beside_the_page(
    officer: Tab, listing_id: int, enterprise: str, *, bid_yuan: int, below: str | None = None
) -> int:
    """An application that promises what is required, of one indicator a little less."""
    party = next(one["id"] for one in officer.ask("/api/parties", q=enterprise) if one["name_zh"] == enterprise)
    required = officer.ask(f"/api/listings/{listing_id}")["requirements"]
    promises = [
        {
            "indicator": one["indicator"],
            "value": str(float(Fraction(one["value"])) - (one["indicator"] == below)),
            "unit": str(SPECS[Indicator(one["indicator"])].unit),
        }
        for one in required
    ]
    body = {
        "party_id": party, "project_name": f"示例食品项目{enterprise[-1]}", "industry_code": "1392",
        "investment_yuan": 50_000_000, "output_yuan": 80_000_000, "tax_yuan": 3_000_000, "energy_tce": 900,
        "floor_area_m2": 4000, "start_on": "2027-05-01", "completion_on": "2028-10-01", "production_on": "2028-12-01",
        "bid_yuan": bid_yuan, "idle_answer": "no", "honesty_answer": "no", "promises": promises,
        "evidence_ids": [keep_evidence(officer, f"申请材料{enterprise}")],
    }  # fmt: skip
    return ok(officer.post(f"/api/listings/{listing_id}/applications", body))["id"]


def open_on_the_board(officer: Tab, plot: OfferedPlot) -> Locator:
    """The sheet of a plot on the board of preparation."""
    officer.open("/desk/prepare")
    officer.page.locator(".prepare-search").fill(plot.no)
    officer.page.locator(".prepare-list .table-row").filter(has_text=plot.no).click()
    return officer.page.get_by_role("region", name=plot.no)


def fill_indicators(officer: Tab, sheet: Locator) -> None:
    """The plot's indicators: those of the table at once, the floor area ratio by its form."""
    sheet.get_by_role("button", name="按指标表补齐").click()
    Form(officer, re.compile("^按指标表补齐")).press("按指标表补齐").closed()
    officer.toast("已补齐")
    sheet.get_by_role("button", name="设定指标").click()
    form = Form(officer, re.compile("^设定指标"))
    form.choose({"指标": "容积率"}).fill({"数值": "1.2", "依据文件": "周规条〔2026〕示例51号"})
    form.press("保存").closed()


class Form:
    """A dialog filled as people do, by the words beside the fields."""

    def __init__(self, tab: Tab, name: str | re.Pattern[str]) -> None:
        self.box = tab.page.get_by_role("dialog", name=name)
        expect(self.box).to_be_visible()

    def fill(self, entries: dict[str, str]) -> Form:
        """Type into the fields of these labels."""
        for label, value in entries.items():
            self.field(label).fill(value)
        return self

    def choose(self, entries: dict[str, str]) -> Form:
        """Choose in the lists of these labels, by the words shown."""
        for label, value in entries.items():
            self.field(label).select_option(label=value)
        return self

    def field(self, label: str) -> Locator:
        return self.box.get_by_label(re.compile(rf"^{re.escape(label)}\*?$"))

    def attach(self, title: str) -> Form:
        self.box.locator("input[type=file]").set_input_files(paper(title))
        expect(self.box.locator(".evidence-link", has_text=title)).to_be_visible()
        return self

    def press(self, name: str) -> Form:
        self.box.get_by_role("button", name=name, exact=True).click()
        return self

    def closed(self) -> None:
        expect(self.box).to_have_count(0)


class SupplyDesk:
    """Desk 供 with the sheet of one announcement beside the list."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self.page = tab.page

    def open(self, plot_no: str, listing_no: str = "") -> SupplyDesk:
        """The announcement of a plot, found by its number in the list; by its own as well where the plot had an earlier one."""
        self.tab.open(f"/desk/supply?supply_q={plot_no}")
        rows = self.page.locator(".supply-table .table-row").filter(has_text=plot_no)
        rows.filter(has_text=listing_no).click()
        expect(self.sheet.locator(".supply-plot").first).to_have_text(plot_no)
        return self

    @property
    def sheet(self) -> Locator:
        return self.page.locator(".supply-sheet")

    def press(self, act: str) -> SupplyDesk:
        """A button in the head of the sheet."""
        self.sheet.locator(".supply-sheet-head").get_by_role("button", name=act, exact=True).click()
        return self

    @property
    def listing_id(self) -> int:
        """The announcement that the address names, once it does."""
        self.page.wait_for_url(re.compile(r"[?&]listing=\d+"))
        return int(re.search(r"listing=(\d+)", self.page.url)[1])  # type: ignore[index]

    def publish_refused(self, listing_no: str) -> Form:
        """Press publish in head and dialog; the dialog with what stands against it."""
        self.tab.watch.expect_refusal(409, f"/api/listings/{self.listing_id}/publish")
        self.press("发布公告")
        form = Form(self.tab, f"发布 {listing_no}").press("发布公告")
        expect(form.box.locator(".note-error")).to_be_visible()
        return form

    def part(self, name: str) -> Locator:
        """Turn to a tab of the sheet."""
        self.sheet.get_by_role("tab", name=re.compile(f"^{name}")).click()
        return self.sheet.get_by_role("tabpanel")

    def card(self, enterprise: str) -> Locator:
        """What an enterprise handed in."""
        return self.part("用地申请").get_by_role("region", name=enterprise)

    def draft(self, plot_no: str, listing_no: str, ranked_next_by: str = "申请时间从先到后") -> None:
        """Draft an announcement for a plot by the form; the days are those proposed."""
        self.tab.open("/desk/supply")
        self.page.get_by_role("button", name="编制公告").click()
        form = Form(self.tab, "编制出让公告")
        form.choose({"地块": plot_no})
        expect(form.field("公告日")).not_to_have_value("")
        form.choose({"供应方式": "弹性年期出让"})
        form.fill({
            "公告编号": listing_no, "出让年限（年）": "20", "起始价": "100", "保证金": "30", "最迟动工": "2027-07-21",
            "最迟竣工": "2029-01-31", "最迟投产": "2029-05-11", "联系人": "王主任", "联系电话": "0394-0000000",
            "其他条件": "竞得人须签订履约监管协议。",
        })  # fmt: skip
        form.box.get_by_role("button", name=re.compile("^13 ")).click()
        form.box.get_by_label("比较什么").nth(1).select_option(label=ranked_next_by)
        form.press("保存草案")
        self.tab.toast(f"已保存 {listing_no}")
        form.closed()

    def receive(
        self, enterprise: str, promises: dict[str, str], bid_wan: str, project: dict[str, str] | None = None
    ) -> None:
        """Enter an application by the form; a promise that is not given is as required, `project` says what differs."""
        self.press("登记申请")
        form = Form(self.tab, re.compile("^登记用地申请"))
        form.fill({"申请人": enterprise})
        form.box.get_by_role("button", name=re.compile(f"^{enterprise}")).click()
        form.fill({
            "项目名称": "示例食品项目", "行业代码（GB/T 4754）": "1392", "报价": bid_wan, "固定资产投资": "5000",
            "年产值": "8000", "年税收": "300", "年综合能耗": "900", "计容建筑面积": "4500", "动工": "2027-05-01",
            "竣工": "2028-10-01", "投产": "2028-12-01", **(project or {}),
        })  # fmt: skip
        part = form.box.get_by_role("group", name="指标承诺")
        for field in part.locator(".field").all():
            label = field.locator("label").inner_text().strip()
            asked = field.locator(".field-hint").inner_text()
            if field.locator("select").count():
                field.locator("select").select_option(label="是")
            else:
                field.locator("input").fill(promises.get(label) or first_number(asked))
        form.choose({"名下有已认定闲置且未处置完毕的土地": "否", "被列为失信主体": "否"})
        form.attach("申请材料")
        form.press("受理")
        self.tab.toast(f"已受理{enterprise}的申请")
        form.closed()


def first_number(words: str) -> str:
    """The number of a sentence such as “要求 不低于 250.00 万元/亩（…）”."""
    found = re.search(r"\d[\d,]*(\.\d+)?", words)
    assert found, words
    return found[0].replace(",", "")


def sign_in_again(day: date, *tabs: tuple[Tab, str]) -> None:
    """Days pass; each person comes back the next morning."""
    tabs[0][0].site.let_days_pass(day)
    for tab, name in tabs:
        tab.page.context.clear_cookies()
        tab.sign_in(name)


def open_promise(officer: Tab, plot: OfferedPlot, words: str, *, of: str = "") -> Locator:
    """An obligation of the plot (or `of` an enterprise) in the ledger of promises; its sheet."""
    officer.open(f"/desk/commitments?promise_q={of or plot.no}&promise_obligor=all")
    officer.page.locator(".promises-table .table-row").filter(has_text=words).click()
    sheet = officer.page.locator(".promise-sheet")
    expect(sheet.get_by_role("heading", name=re.compile(words))).to_be_visible()
    return sheet


FOUND: dict[str, float] = {
    "buildings_yuan": 60e6, "equipment_yuan": 40e6, "land_price_yuan": 1.5e6, "taxes_yuan": 0, "tax_yuan": 2e7, "output_yuan": 4e8,
    "value_added_yuan": 1e8, "building_footprint_m2": 15_000, "structure_footprint_m2": 0, "yard_m2": 0, "admin_land_m2": 200, "admin_floor_m2": 500,
    "total_floor_m2": 36_000, "green_m2": 1500, "energy_tce": 900, "emission_t": 5, "rd_yuan": 4e7, "main_revenue_yuan": 4e8, "average_staff": 200,
}  # fmt: skip
"""Figures of a factory that keeps every promise, as its papers would show them; the site's area comes with the contract."""


def keep_what_is_due(officer: Tab, plot: OfferedPlot, *, checked_on: date) -> None:
    """Check beside the page, with figures and evidence, every indicator of the plot that is due by then."""
    proof = keep_evidence(officer, "达标核查材料", plot.park)
    for item in officer.ask(f"/api/plots/{plot.id}/commitments")["items"]:
        if item["indicator"] is None or item["is_settled"] or item["due_on"] > checked_on.isoformat():
            continue
        area = item["contract_area_m2"]
        names = {figure.name for figure in FORMS[Indicator(item["indicator"])].figures}
        numbers = {name: value for name, value in {**FOUND, SITE_AREA: area}.items() if name in names}
        body = {
            "contract_id": item["contract_id"], "obligation_key": item["obligation_key"], "checked_on": checked_on.isoformat(), "verdict": "met", "done_on": item["due_on"],
            "numbers": numbers, "answers": dict.fromkeys(names & {"separable", "within_standard"}, True),
            "storeys": [{"floor_area_m2": area * 1.4, "height_m": 6}] if "storeys" in names else None,
            "signed_off_by": "李科长", "reviewers": [{"office": "committee", "name": "张主任"}], "evidence_ids": [proof],
        }  # fmt: skip
        ok(officer.post("/api/commitments/checks", body))
