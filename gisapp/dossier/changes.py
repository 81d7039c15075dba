"""What changed between two days: plot by plot from the rows of the map's layer, park by park as a balance, and the days worth stepping to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.api import table_file
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.kernel.area import m2_to_mu, round_half_up
from gisapp.kernel.knowledge import NOW
from gisapp.kernel.plot_fields import field_label_zh
from gisapp.land.terms import AXIS_TERMS, PlotChange, StateAxis
from gisapp.maps.features import Selection, from_where
from gisapp.maps.moment import Moment
from gisapp.maps.registry import Layer

LAYER = "plot_change"
LIST_ZH = "地块变化清单"

_COLUMNS: tuple[tuple[str, str], ...] = (
    ("change_zh", "变化"),
    ("plot_no", "地块编号"),
    ("park_name_zh", "园区"),
    ("related_no", "相关地块"),
    ("before_area_m2", "原面积（㎡）"),
    ("after_area_m2", "现面积（㎡）"),
    ("difference_m2", "增减（㎡）"),
    ("difference_mu", "增减（亩）"),
    ("changes_zh", "变化内容（旧 → 新）"),
)


def change_days(session: Session, principal: Principal, today: date, moment: Moment) -> dict[str, Any]:
    """Return the days on which facts of plots changed, as known then, and the days on which something was entered; each with its number of plots."""
    scope = visible_parks(principal)
    asked = {**scope, "until": today, "known_at": moment.known_at}
    changed = session.execute(load("dossier/change_days", known=moment.known_at is not None), asked).mappings()
    recorded = session.execute(load("dossier/recording_days"), scope).mappings()
    return {"today": today, "changed": [dict(row) for row in changed], "recorded": [dict(row) for row in recorded]}


def list_changes(
    session: Session, principal: Principal, layer: Layer, moment: Moment, *, parks: Sequence[str], kinds: Sequence[str]
) -> dict[str, Any]:
    """Return the changed plots between two days, counts per kind, and per park what there was and what there is (㎡).

    The rows are those of the map's layer, so list, legend and map agree. Rights are the layer's.
    """
    moment = layer.moment_of(moment)
    chosen = {name: tuple(given) for name, given in (("park_code", parks), ("change", kinds)) if given}
    source, bound = from_where(layer, principal, Selection(moment, values=chosen))
    rows = session.execute(
        text(
            "select s.id, s.plot_no, s.change, s.related_no, s.park_code, s.park_name_zh, s.before_area_m2, s.after_area_m2, s.changes,"
            " array[ST_XMin(s.geom), ST_YMin(s.geom), ST_XMax(s.geom), ST_YMax(s.geom)] as bbox"
            f" {source} order by s.park_code, s.plot_no, s.id"
        ),
        bound,
    ).mappings()
    items = [dict(row) for row in rows]
    return {
        "since": moment.since,
        "as_of": moment.as_of,
        "items": items,
        "counts": Counter(item["change"] for item in items),
        "balance": _balance(session, principal, moment, parks, items),
    }


def _balance(
    session: Session, principal: Principal, moment: Moment, parks: Sequence[str], items: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    asked = {
        **moment.bound(),
        **visible_parks(principal),
        "parks": list(parks) or None,
        "known_at": moment.known_at or NOW,
    }
    rows = session.execute(load("dossier/park_balance", known=moment.known), asked).mappings()
    counts: dict[str, Counter[str]] = {}
    for item in items:
        counts.setdefault(item["park_code"], Counter())[item["change"]] += 1
    return [{**row, "counts": counts.get(row["park_code"], Counter())} for row in rows]


def change_words(changes: Mapping[str, Mapping[str, str | None]] | None) -> str:
    """Return 字段：旧 → 新 for every changed field, in Chinese; empty values are named 空."""
    return "；".join(
        f"{field_zh(name)}：{value_zh(name, pair['old'])} → {value_zh(name, pair['new'])}"
        for name, pair in sorted((changes or {}).items())
    )


def field_zh(name: str) -> str:
    return StateAxis(name).label_zh if name in StateAxis.values() else field_label_zh(name)


def value_zh(name: str, value: str | None) -> str:
    if value is None or value == "":
        return "空"
    return AXIS_TERMS[name](value).label_zh if name in AXIS_TERMS else value


def _file_rows(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = []
    for item in found["items"]:
        difference = Decimal(str(item["after_area_m2"] or 0)) - Decimal(str(item["before_area_m2"] or 0))
        rows.append(
            {
                **item,
                "change_zh": PlotChange(item["change"]).label_zh,
                "difference_m2": difference,
                "difference_mu": round_half_up(m2_to_mu(difference), 2),
                "changes_zh": change_words(item["changes"]),
            }
        )
    return rows


def balance_lines(found: Mapping[str, Any]) -> list[str]:
    """Return one line per park: plots and area on both days, what lies between."""
    lines = []
    for park in found["balance"]:
        difference = round_half_up(m2_to_mu(park["after_area_m2"] - park["before_area_m2"]), 2)
        said = "、".join(f"{PlotChange(kind).label_zh} {count}" for kind, count in sorted(park["counts"].items()))
        lines.append(
            f"{park['park_name_zh']}：{park['before_count']} 宗 {round_half_up(m2_to_mu(park['before_area_m2']), 2):,} 亩 → "
            f"{park['after_count']} 宗 {round_half_up(m2_to_mu(park['after_area_m2']), 2):,} 亩，增减 {difference:+,} 亩"
            + (f"（{said}）" if said else "（无变化）")
        )
    return lines


def to_xlsx(found: Mapping[str, Any], title: str) -> bytes:
    """Return the list as a workbook: caption and the balance of the parks above, one row a plot."""
    return table_file.to_xlsx(LIST_ZH, _COLUMNS, _file_rows(found), [title, *balance_lines(found)], frozen_columns=2)


def to_csv(found: Mapping[str, Any], title: str) -> bytes:
    """Return the list as CSV; caption and balance are its last lines."""
    return table_file.to_csv(_COLUMNS, _file_rows(found), [title, *balance_lines(found)])
