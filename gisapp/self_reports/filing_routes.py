"""The enterprise's page. No account; the secret comes in a header, so that no log and no referrer has it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, File, Form, Header, Response, UploadFile
from pydantic import ValidationError

from gisapp.api.deps import ClockDep, SessionDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.kernel.errors import Invalid
from gisapp.self_reports import schemas
from gisapp.self_reports.filing import FilingDraft, file_report, open_report

router = Router(prefix="/api/filings", tags=["self-reports"])

NOT_KEPT = "private, no-store"
Key = Annotated[str, Header(alias="X-Report-Key", max_length=100)]


@router.get("/{report_no}", dependencies=[Depends(require(Permission.PUBLIC_READ))])
def form(
    report_no: str, session: SessionDep, clock: ClockDep, response: Response, x_report_key: Key = ""
) -> schemas.FilingForm:
    """What the enterprise is asked, what it promised and said already; 404 alike for an unknown number and a wrong secret."""
    response.headers["Cache-Control"] = NOT_KEPT
    return schemas.FilingForm(**open_report(session, report_no, x_report_key, clock.today()))


@router.post("/{report_no}", status_code=201, dependencies=[Depends(require(Permission.SELF_REPORT_FILE))])
def hand_in(
    report_no: str,
    session: SessionDep,
    clock: ClockDep,
    response: Response,
    told: Annotated[str, Form(max_length=20_000, description="FilingBody as JSON")],
    photos: Annotated[list[UploadFile] | None, File(description="JPEG or PNG, as taken")] = None,
    x_report_key: Key = "",
) -> schemas.FilingReceipt:
    """Hand the report in; the receipt has the SHA-256 over what was said."""
    response.headers["Cache-Control"] = NOT_KEPT
    try:
        body = schemas.FilingBody.model_validate_json(told)
    except ValidationError as error:
        raise Invalid(
            "self_report.unreadable",
            "填报内容的格式不对，可能是页面过旧。请刷新页面后重新提交，已填的内容都还在。",
            message_en="The report cannot be read; reload the page and hand it in again. Nothing you typed is lost.",
        ) from error
    draft = FilingDraft(
        progress=body.progress,
        since=body.since,
        words=body.words,
        figures=body.figures,
        photos=[(photo.filename or "", photo.file.read()) for photo in photos or []],
        is_declared=body.declared,
    )
    return schemas.FilingReceipt(**file_report(session, report_no, x_report_key, draft, clock.today()))
