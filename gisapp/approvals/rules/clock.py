"""审批时限：一个事项从受理到办结，扣除补正、公示等时间；每一日都说得清计入还是不计。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gisapp.approvals.rules.catalogue import ItemDefinition
from gisapp.approvals.rules.limits import ApprovalLimits
from gisapp.approvals.terms import ItemOutcome, SuspensionKind
from gisapp.kernel.dates import day_zh
from gisapp.kernel.evidence import Evidence
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.terms import LabelledEnum
from gisapp.kernel.time_limit import (
    Extension,
    TimeLimit,
    TimeLimitLight,
    TimeLimitPhase,
    TimeLimitReading,
    read_time_limit,
)
from gisapp.kernel.workdays import DayUnit, Suspension, Term, WorkCalendar, compute_deadline

ARTICLE_32 = "行政许可法 第三十二条"
ARTICLE_42 = "行政许可法 第四十二条"
ARTICLE_45 = "行政许可法 第四十五条"


@dataclass(frozen=True, slots=True)
class ItemCase:
    """What is recorded of one item of one project. Dates None = not yet; `notice_on` = the one-time notice of what is to be corrected
    before acceptance; suspensions carry a `SuspensionKind`."""

    received_on: date | None = None
    notice_on: date | None = None
    accepted_on: date | None = None
    suspensions: tuple[Suspension, ...] = ()
    extensions: tuple[Extension, ...] = ()
    finished_on: date | None = None
    outcome: ItemOutcome | None = None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """From which day the clock runs: accepted by the office, or taken as accepted because it was silent; None = not accepted yet."""

    accepted_on: date | None
    is_deemed: bool
    notice_due_on: date | None


@dataclass(frozen=True, slots=True)
class ItemReading:
    """How an item's clock stands on a day, and what is to be said about it."""

    acceptance: Acceptance
    clock: TimeLimitReading
    findings: Findings


def find_acceptance(case: ItemCase, calendar: WorkCalendar, limits: ApprovalLimits, as_of: date) -> Acceptance:
    """从哪一日起算：受理之日；收件后五个工作日内既未受理也未一次告知补正的，收到之日即为受理（许可法第三十二条）."""

    def known(day: date | None) -> date | None:
        return day if day is not None and day <= as_of else None

    received, notice, accepted = known(case.received_on), known(case.notice_on), known(case.accepted_on)
    if received is None:
        return Acceptance(accepted, False, None)
    term = Term(limits.notice_workdays, DayUnit.WORKING, basis=ARTICLE_32)
    notice_due = compute_deadline(received, term, calendar).due_on
    answered = min((day for day in (notice, accepted) if day is not None), default=None)
    if answered is not None and answered <= notice_due:
        return Acceptance(accepted, False, notice_due)
    if as_of > notice_due:
        return Acceptance(received, True, notice_due)
    return Acceptance(None, False, notice_due)


def read_item(
    definition: ItemDefinition, case: ItemCase, calendar: WorkCalendar, limits: ApprovalLimits, as_of: date
) -> ItemReading:
    """一个事项的时限在某日的状态：受理起算、办结止算，目录准许的暂停不计，绿黄红三色，并说明要做什么."""
    acceptance = find_acceptance(case, calendar, limits, as_of)
    counted = tuple(item for item in case.suspensions if item.kind in definition.excluded)
    limit = TimeLimit(
        acceptance.accepted_on, definition.term, counted, case.extensions, _finish_after(acceptance, case)
    )
    clock = read_time_limit(limit, calendar, as_of, limits.yellow_share)
    findings = Findings(list(_what_to_say(definition, case, acceptance, clock)))
    return ItemReading(acceptance, clock, findings)


def _finish_after(acceptance: Acceptance, case: ItemCase) -> date | None:
    if case.finished_on is None or acceptance.accepted_on is None:
        return None
    return max(case.finished_on, acceptance.accepted_on)


def _what_to_say(
    definition: ItemDefinition, case: ItemCase, acceptance: Acceptance, clock: TimeLimitReading
) -> Iterator[Finding]:
    name, basis = definition.name_zh, str(definition.basis)
    if acceptance.is_deemed and acceptance.accepted_on is not None and acceptance.notice_due_on is not None:
        yield Finding(
            "approval.deemed_accepted",
            Severity.WARNING,
            f"“{name}”{day_zh(acceptance.notice_due_on)}前未受理也未告知补正，自{day_zh(acceptance.accepted_on)}收到之日起视为受理。",
            fix_zh="请按已受理办理，时限自收到之日起算。",
            message_en="Taken as accepted on receipt.",
            required=f"≤ {acceptance.notice_due_on.isoformat()}",
            basis=ARTICLE_32,
        )
    for item in case.suspensions:
        if item.kind not in definition.excluded:
            yield _not_excluded(definition, item.kind)
    for extension in clock.late_extensions:
        yield Finding(
            "approval.extension_after_due",
            Severity.WARNING,
            f"“{name}”{day_zh(extension.granted_on)}批准的延长在到期之后，不改变已超期的事实。",
            fix_zh="请说明超期原因；延长应在到期前批准。",
            message_en="The extension came after the last day.",
            basis=ARTICLE_42,
        )
    if clock.phase is TimeLimitPhase.FINISHED or clock.light in (None, TimeLimitLight.GREEN):
        return
    late = clock.light is TimeLimitLight.RED
    yield Finding(
        "approval.overdue" if late else "approval.nearly_due",
        Severity.ERROR if late else Severity.WARNING,
        f"“{name}”{clock.sentence_zh}",
        fix_zh="请立即办结，并由承办部门说明原因。" if late else "请在到期前办结；需要延长的，到期前报批。",
        message_en="Overdue." if late else "Nearly due.",
        measured=f"已用 {clock.days_used}",
        required=f"≤ {clock.days_total} {'工作日' if definition.term.unit is DayUnit.WORKING else '日'}",
        basis=basis,
    )
    if clock.deadline is not None and clock.deadline.unconfirmed_years:
        years = "、".join(str(year) for year in clock.deadline.unconfirmed_years)
        yield Finding(
            "approval.calendar_unconfirmed",
            Severity.INFO,
            f"“{name}”的到期日跨入 {years} 年，该年放假安排尚未公布，到期日可能推后。",
            fix_zh="放假通知公布后请在工作日历中补录。",
            message_en=f"The holidays of {years} are not published.",
        )


def check_suspension(
    definition: ItemDefinition,
    reading: ItemReading,
    case: ItemCase,
    *,
    kind: SuspensionKind,
    began_on: date,
    resumed_on: date | None,
    evidence: Evidence | None,
) -> Findings:
    """能否登记一次暂停：目录准许、有证据、在受理之后到期之前开始、不与另一次重叠；补正只能告知一次."""
    findings = Findings()
    if kind not in definition.excluded:
        findings.add(_not_excluded(definition, kind))
    if evidence is None:
        findings.add(
            _error(
                "approval.suspension_unproved",
                "暂停没有证明材料。",
                "请引用告知书、公示、评审等文件。",
                "No evidence.",
                ARTICLE_45,
            )
        )
    findings.extend(_suspended_days(reading, case, began_on, resumed_on))
    asked_before = case.notice_on is not None or any(
        item.kind is SuspensionKind.CORRECTION for item in case.suspensions
    )
    if kind is SuspensionKind.CORRECTION and asked_before:
        findings.add(
            _error(
                "approval.second_correction",
                "已告知过一次补正，不能再次要求补正。",
                "补正应一次告知全部内容；请按现有材料审查。",
                "Correction was asked for before.",
                ARTICLE_32,
            )
        )
    return findings


def _suspended_days(reading: ItemReading, case: ItemCase, began_on: date, resumed_on: date | None) -> Findings:
    findings, clock = Findings(), reading.clock
    accepted_on = reading.acceptance.accepted_on
    if accepted_on is None or began_on < accepted_on:
        findings.add(
            _error(
                "approval.suspension_before_acceptance",
                "暂停开始于受理之前。",
                "受理前的补正不占用时限，不必登记暂停。",
                "It begins before acceptance.",
                ARTICLE_45,
            )
        )
    elif clock.due_on is not None and not clock.due_is_provisional and began_on > clock.due_on:
        findings.add(
            _error(
                "approval.suspension_after_due",
                f"事项已于{day_zh(clock.due_on)}到期，逾期后不能再暂停。",
                "请立即办结并说明原因。",
                "The limit has passed.",
                ARTICLE_45,
            )
        )
    if resumed_on is not None and resumed_on < began_on:
        findings.add(
            _error(
                "approval.suspension_ends_early",
                "暂停的结束早于开始。",
                "请核对两个日期。",
                "It ends before it begins.",
                ARTICLE_45,
            )
        )
    elif any(_overlap(item, began_on, resumed_on) for item in case.suspensions):
        findings.add(
            _error(
                "approval.suspension_overlaps",
                "与已登记的暂停时间重叠。",
                "请先结束前一次暂停，或核对日期。",
                "It overlaps another one.",
                ARTICLE_45,
            )
        )
    return findings


def check_extension(
    definition: ItemDefinition,
    reading: ItemReading,
    case: ItemCase,
    *,
    days: int,
    granted_on: date,
    approved_by: str,
    reason: str,
) -> Findings:
    """能否延长：有批准人和理由，到期前批准，合计不超过目录上限."""
    findings = Findings()
    due_on = reading.clock.due_on
    if not approved_by.strip() or not reason.strip():
        findings.add(
            _error(
                "approval.extension_unproved",
                "延长没有批准人或理由。",
                "请填写批准人和理由，并告知申请人。",
                "No approver or reason.",
                ARTICLE_42,
            )
        )
    if due_on is None:
        findings.add(
            _error(
                "approval.extension_before_acceptance",
                "事项尚未受理，无从延长。",
                "请先受理。",
                "Not accepted yet.",
                ARTICLE_42,
            )
        )
    elif granted_on > due_on:
        findings.add(
            _error(
                "approval.extension_after_due",
                f"事项已于{day_zh(due_on)}到期，逾期后不能延长。",
                "请立即办结并说明原因。",
                "The limit has passed.",
                ARTICLE_42,
            )
        )
    total = days + sum(item.days for item in case.extensions)
    if days <= 0 or total > definition.extension_days_max:
        findings.add(
            Finding(
                "approval.extension_too_long",
                Severity.ERROR,
                f"合计延长 {total} 日，超出目录上限 {definition.extension_days_max} 日。"
                if days > 0
                else "延长天数须大于 0。",
                fix_zh="请缩短延长天数；上限为 0 的事项不能延长。",
                message_en="The extension is out of bounds.",
                measured=str(total),
                required=f"1–{definition.extension_days_max}",
                basis=ARTICLE_42,
            )
        )
    return findings


def _overlap(item: Suspension, began_on: date, resumed_on: date | None) -> bool:
    return (item.resumed_on is None or began_on < item.resumed_on) and (
        resumed_on is None or item.began_on < resumed_on
    )


def _not_excluded(definition: ItemDefinition, kind: LabelledEnum) -> Finding:
    return _error(
        "approval.suspension_not_excluded",
        f"“{definition.name_zh}”的目录不准许因“{kind.label_zh}”暂停，时限照常计算。",
        "请核对事项目录；确应扣除的，先修订目录并注明依据。",
        "The catalogue does not let this stop the clock.",
        ARTICLE_45,
    )


def _error(code: str, message_zh: str, fix_zh: str, message_en: str, basis: str) -> Finding:
    return Finding(code, Severity.ERROR, message_zh, fix_zh, message_en, basis=basis)
