"""哪一条指标要求适用：指标 × 行业（1392 → 139 → 13 → C → 不限）× 园区 × 日期，最具体的优先，互不包含的列为冲突。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from gisapp.kernel.dates import day_zh
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.rulebook import Basis, RulebookEntriesOverlap, RulebookEntryMissing
from gisapp.preparation.indicator_terms import SPECS, Direction, Indicator
from gisapp.preparation.rules.indicator_values import (
    canonical_value,
    compared_zh,
    is_stricter,
    promised_en,
    promised_zh,
)
from gisapp.preparation.rules.industry_code import industry_chain, normalise_industry


@dataclass(frozen=True, slots=True)
class Requirement:
    """One value that an indicator must reach, for an industry and a park ("" = any), over [effective_from, effective_to).

    `value` is in the indicator's canonical unit; `confirmed` is false until an officer has confirmed it.
    """

    indicator: Indicator
    direction: Direction
    value: Fraction
    industry_code: str
    park_code: str
    effective_from: date
    effective_to: date | None
    basis: Basis
    confirmed: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        if self.effective_to is not None and self.effective_to <= self.effective_from:
            raise ValueError("a requirement must be in force on one day at least")
        if self.industry_code != normalise_industry(self.industry_code):
            raise ValueError(f"{self.industry_code!r} is not written as GB/T 4754-2017 has it")

    def holds_on(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day < self.effective_to)

    @property
    def where_zh(self) -> str:
        industry = f"行业 {self.industry_code}" if self.industry_code else "不限行业"
        return f"{industry}、{f'园区 {self.park_code}' if self.park_code else '各园区'}"

    @property
    def words_zh(self) -> str:
        return promised_zh(self.indicator, self.direction, self.value)

    @property
    def words_en(self) -> str:
        return promised_en(self.indicator, self.direction, self.value)


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a search for a requirement found: the one that applies, or those that contradict each other, or neither."""

    requirement: Requirement | None
    conflicting: tuple[Requirement, ...] = ()


@dataclass(frozen=True)
class RequirementSet:
    """All requirements that apply to one project on one day, with what is to be said about them."""

    requirements: tuple[Requirement, ...]
    findings: Findings

    def of(self, indicator: Indicator, direction: Direction | None = None) -> Requirement | None:
        wanted = direction or SPECS[indicator].direction
        return next((r for r in self.requirements if r.indicator is indicator and r.direction is wanted), None)


@dataclass(frozen=True, slots=True)
class BasicSet:
    """The indicators without which a plot is not offered as a standard plot, over [effective_from, effective_to)."""

    indicators: tuple[Indicator, ...]
    effective_from: date
    effective_to: date | None
    basis: Basis
    confirmed: bool

    def holds_on(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day < self.effective_to)


@dataclass(frozen=True, slots=True)
class Example:
    """A value of another place, offered when an officer sets the zone's own; never in force here."""

    place: str
    indicator: Indicator
    value: Fraction


def basic_sets_from_tables(tables: Iterable[Mapping[str, Any]]) -> tuple[BasicSet, ...]:
    """读入 `[[basic_set]]` 表."""
    return tuple(
        BasicSet(
            indicators=tuple(Indicator(name) for name in table["indicators"]),
            effective_from=table["effective_from"],
            effective_to=table.get("effective_to"),
            basis=Basis.parse(table["basis"]),
            confirmed=bool(table.get("confirmed", False)),
        )
        for table in tables
    )


def basic_set_on(sets: Iterable[BasicSet], day: date) -> BasicSet:
    """某日生效的基本指标组；没有或有两组的，点名报出."""
    found = [item for item in sets if item.holds_on(day)]
    if not found:
        raise RulebookEntryMissing(["basic_set"], day)
    if len(found) > 1:
        raise RulebookEntriesOverlap("basic_set", day)
    return found[0]


def examples_from_tables(tables: Iterable[Mapping[str, Any]]) -> tuple[Example, ...]:
    """读入 `[[example]]` 表：外地的数值，只作参考."""
    return tuple(
        Example(table["place"], indicator, canonical_value(indicator, table["value"], table["unit"]))
        for table in tables
        for indicator in (Indicator(table["indicator"]),)
    )


def requirements_from_tables(tables: Iterable[Mapping[str, Any]]) -> tuple[Requirement, ...]:
    """读入 `[[requirement]]` 表（indicator, value, unit, industry_code, park_code, effective_from, basis …），换成统一单位.

    ValueError for an unknown indicator, a unit it is not stated in, or a code that is none.
    """
    return tuple(
        Requirement(
            indicator=(indicator := Indicator(table["indicator"])),
            direction=Direction(table["direction"]) if "direction" in table else SPECS[indicator].direction,
            value=canonical_value(indicator, table["value"], table["unit"]),
            industry_code=normalise_industry(table.get("industry_code", "")),
            park_code=table.get("park_code", ""),
            effective_from=table["effective_from"],
            effective_to=table.get("effective_to"),
            basis=Basis.parse(table["basis"]),
            confirmed=bool(table.get("confirmed", False)),
            note=table.get("note", ""),
        )
        for table in tables
    )


def find_requirement(
    table: Iterable[Requirement],
    indicator: Indicator,
    direction: Direction,
    *,
    industry_code: str,
    park_code: str,
    day: date,
) -> Lookup:
    """某项目某指标适用哪一条：行业、园区都最具体的一条；两条各有一面更具体而数值不同的，是冲突.

    - an entry applies when its industry lies on the project's chain and its park is the project's or any;
    - one entry beats another when it is at least as specific in industry and park, and more so in one;
    - entries that none beats and that agree in value are no conflict: the one with the finer industry is named.
    """
    depth = {code: -place for place, code in enumerate(industry_chain(industry_code))}
    applying = [
        item
        for item in table
        if item.indicator is indicator
        and item.direction is direction
        and item.holds_on(day)
        and item.industry_code in depth
        and item.park_code in ("", park_code)
    ]
    ranks = [(depth[item.industry_code], bool(item.park_code)) for item in applying]
    unbeaten = [
        item for item, rank in zip(applying, ranks, strict=True) if not any(_beats(other, rank) for other in ranks)
    ]
    if len({item.value for item in unbeaten}) > 1:
        return Lookup(None, tuple(sorted(unbeaten, key=lambda item: (-depth[item.industry_code], item.value))))
    best = max(
        unbeaten,
        key=lambda item: (
            depth[item.industry_code],
            item.park_code,
            item.confirmed,
            item.effective_from,
            str(item.basis),
        ),
        default=None,
    )
    return Lookup(best)


def applicable_requirements(
    table: Iterable[Requirement], *, industry_code: str, park_code: str, day: date
) -> RequirementSet:
    """某项目某日适用的全部指标要求；冲突的列为错误，未经确认的列为提示."""
    entries = tuple(table)
    found: list[Requirement] = []
    findings = Findings()
    for indicator in Indicator:
        for direction in Direction:
            lookup = find_requirement(
                entries, indicator, direction, industry_code=industry_code, park_code=park_code, day=day
            )
            if lookup.conflicting:
                findings.add(_conflict(indicator, lookup.conflicting, day))
            elif lookup.requirement is not None:
                found.append(lookup.requirement)
                if not lookup.requirement.confirmed:
                    findings.add(_unconfirmed(lookup.requirement))
    return RequirementSet(tuple(found), findings)


def compare_with_table(own: Iterable[Requirement], required: RequirementSet) -> Findings:
    """地块自定的指标是否不低于指标表：缺少的、比表宽的是错误；表内的冲突一并报出."""
    mine = {(item.indicator, item.direction): item for item in own}
    findings = Findings(list(required.findings))
    for item in required.requirements:
        set_here = mine.get((item.indicator, item.direction))
        if set_here is None:
            findings.add(
                Finding(
                    "indicator.not_set",
                    Severity.ERROR,
                    f"地块指标缺少“{item.indicator.label_zh}”，指标表要求 {item.words_zh}（{item.where_zh}）。",
                    fix_zh="请在地块指标中补充，数值不得宽于指标表。",
                    fix_en="Add it to the plot's indicators, no looser than the table.",
                    message_en=f"The plot sets no {item.indicator.label_en}.",
                    required=item.words_zh,
                    basis=str(item.basis),
                )
            )
        elif is_stricter(item.value, set_here.value, item.direction):
            measured, limit = compared_zh(item.indicator, set_here.value, item.value)
            findings.add(
                Finding(
                    "indicator.looser_than_table",
                    Severity.ERROR,
                    f"地块指标“{item.indicator.label_zh}”定为 {measured}，宽于指标表的 {item.direction.sign} {limit}"
                    f"（{item.where_zh}）。",
                    fix_zh="请按指标表调整，或先修订指标表并注明依据。",
                    fix_en="Follow the table, or revise the table first and name the basis.",
                    message_en=f"{item.indicator.label_en} is looser than the table.",
                    measured=measured,
                    required=f"{item.direction.sign} {limit}",
                    basis=str(item.basis),
                )
            )
    return findings


def _beats(other: tuple[int, bool], one: tuple[int, bool]) -> bool:
    return other != one and other[0] >= one[0] and other[1] >= one[1]


def _conflict(indicator: Indicator, entries: tuple[Requirement, ...], day: date) -> Finding:
    listed = "；".join(f"{item.where_zh} {item.words_zh}（{item.basis}）" for item in entries)
    return Finding(
        "indicator.requirements_conflict",
        Severity.ERROR,
        f"“{indicator.label_zh}”在{day_zh(day)}有互相冲突的要求：{listed}。",
        fix_zh="请在指标表中补一条同时限定该行业和该园区的要求，或为其中一条填写失效日期。",
        fix_en="Add an entry for both this industry and this park, or end one of the two.",
        message_en=f"Requirements for {indicator.label_en} contradict each other.",
        measured=f"{len(entries)} 条",
        required="1 条",
        basis="、".join(dict.fromkeys(str(item.basis) for item in entries)),
    )


def _unconfirmed(item: Requirement) -> Finding:
    return Finding(
        "indicator.requirement_unconfirmed",
        Severity.WARNING,
        f"“{item.indicator.label_zh}”的要求 {item.words_zh} 尚未经确认。",
        fix_zh="请对照文件原文核实后在指标表中标为已确认。",
        fix_en="Compare it with the document and mark the entry as confirmed.",
        message_en=f"The requirement for {item.indicator.label_en} is not confirmed.",
        required=item.words_zh,
        basis=str(item.basis),
    )
