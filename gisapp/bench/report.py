"""Answers what was measured: figures beside their floors, ratios against their targets, as text, JSON and Markdown."""

from __future__ import annotations

import os
import platform
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement. `value` None: not measured, and `note` says why."""

    part: str
    name: str
    unit: str
    value: float | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ratio:
    """Our figure over a floor, or a floor over ours where less is better; `target` is what the brief asks for."""

    part: str
    name: str
    value: float
    target: float
    at_least: bool = True

    @property
    def met(self) -> bool:
        return self.value >= self.target if self.at_least else self.value <= self.target


@dataclass(slots=True)
class Report:
    """Everything one run found out."""

    conditions: dict[str, str] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    ratios: list[Ratio] = field(default_factory=list)

    def add(self, part: str, name: str, unit: str, value: float | None, note: str = "") -> None:
        figure = Figure(part, name, unit, value, note)
        self.figures.append(figure)
        print(f"  {part:<10} {name:<44} {written(figure)}", flush=True)

    def value(self, part: str, name: str) -> float | None:
        return next((item.value for item in self.figures if (item.part, item.name) == (part, name)), None)

    def compare(self, part: str, name: str, value: float, target: float, *, at_least: bool = True) -> None:
        ratio = Ratio(part, name, value, target, at_least)
        self.ratios.append(ratio)
        print(
            f"  {part:<10} {name:<44} {value:.2f} × ({_wanted(ratio)}: {'met' if ratio.met else 'MISSED'})", flush=True
        )

    def as_json(self) -> dict[str, object]:
        return {
            "conditions": self.conditions,
            "figures": [asdict(figure) for figure in self.figures],
            "ratios": [{**asdict(ratio), "met": ratio.met} for ratio in self.ratios],
        }

    def as_markdown(self) -> str:
        lines = ["| what | measured |", "|---|---|"]
        lines += [f"| {figure.part}: {figure.name} | {written(figure)} |" for figure in self.figures]
        lines += ["", "| ratio | value | target | |", "|---|---|---|---|"]
        lines += [
            f"| {ratio.part}: {ratio.name} | {ratio.value:.2f} | {_wanted(ratio)} | {'met' if ratio.met else 'missed'} |"
            for ratio in self.ratios
        ]
        lines += ["", "; ".join(f"{key}: {value}" for key, value in self.conditions.items()) + "."]
        return "\n".join(lines) + "\n"


def written(figure: Figure) -> str:
    if figure.value is None:
        return f"– ({figure.note})"
    number = f"{figure.value:,.0f}" if figure.value >= 100 else f"{figure.value:,.2f}"
    return f"{number} {figure.unit}" + (f" ({figure.note})" if figure.note else "")


def _wanted(ratio: Ratio) -> str:
    return f"{'≥' if ratio.at_least else '≤'} {ratio.target:g}"


def machine() -> dict[str, str]:
    """What the figures depend on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GB",
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }
