"""项目红黄绿灯：开工、进度、入库各看一项，黄灯连着亮或同时亮的转红；缺数据的不亮绿灯。门槛都是可调的数据。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gisapp.kernel.dates import add_months, day_zh, months_touched
from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.money import round_fraction
from gisapp.kernel.rulebook import RuleEntry
from gisapp.projects.rules.limits import LightLimits
from gisapp.projects.terms import Light, LightAspect


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What the lights look at, as known on `as_of`; None = not given or not yet.

    `planned_share`, `done_share`: share of the work (or of the investment) planned and done by `as_of`, 0 to 1; without a plan the time that has
    passed between planned start and planned completion is taken. `needs_entry`: whether the project has to enter the statistics.
    """

    as_of: date
    planned_start_on: date | None
    started_on: date | None
    planned_completion_on: date | None
    completed_on: date | None
    planned_share: Fraction | None
    done_share: Fraction | None
    needs_entry: bool | None
    entered_on: date | None


@dataclass(frozen=True, slots=True)
class AspectLight:
    """The light of one aspect and, where it is not green, why."""

    aspect: LightAspect
    light: Light
    finding: Finding | None = None


@dataclass(frozen=True)
class ProjectLight:
    """The project's light on a day: the worst of its aspects."""

    light: Light
    aspects: tuple[AspectLight, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(item.finding for item in self.aspects if item.finding is not None)


def read_light(facts: ProjectFacts, months_before: Mapping[date, Light], limits: LightLimits) -> ProjectLight:
    """项目当日亮什么灯、为什么：开工、进度、入库三项取最重；两次黄灯转红.

    - start: its planned day has passed in this month = yellow, still not started in the third month = red;
    - progress: behind the plan by 10 to 30 points = yellow, by more = red;
    - statistics: a month after the start not entered = yellow, two months = red;
    - as many yellow months in a row, or yellow aspects at once, as the limits say = red.

    `months_before`: the light that was recorded for each earlier month, by its first day; a month without a record ends the row.
    """
    aspects = [read_start(facts, limits), read_progress(facts, limits), read_entry(facts, limits)]
    if max(aspects, key=lambda item: item.light.rank).light is Light.YELLOW:
        repeated = _repeated(aspects, facts.as_of, months_before, limits)
        if repeated is not None:
            aspects.append(AspectLight(LightAspect.REPEATED, Light.RED, repeated))
    return ProjectLight(max((item.light for item in aspects), key=lambda light: light.rank), tuple(aspects))


def read_start(facts: ProjectFacts, limits: LightLimits) -> AspectLight:
    """开工：计划日已过未开工的黄灯，跨入第三个月的红灯；计划日未填的为缺数据."""
    aspect = LightAspect.START
    if facts.started_on is not None and facts.started_on <= facts.as_of:
        return AspectLight(aspect, Light.GREEN)
    planned = facts.planned_start_on
    if planned is None:
        return _unknown(
            aspect, "light.start_not_planned", "未填计划开工日期。", "请填写计划开工日期。", "No planned start."
        )
    if facts.as_of <= planned:
        return AspectLight(aspect, Light.GREEN)
    months = months_touched(planned, facts.as_of)
    limit = limits.start_red_months
    red = months >= limit.value
    return _lit(
        aspect,
        Light.RED if red else Light.YELLOW,
        _Sentence(
            code="light.start_late",
            message_zh=f"计划{day_zh(planned)}开工，至今未开工，已涉及 {months} 个月。",
            fix_zh="请专人督导，明确开工时间表。" if red else "请说明原因，尽快开工。",
            message_en=f"Not started; {months} month(s).",
            measured=f"{months} 个月",
            required=f"< {limit.value:f} 个月",
            limit=limit,
        ),
    )


def read_progress(facts: ProjectFacts, limits: LightLimits) -> AspectLight:
    """进度：落后序时进度 10 至 30 个百分点黄灯，超过 30 红灯；未开工的不看，已竣工的绿灯."""
    aspect = LightAspect.PROGRESS
    if facts.completed_on is not None and facts.completed_on <= facts.as_of:
        return AspectLight(aspect, Light.GREEN)
    if facts.started_on is None or facts.started_on > facts.as_of:
        return AspectLight(aspect, Light.GREEN)
    planned = facts.planned_share if facts.planned_share is not None else elapsed_share(facts)
    if planned is None or facts.done_share is None:
        return _unknown(
            aspect,
            "light.progress_unknown",
            "缺少计划进度或实际进度。",
            "请填写计划工期和当前进度。",
            "Progress is not known.",
        )
    behind = (planned - facts.done_share) * 100
    yellow, red = limits.progress_yellow_points, limits.progress_red_points
    if behind < yellow.value:
        return AspectLight(aspect, Light.GREEN)
    is_red = behind > red.value
    limit = red if is_red else yellow
    points = f"{round_fraction(behind, 1)} 个百分点"
    return _lit(
        aspect,
        Light.RED if is_red else Light.YELLOW,
        _Sentence(
            code="light.progress_behind",
            message_zh=f"应完成 {round_fraction(planned * 100, 1)}%，实际 {round_fraction(facts.done_share * 100, 1)}%，落后 {points}。",
            fix_zh="请下达督办函，限期整改并每月复核。" if is_red else "请分析原因，制定赶工措施。",
            message_en=f"Behind the plan by {round_fraction(behind, 1)} points.",
            measured=points,
            required=f"{'≤' if is_red else '<'} {limit.value:f} 个百分点",
            limit=limit,
        ),
    )


def read_entry(facts: ProjectFacts, limits: LightLimits) -> AspectLight:
    """入库：开工满一个月未入库黄灯，满两个月红灯；不需要入库的、未开工的绿灯."""
    aspect = LightAspect.STATISTICS_ENTRY
    started = facts.started_on
    if started is None or started > facts.as_of or facts.needs_entry is False:
        return AspectLight(aspect, Light.GREEN)
    if facts.entered_on is not None and facts.entered_on <= facts.as_of:
        return AspectLight(aspect, Light.GREEN)
    yellow_on = add_months(started, int(limits.entry_yellow_months.value))
    red_on = add_months(started, int(limits.entry_red_months.value))
    if facts.as_of < yellow_on:
        return AspectLight(aspect, Light.GREEN)
    if facts.needs_entry is None:
        return _unknown(
            aspect,
            "light.entry_unknown",
            "未填项目是否需要入库。",
            "请核实是否达到入库标准后填写。",
            "Not known whether it has to enter.",
        )
    is_red = facts.as_of >= red_on
    limit = limits.entry_red_months if is_red else limits.entry_yellow_months
    return _lit(
        aspect,
        Light.RED if is_red else Light.YELLOW,
        _Sentence(
            code="light.entry_late",
            message_zh=f"{day_zh(started)}开工，已满 {limit.value:f} 个月仍未入库。",
            fix_zh="请立即办理入库，明确责任人。" if is_red else "请尽快办理入库。",
            message_en="Not entered in the statistics.",
            measured=f"开工 {(facts.as_of - started).days} 天",
            required=f"< {limit.value:f} 个月",
            limit=limit,
        ),
    )


def elapsed_share(facts: ProjectFacts) -> Fraction | None:
    """序时进度：计划工期已过去的比例，0 至 1；计划开工或竣工未填、先后颠倒的为未知."""
    start, end = facts.planned_start_on, facts.planned_completion_on
    if start is None or end is None or end <= start:
        return None
    return min(max(Fraction((facts.as_of - start).days, (end - start).days), Fraction(0)), Fraction(1))


def _repeated(
    aspects: Sequence[AspectLight], as_of: date, months_before: Mapping[date, Light], limits: LightLimits
) -> Finding | None:
    together = sum(item.light is Light.YELLOW for item in aspects)
    limit = limits.simultaneous_yellows
    if 0 < limit.value <= together:
        return _finding(
            Severity.ERROR,
            _Sentence(
                code="light.yellow_together",
                message_zh=f"{together} 项同时黄灯，转为红灯。",
                fix_zh="请逐项整改，按红灯督导。",
                message_en=f"{together} yellow at once.",
                measured=f"{together} 项",
                required=f"< {limit.value:f} 项",
                limit=limit,
            ),
        )
    row, month = 1, add_months(as_of.replace(day=1), -1)
    while months_before.get(month) in (Light.YELLOW, Light.RED):
        row, month = row + 1, add_months(month, -1)
    limit = limits.consecutive_yellow_months
    if 0 < limit.value <= row:
        return _finding(
            Severity.ERROR,
            _Sentence(
                code="light.yellow_again",
                message_zh=f"连续 {row} 个月未恢复绿灯，转为红灯。",
                fix_zh="请下达督办函，限期整改。",
                message_en=f"Not green for {row} months.",
                measured=f"{row} 个月",
                required=f"< {limit.value:f} 个月",
                limit=limit,
            ),
        )
    return None


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What a light says, with the limit that it was held against."""

    code: str
    message_zh: str
    fix_zh: str
    message_en: str
    measured: str
    required: str
    limit: RuleEntry


def _lit(aspect: LightAspect, light: Light, said: _Sentence) -> AspectLight:
    severity = Severity.ERROR if light is Light.RED else Severity.WARNING
    return AspectLight(
        aspect,
        light,
        _finding(severity, said),
    )


def _finding(severity: Severity, said: _Sentence) -> Finding:
    return Finding(
        said.code,
        severity,
        said.message_zh,
        said.fix_zh,
        said.message_en,
        said.measured,
        said.required,
        str(said.limit.basis),
    )


def _unknown(aspect: LightAspect, code: str, message_zh: str, fix_zh: str, message_en: str) -> AspectLight:
    return AspectLight(
        aspect, Light.UNKNOWN, Finding(code, Severity.WARNING, message_zh, fix_zh, message_en, basis="项目红黄绿灯规则")
    )
