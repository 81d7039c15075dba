"""The tolerances of the plot rules in force on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.kernel.errors import Conflict
from gisapp.plot_rules.tolerances import CODES, LandThresholds, PlotTolerances

_LAND = {code: name for code, name in CODES.items() if name in {field.name for field in fields(LandThresholds)}}


def land_thresholds(session: Session, day: date) -> LandThresholds:
    """Return what intake and the register ask for on `day`; 409 naming the entry when one has no value on that day."""
    return LandThresholds(**values_in_force(session, day, _LAND))


def plot_tolerances(session: Session, day: date) -> PlotTolerances:
    """Return every tolerance of the registry on `day`; 409 naming the entry when one has no value on that day."""
    return PlotTolerances(**values_in_force(session, day, CODES))


def values_in_force(session: Session, day: date, codes: Mapping[str, str]) -> dict[str, float]:
    """Return the rulebook's numbers on `day`, each under the name that `codes` gives it; 409 naming the entries that have none."""
    rows = session.execute(
        text(
            "select code, value from rulebook_entry"
            " where code = any(:codes) and effective @> cast(:day as date) and upper_inf(recorded)"
        ),
        {"codes": list(codes), "day": day},
    )
    values = {codes[code]: float(value) for code, value in rows}
    missing = [code for code, name in codes.items() if name not in values]
    if missing:
        raise Conflict(
            "rulebook.entry_missing",
            f"规则库在{day:%Y年%-m月%-d日}没有生效的条目：{'、'.join(missing)}。请管理员补充后重试。",
            message_en=f"No rulebook entry in force on {day}: {', '.join(missing)}.",
        )
    return values
