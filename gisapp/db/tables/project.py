from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from gisapp.db.tables.base import Row


class ProjectRow(Row):
    __tablename__ = "project"
    id: Mapped[int] = mapped_column(primary_key=True)
    zone_id: Mapped[int]
    park_id: Mapped[int]
    project_no: Mapped[str]
    name_zh: Mapped[str]
    name_en: Mapped[str]
    kind: Mapped[str]
    source: Mapped[str]
    source_note: Mapped[str]
    industry_code: Mapped[str | None]
    party_id: Mapped[int | None]
    plot_id: Mapped[int | None]
    contract_id: Mapped[int | None]
    application_id: Mapped[int | None]
    investment_yuan: Mapped[Decimal | None]
    land_wanted_m2: Mapped[Decimal | None]
    output_yuan: Mapped[Decimal | None]
    tax_yuan: Mapped[Decimal | None]
    content_zh: Mapped[str]
    owner_name: Mapped[str]
    lead_office: Mapped[str]
    duty_office: Mapped[str]
    service_officer_id: Mapped[int | None]
    service_officer_name: Mapped[str]
    entered_on: Mapped[date | None]
    registered_by: Mapped[int | None]
    registered_by_name: Mapped[str]


class _Act:
    """An act that is only ever added: its proofs and who did it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), default=list)
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]


class ProjectMoveRow(_Act, Row):
    __tablename__ = "project_move"
    project_id: Mapped[int]
    sequence: Mapped[int]
    from_stage: Mapped[str]
    stage: Mapped[str]
    moved_on: Mapped[date]
    reason: Mapped[str]


class ProjectMoveWithdrawalRow(Row):
    __tablename__ = "project_move_withdrawal"
    move_id: Mapped[int] = mapped_column(primary_key=True)
    reason: Mapped[str]
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]


class ProjectScheduleRow(_Act, Row):
    __tablename__ = "project_schedule"
    project_id: Mapped[int]
    version_no: Mapped[int]
    holds_from: Mapped[date]
    planned_start_on: Mapped[date | None]
    planned_completion_on: Mapped[date | None]
    planned_production_on: Mapped[date | None]
    planned_attainment_on: Mapped[date | None]
    needs_entry: Mapped[bool | None]
    reason: Mapped[str]


class ProjectProgressRow(_Act, Row):
    __tablename__ = "project_progress"
    project_id: Mapped[int]
    month: Mapped[date]
    version_no: Mapped[int]
    planned_share: Mapped[Decimal | None]
    done_share: Mapped[Decimal]
    invested_yuan: Mapped[Decimal | None]
    summary_zh: Mapped[str]
    obstacle_zh: Mapped[str]
    reported_on: Mapped[date]


class SupervisionLetterRow(Row):
    __tablename__ = "supervision_letter"
    id: Mapped[int] = mapped_column(primary_key=True)
    zone_id: Mapped[int]
    project_id: Mapped[int]
    letter_no: Mapped[str]
    title_zh: Mapped[str]
    addressee_zh: Mapped[str]
    facts_zh: Mapped[str]
    demand_zh: Mapped[str]
    issued_on: Mapped[date]
    reply_workdays: Mapped[int]
    reply_due_on: Mapped[date]
    light: Mapped[str | None]
    evidence_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), default=list)
    issued_by: Mapped[int | None]
    issued_by_name: Mapped[str]


class SupervisionLetterStepRow(_Act, Row):
    __tablename__ = "supervision_letter_step"
    letter_id: Mapped[int]
    sequence: Mapped[int]
    from_state: Mapped[str]
    state: Mapped[str]
    done_on: Mapped[date]
    due_on: Mapped[date | None]
    content_zh: Mapped[str]


class SiteReviewRow(Row):
    __tablename__ = "site_review"
    id: Mapped[int] = mapped_column(primary_key=True)
    zone_id: Mapped[int]
    round_zh: Mapped[str]
    title_zh: Mapped[str]
    held_on: Mapped[date]
    host_zh: Mapped[str]
    route_note_zh: Mapped[str]
    created_by: Mapped[int | None]
    created_by_name: Mapped[str]


class SiteReviewItemRow(Row):
    __tablename__ = "site_review_item"
    review_id: Mapped[int] = mapped_column(primary_key=True)
    item_no: Mapped[int] = mapped_column(primary_key=True)
    name_zh: Mapped[str]
    max_score: Mapped[Decimal]


class SiteReviewJudgeRow(Row):
    __tablename__ = "site_review_judge"
    review_id: Mapped[int] = mapped_column(primary_key=True)
    judge_no: Mapped[int] = mapped_column(primary_key=True)
    name_zh: Mapped[str]
    office_zh: Mapped[str]


class SiteReviewStopRow(Row):
    __tablename__ = "site_review_stop"
    review_id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(primary_key=True)
    stop_no: Mapped[int]
    comment_zh: Mapped[str]
    total_score: Mapped[Decimal | None]
    rank: Mapped[int | None]


class SiteReviewScoreRow(Row):
    __tablename__ = "site_review_score"
    review_id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(primary_key=True)
    judge_no: Mapped[int] = mapped_column(primary_key=True)
    item_no: Mapped[int] = mapped_column(primary_key=True)
    score: Mapped[Decimal]
    remark_zh: Mapped[str]
    actor_name: Mapped[str]


class ProjectProblemRow(Row):
    __tablename__ = "project_problem"
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int]
    source: Mapped[str]
    review_id: Mapped[int | None]
    title_zh: Mapped[str]
    detail_zh: Mapped[str]
    raised_on: Mapped[date]
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]


class ProjectProblemStepRow(_Act, Row):
    __tablename__ = "project_problem_step"
    problem_id: Mapped[int]
    sequence: Mapped[int]
    from_state: Mapped[str]
    state: Mapped[str]
    done_on: Mapped[date]
    due_on: Mapped[date | None]
    office_zh: Mapped[str]
    content_zh: Mapped[str]
