"""The lists that the figures are: every concept's rows on a day in one form, within the caller's parks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.cockpit.rules.ageing import age_band
from gisapp.cockpit.terms import IdleStanding
from gisapp.commitments.commitments import CommitmentFilter, list_commitments
from gisapp.commitments.terms import TallyColumn
from gisapp.db.sql_file import load
from gisapp.idle.terms import IdleState
from gisapp.idle_cases.terms import CaseState
from gisapp.inbox.inbox import InboxFilter, read_inbox
from gisapp.inbox.terms import InboxBucket
from gisapp.kernel.errors import Forbidden
from gisapp.kernel.terms import LabelledEnum
from gisapp.land.terms import SupplyState
from gisapp.preparation.standard_terms import Obligor
from gisapp.projects.projects import ProjectFilter, list_projects
from gisapp.projects.terms import Light, ProjectStage
from gisapp.stock.terms import StockClass, StockDetail

Row = dict[str, Any]
Read = Callable[[Session, Principal, date, Sequence[str]], list[Row]]


def read_lists(
    session: Session, principal: Principal, as_of: date, names: Iterable[str], parks: Sequence[str] = ()
) -> dict[str, list[Row]]:
    """Return the named lists of a day, of all parks that the caller may see or of those named (codes).

    Every row has: key, plot_id, plot_no, park_code, park_name_zh, party_name_zh, reference, what_zh, state with its words, since, due_on, area_m2.
    """
    found: dict[str, list[Row]] = {}
    for name in names:
        read, needed = LISTS[name]
        if not principal.may(needed):
            raise Forbidden(
                "cockpit.list_denied",
                "您的角色不能查看这份清单，请联系管理员。",
                message_en="This list is not for you.",
            )
        found[name] = [{**_EMPTY, **row} for row in read(session, principal, as_of, parks)]
    return found


_EMPTY: Mapping[str, Any] = dict.fromkeys(
    (
        "plot_id",
        "plot_no",
        "park_code",
        "park_name_zh",
        "park_name_en",
        "party_name_zh",
        "reference",
        "what_zh",
        "state",
        "state_zh",
        "state_en",
        "since",
        "due_on",
        "area_m2",
    )
)


def _sql(name: str) -> Callable[[Session, Principal, date, Sequence[str]], list[Row]]:
    def rows(session: Session, principal: Principal, as_of: date, parks: Sequence[str]) -> list[Row]:
        parameters = {"as_of": as_of, "parks": list(parks) or None, **visible_parks(principal)}
        return [dict(row) for row in session.execute(load(f"cockpit/{name}"), parameters).mappings()]

    return rows


def _worded(row: Row, state: str | None, words: type[LabelledEnum]) -> Row:
    if state is None:
        return row
    label = words(state)
    return {**row, "state": state, "state_zh": label.label_zh, "state_en": label.label_en}


def _plots(session: Session, principal: Principal, as_of: date, parks: Sequence[str]) -> list[Row]:
    return [_worded(row, row["supply"], SupplyState) for row in _sql("plots_listed")(session, principal, as_of, parks)]


def _contracts(session: Session, principal: Principal, as_of: date, parks: Sequence[str]) -> list[Row]:
    words = {"in_force": ("履行中", "In force"), "ended": ("已终止", "Ended")}
    rows = _sql("contracts_listed")(session, principal, as_of, parks)
    return [{**row, "state_zh": words[row["state"]][0], "state_en": words[row["state"]][1]} for row in rows]


def _cases(session: Session, principal: Principal, as_of: date, parks: Sequence[str]) -> list[Row]:
    rows = _sql("cases_listed")(session, principal, as_of, parks)
    return [
        {
            **_worded(row, row["state"], CaseState),
            "what_zh": IdleStanding(row["standing"]).label_zh,
            "idle_age": str(age_band(row["since"], as_of)),
            "case_age": str(age_band(row["found_on"], as_of)),
        }
        for row in rows
    ]


def _findings(session: Session, principal: Principal, as_of: date, parks: Sequence[str]) -> list[Row]:
    return [_worded(row, row["state"], IdleState) for row in _sql("findings_listed")(session, principal, as_of, parks)]


def _promises(session: Session, principal: Principal, as_of: date, parks: Sequence[str]) -> list[Row]:
    wanted = CommitmentFilter(parks=tuple(parks), obligors=(Obligor.HOLDER,))
    _, rows = list_commitments(session, principal, as_of, wanted)
    return [
        _worded(
            {
                "key": f"promise-{row['contract_id']}-{row['obligation_key']}",
                "plot_id": row["plot_id"],
                "plot_no": row["plot_no"],
                "park_code": row["park_code"],
                "park_name_zh": row["park_name_zh"],
                "park_name_en": row["park_name_en"],
                "party_name_zh": row["party_name_zh"],
                "reference": row["contract_no"],
                "what_zh": row["label_zh"],
                "due_on": row["due_on"],
                "since": row["kept_on"],
                "tally": row["tally"],
            },
            row["tally"],
            TallyColumn,
        )
        for row in rows
    ]


def _projects(session: Session, principal: Principal, as_of: date, parks: Sequence[str]) -> list[Row]:
    rows = list_projects(session, principal, as_of, ProjectFilter(parks=tuple(parks)))["items"]
    return [
        {
            "key": f"project-{row['id']}",
            "plot_id": row["plot_id"],
            "plot_no": row["plot_no"],
            "park_code": row["park_code"],
            "park_name_zh": row["park_name_zh"],
            "park_name_en": row["park_name_en"],
            "party_name_zh": row["party_name_zh"],
            "reference": row["project_no"],
            "what_zh": row["name_zh"],
            "since": row["stage_since"],
            "stage": row["stage"],
            "light": row["light"],
            "state": row["stage"],
            "state_zh": _staged(row, "zh"),
            "state_en": _staged(row, "en"),
        }
        for row in rows
    ]


def _staged(row: Mapping[str, Any], language: str) -> str:
    stage = ProjectStage(row["stage"])
    words = [stage.label_zh if language == "zh" else stage.label_en]
    if row["light"] is not None:
        light = Light(row["light"])
        words.append(light.label_zh if language == "zh" else light.label_en)
    return " · ".join(words)


def _duties(session: Session, principal: Principal, as_of: date, parks: Sequence[str]) -> list[Row]:
    rows = read_inbox(session, principal, as_of, InboxFilter(parks=tuple(parks)))["items"]
    if principal.park_ids is not None:  # what is about no park is everybody's to do, but no park's figure
        rows = [row for row in rows if row["park_code"] is not None]
    return [
        _worded(
            {
                "key": row["key"],
                "plot_id": row["plot_id"],
                "plot_no": row["plot_no"],
                "park_code": row["park_code"],
                "park_name_zh": row["park_name_zh"],
                "park_name_en": row["park_name_en"],
                "party_name_zh": row["party_name_zh"],
                "reference": row["reference"],
                "what_zh": row["what_zh"],
                "since": row["since"],
                "due_on": row["due_on"],
                "bucket": row["bucket"],
                "is_escalated": row["is_escalated"],
            },
            row["bucket"],
            InboxBucket,
        )
        for row in rows
    ]


def _enterprises(session: Session, principal: Principal, as_of: date, parks: Sequence[str]) -> list[Row]:
    return _of_last_year("enterprises_listed", session, principal, as_of, parks)


def _built(session: Session, principal: Principal, as_of: date, parks: Sequence[str]) -> list[Row]:
    return _of_last_year("built_listed", session, principal, as_of, parks)


def _of_last_year(name: str, session: Session, principal: Principal, as_of: date, parks: Sequence[str]) -> list[Row]:
    """Return the rows of the last year that is over: what a year brought is known after it."""
    asked = {"year": as_of.year - 1, "parks": list(parks) or None, **visible_parks(principal)}
    return [dict(row) for row in session.execute(load(f"cockpit/{name}"), asked).mappings()]


def _patches(session: Session, principal: Principal, as_of: date, parks: Sequence[str]) -> list[Row]:
    return [
        _worded(row, row["stock_class"], StockClass)
        | {"what_zh": row["label_zh"] or StockDetail(row["detail"]).label_zh}
        for row in _sql("patches_listed")(session, principal, as_of, parks)
    ]


LISTS: Mapping[str, tuple[Read, Permission]] = {
    "plots": (_plots, Permission.PLOT_READ),
    "contracts": (_contracts, Permission.CONTRACT_READ),
    "cases": (_cases, Permission.IDLE_CASE_READ),
    "findings": (_findings, Permission.IDLE_READ),
    "patches": (_patches, Permission.STOCK_READ),
    "enterprises": (_enterprises, Permission.PERFORMANCE_READ),
    "built": (_built, Permission.PERFORMANCE_READ),
    "promises": (_promises, Permission.COMMITMENT_READ),
    "projects": (_projects, Permission.PROJECT_READ),
    "duties": (_duties, Permission.INBOX_READ),
}
"""Each list, and the right that reading it takes where it is a ledger of its own."""
