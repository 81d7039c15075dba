"""How an answer came about: every input with its source, the rulebook entry used and the arithmetic, in the order of the reasoning, in both languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from gisapp.kernel.rulebook import RuleEntry

Words = tuple[str, str]
"""The same thing in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One step: what was asked, the answer, where it comes from, by which rule, and how it was worked out."""

    question: Words
    answer: Words
    source: str = ""
    rule: RuleEntry | None = None
    arithmetic: Words = ("", "")

    def as_dict(self) -> dict[str, Any]:
        """Return the line as JSON; the same line always gives the same bytes."""
        line: dict[str, Any] = {
            "question_zh": self.question[0],
            "question_en": self.question[1],
            "answer_zh": self.answer[0],
            "answer_en": self.answer[1],
        }
        if self.source:
            line["source"] = self.source
        if self.arithmetic[0]:
            line["arithmetic_zh"], line["arithmetic_en"] = self.arithmetic
        if self.rule is not None:
            line["rule"] = {
                "code": self.rule.code,
                "value": format(self.rule.value.normalize(), "f"),
                "unit": self.rule.unit,
                "basis": str(self.rule.basis),
                "effective_from": self.rule.effective_from.isoformat(),
                "confirmed": self.rule.confirmed,
            }
        return line


@dataclass(slots=True)
class Trace:
    lines: list[TraceLine] = field(default_factory=list[TraceLine])

    def tell(
        self,
        question: Words,
        answer: Words,
        *,
        source: str = "",
        rule: RuleEntry | None = None,
        arithmetic: Words = ("", ""),
    ) -> None:
        self.lines.append(TraceLine(question, answer, source, rule, arithmetic))
