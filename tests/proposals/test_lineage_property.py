"""Random sequences of splits, merges and moved boundaries against a real database: no orphan, no cycle, no ground lost."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.proposals.drafts import ShapeDraft
from gisapp.proposals.lineage import read_lineage, resolve_number
from gisapp.proposals.publishing import publish_proposal
from gisapp.proposals.review import submit_proposal
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.builders.proposal import TODAY, a_person, a_proposal, an_operation, outline
from tests.harness.examples import examples

FREE = {"supply": "not_ready", "development": "not_applicable", "compliance": "not_applicable"}
FIRST = date(2026, 1, 5)
WHOLE = (100, 100, 600, 400)

Pieces = dict[str, tuple[float, float]]
"""Strips side by side by number: from and to in metres east."""

ACT = st.tuples(st.sampled_from(["split", "merge", "adjust"]), st.integers(0, 10), st.floats(0.3, 0.7))


def strip(west: float, east: float):
    return outline(shapely.box(west, 100, east, 500))


def draw(
    db: Session,
    who,
    proposal: int,
    act: str,
    at: int,
    share: float,
    pieces: Pieces,
    ids: dict[str, int],
    made: list[str],
) -> bool:
    """Draw one act on strips that this proposal has not touched yet; False where there is none."""
    order = sorted((number for number in pieces if number not in made), key=lambda number: pieces[number])
    pairs = [(a, b) for a, b in pairwise(order) if abs(pieces[a][1] - pieces[b][0]) < 1e-6]
    if act == "split":
        wide = [number for number in order if pieces[number][1] - pieces[number][0] > 60]
        if not wide:
            return False
        number = wide[at % len(wide)]
        west, east = pieces.pop(number)
        cut = round(west + (east - west) * share, 3)
        new = [f"N{len(ids) + len(made) + 1}", f"N{len(ids) + len(made) + 2}"]
        an_operation(
            db,
            who,
            proposal,
            "split",
            [ids[number]],
            [ShapeDraft(strip(west, cut), new[0]), ShapeDraft(strip(cut, east), new[1])],
        )
        pieces[new[0]], pieces[new[1]] = (west, cut), (cut, east)
        made += new
        return True
    if not pairs:
        return False
    first, second = pairs[at % len(pairs)]
    (west, _), (_, east) = pieces[first], pieces[second]
    if act == "merge":
        new_no = f"N{len(ids) + len(made) + 1}"
        an_operation(db, who, proposal, "merge", [ids[first], ids[second]], [ShapeDraft(strip(west, east), new_no)])
        del pieces[first], pieces[second]
        pieces[new_no] = (west, east)
        made.append(new_no)
        return True
    cut = round(west + (east - west) * share, 3)
    an_operation(
        db,
        who,
        proposal,
        "adjust",
        [ids[first], ids[second]],
        [ShapeDraft(strip(west, cut)), ShapeDraft(strip(cut, east))],
    )
    pieces[first], pieces[second] = (west, cut), (cut, east)
    made += [first, second]
    return True


@settings(max_examples=examples(12), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(st.lists(ACT, min_size=1, max_size=3), min_size=1, max_size=4))
def test_ground_neither_appears_nor_disappears_and_no_plot_is_an_orphan(db: Session, rounds):
    with db.begin_nested() as nothing_stays:
        park = a_park(db, code="P8")
        planner, officer = a_person(db), a_person(db, "officer", Role.OFFICER)
        first = a_plot(db, park, "N0", box=WHOLE, **FREE)
        pieces: Pieces = {"N0": (100.0, 700.0)}
        ids = {"N0": first}
        day = FIRST
        for acts in rounds:
            proposal = a_proposal(db, park, planner, effective_on=day)
            made: list[str] = []
            if not [True for act, at, share in acts if draw(db, planner, proposal, act, at, share, pieces, ids, made)]:
                continue
            submit_proposal(db, planner, proposal, today=TODAY)
            publish_proposal(db, officer, proposal, today=TODAY)
            db.execute(text("set constraints all immediate"))
            db.execute(text("set constraints all deferred"))
            rows = db.execute(
                text(
                    "select plot_no, plot_id from plot_version where zone_id = :z and upper_inf(recorded) and upper_inf(valid)"
                ),
                {"z": park.zone_id},
            )
            ids |= {row.plot_no: row.plot_id for row in rows}
            day += timedelta(days=7)
        live = db.execute(
            text(
                "select plot_no, area_planar_m2, plot_id from plot_version where zone_id = :z and upper_inf(recorded) and upper_inf(valid)"
            ),
            {"z": park.zone_id},
        ).all()
        assert {row.plot_no for row in live} == set(pieces)
        assert abs(sum((row.area_planar_m2 for row in live), Decimal(0)) - 240_000) < 1
        for row in live:
            graph = read_lineage(db, officer, row.plot_id, TODAY)
            if row.plot_no != "N0":
                assert any(edge["from_plot_id"] == first for edge in graph["edges"]), "an orphan"
            assert all(
                edge["changed_on"] > node["began_on"]
                for edge in graph["edges"]
                for node in graph["nodes"]
                if (node["plot_id"], node["version_no"]) == (edge["from_plot_id"], edge["from_version_no"])
            ), "a walk could come back"
        for number in ids:
            told = resolve_number(db, officer, number, TODAY)
            assert told["is_live"] or told["successors"], f"{number} leads nowhere"
        nothing_stays.rollback()
