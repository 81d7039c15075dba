"""The filters of the plot list as parameters of an address, shared by list, statistics and exports."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query

from gisapp.api.deps import KnownDep
from gisapp.land.plots import PlotFilter, PlotQuestion


def get_plot_filter(asked: Annotated[PlotQuestion, Query()], known_at: KnownDep) -> PlotFilter:
    return PlotFilter(**dict(asked), known_at=known_at)


PlotFilterDep = Annotated[PlotFilter, Depends(get_plot_filter)]
