"""What the database says about cases of idle land: constraint name → error with a sentence."""

from __future__ import annotations

from gisapp.db.refusals.meaning import Detail, Refusals
from gisapp.kernel.errors import Conflict, DomainError, Invalid

_STEP_FAULTS: dict[str, tuple[str, str, str]] = {
    "allowed": ("step_out_of_order", "个案现在不能走这一步，请按流程先办前一步。", "This step does not follow."),
    "served_early": ("served_before_issue", "送达日期早于文书日期，请核对送达回证。", "Served before it was issued."),
    "document": ("document_missing", "缺少这一步的文书，请先出具文书并取得文号。", "The document is missing."),
    "document_of_case": (
        "document_foreign",
        "所选文书不是本案的、文号不符或已撤销，请重新选择。",
        "The document is not of this case, or revoked.",
    ),
    "service": ("service_missing", "没有送达记录，请登记送达方式、时间和收件人。", "The service is missing."),
    "receipt": ("receipt_missing", "没有送达回证，请上传。", "The receipt of service is missing."),
    "explanation": ("explanation_missing", "收到了说明，但没有材料，请上传。", "The explanation has no papers."),
    "dismissal": ("dismissal_unfounded", "认定不构成闲置，须写明理由并附证据。", "Reason and evidence are missing."),
    "cause": ("cause_missing", "认定书须写明闲置原因归谁，请选择。", "Say whose cause it is."),
    "evidence": ("determination_unfounded", "认定没有证据，请附现场勘查记录等证据。", "Evidence is missing."),
    "register": ("not_registered", "没有备案日期，请先备案。", "The day of registration is missing."),
    "measure": ("measure_missing", "没有选择处置方式，请选择。", "Choose a way of disposal."),
    "approval": ("approval_missing", "没有批准机关，请填写。", "Say who approved it."),
    "hearing": (
        "hearing_not_notified",
        "征缴闲置费、无偿收回前须书面告知听证权利，请先送达《听证告知书》。",
        "The right to a hearing has not been notified.",
    ),
    "hearing_held": ("hearing_not_held", "已申请听证而尚未听证，请先组织听证。", "The hearing has not been held."),
    "measure_of_ground": (
        "measure_of_other_ground",
        "征缴闲置费和无偿收回只适用于自身原因造成的未动工土地，其他闲置土地只适用第十二条的方式，请重新选择。",
        "Fee and recovery are for never-started land of the holder's own cause only.",
    ),
    "unlawful": (
        "decision_unlawful",
        "按登记的事实，这一处置决定在决定之日不合法（闲置土地处置办法 第十二条、第十四条），不能登记、送达；已作出的请办理“撤销处置决定”后重新决定。",
        "By the recorded facts this decision is unlawful on its day (articles 12, 14); annul it and decide anew.",
    ),
    "facts_moved": (
        "facts_moved",
        "核对之后，决定所依据的事实、抵押查封或规则有了变化，请刷新后重新核对再办。",
        "What the decision rests on has changed since it was checked; reload and check it again.",
    ),
    "annul_ground": (
        "annulment_ground_missing",
        "没有写明因为什么撤销，请选择自行纠正、行政复议或行政诉讼。",
        "Say on which ground it is annulled.",
    ),
    "annul_reason": ("annulment_unexplained", "撤销须写明理由，请写明错在哪里。", "Say what was wrong."),
    "annul_paper": (
        "annulment_paper_undated",
        "没有撤销文书的日期，或日期晚于办理日期，请按撤销决定、复议决定书、判决书填写。",
        "Enter the day of the paper that annuls, not after the day of the step.",
    ),
    "annul_evidence": (
        "annulment_unproved",
        "复议、诉讼撤销的，须附复议决定书或判决书，请上传。",
        "Attach the decision on review or the judgment.",
    ),
    "annul_publicity": (
        "publicity_not_withdrawn",
        "闲置信息已经公开，请先撤销公开，再填写撤销公开的日期。",
        "The publicity has to be withdrawn first.",
    ),
    "annul_performed": (
        "disposal_carried_out",
        "处置决定已经执行，合同已经终止，不能在本案撤销；请先处理已收回的土地（恢复、重新签约或补偿），并将本案结案。",
        "The decision has been carried out and the contract has ended; settle the land first and close this case.",
    ),
}


def _steps() -> Refusals:
    found: Refusals = {}
    for fault, (code, zh, en) in _STEP_FAULTS.items():
        found[f"idle_step_{fault}"] = lambda _, code=code, zh=zh, en=en: Conflict(f"case.{code}", zh, message_en=en)
    return found


def _moved(_: Detail) -> DomainError:
    return Conflict(
        "case.moved_meanwhile",
        "个案刚被他人办理，请刷新后核对再办。",
        message_en="Somebody else has just taken a step; reload it.",
    )


IDLE_CASES: Refusals = {
    **_steps(),
    "idle_case_step_annulment": lambda _: Invalid(
        "case.annulment_elsewhere",
        "撤销的依据、文书日期和撤销公开的日期只在撤销认定、决定时填写，请清空。",
        message_en="These values belong to an annulment only.",
    ),
    "idle_step_in_turn": _moved,
    "idle_case_step_once": _moved,
    "idle_step_dates": lambda detail: Invalid(
        "case.dates_out_of_order",
        f"办理日期与前后步骤的日期（{detail.get('last_day', '')}）先后颠倒，请核对。",
        message_en=f"The days are out of order ({detail.get('last_day', '')}).",
    ),
    "idle_step_time": lambda detail: Conflict(
        "case.time_not_over",
        f"权利人的期限到 {detail.get('due_on', '')} 才届满，请等期限届满，或登记已收到的材料、申请。",
        message_en=f"The holder's time runs until {detail.get('due_on', '')}.",
    ),
    "idle_step_creditor": lambda detail: Conflict(
        "case.creditor_not_told",
        f"土地已抵押，尚未书面通知抵押权人：{detail.get('creditors', '')}（闲置土地处置办法 第十三条）。请先送达《抵押权人书面通知》并登记回证。",
        message_en=f"A creditor has not been told in writing (article 13): {detail.get('creditors', '')}. Serve the notice first.",
    ),
    "idle_step_seized": lambda detail: Conflict(
        "case.land_seized",
        f"土地已被司法查封：{detail.get('courts', '')}，查封期间不能收回、置换（条文待核对原文）。请商请法院解除查封，登记解除后再办。",
        message_en=f"The land is seized: {detail.get('courts', '')}. Have the seizure lifted and its release recorded first.",
    ),
    "idle_case_one_open": lambda detail: Conflict(
        "case.open_already",
        f"这宗土地同一情形已有未结个案 {detail.get('case_no', '')}，请在该案中办理。",
        message_en=f"Case {detail.get('case_no', '')} is open for this land and ground.",
    ),
    "idle_case_contract_of_plot": lambda _: Invalid(
        "case.contract_of_other_plot",
        "合同所涉地块与所选地块不同，请核对。",
        message_en="The contract is about another plot.",
    ),
    "idle_case_begins_with_clue": lambda _: Invalid(
        "case.without_clue",
        "个案须从登记线索开始，且日期与发现之日一致。请核对发现日期。",
        message_en="A case begins with the clue of its day.",
    ),
    "idle_case_number_once": lambda _: Conflict(
        "case.number_taken", "该个案编号刚被取用，请重新提交。", message_en="This number was just taken; submit again."
    ),
    "idle_case_idle_area": lambda _: Invalid(
        "case.idle_area_too_large",
        "闲置面积大于宗地面积，请核对。",
        message_en="The idle part is larger than the land.",
    ),
    "idle_case_geometry_valid": lambda _: Invalid(
        "case.geometry_invalid",
        "闲置范围的界线有误，请重新勾绘。",
        message_en="The outline of the idle part is faulty.",
    ),
    "idle_case_since_before_found": lambda _: Invalid(
        "case.since_after_found",
        "构成闲置之日晚于发现之日，请核对。",
        message_en="Idle since a day after it was found.",
    ),
    "idle_case_step_service_once": _moved,
    "idle_case_step_document_once": lambda _: Conflict(
        "case.document_used",
        "这份文书已用于另一步，请选择本步骤的文书。",
        message_en="This document belongs to another step.",
    ),
    "idle_case_step_side_of_cause": lambda _: Invalid(
        "case.side_of_cause", "原因与归责不一致，请重新选择。", message_en="Cause and side contradict each other."
    ),
    "idle_case_step_terms": lambda _: Invalid(
        "disposal.terms_turned", "截止日期早于起始日期，请核对日期。", message_en="The terms end before they begin."
    ),
    "idle_case_step_hearing": lambda _: Invalid(
        "case.hearing_dates", "听证日期早于申请日期，请核对。", message_en="Heard before it was asked for."
    ),
    "idle_case_service_left_explained": lambda _: Invalid(
        "case.left_unexplained",
        "留置送达须写明拒收情况和见证人，请补充。",
        message_en="Say who refused and who witnessed.",
    ),
    "idle_case_service_creditor": lambda _: Invalid(
        "case.service_of_whom", "只有通知抵押权人时才选择抵押登记。", message_en="Only a creditor has an encumbrance."
    ),
    "idle_case_entry_due": lambda _: Invalid(
        "case.entry_due", "期限早于登记日期，请核对。", message_en="Due before it was entered."
    ),
    "idle_case_entry_says_something": lambda _: Invalid(
        "case.entry_empty", "请选择类型或填写说明。", message_en="Choose one, or say something."
    ),
    "idle_correction_target": lambda _: Invalid(
        "case.correction_target", "没有这条记录，请刷新后重试。", message_en="There is no such record in this case."
    ),
    "idle_correction_in_turn": lambda _: Conflict(
        "case.corrected_meanwhile",
        "该值刚被他人更正，请刷新后核对。",
        message_en="It was corrected meanwhile; reload it.",
    ),
    "idle_correction_value": lambda _: Invalid(
        "case.correction_value", "更正后的值填写有误，请核对格式。", message_en="This is no value for that field."
    ),
    "idle_correction_case": lambda _: Invalid(
        "case.correction_contradicts",
        "更正后闲置面积大于宗地面积，或构成闲置之日晚于发现之日，请一并核对。",
        message_en="The case would contradict itself.",
    ),
    "idle_case_correction_changes": lambda _: Conflict(
        "case.correction_unchanged", "更正前后相同，没有需要保存的变化。", message_en="Nothing would change."
    ),
    "idle_case_correction_proved": lambda _: Invalid(
        "case.correction_unproved",
        "更正须附证明材料（原件、回证等），请上传。",
        message_en="A correction needs evidence.",
    ),
    "idle_case_correction_field": lambda _: Invalid(
        "case.correction_field",
        "这一项不能更正；归责、处置方式有误的，须撤销文书重新办理。",
        message_en="This field cannot be corrected.",
    ),
}
