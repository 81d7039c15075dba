"""同一网络地址提交得太勤：每小时、每天各有上限。"""

from __future__ import annotations

from dataclasses import dataclass

from gisapp.kernel.finding import Finding, Severity

BASIS = "公开表单防滥用，系统设定"


@dataclass(frozen=True, slots=True)
class AddressLimits:
    """How many inquiries one address may send."""

    per_hour: int
    per_day: int


def judge_address(in_hour: int, in_day: int, limits: AddressLimits) -> Finding | None:
    """Return why no further inquiry is taken from an address that has sent so many already; None while one more is allowed."""
    for sent, most, zh, en, code in (
        (in_hour, limits.per_hour, "一小时", "hour", "inquiry.too_many_in_hour"),
        (in_day, limits.per_day, "一天", "day", "inquiry.too_many_in_day"),
    ):
        if sent >= most:
            return Finding(
                code,
                Severity.ERROR,
                f"您所在的网络{zh}内已提交 {sent} 次咨询，达到上限。",
                fix_zh="请稍后再试，或按页面上的电话联系招商服务窗口。",
                message_en=f"Your network has sent {sent} inquiries within one {en}, the most that is taken. Try later, or call the number on the page.",
                measured=str(sent),
                required=f"< {most}",
                basis=BASIS,
            )
    return None
