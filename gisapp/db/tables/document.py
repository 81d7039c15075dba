from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from gisapp.db.tables.base import Dated, Row


class DocumentIssuerRow(Dated, Row):
    __tablename__ = "document_issuer"
    zone_id: Mapped[int]
    name_zh: Mapped[str]
    code_zh: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    representative: Mapped[str] = mapped_column(default="")
    account_name: Mapped[str] = mapped_column(default="")
    bank_name: Mapped[str] = mapped_column(default="")
    bank_account: Mapped[str] = mapped_column(default="")
    recorded_by_name: Mapped[str] = mapped_column(default="")


class DocumentTemplateRow(Dated, Row):
    __tablename__ = "document_template"
    zone_id: Mapped[int]
    kind: Mapped[str]
    version_no: Mapped[int]
    title_zh: Mapped[str]
    file_name: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    uploaded_by: Mapped[int | None]
    uploaded_by_name: Mapped[str]


class DocumentRow(Row):
    __tablename__ = "document"
    id: Mapped[int] = mapped_column(primary_key=True)
    zone_id: Mapped[int]
    park_id: Mapped[int | None]
    plot_id: Mapped[int | None]
    kind: Mapped[str]
    document_no: Mapped[str]
    year: Mapped[int]
    sequence: Mapped[int]
    title_zh: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[int]
    template_id: Mapped[int | None]
    template_sha256: Mapped[str]
    context: Mapped[dict[str, Any]]
    docx: Mapped[bytes] = mapped_column(LargeBinary)
    docx_sha256: Mapped[str]
    issued_on: Mapped[date]
    issued_by: Mapped[int | None]
    issued_by_name: Mapped[str]


class DocumentPdfRow(Row):
    __tablename__ = "document_pdf"
    document_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    pdf: Mapped[bytes] = mapped_column(LargeBinary)
    pdf_sha256: Mapped[str]


class DocumentRevocationRow(Row):
    __tablename__ = "document_revocation"
    document_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    revoked_on: Mapped[date]
    reason: Mapped[str]
    revoked_by: Mapped[int | None]
    revoked_by_name: Mapped[str]
