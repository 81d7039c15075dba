"""A project is entered, its facts and links change, its planned dates get a further version; all of it traced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, text, update
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import ensure_may_touch_park
from gisapp.db.sql_file import load
from gisapp.db.tables.project import ProjectRow, ProjectScheduleRow
from gisapp.evidence.vault import load_evidence
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.land.parks import find_park
from gisapp.land.plot_register import locate_plot
from gisapp.projects.commands import write_move
from gisapp.projects.projects import locate_project

FIELDS = (
    "name_zh", "name_en", "kind", "source", "source_note", "industry_code", "party_id", "plot_id", "contract_id", "application_id",
    "investment_yuan", "land_wanted_m2", "output_yuan", "tax_yuan", "content_zh", "owner_name", "lead_office", "duty_office",
    "service_officer_id", "service_officer_name", "entered_on",
)  # fmt: skip
DATES = ("planned_start_on", "planned_completion_on", "planned_production_on", "planned_attainment_on", "needs_entry")


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a project stands when it is entered, since when and on what evidence."""

    stage: str
    moved_on: date
    reason: str
    evidence_ids: Sequence[int]


def register_project(
    session: Session, principal: Principal, park_code: str, facts: Mapping[str, Any], entry: Entry, *, today: date
) -> int:
    """Enter a project as a lead or under negotiation; return its id. It gets the next number of its year."""
    park = find_park(session, park_code)
    ensure_may_touch_park(principal, park["id"], park["name_zh"])
    values = {name: facts[name] for name in FIELDS if facts.get(name) is not None}
    session.execute(text("select pg_advisory_xact_lock(4494, :zone)"), {"zone": park["zone_id"]})
    project_no = session.execute(
        load("projects/next_number"), {"zone_id": park["zone_id"], "prefix": f"XM{entry.moved_on.year}-"}
    ).scalar_one()
    _check_links(session, principal, park["zone_id"], values)
    park_id = values.pop("park_id", park["id"])
    project_id: int = session.execute(
        insert(ProjectRow)
        .values(
            **values,
            zone_id=park["zone_id"],
            park_id=park_id,
            project_no=project_no,
            registered_by=principal.account_id,
            registered_by_name=principal.name,
        )
        .returning(ProjectRow.id)
    ).scalar_one()
    record_event(
        session,
        principal,
        EventTag.PROJECT_REGISTER,
        subject="project",
        subject_id=project_id,
        zone_id=park["zone_id"],
        park_id=park_id,
        plot_id=values.get("plot_id"),
        changes=differences({}, {"project_no": project_no, **values}),
    )
    write_move(
        session,
        principal,
        project_id,
        entry.stage,
        moved_on=entry.moved_on,
        reason=entry.reason,
        evidence_ids=entry.evidence_ids,
        today=today,
    )
    return project_id


def change_project(
    session: Session, principal: Principal, project_id: int, facts: Mapping[str, Any], *, reason: str, today: date
) -> None:
    """Let fields of a project take new values; what they were stays in the operation log. Conflict when nothing would change.

    A linked contract brings its plot and holder along, and a linked plot its park.
    """
    before = locate_project(session, principal, project_id, today)
    values = {name: facts[name] for name in FIELDS if name in facts}
    _check_links(session, principal, before["zone_id"], values, before)
    changed = {name: value for name, value in values.items() if before[name] != value}
    if not changed:
        raise Conflict("project.unchanged", "与现有资料相同，没有需要保存的变化。", message_en="Nothing would change.")
    session.execute(update(ProjectRow).where(ProjectRow.id == project_id).values(**changed))
    record_event(
        session,
        principal,
        EventTag.PROJECT_CHANGE,
        subject="project",
        subject_id=project_id,
        zone_id=before["zone_id"],
        park_id=changed.get("park_id", before["park_id"]),
        plot_id=changed.get("plot_id", before["plot_id"]),
        changes=differences({name: before[name] for name in changed}, changed),
        reason=reason,
    )


def revise_schedule(
    session: Session,
    principal: Principal,
    project_id: int,
    dates: Mapping[str, Any],
    *,
    reason: str,
    evidence_ids: Sequence[int],
    today: date,
) -> int:
    """Give a project a further version of its planned dates from today on and return its number; the earlier ones stay in view.

    From the second version on a reason is needed (400).
    """
    before = locate_project(session, principal, project_id, today)
    load_evidence(session, principal, evidence_ids)
    version = (before["schedule_version"] or 0) + 1
    if version > 1 and not reason.strip():
        raise Invalid(
            "project.schedule_unexplained",
            "调整计划须说明理由，请填写后再保存。",
            message_en="Say why the plan is changed.",
        )
    values = {name: dates.get(name) for name in DATES}
    if version > 1 and all(before[name] == values[name] for name in DATES):
        raise Conflict("project.unchanged", "与现有计划相同，没有需要保存的变化。", message_en="Nothing would change.")
    session.execute(
        insert(ProjectScheduleRow).values(
            **values,
            project_id=project_id,
            version_no=version,
            holds_from=today,
            reason=reason.strip(),
            evidence_ids=list(evidence_ids),
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
    )
    record_event(
        session,
        principal,
        EventTag.PROJECT_CHANGE,
        subject="project_schedule",
        subject_id=project_id,
        zone_id=before["zone_id"],
        park_id=before["park_id"],
        plot_id=before["plot_id"],
        changes=differences({name: before[name] for name in DATES}, values),
        reason=reason.strip() or None,
    )
    return version


def _check_links(
    session: Session,
    principal: Principal,
    zone_id: int,
    values: dict[str, Any],
    before: Mapping[str, Any] | None = None,
) -> None:
    """Complete `values` by what a linked contract or plot says (409 where they contradict each other)."""
    contract_id = values.get("contract_id")
    if contract_id is not None:
        contract = session.execute(
            text("select plot_id, party_id, application_id from contract where id = :id"), {"id": contract_id}
        ).one_or_none()
        if contract is None:
            raise NotFound("contract.not_found", "没有这份合同，请重新选择。", message_en="No such contract.")
        plot_id = values.get("plot_id", before["plot_id"] if before else None)
        if plot_id is not None and plot_id != contract.plot_id:
            raise Conflict(
                "project.contract_of_other_plot",
                "合同所涉地块与项目关联的地块不同，请核对后重新选择。",
                message_en="The contract is about another plot.",
            )
        values |= {"plot_id": contract.plot_id, "party_id": contract.party_id}
        if contract.application_id is not None:
            values["application_id"] = contract.application_id
    plot_id = values.get("plot_id")
    if plot_id is not None:
        plot = locate_plot(session, principal, plot_id)
        if plot["zone_id"] != zone_id:
            raise NotFound("plot.not_found", "没有这个地块，请重新选择。", message_en="No such plot.")
        values["park_id"] = plot["park_id"]
