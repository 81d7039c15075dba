"""The one form of every refusal, and how a route says which it gives beside those that its declaration already tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel, Field

from gisapp.kernel.finding import Severity


class ProblemFinding(BaseModel):
    """One answer of a rule: what was measured, what is required, on which basis, and what to do."""

    code: str
    severity: Severity
    message_zh: str
    message_en: str | None = None
    fix_zh: str | None = None
    fix_en: str | None = None
    measured: str | None = None
    required: str | None = None
    basis: str | None = None
    geometry: dict[str, Any] | None = Field(
        default=None, description="GeoJSON in EPSG:4490 at the place to look at, where there is one"
    )


class ProblemField(BaseModel):
    """A part of what was sent that cannot be read."""

    field: str = Field(description="with dots between its parts; empty for the whole")
    message: str


class Problem(BaseModel):
    """A refusal: a stable code and a sentence that says what happened and what to do."""

    code: str = Field(examples=["plot.not_found"])
    message_zh: str
    message_en: str
    findings: list[ProblemFinding] | None = Field(
        default=None, description="what the rules said, for a refusal by rules"
    )
    details: dict[str, Any] | None = Field(default=None, description="what the page needs to go on, by code")
    fields: list[ProblemField] | None = Field(
        default=None, description="what cannot be read, for code request.malformed"
    )


class Refusal(NamedTuple):
    """A status that is refused with: the name under which it stands in the contract, and what it says."""

    name: str
    sentence: str


REFUSALS: Mapping[int, Refusal] = {
    400: Refusal("BadRequest", "The request cannot be understood as it is put."),
    401: Refusal("SignInRequired", "Nobody is signed in, or the session has ended."),
    403: Refusal("Forbidden", "The caller may not do this, or the page is out of date."),
    404: Refusal("NotFound", "There is no such thing, or not for this caller."),
    409: Refusal("Conflict", "The state of the record or a rule does not allow it, or somebody else was quicker."),
    410: Refusal("Gone", "It existed and has ended."),
    413: Refusal("TooLarge", "More than the limits allow."),
    422: Refusal("Malformed", "A part of the request has not the form that this contract asks for."),
    429: Refusal("TooMany", "Asked too often; `Retry-After` tells when it may be tried again, where that is known."),
    503: Refusal("Unavailable", "The database or a part of the installation is not available at the moment."),
    507: Refusal("DiskFull", "A disk is full: nothing was saved, reading goes on."),
}


def refuses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return `responses` of a route that refuses with these, too: `@router.get("/{use_id}", responses=refuses(410))`."""
    return {status: {"description": REFUSALS[status].sentence} for status in statuses}
