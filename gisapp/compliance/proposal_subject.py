"""A proposal as what is held against the constraint areas: the ground of all plots that it would leave standing."""

from __future__ import annotations

from datetime import date
from typing import Any

import shapely
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.compliance.compliance_reports import Subject, subject_of_shape
from gisapp.compliance.terms import CheckSubject
from gisapp.kernel.errors import Invalid
from gisapp.kernel.union import union_of_areas
from gisapp.land.typed_shape import multi
from gisapp.proposals.proposals import find_proposal, read_parts
from gisapp.proposals.rules.net import net_result


def subject_of_proposal(session: Session, principal: Principal, proposal_id: int, as_of: date) -> Subject:
    """Return a proposal of the caller's parks with the ground it comes to (404 otherwise, 400 while it comes to no plot)."""
    found = find_proposal(session, principal, proposal_id, as_of)
    finals = net_result(read_parts(session, proposal_id)["operations"]).finals
    shapes: list[Any] = [shapely.from_wkb(bytes(final.shape["wkb"])) for final in finals]
    if not shapes:
        raise Invalid(
            "compliance.proposal_empty",
            "草案里还没有地块图形，无法审查。请先绘制或选入地块。",
            message_en="The proposal comes to no plot yet.",
        )
    ground = union_of_areas(shapes)
    title = f"{found['proposal_no']} {found['title_zh']}"
    return subject_of_shape(session, principal, multi(ground), title, as_of, kind=CheckSubject.PROPOSAL)
