"""The monthly report of a project: what should be done, what is, what was invested, what is in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.tables.project import ProjectProgressRow
from gisapp.evidence.vault import load_evidence
from gisapp.kernel.errors import Invalid
from gisapp.kernel.finding import Findings
from gisapp.preparation.rules.plausibility import Entered, implausible, plausible_limits
from gisapp.projects.projects import locate_project
from gisapp.rulebook.rulebook import load_rulebook


@dataclass(frozen=True, slots=True)
class ProgressDraft:
    """What is reported of a month (its first day): shares in percent, money in yuan."""

    month: date
    planned_share: Decimal | None
    done_share: Decimal
    invested_yuan: Decimal | None
    summary_zh: str
    obstacle_zh: str
    evidence_ids: Sequence[int]


def report_progress(
    session: Session, principal: Principal, project_id: int, draft: ProgressDraft, *, today: date
) -> tuple[int, Findings]:
    """Report a month; a report again keeps the earlier one. Months to come are refused (400).

    Return the version of its report, and what of it is implausible: that is kept with the event and blocks nothing.
    """
    project = locate_project(session, principal, project_id, today)
    load_evidence(session, principal, draft.evidence_ids)
    first = draft.month.replace(day=1)
    if first > today:
        raise Invalid(
            "project.progress_in_future",
            "不能填报今天以后的月份，请选择本月或以前的月份。",
            message_en="A month to come cannot be reported.",
        )
    session.execute(text("select 1 from project where id = :id for update"), {"id": project_id})
    before = session.execute(
        text(
            "select version_no, planned_share, done_share, invested_yuan from project_progress"
            " where project_id = :id and month = :month order by version_no desc limit 1"
        ),
        {"id": project_id, "month": first},
    ).one_or_none()
    version = (before.version_no if before else 0) + 1
    values = {
        "planned_share": draft.planned_share,
        "done_share": draft.done_share,
        "invested_yuan": draft.invested_yuan,
    }
    session.execute(
        insert(ProjectProgressRow).values(
            **values,
            project_id=project_id,
            month=first,
            version_no=version,
            summary_zh=draft.summary_zh.strip(),
            obstacle_zh=draft.obstacle_zh.strip(),
            evidence_ids=list(draft.evidence_ids),
            reported_on=today,
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
    )
    entered = Entered(planned_yuan=project["investment_yuan"], invested_yuan=draft.invested_yuan)
    findings = Findings(list(implausible(entered, plausible_limits(load_rulebook(session), today))))
    old = {name: getattr(before, name) for name in values} if before else {}
    record_event(
        session,
        principal,
        EventTag.PROJECT_PROGRESS,
        subject="project",
        subject_id=project_id,
        zone_id=project["zone_id"],
        park_id=project["park_id"],
        plot_id=project["plot_id"],
        changes=differences(old, values)
        | {"month": {"old": None, "new": f"{first:%Y-%m}"}}
        | differences({}, {"findings": findings.warned_zh}),
    )
    return version, findings
