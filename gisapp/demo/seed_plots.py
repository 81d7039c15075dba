"""Writes the demo plots: boundaries, states, conditions, utilities, offers, tenures, and their timeline."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import orjson

from gisapp.audit.tags import EventTag
from gisapp.demo.bulk import Bulk
from gisapp.demo.entries import CHINA, alone, as_entered, entered_on
from gisapp.demo.records import LAND_USE_SCHEME, SOURCE, DemoPlot, DemoZone, Version
from gisapp.demo.shapes import PLANAR_EPSG
from gisapp.demo.states import AXES

_ZONE_PREFIX = {4526: 38_000_000.0, 4547: 0.0}


def boundary_points(version: Version) -> str | None:
    """Return the points as a survey report lists them: J numbers through all rings, x north, y east, millimetres as text."""
    if version.points_epsg is None:
        return None
    prefix = _ZONE_PREFIX[version.points_epsg]
    rings: list[dict[str, Any]] = []
    number = 0
    for index, ring in enumerate(ring for rings_of in version.shape.polygons for ring in rings_of):
        points = []
        for east, north in ring:
            number += 1
            points.append({"no": f"J{number}", "x": f"{north:.3f}", "y": f"{east + prefix:.3f}"})
        rings.append({"ring": index + 1, "points": points})
    return orjson.dumps({"epsg": version.points_epsg, "rings": rings}).decode()


def write_plots(
    bulk: Bulk, zone_id: int, park_ids: dict[str, int], party_ids: dict[str, int], zone: DemoZone, actor: str
) -> list[tuple[int, DemoPlot]]:
    """Write every plot with its dated facts; return each with its id. States go in before boundaries, so that the map's read model is built once."""
    ids = sorted(bulk.insert("plot", "zone_id", [(zone_id,)] * len(zone.plots), returning="id"))
    plots = list(zip(ids, zone.plots, strict=True))
    bulk.insert(
        "plot_state",
        "plot_id, land_control, servicing, supply, development, compliance, source, document, valid, recorded",
        [
            (
                plot_id,
                *(getattr(plot.states[at], axis) for axis in AXES),
                SOURCE,
                plot.states[at].document,
                valid,
                recorded,
            )
            for plot_id, plot in plots
            for at, valid, recorded in as_entered(
                [(s.since, s.until) for s in plot.states],
                [entered_on(plot_id, s.since, order, zone.today) for order, s in enumerate(plot.states)],
                zone.today,
            )
        ],
    )
    bulk.insert(
        "plot_version",
        "plot_id, version_no, zone_id, park_id, planar_epsg, plot_no, plot_name, geom, area_surveyed_m2, parcel_no, real_estate_unit_no,"
        " supervision_no, address, land_use_scheme, land_use_code, boundary_points, source, document, valid, recorded",
        [
            (
                plot_id,
                v.number,
                zone_id,
                park_ids[plot.park_code],
                PLANAR_EPSG,
                plot.plot_no,
                plot.name_zh,
                v.shape.ewkb,
                v.area_surveyed_m2,
                v.parcel_no,
                v.real_estate_unit_no,
                v.supervision_no,
                v.address,
                LAND_USE_SCHEME,
                v.land_use_code,
                boundary_points(v),
                SOURCE,
                v.document,
                valid,
                recorded,
            )
            for plot_id, plot in plots
            for at, valid, recorded in as_entered(
                [(v.since, v.until) for v in plot.versions],
                [min(v.since, zone.today) for v in plot.versions],
                zone.today,
            )
            for v in [plot.versions[at]]
        ],
    )
    _write_facts(bulk, plots, zone.today)
    _write_tenures(bulk, plots, party_ids, zone.today)
    bulk.insert(
        "audit_event",
        "at, actor_name, tag, zone_id, park_id, plot_id, subject, subject_id, changes, reason, document",
        [
            event
            for plot_id, plot in plots
            for event in _timeline(plot_id, plot, zone_id, park_ids[plot.park_code], actor, zone.today)
        ],
    )
    return plots


def _write_facts(bulk: Bulk, plots: list[tuple[int, DemoPlot]], today: date) -> None:
    bulk.insert(
        "planning_condition",
        "plot_id, far_min, far_max, building_coefficient_min, building_coefficient_max, green_ratio_min, green_ratio_max, height_min_m,"
        " height_max_m, document_no, source, valid, recorded",
        [
            (
                plot_id,
                *c.far,
                *c.building_coefficient,
                *c.green_ratio,
                *c.height_m,
                c.document_no,
                SOURCE,
                valid,
                recorded,
            )
            for plot_id, plot in plots
            for c in plot.conditions
            for valid, recorded in alone(c.since, c.until, today)
        ],
    )
    bulk.insert(
        "servicing_fact",
        "plot_id, utility, status, capacity, unit, source, observed_on, valid, recorded",
        [
            (plot_id, u.utility, u.status, u.capacity, u.unit, u.source, u.observed_on, valid, recorded)
            for plot_id, plot in plots
            for u in plot.utilities
            for valid, recorded in alone(u.since, u.until, today)
        ],
    )
    bulk.insert(
        "offer_terms",
        "plot_id, industry_codes, start_price_yuan_per_m2, delivery_on, contact_zh, contact_en, contact_phone, summary_zh, summary_en, source, valid, recorded",
        [
            (
                plot_id,
                list(o.industry_codes),
                None if o.price_wan_per_mu is None else round(o.price_wan_per_mu * 15, 2),
                o.delivery_on,
                o.contact_zh,
                o.contact_en,
                o.contact_phone,
                o.summary_zh,
                o.summary_en,
                SOURCE,
                valid,
                recorded,
            )
            for plot_id, plot in plots
            if (o := plot.offer)
            for valid, recorded in alone(o.since, None, today)
        ],
    )


def _write_tenures(bulk: Bulk, plots: list[tuple[int, DemoPlot]], party_ids: dict[str, int], today: date) -> None:
    bulk.insert(
        "plot_party",
        "plot_id, party_id, role, share, source, document, valid, recorded",
        [
            (plot_id, party_ids[t.party], t.role, t.share, SOURCE, t.document, valid, recorded)
            for plot_id, plot in plots
            for t in plot.tenures
            for valid, recorded in alone(t.since, t.until, today)
        ],
    )


def _timeline(
    plot_id: int, plot: DemoPlot, zone_id: int, park_id: int, actor: str, today: date
) -> list[tuple[Any, ...]]:
    """Return audit events that tell the plot's history, dated as if they had been recorded at the time."""
    events: list[tuple[Any, ...]] = []

    def tell(
        day: date,
        hour: int,
        tag: EventTag,
        subject: str,
        changes: dict[str, tuple[str | None, str | None]],
        document: str | None,
        entered: date | None = None,
    ) -> None:
        body = {name: {"old": old, "new": new} for name, (old, new) in changes.items()}
        body["valid_from"] = {"old": None, "new": day.isoformat()}
        at = datetime.combine(entered or day, time(hour, plot_id % 60), CHINA)
        events.append(
            (
                at,
                actor,
                str(tag),
                zone_id,
                park_id,
                plot_id,
                subject,
                plot_id,
                orjson.dumps(body).decode(),
                SOURCE,
                document,
            )
        )

    first = plot.versions[0]
    tell(
        first.since,
        9,
        EventTag.PLOT_REGISTER,
        "plot",
        {"plot_no": (None, plot.plot_no), "land_use_code": (None, first.land_use_code)},
        first.document,
    )
    for before, after in zip(plot.versions, plot.versions[1:], strict=False):
        tell(
            after.since,
            11,
            EventTag.PLOT_BOUNDARY_REVISE,
            "plot",
            {
                "geometry": (f"第{before.number}版", f"第{after.number}版"),
                "area_m2": (f"{before.shape.area_m2:.2f}", f"{after.shape.area_m2:.2f}"),
            },
            after.document,
        )
    for order, (old, new) in enumerate(zip(plot.states, plot.states[1:], strict=False), 1):
        changed = {
            axis: (getattr(old, axis), getattr(new, axis)) for axis in AXES if getattr(old, axis) != getattr(new, axis)
        }
        tell(
            new.since,
            15,
            EventTag.STATE_REVISE,
            "plot_state",
            changed,
            new.document,
            entered_on(plot_id, new.since, order, today),
        )
    if plot.versions[-1].until:
        tell(plot.versions[-1].until, 16, EventTag.PLOT_RETIRE, "plot", {"plot_no": (plot.plot_no, None)}, None)
    return events
