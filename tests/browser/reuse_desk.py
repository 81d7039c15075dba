"""The desk of reuse as an officer uses it, and the road of an idle case beside the page up to a recovery that is served."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.supply_desk import Form, keep_evidence, ok
from tests.browser.tab import Tab


@dataclass(frozen=True)
class RecoveredLand:
    """A case whose land is taken back by law, of a whole plot; `holder` is who loses it."""

    case_id: int
    case_no: str
    plot_id: int
    plot_no: str
    park: str
    area_m2: float
    holder: str


def recovery_beside_the_page(officer: Tab) -> RecoveredLand:
    """Take the smallest own-cause case whose land may be recovered once no court holds it, from its determination to the decision served."""
    taken = {row["case_id"] for row in officer.ask("/api/reuse")["items"]}
    cases = officer.ask("/api/idle-cases", state="determined", side="own", open="true")["items"]
    for case in sorted(cases, key=lambda one: one["area_m2"]):
        if case["id"] in taken or case["is_part"] or officer.ask(f"/api/idle-cases/{case['id']}")["creditors"]:
            continue
        lift_rights(officer, case["plot_id"], case["park_code"], on="2026-08-31", reason="法院解除查封")
        measures = officer.ask(f"/api/idle-cases/{case['id']}")["measures"]
        if next(one["is_open"] for one in measures if one["measure"] == "recover"):
            walk(officer, case)
            return RecoveredLand(
                case["id"], case["case_no"], case["plot_id"], case["plot_no"], case["park_code"], case["idle_area_m2"],
                case["party_name_zh"],
            )  # fmt: skip
    raise AssertionError("no case of own cause whose land may be recovered")


def lift_rights(officer: Tab, plot_id: int, park: str, *, on: str, reason: str) -> None:
    """What creditors and courts still have on a plot ends on a day, beside the page."""
    for right in officer.ask(f"/api/plots/{plot_id}/encumbrances"):
        if right["released_on"] is None:
            proof = keep_evidence(officer, "解除查封裁定书", park)
            body = {"released_on": on, "reason": reason, "evidence_ids": [proof]}
            ok(officer.post(f"/api/encumbrances/{right['id']}/release", body))


def walk(officer: Tab, case: dict[str, Any]) -> None:
    """Published, planned, hearing offered, recovery decided and served; each paper of another office by its number."""

    def served(on: str) -> dict[str, Any]:
        receipt = keep_evidence(officer, f"送达回证{on}", case["park_code"])
        return {"kind": "direct", "served_on": on, "recipient": case["party_name_zh"], "evidence_ids": [receipt]}

    steps: tuple[dict[str, Any], ...] = (
        {"step": "publish", "taken_on": "2026-09-01", "registered_on": "2026-09-01", "register_no": "示例备案61"},
        {"step": "plan", "taken_on": "2026-09-14", "document_no": "示闲案〔2026〕61号"},
        {"step": "notify_hearing", "taken_on": "2026-09-18", "document_no": "示听告〔2026〕61号", "service": served("2026-09-18")},
        {"step": "decide", "taken_on": "2026-10-19", "document_no": "示闲收〔2026〕61号", "measure": "recover", "approved_by": "示例管委会",
         "approval_no": "示例批〔2026〕61号"},
        {"step": "serve", "taken_on": "2026-10-21", "service": served("2026-10-21")},
    )  # fmt: skip
    for body in steps:
        ok(officer.post(f"/api/idle-cases/{case['id']}/steps", body))


class ReuseDesk:
    """Desk 盘活利用 with the sheet of one measure."""

    def __init__(self, tab: Tab, measure_id: int) -> None:
        self.tab = tab
        self.page = tab.page
        self.measure_id = measure_id

    def open(self) -> ReuseDesk:
        self.tab.open(f"/desk/reuse?reuse={self.measure_id}")
        expect(self.part("办理过程")).to_be_visible()
        return self

    def part(self, title: str) -> Locator:
        """A card of the sheet."""
        return self.page.get_by_role("region", name=title, exact=True)

    def expect_stage(self, words: str) -> None:
        expect(self.page.locator(".page-head .reuse-line")).to_contain_text(words)

    def begin(self, stage: str) -> Form:
        """Open the form of the next step."""
        self.part("办理过程").get_by_role("button", name=stage, exact=True).click()
        return Form(self.tab, f"推进：{stage}")

    def step(self, stage: str, proof: str) -> None:
        """Take a step that only its paper has to prove."""
        self.begin(stage).attach(proof).press(stage).closed()
        self.expect_stage(stage)

    def moved(self, act: str, enterprise: str, industry: str = "") -> None:
        """Record who left or who came."""
        self.part("腾笼换鸟").get_by_role("button", name=act, exact=True).click()
        form = Form(self.tab, re.compile(f"^{act}"))
        form.fill({"主体": enterprise})
        form.box.get_by_role("button", name=re.compile(f"^{re.escape(enterprise)}")).click()
        form.fill({"产业": industry}).press("保存").closed()
        expect(self.part("腾笼换鸟")).to_contain_text(enterprise)

    def figures(self, act: str, entries: dict[str, str], proof: str) -> None:
        """Enter one side of before and after."""
        self.part("盘活前后").get_by_role("button", name=act, exact=True).click()
        Form(self.tab, re.compile("^填报数据")).fill(entries).attach(proof).press("保存").closed()

    def line(self, name: str) -> Locator:
        """One line of the comparison."""
        return self.page.locator(".reuse-bar-line").filter(has_text=name)
