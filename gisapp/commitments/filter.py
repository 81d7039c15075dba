"""The filters of the ledger of promises as query parameters, shared by list, rates and export."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from gisapp.commitments.commitments import CommitmentFilter
from gisapp.commitments.terms import TallyColumn
from gisapp.kernel.bounds import Id
from gisapp.kernel.errors import Invalid
from gisapp.preparation.standard_terms import CommitmentState, ObligationKind, Obligor

Listed = Annotated[str | None, Query(max_length=400, description="values separated by commas")]
NONE = "-"


def get_commitment_filter(
    park: Listed = None,
    industry: Annotated[str | None, Query(max_length=400, description="codes; - = none recorded")] = None,
    year: Listed = None,
    officer: Annotated[str | None, Query(max_length=400, description="names; - = nobody")] = None,
    kind: Listed = None,
    obligor: Listed = None,
    contract: Id | None = None,
    plot: Id | None = None,
    q: Annotated[
        str | None, Query(max_length=100, description="part of contract, plot, enterprise or obligation")
    ] = None,
    tally: Listed = None,
    state: Listed = None,
    is_open: bool | None = None,
    act_until: date | None = None,
) -> CommitmentFilter:
    years = _parts(year)
    if years is not None and not all(one.isdigit() and len(one) == 4 for one in years):
        raise Invalid(
            "commitment.year_malformed", "年份应为四位数字，请重新选择。", message_en="A year has four digits."
        )
    return CommitmentFilter(
        parks=_parts(park),
        industries=_or_none(industry),
        years=None if years is None else [int(one) for one in years],
        officers=_or_none(officer),
        kinds=_known(kind, ObligationKind.values()),
        obligors=_known(obligor, Obligor.values()),
        contract_id=contract,
        plot_id=plot,
        q=q,
        tallies=_known(tally, TallyColumn.values()),
        states=_known(state, CommitmentState.values()),
        is_open=is_open,
        act_until=act_until,
    )


def _parts(text: str | None) -> list[str] | None:
    return [part.strip() for part in (text or "").split(",") if part.strip()] or None


def _or_none(text: str | None) -> list[str] | None:
    parts = _parts(text)
    return None if parts is None else ["" if part == NONE else part for part in parts]


def _known(text: str | None, values: tuple[str, ...]) -> list[str] | None:
    parts = _parts(text)
    unknown = [part for part in parts or () if part not in values]
    if unknown:
        raise Invalid(
            "commitment.unknown_choice",
            f"查询条件“{unknown[0]}”不在可选范围内，请重新选择。",
            message_en=f"{unknown[0]!r} is not one of the choices.",
        )
    return parts


CommitmentFilterDep = Annotated[CommitmentFilter, Depends(get_commitment_filter)]
