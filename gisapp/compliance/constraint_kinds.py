"""How each kind of constraint area is held against a plot: `constraint_kinds.toml` read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from gisapp.compliance.terms import OverlapMode
from gisapp.kernel.finding import Severity
from gisapp.land.terms import ConstraintKind


class KindRule(BaseModel):
    """One kind's rule as data; `distance` names the rulebook entry used where an area has no distance of its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: ConstraintKind
    version: int = Field(ge=1)
    mode: OverlapMode
    severity: Severity
    basis: str = Field(min_length=2)
    confirmed: bool
    fix_zh: str = Field(min_length=2)
    fix_en: str = Field(min_length=2)
    distance: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the rule as a report keeps it."""
        return self.model_dump(mode="json")


@cache
def kind_rules() -> dict[str, KindRule]:
    """Return the rule of every kind, in the order in which they are told."""
    tables = tomllib.loads(Path(__file__).with_name("constraint_kinds.toml").read_text("utf-8"))["kind"]
    rules = [KindRule.model_validate(table) for table in tables]
    return {rule.kind.value: rule for rule in rules}
