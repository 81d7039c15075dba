"""What may be written down of a mortgage or a seizure, at the limit and one day or one square metre either side."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

import gisapp.parties
from gisapp.kernel.finding import Severity
from gisapp.kernel.rulebook import Rulebook
from gisapp.parties.encumbrance_terms import EncumbranceKind
from gisapp.parties.rules.encumbrance import EncumbranceFacts, check_encumbrance, encumbrance_limits, judge_standing

TODAY = date(2026, 11, 23)
BOOK = tomllib.loads((Path(gisapp.parties.__file__).parent / "rulebook.toml").read_text("utf-8"))
LIMITS = encumbrance_limits(Rulebook.from_tables(BOOK["entry"]), TODAY)
MORTGAGE = EncumbranceFacts(
    EncumbranceKind.MORTGAGE, "示例银行", date(2024, 3, 1), certificate_no="证明1号", amount_yuan=Decimal(8_000_000)
)
SEIZURE = EncumbranceFacts(
    EncumbranceKind.SEIZURE,
    "示例法院",
    date(2024, 2, 29),
    certificate_no="（2024）豫16执1号",
    expires_on=date(2027, 2, 28),
)


def codes(facts: EncumbranceFacts, severity: Severity | None = None) -> list[str]:
    found = check_encumbrance(facts, plot_area_m2=Decimal(20_000), holder_ids={7}, today=TODAY, limits=LIMITS)
    return [item.code.removeprefix("encumbrance.") for item in found if severity is None or item.severity is severity]


def test_what_is_in_order_is_told_nothing():
    assert codes(MORTGAGE) == []
    assert codes(SEIZURE) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"holder_name": " "}, ["holder_missing"]),
        ({"certificate_no": ""}, ["unproved"]),
        ({"certificate_no": "", "evidence_count": 1}, []),
        ({"registered_on": TODAY}, []),
        ({"registered_on": TODAY + timedelta(days=1)}, ["in_future"]),
        ({"area_m2": Decimal("20000.00")}, []),
        ({"area_m2": Decimal("20000.01")}, ["beyond_plot"]),
        ({"debtor_party_id": 7}, []),
        ({"debtor_party_id": 8}, ["debtor_not_holder"]),
        ({"expires_on": date(2024, 3, 2)}, []),
        ({"expires_on": date(2024, 3, 1)}, ["expires_first"]),
        ({"released_on": date(2024, 3, 1)}, ["released_first"]),
        ({"released_on": date(2024, 3, 2)}, []),
        ({"released_on": TODAY + timedelta(days=1)}, ["in_future"]),
    ],
)
def test_what_stops_it(change: dict, told: list[str]):
    assert codes(replace(MORTGAGE, **change), Severity.ERROR) == told


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (replace(MORTGAGE, amount_yuan=None), ["amount_unknown"]),
        (replace(SEIZURE, expires_on=None), ["seizure_end_unknown"]),
        (replace(SEIZURE, expires_on=date(2027, 3, 1)), ["seizure_too_long"]),
        (replace(SEIZURE, kind=EncumbranceKind.EASEMENT, expires_on=date(2060, 1, 1)), []),
    ],
)
def test_what_is_only_told(facts: EncumbranceFacts, told: list[str]):
    assert codes(facts) == told
    assert codes(facts, Severity.ERROR) == []


@pytest.mark.parametrize(
    ("days_left", "told"), [(61, None), (60, "expiring"), (1, "expiring"), (0, "expired"), (-1, "expired")]
)
def test_its_end_is_told_ahead_and_afterwards(days_left: int, told: str | None):
    found = judge_standing(EncumbranceKind.SEIZURE, TODAY + timedelta(days=days_left), TODAY, LIMITS)
    assert (found and found.code) == (told and f"encumbrance.{told}")


def test_without_an_end_nothing_runs_out():
    assert judge_standing(EncumbranceKind.MORTGAGE, None, TODAY, LIMITS) is None


def test_a_unit_number_is_not_the_number_of_a_certificate_of_registration():
    given = replace(MORTGAGE, certificate_no="411602001002GB00001W00000000")
    assert codes(given, Severity.ERROR) == ["identifier.certificate_no_is_unit_no"]
