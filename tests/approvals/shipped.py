"""The shipped catalogue and numbers of approvals, and a calendar, read once for the rules' tests."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from gisapp.approvals.rules.catalogue import (
    ItemDefinition,
    StageDefinition,
    catalogue_on,
    items_from_tables,
    stages_from_tables,
)
from gisapp.approvals.rules.limits import approval_limits
from gisapp.approvals.terms import HandlingKind, SuspensionKind
from gisapp.kernel.evidence import Evidence
from gisapp.kernel.holidays import published_calendar
from gisapp.kernel.rulebook import Basis, Rulebook
from gisapp.kernel.workdays import DayUnit, Suspension, Term

APPROVALS = Path(__file__).resolve().parents[2] / "gisapp" / "approvals"
DAY = date(2026, 11, 23)


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((APPROVALS / name).read_text("utf-8"))


BOOK = Rulebook.from_tables(table("rulebook.toml")["entry"])
APPROVAL = approval_limits(BOOK, DAY)
CALENDAR = published_calendar()
SHIPPED = table("approval_items.toml")
ITEMS = items_from_tables(SHIPPED["item"], SHIPPED["suspension"])
CATALOGUE = catalogue_on(stages_from_tables(SHIPPED["stage"]), ITEMS, DAY)
STAGES = (StageDefinition("one", "第一阶段", "自然资源部门", 1), StageDefinition("two", "第二阶段", "住建部门", 2))
PROOF = Evidence("补正告知书〔2026〕5号")


def an_item(
    code: str, days: int, *needs: str, stage: str = "one", unit: DayUnit = DayUnit.WORKING, tolerable: bool = True,
    excluded: frozenset[SuspensionKind] = frozenset(SuspensionKind), extension: int = 10,
) -> ItemDefinition:  # fmt: skip
    return ItemDefinition(
        code, stage, f"事项{code}", "自然资源部门", Term(days, unit), None, needs, excluded, HandlingKind.ORDINARY, tolerable, extension,
        date(2020, 1, 1), None, Basis("事项目录"), True,
    )  # fmt: skip


def pause(began: date, resumed: date | None, kind: SuspensionKind = SuspensionKind.EXPERT_REVIEW) -> Suspension:
    return Suspension(kind, began, resumed, PROOF)
