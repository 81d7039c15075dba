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
