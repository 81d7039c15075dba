"""The facts that go into the papers of a contract: the contract itself, supervision agreement, letter of commitment, supplements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.commitments.rules.schedule import Obligation, attainment_of
from gisapp.contracts.lookup import find_contract
from gisapp.contracts.rules.supplement import ObligationChange, ScheduleVersion, changes_between
from gisapp.contracts.store import load_versions, version_conditions
from gisapp.contracts.supplements import requirements_of
from gisapp.documents.register import DocumentFilter, list_documents
from gisapp.documents.sources import Draft, source
from gisapp.kernel.dates import day_zh
from gisapp.kernel.errors import NotFound
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.money import format_yuan
from gisapp.kernel.plot_fields import ConditionBound
from gisapp.preparation.rules.indicator_values import promised_zh
from gisapp.preparation.standard_terms import LandInstrument, ObligationKind, SupplementCause
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.supply.rules.industry_words import industry_words

_RESTS_ON = (
    "contract.start_after_handover_months", "contract.extension_months_max", "contract.government_extension_months_max",
    "contract.extension_asked_days_ahead",
)  # fmt: skip


@source("grant_contract", subject="contract")
def grant_contract(session: Session, principal: Principal, subject_id: int, as_of: date) -> Draft:
    """国有建设用地使用权出让合同：签订时的条款（第一版）."""
    found, versions = _read(session, principal, subject_id, as_of)
    first = versions[0]
    context = {
        **_plot(found),
        **_conditions(session, subject_id, first.version),
        **_holder(found),
        **_dates(first),
        "contract_no": found["contract_no"],
        "supervision_no": found["supervision_no"],
        "signed_on": found["signed_on"],
        "upper_limit_zh": _level(found["upper_limit_m"]),
        "lower_limit_zh": _level(found["lower_limit_m"]),
        "term_years": found["term_years"],
        "term_from_on": found["term_from"],
        "price_yuan": first.terms.price_yuan or None,
        "unit_price_yuan_per_m2": found["unit_price_yuan_per_m2"],
        "deposit_yuan": found["deposit_yuan"],
        "instalments": [
            {"number": f"第{number}期", "due_on": part.due_on, "amount_yuan": part.amount_yuan}
            for number, part in enumerate(first.terms.instalments, 1)
        ],
        "interest_zh": found["instalment_interest"] or None,
        "handover_conditions_zh": found["handover_conditions"] or None,
        "extension_notice_days": found["extension_asked_days_ahead"],
        "extension_months_max": found["extension_months_max"],
        "transfer_investment_share": found["transfer_invested_share"],
        "late_payment_permille_per_day": found["late_payment_permille"],
        "late_start_permille_per_day": found["late_start_permille"],
        "late_completion_permille_per_day": found["late_completion_permille"],
        "late_handover_permille_per_day": found["late_handover_permille"],
        "change_of_use_zh": found["use_change"] or None,
        "dispute_zh": found["dispute"] or None,
        "approval_authority": found["approval_authority"] or None,
        "agreement_no": found["supervision_agreement_no"] or _agreement_issued(session, principal, subject_id, as_of),
    }
    return _draft(session, found, context)


@source("supervision_agreement", subject="contract")
def supervision_agreement(session: Session, principal: Principal, subject_id: int, as_of: date) -> Draft:
    """标准地项目履约监管协议：逐项承诺、到期日和初始运行期."""
    found, versions = _read(session, principal, subject_id, as_of)
    first = versions[0]
    initial_end, attainment = attainment_of(first.terms)
    context = {
        **_plot(found),
        **_holder(found),
        **_dates(first),
        **_promises(session, found, first),
        **_project(found),
        "signed_on": found["signed_on"],
        "price_yuan": first.terms.price_yuan or None,
        "term_years": found["term_years"],
        "initial_period_months": first.terms.initial_period_months,
        "initial_period_end_on": initial_end,
        "attainment_on": attainment,
        "performance_bond_yuan": found["performance_bond_yuan"],
        "dispute_zh": found["dispute"] or None,
    }
    return _draft(session, found, context)


@source("commitment_letter", subject="contract")
def commitment_letter(session: Session, principal: Principal, subject_id: int, as_of: date) -> Draft:
    """标准地项目信用承诺书：企业承诺的指标和日期."""
    found, versions = _read(session, principal, subject_id, as_of)
    first = versions[0]
    context = {
        **_plot(found),
        **_holder(found),
        **_dates(first),
        **_promises(session, found, first),
        **_project(found),
        "attainment_on": attainment_of(first.terms)[1],
        "signed_on": found["signed_on"],
    }
    return _draft(session, found, context)


@source("supplement_agreement", subject="contract_version")
def supplement_agreement(session: Session, principal: Principal, subject_id: int, as_of: date) -> Draft:
    """补充协议：原因、理由和逐项变更；第一版不是补充协议 (404)."""
    row = session.execute(
        text("select contract_id, version_no, holds_from from contract_version where id = :id and version_no > 1"),
        {"id": subject_id},
    ).one_or_none()
    if row is None:
        raise NotFound(
            "contract.no_supplement",
            "没有这份补充协议，请从合同版本中选择。",
            message_en="There is no such supplement.",
        )
    found, versions = _read(session, principal, row.contract_id, as_of)
    after = next(version for version in versions if version.version == row.version_no)
    before = next(version for version in versions if version.version == row.version_no - 1)
    supplement = after.supplement
    context = {
        **_plot(found),
        **_holder(found),
        "contract_no": found["contract_no"],
        "contract_signed_on": found["signed_on"],
        "supplement_no": supplement.supplement_no if supplement else None,
        "version_no": after.version,
        "signed_on": after.holds_from,
        "holds_from": after.holds_from,
        "cause_zh": SupplementCause(supplement.cause).label_zh if supplement else None,
        "reason_zh": supplement.reason if supplement else None,
        "changes": [
            *(_change(item) for item in changes_between(before, after)),
            *_condition_changes(session, row.contract_id, row.version_no),
        ],
    }
    return _draft(session, found, context)


def _read(
    session: Session, principal: Principal, contract_id: int, as_of: date
) -> tuple[dict[str, Any], list[ScheduleVersion]]:
    found = find_contract(session, principal, contract_id, as_of)
    return found, load_versions(session, contract_id, found["contract_no"], found["signed_on"])


def _agreement_issued(session: Session, principal: Principal, contract_id: int, as_of: date) -> str | None:
    """Return the number of the supervision agreement that was issued for the contract and not revoked."""
    issued = list_documents(
        session,
        principal,
        as_of,
        DocumentFilter(kind="supervision_agreement", subject="contract", subject_id=contract_id),
    )["items"]
    return next((item["document_no"] for item in issued if item["revoked_on"] is None), None)


def _draft(session: Session, found: Mapping[str, Any], context: Mapping[str, Any]) -> Draft:
    book = load_rulebook(session)
    entries = book.in_force(_RESTS_ON, found["signed_on"])
    findings = Findings()
    if LandInstrument(found["instrument"]) is LandInstrument.ALLOTMENT:
        findings.add(_paper_of_grant())
    return Draft(found["zone_id"], found["park_id"], found["plot_id"], context, entries, findings)


def _paper_of_grant() -> Finding:
    return Finding(
        "contract.paper_of_grant",
        Severity.ERROR,
        "该宗地以划拨方式取得，不出具出让合同及其补充协议、履约监管协议和承诺书。",
        fix_zh="划拨决定书及其变更由批准机关核发，请在证明材料中上传原件。",
        message_en="The land was allotted: papers of a grant contract are not drawn up.",
        fix_en="Upload the decision of the approving government as evidence.",
        basis="闲置土地处置办法 第二条",
    )


def _plot(found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "plot_no": found["plot_no"],
        "location": found["location"],
        "area_m2": found["area_m2"],
        "land_use_name": found["land_use_name_zh"],
        "park_name": found["park_name_zh"],
        "parcel_no": found["parcel_no"],
        "real_estate_unit_no": found["real_estate_unit_no"],
    }


def _conditions(session: Session, contract_id: int, version_no: int) -> dict[str, Any]:
    held = version_conditions(session, contract_id, version_no)
    return {
        **{bound: held.get(bound) for bound in ConditionBound.values()},
        "conditions_document_no": held.get("document_no"),
        "floor_area_m2": held.get("floor_area_m2"),
    }


def _holder(found: Mapping[str, Any]) -> dict[str, Any]:
    return {"holder_name": found["party_name_zh"], "holder_credit_code": found["credit_code"]}


def _dates(version: ScheduleVersion) -> dict[str, Any]:
    """The start is that of the obligation, so that one which follows from the handover is printed as a day, too."""
    start = version.obligation(ObligationKind.START.value)
    return {
        "handover_on": version.terms.handover_on,
        "start_on": start.due_on if start else None,
        "completion_on": version.terms.completion_on,
        "production_on": version.terms.production_on,
    }


def _project(found: Mapping[str, Any]) -> dict[str, Any]:
    names = {found["industry_named_code"]: found["industry_name_zh"]}
    return {
        "contract_no": found["contract_no"],
        "project_name": found["project_name"] or None,
        "industry_zh": industry_words(found["industry_code"], names) if found["industry_code"] else None,
        "investment_yuan": found["investment_yuan"],
    }


def _promises(session: Session, found: Mapping[str, Any], version: ScheduleVersion) -> dict[str, Any]:
    required = {(r.indicator, r.direction): r.words_zh for r in requirements_of(session, found["listing_id"])}
    due = {(o.indicator, o.direction): o.due_on for o in version.obligations if o.indicator is not None}
    return {
        "promises": [
            {
                "name": p.indicator.label_zh,
                "promised": promised_zh(p.indicator, p.direction, p.value),
                "required": required.get((p.indicator, p.direction)),
                "due_on": due.get((p.indicator, p.direction)),
                "basis": p.basis,
            }
            for p in version.terms.promises
        ]
    }


def _change(item: ObligationChange) -> dict[str, Any]:
    shown = item.after or item.before
    assert shown is not None
    return {
        "name": shown.indicator.label_zh if shown.indicator else shown.label_zh,
        "before_zh": _side(item.before),
        "after_zh": _side(item.after) or "取消",
    }


def _side(duty: Obligation | None) -> str | None:
    if duty is None:
        return None
    if duty.indicator is not None and duty.direction is not None and duty.target is not None:
        return f"{promised_zh(duty.indicator, duty.direction, duty.target)}，{day_zh(duty.due_on)}考核"
    return f"{day_zh(duty.due_on)}缴纳 {format_yuan(duty.amount_yuan)} 元" if duty.amount_yuan else day_zh(duty.due_on)


def _condition_changes(session: Session, contract_id: int, version_no: int) -> list[dict[str, Any]]:
    before = version_conditions(session, contract_id, version_no - 1)
    after = version_conditions(session, contract_id, version_no)
    labels = ConditionBound.labels() | {"document_no": "规划条件文号", "floor_area_m2": "建筑总面积（㎡）"}
    return [
        {
            "name": label,
            "before_zh": None if before.get(name) is None else str(before[name]),
            "after_zh": "不再规定" if after.get(name) is None else str(after[name]),
        }
        for name, label in labels.items()
        if before.get(name) != after.get(name)
    ]


def _level(metres: Any) -> str | None:
    return None if metres is None else f"{metres} 米（1985 国家高程基准）"
