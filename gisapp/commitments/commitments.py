"""How the promises of the zone stand on a day: the ledger, its tally, the rate of promises kept, what is due; all from one set."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import Field
from sqlalchemy import RowMapping
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.commitments.rules.fulfilment import Tally
from gisapp.commitments.rules.schedule import Obligation, duty_label_en
from gisapp.commitments.terms import DueGroup, RateBy, TallyColumn
from gisapp.db.sql_file import compose
from gisapp.kernel.bounds import Id, Year
from gisapp.kernel.errors import Invalid, NotFound
from gisapp.kernel.filter import Filter, Listed, Words, like, listed
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.rules.indicator_values import promised_zh
from gisapp.preparation.standard_terms import CommitmentState, ObligationKind, Obligor

ORDERS = {
    "due_on": "due_on, contract_no, obligation_key",
    "-due_on": "due_on desc, contract_no, obligation_key",
    "act_by": "act_by nulls last, due_on, contract_no, obligation_key",
    "-late_days": "late_days desc, due_on, contract_no, obligation_key",
    "late_days": "late_days, due_on, contract_no, obligation_key",
    "plot_no": "plot_no, due_on, obligation_key",
    "-plot_no": "plot_no desc, due_on, obligation_key",
    "contract_no": "contract_no, due_on, obligation_key",
    "-contract_no": "contract_no desc, due_on, obligation_key",
    "party": "party_name_zh, contract_no, due_on, obligation_key",
    "-party": "party_name_zh desc, contract_no, due_on, obligation_key",
    "state": "state, due_on, contract_no, obligation_key",
    "-state": "state desc, due_on, contract_no, obligation_key",
}
DEFAULT_ORDER = "act_by"
NONE = "-"
"""How the address asks for what has no industry, no officer."""

EVERYTHING = 100_000


class CommitmentFilter(Filter):
    """Which obligations are asked for; None does not filter.

    `tallies`, `states`, `is_open` and `act_until` narrow the list, never the tally that the list is a part of.
    """

    parks: Listed[str] = listed("park", "park codes")
    industries: Listed[str] = listed("industry", "codes of GB/T 4754, - = none recorded")
    years: Listed[Year] = listed("year", "years in which they are due")
    officers: Listed[str] = listed("officer", "names, - = nobody")
    kinds: Listed[ObligationKind] = listed("kind")
    obligors: Listed[Obligor] = listed("obligor")
    contract_id: Id | None = Field(default=None, validation_alias="contract")
    plot_id: Id | None = Field(default=None, validation_alias="plot")
    q: Words | None = Field(default=None, description="part of contract, plot, enterprise or obligation")
    tallies: Listed[TallyColumn] = listed("tally")
    states: Listed[CommitmentState] = listed("state")
    is_open: bool | None = None
    act_until: date | None = None

    def parameters(self, principal: Principal, as_of: date) -> dict[str, Any]:
        """Return the bound parameters of commitments/commitment_filtered, and of the list over it, for this caller and day."""
        given = self.bound()
        for name in ("industries", "officers"):
            given[name] = given[name] and ["" if one == NONE else one for one in given[name]]
        return {**given, "q": like(self.q), "as_of": as_of, **visible_parks(principal)}


def count_commitments(session: Session, principal: Principal, as_of: date, wanted: CommitmentFilter) -> Tally:
    """Return the tally of the filtered obligations: due = kept + late + broken + waived + not yet due."""
    statement = compose("commitments/commitment_filtered", "commitments/commitment_tally")
    return _tally(session.execute(statement, wanted.parameters(principal, as_of)).mappings().one())


def list_commitments(
    session: Session,
    principal: Principal,
    as_of: date,
    wanted: CommitmentFilter,
    *,
    order: str = DEFAULT_ORDER,
    limit: int = EVERYTHING,
    offset: int = 0,
) -> tuple[int, list[dict[str, Any]]]:
    """Return how many obligations there are and one page of them; the count is that of the list, in the columns asked for."""
    if order not in ORDERS:
        raise Invalid(
            "commitment.sort_unknown",
            f"不能按“{order}”排序，请从列表中选择。",
            message_en=f"The list cannot be sorted by {order!r}.",
        )
    statement = compose("commitments/commitment_filtered", "commitments/commitment_page", order_by=ORDERS[order])
    parameters = wanted.parameters(principal, as_of) | {"limit": limit, "offset": offset}
    rows = [as_item(row) for row in session.execute(statement, parameters).mappings()]
    total = rows[0]["total"] if rows else 0
    if not rows and offset:
        total, _ = list_commitments(session, principal, as_of, wanted, order=order, limit=1)
    return total, rows


def rates_of(
    session: Session, principal: Principal, as_of: date, wanted: CommitmentFilter, by: RateBy
) -> list[dict[str, Any]]:
    """Return the tally and the rate of promises kept for each park, industry, year due or officer; together they are the whole."""
    statement = compose("commitments/commitment_filtered", "commitments/commitment_rates")
    rows = session.execute(statement, wanted.parameters(principal, as_of) | {"by": str(by)}).mappings()
    return [
        {"key": row["key"], "label_zh": row["label_zh"], "label_en": row["label_en"], **tally_parts(_tally(row))}
        for row in rows
    ]


def due_commitments(
    session: Session,
    principal: Principal,
    as_of: date,
    *,
    within_days: int = 30,
    wanted: CommitmentFilter | None = None,
) -> list[dict[str, Any]]:
    """Return the open obligations about which something has to happen by `as_of` + `within_days`, the most urgent first.

    Each has its `group`: overdue, today, within a week, within the rest.
    """
    narrowed = (wanted or CommitmentFilter()).model_copy(
        update={"is_open": True, "act_until": as_of + timedelta(days=within_days)}
    )
    _, rows = list_commitments(session, principal, as_of, narrowed, order="act_by")
    return [{**row, "group": due_group(row["act_by"], as_of)} for row in rows]


def due_group(act_by: date, as_of: date) -> DueGroup:
    """Tell how urgent a day is, seen from `as_of`."""
    days = (act_by - as_of).days
    if days < 0:
        return DueGroup.OVERDUE
    if days == 0:
        return DueGroup.TODAY
    return DueGroup.WEEK if days <= 7 else DueGroup.MONTH


def find_commitment(session: Session, principal: Principal, contract_id: int, key: str, as_of: date) -> dict[str, Any]:
    """Return one obligation as it stands on a day (404 where the contract has none then, or outside the caller's parks)."""
    _, rows = list_commitments(session, principal, as_of, CommitmentFilter(contract_id=contract_id))
    found = next((row for row in rows if row["obligation_key"] == key), None)
    if found is None:
        raise NotFound(
            "commitment.not_found",
            "这一天没有这项义务（合同未签订、已终止或条款已变更），或您没有查看权限。请核对日期后从列表中选择。",
            message_en="There is no such obligation on that day, or not for you.",
        )
    return found


def obligation_of(row: dict[str, Any]) -> Obligation:
    """Return the obligation of a row of the set as the rules see it."""
    return Obligation(
        key=row["obligation_key"],
        kind=ObligationKind(row["kind"]),
        obligor=Obligor(row["obligor"]),
        due_on=row["due_on"],
        label_zh=row["label_zh"],
        basis=row["basis"],
        indicator=None if row["indicator"] is None else Indicator(row["indicator"]),
        direction=None if row["direction"] is None else Direction(row["direction"]),
        target=None if row["target"] is None else Fraction(row["target"]),
        amount_yuan=row["amount_yuan"],
    )


def as_item(row: RowMapping) -> dict[str, Any]:
    """Return a row of the ledger with its promise in words."""
    item = dict(row)
    item["target_zh"] = target_zh(item["indicator"], item["direction"], item["target"])
    item["label_en"] = duty_label_en(obligation_of(item))
    return item


def target_zh(indicator: str | None, direction: str | None, target: Decimal | None) -> str | None:
    """Return the promised value as papers write it; None for an obligation that is only a day."""
    if indicator is None or direction is None or target is None:
        return None
    return promised_zh(Indicator(indicator), Direction(direction), Fraction(target))


def tally_parts(found: Tally) -> dict[str, Any]:
    rate = found.kept_rate
    return {
        "due": found.due,
        "kept": found.kept,
        "late": found.late,
        "broken": found.broken,
        "waived": found.waived,
        "not_yet_due": found.not_yet_due,
        "late_open": found.late_open,
        "kept_rate": None if rate is None else float(rate),
    }


def _tally(row: RowMapping) -> Tally:
    return Tally(
        due=row["due"],
        kept=row["kept"],
        late=row["late"],
        broken=row["broken"],
        waived=row["waived"],
        not_yet_due=row["not_yet_due"],
        late_open=row["late_open"],
    )
