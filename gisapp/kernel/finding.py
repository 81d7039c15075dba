"""What a rule answers: a finding with a code, what was measured, what is required, on which basis, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a finding weighs: an error stops the act, a warning asks for a look, an info only tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        return {"info": 0, "warning": 1, "error": 2}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """One named answer of a rule.

    `code` is stable API: the screen shows the message, tests assert the code, the audit stores it.
    `geometry` is a GeoJSON mapping in EPSG:4490 (lon, lat) at the place to look at, where there is one.
    """

    code: str
    severity: Severity
    message_zh: str
    fix_zh: str = ""
    message_en: str = ""
    measured: str | None = None
    required: str | None = None
    basis: str | None = None
    geometry: dict[str, Any] | None = None
    fix_en: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as the JSON that the API and the audit carry; empty parts are left out."""
        parts = {
            "code": self.code,
            "severity": self.severity.value,
            "message_zh": self.message_zh,
            "message_en": self.message_en,
            "fix_zh": self.fix_zh,
            "fix_en": self.fix_en,
            "measured": self.measured,
            "required": self.required,
            "basis": self.basis,
            "geometry": self.geometry,
        }
        return {key: value for key, value in parts.items() if value not in (None, "")}


@dataclass(slots=True)
class Findings:
    """The findings of one check, in the order in which the rules spoke."""

    items: list[Finding] = field(default_factory=list[Finding])

    def add(self, finding: Finding | None) -> None:
        if finding is not None:
            self.items.append(finding)

    def extend(self, findings: Iterable[Finding]) -> None:
        self.items.extend(findings)

    @property
    def has_errors(self) -> bool:
        return any(item.severity is Severity.ERROR for item in self.items)

    @property
    def worst(self) -> Severity | None:
        return max((item.severity for item in self.items), key=lambda severity: severity.rank, default=None)

    @property
    def warned_zh(self) -> str | None:
        """What was warned of, in one line as an event keeps it; None where nothing was."""
        return "；".join(item.message_zh for item in self.items if item.severity is Severity.WARNING) or None

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def as_dicts(self) -> list[dict[str, Any]]:
        return [item.as_dict() for item in self.items]
