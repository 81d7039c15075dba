"""个人信息保存到哪一天（个人信息保护法 第十九条：保存期限应当为实现处理目的所必要的最短时间）。"""

from __future__ import annotations

from datetime import date, timedelta


def kept_until(last_step_on: date, keep_days: int) -> date:
    """Return the last day on which personal data are kept: so many days after the last step."""
    return last_step_on + timedelta(days=keep_days)


def is_to_be_erased(last_step_on: date, keep_days: int, as_of: date) -> bool:
    """Say whether the time is over: from the day after `kept_until` on."""
    return as_of > kept_until(last_step_on, keep_days)
