"""One case in full: its clock day by day, what stopped and lengthened it, its materials, what may be done next and what stands against it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.approvals.commands import check_issue, find_case, state_of
from gisapp.approvals.process_view import CaseView, Desk
from gisapp.approvals.queries import (
    Answer,
    clock_answer,
    entry_answer,
    item_answer,
    known,
    project_head,
    tolerance_answer,
)
from gisapp.approvals.rules.case_state import clock_days
from gisapp.approvals.rules.catalogue import ItemDefinition
from gisapp.approvals.rules.issue import missing_preconditions
from gisapp.approvals.rules.limits import APPROVAL_CODES
from gisapp.approvals.rules.tolerance import tolerance_state
from gisapp.approvals.store import MaterialRecord, Row
from gisapp.approvals.terms import CaseState
from gisapp.auth.principal import Principal
from gisapp.evidence.vault import describe_files
from gisapp.kernel.finding import Finding

Files = dict[int, dict[str, Any]]


def show_case(session: Session, principal: Principal, case_id: int, as_of: date) -> Answer:
    """Return a case as it stands on a day (404 where there is none for the caller)."""
    desk, view = find_case(session, principal, case_id, as_of)
    record, state = view.record, state_of(view, as_of)
    files = _files(session, principal, view)
    row = record.row
    issue = check_issue(desk, view, as_of) if state.is_open and state is not CaseState.PLANNED else None
    effect = view.effect(as_of)
    return {
        **project_head(view.process),
        "case_id": record.id,
        "stage_code": view.definition.stage_code,
        **item_answer(view.definition),
        "round": row["round"],
        "state": str(state),
        "as_of": as_of,
        **clock_answer(view.reading, state),
        "planned_on": row["planned_on"],
        "received_on": known(row["received_on"], as_of),
        "notice": None
        if known(row["notice_on"], as_of) is None
        else {"on": row["notice_on"], "text": row["notice_zh"], "files": _named(files, row["notice_evidence_ids"])},
        "recorded_accepted_on": known(row["accepted_on"], as_of),
        "accepted_files": _named(files, row["accepted_evidence_ids"]),
        "finished_on": known(row["finished_on"], as_of),
        "outcome": row["outcome"] if known(row["finished_on"], as_of) else None,
        "result_no": row["result_no"],
        "outcome_reason": row["outcome_reason"],
        "result_files": _named(files, row["result_evidence_ids"]),
        "returned_on": known(row["returned_on"], as_of),
        "return_reason": row["return_reason"],
        "is_simulated": record.is_simulated,
        "has_effect": effect.has_effect,
        "effective_on": known(row["effective_on"], as_of),
        "conversion_no": row["conversion_no"],
        "effect_findings": [finding.as_dict() for finding in effect.findings] if row["outcome"] == "granted" else [],
        "definition": definition_answer(view.definition),
        "needs_missing": list(missing_preconditions(view.definition, _cases(view), as_of)),
        "needs_names": {code: _name(view, code) for code in view.definition.needs},
        "rules": _rules(desk, view, as_of),
        "days": [
            {
                "day": day.day,
                "number": day.number,
                "kind": str(day.kind),
                "note_zh": day.note_zh,
                "confirmed": day.confirmed,
                "is_ahead": day.is_ahead,
            }
            for day in clock_days(view.reading, desk.calendar, record.closed_on)
        ],
        "findings": [finding.as_dict() for finding in _what_to_say(view, state)],
        "issue_findings": [] if issue is None else issue.as_dicts(),
        "suspensions": [_suspension(item, view, files, as_of) for item in record.suspensions if item["began_on"] <= as_of],
        "extensions": [_extension(item, view, files) for item in record.extensions if item["granted_on"] <= as_of],
        "materials": [_material(item, files, as_of) for item in record.materials],
        "asked": [] if record.begins_on is not None else _asked(desk, view),
        **tolerance_answer(record, as_of),
        "revoked_before": _revoked_before(session, row["project_id"], record.id),
        "may": _may(view, state) if view.is_newest else [],
        "rounds": [
            {"case_id": other.id, "round": other.row["round"], "outcome": other.row["outcome"], "returned_on": other.row["returned_on"]}
            for other in (*view.process.record.earlier, *view.process.record.cases.values())
            if other.item_code == record.item_code and other.id != record.id
        ],
    }  # fmt: skip


def definition_answer(definition: ItemDefinition) -> Answer:
    """Return the version of the list that a case is judged by."""
    return {
        "term_zh": definition.term.label_zh,
        "days": definition.term.days,
        "unit": str(definition.term.unit),
        "statutory_days": definition.statutory.days if definition.statutory else None,
        "statutory_unit": str(definition.statutory.unit) if definition.statutory else None,
        "excluded": sorted(str(kind) for kind in definition.excluded),
        "extension_days_max": definition.extension_days_max,
        "is_tolerable": definition.is_tolerable,
        "handling": str(definition.handling),
        "effective_from": definition.effective_from,
        "effective_to": definition.effective_to,
        "basis": str(definition.basis),
        "confirmed": definition.confirmed,
        "note": definition.note,
    }


def _may(view: CaseView, state: CaseState) -> list[str]:
    """Return the next steps that follow from where the case stands, most likely first."""
    if state is CaseState.PLANNED:
        return ["receive", "not_needed"]
    if state in (CaseState.RETURNED, CaseState.REFUSED):
        return ["again"]
    if not state.is_open:
        return []
    missing = any(item.received_on is None for item in view.record.materials)
    steps = ["material"] if missing else []
    if state in (CaseState.RECEIVED, CaseState.NOTICED):
        return ["accept", *(["notice"] if state is CaseState.RECEIVED else []), *steps, "return"]
    resting = state in (CaseState.CORRECTING, CaseState.SUSPENDED)
    late = view.reading.clock.is_late  # nothing recorded now may undo that
    steps += ["resume"] if resting else ["finish"] if late else ["finish", "suspend"]
    if view.definition.extension_days_max and not late:
        steps.append("extend")
    if view.record.row["accepted_on"] is None:
        steps.append("accept")
    if view.definition.is_tolerable and missing:
        steps.append("tolerate")
    return [*steps, "return"]


def _what_to_say(view: CaseView, state: CaseState) -> list[Finding]:
    if state is CaseState.RETURNED:
        return []
    return list(view.reading.findings)


def _rules(desk: Desk, view: CaseView, as_of: date) -> list[Answer]:
    started = view.process.record.row["started_on"]
    entries = desk.book.in_force(APPROVAL_CODES, started)
    return [entry_answer(entry) for entry in entries if "total" not in entry.code]


def _cases(view: CaseView) -> dict[str, Any]:
    return {code: record.case for code, record in view.process.record.cases.items()}


def _name(view: CaseView, code: str) -> dict[str, str]:
    item = view.process.definitions.get(code) or view.process.catalogue.items.get(code)
    return {"zh": item.name_zh if item else code, "en": (item.name_en or item.name_zh) if item else code}


def _suspension(row: Row, view: CaseView, files: Files, as_of: date) -> Answer:
    return {
        "id": row["id"],
        "kind": row["kind"],
        "began_on": row["began_on"],
        "resumed_on": known(row["resumed_on"], as_of),
        "is_excluded": row["kind"] in {str(kind) for kind in view.definition.excluded},
        "note": row["note"],
        "files": _named(files, row["evidence_ids"]),
        "resumed_files": _named(files, row["resumed_evidence_ids"]),
        "recorded_by_name": row["recorded_by_name"],
    }


def _extension(row: Row, view: CaseView, files: Files) -> Answer:
    late = {(item.granted_on, item.days) for item in view.reading.clock.late_extensions}
    return {
        "id": row["id"],
        "days": row["days"],
        "granted_on": row["granted_on"],
        "approved_by": row["approved_by"],
        "reason": row["reason"],
        "counts": (row["granted_on"], row["days"]) not in late,
        "files": _named(files, row["evidence_ids"]),
        "recorded_by_name": row["recorded_by_name"],
    }


def _material(item: MaterialRecord, files: Files, as_of: date) -> Answer:
    row = item.row
    return {
        "id": item.id,
        "code": item.material.code,
        "name_zh": item.material.name_zh,
        "material_class": str(item.material.material_class),
        "is_tolerable": item.material.is_tolerable,
        "source": str(item.material.source),
        "form_zh": item.form_zh,
        "received_on": known(item.received_on, as_of),
        "files": _named(files, row["evidence_ids"]),
        "tolerance": None if row["tolerance_id"] is None else _tolerance(item, files, as_of),
    }


def _tolerance(item: MaterialRecord, files: Files, as_of: date) -> Answer:
    row = item.row
    state = None if item.tolerance is None else str(tolerance_state(item.tolerance, as_of))
    return {
        "id": row["tolerance_id"],
        "state": state,
        "drafted_on": row["drafted_on"],
        "agreed_on": known(row["agreed_on"], as_of),
        "promised_by": row["promised_by"],
        "due_on": item.tolerance.due_on if item.tolerance else row["promised_by"],
        "promise_no": row["promise_no"],
        "notice_no": row["notice_no"],
        "signed_files": _named(files, row["promise_evidence_ids"] or ()),
        "extended_to": row["extended_to"],
        "extension_reason": row["extension_reason"],
        "extension_files": _named(files, row["extension_evidence_ids"] or ()),
        "revoked_on": known(row["revoked_on"], as_of),
        "revoke_reason": row["revoke_reason"],
        "is_late": bool(item.tolerance and item.tolerance.is_late),
    }


def _asked(desk: Desk, view: CaseView) -> list[Answer]:
    """Return what will be asked for when the case is handed in, by the list in force."""
    return [
        {
            "code": item.material.code,
            "name_zh": item.material.name_zh,
            "material_class": str(item.material.material_class),
            "is_tolerable": item.material.is_tolerable,
            "source": str(item.material.source),
            "form_zh": item.form_zh,
        }
        for item in desk.catalogue.asked_by(view.definition)
        if not (view.record.is_simulated and item.after_land)
    ]


def _files(session: Session, principal: Principal, view: CaseView) -> Files:
    row = view.record.row
    ids = {*row["notice_evidence_ids"], *row["accepted_evidence_ids"], *row["result_evidence_ids"]}
    for item in view.record.suspensions:
        ids |= {*item["evidence_ids"], *item["resumed_evidence_ids"]}
    for item in view.record.extensions:
        ids |= set(item["evidence_ids"])
    for item in view.record.materials:
        ids |= {
            *item.row["evidence_ids"],
            *(item.row["promise_evidence_ids"] or ()),
            *(item.row["extension_evidence_ids"] or ()),
        }
    return {one["id"]: one for one in describe_files(session, principal, sorted(ids))}


def _named(files: Files, ids: Any) -> list[dict[str, Any]]:
    return [files[one] for one in ids if one in files]


def _revoked_before(session: Session, project_id: int, case_id: int) -> int:
    """Return how many promises of the same applicant were revoked before: a reason to look up the credit record anew."""
    return session.execute(
        text(
            "select count(*) from material_tolerance t join approval_case c on c.id = t.case_id join project p on p.id = c.project_id"
            " where t.revoked_on is not null and t.agreed_on is not null and c.id <> :case"
            " and p.party_id = (select party_id from project where id = :project)"
        ),
        {"case": case_id, "project": project_id},
    ).scalar_one()
