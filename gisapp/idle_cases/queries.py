"""Cases of idle land as they stand on a day: the list behind every figure, the sheet of one case, and what waits to become one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import Field
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import compose, load
from gisapp.documents.register import DocumentFilter, list_documents
from gisapp.evidence.vault import describe_files
from gisapp.idle.rules.limits import whole
from gisapp.idle.terms import CauseSide, IdleGround
from gisapp.idle_cases.clocks import own_time, read_clocks
from gisapp.idle_cases.compliance import OUTCOMES, TAKES_BACK
from gisapp.idle_cases.corrections import FIELDS
from gisapp.idle_cases.custody import custody_of, evidence_ids_of
from gisapp.idle_cases.entry_commands import read_drafts
from gisapp.idle_cases.facts import (
    LandAnswer,
    SwapAnswers,
    burdens_of,
    disposal_options,
    land_answer,
    latest_supplement_on,
)
from gisapp.idle_cases.lifecycle import Transition, open_steps
from gisapp.idle_cases.rules.annulment import register_to_update
from gisapp.idle_cases.rules.checks import late_performance
from gisapp.idle_cases.rules.limits import CODES, case_limits
from gisapp.idle_cases.store import FOREVER, as_steps, evidence_by_id, find_case, read_rows, read_steps, rows_in_force
from gisapp.idle_cases.terms import BlockingReason, CaseSource, CaseState, CaseStep, Measure
from gisapp.kernel.bounds import Id
from gisapp.kernel.filter import Filter, Listed, Words, like, listed
from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.money import format_yuan
from gisapp.kernel.rulebook import Rulebook
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.work_calendar.work_calendar import load_calendar


class CaseFilter(Filter):
    """Which cases are asked for; empty = all. `is_open` and `is_overdue` None = both; side `unknown` = not found yet."""

    states: Listed[CaseState] = listed("state")
    grounds: Listed[IdleGround] = listed("ground")
    sides: Listed[CauseSide] = listed("side", "whose cause")
    measures: Listed[Measure] = listed("measure")
    sources: Listed[CaseSource] = listed("source", "where the clue came from")
    parks: Listed[str] = listed("park", "park codes")
    blocking: Listed[BlockingReason] = listed("blocking", "what blocks")
    officer: Words | None = None
    plot_id: Id | None = None
    contract_id: Id | None = None
    party_id: Id | None = None
    is_open: bool | None = Field(default=None, validation_alias="open", description="true = still open")
    is_overdue: bool | None = Field(default=None, validation_alias="overdue", description="true = a term has run out")
    q: Words = Field(default="", description="part of case, plot, contract number or holder")


def list_cases(session: Session, principal: Principal, as_of: date, wanted: CaseFilter) -> dict[str, Any]:
    """Return the cases that pass the filter on a day, with counts and areas by state, by side, and of the overdue."""
    stale_days = whole(load_rulebook(session).entry("idle.case_stale_days", as_of))
    parameters = {**wanted.bound(), "q": like(wanted.q), "as_of": as_of, "case_id": None, **visible_parks(principal)}
    found = session.execute(compose("idle_cases/board", "idle_cases/case_list"), parameters).mappings()
    rows = [describe_case(dict(one), as_of, stale_days) for one in found]
    return {
        "items": rows,
        "total": len(rows),
        "idle_area_m2": sum((row["idle_area_m2"] for row in rows), start=0),
        "open": sum(row["is_open"] for row in rows),
        "overdue": sum(row["is_overdue"] for row in rows),
        "by_state": _count(row["state"] for row in rows),
        "by_side": _count(row["side"] or "unknown" for row in rows if row["is_open"]),
        "by_ground": _count(row["ground"] for row in rows if row["is_open"]),
    }


def describe_case(row: dict[str, Any], as_of: date, stale_days: int) -> dict[str, Any]:
    """Return a case's row with what a list shows of time: overdue (a term has run out), stale (no term, and nothing happens)."""
    due = row["next_due_on"]
    overdue = bool(row["is_open"] and due is not None and due < as_of)
    idle_days = (as_of - row["touched_on"]).days
    return {
        **row,
        "is_overdue": overdue,
        "overdue_days": (as_of - due).days if overdue and due is not None else 0,
        "untouched_days": idle_days,
        "is_stale": bool(row["is_open"] and not overdue and idle_days > stale_days),
    }


def list_suspects(session: Session, principal: Principal, as_of: date) -> list[dict[str, Any]]:
    """Return the land that the scan found idle and that no open case is about, longest idle first."""
    rows = session.execute(load("idle_cases/suspects"), {"as_of": as_of, **visible_parks(principal)}).mappings()
    return [dict(row) for row in rows]


def list_case_officers(session: Session, principal: Principal) -> list[dict[str, Any]]:
    """Return whom a case can be given to."""
    return [
        dict(row) for row in session.execute(load("idle_cases/officer_choice"), visible_parks(principal)).mappings()
    ]


def read_sheet(session: Session, principal: Principal, case_id: int, as_of: date) -> dict[str, Any]:
    """Return all there is of one case on a day: what was found, each step, every clock day by day, what may come next and why not."""
    book, calendar = load_rulebook(session), load_calendar(session)
    limits = case_limits(book, as_of)
    case = describe_case(find_case(session, principal, case_id, as_of), as_of, whole(limits.stale_days))
    rows = read_steps(session, case_id, as_of)
    services = read_rows(session, "services", case_id, as_of)
    entries = read_rows(session, "entries", case_id, as_of)
    corrections = read_rows(session, "corrections", case_id)
    files = {
        item["id"]: item for item in describe_files(session, principal, evidence_ids_of(session, case_id))
    } | evidence_by_id(session, principal, rows)
    steps = as_steps(rows, files)
    answer = land_answer(session, case, as_of, steps=rows, book=book)
    burdens = burdens_of(session, case, as_of, limits)
    options = disposal_options(case, answer, rows, burdens, SwapAnswers())
    for row in [*rows, *services, *entries, *corrections]:
        row["evidence"] = [files[one] for one in row["evidence_ids"] if one in files]
    held = {row["id"] for row in rows_in_force(rows)}
    for row in rows:
        row["basis"] = {name: part for name, part in row["basis"].items() if name != "rests_on"}  # for the case file
        row["is_annulled"] = row["id"] not in held and not CaseStep(row["step"]).goes_back
        row["receipts"] = [files[one] for one in row["receipt_ids"] or () if one in files]
        row["corrections"] = [
            item
            for item in corrections
            if (item["target"] == "step" and item["target_id"] == row["id"])
            or (item["target"] == "service" and item["target_id"] == row["service_id"])
        ]
    may_read_documents = principal.may(Permission.DOCUMENT_READ)
    return {
        **case,
        "identification": answer.identification.as_dict() if answer else None,
        "own_time": own_time(answer),
        "fee": _fee(answer),
        "steps": rows,
        "services": services,
        "entries": entries,
        "corrections": corrections,
        "officers": read_rows(session, "officers", case_id, as_of),
        "clocks": read_clocks(rows, steps, book, calendar, as_of),
        "creditors": burdens.creditors,
        "open_steps": [_open_step(way, case) for way in open_steps(CaseState(case["state"]))],
        "measures": [
            {
                "measure": str(option.measure),
                "is_open": option.is_open,
                "findings": [item.as_dict() for item in option.findings],
            }
            for option in options
        ],
        "consequence": _consequence(session, case, as_of),
        "findings": [item.as_dict() for item in (*_register_left(rows), *_warnings(case, as_of))],
        "documents": list_documents(
            session, principal, FOREVER, DocumentFilter(subject="idle_case", subject_id=case_id), limit=200
        )["items"]
        if may_read_documents
        else [],
        "drafts": read_drafts(session, case_id),
        "evidence": sorted(files.values(), key=lambda item: item["id"]),
        "custody": custody_of(session, case_id),
        "bundles": read_rows(session, "bundles", case_id),
        "limits": _limits(book, as_of),
        "correctable": FIELDS,
    }


def _open_step(way: Transition, case: Mapping[str, Any]) -> dict[str, Any]:
    takes_back = way.step is CaseStep.CLOSE and case["measure"] in [str(one) for one in TAKES_BACK]
    return {
        "step": str(way.step),
        "after": str(way.after),
        "document_zh": way.document_zh,
        "is_served": way.is_served,
        "article": way.article,
        "outcomes": [str(one) for one in OUTCOMES] if way.step is CaseStep.CLOSE and not takes_back else [],
        "ends_contract": takes_back,
        "goes_back": way.step.goes_back,
    }


def _consequence(session: Session, case: Mapping[str, Any], as_of: date) -> dict[str, Any] | None:
    """What the decision asks for beside the case: a supplement with a new start, or the end of the contract; and since when it is there."""
    if case["measure"] is None or case["contract_id"] is None:
        return None
    measure = Measure(case["measure"])
    told = {"contract_id": case["contract_id"], "start_on": None, "cause": None}
    if measure in TAKES_BACK:
        ended = session.execute(
            text("select ended_on from contract where id = :id"), {"id": case["contract_id"]}
        ).scalar()
        return {**told, "kind": "contract_end", "done_on": ended if ended is not None and ended <= as_of else None}
    if measure not in (Measure.EXTEND_START, Measure.ADJUST_USE, Measure.TEMPORARY_USE):
        return None
    signed = latest_supplement_on(session, case["contract_id"], as_of)
    done = signed if signed is not None and case["decided_on"] is not None and signed >= case["decided_on"] else None
    return {**told, "kind": "supplement", "start_on": case["terms_until"], "cause": case["side"], "done_on": done}


def _register_left(rows: Sequence[Mapping[str, Any]]) -> Iterable[Finding]:
    """A published finding was annulled, and neither the register was told nor a new finding registered since."""
    last = next((row for row in reversed(rows) if row["step"] in ("publish", "annul")), None)
    if last is not None and last["step"] == "annul" and last["withdrawn_on"] and last["registered_on"] is None:
        yield register_to_update()


def _warnings(case: Mapping[str, Any], as_of: date) -> Iterable[Finding]:
    if case["state"] == str(CaseState.PERFORMING):
        late = late_performance(case["next_due_on"], as_of)
        if late is not None:
            yield late
    elif case["is_overdue"] and case["due_of"] == "office":
        yield _waits(
            f"本步期限已于{case['next_due_on']:%Y年%-m月%-d日}届满，逾期 {case['overdue_days']} 日。", "请尽快办理。"
        )
    elif case["is_overdue"]:
        yield _waits("使用权人的期限已届满。", "没有收到材料或申请的，可以办理下一步。")
    if case["is_stale"]:
        yield _waits(f"已 {case['untouched_days']} 日没有进展。", "请登记阻碍原因和下一步工作，或办理下一步。")


def _waits(message_zh: str, fix_zh: str) -> Finding:
    return Finding("case.waits", Severity.WARNING, message_zh, fix_zh, "The case waits.")


def _fee(answer: LandAnswer | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    fee = answer.fee
    return {
        "amount_yuan": fee.amount_yuan,
        "amount_zh": None if fee.amount_yuan is None else f"{format_yuan(fee.amount_yuan)} 元",
        "arithmetic": fee.arithmetic,
        "refusal": fee.refusal.as_dict() if fee.refusal else None,
        "price_yuan": answer.facts.price_yuan.value,
        "price_source": answer.facts.price_yuan.source,
        "land_share": str(answer.facts.land_share),
        "basis": str(answer.limits.fee_share.basis),
        "confirmed": answer.limits.fee_share.confirmed,
    }


def _limits(book: Rulebook, as_of: date) -> list[dict[str, Any]]:
    return [
        {
            "code": entry.code,
            "value": entry.value,
            "unit": entry.unit,
            "basis": str(entry.basis),
            "confirmed": entry.confirmed,
            "note": entry.note,
        }
        for entry in book.entries(CODES, as_of).values()
    ]


def _count(values: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts
