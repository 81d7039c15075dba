"""Approvals over HTTP: the board, one project's process, one case and what is done with it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Response

from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.approvals import bodies, schemas
from gisapp.approvals.clock_commands import ExtensionDraft, SuspensionDraft, extend_case, resume_case, suspend_case
from gisapp.approvals.commands import Decision, accept_case, ask_correction, finish_case, receive_case, return_case
from gisapp.approvals.export import LIST_ZH, CaseFilter, export_rows, to_csv, to_xlsx
from gisapp.approvals.materials import (
    agree_tolerance,
    draft_tolerance,
    extend_tolerance,
    revoke_tolerance,
    take_material,
)
from gisapp.approvals.process_commands import PlannedItem, change_mode, convert_results, open_process, plan_items
from gisapp.approvals.queries import list_cases, processes_of_plot, show_board, show_process
from gisapp.approvals.sheet import show_case
from gisapp.approvals.terms import ItemOutcome, ProcessMode, SuspensionKind
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.land.leaving_list import LeavingDep, ListForm
from gisapp.land.plots import ensure_visible
from gisapp.preparation.standard_terms import YesNo

router = Router(prefix="/api/approvals", tags=["approvals"])

Reader = Annotated[Principal, Depends(require(Permission.APPROVAL_READ))]
Editor = Annotated[Principal, Depends(require(Permission.APPROVAL_EDIT))]


# reading -----------------------------------------------------------------------------------------------------------------


@router.get("")
def board(principal: Reader, session: SessionDep, as_of: AsOfDep) -> schemas.BoardAnswer:
    """Every process on a day: a light per stage with its longest branch, the total, what waits."""
    return schemas.BoardAnswer(**show_board(session, principal, as_of))


@router.get("/cases")
def cases(
    principal: Reader, session: SessionDep, as_of: AsOfDep, closed: Annotated[bool, Query(description="with those that have ended")] = False
) -> list[schemas.CaseListItem]:  # fmt: skip
    """The cases of all processes, the most urgent first."""
    return [schemas.CaseListItem(**row) for row in list_cases(session, principal, as_of, open_only=not closed)]


@router.get("/cases.{form}", **gives(*ListForm))
def cases_as_file(
    form: ListForm,
    principal: Reader,
    session: SessionDep,
    as_of: AsOfDep,
    leaving: LeavingDep,
    wanted: Annotated[CaseFilter, Query()],
    closed: bool = False,
) -> Response:
    """The same list as Excel or CSV, narrowed as on the screen, with day, rows, who and the demo mark in it."""
    cases = list_cases(session, principal, as_of, open_only=not closed)
    rows = export_rows([row for row in cases if wanted.meets(row)])
    title = leaving.caption(LIST_ZH, len(rows), principal.name, "项")
    write = to_csv if form is ListForm.CSV else to_xlsx
    return leaving.attachment(write(rows, title), LIST_ZH, "approvals", form)


@router.get("/projects/{project_id}")
def process(project_id: Id, principal: Reader, session: SessionDep, as_of: AsOfDep) -> schemas.ProcessAnswer:
    """One project's process as parallel lanes; 404 while none is open."""
    return schemas.ProcessAnswer(**show_process(session, principal, project_id, as_of))


@router.get("/plots/{plot_id}")
def of_plot(plot_id: Id, principal: Reader, session: SessionDep, as_of: AsOfDep) -> list[schemas.ProcessAnswer]:
    """The processes of the projects on a plot (404 outside the caller's parks)."""
    ensure_visible(session, principal, plot_id)
    return [schemas.ProcessAnswer(**row) for row in processes_of_plot(session, principal, plot_id, as_of)]


@router.get("/cases/{case_id}")
def case(case_id: Id, principal: Reader, session: SessionDep, as_of: AsOfDep) -> schemas.CaseAnswer:
    """One case in full, its clock day by day."""
    return schemas.CaseAnswer(**show_case(session, principal, case_id, as_of))


# the process -------------------------------------------------------------------------------------------------------------


@router.post("/projects/{project_id}", status_code=201)
def opened(
    project_id: Id, body: bodies.ProcessBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.ProcessAnswer:
    """Open a project's process in a mode with the items it needs."""
    open_process(
        session,
        principal,
        project_id,
        mode=ProcessMode(body.mode),
        started_on=body.started_on or clock.today(),
        items=[PlannedItem(item.code, item.is_simulated) for item in body.items],
        note=body.note,
        today=clock.today(),
    )
    return schemas.ProcessAnswer(**show_process(session, principal, project_id, clock.today()))


@router.post("/projects/{project_id}/items")
def planned(
    project_id: Id, body: bodies.PlanBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.ProcessAnswer:
    """Plan further items, or another round of one that was refused or returned."""
    items = [PlannedItem(item.code, item.is_simulated) for item in body.items]
    day = body.planned_on or clock.today()
    plan_items(session, principal, project_id, items, planned_on=day, today=clock.today())
    return schemas.ProcessAnswer(**show_process(session, principal, project_id, clock.today()))


@router.put("/projects/{project_id}/mode", status_code=204)
def mode(project_id: Id, body: bodies.ModeBody, principal: Editor, session: SessionDep, clock: ClockDep) -> Response:
    """Change how the process is run, with the reason."""
    change_mode(session, principal, project_id, mode=ProcessMode(body.mode), reason=body.reason, today=clock.today())
    return Response(status_code=204)


@router.post("/projects/{project_id}/conversion")
def converted(
    project_id: Id, body: bodies.ConvertBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.ProcessAnswer:
    """Make simulated results binding once the contract is signed and the price paid (409 with what is missing)."""
    convert_results(
        session,
        principal,
        project_id,
        {one.case_id: one.result_no for one in body.results},
        evidence_ids=body.evidence_ids,
        today=clock.today(),
    )
    return schemas.ProcessAnswer(**show_process(session, principal, project_id, clock.today()))


# one case ----------------------------------------------------------------------------------------------------------------


@router.post("/cases/{case_id}/receipt")
def received(
    case_id: Id, body: bodies.ReceiveBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.CaseAnswer:
    """Take the case in with the materials that came; the list of materials is fixed from here."""
    receive_case(
        session,
        principal,
        case_id,
        received_on=body.received_on or clock.today(),
        received={one.code: one.evidence_ids for one in body.materials},
        today=clock.today(),
    )
    return _answer(session, principal, case_id, clock.today())


@router.post("/cases/{case_id}/notice")
def noticed(
    case_id: Id, body: bodies.NoticeBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.CaseAnswer:
    """Say once, before acceptance, what has to be corrected."""
    ask_correction(
        session,
        principal,
        case_id,
        notice_on=body.notice_on or clock.today(),
        notice_zh=body.notice_zh,
        evidence_ids=body.evidence_ids,
        today=clock.today(),
    )
    return _answer(session, principal, case_id, clock.today())


@router.post("/cases/{case_id}/acceptance")
def accepted(
    case_id: Id, body: bodies.AcceptBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.CaseAnswer:
    """Accept the case: its clock runs from this day."""
    day = body.accepted_on or clock.today()
    accept_case(session, principal, case_id, accepted_on=day, evidence_ids=body.evidence_ids, today=clock.today())
    return _answer(session, principal, case_id, clock.today())


@router.post("/cases/{case_id}/suspensions")
def suspended(
    case_id: Id, body: bodies.SuspendBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.CaseAnswer:
    """Stop the clock for a reason that the list allows, on evidence."""
    suspend_case(
        session,
        principal,
        case_id,
        SuspensionDraft(
            kind=SuspensionKind(body.kind),
            began_on=body.began_on or clock.today(),
            resumed_on=body.resumed_on,
            evidence_ids=body.evidence_ids,
            note=body.note,
        ),
        today=clock.today(),
    )
    return _answer(session, principal, case_id, clock.today())


@router.post("/cases/{case_id}/suspensions/{suspension_id}/resumption")
def resumed(
    case_id: Id, suspension_id: Id, body: bodies.ResumeBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.CaseAnswer:
    """Let the clock run again from a day on."""
    resume_case(
        session,
        principal,
        case_id,
        suspension_id,
        resumed_on=body.resumed_on or clock.today(),
        evidence_ids=body.evidence_ids,
        today=clock.today(),
    )
    return _answer(session, principal, case_id, clock.today())


@router.post("/cases/{case_id}/extensions")
def extended(
    case_id: Id, body: bodies.ExtendBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.CaseAnswer:
    """Lengthen the limit: approver, reason, before the last day, within the list's bounds."""
    extend_case(
        session,
        principal,
        case_id,
        ExtensionDraft(
            days=body.days,
            granted_on=body.granted_on or clock.today(),
            approved_by=body.approved_by,
            reason=body.reason,
            evidence_ids=body.evidence_ids,
        ),
        today=clock.today(),
    )
    return _answer(session, principal, case_id, clock.today())


@router.post("/cases/{case_id}/materials/{material_id}/receipt")
def material_received(
    case_id: Id, material_id: Id, body: bodies.MaterialBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.CaseAnswer:
    """A material came in; one that was let in late is settled by it."""
    day = body.received_on or clock.today()
    take_material(
        session, principal, case_id, material_id, received_on=day, evidence_ids=body.evidence_ids, today=clock.today()
    )
    return _answer(session, principal, case_id, clock.today())


@router.post("/cases/{case_id}/materials/{material_id}/promise")
def promise_drafted(
    case_id: Id, material_id: Id, body: bodies.PromiseBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.CaseAnswer:
    """Draft a tolerance and issue the promise for the applicant to sign (409 with findings where the rules refuse)."""
    draft_tolerance(
        session,
        principal,
        clock,
        case_id,
        material_id,
        promised_by=body.promised_by,
        is_dishonest=YesNo(body.is_dishonest),
    )
    return _answer(session, principal, case_id, clock.today())


@router.post("/cases/{case_id}/materials/{material_id}/tolerance")
def tolerance_agreed(
    case_id: Id, material_id: Id, body: bodies.AgreeBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.CaseAnswer:
    """The signed promise is in: issue the notice, and the tolerance holds."""
    agree_tolerance(session, principal, clock, case_id, material_id, evidence_ids=body.evidence_ids)
    return _answer(session, principal, case_id, clock.today())


@router.post("/cases/{case_id}/materials/{material_id}/tolerance/extension")
def tolerance_extended(
    case_id: Id,
    material_id: Id,
    body: bodies.ToleranceExtensionBody,
    principal: Editor,
    session: SessionDep,
    clock: ClockDep,
) -> schemas.CaseAnswer:
    """Force majeure, with evidence, before the day has passed, once."""
    extend_tolerance(
        session,
        principal,
        case_id,
        material_id,
        extended_to=body.extended_to,
        reason=body.reason,
        evidence_ids=body.evidence_ids,
        today=clock.today(),
    )
    return _answer(session, principal, case_id, clock.today())


@router.post("/cases/{case_id}/materials/{material_id}/tolerance/revocation")
def tolerance_revoked(
    case_id: Id, material_id: Id, body: bodies.ReasonBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.CaseAnswer:
    """The promise was broken or untrue: revoke it with the reason."""
    revoke_tolerance(session, principal, case_id, material_id, reason=body.reason, today=clock.today())
    return _answer(session, principal, case_id, clock.today())


@router.post("/cases/{case_id}/decision")
def decided(
    case_id: Id, body: bodies.FinishBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.CaseAnswer:
    """End the case; nothing is granted while anything is missing (409 with findings)."""
    decision = Decision(
        body.finished_on or clock.today(), ItemOutcome(body.outcome), body.result_no, body.reason, body.evidence_ids
    )
    finish_case(session, principal, case_id, decision, today=clock.today())
    return _answer(session, principal, case_id, clock.today())


@router.post("/cases/{case_id}/return")
def returned(
    case_id: Id, body: bodies.ReturnBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.CaseAnswer:
    """Return the case to the applicant, with the reason; another round may follow."""
    day = body.returned_on or clock.today()
    return_case(session, principal, case_id, returned_on=day, reason=body.reason, today=clock.today())
    return _answer(session, principal, case_id, clock.today())


def _answer(session: SessionDep, principal: Principal, case_id: int, today: date) -> schemas.CaseAnswer:
    return schemas.CaseAnswer(**show_case(session, principal, case_id, today))
