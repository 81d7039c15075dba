"""A measure of reuse is registered on a plot, its targets get a further version; each act is told in the transaction that did it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from geoalchemy2.shape import from_shape
from shapely import MultiPolygon
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.sql_file import load
from gisapp.db.tables.reuse import ReuseMeasureRow, ReuseStepRow, ReuseTargetRow
from gisapp.evidence.vault import load_evidence
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.kernel.errors import Conflict, Invalid
from gisapp.land.plot_register import first_day, locate_plot, refuse_day_outside_life
from gisapp.reuse.lifecycle import START
from gisapp.reuse.queries import locate_measure, read_start
from gisapp.reuse.terms import ReuseOrigin, ReuseStage


@dataclass(frozen=True, slots=True)
class Targets:
    """What is to be reached. Area in ㎡, yearly sums in yuan."""

    release_m2: Decimal | None = None
    investment_yuan: Decimal | None = None
    output_yuan: Decimal | None = None
    tax_yuan: Decimal | None = None
    compensation_yuan: Decimal | None = None
    release_by: date | None = None
    reuse_by: date | None = None


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """A measure as planned. `area_m2` None = the whole plot; `geometry` the part in EPSG:4490; `case_id` with origin idle_case."""

    plot_id: int
    measure: str
    origin: str
    planned_on: date
    title_zh: str = ""
    case_id: int | None = None
    origin_note: str = ""
    reason_zh: str = ""
    area_m2: Decimal | None = None
    geometry: MultiPolygon | None = None
    officer_name: str = ""
    evidence_ids: tuple[int, ...] = ()
    targets: Targets = Targets()


def register_measure(session: Session, principal: Principal, draft: MeasureDraft, *, today: date) -> int:
    """Register a measure as planned and return its id; it gets the next number of its year.

    400 where area or days do not fit, 409 where the same measure is running on the whole plot already.
    """
    load_evidence(session, principal, draft.evidence_ids)
    newest = locate_plot(session, principal, draft.plot_id)
    refuse_day_outside_life(newest, draft.planned_on, first_day(session, draft.plot_id))
    if draft.planned_on > today:
        raise Invalid(
            "reuse.in_future", "谋划日期不能晚于今天，请改正。", message_en="It cannot be planned later than today."
        )
    start = read_start(session, principal, draft.plot_id, draft.case_id, draft.planned_on)
    if (draft.origin == str(ReuseOrigin.IDLE_CASE)) != (draft.case_id is not None):
        raise Invalid(
            "reuse.case_missing", "来源为闲置土地个案的，请选择个案；其他来源不关联个案。", message_en="Name the idle case, or another origin."
        )  # fmt: skip
    area = draft.area_m2 or start["area_m2"]
    _check_area(area, start["area_m2"], draft.targets)
    session.execute(text("select pg_advisory_xact_lock(4495, :zone)"), {"zone": newest["zone_id"]})
    reuse_no = session.execute(
        load("reuse/next_number"), {"zone_id": newest["zone_id"], "prefix": f"PH{draft.planned_on.year}-"}
    ).scalar_one()
    measure_id: int = session.execute(
        insert(ReuseMeasureRow)
        .values(
            zone_id=newest["zone_id"],
            park_id=newest["park_id"],
            reuse_no=reuse_no,
            plot_id=draft.plot_id,
            measure=draft.measure,
            origin=draft.origin,
            case_id=draft.case_id,
            origin_note=draft.origin_note.strip(),
            title_zh=draft.title_zh.strip() or f"{newest['plot_no']}地块盘活",
            reason_zh=draft.reason_zh.strip(),
            area_m2=area,
            geom=None if draft.geometry is None else from_shape(draft.geometry, srid=STORAGE_EPSG),
            officer_name=draft.officer_name.strip() or principal.name,
            evidence_ids=list(draft.evidence_ids),
            registered_by=principal.account_id,
            registered_by_name=principal.name,
        )
        .returning(ReuseMeasureRow.id)
    ).scalar_one()
    session.execute(
        insert(ReuseStepRow).values(
            measure_id=measure_id,
            sequence=1,
            from_stage=START,
            stage=str(ReuseStage.PLANNED),
            taken_on=draft.planned_on,
            reason=draft.reason_zh.strip(),
            evidence_ids=list(draft.evidence_ids),
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
    )
    _write_targets(session, principal, measure_id, 1, draft.targets, draft.planned_on, "", ())
    record_event(
        session,
        principal,
        EventTag.REUSE_CHANGE,
        subject="reuse_measure",
        subject_id=measure_id,
        zone_id=newest["zone_id"],
        park_id=newest["park_id"],
        plot_id=draft.plot_id,
        changes=differences(
            {}, {"reuse_no": reuse_no, "measure": draft.measure, "origin": draft.origin, "case_no": start["case_no"] if draft.case_id else None, "area_m2": area}
        ),
        reason=draft.reason_zh.strip() or None,
    )  # fmt: skip
    return measure_id


def revise_targets(
    session: Session,
    principal: Principal,
    measure_id: int,
    targets: Targets,
    *,
    holds_from: date,
    reason: str,
    evidence_ids: Sequence[int],
    today: date,
) -> int:
    """Let a measure have other targets from a day on and return the version; earlier ones stay, and so does what was late by them."""
    load_evidence(session, principal, evidence_ids)
    found = locate_measure(session, principal, measure_id, today)
    if not found["is_open"]:
        raise Conflict("reuse.closed", "该措施已经结束，目标不能再改。", message_en="The measure has ended.")
    if holds_from > today or holds_from < found["since"]:
        raise Invalid(
            "reuse.target_day", "生效日期应在当前阶段之后，且不晚于今天。", message_en="The day lies outside the present stage."
        )  # fmt: skip
    _check_area(found["area_m2"], found["plot_area_m2"], targets)
    session.execute(text("select pg_advisory_xact_lock(4498, :key)"), {"key": measure_id % 2_147_483_647})
    last = session.execute(
        text(
            "select version_no, release_m2, investment_yuan, output_yuan, tax_yuan, compensation_yuan, release_by, reuse_by from reuse_target"
            " where measure_id = :id order by version_no desc limit 1"
        ),
        {"id": measure_id},
    ).mappings().one()  # fmt: skip
    changes = differences({name: last[name] for name in asdict(targets)}, asdict(targets))
    if not changes:
        raise Conflict("reuse.unchanged", "与现有目标相同，没有需要保存的变化。", message_en="Nothing would change.")
    version = last["version_no"] + 1
    _write_targets(session, principal, measure_id, version, targets, holds_from, reason.strip(), tuple(evidence_ids))
    tell(session, principal, found, changes, reason)
    return version


def tell(
    session: Session,
    principal: Principal,
    found: Mapping[str, Any],
    changes: Mapping[str, Any],
    reason: str | None = None,
) -> None:
    """Write down what changed of a measure."""
    record_event(
        session,
        principal,
        EventTag.REUSE_CHANGE,
        subject="reuse_measure",
        subject_id=found["id"],
        zone_id=found["zone_id"],
        park_id=found["park_id"],
        plot_id=found["plot_id"],
        changes=changes,
        reason=(reason or "").strip() or None,
    )


def _check_area(area: Decimal, plot_area: Decimal, targets: Targets) -> None:
    if area > plot_area:
        raise Invalid(
            "reuse.area_beyond_plot",
            f"所涉面积 {area:,.2f} ㎡ 超过地块面积 {plot_area:,.2f} ㎡，请核对。",
            message_en="More than the plot has.",
        )
    if targets.release_m2 is not None and targets.release_m2 > area:
        raise Invalid(
            "reuse.target_beyond_area",
            f"目标盘活面积超过所涉面积 {area:,.2f} ㎡，请核对。",
            message_en="The target is more than the measure is about.",
        )
    if targets.release_by and targets.reuse_by and targets.reuse_by < targets.release_by:
        raise Invalid(
            "reuse.target_order", "盘活完成日期早于腾退日期，请核对。", message_en="Reused before it is released."
        )


def _write_targets(
    session: Session,
    principal: Principal,
    measure_id: int,
    version: int,
    targets: Targets,
    holds_from: date,
    reason: str,
    evidence_ids: tuple[int, ...],
) -> None:
    session.execute(
        insert(ReuseTargetRow).values(
            measure_id=measure_id,
            version_no=version,
            holds_from=holds_from,
            **asdict(targets),
            reason=reason,
            evidence_ids=list(evidence_ids),
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
    )
