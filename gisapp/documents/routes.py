"""Documents over HTTP: what is missing, preview, issue, download, verify; templates and the issuing office."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import Depends, File, Form, Query, Response, UploadFile

from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, SettingsDep, require
from gisapp.api.file_answer import MEDIA, gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.documents import issuers, register, schemas
from gisapp.documents import templates_in_use as in_use
from gisapp.documents.issue import issue_from_source, preview_from_source
from gisapp.documents.kinds import all_kinds, find_kind
from gisapp.kernel.bounds import Id, VersionNo

router = Router(prefix="/api", tags=["documents"])

Reader = Annotated[Principal, Depends(require(Permission.DOCUMENT_READ))]
Issuing = Annotated[Principal, Depends(require(Permission.DOCUMENT_ISSUE))]
TemplateEditor = Annotated[Principal, Depends(require(Permission.DOCUMENT_TEMPLATE_EDIT))]
Short = Annotated[str | None, Query(max_length=80)]
FormName = Literal["docx", "pdf"]


@router.get("/documents")
def page(
    session: SessionDep,
    principal: Reader,
    as_of: AsOfDep,
    wanted: Annotated[register.DocumentFilter, Query()],
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> schemas.DocumentPage:
    """Documents issued up to a day in the caller's parks, newest first."""
    found = register.list_documents(session, principal, as_of, wanted, limit=limit, offset=offset)
    return schemas.DocumentPage(**found)


@router.get("/documents/of/{subject}/{subject_id}")
def of_subject(
    subject: str,
    subject_id: Id,
    session: SessionDep,
    principal: Reader,
    clock: ClockDep,
    as_of: AsOfDep,
    kinds: Short = None,
) -> schemas.SubjectPapers:
    """The documents of one contract, listing, check …; for each kind not issued yet, what is missing before it can be."""
    wanted = [kind.strip() for kind in kinds.split(",")] if kinds else None
    found = register.subject_papers(
        session, principal, clock, subject=subject, subject_id=subject_id, kinds=wanted, as_of=as_of
    )
    return schemas.SubjectPapers(**found)


@router.get("/documents/of/{subject}/{subject_id}/{kind}/preview.{form}", **gives("docx", "pdf"))
def preview(
    subject: str, subject_id: Id, kind: str, form: FormName, session: SessionDep, principal: Reader, clock: ClockDep
) -> Response:
    """The document as it would be, stamped as a preview, with what is missing and what is unconfirmed in front."""
    content = preview_from_source(session, principal, clock, kind, subject=subject, subject_id=subject_id, form=form)
    return _file(f"预览 {find_kind(kind).title_zh}.{form}", content, form)


@router.post("/documents/recognise")
def recognise(
    session: SessionDep, principal: Reader, file: Annotated[UploadFile, File(description="A .docx or PDF in hand")]
) -> schemas.Recognition:
    """Which document this file is, by its SHA-256, if it is one at all; nothing of it is kept."""
    sha256 = hashlib.sha256(file.file.read()).hexdigest()
    return schemas.Recognition(**register.recognise_file(session, principal, sha256))


@router.get("/document-kinds")
def kinds(principal: Reader) -> list[schemas.KindName]:
    """The kinds of documents, in the order in which an officer meets them."""
    return [
        schemas.KindName(kind=kind.kind, title_zh=kind.title_zh, title_en=kind.title_en)
        for kind in all_kinds().values()
    ]


@router.get("/documents/{document_id}")
def one(document_id: Id, session: SessionDep, principal: Reader) -> schemas.IssuedDocument:
    return schemas.IssuedDocument(**register.find_document(session, principal, document_id))


@router.get("/documents/{document_id}/file.{form}", **gives("docx", "pdf"))
def download(document_id: Id, form: FormName, session: SessionDep, principal: Reader) -> Response:
    """The document byte by byte as it was issued."""
    name, content = register.document_bytes(session, principal, document_id, form)
    return _file(name, content, form)


@router.get("/documents/{document_id}/verify")
def verify(document_id: Id, session: SessionDep, principal: Reader) -> schemas.Verification:
    """Whether the stored bytes still have the hash they were issued with."""
    return schemas.Verification(**register.verify_document(session, principal, document_id))


@router.post("/documents", status_code=201)
def issue(body: schemas.IssueBody, session: SessionDep, principal: Issuing, clock: ClockDep) -> schemas.IssuedDocument:
    """Number and freeze a document; 409 with everything that is missing. Each kind asks for its own permission.

    The PDF is made when it is first asked for, so that nobody waits for a number while it is set.
    """
    identity = issue_from_source(
        session, principal, clock, body.kind, subject=body.subject, subject_id=body.subject_id, pdf=False
    )
    return schemas.IssuedDocument(**register.find_document(session, principal, identity))


@router.post("/documents/{document_id}/revoke")
def revoke(
    document_id: Id, body: schemas.RevokeBody, session: SessionDep, principal: Issuing, clock: ClockDep
) -> schemas.IssuedDocument:
    """Say with a reason that a document no longer holds; it stays with its number."""
    register.revoke_document(session, principal, document_id, body.reason, on=clock.today())
    return schemas.IssuedDocument(**register.find_document(session, principal, document_id))


# templates ------------------------------------------------------------------------------------------------------------


@router.get("/document-templates")
def templates(
    session: SessionDep, principal: Reader, settings: SettingsDep, as_of: AsOfDep
) -> list[schemas.TemplateItem]:
    """Every kind with the template in use, its earlier versions and the fields it may print."""
    zone = issuers.zone_of(session, settings.zone_code)
    return [schemas.TemplateItem(**item) for item in in_use.list_templates(session, zone["id"], as_of)]


@router.get("/document-templates/{kind}/template.docx", **gives("docx"))
def template_file(
    kind: str, session: SessionDep, principal: Reader, settings: SettingsDep, as_of: AsOfDep,
    version: VersionNo | None = None, shipped: bool = False,
) -> Response:  # fmt: skip
    """The template to edit in Word: the one in use, an earlier version, or the shipped one."""
    zone = issuers.zone_of(session, settings.zone_code)
    found = in_use.template_bytes(session, zone["id"], find_kind(kind), version_no=version, shipped=shipped, day=as_of)
    return _file(f"模板 {find_kind(kind).title_zh}.docx", found.content, "docx")


@router.get("/document-templates/{kind}/trial.{form}", **gives("docx", "pdf"))
def trial(
    kind: str, form: FormName, session: SessionDep, principal: Reader, settings: SettingsDep, as_of: AsOfDep
) -> Response:
    """The template in use, filled with an example in every field."""
    zone = issuers.zone_of(session, settings.zone_code)
    found = find_kind(kind)
    content = in_use.trial_rendering(found, in_use.template_on(session, zone["id"], found, as_of), as_of, form)
    return _file(f"试生成 {found.title_zh}.{form}", content, form)


@router.post("/document-templates/{kind}", status_code=201)
def replace(
    kind: str,
    session: SessionDep,
    principal: TemplateEditor,
    settings: SettingsDep,
    clock: ClockDep,
    file: Annotated[UploadFile, File(description="The edited .docx")],
    note: Annotated[str, Form(max_length=200)] = "",
    dry_run: Annotated[bool, Form(description="Check only, change nothing")] = False,
) -> schemas.TemplateChecked:
    """Check an edited template and, unless it is a dry run, use it from today on; 409 with every fault, unknown fields by name."""
    from gisapp.documents.template_check import check_template

    zone, found, content = issuers.zone_of(session, settings.zone_code), find_kind(kind), file.file.read()
    if dry_run:
        findings = check_template(found, content, clock.today())
        return schemas.TemplateChecked(findings=findings.as_dicts(), accepted=False)
    findings = in_use.replace_template(
        session, principal, zone["id"], found, file_name=_plain(file.filename or ""), content=content, note=note.strip(),
        valid_from=clock.today(),
    )  # fmt: skip
    return schemas.TemplateChecked(findings=findings.as_dicts(), accepted=True)


@router.post("/document-templates/{kind}/back-to-shipped")
def back_to_shipped(
    kind: str,
    body: schemas.BackToShipped,
    session: SessionDep,
    principal: TemplateEditor,
    settings: SettingsDep,
    clock: ClockDep,
) -> schemas.TemplateChecked:
    """Use the shipped template again from today on; the zone's own versions stay on record."""
    zone = issuers.zone_of(session, settings.zone_code)
    in_use.return_to_shipped(
        session, principal, zone["id"], find_kind(kind), valid_from=body.valid_from or clock.today(), reason=body.reason
    )
    return schemas.TemplateChecked(findings=[], accepted=True)


@router.get("/document-issuer")
def issuer(session: SessionDep, principal: Reader, settings: SettingsDep, as_of: AsOfDep) -> schemas.IssuerAnswer:
    """The office that issues on a day."""
    found = issuers.issuer_on(session, issuers.zone_of(session, settings.zone_code)["id"], as_of)
    return schemas.IssuerAnswer(
        issuer=schemas.Issuer(**found) if found else None, since=found["since"] if found else None
    )


@router.put("/document-issuer")
def revised_issuer(
    body: schemas.IssuerBody, session: SessionDep, principal: TemplateEditor, settings: SettingsDep, clock: ClockDep
) -> schemas.IssuerAnswer:
    """Let this office issue from a day on (default today)."""
    zone, day = issuers.zone_of(session, settings.zone_code), body.valid_from or clock.today()
    issuers.revise_issuer(session, principal, zone["id"], body.model_dump(exclude={"valid_from"}), valid_from=day)
    found: dict[str, Any] = issuers.issuer_on(session, zone["id"], day) or {}
    return schemas.IssuerAnswer(issuer=schemas.Issuer(**found), since=found["since"])


def _plain(name: str) -> str:
    """Return the last part of a file name as sent."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(char for char in last if char.isprintable())[:200] or "模板.docx"


def _file(name: str, content: bytes, form: str) -> Response:
    return Response(
        content,
        media_type=MEDIA[form],
        headers={
            "Content-Disposition": f"{'inline' if form == 'pdf' else 'attachment'}; filename*=UTF-8''{quote(name)}",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
