"""Lineage over HTTP: the graph around a plot as of a day, and what an old number stands for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query

from gisapp.api.deps import AsOfDep, SessionDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.proposals import schemas
from gisapp.proposals.lineage import read_lineage, resolve_number

router = Router(prefix="/api", tags=["proposals"])

Reader = Annotated[Principal, Depends(require(Permission.PLOT_READ))]


@router.get("/plots/{plot_id}/lineage")
def lineage(plot_id: Id, principal: Reader, session: SessionDep, as_of: AsOfDep) -> schemas.LineageAnswer:
    """Where the ground of a plot came from and where it went, up to a day."""
    return schemas.LineageAnswer(**read_lineage(session, principal, plot_id, as_of))


@router.get("/plot-numbers")
def number(
    principal: Reader, session: SessionDep, as_of: AsOfDep, plot_no: Annotated[str, Query(min_length=1, max_length=32)]
) -> schemas.NumberAnswer:
    """What a plot number stands for on a day; an old one answers with its successors and the day it ended."""
    return schemas.NumberAnswer(**resolve_number(session, principal, plot_no, as_of))
