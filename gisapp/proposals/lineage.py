"""Where ground came from and where it went: edges between boundaries are written at publication and walked for dossier and search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.db.tables.proposal import LineageEdgeRow
from gisapp.kernel.errors import NotFound
from gisapp.land.plots import ensure_visible
from gisapp.proposals.check import Verdict
from gisapp.proposals.published_plot import PublishedPlot
from gisapp.proposals.rules.ground import LEAST_SHARE
from gisapp.proposals.rules.net import lineage_kind
from gisapp.proposals.terms import LineageRelation


def write_lineage(
    session: Session, held: Mapping[str, Any], verdict: Verdict, written: Sequence[PublishedPlot], day: date
) -> None:
    """Write the edges of a publication; the database refuses those that lead backwards or lose ground."""
    moving = [one for one in written if one.version_no is not None and one.final.ancestors]
    # a plot whose papers alone changed has no new ground
    moving = [one for one in moving if one.final.kinds - {"conditions"}]
    keeps = {group.number: group.keeps_ground for group in verdict.net.groups}
    rows = [
        {
            "zone_id": held["zone_id"],
            "from_plot_id": plot,
            "from_version_no": verdict.net.bases[plot]["base_version_no"],
            "to_plot_id": one.plot_id,
            "to_version_no": one.version_no,
            "kind": str(lineage_kind(one.final.kinds)),
            "changed_on": day,
            "area_m2": verdict.shares[(plot, one.final.shape["id"])],
            "proposal_id": held["id"],
            "source": f"草案{held['proposal_no']}",
            "keeps_ground": keeps[one.final.group],
        }
        for one in moving
        for plot in one.final.ancestors
        if verdict.shares[(plot, one.final.shape["id"])] > LEAST_SHARE
    ]
    if rows:
        session.execute(insert(LineageEdgeRow), rows)


def read_lineage(session: Session, principal: Principal, plot_id: int, as_of: date) -> dict[str, Any]:
    """Return the graph around a plot as of a day: boundaries (plot, version) with number, days and area, and edges between them.

    Each boundary says what it is to the plot: itself, where it came from, what else came of that, where it went. 404 for a plot outside the caller's parks. Edges after the day are left out.
    """
    ensure_visible(session, principal, plot_id)
    parameters = {"id": plot_id, "as_of": as_of, **visible_parks(principal)}
    edges = [dict(row) for row in session.execute(load("proposals/lineage_edges"), parameters).mappings()]
    wanted = sorted({(row[f"{end}_plot_id"], row[f"{end}_version_no"]) for row in edges for end in ("from", "to")})
    nodes = session.execute(
        load("proposals/lineage_nodes"),
        {
            "plot_ids": [plot for plot, _ in wanted],
            "version_nos": [version for _, version in wanted],
            "as_of": as_of,
            **visible_parks(principal),
        },
    ).mappings()
    told = relations_of(edges, plot_id)
    return {
        "plot_id": plot_id,
        "nodes": [{**row, "relation": str(told[(row["plot_id"], row["version_no"])])} for row in nodes],
        "edges": edges,
    }


def relations_of(edges: Sequence[Mapping[str, Any]], plot_id: int) -> dict[tuple[int, int], LineageRelation]:
    """Return what every boundary at the edges is to a plot; one that is an origin and a sibling counts as the origin."""
    told: dict[tuple[int, int], LineageRelation] = {}
    for row in edges:
        for end, is_so, relation in (
            ("from", row["is_back"], LineageRelation.ORIGIN),
            ("to", row["is_ahead"], LineageRelation.SUCCESSOR),
        ):
            node = (row[f"{end}_plot_id"], row[f"{end}_version_no"])
            if node[0] == plot_id:
                told[node] = LineageRelation.OWN
            elif is_so:
                told[node] = relation
            else:
                told.setdefault(node, LineageRelation.SIBLING)
    return told


def resolve_number(session: Session, principal: Principal, plot_no: str, as_of: date) -> dict[str, Any]:
    """Return what a plot number stands for on a day: the live plot, or for an old number its successors and the day it ended.

    404 for a number that no plot of the caller's parks ever had.
    """
    parameters = {"plot_no": plot_no.strip(), "as_of": as_of, **visible_parks(principal)}
    rows = [dict(row) for row in session.execute(load("proposals/number_holders"), parameters).mappings()]
    if not rows:
        raise NotFound(
            "plot.number_unknown",
            f"没有编号为“{plot_no.strip()}”的地块，或您没有查看权限。请核对编号。",
            message_en=f"No plot has or had the number {plot_no.strip()}.",
        )
    found = rows[0]
    successors: list[dict[str, Any]] = []
    if not found["is_live"]:
        successors = [
            dict(row)
            for row in session.execute(
                load("land/plot_successors"), {"id": found["plot_id"], "as_of": as_of, **visible_parks(principal)}
            ).mappings()
        ]
    return {**found, "successors": successors}
