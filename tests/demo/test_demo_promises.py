"""The demo's promises: every state is to be seen, every figure can be computed again, nobody real is blamed."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.commitments.commitments import (
    CommitmentFilter,
    count_commitments,
    list_commitments,
    obligation_of,
    rates_of,
)
from gisapp.commitments.history import live_checks, read_checks, read_waivers, waiver_of
from gisapp.commitments.rules.fulfilment import stand
from gisapp.commitments.rules.measuring import Figures, measured_value
from gisapp.commitments.terms import RateBy
from gisapp.preparation.rules.indicators import Storey
from gisapp.preparation.rules.limits import supply_limits
from gisapp.preparation.standard_terms import CommitmentState
from gisapp.rulebook.rulebook import load_rulebook
from tests.conftest import TODAY

CALLER = system_principal("测试")


def test_every_state_is_to_be_seen_and_the_columns_add_up(demo_db: Session):
    _, rows = list_commitments(demo_db, CALLER, TODAY, CommitmentFilter())
    assert {row["state"] for row in rows} == set(CommitmentState.values())
    assert {row["is_settled"] for row in rows if row["state"] == "late"} == {True, False}
    tally = count_commitments(demo_db, CALLER, TODAY, CommitmentFilter())
    assert tally.due == len(rows) == tally.kept + tally.late + tally.broken + tally.waived + tally.not_yet_due
    for by in RateBy:
        groups = rates_of(demo_db, CALLER, TODAY, CommitmentFilter(), by)
        assert sum(group["due"] for group in groups) == tally.due
        assert len(groups) > 3


def test_the_set_agrees_with_the_rule_on_every_promise_of_the_zone(demo_db: Session):
    for day in (TODAY, TODAY.replace(year=2025), TODAY.replace(year=2023)):
        _, rows = list_commitments(demo_db, CALLER, day, CommitmentFilter())
        contracts = {row["contract_id"] for row in rows}
        checks, waivers = read_checks(demo_db, contracts), read_waivers(demo_db, contracts)
        for row in rows:
            key = row["contract_id"], row["obligation_key"]
            waived = waivers.get(key)
            standing = stand(
                obligation_of(row), live_checks(checks.get(key, []), day), waiver_of(waived) if waived else None, day
            )
            assert (row["state"], row["late_days"], row["act_by"]) == (
                str(standing.state), standing.late_days, standing.act_by,
            )  # fmt: skip


def test_a_measured_value_comes_out_again_from_its_figures(demo_db: Session):
    _, rows = list_commitments(demo_db, CALLER, TODAY, CommitmentFilter(kinds=["indicator"]))
    checks = read_checks(demo_db, {row["contract_id"] for row in rows})
    limits = supply_limits(load_rulebook(demo_db), TODAY)
    measured = [
        (row, check)
        for row in rows
        for check in checks.get((row["contract_id"], row["obligation_key"]), [])
        if check["measured_exact"] is not None
    ]
    assert len(measured) > 50
    for row, check in Random(1).sample(measured, 50):
        inputs = check["inputs"]
        figures = Figures(
            {name: None if value is None else Fraction(value) for name, value in inputs["figures"].items()},
            None
            if inputs["storeys"] is None
            else [Storey(Fraction(one["floor_area_m2"]), Fraction(one["height_m"])) for one in inputs["storeys"]],
            inputs["answers"],
        )
        assert measured_value(obligation_of(row), figures, limits) == Fraction(check["measured_exact"])


@pytest.mark.parametrize("table", ["commitment_check", "commitment_waiver"])
def test_only_invented_holders_are_checked(demo_db: Session, table: str):
    blamed = demo_db.execute(
        text(
            f"select count(*) from {table} k join contract c on c.id = k.contract_id join party y on y.id = c.party_id"
            " where y.is_real or y.name_zh not like '示例%'"
        )
    ).scalar_one()
    assert blamed == 0
