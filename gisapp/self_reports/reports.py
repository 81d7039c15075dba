"""Reading reports as they stand on a day: the list with its counts, one sheet, what a check may use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.evidence.vault import describe_files
from gisapp.kernel.bounds import Id
from gisapp.kernel.errors import NotFound
from gisapp.kernel.filter import Filter
from gisapp.land.terms import DevelopmentState
from gisapp.self_reports import store
from gisapp.self_reports.lifecycle import LIFECYCLE
from gisapp.self_reports.rules.figures import REPORTABLE
from gisapp.self_reports.terms import ReportState, ReportStep


class ReportFilter(Filter):
    """Which reports are asked for; None does not filter."""

    states: list[ReportState] | None = Field(default=None, validation_alias="state")
    overdue: bool | None = None
    park: str | None = Field(default=None, max_length=40)
    plot_id: Id | None = None
    contract_id: Id | None = None


def list_reports(session: Session, principal: Principal, wanted: ReportFilter, as_of: date) -> dict[str, Any]:
    """Return the reports of the caller's parks as they stood on a day, what presses first, with how many there are of each state."""
    row = _read(session, principal, wanted, None, as_of)
    return {
        "as_of": as_of,
        "items": row["items"],
        "counts": {
            **{str(state): row["by_state"].get(str(state), 0) for state in ReportState},
            "overdue": row["overdue"],
        },
    }


def find_report(session: Session, principal: Principal, report_id: int, as_of: date) -> dict[str, Any]:
    """Return one report as it stood on a day (404 where it was not asked for yet, or outside the caller's parks)."""
    items = _read(session, principal, ReportFilter(), report_id, as_of)["items"]
    if not items:
        raise NotFound(
            "self_report.not_found",
            "没有这份自报，或您没有查看权限。请核对编号和日期。",
            message_en="No such report, or not for you.",
        )
    return items[0]


def show_report(session: Session, principal: Principal, report_id: int, as_of: date) -> dict[str, Any]:
    """Return a report with everything that was filed, each figure beside what was said before, and the steps it went through."""
    row = find_report(session, principal, report_id, as_of)
    filings = store.read_filings(session, [report_id], as_of)
    photos = {
        item["id"]: item
        for item in describe_files(session, principal, [one for filing in filings for one in filing["evidence_ids"]])
    }
    told: list[dict[str, Any]] = []
    before: Mapping[str, Any] = {}
    for filing in filings:
        told.append(
            {
                **filing,
                **_progress_words(filing["progress"]),
                "figures": [
                    {**figure_words(name), "value": filing["figures"][name], "before": before.get(name)}
                    for name in row["figure_names"]
                ],
                "photos": [
                    {
                        "evidence_id": one,
                        **{key: photos[one][key] for key in ("file_name", "sha256", "size_bytes", "media_type")},
                    }
                    for one in filing["evidence_ids"]
                    if one in photos
                ],
            }
        )
        before = filing["figures"]
    may = principal.may(Permission.COMMITMENT_CHECK)
    return {
        **row,
        "figures": [figure_words(name) for name in row["figure_names"]],
        "filings": told,
        "steps": [
            {**step, "label_zh": ReportStep(step["step"]).label_zh, "label_en": ReportStep(step["step"]).label_en}
            for step in store.read_steps(session, report_id, as_of)
        ],
        "may": {
            str(step): may and LIFECYCLE.way(step, row["state"]) is not None
            for step in (ReportStep.RETURN, ReportStep.ACCEPT, ReportStep.CANCEL)
        },
    }


def usable_reports(session: Session, principal: Principal, contract_id: int, as_of: date) -> list[dict[str, Any]]:
    """Return what enterprises said of a contract and officers took in by a day, newest first: figures by name and evidence for a check."""
    wanted = ReportFilter(states=[ReportState.ACCEPTED], contract_id=contract_id)
    rows = _read(session, principal, wanted, None, as_of)["items"]
    filings = {
        filing["report_id"]: filing for filing in store.read_filings(session, [row["id"] for row in rows], as_of)
    }
    found = [
        {
            **{name: row[name] for name in ("id", "report_no", "period_from", "period_to", "filed_on")},
            "accepted_on": row["touched_on"],
            **{name: filings[row["id"]][name] for name in ("progress", "since", "figures", "evidence_ids")},
        }
        for row in rows
    ]
    return sorted(found, key=lambda row: (row["filed_on"], row["report_no"]), reverse=True)


def figure_words(name: str) -> dict[str, str]:
    """Return name, label and unit of a figure that enterprises are asked for."""
    figure = REPORTABLE[name]
    return {"name": name, "label_zh": figure.label_zh, "label_en": figure.label_en, "unit": str(figure.unit)}


def _progress_words(progress: str | None) -> dict[str, str | None]:
    state = None if progress is None else DevelopmentState(progress)
    return {
        "progress_label_zh": None if state is None else state.label_zh,
        "progress_label_en": None if state is None else state.label_en,
    }


def _read(
    session: Session, principal: Principal, wanted: ReportFilter, report_id: int | None, as_of: date
) -> dict[str, Any]:
    row = (
        session.execute(
            load("self_reports/reports"),
            {
                "as_of": as_of,
                "id": report_id,
                "park": wanted.park,
                "plot_id": wanted.plot_id,
                "contract_id": wanted.contract_id,
                "state": None if wanted.states is None else [str(state) for state in wanted.states],
                "overdue": wanted.overdue,
                **visible_parks(principal),
            },
        )
        .mappings()
        .one()
    )
    return dict(row)
