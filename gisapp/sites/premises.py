"""Vacant workshops, transfer wishes and room left as land officers enter, revise, publish and withdraw them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from geoalchemy2.shape import from_shape
from shapely import MultiPolygon
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.history import current_rows, replace_from
from gisapp.db.sql_file import load
from gisapp.db.tables.site import PremisesTermsRow
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.kernel.errors import Conflict, NotFound, RuleViolation
from gisapp.kernel.finding import Findings
from gisapp.kernel.rulebook import RuleEntry
from gisapp.land.plot_register import first_day, locate_plot, refuse_day_outside_life
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.sites.rules.premises import PremisesFacts, assess_premises
from gisapp.supply.publication_mistakes import hide_mistake

TOLD = (
    "is_published", "title_zh", "title_en", "land_area_m2", "floor_area_m2", "storeys", "clear_height_m", "floor_load_t_m2", "crane_t",
    "rent_yuan_per_m2_month", "sale_yuan", "lease_months_min", "lease_months_max", "paid_every_months", "deposit_yuan", "obligations_zh",
    "obligations_en", "available_on", "industry_codes", "contact_zh", "contact_en", "contact_phone", "summary_zh",
    "summary_en", "consent", "source", "observed_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PremisesDraft:
    """What an officer writes; no geometry = the outline of the plot. `land_area_m2` None = the plot's own area."""

    terms: dict[str, Any]
    valid_from: date
    reason: str | None
    geometry: MultiPolygon | None = None


def list_premises(session: Session, principal: Principal, as_of: date, kind: str | None = None) -> list[dict[str, Any]]:
    """Return what is entered in the caller's parks on a day, published or not, with what is missing in each."""
    rows = session.execute(
        load("sites/premises_list"), {"as_of": as_of, "kind": kind, "id": None, **visible_parks(principal)}
    ).mappings()
    known = _known(session, as_of)
    return [_shown(dict(row), known, as_of) for row in rows]


def show_premises(session: Session, principal: Principal, premises_id: int, as_of: date) -> dict[str, Any]:
    """Return one with every version as now known (404 outside the caller's parks)."""
    row = (
        session.execute(
            load("sites/premises_list"),
            {"as_of": as_of, "kind": None, "id": premises_id, **visible_parks(principal)},
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise _not_found()
    versions = current_rows(session, PremisesTermsRow, {"premises_id": premises_id})
    return {
        **_shown(dict(row), _known(session, as_of), as_of),
        "versions": [
            {
                "valid_from": version["valid"].lower,
                "valid_to": version["valid"].upper,
                "is_published": version["is_published"],
                "title_zh": version["title_zh"],
                "recorded_by_name": version["recorded_by_name"],
            }
            for version in versions
        ],
    }


def add_premises(
    session: Session, principal: Principal, plot_id: int, kind: str, draft: PremisesDraft, today: date
) -> int:
    """Enter premises on a plot and return their number; RuleViolation with findings where they may not be told so."""
    newest = locate_plot(session, principal, plot_id)
    refuse_day_outside_life(newest, draft.valid_from, first_day(session, plot_id))
    premises_id = session.execute(
        text(
            "insert into premises (zone_id, park_id, plot_id, kind, party_id, created_by_name)"
            " values (:zone, :park, :plot, :kind, (select party_id from plot_party where plot_id = :plot and role = 'holder'"
            " and valid @> cast(:day as date) and upper_inf(recorded) order by id limit 1), :by) returning id"
        ),
        {
            "zone": newest["zone_id"],
            "park": newest["park_id"],
            "plot": plot_id,
            "kind": kind,
            "day": draft.valid_from,
            "by": principal.name,
        },
    ).scalar_one()
    _write(session, principal, premises_id, newest, kind, draft, today)
    return premises_id


def revise_premises(
    session: Session, principal: Principal, premises_id: int, draft: PremisesDraft, today: date
) -> None:
    """Let terms hold from a day on, published or withdrawn; what was told before stays in history (404 outside the caller's parks)."""
    kind, newest = _locate(session, principal, premises_id)
    refuse_day_outside_life(newest, draft.valid_from, first_day(session, newest["plot_id"]))
    _write(session, principal, premises_id, newest, kind, draft, today)


def declare_mistake(
    session: Session, principal: Principal, premises_id: int, since: date | None, reason: str, today: date
) -> None:
    """Withdraw premises that should never have been published, from the past of the public window too.

    `since` None: since they have been published without a break. 409 where they are not published, 404 outside the caller's parks.
    """
    kind, newest = _locate(session, principal, premises_id)
    rows = [row for row in current_rows(session, PremisesTermsRow, {"premises_id": premises_id}) if row["is_published"]]
    told = next((row for row in rows if row["valid"].contains(today)), None)
    if told is None:
        raise Conflict(
            "premises.not_published",
            "这条资源今天没有公开。误发布只能对正在公开的资源登记；已撤回的，请先查看其历史。",
            message_en="These premises are not published today, so there is nothing to withdraw as a mistake.",
        )
    first = told["valid"].lower
    while since is None and (before := next((row for row in rows if row["valid"].upper == first), None)) is not None:
        first = before["valid"].lower
    begun = since or first
    if begun < today:
        site = {**newest, "site_id": premises_id}
        hide_mistake(session, principal, site, since=begun, until=today, reason=reason)
    draft = PremisesDraft({**{name: told[name] for name in TOLD}, "is_published": False}, today, reason)
    _write(session, principal, premises_id, newest, kind, draft, today)


def _locate(session: Session, principal: Principal, premises_id: int) -> tuple[str, dict[str, Any]]:
    """Return the kind of premises and the newest version of their plot (404 outside the caller's parks)."""
    row = (
        session.execute(text("select plot_id, kind from premises where id = :id"), {"id": premises_id})
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise _not_found()
    return row["kind"], locate_plot(session, principal, row["plot_id"])


def _write(
    session: Session,
    principal: Principal,
    premises_id: int,
    plot: dict[str, Any],
    kind: str,
    draft: PremisesDraft,
    today: date,
) -> None:
    before = next(
        (
            row
            for row in current_rows(session, PremisesTermsRow, {"premises_id": premises_id})
            if row["valid"].contains(draft.valid_from)
        ),
        None,
    )
    geom = plot["geom"] if before is None else before["geom"]
    if draft.geometry is not None:
        geom = from_shape(draft.geometry, srid=STORAGE_EPSG)
    terms = dict(draft.terms)
    if terms["land_area_m2"] is None:
        terms["land_area_m2"] = plot["area_surveyed_m2"] or _plot_area(session, plot["plot_id"], draft.valid_from)
    outside = None if draft.geometry is None else _outside_m2(session, plot, draft.geometry)
    findings = _assess(terms, kind, _known(session, today), today, outside)
    if findings.has_errors:
        raise RuleViolation(
            "premises.findings",
            "还不能保存，请按检查结果修正后再提交。",
            message_en="The findings below must be mended first.",
            findings=findings,
        )
    values = {**terms, "geom": geom, "recorded_by_name": principal.name}
    replace_from(session, PremisesTermsRow, {"premises_id": premises_id}, draft.valid_from, values)
    record_event(
        session,
        principal,
        EventTag.SITE_REVISE,
        subject="premises",
        subject_id=premises_id,
        plot_id=plot["plot_id"],
        park_id=plot["park_id"],
        zone_id=plot["zone_id"],
        changes=differences(
            _as_told(before) if before else {}, _as_told(terms) | {"valid_from": draft.valid_from, "kind": kind}
        ),
        reason=draft.reason,
    )


def _as_told(terms: dict[str, Any]) -> dict[str, Any]:
    return {name: "、".join(terms[name]) if name == "industry_codes" else terms[name] for name in TOLD}


def _plot_area(session: Session, plot_id: int, day: date) -> Decimal:
    return session.execute(
        text("select area_m2 from plot_snapshot where plot_id = :id and valid @> cast(:day as date)"),
        {"id": plot_id, "day": day},
    ).scalar_one()


def _outside_m2(session: Session, plot: dict[str, Any], geometry: MultiPolygon) -> float:
    """Return how much of an outline lies outside its plot, in the plot's own plane."""
    return session.execute(
        text(
            "select planar_area_m2(ST_Difference(ST_GeomFromWKB(:outline, 4490), v.geom), v.planar_epsg) from plot_version v where v.id = :id"
        ),
        {"outline": geometry.wkb, "id": plot["id"]},
    ).scalar_one()


class Known(NamedTuple):
    """What terms are held against: codes of industries, and how many months a lease may last."""

    industries: set[str]
    longest_lease: RuleEntry


def _shown(row: dict[str, Any], known: Known, as_of: date) -> dict[str, Any]:
    return {**row, "findings": _assess(row, row["kind"], known, as_of, None).as_dicts()}


def _assess(terms: dict[str, Any], kind: str, known: Known, as_of: date, outside: float | None) -> Findings:
    facts = PremisesFacts(
        kind=kind,
        outside_m2=outside,
        industry_codes=tuple(terms["industry_codes"]),
        **{
            name: terms[name]
            for name in (
                "is_published", "title_zh", "title_en", "land_area_m2", "floor_area_m2", "storeys", "clear_height_m", "floor_load_t_m2",
                "contact_zh", "contact_phone", "summary_zh", "summary_en", "consent", "observed_on", "lease_months_min", "lease_months_max",
                "rent_yuan_per_m2_month", "sale_yuan", "obligations_zh", "obligations_en",
            )
        },
    )  # fmt: skip
    return assess_premises(facts, known.industries, as_of, known.longest_lease)


def _industries(session: Session) -> set[str]:
    return set(session.execute(text("select code from industry")).scalars())


def _known(session: Session, day: date) -> Known:
    return Known(_industries(session), load_rulebook(session).entry("premises.lease_months_max", day))


def _not_found() -> NotFound:
    return NotFound(
        "premises.not_found",
        "没有这条资源，或您没有查看权限。请核对编号和日期。",
        message_en="No such premises, or not for you.",
    )
