"""The cleared-land checklist of a plot (闲置土地处置办法 第二十一条), answered with evidence, and its disputes, opened and settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.history import replace_from
from gisapp.db.sql_file import load
from gisapp.db.tables.readiness import ClearedLandAnswerRow
from gisapp.evidence.vault import load_evidence
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.land.plot_register import first_day, locate_plot, refuse_day_outside_life
from gisapp.preparation.readiness_refresh import lock_readiness, refresh_readiness


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """What is said of one condition of cleared land, from a day on."""

    item: str
    answer: str
    remark: str
    evidence_ids: Sequence[int]
    valid_from: date


def answer_item(session: Session, principal: Principal, plot_id: int, given: ItemAnswer, *, today: date) -> None:
    """Answer one of the five conditions from a day on; a yes needs evidence, a no a remark that says what is lacking."""
    ids = list(dict.fromkeys(given.evidence_ids))
    load_evidence(session, principal, ids)
    if given.answer == "yes" and not ids:
        raise Invalid(
            "readiness.yes_without_evidence",
            "结论为“是”须附证明材料，请先上传文件。",
            message_en="A yes needs evidence; upload the file first.",
        )
    if given.answer == "no" and not given.remark.strip():
        raise Invalid("readiness.no_without_remark", "结论为“否”请写明缺什么。", message_en="Say what is lacking.")
    lock_readiness(session)
    newest = locate_plot(session, principal, plot_id)
    refuse_day_outside_life(newest, given.valid_from, first_day(session, plot_id))
    values = {
        "answer": given.answer,
        "remark": given.remark.strip(),
        "evidence_ids": ids,
        "answered_by_name": principal.name,
    }
    before, _ = replace_from(
        session, ClearedLandAnswerRow, {"plot_id": plot_id, "item": given.item}, given.valid_from, values
    )
    told = ("answer", "remark", "evidence_ids")
    changes = differences(
        {f"{given.item}.{name}": before[name] for name in told} if before else {},
        {f"{given.item}.{name}": values[name] for name in told},
    )
    if not changes:
        raise Conflict(
            "readiness.answer_unchanged", "与该日期的结论相同，没有需要保存的变化。", message_en="Nothing would change."
        )
    _tell(session, principal, newest, EventTag.READINESS_ANSWER, "cleared_land_answer", None, changes, given.valid_from)
    refresh_readiness(session, today, [plot_id])


def open_dispute(
    session: Session,
    principal: Principal,
    plot_id: int,
    *,
    title: str,
    opened_on: date,
    evidence_ids: Sequence[int],
    today: date,
) -> int:
    """Record a legal or economic dispute about a plot; until it is settled the plot cannot be offered."""
    if opened_on > today:
        raise Invalid("dispute.in_future", "纠纷发生日期不能晚于今天，请改正。", message_en="It cannot begin later.")
    ids = list(dict.fromkeys(evidence_ids))
    load_evidence(session, principal, ids)
    lock_readiness(session)
    newest = locate_plot(session, principal, plot_id)
    dispute_id: int = session.execute(
        text(
            "insert into dispute (plot_id, title, opened_on, evidence_ids, recorded_by_name)"
            " values (:plot_id, :title, :opened_on, :ids, :name) returning id"
        ),
        {"plot_id": plot_id, "title": title.strip(), "opened_on": opened_on, "ids": ids, "name": principal.name},
    ).scalar_one()
    changes = differences({}, {"title": title.strip(), "opened_on": opened_on})
    _tell(session, principal, newest, EventTag.DISPUTE_REVISE, "dispute", dispute_id, changes, opened_on)
    refresh_readiness(session, today, [plot_id])
    return dispute_id


def settle_dispute(
    session: Session,
    principal: Principal,
    dispute_id: int,
    *,
    closed_on: date,
    outcome: str,
    evidence_ids: Sequence[int],
    today: date,
) -> int:
    """Record how a dispute ended and return its plot; settled once (Conflict), with what proves it."""
    plot_id = session.execute(text("select plot_id from dispute where id = :id"), {"id": dispute_id}).scalar()
    if plot_id is None:
        raise NotFound("dispute.not_found", "没有这件纠纷，请刷新后重试。", message_en="No such dispute.")
    newest = locate_plot(session, principal, plot_id)
    ids = list(dict.fromkeys(evidence_ids))
    load_evidence(session, principal, ids)
    if not ids:
        raise Invalid(
            "dispute.settled_without_evidence",
            "了结纠纷须附证明材料（调解书、判决书、撤诉材料等），请先上传文件。",
            message_en="What ended the dispute needs evidence.",
        )
    if closed_on > today:
        raise Invalid(
            "dispute.in_future", "了结日期不能晚于今天，请改正。", message_en="It cannot end later than today."
        )
    lock_readiness(session)
    session.execute(
        text(
            "insert into dispute_closure (dispute_id, closed_on, outcome, evidence_ids, recorded_by_name)"
            " values (:id, :closed_on, :outcome, :ids, :name)"
        ),
        {"id": dispute_id, "closed_on": closed_on, "outcome": outcome.strip(), "ids": ids, "name": principal.name},
    )
    changes = differences({}, {"closed_on": closed_on, "outcome": outcome.strip()})
    _tell(session, principal, newest, EventTag.DISPUTE_REVISE, "dispute", dispute_id, changes, closed_on)
    refresh_readiness(session, today, [plot_id])
    return plot_id


def list_disputes(session: Session, plot_id: int) -> list[dict[str, Any]]:
    """Return every dispute of a plot, open ones first; the right to see the plot is checked by whoever asks."""
    return [dict(row) for row in session.execute(load("preparation/disputes"), {"plot_id": plot_id}).mappings()]


def _tell(
    session: Session,
    principal: Principal,
    newest: dict[str, Any],
    tag: EventTag,
    subject: str,
    subject_id: int | None,
    changes: dict[str, Any],
    day: date,
) -> None:
    record_event(
        session,
        principal,
        tag,
        subject=subject,
        subject_id=subject_id,
        plot_id=newest["plot_id"],
        park_id=newest["park_id"],
        zone_id=newest["zone_id"],
        changes={**changes, "valid_from": {"old": None, "new": day.isoformat()}},
    )
