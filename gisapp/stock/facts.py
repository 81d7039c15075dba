"""What the classes of patches are worked out from: every dated fact of the parks asked for, read once and put together per plot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import shapely
from shapely import MultiPolygon
from sqlalchemy.orm import Session

from gisapp.commitments.rules.fulfilment import Check, Waiver
from gisapp.commitments.rules.schedule import Obligation
from gisapp.db.sql_file import load
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.kernel.evidence import Evidence
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.standard_terms import CheckVerdict, ObligationKind, Obligor
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.stock.planes import to_system
from gisapp.stock.rules.classify import Definition
from gisapp.stock.rules.history import ApprovalGround, Part
from gisapp.stock.rules.supply_history import ContractHistory, Measured, PlotState, Span
from gisapp.stock.rules.zone import EVER, Boundary, Planned, PlotVersion, ZoneFacts
from gisapp.stock.terms import PartUse, StockClass

_RECORDED = (Evidence("已存证"),)  # the database takes no check without evidence


def read_facts(session: Session, park_ids: Sequence[int], epsg: int) -> ZoneFacts:
    """Return the facts of these parks as known now, over all days; every shape in planar metres of the system `epsg`."""
    in_plane = to_system(STORAGE_EPSG, epsg)

    def rows(name: str, **parameters: Any) -> list[Any]:
        return list(session.execute(load(f"stock/{name}"), parameters).mappings())

    def with_shapes(found: Sequence[Any]) -> list[tuple[Any, MultiPolygon]]:
        shapes = shapely.from_wkb([bytes(row["geom"]) for row in found]) if found else []
        return list(zip(found, in_plane(shapes), strict=True)) if found else []

    parks = {"park_ids": list(park_ids)}
    plots = with_shapes(rows("facts_plots", **parks))
    plot_ids = sorted({row["plot_id"] for row, _ in plots})
    states: dict[int, list[PlotState]] = defaultdict(list)
    for row in rows("facts_states", plot_ids=plot_ids):
        states[row["plot_id"]].append(
            PlotState(
                _span(row), row["land_control"], row["supply"], row["development"], row["compliance"], row["document"]
            )
        )
    parts: dict[int, list[Part]] = defaultdict(list)
    looked_at: dict[int, list[Part]] = defaultdict(list)
    for row, geom in with_shapes(rows("facts_parts", **parks)):
        decided = StockClass(row["stock_class"]) if row["stock_class"] else None
        part = Part(_span(row), row["part_no"], row["name_zh"], PartUse(row["use"]), decided, row["reason"], geom)
        (looked_at[row["park_id"]] if row["plot_id"] is None else parts[row["plot_id"]]).append(part)
    return ZoneFacts(
        boundaries=[
            Boundary(row["park_id"], row["parent_park_id"], row["planar_epsg"], _span(row), geom)
            for row, geom in with_shapes(rows("facts_boundaries"))
        ],
        plots=[
            PlotVersion(row["plot_id"], row["park_id"], row["land_use_scheme"], row["land_use_code"], _span(row), geom)
            for row, geom in plots
        ],
        states=states,
        contracts=_contracts(session, plot_ids),
        parts=parts,
        looked_at=looked_at,
        approvals=[
            ApprovalGround(_span(row), row["approval_no"], row["approved_on"], geom)
            for row, geom in with_shapes(rows("facts_approvals", **parks))
        ],
        plan=[
            Planned(
                row["land_use_scheme"],
                row["land_use_code"],
                row["name_zh"] or "",
                Span(row["since"] or EVER, row["until"]),
                geom,
            )
            for row, geom in with_shapes(rows("facts_plan", **parks))
        ],
        definitions=read_definitions(session),
        stored={geom.wkb: bytes(row["geom"]) for row, geom in plots},
    )


def read_definitions(session: Session) -> list[tuple[Span, Definition]]:
    """Return what each class means, with the days on which it does."""
    return [
        (
            Span(row["effective_from"], row["effective_to"]),
            Definition(
                StockClass(row["stock_class"]),
                row["definition_zh"],
                row["basis"],
                row["confirmed"],
                tuple(row["land_use_codes"]),
            ),
        )
        for row in session.execute(load("stock/definitions")).mappings()
    ]


def _contracts(session: Session, plot_ids: list[int]) -> dict[int, list[ContractHistory]]:
    found = list(session.execute(load("stock/facts_contracts"), {"plot_ids": plot_ids}).mappings())
    contract_ids = {"contract_ids": sorted({row["contract_id"] for row in found})}
    checks: dict[int, dict[str, list[tuple[Check, date | None]]]] = defaultdict(lambda: defaultdict(list))
    for row in session.execute(load("stock/facts_checks"), contract_ids).mappings():
        check = Check(
            row["checked_on"],
            row["sequence"],
            CheckVerdict(row["verdict"]),
            row["done_on"],
            rectify_by=row["rectify_by"],
            evidence=_RECORDED,
        )
        checks[row["contract_id"]][row["obligation_key"]].append((check, row["withdrawn_on"]))
    waivers: dict[int, dict[str, Waiver]] = defaultdict(dict)
    for row in session.execute(load("stock/facts_waivers"), contract_ids).mappings():
        waivers[row["contract_id"]][row["obligation_key"]] = Waiver(
            row["waived_on"], row["decided_by"], row["reason"], _RECORDED
        )
    measured: dict[int, list[Measured]] = defaultdict(list)
    for row in session.execute(load("stock/facts_areas"), contract_ids).mappings():
        measured[row["contract_id"]].append(Measured(row["happened_on"], row["kind"] == "due_area", row["amount"]))
    share_min = tuple(
        (Span(entry.effective_from, entry.effective_to), entry.value)
        for entry in load_rulebook(session).by_code.get("stock.developed_share_min", ())
    )
    by_contract: dict[int, list[Any]] = defaultdict(list)
    for row in found:
        by_contract[row["contract_id"]].append(row)
    made: dict[int, list[ContractHistory]] = defaultdict(list)
    for contract_id, rows in by_contract.items():
        first = rows[0]
        versions: dict[tuple[int, date], list[Obligation]] = {}
        for row in rows:
            held = versions.setdefault((row["version_no"], row["holds_from"]), [])
            if row["key"] is not None:
                held.append(_obligation(row))
        made[first["plot_id"]].append(
            ContractHistory(
                Span(first["signed_on"], first["ended_on"]),
                first["contract_no"],
                tuple((since, tuple(duties)) for (_, since), duties in versions.items()),
                {key: tuple(items) for key, items in checks[contract_id].items()},
                waivers[contract_id],
                tuple(measured[contract_id]),
                share_min,
            )
        )
    return made


def _obligation(row: Any) -> Obligation:
    return Obligation(
        row["key"],
        ObligationKind(row["kind"]),
        Obligor(row["obligor"]),
        row["due_on"],
        row["label_zh"],
        row["basis"],
        Indicator(row["indicator"]) if row["indicator"] else None,
        Direction(row["direction"]) if row["direction"] else None,
        Fraction(row["target"]) if row["target"] is not None else None,
    )


def _span(row: Any) -> Span:
    return Span(row["since"] or EVER, row["until"])
