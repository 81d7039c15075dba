"""What may follow what in the life of a report.

The database holds the same table (`self_report_transition`) and refuses every other step; a test compares the two row by row.
"""

from __future__ import annotations

from gisapp.kernel.lifecycle import START, Lifecycle, Transition
from gisapp.self_reports.terms import ReportState, ReportStep


def _way(step: ReportStep, came_from: ReportState | None, leads_to: ReportState, *, reason: bool = False) -> Transition:
    return Transition(str(step), START if came_from is None else str(came_from), str(leads_to), reason)


LIFECYCLE = Lifecycle(
    (
        _way(ReportStep.ASK, None, ReportState.OPEN),
        _way(ReportStep.SUBMIT, ReportState.OPEN, ReportState.SUBMITTED),
        _way(ReportStep.SUBMIT, ReportState.RETURNED, ReportState.SUBMITTED),
        _way(ReportStep.RETURN, ReportState.SUBMITTED, ReportState.RETURNED, reason=True),
        _way(ReportStep.ACCEPT, ReportState.SUBMITTED, ReportState.ACCEPTED),
        _way(ReportStep.CANCEL, ReportState.OPEN, ReportState.CANCELLED, reason=True),
        _way(ReportStep.CANCEL, ReportState.RETURNED, ReportState.CANCELLED, reason=True),
        _way(ReportStep.CANCEL, ReportState.SUBMITTED, ReportState.CANCELLED, reason=True),
    )
)
