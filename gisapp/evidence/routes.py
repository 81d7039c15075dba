"""Evidence over HTTP: a file comes in and is kept with its hash, is described, is opened."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, File, Form, Query, Response, UploadFile
from pydantic import BaseModel

from gisapp.api.deps import SessionDep, require
from gisapp.api.file_answer import ANY_FILE, gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.evidence.file_kind import SHOWN_INLINE
from gisapp.evidence.vault import FileDraft, describe_files, keep_file, read_file
from gisapp.kernel.bounds import Id

router = Router(prefix="/api/evidence", tags=["evidence"])

Reader = Annotated[Principal, Depends(require(Permission.EVIDENCE_READ))]
Bringer = Annotated[Principal, Depends(require(Permission.EVIDENCE_ADD))]


class EvidenceAnswer(BaseModel):
    """A kept file: `sha256` names its bytes, `dated` is the day written on it."""

    id: int
    park_code: str | None
    sha256: str
    file_name: str
    media_type: str
    size_bytes: int
    title: str
    dated: date | None
    source: str
    uploaded_at: datetime
    uploaded_by_name: str


@router.post("", status_code=201)
def bring(
    principal: Bringer,
    session: SessionDep,
    file: Annotated[UploadFile, File(description="photograph, scan, letter: kept byte by byte")],
    title: Annotated[str, Form(max_length=200)] = "",
    dated: Annotated[date | None, Form()] = None,
    source: Annotated[str, Form(max_length=200)] = "",
    park_code: Annotated[str | None, Form()] = None,
) -> EvidenceAnswer:
    """Keep a file; the answer carries the id that other requests name in `evidence_ids`."""
    draft = FileDraft(file.filename or "", file.file.read(), title, dated, source)
    file_id = keep_file(session, principal, draft, park_code=park_code or None)
    return EvidenceAnswer(**describe_files(session, principal, [file_id])[0])


@router.get("")
def describe(
    principal: Reader,
    session: SessionDep,
    ids: Annotated[str, Query(pattern=r"^\d{1,12}(,\d{1,12})*$", description="ids with commas between")],
) -> list[EvidenceAnswer]:
    """Several files at once, without their bytes."""
    wanted = [int(one) for one in ids.split(",")][:500]
    return [EvidenceAnswer(**row) for row in describe_files(session, principal, wanted)]


@router.get("/{evidence_id}/file", **gives(*ANY_FILE))
def open_file(evidence_id: Id, principal: Reader, session: SessionDep) -> Response:
    """The file as received; pictures and PDF open in the browser, in a sandbox, everything else is downloaded."""
    row, content = read_file(session, principal, evidence_id)
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
