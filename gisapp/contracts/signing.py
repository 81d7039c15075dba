"""Signing a contract: the contract, its first version, its dated obligations, the plot's state and its holder, all at once or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.commitments.rules.schedule import ContractTerms, IndicatorPromise
from gisapp.contracts.rules.signing import (
    GRANT_ONLY,
    NUMBERS_CHECKED,
    PAYMENT_CODES,
    AllocatedFacts,
    SigningFacts,
    check_signing,
    term_code,
)
from gisapp.contracts.rules.supplement import first_version
from gisapp.contracts.store import Papers, write_version
from gisapp.db.history import current_rows
from gisapp.db.tables.party import PlotPartyRow
from gisapp.db.tables.plot import PlotStateRow
from gisapp.evidence.vault import load_evidence
from gisapp.kernel.errors import Conflict, RuleViolation
from gisapp.kernel.finding import Findings
from gisapp.kernel.identifiers import normalise_identifier
from gisapp.kernel.plot_fields import ConditionBound
from gisapp.land.plot_register import first_day, locate_plot
from gisapp.land.states import StateBasis, change_state
from gisapp.land.terms import StateAct
from gisapp.parties.parties import revise_parties
from gisapp.preparation.rules.limits import supply_limits
from gisapp.preparation.rules.plausibility import Entered, implausible, plausible_limits
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.supply.allocation_facts import AllocationFacts, allocation_facts
from gisapp.supply.listing_snapshot import offer_of
from gisapp.supply.listing_terms import ListingMethod, TermKind

TEXTS = (
    "supervision_no", "project_name", "industry_code", "real_estate_unit_no", "location", "land_use_scheme", "land_use_code", "boundary_annex",
    "instalment_interest", "handover_conditions", "use_change", "dispute", "approval_authority", "supervision_agreement_no", "commitment_letter_no",
    "source",
)  # fmt: skip
NUMBERS = (
    "upper_limit_m", "lower_limit_m", "investment_yuan", "performance_bond_yuan", "deposit_yuan", "late_payment_permille", "late_start_permille",
    "late_completion_permille", "late_handover_permille", "extension_asked_days_ahead", "extension_months_max", "transfer_invested_share",
)  # fmt: skip
_KEPT_EMPTY = ("project_name", "instalment_interest", "handover_conditions", "use_change", "dispute", "approval_authority", "source")  # fmt: skip


@dataclass(frozen=True)
class SigningDraft:
    """A contract as it is to be signed. `texts` and `numbers` are columns of `contract` by name; money in yuan, areas in ㎡."""

    plot_id: int
    party_id: int
    allocation_id: int | None
    terms: ContractTerms
    area_m2: Decimal
    term_years: int | None
    term_kind: TermKind
    term_from: date | None
    method: ListingMethod | None
    conditions: Mapping[str, Any]
    texts: Mapping[str, str]
    numbers: Mapping[str, Decimal | int | None]
    evidence_ids: Sequence[int] = ()


def check_contract(session: Session, principal: Principal, draft: SigningDraft, today: date) -> Findings:
    """Answer everything that speaks against signing this contract today; nothing is written (404 outside the caller's parks)."""
    locate_plot(session, principal, draft.plot_id)
    return _assess(session, draft, _allocated(session, draft), today)


def sign_contract(session: Session, principal: Principal, draft: SigningDraft, today: date) -> int:
    """Sign a contract and return its id; its version 1 with every dated obligation, the plot's state and its holder are written with it.

    With an allocation the contract must say what was decided; without one it is an older contract or an allotment decision entered later, and
    a plot that is on offer or allocated to somebody is refused. RuleViolation with findings, Conflict when somebody else signed first.
    """
    newest = locate_plot(
        session, principal, draft.plot_id
    )  # locks the plot: of two who sign at once, the second one sees the first one's contract
    found = _allocated(session, draft)
    if found is None:
        _refuse_land_under_offer(session, draft)
    findings = _assess(session, draft, found, today)
    if findings.has_errors:
        raise RuleViolation(
            "contract.findings",
            "合同还不能签订，请按检查结果逐条修正后再提交。",
            message_en="The findings below must be mended first.",
            findings=findings,
        )
    load_evidence(session, principal, draft.evidence_ids)
    contract_id = _insert(session, principal, draft, found, newest)
    signed_on = draft.terms.signed_on
    version = first_version(draft.terms, supply_limits(load_rulebook(session), signed_on))
    papers = Papers(draft.conditions, {}, draft.evidence_ids, principal.account_id, principal.name)
    write_version(session, contract_id, version, papers)
    since = max(signed_on, first_day(session, draft.plot_id))
    _allocate(session, principal, draft, since)
    _name_holder(session, principal, draft, since)
    record_event(
        session,
        principal,
        EventTag.CONTRACT_SIGN,
        subject="contract",
        subject_id=contract_id,
        plot_id=draft.plot_id,
        park_id=newest["park_id"],
        zone_id=newest["zone_id"],
        changes=differences(
            {},
            {
                "contract_no": draft.terms.contract_no,
                "signed_on": signed_on,
                "area_m2": draft.area_m2,
                "price_yuan": draft.terms.price_yuan,
                "obligations": len(version.obligations),
                "findings": findings.warned_zh,
            },
        ),
        reason=_why(draft, found),
        document=draft.terms.contract_no,
    )
    return contract_id


def _why(draft: SigningDraft, found: AllocationFacts | None) -> str:
    if draft.terms.is_allotment:
        return "登记划拨决定书"
    return "依供地结果签订" if found else "补录历史合同"


def _acquired(draft: SigningDraft) -> str:
    """The reason that the register gives of the plot's new state and holder."""
    return "核发划拨决定书" if draft.terms.is_allotment else "签订出让合同"


def _assess(session: Session, draft: SigningDraft, found: AllocationFacts | None, today: date) -> Findings:
    book, day = load_rulebook(session), draft.terms.signed_on
    facts = SigningFacts(
        draft.terms,
        draft.plot_id,
        draft.party_id,
        draft.area_m2,
        draft.term_years,
        bounds_of(draft.conditions),
        {**draft.texts, "contract_no": draft.terms.contract_no},
        _decimal(draft.numbers.get("deposit_yuan")),
        tuple(name for name in GRANT_ONLY if draft.numbers.get(name) or getattr(draft, name, None)),
    )
    entry = book.entry(term_code(draft.texts.get("land_use_code"), draft.term_kind), day)
    allocated = None if found is None else _as_decided(found)
    payment = {entry.code: entry for entry in book.in_force(PAYMENT_CODES, day)}
    findings = check_signing(facts, allocated, supply_limits(book, day), entry, payment, today)
    findings.extend(implausible(price_entered(draft.terms, draft.area_m2), plausible_limits(book, today)))
    return findings


def _as_decided(found: AllocationFacts) -> AllocatedFacts:
    return AllocatedFacts(
        found.plot_id,
        found.party_id,
        found.price_yuan,
        found.area_m2,
        found.decided_on,
        found.term_years,
        tuple(IndicatorPromise(p.indicator, p.direction, p.value, p.basis) for p in found.promises),
        found.dates,
        offer_of(found.snapshot).latest,
        bounds_of(found.snapshot.get("conditions") or {}),
    )


def price_entered(terms: ContractTerms, area_m2: Decimal) -> Entered:
    """Return the price of a grant beside its area, ㎡; the cost of an allotment is no price."""
    return Entered(price_yuan=None if terms.is_allotment else terms.price_yuan, area_m2=area_m2)


def bounds_of(conditions: Mapping[str, Any]) -> dict[str, Decimal]:
    """Return the bounds as numbers, however exactly they were written; one that is not set is left out."""
    return {
        name: Decimal(str(value))
        for name, value in conditions.items()
        if name in ConditionBound.values() and value is not None
    }


def _decimal(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _allocated(session: Session, draft: SigningDraft) -> AllocationFacts | None:
    """Return the live allocation that the draft rests on, locked; Conflict when it is not live any more."""
    if draft.allocation_id is None:
        return None
    session.execute(text("select 1 from allocation where id = :id for update"), {"id": draft.allocation_id})
    found = allocation_facts(session, draft.allocation_id)
    if found.state != "live":
        raise Conflict(
            "contract.allocation_not_live",
            "该供地结果已撤销或终结，不能据此签订合同。请刷新后查看。",
            message_en="This allocation is not live any more.",
        )
    return found


def _refuse_land_under_offer(session: Session, draft: SigningDraft) -> None:
    """A contract without an allocation is an older one: not for land that is announced or has a winner (409)."""
    busy = session.execute(
        text(
            "select exists (select from allocation where plot_id = :plot and state = 'live') as has_winner,"
            " exists (select from listing where plot_id = :plot and state in ('published', 'closed')) as is_offered"
        ),
        {"plot": draft.plot_id},
    ).one()
    if busy.has_winner:
        raise Conflict(
            "contract.use_allocation",
            "该地块已有供地结果，请从供地结果签订合同。",
            message_en="The plot has been allocated: sign from the allocation.",
        )
    if busy.is_offered:
        raise Conflict(
            "contract.plot_on_offer",
            "该地块正在公告出让，不能补录合同。请先在“供”中办结公告。",
            message_en="The plot is on offer; end the announcement first.",
        )


def _insert(
    session: Session,
    principal: Principal,
    draft: SigningDraft,
    found: AllocationFacts | None,
    newest: Mapping[str, Any],
) -> int:
    written = dict(draft.texts) | {name: normalise_identifier(draft.texts.get(name, "")) for name in NUMBERS_CHECKED}
    texts = {name: written.get(name, "").strip() or ("" if name in _KEPT_EMPTY else None) for name in TEXTS}
    row: dict[str, Any] = {
        **texts,
        **{name: draft.numbers.get(name) for name in NUMBERS},
        "plot_id": draft.plot_id,
        "party_id": draft.party_id,
        "listing_id": found.listing_id if found else None,
        "application_id": found.application_id if found else None,
        "allocation_id": draft.allocation_id,
        "plot_version_id": found.plot_version_id if found else newest["id"],
        "instrument": str(draft.terms.instrument),
        "contract_no": draft.terms.contract_no,
        "signed_on": draft.terms.signed_on,
        "area_m2": draft.area_m2,
        "price_yuan": draft.terms.price_yuan or None,
        "unit_price_yuan_per_m2": round(draft.terms.price_yuan / draft.area_m2, 2),
        "term_years": draft.term_years,
        "term_kind": str(draft.term_kind),
        "term_from": draft.term_from,
        "method": str(draft.method) if draft.method else None,
        "evidence_ids": list(draft.evidence_ids),
        "recorded_by": principal.account_id,
        "recorded_by_name": principal.name,
    }
    columns = ", ".join(row)
    statement = f"insert into contract ({columns}) values ({', '.join(f':{name}' for name in row)}) returning id"  # noqa: S608 the names are this module's
    return session.execute(text(statement), row).scalar_one()


def _allocate(session: Session, principal: Principal, draft: SigningDraft, since: date) -> None:
    """Let the plot be allocated from the day of signing; what an older contract finds in place already stays."""
    rows = current_rows(session, PlotStateRow, {"plot_id": draft.plot_id})
    before = next((row for row in rows if row["valid"].contains(since)), None)
    wanted = {"supply": "allocated"}
    if before is not None:
        wanted |= {"development": "not_started"} if before["development"] == "not_applicable" else {}
        wanted |= {"compliance": "in_order"} if before["compliance"] == "not_applicable" else {}
        if all(before[axis] == value for axis, value in wanted.items()):
            return
    change_state(
        session,
        principal,
        draft.plot_id,
        wanted,
        StateBasis(reason=_acquired(draft), document=draft.terms.contract_no),
        valid_from=since,
        act=StateAct.CONTRACT,
    )


def _name_holder(session: Session, principal: Principal, draft: SigningDraft, since: date) -> None:
    """Let the buyer hold the plot from the day of signing, beside its occupants and tenants; one already recorded as holder stays as recorded."""
    rows = current_rows(session, PlotPartyRow, {"plot_id": draft.plot_id})
    if any(row["role"] == "holder" and row["party_id"] == draft.party_id for row in rows):
        return
    staying = [row for row in rows if row["valid"].contains(since) and row["role"] != "holder"]
    parties = [
        {"party_id": draft.party_id, "role": "holder", "share": 1},
        *({"party_id": row["party_id"], "role": row["role"], "share": row["share"]} for row in staying),
    ]
    revise_parties(
        session,
        principal,
        draft.plot_id,
        parties,
        valid_from=since,
        reason=_acquired(draft),
        document=draft.terms.contract_no,
    )
