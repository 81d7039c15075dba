"""What whoever takes published premises would sign: a lease, a transfer, a share; nothing that is not published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from gisapp.investor.previews import not_published
from gisapp.investor.rules.takeover import TakeoverFacts, TermLine, takeover_lines
from gisapp.sites import site_store
from gisapp.sites.terms import PremisesKind


@dataclass(frozen=True)
class Takeover:
    """Published premises (a row of `sites/premises_sheet`) with the lines of what one would sign."""

    row: Mapping[str, Any]
    lines: tuple[TermLine, ...]


def find_takeover(session: Session, site_id: int, as_of: date) -> Takeover | None:
    """Return published premises with their terms; None for a plot and for anything that is not published."""
    row = site_store.find_premises_sheet(session, site_id, as_of)
    if row is None:
        return None
    facts = TakeoverFacts(
        kind=PremisesKind(row["kind"]),
        floor_area_m2=_decimal(row["floor_area_m2"]),
        rent_yuan_per_m2_month=_decimal(row["rent_yuan_per_m2_month"]),
        sale_yuan=_decimal(row["sale_yuan"]),
        lease_months_min=row["lease_months_min"],
        lease_months_max=row["lease_months_max"],
        paid_every_months=row["paid_every_months"],
        deposit_yuan=_decimal(row["deposit_yuan"]),
        available_on=row["available_on"],
        obligations_zh=row["obligations_zh"],
        obligations_en=row["obligations_en"],
    )
    return Takeover(row, takeover_lines(facts, as_of))


def show_takeover(session: Session, site_id: int, as_of: date) -> Takeover:
    """Return published premises with their terms (404 for anything else, whether it exists or not)."""
    found = find_takeover(session, site_id, as_of)
    if found is None:
        raise not_published()
    return found


def describe_takeover(found: Takeover, as_of: date) -> dict[str, Any]:
    row = found.row
    return {
        "as_of": as_of,
        "id": row["id"],
        "kind": row["kind"],
        "plot_no": row["plot_no"],
        "lines": [
            {
                "key": line.key,
                "label_zh": line.label_zh,
                "label_en": line.label_en,
                "words_zh": line.words_zh,
                "words_en": line.words_en,
                "is_stated": line.is_stated,
            }
            for line in found.lines
        ],
        "source": row["source"],
        "observed_on": row["observed_on"],
        "since": row["since"],
    }


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
