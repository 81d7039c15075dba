"""One demo zone for all tests of this folder: it is made once, pure and without a database."""

from __future__ import annotations

import pytest

from gisapp.demo.records import DemoPlot, DemoZone
from gisapp.demo.zone import make_zone


@pytest.fixture(scope="session")
def zone() -> DemoZone:
    return make_zone()


@pytest.fixture(scope="session")
def live(zone: DemoZone) -> list[DemoPlot]:
    """Plots with a boundary in force today."""
    return [plot for plot in zone.plots if plot.current]
