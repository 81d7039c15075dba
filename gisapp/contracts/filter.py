"""The filters of the list of contracts as query parameters, shared by list and export."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query

from gisapp.contracts.queries import ContractFilter
from gisapp.contracts.terms import ContractProgress, ContractState
from gisapp.kernel.bounds import Id
from gisapp.kernel.errors import Invalid
from gisapp.supply.listing_terms import ListingMethod

Listed = Annotated[str | None, Query(max_length=400, description="values separated by commas")]


def get_contract_filter(
    park: Listed = None,
    industry: Annotated[
        str | None, Query(max_length=400, description="codes of GB/T 4754; one takes all below it")
    ] = None,
    method: Listed = None,
    year: Annotated[str | None, Query(max_length=400, description="years of signing")] = None,
    state: Listed = None,
    progress: Listed = None,
    overdue: bool | None = None,
    plot: Id | None = None,
    q: Annotated[str | None, Query(max_length=100, description="part of contract, plot, enterprise or project")] = None,
) -> ContractFilter:
    years = _parts(year)
    if years is not None and not all(one.isdigit() and len(one) == 4 for one in years):
        raise Invalid("contract.year_malformed", "年份应为四位数字，请重新选择。", message_en="A year has four digits.")
    return ContractFilter(
        parks=_parts(park),
        industries=_parts(industry),
        methods=_known(method, ListingMethod.values()),
        years=None if years is None else [int(one) for one in years],
        states=_known(state, ContractState.values()),
        progresses=_known(progress, ContractProgress.values()),
        overdue=overdue,
        plot_id=plot,
        q=q,
    )


def _parts(text: str | None) -> list[str] | None:
    return [part.strip() for part in (text or "").split(",") if part.strip()] or None


def _known(text: str | None, values: tuple[str, ...]) -> list[str] | None:
    parts = _parts(text)
    unknown = [part for part in parts or () if part not in values]
    if unknown:
        raise Invalid(
            "contract.unknown_choice",
            f"查询条件“{unknown[0]}”不在可选范围内，请重新选择。",
            message_en=f"{unknown[0]!r} is not one of the choices.",
        )
    return parts


ContractFilterDep = Annotated[ContractFilter, Depends(get_contract_filter)]
