"""What the database says about inquiries: constraint name → error with a sentence."""

from __future__ import annotations

from gisapp.db.refusals.meaning import Refusals
from gisapp.kernel.errors import Conflict, Gone, Invalid

INQUIRIES: Refusals = {
    "inquiry_challenge_pkey": lambda _: Conflict(
        "inquiry.proof_used",
        "这份表单已经提交过，没有重复登记。请查看回执，或重新打开表单。",
        message_en="This form was sent already and was not taken twice. See your receipt, or open the form again.",
    ),
    "inquiry_step_in_turn": lambda _: Conflict(
        "inquiry.moved_meanwhile",
        "这份咨询刚被他人办理，请刷新后查看最新情况。",
        message_en="Somebody else has just worked on this inquiry; reload it.",
    ),
    "inquiry_step_once": lambda _: Conflict(
        "inquiry.moved_meanwhile",
        "这份咨询刚被他人办理，请刷新后查看最新情况。",
        message_en="Somebody else has just worked on this inquiry; reload it.",
    ),
    "inquiry_step_allowed": lambda _: Conflict(
        "inquiry.step_not_open",
        "这份咨询当前的状态不能办理此步，请刷新后重试。",
        message_en="This step is not open now; reload the inquiry.",
    ),
    "inquiry_step_dates": lambda detail: Invalid(
        "inquiry.step_before_last",
        f"日期早于上一步（{detail.get('last_day', '')}），请核对。",
        message_en=f"The day is before the last step ({detail.get('last_day', '')}).",
    ),
    "inquiry_step_words": lambda _: Invalid(
        "inquiry.words_missing", "请填写内容或理由后再提交。", message_en="Say what, or why."
    ),
    "inquiry_step_lead_first": lambda _: Conflict(
        "inquiry.project_without_lead",
        "这份咨询还不是该线索，请先转为线索。",
        message_en="Make the inquiry a lead first.",
    ),
    "inquiry_lead_once": lambda _: Conflict(
        "inquiry.lead_already",
        "这份咨询刚被转为线索，请刷新后查看。",
        message_en="It has just been made a lead; reload it.",
    ),
    "inquiry_project_once": lambda _: Conflict(
        "inquiry.project_already",
        "这份咨询已转为项目，请刷新后查看。",
        message_en="It is a project already; reload it.",
    ),
    "inquiry_asker_erased": lambda _: Gone(
        "inquiry.person_erased",
        "咨询人的个人信息已删除，不能再继续办理。",
        message_en="The personal data of the asker are erased.",
    ),
    "inquiry_follow_up_answered": lambda _: Conflict(
        "inquiry.follow_up_waits",
        "上一个问题还没有答复，请等答复后再问。",
        message_en="Your last question has not been answered yet; wait for the answer.",
    ),
    "inquiry_erased_by_step": lambda _: Conflict(
        "inquiry.erased_by_step",
        "个人信息只能通过“删除个人信息”这一步删除，请从咨询页面办理。",
        message_en="Personal data are erased by a step of the inquiry only.",
    ),
    "inquiry_number_once": lambda _: Conflict(
        "inquiry.number_taken",
        "回执编号刚被取用，请重新提交。",
        message_en="The number has just been taken; send again.",
    ),
    "inquiry_duty_once": lambda _: Conflict(
        "inquiry.duty_changed_meanwhile",
        "该日的负责人刚被他人确定，请刷新后重试。",
        message_en="Somebody else has just named the officer of this day; reload.",
    ),
}
