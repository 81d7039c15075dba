"""Nightly checks over HTTP: findings by rule, overlaps with constraint areas, runs, what the checks know of one plot."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Response

from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.compliance import check_schemas as schemas
from gisapp.compliance.check_export import (
    FINDING_COLUMNS,
    FINDINGS_ZH,
    OVERLAP_COLUMNS,
    OVERLAPS_ZH,
    finding_rows,
    list_file,
    overlap_rows,
)
from gisapp.compliance.check_queries import (
    FindingFilter,
    OverlapFilter,
    first_zone,
    list_findings,
    list_overlaps,
    list_reports,
    summarise_findings,
    zone_to_check,
)
from gisapp.compliance.overlap_watch import check_zone, review_overlap
from gisapp.kernel.bounds import Id
from gisapp.land.leaving_list import LeavingDep, ListForm

router = Router(prefix="/api", tags=["plot checks"])

CheckReader = Annotated[Principal, Depends(require(Permission.PLOT_CHECK_READ))]
CheckRunner = Annotated[Principal, Depends(require(Permission.PLOT_CHECK_RUN))]
Reader = Annotated[Principal, Depends(require(Permission.COMPLIANCE_READ))]
Reporter = Annotated[Principal, Depends(require(Permission.COMPLIANCE_REPORT))]
FindingFilterDep = Annotated[FindingFilter, Query()]
OverlapFilterDep = Annotated[OverlapFilter, Query()]


@router.get("/plot-checks")
def summary(session: SessionDep, principal: CheckReader, as_of: AsOfDep) -> schemas.CheckSummaryAnswer:
    """Every rule with its severity, tolerances and standing findings; the newest runs up to the day."""
    return schemas.CheckSummaryAnswer(**summarise_findings(session, principal, as_of, first_zone(session)))


@router.get("/plot-checks/findings")
def findings(
    session: SessionDep, principal: CheckReader, as_of: AsOfDep, wanted: FindingFilterDep
) -> list[schemas.FindingAnswer]:
    """Findings that stand on the day, errors first; with `resolved_since`, those that went away from that day on."""
    return [schemas.FindingAnswer(**row) for row in list_findings(session, principal, as_of, wanted)]


@router.get("/plot-checks/findings/export.{form}", **gives(*ListForm))
def findings_file(
    form: ListForm,
    session: SessionDep,
    principal: CheckReader,
    as_of: AsOfDep,
    leaving: LeavingDep,
    wanted: FindingFilterDep,
) -> Response:
    """The findings as Excel or CSV, narrowed as on the screen."""
    rows = finding_rows(list_findings(session, principal, as_of, wanted))
    caption = leaving.caption(FINDINGS_ZH, len(rows), principal.name, "项")
    content = list_file(form is ListForm.CSV, FINDINGS_ZH, FINDING_COLUMNS, rows, caption)
    return leaving.attachment(content, FINDINGS_ZH, "plot-findings", form)


@router.post("/plot-checks/run")
def run(session: SessionDep, principal: CheckRunner, clock: ClockDep) -> schemas.RunDone:
    """Put every plot of the zone to the rules and the constraint areas now; only differences are written."""
    rules, areas = check_zone(session, principal, zone_to_check(session), clock.today())
    return schemas.RunDone(
        plots=rules.plots,
        findings=rules.standing,
        findings_new=rules.found,
        findings_resolved=rules.resolved,
        overlaps=areas.standing,
        overlaps_new=areas.found,
        overlaps_resolved=areas.resolved,
    )


@router.get("/compliance/overlaps")
def overlaps(
    session: SessionDep, principal: Reader, as_of: AsOfDep, wanted: OverlapFilterDep
) -> list[schemas.OverlapAnswer]:
    """Overlaps of registered plots with constraint areas that stand on the day, errors first."""
    return [schemas.OverlapAnswer(**row) for row in list_overlaps(session, principal, as_of, wanted)]


@router.get("/compliance/overlaps/export.{form}", **gives(*ListForm))
def overlaps_file(
    form: ListForm,
    session: SessionDep,
    principal: Reader,
    as_of: AsOfDep,
    leaving: LeavingDep,
    wanted: OverlapFilterDep,
) -> Response:
    """The overlaps as Excel or CSV, narrowed as on the screen."""
    rows = overlap_rows(list_overlaps(session, principal, as_of, wanted))
    caption = leaving.caption(OVERLAPS_ZH, len(rows), principal.name, "项")
    content = list_file(form is ListForm.CSV, OVERLAPS_ZH, OVERLAP_COLUMNS, rows, caption)
    return leaving.attachment(content, OVERLAPS_ZH, "constraint-overlaps", form)


@router.post("/compliance/overlaps/{overlap_id}/review", status_code=204)
def review(
    overlap_id: Id, body: schemas.ReviewBody, session: SessionDep, principal: Reporter, clock: ClockDep
) -> Response:
    """Say what becomes of an overlap: permitted, the plot is to be adjusted, the area is wrong."""
    review_overlap(session, principal, overlap_id, **body.model_dump(), reviewed_on=clock.today())
    return Response(status_code=204)


@router.get("/plots/{plot_id}/checks")
def checks_of_plot(plot_id: Id, session: SessionDep, principal: CheckReader, as_of: AsOfDep) -> schemas.PlotChecks:
    """What the nightly checks found on one plot, and its compliance reports."""
    runs = summarise_findings(session, principal, as_of, first_zone(session))["runs"]
    return schemas.PlotChecks(
        findings=[
            schemas.FindingAnswer(**row)
            for row in list_findings(session, principal, as_of, FindingFilter(plot_id=plot_id))
        ],
        overlaps=[
            schemas.OverlapAnswer(**row)
            for row in list_overlaps(session, principal, as_of, OverlapFilter(plot_id=plot_id))
        ],
        reports=[schemas.ReportItem(**row) for row in list_reports(session, principal, plot_id=plot_id)],
        checked_on=runs[0]["as_of"] if runs else None,
    )
