"""履约核查：每项承诺在某日处于什么状态、由实测值能下什么结论；没有证据不能销号。"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from gisapp.commitments.rules.schedule import Obligation
from gisapp.kernel.dates import day_zh
from gisapp.kernel.evidence import Evidence
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.money import round_fraction
from gisapp.preparation.rules.indicator_values import compared_zh, is_met
from gisapp.preparation.rules.limits import SupplyLimits
from gisapp.preparation.standard_terms import CheckVerdict, CommitmentState, PromiseVerdict

AGREEMENT = "履约监管协议"


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one obligation: what was found, what proves it, what was decided and by whom it was signed.

    `done_on`: the day the thing was really done (work started, money paid), for an indicator the last day of what was measured; None = not
    done. `measured` in the obligation's unit (yuan for an instalment). `sequence` orders checks of one day.
    """

    checked_on: date
    sequence: int
    verdict: CheckVerdict
    done_on: date | None = None
    measured: Fraction | None = None
    rectify_by: date | None = None
    consequence: str = ""
    signed_off_by: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiver:
    """An obligation that is no longer owed from a day on, by whom decided and why."""

    waived_on: date
    decided_by: str
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one obligation stands on a day; `is_settled` = nothing more is to be done about it.

    LATE and settled = kept, but after its day; `late_days` counts from the day after the due day to the day it was kept, or to today.
    """

    obligation: Obligation
    state: CommitmentState
    as_of: date
    is_settled: bool
    kept_on: date | None = None
    rectify_by: date | None = None
    late_days: int = 0

    @property
    def act_by(self) -> date | None:
        """The day by which something has to happen: the end of the rectification, else the due day; None when settled."""
        return None if self.is_settled else self.rectify_by or self.obligation.due_on

    @property
    def rectification_is_over(self) -> bool:
        """The time to rectify has run out without a good check: the reviewers have to decide."""
        return not self.is_settled and self.rectify_by is not None and self.as_of > self.rectify_by


@dataclass(frozen=True, slots=True)
class Tally:
    """How many obligations of a set stand how; `due` = all of them. due = kept + late + broken + waived + not yet due, always."""

    due: int
    kept: int
    late: int
    broken: int
    waived: int
    not_yet_due: int
    late_open: int = field(default=0)

    @property
    def kept_rate(self) -> Fraction | None:
        """履约率 = 已履约 ÷（已履约 + 逾期 + 违约）；都未到期或免除的没有比率."""
        judged = self.kept + self.late + self.broken
        return Fraction(self.kept, judged) if judged else None


def stand(obligation: Obligation, checks: Iterable[Check], waiver: Waiver | None, as_of: date) -> Standing:
    """一项义务在某日的状态：只看当日已有的核查和免除，最后一次核查为准.

    - waived from the day of the waiver on;
    - kept when the last check found it met and it was done by its day, late (and settled) when done after it;
    - broken when the last check said so; to be rectified until the day set, and late again after that day;
    - without a check: not yet due before its day, due on it, late after it. Nothing is kept without a check that proves it.
    """
    due_on = obligation.due_on
    if waiver is not None and waiver.waived_on <= as_of:
        return Standing(obligation, CommitmentState.WAIVED, as_of, is_settled=True)
    known = [item for item in checks if item.checked_on <= as_of]
    last = max(known, key=lambda item: (item.checked_on, item.sequence), default=None)
    over = max((as_of - due_on).days, 0)
    if last is not None and last.verdict is CheckVerdict.BROKEN:
        return Standing(obligation, CommitmentState.BROKEN, as_of, is_settled=True, late_days=over)
    if last is not None and last.verdict is CheckVerdict.MET and last.evidence:
        kept_on = last.done_on or last.checked_on
        late = max((kept_on - due_on).days, 0)
        state = CommitmentState.LATE if late else CommitmentState.KEPT
        return Standing(obligation, state, as_of, is_settled=True, kept_on=kept_on, late_days=late)
    rectify_by = last.rectify_by if last is not None and last.verdict is CheckVerdict.RECTIFY else None
    if rectify_by is not None and as_of <= rectify_by:
        state = CommitmentState.RECTIFYING
    elif as_of < due_on:
        state = CommitmentState.NOT_YET_DUE
    else:
        state = CommitmentState.DUE if as_of == due_on else CommitmentState.LATE
    return Standing(obligation, state, as_of, is_settled=False, rectify_by=rectify_by, late_days=over)


def tally(standings: Iterable[Standing]) -> Tally:
    """一组义务的统计：应履约 = 已履约 + 逾期 + 违约 + 免除 + 未到期，恒成立.

    Due today is not yet overdue and counts as not yet due; what is to be rectified counts as late once its own day has passed.
    """
    counts = {"kept": 0, "late": 0, "broken": 0, "waived": 0, "not_yet_due": 0}
    late_open = total = 0
    for item in standings:
        total += 1
        column = _column(item)
        counts[column] += 1
        late_open += column == "late" and not item.is_settled
    return Tally(due=total, late_open=late_open, **counts)


def _column(item: Standing) -> str:
    if item.state in (CommitmentState.KEPT, CommitmentState.BROKEN, CommitmentState.WAIVED):
        return str(item.state)
    if item.state is CommitmentState.LATE or item.late_days:
        return "late"
    return "not_yet_due"


def judge_measurement(
    obligation: Obligation, *, done_on: date | None, measured: Fraction | None, evidence: Sequence[Evidence]
) -> tuple[PromiseVerdict, Findings]:
    """由实测能得出什么：指标、付款比较数值，节点看是否完成；没有数值、日期或证据的为未知.

    A date kept late is done all the same; `stand` says that it was late.
    """
    findings = Findings()
    if not evidence:
        findings.add(
            _error(
                "commitment.no_evidence",
                f"“{obligation.label_zh}”的核查没有证据。",
                "请上传照片、文件等证据，没有证据不能销号。",
                "The check has no evidence.",
            )
        )
        return PromiseVerdict.UNKNOWN, findings
    if obligation.target is None:
        if done_on is None:
            findings.add(
                _error(
                    "commitment.not_done",
                    f"“{obligation.label_zh}”尚未完成。",
                    "完成后填写实际日期并附证据。",
                    "It has not been done.",
                )
            )
            return PromiseVerdict.NOT_MET, findings
        return PromiseVerdict.MET, findings
    if measured is None:
        findings.add(
            _error(
                "commitment.not_measured",
                f"“{obligation.label_zh}”没有实测值。",
                "请填写实测值和数据来源。",
                "Nothing was measured.",
            )
        )
        return PromiseVerdict.UNKNOWN, findings
    assert obligation.direction is not None
    if is_met(measured, obligation.target, obligation.direction):
        return PromiseVerdict.MET, findings
    found, wanted = (
        compared_zh(obligation.indicator, measured, obligation.target)
        if obligation.indicator is not None
        else (f"{round_fraction(measured, 2):,} 元", f"{round_fraction(obligation.target, 2):,} 元")
    )
    findings.add(
        Finding(
            "commitment.target_missed",
            Severity.ERROR,
            f"“{obligation.label_zh}”实测 {found}，未达到承诺。",
            fix_zh="请作出限期整改或违约认定，并写明后果。",
            fix_en="Find it to be rectified or broken, and write down the consequence.",
            message_en="The measured value misses the promise.",
            measured=found,
            required=f"{obligation.direction.sign} {wanted}",
            basis=obligation.basis,
        )
    )
    return PromiseVerdict.NOT_MET, findings


def assess_check(
    obligation: Obligation,
    draft: Check,
    earlier: Sequence[Check],
    waiver: Waiver | None,
    as_of: date,
    limits: SupplyLimits,
) -> Findings:
    """一次核查能否入账：有证据、有签字、日期合理，结论与实测一致；限期整改有期限，违约有后果.

    - met: done on a day not after the check, and measured as promised; what is measured below the promise cannot be called met;
    - rectify: until a day after the check, not longer than the limit; broken: not before the due day, with its consequence;
    - nothing is added to what is waived, to what was found broken, or before the last check.
    """
    verdict, measured = judge_measurement(
        obligation, done_on=draft.done_on, measured=draft.measured, evidence=draft.evidence
    )
    is_met_verdict = draft.verdict is CheckVerdict.MET
    findings = Findings([item for item in measured if is_met_verdict or item.code == "commitment.no_evidence"])
    if not draft.signed_off_by.strip():
        findings.add(
            _error("commitment.not_signed_off", "核查没有签字人。", "请填写核查负责人。", "Nobody signed off.")
        )
    findings.extend(_days(draft, as_of))
    findings.extend(_closed(draft, earlier, waiver))
    if is_met_verdict and obligation.target is not None and draft.done_on is None:
        findings.add(
            _error(
                "commitment.day_missing",
                "没有填写完成日期或数据截止日期。",
                "请填写，逾期与否以该日期为准。",
                "The day is missing.",
            )
        )
    if not is_met_verdict and verdict is PromiseVerdict.MET:
        findings.add(
            Finding(
                "commitment.verdict_harsher_than_measured",
                Severity.WARNING,
                "实测已达到承诺，结论却不是达标。",
                fix_zh="请核对结论；确有其他原因的，在后果或备注中写明。",
                fix_en="Check the verdict; write other reasons into consequence or remark.",
                message_en="Measured as promised, yet not found met.",
                basis=obligation.basis,
            )
        )
    if draft.verdict is CheckVerdict.RECTIFY:
        findings.add(_rectification(draft, limits))
    if draft.verdict is CheckVerdict.BROKEN:
        findings.extend(_breach(draft, obligation.due_on))
    return findings


def _days(draft: Check, as_of: date) -> Findings:
    findings = Findings()
    if draft.checked_on > as_of:
        findings.add(
            _error(
                "commitment.check_in_future", "核查日期晚于今天。", "请核对核查日期。", "The check lies in the future."
            )
        )
    if draft.done_on is not None and draft.done_on > draft.checked_on:
        findings.add(
            _error(
                "commitment.done_after_check",
                "完成日期晚于核查日期。",
                "请核对两个日期。",
                "Done after it was checked.",
            )
        )
    return findings


def _breach(draft: Check, due_on: date) -> Findings:
    findings = Findings()
    if draft.checked_on <= due_on:
        findings.add(
            _error(
                "commitment.broken_before_due",
                f"{day_zh(due_on)}到期前不能认定违约。",
                "请到期后再认定。",
                "Not due yet.",
            )
        )
    if not draft.consequence.strip():
        findings.add(
            _error(
                "commitment.consequence_missing",
                "违约认定没有写明后果。",
                "请按合同和履约监管协议写明违约责任。",
                "The consequence is missing.",
            )
        )
    return findings


def assess_waiver(waiver: Waiver, standing: Standing) -> Findings:
    """免除能否成立：有决定人、理由和证据，且该项尚未了结."""
    findings = Findings()
    if not (waiver.decided_by.strip() and waiver.reason.strip() and waiver.evidence):
        findings.add(
            _error(
                "commitment.waiver_unproved",
                "免除没有写明决定人、理由或没有批准文件。",
                "请补齐后再登记。",
                "The waiver is not proved.",
            )
        )
    if standing.is_settled:
        findings.add(
            _error(
                "commitment.already_settled",
                f"该项已是“{standing.state.label_zh}”，不能再免除。",
                "请核对要免除的事项。",
                "It is settled already.",
            )
        )
    if waiver.waived_on > standing.as_of:
        findings.add(
            _error(
                "commitment.waiver_in_future",
                "免除日期晚于今天。",
                "请核对免除日期。",
                "The waiver lies in the future.",
            )
        )
    return findings


def _closed(draft: Check, earlier: Sequence[Check], waiver: Waiver | None) -> Iterable[Finding]:
    if waiver is not None and waiver.waived_on <= draft.checked_on:
        yield _error(
            "commitment.waived", f"该项已于{day_zh(waiver.waived_on)}免除。", "请核对核查事项。", "It was waived."
        )
    last = max(earlier, key=lambda item: (item.checked_on, item.sequence), default=None)
    if last is None:
        return
    if last.verdict is CheckVerdict.BROKEN:
        yield _error(
            "commitment.already_broken",
            f"该项已于{day_zh(last.checked_on)}认定违约。",
            "请按违约后果处理；认定有误的，由作出认定的单位撤销。",
            "It was found broken.",
        )
    if (draft.checked_on, draft.sequence) <= (last.checked_on, last.sequence):
        yield _error(
            "commitment.check_out_of_order",
            f"核查早于上一次核查（{day_zh(last.checked_on)}）。",
            "请核对核查日期和次序。",
            "The check precedes the last one.",
        )


def _rectification(draft: Check, limits: SupplyLimits) -> Finding | None:
    if draft.rectify_by is None or draft.rectify_by <= draft.checked_on:
        return _error(
            "commitment.rectify_by_missing",
            "限期整改没有填写核查日之后的期限。",
            "请填写整改期限。",
            "No day to rectify by.",
        )
    latest = draft.checked_on + timedelta(days=limits.rectification_days_max)
    if draft.rectify_by <= latest:
        return None
    return Finding(
        "commitment.rectify_by_too_late",
        Severity.ERROR,
        f"整改期限{day_zh(draft.rectify_by)}超过上限 {limits.rectification_days_max} 天。",
        fix_zh="请缩短期限，或按协议约定修订上限。",
        fix_en="Shorten the term, or revise the limit as agreed.",
        message_en="The time to rectify is too long.",
        measured=draft.rectify_by.isoformat(),
        required=f"≤ {latest.isoformat()}",
        basis=AGREEMENT,
    )


def _error(code: str, message_zh: str, fix_zh: str, message_en: str) -> Finding:
    return Finding(code, Severity.ERROR, message_zh, fix_zh, message_en, basis=AGREEMENT)
