"""From the body of a request, or from what was saved, to the requirement that the rules read."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from pydantic import ValidationError
from sqlalchemy.orm import Session

from gisapp.kernel.errors import Invalid
from gisapp.matching.rules.requirement import USUAL_MUST, Requirement, needed_diameter_mm
from gisapp.matching.schemas import RequirementBody
from gisapp.matching.terms import Criterion
from gisapp.rulebook.rulebook import load_rulebook

_HUNDREDTH = Decimal("0.01")


def requirement_of(session: Session, body: RequirementBody, as_of: date) -> Requirement:
    """Return the requirement of a body: numbers to the hundredth as sites have them, water and sewage as the pipe they need."""
    needs = body.measures
    measures = {
        name: _kept(value)
        for name in (
            "power",
            "water",
            "gas",
            "steam",
            "sewage",
            "height",
            "load",
            "rail",
            "port",
            "motorway",
            "airport",
        )
        if (value := getattr(needs, name)) is not None
    }
    for name, flow in (("water", needs.water_m3_day), ("sewage", needs.sewage_m3_day)):
        if flow and name not in measures:
            velocity = load_rulebook(session).value("sites.pipe_velocity_m_s", as_of)
            measures[name] = needed_diameter_mm(flow, velocity)
    return Requirement(
        kinds=tuple(str(kind) for kind in body.kinds),
        industry=body.industry,
        parks=tuple(body.parks),
        area_min_m2=_maybe(body.area_min_m2),
        area_max_m2=_maybe(body.area_max_m2),
        floor_area_min_m2=_maybe(body.floor_area_min_m2),
        price_max_yuan_per_m2=_maybe(body.price_max_yuan_per_m2),
        rent_max_yuan_per_m2_month=_maybe(body.rent_max_yuan_per_m2_month),
        delivery_by=body.delivery_by,
        utilities=tuple(str(item) for item in body.utilities),
        measures=measures,
        building_height_m=_maybe(body.building_height_m),
        far=_maybe(body.far),
        investment_yuan=_maybe(body.investment_yuan),
        output_yuan=_maybe(body.output_yuan),
        value_added_yuan=_maybe(body.value_added_yuan),
        tax_yuan=_maybe(body.tax_yuan),
        energy_tce=_maybe(body.energy_tce),
        staff=body.staff,
        must=tuple(str(item) for item in (USUAL_MUST if body.must is None else body.must)),
        weights={str(name): weight for name, weight in body.weights.items() if name is not Criterion.KIND},
    )


def saved_requirement(session: Session, query: dict[str, Any], as_of: date) -> Requirement:
    """Return the requirement of a saved query (400 where it is not one any more)."""
    try:
        return requirement_of(session, RequirementBody(**query), as_of)
    except ValidationError as error:
        raise Invalid(
            "search.unreadable",
            "这条查询的内容已不能识别，请回到招商页面重新填写。",
            message_en="This search cannot be read any more; please fill it in again.",
        ) from error


def _kept(value: Decimal) -> Decimal:
    return value.quantize(_HUNDREDTH, ROUND_HALF_UP)


def _maybe(value: Decimal | None) -> Decimal | None:
    return None if value is None else _kept(value)
