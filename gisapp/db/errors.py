"""What a refusal of the database means to a person: constraint name → error with a sentence, in one table."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy.exc import DBAPIError

from gisapp.db.project_refusals import PROJECT_REFUSALS
from gisapp.kernel.area import format_m2
from gisapp.kernel.errors import Conflict, DomainError, Invalid

Detail = dict[str, Any]


def _overlap(detail: Detail) -> DomainError:
    area = format_m2(detail.get("area_m2") or 0)
    return Conflict(
        "plot.overlaps_plot",
        f"地块{detail.get('plot_no')}与现有地块{detail.get('other_no')}重叠 {area} ㎡，未保存。请调整界线，或先注销、变更原地块后再登记。",
        message_en=f"Plot {detail.get('plot_no')} overlaps live plot {detail.get('other_no')} by {area} m²; adjust the boundary first.",
    )


def _outside(detail: Detail) -> DomainError:
    area = detail.get("area_m2")
    how = (
        f"有 {format_m2(area)} ㎡ 落在园区{detail.get('park_code')}界线外"
        if area is not None
        else f"在园区{detail.get('park_code')}尚无生效界线的日期内"
    )
    return Conflict(
        "plot.outside_park",
        f"地块{detail.get('plot_no')}{how}，未保存。请核对坐标带号、所选园区和生效日期。",
        message_en=f"Plot {detail.get('plot_no')} is not inside park {detail.get('park_code')}.",
    )


_BY_CONSTRAINT: dict[str, Callable[[Detail], DomainError]] = {
    **PROJECT_REFUSALS,
    "plot_no_overlap": _overlap,
    "plot_inside_park": _outside,
    "plot_version_number_live_once": lambda _: Conflict(
        "plot.number_taken",
        "该地块编号在此期间已有在册地块使用，请换一个编号，或先注销原地块。",
        message_en="This plot number is in use in that period.",
    ),
    "plot_version_one_boundary_a_day": lambda _: Conflict(
        "plot.boundary_changed_meanwhile",
        "该地块界线刚被他人修改，请刷新后在最新界线上重做。",
        message_en="Somebody else has just revised this boundary; reload it.",
    ),
    "plot_version_geometry_valid": lambda _: Invalid(
        "plot.geometry_invalid",
        "界线自相交或为空，未保存。请按检查结果修正后再提交。",
        message_en="The boundary is invalid or empty.",
    ),
    "plot_state_once_a_day": lambda _: Conflict(
        "plot.state_changed_meanwhile",
        "该地块状态刚被他人修改，请刷新后重试。",
        message_en="Somebody else has just changed this plot's state; reload it.",
    ),
    "plot_state_offer_in_order": lambda _: Conflict(
        "plot.offer_case_open",
        "履约处置未办结的地块不能列入供应，请先办结处置。",
        message_en="Settle the open case before the plot is offered.",
    ),
    "plot_state_offer_cleared": lambda _: Conflict(
        "plot.offer_not_cleared",
        "尚不是净地的地块不能公告供应，请先变更土地状态。",
        message_en="Only cleared land can be put on offer.",
    ),
    "planning_condition_once_a_day": lambda _: Conflict(
        "plot.conditions_changed_meanwhile",
        "该地块规划条件刚被他人修改，请刷新后重试。",
        message_en="Somebody else has just changed the conditions; reload them.",
    ),
    "document_issued_once": lambda detail: Conflict(
        "document.issued_already",
        f"该事项已出具同类文书{detail.get('document_no') or ''}。如需重新出具，请先撤销原文书并说明理由。",
        message_en=f"Document {detail.get('document_no') or ''} has been issued for this already; revoke it first.",
    ),
    "document_number_follows": lambda _: Conflict(
        "document.number_taken",
        "文书编号刚被他人使用，请刷新后重新出具。",
        message_en="Somebody else has just taken this number; try again.",
    ),
    "document_template_one_a_day": lambda _: Conflict(
        "document_template.changed_meanwhile",
        "该模板刚被他人更换，请刷新后重试。",
        message_en="Somebody else has just replaced this template; reload it.",
    ),
    "document_issuer_one_a_day": lambda _: Conflict(
        "document.issuer_changed_meanwhile",
        "出具单位刚被他人修改，请刷新后重试。",
        message_en="Somebody else has just revised the issuing office; reload it.",
    ),
    "document_revocation_pkey": lambda _: Conflict(
        "document.revoked_already",
        "该文书已经撤销，请刷新后查看。",
        message_en="This document has been revoked already.",
    ),
    "history_immutable": lambda _: Conflict(
        "history.immutable",
        "历史记录不可改写。请以更正的方式登记新的记录并说明理由。",
        message_en="History is not rewritten; record a correction.",
    ),
    "evidence_known": lambda detail: Invalid(
        "evidence.unknown",
        f"证据 {detail.get('id', '')} 不存在，请先上传文件再引用。",
        message_en="This piece of evidence does not exist; upload the file first.",
    ),
    "evidence_content_hash": lambda _: Invalid(
        "evidence.damaged",
        "文件在传输中损坏，请重新上传。",
        message_en="The file was damaged on its way; upload it again.",
    ),
    "rulebook_entry_once_a_day": lambda _: Conflict(
        "rulebook.changed_meanwhile",
        "该规则条目刚被他人修订，请刷新后重试。",
        message_en="Somebody else has just revised this entry; reload it.",
    ),
    "work_calendar_day_once": lambda _: Conflict(
        "calendar.changed_meanwhile",
        "这一天刚被他人修订，请刷新后重试。",
        message_en="Somebody else has just revised this day; reload it.",
    ),
    "commitment_check_proved": lambda _: Invalid(
        "commitment.no_evidence",
        "核查没有证据，未保存。请上传照片、文件等证据后再登记。",
        message_en="A check without evidence is not kept; upload it first.",
    ),
    "commitment_obligation_known": lambda _: Invalid(
        "commitment.unknown",
        "合同没有这项义务，请刷新后从列表中选择。",
        message_en="The contract has no such obligation; reload the list.",
    ),
    "commitment_not_waived": lambda _: Conflict(
        "commitment.waived", "该项已免除，不能再核查。请刷新后核对。", message_en="It was waived; reload the list."
    ),
    "commitment_not_broken": lambda _: Conflict(
        "commitment.already_broken",
        "该项已认定违约。认定有误的，请先撤销该次核查，再重新登记。",
        message_en="It was found broken; withdraw that check first if it was mistaken.",
    ),
    "commitment_check_in_order": lambda _: Conflict(
        "commitment.checked_meanwhile",
        "他人刚登记了该项的核查，或核查日期早于上一次核查。请刷新后核对再登记。",
        message_en="Somebody else has just checked it, or the day precedes the last check; reload it.",
    ),
    "commitment_check_contract_id_obligation_key_sequence_key": lambda _: Conflict(
        "commitment.checked_meanwhile",
        "他人刚登记了该项的核查，请刷新后核对再登记。",
        message_en="Somebody else has just checked it; reload it.",
    ),
    "commitment_broken_after_due": lambda _: Conflict(
        "commitment.broken_before_due",
        "到期前不能认定违约，请到期后再认定。",
        message_en="It cannot be found broken before it is due.",
    ),
    "commitment_met_as_measured": lambda _: Conflict(
        "commitment.target_missed",
        "实测未达到承诺，不能认定达标。请作出限期整改或违约认定。",
        message_en="The measured value misses the promise; it cannot be found met.",
    ),
    "commitment_waiver_once": lambda _: Conflict(
        "commitment.waived", "该项已免除，请刷新后核对。", message_en="It was waived already; reload the list."
    ),
    "commitment_waiver_proved": lambda _: Invalid(
        "commitment.waiver_unproved",
        "免除没有写明决定人、理由或没有批准文件，请补齐后再登记。",
        message_en="A waiver needs who decided it, why, and a paper.",
    ),
    "commitment_not_settled": lambda _: Conflict(
        "commitment.already_settled",
        "该项已了结，不能再免除。请刷新后核对。",
        message_en="It is settled already; reload the list.",
    ),
    "commitment_withdrawal_proved": lambda _: Invalid(
        "commitment.withdrawal_unproved",
        "撤销核查没有依据文件，请上传后再登记。",
        message_en="Withdrawing a check needs a paper.",
    ),
    "commitment_withdraw_last": lambda _: Conflict(
        "commitment.not_the_last_check",
        "只能撤销最后一次核查，且不早于核查日期。请刷新后核对。",
        message_en="Only the last check can be withdrawn, and not before its day.",
    ),
    "commitment_check_withdrawal_pkey": lambda _: Conflict(
        "commitment.withdrawn_already",
        "该次核查已撤销，请刷新后核对。",
        message_en="It was withdrawn already; reload it.",
    ),
    "contract_officer_once_a_day": lambda _: Conflict(
        "commitment.officer_changed_meanwhile",
        "该合同的履约专员刚被他人变更，请刷新后重试。",
        message_en="Somebody else has just changed who follows this contract; reload it.",
    ),
    "contract_one_a_day": lambda _: Conflict(
        "contract.plot_taken",
        "该地块在此期间已有有效合同，不能再签。请刷新查看现有合同；重新供应的，先终止原合同。",
        message_en="The plot is under contract in that period; look at the existing contract first.",
    ),
    "contract_allocation_once": lambda _: Conflict(
        "contract.allocation_used",
        "该供地结果已经签订合同，请刷新后查看。",
        message_en="A contract has been signed on this allocation already.",
    ),
    "contract_contract_no_key": lambda _: Conflict(
        "contract.number_taken",
        "该合同编号已被使用，请核对编号。",
        message_en="This contract number is taken.",
    ),
    "contract_version_once": lambda _: Conflict(
        "contract.changed_meanwhile",
        "该合同刚签订了新的补充协议，请刷新后在最新版本上重做。",
        message_en="A supplement has just been signed; reload and start from the newest version.",
    ),
    "contract_supplement_number_once": lambda _: Conflict(
        "contract.supplement_number_taken",
        "该合同已有同编号的补充协议，请核对编号。",
        message_en="This contract has a supplement of that number already.",
    ),
    "contract_version_in_order": lambda _: Conflict(
        "contract.version_precedes",
        "补充协议的签订日期早于上一版本，请核对日期。",
        message_en="The supplement precedes the version in force.",
    ),
    "contract_version_sealed": lambda _: Conflict(
        "contract.version_sealed",
        "合同各版本的条款和义务签订后不再增改，请签订补充协议形成新的版本。",
        message_en="What was agreed is not added to; sign a supplement.",
    ),
    "contract_supplement_proved": lambda _: Invalid(
        "contract.supplement_unproved",
        "补充协议须有编号、原因和证明材料，请补齐后再签订。",
        message_en="A supplement needs its number, reason and evidence.",
    ),
    "contract_signed_stays": lambda _: Conflict(
        "contract.signed_stays",
        "已签订的合同不直接修改，请签订补充协议。",
        message_en="A signed contract is changed by a supplement only.",
    ),
    "contract_ended": lambda _: Conflict(
        "contract.ended", "该合同已经终止，不能再变更。请刷新后查看。", message_en="The contract has ended."
    ),
    "contract_has_version": lambda _: Invalid(
        "contract.no_obligations",
        "合同没有写入义务，未保存。请补齐条款后重新签订。",
        message_en="A contract is not kept without its obligations.",
    ),
    "dispute_closure_pkey": lambda _: Conflict(
        "dispute.settled_already", "这件纠纷已经登记了结，请刷新查看。", message_en="This dispute is settled already."
    ),
    "dispute_closed_after_opening": lambda _: Invalid(
        "dispute.closed_before_opening",
        "了结日期早于发生日期，请核对后重填。",
        message_en="A dispute cannot end before it began.",
    ),
    "regional_assessment_geometry_valid": lambda _: Invalid(
        "assessment.shape_broken",
        "评估范围自相交或为空，未保存。请修正图形后重新上传。",
        message_en="The shape is invalid or empty.",
    ),
    "regional_assessment_approved_first": lambda _: Invalid(
        "assessment.valid_before_approved",
        "有效期起不能早于批复日期，请改正。",
        message_en="It cannot hold before it was approved.",
    ),
    "readiness_record_tells_its_items": lambda _: Conflict(
        "readiness.record_contradicts",
        "准备情况结论与逐项结果不一致，未保存。请重新核查。",
        message_en="The record contradicts its items; judge again.",
    ),
    "audit_append_only": lambda _: Conflict(
        "audit.append_only", "操作记录只能追加，不能修改或删除。", message_en="Audit events are append-only."
    ),
    "account_username_key": lambda _: Conflict(
        "account.username_taken", "该用户名已存在，请换一个。", message_en="This username is taken."
    ),
    "party_zone_id_credit_code_key": lambda _: Conflict(
        "party.credit_code_taken",
        "该统一社会信用代码已登记，请直接选择已有主体。",
        message_en="This credit code is already registered.",
    ),
    "plot_version_land_use_scheme_land_use_code_fkey": lambda _: Invalid(
        "plot.land_use_unknown",
        "用地分类代码不在所选分类标准内，请从列表中选择。",
        message_en="Unknown land-use code for this scheme.",
    ),
}

_BY_CONSTRAINT |= {
    "plot_state_offer_announced": lambda _: Conflict(
        "plot.offer_by_announcement",
        "没有已发布的出让公告，地块不能列为“供应公告中”，未保存。请先发布该地块的出让公告。",
        message_en="Without a published announcement no plot is on offer.",
    ),
    "listing_needs_readiness": lambda _: Conflict(
        "listing.not_ready",
        "该地块没有通过的准备情况结论，公告未发布。请先在“备”中逐项完成准备。",
        message_en="The plot was not found ready; finish its preparation first.",
    ),
    "listing_notice_days": lambda detail: Conflict(
        "listing.notice_too_short",
        f"公告日至开始日只有 {detail.get('given')} 日，少于 {detail.get('required')} 日，未发布。请推迟开始日。",
        message_en="The notice period is too short; open later.",
    ),
    "listing_frozen": lambda _: Conflict(
        "listing.frozen",
        "公告已发布，内容不能再改。需要改变条件的，请撤回后重新公告。",
        message_en="The announcement is published; withdraw it and announce anew.",
    ),
    "listing_forward_only": lambda _: Conflict(
        "listing.state_forbids",
        "公告状态只能向前，可能刚被他人办理。请刷新后查看。",
        message_en="An announcement only moves forward; reload it.",
    ),
    "listing_one_open_per_plot": lambda _: Conflict(
        "listing.open_already",
        "该地块已有一份未结束的出让公告，请先办结或撤回，再编制新的公告。",
        message_en="Another announcement of this plot is open; end it first.",
    ),
    "listing_number_once": lambda _: Conflict(
        "listing.number_taken", "该公告编号已使用，请换一个编号。", message_en="This announcement number is in use."
    ),
    "listing_plot_allocated": lambda _: Conflict(
        "listing.plot_allocated",
        "该地块已作出供地决定，不能再公告。",
        message_en="The plot has been allocated already.",
    ),
    "listing_dates_in_order": lambda _: Invalid(
        "listing.days_out_of_order",
        "日期先后不成立：公告日 ≤ 报名开始 ≤ 报名截止 < 决定日，公告日 ≤ 开始日 ≤ 决定日。请核对。",
        message_en="The days of the announcement do not follow each other.",
    ),
    "application_once_per_party": lambda _: Conflict(
        "application.once_per_party",
        "该申请人对本公告已有一份申请，请在原申请上修改。",
        message_en="This enterprise has applied already; change that application.",
    ),
    "application_frozen": lambda _: Conflict(
        "application.frozen",
        "公告已结束或申请已撤回，申请不能再改。",
        message_en="The announcement is over or the application withdrawn.",
    ),
    "allocation_one_live_per_plot": lambda _: Conflict(
        "allocation.taken",
        "该地块刚由他人作出供地决定，一宗地只能决定一次。请刷新查看。",
        message_en="Somebody else has just decided on this plot; reload it.",
    ),
    "allocation_one_live_per_listing": lambda _: Conflict(
        "allocation.taken",
        "本公告刚由他人作出供地决定，一宗地只能决定一次。请刷新查看。",
        message_en="Somebody else has just decided on this announcement; reload it.",
    ),
    "allocation_of_admitted_application": lambda _: Conflict(
        "allocation.not_admitted",
        "只能决定给本公告中已准入的申请，且不早于公告写明的决定日。",
        message_en="Only an admitted application of this announcement can be chosen, from the announced day on.",
    ),
    "supply_plan_item_once": lambda _: Conflict(
        "plan.item_taken", "该地块已在本年度供应计划中。", message_en="The plot is in this plan already."
    ),
    "supply_plan_zone_id_year_title_key": lambda _: Conflict(
        "plan.title_taken", "该年度已有同名的供应计划。", message_en="This year has a plan of that title already."
    ),
}

for _table, _what in {
    "indicator_requirement": "该指标要求",
    "basic_indicator_set": "基本指标组",
    "readiness_demand": "供应条件",
    "plot_indicator": "该地块指标",
    "cleared_land_answer": "该项净地核查",
    "plot_readiness": "该地块准备情况",
}.items():
    _BY_CONSTRAINT[f"{_table}_once_a_day"] = lambda _, what=_what: Conflict(
        "readiness.changed_meanwhile",
        f"{what}刚被他人修改，请刷新后重试。",
        message_en="Somebody else has just changed this; reload it.",
    )

for _bounds, _label in {"far": "容积率", "coefficient": "建筑系数", "green": "绿地率", "height": "建筑高度"}.items():
    _BY_CONSTRAINT[f"planning_condition_{_bounds}_bounds"] = lambda _, label=_label: Invalid(
        "plot.conditions_bounds",
        f"{label}的下限大于上限或超出允许范围，请核对后重填。",
        message_en="Lower bound above upper bound, or out of range.",
    )


def domain_error(error: DBAPIError) -> DomainError | None:
    """Return the refusal that the constraint of this database error stands for; None for one that is not in the table."""
    diagnosis = getattr(error.orig, "diag", None)
    make = _BY_CONSTRAINT.get(getattr(diagnosis, "constraint_name", None) or "")
    if make is None:
        return None
    try:
        detail = json.loads(diagnosis.message_detail or "{}")  # type: ignore[union-attr]
    except ValueError:
        detail = {}
    return make(detail if isinstance(detail, dict) else {})
