"""What is announced, frozen: requirements, conditions, boundary version and the numbers of the rulebook that were applied, as JSON and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from gisapp.db.sql_file import load
from gisapp.kernel.errors import Invalid, NotFound
from gisapp.kernel.rulebook import Basis, RuleEntry
from gisapp.preparation.indicator_terms import SPECS, Direction, Indicator
from gisapp.preparation.rules.indicator_values import promised_zh
from gisapp.preparation.rules.thresholds import Requirement
from gisapp.preparation.standard_terms import RankingKey
from gisapp.supply.rules.admission import OfferSnapshot, PlannedDates
from gisapp.supply.rules.ranking import RankingRule, RankingStep

BASIS = "出让公告"


@dataclass(frozen=True, slots=True)
class PlotFacts:
    """What is known of a plot on the day it is announced, as it goes into the snapshot."""

    plot: dict[str, Any]
    conditions: dict[str, Any] | None
    requirements: tuple[Requirement, ...]
    utilities: list[dict[str, Any]]
    terms: dict[str, Any] | None


def read_plot_facts(session: Session, plot_id: int, day: date) -> PlotFacts:
    """Return what an announcement of this plot says of it on a day (404 where the plot is not live then)."""
    found = read_facts_of_plots(session, [(plot_id, day)])
    if not found:
        raise NotFound(
            "plot.not_found",
            "该日期没有此地块，或已注销。请核对日期。",
            message_en="There is no such plot on that day.",
        )
    return found[0]


def read_facts_of_plots(session: Session, asked: Sequence[tuple[int, date]]) -> list[PlotFacts]:
    """Return the facts of several plots, each on its own day, in the order asked; plots not live then are left out."""
    rows = session.execute(
        load("supply/listing_plot_facts"), {"plot_ids": [one for one, _ in asked], "days": [day for _, day in asked]}
    ).mappings()
    return [
        PlotFacts(
            plot=row["plot"],
            conditions=row["conditions"],
            requirements=tuple(requirement_from(item) for item in row["indicators"]),
            utilities=row["utilities"],
            terms=row["terms"],
        )
        for row in rows
    ]


def requirement_as_dict(item: Requirement) -> dict[str, Any]:
    """Return a requirement as JSON: the value exact as text, and in words in both units."""
    return {
        "indicator": str(item.indicator),
        "direction": str(item.direction),
        "value": str(item.value),
        "words_zh": item.words_zh,
        "words_en": item.words_en,
        "industry_code": item.industry_code,
        "park_code": item.park_code,
        "effective_from": item.effective_from.isoformat(),
        "effective_to": item.effective_to.isoformat() if item.effective_to else None,
        "basis": str(item.basis),
        "confirmed": item.confirmed,
    }


def requirement_from(data: Mapping[str, Any]) -> Requirement:
    return Requirement(
        indicator=Indicator(data["indicator"]),
        direction=Direction(data["direction"]),
        value=Fraction(data["value"]),
        industry_code=data.get("industry_code") or "",
        park_code=data.get("park_code") or "",
        effective_from=date.fromisoformat(data["effective_from"]),
        effective_to=date.fromisoformat(data["effective_to"]) if data.get("effective_to") else None,
        basis=Basis.parse(data["basis"]),
        confirmed=bool(data.get("confirmed", False)),
    )


def rule_as_dict(rule: RankingRule) -> dict[str, Any]:
    return {
        "steps": [
            {
                "key": str(step.key),
                "indicator": str(step.indicator) if step.indicator else None,
                "label_zh": step.label_zh,
            }
            for step in rule.steps
        ],
        "weights": {str(indicator): str(weight) for indicator, weight in rule.weights.items()},
        "cap": str(rule.cap),
        "basis": str(rule.basis),
        "sentence_zh": rule.sentence_zh,
        "sentence_en": rule.sentence_en,
    }


def rule_from(data: Mapping[str, Any]) -> RankingRule:
    """Read a ranking rule (400 with a sentence where its steps or weights do not make one)."""
    try:
        return RankingRule(
            steps=tuple(
                RankingStep(RankingKey(step["key"]), Indicator(step["indicator"]) if step.get("indicator") else None)
                for step in data["steps"]
            ),
            basis=Basis.parse(data.get("basis") or BASIS),
            weights={Indicator(name): Fraction(str(weight)) for name, weight in (data.get("weights") or {}).items()},
            cap=Fraction(str(data.get("cap") or "1.5")),
        )
    except (ValueError, KeyError) as error:
        raise Invalid(
            "listing.ranking_rule",
            "比选规则不成立：至少一项比较；按指标比较的要选指标；按得分比较的各项权重之和须为 100。",
            message_en=f"The ranking rule does not hold: {error}.",
        ) from None


def entry_as_dict(entry: RuleEntry) -> dict[str, Any]:
    return {
        "code": entry.code,
        "value": str(entry.value),
        "unit": entry.unit,
        "effective_from": entry.effective_from.isoformat(),
        "basis": str(entry.basis),
        "confirmed": entry.confirmed,
        "note": entry.note,
    }


def entry_from(data: Mapping[str, Any]) -> RuleEntry:
    return RuleEntry(
        code=data["code"],
        value=Decimal(data["value"]),
        unit=data["unit"],
        effective_from=date.fromisoformat(data["effective_from"]),
        basis=Basis.parse(data["basis"]),
        confirmed=bool(data["confirmed"]),
        note=data.get("note", ""),
    )


def make_snapshot(
    facts: PlotFacts,
    *,
    industry_codes: Iterable[str],
    latest: PlannedDates,
    rule: RankingRule,
    entries: Iterable[RuleEntry],
) -> dict[str, Any]:
    """Return the snapshot of an announcement: everything an applicant could hold us to."""
    return {
        "plot": facts.plot,
        "conditions": facts.conditions,
        "utilities": facts.utilities,
        "requirements": [requirement_as_dict(item) for item in facts.requirements],
        "industry_codes": list(industry_codes),
        "latest": dates_as_dict(latest),
        "delivery_on": (facts.terms or {}).get("delivery_on"),
        "ranking": rule_as_dict(rule),
        "entries": [entry_as_dict(entry) for entry in entries],
    }


def offer_of(snapshot: Mapping[str, Any]) -> OfferSnapshot:
    """Return the snapshot as the admission rule reads it."""
    return OfferSnapshot(
        requirements=tuple(requirement_from(item) for item in snapshot["requirements"]),
        industry_codes=tuple(snapshot["industry_codes"]),
        latest=dates_from(snapshot["latest"]),
    )


def dates_as_dict(dates: PlannedDates) -> dict[str, str | None]:
    return {
        "start_on": dates.start_on.isoformat() if dates.start_on else None,
        "completion_on": dates.completion_on.isoformat() if dates.completion_on else None,
        "production_on": dates.production_on.isoformat() if dates.production_on else None,
    }


def dates_from(data: Mapping[str, str | None]) -> PlannedDates:
    days = {name: date.fromisoformat(value) if value else None for name, value in data.items()}
    return PlannedDates(days.get("start_on"), days.get("completion_on"), days.get("production_on"))


def promise_words(indicator: Indicator, direction: Direction, value: Fraction) -> str:
    """Return a promise in words: ≥ 300.00 万元/亩（4,500.00 万元/公顷）."""
    return promised_zh(indicator, direction, value)


def natural_direction(indicator: Indicator) -> Direction:
    return SPECS[indicator].direction
