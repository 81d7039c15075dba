"""One plot's answer: every contract on its ground with the engine's identification, the clock, what is known and by whom, and what time will bring."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.contracts.lookup import find_contract
from gisapp.db.sql_file import load
from gisapp.idle.development_facts import load_facts
from gisapp.idle.fact_records import list_facts
from gisapp.idle.rules.clock_picture import ClockPicture, clock_picture
from gisapp.idle.rules.course import Turn, becomes_idle_on, course_of
from gisapp.idle.rules.entered import entered_of
from gisapp.idle.rules.facts import DevelopmentFacts, Fact, Measured, latest
from gisapp.idle.rules.fee import IdleFee, fee_day, idle_land_fee
from gisapp.idle.rules.identification import Identification, identify_idle_land, warnings_of
from gisapp.idle.rules.limits import idle_limits, limits_change_after
from gisapp.idle.rules.missing import MISSING_EN
from gisapp.idle.rules.next_change import next_change
from gisapp.idle.rules.sentence import sentence_of
from gisapp.idle.terms import FactKind
from gisapp.kernel.dates import add_years, day_zh
from gisapp.kernel.errors import NotFound
from gisapp.kernel.evidence import cite
from gisapp.kernel.rulebook import Rulebook
from gisapp.preparation.rules.plausibility import implausible, plausible_limits
from gisapp.rulebook.rulebook import load_rulebook

COURSE_YEARS = 6


def describe_plot(session: Session, principal: Principal, plot_id: int, as_of: date) -> list[dict[str, Any]]:
    """Return the answer for each contract in force on the ground of a plot on a day, its own first; after a split or merger the old ones.

    The caller has made sure that the plot may be seen. RulebookEntryMissing for a day before the order was in force.
    """
    parameters = {"plot_id": plot_id, "as_of": as_of}
    rows = [dict(row) for row in session.execute(load("idle/plot_contracts"), parameters).mappings()]
    known = load_facts(session, [row["contract_id"] for row in rows], as_of)
    book = load_rulebook(session)
    return [
        {
            **row,
            **_described(session, principal, row["contract_id"], _shared(known[row["contract_id"]], row), book, as_of),
            "findings": _implausible(known[row["contract_id"]], row["area_m2"], book, as_of),
        }
        for row in rows
    ]


def describe_contract(session: Session, principal: Principal, contract_id: int, as_of: date) -> dict[str, Any]:
    """Return the answer for one contract on a day, with the same parts (404 outside the caller's parks or before it was signed)."""
    contract = find_contract(session, principal, contract_id, as_of)
    known = load_facts(session, [contract_id], as_of)
    if contract_id not in known:
        raise _not_signed(contract)
    book = load_rulebook(session)
    names = (
        "contract_no", "instrument", "signed_on", "project_name", "party_id", "party_name_zh", "party_name_en", "area_m2", "park_code",
    )  # fmt: skip
    return {
        "contract_id": contract_id,
        **{name: contract[name] for name in names},
        "shared_m2": contract["area_m2"],
        "is_own": True,
        **_described(session, principal, contract_id, known[contract_id], book, as_of),
        "findings": _implausible(known[contract_id], contract["area_m2"], book, as_of),
    }


def identification_bytes(
    session: Session, principal: Principal, contract_id: int, as_of: date, *, known_at: datetime | None = None
) -> bytes:
    """Return the identification alone as it is kept and hashed: the same facts and rulebook always give the same bytes.

    `known_at` = by the facts and the rulebook as they were known at that instant, before later corrections.
    """
    contract = find_contract(session, principal, contract_id, as_of)
    known = load_facts(session, [contract_id], as_of, known_at=known_at)
    if contract_id not in known:
        raise _not_signed(contract)
    return identify_idle_land(
        known[contract_id], idle_limits(load_rulebook(session, known_at), as_of), as_of
    ).as_bytes()


def _not_signed(contract: Mapping[str, Any]) -> NotFound:
    return NotFound(
        "idle.contract_not_signed",
        f"该合同于{day_zh(contract['signed_on'])}签订，所选日期还没有这份合同。请调整日期。",
        message_en="The contract was not signed yet on that day.",
    )


def _shared(facts: DevelopmentFacts, row: Mapping[str, Any]) -> DevelopmentFacts:
    """The facts with the part of the contract's land that lies under the plot."""
    if row["is_own"] or not row["area_m2"]:
        return facts
    return replace(facts, land_share=Fraction(row["shared_m2"]) / Fraction(row["area_m2"]))


def _described(
    session: Session, principal: Principal, contract_id: int, facts: DevelopmentFacts, book: Rulebook, as_of: date
) -> dict[str, Any]:
    limits = idle_limits(book, as_of)
    answer = identify_idle_land(facts, limits, as_of)
    turns = course_of(facts, book, as_of, add_years(as_of, COURSE_YEARS))
    picture = clock_picture(facts, limits, as_of)
    case_no = _open_case(session, contract_id)
    sentence = sentence_of(answer, open_case_no=case_no)
    return {
        "sentence_zh": sentence[0],
        "sentence_en": sentence[1],
        "answer": answer.as_dict() | {"missing_en": [MISSING_EN[name] for name in answer.missing]},
        "notices": _notices(session, contract_id, as_of) if answer.ground else [],
        "seized_by": _seized_by(session, contract_id, as_of) if answer.ground else [],
        "open_case_no": case_no,
        "sha256": hashlib.sha256(answer.as_bytes()).hexdigest(),
        "holds_until": next_change(facts, limits, as_of, limits_change_after(book, as_of)),
        "becomes_idle_on": becomes_idle_on(turns),
        "turns": [_turn(turn) for turn in turns],
        "warnings": [
            {"warn_on": day, "duty": str(duty.duty), "latest_on": duty.latest_on}
            for day, duty in warnings_of(answer, limits)
        ],
        "fee": _fee(idle_land_fee(facts, answer, idle_limits(book, fee_day(facts, as_of))), answer),
        "clock": None if picture is None else _clock(picture),
        "inputs": _inputs(facts, as_of),
        "facts": list_facts(session, principal, contract_id),
    }


def _implausible(facts: DevelopmentFacts, area_m2: Decimal | None, book: Rulebook, as_of: date) -> list[dict[str, Any]]:
    """What of the facts is to be looked at again, however they were entered."""
    return [item.as_dict() for item in implausible(entered_of(facts, as_of, area_m2), plausible_limits(book, as_of))]


def _open_case(session: Session, contract_id: int) -> str | None:
    """The case that is open for the contract now: its own clocks run there."""
    statement = text("select case_no from idle_case_results(array[:id]::bigint[], 'infinity')")
    return session.execute(statement, {"id": contract_id}).scalar_one_or_none()


def _notices(session: Session, contract_id: int, as_of: date) -> list[dict[str, Any]]:
    """Mortgagees who have to be told in writing of a plan or a recovery (articles 13, 14); a mortgage decides nothing about idleness."""
    rows = session.execute(load("idle/mortgagees"), {"contract_id": contract_id, "as_of": as_of}).mappings()
    return [dict(row) for row in rows]


def _seized_by(session: Session, contract_id: int, as_of: date) -> list[str]:
    """Courts whose seizure rests on the land: meanwhile the right is neither moved nor extinguished, so recovery is closed."""
    statement = text(
        "select e.holder_name from contract c join encumbrances_on(:day) e on e.plot_id = c.plot_id and e.kind = 'seizure'"
        " where c.id = :id order by e.encumbrance_id"
    )
    return list(session.execute(statement, {"id": contract_id, "day": as_of}).scalars())


def _turn(turn: Turn) -> dict[str, Any]:
    sentence = sentence_of(turn.answer)
    return {
        "turns_on": turn.on,
        "state": str(turn.answer.state),
        "side": None if turn.answer.side is None else str(turn.answer.side),
        "may_fee": turn.answer.may_fee,
        "may_recover": turn.answer.may_recover,
        "sentence_zh": sentence[0],
        "sentence_en": sentence[1],
    }


def _fee(fee: IdleFee, answer: Identification) -> dict[str, Any] | None:
    """The fee, or why there is none; nothing to say of land that is not idle."""
    if answer.ground is None:
        return None
    refusal = fee.refusal
    return {
        "amount_yuan": fee.amount_yuan,
        "arithmetic": fee.arithmetic,
        "refusal_zh": None if refusal is None else f"{refusal.message_zh}{refusal.fix_zh}",
        "refusal_en": None if refusal is None else refusal.message_en,
    }


def _clock(picture: ClockPicture) -> dict[str, Any]:
    return {
        "is_stop": picture.is_stop,
        "from_on": picture.from_on,
        "year_on": picture.year_on,
        "two_years_on": picture.two_years_on,
        "own_year_on": picture.own_year_on,
        "own_recovery_on": picture.own_recovery_on,
        "own_days": picture.own_days,
        "excused_days": picture.excused_days,
        "spans": [
            {
                "cause": str(span.cause.cause),
                "side": str(span.cause.cause.side),
                "began_on": span.began_on,
                "ended_on": span.ended_on,
                "proof": cite(span.cause.evidence),
            }
            for span in picture.spans
        ],
    }


def _inputs(facts: DevelopmentFacts, as_of: date) -> list[dict[str, Any]]:
    """What the engine takes for true of each single fact on the day, and where it has it from; newest measurement of those that repeat."""

    def day(kind: FactKind, fact: Fact[date]) -> dict[str, Any]:
        knowledge = "unknown" if not fact.is_known else "none" if fact.value is None else "known"
        return _input(kind, knowledge, fact.source, on=fact.value)

    def measured(kind: FactKind, found: Measured | None) -> dict[str, Any]:
        if found is None:
            return _input(kind, "unknown", "")
        taken = found.price_and_taxes
        return _input(kind, "known", found.source, on=found.on, amount=found.value, taken=taken)

    due = facts.due_area_m2
    stop = max((one for one in facts.stops if one.stopped_on <= as_of), key=lambda one: one.stopped_on, default=None)
    return [
        day(FactKind.AGREED_HANDOVER, facts.agreed_handover_on),
        day(FactKind.HANDOVER, facts.handover_on),
        day(FactKind.AGREED_START, facts.agreed_start_on),
        *(
            _input(FactKind.AGREED_START, "known", one.document, on=one.start_on)
            for one in facts.new_starts
            if one.signed_on <= as_of
        ),
        day(FactKind.PERMIT, facts.permit_on),
        day(FactKind.FOUNDATION, facts.foundation_on)
        | {"foundation_kind": None if facts.foundation is None else str(facts.foundation)},
        day(FactKind.COMPLETION, facts.completed_on),
        _input(
            FactKind.STOP,
            "known" if stop else "none" if facts.stops_known else "unknown",
            stop.source if stop else "",
            on=stop.stopped_on if stop else None,
        )
        | {"ended_on": stop.resumed_on if stop else None},
        _input(FactKind.DUE_AREA, "known" if due.is_known else "unknown", due.source, amount=due.value),
        measured(FactKind.DEVELOPED_AREA, latest(facts.developed_m2, as_of)),
        measured(FactKind.TOTAL_INVESTMENT, facts.total_investment),
        measured(FactKind.INVESTED, latest(facts.invested, as_of)),
    ]


def _input(
    kind: FactKind, knowledge: str, source: str, *, on: date | None = None, amount: Any = None, taken: Any = None
) -> dict[str, Any]:
    return {
        "kind": str(kind),
        "knowledge": knowledge,
        "source": source,
        "happened_on": on,
        "ended_on": None,
        "foundation_kind": None,
        "amount": amount,
        "price_and_taxes": taken,
    }
