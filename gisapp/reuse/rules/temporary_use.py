"""临时利用：由政府安排，自安排之日起最长两年（闲置土地处置办法 第十二条（三））；到期腾退，验收恢复后才算结束。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from gisapp.kernel.dates import day_zh
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.reuse.lifecycle import open_use_steps
from gisapp.reuse.rules.limits import ReuseLimits, last_day_of_use
from gisapp.reuse.terms import TemporaryUseStanding, TemporaryUseState


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What is agreed. Areas in ㎡; `occupied_m2` is the most that other temporary uses hold of the plot on one day of the period."""

    arranged_on: date
    starts_on: date
    until_on: date
    area_m2: Decimal
    plot_area_m2: Decimal
    occupied_m2: Decimal = Decimal(0)
    previous_until_on: date | None = None
    has_evidence: bool = False
    is_on_offer: bool = False


def check_arrangement(facts: Arrangement, today: date, limits: ReuseLimits) -> Findings:
    """能否这样安排（或延长）临时利用：期限、面积、与其他临时利用不重叠、不占用公告供应中的地块."""
    findings = Findings()
    basis = str(limits.temporary_use_years_max.basis)
    last = last_day_of_use(facts.arranged_on, limits)
    if facts.arranged_on > today:
        findings.add(
            _error("in_future", "安排日期在今天以后。", "请填写实际安排的日期。", "Arranged in the future.", basis)
        )
    if facts.starts_on < facts.arranged_on:
        findings.add(
            _error(
                "starts_early", "起用日期早于安排日期。", "请核对两个日期。", "It begins before it is arranged.", basis
            )
        )
    if facts.until_on < facts.starts_on:
        findings.add(
            _error("until_order", "到期日早于起用日期。", "请核对两个日期。", "It ends before it begins.", basis)
        )
    if facts.previous_until_on is not None and facts.until_on <= facts.previous_until_on:
        findings.add(
            _error("not_longer", f"延长后的到期日不晚于原到期日（{day_zh(facts.previous_until_on)}）。", "提前结束的，请登记腾退。", "It is not extended.", basis)
        )  # fmt: skip
    if facts.until_on > last:
        findings.add(
            _error(
                "too_long",
                f"临时利用期限自安排之日（{day_zh(facts.arranged_on)}）起不得超过 {limits.temporary_use_years_max.value:.0f} 年。",
                f"到期日最迟为{day_zh(last)}。",
                f"It may last until {last} at the latest.",
                basis,
                day_zh(facts.until_on),
                f"≤ {day_zh(last)}",
            )
        )
    if facts.area_m2 > facts.plot_area_m2:
        findings.add(
            _error("beyond_plot", "临时利用面积超过地块面积。", "请核对面积。", "Larger than the plot.", basis, f"{facts.area_m2:,.2f} ㎡", f"≤ {facts.plot_area_m2:,.2f} ㎡")
        )  # fmt: skip
    elif facts.area_m2 + facts.occupied_m2 > facts.plot_area_m2:
        findings.add(
            _error(
                "overlap",
                f"同一时期该地块已有 {facts.occupied_m2:,.2f} ㎡ 安排了其他临时利用。",
                "请调整面积或日期。",
                "Other temporary uses hold this land.",
                basis,
                f"{facts.area_m2 + facts.occupied_m2:,.2f} ㎡",
                f"≤ {facts.plot_area_m2:,.2f} ㎡",
            )
        )
    if facts.is_on_offer:
        findings.add(
            _error(
                "on_offer",
                "该地块正在公告供应，不能安排临时利用。",
                "请在公告结束后再安排。",
                "The plot is on offer.",
                basis,
            )
        )
    if not facts.has_evidence:
        findings.add(
            _error("unproved", "没有临时利用协议或批准文件。", "请上传后再提交。", "The agreement is missing.", basis)
        )
    return findings


@dataclass(frozen=True, slots=True)
class UseStep:
    """The end of a use: vacated, or looked at with the state of the land found."""

    state: TemporaryUseState
    to_state: TemporaryUseState
    taken_on: date
    last_on: date
    has_evidence: bool
    has_note: bool
    restore_by: date | None = None


def check_use_step(step: UseStep, today: date, limits: ReuseLimits) -> Findings:
    """腾退、恢复验收能否登记；验收不合格须定整改期限."""
    findings = Findings()
    basis = str(limits.temporary_use_years_max.basis)
    way = next((item for item in open_use_steps(str(step.state)) if item.to_state == str(step.to_state)), None)
    if way is None:
        findings.add(
            _error(
                "step_not_allowed",
                f"不能从“{step.state.label_zh}”直接变为“{step.to_state.label_zh}”。",
                "请先登记腾退，再登记恢复验收。",
                "This step does not follow.",
                basis,
            )
        )
        return findings
    if step.taken_on > today:
        findings.add(_error("in_future", "日期在今天以后。", "请填写实际日期。", "In the future.", basis))
    if step.taken_on < step.last_on:
        findings.add(
            _error(
                "before_last",
                f"日期早于上一步（{day_zh(step.last_on)}）。",
                "请核对日期。",
                "Before the last step.",
                basis,
            )
        )
    if way.needs_evidence and not step.has_evidence:
        findings.add(_error("unproved", "没有证明材料。", "请上传交接单、验收照片等。", "Evidence is missing.", basis))
    if way.needs_reason and not step.has_note:
        findings.add(
            _error("unexplained", "没有写明验收情况。", "请写明场地恢复的实际情况。", "Say what was found.", basis)
        )
    if step.to_state is TemporaryUseState.NOT_RESTORED:
        most = step.taken_on + timedelta(days=int(limits.restore_days_max.value))
        if step.restore_by is None or not step.taken_on < step.restore_by <= most:
            findings.add(
                _error(
                    "restore_by",
                    "验收不合格须定整改期限。",
                    f"整改期限应在验收之后、{day_zh(most)}之前。",
                    "Give the day by which it is to be restored.",
                    str(limits.restore_days_max.basis),
                    day_zh(step.restore_by) if step.restore_by else "未填",
                    f"≤ {day_zh(most)}",
                )
            )
    return findings


def read_use(standing: TemporaryUseStanding, due_on: date | None, as_of: date, limits: ReuseLimits) -> Finding | None:
    """某日要提醒什么：临近到期、到期未交回、待验收、恢复整改逾期."""
    basis = str(limits.temporary_use_years_max.basis)
    left = None if due_on is None else (due_on - as_of).days
    if standing is TemporaryUseStanding.OVERDUE and left is not None:
        return _warning(
            "overdue",
            f"临时利用已到期 {-left} 天，尚未交回。",
            "请督促腾退并登记。",
            f"Overdue for {-left} days.",
            basis,
            f"{-left} 天",
        )
    if standing is TemporaryUseStanding.VACATED:
        return _warning(
            "unchecked", "已腾退，尚未验收场地恢复情况。", "请到现场验收并登记。", "To be looked at.", basis
        )
    if standing is TemporaryUseStanding.NOT_RESTORED and left is not None:
        late = f"，已逾期 {-left} 天" if left < 0 else f"，还有 {left} 天"
        return _warning("not_restored", f"恢复不合格，限期整改{late}。", "请复验后登记。", "Not restored yet.", basis)
    warning = limits.temporary_use_warning_days
    if standing is TemporaryUseStanding.RUNNING and left is not None and left <= warning.value:
        return _warning(
            "ending",
            f"临时利用还有 {left} 天到期。",
            "请通知使用人按期腾退恢复。",
            f"Ends in {left} days.",
            basis,
            f"{left} 天",
        )
    return None


def _error(
    code: str,
    message_zh: str,
    fix_zh: str,
    message_en: str,
    basis: str,
    measured: str | None = None,
    required: str | None = None,
) -> Finding:
    return Finding(f"temporary_use.{code}", Severity.ERROR, message_zh, fix_zh, message_en, measured, required, basis)


def _warning(
    code: str, message_zh: str, fix_zh: str, message_en: str, basis: str, measured: str | None = None
) -> Finding:
    return Finding(f"temporary_use.{code}", Severity.WARNING, message_zh, fix_zh, message_en, measured, basis=basis)
