"""原地块的字段到结果地块上怎么办：沿用、加序号、按面积分摊、清空。一张表，分割、合并、调整共用界线都照它办；有几种办法的，可逐项操作另选。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from gisapp.proposals.terms import FieldPolicy, OperationKind

_C, _D, _N, _X = FieldPolicy.COPY, FieldPolicy.DIVIDE, FieldPolicy.NUMBER, FieldPolicy.CLEAR
_K = OperationKind

# field → what happens when a plot is split, when several become one, when a boundary moves
POLICIES: Mapping[str, tuple[FieldPolicy, FieldPolicy, FieldPolicy]] = {
    # the lots of one plot are told apart by more than their numbers
    "plot_name": (_N, _C, _C),
    "area_surveyed_m2": (_D, _D, _X),
    "parcel_no": (_X, _X, _C),
    "real_estate_unit_no": (_X, _X, _C),
    "supervision_no": (_X, _X, _C),
    "address": (_C, _C, _C),
    "land_use_scheme": (_C, _C, _C),
    "land_use_code": (_C, _C, _C),
    "land_use_words": (_C, _C, _C),
    # facts of their own tables, written when the proposal is published
    "conditions": (_C, _C, _C),
    "land_control": (_C, _C, _C),
    "servicing": (_C, _C, _C),
    "supply": (_C, _C, _C),
    "development": (_C, _C, _C),
    "compliance": (_C, _C, _C),
    "servicing_facts": (_C, _C, _C),
    "holders": (_C, _D, _C),
    "offer_terms": (_X, _X, _C),
}
# what may be chosen instead, operation by operation, where plots are divided or become one
CHOICES: Mapping[str, tuple[FieldPolicy, ...]] = {
    "plot_name": (_N, _C, _X),
    "area_surveyed_m2": (_D, _X),
    "address": (_C, _X),
}
CHOSEN_AT = frozenset({_K.SPLIT, _K.MERGE})
NAME_LENGTH = 200
PAPERS = (
    "plot_name", "area_surveyed_m2", "parcel_no", "real_estate_unit_no", "supervision_no", "address", "land_use_scheme", "land_use_code",
    "land_use_words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ParentFields:
    """What a parent says of itself, and its planar area in ㎡."""

    values: Mapping[str, Any]
    area_m2: Decimal


def may_choose(field: str, policy: FieldPolicy, kind: OperationKind) -> bool:
    """Return whether an operation of this kind may treat a field in this way."""
    return kind in CHOSEN_AT and policy in CHOICES.get(field, ()) and not (policy is _N and kind is _K.MERGE)


def policy_of(field: str, kind: OperationKind) -> FieldPolicy:
    """Return what happens to a field; a new plot has no parents, and conditions alone leave every other field as it is."""
    split, merge, moved = POLICIES[field]
    if kind is _K.SPLIT:
        return split
    if kind is _K.MERGE:
        return merge
    if kind is _K.CONDITIONS:
        return FieldPolicy.COPY
    return moved


def inherit_fields(
    kind: OperationKind,
    parents: Sequence[ParentFields],
    area_m2: Decimal,
    typed: Mapping[str, Any],
    *,
    ordinal: int = 1,
    goes_on: bool = False,
    chosen: Mapping[str, FieldPolicy] | None = None,
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """结果地块的证载字段：另行填写的优先，其余按表沿用、分摊或清空；各原地块说法不一的一律清空，不替人选择.

    Returns the values and, per field, what was done: `{field: {"policy": …, "value": …}}`. Divided areas are in ㎡ with two
    decimals; a part whose parent has no surveyed area gets none. `area_m2` is the planar area of the result, `ordinal` its place
    among the results; one that goes on being the parent (`goes_on`) keeps its name. `chosen` goes before the table.
    """
    values: dict[str, Any] = {}
    told: dict[str, dict[str, Any]] = {}
    for field in PAPERS:
        if field in typed:
            values[field], done = typed[field], FieldPolicy.TYPED
        elif not parents:
            continue
        else:
            policy = (chosen or {}).get(field, policy_of(field, kind))
            if policy is FieldPolicy.NUMBER and goes_on:
                policy = FieldPolicy.COPY
            values[field], done = _inherit(field, policy, parents, area_m2, ordinal)
        told[field] = {"policy": str(done), "value": None if values[field] is None else str(values[field])}
    return {field: value for field, value in values.items() if value is not None}, told


def _inherit(
    field: str, policy: FieldPolicy, parents: Sequence[ParentFields], area_m2: Decimal, ordinal: int
) -> tuple[Any, FieldPolicy]:
    held = [parent.values.get(field) for parent in parents]
    if policy is FieldPolicy.CLEAR or all(value is None for value in held):
        return None, FieldPolicy.CLEAR
    if policy is FieldPolicy.DIVIDE:
        whole = sum((parent.area_m2 for parent in parents), Decimal(0))
        if any(value is None for value in held) or whole <= 0:
            return None, FieldPolicy.CLEAR
        share = sum((Decimal(str(value)) for value in held), Decimal(0)) * area_m2 / whole
        return share.quantize(Decimal("0.01"), ROUND_HALF_UP), FieldPolicy.DIVIDE
    first = held[0]
    if any(value != first for value in held):
        return None, FieldPolicy.CLEAR
    if policy is FieldPolicy.NUMBER:
        suffix = f"（{ordinal}）"
        return str(first)[: NAME_LENGTH - len(suffix)] + suffix, policy
    return first, FieldPolicy.COPY
