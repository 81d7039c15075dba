"""Milestones of a measure: set with a due day, moved with a reason, reached with evidence, or dropped; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences
from gisapp.auth.principal import Principal
from gisapp.db.tables.reuse import ReuseMilestoneEntryRow, ReuseMilestoneRow
from gisapp.evidence.vault import load_evidence
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.reuse.measure_register import tell
from gisapp.reuse.queries import locate_measure
from gisapp.reuse.terms import ReuseMilestoneKind


def set_milestone(
    session: Session, principal: Principal, measure_id: int, *, kind: str, title_zh: str, due_on: date, today: date
) -> int:
    """Set a milestone with its due day; return its id."""
    found = locate_measure(session, principal, measure_id, today)
    if not found["is_open"]:
        raise Conflict("reuse.closed", "该措施已经结束，不能再设节点。", message_en="The measure has ended.")
    title = title_zh.strip() or ReuseMilestoneKind(kind).label_zh
    milestone_id: int = session.execute(
        insert(ReuseMilestoneRow)
        .values(measure_id=measure_id, kind=kind, title_zh=title)
        .returning(ReuseMilestoneRow.id)
    ).scalar_one()
    _enter(session, principal, milestone_id, 1, MilestoneChange("set", due_on), today)
    tell(session, principal, found, differences({}, {"milestone": title, "due_on": due_on}))
    return milestone_id


@dataclass(frozen=True, slots=True)
class MilestoneChange:
    """What happens to a milestone: moved to a day, reached on one, or dropped."""

    act: str
    due_on: date | None = None
    done_on: date | None = None
    reason: str = ""
    evidence_ids: Sequence[int] = ()


def change_milestone(
    session: Session, principal: Principal, milestone_id: int, change: MilestoneChange, *, today: date
) -> None:
    """Move, reach or drop a milestone; a reached one needs evidence, a moved or dropped one a reason (400)."""
    load_evidence(session, principal, change.evidence_ids)
    row = session.execute(
        text("select measure_id, title_zh from reuse_milestone where id = :id"), {"id": milestone_id}
    ).one_or_none()
    if row is None:
        raise NotFound("reuse.milestone_not_found", "没有这个节点，请刷新后重试。", message_en="No such milestone.")
    found = locate_measure(session, principal, row.measure_id, today)
    last = session.execute(
        text(
            "select sequence, act, due_on from reuse_milestone_entry where milestone_id = :id order by sequence desc limit 1"
        ),
        {"id": milestone_id},
    ).one()
    if last.act in ("done", "drop"):
        raise Conflict("reuse.milestone_settled", "该节点已经办结，请刷新后查看。", message_en="It is settled already.")
    _refuse_incomplete(change.act, change.due_on, change.done_on, change.reason, change.evidence_ids, today)
    if change.act == "move" and change.due_on == last.due_on:
        raise Conflict("reuse.unchanged", "与现有期限相同，没有需要保存的变化。", message_en="Nothing would change.")
    _enter(session, principal, milestone_id, last.sequence + 1, change, today)
    changes = differences({"due_on": last.due_on}, {"due_on": change.due_on or last.due_on, "done_on": change.done_on})
    tell(session, principal, found, {"milestone": {"old": row.title_zh, "new": change.act}, **changes}, change.reason)


def _refuse_incomplete(
    act: str, due_on: date | None, done_on: date | None, reason: str, evidence_ids: Sequence[int], today: date
) -> None:
    if act == "move" and due_on is None:
        raise Invalid("reuse.milestone_day", "请填写新的期限。", message_en="Give the new day.")
    if act == "done" and (done_on is None or done_on > today):
        raise Invalid(
            "reuse.milestone_done_on", "请填写实际完成日期，不晚于今天。", message_en="Give the day it was reached."
        )
    if act == "done" and not evidence_ids:
        raise Invalid(
            "reuse.milestone_unproved", "完成节点须附证明材料，请先上传文件。", message_en="Evidence is missing."
        )
    if act in ("move", "drop") and not reason.strip():
        raise Invalid("reuse.milestone_unexplained", "改期或取消须写明理由，请填写。", message_en="Say why.")


def _enter(
    session: Session, principal: Principal, milestone_id: int, number: int, change: MilestoneChange, today: date
) -> None:
    session.execute(
        insert(ReuseMilestoneEntryRow).values(
            milestone_id=milestone_id,
            sequence=number,
            act=change.act,
            entered_on=today,
            due_on=change.due_on if change.act in ("set", "move") else None,
            done_on=change.done_on if change.act == "done" else None,
            reason=change.reason.strip(),
            evidence_ids=list(dict.fromkeys(change.evidence_ids)),
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
    )
