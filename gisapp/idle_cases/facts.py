"""What stands beside a case on a day: the engine's answer, creditors, the fee, which ways of disposal are open and why others are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.db.sql_file import load
from gisapp.idle.development_facts import load_facts
from gisapp.idle.rules.cause import Deduction
from gisapp.idle.rules.facts import DevelopmentFacts
from gisapp.idle.rules.fee import IdleFee, fee_day, idle_land_fee
from gisapp.idle.rules.identification import Identification, identify_idle_land
from gisapp.idle.rules.limits import IdleLimits, idle_limits, whole
from gisapp.idle.rules.start_date import start_due
from gisapp.idle.rules.trace import Trace
from gisapp.idle.terms import CauseSide, IdleCause, IdleGround
from gisapp.idle.verdict import record_of
from gisapp.idle_cases.rules.disposal import DisposalFacts, MeasureOption, open_disposal_measures
from gisapp.idle_cases.rules.limits import CaseLimits, case_limits
from gisapp.idle_cases.store import last_in_force, rows_in_force
from gisapp.idle_cases.terms import CaseStep, EntryKind, Measure
from gisapp.kernel.dates import add_years, day_zh
from gisapp.kernel.money import format_yuan
from gisapp.kernel.rulebook import Rulebook
from gisapp.rulebook.rulebook import load_rulebook


@dataclass(frozen=True)
class LandAnswer:
    """The engine's answer about the land of a case on a day with what it was reckoned from; `fee_limits` = those of the determination."""

    facts: DevelopmentFacts
    limits: IdleLimits
    fee_limits: IdleLimits
    identification: Identification

    @property
    def fee(self) -> IdleFee:
        return idle_land_fee(self.facts, self.identification, self.fee_limits)

    def record(self) -> dict[str, Any]:
        """Return what the answer rests on, so that it can be worked out again by anybody: facts, entries, version of the rules, and the fee."""
        from gisapp.idle.answer_hash import engine_version

        fee = self.fee.amount_yuan
        record = record_of(self.facts, self.limits, self.fee_limits, self.identification.as_of, engine_version())
        return {**record, "fee_yuan": None if fee is None else str(fee)}

    @property
    def deductions(self) -> tuple[Deduction, ...]:
        """The spans of article 8 that took days out of the holder's own time, as the answer counted them; none that took no day."""
        own = self.identification.own_time
        return () if own is None else tuple(item for item in own.deductions if item.days)

    @property
    def start_due_on(self) -> date | None:
        return self.start_due_and_source[0]

    @property
    def start_due_and_source(self) -> tuple[date | None, str]:
        """The day on which development had to start, and the paper that says so."""
        trace = Trace()
        due = start_due(self.facts, self.limits, self.identification.as_of, trace)
        return due, trace.lines[-1].source if trace.lines else ""


@dataclass(frozen=True, slots=True)
class SwapAnswers:
    """What a swap of land wants to know (第十二条第五项); None = not looked up, which opens nothing."""

    price_paid: bool | None = None
    funds_ready: bool | None = None
    plan_changed: bool | None = None


def land_answer(
    session: Session,
    case: Mapping[str, Any],
    as_of: date,
    *,
    steps: Sequence[Mapping[str, Any]] = (),
    book: Rulebook | None = None,
) -> LandAnswer | None:
    """Return what the engine says of the case's land, the case's own discovery and finding included; None without a contract.

    `steps` are the steps taken so far; a finding that has been served, and not annulled since, is what an investigation established.
    """
    if case["contract_id"] is None:
        return None
    found = load_facts(session, [case["contract_id"]], as_of).get(case["contract_id"])
    if found is None:
        return None
    share = Fraction(case["idle_area_m2"]) / Fraction(case["area_m2"])
    facts = replace(found, land_share=share, discovered_on=found.discovered_on or case["found_on"])
    determined = last_in_force(steps, CaseStep.DETERMINE)
    if determined is not None:
        facts = replace(
            facts,
            established_cause=_cause_of(determined),
            established_on=determined["taken_on"],
            established_source=f"闲置土地认定书 {determined['document_no']}".strip(),
        )
    book = book or load_rulebook(session)
    limits = idle_limits(book, as_of)
    return LandAnswer(facts, limits, idle_limits(book, fee_day(facts, as_of)), identify_idle_land(facts, limits, as_of))


def _cause_of(determined: Mapping[str, Any]) -> IdleCause:
    if determined["cause"]:
        return IdleCause(determined["cause"])
    return {
        "own": IdleCause.OWN,
        "force_majeure": IdleCause.FORCE_MAJEURE,
    }.get(determined["side"], IdleCause.OTHER_GOVERNMENT)


def creditors_of(session: Session, case: Mapping[str, Any], as_of: date) -> list[dict[str, Any]]:
    """Return the mortgages on the land on a day, each with the day on which its creditor was told in writing."""
    parameters = {"case_id": case["id"], "plot_id": case["plot_id"], "as_of": as_of}
    return [dict(row) for row in session.execute(load("idle_cases/creditors"), parameters).mappings()]


@dataclass(frozen=True, slots=True)
class Burdens:
    """What else rests on the land of a case on a day: `creditors` its mortgages, `seized_by` courts, `extended_days` of earlier cases and
    supplements out of `extension_days_max`, the time that an extension may take from that day on (第十二条第一项)."""

    creditors: Sequence[Mapping[str, Any]]
    seized_by: tuple[str, ...] = ()
    extended_days: int = 0
    extension_days_max: int = 365

    @property
    def untold(self) -> tuple[str, ...]:
        """Who holds a mortgage and has not been told in writing; one of two mortgages told is one untold."""
        return tuple(row["holder_name"] for row in self.creditors if row["notified_on"] is None)


def burdens_of(session: Session, case: Mapping[str, Any], as_of: date, limits: CaseLimits) -> Burdens:
    """Return mortgages, seizures and earlier extensions of the land of a case on a day; what was annulled does not count."""
    courts = session.execute(
        text("select holder_name from encumbrances_on(:day) where plot_id = :plot and kind = 'seizure' order by encumbrance_id"),
        {"day": as_of, "plot": case["plot_id"]},
    ).scalars()  # fmt: skip
    extended = extended_days(session, case["contract_id"], case["id"], as_of)
    most = (add_years(as_of, whole(limits.extension_years_max)) - as_of).days
    return Burdens(creditors_of(session, case, as_of), tuple(courts), extended, most)


def extended_days(session: Session, contract_id: int | None, case_id: int | None, as_of: date) -> int:
    """Return the days by which the start was put off before by other cases of the contract and by supplements without a case (第十二条第一项)."""
    parameters = {"contract_id": contract_id, "case_id": case_id, "as_of": as_of}
    return int(session.execute(load("idle_cases/extended_days"), parameters).scalar_one())


def disposal_options(
    case: Mapping[str, Any],
    answer: LandAnswer | None,
    steps: Sequence[Mapping[str, Any]],
    burdens: Burdens,
    swap: SwapAnswers,
) -> tuple[MeasureOption, ...]:
    """Return every way of disposal, open or closed with its reasons, for what was found in this case."""
    determined = last_in_force(steps, CaseStep.DETERMINE)
    said = answer.identification if answer else None
    return open_disposal_measures(
        DisposalFacts(
            ground=IdleGround(case["ground"]),
            side=CauseSide(determined["side"]) if determined else CauseSide.UNKNOWN,
            may_fee=said.may_fee if said else False,
            may_recover=said.may_recover if said else False,
            is_registered=any(row["registered_on"] is not None for row in rows_in_force(steps)),
            price_paid=swap.price_paid,
            funds_ready=swap.funds_ready,
            plan_changed=swap.plan_changed,
            untold_creditors=burdens.untold,
            seized_by=burdens.seized_by,
            extended_days=burdens.extended_days,
            extension_days_max=burdens.extension_days_max,
            own_time=said.own_time if said else None,
            **({"fee_years": said.years, "recovery_years": said.recovery_years} if said else {}),
        )
    )


def latest_supplement_on(session: Session, contract_id: int | None, as_of: date) -> date | None:
    """Return the day of the newest supplement of a contract; None where there is none."""
    statement = text(
        "select max(holds_from) from contract_version where contract_id = :id and version_no > 1 and holds_from <= :day"
    )
    return session.execute(statement, {"id": contract_id, "day": as_of}).scalar()


def contract_end_on(session: Session, contract_id: int | None, as_of: date) -> date | None:
    """Return the day on which a contract had ended by a day; None where it runs on."""
    statement = text("select ended_on from contract where id = :id and ended_on <= :day")
    return session.execute(statement, {"id": contract_id, "day": as_of}).scalar()


def performed_since(session: Session, case_id: int, since: date | None, as_of: date) -> tuple[str, ...]:
    """Return what was noted as performed of a decision of a day, in words: day, yuan, note."""
    if since is None:
        return ()
    rows = session.execute(
        text(
            "select entered_on, amount_yuan, note from idle_case_entry where case_id = :id and kind = :kind and entered_on between :since and :day"
            " order by entered_on, id"
        ),
        {"id": case_id, "kind": str(EntryKind.PERFORMED), "since": since, "day": as_of},
    ).all()
    return tuple(
        "，".join(
            part
            for part in (day_zh(row.entered_on), row.amount_yuan and f"{format_yuan(row.amount_yuan)} 元", row.note)
            if part
        )
        for row in rows
    )


def step_limits(session: Session, day: date, book: Rulebook | None = None) -> CaseLimits:
    """Return the days and years of a case as in force on a day."""
    return case_limits(book or load_rulebook(session), day)


def fee_of(answer: LandAnswer | None, measure: Measure | None) -> Decimal | None:
    """Return the fee in yuan where one may be charged."""
    return answer.fee.amount_yuan if answer is not None and measure is Measure.FEE else None
