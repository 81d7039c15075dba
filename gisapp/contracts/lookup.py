"""Which contract, for whom: found inside the caller's parks, locked where something is to be signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.kernel.errors import Conflict, NotFound


def find_contract(session: Session, principal: Principal, contract_id: int, as_of: date) -> dict[str, Any]:
    """Return what was signed, with plot, party and park as on a day (404 outside the caller's parks)."""
    parameters = {"id": contract_id, "as_of": as_of, **visible_parks(principal)}
    row = session.execute(load("contracts/contract_one"), parameters).mappings().one_or_none()
    if row is None:
        raise NotFound(
            "contract.not_found",
            "没有这份合同，或您没有查看权限。请核对合同编号。",
            message_en="No such contract, or not for you.",
        )
    return dict(row)


def lock_contract(session: Session, principal: Principal, contract_id: int, as_of: date) -> dict[str, Any]:
    """Lock a contract for writing and return it as it is then; Conflict for one that has ended."""
    find_contract(session, principal, contract_id, as_of)
    session.execute(text("select 1 from contract where id = :id for update"), {"id": contract_id})
    found = find_contract(session, principal, contract_id, as_of)
    if found["ended_on"] is not None:
        raise Conflict(
            "contract.ended",
            f"该合同已于{found['ended_on']:%Y年%-m月%-d日}终止，不能再变更。",
            message_en="The contract has ended.",
        )
    return found


def expect_version(found: Mapping[str, Any], expected: int | None, newest: int) -> None:
    """Refuse to work on a version that is no longer the newest (409)."""
    if expected is not None and expected != newest:
        raise Conflict(
            "contract.changed_meanwhile",
            f"合同{found['contract_no']}已有第{newest}版（您看到的是第{expected}版），请刷新后在最新版本上重做。",
            message_en="Somebody else has signed a supplement meanwhile; reload it.",
        )
