"""What the database refuses of approval items, cases, clocks and tolerated material."""

from __future__ import annotations

from gisapp.db.refusals.meaning import Refusals
from gisapp.kernel.errors import Conflict, Invalid

_PLANNED_ALREADY = Conflict(
    "approval.case_open_already",
    "该项目的这个事项已经列入，请刷新后直接办理。",
    message_en="This item is planned already.",
)

APPROVALS: Refusals = {
    "approval_record_set_once": lambda _: Conflict(
        "approval.set_once",
        "该项已经登记，登记后不再改写。请刷新查看；登记有误的，退件后新开一轮。",
        message_en="This was recorded before and stays; reload.",
    ),
    "approval_case_one_open": lambda _: _PLANNED_ALREADY,
    "approval_case_project_id_item_code_round_key": lambda _: _PLANNED_ALREADY,
    "approval_case_closed": lambda _: Conflict(
        "approval.case_closed",
        "该事项已经办结或退件，不能再登记。请刷新查看。",
        message_en="This case is closed; reload it.",
    ),
    "approval_case_material_complete": lambda detail: Conflict(
        "issue.material_missing",
        f"材料“{detail.get('name')}”还没有收到，不能发出结果。请待材料补齐后办结。",
        message_en="Nothing is issued while material is missing.",
    ),
    "approval_case_not_suspended": lambda _: Conflict(
        "issue.suspended",
        "事项正在暂停，不能发出结果。请先登记恢复。",
        message_en="The clock is suspended; resume it first.",
    ),
    "approval_case_preconditions": lambda detail: Conflict(
        "issue.precondition_missing",
        f"前置结果“{detail.get('name')}”尚未办结或尚未生效，不能发出结果。请先办结前置事项。",
        message_en="What the law wants first is not out yet.",
    ),
    "approval_case_simulated_in_mode": lambda _: Conflict(
        "approval.simulated_outside_mode",
        "只有拿地即开工的项目可以模拟审批，请先变更办理方式。",
        message_en="Only land-ready projects are simulated.",
    ),
    "case_suspension_no_overlap": lambda _: Conflict(
        "approval.suspension_overlaps",
        "与已登记的暂停时间重叠，请刷新后核对日期。",
        message_en="It overlaps another suspension.",
    ),
    "case_suspension_one_correction": lambda _: Conflict(
        "approval.second_correction",
        "已告知过一次补正，不能再次要求补正。请按现有材料审查。",
        message_en="Correction was asked for before.",
    ),
    "case_suspension_after_acceptance": lambda _: Conflict(
        "approval.suspension_before_acceptance",
        "暂停开始于受理之前，未保存。请核对日期。",
        message_en="It begins before acceptance.",
    ),
    "case_extension_within_catalogue": lambda detail: Conflict(
        "approval.extension_too_long",
        f"合计延长超出清单上限 {detail.get('most')} 日，可能刚有他人登记。请刷新后重试。",
        message_en="The extensions exceed the list's bounds.",
    ),
    "material_tolerance_secondary_only": lambda _: Conflict(
        "tolerance.not_listed",
        "只有清单内可容缺的次要材料可以容缺，且材料尚未收到。请核对材料。",
        message_en="Only listed secondary material may come later.",
    ),
    "material_tolerance_papers": lambda _: Conflict(
        "tolerance.papers_missing",
        "没有容缺受理承诺书或通知书，容缺不能成立。请先出具两份文书。",
        message_en="Promise and notice have to be issued first.",
    ),
    "material_tolerance_once": lambda _: Conflict(
        "tolerance.drafted_already", "这份材料已经办理容缺，请刷新查看。", message_en="A tolerance exists already."
    ),
    "material_tolerance_honest": lambda _: Conflict(
        "tolerance.dishonest",
        "申请人有失信记录或未查询信用，不适用容缺。请待材料齐全后受理。",
        message_en="Only applicants without a record of dishonesty may promise.",
    ),
    "case_conversion_after_deal": lambda _: Conflict(
        "effect.too_early",
        "合同未签订或价款未付清，模拟审批结果不能生效。请在付清价款后登记。",
        message_en="The contract is not signed or the price not paid.",
    ),
    "case_conversion_pkey": lambda _: Conflict(
        "effect.converted_already", "该结果已经登记生效，请刷新查看。", message_en="It has taken effect already."
    ),
    "approval_item_once_a_day": lambda _: Conflict(
        "approval.item_changed_meanwhile",
        "该审批事项刚被他人修改，请刷新后重试。",
        message_en="Somebody else has just changed this item; reload it.",
    ),
    "approval_item_within_law": lambda _: Invalid(
        "approval.longer_than_law",
        "承诺时限超过法定时限，请缩短后保存。",
        message_en="The promise is longer than the law allows.",
    ),
}
