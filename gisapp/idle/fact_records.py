"""Recording what became of contracted land, and correcting it: each statement with source and day, nothing overwritten, the answer judged again at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.contracts.lookup import lock_contract
from gisapp.db.sql_file import load
from gisapp.evidence.vault import describe_files, load_evidence
from gisapp.idle.development_facts import load_facts
from gisapp.idle.rules.entered import entered_of
from gisapp.idle.scan import judge_contracts
from gisapp.idle.terms import FactKind, FoundationKind, IdleCause, Knowledge
from gisapp.kernel.dates import day_zh
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.kernel.finding import Findings
from gisapp.preparation.rules.plausibility import implausible, plausible_limits
from gisapp.preparation.standard_terms import LandInstrument
from gisapp.rulebook.rulebook import load_rulebook

_AGREED = (FactKind.AGREED_START, FactKind.AGREED_HANDOVER)
_AUDITED = (
    "kind", "knowledge", "happened_on", "ended_on", "foundation_kind", "cause", "amount", "price_and_taxes", "document_no", "source",
    "evidence_ids",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FactDraft:
    """One statement as an officer makes it; square metres or yuan. Which fields belong to which kind, the database holds too.

    `happened_on` for “none” and “not known” is the day on which that was found. `price_and_taxes` None = it is not known what
    of the amount is land price and taxes; 0 = the amount is net of them.
    """

    kind: FactKind
    happened_on: date
    source: str
    knowledge: Knowledge = Knowledge.KNOWN
    ended_on: date | None = None
    foundation_kind: FoundationKind | None = None
    cause: IdleCause | None = None
    amount: Decimal | None = None
    price_and_taxes: Decimal | None = None
    document_no: str = ""
    evidence_ids: Sequence[int] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class KeptFact:
    """The statement that was written, and what about it is to be looked at again."""

    fact_id: int
    findings: Findings


def record_fact(session: Session, principal: Principal, today: date, contract_id: int, draft: FactDraft) -> KeptFact:
    """Keep a statement; the contract's answer is judged again in the same transaction. What is implausible is said and kept with the event.

    404 outside the caller's parks; Conflict where contract or checks say it already, where one is recorded already (correct
    that one), or for a contract that has ended; Invalid for a day ahead or fields that do not belong to the kind.
    """
    contract = lock_contract(session, principal, contract_id, today)
    before = implausible_facts(session, contract, today)
    _check(session, principal, today, contract_id, draft)
    fact_id = _write(session, principal, contract_id, draft, replaces_id=None, reason="")
    findings = _brought(before, implausible_facts(session, contract, today))
    _tell(session, principal, contract, fact_id, {}, _as_row(draft), None, findings)
    judge_contracts(session, today, [contract_id])
    return KeptFact(fact_id, findings)


def preview_fact(
    session: Session,
    principal: Principal,
    today: date,
    contract_id: int,
    draft: FactDraft,
    *,
    replaces_id: int | None = None,
) -> Findings:
    """Answer what a statement (or the correction of one) would bring that has to be looked at again; nothing is kept.

    What `record_fact` and `correct_fact` refuse is refused here alike.
    """
    attempt = session.begin_nested()
    try:
        if replaces_id is None:
            return record_fact(session, principal, today, contract_id, draft).findings
        return correct_fact(session, principal, today, replaces_id, draft, reason="核对").findings
    finally:
        attempt.rollback()


def correct_fact(
    session: Session, principal: Principal, today: date, fact_id: int, draft: FactDraft, *, reason: str
) -> KeptFact:
    """Replace a statement by a corrected one; the wrong one stays on record with the reason.

    A statement that is to be given up is corrected to “not known”. Conflict where somebody else has corrected it meanwhile.
    """
    known = _find(session, fact_id)
    contract = lock_contract(session, principal, known["contract_id"], today)
    if not reason.strip():
        raise Invalid("idle.fact_reason_missing", "请写明更正理由。", message_en="A correction needs its reason.")
    if known["kind"] != draft.kind.value:
        raise Invalid(
            "idle.fact_of_another",
            "更正不能改变事实的种类，请另行登记。",
            message_en="A correction keeps the kind of fact; record another one instead.",
        )
    before = implausible_facts(session, contract, today)
    _check(session, principal, today, known["contract_id"], draft, is_correction=True)
    closed = session.execute(
        text(
            "update development_fact set recorded = tstzrange(lower(recorded), greatest(clock_timestamp(), lower(recorded) + interval '1 microsecond'))"
            " where id = :id and upper_inf(recorded)"
        ),
        {"id": fact_id},
    )
    if closed.rowcount != 1:  # pyright: ignore[reportAttributeAccessIssue]
        raise Conflict(
            "idle.fact_corrected_meanwhile",
            "该项登记刚被他人更正，请刷新后核对再改。",
            message_en="Somebody else has just corrected it; reload it.",
        )
    new_id = _write(session, principal, known["contract_id"], draft, replaces_id=fact_id, reason=reason.strip())
    findings = _brought(before, implausible_facts(session, contract, today))
    _tell(session, principal, contract, new_id, known, _as_row(draft), reason.strip(), findings)
    judge_contracts(session, today, [known["contract_id"]])
    return KeptFact(new_id, findings)


def implausible_facts(session: Session, contract: Mapping[str, Any], as_of: date) -> Findings:
    """Return what is implausible in all that is known of a contract's land on a day, however it was entered. No rights inside."""
    facts = load_facts(session, [contract["id"]], as_of).get(contract["id"])
    limits = plausible_limits(load_rulebook(session), as_of)
    return Findings(list(implausible(entered_of(facts, as_of, contract["area_m2"]), limits)) if facts else [])


def _brought(before: Findings, after: Findings) -> Findings:
    """What a statement brought that was not there before it."""
    known = list(before)
    return Findings([item for item in after if item not in known])


def list_facts(session: Session, principal: Principal, contract_id: int) -> list[dict[str, Any]]:
    """Return every statement ever made about a contract's land, with its papers; `closed_at` None = held true now. No rights inside."""
    rows = [dict(row) for row in session.execute(load("idle/facts_told"), {"contract_id": contract_id}).mappings()]
    files = {
        file["id"]: file
        for file in describe_files(session, principal, (one for row in rows for one in row["evidence_ids"]))
    }
    for row in rows:
        row["evidence"] = [files[one] for one in row["evidence_ids"] if one in files]
    return rows


def _check(
    session: Session,
    principal: Principal,
    today: date,
    contract_id: int,
    draft: FactDraft,
    *,
    is_correction: bool = False,
) -> None:
    load_evidence(session, principal, draft.evidence_ids)
    if not draft.source.strip():
        raise Invalid(
            "idle.fact_source_missing",
            "请写明依据（文件、台账或现场勘查），没有依据的不登记。",
            message_en="Say where it comes from; nothing is recorded without a source.",
        )
    last = max(draft.happened_on, draft.ended_on or draft.happened_on)
    if last > today and not (draft.kind in _AGREED and draft.knowledge is Knowledge.KNOWN):
        raise Invalid(
            "idle.fact_in_future",
            f"{day_zh(last)}尚未到来，事实发生后再登记。请核对日期。",
            message_en="A fact is recorded after it has happened.",
        )
    if not is_correction:
        _refuse_second_copy(session, contract_id, draft.kind)


def _refuse_second_copy(session: Session, contract_id: int, kind: FactKind) -> None:
    """What the contract or a check says is changed there: a supplement, another check; never told twice."""
    told = session.execute(
        text(
            "select c.instrument, v.start_on, v.handover_on, k.handover_on as handed, k.completion_on as completed, a.case_no"
            " from contract_version v join contract c on c.id = v.contract_id left join idle_checks(array[:id]::bigint[], 'infinity') k using (contract_id)"
            " left join idle_case_results(array[:id]::bigint[], 'infinity') a using (contract_id)"
            " where v.contract_id = :id and v.version_no = 1"
        ),
        {"id": contract_id},
    ).one()
    agreed = {FactKind.AGREED_START: told.start_on, FactKind.AGREED_HANDOVER: told.handover_on}.get(kind)
    if agreed is not None:
        raise Conflict(
            "idle.fact_in_contract",
            f"{LandInstrument(told.instrument).label_zh}已载明为{day_zh(agreed)}，不另行登记；变更的，请在“约”中登记补充协议或变更决定。",
            message_en="The contract says it; sign a supplement to change it.",
        )
    checked = {FactKind.HANDOVER: told.handed, FactKind.COMPLETION: told.completed}.get(kind)
    if checked is not None:
        raise Conflict(
            "idle.fact_in_check",
            f"履约核查已记载为{day_zh(checked)}，不另行登记；核查有误的，请撤销该次核查。",
            message_en="A check of the promise says it; withdraw that check if it is wrong.",
        )
    if told.case_no is not None and kind in (FactKind.DISCOVERY, FactKind.ESTABLISHED_CAUSE):
        raise Conflict(
            "idle.fact_in_case",
            f"该合同的闲置个案{told.case_no}正在办理，发现日期和原因以个案为准，不另行登记；请在个案中办理或更正。",
            message_en="An open case of this contract says it; act in that case.",
        )


def _find(session: Session, fact_id: int) -> dict[str, Any]:
    row = (
        session.execute(text("select * from development_fact where id = :id"), {"id": fact_id}).mappings().one_or_none()
    )
    if row is None:
        raise NotFound(
            "idle.fact_not_found",
            "没有这项登记，或您没有查看权限。请刷新后重试。",
            message_en="No such entry, or not for you.",
        )
    return dict(row)


def _as_row(draft: FactDraft) -> dict[str, Any]:
    row = asdict(draft)
    for name in ("kind", "knowledge", "foundation_kind", "cause"):
        row[name] = None if row[name] is None else str(row[name])
    for name in ("source", "document_no", "remark"):
        row[name] = row[name].strip()
    row["evidence_ids"] = list(draft.evidence_ids)
    return row


def _write(
    session: Session, principal: Principal, contract_id: int, draft: FactDraft, *, replaces_id: int | None, reason: str
) -> int:
    return session.execute(
        text(
            "insert into development_fact (contract_id, kind, knowledge, happened_on, ended_on, foundation_kind, cause, amount, price_and_taxes,"
            " document_no, source, evidence_ids, remark, replaces_id, reason, recorded_by, recorded_by_name)"
            " values (:contract_id, :kind, :knowledge, :happened_on, :ended_on, :foundation_kind, :cause, :amount, :price_and_taxes,"
            " :document_no, :source, :evidence_ids, :remark, :replaces_id, :reason, :by, :by_name) returning id"
        ),
        {
            **_as_row(draft),
            "contract_id": contract_id,
            "replaces_id": replaces_id,
            "reason": reason,
            "by": principal.account_id,
            "by_name": principal.name,
        },
    ).scalar_one()


def _tell(
    session: Session,
    principal: Principal,
    contract: Mapping[str, Any],
    fact_id: int,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    reason: str | None,
    findings: Findings,
) -> None:
    changes = differences({name: before.get(name) for name in _AUDITED}, {name: after[name] for name in _AUDITED})
    record_event(
        session,
        principal,
        EventTag.IDLE_FACT_REVISE,
        subject="development_fact",
        subject_id=fact_id,
        changes={
            "contract_no": {"old": None, "new": contract["contract_no"]},
            **changes,
            **differences({}, {"findings": findings.warned_zh}),
        },
        zone_id=contract["zone_id"],
        park_id=contract["park_id"],
        plot_id=contract["plot_id"],
        reason=reason,
    )
