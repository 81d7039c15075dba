"""The list of approval items changed by the zone: a new version of an item holds from a day on; running cases keep theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.approvals.catalogue import load_catalogue
from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.history import replace_from
from gisapp.db.sql_file import load
from gisapp.db.tables.approval import ApprovalItemRow, ApprovalStageRow
from gisapp.kernel.errors import Conflict, Invalid, NotFound

_TOLD = (
    "stage_code", "name_zh", "department_zh", "days", "unit", "statutory_days", "statutory_unit", "needs", "excluded", "handling",
    "is_tolerable", "extension_days_max", "basis", "confirmed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """One version of an item as its row has it (`values`), from which day on, and why."""

    code: str
    values: dict[str, Any]
    valid_from: date
    reason: str


@dataclass(frozen=True, slots=True)
class StageDraft:
    """One version of a stage, from which day on, and why."""

    code: str
    name_zh: str
    name_en: str
    lead_zh: str
    sort_order: int
    is_alongside: bool
    valid_from: date
    reason: str


def list_items(session: Session, as_of: date) -> dict[str, Any]:
    """Return stages and items in force on a day, each item with its newest version to come."""
    rows = [dict(row) for row in session.execute(load("approvals/items")).mappings()]
    running = {row["code"]: row for row in rows if _holds(row, as_of)}
    coming: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row["effective_from"] > as_of:
            coming.setdefault(row["code"], row)
    rows_open = session.execute(
        text(
            "select item_code, count(*) as number from approval_case where outcome is null and returned_on is null group by 1"
        )
    )
    counts: dict[str, int] = {row.item_code: row.number for row in rows_open}
    items = [
        {
            **row,
            "coming_on": coming[code]["effective_from"] if code in coming else None,
            "open_cases": counts.get(code, 0),
        }
        for code, row in running.items()
    ]
    items += [
        {**row, "coming_on": row["effective_from"], "open_cases": 0}
        for code, row in coming.items()
        if code not in running
    ]
    stages = [stage for stage in load_catalogue(session).stages if stage.holds_on(as_of)]
    return {
        "as_of": as_of,
        "stages": [
            {
                "code": s.definition.code,
                "name_zh": s.definition.name_zh,
                "name_en": s.definition.name_en,
                "lead_zh": s.definition.lead_zh,
                "sort_order": s.definition.order,
                "is_alongside": s.definition.alongside,
                "effective_from": s.effective_from,
            }
            for s in stages
        ],
        "items": items,
    }


def item_history(session: Session, code: str) -> list[dict[str, Any]]:
    """Return every version ever recorded of an item, those now known first (404 for an unknown code)."""
    rows = [dict(row) for row in session.execute(load("approvals/item_history"), {"code": code}).mappings()]
    if not rows:
        raise _unknown(code)
    return rows


def revise_item(session: Session, principal: Principal, draft: ItemDraft, *, today: date) -> None:
    """Let an item read like this from a day on (new codes too); Conflict where the list would no longer fit together."""
    _refuse_faults(draft, today)
    _lock(session)
    values = {**draft.values, "recorded_by_name": principal.name}
    before, _ = replace_from(session, ApprovalItemRow, {"code": draft.code}, draft.valid_from, values)
    if before is not None and all(before[name] == draft.values[name] for name in draft.values):
        raise Conflict(
            "approval.item_unchanged", "与该日生效的版本相同，没有需要保存的变化。", message_en="Nothing would change."
        )
    _refuse_broken(session, draft.valid_from)
    old = {name: before[name] for name in _TOLD} if before else {}
    changes = differences(_words(old), _words({name: draft.values[name] for name in _TOLD}))
    if before is None or before["materials"] != draft.values["materials"]:
        changes["materials"] = {
            "old": _materials(before["materials"]) if before else None,
            "new": _materials(draft.values["materials"]),
        }
    _tell(session, principal, draft.code, {**changes, "valid_from": _new(draft.valid_from)}, draft.reason)


def retire_item(
    session: Session, principal: Principal, code: str, *, valid_from: date, reason: str, today: date
) -> None:
    """Take an item off the list from a day on; running cases are finished by the version they began with."""
    _refuse_past(valid_from, today)
    _lock(session)
    before, _ = replace_from(session, ApprovalItemRow, {"code": code}, valid_from, None)
    if before is None:
        raise _unknown(code)
    _refuse_broken(session, valid_from)
    _tell(session, principal, code, {"ends_on": _new(valid_from)}, reason)


def revise_stage(session: Session, principal: Principal, draft: StageDraft, *, today: date) -> None:
    """Let a stage read like this from a day on."""
    _refuse_past(draft.valid_from, today)
    _lock(session)
    values = {
        "name_zh": draft.name_zh,
        "name_en": draft.name_en,
        "lead_zh": draft.lead_zh,
        "sort_order": draft.sort_order,
        "is_alongside": draft.is_alongside,
    }
    before, _ = replace_from(session, ApprovalStageRow, {"code": draft.code}, draft.valid_from, values)
    _refuse_broken(session, draft.valid_from)
    changes = differences({name: before[name] for name in values} if before else {}, values)
    _tell(session, principal, f"stage:{draft.code}", {**changes, "valid_from": _new(draft.valid_from)}, draft.reason)


def _refuse_faults(draft: ItemDraft, today: date) -> None:
    _refuse_past(draft.valid_from, today)
    values = draft.values
    codes = [one["code"] for one in values["materials"]]
    if len(set(codes)) != len(codes):
        raise Invalid(
            "approval.material_twice", "材料代码重复，请修改后再保存。", message_en="A material code is there twice."
        )
    for one in values["materials"]:
        if one.get("tolerable") and one["class"] == "main":
            raise Invalid(
                "approval.main_tolerable",
                f"“{one['name_zh']}”是主要材料，不能列为可容缺。",
                message_en="A main material may not come later.",
            )
        if one.get("tolerable") and not values["is_tolerable"]:
            raise Invalid(
                "approval.item_not_tolerable",
                f"“{one['name_zh']}”列为可容缺，但事项不在容缺事项清单内，请先勾选事项可容缺。",
                message_en="The item itself is not on the list.",
            )
    same_unit = values["statutory_unit"] == values["unit"]
    if values["statutory_days"] is not None and same_unit and values["days"] > values["statutory_days"]:
        raise Invalid(
            "approval.longer_than_law",
            f"承诺时限 {values['days']} 超过法定时限 {values['statutory_days']}，请缩短。",
            message_en="The promise is longer than the law allows.",
        )


def _refuse_past(day: date, today: date) -> None:
    if day < today:
        raise Invalid(
            "approval.item_day_past",
            "新版本自今日或以后生效：已经受理的事项按受理当日的清单考核，不能回溯修改。",
            message_en="A version holds from today on at the earliest.",
        )


def _refuse_broken(session: Session, valid_from: date) -> None:
    """Ask the list of this and of every later day of change whether it still fits together."""
    book = load_catalogue(session)
    days = {valid_from} | {item.effective_from for item in book.items if item.effective_from > valid_from}
    days |= {stage.effective_from for stage in book.stages if stage.effective_from > valid_from}
    for day in sorted(days):
        book.on(day)


def _lock(session: Session) -> None:
    session.execute(text("select pg_advisory_xact_lock(4494, 0)"))


def _holds(row: dict[str, Any], day: date) -> bool:
    return row["effective_from"] <= day and (row["effective_to"] is None or day < row["effective_to"])


def _words(values: dict[str, Any]) -> dict[str, Any]:
    return {name: "、".join(value) if isinstance(value, list) else value for name, value in values.items()}


def _materials(listed: list[dict[str, Any]]) -> str:
    return "、".join(one["name_zh"] + ("（可容缺）" if one.get("tolerable") else "") for one in listed)


def _new(day: date) -> dict[str, str | None]:
    return {"old": None, "new": day.isoformat()}


def _tell(session: Session, principal: Principal, code: str, changes: dict[str, Any], reason: str) -> None:
    record_event(
        session,
        principal,
        EventTag.APPROVAL_ITEM_CHANGE,
        subject=f"approval_item:{code}",
        changes=changes,
        reason=reason,
    )


def _unknown(code: str) -> NotFound:
    return NotFound(
        "approval.item_unknown", f"清单里没有事项“{code}”，请从列表中选择。", message_en=f"There is no item {code}."
    )
