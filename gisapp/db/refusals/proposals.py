"""What the database refuses of proposals and of the lineage of plots."""

from __future__ import annotations

from gisapp.db.refusals.meaning import Detail, Refusals
from gisapp.kernel.area import format_m2
from gisapp.kernel.errors import Conflict, DomainError, Forbidden, Invalid


def _meanwhile(detail: Detail) -> DomainError:
    by = f"（{detail['by']}）" if detail.get("by") else ""
    return Conflict(
        "proposal.changed_meanwhile",
        f"刚有他人{by}办理或修改了这份草案，请刷新后重试。",
        message_en="Somebody else was quicker; reload it.",
    )


PROPOSALS: Refusals = {
    "proposal_number_once": _meanwhile,
    "proposal_operation_once": _meanwhile,
    "proposal_step_once": _meanwhile,
    "proposal_step_in_turn": _meanwhile,
    "proposal_not_open": lambda _: Conflict(
        "proposal.not_open",
        "草案已提交或已办结，不能再修改。请先由提交人撤回修改，或等待退回。",
        message_en="It is under review or closed and cannot be changed.",
    ),
    "proposal_begins_as_draft": lambda _: Conflict(
        "proposal.step_not_allowed", "草案应从“草拟中”开始，请重新新建。", message_en="It begins as a draft."
    ),
    "proposal_state_by_step": lambda _: Conflict(
        "proposal.step_not_allowed", "草案状态只能通过办理步骤变更，请按步骤办理。", message_en="Take a step instead."
    ),
    "proposal_identity_stays": lambda _: Conflict(
        "proposal.identity_stays",
        "草案的编号、园区和拟稿人不能修改。请新建草案。",
        message_en="Number, park and author stay.",
    ),
    "proposal_step_allowed": lambda _: Conflict(
        "proposal.step_not_allowed",
        "当前状态不能办理这一步，请刷新后查看可办理的步骤。",
        message_en="This step does not follow.",
    ),
    "proposal_step_reason": lambda _: Invalid("proposal.reason_missing", "请填写理由后再提交。", message_en="Say why."),
    "proposal_step_dates": lambda _: Conflict(
        "proposal.before_last", "日期早于上一步，请核对。", message_en="Before the last step."
    ),
    "proposal_four_eyes": lambda detail: Forbidden(
        "proposal.four_eyes",
        f"草案由{detail.get('author') or '本人'}等绘制，须由未参与绘制的另一人审核。请转其他审核人办理。",
        message_en="Whoever drew it may not review it: another person has to.",
    ),
    "proposal_remark_in_review": lambda _: Conflict(
        "proposal.remark_in_review",
        "只能在审核期间提出意见，请在草案提交后再写。",
        message_en="Remarks are made during a review.",
    ),
    "proposal_remark_resolution_pkey": lambda _: Conflict(
        "proposal.remark_resolved", "该意见已经处理，请刷新后查看。", message_en="It is resolved already."
    ),
    "proposal_parent_plot_once": lambda _: Conflict(
        "proposal.plot_used_twice",
        "该地块已在本草案的另一项操作中使用。请在那一项的结果上继续操作。",
        message_en="The plot is used in this proposal already; go on from its result.",
    ),
    "proposal_parent_shape_once": lambda _: Conflict(
        "proposal.shape_used_twice",
        "该图形已被后面的操作使用。请在其结果上继续操作。",
        message_en="A later operation uses this shape already; go on from its result.",
    ),
    "lineage_of_known_boundaries": lambda _: Conflict(
        "lineage.unknown_boundary",
        "谱系引用了不存在的界线版本，未发布。请刷新草案后重试。",
        message_en="An edge names no boundary.",
    ),
    "lineage_edge_once": _meanwhile,
    "lineage_forward": lambda detail: Conflict(
        "lineage.not_forward",
        f"地块{detail.get('plot_no') or ''}的生效日期不晚于原界线起始日期{detail.get('began_on') or ''}，"
        "谱系不能倒置，未发布。请改用更晚的生效日期。",
        message_en="The change has to be later than the boundary it comes from.",
    ),
    "lineage_keeps_ground": lambda detail: Conflict(
        "lineage.ground_lost",
        f"地块{detail.get('plot_no')}的来源或去向合计与其面积不符，超出允许差 {detail.get('tolerance_m2')} ㎡，未发布。"
        f"应为 {format_m2(detail.get('area_m2') or 0)} ㎡，实为 {format_m2(detail.get('told_m2') or 0)} ㎡，请核对界线。",
        message_en="Ground would appear or disappear.",
    ),
}
