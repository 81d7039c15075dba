"""同一网络地址要得太多：说清楚等多久、眼下还能做什么。"""

from __future__ import annotations

from dataclasses import dataclass

from gisapp.kernel.finding import Finding, Severity
from gisapp.visitors.terms import Purpose

BASIS = "招商窗口防滥用，系统设定"
MINUTE = 60
_MEANWHILE: dict[Purpose, tuple[str, str]] = {
    Purpose.MATCH: (
        "地块列表、筛选和资料页不受影响，可照常查看",
        "the list, its filters and the sheets of sites are open as ever",
    ),
    Purpose.SEARCH: (
        "也可以复制本页网址，全部条件都在网址里",
        "or copy the address of this page, which holds every wish",
    ),
    Purpose.SHORTLIST: (
        "也可以先复制地块链接；已有的清单可照常修改",
        "or copy the links of the sites; lists that are there can be changed as ever",
    ),
    Purpose.BROCHURE: (
        "地块列表和资料页不受影响，可照常查看和打印",
        "the list and the sheets of sites are open as ever, to be read and printed",
    ),
}


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is allowed: so many at once, and so many more an hour."""

    burst: int
    per_hour: int


def judge_allowance(purpose: Purpose, wait_seconds: int, allowance: Allowance) -> Finding | None:
    """Return why a request is not taken now, with how long to wait; None where nothing has to be waited for."""
    if wait_seconds <= 0:
        return None
    zh, en = _MEANWHILE[purpose]
    return Finding(
        f"visitor.too_many_{purpose.value}",
        Severity.ERROR,
        f"您所在的网络短时间内{purpose.label_zh}次数过多，已达上限。",
        fix_zh=f"请等 {wait_zh(wait_seconds)}后再试；{zh}。",
        message_en=f"Too many {purpose.label_en} from your network in a short time. Try again in {wait_en(wait_seconds)}; {en}.",
        measured=f"{allowance.burst}",
        required=f"≤ {allowance.burst}，每小时恢复 {allowance.per_hour}",
        basis=BASIS,
    )


def wait_zh(seconds: int) -> str:
    """Seconds up to a minute, then whole minutes, never less than there are."""
    return f"{seconds} 秒" if seconds <= MINUTE else f"{-(-seconds // MINUTE)} 分钟"


def wait_en(seconds: int) -> str:
    count, unit = (seconds, "second") if seconds <= MINUTE else (-(-seconds // MINUTE), "minute")
    return f"{count} {unit}{'' if count == 1 else 's'}"
