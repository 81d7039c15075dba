"""What may be shown as available: one row per state of the two axes that decide."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.kernel.errors import RuleViolation
from gisapp.land.rules.publication import check_publication
from gisapp.land.states import StateBasis, change_state
from gisapp.land.terms import ComplianceState, LandControl, StateAct, SupplyState
from tests.builders.park import a_park
from tests.builders.plot import a_plot

OFFICER = system_principal("测试")


@pytest.mark.parametrize("compliance", list(ComplianceState))
@pytest.mark.parametrize("land_control", list(LandControl))
@pytest.mark.parametrize("supply", list(SupplyState))
def test_every_cell_of_supply_land_control_and_compliance(supply, land_control, compliance):
    public = supply in (SupplyState.ANNOUNCED, SupplyState.ON_OFFER)
    expected = set()
    if public and compliance.value in ("late", "suspected_idle", "determined_idle", "disposing"):
        expected.add("plot.offer_case_open")
    if supply is SupplyState.ON_OFFER and land_control.value not in ("cleared", "reserved"):
        expected.add("plot.offer_not_cleared")
    found = check_publication(
        {"supply": supply.value, "land_control": land_control.value, "compliance": compliance.value}
    )
    assert {finding.code for finding in found} == expected
    assert all(finding.fix_zh and finding.basis for finding in found)


def test_an_idle_plot_is_not_put_on_offer_and_the_reason_is_told(db: Session):
    plot_id = a_plot(db, a_park(db), compliance="determined_idle", development="not_started")
    with pytest.raises(RuleViolation) as error:
        change_state(
            db,
            OFFICER,
            plot_id,
            {"supply": "on_offer"},
            StateBasis(reason="误操作", document=None),
            valid_from=date(2026, 1, 1),
            act=StateAct.LISTING,
        )
    assert [finding.code for finding in error.value.findings] == ["plot.offer_case_open"]
    assert "已认定闲置" in error.value.message_zh


def test_a_later_case_stops_an_offer_that_would_run_into_it(db: Session):
    plot_id = a_plot(db, a_park(db), development="not_started")
    change_state(
        db,
        OFFICER,
        plot_id,
        {"compliance": "late"},
        StateBasis(reason="逾期", document=None),
        valid_from=date(2024, 1, 1),
    )
    with pytest.raises(RuleViolation):
        change_state(
            db,
            OFFICER,
            plot_id,
            {"supply": "on_offer"},
            StateBasis(reason="补登", document=None),
            valid_from=date(2023, 1, 1),
            act=StateAct.LISTING,
        )


@pytest.mark.parametrize(
    ("supply", "compliance", "land_control", "constraint"),
    [
        ("announced", "suspected_idle", "cleared", "plot_state_offer_in_order"),
        ("on_offer", "not_applicable", "collective", "plot_state_offer_cleared"),
    ],
)
def test_the_database_refuses_the_same(db: Session, supply, compliance, land_control, constraint):
    plot_id = db.execute(
        text("insert into plot (zone_id) values (:zone) returning id"), {"zone": a_park(db).zone_id}
    ).scalar_one()
    with pytest.raises(DBAPIError) as error:
        db.execute(
            text(
                "insert into plot_state (plot_id, land_control, servicing, supply, development, compliance, valid) values"
                " (:plot, :land_control, 'five', :supply, 'not_applicable', :compliance, daterange('2020-01-01', null))"
            ),
            {"plot": plot_id, "supply": supply, "compliance": compliance, "land_control": land_control},
        )
    assert error.value.orig.diag.constraint_name == constraint
