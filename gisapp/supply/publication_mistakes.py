"""误发布: days on which a site stood in the public window by mistake leave the window's past too; the officers' past keeps them, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from psycopg2.extras import DateRange
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.kernel.dates import day_zh
from gisapp.kernel.errors import Conflict


def hide_mistake(
    session: Session, principal: Principal, site: Mapping[str, Any], *, since: date, until: date, reason: str
) -> None:
    """Take the days from `since` to the day before `until` out of the public past of a site, which is withdrawn from `until` on.

    `site`: its number (site_id), plot, park and zone. Conflict (409) where days of it are hidden already.
    """
    hidden = session.execute(
        text("select lower(days) from publication_mistake where site_id = :id and days && daterange(:since, :until)"),
        {"id": site["site_id"], "since": since, "until": until},
    ).scalar()
    if hidden is not None:
        raise Conflict(
            "publication.already_mistake",
            f"自{day_zh(hidden)}起的公开已登记为误发布，公众窗口不再显示，不必重复登记。",
            message_en=f"The publication since {hidden} is on record as a mistake already; the public window does not show it.",
        )
    session.execute(
        text(
            "insert into publication_mistake (zone_id, park_id, site_id, days, reason, recorded_by_name)"
            " values (:zone, :park, :site, :days, :reason, :by)"
        ),
        {
            "zone": site["zone_id"],
            "park": site["park_id"],
            "site": site["site_id"],
            "days": DateRange(since, until),
            "reason": reason.strip(),
            "by": principal.name,
        },
    )
    record_event(
        session,
        principal,
        EventTag.PUBLICATION_MISTAKE,
        subject="publication",
        subject_id=site["site_id"],
        plot_id=site["plot_id"],
        park_id=site["park_id"],
        zone_id=site["zone_id"],
        changes={"public_days": {"old": f"{since.isoformat()} – {until.isoformat()}", "new": None}},
        reason=reason,
    )


def mistake_reason(session: Session, site_id: int, day: date | None) -> str | None:
    """Return why the publication of a site on a day was a mistake; None where it was none."""
    return session.execute(
        text("select reason from publication_mistake where site_id = :id and days @> cast(:day as date)"),
        {"id": site_id, "day": day},
    ).scalar()
