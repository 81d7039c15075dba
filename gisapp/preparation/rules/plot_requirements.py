"""一宗地要对照哪些指标要求：按拟准入的每个行业各取适用的要求，同一指标取最严的一条。"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from gisapp.kernel.finding import Findings
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.rules.indicator_values import is_stricter
from gisapp.preparation.rules.thresholds import Requirement, RequirementSet, applicable_requirements

MANUFACTURING = "C"


def industries_to_compare(industry_codes: Sequence[str]) -> tuple[str, ...]:
    """对照哪些行业：公开信息中的准入行业；尚未确定的按制造业（C）对照. 控制指标 2023 适用于制造业."""
    return tuple(dict.fromkeys(industry_codes)) or (MANUFACTURING,)


def requirements_of_plot(
    table: Iterable[Requirement], *, industry_codes: Sequence[str], park_code: str, day: date
) -> RequirementSet:
    """地块某日适用的全部要求：准入几个行业的，每项指标取最严的，谁来都达标.

    Findings of the table (contradictions, unconfirmed entries) are told once each; a finding about an entry that a stricter
    one replaces is told all the same, because the table says it.
    """
    entries = tuple(table)
    strictest: dict[tuple[Indicator, Direction], Requirement] = {}
    findings = Findings()
    for code in industries_to_compare(industry_codes):
        found = applicable_requirements(entries, industry_code=code, park_code=park_code, day=day)
        for item in found.requirements:
            key = (item.indicator, item.direction)
            if key not in strictest or is_stricter(item.value, strictest[key].value, item.direction):
                strictest[key] = item
        for finding in found.findings:
            if finding not in findings.items:
                findings.add(finding)
    ordered = [strictest[key] for key in sorted(strictest, key=lambda key: list(Indicator).index(key[0]))]
    return RequirementSet(tuple(ordered), findings)
