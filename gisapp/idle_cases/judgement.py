"""One step as drafted, held against the order, the recorded facts and the papers: everything that speaks against it, nothing written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.evidence.vault import load_evidence
from gisapp.idle.terms import IdleCause, IdleGround
from gisapp.idle_cases.annulment import told_of_papers
from gisapp.idle_cases.decision import Decision, decision_faults, decision_of, unlawful
from gisapp.idle_cases.facts import (
    LandAnswer,
    SwapAnswers,
    burdens_of,
    contract_end_on,
    disposal_options,
    fee_of,
    land_answer,
    latest_supplement_on,
    performed_since,
)
from gisapp.idle_cases.rules.checks import StepFacts, check_facts
from gisapp.idle_cases.rules.disposal import MeasureOption
from gisapp.idle_cases.rules.limits import case_limits
from gisapp.idle_cases.rules.steps import Service, StepTaken, assess_step
from gisapp.idle_cases.store import as_steps, evidence_by_id, last_in_force
from gisapp.idle_cases.terms import AnnulGround, CaseStep, Measure, ServiceKind
from gisapp.kernel.errors import Invalid
from gisapp.kernel.finding import Findings
from gisapp.land.terms import ComplianceState
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.work_calendar.work_calendar import load_calendar


@dataclass(frozen=True, slots=True)
class ServiceDraft:
    """How a paper reached its addressee; the evidence is the signed receipt, the photograph or the postal proof."""

    kind: ServiceKind
    served_on: date
    recipient: str
    evidence_ids: Sequence[int] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A step as the officer enters it. `document_id` names a document issued here, `document_no` one issued elsewhere.

    `expected_sequence` = the last step the officer has seen; `outcome` = how the land stands when the case is closed. Of an annulment:
    `annul_ground`, `paper_on` the day of the paper that annuls, `withdrawn_on` when the publicity was withdrawn, `registered_on` when the register was told.
    """

    step: CaseStep
    taken_on: date
    document_id: int | None = None
    document_no: str = ""
    service: ServiceDraft | None = None
    evidence_ids: Sequence[int] = ()
    reason: str = ""
    cause: IdleCause | None = None
    measure: Measure | None = None
    terms_from: date | None = None
    terms_until: date | None = None
    amount_yuan: Decimal | None = None
    explained_on: date | None = None
    registered_on: date | None = None
    register_no: str = ""
    hearing_asked_on: date | None = None
    hearing_held_on: date | None = None
    approved_by: str = ""
    approval_no: str = ""
    annul_ground: AnnulGround | None = None
    paper_on: date | None = None
    withdrawn_on: date | None = None
    swap: SwapAnswers = field(default_factory=SwapAnswers)
    outcome: ComplianceState | None = None
    expected_sequence: int | None = None


@dataclass(frozen=True)
class Judgement:
    """The step as it would be written, what speaks against it, and what it rests on: the engine's answer, the ways of disposal, the calculated fee."""

    taken: StepTaken
    findings: Findings
    answer: LandAnswer | None
    options: tuple[MeasureOption, ...]
    fee_yuan: Decimal | None
    decision: Decision | None = None

    def basis(self) -> dict[str, Any]:
        """What is kept with the step, so that it can be told later what was known."""
        return {
            "identification": self.answer.identification.as_dict() if self.answer else None,
            "findings": self.findings.as_dicts(),
            "measures": [
                {
                    "measure": str(option.measure),
                    "is_open": option.is_open,
                    "findings": [item.as_dict() for item in option.findings],
                }
                for option in self.options
            ],
        }


def judge_step(
    session: Session,
    principal: Principal,
    case: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    draft: StepDraft,
    *,
    today: date,
) -> Judgement:
    """Return everything that speaks against a step of a case whose steps so far are `rows` (400 for evidence or papers unknown).

    A hearing that was asked for or held and noted since the last annulment counts, whether the draft names it or not.
    """
    draft = _with_hearing(session, case["id"], draft)
    files = evidence_by_id(session, principal, rows)
    book, calendar = load_rulebook(session), load_calendar(session)
    document = _document(session, case["id"], draft.document_id)
    evidence = tuple(load_evidence(session, principal, draft.evidence_ids).values())
    taken = StepTaken(
        step=draft.step,
        taken_on=draft.taken_on,
        actor=principal.name,
        document_no=document["document_no"] if document else draft.document_no.strip(),
        service=_service(session, principal, draft.service),
        evidence=evidence,
        reason=draft.reason.strip(),
        side=draft.cause.side if draft.cause else None,
        measure=draft.measure,
        explained_on=draft.explained_on,
        registered_on=draft.registered_on,
        hearing_asked_on=draft.hearing_asked_on,
        hearing_held_on=draft.hearing_held_on,
        approved_by=draft.approved_by.strip(),
        annul_ground=draft.annul_ground if draft.step.goes_back else None,
        paper_on=draft.paper_on if draft.step.goes_back else None,
        withdrawn_on=draft.withdrawn_on if draft.step.goes_back else None,
    )
    steps = as_steps(rows, files)
    clock_day = rows[-1]["taken_on"] if rows else draft.taken_on
    limits = case_limits(book, clock_day)
    answer = land_answer(session, case, draft.taken_on, steps=rows, book=book)
    burdens = burdens_of(session, case, draft.taken_on, case_limits(book, draft.taken_on))
    options = disposal_options(case, answer, rows, burdens, draft.swap)
    findings = assess_step(steps, taken, today=today, limits=limits, calendar=calendar, options=options)
    decided = last_in_force(rows, CaseStep.DECIDE)
    fee = fee_of(answer, draft.measure)
    facts = StepFacts(
        ground=IdleGround(case["ground"]),
        identification=answer.identification if answer else None,
        untold_creditors=burdens.untold,
        fee_yuan=fee,
        extended_days=burdens.extended_days,
        document=document["context"] if document else None,
        supplement_on=latest_supplement_on(session, case["contract_id"], draft.taken_on),
        decided_measure=Measure(decided["measure"]) if decided else None,
        decided_on=decided["taken_on"] if decided else None,
        contract_ended_on=contract_end_on(session, case["contract_id"], draft.taken_on),
        performed=performed_since(session, case["id"], decided["taken_on"] if decided else None, draft.taken_on),
    )
    findings.extend(
        check_facts(
            taken,
            facts,
            limits,
            terms_from=draft.terms_from,
            terms_until=draft.terms_until,
            amount_yuan=draft.amount_yuan,
        )
    )
    decision = _decision(draft, decided, fee)
    if draft.step is CaseStep.SERVE and decision is not None:
        findings.extend(unlawful(decision, fault) for fault in decision_faults(session, case, rows, decision, book))
    if draft.step.goes_back and not findings.has_errors:
        findings.add(told_of_papers(session, case["id"], draft.step))
    return Judgement(taken, findings, answer, options, fee, decision)


def _decision(draft: StepDraft, decided: Mapping[str, Any] | None, fee: Decimal | None) -> Decision | None:
    """Return the decision that this step takes or serves; None for every other step."""
    if draft.step is CaseStep.DECIDE and draft.measure is not None:
        amount = draft.amount_yuan if draft.amount_yuan is not None else fee
        return Decision(draft.measure, draft.taken_on, draft.terms_from, draft.terms_until, amount)
    return decision_of(decided) if draft.step is CaseStep.SERVE and decided is not None else None


def _with_hearing(session: Session, case_id: int, draft: StepDraft) -> StepDraft:
    if draft.step is not CaseStep.DECIDE:
        return draft
    noted = session.execute(
        text(
            "select max(entered_on) filter (where kind = 'hearing_asked') as asked, max(entered_on) filter (where kind = 'hearing_held') as held"
            " from idle_case_entry e where case_id = :id and entered_on <= :day and not is_of_annulled_round(e, :day)"
        ),
        {"id": case_id, "day": draft.taken_on},
    ).one()
    return replace(
        draft,
        hearing_asked_on=draft.hearing_asked_on or noted.asked,
        hearing_held_on=draft.hearing_held_on or noted.held,
    )


def _service(session: Session, principal: Principal, draft: ServiceDraft | None) -> Service | None:
    if draft is None:
        return None
    receipts = tuple(load_evidence(session, principal, draft.evidence_ids).values())
    return Service(draft.kind, draft.served_on, draft.recipient, receipts[0] if receipts else None)


def _document(session: Session, case_id: int, document_id: int | None) -> dict[str, Any] | None:
    """Return number and printed fields of a document of this case (400 for one of another, or revoked)."""
    if document_id is None:
        return None
    row = session.execute(
        text(
            "select d.document_no, d.context from document d where d.id = :id and d.subject = 'idle_case' and d.subject_id = :case_id"
            " and not exists (select from document_revocation r where r.document_id = d.id)"
        ),
        {"id": document_id, "case_id": case_id},
    ).mappings().one_or_none()  # fmt: skip
    if row is None:
        raise Invalid(
            "case.document_foreign",
            "所选文书不是本案的或已撤销，请重新选择。",
            message_en="The document is not of this case, or revoked.",
        )
    return dict(row)
