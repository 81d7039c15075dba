"""What is noted of a case between its steps: what blocks, which instrument, what next; who handles it; papers served beside the steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.tables.idle_case import IdleCaseDraftRow, IdleCaseEntryRow, IdleCaseOfficerRow, IdleCaseServiceRow
from gisapp.documents.kinds import find_kind
from gisapp.evidence.vault import load_evidence
from gisapp.idle_cases.custody import note_added
from gisapp.idle_cases.judgement import ServiceDraft
from gisapp.idle_cases.store import lock_case, tell
from gisapp.idle_cases.terms import ENTRY_CODES, EntryKind, ServicePurpose
from gisapp.kernel.errors import Conflict, Invalid


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """A dated note: `code` from the typed list of its kind, `due_on` for what comes next, `amount_yuan` for what was paid."""

    kind: EntryKind
    entered_on: date
    code: str = ""
    due_on: date | None = None
    amount_yuan: Decimal | None = None
    note: str = ""
    evidence_ids: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """A paper served beside the steps: the notice to a creditor (`encumbrance_id`), a copy to a department or institution."""

    purpose: ServicePurpose
    service: ServiceDraft
    document_id: int | None = None
    document_no: str = ""
    encumbrance_id: int | None = None


def add_entry(session: Session, principal: Principal, case_id: int, draft: EntryDraft, *, today: date) -> int:
    """Note something of an open case and return the entry's id (400 for a code of another list, 409 once the case is closed)."""
    case = _lock_open(session, principal, case_id)
    _refuse_day(draft.entered_on, case["found_on"], today)
    codes = ENTRY_CODES.get(draft.kind)
    if (codes is not None and draft.code not in codes.values()) or (codes is None and draft.code):
        raise Invalid(
            "case.entry_code",
            f"“{draft.kind.label_zh}”的类型不在列表内，请从列表中选择。",
            message_en="Choose from the list of this kind.",
        )
    load_evidence(session, principal, draft.evidence_ids)
    entry_id: int = session.execute(
        insert(IdleCaseEntryRow)
        .values(
            case_id=case_id,
            kind=str(draft.kind),
            code=draft.code,
            entered_on=draft.entered_on,
            due_on=draft.due_on,
            amount_yuan=draft.amount_yuan,
            note=draft.note.strip(),
            evidence_ids=list(draft.evidence_ids),
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
        .returning(IdleCaseEntryRow.id)
    ).scalar_one()
    note_added(session, principal, case_id, draft.evidence_ids, draft.kind.label_zh)
    said = codes(draft.code).label_zh if codes is not None else draft.note.strip() or draft.kind.label_zh
    tell(
        session,
        principal,
        EventTag.IDLE_CASE_STEP,
        case,
        differences({}, {str(draft.kind): said, "due_on": draft.due_on}),
    )
    return entry_id


def name_officer(
    session: Session,
    principal: Principal,
    case_id: int,
    *,
    officer_id: int | None,
    officer_name: str,
    holds_from: date,
    reason: str,
) -> None:
    """Let somebody handle a case from a day on; who did before stays on record. A change of hands needs its reason (400)."""
    case = lock_case(session, principal, case_id)
    name = officer_name.strip()
    if officer_id is not None:
        row = session.execute(
            text(
                "select a.display_name from account a where a.id = :id and a.role = 'officer' and a.is_active"
                " and (a.all_parks or exists (select from account_park k where k.account_id = a.id and k.park_id = :park))"
            ),
            {"id": officer_id, "park": case["park_id"]},
        ).one_or_none()
        if row is None:
            raise Invalid(
                "case.officer_unknown",
                "该账号不能办理此园区的个案，请从列表中选择承办人。",
                message_en="This account may not handle cases of this park.",
            )
        name = row.display_name
    if not name:
        raise Invalid("case.officer_missing", "请选择或填写承办人。", message_en="Name the officer.")
    if case["officer_name"] == name:
        raise Conflict("case.officer_unchanged", "承办人没有变化，不需要保存。", message_en="Nothing would change.")
    if case["officer_name"] and not reason.strip():
        raise Invalid("case.officer_unexplained", "更换承办人须说明理由，请填写。", message_en="Say why.")
    session.execute(
        insert(IdleCaseOfficerRow).values(
            case_id=case_id,
            officer_id=officer_id,
            officer_name=name,
            holds_from=holds_from,
            reason=reason.strip(),
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
    )
    tell(
        session,
        principal,
        EventTag.IDLE_CASE_STEP,
        case,
        differences({"officer": case["officer_name"] or None}, {"officer": name, "holds_from": holds_from}),
        reason=reason.strip() or None,
    )


def record_notice(session: Session, principal: Principal, case_id: int, draft: NoticeDraft, *, today: date) -> int:
    """Record that a paper reached a creditor or a department, with its receipt (409 without one)."""
    case = _lock_open(session, principal, case_id)
    _refuse_day(draft.service.served_on, case["found_on"], today)
    if draft.purpose is ServicePurpose.HOLDER:
        raise Invalid(
            "case.service_by_step",
            "送达使用权人随办理步骤登记，请在相应步骤中填写送达。",
            message_en="Service to the holder belongs to its step.",
        )
    if not draft.service.evidence_ids:
        raise Conflict("case.receipt_missing", "没有送达回证，请上传。", message_en="The receipt is missing.")
    load_evidence(session, principal, draft.service.evidence_ids)
    number = draft.document_no.strip()
    if draft.document_id is not None:
        found = session.execute(
            text("select document_no from document where id = :id and subject = 'idle_case' and subject_id = :case_id"),
            {"id": draft.document_id, "case_id": case_id},
        ).scalar()
        if found is None:
            raise Invalid(
                "case.document_foreign",
                "所选文书不是本案的，请重新选择。",
                message_en="The document is not of this case.",
            )
        number = found
    if draft.encumbrance_id is not None:
        own = session.execute(
            text("select plot_id = :plot from encumbrance where id = :id"),
            {"id": draft.encumbrance_id, "plot": case["plot_id"]},
        ).scalar()
        if not own:
            raise Invalid(
                "case.encumbrance_foreign", "所选抵押登记不在本地块，请重新选择。", message_en="Not of this plot."
            )
    service_id: int = session.execute(
        insert(IdleCaseServiceRow)
        .values(
            case_id=case_id,
            purpose=str(draft.purpose),
            document_id=draft.document_id,
            document_no=number,
            kind=str(draft.service.kind),
            served_on=draft.service.served_on,
            recipient=draft.service.recipient.strip(),
            encumbrance_id=draft.encumbrance_id,
            evidence_ids=list(draft.service.evidence_ids),
            note=draft.service.note.strip(),
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
        .returning(IdleCaseServiceRow.id)
    ).scalar_one()
    note_added(session, principal, case_id, draft.service.evidence_ids, draft.purpose.label_zh)
    tell(
        session,
        principal,
        EventTag.IDLE_CASE_STEP,
        case,
        differences({}, {"recipient": draft.service.recipient.strip(), "served_on": draft.service.served_on}),
        document=number or None,
    )
    return service_id


def save_draft(session: Session, principal: Principal, case_id: int, kind: str, content: dict[str, Any]) -> None:
    """Keep what the officer writes into a coming document; the newest holds, earlier ones stay (400 for an unknown field)."""
    case = _lock_open(session, principal, case_id)
    known = {field.name for field in find_kind(kind).fields}
    unknown = sorted(set(content) - known)
    if unknown:
        raise Invalid(
            "case.draft_field",
            f"这种文书没有“{'、'.join(unknown)}”一项，请刷新后重填。",
            message_en=f"This kind of document has no {', '.join(unknown)}.",
        )
    session.execute(
        insert(IdleCaseDraftRow).values(
            case_id=case["id"], kind=kind, content=content, actor_id=principal.account_id, actor_name=principal.name
        )
    )


def read_drafts(session: Session, case_id: int) -> dict[str, dict[str, Any]]:
    """Return the newest draft of each kind of document of a case."""
    rows = session.execute(
        text("select distinct on (kind) kind, content from idle_case_draft where case_id = :id order by kind, id desc"),
        {"id": case_id},
    )
    return {row.kind: dict(row.content) for row in rows}


def _lock_open(session: Session, principal: Principal, case_id: int) -> dict[str, Any]:
    case = lock_case(session, principal, case_id)
    if not case["is_open"]:
        raise Conflict("case.closed", "该案已办结，不能再登记。", message_en="The case is closed.")
    return case


def _refuse_day(day: date, found_on: date, today: date) -> None:
    if not found_on <= day <= today:
        raise Invalid(
            "case.day_outside",
            f"日期应在发现之日（{found_on:%Y年%-m月%-d日}）之后、今天之前，请核对。",
            message_en="The day lies before the clue or ahead.",
        )
