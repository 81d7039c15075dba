"""What surrounds the sites as editable data: destinations, links of the industry chain and who agreed to be named, photographs, and how exactly the public is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from geoalchemy2.shape import from_shape
from shapely import Point
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import ensure_may_touch_park, visible_parks
from gisapp.db.history import close_rows, current_rows, days, write_rows
from gisapp.db.sql_file import load
from gisapp.db.tables.site import ChainLinkRow, ChainMemberRow, DestinationRow, SitePhotoRow
from gisapp.evidence.vault import load_evidence
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.kernel.errors import Invalid, NotFound
from gisapp.land.parks import find_park

TABLES = {
    "destination": DestinationRow,
    "chain_link": ChainLinkRow,
    "chain_member": ChainMemberRow,
    "site_photo": SitePhotoRow,
}


def read_context(session: Session, as_of: date) -> dict[str, Any]:
    """Return destinations, chain and the precision of the public window as they are on a day; they belong to the zone."""
    return dict(session.execute(load("sites/context"), {"as_of": as_of}).mappings().one())


@dataclass(frozen=True, slots=True)
class DestinationDraft:
    """A place that roads lead to, with its position in degrees (EPSG:4490)."""

    kind: str
    name_zh: str
    name_en: str
    lon: float
    lat: float
    source: str
    valid_from: date


def add_destination(session: Session, principal: Principal, draft: DestinationDraft) -> int:
    """Enter a station, port, motorway entrance or airport (CGCS2000 degrees)."""
    values = {
        "zone_id": _zone(session),
        "kind": draft.kind,
        "name_zh": draft.name_zh,
        "name_en": draft.name_en,
        "geom": from_shape(Point(draft.lon, draft.lat), srid=STORAGE_EPSG),
        "source": draft.source,
    }
    return _add(
        session, principal, "destination", values, draft.valid_from, {"name": draft.name_zh, "kind": draft.kind}
    )


def add_link(
    session: Session,
    principal: Principal,
    *,
    supplier_code: str,
    buyer_code: str,
    goods_zh: str,
    goods_en: str,
    source: str,
    valid_from: date,
) -> int:
    """Enter that one industry sells goods to another (400 for a division that is not in the register)."""
    _known_industries(session, supplier_code, buyer_code)
    values = {
        "zone_id": _zone(session),
        "supplier_code": supplier_code,
        "buyer_code": buyer_code,
        "goods_zh": goods_zh,
        "goods_en": goods_en,
        "source": source,
    }
    return _add(
        session,
        principal,
        "chain_link",
        values,
        valid_from,
        {"link": f"{supplier_code} → {buyer_code}", "goods": goods_zh},
    )


def add_member(session: Session, principal: Principal, park_code: str, values: dict[str, Any], valid_from: date) -> int:
    """Enter an enterprise that agrees to be named; consent is needed (422 without), and a park of the caller's."""
    _known_industries(session, values["industry_code"])
    park = find_park(session, park_code)
    ensure_may_touch_park(principal, park["id"], park["name_zh"])
    row = {**values, "zone_id": _zone(session), "park_id": park["id"]}
    return _add(session, principal, "chain_member", row, valid_from, {"name": values["name_zh"]})


def add_photo(
    session: Session, principal: Principal, site_id: int, evidence_id: int, values: dict[str, Any], valid_from: date
) -> int:
    """Show a kept photograph with a site (404 for no such site of the caller's, 400 for a file that is no picture)."""
    seen = session.execute(
        text(
            "select exists (select from plot_version where plot_id = :id and (:all_parks or park_id = any (:park_ids)))"
            " or exists (select from premises where id = :id and (:all_parks or park_id = any (:park_ids)))"
        ),
        {"id": site_id, **visible_parks(principal)},
    ).scalar_one()
    if not seen:
        raise NotFound("site.not_found", "没有这处资源，或您没有权限。", message_en="No such site, or not for you.")
    load_evidence(session, principal, [evidence_id])
    media = session.execute(
        text("select media_type from evidence_file where id = :id"), {"id": evidence_id}
    ).scalar_one()
    if media not in ("image/jpeg", "image/png", "image/webp"):
        raise Invalid(
            "site_photo.not_a_picture",
            "所选文件不是照片（JPEG、PNG、WebP），请重新选择。",
            message_en="The file is not a picture (JPEG, PNG, WebP).",
        )
    row = {**values, "site_id": site_id, "evidence_id": evidence_id}
    return _add(session, principal, "site_photo", row, valid_from, {"photo": evidence_id, "site": site_id})


def end_entry(session: Session, principal: Principal, table: str, entry_id: int, ends_on: date, reason: str) -> None:
    """Let a destination, link, member or photograph end on a day; what it was before stays (404 where there is none)."""
    row_type = TABLES[table]
    found = next(iter(current_rows(session, row_type, {"id": entry_id})), None)
    if found is None or (found["valid"].upper is not None and found["valid"].upper <= ends_on):
        raise NotFound(
            "site_context.not_found",
            "没有这条资料，或已经终止。请刷新后查看。",
            message_en="No such entry, or it has ended.",
        )
    close_rows(session, row_type, [entry_id])
    if found["valid"].lower < ends_on:
        write_rows(session, row_type, [{**found, "valid": days(found["valid"].lower, ends_on)}])
    record_event(
        session,
        principal,
        EventTag.SITE_REVISE,
        subject=table,
        subject_id=entry_id,
        zone_id=_zone(session),
        park_id=_park(session, found),
        changes={"valid_to": {"old": found["valid"].upper, "new": ends_on.isoformat()}},
        reason=reason,
    )


def set_precision(session: Session, principal: Principal, grid_m: float, reason: str) -> None:
    """Round what the public is shown to a grid of so many metres from now on; 0 = as surveyed."""
    zone = _zone(session)
    before = session.execute(
        text("select geometry_grid_m from public_window where zone_id = :zone"), {"zone": zone}
    ).scalar_one_or_none()
    session.execute(
        text(
            "insert into public_window (zone_id, geometry_grid_m, set_by_name) values (:zone, :grid, :by)"
            " on conflict (zone_id) do update set geometry_grid_m = excluded.geometry_grid_m, set_by_name = excluded.set_by_name,"
            " set_at = clock_timestamp()"
        ),
        {"zone": zone, "grid": grid_m, "by": principal.name},
    )
    record_event(
        session,
        principal,
        EventTag.SITE_WINDOW,
        subject="public_window",
        subject_id=zone,
        zone_id=zone,
        changes={"geometry_grid_m": {"old": None if before is None else str(before), "new": str(grid_m)}},
        reason=reason,
    )


def read_photo(session: Session, site_id: int, photo_id: int, as_of: date) -> tuple[str, bytes]:
    """Return media type and bytes of a published site's photograph (404 for anything else)."""
    row = session.execute(load("sites/site_photo"), {"site": site_id, "photo": photo_id, "as_of": as_of}).one_or_none()
    if row is None:
        raise NotFound("site_photo.not_found", "没有这张公开照片。", message_en="No such published photograph.")
    return row.media_type, bytes(row.content)


def _add(
    session: Session, principal: Principal, table: str, values: dict[str, Any], valid_from: date, told: dict[str, Any]
) -> int:
    write_rows(
        session,
        TABLES[table],
        [{**values, "recorded_by_name": principal.name, "valid": days(valid_from)}],
    )
    new_id = session.execute(
        text("select currval(pg_get_serial_sequence(:table, 'id'))"), {"table": table}
    ).scalar_one()
    record_event(
        session,
        principal,
        EventTag.SITE_REVISE,
        subject=table,
        subject_id=new_id,
        zone_id=_zone(session),
        park_id=_park(session, values),
        changes={name: {"old": None, "new": value} for name, value in told.items()},
    )
    return new_id


def _park(session: Session, entry: Mapping[str, Any]) -> int | None:
    """Return the park of an entry, of a photograph that of its site; None for what the whole zone is told with."""
    if "site_id" not in entry:
        return entry.get("park_id")
    return session.execute(
        text(
            "select park_id from plot_version where plot_id = :id and upper_inf(recorded)"
            " union all select park_id from premises where id = :id limit 1"
        ),
        {"id": entry["site_id"]},
    ).scalar()


def _zone(session: Session) -> int:
    return session.execute(text("select min(id) from zone")).scalar_one()


def _known_industries(session: Session, *codes: str) -> None:
    known = set(session.execute(text("select code from industry")).scalars())
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise Invalid(
            "chain.unknown_industry",
            f"行业代码 {'、'.join(unknown)} 不在行业表中，请选择两位大类代码。",
            message_en=f"Unknown industry {', '.join(unknown)}.",
        )
