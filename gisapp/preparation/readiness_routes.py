"""Readiness over HTTP: the board, one plot's sheet, answers, disputes, plot indicators, and the recorded answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Response

from gisapp.api import table_file
from gisapp.api.answers import Created
from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.land.leaving_list import LeavingDep, ListForm
from gisapp.preparation.cleared_land import ItemAnswer, answer_item, open_dispute, settle_dispute
from gisapp.preparation.plot_indicators import IndicatorDraft, drop_plot_indicator, set_plot_indicator, take_from_table
from gisapp.preparation.readiness import record_readiness
from gisapp.preparation.readiness_export import BOARD_COLUMNS, BOARD_ZH, BoardFilter, board_rows, board_total
from gisapp.preparation.readiness_queries import show_board, show_readiness, show_record
from gisapp.preparation.readiness_refresh import refresh_readiness, stale_plots
from gisapp.preparation.readiness_schemas import (
    AnswerBody,
    BoardAnswer,
    DisputeBody,
    FromTable,
    IndicatorEnd,
    PlotIndicatorBody,
    ReadinessSheet,
    RecordBody,
    RecordSheet,
    Refreshed,
    SettlementBody,
    Taken,
)

router = Router(prefix="/api", tags=["readiness"])

Reader = Annotated[Principal, Depends(require(Permission.READINESS_READ))]
Answerer = Annotated[Principal, Depends(require(Permission.READINESS_ANSWER))]
Setter = Annotated[Principal, Depends(require(Permission.INDICATOR_EDIT))]


@router.get("/readiness")
def board(session: SessionDep, as_of: AsOfDep, principal: Reader) -> BoardAnswer:
    """Every candidate plot of the caller's parks with its state per topic."""
    return BoardAnswer(**show_board(session, principal, as_of))


@router.get("/readiness/export.{form}", **gives(*ListForm))
def board_file(
    form: ListForm,
    session: SessionDep,
    principal: Reader,
    as_of: AsOfDep,
    leaving: LeavingDep,
    wanted: Annotated[BoardFilter, Query()],
) -> Response:
    """The board as Excel or CSV, narrowed as on the screen, with day, rows, who and the demo mark in it."""
    rows = board_rows(show_board(session, principal, as_of), wanted)
    title = leaving.caption(BOARD_ZH, len(rows), principal.name, "块")
    content = (
        table_file.to_csv(BOARD_COLUMNS, rows, [title])
        if form is ListForm.CSV
        else table_file.to_xlsx(BOARD_ZH, BOARD_COLUMNS, rows, [title], board_total(rows))
    )
    return leaving.attachment(content, BOARD_ZH, "readiness", form)


@router.post("/readiness/refresh")
def refresh(session: SessionDep, clock: ClockDep, principal: Answerer) -> Refreshed:
    """Judge again whatever has been overtaken by a change or by time, so that the map shows it."""
    today = clock.today()
    return Refreshed(judged=refresh_readiness(session, today, stale_plots(session, principal, today)))


@router.get("/readiness/records/{record_id}")
def record(record_id: Id, session: SessionDep, principal: Reader) -> RecordSheet:
    """A recorded answer as it was given."""
    return RecordSheet(**show_record(session, principal, record_id))


@router.get("/plots/{plot_id}/readiness")
def sheet(plot_id: Id, session: SessionDep, as_of: AsOfDep, principal: Reader) -> ReadinessSheet:
    """The gate's live answer for one plot, line by line, with evidence and what each line was measured against."""
    return ReadinessSheet(**show_readiness(session, principal, plot_id, as_of))


@router.post("/plots/{plot_id}/readiness/records", status_code=201)
def new_record(plot_id: Id, body: RecordBody, session: SessionDep, clock: ClockDep, principal: Answerer) -> Created:
    """Write down the answer of a day (default today), whether the plot passes or not."""
    day = body.as_of or clock.today()
    return Created(id=record_readiness(session, principal, plot_id, day, reason=body.reason))


@router.put("/plots/{plot_id}/cleared-land")
def answer(plot_id: Id, body: AnswerBody, session: SessionDep, clock: ClockDep, principal: Answerer) -> ReadinessSheet:
    """Answer one of the five conditions from a day on (default today)."""
    today = clock.today()
    answer_item(
        session,
        principal,
        plot_id,
        ItemAnswer(
            item=body.item,
            answer=body.answer,
            remark=body.remark,
            evidence_ids=body.evidence_ids,
            valid_from=body.valid_from or today,
        ),
        today=today,
    )
    return ReadinessSheet(**show_readiness(session, principal, plot_id, today))


@router.post("/plots/{plot_id}/disputes", status_code=201)
def new_dispute(plot_id: Id, body: DisputeBody, session: SessionDep, clock: ClockDep, principal: Answerer) -> Created:
    """Record a dispute; until it is settled the plot cannot be offered."""
    return Created(id=open_dispute(session, principal, plot_id, **body.model_dump(), today=clock.today()))


@router.post("/disputes/{dispute_id}/settlement")
def settlement(
    dispute_id: Id, body: SettlementBody, session: SessionDep, clock: ClockDep, principal: Answerer
) -> ReadinessSheet:
    """Record how a dispute ended."""
    today = clock.today()
    plot_id = settle_dispute(session, principal, dispute_id, **body.model_dump(), today=today)
    return ReadinessSheet(**show_readiness(session, principal, plot_id, today))


@router.put("/plots/{plot_id}/indicators")
def plot_indicator(
    plot_id: Id, body: PlotIndicatorBody, session: SessionDep, clock: ClockDep, principal: Setter
) -> ReadinessSheet:
    """Let an indicator of a plot have a value from a day on (default today)."""
    today = clock.today()
    draft = IndicatorDraft(**{**body.model_dump(), "valid_from": body.valid_from or today})
    set_plot_indicator(session, principal, plot_id, draft, today)
    return ReadinessSheet(**show_readiness(session, principal, plot_id, today))


@router.post("/plots/{plot_id}/indicators/end")
def plot_indicator_end(
    plot_id: Id, body: IndicatorEnd, session: SessionDep, clock: ClockDep, principal: Setter
) -> ReadinessSheet:
    """Let an indicator of a plot end on a day (default today)."""
    today = clock.today()
    drop_plot_indicator(
        session,
        principal,
        plot_id,
        body.indicator,
        body.direction,
        valid_from=body.valid_from or today,
        reason=body.reason,
        today=today,
    )
    return ReadinessSheet(**show_readiness(session, principal, plot_id, today))


@router.post("/plots/{plot_id}/indicators/from-table")
def plot_indicators_from_table(
    plot_id: Id, body: FromTable, session: SessionDep, clock: ClockDep, principal: Setter
) -> Taken:
    """Set every indicator that the table asks of this plot and the plot does not set yet."""
    today = clock.today()
    return Taken(count=take_from_table(session, principal, plot_id, body.valid_from or today, today))
