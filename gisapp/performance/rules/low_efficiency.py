"""低效用地候选：按规则逐条判断一块已建成的地是否低效，写明理由和依据；缺数的条写明缺什么，不当作没有问题。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gisapp.kernel.dates import day_zh
from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.money import fraction, round_fraction
from gisapp.kernel.rulebook import Rulebook
from gisapp.performance.terms import DisposalWay, Grade, LowEfficiencyKind

BASIS_LIST = "国土资发〔2016〕147号；自然资发〔2023〕171号（待本区文件确认）"

WAYS: Mapping[LowEfficiencyKind, tuple[DisposalWay, ...]] = {
    LowEfficiencyKind.PROHIBITED: (DisposalWay.AGREED_RECOVERY, DisposalWay.EXCHANGE, DisposalWay.RECTIFY),
    LowEfficiencyKind.UNSAFE: (DisposalWay.RECTIFY, DisposalWay.AGREED_RECOVERY, DisposalWay.EXCHANGE),
    LowEfficiencyKind.LEAVE_SECONDARY: (DisposalWay.AGREED_RECOVERY, DisposalWay.EXCHANGE, DisposalWay.SECONDARY_MARKET),
    LowEfficiencyKind.SCATTERED: (DisposalWay.STANDARD_PLANT, DisposalWay.AGREED_RECOVERY, DisposalWay.EXCHANGE),
    LowEfficiencyKind.LOW_OUTPUT: (DisposalWay.TECHNICAL_UPGRADE, DisposalWay.COOPERATION, DisposalWay.RECTIFY, DisposalWay.SECONDARY_MARKET, DisposalWay.AGREED_RECOVERY),
    LowEfficiencyKind.UNDER_BUILT: (DisposalWay.TECHNICAL_UPGRADE, DisposalWay.STANDARD_PLANT, DisposalWay.SPLIT_TRANSFER, DisposalWay.COOPERATION),
    LowEfficiencyKind.STOPPED: (DisposalWay.COOPERATION, DisposalWay.SECONDARY_MARKET, DisposalWay.JUDICIAL, DisposalWay.AGREED_RECOVERY),
    LowEfficiencyKind.PROMISE_BROKEN: (DisposalWay.RECTIFY, DisposalWay.COOPERATION, DisposalWay.SPLIT_TRANSFER, DisposalWay.AGREED_RECOVERY),
}  # fmt: skip
"""Ways that fit a kind, the usual one first; an officer may choose any other."""


@dataclass(frozen=True, slots=True)
class PlotFacts:
    """What is known of a built plot: output of the enterprise that uses most of it by year (万元/亩; None = not told), its grade, what is built, what was promised."""

    tax_wan_per_mu: Mapping[int, Fraction | None] = field(default_factory=dict[int, Fraction | None])
    grade: Grade | None = None
    is_exempt: bool = False
    far_built: Fraction | None = None
    far_agreed: Fraction | None = None
    far_source_zh: str = ""
    stopped_since: date | None = None
    broken_promises: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LowLimits:
    """Below which tax a mu, and for how many years running."""

    tax_wan_per_mu: Decimal
    years: int
    basis: str

    @classmethod
    def of(cls, book: Rulebook, day: date) -> LowLimits:
        entry = book.entry("performance.low_tax_wan_per_mu", day)
        return cls(entry.value, int(book.value("performance.low_tax_years", day)), str(entry.basis))


@dataclass(frozen=True, slots=True)
class LowEfficiency:
    """Why a plot is a candidate, which kind and ways that suggests, and what could not be judged."""

    reasons: tuple[Finding, ...]
    unknown: tuple[Finding, ...]
    kinds: tuple[LowEfficiencyKind, ...]

    @property
    def is_candidate(self) -> bool:
        return bool(self.reasons)

    @property
    def kind(self) -> LowEfficiencyKind | None:
        return self.kinds[0] if self.kinds else None

    @property
    def ways(self) -> tuple[DisposalWay, ...]:
        return tuple(dict.fromkeys(way for kind in self.kinds for way in WAYS[kind]))


def judge_low_efficiency(facts: PlotFacts, limits: LowLimits, last_year: int, as_of: date) -> LowEfficiency:
    """低效用地候选：停产、承诺违约、D 类、亩均税收连续低于标准、容积率低于约定，任一即为候选.

    `last_year` is the newest year with figures. An exempt enterprise is not judged by output. Unknown inputs are told apart.
    """
    reasons: list[tuple[LowEfficiencyKind, Finding]] = []
    unknown: list[Finding] = []
    if facts.stopped_since is not None and facts.stopped_since <= as_of:
        reasons.append((LowEfficiencyKind.STOPPED, _stopped(facts.stopped_since, as_of)))
    if facts.broken_promises:
        reasons.append((LowEfficiencyKind.PROMISE_BROKEN, _broken(facts.broken_promises)))
    if facts.grade is Grade.D:
        reasons.append((LowEfficiencyKind.LOW_OUTPUT, _graded_d()))
    if not facts.is_exempt:
        low, lacking = _low_tax(facts, limits, last_year)
        if low is not None:
            reasons.append((LowEfficiencyKind.LOW_OUTPUT, low))
        if lacking is not None:
            unknown.append(lacking)
    under, lacking = _under_built(facts)
    if under is not None:
        reasons.append((LowEfficiencyKind.UNDER_BUILT, under))
    if lacking is not None:
        unknown.append(lacking)
    return LowEfficiency(
        tuple(finding for _, finding in reasons),
        tuple(unknown),
        tuple(dict.fromkeys(kind for kind, _ in reasons)),
    )


def _low_tax(facts: PlotFacts, limits: LowLimits, last_year: int) -> tuple[Finding | None, Finding | None]:
    """Return the reason where every year of the row is below; unknown where a year is not told and none of the others saves it."""
    years = [last_year - back for back in range(limits.years)]
    values = {year: facts.tax_wan_per_mu.get(year) for year in years}
    limit = fraction(limits.tax_wan_per_mu)
    if any(value is not None and value >= limit for value in values.values()):
        return None, None
    told = {year: value for year, value in values.items() if value is not None}
    if len(told) < len(years):
        lacking = "、".join(str(year) for year in sorted(set(years) - set(told)))
        return None, Finding(
            code="low_efficiency.tax_unknown",
            severity=Severity.INFO,
            message_zh=f"缺 {lacking} 年亩均税收，不能判断是否连续偏低。",
            fix_zh="请导入该年度数据。",
            message_en=f"The tax per mu of {lacking} is not known.",
        )
    shown = "、".join(f"{year} 年 {round_fraction(value, 2)}" for year, value in sorted(told.items()))
    return Finding(
        code="low_efficiency.tax_low",
        severity=Severity.WARNING,
        message_zh=f"亩均税收连续 {len(years)} 年低于 {limits.tax_wan_per_mu.normalize():f} 万元：{shown}。",
        fix_zh="请核实原因，提出提质增效或盘活办法。",
        message_en=f"Tax per mu has been low for {len(years)} years.",
        measured=shown,
        required=f"≥ {limits.tax_wan_per_mu.normalize():f} 万元/亩",
        basis=limits.basis,
    ), None


def _under_built(facts: PlotFacts) -> tuple[Finding | None, Finding | None]:
    if facts.far_agreed is None:
        return None, None
    if facts.far_built is None:
        return None, Finding(
            code="low_efficiency.built_unknown",
            severity=Severity.INFO,
            message_zh="建筑面积未实测，不能判断容积率是否达到约定。",
            fix_zh="请登记实测建筑面积。",
            message_en="The floor area built is not known.",
        )
    if facts.far_built >= facts.far_agreed:
        return None, None
    return Finding(
        code="low_efficiency.far_low",
        severity=Severity.WARNING,
        message_zh=f"容积率 {round_fraction(facts.far_built, 2)}，低于约定下限 {round_fraction(facts.far_agreed, 2)}。",
        fix_zh="请督促按约定建设，或引导零地技改、分割转让空地。",
        message_en="The floor area ratio is below the agreed one.",
        measured=str(round_fraction(facts.far_built, 4)),
        required=f"≥ {round_fraction(facts.far_agreed, 4)}",
        basis=facts.far_source_zh,
    ), None


def _stopped(since: date, as_of: date) -> Finding:
    return Finding(
        code="low_efficiency.stopped",
        severity=Severity.WARNING,
        message_zh=f"自{day_zh(since)}停产，至今 {(as_of - since).days} 天。",
        fix_zh="请核实能否恢复生产，不能的提出盘活办法。",
        message_en=f"Stopped since {since}.",
        measured=since.isoformat(),
        basis=BASIS_LIST,
    )


def _broken(promises: tuple[str, ...]) -> Finding:
    return Finding(
        code="low_efficiency.promise_broken",
        severity=Severity.WARNING,
        message_zh=f"合同承诺已认定违约：{'、'.join(promises[:4])}{'等' if len(promises) > 4 else ''}。",
        fix_zh="请按履约监管协议追究违约责任并提出整改或盘活办法。",
        message_en=f"{len(promises)} promises are broken.",
        measured=str(len(promises)),
        basis="履约监管协议",
    )


def _graded_d() -> Finding:
    return Finding(
        code="low_efficiency.grade_d",
        severity=Severity.WARNING,
        message_zh="最近一次亩均评价为 D 类。",
        fix_zh="请帮扶整治，限期提升。",
        message_en="The newest grade is D.",
        measured="D",
        basis="亩均评价结果",
    )
