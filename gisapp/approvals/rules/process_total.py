"""全流程用时：各阶段时钟走过的工作日只算一次，与 60（承诺制 40）个工作日相比。"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gisapp.approvals.rules.limits import ApprovalLimits
from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.rulebook import RuleEntry
from gisapp.kernel.time_limit import TimeLimitLight


@dataclass(frozen=True, slots=True)
class ProcessTotal:
    """Working days used of those allowed; `finding` where they are nearly used up or exceeded."""

    used: int
    allowed: int
    light: TimeLimitLight
    entry: RuleEntry
    finding: Finding | None

    @property
    def left(self) -> int:
        return self.allowed - self.used


def read_total(
    counted: Iterable[frozenset[date]], limits: ApprovalLimits, *, is_commitment: bool, is_finished: bool
) -> ProcessTotal:
    """全流程已用多少个工作日：并联事项同一天只算一天，暂停、休息日和两个阶段之间企业准备的日子不算.

    Green with `yellow_share` of the days left or more, or finished in time; red once more days are used than allowed.
    """
    entry = limits.commitment_total_workdays if is_commitment else limits.total_workdays
    used, allowed = len(frozenset[date]().union(*counted)), int(entry.value)
    light = _light(used, allowed, limits.yellow_share, is_finished)
    finding = None
    if light is not TimeLimitLight.GREEN:
        over = light is TimeLimitLight.RED
        finding = Finding(
            "approval.total_exceeded" if over else "approval.total_nearly_used",
            Severity.ERROR if over else Severity.WARNING,
            f"全流程已用 {used} 个工作日，{'超过' if over else '接近'}上限 {allowed} 个工作日。",
            fix_zh="请逐项说明超时原因，压缩后续事项时限。" if over else "请优先办理最长的一支，能并联的立即并联。",
            message_en=f"{used} of {allowed} working days are used.",
            measured=f"{used} 个工作日",
            required=f"≤ {allowed} 个工作日",
            basis=str(entry.basis),
        )
    return ProcessTotal(used, allowed, light, entry, finding)


def _light(used: int, allowed: int, yellow_share: Decimal, is_finished: bool) -> TimeLimitLight:
    if used > allowed:
        return TimeLimitLight.RED
    if is_finished:
        return TimeLimitLight.GREEN
    left = allowed - used
    return TimeLimitLight.YELLOW if left == 0 or left < yellow_share * allowed else TimeLimitLight.GREEN
