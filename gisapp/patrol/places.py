"""Where the stops of a round are on a day, as far as the caller may see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.kernel.errors import NotFound


def find_places(session: Session, principal: Principal, plot_ids: Sequence[int], as_of: date) -> list[dict[str, Any]]:
    """Return a point inside each plot, in the order asked (404 when one of them is not there or not for the caller)."""
    parameters = {"as_of": as_of, "plot_ids": list(plot_ids), **visible_parks(principal)}
    found = {row["plot_id"]: dict(row) for row in session.execute(load("patrol/places"), parameters).mappings()}
    wanted = list(dict.fromkeys(plot_ids))
    if any(one not in found for one in wanted):
        raise NotFound(
            "patrol.plot_not_found",
            "所选地块中有的已注销，或您没有查看权限。请刷新列表后重选。",
            message_en="One of the plots is not there, or not for you.",
        )
    return [found[one] for one in wanted]
