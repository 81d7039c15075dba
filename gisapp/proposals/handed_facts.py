"""What new plots take over from their ancestors when a proposal is published: holders, servicing, planning conditions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from gisapp.db.history import days
from gisapp.db.sql_file import load
from gisapp.db.tables.party import PlotPartyRow
from gisapp.db.tables.plot import PlanningConditionRow, ServicingFactRow
from gisapp.kernel.plot_fields import CONDITION_FIELDS
from gisapp.proposals.check import Verdict
from gisapp.proposals.published_plot import PublishedPlot
from gisapp.proposals.rules.handing_down import inherit_conditions, inherit_holders, inherit_servicing


def write_handed_facts(
    session: Session, verdict: Verdict, written: Sequence[PublishedPlot], day: date, source: str, document: str | None
) -> None:
    """Write the facts of new plots by the declared policy (`rules/fields.py`); plots that go on keep their own untouched."""
    new = [one for one in written if one.final.plot_id is None and one.final.ancestors]
    if not new:
        return
    ancestors = sorted({plot for one in new for plot in one.final.ancestors})
    parties, servicing = defaultdict[int, list[Any]](list), defaultdict[int, list[Any]](list)
    for row in session.execute(load("proposals/publish_facts"), {"plot_ids": ancestors, "day": day}).mappings():
        (parties if row["fact"] == "holder" else servicing)[row["plot_id"]].append(row["values"])
    conditions = {
        row["plot_id"]: {name: row[name] for name in CONDITION_FIELDS}
        for row in session.execute(load("proposals/conditions"), {"plot_ids": ancestors, "as_of": day}).mappings()
    }
    told = {"source": source, "valid": days(day)}
    holders: list[dict[str, Any]] = []
    utilities: list[dict[str, Any]] = []
    laid: list[dict[str, Any]] = []
    for one in new:
        from_plots = one.final.ancestors
        parts = [(verdict.shares[(plot, one.final.shape["id"])], parties[plot]) for plot in from_plots]
        holders += [{"plot_id": one.plot_id, **row, **told, "document": document} for row in inherit_holders(parts)]
        utilities += [
            {"plot_id": one.plot_id, **row, "source": row["source"], "observed_on": date.fromisoformat(row["observed_on"]), "valid": days(day)}
            for row in inherit_servicing([servicing[plot] for plot in from_plots])
        ]  # fmt: skip
        if one.final.shape["conditions"] is None:
            held = inherit_conditions([conditions.get(plot) for plot in from_plots])
            laid += [] if held is None else [{"plot_id": one.plot_id, **held, **told}]
    for table, rows in ((PlotPartyRow, holders), (ServicingFactRow, utilities), (PlanningConditionRow, laid)):
        if rows:
            session.execute(insert(table), rows)
