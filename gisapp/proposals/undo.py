"""Undo and redo of a proposal: the last step is taken back whole, the one taken back last is done again, on any machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.kernel.errors import Conflict
from gisapp.proposals.items import find_operation, put_back, take_out
from gisapp.proposals.proposals import lock_open, read_parts, touch


def undo_step(session: Session, principal: Principal, proposal_id: int, *, expected_version: int) -> dict[str, Any]:
    """Take the last step of a proposal back: an act together with what it put into neighbours; it can be done again.

    Return the operations of the step and the proposal's version. Conflict when the proposal is not open, is no longer the
    version that was seen, or there is nothing to take back.
    """
    held = _seen(session, principal, proposal_id, expected_version)
    rows = read_parts(session, proposal_id)["operations"]
    live = [row for row in rows if not row["is_removed"]]
    if not live:
        raise _nothing("没有可撤销的操作，请刷新草案后查看。", "There is nothing to undo.")
    last = live[-1]["step_of"] or live[-1]["id"]
    step = [row for row in live if last in (row["id"], row["step_of"])]
    number = max((row["undone_step"] or 0 for row in rows), default=0) + 1
    for row in reversed(step):
        take_out(session, principal, held, row, "undo")
        session.execute(
            text("update proposal_operation set undone_step = :number where id = :id"),
            {"number": number, "id": row["id"]},
        )
    return _told(session, principal, proposal_id, step)


def redo_step(session: Session, principal: Principal, proposal_id: int, *, expected_version: int) -> dict[str, Any]:
    """Do the step again that was taken back last, as it was; possible until something else is done in the proposal.

    Return the operations of the step and the proposal's version. Conflict as for undo, and where what the step starts from
    is used otherwise by now.
    """
    held = _seen(session, principal, proposal_id, expected_version)
    rows = read_parts(session, proposal_id)["operations"]
    number = max((row["undone_step"] or 0 for row in rows), default=0)
    step = [row for row in rows if row["undone_step"] == number]
    if not step:
        raise _nothing("没有可恢复的操作：撤销之后又做了别的操作。", "There is nothing to do again.")
    for row in step:
        put_back(session, principal, held, row, "redo")
    return _told(session, principal, proposal_id, step)


def _seen(session: Session, principal: Principal, proposal_id: int, expected_version: int) -> dict[str, Any]:
    held = lock_open(session, principal, proposal_id)
    if held["version"] != expected_version:
        raise Conflict(
            "proposal.changed_meanwhile",
            f"草案已由{held['changed_by_name']}修改（第{held['version']}版，您看到的是第{expected_version}版），请查看最新图形后再撤销或恢复。",
            message_en="Somebody else changed the proposal meanwhile; look at it first.",
        )
    return held


def _told(session: Session, principal: Principal, proposal_id: int, step: list[Mapping[str, Any]]) -> dict[str, Any]:
    version = touch(session, principal, proposal_id)
    return {"version": version, "operations": [find_operation(session, proposal_id, row["id"]) for row in step]}


def _nothing(message_zh: str, message_en: str) -> Conflict:
    return Conflict("proposal.nothing_to_step", message_zh, message_en=message_en)
