"""Yearly figures of enterprises: read by year and park, entered or corrected by hand with a reason; every version stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import ensure_may_touch_park, visible_parks
from gisapp.db.sql_file import load
from gisapp.evidence.vault import describe_files, load_evidence
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.land.parks import find_park
from gisapp.performance.rules.figures import AMOUNTS, YearFigures
from gisapp.performance.terms import LandKind, Segment

LOCK = 4494


@dataclass(frozen=True, slots=True)
class LandPart:
    """Land of one kind on one plot (None: on no plot of the register), ㎡."""

    kind: LandKind
    area_m2: Decimal
    plot_id: int | None = None


@dataclass(frozen=True, slots=True)
class FigureDraft:
    """What an enterprise told of one year in one park, with where it comes from."""

    party_id: int
    park_id: int
    year: int
    segment: Segment
    amounts: Mapping[str, Decimal | None]
    land: Sequence[LandPart]
    started_on: date | None
    source: str
    document: str | None = None
    reason: str = ""
    evidence_ids: Sequence[int] = field(default_factory=tuple[int, ...])
    import_id: int | None = None


def list_figures(
    session: Session,
    principal: Principal,
    year: int | None = None,
    *,
    party_id: int | None = None,
    plot_id: int | None = None,
    park: str | None = None,
    q: str | None = None,
) -> list[dict[str, Any]]:
    """Return the figures of a year as known now (None: of all years, newest first), of the caller's parks."""
    rows = session.execute(
        load("performance/figures"),
        {
            "year": year,
            "party_id": party_id,
            "plot_id": plot_id,
            "park": park,
            "q": like(q),
            **visible_parks(principal),
        },
    ).mappings()
    return [dict(row) for row in rows]


def list_years(session: Session, principal: Principal, as_of: date) -> list[dict[str, Any]]:
    """Return the years there is something of, with how many enterprises have told figures and how many have not."""
    found = session.execute(load("performance/years"), {"as_of": as_of, **visible_parks(principal)}).mappings()
    return [dict(row) for row in found]


def missing_figures(session: Session, principal: Principal, year: int) -> list[dict[str, Any]]:
    """Return the enterprises that held built land at the end of a year and have told nothing of it."""
    rows = session.execute(load("performance/missing_figures"), {"year": year, **visible_parks(principal)}).mappings()
    return [dict(row) for row in rows]


def figure_history(
    session: Session, principal: Principal, party_id: int, park_id: int, year: int
) -> list[dict[str, Any]]:
    """Return every version of one enterprise's figures of a year, newest first (404 where there is none for the caller)."""
    rows = session.execute(
        load("performance/figure_history"),
        {"party_id": party_id, "park_id": park_id, "year": year, **visible_parks(principal)},
    ).mappings()
    found = [dict(row) for row in rows]
    if not found:
        raise NotFound(
            "figures.not_found",
            "没有这家企业该年度的数据，或您没有查看权限。请核对年度和园区。",
            message_en="No such figures, or not for you.",
        )
    files = {
        item["id"]: item
        for item in describe_files(session, principal, [one for row in found for one in row["evidence_ids"]])
    }
    return [{**row, "evidence": [files[one] for one in row["evidence_ids"] if one in files]} for row in found]


def load_year(session: Session, year: int) -> list[YearFigures]:
    """Return the figures of the whole zone for the rules, without rights: ranks are those of all enterprises."""
    rows = session.execute(
        load("performance/figures"),
        {"year": year, "party_id": None, "plot_id": None, "park": None, "q": None, "all_parks": True, "park_ids": []},
    ).mappings()
    return [as_figures(dict(row)) for row in rows]


def as_figures(row: Mapping[str, Any]) -> YearFigures:
    """Return a row of the list as the rules see it."""
    land: dict[LandKind, Decimal] = {}
    for part in row["land"]:
        kind = LandKind(part["kind"])
        land[kind] = land.get(kind, Decimal(0)) + Decimal(str(part["area_m2"]))
    return YearFigures(
        party_id=row["party_id"],
        park_id=row["park_id"],
        year=row["year"],
        segment=Segment(row["segment"]),
        amounts={name: None if row[name] is None else Decimal(row[name]) for name in AMOUNTS},
        land=land,
        started_on=row["started_on"],
        figure_id=row["id"],
        name_zh=row["party_name_zh"],
    )


def revise_figures(session: Session, principal: Principal, park_code: str, draft: FigureDraft) -> int:
    """Enter or correct the figures of an enterprise by hand; return the new version's id. A correction needs a reason (400).

    Conflict where nothing would change; 404 for an unknown park or enterprise, 403 outside the caller's parks.
    """
    park = find_park(session, park_code)
    ensure_may_touch_park(principal, park["id"], park["name_zh"])
    load_evidence(session, principal, draft.evidence_ids)
    known = session.execute(
        text("select 1 from party where id = :id and zone_id = :zone"), {"id": draft.party_id, "zone": park["zone_id"]}
    ).scalar()
    if known is None:
        raise NotFound("party.not_found", "没有这家企业，请从列表中选择。", message_en="No such enterprise.")
    ensure_plots_known(session, principal, draft)
    _lock(session, draft)
    old = current_figures(session, draft.party_id, park["id"], draft.year)
    if old is not None and not draft.reason.strip():
        raise Invalid(
            "figures.reason_missing", "修订已入库的数据须写明理由，请填写。", message_en="A correction needs a reason."
        )
    changed = write_figures(session, principal, park["zone_id"], draft, old)
    if changed is None:
        raise Conflict(
            "figures.unchanged", "与已入库的数据相同，没有需要保存的变化。", message_en="Nothing would change."
        )
    record_event(
        session,
        principal,
        EventTag.PERFORMANCE_REVISE,
        subject="enterprise_year",
        subject_id=changed,
        zone_id=park["zone_id"],
        park_id=park["id"],
        changes=differences(old or {}, comparable(draft)),
        reason=draft.reason.strip() or draft.source,
        document=draft.document,
    )
    return changed


def current_figures(session: Session, party_id: int, park_id: int, year: int) -> dict[str, Any] | None:
    """Return the version in force in the words of `comparable`; None where nothing was told."""
    row = session.execute(
        text(
            "select f.*, (select jsonb_agg(jsonb_build_object('kind', l.kind, 'plot_id', l.plot_id, 'area_m2', l.area_m2::text) order by l.kind, l.plot_id)"
            " from enterprise_year_land l where l.figure_id = f.id) as land from enterprise_year f"
            " where f.party_id = :party and f.park_id = :park and f.year = :year and upper_inf(f.recorded)"
        ),
        {"party": party_id, "park": park_id, "year": year},
    ).mappings().one_or_none()  # fmt: skip
    if row is None:
        return None
    parts = [LandPart(LandKind(p["kind"]), Decimal(p["area_m2"]), p["plot_id"]) for p in row["land"] or ()]
    return {
        "id": row["id"],
        "segment": "above" if row["is_above_size"] else "below",
        "started_on": row["started_on"],
        **{name: row[name] for name in AMOUNTS},
        "land": _land_text(parts),
    }


def comparable(draft: FigureDraft) -> dict[str, Any]:
    """Return what a version says, for comparison and audit."""
    return {
        "segment": str(draft.segment),
        "started_on": draft.started_on,
        **{name: draft.amounts.get(name) for name in AMOUNTS},
        "land": _land_text(draft.land),
    }


def write_figures(
    session: Session, principal: Principal, zone_id: int, draft: FigureDraft, old: Mapping[str, Any] | None
) -> int | None:
    """Close the old version and write the new one with its land; None where both say the same."""
    if old is not None:
        if not differences({key: value for key, value in old.items() if key != "id"}, comparable(draft)):
            return None
        session.execute(
            text(
                "update enterprise_year set recorded = tstzrange(lower(recorded), greatest(clock_timestamp(), lower(recorded) + interval '1 microsecond'))"
                " where id = :id"
            ),
            {"id": old["id"]},
        )
    figure_id: int = session.execute(
        text(
            f"insert into enterprise_year (zone_id, park_id, party_id, year, is_above_size, started_on, {', '.join(AMOUNTS)}, source, document, reason,"  # noqa: S608
            " evidence_ids, import_id, recorded_by, recorded_by_name) values (:zone_id, :park_id, :party_id, :year, :is_above_size, :started_on,"
            f" {', '.join(':' + name for name in AMOUNTS)}, :source, :document, :reason, :evidence_ids, :import_id, :by, :name) returning id"
        ),
        {
            "zone_id": zone_id,
            "park_id": draft.park_id,
            "party_id": draft.party_id,
            "year": draft.year,
            "is_above_size": draft.segment is Segment.ABOVE,
            "started_on": draft.started_on,
            **{name: draft.amounts.get(name) for name in AMOUNTS},
            "source": draft.source.strip(),
            "document": draft.document,
            "reason": draft.reason.strip(),
            "evidence_ids": list(draft.evidence_ids),
            "import_id": draft.import_id,
            "by": principal.account_id,
            "name": principal.name,
        },
    ).scalar_one()
    merged: dict[tuple[LandKind, int | None], Decimal] = {}
    for part in draft.land:
        if part.area_m2 > 0:
            key = (part.kind, part.plot_id)
            merged[key] = merged.get(key, Decimal(0)) + part.area_m2
    if merged:
        session.execute(
            text(
                "insert into enterprise_year_land (figure_id, plot_id, kind, area_m2) values (:figure_id, :plot_id, :kind, :area)"
            ),
            [
                {"figure_id": figure_id, "plot_id": plot_id, "kind": str(kind), "area": area}
                for (kind, plot_id), area in merged.items()
            ],
        )
    return figure_id


def lock_enterprise(session: Session, party_id: int, year: int) -> None:
    """Let one writer at a time change an enterprise's figures of a year."""
    session.execute(
        text("select pg_advisory_xact_lock(:lock, hashtext(:key))"), {"lock": LOCK, "key": f"{party_id}/{year}"}
    )


def like(words: str | None) -> str | None:
    if not words or not words.strip():
        return None
    return "%" + words.strip().replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"


def ensure_plots_known(session: Session, principal: Principal, draft: FigureDraft) -> None:
    """Refuse land on plots that do not exist or are in none of the caller's parks (400)."""
    wanted = sorted({part.plot_id for part in draft.land if part.plot_id is not None})
    if not wanted:
        return
    found = set(
        session.execute(
            text(
                "select distinct plot_id from plot_snapshot where plot_id = any (:ids) and (:all_parks or park_id = any (:park_ids))"
            ),
            {"ids": wanted, **visible_parks(principal)},
        ).scalars()
    )
    if set(wanted) - found:
        raise Invalid(
            "figures.plot_unknown",
            "填报的地块不存在或不在您的管辖范围，请从列表中选择。",
            message_en="A plot does not exist or is not for you.",
        )


def _lock(session: Session, draft: FigureDraft) -> None:
    lock_enterprise(session, draft.party_id, draft.year)


def _land_text(parts: Sequence[LandPart]) -> str:
    told = sorted((str(part.kind), part.plot_id or 0, f"{part.area_m2:.2f}") for part in parts if part.area_m2 > 0)
    return "；".join(
        f"{LandKind(kind).label_zh}{f'（地块{plot}）' if plot else ''} {area}㎡" for kind, plot, area in told
    )
