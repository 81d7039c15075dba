"""What contracts and the checks of their promises refuse."""

from __future__ import annotations

from gisapp.db.refusals.meaning import Refusals
from gisapp.kernel.errors import Conflict, Invalid

CONTRACTS: Refusals = {
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
    "contract_allotment_not_granted": lambda _: Invalid(
        "contract.allotment_not_granted",
        "划拨决定书没有公告、供地结果、出让方式、年期、定金和履约保证金，请清空这些内容；有偿使用的按出让合同登记。",
        message_en="An allotment decision has no announcement, method, term, deposit or bond; clear them or enter a grant contract.",
    ),
    "contract_land_seized": lambda detail: Conflict(
        "contract.land_seized",
        f"土地已被司法查封：{detail.get('courts', '')}，查封期间不能收回。请商请法院解除查封，登记解除后再终止合同。",
        message_en=f"The land is seized: {detail.get('courts', '')}. Have the seizure lifted and its release recorded first.",
    ),
    "contract_ended": lambda _: Conflict(
        "contract.ended", "该合同已经终止，不能再变更。请刷新后查看。", message_en="The contract has ended."
    ),
    "contract_has_version": lambda _: Invalid(
        "contract.no_obligations",
        "合同没有写入义务，未保存。请补齐条款后重新签订。",
        message_en="A contract is not kept without its obligations.",
    ),
}
