"""What is under the pen is kept on the server while it is drawn: a killed browser loses nothing, another machine goes on."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.db.tables.drawing import DrawingSketchRow
from gisapp.kernel.errors import Conflict, Forbidden
from gisapp.proposals.proposals import lock_open


def find_sketch(session: Session, principal: Principal, proposal_id: int) -> dict[str, Any] | None:
    """Return what the caller was drawing in a proposal; None where there is nothing."""
    row = (
        session.execute(
            select(DrawingSketchRow.version, DrawingSketchRow.content, DrawingSketchRow.changed_at).where(
                DrawingSketchRow.proposal_id == proposal_id, DrawingSketchRow.account_id == _account(principal)
            )
        )
        .mappings()
        .one_or_none()
    )
    return dict(row) if row else None


def keep_sketch(
    session: Session, principal: Principal, proposal_id: int, content: dict[str, Any], *, expected_version: int
) -> int:
    """Keep what is being drawn and return its version; `expected_version` 0 = there was none yet.

    Conflict with what is stored in `details` when another machine of the same person has saved meanwhile.
    """
    lock_open(session, principal, proposal_id)
    stored = find_sketch(session, principal, proposal_id)
    if (stored["version"] if stored else 0) != expected_version:
        raise Conflict(
            "drawing.sketch_changed_elsewhere",
            "您在另一个窗口或电脑上也在绘制这份草案，图形已有更新。请选择保留哪一份，两份都没有丢失。",
            message_en="You are drawing in this proposal in another window too; choose which to keep.",
            details={"stored": stored},
        )
    values = {"content": content, "version": expected_version + 1}
    session.execute(
        insert(DrawingSketchRow)
        .values(proposal_id=proposal_id, account_id=_account(principal), **values)
        .on_conflict_do_update(constraint="drawing_sketch_once", set_=values)
    )
    return expected_version + 1


def leave_sketch(
    session: Session,
    principal: Principal,
    proposal_id: int,
    content: dict[str, Any] | None,
    *,
    expected_version: int,
) -> int | None:
    """Keep what is left under the pen once an act is done (None = nothing), in the act's own transaction; return its version.

    What became an operation is thus never found again as a sketch, whenever a browser is killed. Where another window of the
    same person has saved meanwhile, that sketch is left alone and None returned: the act itself is no worse for it.
    """
    stored = find_sketch(session, principal, proposal_id)
    if (stored["version"] if stored else 0) != expected_version:
        return None
    if content is not None:
        return keep_sketch(session, principal, proposal_id, content, expected_version=expected_version)
    forget_sketch(session, principal, proposal_id)
    return 0


def forget_sketch(session: Session, principal: Principal, proposal_id: int) -> None:
    """Forget what was being drawn: it became an operation, or was given up."""
    session.execute(
        delete(DrawingSketchRow).where(
            DrawingSketchRow.proposal_id == proposal_id, DrawingSketchRow.account_id == _account(principal)
        )
    )


def _account(principal: Principal) -> int:
    if principal.account_id is None:
        raise Forbidden(
            "drawing.needs_account",
            "绘图需要以个人账号登录，请登录后再试。",
            message_en="Sign in with an account of your own.",
        )
    return principal.account_id
