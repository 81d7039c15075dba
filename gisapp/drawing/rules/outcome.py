"""What an act on shapes answers: shapes, the lines it could not use, new corners on old boundaries, and findings."""

from __future__ import annotations

from dataclasses import dataclass, field

from shapely import LineString

from gisapp.drawing.rules.plane import Area, Xy
from gisapp.kernel.finding import Finding, Severity


@dataclass(slots=True)
class Outcome:
    """The shapes after an act, in the plane; an act that is refused has none and says why in `findings`.

    `kept_lines` are cut lines that did not cut: they stay with the planner. `new_corners` are vertices that the act put
    onto boundaries that were there before: neighbours must take them too.
    """

    shapes: list[Area] = field(default_factory=list)
    kept_lines: list[LineString] = field(default_factory=list)
    new_corners: list[Xy] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        return not self.shapes or any(finding.severity is Severity.ERROR for finding in self.findings)


def refused(*findings: Finding, kept_lines: list[LineString] | None = None) -> Outcome:
    """Return an outcome that changes nothing."""
    return Outcome(kept_lines=kept_lines or [], findings=list(findings))
