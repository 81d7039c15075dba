"""Fact patterns in few words: dates as text, sources filled in; “没有” = known that there is none."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

from gisapp.idle.rules.facts import CauseInterval, DevelopmentFacts, Fact, Measured, NewStart, Stop
from gisapp.idle.rules.limits import IdleLimits, idle_limits
from gisapp.idle.terms import FoundationKind, IdleCause
from gisapp.kernel.evidence import Evidence
from gisapp.kernel.rulebook import Rulebook

BOOK = Rulebook.from_tables(
    entry
    for room in ("idle", "idle_cases")
    for entry in tomllib.loads((Path(__file__).parents[2] / "gisapp" / room / "rulebook.toml").read_text("utf-8"))[
        "entry"
    ]
)
NONE = "没有"


def limits(day: str | date = "2026-01-01") -> IdleLimits:
    return idle_limits(BOOK, on(day))


def on(day: str | date) -> date:
    return day if isinstance(day, date) else date.fromisoformat(day)


def dated(day: str | None, source: str) -> Fact[date]:
    if day is None:
        return Fact()
    return Fact(None, source) if day == NONE else Fact(on(day), source)


def a_cause(cause: str, began: str, ended: str | None = None, *, proved: bool = True) -> CauseInterval:
    evidence = (Evidence("证明文件"),) if proved else ()
    return CauseInterval(IdleCause(cause), on(began), on(ended) if ended else None, evidence)


def land(
    due: str | None = "2023-03-01",
    *,
    permit: str | None = NONE,
    foundation: str | None = NONE,
    kind: FoundationKind = FoundationKind.OTHER,
    handed: str | None = "2022-03-01",
    agreed_handover: str | None = "2022-03-01",
    new_starts: tuple[tuple[str, str], ...] = (),
    stops: tuple[tuple[str, str | None], ...] = (),
    stops_known: bool = True,
    due_m2: int | None = 30_000,
    developed: tuple[tuple[str, int], ...] = (),
    total: int | None = 100_000_000,
    total_taken: int | None = 0,
    invested: tuple[tuple[str, int], ...] = (),
    invested_taken: int | None = 0,
    causes: tuple[CauseInterval, ...] = (),
    established: str | None = None,
    completed: str | None = None,
    price: int | None = 12_345_678,
    discovered: str | None = None,
) -> DevelopmentFacts:
    return DevelopmentFacts(
        contract_no="示例合同",
        signed_on=date(2022, 1, 1),
        agreed_start_on=dated(due, "出让合同 第十五条"),
        new_starts=tuple(NewStart(on(signed), on(start), "补充协议") for signed, start in new_starts),
        agreed_handover_on=dated(agreed_handover, "出让合同 第十二条"),
        handover_on=dated(handed, "交地确认书"),
        permit_on=dated(permit, "施工许可证"),
        foundation=kind,
        foundation_on=dated(foundation, "现场勘查记录"),
        completed_on=dated(completed, "竣工验收备案表"),
        stops=tuple(Stop(on(began), on(ended) if ended else None, "现场勘查记录") for began, ended in stops),
        stops_known=stops_known,
        due_area_m2=Fact() if due_m2 is None else Fact(Decimal(due_m2), "规划条件"),
        developed_m2=tuple(Measured(on(day), Decimal(value), "测量成果") for day, value in developed),
        total_investment=None
        if total is None
        else Measured(
            date(2022, 1, 1), Decimal(total), "投资协议", None if total_taken is None else Decimal(total_taken)
        ),
        invested=tuple(
            Measured(on(day), Decimal(value), "审计报告", None if invested_taken is None else Decimal(invested_taken))
            for day, value in invested
        ),
        causes=causes,
        established_cause=IdleCause(established) if established else None,
        price_yuan=Fact() if price is None else Fact(Decimal(price), "出让合同 第九条"),
        discovered_on=on(discovered) if discovered else None,
    )
