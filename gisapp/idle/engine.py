"""The engine on recorded facts: what the land of a contract is on a day, past or future, by the rulebook of that day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy.orm import Session

from gisapp.idle.development_facts import load_facts
from gisapp.idle.rules.identification import Identification, identify_idle_land
from gisapp.idle.rules.limits import idle_limits
from gisapp.kernel.errors import NotFound
from gisapp.rulebook.rulebook import load_rulebook


def identify_contract(
    session: Session, contract_id: int, as_of: date, *, known_at: datetime | None = None
) -> Identification:
    """Return the engine's answer for one contract on a day; 404 for one that is not signed by then. No rights inside.

    `known_at` = by the facts and the rulebook as they were known at that instant.

    RulebookEntryMissing for a day before the order was in force (1 July 2012).
    """
    found = identify_contracts(session, [contract_id], as_of, known_at=known_at)
    if contract_id not in found:
        raise NotFound(
            "idle.contract_not_signed",
            "该日还没有这份合同，无法认定是否闲置。请核对合同和日期。",
            message_en="There is no such contract on that day.",
        )
    return found[contract_id]


def identify_contracts(
    session: Session, contract_ids: Collection[int], as_of: date, *, known_at: datetime | None = None
) -> dict[int, Identification]:
    """Return the answer for each of these contracts that was signed by then; one rulebook and one load for all."""
    facts = load_facts(session, contract_ids, as_of, known_at=known_at)
    if not facts:
        return {}
    limits = idle_limits(load_rulebook(session, known_at), as_of)
    return {contract_id: identify_idle_land(one, limits, as_of) for contract_id, one in facts.items()}
