"""Surveys over HTTP: a file comes in and is checked, questions are answered, rows are taken or the whole turned down."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, File, Form, Query, Response, UploadFile
from fastapi.responses import StreamingResponse

from gisapp.api.deps import ClockDep, SessionDep, SettingsDep, require
from gisapp.api.file_answer import MEDIA, gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id, Ordinal
from gisapp.land import survey_queries as survey_reads
from gisapp.land import survey_schemas as schemas
from gisapp.land import surveys
from gisapp.land.findings_workbook import read_corrections, write_findings
from gisapp.land.intake.answers import Answers
from gisapp.land.terms import SurveyAction, SurveyState
from gisapp.land.uploads import answers_of, delivered

router = Router(prefix="/api/surveys", tags=["surveys"])

Reader = Annotated[Principal, Depends(require(Permission.SURVEY_READ))]
Uploader = Annotated[Principal, Depends(require(Permission.SURVEY_UPLOAD))]
Accepter = Annotated[Principal, Depends(require(Permission.SURVEY_ACCEPT))]
Limit = Annotated[int, Query(ge=1, le=5000)]
Severities = Annotated[str | None, Query(pattern="^(error|warning|info)$")]


@router.post("", status_code=201)
def upload(
    principal: Uploader,
    session: SessionDep,
    clock: ClockDep,
    settings: SettingsDep,
    file: Annotated[
        list[UploadFile], File(description="TXT, zip, GeoPackage or GeoJSON; or the loose parts of one shapefile")
    ],
    park_code: Annotated[str, Form()],
    options: Annotated[str, Form(description="answers given beforehand, as JSON")] = "{}",
) -> schemas.SurveyAnswer:
    """Keep the file and run the dry run on it. Nothing enters the register."""
    limits = surveys.limits_of(settings)
    with delivered(file, limits) as (name, path):
        received = surveys.receive_survey(
            session,
            principal,
            clock,
            limits,
            path=path,
            file_name=name,
            park_code=park_code,
            answers=answers_of(options),
        )
    return _survey(session, principal, received.survey_id, recognised=received.recognised)


@router.get("")
def page(
    principal: Reader,
    session: SessionDep,
    park: str | None = None,
    state: SurveyState | None = None,
    limit: Limit = 50,
    offset: Ordinal = 0,
) -> schemas.SurveyPage:
    """Surveys of the caller's parks, newest first."""
    found = survey_reads.list_surveys(
        session, principal, park_code=park, state=state and str(state), limit=limit, offset=offset
    )
    return schemas.SurveyPage(**found)


@router.get("/{survey_id}")
def one(survey_id: Id, principal: Reader, session: SessionDep) -> schemas.SurveyAnswer:
    """One survey: how it was read, what is asked, how many rows go which way."""
    return _survey(session, principal, survey_id)


@router.get("/{survey_id}/rows")
def rows(
    survey_id: Id,
    principal: Reader,
    session: SessionDep,
    action: SurveyAction | None = None,
    severity: Severities = None,
    limit: Limit = 200,
    offset: Ordinal = 0,
) -> schemas.SurveyRowPage:
    """The rows of the file, each with its issues and what is proposed for it."""
    found = survey_reads.list_rows(
        session, principal, survey_id, action=action and str(action), severity=severity, limit=limit, offset=offset
    )
    return schemas.SurveyRowPage(**found)


@router.get("/{survey_id}/issues")
def issues(
    survey_id: Id,
    principal: Reader,
    session: SessionDep,
    row_no: Ordinal | None = None,
    severity: Severities = None,
    code: str | None = None,
    limit: Limit = 200,
    offset: Ordinal = 0,
) -> schemas.SurveyIssuePage:
    """The findings in file order, those of the whole file first."""
    found = survey_reads.list_issues(
        session, principal, survey_id, row_no=row_no, severity=severity, code=code, limit=limit, offset=offset
    )
    return schemas.SurveyIssuePage(**found)


@router.get("/{survey_id}/features", **gives("geojson"))
def features(
    survey_id: Id, principal: Reader, session: SessionDep, limit: Annotated[int, Query(ge=1, le=50_000)] = 5_000
) -> Response:
    """The shapes as a GeoJSON FeatureCollection (lon, lat in CGCS2000) for the preview."""
    body = survey_reads.preview_geojson(session, principal, survey_id, limit)
    return Response(body, media_type="application/geo+json")


@router.get("/{survey_id}/issues.csv", **gives("csv"))
def issues_csv(survey_id: Id, principal: Reader, session: SessionDep) -> StreamingResponse:
    """The findings as CSV for Excel, to correct the file by."""
    lines = list(surveys.write_issues_csv(session, principal, survey_id))
    return StreamingResponse(
        iter(lines), media_type="text/csv; charset=utf-8", headers=_attachment(f"质检问题-{survey_id}.csv")
    )


@router.get("/{survey_id}/findings.xlsx", **gives("xlsx"))
def findings(survey_id: Id, principal: Reader, session: SessionDep) -> Response:
    """The rows with findings as a workbook: what is wrong, what to do, and the values, to be corrected and sent back."""
    content = write_findings(session, principal, survey_id)
    return Response(content, media_type=MEDIA["xlsx"], headers=_attachment(f"更正表-{survey_id}.xlsx"))


@router.post("/{survey_id}/corrections")
def correct(
    survey_id: Id,
    principal: Uploader,
    session: SessionDep,
    clock: ClockDep,
    settings: SettingsDep,
    file: Annotated[list[UploadFile], File(description="the findings workbook with corrected values")],
) -> schemas.SurveyAnswer:
    """Lay the corrected values over the rows as delivered and run the dry run again; the original file stays as it is."""
    limits = surveys.limits_of(settings)
    with delivered(file, limits) as (_, path):
        changes = read_corrections(session, principal, survey_id, path.read_bytes(), limits)
    answers = Answers.parse({"corrections": changes})
    surveys.answer_question(session, principal, clock, limits, survey_id, answers)
    return _survey(session, principal, survey_id)


@router.get("/{survey_id}/missing")
def missing(survey_id: Id, principal: Reader, session: SessionDep, clock: ClockDep) -> list[schemas.MissingPlot]:
    """Plots that the last accepted delivery of the same source brought and that this file leaves out."""
    found = survey_reads.list_missing(session, principal, survey_id, clock.today())
    return [schemas.MissingPlot(**row) for row in found]


@router.get("/{survey_id}/original", **gives("application/octet-stream"))
def original(survey_id: Id, principal: Reader, session: SessionDep) -> Response:
    """The file as delivered, byte by byte."""
    name, content = surveys.read_original(session, principal, survey_id)
    return Response(content, media_type="application/octet-stream", headers=_attachment(name))


@router.post("/{survey_id}/answer")
def answer(
    survey_id: Id,
    body: schemas.SurveyReply,
    principal: Uploader,
    session: SessionDep,
    clock: ClockDep,
    settings: SettingsDep,
) -> schemas.SurveyAnswer:
    """Answer a question, or choose otherwise, and run the dry run again on the kept original."""
    answers = Answers.parse(body.model_dump(exclude_none=True))
    surveys.answer_question(session, principal, clock, surveys.limits_of(settings), survey_id, answers)
    return _survey(session, principal, survey_id)


@router.post("/{survey_id}/accept")
def accept(
    survey_id: Id, body: schemas.SurveyAcceptance, principal: Accepter, session: SessionDep, clock: ClockDep
) -> schemas.SurveyAccepted:
    """Take all sound rows, or the chosen ones, into the register from a day on."""
    taken = surveys.accept_survey(
        session, principal, clock, survey_id, valid_from=body.valid_from, rows=body.rows, document=body.document
    )
    return schemas.SurveyAccepted(**taken, survey=_survey(session, principal, survey_id))


@router.post("/{survey_id}/reject")
def reject(
    survey_id: Id, body: schemas.SurveyRejection, principal: Accepter, session: SessionDep, clock: ClockDep
) -> schemas.SurveyAnswer:
    """Turn the survey down with a reason; file and findings stay on record."""
    surveys.reject_survey(session, principal, clock, survey_id, reason=body.reason)
    return _survey(session, principal, survey_id)


def _survey(session: Any, principal: Principal, survey_id: int, *, recognised: bool = False) -> schemas.SurveyAnswer:
    return schemas.SurveyAnswer(**survey_reads.find_survey(session, principal, survey_id), recognised=recognised)


def _attachment(name: str) -> dict[str, str]:
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
