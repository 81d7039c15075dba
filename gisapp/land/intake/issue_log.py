"""The log every intake phase writes to: what is wrong or worth knowing, in which row, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gisapp.kernel.finding import Finding, Severity
from gisapp.land.intake.storable_text import storable

VALUE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Issue:
    """One remark on a file: `row` counts features (parcels) from 1, `line` counts lines of a text file, None means the whole file.

    `point` is lon, lat in EPSG:4490.
    """

    code: str
    severity: Severity
    message_zh: str
    fix_zh: str = ""
    row: int | None = None
    field: str | None = None
    value: str | None = None
    line: int | None = None
    point: tuple[float, float] | None = None


@dataclass(slots=True)
class IssueLog:
    """Collects the issues of one file in the order in which the phases found them."""

    items: list[Issue] = field(default_factory=list)

    def error(self, code: str, message_zh: str, fix_zh: str = "", **where: object) -> None:
        self._add(code, Severity.ERROR, message_zh, fix_zh, where)

    def warning(self, code: str, message_zh: str, fix_zh: str = "", **where: object) -> None:
        self._add(code, Severity.WARNING, message_zh, fix_zh, where)

    def info(self, code: str, message_zh: str, fix_zh: str = "", **where: object) -> None:
        self._add(code, Severity.INFO, message_zh, fix_zh, where)

    def _add(self, code: str, severity: Severity, message_zh: str, fix_zh: str, where: dict[str, object]) -> None:
        value = where.pop("value", None)
        text = None if value is None else storable(str(value)[:VALUE_LENGTH])
        self.items.append(Issue(code, severity, storable(message_zh), fix_zh, value=text, **where))  # type: ignore[arg-type]

    def add_finding(self, finding: Finding, *, row: int | None, field: str | None = None) -> None:
        """Record what a rule found; a point geometry of the finding becomes the place to look at."""
        point = None
        if finding.geometry and finding.geometry.get("type") == "Point":
            lon, lat = finding.geometry["coordinates"][:2]
            point = (lon, lat) if abs(lon) <= 360 and abs(lat) <= 90 else None
        prefix = f"第 {row} 行：" if row is not None else ""
        self.items.append(
            Issue(
                finding.code, finding.severity, prefix + finding.message_zh, finding.fix_zh, row, field,
                None if finding.measured is None else finding.measured[:VALUE_LENGTH], None, point,
            )
        )  # fmt: skip

    def rows_with_errors(self) -> set[int]:
        return {item.row for item in self.items if item.row is not None and item.severity is Severity.ERROR}

    @property
    def file_has_errors(self) -> bool:
        """Tell whether something stops the whole file, not only single rows."""
        return any(item.row is None and item.severity is Severity.ERROR for item in self.items)

    def worst_by_row(self) -> dict[int, Severity]:
        worst: dict[int, Severity] = {}
        for item in self.items:
            if item.row is not None and (item.row not in worst or item.severity.rank > worst[item.row].rank):
                worst[item.row] = item.severity
        return worst

    def codes(self, row: int | None = None) -> list[str]:
        return [item.code for item in self.items if row is None or item.row == row]

    def extend(self, issues: Iterable[Issue]) -> None:
        self.items.extend(issues)

    def __iter__(self) -> Iterator[Issue]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)
