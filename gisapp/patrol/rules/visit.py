"""巡查记录站不站得住：日期、所见与结论相符、有照片、人到了现场；说不清的不当作到场。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gisapp.kernel.dates import day_zh
from gisapp.kernel.evidence import Evidence
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.patrol.rules.limits import PatrolLimits
from gisapp.patrol.terms import Sight, VisitOutcome


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """A visit as brought in: `distance_m` from the plot (0 inside, None without a position), `accuracy_m` as the device says."""

    visited_on: date
    sights: tuple[Sight, ...]
    outcome: VisitOutcome
    evidence: tuple[Evidence, ...]
    note: str = ""
    distance_m: float | None = None
    accuracy_m: float | None = None
    away_reason: str = ""
    taken_on: Sequence[date] = ()


def assess_visit(visit: VisitFacts, *, today: date, planned_on: date | None, limits: PatrolLimits) -> Findings:
    """这次巡查能不能登记。错误挡住；提示留在记录里，随案件走."""
    findings = Findings()
    for check in (_days, _sights, _proof):
        findings.extend(check(visit, today, planned_on))
    findings.extend(_place(visit, limits))
    return findings


def _days(visit: VisitFacts, today: date, planned_on: date | None) -> Iterator[Finding]:
    if visit.visited_on > today:
        yield _error(
            "patrol.visit_in_future", "巡查日期晚于今天。", "请填写实际到场的日期。", "The visit is in the future."
        )
    if planned_on is not None and visit.visited_on < planned_on:
        yield _error(
            "patrol.visit_before_plan",
            f"巡查日期早于任务下达日期{day_zh(planned_on)}。",
            "请核对日期；任务以前去过的，不按任务单独登记。",
            "The visit is before the round was planned.",
        )
    for taken in visit.taken_on:
        if taken != visit.visited_on:
            yield _warning(
                "patrol.photo_of_another_day",
                f"照片拍摄于{day_zh(taken)}，不是巡查当日。",
                "请核对照片；用旧照片说明情况的，在备注中写明。",
                "A photograph is of another day.",
                measured=taken.isoformat(),
                required=visit.visited_on.isoformat(),
            )


def _sights(visit: VisitFacts, today: date, planned_on: date | None) -> Iterator[Finding]:
    sights = visit.sights
    if not sights:
        yield _error(
            "patrol.nothing_seen", "没有选择现场所见。", "请至少选择一项。", "Nothing was said of what was seen."
        )
        return
    if Sight.NO_ACCESS in sights and (len(sights) > 1 or visit.outcome is not VisitOutcome.REVISIT):
        yield _error(
            "patrol.no_access_but_seen",
            "未能进入的，不能同时登记其他所见或下结论。",
            "请只选“未能进入”，结论选“需再去”。",
            "Without access nothing else was seen.",
        )
    work = [sight for sight in sights if sight.shows_work]
    if Sight.NOT_STARTED in sights and work:
        yield _error(
            "patrol.sights_contradict",
            f"“未见动工”与“{work[0].label_zh}”相互矛盾。",
            "请核对现场照片，只保留属实的一项。",
            "What was seen contradicts itself.",
        )
    idle = [sight for sight in sights if sight.hints_at_idleness]
    if visit.outcome is VisitOutcome.ALL_WELL and idle:
        yield _warning(
            "patrol.well_but_idle_sight",
            f"现场“{idle[0].label_zh}”，结论却是正常。",
            "约定动工期限未到等属正常的，请在备注说明；否则改为发现线索。",
            "The outcome does not fit what was seen.",
        )
        if not visit.note.strip():
            yield _error(
                "patrol.well_unexplained",
                f"现场“{idle[0].label_zh}”而结论正常，没有说明。",
                "请在备注写明为什么正常。",
                "Say why this is in order.",
            )


def _proof(visit: VisitFacts, today: date, planned_on: date | None) -> Iterator[Finding]:
    if visit.outcome is VisitOutcome.CLUE and not visit.evidence:
        yield _error("patrol.clue_unproved", "发现线索而没有照片。", "请上传现场照片。", "A clue needs a photograph.")
    elif not visit.evidence:
        yield _warning(
            "patrol.no_photo", "没有现场照片。", "请尽量补拍；没有照片的巡查证明力较弱。", "There is no photograph."
        )


def _place(visit: VisitFacts, limits: PatrolLimits) -> Iterator[Finding]:
    if visit.distance_m is None:
        yield _warning(
            "patrol.position_unknown",
            "没有位置，不能证明到场。",
            "请用设备定位或带位置的照片。",
            "There is no position.",
        )
        return
    tolerance, coarse = limits.position_tolerance_m, limits.accuracy_max_m
    if visit.accuracy_m is not None and visit.accuracy_m > float(coarse.value):
        yield _warning(
            "patrol.position_coarse",
            f"定位精度约 {visit.accuracy_m:.0f} 米，只作参考。",
            "请到空旷处重新定位。",
            "The position is coarse.",
            measured=f"{visit.accuracy_m:.0f} m",
            required=f"≤ {coarse.value:.0f} m",
            basis=str(coarse.basis),
        )
    if visit.distance_m > float(tolerance.value):
        make = _warning if visit.away_reason.strip() else _error
        yield make(
            "patrol.outside_plot",
            f"定位在地块外 {visit.distance_m:.0f} 米。",
            "请核对地块是否选对；确实只能在远处查看的，写明原因。",
            "The position lies outside the plot.",
            measured=f"{visit.distance_m:.0f} m",
            required=f"≤ {tolerance.value:.0f} m",
            basis=str(tolerance.basis),
        )


def _error(
    code: str,
    message_zh: str,
    fix_zh: str,
    message_en: str,
    *,
    measured: str | None = None,
    required: str | None = None,
    basis: str | None = None,
) -> Finding:
    return Finding(code, Severity.ERROR, message_zh, fix_zh, message_en, measured, required, basis)


def _warning(
    code: str,
    message_zh: str,
    fix_zh: str,
    message_en: str,
    *,
    measured: str | None = None,
    required: str | None = None,
    basis: str | None = None,
) -> Finding:
    return Finding(code, Severity.WARNING, message_zh, fix_zh, message_en, measured, required, basis)
