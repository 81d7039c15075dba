"""The three ways to production as bars on one axis of time; plain SVG, the same on screen and on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

from gisapp.kernel.dates import add_months
from gisapp.reports.brochure import words
from gisapp.reports.handout_words import Language

WIDTH, LEFT, ROW, BAR = 720.0, 122.0, 46.0, 16.0
FILLS = {
    "land": ("#0072B2", "", "取得土地", "Land"),
    "approval": ("#0B6E75", "", "审批", "Approvals"),
    "building": ("#E69F00", "", "建设", "Building"),
    "acceptance": ("#6B5B95", "", "验收", "Acceptance"),
}
"""Colour and name of each phase; approvals alongside are drawn with the approvals, on the second lane."""
LANES = {"land": 0, "building": 0, "acceptance": 1, "approval": 1}


def draw_timeline(paths: Mapping[str, Any], lang: Language) -> str:
    """Return the SVG: one row a variant, land and building above, approvals and acceptance below, production as a diamond."""
    first, last = _day(paths["from_on"]), _day(paths["until_on"])
    span = max((last - first).days, 1)
    variants: Sequence[Mapping[str, Any]] = paths["variants"]
    height = 26 + ROW * len(variants) + 24

    def x(day: date) -> float:
        return LEFT + (WIDTH - LEFT - 60) * (day - first).days / span

    parts = [
        f'<svg class="timeline" viewBox="0 0 {WIDTH:g} {height:g}" width="100%" role="img"'
        f' aria-label="{escape(words.word("path", lang))}" xmlns="http://www.w3.org/2000/svg">'
    ]
    parts += _axis(first, last, x, height - 24)
    for at, variant in enumerate(variants):
        parts += _row(variant, 26 + ROW * at, x, lang)
    left = LEFT
    for color, _, zh, en in FILLS.values():
        name = zh if lang == "zh" else en
        parts.append(f'<rect x="{left:.1f}" y="{height - 14:g}" width="12" height="8" fill="{color}"/>')
        parts.append(f'<text x="{left + 16:.1f}" y="{height - 6:g}" font-size="10" fill="#3A4754">{name}</text>')
        left += 30 + len(name) * (11 if lang == "zh" else 6.2)
    return "".join(parts) + "</svg>"


def _axis(first: date, last: date, x: Any, foot: float) -> list[str]:
    """Quarters as thin lines, years written."""
    parts = []
    months = (last.year - first.year) * 12 + last.month - first.month
    step = 3 if months <= 40 else 6
    day = add_months(first.replace(day=1), 1)
    while day <= last:
        if (day.month - 1) % step == 0:
            parts.append(f'<path d="M{x(day):.1f} 16V{foot:g}" stroke="#DDE3E8" stroke-width="1"/>')
            parts.append(
                f'<text x="{x(day):.1f}" y="12" font-size="10" text-anchor="middle" fill="#5B6A78">{day.year}-{day.month:02d}</text>'
            )
        day = add_months(day, 1)
    return parts


def _row(variant: Mapping[str, Any], top: float, x: Any, lang: Language) -> list[str]:
    name = escape(words.pick(variant, "variant", lang))
    parts = []
    for line, piece in enumerate(_wrapped(name)):
        parts.append(
            f'<text x="0" y="{top + 14 + 13 * line:g}" font-size="11" font-weight="600" fill="#1B2733">{piece}</text>'
        )
    for phase, first, last in phases_of(variant["steps"]):
        color, *_ = FILLS[phase]
        y = top + 2 + LANES[phase] * (BAR + 2)
        width = max(x(last) - x(first), 1.5)
        parts.append(f'<rect x="{x(first):.1f}" y="{y:g}" width="{width:.1f}" height="{BAR:g}" fill="{color}" rx="2"/>')
    end = x(_day(variant["production_on"]))
    y = top + 10
    parts.append(f'<path d="M{end:.1f} {y - 7:g}l6 7l-6 7l-6 -7z" fill="#B3261E"/>')
    parts.append(
        f'<text x="{end + 9:.1f}" y="{y + 4:g}" font-size="10" fill="#1B2733">{_day(variant["production_on"]):%Y-%m}</text>'
    )
    return parts


def _wrapped(name: str) -> list[str]:
    """Break an English name that is longer than its column."""
    if len(name) <= 18 or " " not in name:
        return [name]
    cut = name.rfind(" ", 0, 19)
    return [name[:cut], name[cut + 1 :]]


def phases_of(steps: Sequence[Mapping[str, Any]]) -> list[tuple[str, date, date]]:
    """Return each phase with its first and last day; what runs alongside belongs to the approvals."""
    found: dict[str, tuple[date, date]] = {}
    for step in steps:
        phase = "approval" if step["phase"] == "alongside" else step["phase"]
        first, last = _day(step["starts_on"]), _day(step["ends_on"])
        before = found.get(phase, (first, last))
        found[phase] = (min(before[0], first), max(before[1], last))
    return [(phase, *days) for phase, days in found.items()]


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
