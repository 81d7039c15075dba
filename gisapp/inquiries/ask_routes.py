"""The public form and the status page behind its receipt. No account; the secret comes in a header, so that no log and no referrer has it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, Request, Response

from gisapp.api.deps import ClockDep, SessionDep, SettingsDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.inquiries import schemas
from gisapp.inquiries.asking import InquiryDraft, ask, open_form, read_status, withdraw
from gisapp.inquiries.asking_again import FurtherQuestion, ask_again
from gisapp.land.parks import describe_zone

router = Router(prefix="/api/ask", tags=["inquiries"])

PUBLIC = [Depends(require(Permission.PUBLIC_READ))]
ASK = [Depends(require(Permission.INQUIRY_ASK))]
NOT_KEPT = "private, no-store"


@router.get("/form", dependencies=PUBLIC)
def form(session: SessionDep, settings: SettingsDep, clock: ClockDep, response: Response) -> schemas.FormAnswer:
    """What the form needs: its challenge, the notice on personal data, the industries to choose from."""
    response.headers["Cache-Control"] = NOT_KEPT
    zone = describe_zone(session, settings.zone_code)
    return schemas.FormAnswer(**open_form(session, zone, clock.now(), clock.today()))


@router.post("", status_code=201, dependencies=ASK)
def inquiry(
    body: schemas.NewInquiry,
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    clock: ClockDep,
    response: Response,
) -> schemas.Receipt:
    """Send an inquiry; the receipt has its number and the secret of its status page."""
    response.headers["Cache-Control"] = NOT_KEPT
    zone = describe_zone(session, settings.zone_code)
    address = request.client.host if request.client else ""
    receipt = ask(
        session, zone, InquiryDraft(**body.model_dump()), address=address, now=clock.now(), today=clock.today()
    )
    return schemas.Receipt(**receipt)


@router.get("/{receipt_no}", dependencies=PUBLIC)
def status(
    receipt_no: str,
    session: SessionDep,
    clock: ClockDep,
    response: Response,
    x_inquiry_key: Annotated[str, Header(max_length=100)] = "",
) -> schemas.StatusAnswer:
    """How an inquiry stands, for whoever has its secret; 404 alike for an unknown number and a wrong secret."""
    response.headers["Cache-Control"] = NOT_KEPT
    return schemas.StatusAnswer(**read_status(session, receipt_no, x_inquiry_key, clock.today()))


@router.post("/{receipt_no}/questions", status_code=201, dependencies=ASK)
def further_question(
    receipt_no: str,
    body: schemas.FurtherQuestion,
    request: Request,
    session: SessionDep,
    clock: ClockDep,
    response: Response,
) -> schemas.StatusAnswer:
    """Add a question to an answered inquiry: the same receipt and officer, a new last day. 409 while an answer is still waited for."""
    response.headers["Cache-Control"] = NOT_KEPT
    address = request.client.host if request.client else ""
    again = FurtherQuestion(receipt_no, body.key, body.question, body.challenge, body.proof)
    return schemas.StatusAnswer(**ask_again(session, again, address=address, now=clock.now(), today=clock.today()))


@router.post("/{receipt_no}/withdrawal", status_code=204, dependencies=ASK)
def withdrawal(receipt_no: str, body: schemas.Withdrawal, session: SessionDep, clock: ClockDep) -> None:
    """Take an inquiry back; the personal data are erased at once."""
    withdraw(session, receipt_no, body.key, clock.today())
