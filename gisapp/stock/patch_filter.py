"""The filters of the stock of land as query parameters, shared by list, ladder and files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Query

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.kernel.bounds import Id
from gisapp.kernel.errors import Invalid
from gisapp.stock.terms import StockClass, StockDetail

Listed = Annotated[str | None, Query(max_length=400, description="values separated by commas")]


@dataclass(frozen=True, slots=True)
class PatchFilter:
    """Which patches are asked for; None does not filter."""

    parks: Sequence[str] | None = None
    classes: Sequence[str] | None = None
    details: Sequence[str] | None = None
    origins: Sequence[str] | None = None
    is_decided: bool | None = None
    plot_id: int | None = None
    ids: Sequence[int] | None = None
    q: str | None = None

    def parameters(self, principal: Principal, as_of: date) -> dict[str, Any]:
        """Return the bound parameters of stock/patch_filtered for this caller and day."""
        return {
            "as_of": as_of,
            "parks": _list(self.parks),
            "classes": _list(self.classes),
            "details": _list(self.details),
            "origins": _list(self.origins),
            "decided": self.is_decided,
            "plot_id": self.plot_id,
            "ids": _list(self.ids),
            "q": None
            if not self.q
            else "%" + self.q.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%",
            **visible_parks(principal),
        }


def get_patch_filter(
    park: Listed = None,
    stock_class: Listed = None,
    detail: Listed = None,
    origin: Listed = None,
    is_decided: bool | None = None,
    plot: Id | None = None,
    q: Annotated[str | None, Query(max_length=100, description="part of plot number, name or reason")] = None,
) -> PatchFilter:
    return PatchFilter(
        parks=_parts(park),
        classes=_known(stock_class, StockClass.values()),
        details=_known(detail, StockDetail.values()),
        origins=_known(origin, ("plot", "part", "ground", "undrawn")),
        is_decided=is_decided,
        plot_id=plot,
        q=q,
    )


def _list(values: Sequence[Any] | None) -> list[Any] | None:
    return None if values is None else list(values)


def _parts(text: str | None) -> list[str] | None:
    return [part.strip() for part in (text or "").split(",") if part.strip()] or None


def _known(text: str | None, values: Sequence[str]) -> list[str] | None:
    parts = _parts(text)
    if parts is not None and not set(parts) <= set(values):
        raise Invalid("stock.filter_unknown", "筛选条件不在列表中，请重新选择。", message_en="Choose from the list.")
    return parts


PatchFilterDep = Annotated[PatchFilter, Depends(get_patch_filter)]
