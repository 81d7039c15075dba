"""What is drawn before it is written: an operation with its parents and its shapes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from gisapp.proposals.terms import FieldPolicy, OperationKind


@dataclass(frozen=True, slots=True)
class ParentRef:
    """A plot of the register (`version_no` = the boundary that was seen, None = the newest) or a shape made earlier in the proposal."""

    plot_id: int | None = None
    shape_id: int | None = None
    version_no: int | None = None


@dataclass(frozen=True, slots=True)
class ShapeDraft:
    """A plot as it shall be, a MultiPolygon in EPSG:4490. `points` keeps survey coordinates as typed; `attributes` what was typed in.

    `continues_plot_id` names the parent whose identity it keeps (contracts and rights stay with it); moved boundaries and
    conditions keep theirs by themselves. An empty `plot_no` gets the parent's number with a suffix.
    """

    geometry: MultiPolygon
    plot_no: str = ""
    points: dict[str, Any] | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict[str, Any])
    conditions: Mapping[str, Any] | None = None
    continues_plot_id: int | None = None


@dataclass(frozen=True, slots=True)
class OperationDraft:
    """One act of drawing. With `failures` it came to nothing: the cut line and the reasons are kept, no shapes come of it.

    `policies`: what becomes of a field of the parents where that is not as the table says (`rules/fields.py`).
    `step_of` names the operation of the proposal with which it is one step, done and undone together.
    """

    kind: OperationKind
    parents: tuple[ParentRef, ...] = ()
    shapes: tuple[ShapeDraft, ...] = ()
    method: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict[str, Any])
    policies: Mapping[str, FieldPolicy] = field(default_factory=dict[str, FieldPolicy])
    cut_line: BaseGeometry | None = None
    failures: tuple[dict[str, Any], ...] = ()
    statement_zh: str = ""
    note_zh: str = ""
    step_of: int | None = None
