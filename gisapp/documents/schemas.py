"""Bodies of the documents' routes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from gisapp.api.answers import Titled
from gisapp.auth.permissions import Permission
from gisapp.documents.kinds import FieldType
from gisapp.kernel.bounds import Id

Line = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]
Reason = Annotated[str, StringConstraints(min_length=2, max_length=500, strip_whitespace=True)]


class IssuedDocument(Titled):
    """One document as it left the house."""

    id: int
    kind: str
    document_no: str
    subject: str
    subject_id: int
    plot_id: int | None
    park_code: str | None
    park_name_zh: str | None
    issued_on: date
    issued_at: datetime
    issued_by_name: str
    docx_sha256: str
    docx_bytes: int
    pdf_sha256: str | None = Field(description="None until the PDF has been asked for the first time")
    pdf_bytes: int | None
    is_shipped_template: bool
    permission: Permission
    revoked_on: date | None
    revoked_reason: str | None
    revoked_by_name: str | None


class DocumentPage(BaseModel):
    as_of: date
    total: int
    items: list[IssuedDocument]


class DraftStanding(Titled):
    """What stands against issuing a document today."""

    kind: str
    permission: Permission
    findings: list[dict[str, Any]]
    may_be_issued: bool
    unconfirmed: list[str]


class SubjectPapers(BaseModel):
    subject: str
    subject_id: int
    issued: list[IssuedDocument]
    drafts: list[DraftStanding]


class IssueBody(BaseModel):
    kind: Name
    subject: Name
    subject_id: Id


class RevokeBody(BaseModel):
    reason: Reason


class Verification(BaseModel):
    docx_sha256: str
    docx_intact: bool
    pdf_sha256: str | None
    pdf_intact: bool | None


class Recognition(BaseModel):
    sha256: str
    document: IssuedDocument | None


class KindName(Titled):
    kind: str


class TemplateField(BaseModel):
    name: str
    label_zh: str
    type: FieldType
    required: bool
    forms: list[str] = Field(description="What may stand behind the dot in a template")
    columns: list[TemplateField]


class TemplateVersion(BaseModel):
    version_no: int
    file_name: str
    sha256: str
    size_bytes: int
    note: str
    uploaded_by_name: str
    since: date
    until: date | None
    is_known: bool
    recorded_at: datetime


class TemplateItem(Titled):
    kind: str
    numbering_zh: str
    unconfirmed: list[str]
    shipped_sha256: str
    current: TemplateVersion | None = Field(description="The zone's own version in use; None: the shipped one")
    versions: list[TemplateVersion]
    fields: list[TemplateField]


class TemplateChecked(BaseModel):
    findings: list[dict[str, Any]]
    accepted: bool


class BackToShipped(BaseModel):
    reason: Reason
    valid_from: date | None = None


class Issuer(BaseModel):
    """The office that issues."""

    name_zh: Name
    code_zh: Annotated[str, StringConstraints(min_length=1, max_length=20, strip_whitespace=True)]
    address: Line = ""
    postcode: Annotated[str, StringConstraints(max_length=10, strip_whitespace=True)] = ""
    phone: Line = ""
    representative: Line = ""
    account_name: Line = ""
    bank_name: Line = ""
    bank_account: Line = ""


class IssuerBody(Issuer):
    valid_from: date | None = None


class IssuerAnswer(BaseModel):
    issuer: Issuer | None
    since: date | None
