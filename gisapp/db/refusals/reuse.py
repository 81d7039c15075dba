"""What the database refuses of measures of reuse and temporary uses."""

from __future__ import annotations

from gisapp.db.refusals.meaning import Detail, Refusals
from gisapp.kernel.area import format_m2
from gisapp.kernel.errors import Conflict, DomainError, Invalid


def _meanwhile(_: Detail) -> DomainError:
    return Conflict(
        "reuse.changed_meanwhile", "刚有他人修改了这项内容，请刷新后重试。", message_en="Somebody else was quicker; reload it."
    )  # fmt: skip


def _missing(code: str, what_zh: str, message_en: str) -> DomainError:
    return Conflict(f"reuse.{code}", f"{what_zh}，未保存。请补充后再提交。", message_en=message_en)


REUSE: Refusals = {
    "reuse_within_plot": lambda detail: Conflict(
        "reuse.area_beyond_plot",
        f"所涉面积超过地块面积 {format_m2(detail.get('area_m2') or 0)} ㎡，未保存。请核对。",
        message_en="More than the plot has.",
    ),
    "reuse_case_of_plot": lambda _: Invalid(
        "reuse.case_elsewhere",
        "所选闲置土地个案不是该地块的，请重新选择。",
        message_en="The case is about another plot.",
    ),
    "reuse_measure_origin_case": lambda _: Invalid(
        "reuse.case_missing",
        "来源为闲置土地个案的，请选择个案；其他来源不关联个案。",
        message_en="Name the idle case, or another origin.",
    ),
    "reuse_one_running": lambda detail: Conflict(
        "reuse.running_already",
        f"该地块已有同类措施{detail.get('reuse_no')}正在推进，请在该措施中办理。",
        message_en=f"Measure {detail.get('reuse_no')} is running on this plot.",
    ),
    "reuse_measure_number_once": _meanwhile,
    "reuse_measure_geometry_valid": lambda _: Invalid(
        "reuse.geometry_invalid", "范围图形自相交或为空，请修正后再提交。", message_en="The shape is invalid."
    ),
    "reuse_begins_planned": lambda _: _missing("first_step_missing", "措施没有谋划记录", "It has no first step."),
    "reuse_target_once": _meanwhile,
    "reuse_target_order": lambda _: Invalid(
        "reuse.target_order", "盘活完成日期早于腾退日期，请核对。", message_en="Reused before it is released."
    ),
    "reuse_target_change_explained": lambda _: Invalid(
        "reuse.target_unexplained", "调整目标须写明理由，请填写。", message_en="Say why the targets change."
    ),
    "reuse_step_once": _meanwhile,
    "reuse_step_in_turn": _meanwhile,
    "reuse_step_dates": lambda detail: Conflict(
        "reuse.step_before_last",
        f"日期早于上一步（{detail.get('last_day')}），请核对。",
        message_en="Before the last step.",
    ),
    "reuse_step_allowed": lambda _: Conflict(
        "reuse.step_not_allowed",
        "不能从当前阶段直接走到所选阶段，请按步骤推进。",
        message_en="This step does not follow.",
    ),
    "reuse_step_evidence": lambda _: _missing("step_unproved", "这一步没有证明材料", "Evidence is missing."),
    "reuse_step_reason": lambda _: _missing("step_unexplained", "这一步没有填写理由", "Say why."),
    "reuse_step_area": lambda _: _missing("area_missing", "没有填写盘活面积", "The area is missing."),
    "reuse_step_area_out_of_place": lambda _: Invalid(
        "reuse.area_out_of_place", "这一步不填写面积，请清空面积后再提交。", message_en="No area belongs to this step."
    ),
    "reuse_step_released_within": lambda detail: Conflict(
        "reuse.area_beyond_measure",
        f"盘活面积超过措施所涉面积 {format_m2(detail.get('area_m2') or 0)} ㎡，未保存。请核对。",
        message_en="More than the measure is about.",
    ),
    "reuse_step_released_within_plot": lambda detail: Conflict(
        "reuse.area_beyond_plot",
        f"该地块已有 {format_m2(detail.get('released_m2') or 0)} ㎡ 腾退待供，合计超过地块面积。请核对各项措施。",
        message_en="More than the plot has.",
    ),
    "reuse_step_left": lambda _: _missing("left_missing", "没有登记谁腾出了土地", "Who left is not recorded."),
    "reuse_step_came": lambda _: _missing("came_missing", "没有登记引入的新主体", "Who came is not recorded."),
    "reuse_step_after": lambda _: _missing("after_missing", "没有盘活后的数据", "Figures after are missing."),
    "reuse_step_last": lambda _: Conflict(
        "reuse.step_not_last",
        "只能撤回最后一步，第一步不能撤回。请刷新后重试。",
        message_en="Only the last step can be taken back.",
    ),
    "reuse_step_of_measure": lambda _: Conflict(
        "reuse.fact_elsewhere", "该记录不属于这项措施，请刷新后重试。", message_en="It belongs to another measure."
    ),
    "reuse_step_rests_on_it": lambda _: Conflict(
        "reuse.step_rests_on_it",
        "已有步骤以这条记录为依据，不能撤销。请先撤回该步骤，或先补录一条正确的。",
        message_en="A step rests on it; take that back first.",
    ),
    "reuse_withdrawal_pkey": lambda _: Conflict(
        "reuse.withdrawn_already", "该记录已经撤销，请刷新后查看。", message_en="Withdrawn already."
    ),
    "reuse_milestone_in_turn": _meanwhile,
    "reuse_milestone_entry_once": _meanwhile,
    "reuse_milestone_settled": lambda _: Conflict(
        "reuse.milestone_settled", "该节点已经办结，请刷新后查看。", message_en="It is settled already."
    ),
    "reuse_milestone_dates": lambda _: Invalid(
        "reuse.milestone_done_on", "完成日期不能晚于登记日期，请核对。", message_en="Done later than recorded."
    ),
    "reuse_milestone_entry_proved": lambda _: _missing(
        "milestone_unproved", "完成节点没有证明材料", "Evidence is missing."
    ),
    "reuse_milestone_entry_explained": lambda _: _missing(
        "milestone_unexplained", "改期或取消没有写明理由", "Say why."
    ),
    "reuse_figures_sourced": lambda _: _missing("figures_unproved", "填报的数据没有证明材料", "Figures need evidence."),
    "reuse_figures_say_something": lambda _: _missing("figures_empty", "没有填写任何数据", "Give one figure at least."),
    "reuse_figures_within_plot": lambda _: Conflict(
        "reuse.figures_area", "统计面积超过地块面积，未保存。请核对。", message_en="More land than the plot has."
    ),
    "temporary_use_number_once": _meanwhile,
    "temporary_use_in_turn": _meanwhile,
    "temporary_use_step_once": _meanwhile,
    "temporary_use_starts": lambda _: Invalid(
        "temporary_use.starts_early", "起用日期早于安排日期，请核对。", message_en="It begins before it is arranged."
    ),
    "temporary_use_within_plot": lambda detail: Conflict(
        "temporary_use.beyond_plot",
        f"临时利用面积超过地块面积 {format_m2(detail.get('area_m2') or 0)} ㎡，未保存。请核对。",
        message_en="Larger than the plot.",
    ),
    "temporary_use_measure_of_plot": lambda _: Invalid(
        "temporary_use.measure_elsewhere",
        "所选盘活措施不在该地块上，请重新选择。",
        message_en="The measure is about another plot.",
    ),
    "temporary_use_allowed": lambda _: Conflict(
        "temporary_use.step_not_allowed",
        "当前状态不能办理这一步，请先登记腾退，再登记验收。",
        message_en="This step does not follow.",
    ),
    "temporary_use_dates": lambda _: Conflict(
        "temporary_use.before_last", "日期早于上一步，请核对日期。", message_en="Before the last step."
    ),
    "temporary_use_evidence": lambda _: Conflict(
        "temporary_use.unproved", "没有协议、交接单或验收材料，未保存。请先上传。", message_en="Evidence is missing."
    ),
    "temporary_use_note": lambda _: Conflict(
        "temporary_use.unexplained", "没有写明理由或验收情况，未保存。请填写。", message_en="Say what was found."
    ),
    "temporary_use_until_order": lambda _: Invalid(
        "temporary_use.until_order", "到期日早于起用日期，或不晚于原到期日，请核对。", message_en="It ends too early."
    ),
    "temporary_use_limit": lambda detail: Conflict(
        "temporary_use.too_long",
        f"临时利用最迟到{detail.get('limit_on')}，未保存。请调整到期日。",
        message_en=f"It may last until {detail.get('limit_on')} at the latest.",
    ),
    "temporary_use_overlap": lambda _: Conflict(
        "temporary_use.overlap",
        "同一时期该地块的临时利用面积合计超过地块面积，未保存。请调整面积或日期。",
        message_en="Other temporary uses hold this land.",
    ),
    "temporary_use_begins_arranged": lambda _: Conflict(
        "temporary_use.first_step_missing",
        "临时利用没有到期日，未保存。请填写后重试。",
        message_en="It has no last day.",
    ),
}
