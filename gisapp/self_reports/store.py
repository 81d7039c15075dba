"""Rows of self-reports: written in the order in which the database wants them; no decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from psycopg2.extras import Json
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.db.sql_file import load

KEY_NAME = "self_report"


def next_number(session: Session, zone_id: int, year: int) -> str:
    """Return the next number of a year; others who want one wait until this transaction ends."""
    session.execute(text("select pg_advisory_xact_lock(4611, :zone)"), {"zone": zone_id})
    prefix = f"ZB{year}-"
    last = session.execute(
        text(
            "select coalesce(max(cast(substr(report_no, 8) as integer)), 0) from self_report where zone_id = :zone and starts_with(report_no, :prefix)"
        ),
        {"zone": zone_id, "prefix": prefix},
    ).scalar_one()
    return f"{prefix}{last + 1:04d}"


def insert_report(session: Session, values: Mapping[str, Any]) -> int:
    return session.execute(
        text(
            "insert into self_report (zone_id, park_id, plot_id, contract_id, party_id, report_no, asked_on, period_from, period_to, parts, figures, note)"
            " values (:zone_id, :park_id, :plot_id, :contract_id, :party_id, :report_no, :asked_on, :period_from, :period_to, :parts, :figures, :note)"
            " returning id"
        ),
        values,
    ).scalar_one()


def insert_step(session: Session, values: Mapping[str, Any]) -> int:
    return session.execute(
        text(
            "insert into self_report_step (report_id, sequence, step, from_state, state, done_on, due_on, reason, actor_id, actor_name)"
            " values (:report_id, :sequence, :step, :from_state, :state, :done_on, :due_on, :reason, :actor_id, :actor_name) returning id"
        ),
        values,
    ).scalar_one()


def insert_filing(session: Session, values: Mapping[str, Any]) -> None:
    session.execute(
        text(
            "insert into self_report_filing (step_id, report_id, progress, since, words, figures, evidence_ids, sha256)"
            " values (:step_id, :report_id, :progress, :since, :words, :figures, :evidence_ids, :sha256)"
        ),
        {**values, "figures": Json(values["figures"])},
    )


def find_contract(session: Session, contract_id: int, as_of: date, parks: Mapping[str, Any]) -> dict[str, Any] | None:
    row = (
        session.execute(load("self_reports/contract"), {"contract_id": contract_id, "as_of": as_of, **parks})
        .mappings()
        .one_or_none()
    )
    return dict(row) if row else None


def find_by_number(session: Session, report_no: str) -> list[Any]:
    """Return id and random value of the reports with a number: one in every zone."""
    return list(
        session.execute(
            text("select id, link_nonce from self_report where report_no = :report_no"), {"report_no": report_no}
        ).all()
    )


def read_filings(session: Session, ids: Sequence[int], as_of: date) -> list[dict[str, Any]]:
    rows = session.execute(load("self_reports/filings"), {"ids": list(ids), "as_of": as_of}).mappings()
    return [dict(row) for row in rows]


def read_steps(session: Session, report_id: int, as_of: date) -> list[dict[str, Any]]:
    rows = session.execute(
        text(
            "select sequence, step, state, done_on, due_on, at, actor_name, reason from self_report_step"
            " where report_id = :id and done_on <= :as_of order by sequence"
        ),
        {"id": report_id, "as_of": as_of},
    ).mappings()
    return [dict(row) for row in rows]
