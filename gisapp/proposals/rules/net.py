"""草案的净结果：各项操作依次做完，最后有哪些地块、从哪些在册地块来、哪些在册地块不再存在。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gisapp.proposals.terms import LineageKind

KEEPING_GROUND = frozenset({"split", "merge", "adjust", "conditions"})
SHARED_CORNERS = "shared_corners"
"""What drawing puts into neighbours: corners on a straight side. The outline stays, so it keeps ground, and is held to it."""
_LINEAGE = {"split": LineageKind.SPLIT, "merge": LineageKind.MERGE, "adjust": LineageKind.ADJUST}


@dataclass(frozen=True, slots=True)
class FinalPlot:
    """A plot as the proposal leaves it. `plot_id` None = new; `ancestors` are plots of the register, by id; `kinds` what led to it."""

    shape: Mapping[str, Any]
    plot_id: int | None
    ancestors: tuple[int, ...]
    kinds: frozenset[str]
    group: int

    @property
    def key(self) -> str:
        """The name of the plot in findings: the id of the register's plot, or `shape:ID` for a new one."""
        return f"shape:{self.shape['id']}" if self.plot_id is None else str(self.plot_id)


@dataclass(frozen=True, slots=True)
class Group:
    """Plots that hang together by operations: what was there, and whether the ground is to stay the same."""

    number: int
    before: tuple[int, ...]
    keeps_ground: bool


@dataclass(frozen=True, slots=True)
class NetResult:
    """What a proposal comes to. `bases` = the register's plots as they were taken up; `leaving` = those that end."""

    finals: tuple[FinalPlot, ...]
    bases: Mapping[int, Mapping[str, Any]]
    leaving: tuple[int, ...]
    groups: tuple[Group, ...]
    touched_by: Mapping[int, frozenset[str]]


def net_result(operations: Sequence[Mapping[str, Any]]) -> NetResult:
    """Return what remains when the operations are done in order; removed and failed ones do nothing."""
    made: dict[int, tuple[frozenset[int], frozenset[str]]] = {}
    bases: dict[int, Mapping[str, Any]] = {}
    kinds_of: dict[int, frozenset[str]] = {}
    links = _Groups()
    live: dict[int, Mapping[str, Any]] = {}
    for operation in operations:
        if operation["is_removed"] or operation["is_failed"]:
            continue
        kind = str(operation["kind"])
        done = "adjust" if kind == "change" and operation.get("method") == SHARED_CORNERS else kind
        node = ("operation", int(operation["id"]))
        links.add(node, done)
        sources: list[tuple[frozenset[int], frozenset[str]]] = []
        for parent in operation["parents"]:
            if parent["plot_id"] is not None:
                bases[parent["plot_id"]] = parent
                links.join(node, ("plot", parent["plot_id"]))
                sources.append((frozenset({parent["plot_id"]}), frozenset[str]()))
            else:
                live.pop(parent["shape_id"], None)
                links.join(node, ("shape", parent["shape_id"]))
                sources.append(made.get(parent["shape_id"], (frozenset[int](), frozenset[str]())))
        for index, shape in enumerate(row for row in operation["shapes"] if row["is_live"]):
            # an adjusted boundary may take ground from each of the others, so all of them are ancestors
            one = kind in ("change", "conditions")
            of = [sources[index]] if one else sources
            ancestors = frozenset[int]().union(*(source[0] for source in of)) if of else frozenset[int]()
            kinds = frozenset({done}).union(*(source[1] for source in of)) if of else frozenset({done})
            made[shape["id"]] = (ancestors, kinds)
            live[shape["id"]] = shape
            links.join(node, ("shape", shape["id"]))
        for plot_id in {ancestor for source in sources for ancestor in source[0]}:
            kinds_of[plot_id] = kinds_of.get(plot_id, frozenset[str]()) | {done}
    numbers, kinds_in = links.numbers(), links.kinds()
    finals = tuple(
        FinalPlot(shape, shape["plot_id"], tuple(sorted(made[key][0])), made[key][1], numbers[("shape", key)])
        for key, shape in live.items()
    )
    before: dict[int, list[int]] = {}
    for plot in bases:
        before.setdefault(numbers[("plot", plot)], []).append(plot)
    staying = {final.plot_id for final in finals}
    groups = tuple(
        Group(
            number,
            tuple(sorted(before.get(number, ()))),
            kinds_in.get(number, frozenset()) <= KEEPING_GROUND,
        )
        for number in sorted(set(numbers.values()))
    )
    return NetResult(finals, bases, tuple(sorted(set(bases) - staying)), groups, kinds_of)  # type: ignore[arg-type]


def lineage_kind(kinds: frozenset[str]) -> LineageKind:
    """Return how a plot came from its ancestors: one kind of operation, or several of them together."""
    if kinds & {"change", "new", "retire"}:
        return LineageKind.CHANGE
    told = kinds & frozenset(_LINEAGE)
    return _LINEAGE[next(iter(told))] if len(told) == 1 else LineageKind.REDIVIDE


class _Groups:
    """Which operations hang together, by union of what they share."""

    def __init__(self) -> None:
        self._parent: dict[tuple[str, int], tuple[str, int]] = {}
        self._kinds: dict[tuple[str, int], str] = {}

    def add(self, node: tuple[str, int], kind: str) -> None:
        self._parent.setdefault(node, node)
        self._kinds[node] = kind

    def join(self, one: tuple[str, int], other: tuple[str, int]) -> None:
        self._parent.setdefault(other, other)
        first, second = self._root(one), self._root(other)
        if first != second:
            self._parent[max(first, second)] = min(first, second)

    def numbers(self) -> dict[tuple[str, int], int]:
        roots = {node: self._root(node) for node in self._parent}
        order = {root: index for index, root in enumerate(dict.fromkeys(roots.values()), start=1)}
        return {node: order[root] for node, root in roots.items()}

    def kinds(self) -> dict[int, frozenset[str]]:
        """Return by number of a group what was done in it."""
        numbers = self.numbers()
        told: dict[int, frozenset[str]] = {}
        for node, kind in self._kinds.items():
            told[numbers[node]] = told.get(numbers[node], frozenset[str]()) | {kind}
        return told

    def _root(self, node: tuple[str, int]) -> tuple[str, int]:
        while self._parent[node] != node:
            node = self._parent[node]
        return node
