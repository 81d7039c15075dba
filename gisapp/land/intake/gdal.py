"""What reading through GDAL has in common: what counts as broken, what it says on the way, and heights."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
import shapely
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, GeometryError

from gisapp.api.scratch import without_place
from gisapp.land.intake.issue_log import IssueLog

BROKEN = (DataSourceError, DataLayerError, FeatureError, GeometryError)


@contextmanager
def heard(kind: str, what_zh: str, log: IssueLog) -> Iterator[None]:
    """Write down what GDAL remarks while it reads `what_zh`; nothing when reading fails, which has a sentence of its own."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        yield
    for text in sorted({without_place(str(one.message)) for one in said}):
        log.info(f"{kind}.reader_said", f"读取{what_zh}时有提示，请在预览中核对。", value=text)


@contextmanager
def quiet() -> Iterator[None]:
    """For looking at what is read as well, and `heard` then."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def say_heights(info: Mapping[str, Any], log: IssueLog) -> None:
    kind = str(info.get("geometry_type"))
    if " Z" in kind or kind.startswith(("2.5D", "3D")):
        log.info("geometry.height_dropped", "图形带有高程（Z），入库只用平面坐标。")


def shapes_of(blobs: Any) -> np.ndarray:
    """Return the shapes of WKB as delivered, None where it is none; what is not finite is left to the checks."""
    with np.errstate(invalid="ignore"):
        return np.asarray(shapely.from_wkb(np.asarray(blobs, dtype=object), on_invalid="ignore"), dtype=object)
