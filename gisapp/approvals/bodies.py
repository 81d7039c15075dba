"""What is sent to the approvals' routes. Days left out are today; numbers of days are in the item's own unit."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from gisapp.approvals.terms import HandlingKind, ItemOutcome, MaterialClass, MaterialSource, ProcessMode, SuspensionKind
from gisapp.kernel.bounds import Id
from gisapp.kernel.workdays import DayUnit
from gisapp.preparation.standard_terms import YesNo

Line = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]
Words = Annotated[str, StringConstraints(max_length=1000, strip_whitespace=True)]
Reason = Annotated[str, StringConstraints(min_length=2, max_length=1000, strip_whitespace=True)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Files = Annotated[list[Id], Field(max_length=50)]
Days = Annotated[int, Field(ge=0, le=400)]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PlannedItemBody(Body):
    code: Code
    is_simulated: bool = False


class ProcessBody(Body):
    mode: ProcessMode
    started_on: date | None = None
    items: Annotated[list[PlannedItemBody], Field(min_length=1, max_length=60)]
    note: Words = ""


class PlanBody(Body):
    items: Annotated[list[PlannedItemBody], Field(min_length=1, max_length=60)]
    planned_on: date | None = None


class ModeBody(Body):
    mode: ProcessMode
    reason: Reason


class ReceivedMaterial(Body):
    code: Code
    evidence_ids: Files = []


class ReceiveBody(Body):
    received_on: date | None = None
    materials: Annotated[list[ReceivedMaterial], Field(max_length=60)] = []


class NoticeBody(Body):
    notice_on: date | None = None
    notice_zh: Reason
    evidence_ids: Files


class AcceptBody(Body):
    accepted_on: date | None = None
    evidence_ids: Files = []


class MaterialBody(Body):
    received_on: date | None = None
    evidence_ids: Files = []


class SuspendBody(Body):
    kind: SuspensionKind
    began_on: date | None = None
    resumed_on: date | None = None
    evidence_ids: Files
    note: Words = ""


class ResumeBody(Body):
    resumed_on: date | None = None
    evidence_ids: Files = []


class ExtendBody(Body):
    days: Annotated[int, Field(ge=1, le=400)]
    granted_on: date | None = None
    approved_by: Line
    reason: Words
    evidence_ids: Files = []


class PromiseBody(Body):
    promised_by: date
    is_dishonest: YesNo


class AgreeBody(Body):
    evidence_ids: Files


class ToleranceExtensionBody(Body):
    extended_to: date
    reason: Reason
    evidence_ids: Files


class ReasonBody(Body):
    reason: Reason


class FinishBody(Body):
    finished_on: date | None = None
    outcome: ItemOutcome
    result_no: Line = ""
    reason: Words = ""
    evidence_ids: Files = []


class ReturnBody(Body):
    returned_on: date | None = None
    reason: Reason


class ConvertedResult(Body):
    case_id: Id
    result_no: Line = ""


class ConvertBody(Body):
    results: Annotated[list[ConvertedResult], Field(max_length=60)] = []
    evidence_ids: Files = []


class MaterialOfItem(BaseModel):
    """What an item asks for; `after_land`: not asked for in a simulated case."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    code: Code
    name_zh: Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]
    material_class: Annotated[MaterialClass, Field(alias="class")]
    tolerable: bool = False
    source: MaterialSource
    form_zh: Line = ""
    after_land: bool = False


class ItemValues(BaseModel):
    """One version of an item. 0 days = done at once."""

    model_config = ConfigDict(extra="forbid")

    stage_code: Code
    name_zh: Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]
    name_en: Line = ""
    department_zh: Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]
    days: Days
    unit: DayUnit
    statutory_days: Days | None = None
    statutory_unit: DayUnit | None = None
    needs: Annotated[list[Code], Field(max_length=30)] = []
    excluded: Annotated[
        list[SuspensionKind],
        Field(max_length=7),
    ]
    handling: HandlingKind
    is_tolerable: bool
    extension_days_max: Days
    materials: Annotated[list[MaterialOfItem], Field(max_length=60)]
    basis: Annotated[str, StringConstraints(min_length=2, max_length=200, strip_whitespace=True)]
    confirmed: bool
    note: Words = ""


class ItemBody(ItemValues):
    valid_from: date
    reason: Reason


class RetireBody(Body):
    valid_from: date
    reason: Reason


class StageBody(Body):
    name_zh: Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]
    name_en: Line = ""
    lead_zh: Line = ""
    sort_order: Annotated[int, Field(ge=1, le=99)]
    is_alongside: bool = False
    valid_from: date
    reason: Reason
