"""A plot is prepared, refused by the gate, mended, offered, applied for three times, decided, signed for, checked; one promise is broken."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from fastapi import FastAPI

from gisapp.contracts.schemas import ContractBody
from gisapp.demo.holders import credit_code
from gisapp.kernel.clock import FixedClock
from gisapp.preparation.indicator_terms import SPECS
from tests.conftest import TODAY
from tests.journeys.conftest import Person
from tests.journeys.test_register_journey import free_ground

UNITS = {str(indicator): str(spec.unit) for indicator, spec in SPECS.items()}
CONTRACT_FIELDS = set(ContractBody.model_fields)
PDF = b"%PDF-1.4\n%made for a test\n%%EOF\n"


class Days:
    """Lets days pass; whoever is signed in comes back the next morning."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app
        self.today = TODAY
        self.people: dict[str, Person] = {}

    def pass_until(self, day: date) -> None:
        assert day >= self.today
        self.today = day
        self.app.state.clock = FixedClock(day)
        for name, tab in self.people.items():
            tab.headers.pop("X-CSRF-Token")
            tab.cookies.clear()
            tab.sign_in(name)


@pytest.fixture
def days(app: FastAPI) -> Days:
    return Days(app)


def ok(answer: Any, status: int | None = None) -> Any:
    assert answer.status_code == (status or answer.status_code), answer.text
    assert answer.status_code < 300, answer.text
    return answer.json() if answer.content else None


def a_file(officer: Person, title: str, park: str = "P4") -> int:
    form = {"title": title, "park_code": park, "dated": "2026-11-20"}
    return ok(officer.post("/api/evidence", files={"file": (f"{title}.pdf", PDF + title.encode())}, data=form))["id"]


def lacking(officer: Person, plot_id: int) -> set[str]:
    sheet = ok(officer.get(f"/api/plots/{plot_id}/readiness"))
    return {topic for topic, state in sheet["topics"].items() if state != "passed"}


def register(planner: Person) -> int:
    park = next(park for park in planner.get("/api/parks").json() if park["code"] == "P4")
    scheme = next(entry["scheme"] for entry in planner.get("/api/land-use-classes").json() if entry["code"] == "100102")
    papers = {
        "park_code": "P4", "plot_no": "P4-951", "geometry": free_ground(planner, park), "valid_from": "2026-11-01",
        "land_use_scheme": scheme, "land_use_code": "100102", "document": "周规地〔2026〕示例51号",
    }  # fmt: skip
    return ok(planner.post("/api/plots", json=papers), 201)["id"]


def offer(officer: Person, plot_id: int, today: date) -> int:
    start = ok(officer.get("/api/listings/defaults", params={"plot_id": plot_id, "announced_on": today.isoformat()}))
    body = {
        "plot_id": plot_id,
        "listing_no": "周告字〔2026〕示例51号",
        "method": "listing",
        "term_kind": "flexible",
        "term_years": 20,
        "start_price_yuan": 1_000_000,
        "deposit_yuan": 300_000,
        **{
            name: start[name]
            for name in ("announced_on", "applications_from", "applications_until", "opens_on", "decided_from")
        },
        "industry_codes": ["13"],
        "latest_start_on": (today + timedelta(days=240)).isoformat(),
        "latest_completion_on": (today + timedelta(days=800)).isoformat(),
        "latest_production_on": (today + timedelta(days=900)).isoformat(),
        "conditions_zh": "竞得人须签订履约监管协议。",
        "contact_zh": "王主任",
        "contact_phone": "0394-0000000",
        "ranking": {"steps": [{"key": "price"}, {"key": "received"}]},
    }
    return ok(officer.post("/api/listings", json=body), 201)["id"]


def apply(officer: Person, listing_id: int, name: str, promises: dict[str, Fraction], bid: int) -> int:
    party = ok(
        officer.post(
            "/api/parties",
            json={
                "kind": "enterprise",
                "name_zh": f"示例申请企业{name}",
                "credit_code": credit_code(80_000 + ord(name) % 1000),
            },
        ),
        201,
    )["id"]
    body = {
        "party_id": party, "project_name": f"示例食品项目{name}", "industry_code": "1392", "investment_yuan": 50_000_000,
        "output_yuan": 80_000_000, "tax_yuan": 3_000_000, "energy_tce": 900, "floor_area_m2": 4000,
        "start_on": "2027-05-01", "completion_on": "2028-10-01", "production_on": "2028-12-01", "bid_yuan": bid,
        "idle_answer": "no", "honesty_answer": "no",
        "promises": [
            {"indicator": key, "value": str(float(value)), "unit": UNITS[key]} for key, value in promises.items()
        ],
        "evidence_ids": [a_file(officer, f"申请材料{name}")],
    }  # fmt: skip
    return ok(officer.post(f"/api/listings/{listing_id}/applications", json=body), 201)["id"]


def sign(officer: Person, draft: dict[str, Any]) -> int:
    body = {name: value for name, value in draft.items() if name in CONTRACT_FIELDS and value is not None}
    body["promises"] = [{k: v for k, v in one.items() if k != "value_zh"} for one in draft["promises"]]
    body |= {
        "handover_on": "2027-01-20", "initial_period_months": 24, "instalments": [
            {"due_on": "2027-01-20", "amount_yuan": 750_000}, {"due_on": "2027-03-08", "amount_yuan": 750_000},
        ],
        "performance_bond_yuan": 300_000, "location": "示例路东侧", "evidence_ids": [a_file(officer, "合同签字页")],
    }  # fmt: skip
    return ok(officer.post("/api/contracts", json=body), 201)["id"]


def a_check(contract_id: int, key: str, day: str, **more: Any) -> dict[str, Any]:
    return {
        "contract_id": contract_id, "obligation_key": key, "checked_on": day, "verdict": "met", "signed_off_by": "张主任",
        "reviewers": [{"office": "natural_resources", "name": "李科长", "opinion": "属实"}], **more,
    }  # fmt: skip


def test_from_a_prepared_plot_to_a_broken_promise(person, days: Days):
    planner, officer, leader, investor = person("planner"), person("officer"), person("leader"), person(None)
    days.people = {"planner": planner, "officer": officer, "leader": leader}
    plot_id = register(planner)

    # the gate says what is missing, by topic, and no road leads around it
    assert {"land", "cleared", "servicing", "conditions", "indicators"} <= lacking(officer, plot_id)
    hand = {"axes": {"supply": "on_offer"}, "valid_from": TODAY.isoformat(), "reason": "直接列入公告"}
    assert officer.post(f"/api/plots/{plot_id}/state", json=hand).status_code == 409
    listing_id = offer(officer, plot_id, TODAY)
    refused = officer.post(f"/api/listings/{listing_id}/publish", json={})
    assert refused.status_code == 409
    assert refused.json()["findings"], refused.text
    assert investor.get(f"/api/sites/{plot_id}").status_code == 404

    # mend it, each answer with its paper
    ok(officer.post(f"/api/plots/{plot_id}/state", json={
        "axes": {"land_control": "cleared", "servicing": "five"}, "valid_from": "2026-11-10", "reason": "完成收储和配套",
    }))  # fmt: skip
    for item in ("title", "settlement", "no_dispute", "conditions", "basic"):
        ok(planner.put(f"/api/plots/{plot_id}/cleared-land", json={
            "item": item, "answer": "yes", "evidence_ids": [a_file(planner, f"净地核查-{item}")],
        }))  # fmt: skip
    ok(officer.put(f"/api/plots/{plot_id}/conditions", json={
        "far_min": 1.2, "far_max": 2.5, "building_coefficient_min": 0.4, "green_ratio_max": 0.2, "height_max_m": 36,
        "document_no": "周规条〔2026〕示例51号", "valid_from": "2026-11-10", "reason": "规划条件批复",
    }))  # fmt: skip
    facts = [
        {"utility": name, "status": "at_boundary", "source": "配套竣工资料", "observed_on": "2026-11-09"}
        for name in ("road", "water", "power", "drainage", "gas", "heat", "telecom", "levelled")
    ]
    ok(officer.put(f"/api/plots/{plot_id}/servicing", json={
        "facts": facts, "valid_from": "2026-11-10", "reason": "配套核实",
    }))  # fmt: skip
    ok(officer.post(f"/api/plots/{plot_id}/indicators/from-table", json={}))
    assert lacking(officer, plot_id) == {
        "indicators"
    }  # the table has a floor area ratio for each industry, none for all
    ok(officer.put(f"/api/plots/{plot_id}/indicators", json={
        "indicator": "floor_area_ratio", "value": 1.2, "unit": "plain", "basis": "周规条〔2026〕示例51号",
    }))  # fmt: skip
    assert lacking(officer, plot_id) == set()

    # publish: the plot is public, its terms are frozen
    ok(officer.post(f"/api/listings/{listing_id}/publish", json={"reason": "经批准"}))
    assert ok(investor.get(f"/api/sites/{plot_id}"))["plot_no"] == "P4-951"
    sheet = ok(officer.get(f"/api/listings/{listing_id}"))
    required = {item["indicator"]: Fraction(item["value"]) for item in sheet["requirements"]}
    assert {"investment_intensity", "tax_per_mu", "floor_area_ratio", "environmental_standard"} <= set(required)

    # three apply: one as announced, one better and dearer, one below the threshold of investment
    days.pass_until(date(2026, 12, 14))
    promised = dict(required)
    weak = {**promised, "investment_intensity": required["investment_intensity"] - 1}
    first, second, third = (
        apply(officer, listing_id, name, promises, bid)
        for name, promises, bid in (("甲", promised, 1_200_000), ("乙", promised, 1_500_000), ("丙", weak, 9_000_000))
    )
    days.pass_until(date(2026, 12, 19))
    ok(officer.post(f"/api/listings/{listing_id}/close"))
    for application in (first, second, third):
        ok(officer.post(f"/api/applications/{application}/assess"))
    sheet = ok(officer.get(f"/api/listings/{listing_id}"))
    verdicts = {item["id"]: item for item in sheet["applications"]}
    assert [verdicts[one]["state"] for one in (first, second, third)] == ["admitted", "admitted", "refused"]
    reasons = [finding["code"] for finding in verdicts[third]["admission"]["findings"]]
    assert reasons == ["admission.promise_below_requirement"]

    # the decision follows the announced rule, not before its day and not for the refused one
    decision = {
        "decided_on": "2026-12-23",
        "minutes": "按公告规则，报价最高者得。",
        "chair": "张主任",
        "attendees": "自然资源、发改",
    }
    assert (
        officer.post(f"/api/listings/{listing_id}/decide", json={**decision, "decided_on": "2026-12-19"}).status_code
        == 409
    )
    days.pass_until(date(2026, 12, 23))
    wrong = officer.post(
        f"/api/listings/{listing_id}/decide", json={**decision, "application_id": third, "price_yuan": 9_000_000}
    )
    assert wrong.status_code == 409, wrong.text
    allocation = ok(
        officer.post(
            f"/api/listings/{listing_id}/decide", json={**decision, "application_id": second, "price_yuan": 1_500_000}
        )
    )["id"]
    again = officer.post(
        f"/api/listings/{listing_id}/decide", json={**decision, "application_id": first, "price_yuan": 1_200_000}
    )
    assert again.status_code == 409
    ok(officer.post(f"/api/allocations/{allocation}/result", json={"published_on": "2026-12-23", "media": "门户网站"}))

    # signing writes every obligation at once; the documents are complete, numbered and frozen
    days.pass_until(date(2027, 1, 8))
    draft = ok(officer.get("/api/contracts/draft", params={"allocation": allocation}))["values"]
    contract_id = sign(officer, draft)
    found = ok(officer.get(f"/api/contracts/{contract_id}"))
    kinds = {item["kind"] for item in found["obligations"]}
    assert kinds == {
        "handover",
        "start",
        "completion",
        "production",
        "initial_period_end",
        "attainment",
        "indicator",
        "instalment",
    }
    assert len([item for item in found["obligations"] if item["kind"] == "indicator"]) == len(required)
    assert ok(leader.get(f"/api/plots/{plot_id}"))["supply"] == "allocated"
    assert investor.get(f"/api/sites/{plot_id}").status_code == 404
    for kind in ("grant_contract", "supervision_agreement", "commitment_letter"):
        paper = ok(
            officer.post("/api/documents", json={"kind": kind, "subject": "contract", "subject_id": contract_id}), 201
        )
        for form, begins in (("docx", b"PK"), ("pdf", b"%PDF-")):
            content = officer.get(f"/api/documents/{paper['id']}/file.{form}").content
            assert content.startswith(begins)
        checked = ok(officer.get(f"/api/documents/{paper['id']}/verify"))
        assert checked["docx_intact"] is True
        assert checked["pdf_intact"] is True

    # checks as the days come: nothing is closed without evidence, one promise is broken, the sums still agree
    days.pass_until(date(2027, 5, 3))
    for key, day in (("handover", "2027-01-20"), ("start", "2027-04-20")):
        bare = officer.post(
            "/api/commitments/checks", json=a_check(contract_id, key, "2027-05-03", done_on=day, evidence_ids=[])
        )
        assert bare.status_code == 409
        proof = [a_file(officer, f"{key}核查照片")]
        ok(
            officer.post(
                "/api/commitments/checks", json=a_check(contract_id, key, "2027-05-03", done_on=day, evidence_ids=proof)
            )
        )
    waiting = [item for item in ok(officer.get("/api/inbox"))["items"] if item["plot_id"] == plot_id]
    assert len([item for item in waiting if item["bucket"] == "overdue"]) == 2  # two instalments nobody has recorded
    assert leader.post("/api/commitments/checks", json=a_check(contract_id, "start", "2027-05-03")).status_code == 403

    days.pass_until(date(2028, 11, 20))
    key = "indicator:investment_intensity:at_least"
    spent = {"buildings_yuan": 1_000_000, "equipment_yuan": 500_000, "land_price_yuan": 1_500_000, "taxes_yuan": 0,
             "site_area_m2": draft["area_m2"]}  # fmt: skip
    proof = [a_file(officer, "审计报告")]
    measured = a_check(contract_id, key, "2028-11-20", numbers=spent, evidence_ids=proof)
    untrue = officer.post("/api/commitments/checks", json=measured)
    assert untrue.status_code == 409, "a verdict that the figures contradict is refused"
    ok(
        officer.post(
            "/api/commitments/checks",
            json={**measured, "verdict": "broken", "consequence": "按履约监管协议扣除履约保证金。"},
        )
    )

    promises = ok(leader.get(f"/api/plots/{plot_id}/commitments"))
    tally = promises["tally"]
    assert tally["broken"] == 1
    assert tally["due"] == sum(tally[part] for part in ("kept", "late", "broken", "waived", "not_yet_due"))
    broken = next(item for item in promises["items"] if item["obligation_key"] == key)
    assert broken["state"] == "broken"
    assert broken["reason"]["inputs"]
    assert broken["reason"]["next_zh"]

    # ledger, rates and map tell the same
    ledger = ok(leader.get("/api/commitments", params={"state": "broken", "limit": 500}))
    assert (contract_id, key) in {(item["contract_id"], item["obligation_key"]) for item in ledger["items"]}
    rates = ok(leader.get("/api/commitments/rates", params={"by": "park"}))
    assert sum(row["broken"] for row in rates["rows"]) == rates["total"]["broken"] == ledger["tally"]["broken"]
    drawn = ok(leader.get("/api/layers/commitment/items", params={"limit": 5000}))["features"]
    assert {item["properties"]["commitment_state"] for item in drawn if item["properties"]["plot_no"] == "P4-951"} == {
        "broken"
    }
    tags = {event["tag"] for event in ok(leader.get(f"/api/plots/{plot_id}/timeline"))}
    assert {
        "supply:listing:publish",
        "supply:allocation:decide",
        "supply:contract:sign",
        "supply:commitment:check",
    } <= tags
