"""补充协议：能不能改、改到哪一天为止；每次修改生成新的版本，原版本和原逾期不动。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from gisapp.commitments.rules.schedule import (
    CONTRACT,
    ContractTerms,
    Obligation,
    attainment_of,
    check_terms,
    obligations_of,
)
from gisapp.kernel.dates import add_months, day_zh
from gisapp.kernel.evidence import Evidence
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.preparation.rules.indicator_values import compared_zh, is_met
from gisapp.preparation.rules.limits import SupplyLimits
from gisapp.preparation.rules.thresholds import Requirement
from gisapp.preparation.standard_terms import ObligationKind, Obligor, SupplementCause

ARTICLE_12 = "闲置土地处置办法 第十二条"
EXTENDABLE = (
    ObligationKind.START,
    ObligationKind.COMPLETION,
    ObligationKind.PRODUCTION,
    ObligationKind.INITIAL_PERIOD_END,
    ObligationKind.ATTAINMENT,
)


@dataclass(frozen=True, slots=True)
class Supplement:
    """A supplement to a contract: the terms as they read after it, why, who caused it, and what proves that.

    `changes_conditions`: the planning conditions agreed change as well; they are no dated duty.
    """

    supplement_no: str
    signed_on: date
    requested_on: date | None
    cause: SupplementCause
    reason: str
    evidence: tuple[Evidence, ...]
    terms: ContractTerms
    changes_conditions: bool = False


@dataclass(frozen=True)
class ScheduleVersion:
    """The obligations as they stand from `holds_from` on, until the next version.

    `baseline`: per extendable duty, the date from which the holder's own extensions are counted: the first agreed one, or the newest agreed
    for a cause of government or nature, after which the time is counted anew.
    """

    version: int
    holds_from: date
    terms: ContractTerms
    obligations: tuple[Obligation, ...]
    baseline: Mapping[ObligationKind, date]
    supplement: Supplement | None = None

    def obligation(self, key: str) -> Obligation | None:
        return next((item for item in self.obligations if item.key == key), None)


@dataclass(frozen=True, slots=True)
class ObligationChange:
    """What a new version did to one obligation; None = not there before, or not any more."""

    key: str
    before: Obligation | None
    after: Obligation | None


def first_version(terms: ContractTerms, limits: SupplyLimits) -> ScheduleVersion:
    """签约时的第一版义务（ValueError where the terms have errors）."""
    obligations = obligations_of(terms, limits)
    baseline = {item.kind: item.due_on for item in obligations if item.kind in EXTENDABLE}
    return ScheduleVersion(1, terms.signed_on, terms, obligations, baseline)


def version_on(versions: Sequence[ScheduleVersion], day: date) -> ScheduleVersion | None:
    """某日生效的版本：当日或之前签订的最后一版；签约之前没有."""
    return next((item for item in reversed(versions) if item.holds_from <= day), None)


def changes_between(before: ScheduleVersion, after: ScheduleVersion) -> tuple[ObligationChange, ...]:
    """两版之间变了什么：新增、取消和改动的义务."""
    keys = dict.fromkeys(item.key for item in (*before.obligations, *after.obligations))
    changes = (ObligationChange(key, before.obligation(key), after.obligation(key)) for key in keys)
    return tuple(change for change in changes if change.before != change.after)


def check_supplement(
    versions: Sequence[ScheduleVersion],
    supplement: Supplement,
    limits: SupplyLimits,
    requirements: Iterable[Requirement] = (),
) -> Findings:
    """补充协议能否签订：条款成立，有理由和证据，延期不超限、不追认已逾期的，承诺不突破公告要求.

    - the holder's own cause: at most a year beyond the first agreed date (all extensions together), asked for 30 days ahead, signed before the
      date has passed;
    - government or force majeure: at most a year from the date it replaces (or from the signing, where that date has passed), of the start a
      year in all such extensions together, and the time is counted anew; the end of the initial period and attainment may always follow production;
    - a promise is neither dropped nor lowered below what was announced.
    """
    newest = versions[-1]
    findings = check_terms(supplement.terms, limits)
    if not supplement.reason.strip() or not supplement.evidence:
        findings.add(
            _error(
                "supplement.unproved",
                "补充协议没有写明原因或没有证明材料。",
                "请写明原因并附申请、批准等材料。",
                "The supplement gives no reason or evidence.",
            )
        )
    if supplement.signed_on < newest.holds_from:
        findings.add(
            _error(
                "supplement.before_last_version",
                f"签订日期早于上一版本的{day_zh(newest.holds_from)}。",
                "请核对签订日期。",
                "The supplement precedes the last version.",
            )
        )
    if findings.has_errors:
        return findings
    after = obligations_of(supplement.terms, limits)
    draft = ScheduleVersion(newest.version + 1, supplement.signed_on, supplement.terms, after, newest.baseline)
    changes = changes_between(newest, draft)
    if not changes and not supplement.changes_conditions:
        findings.add(
            _error(
                "supplement.changes_nothing",
                "补充协议没有改动任何义务。",
                "请核对修改内容。",
                "The supplement changes nothing.",
            )
        )
    used = put_off_days(versions)
    for change in changes:
        findings.extend(_date_faults(change, newest, supplement, limits, used))
        findings.extend(_promise_faults(change, requirements))
    return findings


def put_off_days(versions: Sequence[ScheduleVersion]) -> int:
    """此前的补充协议因政府原因、不可抗力把动工推迟了多少日：自原定动工日或签订日（以较晚的为准）起算，各次合并（闲置土地处置办法第十二条第一项）."""
    days = 0
    for before, after in pairwise(versions):
        old, new = before.obligation(ObligationKind.START), after.obligation(ObligationKind.START)
        if after.supplement is None or after.supplement.cause is SupplementCause.OWN or old is None or new is None:
            continue
        days += max((new.due_on - max(old.due_on, after.holds_from)).days, 0)
    return days


def add_supplement(
    versions: Sequence[ScheduleVersion],
    supplement: Supplement,
    limits: SupplyLimits,
    requirements: Iterable[Requirement] = (),
) -> tuple[ScheduleVersion, ...]:
    """加上补充协议生成的新版本；旧版本原样保留（ValueError where `check_supplement` finds errors）."""
    if check_supplement(versions, supplement, limits, requirements).has_errors:
        raise ValueError("the supplement has errors: check it first")
    newest = versions[-1]
    obligations = obligations_of(supplement.terms, limits)
    baseline = dict(newest.baseline)
    if supplement.cause is not SupplementCause.OWN:
        moved = {item.key for item in newest.obligations if item not in obligations}
        baseline |= {item.kind: item.due_on for item in obligations if item.kind in EXTENDABLE and item.key in moved}
    new = ScheduleVersion(newest.version + 1, supplement.signed_on, supplement.terms, obligations, baseline, supplement)
    return (*versions, new)


def _date_faults(
    change: ObligationChange, newest: ScheduleVersion, supplement: Supplement, limits: SupplyLimits, put_off: int
) -> Iterator[Finding]:
    """一个日期改得对不对；`put_off` = 动工此前已因政府原因推迟的日数，与本次合并计算."""
    before, after = change.before, change.after
    if before is None or after is None or before.due_on == after.due_on:
        return
    name = before.label_zh if before.kind is ObligationKind.INSTALMENT else f"{before.kind.label_zh}日期"
    if after.due_on < supplement.signed_on:
        yield _error(
            "supplement.date_in_the_past",
            f"{name}改到{day_zh(after.due_on)}，早于补充协议签订日。",
            "请核对新的日期。",
            "The new date lies before the signing.",
        )
    if before.kind not in EXTENDABLE or after.due_on <= before.due_on:
        return
    own = supplement.cause is SupplementCause.OWN
    base = newest.baseline[before.kind] if own else max(before.due_on, supplement.signed_on)
    months = limits.extension_months_max if own else limits.government_extension_months_max
    used = put_off if before.kind is ObligationKind.START and not own else 0
    longest = add_months(base, months) - timedelta(days=used)
    latest = max(longest, _following_production(before.kind, newest, supplement.terms))
    if used:
        yield _extended_before(used, longest, months)
    if after.due_on > latest:
        yield Finding(
            "supplement.extension_too_long",
            Severity.ERROR,
            f"{name}延到{day_zh(after.due_on)}，{f'连同此前已延长的 {used} 日' if used else ''}超过最长延期 {months} 个月（最迟{day_zh(latest)}）。",
            fix_zh="请缩短延期；自身原因的累计不超过上限，确系政府原因的按政府原因办理。" if own else "请缩短延期。",
            message_en=f"Extended beyond {months} months{f', {used} days of which were used before' if used else ''}.",
            measured=after.due_on.isoformat(),
            required=f"≤ {latest.isoformat()}",
            basis=f"{CONTRACT} 第十五条" if own else ARTICLE_12,
        )
    if own and before.obligor is Obligor.HOLDER:
        yield from _lateness_of_request(name, before, supplement, limits)


def _extended_before(used: int, longest: date, months: int) -> Finding:
    return Finding(
        "supplement.extended_before",
        Severity.WARNING,
        f"动工此前已因政府原因或不可抗力延长 {used} 日，与本次合并计算，总共不超过 {months} 个月：本次最迟延至{day_zh(longest)}。",
        fix_zh="请按余下的日数约定；已用满的，选择第十二条的其他方式。",
        message_en=f"The start was put off by {used} days before; together at most {months} months: until {longest.isoformat()}.",
        fix_en="Agree on the days that are left; where none are, choose another way of article 12.",
        measured=f"{used} 日",
        required=f"≤ {longest.isoformat()}",
        basis=ARTICLE_12,
    )


def _following_production(kind: ObligationKind, newest: ScheduleVersion, terms: ContractTerms) -> date:
    """初始运行期满、达产随投产顺延到哪一天：约定的间隔不变；其他节点不随动."""
    months, production = newest.terms.initial_period_months, terms.production_on
    if kind not in (ObligationKind.INITIAL_PERIOD_END, ObligationKind.ATTAINMENT) or months is None or not production:
        return date.min
    follows = add_months(production, months)
    initial_end, attainment = attainment_of(newest.terms)
    if kind is ObligationKind.INITIAL_PERIOD_END or initial_end is None or attainment is None:
        return follows
    return follows + (attainment - initial_end)


def _lateness_of_request(
    name: str, before: Obligation, supplement: Supplement, limits: SupplyLimits
) -> Iterator[Finding]:
    """自身原因的延期：到期前签订；到期前若干日提出，迟了的提示."""
    if supplement.signed_on > before.due_on:
        yield Finding(
            "supplement.after_due",
            Severity.ERROR,
            f"{name}已于{day_zh(before.due_on)}到期，逾期后不能再延。",
            fix_zh="请按逾期处理；确系政府原因或不可抗力的，附证明按该原因办理。",
            message_en="The date has passed: it cannot be extended any more.",
            measured=supplement.signed_on.isoformat(),
            required=f"≤ {before.due_on.isoformat()}",
            basis=f"{CONTRACT} 第十五条",
        )
        return
    last_day = before.due_on - timedelta(days=limits.extension_asked_days_ahead)
    if supplement.requested_on is None or supplement.requested_on > last_day:
        asked = "未登记" if supplement.requested_on is None else f"为{day_zh(supplement.requested_on)}"
        yield Finding(
            "supplement.asked_late",
            Severity.WARNING,
            f"{name}的延期申请日期{asked}，应在到期前 {limits.extension_asked_days_ahead} 日（{day_zh(last_day)}）之前提出。",
            fix_zh="请核对申请日期，并在批准意见中说明。",
            message_en="The extension was asked for late.",
            measured=supplement.requested_on.isoformat() if supplement.requested_on else "未登记",
            required=f"≤ {last_day.isoformat()}",
            basis=f"{CONTRACT} 第十五条",
        )


def _promise_faults(change: ObligationChange, requirements: Iterable[Requirement]) -> Iterator[Finding]:
    """指标承诺：不得取消，不得达不到公告要求；放宽而仍达到要求的提示."""
    before, after = change.before, change.after
    if before is None or before.indicator is None or before.direction is None or before.target is None:
        return
    name = before.indicator.label_zh
    if after is None or after.target is None:
        yield _error(
            "supplement.promise_dropped",
            f"补充协议取消了“{name}”的承诺。",
            "指标承诺不得取消，请恢复。",
            f"The promise of {before.indicator.label_en} is dropped.",
        )
        return
    if is_met(after.target, before.target, before.direction):
        return
    floor = next((r for r in requirements if r.indicator is before.indicator and r.direction is before.direction), None)
    too_low = floor is not None and not is_met(after.target, floor.value, floor.direction)
    limit = floor.value if floor is not None and too_low else before.target
    measured, required = compared_zh(before.indicator, after.target, limit)
    yield Finding(
        "supplement.promise_below_requirement" if too_low else "supplement.promise_lowered",
        Severity.ERROR if too_low else Severity.WARNING,
        f"“{name}”由 {before.direction.sign} {compared_zh(before.indicator, before.target, after.target)[0]} 改为 {measured}，"
        f"{'达不到公告要求 ' + required if too_low else '承诺放宽'}。",
        fix_zh="公告要求不得突破，请恢复。" if too_low else "请附批准文件并说明理由。",
        message_en=f"The promise of {before.indicator.label_en} is lowered.",
        measured=measured,
        required=f"{before.direction.sign} {required}",
        basis=str(floor.basis) if floor else before.basis,
    )


def _error(code: str, message_zh: str, fix_zh: str, message_en: str) -> Finding:
    return Finding(code, Severity.ERROR, message_zh, fix_zh, message_en, basis=CONTRACT)
