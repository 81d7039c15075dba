"""`gisapp bench`: measurements, each beside the floor it is compared with; in a private database of its own."""

from __future__ import annotations

from collections.abc import Sequence

from gisapp.settings import Settings
from gisapp.startup.data_folder import choose_data_folder


def bench(settings: Settings, arguments: Sequence[str]) -> None:
    """Hand the arguments on; results and the measured database lie in `bench` in the data folder."""
    from gisapp.bench.command import bench as measure

    measure(settings.model_copy(update={"data_dir": choose_data_folder(settings)}), arguments)
