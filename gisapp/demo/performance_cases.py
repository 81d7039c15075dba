"""What the demo makes of its figures: schemes and grades of each year, exemptions, appeals in every state, low-efficiency land."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.demo.days import plus
from gisapp.demo.records import ACTOR, SOURCE
from gisapp.performance.appeals import AppealDecision, decide_appeal, receive_appeal
from gisapp.performance.exemptions import ExemptionDraft, revise_exemption
from gisapp.performance.grade_runs import fix_grades, list_results
from gisapp.performance.low_efficiency import EntryDraft, decide_low_efficiency, list_low_efficiency
from gisapp.performance.schemes import CriterionDraft, SchemeDraft, add_scheme, presets, suggest_references
from gisapp.performance.terms import (
    AppealState,
    Criterion,
    DisposalWay,
    ExemptionKind,
    Grade,
    LowEfficiencyKind,
    LowEfficiencyState,
    Segment,
)

FIXED_DAYS_AGO = 40
CAP = Decimal("1.5")
BASIS = f"{SOURCE}；参照公开的亩均论英雄权重，基准值取本区当年平均"


def write_cases(session: Session, today: date) -> None:
    """Write what officers would have done with the figures of the last three years."""
    actor = system_principal(ACTOR)
    _exempt(session, today)
    newest = 0
    for back in (3, 2, 1):
        year = today.year - back
        add_scheme(session, actor, _scheme(session, year))
        fixed_on = plus(today, -FIXED_DAYS_AGO) if back == 1 else date(year + 1, 9, 12)
        newest = fix_grades(session, actor, year, fixed_on, f"{year} 年度评定（示意）")
    _appeal(session, newest, today)
    _low_efficiency(session, today)


def _scheme(session: Session, year: int) -> SchemeDraft:
    """The published weights with a cap, over this zone's own averages of the year."""
    preset = presets()[0]
    own = {(row["segment"], row["criterion"]): Decimal(row["reference"]) for row in suggest_references(session, year)}
    criteria = [
        CriterionDraft(
            Segment(item["segment"]),
            Criterion(item["criterion"]),
            Decimal(item["weight"]),
            own.get((item["segment"], item["criterion"]), Decimal(item["reference"])),
            CAP,
            f"{SOURCE}；{year} 年度本区{Segment(item['segment']).label_zh}平均值",
        )
        for item in preset["criteria"]
    ]
    return SchemeDraft(
        year, f"{year} 年度亩均评价办法（示意）", BASIS, Decimal("0.25"), Decimal("0.70"), Decimal("0.95"), criteria,
        note="单项最高按 1.5 倍计分；权重和基准值待确认",
    )  # fmt: skip


def _exempt(session: Session, today: date) -> None:
    rows = session.execute(
        text(
            "select distinct on (f.party_id) f.party_id, k.code from enterprise_year f join park k on k.id = f.park_id"
            " where f.year = :year and upper_inf(f.recorded) order by f.party_id, f.id limit 60"
        ),
        {"year": today.year - 1},
    ).all()
    chosen = (
        (8, ExemptionKind.UTILITY, "承担园区集中供热（示例）"),
        (19, ExemptionKind.STARTUP, "投产不满两年，初创培育期（示例）"),
        (33, ExemptionKind.POLICY, "承担储备保供任务（示例）"),
    )
    for index, kind, reason in chosen:
        if index < len(rows):
            revise_exemption(
                session,
                system_principal(ACTOR),
                rows[index].code,
                rows[index].party_id,
                ExemptionDraft(
                    kind=kind,
                    reason_zh=reason,
                    valid_from=date(today.year - 2, 1, 1),
                    document=f"示例亩均办〔{today.year - 2}〕{index}号",
                ),
            )


def _appeal(session: Session, run_id: int, today: date) -> None:
    """Four appeals of the last ones of the ranking: upheld, rejected, withdrawn, waiting; and one that is overdue."""
    actor = system_principal(ACTOR)
    results = [row for row in list_results(session, actor, run_id, today) if row["status"] == "graded"]
    low = [row for row in results if row["grade"] in ("C", "D")][::-1]
    cases: tuple[tuple[int, str, AppealState | None, Grade | None, str], ...] = (
        (34, "租出厂房面积未扣减，请求复核用地面积。", AppealState.UPHELD, Grade.B, "经核对租赁合同，扣减租出面积后达到 B 类，予以调整。"),
        (30, "研发经费未按加计扣除口径统计。", AppealState.REJECTED, None, "研发经费以统计部门年报为准，维持原等级。"),
        (28, "认为能耗数据有误。", AppealState.WITHDRAWN, None, "企业核实后自行撤回。"),
        (6, "当年停产检修三个月，请求按实际生产月份折算。", None, None, ""),
        (21, "登记用地中含未交付地块，请求剔除。", None, None, ""),
    )  # fmt: skip
    for (days_ago, grounds, outcome, grade, reply), row in zip(cases, low, strict=False):
        received = plus(today, -days_ago)
        appeal_id = receive_appeal(
            session, actor, row["id"], received_on=received, grounds_zh=f"{grounds}（示例）", wanted_grade=Grade.B, evidence_ids=(), today=today
        )  # fmt: skip
        if outcome is not None:
            decide_appeal(
                session,
                actor,
                appeal_id,
                AppealDecision(
                    outcome=outcome,
                    decided_on=received + timedelta(days=9),
                    reply_zh=f"{reply}（示例）",
                    new_grade=grade,
                    evidence_ids=(),
                ),
                today=today,
            )


def _low_efficiency(session: Session, today: date) -> None:
    """Some candidates have been dealt with: listed, half disposed of, dismissed, closed; the others wait."""
    actor = system_principal(ACTOR)
    found = [row for row in list_low_efficiency(session, actor, today) if not row["is_real"]]
    acts: tuple[tuple[int, dict[str, Any]], ...] = (
        (0, {"decision": LowEfficiencyState.LISTED, "way": DisposalWay.TECHNICAL_UPGRADE, "reason_zh": "已约谈企业，拟零地技改（示例）", "progress_zh": "企业已提交技改方案（示例）"}),
        (2, {"decision": LowEfficiencyState.LISTED, "way": DisposalWay.SPLIT_TRANSFER, "reason_zh": "空地分割转让（示例）", "progress_zh": "已分割转让三分之一，余下部分洽谈中（示例）", "share": 3}),
        (4, {"decision": LowEfficiencyState.DISMISSED, "reason_zh": "当年设备更新，次年已恢复（示例）"}),
        (6, {"decision": LowEfficiencyState.CLOSED, "way": DisposalWay.STANDARD_PLANT, "reason_zh": "改造为标准厂房并已投产（示例）", "progress_zh": "已销号（示例）", "share": 1}),
    )  # fmt: skip
    for index, act in acts:
        if index >= len(found):
            break
        row, given = found[index], dict(act)
        share = given.pop("share", None)
        kind = row["suggested_kind"]
        decide_low_efficiency(
            session,
            actor,
            row["plot_id"],
            EntryDraft(
                valid_from=plus(today, -20 - index),
                kind=None if kind is None else LowEfficiencyKind(kind),
                disposed_m2=Decimal(0) if share is None else Decimal(f"{row['area_m2'] / share:.2f}"),
                document=f"示例低效〔{today.year}〕{index + 1}号",
                **given,
            ),
            today,
        )
