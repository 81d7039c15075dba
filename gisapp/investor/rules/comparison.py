"""几块地并排比较：每一行一个方面，不同的标出，公认越好的标在前面的那块。"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEAST, MOST = 2, 4
"""How many sites can be read side by side on a page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one site says on one aspect: in words of both languages, and as a number where there is one (days as ordinals).

    `applies` false: the aspect is none of this site's, such as the rent of a plot; it is neither equal to others nor different.
    """

    words_zh: str
    words_en: str
    value: float | None = None
    applies: bool = True


@dataclass(frozen=True, slots=True)
class Aspect:
    """One row before it is compared. `better`: "low" or "high" where everybody would agree, "" where it depends on the project."""

    group_zh: str
    group_en: str
    key: str
    label_zh: str
    label_en: str
    cells: tuple[Cell, ...]
    better: str = ""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One row: whether the sites differ in it, and which of them lead (none where all are equal or it depends)."""

    aspect: Aspect
    differs: bool
    leading: tuple[int, ...]


def compare_aspects(aspects: Sequence[Aspect]) -> tuple[ComparedRow, ...]:
    """逐行比较；文字完全相同的不算不同，没有数的不参与领先."""
    return tuple(ComparedRow(item, _differs(item), _leading(item)) for item in aspects)


def _differs(item: Aspect) -> bool:
    return len({cell.words_zh for cell in item.cells if cell.applies}) > 1


def _leading(item: Aspect) -> tuple[int, ...]:
    if not item.better or not _differs(item):
        return ()
    known = [cell.value for cell in item.cells if cell.value is not None]
    if len(known) < LEAST or len(set(known)) == 1:
        return ()
    best = min(known) if item.better == "low" else max(known)
    return tuple(at for at, cell in enumerate(item.cells) if cell.value == best)
