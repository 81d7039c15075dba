"""The officer's inbox: what is overdue, due today, within 7 and 30 days, and what nobody has touched, by park and by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pydantic import Field
from sqlalchemy.orm import Session

from gisapp.approvals.queries import list_cases
from gisapp.approvals.terms import CaseState
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.commitments.rules.schedule import duty_name_en
from gisapp.db.sql_file import load
from gisapp.inbox.terms import InboxAction, InboxBucket, InboxSource, InboxTurn
from gisapp.kernel.filter import Filter, Listed, Words, listed
from gisapp.kernel.rulebook import Rulebook
from gisapp.rulebook.rulebook import load_rulebook

HORIZON_DAYS, WEEK_DAYS = 30, 7
ESCALATED_AFTER = {
    InboxSource.COMMITMENT: "inbox.escalation_days_commitment",
    InboxSource.PATROL: "inbox.escalation_days_patrol",
    InboxSource.ASSESSMENT: "inbox.escalation_days_assessment",
    InboxSource.PERFORMANCE: "inbox.escalation_days_performance",
}
"""The rulebook entry of a source that has days of its own until leaders are told; the others go by `inbox.escalation_days`."""
NEEDED = {
    InboxSource.COMMITMENT: Permission.COMMITMENT_READ,
    InboxSource.APPROVAL: Permission.APPROVAL_READ,
    InboxSource.TOLERANCE: Permission.APPROVAL_READ,
    InboxSource.LISTING: Permission.LISTING_READ,
    InboxSource.ASSESSMENT: Permission.ASSESSMENT_READ,
    InboxSource.IDLE: Permission.IDLE_READ,
    InboxSource.IDLE_CASE: Permission.IDLE_CASE_READ,
    InboxSource.PATROL: Permission.PATROL_READ,
    InboxSource.LETTER: Permission.PROJECT_READ,
    InboxSource.PROBLEM: Permission.PROJECT_READ,
    InboxSource.PROJECT: Permission.PROJECT_READ,
    InboxSource.INQUIRY: Permission.INQUIRY_READ,
    InboxSource.PERFORMANCE: Permission.PERFORMANCE_READ,
    InboxSource.REUSE: Permission.REUSE_READ,
    InboxSource.TEMPORARY_USE: Permission.REUSE_READ,
    InboxSource.ENCUMBRANCE: Permission.ENCUMBRANCE_READ,
    InboxSource.COMPLIANCE: Permission.COMPLIANCE_READ,
    InboxSource.PROPOSAL: Permission.PROPOSAL_READ,
    InboxSource.PLOT_CHECK: Permission.PLOT_CHECK_READ,
    InboxSource.SELF_REPORT: Permission.COMMITMENT_READ,
}


class InboxFilter(Filter):
    """Which rows are asked for; empty = all. `untouched_days` None = as the rulebook says; `escalated` True = only what leaders are told of."""

    parks: Listed[str] = listed("park", "park codes")
    person: Words | None = Field(default=None, description="who follows it; empty = nobody")
    sources: Listed[InboxSource] = listed("source")
    untouched_days: int | None = Field(
        default=None, validation_alias="untouched", ge=1, le=3650, description="days without any record"
    )
    escalated: bool = Field(default=False, description="only what is overdue for so long that leaders are told")


def read_inbox(session: Session, principal: Principal, as_of: date, wanted: InboxFilter) -> dict[str, Any]:
    """Return everything that waits on a day, the most urgent first, with counts per bucket that equal the rows behind them.

    What is overdue by more than the days of its source (`inbox.escalation_days…`) is marked: it is the leaders' turn to ask. A promise of
    land with an open idle case is raised through that case alone.
    """
    book = load_rulebook(session)
    escalation = _escalation(book, as_of)
    days = wanted.untouched_days
    if days is None:
        days = int(book.value("inbox.untouched_days", as_of))
    parameters = {
        "as_of": as_of,
        "horizon": as_of + timedelta(days=HORIZON_DAYS),
        "untouched_days": days,
        "figures_due_month": int(book.value("performance.figures_due_month", as_of)),
        "proposal_review_days": int(book.value("proposal.review_days", as_of)),
        "self_report_review_days": int(book.value("self_report.review_days", as_of)),
        "overlap_review_days": int(book.value("constraint.review_days", as_of)),
        **visible_parks(principal),
    }
    rows = [dict(row) for row in session.execute(load("inbox/inbox"), parameters).mappings()]
    rows += [_approval(case) for case in list_cases(session, principal, as_of)]
    in_cases = frozenset(session.execute(load("inbox/plots_in_cases"), {"as_of": as_of}).scalars())
    rows = [
        _item(row, as_of, escalation, in_cases) for row in rows if principal.may(NEEDED[InboxSource(row["source"])])
    ]
    rows = [row for row in rows if row["bucket"] is not None]
    shown = [row for row in rows if _passes(row, wanted)]
    shown.sort(key=lambda row: (_RANK[row["bucket"]], row["due_on"] or as_of, row["since"], row["key"]))
    return {
        "items": shown,
        "untouched_days": days,
        "escalation_days": escalation[InboxSource.IDLE_CASE],
        "escalation_by_source": {str(source): days for source, days in escalation.items()},
        "escalated": sum(row["is_escalated"] for row in shown),
        "buckets": _counted(shown, "bucket", InboxBucket.values()),
        "sources": _counted(rows, "source", InboxSource.values()),
        "persons": sorted({row["person"] for row in rows if row["person"]}),
        "parks": sorted(
            {(row["park_code"], row["park_name_zh"], row["park_name_en"]) for row in rows if row["park_code"]}
        ),
    }


_RANK = {bucket: number for number, bucket in enumerate(InboxBucket.values())}


def _approval(case: Mapping[str, Any]) -> dict[str, Any]:
    """Return an open approval case as a row: planned and corrected ones wait for the enterprise, the others for the office."""
    waits_for_enterprise = case["state"] in (str(CaseState.PLANNED), str(CaseState.NOTICED), str(CaseState.CORRECTING))
    began = case["accepted_on"] or case["received_on"] or case["started_on"]
    return {
        "source": str(InboxSource.APPROVAL),
        "action": str(InboxAction.HAND_IN if waits_for_enterprise else InboxAction.APPROVE),
        "subject_id": case["case_id"],
        "part": None,
        "plot_id": case["plot_id"],
        "plot_no": case["plot_no"],
        "party_name_zh": case["party_name_zh"],
        "reference": case["project_no"],
        "what_zh": case["item_name_zh"],
        "what_en": case["item_name_en"],
        "about_zh": case["name_zh"],
        "since": began,
        "due_on": case["due_on"],
        "turn": str(InboxTurn.HOLDER if waits_for_enterprise else InboxTurn.OFFICE),
        "touched_on": began,
        "things": 1,
        "project_id": case["project_id"],
        "park_code": case["park_code"],
        "park_name_zh": case["park_name_zh"],
        "park_name_en": case["park_name_en"],
        "person": case["service_officer_name"] or None,
    }


def _escalation(book: Rulebook, as_of: date) -> dict[InboxSource, int]:
    """Return after how many days leaders are told, by source."""
    general = "inbox.escalation_days"
    return {source: int(book.value(ESCALATED_AFTER.get(source, general), as_of)) for source in InboxSource}


def _item(
    row: dict[str, Any], as_of: date, escalation: Mapping[InboxSource, int], in_cases: frozenset[int]
) -> dict[str, Any]:
    due, turn = row["due_on"], "us" if row["turn"] == "authority" else row["turn"]
    source = InboxSource(row["source"])
    is_of_a_case = source is InboxSource.COMMITMENT and turn == str(InboxTurn.HOLDER) and row["plot_id"] in in_cases
    return {
        "what_en": _duties_en(row) if row["source"] == str(InboxSource.COMMITMENT) else "",
        **row,
        "key": f"{row['source']}-{row['action']}-{row['subject_id']}-{due or ''}-{row['what_zh']}",
        "turn": turn,
        "days_left": None if due is None else (due - as_of).days,
        "untouched_days": (as_of - row["touched_on"]).days,
        "bucket": _bucket(row, as_of),
        "is_escalated": due is not None and (as_of - due).days > escalation[source] and not is_of_a_case,
    }


def _duties_en(row: Mapping[str, Any]) -> str:
    more = row["things"] - 1
    return duty_name_en(row["part"]) + (f" and {more} more" if more else "")


def _bucket(row: Mapping[str, Any], as_of: date) -> str | None:
    """Return the one bucket of a row; None beyond the horizon, and for what waits for others without a day."""
    due = row["due_on"]
    if row["action"] == str(InboxAction.FOLLOW_UP):
        return str(InboxBucket.UNTOUCHED)
    if due is None:
        return str(InboxBucket.TODAY) if row["turn"] == "us" else None
    left = (due - as_of).days
    if left < 0:
        return str(InboxBucket.OVERDUE)
    if left == 0:
        return str(InboxBucket.TODAY)
    if left <= WEEK_DAYS:
        return str(InboxBucket.WEEK)
    if left <= HORIZON_DAYS:
        return str(InboxBucket.MONTH)
    # the first reminder of idle land comes long before its day; everything else waits until it is near
    return str(InboxBucket.QUARTER) if row["source"] == str(InboxSource.IDLE) else None


def _passes(row: Mapping[str, Any], wanted: InboxFilter) -> bool:
    return (
        (not wanted.parks or row["park_code"] in wanted.parks)
        and (wanted.person is None or (row["person"] or "") == wanted.person)
        and (not wanted.sources or row["source"] in wanted.sources)
        and (not wanted.escalated or row["is_escalated"])
    )


def _counted(rows: Sequence[Mapping[str, Any]], name: str, values: Sequence[str]) -> dict[str, int]:
    counts = Counter(row[name] for row in rows)
    return {value: counts[value] for value in values}
