"""An indicator beside a planning condition of the same matter: looser or against it blocks, equal and stricter pass."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.rules.condition_conflicts import condition_conflicts


@pytest.mark.parametrize(
    ("indicator", "direction", "value", "bounds", "conflicts"),
    [
        (Indicator.GREEN_RATIO, Direction.AT_MOST, "0.2", {"green_ratio_max": "0.15"}, 1),
        (Indicator.GREEN_RATIO, Direction.AT_MOST, "0.15", {"green_ratio_max": "0.1500"}, 0),
        (Indicator.GREEN_RATIO, Direction.AT_MOST, "0.1", {"green_ratio_max": "0.15"}, 0),
        (Indicator.GREEN_RATIO, Direction.AT_MOST, "0.1", {"green_ratio_min": "0.12", "green_ratio_max": "0.2"}, 1),
        (Indicator.FLOOR_AREA_RATIO, Direction.AT_LEAST, "1", {"far_min": "1.2", "far_max": None}, 1),
        (Indicator.FLOOR_AREA_RATIO, Direction.AT_LEAST, "2.6", {"far_min": "1.2", "far_max": "2.5"}, 1),
        (Indicator.FLOOR_AREA_RATIO, Direction.AT_LEAST, "2.5", {"far_min": "1.2", "far_max": "2.5"}, 0),
        (Indicator.TAX_PER_MU, Direction.AT_LEAST, "1", {"far_min": "1.2"}, 0),
    ],
)
def test_what_is_demanded_stays_within_the_planning_condition(indicator, direction, value, bounds, conflicts):
    given = {name: None if bound is None else Decimal(bound) for name, bound in bounds.items()}
    found = list(condition_conflicts([(indicator, direction, Fraction(value))], given))
    assert [item.code for item in found] == ["indicator.against_planning_condition"] * conflicts
