"""合同草稿的条款：由公告、承诺和规则库得出；招商窗口的“签约预览”和签约用的是同一份。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from gisapp.commitments.rules.schedule import ContractTerms, IndicatorPromise, Instalment
from gisapp.kernel.rulebook import Rulebook, RuleEntry
from gisapp.supply.rules.admission import PlannedDates

FIRST_PAYMENT_DAYS = "contract.first_payment_days_max"
INITIAL_PERIOD = "contract.initial_period_months"
RATES = {
    "late_payment_permille": "contract.late_payment_permille",
    "late_start_permille": "contract.late_start_permille",
    "late_completion_permille": "contract.late_completion_permille",
    "late_handover_permille": "contract.late_handover_permille",
}
"""Clause of the contract and the rulebook entry it is drafted from where no earlier contract says it."""


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What a contract is drafted from: the day, the land's delivery, planned dates, the price and what was promised."""

    signed_on: date
    handover_on: date | None
    dates: PlannedDates
    price_yuan: Decimal
    promises: tuple[IndicatorPromise, ...]


def draft_terms(facts: DraftFacts, book: Rulebook, contract_no: str = "") -> ContractTerms:
    """合同条款草稿：交地、建设时序照公告和承诺，价款一次付清，初始运行期照规则库；规则库没有的留空，待签约时填写."""
    days, months = _value(book, FIRST_PAYMENT_DAYS, facts.signed_on), _value(book, INITIAL_PERIOD, facts.signed_on)
    return ContractTerms(
        contract_no,
        facts.signed_on,
        facts.handover_on,
        facts.dates.start_on,
        facts.dates.completion_on,
        facts.dates.production_on,
        None if months is None else int(months),
        None,
        facts.price_yuan,
        (Instalment(facts.signed_on + timedelta(days=int(days or 0)), facts.price_yuan),),
        facts.promises,
    )


def usual_rates(book: Rulebook, day: date) -> dict[str, Decimal]:
    """Return the permille a day of each clause for which the rulebook has an entry."""
    found = {name: _value(book, code, day) for name, code in RATES.items()}
    return {name: value for name, value in found.items() if value is not None}


PREFILLED = {
    **RATES,
    "extension_asked_days_ahead": "contract.extension_asked_days_ahead",
    "extension_months_max": "contract.extension_months_max",
    "initial_period_months": INITIAL_PERIOD,
    "instalments": FIRST_PAYMENT_DAYS,
}
"""Fields of a draft and the entry each is filled in from, where no earlier contract says it."""


def prefilled_from(book: Rulebook, day: date) -> dict[str, RuleEntry]:
    """Return, for each field that the rulebook fills in, the entry in force on the day: its source, since when, and whether anybody confirmed it."""
    return {name: entry for name, code in PREFILLED.items() if (entry := book.find(code, day)) is not None}


def _value(book: Rulebook, code: str, day: date) -> Decimal | None:
    entry = book.find(code, day)
    return None if entry is None else entry.value
