"""What was found in a file, and what it still has to be told, as lines on the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.markup import escape

from gisapp.land.intake.answers import TARGET_QUESTION
from gisapp.startup.terminal import say

SEVERITY_STYLE = {"error": ("错误", "red"), "warning": ("警告", "yellow"), "info": ("提示", "dim")}
OPTION_FOR = {
    "field_map": "--field plot_no=",
    "area_unit": "--area-unit ",
    "plot_no_prefix": "--prefix ",
    "land_use_scheme": "--scheme ",
}
"""The option that answers a question, where it is not the question's own name."""


def show_issues(page: Mapping[str, Any]) -> None:
    """One issue after the other: how grave, where, which code, what it is and what to do; the total where not all are shown."""
    for issue in page["items"]:
        label, style = SEVERITY_STYLE[issue["severity"]]
        place = " ".join(str(cell) for cell in (issue.get("plot_no"), issue.get("field")) if cell)
        row = f"第 {issue['row_no']} 行 " if issue["row_no"] else ""
        say(f"[{style}]{label}[/{style}] {escape(f'{row}{place}')} [dim]{issue['code']}[/dim]")
        say(f"     {escape(issue['message_zh'] + (issue['fix_zh'] or ''))}")
    if page["total"] > len(page["items"]):
        say(f"… 共 {page['total']} 条，完整清单见网页。· {page['total']} in all, the desk lists every one.")


def option_for(question: str) -> str:
    """The beginning of the option that answers a question."""
    if question.startswith(TARGET_QUESTION):
        return f"--land-use-target '{question.removeprefix(TARGET_QUESTION)}'="
    return OPTION_FOR.get(question, f"--{question} ")


def show_questions(questions: Sequence[Mapping[str, Any]]) -> None:
    """Each question with its possible answers, written as the option that gives them."""
    for question in questions:
        option = option_for(question["code"])
        say(f"[bold]？[/bold] {escape(question['message_zh'])}")
        for choice in question["choices"]:
            hint = f"　{choice['hint_zh']}" if choice["hint_zh"] else ""
            say(escape(f"    {option}{choice['value']}　{choice['label_zh']}{hint}"))
