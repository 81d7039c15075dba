"""An enterprise is asked for a report of its own plot: what may be asked, the asking, the link that goes to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.commitments.commitments import CommitmentFilter, list_commitments
from gisapp.kernel.dates import day_zh
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.kernel.workdays import DayUnit, Term, compute_deadline
from gisapp.mail.outbox import Letter, queue_letter
from gisapp.mail.terms import MailKind
from gisapp.mail.wording import Link, Wording
from gisapp.preparation.indicator_terms import Indicator
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.self_reports import store
from gisapp.self_reports.links import path_of
from gisapp.self_reports.reports import figure_words, find_report
from gisapp.self_reports.rules.figures import REPORTABLE, needed_for
from gisapp.self_reports.terms import ReportPart, ReportState, ReportStep
from gisapp.work_calendar.work_calendar import load_calendar


@dataclass(frozen=True, slots=True)
class Request:
    """What an officer asks of the holder of a contract; `figures` by name, `email` only to send the link to."""

    contract_id: int
    period_from: date
    period_to: date
    parts: Sequence[ReportPart]
    figures: Sequence[str]
    note: str
    due_on: date
    email: str | None = None


def offer_request(session: Session, principal: Principal, contract_id: int, today: date) -> dict[str, Any]:
    """Return what may be asked of a contract's holder: figures with the promises that need them, the last quarter, a day in working days."""
    contract = _contract(session, principal, contract_id, today)
    _, owed = list_commitments(session, principal, today, CommitmentFilter(contract_id=contract_id))
    wanted = needed_for(Indicator(row["indicator"]) for row in owed if row["indicator"] is not None)
    workdays = int(load_rulebook(session).value("self_report.answer_workdays", today))
    due = compute_deadline(today, Term(workdays, DayUnit.WORKING), load_calendar(session))
    quarter_from, quarter_to = last_quarter(today)
    return {
        **{name: contract[name] for name in ("contract_id", "contract_no", "party_name_zh", "plot_no", "park_name_zh")},
        "figures": [
            {
                **figure_words(name),
                "needed_for_zh": [indicator.label_zh for indicator in indicators],
                "needed_for_en": [indicator.label_en for indicator in indicators],
            }
            for name, indicators in wanted.items()
        ],
        "period_from": max(quarter_from, contract["signed_on"]),
        "period_to": max(quarter_to, contract["signed_on"]),
        "due_on": due.due_on,
        "workdays": workdays,
    }


def last_quarter(today: date) -> tuple[date, date]:
    """Return the first and the last day of the last quarter that is over."""
    begins = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    ends = begins - timedelta(days=1)
    return date(ends.year, ends.month - 2, 1), ends


def ask_for_report(
    session: Session, principal: Principal, request: Request, *, public_url: str, today: date, now: datetime
) -> dict[str, Any]:
    """Ask for a report and return its number; a letter with the link waits in the outbox where an address was given.

    404 for a contract that is not there or not for the caller, 409 for one that has ended, 400 for what cannot be asked.
    """
    contract = _contract(session, principal, request.contract_id, today)
    if contract["ended_on"] is not None and contract["ended_on"] <= today:
        raise Conflict(
            "self_report.contract_ended",
            f"合同 {contract['contract_no']} 已于{day_zh(contract['ended_on'])}终止，不能再请其自报。",
            message_en="The contract has ended; nothing can be asked of its holder.",
        )
    figures = _figures(request)
    _ensure_days(request, today)
    report_no = store.next_number(session, contract["zone_id"], today.year)
    report_id = store.insert_report(
        session,
        {
            **{name: contract[name] for name in ("zone_id", "park_id", "plot_id", "contract_id", "party_id")},
            "report_no": report_no,
            "asked_on": today,
            "period_from": request.period_from,
            "period_to": request.period_to,
            "parts": [str(part) for part in ReportPart if part in request.parts],
            "figures": figures,
            "note": request.note.strip(),
        },
    )
    store.insert_step(
        session,
        {
            "report_id": report_id,
            "sequence": 1,
            "step": str(ReportStep.ASK),
            "from_state": "",
            "state": str(ReportState.OPEN),
            "done_on": today,
            "due_on": request.due_on,
            "reason": "",
            "actor_id": principal.account_id,
            "actor_name": principal.name,
        },
    )
    record_event(
        session,
        principal,
        EventTag.SELF_REPORT_ASK,
        subject="self_report",
        subject_id=report_id,
        zone_id=contract["zone_id"],
        park_id=contract["park_id"],
        plot_id=contract["plot_id"],
        changes={
            "contract_no": {"old": None, "new": contract["contract_no"]},
            "parts": {"old": None, "new": "、".join(part.label_zh for part in ReportPart if part in request.parts)},
            "due_on": {"old": None, "new": request.due_on.isoformat()},
        },
        document=report_no,
    )
    if request.email:
        _write_letter(session, report_id, report_no, contract, request, public_url, now)
    return {"id": report_id, "report_no": report_no}


def show_link(
    session: Session, principal: Principal, report_id: int, *, public_url: str, today: date
) -> dict[str, Any]:
    """Return the link of a report with its QR code; who took it out is written down (404)."""
    row = find_report(session, principal, report_id, today)
    path = path_of(session, report_id)
    record_event(
        session,
        principal,
        EventTag.SELF_REPORT_LINK,
        subject="self_report",
        subject_id=report_id,
        zone_id=row["zone_id"],
        park_id=row["park_id"],
        plot_id=row["plot_id"],
        document=row["report_no"],
    )
    import segno

    code = segno.make(f"{public_url.rstrip('/')}{path}", error="m", micro=False)
    drawn = code.svg_inline(scale=4, border=4, dark="#000", light="#fff", omitsize=True) if public_url else None
    return {"path": path, "qr_svg": drawn}


def _write_letter(
    session: Session,
    report_id: int,
    report_no: str,
    contract: dict[str, Any],
    request: Request,
    public_url: str,
    now: datetime,
) -> None:
    """Put the letter with the link into the outbox; without an address of its own an installation cannot write links (400)."""
    if not public_url:
        raise Invalid(
            "self_report.no_public_url",
            "系统还没有设置对外网址，邮件里写不出链接。请先设置 GISAPP_PUBLIC_URL，或不填邮箱、改为复制链接交给企业。",
            message_en="Set GISAPP_PUBLIC_URL first, or leave the address empty and hand the link over yourself.",
        )
    zone = session.execute(text("select name_zh from zone where id = :id"), {"id": contract["zone_id"]}).scalar_one()
    link = f"{public_url.rstrip('/')}{path_of(session, report_id)}"
    parts = "、".join(part.label_zh for part in ReportPart if part in request.parts)
    asked = (
        f"请于{day_zh(request.due_on)}前，通过下面的链接填报合同 {contract['contract_no']}（地块 {contract['plot_no']}）"
        f"{day_zh(request.period_from)}至{day_zh(request.period_to)}的{parts}。"
    )
    wording = Wording(
        language="zh",
        subject=f"请填报用地情况（{report_no}，{day_zh(request.due_on)}前）",
        paragraphs=tuple(filter(None, (f"{contract['party_name_zh']}：", asked, request.note.strip()))),
        action=Link("填报用地情况", link),
        signature=f"{zone}管理机构",
        closing=(
            "链接只供贵企业使用，请勿外传；填报内容由经办人核收后用于履约核查。",
            "本邮件由系统发出，请勿直接回复。",
        ),
    )
    queue_letter(
        session,
        Letter(
            kind=MailKind.SELF_REPORT_ASKED,
            to_address=request.email or "",
            wording=wording,
            about="self_report",
            about_id=report_id,
        ),
        now,
    )


def _contract(session: Session, principal: Principal, contract_id: int, today: date) -> dict[str, Any]:
    contract = store.find_contract(session, contract_id, today, visible_parks(principal))
    if contract is None:
        raise NotFound(
            "contract.not_found",
            "没有这份合同，或您没有查看权限。请从列表中选择。",
            message_en="No such contract, or not for you.",
        )
    return contract


def _figures(request: Request) -> list[str]:
    """Return the names asked for in the order of the vocabulary (400 for an unknown one, for none where figures are asked)."""
    if not request.parts:
        raise Invalid(
            "self_report.nothing_asked",
            "没有选择要企业报什么，请至少选一项。",
            message_en="Choose at least one part to be reported.",
        )
    unknown = [name for name in request.figures if name not in REPORTABLE]
    if unknown:
        raise Invalid(
            "self_report.figure_unknown",
            f"不能请企业报“{'、'.join(unknown)}”，请从列表中选择。",
            message_en=f"{', '.join(unknown)} cannot be asked for; choose from the list.",
        )
    if (ReportPart.FIGURES in request.parts) != bool(request.figures):
        raise Invalid(
            "self_report.figures_unchosen",
            "请选择要报的数据；不报数据的，去掉“经营和投资数据”。",
            message_en="Choose the figures, or leave that part out.",
        )
    return [name for name in REPORTABLE if name in request.figures]


def _ensure_days(request: Request, today: date) -> None:
    if request.period_from > request.period_to:
        raise Invalid(
            "self_report.period_swapped",
            "填报期间的开始日晚于结束日，请对调。",
            message_en="The period ends before it begins; swap the days.",
        )
    if request.period_to > today:
        raise Invalid(
            "self_report.period_ahead",
            "填报期间还没有结束，请选已经结束的期间。",
            message_en="The period is not over yet; choose one that is.",
        )
    if request.due_on < today:
        raise Invalid(
            "self_report.due_past",
            f"截止日{day_zh(request.due_on)}已过，请定在今天或以后。",
            message_en="The last day is over; choose today or later.",
        )
