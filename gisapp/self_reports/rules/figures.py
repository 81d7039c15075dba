"""可请企业自报的数据：履约核查要填的原始数据中企业自己掌握的各项；用地面积和地价款以合同为准，不请企业报."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gisapp.commitments.rules.measuring import FORMS, SITE_AREA, Figure
from gisapp.commitments.terms import FigureUnit
from gisapp.preparation.indicator_terms import Indicator

FROM_THE_CONTRACT = frozenset({SITE_AREA, "land_price_yuan"})
NUMBERS = frozenset({FigureUnit.YUAN, FigureUnit.M2, FigureUnit.TCE, FigureUnit.TONNE, FigureUnit.PERSON})

REPORTABLE: Mapping[str, Figure] = {
    figure.name: figure
    for form in FORMS.values()
    for figure in form.figures
    if figure.unit in NUMBERS and figure.name not in FROM_THE_CONTRACT
}
"""By name, in the order of the indicators; what is told storey by storey or by yes and no is established on the spot."""


def needed_for(indicators: Iterable[Indicator]) -> dict[str, list[Indicator]]:
    """Return for every reportable figure the promised indicators whose check needs it; an empty list where none does."""
    found: dict[str, list[Indicator]] = {name: [] for name in REPORTABLE}
    for indicator in dict.fromkeys(indicators):
        for figure in FORMS[indicator].figures:
            if figure.name in found:
                found[figure.name].append(indicator)
    return found
