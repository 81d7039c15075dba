"""Turns the findings of a rule into a refusal of the act, with the first sentence in front."""

from __future__ import annotations

from gisapp.kernel.errors import RuleViolation
from gisapp.kernel.finding import Findings, Severity


def refuse(findings: Findings, code: str) -> None:
    """Raise RuleViolation with every finding where one of them is an error."""
    errors = [item for item in findings if item.severity is Severity.ERROR]
    if errors:
        raise RuleViolation(
            code, errors[0].message_zh + errors[0].fix_zh, message_en=errors[0].message_en, findings=findings
        )
