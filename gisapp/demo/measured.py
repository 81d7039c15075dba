"""What was measured of a demo promise? Raw figures as papers would give them, such that the value comes out near a share of the promise."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from gisapp.commitments.rules.measuring import Figures
from gisapp.commitments.rules.schedule import Obligation
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.rules.indicators import Storey

ENERGY_TCE = 1800
_AREA_AMOUNT = {
    Indicator.TAX_PER_MU: "tax_yuan",
    Indicator.OUTPUT_PER_MU: "output_yuan",
    Indicator.VALUE_ADDED_PER_MU: "value_added_yuan",
}


def figures_near(duty: Obligation, share: Fraction, area_m2: Decimal, price_yuan: Decimal) -> Figures:
    """Return figures that make about `share` of the promised value (of its inverse where less is better).

    Amounts are rounded up to ten thousand yuan and areas to whole ㎡, so that a share of one or more keeps the promise.
    """
    if duty.indicator is None:
        return Figures({"paid_yuan": _up(Fraction(duty.amount_yuan or 0) * share, 1)})
    assert duty.target is not None
    site = {"site_area_m2": area_m2}
    wanted = duty.target * (share if duty.direction is Direction.AT_LEAST else 2 - share)
    if duty.indicator is Indicator.ENVIRONMENTAL_STANDARD:
        return Figures({}, answers={"within_standard": share >= 1})
    if duty.indicator in _AREA_AMOUNT:
        return Figures({_AREA_AMOUNT[duty.indicator]: _up(wanted * Fraction(area_m2), 10_000), **site})
    if duty.indicator is Indicator.INVESTMENT_INTENSITY:
        total = _up(wanted * Fraction(area_m2), 10_000)
        land = min(price_yuan, total)
        equipment = _up(Fraction(total - land) * Fraction(11, 20), 10_000)
        return Figures(
            {
                "buildings_yuan": max(total - land - equipment, Decimal(0)),
                "equipment_yuan": equipment,
                "land_price_yuan": land,
                "taxes_yuan": Decimal(0),
                **site,
            }
        )
    if duty.indicator is Indicator.FLOOR_AREA_RATIO:
        counted = wanted * Fraction(area_m2)
        workshop = _up(counted * Fraction(3, 10), 1)  # one high storey counts twice
        offices = _up(max(counted - 2 * Fraction(workshop), Fraction(0)), 1)
        return Figures(site, [Storey(workshop, "9.6"), Storey(offices, "4.5")])
    if duty.indicator is Indicator.BUILDING_COEFFICIENT:
        covered = wanted * Fraction(area_m2)
        structures = _up(covered / 20, 1)
        return Figures(
            {
                "building_footprint_m2": _up(max(covered - 2 * Fraction(structures), Fraction(0)), 1),
                "structure_footprint_m2": structures,
                "yard_m2": structures,
                **site,
            }
        )
    if duty.indicator is Indicator.VALUE_ADDED_PER_ENERGY:
        return Figures(
            {"value_added_yuan": _up(wanted * ENERGY_TCE * 10_000, 10_000), "energy_tce": Decimal(ENERGY_TCE)}
        )
    raise ValueError(f"no demo figures for {duty.indicator}")


def _up(value: Fraction, step: int) -> Decimal:
    return Decimal(-(-value // step) * step)
