"""How an announcement stands, since when, and what comes next: one sentence for the sheet, the brochure and whoever else tells it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from gisapp.kernel.dates import day_zh

Words = tuple[str, str]

PUBLISHED = (
    "公告正在进行，可按下列时间报名。申请须逐项承诺控制指标，达不到的不予准入。",
    "The announcement is open: apply within these days. Each indicator must be promised; what falls short is not admitted.",
)
SETTLED = (
    "已确定受让人。下一步：签订合同；合同未签成的，重新公告。",
    "A buyer has been chosen. Next: the contract is signed; if it is not, the site is announced anew.",
)


def standing_words(listing: Mapping[str, Any]) -> Words:
    """Return the sentence on an announcement as a sheet has it (`state`, `since`, `decided_from`), in both languages."""
    since = _day(listing["since"])
    zh, en = _next(listing)
    return f"{day_zh(since)}起：{zh}", f"Since {since.isoformat()}: {en}"


def closed_words(label: Words, since: date) -> Words:
    """Return that a site can no longer be bid for, and since when, in few words."""
    return f"{label[0]}（{day_zh(since)}起）", f"{label[1].lower()} since {since.isoformat()}"


def _next(listing: Mapping[str, Any]) -> Words:
    if listing["state"] == "settled":
        return SETTLED
    if listing["state"] == "published":
        return PUBLISHED
    decided = _day(listing["decided_from"])
    return (
        f"报名已截止，不再受理申请。下一步：审核比选，{day_zh(decided)}起确定受让人；未成交的，重新公告。",
        f"No more applications. Next: those received are compared, and a buyer is chosen from {decided.isoformat()} on;"
        " if none is, the site is announced anew.",
    )


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
