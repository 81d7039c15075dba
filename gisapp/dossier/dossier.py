"""One plot, one file (一地一档): what each concept knows of a plot on a day, put side by side."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.contracts.contracts import contract_of_plot
from gisapp.land.plots import find_plot
from gisapp.land.terms import AXIS_TERMS, Stage, StateAxis
from gisapp.parties.parties import parties_of_plot


def read_dossier(
    session: Session, principal: Principal, plot_id: int, as_of: date, known_at: datetime | None = None
) -> dict[str, Any]:
    """Return the dossier of a plot on a day, its facts as known at an instant (None: now); without an account only a published plot's published fields.

    404 when there is none for the caller, 410 with the successors when it was retired before that day.
    """
    facts = find_plot(session, principal, plot_id, as_of, known_at)
    facts["as_of"] = as_of
    if not principal.is_staff:
        return facts  # the route's schema for the public lets published fields through and no others
    facts["why"] = explain_stage(facts)
    facts["parties"] = parties_of_plot(session, plot_id, as_of, known_at)
    facts["contract"] = contract_of_plot(session, plot_id, as_of, known_at)
    return facts


# Which axis decides the stage, in the order in which plot_stage (SQL) asks.
_DECIDED_BY = {
    "idle_suspected": "compliance",
    "idle_determined": "compliance",
    "disposing": "compliance",
    "reused": "compliance",
    "stopped": "development",
    "in_use": "development",
    "building": "development",
    "allocated": "supply",
    "on_offer": "supply",
    "announced": "supply",
    "prepared": "supply",
    "raw": "supply",
}


def explain_stage(facts: dict[str, Any]) -> dict[str, Any]:
    """Answer why the plot has its colour: which of the independent states decides, since when, on what source."""
    axis = _DECIDED_BY[facts["stage"]]
    term = AXIS_TERMS[axis](facts[axis])
    since = facts["axes"].get(axis, {}).get("since")
    source = facts["axes"].get(axis, {}).get("source")
    stage = Stage(facts["stage"])
    axis_term = StateAxis(axis)
    dated = f"，自{since:%Y年%-m月%-d日}起" if since else ""
    return {
        "axis": axis,
        "since": since,
        "source": source,
        "message_zh": f"综合阶段为“{stage.label_zh}”，由{axis_term.label_zh}“{term.label_zh}”决定{dated}。"
        + (f"依据：{source}。" if source else ""),
        "message_en": f"Stage “{stage.label_en}” follows from {axis_term.label_en.lower()} “{term.label_en}”"
        + (f" since {since:%Y-%m-%d}." if since else "."),
    }
