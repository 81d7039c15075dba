"""What the database says of what one network address may ask."""

from __future__ import annotations

from gisapp.db.refusals.meaning import Refusals
from gisapp.kernel.errors import Conflict

VISITORS: Refusals = {
    "visitor_allowance_limit": lambda _: Conflict(
        "visitor.no_limit",
        "规则库里没有访客限量的条目，暂不能办理。请管理员在“系统设置·规则库”补充后重试。",
        message_en="The rulebook has no limit for visitors; an administrator must add it first.",
    ),
}
