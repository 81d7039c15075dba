"""Writes the demo zone into the register, in the caller's transaction, through the same triggers as everything else."""

from __future__ import annotations

from datetime import date

import orjson
from shapely.geometry import shape
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import system_principal
from gisapp.demo.approvals import write_approvals
from gisapp.demo.brochure_look import write_look
from gisapp.demo.bulk import Bulk, Progress, period
from gisapp.demo.contracts import write_contracts
from gisapp.demo.development import write_development
from gisapp.demo.encumbrances import write_encumbrances
from gisapp.demo.entries import alone
from gisapp.demo.fulfilment import write_fulfilment
from gisapp.demo.idle_annulment import write_annulled_case
from gisapp.demo.idle_cases import write_idle_cases
from gisapp.demo.inquiries import write_inquiries
from gisapp.demo.listings import write_listings
from gisapp.demo.offers import INDUSTRIES
from gisapp.demo.papers import write_documents, write_issuer
from gisapp.demo.parks import PARKS
from gisapp.demo.patrols import write_patrols
from gisapp.demo.performance import write_performance
from gisapp.demo.plot_checks import write_plot_checks
from gisapp.demo.premises import write_premises
from gisapp.demo.preparation import write_preparation
from gisapp.demo.projects import write_projects
from gisapp.demo.proposals import write_proposals
from gisapp.demo.records import ACTOR, INDUSTRY_EDITION, LAND_USE_SCHEME, SOURCE, DemoZone
from gisapp.demo.reports import explain_last, write_reports
from gisapp.demo.reuse import write_reuse
from gisapp.demo.seed_plots import write_plots
from gisapp.demo.self_reports import write_self_reports
from gisapp.demo.shapes import PLANAR_EPSG
from gisapp.demo.stock import write_found_late, write_stock
from gisapp.demo.zone import SEED, TODAY, make_zone
from gisapp.idle.scan import scan_contracts
from gisapp.kernel.dates import add_months
from gisapp.kernel.errors import Conflict
from gisapp.preparation.readiness_refresh import refresh_readiness
from gisapp.settings import resource_dir

NOTICE_EN = "Demonstration data, not legal boundaries"
RESIDENTS_SOURCE = "开发区规划（2022年）公开名单"


def seed_demo(
    session: Session,
    *,
    on_progress: Progress | None = None,
    today: date = TODAY,
    seed: int = SEED,
    zone_code: str = "411671",
    zone_name_zh: str = "周口经济开发区",
    zone_name_en: str = "Zhoukou Economic Development Zone",
) -> None:
    """Fill the register with the demo zone as it stands on `today`; the caller commits.

    Conflict where a zone of this code already has parks: demo data is never mixed with others.
    """
    zone_id = _create_zone(session, zone_code, zone_name_zh, zone_name_en)
    zone = make_zone(seed, today)
    bulk = Bulk(session, on_progress)
    _write_reference(bulk)
    write_issuer(bulk, zone_id, zone_name_zh, today.replace(year=today.year - 12, month=1, day=1))
    write_look(session, zone_id)
    park_ids = _write_parks(bulk, zone_id, zone)
    _write_context(bulk, zone_id, zone)
    party_ids = _write_parties(bulk, zone_id, park_ids, zone)
    plots = write_plots(bulk, zone_id, park_ids, party_ids, zone, ACTOR)
    write_preparation(bulk, session, plots, zone, zone_id=zone_id, park_ids=park_ids)
    supplied = write_listings(bulk, session, plots, zone, zone_id=zone_id, park_ids=park_ids, party_ids=party_ids)
    signed = write_contracts(
        bulk, session, plots, zone_id=zone_id, park_ids=park_ids, party_ids=party_ids, today=today, supplied=supplied
    )
    write_fulfilment(bulk, session, signed, zone_id=zone_id, park_ids=park_ids, today=today)
    write_performance(bulk, session, zone_id=zone_id, today=today)
    write_premises(bulk, session, zone_id=zone_id, park_ids=park_ids, today=today)
    write_development(bulk, signed, zone_id=zone_id, park_ids=park_ids, today=today)
    projects = write_projects(
        bulk, session, signed, zone_id=zone_id, park_ids=park_ids, party_ids=party_ids, supplied=supplied, today=today
    )
    write_self_reports(session, today=today)
    write_inquiries(session, zone_id=zone_id, park_ids=park_ids, today=today, seeded_by=system_principal(ACTOR))
    write_approvals(bulk, session, projects, zone_id=zone_id, park_ids=park_ids, today=today)
    write_encumbrances(bulk, signed, zone_id=zone_id, park_ids=park_ids, today=today)
    write_idle_cases(bulk, session, zone_id=zone_id, park_ids=park_ids, today=today)
    write_annulled_case(bulk, session, zone_id=zone_id, park_ids=park_ids, today=today)
    write_patrols(bulk, session, zone_id=zone_id, park_ids=park_ids, today=today)
    # the idle cases of a plot are written before its measures of reuse: they are their origin
    write_reuse(bulk, session, plots, zone_id=zone_id, park_ids=park_ids, party_ids=party_ids, today=today)
    write_stock(bulk, session, zone_id=zone_id, today=today)
    write_documents(session, today)
    _scan(session, today)
    write_plot_checks(bulk, session, zone_id=zone_id, today=today)
    last_report = write_reports(session, zone_code=zone_code, today=today)
    write_found_late(bulk, session, zone_id=zone_id, today=today)
    explain_last(bulk, session, last_report, today)
    write_proposals(session, today=today)
    # contracts, encumbrances and temporary uses made what the gate had answered before them stale
    refresh_readiness(session, today)
    record_event(
        session,
        system_principal(ACTOR),
        EventTag.ZONE_SEED,
        subject="zone",
        subject_id=zone_id,
        zone_id=zone_id,
        changes={"plots": {"old": None, "new": str(len(zone.plots))}, "today": {"old": None, "new": today.isoformat()}},
        reason=SOURCE,
    )
    session.execute(
        text(
            "analyze plot_version, plot_state, plot_snapshot, land_use_plan, road, servicing_line, constraint_area, basemap_line"
        )
    )
    session.expire_all()


def _scan(session: Session, today: date) -> None:
    """Let the map of the last two years show what a scan at the beginning of each month would have found, and today's."""
    actor = system_principal(ACTOR)
    for months in range(24, 0, -1):
        scan_contracts(session, actor, add_months(today, -months).replace(day=1))
    scan_contracts(session, actor, today)


def _create_zone(session: Session, code: str, name_zh: str, name_en: str) -> int:
    found = session.execute(
        text(
            "select z.id, exists (select from park p where p.zone_id = z.id) as has_parks from zone z where z.code = :code"
        ),
        {"code": code},
    ).one_or_none()
    if found is not None:
        raise Conflict(
            "demo.zone_exists",
            f"园区 {code} 已存在，示意数据只写入空库。请换一个数据目录，或改用其他园区代码。",
            message_en=f"Zone {code} exists already; demo data goes into an empty database.",
        )
    return session.execute(
        text(
            "insert into zone (code, name_zh, name_en, is_demo, notice_zh, notice_en, planar_epsg)"
            " values (:code, :name_zh, :name_en, true, :notice_zh, :notice_en, :epsg) returning id"
        ),
        {
            "code": code,
            "name_zh": name_zh,
            "name_en": name_en,
            "notice_zh": SOURCE,
            "notice_en": NOTICE_EN,
            "epsg": PLANAR_EPSG,
        },
    ).scalar_one()


def _write_reference(bulk: Bulk) -> None:
    bulk.insert(
        "industry",
        "code, edition, name_zh, name_en, cluster",
        [(code, INDUSTRY_EDITION, zh, en, cluster) for code, zh, en, cluster in INDUSTRIES],
        conflict="on conflict do nothing",
    )


def _write_parks(bulk: Bulk, zone_id: int, zone: DemoZone) -> dict[str, int]:
    ids = bulk.insert(
        "park",
        "zone_id, code, name_zh, name_en, operator_zh, operator_en, purpose_zh, purpose_en, planar_epsg, sort_order",
        [
            (
                zone_id,
                p.code,
                p.name_zh,
                p.name_en,
                p.operator_zh,
                p.operator_en,
                p.purpose_zh,
                p.purpose_en,
                PLANAR_EPSG,
                order,
            )
            for order, p in enumerate(PARKS, 1)
        ],
        returning="id",
    )
    park_ids = dict(zip([park.code for park in PARKS], ids, strict=True))
    bulk.insert(
        "park_boundary",
        "park_id, planar_epsg, geom, source, valid, recorded",
        [
            (park_ids[b.park_code], PLANAR_EPSG, b.shape.ewkb, SOURCE, valid, recorded)
            for b in zone.boundaries
            for valid, recorded in alone(b.since, b.until, zone.today)
        ],
    )
    bulk.insert(
        "park_industry",
        "park_id, industry_code, edition, is_leading",
        [(park_ids[p.code], code, INDUSTRY_EDITION, code in p.leading) for p in PARKS for code in p.industries],
    )
    return park_ids


def _write_context(bulk: Bulk, zone_id: int, zone: DemoZone) -> None:
    bulk.insert(
        "road",
        "zone_id, grade, name_zh, name_en, width_m, geom, source, valid",
        [
            (zone_id, r.grade, r.name_zh, r.name_en, r.width_m, r.lines.ewkb, SOURCE, period(r.since))
            for r in zone.roads
        ],
    )
    bulk.insert(
        "servicing_line",
        "zone_id, utility, capacity_text, geom, source, valid",
        [(zone_id, p.utility, p.capacity_text, p.lines.ewkb, SOURCE, period(p.since)) for p in zone.pipes],
    )
    bulk.insert(
        "constraint_area",
        "zone_id, kind, name_zh, name_en, geom, source, distance_m, valid",
        [(zone_id, c.kind, c.name_zh, c.name_en, c.shape.ewkb, SOURCE, 0, period(c.since)) for c in zone.constraints],
    )
    bulk.insert(
        "land_use_plan",
        "zone_id, land_use_scheme, land_use_code, geom, source, valid",
        [(zone_id, LAND_USE_SCHEME, p.land_use_code, p.shape.ewkb, SOURCE, period(p.since)) for p in zone.planned],
    )
    bulk.insert("basemap_line", "kind, geom", basemap_rows())


def basemap_rows() -> list[tuple[str, str]]:
    """Return the low-zoom context shipped in layers/basemap/data as (kind, EWKT)."""
    files = sorted((resource_dir("layers") / "basemap" / "data").glob("*.geojson"))
    features = (feature for path in files for feature in orjson.loads(path.read_bytes())["features"])
    return [(feature["properties"]["kind"], f"SRID=4490;{shape(feature['geometry']).wkt}") for feature in features]


def _write_parties(bulk: Bulk, zone_id: int, park_ids: dict[str, int], zone: DemoZone) -> dict[str, int]:
    ids = bulk.insert(
        "party",
        "zone_id, kind, name_zh, name_en, credit_code, is_real",
        [(zone_id, p.kind, p.name_zh, p.name_en, p.credit_code, p.is_real) for p in zone.parties],
        returning="id",
    )
    party_ids = dict(zip([party.name_zh for party in zone.parties], ids, strict=True))
    founded = {boundary.park_code: boundary.since for boundary in reversed(zone.boundaries)}
    bulk.insert(
        "park_resident",
        "park_id, party_id, source, valid",
        [
            (park_ids[p.park_code], party_ids[p.name_zh], RESIDENTS_SOURCE, period(founded[p.park_code]))
            for p in zone.parties
            if p.park_code
        ],
    )
    return party_ids
