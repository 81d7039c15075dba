"""The goal simulator on recorded cases: what could be closed, how much work each is, which to close first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.cockpit.cockpit import parks_shown
from gisapp.cockpit.queries import Row, read_lists
from gisapp.cockpit.rules.effort import EffortFacts, effort_entries, effort_of_patch, effort_to_close
from gisapp.cockpit.rules.goal import Candidate, Choice, EffortPart, TooManyCandidates, choose_what_to_close
from gisapp.cockpit.terms import GoalKind, GoalWish
from gisapp.db.sql_file import load
from gisapp.idle.terms import CauseSide
from gisapp.idle_cases.terms import CaseState
from gisapp.kernel.errors import Invalid
from gisapp.rulebook.rulebook import load_rulebook


@dataclass(frozen=True, slots=True)
class GoalQuestion:
    """How much land is to be freed (㎡), from what, and what must or must not be among it (keys of the candidates)."""

    target_m2: Decimal
    kinds: tuple[str, ...] = (str(GoalKind.CASE),)
    parks: tuple[str, ...] = ()
    pinned: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()


def simulate_goal(session: Session, principal: Principal, as_of: date, asked: GoalQuestion) -> dict[str, Any]:
    """Return which candidates to close first with the least work, the greedy choice beside it, and every candidate with its reasons."""
    unknown = set(asked.kinds) - set(GoalKind.values())
    if unknown:
        raise Invalid(
            "goal.kind_unknown",
            f"没有“{'、'.join(sorted(unknown))}”这类对象，请从列表中选择。",
            message_en=f"No such kind: {', '.join(sorted(unknown))}.",
        )
    parks_shown(session, principal, as_of, asked.parks)
    rows = _rows(session, principal, as_of, asked)
    parts = _efforts(session, principal, as_of, rows)
    candidates = [
        Candidate(
            row["key"],
            GoalKind(row["goal_kind"]),
            row["area_m2"],
            parts[row["key"]],
            GoalWish.PINNED
            if row["key"] in asked.pinned
            else GoalWish.EXCLUDED
            if row["key"] in asked.excluded
            else GoalWish.FREE,
        )
        for row in rows
    ]
    try:
        answer = choose_what_to_close(candidates, asked.target_m2)
    except TooManyCandidates as error:
        raise Invalid(
            "goal.too_many",
            "可选项目太多，一次算不完。请先按园区筛选，或只选一类对象。",
            message_en="Too many candidates for one answer; choose a park or one kind.",
        ) from error
    return {
        "as_of": as_of,
        "target_m2": answer.target_m2,
        "is_reached": answer.is_reached,
        "missing_m2": answer.missing_m2,
        "best": _choice(answer.best, as_of),
        "greedy": _choice(answer.greedy, as_of),
        "findings": answer.findings.as_dicts(),
        "candidates": [
            {
                **{name: row[name] for name in _SHOWN},
                "kind": str(one.kind),
                "wish": str(one.wish),
                "effort_days": one.effort_days,
                "parts": [_part(part) for part in one.parts],
                "in_best": one.key in answer.best.keys,
                "in_greedy": one.key in answer.greedy.keys,
            }
            for row, one in zip(rows, candidates, strict=True)
        ],
    }


_SHOWN = ("key", "plot_id", "plot_no", "park_code", "park_name_zh", "park_name_en", "party_name_zh", "reference",
          "state_zh", "state_en", "since", "area_m2")  # fmt: skip


_LIST_OF = (("cases", GoalKind.CASE), ("findings", GoalKind.FINDING), ("patches", GoalKind.PATCH))
_IDLE_DETAILS = frozenset({"suspected_idle", "determined_idle", "disposing"})
"""Patches that are idle land: it is chosen as a case or a finding."""


def _rows(session: Session, principal: Principal, as_of: date, asked: GoalQuestion) -> list[Row]:
    """Return what can be closed: open cases, suspected land without a case, patches of the ladder that are neither; an area counts once."""
    names = [name for name, kind in _LIST_OF if str(kind) in asked.kinds]
    lists = read_lists(session, principal, as_of, names, asked.parks)
    cases = [row for row in lists.get("cases", ()) if row["is_open"]]
    findings = [row for row in lists.get("findings", ()) if row["case_no"] is None]
    patches = [row for row in lists.get("patches", ()) if row["detail"] not in _IDLE_DETAILS]
    return [
        *({**row, "goal_kind": str(GoalKind.CASE)} for row in cases),
        *({**row, "goal_kind": str(GoalKind.FINDING)} for row in findings),
        *({**row, "goal_kind": str(GoalKind.PATCH)} for row in patches),
    ]


def _efforts(
    session: Session, principal: Principal, as_of: date, rows: Sequence[Row]
) -> dict[str, tuple[EffortPart, ...]]:
    if not rows:
        return {}
    entries = effort_entries(load_rulebook(session), as_of)
    plots = {row["plot_id"] for row in rows if row["plot_id"] is not None}
    burdens = _burdens(session, as_of, plots) if principal.may(Permission.ENCUMBRANCE_READ) else {}
    found: dict[str, tuple[EffortPart, ...]] = {}
    for row in rows:
        kinds = burdens.get(row["plot_id"], ())
        if row["goal_kind"] == str(GoalKind.PATCH):
            found[row["key"]] = effort_of_patch(row["stock_class"], kinds, entries) or ()
        else:
            found[row["key"]] = effort_to_close(_facts(row, kinds), entries)
    return found


def _burdens(session: Session, as_of: date, plots: set[int]) -> dict[int, tuple[str, ...]]:
    """Return the kinds of encumbrance that rest on each plot on a day."""
    rows = session.execute(load("cockpit/burdens"), {"as_of": as_of, "plot_ids": sorted(plots)})
    return {row.plot_id: tuple(row.kinds) for row in rows}


def _facts(row: Row, kinds: tuple[str, ...]) -> EffortFacts:
    state = CaseState(row["state"]) if row["goal_kind"] == str(GoalKind.CASE) else None
    side = CauseSide(row["side"]) if row["side"] else CauseSide.UNKNOWN
    return EffortFacts(state, side, kinds)


def _part(part: EffortPart) -> dict[str, Any]:
    return {
        "part": str(part.part),
        "label_zh": part.label_zh,
        "label_en": part.label_en,
        "days": part.days,
        "basis": part.basis,
        "confirmed": part.confirmed,
    }


def _choice(choice: Choice, as_of: date) -> dict[str, Any]:
    return {
        "keys": list(choice.keys),
        "area_m2": choice.area_m2,
        "effort_days": choice.effort_days,
        "longest_days": choice.longest_days,
        "earliest_on": as_of + timedelta(days=choice.longest_days),
    }
