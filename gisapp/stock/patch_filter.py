"""Which patches of the stock are asked for; shared by list, ladder and files."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.kernel.bounds import Id
from gisapp.kernel.filter import Filter, Listed, Words, like, listed
from gisapp.stock.terms import StockClass, StockDetail


class PatchFilter(Filter):
    """Which patches are asked for; empty = all."""

    parks: Listed[str] = listed("park", "park codes")
    classes: Listed[StockClass] = listed("stock_class")
    details: Listed[StockDetail] = listed("detail")
    origins: Listed[Literal["plot", "part", "ground", "undrawn"]] = listed("origin")
    decided: bool | None = Field(default=None, validation_alias="is_decided")
    plot_id: Id | None = Field(default=None, validation_alias="plot")
    ids: Listed[Id] = listed(description="patches by id")
    q: Words | None = Field(default=None, description="part of plot number, name or reason")

    def parameters(self, principal: Principal, as_of: date) -> dict[str, Any]:
        """Return the bound parameters of stock/patch_filtered for this caller and day."""
        return {**self.bound(), "q": like(self.q), "as_of": as_of, **visible_parks(principal)}
