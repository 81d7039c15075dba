"""闲置筛查: every contract in force evaluated on a day at once; answers are kept where they changed, the run and its figures are recorded."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from sqlalchemy import text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session
from sqlalchemy.sql import bindparam

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.idle.answer_hash import answer_hashes
from gisapp.idle.fact_columns import load_columns
from gisapp.idle.finding_store import Differences, compare_with_kept, keep_findings, lock_findings
from gisapp.idle.rules.columns import FactColumns
from gisapp.idle.rules.limits import IdleLimits, idle_limits, limits_change_after
from gisapp.idle.rules.next_change import next_changes
from gisapp.idle.rules.scan import STATES, ScanAnswer, scan
from gisapp.kernel.dates import day_zh
from gisapp.rulebook.rulebook import load_rulebook

Progress = Callable[[str, int], None]
"""Told the step (“读取”, “认定”, “写入”) and how many contracts it dealt with."""


@dataclass(frozen=True, slots=True)
class ScanSummary:
    """What one run over all contracts came to; `written` new answers, `counts` contracts per state."""

    as_of: date
    contracts: int
    written: int
    counts: dict[str, int]
    is_dry_run: bool


def scan_contracts(
    session: Session,
    principal: Principal,
    as_of: date,
    *,
    is_dry_run: bool = False,
    on_progress: Progress | None = None,
) -> ScanSummary:
    """Evaluate every contract in force on a day and keep what changed; a second run of the same day writes no answer.

    A dry run tells what would change and leaves everything as it is. RulebookEntryMissing for a day before the order was in force.
    """
    tell = on_progress or (lambda _step, _count: None)
    if not is_dry_run:
        lock_findings(session)
    judged = _judge(session, as_of, None, tell)
    written = int(judged.found.is_new.sum())
    counts = np.bincount(judged.answer.state, minlength=len(STATES))
    summary = ScanSummary(
        as_of,
        len(judged.columns),
        written,
        {str(state): int(counts[place]) for place, state in enumerate(STATES)},
        is_dry_run,
    )
    if is_dry_run:
        return summary
    _keep(session, judged, as_of)
    tell("写入", written)
    _record_run(session, principal, summary)
    return summary


def judge_contracts(session: Session, as_of: date, contract_ids: Collection[int]) -> int:
    """Evaluate these contracts again after a change and keep what changed; return how many answers are new.

    The change has marked the kept answer as stale in this very transaction: that row is locked, and two who change facts of one
    contract take turns at it.
    """
    judged = _judge(session, as_of, contract_ids, lambda _step, _count: None)
    _keep(session, judged, as_of)
    return int(judged.found.is_new.sum())


@dataclass(frozen=True, slots=True)
class _Judged:
    """Contracts with their answers; `known_at` = the database's instant before anything was read: what is told later does not come into the replay."""

    known_at: datetime
    limits: IdleLimits
    columns: FactColumns
    answer: ScanAnswer
    found: Differences


def _judge(session: Session, as_of: date, contract_ids: Collection[int] | None, tell: Progress) -> _Judged:
    known_at = session.execute(text("select clock_timestamp()")).scalar_one()
    book = load_rulebook(session)
    limits = idle_limits(book, as_of)
    ids, columns = load_columns(session, as_of, contract_ids)
    tell("读取", len(ids))
    answer = scan(columns, limits, as_of)
    until = next_changes(columns, answer, limits, as_of, limits_change_after(book, as_of))
    tell("认定", len(ids))
    found = compare_with_kept(session, ids, answer, until, as_of, contract_ids)
    return _Judged(known_at, limits, columns, answer, found)


def _keep(session: Session, judged: _Judged, as_of: date) -> None:
    new = np.flatnonzero(judged.found.is_new)
    hashes = answer_hashes(judged.columns, judged.answer, judged.limits, as_of, new)
    keep_findings(session, judged.found, hashes, judged.limits, as_of, judged.known_at)


def _record_run(session: Session, principal: Principal, summary: ScanSummary) -> None:
    run_id: int = session.execute(
        _INSERT_RUN,
        {
            "as_of": summary.as_of,
            "contracts": summary.contracts,
            "written": summary.written,
            "counts": summary.counts,
            "by": principal.account_id,
            "by_name": principal.name,
        },
    ).scalar_one()
    record_event(
        session,
        principal,
        EventTag.IDLE_SCAN_RUN,
        subject="idle_scan",
        subject_id=run_id,
        changes={
            "as_of": {"old": None, "new": summary.as_of.isoformat()},
            "contracts": {"old": None, "new": str(summary.contracts)},
            "written": {"old": None, "new": str(summary.written)},
        },
        reason=f"{day_zh(summary.as_of)}闲置筛查",
    )


_INSERT_RUN = text(
    "insert into idle_scan (as_of, contracts, written, counts, run_by, run_by_name)"
    " values (:as_of, :contracts, :written, :counts, :by, :by_name) returning id"
).bindparams(bindparam("counts", type_=JSONB))
