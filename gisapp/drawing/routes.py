"""The drawing desk over HTTP: the ground of a proposal, acts (shown or done), what is under the pen, traverses."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query

from gisapp.api.deps import ClockDep, SessionDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.drawing import schemas
from gisapp.drawing.bodies import read_how
from gisapp.drawing.commands import Act, PenLeft, draw
from gisapp.drawing.ground import read_box, show_ground
from gisapp.drawing.sketches import find_sketch, forget_sketch, keep_sketch
from gisapp.drawing.terms import DrawingAct
from gisapp.drawing.traverses import compute_traverse
from gisapp.kernel.bounds import Id
from gisapp.proposals.drafts import ParentRef

router = Router(prefix="/api", tags=["drawing"])

Reader = Annotated[Principal, Depends(require(Permission.PROPOSAL_READ))]
Editor = Annotated[Principal, Depends(require(Permission.PROPOSAL_EDIT))]
Box = Annotated[str, Query(max_length=120, description="west,south,east,north in degrees")]


@router.get("/proposals/{proposal_id}/ground")
def ground(
    proposal_id: Id, bbox: Box, principal: Reader, session: SessionDep, clock: ClockDep
) -> list[schemas.GroundPlotAnswer]:
    """Plots as the proposal would have them in a box, with all digits: what one snaps to and draws on."""
    found = show_ground(session, principal, proposal_id, read_box(bbox), clock.today())
    return [schemas.GroundPlotAnswer(**row) for row in found]


@router.post("/proposals/{proposal_id}/drawing")
def act(
    proposal_id: Id, body: schemas.ActBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.ActAnswer:
    """Split, merge, move, set back … in a proposal: the server does the geometry. A refused act keeps its line and says why."""
    wanted = Act(
        act=DrawingAct(body.act),
        on=tuple(ParentRef(one.plot_id, one.shape_id, one.version_no) for one in body.on),
        how=read_how(body.how),
        plot_nos=tuple(body.plot_nos),
        attributes=body.attributes.model_dump(exclude_unset=True),
        continues=body.continues,
        note_zh=body.note_zh,
    )
    done = draw(
        session,
        principal,
        proposal_id,
        wanted,
        clock.today(),
        dry_run=body.dry_run,
        expected_version=body.expected_version,
        pen=PenLeft(body.sketch.content, body.sketch.expected_version) if body.sketch else None,
    )
    return schemas.ActAnswer(**done)


@router.get("/proposals/{proposal_id}/sketch")
def sketch(proposal_id: Id, principal: Editor, session: SessionDep) -> schemas.SketchAnswer | None:
    """What the caller was drawing in this proposal, on whatever machine; null where there is nothing."""
    found = find_sketch(session, principal, proposal_id)
    return schemas.SketchAnswer(**found) if found else None


@router.put("/proposals/{proposal_id}/sketch")
def sketch_keep(
    proposal_id: Id, body: schemas.SketchBody, principal: Editor, session: SessionDep
) -> schemas.SketchVersion:
    """Keep what is under the pen; 409 with the stored one when the same person draws on another machine."""
    version = keep_sketch(session, principal, proposal_id, body.content, expected_version=body.expected_version)
    return schemas.SketchVersion(version=version)


@router.delete("/proposals/{proposal_id}/sketch", status_code=204)
def sketch_forget(proposal_id: Id, principal: Editor, session: SessionDep) -> None:
    """Forget it."""
    forget_sketch(session, principal, proposal_id)


@router.post("/drawing/traverse")
def traverse(
    body: schemas.TraverseBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.TraverseAnswer:
    """Points of bearings and distances, with the misclosure and on request its distribution; nothing is stored."""
    parts: dict[str, Any] = body.model_dump()
    done = compute_traverse(session, clock.today(), parts["start"], parts["legs"], end=parts["end"], adjust=body.adjust)
    return schemas.TraverseAnswer(**done)
