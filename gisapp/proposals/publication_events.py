"""Every plot that a publication touched gets its own event, in the words of a plot registered, revised or retired by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.tables.audit import AuditEventRow
from gisapp.proposals.check import Verdict
from gisapp.proposals.published_plot import PublishedPlot


def write_events(
    session: Session,
    principal: Principal,
    held: Mapping[str, Any],
    verdict: Verdict,
    written: Sequence[PublishedPlot],
    day: date,
) -> None:
    """Append one event per plot: {field: {old, new}} as text, with the proposal's number as the reason and its paper."""
    by_key = {row["key"]: row for row in verdict.difference}
    events = []
    for one in written:
        row = by_key[one.final.key]
        if row["class"] == "unchanged":
            continue
        changes = {field["field"]: {"old": field["old"], "new": field["new"]} for field in row["fields"]}
        if one.final.plot_id is None:
            tag = EventTag.PLOT_REGISTER
            changes["plot_no"] = {"old": "、".join(row["from_nos"]) or None, "new": row["plot_no"]}
            changes["valid_from"] = {"old": None, "new": day.isoformat()}
        elif row["class"] == "conditions_only":
            tag = EventTag.CONDITIONS_REVISE
        else:
            tag = EventTag.PLOT_BOUNDARY_REVISE
            old = verdict.net.bases[one.final.plot_id]["base_version_no"]
            changes["geometry"] = {"old": f"第{old}版", "new": f"第{one.version_no}版"}
        events.append((tag, one.plot_id, changes))
    for plot_id in verdict.net.leaving:
        followers = "、".join(by_key[str(plot_id)]["to_nos"]) or None
        changes = {"valid_to": {"old": None, "new": day.isoformat()}, "successors": {"old": None, "new": followers}}
        events.append((EventTag.PLOT_RETIRE, plot_id, changes))
    rows = [
        {
            "actor_id": principal.account_id,
            "actor_name": principal.name,
            "tag": str(tag),
            "subject": "plot",
            "subject_id": plot_id,
            "changes": changes,
            "zone_id": held["zone_id"],
            "park_id": held["park_id"],
            "plot_id": plot_id,
            "reason": f"草案{held['proposal_no']}：{held['title_zh']}",
            "document": held["document"],
            "request_id": session.info.get("request_id"),
        }
        for tag, plot_id, changes in events
    ]
    if rows:
        session.execute(insert(AuditEventRow), rows)
