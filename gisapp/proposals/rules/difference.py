"""草案与在册情况的差异：新增、变更、仅界线、仅规划条件、注销；字段前后对照；面积平衡。"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import shapely

from gisapp.kernel.area import m2_to_mu, round_half_up
from gisapp.kernel.plot_fields import CONDITION_FIELDS
from gisapp.proposals.rules.fields import PAPERS
from gisapp.proposals.rules.net import FinalPlot, NetResult
from gisapp.proposals.terms import DifferenceClass

_EXACT_DEGREES = 1e-10


def differences_of(net: NetResult, conditions: Mapping[int, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """逐宗说明变了什么. `conditions` are the planning conditions now in force by plot id; areas in ㎡, planar."""
    told = [_final(final, net, conditions) for final in net.finals]
    followers: dict[int, list[str]] = {}
    for final in net.finals:
        for plot_id in final.ancestors:
            followers.setdefault(plot_id, []).append(final.shape["plot_no"])
    groups = {plot_id: group.number for group in net.groups for plot_id in group.before}
    for plot_id in net.leaving:
        base = net.bases[plot_id]
        told.append(
            {
                "class": str(DifferenceClass.RETIRED),
                "key": str(plot_id),
                "plot_id": plot_id,
                "shape_id": None,
                "plot_no": base["plot_no"],
                "from_nos": [],
                "to_nos": followers.get(plot_id, []),
                "area_before_m2": base["area_planar_m2"],
                "area_after_m2": None,
                "fields": [],
                "group": groups[plot_id],
            }
        )
    order = [str(one) for one in DifferenceClass]
    return sorted(told, key=lambda row: (row["group"], order.index(row["class"]), row["plot_no"]))


def moved(final: FinalPlot, base: Mapping[str, Any]) -> bool:
    """Return whether the boundary differs from the one taken up, to the last stored digit; where a ring begins is no difference."""
    drawn, held = shapely.normalize(_shape(final.shape)), shapely.normalize(_shape(base))
    return not shapely.equals_exact(drawn, held, _EXACT_DEGREES)


def papers_changed(final: FinalPlot, base: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the fields of the papers that differ, old and new as text."""
    fields = [_field("plot_no", base["plot_no"], final.shape["plot_no"])]
    held: Mapping[str, Any] = base["attributes"] or {}
    fields += [_field(name, held.get(name), final.shape["attributes"].get(name)) for name in PAPERS]
    return [field for field in fields if field is not None]


def area_balance(net: NetResult, tolerance_m2: float) -> dict[str, Any]:
    """面积平衡：前、后、差额；只有分割、合并、调整、条件变更的一组应守恒. In ㎡ and 亩 (four decimals)."""
    groups: list[dict[str, Any]] = []
    finals: dict[int, list[FinalPlot]] = {}
    for final in net.finals:
        finals.setdefault(final.group, []).append(final)
    for group in net.groups:
        left = finals.get(group.number, [])
        before = _sum(net.bases[plot]["area_planar_m2"] for plot in group.before)
        after = _sum(final.shape["area_planar_m2"] for final in left)
        groups.append(
            {
                "group": group.number,
                "from_nos": [net.bases[plot]["plot_no"] for plot in group.before],
                "to_nos": [final.shape["plot_no"] for final in left],
                "keeps_ground": group.keeps_ground,
                **_line(before, after),
                "is_kept": not group.keeps_ground or abs(after - before) <= Decimal(str(tolerance_m2)),
            }
        )
    whole_before, whole_after = _sum(row["before_m2"] for row in groups), _sum(row["after_m2"] for row in groups)
    return {"tolerance_m2": tolerance_m2, "groups": groups, **_line(whole_before, whole_after)}


def _final(final: FinalPlot, net: NetResult, conditions: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    shape = final.shape
    wanted: Mapping[str, Any] | None = shape["conditions"]
    if final.plot_id is None:
        kind, before = DifferenceClass.NEW, None
        fields = [_field(name, None, shape["attributes"].get(name)) for name in PAPERS]
        fields += [] if wanted is None else [_field(name, None, wanted.get(name)) for name in CONDITION_FIELDS]
        told = [field for field in fields if field is not None]
    else:
        base = net.bases[final.plot_id]
        before = base["area_planar_m2"]
        papers = papers_changed(final, base)
        held = conditions.get(final.plot_id, {})
        laid = [] if wanted is None else [_field(name, held.get(name), wanted.get(name)) for name in CONDITION_FIELDS]
        laid = [field for field in laid if field is not None]
        kind = _class(moved(final, base), bool(papers), bool(laid))
        told = [*papers, *laid]
    return {
        "class": str(kind),
        "key": final.key,
        "plot_id": final.plot_id,
        "shape_id": shape["id"],
        "plot_no": shape["plot_no"],
        "from_nos": [net.bases[plot]["plot_no"] for plot in final.ancestors],
        "to_nos": [],
        "area_before_m2": before,
        "area_after_m2": shape["area_planar_m2"],
        "fields": told,
        "group": final.group,
    }


def _class(moved_: bool, papers: bool, conditions: bool) -> DifferenceClass:
    if not (moved_ or papers or conditions):
        return DifferenceClass.UNCHANGED
    if moved_ and not papers and not conditions:
        return DifferenceClass.GEOMETRY_ONLY
    if conditions and not moved_ and not papers:
        return DifferenceClass.CONDITIONS_ONLY
    return DifferenceClass.CHANGED


def _field(name: str, old: Any, new: Any) -> dict[str, Any] | None:
    before, after = _text(old), _text(new)
    return None if before == after else {"field": name, "old": before, "new": after}


def _text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    try:
        number = Decimal(str(value))
    except ArithmeticError:
        return str(value)
    # numbers of papers (GB codes) keep their zeros; a figure is the same figure with fewer decimals
    return format(number.normalize(), "f") if "." in str(value) else str(value)


def _shape(row: Mapping[str, Any]) -> Any:
    return shapely.from_wkb(bytes(row["wkb"]))


def _sum(values: Any) -> Decimal:
    return sum((Decimal(value) for value in values), Decimal(0))


def _line(before: Decimal, after: Decimal) -> dict[str, Any]:
    return {
        "before_m2": before,
        "after_m2": after,
        "difference_m2": after - before,
        "before_mu": round_half_up(m2_to_mu(before), 4),
        "after_mu": round_half_up(m2_to_mu(after), 4),
        "difference_mu": round_half_up(m2_to_mu(after - before), 4),
    }


def classes_of(difference: Sequence[Mapping[str, Any]]) -> dict[DifferenceClass, int]:
    """Return how many plots fall into each class."""
    return Counter(DifferenceClass(row["class"]) for row in difference)
