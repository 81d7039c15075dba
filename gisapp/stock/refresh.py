"""Works the patches of parks out again and keeps them: only what changed is closed and written, so doing it twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.db.sql_file import load
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.kernel.errors import Conflict
from gisapp.stock.facts import read_facts
from gisapp.stock.planes import to_system
from gisapp.stock.rules.history import Patch
from gisapp.stock.rules.zone import ZoneFacts, patches_of_park
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
    """Return the patches of a park as rows; an undivided plot keeps its very boundary."""
    patches = patches_of_park(park_id, facts)
    shapes = to_system(epsg, STORAGE_EPSG)([patch.geom for patch in patches])
    return [
        _row(park_id, epsg, patch, facts.stored.get(patch.geom.wkb) or shape.wkb)
        for patch, shape in zip(patches, shapes, strict=True)
    ]


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
