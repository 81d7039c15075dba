"""Which rows a caller may see: the only place that turns a principal into SQL parameters.

Every read that is limited by park binds `:park_ids` and `:all_parks`, and writes
`(:all_parks or park_id = any(:park_ids))`; every read that the public shares binds `:is_staff`.
"""

from __future__ import annotations

from typing import Any

from gisapp.auth.principal import Principal
from gisapp.kernel.errors import Forbidden


def visible_parks(principal: Principal) -> dict[str, Any]:
    """Return the bound parameters that limit rows to what the principal may see."""
    return {
        "all_parks": principal.park_ids is None,
        "park_ids": list(principal.park_ids or ()),
        "is_staff": principal.is_staff,
    }


def may_touch_park(principal: Principal, park_id: int) -> bool:
    return principal.park_ids is None or park_id in principal.park_ids


def ensure_may_touch_park(principal: Principal, park_id: int, park_name: str) -> None:
    """Refuse an act on a park that is not the caller's (403)."""
    if not may_touch_park(principal, park_id):
        raise Forbidden(
            "auth.park_out_of_scope",
            f"{park_name}不在您的管辖范围内，请联系管理员调整园区权限。",
            message_en="This park is outside your scope; ask the administrator.",
        )
