"""Recording a check, withdrawing a mistaken one, waiving an obligation, naming who follows a contract: judged by the rules, then written once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session
from sqlalchemy.sql import bindparam

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.commitments.commitments import find_commitment, obligation_of
from gisapp.commitments.development_follow import follow_check, undo_check
from gisapp.commitments.history import live_checks, read_checks, read_waivers, waiver_of
from gisapp.commitments.rules.fulfilment import (
    Check,
    Standing,
    Waiver,
    assess_check,
    assess_waiver,
    judge_measurement,
    stand,
)
from gisapp.commitments.rules.measuring import SITE_AREA, Figures, form_of, measured_value
from gisapp.commitments.rules.reviewers import Reviewer, assess_reviewers
from gisapp.commitments.rules.schedule import Obligation
from gisapp.evidence.vault import evidence_of
from gisapp.kernel.area import counted_mu_zh
from gisapp.kernel.dates import day_zh
from gisapp.kernel.errors import Invalid, NotFound, RuleViolation
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.money import fraction, round_fraction
from gisapp.preparation.indicator_terms import SPECS, IndicatorUnit
from gisapp.preparation.rules.indicator_values import is_met
from gisapp.preparation.rules.limits import supply_limits
from gisapp.preparation.rules.plausibility import Entered, Happened, implausible, plausible_limits
from gisapp.preparation.standard_terms import CheckVerdict, PromiseVerdict
from gisapp.rulebook.rulebook import load_rulebook

MEASURED_PLACES = 12


@dataclass(frozen=True, slots=True)
class CheckDraft:
    """A check as the reviewers bring it: raw figures, never the measured value itself, which is computed."""

    contract_id: int
    obligation_key: str
    checked_on: date
    verdict: CheckVerdict
    done_on: date | None
    figures: Figures
    rectify_by: date | None
    consequence: str
    remark: str
    signed_off_by: str
    reviewers: Sequence[Reviewer]
    evidence_ids: Sequence[int]


@dataclass(frozen=True, slots=True)
class AssessedCheck:
    """A draft with what the rules make of it: the measured value, what it proves, the findings, the standing it would bring."""

    row: dict[str, Any]
    obligation: Obligation
    check: Check
    proves: PromiseVerdict
    findings: Findings
    standing: Standing

    @property
    def as_promised(self) -> bool | None:
        """Whether the measured value reaches the promise, proved or not; None where nothing was measured or to be measured."""
        target, direction = self.obligation.target, self.obligation.direction
        if self.check.measured is None or target is None or direction is None:
            return None
        return is_met(self.check.measured, target, direction)


def assess_draft(session: Session, principal: Principal, today: date, draft: CheckDraft) -> AssessedCheck:
    """Judge a check without keeping it (404 for an obligation that the contract does not have on the day of the check)."""
    row = find_commitment(session, principal, draft.contract_id, draft.obligation_key, draft.checked_on)
    obligation = obligation_of(row)
    checks = read_checks(session, [draft.contract_id], draft.obligation_key).get(
        (draft.contract_id, draft.obligation_key), []
    )
    waived = read_waivers(session, [draft.contract_id], draft.obligation_key).get(
        (draft.contract_id, draft.obligation_key)
    )
    waiver = waiver_of(waived) if waived else None
    book = load_rulebook(session)
    limits = supply_limits(book, draft.checked_on)
    check = Check(
        checked_on=draft.checked_on,
        sequence=max((known["sequence"] for known in checks), default=0) + 1,
        verdict=draft.verdict,
        done_on=draft.done_on,
        measured=_measured(obligation, draft.figures, limits),
        rectify_by=draft.rectify_by if draft.verdict is CheckVerdict.RECTIFY else None,
        consequence=draft.consequence.strip(),
        signed_off_by=draft.signed_off_by.strip(),
        evidence=evidence_of(session, principal, draft.evidence_ids),
    )
    earlier = live_checks(checks, date.max)
    findings = assess_check(obligation, check, earlier, waiver, today, limits)
    findings.extend(assess_reviewers(obligation, draft.reviewers))
    findings.add(_counted_area(obligation, draft.figures))
    findings.extend(implausible(_entered(session, obligation, draft), plausible_limits(book, today)))
    proves, _ = judge_measurement(obligation, done_on=check.done_on, measured=check.measured, evidence=check.evidence)
    standing = stand(obligation, [*earlier, check], waiver, max(today, draft.checked_on))
    return AssessedCheck(row, obligation, check, proves, findings, standing)


def record_check(session: Session, principal: Principal, today: date, draft: CheckDraft) -> int:
    """Keep a check and return its id; RuleViolation with the findings where the rules refuse it. The plot's development follows.

    Of two officers who check the same obligation at once, the second one is refused and told so (409).
    """
    assessed = assess_draft(session, principal, today, draft)
    if assessed.findings.has_errors:
        raise RuleViolation(
            "commitment.findings",
            "核查还不能登记，请按检查结果补正后再提交。",
            message_en="The findings below must be mended first.",
            findings=assessed.findings,
        )
    row, check = assessed.row, assessed.check
    check_id: int = session.execute(
        _INSERT_CHECK,
        {
            "contract_id": draft.contract_id,
            "obligation_key": draft.obligation_key,
            "sequence": check.sequence,
            "checked_on": check.checked_on,
            "verdict": str(check.verdict),
            "done_on": check.done_on,
            "measured": None if check.measured is None else round_fraction(check.measured, MEASURED_PLACES),
            "measured_exact": None if check.measured is None else str(check.measured),
            "inputs": raw_figures(assessed.obligation, draft.figures),
            "rectify_by": check.rectify_by,
            "consequence": check.consequence,
            "remark": draft.remark.strip(),
            "signed_off_by": check.signed_off_by,
            "reviewers": [
                {"office": str(one.office), "name": one.name.strip(), "opinion": one.opinion.strip()}
                for one in draft.reviewers
            ],
            "evidence_ids": list(draft.evidence_ids),
            "findings": assessed.findings.as_dicts(),
            "by": principal.account_id,
            "by_name": principal.name,
        },
    ).scalar_one()
    if assessed.proves is PromiseVerdict.MET:
        follow_check(session, principal, row, check_id, check.done_on)
    record_event(
        session,
        principal,
        EventTag.COMMITMENT_CHECK,
        subject="commitment_check",
        subject_id=check_id,
        changes={
            "contract_no": {"old": None, "new": row["contract_no"]},
            "obligation": {"old": None, "new": row["label_zh"]},
            "verdict": {"old": row["state"], "new": str(check.verdict)},
            "done_on": {"old": None, "new": check.done_on.isoformat() if check.done_on else None},
            "evidence": {"old": None, "new": "、".join(f"E{one}" for one in draft.evidence_ids)},
            **differences({}, {"findings": assessed.findings.warned_zh}),
        },
        **_place(row),
        reason=check.consequence or draft.remark.strip() or None,
    )
    return check_id


@dataclass(frozen=True, slots=True)
class WaiverDraft:
    """Which duty of a contract is waived, since when, by whose decision and why."""

    contract_id: int
    key: str
    waived_on: date
    decided_by: str
    reason: str
    evidence_ids: Sequence[int]


def waive_obligation(session: Session, principal: Principal, today: date, draft: WaiverDraft) -> None:
    """Let an obligation be owed no longer from a day on, by whom and why (RuleViolation, 404, 409)."""
    row = find_commitment(session, principal, draft.contract_id, draft.key, today)
    checks = live_checks(
        read_checks(session, [draft.contract_id], draft.key).get((draft.contract_id, draft.key), []), today
    )
    waiver = Waiver(
        draft.waived_on,
        draft.decided_by.strip(),
        draft.reason.strip(),
        evidence_of(session, principal, draft.evidence_ids),
    )
    waived = read_waivers(session, [draft.contract_id], draft.key).get((draft.contract_id, draft.key))
    standing = stand(obligation_of(row), checks, waiver_of(waived) if waived else None, today)
    findings = assess_waiver(waiver, standing)
    if findings.has_errors:
        raise RuleViolation(
            "commitment.waiver_findings",
            "免除还不能登记，请按检查结果补正后再提交。",
            message_en="The findings below must be mended first.",
            findings=findings,
        )
    session.execute(
        text(
            "insert into commitment_waiver (contract_id, obligation_key, waived_on, decided_by, reason, evidence_ids, recorded_by,"
            " recorded_by_name) values (:contract_id, :key, :waived_on, :decided_by, :reason, :evidence_ids, :by, :by_name)"
        ),
        {
            "contract_id": draft.contract_id,
            "key": draft.key,
            "waived_on": draft.waived_on,
            "decided_by": waiver.decided_by,
            "reason": waiver.reason,
            "evidence_ids": list(draft.evidence_ids),
            "by": principal.account_id,
            "by_name": principal.name,
        },
    )
    record_event(
        session,
        principal,
        EventTag.COMMITMENT_WAIVE,
        subject="commitment_waiver",
        subject_id=draft.contract_id,
        changes={
            "contract_no": {"old": None, "new": row["contract_no"]},
            "obligation": {"old": None, "new": row["label_zh"]},
            "state": {"old": row["state"], "new": "waived"},
            "waived_on": {"old": None, "new": draft.waived_on.isoformat()},
            "decided_by": {"old": None, "new": waiver.decided_by},
        },
        **_place(row),
        reason=waiver.reason,
    )


def withdraw_check(
    session: Session,
    principal: Principal,
    today: date,
    check_id: int,
    *,
    withdrawn_on: date,
    decided_by: str,
    reason: str,
    evidence_ids: Sequence[int],
) -> None:
    """Withdraw the last check of an obligation as mistaken: it stays on record and counts up to the day before."""
    found = session.execute(
        text("select contract_id, obligation_key, checked_on from commitment_check where id = :id"), {"id": check_id}
    ).one_or_none()
    if found is None:
        raise NotFound(
            "commitment.check_not_found",
            "没有这次核查，或您没有查看权限。请刷新后重试。",
            message_en="There is no such check, or not for you.",
        )
    row = find_commitment(session, principal, found.contract_id, found.obligation_key, today)
    if withdrawn_on > today or withdrawn_on < found.checked_on:
        raise Invalid(
            "commitment.withdrawal_day",
            f"撤销日期应在核查日期{day_zh(found.checked_on)}至今天之间，请核对。",
            message_en="A check is withdrawn between its own day and today.",
        )
    evidence_of(session, principal, evidence_ids)
    session.execute(
        text(
            "insert into commitment_check_withdrawal (check_id, withdrawn_on, decided_by, reason, evidence_ids, recorded_by, recorded_by_name)"
            " values (:id, :withdrawn_on, :decided_by, :reason, :evidence_ids, :by, :by_name)"
        ),
        {
            "id": check_id,
            "withdrawn_on": withdrawn_on,
            "decided_by": decided_by.strip(),
            "reason": reason.strip(),
            "evidence_ids": list(evidence_ids),
            "by": principal.account_id,
            "by_name": principal.name,
        },
    )
    undo_check(session, principal, row, check_id)
    record_event(
        session,
        principal,
        EventTag.COMMITMENT_WITHDRAW,
        subject="commitment_check",
        subject_id=check_id,
        changes={
            "contract_no": {"old": None, "new": row["contract_no"]},
            "obligation": {"old": None, "new": row["label_zh"]},
            "withdrawn_on": {"old": None, "new": withdrawn_on.isoformat()},
            "decided_by": {"old": None, "new": decided_by.strip()},
        },
        **_place(row),
        reason=reason.strip(),
    )


def _measured(obligation: Obligation, figures: Figures, limits: Any) -> Fraction | None:
    try:
        return measured_value(obligation, figures, limits)
    except ValueError as error:
        raise Invalid(
            "commitment.figure_negative",
            "面积、人数、能耗等原始数据不能为负，请核对后重填。",
            message_en="Areas, heads and amounts cannot be negative.",
        ) from error


def _counted_area(obligation: Obligation, figures: Figures) -> Finding | None:
    """Say by how many 亩 the site counts where an amount per 亩 was worked out and the area had been rounded; kept with the check."""
    area = figures.number(SITE_AREA)
    if (
        obligation.indicator is None
        or SPECS[obligation.indicator].unit is not IndicatorUnit.YUAN_PER_M2
        or area is None
    ):
        return None
    if not (said := counted_mu_zh(fraction(area))):
        return None
    return Finding(
        "commitment.area_counted", Severity.INFO, f"{said}。", message_en="The area counts as the mu that it was rounded from.", basis=obligation.basis
    )  # fmt: skip


def _entered(session: Session, obligation: Obligation, draft: CheckDraft) -> Entered:
    """What the check tells of the contract's land: when it was done, and what of the planned investment was made."""
    statement = text("select signed_on, investment_yuan from contract where id = :id")
    contract = session.execute(statement, {"id": draft.contract_id}).one()
    done = () if draft.done_on is None else (Happened(obligation.label_zh, obligation.kind.label_en, draft.done_on),)
    made = [draft.figures.number(name) for name in ("buildings_yuan", "equipment_yuan")]
    told = [fraction(one) for one in made if one is not None]
    invested = round_fraction(sum(told, Fraction(0)), 2) if told else None
    return Entered(contract.signed_on, done, planned_yuan=contract.investment_yuan, invested_yuan=invested)


def raw_figures(obligation: Obligation, figures: Figures) -> Mapping[str, Any]:
    """Return the raw figures as text beside the formula, so that the value can be computed again."""
    form = form_of(obligation)
    if form is None:
        return {}
    names = [figure.name for figure in form.figures]
    return {
        "formula_zh": form.formula_zh,
        "formula_en": form.formula_en,
        "figures": {name: None if (value := figures.number(name)) is None else str(value) for name in names if name in figures.numbers},
        "answers": {name: figures.answer(name) for name in names if name in (figures.answers or {})},
        "storeys": None
        if figures.storeys is None
        else [{"floor_area_m2": str(one.floor_area_m2), "height_m": str(one.height_m)} for one in figures.storeys],
    }  # fmt: skip


def _place(row: dict[str, Any]) -> dict[str, Any]:
    return {"zone_id": row["zone_id"], "park_id": row["park_id"], "plot_id": row["plot_id"]}


_INSERT_CHECK = text(
    "insert into commitment_check (contract_id, obligation_key, sequence, checked_on, verdict, done_on, measured, measured_exact, inputs,"
    " rectify_by, consequence, remark, signed_off_by, reviewers, evidence_ids, findings, recorded_by, recorded_by_name)"
    " values (:contract_id, :obligation_key, :sequence, :checked_on, :verdict, :done_on, :measured, :measured_exact, :inputs,"
    " :rectify_by, :consequence, :remark, :signed_off_by, :reviewers, :evidence_ids, :findings, :by, :by_name) returning id"
).bindparams(bindparam("inputs", type_=JSONB), bindparam("reviewers", type_=JSONB), bindparam("findings", type_=JSONB))
