"""What evidence, documents, rulebook and calendar refuse."""

from __future__ import annotations

from gisapp.db.refusals.meaning import Refusals
from gisapp.kernel.errors import Conflict, Invalid

RECORDS: Refusals = {
    "document_issued_once": lambda detail: Conflict(
        "document.issued_already",
        f"该事项已出具同类文书{detail.get('document_no') or ''}。如需重新出具，请先撤销原文书并说明理由。",
        message_en=f"Document {detail.get('document_no') or ''} has been issued for this already; revoke it first.",
    ),
    "document_number_follows": lambda _: Conflict(
        "document.number_taken",
        "文书编号刚被他人使用，请刷新后重新出具。",
        message_en="Somebody else has just taken this number; try again.",
    ),
    "document_bears_its_number": lambda detail: Conflict(
        "document.number_of_another",
        f"文书编号“{detail.get('given') or ''}”与登记的编号不一致，或已用于另一件文书。请核对公告编号、合同编号、补充协议编号后重新出具。",
        message_en=f"Number {detail.get('given') or ''} is not the one on record, or another document bears it; check the number and issue again.",
    ),
    "document_template_one_a_day": lambda _: Conflict(
        "document_template.changed_meanwhile",
        "该模板刚被他人更换，请刷新后重试。",
        message_en="Somebody else has just replaced this template; reload it.",
    ),
    "document_issuer_one_a_day": lambda _: Conflict(
        "document.issuer_changed_meanwhile",
        "出具单位刚被他人修改，请刷新后重试。",
        message_en="Somebody else has just revised the issuing office; reload it.",
    ),
    "document_revocation_pkey": lambda _: Conflict(
        "document.revoked_already",
        "该文书已经撤销，请刷新后查看。",
        message_en="This document has been revoked already.",
    ),
    "evidence_known": lambda detail: Invalid(
        "evidence.unknown",
        f"证据 {detail.get('id', '')} 不存在，请先上传文件再引用。",
        message_en="This piece of evidence does not exist; upload the file first.",
    ),
    "evidence_content_hash": lambda _: Invalid(
        "evidence.damaged",
        "文件在传输中损坏，请重新上传。",
        message_en="The file was damaged on its way; upload it again.",
    ),
    "rulebook_entry_once_a_day": lambda _: Conflict(
        "rulebook.changed_meanwhile",
        "该规则条目刚被他人修订，请刷新后重试。",
        message_en="Somebody else has just revised this entry; reload it.",
    ),
    "work_calendar_day_once": lambda _: Conflict(
        "calendar.changed_meanwhile",
        "这一天刚被他人修订，请刷新后重试。",
        message_en="Somebody else has just revised this day; reload it.",
    ),
}
