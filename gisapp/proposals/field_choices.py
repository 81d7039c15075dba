"""What becomes of the parents' fields in one operation, chosen anew after it was drawn: names, surveyed areas, addresses."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from gisapp.audit.record import as_text, differences
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.tables.proposal import ProposalOperationRow, ProposalShapeRow
from gisapp.proposals.items import (
    bump,
    expect_operation,
    find_operation,
    forget_undone,
    policies_as_kept,
    refuse_policies,
    refuse_used,
)
from gisapp.proposals.proposals import lock_open, tell, touch
from gisapp.proposals.rules.fields import ParentFields, inherit_fields
from gisapp.proposals.terms import FieldPolicy, OperationKind


def choose_fields(
    session: Session,
    principal: Principal,
    proposal_id: int,
    operation_id: int,
    policies: Mapping[str, FieldPolicy],
    *,
    expected_version: int,
) -> dict[str, Any]:
    """Let the results of an operation take over fields as chosen and return the operation; shapes and typed values stay.

    400 for a way that the table does not offer, 409 when somebody changed the operation
    meanwhile or a later one goes on from its shapes.
    """
    held = lock_open(session, principal, proposal_id)
    stored = expect_operation(session, proposal_id, operation_id, expected_version)
    kind = OperationKind(stored["kind"])
    refuse_policies(kind, policies)
    # what goes on from these shapes has taken over their fields already
    refuse_used(session, operation_id, kept=0)
    parents = [ParentFields(dict(row["attributes"] or {}), row["area_planar_m2"]) for row in stored["parents"]]
    before, after = {}, {}
    for shape in (row for row in stored["shapes"] if row["is_live"]):
        typed = {
            name: shape["attributes"].get(name)
            for name, told in shape["policy"].items()
            if told["policy"] == str(FieldPolicy.TYPED)
        }
        attributes, policy = inherit_fields(
            kind,
            parents,
            Decimal(shape["area_planar_m2"]),
            typed,
            ordinal=shape["ordinal"],
            goes_on=shape["plot_id"] is not None,
            chosen=policies,
        )
        kept = {name: as_text(value) for name, value in attributes.items()}
        for name in sorted({*kept, *shape["attributes"]}):
            before[f"{shape['plot_no']}.{name}"] = shape["attributes"].get(name)
            after[f"{shape['plot_no']}.{name}"] = kept.get(name)
        session.execute(
            update(ProposalShapeRow).where(ProposalShapeRow.id == shape["id"]).values(attributes=kept, policy=policy)
        )
    parameters = {name: value for name, value in stored["parameters"].items() if name != "fields"}
    session.execute(
        update(ProposalOperationRow)
        .where(ProposalOperationRow.id == operation_id)
        .values(parameters={**parameters, **policies_as_kept(policies)})
    )
    forget_undone(session, proposal_id)
    bump(session, principal, operation_id)
    tell(session, principal, held, EventTag.PROPOSAL_DRAW, differences(before, after))
    touch(session, principal, proposal_id)
    return find_operation(session, proposal_id, operation_id)
