"""What the nightly checks found, as lists: findings by rule, overlaps by area, runs, reports; on any day, in the caller's parks."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.compliance.constraint_kinds import kind_rules
from gisapp.compliance.terms import OverlapCause
from gisapp.db.sql_file import load
from gisapp.kernel.area import m2_to_mu, round_half_up
from gisapp.kernel.bounds import Id
from gisapp.kernel.errors import NotFound
from gisapp.kernel.filter import Filter, Words
from gisapp.land.terms import ConstraintKind
from gisapp.plot_rules.registry import PlotRule, plot_rules
from gisapp.plot_rules.terms import RuleWeight

Code = Annotated[str, Field(max_length=40)]


class FindingFilter(Filter):
    """None and empty = no limit; `resolved_since` asks for what went away from that day on instead of what stands."""

    rule: Code | None = None
    severity: RuleWeight | None = None
    park: Code | None = None
    plot_id: Id | None = None
    q: Words = ""
    resolved_since: date | None = Field(default=None, description="what went away from this day on")


class OverlapFilter(Filter):
    """None and empty = no limit."""

    kind: ConstraintKind | None = None
    cause: OverlapCause | None = None
    park: Code | None = None
    plot_id: Id | None = None
    q: Words = ""
    is_open: bool = Field(default=False, description="only those nobody has looked at yet")


def list_findings(session: Session, principal: Principal, as_of: date, wanted: FindingFilter) -> list[dict[str, Any]]:
    """Return the findings of a day, errors first."""
    parameters = {**wanted.bound(), "q": wanted.q.strip(), "as_of": as_of, **visible_parks(principal)}
    titles = {rule.id: rule for rule in plot_rules()}
    rows = session.execute(load("compliance/finding_list"), parameters).mappings()
    return [
        {**row, "rule_zh": _title(titles, row["rule"]), "rule_en": _title(titles, row["rule"], "en")} for row in rows
    ]


def summarise_findings(session: Session, principal: Principal, as_of: date, zone_id: int) -> dict[str, Any]:
    """Return every rule of the registry with how many findings of it stand, and the newest runs up to the day."""
    found = Counter(row["rule"] for row in list_findings(session, principal, as_of, FindingFilter()))
    return {
        "rules": [rule_card(rule, found[rule.id]) for rule in plot_rules()],
        "runs": [
            dict(row)
            for row in session.execute(load("compliance/run_list"), {"as_of": as_of, "zone_id": zone_id}).mappings()
        ],
    }


def rule_card(rule: PlotRule, standing: int) -> dict[str, Any]:
    """Return a rule as the screen tells it."""
    return {**rule.model_dump(mode="json"), "standing": standing}


def list_overlaps(session: Session, principal: Principal, as_of: date, wanted: OverlapFilter) -> list[dict[str, Any]]:
    """Return the overlaps of a day with constraint areas, errors first, each with its 亩."""
    parameters = {**wanted.bound(), "q": wanted.q.strip(), "as_of": as_of, **visible_parks(principal)}
    rules = kind_rules()
    return [
        {
            **row,
            "overlap_mu": round_half_up(m2_to_mu(row["overlap_m2"]), 2),
            "fix_zh": rules[row["kind"]].fix_zh,
            "fix_en": rules[row["kind"]].fix_en,
            "basis_confirmed": rules[row["kind"]].confirmed,
        }
        for row in session.execute(load("compliance/overlap_list"), parameters).mappings()
    ]


def list_reports(
    session: Session,
    principal: Principal,
    *,
    verdict: str | None = None,
    plot_id: int | None = None,
    park: str | None = None,
    q: str = "",
) -> list[dict[str, Any]]:
    """Return the reports of the caller's parks, newest first."""
    parameters = {"verdict": verdict, "plot_id": plot_id, "park": park, "q": q.strip(), **visible_parks(principal)}
    return [dict(row) for row in session.execute(load("compliance/report_list"), parameters).mappings()]


def first_zone(session: Session) -> int:
    """Return the id of the zone (0 on an empty register)."""
    return session.execute(text("select coalesce(min(id), 0) from zone")).scalar_one()


def zone_to_check(session: Session) -> int:
    """Return the id of the zone whose plots are checked (404 on an empty register)."""
    zone_id = first_zone(session)
    if not zone_id:
        raise NotFound(
            "zone.empty", "数据库里还没有开发区数据，没有可核对的地块。", message_en="The register is empty."
        )
    return zone_id


def _title(rules: dict[str, PlotRule], rule: str, lang: str = "zh") -> str:
    found = rules.get(rule)
    return rule if found is None else (found.title_zh if lang == "zh" else found.title_en)
