"""咨询人能否追问：上一个问题已答复、个人信息还在、没有因无效或骚扰办结、没有超过次数."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gisapp.inquiries.terms import CloseReason, InquiryState
from gisapp.kernel.finding import Finding, Severity

BASIS = "招商咨询办理要求（系统设定）"


def judge_follow_up(standing: Mapping[str, Any], most: int) -> Finding | None:
    """Return why no further question is taken; None where one is. `standing`: state, is_answered, is_erased, close_reason, follow_ups."""
    if standing["is_erased"] or standing["state"] == str(InquiryState.WITHDRAWN):
        return _refusal(
            "inquiry.follow_up_erased",
            "这份咨询已撤回或个人信息已删除，不能追问。",
            "请重新提交咨询。",
            "This inquiry was withdrawn or erased. Please send a new one.",
        )
    if standing["close_reason"] == str(CloseReason.NOT_SERIOUS):
        return _refusal(
            "inquiry.follow_up_closed",
            "这份咨询已办结，不再接受追问。",
            "请按页面上的电话联系招商服务窗口。",
            "This inquiry is closed to further questions. Call the number on the page.",
        )
    if not standing["is_answered"]:
        return _refusal(
            "inquiry.follow_up_waits",
            "上一个问题还没有答复，不能追问。",
            "请等答复后再问，或按页面上的电话联系招商服务窗口。",
            "Your last question has not been answered yet. Wait for the answer, or call the number on the page.",
        )
    if standing["follow_ups"] >= most:
        return _refusal(
            "inquiry.follow_up_too_many",
            f"这份咨询已追问 {standing['follow_ups']} 次，达到上限。",
            "请提交一份新的咨询，或按页面上的电话联系。",
            "As many further questions have been asked as one inquiry takes. Send a new inquiry, or call.",
        )
    return None


def may_ask_again(standing: Mapping[str, Any], most: int) -> bool:
    return judge_follow_up(standing, most) is None


def _refusal(code: str, message_zh: str, fix_zh: str, message_en: str) -> Finding:
    return Finding(code, Severity.ERROR, message_zh, fix_zh=fix_zh, message_en=message_en, basis=BASIS)
