"""从哪一天起可以变更：界线以日为单位，当天生效的界线最早次日才能再变；绘图时就说明，提交时不通过。"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from gisapp.kernel.dates import day_zh
from gisapp.kernel.finding import Finding, Severity


def earliest_day(began_on: Iterable[date], day: date) -> date | None:
    """Return the first day on which every boundary can follow the ones that began on these days; None where `day` does already."""
    latest = max(began_on, default=None)
    return None if latest is None or latest < day else latest + timedelta(days=1)


def check_day(plot_no: str, began_on: date, day: date, *, is_chosen: bool, severity: Severity) -> Finding | None:
    """本次生效日期须晚于现有界线的起始日. `day` is the proposal's own where `is_chosen`, else the day on which it would be published."""
    earliest = earliest_day([began_on], day)
    if earliest is None:
        return None
    told = f"本次生效日期{day_zh(day)}须晚于该日" if is_chosen else "界线以日为单位，当天不能再变更"
    return Finding(
        "proposal.day_not_after",
        severity,
        f"地块{plot_no}现有界线自{day_zh(began_on)}起生效，{told}。",
        fix_zh=f"请把草案的生效日期定为{day_zh(earliest)}或以后；今天即可提交和发布，到该日生效。",
        message_en=f"The boundary of plot {plot_no} begins on {began_on}; what follows it begins on a later day.",
        fix_en=f"Let the proposal hold from {earliest} or later; it can be submitted and published today.",
        measured=day_zh(day),
        required=f"晚于{day_zh(began_on)}",
    )
