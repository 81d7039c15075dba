"""Works the patches of parks out again and keeps them: only what changed is closed and written, so doing it twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import orjson
from shapely import MultiPolygon, STRtree
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.db.sql_file import load
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.kernel.errors import Conflict
from gisapp.stock.facts import Boundary, PlotVersion, ZoneFacts, read_facts
from gisapp.stock.planes import to_system
from gisapp.stock.rules.ground import NOISE_M2, tile, within
from gisapp.stock.rules.history import Patch, PlotGround, patches_of_ground, patches_of_plot, remaining
from gisapp.stock.rules.supply_history import Span
from gisapp.stock.terms import StockClass


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many parks were worked out, how many patches they have over all days, how many rows were closed and written."""

    parks: int
    patches: int
    closed: int
    written: int


def lock_stock(session: Session) -> None:
    """Let one writer at a time keep the patches; the lock ends with the transaction."""
    session.execute(text("select pg_advisory_xact_lock(4497, 1)"))


def refresh_stock(session: Session, as_of: date, park_ids: Iterable[int] | None = None) -> Refreshed:
    """Work out the patches of these parks (all when None) over all days from what is known now, and keep them.

    `as_of` is the day that is noted as the day of the work; patches of earlier and later days follow from dated facts.
    Conflict where the classes have no definition.
    """
    lock_stock(session)
    found = session.execute(load("stock/parks_to_refresh"), {"park_ids": _list(park_ids)})
    wanted = {row.park_id: row.planar_epsg for row in found}
    if not wanted:
        return Refreshed(0, 0, 0, 0)
    # what changes from here on makes them stale again; taken away before anything is read
    session.execute(load("stock/forget_changes"), {"park_ids": list(wanted), "all_parks": park_ids is None})
    facts = {
        epsg: read_facts(session, [park_id for park_id, its in wanted.items() if its == epsg], epsg)
        for epsg in sorted(set(wanted.values()))
    }
    missing = set(StockClass) - {
        definition.stock_class for item in facts.values() for _, definition in item.definitions
    }
    if missing:
        raise Conflict(
            "stock.definition_missing",
            f"以下类别没有定义，请先补充：{'、'.join(sorted(item.label_zh for item in missing))}。",
            message_en="A class of the stock has no definition.",
        )
    rows = [row for park_id, epsg in wanted.items() for row in _rows_of_park(park_id, epsg, facts[epsg])]
    known = {
        row["fingerprint"]: row["id"]
        for row in session.execute(load("stock/patches_known"), {"park_ids": list(wanted)}).mappings()
    }
    fresh = {row["fingerprint"]: row for row in rows}
    gone = [one for fingerprint, one in known.items() if fingerprint not in fresh]
    new = [row for fingerprint, row in fresh.items() if fingerprint not in known]
    if gone:
        session.execute(load("stock/patches_close"), {"ids": gone})
    if new:
        session.execute(load("stock/patches_write"), {"rows": orjson.dumps(new).decode()})
    session.execute(
        load("stock/refresh_note"),
        {"as_of": as_of, "park_ids": list(wanted)},
    )
    return Refreshed(len(wanted), len(fresh), len(gone), len(new))


def _list(values: Iterable[int] | None) -> list[int] | None:
    return None if values is None else sorted(set(values))


def _rows_of_park(park_id: int, epsg: int, facts: ZoneFacts) -> list[dict[str, Any]]:
    """Return every patch of a park over all days of its boundaries."""
    own = _own_ground(park_id, facts.boundaries)
    if not own:
        return []
    versions = [item for item in facts.plots if item.park_id == park_id]
    plots = _clipped(versions, own)
    patches: list[Patch] = []
    for version, held in plots:
        for span, shape in held:
            patches += patches_of_plot(
                PlotGround(
                    version.plot_id,
                    span,
                    version.land_use_scheme,
                    version.land_use_code,
                    shape,
                    facts.states.get(version.plot_id, ()),
                    facts.contracts.get(version.plot_id, ()),
                    facts.parts.get(version.plot_id, ()),
                    [item for item in facts.approvals if item.geom.intersects(shape)],
                ),
                facts.definitions,
            )
    taken = [(span, shape) for _, held in plots for span, shape in held]
    patches += _ground_patches(park_id, own, taken, facts)
    shapes = to_system(epsg, STORAGE_EPSG)([patch.geom for patch in patches])
    return [
        _row(park_id, epsg, patch, facts.stored.get(patch.geom.wkb) or shape.wkb)
        for patch, shape in zip(patches, shapes, strict=True)
    ]


def _own_ground(park_id: int, boundaries: Sequence[Boundary]) -> list[tuple[Span, MultiPolygon]]:
    """Return the ground of a park on each of its days, without the parks that lie within it."""
    own = [(item.span, item.geom) for item in boundaries if item.park_id == park_id]
    inner = [(item.span, item.geom) for item in boundaries if item.parent_park_id == park_id]
    return remaining(own, inner) if inner else own


def _clipped(
    versions: Sequence[PlotVersion], own: Sequence[tuple[Span, MultiPolygon]]
) -> list[tuple[PlotVersion, list[tuple[Span, MultiPolygon]]]]:
    """Return each boundary of a plot as far as it lies in the park and no plot before it takes the ground.

    Plots do not overlap and lie in their park up to a tolerance; what is within the tolerance must not be counted twice.
    """
    tree = STRtree([item.geom for item in versions])
    earlier: dict[int, list[PlotVersion]] = {}
    if versions:
        ours, others = tree.query([item.geom for item in versions], predicate="intersects")
        for one, other in zip(ours, others, strict=True):
            if other < one and _meet(versions[one].span, versions[other].span):
                shared = versions[one].geom.intersection(versions[other].geom)
                if shared.area > NOISE_M2:
                    earlier.setdefault(int(one), []).append(versions[int(other)])
    made: list[tuple[PlotVersion, list[tuple[Span, MultiPolygon]]]] = []
    for index, version in enumerate(versions):
        held: list[tuple[Span, MultiPolygon]] = []
        for span, ground in own:
            common = _common(version.span, span)
            if common is None:
                continue
            shape = within(version.geom, ground)
            if shape.area:
                held.append((common, shape))
        before = [(item.span, item.geom) for item in earlier.get(index, ())]
        made.append((version, remaining(held, before) if before else held))
    return made


def _ground_patches(
    park_id: int,
    own: Sequence[tuple[Span, MultiPolygon]],
    plots: Sequence[tuple[Span, MultiPolygon]],
    facts: ZoneFacts,
) -> list[Patch]:
    """Return the patches of the ground outside plots, by planned use."""
    tree = STRtree([shape for _, shape in plots])
    looked_at = facts.looked_at.get(park_id, ())
    made: list[Patch] = []
    for span, ground in own:
        days = sorted({span.since} | {day for item in facts.plan for day in item.span.days() if span.holds(day)})
        for index, day in enumerate(days):
            until = days[index + 1] if index + 1 < len(days) else span.until
            planned = [item for item in facts.plan if item.span.holds(day) and item.geom.intersects(ground)]
            pieces, rest = tile(ground, [item.geom for item in planned])
            found: list[tuple[MultiPolygon, tuple[str | None, str | None], str]] = [
                (piece, (item.land_use_scheme, item.land_use_code), item.label_zh)
                for piece, item in zip(pieces, planned, strict=True)
                if piece.area
            ]
            if rest.area:
                found.append((rest, (None, None), ""))
            for piece, land_use, label in found:
                near = [plots[int(at)] for at in tree.query(piece, predicate="intersects")] if len(plots) else []
                over = [item for item in near if piece.intersection(item[1]).area > NOISE_M2]
                made += patches_of_ground(
                    remaining([(Span(day, until), piece)], over),
                    land_use=land_use,
                    label_zh=label,
                    approvals=[item for item in facts.approvals if item.geom.intersects(piece)],
                    looked_at=[item for item in looked_at if item.geom.intersection(piece).area > NOISE_M2],
                    definitions=facts.definitions,
                )
    return made


def _row(park_id: int, epsg: int, patch: Patch, wkb: bytes) -> dict[str, Any]:
    said = patch.classified
    told: dict[str, Any] = {
        "park_id": park_id,
        "plot_id": patch.plot_id,
        "part_no": patch.part_no,
        "origin": patch.origin,
        "planar_epsg": epsg,
        "stock_class": said.stock_class.value,
        "detail": said.detail.value,
        "proposed_class": said.proposed.value,
        "is_decided": said.is_decided,
        "compliance": patch.compliance,
        "land_use_scheme": patch.land_use_scheme,
        "land_use_code": patch.land_use_code,
        "label_zh": patch.label_zh,
        "reason_zh": said.reason_zh,
        "reason_en": said.reason_en,
        "basis": said.basis,
        "inputs": dict(patch.inputs) | {"confirmed": said.confirmed},
        "since": patch.span.since.isoformat(),
        "until": patch.span.until.isoformat() if patch.span.until else None,
        "geom": wkb.hex().upper(),
    }
    return told | {"fingerprint": sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()}


def _meet(one: Span, other: Span) -> bool:
    return _common(one, other) is not None


def _common(one: Span, other: Span) -> Span | None:
    since = max(one.since, other.since)
    ends = [item.until for item in (one, other) if item.until is not None]
    until = min(ends) if ends else None
    return Span(since, until) if until is None or since < until else None
