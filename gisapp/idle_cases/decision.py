"""A decision about idle land held against the facts as they stand: what makes it unlawful on its day, and under which lock that was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.documents.sources import holds_subject
from gisapp.idle.terms import IdleGround
from gisapp.idle_cases.facts import SwapAnswers, burdens_of, disposal_options, fee_of, land_answer
from gisapp.idle_cases.rules.checks import StepFacts, check_facts
from gisapp.idle_cases.rules.english import english
from gisapp.idle_cases.rules.limits import case_limits
from gisapp.idle_cases.rules.steps import StepTaken
from gisapp.idle_cases.terms import CaseStep, Measure
from gisapp.kernel.dates import day_zh
from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.rulebook import Rulebook

ANSWERED = SwapAnswers(price_paid=True, funds_ready=True, plan_changed=True)
"""What a swap wants to know is asked once, when it is decided, and is no question of the facts that the register holds."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided and on which day; `amount_yuan` and the terms as written, None = not written."""

    measure: Measure
    decided_on: date
    terms_from: date | None = None
    terms_until: date | None = None
    amount_yuan: Decimal | None = None

    def as_basis(self, *, is_lawful: bool, facts: str) -> dict[str, Any]:
        """What is kept with the step that decides or serves; the database compares it with the decision and with the facts."""
        return {
            "measure": str(self.measure),
            "decided_on": self.decided_on.isoformat(),
            "is_lawful": is_lawful,
            "facts": facts,
        }


@holds_subject("idle_case")
def hold_facts(session: Session, case_id: int) -> str:
    """Keep what a decision of the case rests on as it is until the transaction ends; return the SHA-256 of those facts."""
    return session.execute(text("select hold_facts_of_decision(:id)"), {"id": case_id}).scalar_one()


def decision_of(row: Mapping[str, Any]) -> Decision:
    """Return the decision that a step has taken."""
    return Decision(
        Measure(row["measure"]), row["taken_on"], row["terms_from"], row["terms_until"], row["amount_yuan"]
    )  # fmt: skip


def decision_faults(
    session: Session, case: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], decision: Decision, book: Rulebook
) -> list[Finding]:
    """Return why a decision taken after these steps is unlawful on its day by the facts known now; nothing where it is lawful."""
    before = [
        row for row in rows if row["step"] not in (str(CaseStep.DECIDE), str(CaseStep.SERVE), str(CaseStep.CLOSE))
    ]
    day = decision.decided_on
    answer = land_answer(session, case, day, steps=before, book=book)
    limits = case_limits(book, day)
    burdens = burdens_of(session, case, day, limits)
    options = disposal_options(case, answer, before, burdens, ANSWERED)
    against = next(option for option in options if option.measure is decision.measure).findings
    facts = StepFacts(
        ground=IdleGround(case["ground"]),
        identification=answer.identification if answer else None,
        fee_yuan=fee_of(answer, decision.measure),
        extended_days=burdens.extended_days,
    )
    checked = check_facts(
        StepTaken(CaseStep.DECIDE, day, "", measure=decision.measure),
        facts,
        limits,
        terms_from=decision.terms_from,
        terms_until=decision.terms_until,
        amount_yuan=decision.amount_yuan,
    )
    return [item for item in (*against, *checked) if item.severity is Severity.ERROR]


def unlawful(decision: Decision, fault: Finding) -> Finding:
    """Say of a decision that has been taken why it does not stand, by which article, and that it is annulled and taken anew."""
    message_en, fix_en = english("case.decision_unlawful")
    return Finding(
        "case.decision_unlawful",
        Severity.ERROR,
        f"{day_zh(decision.decided_on)}作出的“{decision.measure.label_zh}”按现有事实不合法：{fault.message_zh}",
        fix_zh=f"请办理“撤销处置决定”，退回拟订方案后重新决定；事实登记有误的先更正。（{fault.fix_zh}）",
        message_en=f"{message_en} {fault.message_en or ''}".rstrip(),
        measured=fault.measured,
        required=fault.required,
        basis=fault.basis,
        fix_en=fix_en,
    )
