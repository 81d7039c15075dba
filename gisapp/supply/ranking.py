"""Applications side by side: promised against required per indicator, places by the announced rule, what decided each, and ties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.db.sql_file import load
from gisapp.kernel.errors import Conflict
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.money import format_yuan, fraction, round_fraction
from gisapp.kernel.rulebook import RuleEntry
from gisapp.preparation.indicator_terms import Indicator
from gisapp.preparation.rules.indicator_values import margin_en, margin_zh, value_en, value_zh
from gisapp.preparation.standard_terms import RankingKey
from gisapp.supply.applications import judge
from gisapp.supply.listing_snapshot import entry_from, offer_of, rule_from
from gisapp.supply.listing_terms import ApplicationState, ListingMethod
from gisapp.supply.open_idle_cases import open_idle_cases
from gisapp.supply.rules.admission import Admission, comparison_sheet, open_cases_finding
from gisapp.supply.rules.bids import check_competition
from gisapp.supply.rules.listing_limits import ListingLimits
from gisapp.supply.rules.ranking import Candidate, Ranked, Ranking, RankingStep, rank_candidates


@dataclass(frozen=True)
class Competition:
    """Everything the decision looks at: the applications that stand, their admissions as they would be judged now, the ranking."""

    applications: tuple[dict[str, Any], ...]
    admissions: Mapping[int, Admission]
    ranking: Ranking
    findings: Findings
    lots: dict[str, Any] | None

    @property
    def winner_id(self) -> int | None:
        return None if self.ranking.winner is None else int(self.ranking.winner)


def compete(session: Session, listing: Mapping[str, Any], day: date | None = None) -> Competition:
    """Rank the applications of a published announcement by its frozen rule; the findings say why it cannot be decided yet.

    With a day they warn of applicants whose own idle land is not settled on it.
    """
    applications = tuple(
        dict(row) for row in session.execute(load("supply/applications"), {"listing_id": listing["id"]}).mappings()
    )
    standing = [row for row in applications if row["state"] != str(ApplicationState.WITHDRAWN)]
    lots = _newest_lots(session, listing["id"])
    drawn: dict[str, int] = lots["lots"] if lots else {}
    rule = rule_from(listing["snapshot"]["ranking"])
    offer = offer_of(listing["snapshot"])
    ranking = rank_candidates(
        (
            Candidate(
                application_id=f"{row['id']:012d}",
                is_admitted=row["state"] == str(ApplicationState.ADMITTED),
                promises={Indicator(name): fraction(value) for name, value in row["promises"].items()},
                price_yuan=None if row["bid_yuan"] is None else fraction(row["bid_yuan"]),
                received_at=row["received_at"],
                drawn_lot=drawn.get(str(row["id"])),
            )
            for row in standing
        ),
        rule,
        offer.requirements,
    )
    admissions = {
        row["id"]: judge(listing, row, {name: fraction(value) for name, value in row["promises"].items()})
        for row in standing
    }
    findings = _findings(listing, standing, ranking)
    if day is not None:
        findings.extend(_idle_land(session, standing, day))
    return Competition(applications, admissions, ranking, findings, lots)


def tied_first(competition: Competition) -> list[int]:
    """Return the applications that share the first place before a lot is drawn; empty without a tie."""
    first = [int(item.application_id) for item in competition.ranking.ranked if item.place == 1]
    return first if len(first) > 1 else []


def comparison_as_dict(listing: Mapping[str, Any], competition: Competition) -> dict[str, Any]:
    """Return the comparison sheet and the ranking as JSON: a row per requirement, a column per application."""
    numbers = {row["id"]: row for row in competition.applications}
    rows = []
    for (indicator, direction), by_application in comparison_sheet(competition.admissions.values()).items():
        some = next(iter(by_application.values()))
        rows.append(
            {
                "indicator": str(indicator),
                "direction": str(direction),
                "required_zh": some.requirement.words_zh,
                "required_en": some.requirement.words_en,
                "basis": str(some.requirement.basis),
                "cells": [
                    {
                        "application_id": int(application_id),
                        "promised_zh": value_zh(indicator, item.promised),
                        "promised_en": value_en(indicator, item.promised),
                        "margin_zh": margin_zh(indicator, item.margin),
                        "margin_en": margin_en(indicator, item.margin),
                        "verdict": str(item.verdict),
                        "message_zh": item.finding.message_zh if item.finding else None,
                        "message_en": item.finding.message_en if item.finding else None,
                    }
                    for application_id, item in by_application.items()
                ],
            }
        )
    return {
        "rows": rows,
        "ranking": ranking_as_dict(competition, numbers),
        "rule": listing["snapshot"]["ranking"],
        "findings": competition.findings.as_dicts(),
        "lots": competition.lots,
        "tied": tied_first(competition),
        "winner_id": competition.winner_id,
    }


def ranking_as_dict(competition: Competition, numbers: Mapping[int, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return places with what put each behind the one before, in words that go into the minutes."""
    told = []
    ahead: Mapping[str, Any] | None = None
    for item in competition.ranking.ranked:
        row = numbers[int(item.application_id)]
        told.append(
            {
                "application_id": row["id"],
                "number": row["number"],
                "party_name_zh": row["party_name_zh"],
                "project_name": row["project_name"],
                "place": item.place,
                "score": None if item.score is None else str(round_fraction(item.score, 4)),
                "bid_yuan": None if row["bid_yuan"] is None else str(row["bid_yuan"]),
                "tied_with": [numbers[int(other)]["number"] for other in item.tied_with],
                "why_zh": why_zh(competition, item, row, ahead),
                "why_en": why_en(competition, item, row, ahead),
            }
        )
        ahead = row
    return told


def why_zh(competition: Competition, item: Ranked, row: Mapping[str, Any], ahead: Mapping[str, Any] | None) -> str:
    """为什么排在这一位：未准入的说原因，并列的说与谁并列，其余说在哪一项上落后多少."""
    if item.place is None:
        errors = [f for f in competition.admissions[row["id"]].findings if f.severity is Severity.ERROR]
        if row["state"] == str(ApplicationState.RECEIVED):
            return "尚未审核，不参加排序。"
        return "不予准入：" + "".join(finding.message_zh for finding in errors)
    if item.tied_with and (item.decided_by is None or ahead is None):
        others = "、".join(f"{other['number']}号" for other in _rows(competition, item.tied_with))
        return f"各项比较均与{others}申请相同，并列第{item.place}。"
    if item.decided_by is None or ahead is None:
        return "排在首位。"
    step = item.decided_by
    mine, theirs = _shown(competition, step, row), _shown(competition, step, ahead)
    return f"在“{step.label_zh}”上排在{ahead['number']}号之后：{mine}，前者 {theirs}。"


def why_en(competition: Competition, item: Ranked, row: Mapping[str, Any], ahead: Mapping[str, Any] | None) -> str:
    """Say in English what `why_zh` says in Chinese."""
    if item.place is None:
        errors = [f for f in competition.admissions[row["id"]].findings if f.severity is Severity.ERROR]
        if row["state"] == str(ApplicationState.RECEIVED):
            return "Not judged yet: takes no place."
        return " ".join(("Not admitted.", *(finding.message_en for finding in errors)))
    if item.tied_with and (item.decided_by is None or ahead is None):
        others = ", ".join(f"no. {other['number']}" for other in _rows(competition, item.tied_with))
        return f"Equal to {others} in every comparison: place {item.place} is shared."
    if item.decided_by is None or ahead is None:
        return "First."
    step = item.decided_by
    mine, theirs = _shown_en(competition, step, row), _shown_en(competition, step, ahead)
    return f"Behind no. {ahead['number']} in “{step.label_en.lower()}”: {mine} against {theirs}."


def _rows(competition: Competition, ids: Sequence[str]) -> list[dict[str, Any]]:
    wanted = {int(one) for one in ids}
    return [row for row in competition.applications if row["id"] in wanted]


def _shown(competition: Competition, step: RankingStep, row: Mapping[str, Any]) -> str:
    if step.indicator is not None:
        value = row["promises"].get(str(step.indicator))
        return value_zh(step.indicator, None if value is None else fraction(value))
    if step.key is RankingKey.PRICE:
        return "无报价" if row["bid_yuan"] is None else f"{format_yuan(row['bid_yuan'])} 元"
    if step.key is RankingKey.SCORE:
        return f"{_score(competition, row)} 分"
    if step.key is RankingKey.RECEIVED:
        return row["received_at"].strftime("%Y-%m-%d %H:%M")
    lot = _lot(competition, row)
    return "未抽签" if lot is None else f"{lot} 号签"


def _shown_en(competition: Competition, step: RankingStep, row: Mapping[str, Any]) -> str:
    if step.indicator is not None:
        value = row["promises"].get(str(step.indicator))
        return value_en(step.indicator, None if value is None else fraction(value))
    if step.key is RankingKey.PRICE:
        return "no bid" if row["bid_yuan"] is None else f"CNY {format_yuan(row['bid_yuan'])}"
    if step.key is RankingKey.SCORE:
        return f"{_score(competition, row)} points"
    if step.key is RankingKey.RECEIVED:
        return row["received_at"].strftime("%Y-%m-%d %H:%M")
    lot = _lot(competition, row)
    return "no lot drawn" if lot is None else f"lot {lot}"


def _score(competition: Competition, row: Mapping[str, Any]) -> Decimal:
    score = next(item.score for item in competition.ranking.ranked if int(item.application_id) == row["id"])
    return round_fraction(score or Fraction(0), 4)


def _lot(competition: Competition, row: Mapping[str, Any]) -> int | None:
    return competition.lots["lots"].get(str(row["id"])) if competition.lots else None


def _findings(listing: Mapping[str, Any], standing: Sequence[Mapping[str, Any]], ranking: Ranking) -> Findings:
    findings = Findings()
    waiting = [row for row in standing if row["state"] == str(ApplicationState.RECEIVED)]
    if waiting:
        named = "、".join(f"{row['number']}号" for row in waiting)
        findings.add(
            Finding(
                "ranking.not_all_assessed",
                Severity.ERROR,
                f"{named}申请尚未审核。",
                fix_zh="请先完成准入审核。",
                fix_en="Judge the applications first.",
                message_en="Some applications are not assessed yet.",
                measured=f"{len(waiting)} 个未审核",
                required="0 个",
                basis="出让公告",
            )
        )
    admitted = sum(1 for row in standing if row["state"] == str(ApplicationState.ADMITTED))
    findings.add(check_competition(ListingMethod(listing["method"]), admitted, frozen_limits(listing["snapshot"])))
    findings.add(_tie(listing, standing, ranking))
    return findings


def _idle_land(session: Session, standing: Sequence[Mapping[str, Any]], day: date) -> Iterator[Finding]:
    """A case may have been determined after the admission: whoever decides is told, by number and case."""
    known = open_idle_cases(session, [row["party_id"] for row in standing], day)
    for row in standing:
        found = open_cases_finding(known.get(row["party_id"], ()), Severity.WARNING, f"{row['number']}号申请人")
        if found is not None:
            yield found


def _tie(listing: Mapping[str, Any], standing: Sequence[Mapping[str, Any]], ranking: Ranking) -> Finding | None:
    found = ranking.tie_finding
    if found is None:
        return None
    numbers = {f"{row['id']:012d}": row["number"] for row in standing}
    named = "、".join(f"{numbers[item.application_id]}号" for item in ranking.ranked if item.place == 1)
    return Finding(
        found.code,
        found.severity,
        f"{named}申请并列第一，不能决定。",
        fix_zh=found.fix_zh,
        fix_en=found.fix_en,
        message_en=f"Applications {named} are tied.",
        measured=found.measured,
        required=found.required,
        basis=f"出让公告 {listing['listing_no']}",
    )


def frozen_limits(snapshot: Mapping[str, Any]) -> ListingLimits:
    """Return the numbers of the rulebook as they were applied when it was announced."""
    entries: dict[str, RuleEntry] = {item["code"]: entry_from(item) for item in snapshot["entries"]}
    return ListingLimits(entries)


def _newest_lots(session: Session, listing_id: int) -> dict[str, Any] | None:
    row = (
        session.execute(
            text(
                "select drawn_on, lots, witness, evidence_ids, recorded_by_name from lot_draw where listing_id = :id order by id desc limit 1"
            ),
            {"id": listing_id},
        )
        .mappings()
        .one_or_none()
    )
    return dict(row) if row else None


def refuse_undecidable(findings: Findings) -> None:
    """Refuse a decision that the rules do not carry (409 with the first reason as the sentence)."""
    errors = [item for item in findings if item.severity is Severity.ERROR]
    if errors:
        raise Conflict(
            errors[0].code,
            errors[0].message_zh + errors[0].fix_zh,
            message_en=errors[0].message_en,
            findings=errors,
        )
