"""Who may move a plot's supply state: one row per cell of before, after and act."""

from __future__ import annotations

from datetime import date

import pytest

from gisapp.auth.principal import system_principal
from gisapp.kernel.errors import RuleViolation
from gisapp.land.rules.supply_acts import check_supply_act
from gisapp.land.states import StateBasis, change_state
from gisapp.land.terms import StateAct, SupplyState
from tests.builders.park import a_park
from tests.builders.plot import a_plot


@pytest.mark.parametrize("act", [None, *StateAct])
@pytest.mark.parametrize("after", SupplyState.values())
@pytest.mark.parametrize("before", SupplyState.values())
def test_every_cell_of_before_after_and_act(before, after, act):
    expected = None
    if before != after:
        if after == "on_offer" and act is not StateAct.LISTING:
            expected = "plot.offer_by_announcement"
        elif after == "allocated" and act is not StateAct.CONTRACT:
            expected = "plot.allocated_by_contract"
        elif before == "on_offer" and act is None:
            expected = "plot.offer_ends_by_announcement"
    found = check_supply_act(before, after, act)
    assert (found.code if found else None) == expected
    assert found is None or (found.fix_zh and found.basis and found.message_en)


@pytest.mark.parametrize("wanted", ["on_offer", "allocated"])
def test_no_hand_puts_a_plot_on_offer_or_allocates_it(db, wanted):
    plot_id = a_plot(db, a_park(db), supply="prepared", development="not_applicable", compliance="not_applicable")
    with pytest.raises(RuleViolation) as refused:
        change_state(
            db,
            system_principal("测试"),
            plot_id,
            {"supply": wanted},
            StateBasis(reason="手工变更", document=None),
            valid_from=date(2026, 1, 1),
        )
    assert refused.value.code in ("plot.offer_by_announcement", "plot.allocated_by_contract")
