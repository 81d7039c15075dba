"""Writes accepted rows of a survey into the register, all rows in a handful of statements: one transaction, one event per plot.

The tables' own triggers check place and overlap again, once per statement, under the zone's lock: what changed since the dry run
is refused there and everything is undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.sql_file import load
from gisapp.kernel.errors import Conflict
from gisapp.land.plot_register import DEFAULT_STATE


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Which rows of which survey enter the register, from which day, on which paper."""

    survey_id: int
    rows: Sequence[int]
    valid_from: date
    source: str
    document: str | None


def write_rows(session: Session, principal: Principal, taken: Acceptance) -> None:
    """Write new plots and revisions; Conflict when a revised plot has changed since the dry run or is not live on the day."""
    parameters = {
        "survey_id": taken.survey_id,
        "rows": list(taken.rows),
        "valid_from": taken.valid_from,
        "source": taken.source,
        "document": taken.document,
        "actor_id": principal.account_id,
        "actor_name": principal.name,
        "request_id": session.info.get("request_id"),
        "register_tag": str(EventTag.PLOT_REGISTER),
        "revise_tag": str(EventTag.PLOT_BOUNDARY_REVISE),
        **DEFAULT_STATE,
    }
    _lock_revised(session, parameters)
    closed = list(session.execute(load("land/survey_accept_close"), parameters).scalars())
    # identities, then states, then boundaries: the map's read model is built once, when the boundaries come
    for step in ("identities", "states", "boundaries", "events"):
        session.execute(load(f"land/survey_accept_{step}"), {**parameters, "closed": closed})


def _lock_revised(session: Session, parameters: dict[str, object]) -> None:
    """Let nobody else change the plots that are revised, and refuse those that were changed since the dry run."""
    session.execute(
        text(
            "select pg_advisory_xact_lock(4491, (plot_id % 2147483647)::integer) from ("
            " select plot_id from survey_feature where survey_id = :survey_id and row_no = any(:rows) and action = 'revise' order by plot_id) p"
        ),
        parameters,
    )
    stale = session.execute(load("land/survey_accept_stale"), parameters).all()
    if stale:
        named = "、".join(row.plot_no for row in stale[:10]) + ("等" if len(stale) > 10 else "")
        raise Conflict(
            "survey.plots_changed_meanwhile",
            f"{len(stale)} 个地块（{named}）在检查之后有变更，或在该生效日期没有在册界线，未入库。请重新检查后再入库。",
            message_en="Some plots were changed since the dry run, or are not live on that day; run the check again.",
        )
