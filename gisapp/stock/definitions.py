"""What each class of the stock means in this zone: dated, edited with a reason, confirmed against a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.history import replace_from
from gisapp.db.sql_file import load
from gisapp.db.tables.stock import StockDefinitionRow
from gisapp.kernel.errors import Conflict, Invalid
from gisapp.stock.refresh import lock_stock, refresh_stock
from gisapp.stock.terms import StockClass

_TOLD = ("definition_zh", "definition_en", "land_use_codes", "basis", "confirmed")


@dataclass(frozen=True, slots=True)
class DefinitionDraft:
    """A class's meaning from a day on; `land_use_codes` are beginnings of codes, for 非供应 only."""

    stock_class: StockClass
    definition_zh: str
    definition_en: str
    land_use_codes: Sequence[str]
    basis: str
    confirmed: bool
    valid_from: date
    reason: str


def list_definitions(session: Session, as_of: date) -> list[dict[str, Any]]:
    """Return the definitions of every class, all periods, in the order of the ladder; `holds` marks the one of the day."""
    order = {item.value: index for index, item in enumerate(StockClass)}
    rows = [dict(row) for row in session.execute(load("stock/definitions")).mappings()]
    for row in rows:
        row["holds"] = row["effective_from"] <= as_of and (row["effective_to"] is None or as_of < row["effective_to"])
    return sorted(rows, key=lambda row: (order[row["stock_class"]], row["effective_from"]))


def revise_definition(session: Session, principal: Principal, draft: DefinitionDraft, today: date) -> None:
    """Let a class mean something else from a day on; the patches are worked out again. Conflict when nothing would change."""
    lock_stock(session)
    codes = sorted({code.strip() for code in draft.land_use_codes if code.strip()})
    if codes and draft.stock_class is not StockClass.NOT_FOR_SUPPLY:
        raise Invalid(
            "stock.codes_of_other_class",
            "只有“非供应”按用地代码判定，其他类别不填代码。",
            message_en="Only the class not for supply goes by codes.",
        )
    if not codes and draft.stock_class is StockClass.NOT_FOR_SUPPLY:
        raise Invalid("stock.codes_missing", "请填写至少一个用地代码。", message_en="One code at least is needed.")
    if any(not code.isdigit() for code in codes):
        raise Invalid("stock.code_malformed", "用地代码由数字组成，请改正。", message_en="Codes are digits.")
    values = {
        "definition_zh": draft.definition_zh.strip(),
        "definition_en": draft.definition_en.strip(),
        "land_use_codes": codes,
        "basis": draft.basis.strip(),
        "confirmed": draft.confirmed,
    }
    known = next(
        (
            row
            for row in list_definitions(session, draft.valid_from)
            if row["stock_class"] == draft.stock_class.value and row["holds"]
        ),
        None,
    )
    if known is not None and all(known[name] == values[name] for name in _TOLD):
        raise Conflict(
            "stock.definition_unchanged", "与该日生效的定义相同，没有变化。", message_en="Nothing would change."
        )
    replace_from(
        session,
        StockDefinitionRow,
        {"stock_class": draft.stock_class.value},
        draft.valid_from,
        {**values, "recorded_by_name": principal.name},
    )
    record_event(
        session,
        principal,
        EventTag.STOCK_REVISE,
        subject=f"stock_definition:{draft.stock_class.value}",
        changes=differences({name: known[name] for name in _TOLD} if known else {}, values)
        | {"valid_from": {"old": None, "new": draft.valid_from.isoformat()}},
        reason=draft.reason,
        document=draft.basis,
    )
    refresh_stock(session, today)
