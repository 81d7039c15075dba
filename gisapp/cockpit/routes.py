"""The leaders' desk over HTTP: figures, the list of each, why it is so, and the goal simulator."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from fastapi import Depends, Query

from gisapp.api.deps import AsOfDep, SessionDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.cockpit import schemas
from gisapp.cockpit.cockpit import explain_figure, read_cockpit, read_figure_list
from gisapp.cockpit.goal_choices import GoalQuestion, simulate_goal

router = Router(prefix="/api/cockpit", tags=["cockpit"])

Reader = Annotated[Principal, Depends(require(Permission.COCKPIT_READ))]
Parks = Annotated[str | None, Query(max_length=400, description="park codes, comma separated; none = all")]
Keys = Annotated[str | None, Query(max_length=4000, description="keys of candidates, comma separated")]


@router.get("")
def cockpit(session: SessionDep, principal: Reader, as_of: AsOfDep, park: Parks = None) -> schemas.Cockpit:
    """Every figure on a day, over the parks asked for and park by park."""
    return schemas.Cockpit(**read_cockpit(session, principal, as_of, _parts(park)))


@router.get("/figures/{figure}/list")
def figure_list(
    figure: str,
    session: SessionDep,
    principal: Reader,
    as_of: AsOfDep,
    park: Parks = None,
    age: Annotated[str | None, Query(max_length=20, description="one band of age: idle_age:y1, case_age:d90 …")] = None,
) -> schemas.FigureList:
    """The rows that a figure is; their sum is the figure."""
    found = read_figure_list(session, principal, as_of, figure, _parts(park), age)
    items = [schemas.ListItem(**{name: row[name] for name in schemas.ListItem.model_fields}) for row in found["items"]]
    return schemas.FigureList(**{**found, "items": items})


@router.get("/explain/{figure}")
def explain(
    figure: str, session: SessionDep, principal: Reader, as_of: AsOfDep, park: Parks = None
) -> schemas.Explanation:
    """Why a figure is what it is: definition, formula with its numbers, inputs, source, article, age of the data."""
    return schemas.Explanation(**explain_figure(session, principal, as_of, figure, _parts(park)))


@router.get("/goal")
def goal(
    session: SessionDep,
    principal: Reader,
    as_of: AsOfDep,
    target_m2: Annotated[Decimal, Query(ge=0, le=1_000_000_000_000, description="area to be freed, ㎡")],
    kind: Annotated[str | None, Query(max_length=60, description="kinds of candidates, comma separated")] = None,
    park: Parks = None,
    pinned: Keys = None,
    excluded: Keys = None,
) -> schemas.GoalResult:
    """Which cases to close first to free an area with the least work, and the greedy choice beside it."""
    asked = GoalQuestion(
        target_m2=target_m2,
        parks=_parts(park),
        pinned=frozenset(_parts(pinned)),
        excluded=frozenset(_parts(excluded)),
    )
    if kind:
        asked = GoalQuestion(target_m2, _parts(kind), asked.parks, asked.pinned, asked.excluded)
    return schemas.GoalResult(**simulate_goal(session, principal, as_of, asked))


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())
