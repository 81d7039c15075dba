"""Changing and ending a contract: a supplement is a new version with its reason and evidence, an end is recorded once; what was agreed stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.commitments.rules.schedule import CONTRACT, ContractTerms
from gisapp.contracts.lookup import expect_version, lock_contract
from gisapp.contracts.rules.signing import agreed_conflicts
from gisapp.contracts.rules.supplement import (
    ObligationChange,
    ScheduleVersion,
    Supplement,
    add_supplement,
    changes_between,
    check_supplement,
)
from gisapp.contracts.signing import bounds_of, price_entered
from gisapp.contracts.store import Papers, load_versions, version_conditions, write_version
from gisapp.contracts.terms import ContractEnd
from gisapp.db.history import current_rows
from gisapp.db.tables.party import PlotPartyRow
from gisapp.db.tables.plot import PlotStateRow
from gisapp.evidence.vault import evidence_of
from gisapp.kernel.dates import day_zh
from gisapp.kernel.errors import RuleViolation
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.land.plot_register import locate_plot
from gisapp.land.states import StateBasis, change_state
from gisapp.land.terms import StateAct
from gisapp.parties.parties import revise_parties
from gisapp.parties.rules.encumbrance import SEIZED_LAND
from gisapp.preparation.rules.limits import supply_limits
from gisapp.preparation.rules.plausibility import implausible, plausible_limits
from gisapp.preparation.rules.thresholds import Requirement
from gisapp.preparation.standard_terms import SupplementCause
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.supply.allocations import end_allocation
from gisapp.supply.listing_snapshot import offer_of


@dataclass(frozen=True)
class SupplementDraft:
    """A supplement as it is to be signed; `terms` and `conditions` are the contract as it reads after it."""

    supplement_no: str
    signed_on: date
    requested_on: date | None
    cause: SupplementCause
    reason: str
    evidence_ids: Sequence[int]
    terms: ContractTerms
    conditions: Mapping[str, Any]
    expected_version_no: int | None = None


@dataclass(frozen=True, slots=True)
class SupplementPreview:
    """What a supplement would do: findings, and each obligation before and after."""

    findings: Findings
    changes: tuple[ObligationChange, ...]


@dataclass(frozen=True, slots=True)
class EndDraft:
    """The end of a contract: the first day on which it holds no more, how, why, on what paper."""

    ended_on: date
    kind: ContractEnd
    reason: str
    evidence_ids: Sequence[int]


def preview_supplement(
    session: Session, principal: Principal, contract_id: int, draft: SupplementDraft, today: date
) -> SupplementPreview:
    """Answer what speaks against a supplement and what it would change; nothing is written."""
    found = lock_contract(session, principal, contract_id, today)
    _, _, findings, after = _judge(session, principal, found, draft, today)
    versions = load_versions(session, contract_id, found["contract_no"], found["signed_on"])
    return SupplementPreview(findings, changes_between(versions[-1], after) if after else ())


def sign_supplement(
    session: Session, principal: Principal, contract_id: int, draft: SupplementDraft, today: date
) -> int:
    """Write the next version of a contract and return its number; nothing of an older version changes.

    RuleViolation with findings; Conflict when the contract has ended or somebody else's supplement came first.
    """
    found = lock_contract(session, principal, contract_id, today)
    versions, supplement, findings, after = _judge(session, principal, found, draft, today)
    expect_version(found, draft.expected_version_no, versions[-1].version)
    if findings.has_errors or after is None:
        raise RuleViolation(
            "contract.supplement_findings",
            "补充协议还不能签订，请按检查结果逐条修正后再提交。",
            message_en="The findings below must be mended first.",
            findings=findings,
        )
    papers = Papers(
        draft.conditions, _notes(session, contract_id), draft.evidence_ids, principal.account_id, principal.name
    )
    write_version(session, contract_id, after, papers)
    changes = changes_between(versions[-1], after)
    record_event(
        session,
        principal,
        EventTag.CONTRACT_SUPPLEMENT,
        subject="contract",
        subject_id=contract_id,
        plot_id=found["plot_id"],
        park_id=found["park_id"],
        zone_id=found["zone_id"],
        changes=differences(
            {"version": versions[-1].version} | {c.key: c.before and c.before.due_on for c in changes},
            {"version": after.version}
            | {c.key: c.after and c.after.due_on for c in changes}
            | {"findings": findings.warned_zh},
        ),
        reason=f"{supplement.cause.label_zh}：{supplement.reason}",
        document=supplement.supplement_no,
    )
    return after.version


def end_contract(session: Session, principal: Principal, contract_id: int, draft: EndDraft, today: date) -> None:
    """End a contract: it holds until the day before, its plot leaves supply and its holder; versions, obligations and checks stay."""
    found = lock_contract(session, principal, contract_id, today)
    locate_plot(session, principal, found["plot_id"])
    evidence = evidence_of(session, principal, draft.evidence_ids)
    findings = _end_faults(found, draft, bool(evidence), today)
    findings.extend(_seized(session, found["plot_id"], draft))
    if findings.has_errors:
        raise RuleViolation(
            "contract.end_findings",
            "合同还不能终止，请按检查结果修正后再提交。",
            message_en="The findings below must be mended first.",
            findings=findings,
        )
    session.execute(
        text(
            "update contract set ended_on = :day, end_kind = :kind, end_reason = :reason, end_evidence_ids = :evidence where id = :id"
        ),
        {
            "id": contract_id,
            "day": draft.ended_on,
            "kind": str(draft.kind),
            "reason": draft.reason.strip(),
            "evidence": list(draft.evidence_ids),
        },
    )
    _give_back(session, principal, found, draft)
    if found["allocation_id"] is not None:
        end_allocation(session, principal, found["allocation_id"], on=draft.ended_on, reason=draft.reason.strip())
    record_event(
        session,
        principal,
        EventTag.CONTRACT_END,
        subject="contract",
        subject_id=contract_id,
        plot_id=found["plot_id"],
        park_id=found["park_id"],
        zone_id=found["zone_id"],
        changes=differences({"ended_on": None}, {"ended_on": draft.ended_on, "end_kind": str(draft.kind)}),
        reason=draft.reason.strip(),
        document=found["contract_no"],
    )


def requirements_of(session: Session, listing_id: int | None) -> tuple[Requirement, ...]:
    """Return what was announced for the land of a contract; nothing where it came without an announcement."""
    if listing_id is None:
        return ()
    snapshot = session.execute(text("select snapshot from listing where id = :id"), {"id": listing_id}).scalar_one()
    return offer_of(snapshot).requirements


def _judge(
    session: Session, principal: Principal, found: Mapping[str, Any], draft: SupplementDraft, today: date
) -> tuple[list[ScheduleVersion], Supplement, Findings, ScheduleVersion | None]:
    """Return the versions so far, the supplement, its findings, and the version it would make (None where it may not)."""
    versions = load_versions(session, found["id"], found["contract_no"], found["signed_on"])
    before = version_conditions(session, found["id"], versions[-1].version)
    after = {name: value for name, value in draft.conditions.items() if value not in (None, "")}
    changes_conditions = _comparable(before) != _comparable(after)
    supplement = Supplement(
        draft.supplement_no.strip(),
        draft.signed_on,
        draft.requested_on,
        draft.cause,
        draft.reason.strip(),
        evidence_of(session, principal, draft.evidence_ids),
        draft.terms,
        changes_conditions,
    )
    book = load_rulebook(session)
    limits = supply_limits(book, draft.signed_on)
    requirements = requirements_of(session, found["listing_id"])
    findings = check_supplement(versions, supplement, limits, requirements)
    findings.extend(agreed_conflicts(draft.terms.promises, bounds_of(after)))
    findings.extend(implausible(price_entered(draft.terms, found["area_m2"]), plausible_limits(book, today)))
    findings.extend(_paper_faults(supplement, before, after, today))
    if findings.has_errors:
        return versions, supplement, findings, None
    return versions, supplement, findings, add_supplement(versions, supplement, limits, requirements)[-1]


def _comparable(conditions: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value if isinstance(value, str) else float(value) for name, value in conditions.items()}


def _paper_faults(
    supplement: Supplement, before: Mapping[str, Any], after: Mapping[str, Any], today: date
) -> list[Finding]:
    found: list[Finding] = []
    if not supplement.supplement_no:
        found.append(
            _error("supplement.number_missing", "没有填写补充协议编号。", "请填写编号。", "The number is missing.")
        )
    if supplement.signed_on > today:
        found.append(
            _error(
                "supplement.signed_in_future",
                f"签订日期{day_zh(supplement.signed_on)}晚于今天。",
                "请核对签订日期；签订后再登记。",
                "The day of signing lies ahead.",
            )
        )
    if supplement.changes_conditions and before.get("document_no") == after.get("document_no"):
        found.append(
            _error(
                "supplement.conditions_unproved",
                "规划条件有改动，规划条件文号却没有变。",
                "请填写批准新规划条件的文号；误改的请恢复。",
                "Changed conditions need the document that approved them.",
            )
        )
    return found


def _end_faults(found: Mapping[str, Any], draft: EndDraft, has_evidence: bool, today: date) -> Findings:
    findings = Findings()
    if not has_evidence or not draft.reason.strip():
        findings.add(
            _error(
                "contract.end_unproved",
                "终止合同没有写明原因或没有证明文件。",
                "请写明原因并上传解除协议、收回决定等文件。",
                "The end gives no reason or paper.",
            )
        )
    if not found["signed_on"] < draft.ended_on <= today:
        findings.add(
            _error(
                "contract.end_day",
                f"终止日期应在签订日期{day_zh(found['signed_on'])}之后，且不晚于今天。",
                "请核对终止日期。",
                "The end lies after the signing and not ahead.",
            )
        )
    return findings


def _seized(session: Session, plot_id: int, draft: EndDraft) -> list[Finding]:
    """Land is not recovered while a court has seized it: the right may be neither moved nor extinguished meanwhile."""
    if draft.kind is not ContractEnd.RECOVERED:
        return []
    courts = session.execute(text("select seized_by(:plot, :day)"), {"plot": plot_id, "day": draft.ended_on}).scalar()
    if courts is None:
        return []
    return [
        Finding(
            "contract.land_seized",
            Severity.ERROR,
            f"土地已被司法查封：{courts}，查封期间不能收回。",
            fix_zh="请商请查封法院解除查封，登记解除后再终止合同；条文待核对原文。",
            message_en=f"The land is seized: {courts}.",
            fix_en="Have the seizure lifted and its release recorded first.",
            basis=SEIZED_LAND,
        )
    ]


def _give_back(session: Session, principal: Principal, found: Mapping[str, Any], draft: EndDraft) -> None:
    plot_id, day = found["plot_id"], draft.ended_on
    why = f"{draft.kind.label_zh}：{draft.reason.strip()}"
    rows = current_rows(session, PlotStateRow, {"plot_id": plot_id})
    before = next((row for row in rows if row["valid"].contains(day)), None)
    if before is not None and before["supply"] == "allocated":
        axes = {"supply": "not_ready", "development": "not_applicable", "compliance": "not_applicable"}
        change_state(
            session,
            principal,
            plot_id,
            axes,
            StateBasis(reason=why, document=found["contract_no"]),
            valid_from=day,
            act=StateAct.CONTRACT,
        )
    parties = [row for row in current_rows(session, PlotPartyRow, {"plot_id": plot_id}) if row["valid"].contains(day)]
    if any(row["role"] == "holder" and row["party_id"] == found["party_id"] for row in parties):
        staying = [
            {"party_id": row["party_id"], "role": row["role"], "share": row["share"]}
            for row in parties
            if row["role"] != "holder"
        ]
        revise_parties(session, principal, plot_id, staying, valid_from=day, reason=why, document=found["contract_no"])


def _notes(session: Session, contract_id: int) -> dict[str, str]:
    statement = text("select notes from contract_version where contract_id = :id order by version_no desc limit 1")
    return session.execute(statement, {"id": contract_id}).scalar_one()


def _error(code: str, message_zh: str, fix_zh: str, message_en: str) -> Finding:
    return Finding(code, Severity.ERROR, message_zh, fix_zh, message_en, basis=CONTRACT)
