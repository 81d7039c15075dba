"""新地块从原地块承接哪些事实：状态、权利人、配套、规划条件，按声明的字段政策办，各原地块不一致的不替人选择。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Any

UNKNOWN_STATE: Mapping[str, str] = {
    "land_control": "unknown",
    "servicing": "unknown",
    "supply": "not_ready",
    "development": "not_applicable",
    "compliance": "not_applicable",
}
_STEP = Decimal("0.000001")


def inherit_state(states: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """各原地块状态一致的沿用，不一致或未知的为“未知/未纳入”."""
    told: dict[str, str] = {}
    for axis, unknown in UNKNOWN_STATE.items():
        held = {state[axis] for state in states}
        told[axis] = held.pop() if len(held) == 1 and None not in held else unknown
    return told


def inherit_holders(
    parts: Sequence[tuple[Decimal, Sequence[Mapping[str, Any]]]],
) -> list[dict[str, Any]]:
    """权利人份额按来源面积分摊；有一部分没有登记权利人的一律不承接，以免份额之和不为一.

    `parts` are (ground in ㎡ from one ancestor, its parties). Shares have six decimals; what rounding leaves goes to the largest.
    """
    whole = sum((area for area, _ in parts), Decimal(0))
    if whole <= 0:
        return []
    told: list[dict[str, Any]] = []
    for role in ("holder", "occupant", "tenant"):
        of_role = [(area, [row for row in rows if row["role"] == role]) for area, rows in parts]
        if not of_role or any(not rows for _, rows in of_role):
            continue
        shares: dict[int, Decimal] = {}
        for area, rows in of_role:
            for row in rows:
                shares[row["party_id"]] = (
                    shares.get(row["party_id"], Decimal(0)) + Decimal(str(row["share"])) * area / whole
                )
        rounded = {party: max(share.quantize(_STEP, ROUND_DOWN), _STEP) for party, share in shares.items()}
        target = sum(shares.values(), Decimal(0)).quantize(_STEP)
        largest = max(sorted(rounded), key=lambda party: rounded[party])
        rounded[largest] += target - sum(rounded.values(), Decimal(0))
        told += [{"party_id": party, "role": role, "share": share} for party, share in rounded.items()]
    return told


def inherit_servicing(parts: Sequence[Sequence[Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """各原地块状态相同的配套沿用（容量不沿用，须重新核实）；不同的不承接."""
    told: list[dict[str, Any]] = []
    for utility in sorted({row["utility"] for rows in parts for row in rows}):
        held = [next((row for row in rows if row["utility"] == utility), None) for rows in parts]
        known = [row for row in held if row is not None]
        if len(known) == len(held) and len({row["status"] for row in known}) == 1:
            told.append({**known[0]})
    return told


def inherit_conditions(parts: Sequence[Mapping[str, Any] | None]) -> dict[str, Any] | None:
    """各原地块规划条件相同的沿用；不同或没有的不承接."""
    if not parts or any(part is None for part in parts):
        return None
    first = dict(parts[0] or {})
    return first if all(dict(part or {}) == first for part in parts) else None
