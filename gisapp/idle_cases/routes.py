"""Cases of idle land over HTTP: the list and its export, one case's sheet, its steps, corrections, notes, papers and evidence."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import Depends, File, Query, Response, UploadFile

from gisapp.api.answers import Created
from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, SettingsDep, require
from gisapp.api.file_answer import ANY_FILE, MEDIA, gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.documents.seal_key import seal_key
from gisapp.evidence.file_kind import SHOWN_INLINE
from gisapp.idle_cases import bodies, schemas
from gisapp.idle_cases import documents as _papers  # noqa: F401  registers the sources of its documents
from gisapp.idle_cases.bundle import check_bundle, seal_case
from gisapp.idle_cases.commands import CaseDraft, open_case, preview_step, take_step
from gisapp.idle_cases.corrections import CorrectionDraft, correct_case
from gisapp.idle_cases.custody import open_document, open_evidence
from gisapp.idle_cases.entry_commands import EntryDraft, NoticeDraft, add_entry, name_officer, record_notice, save_draft
from gisapp.idle_cases.export import LIST_ZH, export_rows, to_csv, to_xlsx
from gisapp.idle_cases.facts import SwapAnswers
from gisapp.idle_cases.judgement import ServiceDraft, StepDraft
from gisapp.idle_cases.queries import CaseFilter, list_case_officers, list_cases, list_suspects, read_sheet
from gisapp.kernel.bounds import Id
from gisapp.land.leaving_list import LeavingDep, ListForm

router = Router(prefix="/api/idle-cases", tags=["idle cases"])

Reader = Annotated[Principal, Depends(require(Permission.IDLE_CASE_READ))]
Editor = Annotated[Principal, Depends(require(Permission.IDLE_CASE_EDIT))]
Exporter = Annotated[Principal, Depends(require(Permission.PLOT_EXPORT))]


FilterDep = Annotated[CaseFilter, Query()]


@router.get("")
def cases(principal: Reader, session: SessionDep, as_of: AsOfDep, wanted: FilterDep) -> schemas.CaseListAnswer:
    """Cases of a day with state, running term, officer and what blocks; counts over exactly these."""
    return schemas.CaseListAnswer(**list_cases(session, principal, as_of, wanted))


@router.get("/suspects")
def suspects(principal: Reader, session: SessionDep, as_of: AsOfDep) -> list[schemas.SuspectAnswer]:
    """Land that the scan found idle and that no open case is about yet."""
    return [schemas.SuspectAnswer(**row) for row in list_suspects(session, principal, as_of)]


@router.get("/officers")
def officers(principal: Reader, session: SessionDep) -> list[schemas.OfficerChoice]:
    """Whom a case can be given to."""
    return [schemas.OfficerChoice(**row) for row in list_case_officers(session, principal)]


@router.get("/export.{form}", **gives(*ListForm))
def export(
    form: ListForm,
    principal: Exporter,
    session: SessionDep,
    as_of: AsOfDep,
    leaving: LeavingDep,
    wanted: FilterDep,
) -> Response:
    """The filtered list as Excel or CSV, with day, rows, who and the demo mark in it."""
    rows = export_rows(list_cases(session, principal, as_of, wanted)["items"])
    title = leaving.caption(LIST_ZH, len(rows), principal.name, "件")
    write = to_csv if form is ListForm.CSV else to_xlsx
    return leaving.attachment(write(rows, title), LIST_ZH, "idle-cases", form)


@router.post("", status_code=201)
def enter(body: bodies.NewCase, principal: Editor, session: SessionDep, clock: ClockDep) -> Created:
    """Record a clue; the second open case of the same contract and ground is refused with the number of the first."""
    return Created(id=open_case(session, principal, CaseDraft(**body.model_dump()), today=clock.today()))


@router.get("/{case_id}")
def sheet(case_id: Id, principal: Reader, session: SessionDep, as_of: AsOfDep) -> schemas.CaseSheetAnswer:
    """All there is of one case on a day: facts with their trace, steps, clocks day by day, open steps, ways of disposal and why."""
    return schemas.CaseSheetAnswer(**read_sheet(session, principal, case_id, as_of))


def _step_draft(body: bodies.StepBody) -> StepDraft:
    given = body.model_dump(exclude={"service", "swap"})
    return StepDraft(
        **given,
        service=ServiceDraft(**body.service.model_dump()) if body.service else None,
        swap=SwapAnswers(**body.swap.model_dump()),
    )


@router.post("/{case_id}/steps", status_code=201)
def step(case_id: Id, body: bodies.StepBody, principal: Editor, session: SessionDep, clock: ClockDep) -> Created:
    """Take the next step; everything that speaks against it comes back as findings."""
    return Created(id=take_step(session, principal, case_id, _step_draft(body), today=clock.today()))


@router.post("/{case_id}/steps/check")
def check(
    case_id: Id, body: bodies.StepBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.JudgementAnswer:
    """What would speak against a step; nothing is written."""
    judged = preview_step(session, principal, case_id, _step_draft(body), today=clock.today())
    basis = judged.basis()
    return schemas.JudgementAnswer(may_be_taken=not judged.findings.has_errors, fee_yuan=judged.fee_yuan, **basis)


@router.post("/{case_id}/corrections", status_code=201)
def correct(
    case_id: Id, body: bodies.CorrectionBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.Corrected:
    """Put a wrong value right in view; answers what that lays bare: time limits that move, steps that were out of their time."""
    found = correct_case(session, principal, case_id, CorrectionDraft(**body.model_dump()), today=clock.today())
    return schemas.Corrected(findings=found.as_dicts())


@router.post("/{case_id}/entries", status_code=201)
def note(case_id: Id, body: bodies.EntryBody, principal: Editor, session: SessionDep, clock: ClockDep) -> Created:
    """Note what blocks, which instrument is used, what comes next, or what was performed."""
    return Created(id=add_entry(session, principal, case_id, EntryDraft(**body.model_dump()), today=clock.today()))


@router.post("/{case_id}/officer", status_code=204)
def assign(case_id: Id, body: bodies.OfficerBody, principal: Editor, session: SessionDep) -> None:
    """Give the case to an officer from a day on."""
    name_officer(session, principal, case_id, **body.model_dump())


@router.post("/{case_id}/services", status_code=201)
def serve(case_id: Id, body: bodies.NoticeBody, principal: Editor, session: SessionDep, clock: ClockDep) -> Created:
    """Record that a paper reached a creditor or a department."""
    draft = NoticeDraft(**body.model_dump(exclude={"service"}), service=ServiceDraft(**body.service.model_dump()))
    return Created(id=record_notice(session, principal, case_id, draft, today=clock.today()))


@router.put("/{case_id}/drafts/{kind}", status_code=204)
def write(case_id: Id, kind: str, body: bodies.DraftBody, principal: Editor, session: SessionDep) -> None:
    """Keep what is written into a coming document of this kind."""
    save_draft(session, principal, case_id, kind, body.content)


@router.get("/{case_id}/evidence/{evidence_id}/file", **gives(*ANY_FILE))
def evidence(case_id: Id, evidence_id: Id, principal: Reader, session: SessionDep) -> Response:
    """A file of the case as received; who reads it is written down in the custody log."""
    row, content = open_evidence(session, principal, case_id, evidence_id)
    place = "inline" if row["media_type"] in SHOWN_INLINE else "attachment"
    return Response(
        content,
        media_type=row["media_type"],
        headers={
            "Content-Disposition": f"{place}; filename*=UTF-8''{quote(row['file_name'])}",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
            "X-Content-SHA256": row["sha256"],
        },
    )


@router.get("/{case_id}/documents/{document_id}/file.{form}", **gives("docx", "pdf"))
def document(
    case_id: Id, document_id: Id, form: Literal["docx", "pdf"], principal: Reader, session: SessionDep
) -> Response:
    """A document of the case as issued; who reads it is written down in the custody log."""
    name, content = open_document(session, principal, case_id, document_id, form)
    return Response(content, media_type=MEDIA[form], headers=_attachment(f"document.{form}", name))


@router.post("/{case_id}/bundles", **gives("zip"))
def seal(case_id: Id, principal: Editor, session: SessionDep, clock: ClockDep, app_settings: SettingsDep) -> Response:
    """Everything of the case in one archive that is signed and verifies offline; its seal and who took it stay on record."""
    bundle = seal_case(session, principal, clock, case_id, seal_key(app_settings.data_dir))
    return Response(
        bundle.content,
        media_type="application/zip",
        headers={**_attachment("case.zip", bundle.file_name), "X-Case-Seal": bundle.seal},
    )


@router.post("/bundles/check")
def check_file(
    principal: Editor,
    session: SessionDep,
    file: Annotated[UploadFile, File(description="a sealed case file that came back")],
) -> schemas.BundleCheckAnswer:
    """Whether an archive is as it was sealed, what was altered, and as which file the register knows it."""
    return schemas.BundleCheckAnswer(**check_bundle(session, principal, file.file.read()))


def _attachment(plain: str, name: str) -> dict[str, str]:
    return {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "private, no-store",
    }
