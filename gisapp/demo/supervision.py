"""Supervision letters in every state, problems in every step, and two on-site reviews of the demo zone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

from sqlalchemy import text
from sqlalchemy.orm import Session

import gisapp.projects.letter_document  # noqa: F401  # what a letter says
from gisapp.auth.principal import Principal
from gisapp.demo.bulk import Bulk
from gisapp.demo.days import plus
from gisapp.demo.project_cases import DemoProject
from gisapp.demo.records import SOURCE
from gisapp.kernel.clock import FixedClock
from gisapp.projects.letters import LetterDraft, LetterStepDraft, issue_letter, step_letter
from gisapp.projects.problems import ProblemDraft, ProblemStepDraft, raise_problem, step_problem
from gisapp.projects.projects import read_projects
from gisapp.projects.reviews import ReviewDraft, close_review, plan_review
from gisapp.work_calendar.work_calendar import load_calendar

Pairs = Sequence[tuple[int, DemoProject]]
ITEMS = (("投资规模", Decimal(25)), ("形象进度", Decimal(35)), ("技术含量", Decimal(20)), ("亩均效益", Decimal(20)))
JUDGES = (
    ("评委甲", "发展改革部门"),
    ("评委乙", "工业和信息化部门"),
    ("评委丙", "自然资源部门"),
    ("评委丁", "统计部门"),
    ("评委戊", "科技部门"),
)


def write_supervision(
    bulk: Bulk,
    session: Session,
    actor: Principal,
    pairs: Pairs,
    *,
    zone_id: int,
    park_ids: Mapping[str, int],
    today: date,
) -> None:
    """Write letters for projects that show red, problems, a review that is closed and one to come."""
    rows = {row["id"]: row for row in read_projects(session, actor, today)}
    red = [
        pair
        for pair in pairs
        if rows[pair[0]]["light"] == "red" and rows[pair[0]]["stage"] in ("landed", "started", "building")
    ]
    _write_letters(session, actor, red, today)
    _write_problems(
        session,
        actor,
        [pair for pair in pairs if pair[1].stage in ("landed", "started", "building", "completed")],
        today,
    )
    visited = [pair for stage in ("building", "completed", "producing") for pair in pairs if pair[1].stage == stage]
    _write_reviews(bulk, session, actor, visited, today)


def _workday(session: Session, day: date) -> date:
    calendar = load_calendar(session)
    while not calendar.is_workday(day):
        day -= timedelta(days=1)
    return day


def _write_letters(session: Session, actor: Principal, red: Pairs, today: date) -> None:
    """One letter each, from the earliest: settled, answered late and settled, overdue, returned, answered, still in time."""
    days = [_workday(session, plus(today, -back)) for back in (64, 50, 22, 17, 9, 2)]
    ways = ("settled", "settled_late", "overdue", "returned", "replied", "in_time")
    for (project_id, project), day, way in zip(_spread(red), days, ways, strict=False):
        letter_id = issue_letter(
            session,
            actor,
            FixedClock(day),
            project_id,
            LetterDraft(
                title_zh=f"关于加快推进{project.name_zh}的督办函",
                addressee_zh="项目责任单位（示例）",
                facts_zh="项目未按计划节点推进，已亮红灯。",
                demand_zh="明确责任人和时间表。\n每周报送推进情况。",
                reply_workdays=5,
                evidence_ids=(),
            ),
        )
        for state, after, content, workdays in _replies(way):
            on = min(_workday(session, plus(day, after)), today)
            step_letter(
                session,
                actor,
                letter_id,
                LetterStepDraft(state=state, done_on=on, content_zh=content, reply_workdays=workdays, evidence_ids=()),
                today=today,
            )


def _replies(way: str) -> Iterator[tuple[str, int, str, int | None]]:
    if way == "settled":
        yield "replied", 4, "已明确责任人，按周报送进展（示例）。", None
        yield "accepted", 6, "措施可行，同意销号（示例）。", None
    elif way == "settled_late":
        yield "replied", 16, "因设备采购延误，现已重新排定工期（示例）。", None
        yield "accepted", 20, "同意销号，下月复核（示例）。", None
    elif way == "returned":
        yield "replied", 5, "正在研究（示例）。", None
        yield "returned", 7, "没有时间表和责任人，请重新回复（示例）。", 10
    elif way == "replied":
        yield "replied", 6, "已倒排工期，本月内复工（示例）。", None


def _write_problems(session: Session, actor: Principal, pairs: Pairs, today: date) -> None:
    """Problems in every step: to be assigned, in hand, overdue, to be visited, settled, sent back."""
    cases = (
        ("临时用电容量不足", "dispatch", 6, ()),
        ("施工便道未接通市政道路", "visit", 30, (("assigned", 27, 20),)),
        ("雨水管网接口标高待确认", "enterprise", 45, (("assigned", 42, -12),)),
        ("办理施工许可缺少材料", "dispatch", 40, (("assigned", 38, -20), ("handled", 9, None))),
        ("企业用工缺口", "enterprise", 90, (("assigned", 88, -70), ("handled", 60, None), ("closed", 50, None))),
        ("土方外运审批慢", "visit", 70, (("assigned", 68, -50), ("handled", 40, None), ("assigned", 30, 8))),
    )  # fmt: skip
    for (project_id, _), (title, source, back, steps) in zip(_spread(pairs), cases, strict=False):
        problem_id = raise_problem(
            session,
            actor,
            project_id,
            ProblemDraft(
                source=source, title_zh=title, detail_zh="示例问题，用于说明办理流程。", raised_on=plus(today, -back)
            ),
            today=today,
        )
        for state, ago, due in steps:
            step_problem(
                session,
                actor,
                problem_id,
                ProblemStepDraft(
                    state=state,
                    done_on=plus(today, -ago),
                    office_zh="牵头部门（示例）" if state == "assigned" else "",
                    due_on=None if due is None else plus(today, due),
                    content_zh=""
                    if state == "assigned" and ago == max(one for _, one, _ in steps)
                    else "示例办理记录。",
                    evidence_ids=(),
                ),
                today=today,
            )


def _write_reviews(bulk: Bulk, session: Session, actor: Principal, visited: Pairs, today: date) -> None:
    held_on = _workday(session, plus(today, -38))
    route = [project_id for project_id, _ in islice(_spread(visited), 7)]
    if len(route) < 3:
        return
    quarter = (held_on.month - 1) // 3 + 1
    round_zh = f"{held_on.year}年第{'一二三四'[quarter - 1]}季度"
    review_id = plan_review(session, actor, _draft(round_zh, held_on, route), today)
    bulk.insert(
        "site_review_score",
        "review_id, project_id, judge_no, item_no, score, remark_zh, actor_name",
        [
            (review_id, project_id, judge, item, _score(place, judge, item), "", SOURCE)
            for place, project_id in enumerate(route)
            for judge in range(1, len(JUDGES) + 1)
            for item in range(1, len(ITEMS) + 1)
        ],
    )
    comments = (
        "进度领先，质量管理规范。",
        "投资到位快，建议加快设备安装。",
        "现场组织有序。",
        "技术路线清晰，达产可期。",
        "需加强工期管控。",
    )
    for place, project_id in enumerate(route):
        session.execute(
            text("update site_review_stop set comment_zh = :words where review_id = :review and project_id = :project"),
            {"words": comments[place % len(comments)] + "（示例）", "review": review_id, "project": project_id},
        )
    close_review(session, actor, review_id, today)
    problem_id = raise_problem(
        session,
        actor,
        route[-1],
        ProblemDraft(
            source="review",
            title_zh="讲评整改：补齐月度计划并公示工期",
            detail_zh="示例整改事项。",
            raised_on=held_on,
            review_id=review_id,
        ),
        today=today,
    )
    step_problem(
        session,
        actor,
        problem_id,
        ProblemStepDraft(
            state="assigned",
            done_on=plus(held_on, 2),
            office_zh="项目责任单位（示例）",
            due_on=plus(today, 5),
            content_zh="",
            evidence_ids=(),
        ),
        today=today,
    )
    coming = plus(today, 24)
    plan_review(session, actor, _draft(f"{coming.year}年年终", coming, route[:4]), today)


def _draft(round_zh: str, held_on: date, route: Sequence[int]) -> ReviewDraft:
    return ReviewDraft(
        round_zh,
        "重点项目观摩讲评（示例）",
        held_on,
        tuple(route),
        ITEMS,
        JUDGES,
        "区领导甲（示例）",
        "自北向南，按园区顺路观摩。",
    )


def _score(place: int, judge: int, item: int) -> Decimal:
    """Scores that differ by stop and judge; the second and the third stop come out equal."""
    standing = 1 if place == 2 else place
    highest = ITEMS[item - 1][1]
    return round(highest * (Decimal("0.93") - Decimal("0.03") * standing) - Decimal(judge % 3) / 2, 1)


def _spread(pairs: Pairs) -> Iterator[tuple[int, DemoProject]]:
    """Yield one project of each park in turn, so that no park bears all of it."""
    by_park: dict[str, list[tuple[int, DemoProject]]] = {}
    for pair in pairs:
        by_park.setdefault(pair[1].park_code, []).append(pair)
    queues = [by_park[code] for code in sorted(by_park)]
    for turn in range(max((len(queue) for queue in queues), default=0)):
        for queue in queues:
            if turn < len(queue):
                yield queue[turn]
