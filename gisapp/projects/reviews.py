"""On-site reviews (观摩讲评): the route in its order, judges, score sheet, ranking, comments; closed, nothing of it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import delete, insert, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.db.tables.project import (
    SiteReviewItemRow,
    SiteReviewJudgeRow,
    SiteReviewRow,
    SiteReviewScoreRow,
    SiteReviewStopRow,
)
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.kernel.money import round_fraction
from gisapp.projects.projects import locate_project
from gisapp.projects.rules.review_ranking import BASIS, Standing, rank_projects


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """A review to be held: route = project ids in the order of the visit; items with their highest scores; judges with their offices."""

    round_zh: str
    title_zh: str
    held_on: date
    route: tuple[int, ...]
    items: tuple[tuple[str, Decimal], ...]
    judges: tuple[tuple[str, str], ...]
    host_zh: str = ""
    route_note_zh: str = ""


def plan_review(session: Session, principal: Principal, draft: ReviewDraft, today: date) -> int:
    """Enter a review with its route, items and judges; return its id. Projects outside the caller's parks are refused (404)."""
    if not draft.route or len(set(draft.route)) != len(draft.route):
        raise Invalid(
            "review.route_faulty",
            "路线至少一个项目，每个项目只走一次，请核对。",
            message_en="The route needs projects, each once.",
        )
    projects = [locate_project(session, principal, one, today) for one in draft.route]
    review_id: int = session.execute(
        insert(SiteReviewRow)
        .values(
            zone_id=projects[0]["zone_id"],
            round_zh=draft.round_zh.strip(),
            title_zh=draft.title_zh.strip(),
            held_on=draft.held_on,
            host_zh=draft.host_zh.strip(),
            route_note_zh=draft.route_note_zh.strip(),
            created_by=principal.account_id,
            created_by_name=principal.name,
        )
        .returning(SiteReviewRow.id)
    ).scalar_one()
    session.execute(
        insert(SiteReviewItemRow),
        [
            {"review_id": review_id, "item_no": number, "name_zh": name.strip(), "max_score": highest}
            for number, (name, highest) in enumerate(draft.items, start=1)
        ],
    )
    session.execute(
        insert(SiteReviewJudgeRow),
        [
            {"review_id": review_id, "judge_no": number, "name_zh": name.strip(), "office_zh": office.strip()}
            for number, (name, office) in enumerate(draft.judges, start=1)
        ],
    )
    _write_route(session, review_id, draft.route)
    _record(session, principal, projects[0]["zone_id"], review_id, "round", draft.round_zh.strip())
    return review_id


def reorder_route(session: Session, principal: Principal, review_id: int, route: Sequence[int], today: date) -> None:
    """Let the stops follow each other in a new order; the same projects, each once (400)."""
    review = locate_review(session, principal, review_id, today)
    if sorted(route) != sorted(stop["project_id"] for stop in review["stops"]):
        raise Invalid(
            "review.route_faulty",
            "新路线须包含同样的项目，每个一次。请刷新后重排。",
            message_en="The route must have the same projects, each once.",
        )
    session.execute(text("set constraints site_review_stop_order deferred"))
    for number, project_id in enumerate(route, start=1):
        session.execute(
            update(SiteReviewStopRow)
            .where(SiteReviewStopRow.review_id == review_id, SiteReviewStopRow.project_id == project_id)
            .values(stop_no=number)
        )
    _record(session, principal, review["zone_id"], review_id, "route", "→".join(str(one) for one in route))


def enter_scores(
    session: Session,
    principal: Principal,
    review_id: int,
    project_id: int,
    judge_no: int,
    scores: Mapping[int, Decimal | None],
    remark_zh: str,
    today: date,
) -> None:
    """Enter a judge's sheet for a project; a score left empty is taken off the sheet."""
    review = locate_review(session, principal, review_id, today)
    if project_id not in {stop["project_id"] for stop in review["stops"]} or judge_no not in {
        judge["judge_no"] for judge in review["judges"]
    }:
        raise NotFound(
            "review.cell_not_found", "路线上没有这个项目或评委，请刷新后重试。", message_en="No such stop or judge."
        )
    known = {item["item_no"] for item in review["items"]}
    if not set(scores) <= known:
        raise Invalid("review.item_unknown", "评分项不在评分表内，请刷新后重试。", message_en="Unknown item.")
    given = [
        {
            "review_id": review_id,
            "project_id": project_id,
            "judge_no": judge_no,
            "item_no": item,
            "score": score,
            "remark_zh": remark_zh.strip(),
            "actor_name": principal.name,
        }
        for item, score in scores.items()
        if score is not None
    ]
    table = SiteReviewScoreRow
    emptied = [item for item, score in scores.items() if score is None]
    session.execute(
        delete(table).where(
            table.review_id == review_id,
            table.project_id == project_id,
            table.judge_no == judge_no,
            table.item_no.in_(emptied),
        )
    )
    if given:
        written = upsert(table).values(given)
        session.execute(
            written.on_conflict_do_update(
                index_elements=["review_id", "project_id", "judge_no", "item_no"],
                set_={name: written.excluded[name] for name in ("score", "remark_zh", "actor_name")},
            )
        )
    _record(
        session,
        principal,
        review["zone_id"],
        review_id,
        f"scores_{project_id}_{judge_no}",
        "、".join(f"{item}={score}" for item, score in scores.items()),
    )


def comment_stop(
    session: Session, principal: Principal, review_id: int, project_id: int, comment_zh: str, today: date
) -> None:
    """Write the comment on a project of the route."""
    review = locate_review(session, principal, review_id, today)
    done = session.execute(
        update(SiteReviewStopRow)
        .where(SiteReviewStopRow.review_id == review_id, SiteReviewStopRow.project_id == project_id)
        .values(comment_zh=comment_zh.strip())
        .returning(SiteReviewStopRow.project_id)
    ).all()
    if not done:
        raise NotFound("review.cell_not_found", "路线上没有这个项目，请刷新后重试。", message_en="No such stop.")
    _record(session, principal, review["zone_id"], review_id, f"comment_{project_id}", comment_zh.strip())


def close_review(session: Session, principal: Principal, review_id: int, today: date) -> None:
    """Fix totals and ranks and close the review; Conflict while a score is missing, naming how many, or before it was held."""
    review = locate_review(session, principal, review_id, today)
    if principal.park_ids is not None:
        raise Conflict(
            "review.close_zone_wide",
            "定稿须能看到路线上全部园区，请由管辖全区的人员定稿。",
            message_en="Whoever closes a review must see all of it.",
        )
    if review["held_on"] > today:
        raise Conflict("review.not_held", "观摩尚未举行，举行之后才能定稿。", message_en="It has not been held yet.")
    missing = sum(item["missing"] for item in review["standings"])
    if missing:
        raise Conflict(
            "review.scores_missing",
            f"还有 {missing} 格没有打分，请补齐后再定稿。",
            message_en=f"{missing} scores are missing.",
        )
    for item in review["standings"]:
        session.execute(
            update(SiteReviewStopRow)
            .where(SiteReviewStopRow.review_id == review_id, SiteReviewStopRow.project_id == item["project_id"])
            .values(total_score=Decimal(str(item["total"])), rank=item["rank"])
        )
    session.execute(
        text("update site_review set closed_at = clock_timestamp(), closed_by_name = :name where id = :id"),
        {"id": review_id, "name": principal.name},
    )
    _record(session, principal, review["zone_id"], review_id, "state", "closed")


def list_reviews(
    session: Session, principal: Principal, as_of: date, review_id: int | None = None
) -> list[dict[str, Any]]:
    """Return reviews, newest first, each with route, score sheet and the ranking as the scores stand."""
    parameters = {"review_id": review_id, "as_of": as_of, **visible_parks(principal)}
    return [_ranked(dict(row)) for row in session.execute(load("projects/reviews"), parameters).mappings()]


def locate_review(session: Session, principal: Principal, review_id: int, as_of: date) -> dict[str, Any]:
    found = list_reviews(session, principal, as_of, review_id)
    if not found:
        raise NotFound(
            "review.not_found",
            "没有这期讲评，或您没有查看权限。请刷新后重试。",
            message_en="No such review, or not for you.",
        )
    return found[0]


def _ranked(review: dict[str, Any]) -> dict[str, Any]:
    standings = rank_projects(
        [stop["project_id"] for stop in review["stops"]],
        [judge["judge_no"] for judge in review["judges"]],
        {item["item_no"]: Fraction(str(item["max_score"])) for item in review["items"]},
        {
            (score["project_id"], score["judge_no"], score["item_no"]): Fraction(str(score["score"]))
            for score in review["scores"]
        },
    )
    described = [_standing(item) for item in standings]
    if review["closed_at"] is not None:  # as it was fixed, over all parks
        ranks = {stop["project_id"]: stop["rank"] for stop in review["stops"]}
        described = [{**item, "rank": ranks[item["project_id"]]} for item in described]
    return {**review, "standings": described, "basis": BASIS}


def _standing(item: Standing) -> dict[str, Any]:
    return {
        "project_id": item.project_id,
        "total": None if item.total is None else float(round_fraction(item.total, 2)),
        "rank": item.rank,
        "is_tied": item.is_tied,
        "missing": item.missing,
    }


def _write_route(session: Session, review_id: int, route: Sequence[int]) -> None:
    session.execute(
        insert(SiteReviewStopRow),
        [
            {"review_id": review_id, "project_id": project_id, "stop_no": number, "comment_zh": ""}
            for number, project_id in enumerate(route, start=1)
        ],
    )


def _record(session: Session, principal: Principal, zone_id: int, review_id: int, what: str, value: str) -> None:
    record_event(
        session,
        principal,
        EventTag.REVIEW_CHANGE,
        subject="site_review",
        subject_id=review_id,
        zone_id=zone_id,
        changes={what: {"old": None, "new": value}},
    )
