"""The registry of plot rules: `registry.toml` read once and refused as a whole where an entry is wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from gisapp.kernel.finding import Severity
from gisapp.plot_rules.terms import RuleKind, RuleMoment, RuleSubject
from gisapp.plot_rules.tolerances import CODES


class PlotRule(BaseModel):
    """One rule as data; `severity` by moment, a moment left out means that the rule is not asked then."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z_]+$")
    version: int = Field(ge=1)
    kind: RuleKind
    subject: RuleSubject
    title_zh: str = Field(min_length=1)
    title_en: str = Field(min_length=1)
    about_zh: str = Field(min_length=1)
    about_en: str = Field(min_length=1)
    fix_zh: str = Field(min_length=1)
    fix_en: str = Field(min_length=1)
    codes: tuple[str, ...] = Field(min_length=1)
    tolerances: tuple[str, ...]
    severity: dict[RuleMoment, Severity] = Field(min_length=1)

    def asked_at(self, moment: RuleMoment) -> bool:
        return moment in self.severity


class UnsoundRegistry(ValueError):
    """registry.toml contradicts itself or the tolerances there are."""


@cache
def plot_rules() -> tuple[PlotRule, ...]:
    """Return every rule in the order of the registry (UnsoundRegistry, naming what is wrong)."""
    tables = tomllib.loads(Path(__file__).with_name("registry.toml").read_text("utf-8"))["rule"]
    rules = tuple(PlotRule.model_validate(table) for table in tables)
    _refuse_twice("rule", (rule.id for rule in rules))
    _refuse_twice("code", (code for rule in rules for code in rule.codes))
    unknown = {code for rule in rules for code in rule.tolerances} - set(CODES)
    if unknown:
        raise UnsoundRegistry(f"no such tolerance: {', '.join(sorted(unknown))}")
    return rules


@cache
def rule_of_code(code: str) -> PlotRule:
    """Return the rule whose findings bear a code (KeyError for a code of no rule)."""
    found = next((rule for rule in plot_rules() if code in rule.codes), None)
    if found is None:
        raise KeyError(code)
    return found


def _refuse_twice(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise UnsoundRegistry(f"{what} {name} is there twice")
        seen.add(name)
