"""What was seen on a plot: judged, kept with its photographs, withdrawn when mistaken, read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.evidence.vault import describe_files, evidence_of, read_file
from gisapp.kernel.errors import Conflict, Invalid, NotFound, RuleViolation
from gisapp.kernel.finding import Findings
from gisapp.patrol.places import find_places
from gisapp.patrol.rules.limits import patrol_limits
from gisapp.patrol.rules.visit import VisitFacts, assess_visit
from gisapp.patrol.tasks import locate_task
from gisapp.patrol.terms import PositionSource, Sight, VisitOutcome
from gisapp.rulebook.rulebook import load_rulebook

if TYPE_CHECKING:
    from gisapp.patrol.photo import PhotoFacts


@dataclass(frozen=True, slots=True)
class Position:
    """Longitude and latitude in degrees, EPSG:4490; `accuracy_m` as the device says."""

    lon: float
    lat: float
    source: PositionSource
    accuracy_m: float | None = None


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """A visit as it comes from the field; without a position that of the first photograph that has one counts."""

    plot_id: int
    task_id: int | None
    visited_on: date
    visited_at: datetime | None
    sights: tuple[Sight, ...]
    outcome: VisitOutcome
    note_zh: str
    position: Position | None
    away_reason: str
    evidence_ids: Sequence[int]


@dataclass(frozen=True, slots=True)
class AssessedVisit:
    """A draft with what the rules make of it, the position that counts and what the photographs say."""

    place: dict[str, Any]
    position: Position | None
    distance_m: float | None
    photos: dict[int, tuple[str, PhotoFacts]]
    findings: Findings


def assess_draft(session: Session, principal: Principal, today: date, draft: VisitDraft) -> AssessedVisit:
    """Judge a visit without keeping it (404 for a plot or round that is not there or not for the caller)."""
    place = find_places(session, principal, [draft.plot_id], min(draft.visited_on, today))[0]
    planned_on = None
    if draft.task_id is not None:
        task = locate_task(session, principal, draft.task_id, today)
        if draft.plot_id not in {stop["plot_id"] for stop in task["stops"]}:
            raise Invalid(
                "patrol.not_a_stop",
                f"地块{place['plot_no']}不在任务{task['task_no']}里，请从任务的地块中选择，或单独登记。",
                message_en="The plot is no stop of this round.",
            )
        planned_on = task["planned_on"]
    evidence = evidence_of(session, principal, draft.evidence_ids)
    photos = _read_photos(session, principal, draft.evidence_ids)
    position = draft.position or _of_a_photo(photos)
    distance = _distance(session, draft.plot_id, draft.visited_on, position)
    findings = assess_visit(
        VisitFacts(
            visited_on=draft.visited_on,
            sights=draft.sights,
            outcome=draft.outcome,
            evidence=evidence,
            note=draft.note_zh,
            distance_m=distance,
            accuracy_m=position.accuracy_m if position else None,
            away_reason=draft.away_reason,
            taken_on=sorted({one.taken_at.date() for _, one in photos.values() if one.taken_at}),
        ),
        today=today,
        planned_on=planned_on,
        limits=patrol_limits(load_rulebook(session), today),
    )
    return AssessedVisit(place, position, distance, photos, findings)


def record_visit(session: Session, principal: Principal, today: date, draft: VisitDraft) -> int:
    """Keep a visit and return its id; RuleViolation with the findings where the rules refuse it, 409 when the stop was visited meanwhile."""
    assessed = assess_draft(session, principal, today, draft)
    if assessed.findings.has_errors:
        raise RuleViolation(
            "patrol.visit_findings",
            "巡查记录还不能登记，请按检查结果补正后再提交。",
            message_en="The findings below must be mended first.",
            findings=assessed.findings,
        )
    place, position = assessed.place, assessed.position
    visit_id: int = session.execute(
        text(
            "insert into patrol_visit (zone_id, park_id, plot_id, task_id, visited_on, visited_at, visitor_name, observations, outcome, note_zh, position,"
            " position_source, accuracy_m, away_reason, evidence_ids, recorded_by, recorded_by_name) values (:zone_id, :park_id, :plot_id, :task_id,"
            " :visited_on, :visited_at, :by_name, :observations, :outcome, :note_zh, ST_SetSRID(ST_MakePoint(cast(:lon as float8), cast(:lat as float8)), 4490),"
            " :source, :accuracy, :away_reason, :evidence_ids, :by, :by_name) returning id"
        ),
        {
            "zone_id": place["zone_id"],
            "park_id": place["park_id"],
            "plot_id": draft.plot_id,
            "task_id": draft.task_id,
            "visited_on": draft.visited_on,
            "visited_at": draft.visited_at,
            "observations": [str(sight) for sight in draft.sights],
            "outcome": str(draft.outcome),
            "note_zh": draft.note_zh.strip(),
            "lon": position.lon if position else None,
            "lat": position.lat if position else None,
            "source": str(position.source) if position else None,
            "accuracy": position.accuracy_m if position else None,
            "away_reason": draft.away_reason.strip(),
            "evidence_ids": list(draft.evidence_ids),
            "by": principal.account_id,
            "by_name": principal.name,
        },
    ).scalar_one()
    _keep_photos(session, visit_id, draft, assessed)
    record_event(
        session,
        principal,
        EventTag.PATROL_CHANGE,
        subject="patrol_visit",
        subject_id=visit_id,
        changes={
            "plot_no": {"old": None, "new": place["plot_no"]},
            "visited_on": {"old": None, "new": draft.visited_on.isoformat()},
            "sights": {"old": None, "new": "、".join(sight.label_zh for sight in draft.sights)},
            "outcome": {"old": None, "new": draft.outcome.label_zh},
            "evidence": {"old": None, "new": "、".join(f"E{one}" for one in draft.evidence_ids)},
        },
        zone_id=place["zone_id"],
        park_id=place["park_id"],
        plot_id=draft.plot_id,
        reason=draft.note_zh.strip() or None,
    )
    return visit_id


def withdraw_visit(session: Session, principal: Principal, visit_id: int, *, reason: str, today: date) -> None:
    """Withdraw a visit that was recorded by mistake; it stays on record with the reason (409 where a case rests on it)."""
    visit = locate_visit(session, principal, visit_id, today)
    if visit["withdrawn_on"] is not None:
        raise Conflict(
            "patrol.visit_withdrawn", "这次巡查已经撤销，请刷新查看。", message_en="It was withdrawn before."
        )
    session.execute(
        text(
            "update patrol_visit set withdrawn_on = :today, withdrawn_reason = :reason, withdrawn_by_name = :name where id = :id"
        ),
        {"id": visit_id, "today": today, "reason": reason.strip(), "name": principal.name},
    )
    record_event(
        session,
        principal,
        EventTag.PATROL_CHANGE,
        subject="patrol_visit",
        subject_id=visit_id,
        changes={"withdrawn_on": {"old": None, "new": today.isoformat()}},
        zone_id=visit["zone_id"],
        park_id=visit["park_id"],
        plot_id=visit["plot_id"],
        reason=reason.strip(),
    )


def list_visits(
    session: Session,
    principal: Principal,
    as_of: date,
    *,
    visit_id: int | None = None,
    plot_id: int | None = None,
    task_id: int | None = None,
    limit: int = 200,
    offset: int = 0,
) -> tuple[int, list[dict[str, Any]]]:
    """Return how many visits there were by a day and a page of them, newest first, with their evidence."""
    parameters = {
        "as_of": as_of,
        "visit_id": visit_id,
        "plot_id": plot_id,
        "task_id": task_id,
        "page_size": limit,
        "skip": offset,
        **visible_parks(principal),
    }
    rows = [dict(row) for row in session.execute(load("patrol/visits"), parameters).mappings()]
    wanted = [one for row in rows for one in row["evidence_ids"]]
    files = {item["id"]: item for item in describe_files(session, principal, wanted)}
    for row in rows:
        row["evidence"] = [files[one] for one in row["evidence_ids"] if one in files]
    return (rows[0]["found"] if rows else 0), rows


def locate_visit(session: Session, principal: Principal, visit_id: int, as_of: date) -> dict[str, Any]:
    """Return one visit (404 outside the caller's parks)."""
    _, found = list_visits(session, principal, as_of, visit_id=visit_id, limit=1)
    if not found:
        raise NotFound(
            "patrol.visit_not_found",
            "没有这次巡查记录，或您没有查看权限。请刷新后重试。",
            message_en="There is no such visit, or not for you.",
        )
    return found[0]


def _read_photos(
    session: Session, principal: Principal, evidence_ids: Sequence[int]
) -> dict[int, tuple[str, PhotoFacts]]:
    from gisapp.patrol.photo import read_photo

    photos: dict[int, tuple[str, PhotoFacts]] = {}
    for described in describe_files(session, principal, evidence_ids):
        if described["media_type"].startswith("image/"):
            row, content = read_file(session, principal, described["id"])
            photos[row["id"]] = (row["sha256"], read_photo(content))
    return photos


def _of_a_photo(photos: dict[int, tuple[str, PhotoFacts]]) -> Position | None:
    for _, facts in photos.values():
        if facts.lon is not None and facts.lat is not None:
            return Position(facts.lon, facts.lat, PositionSource.PHOTO)
    return None


def _distance(session: Session, plot_id: int, day: date, position: Position | None) -> float | None:
    if position is None:
        return None
    return session.execute(
        load("patrol/distance"), {"plot_id": plot_id, "as_of": day, "lon": position.lon, "lat": position.lat}
    ).scalar()


def _keep_photos(session: Session, visit_id: int, draft: VisitDraft, assessed: AssessedVisit) -> None:
    for evidence_id, (sha256, facts) in assessed.photos.items():
        taken_from = (
            None if facts.lon is None or facts.lat is None else Position(facts.lon, facts.lat, PositionSource.PHOTO)
        )
        session.execute(
            text(
                "insert into patrol_photo (visit_id, evidence_id, sha256, taken_at, position, distance_m, camera) values (:visit_id, :evidence_id, :sha256,"
                " :taken_at, ST_SetSRID(ST_MakePoint(cast(:lon as float8), cast(:lat as float8)), 4490), :distance, :camera)"
            ),
            {
                "visit_id": visit_id,
                "evidence_id": evidence_id,
                "sha256": sha256,
                "taken_at": facts.taken_at,
                "lon": facts.lon,
                "lat": facts.lat,
                "distance": _distance(session, draft.plot_id, draft.visited_on, taken_from),
                "camera": facts.camera,
            },
        )
