"""How a project's approvals stand on a day: stages, lanes, clocks, tolerated material and what binds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gisapp.approvals.catalogue import CatalogueBook, load_catalogue
from gisapp.approvals.rules.catalogue import Catalogue, ItemDefinition
from gisapp.approvals.rules.clock import ItemReading, read_item
from gisapp.approvals.rules.issue import LegalEffect, legal_effect
from gisapp.approvals.rules.limits import ApprovalLimits, approval_limits, first_day_of_limits
from gisapp.approvals.rules.process import CaseFacts, ProcessReading, read_process
from gisapp.approvals.store import CaseRecord, ProcessRecord, load_processes
from gisapp.approvals.terms import ItemOutcome
from gisapp.auth.principal import Principal
from gisapp.kernel.errors import NotFound
from gisapp.kernel.rulebook import Rulebook, RulebookEntryMissing
from gisapp.kernel.workdays import WorkCalendar
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.work_calendar.work_calendar import load_calendar


@dataclass(frozen=True)
class Desk:
    """What every reading needs: the catalogue of all days, the calendar, the rulebook."""

    catalogue: CatalogueBook
    calendar: WorkCalendar
    book: Rulebook

    def limits(self, started_on: date, as_of: date) -> ApprovalLimits:
        """Return the numbers in force when the process began; where the rulebook does not reach back, those of the day of reading, else its oldest."""
        for day in (started_on, as_of):
            try:
                return approval_limits(self.book, day)
            except RulebookEntryMissing:
                continue
        return approval_limits(self.book, first_day_of_limits(self.book))


@dataclass(frozen=True)
class ProcessView:
    """A process with its reading; `definitions`: each item as its own day had it."""

    record: ProcessRecord
    reading: ProcessReading
    definitions: dict[str, ItemDefinition]
    catalogue: Catalogue
    limits: ApprovalLimits


@dataclass(frozen=True)
class CaseView:
    """One case with its process around it."""

    process: ProcessView
    record: CaseRecord
    definition: ItemDefinition
    reading: ItemReading

    @property
    def is_newest(self) -> bool:
        return self.process.record.cases.get(self.record.item_code) is self.record

    def effect(self, as_of: date) -> LegalEffect:
        return effect_of(self.record, self.process.record, as_of)


def open_desk(session: Session) -> Desk:
    """Read catalogue, calendar and rulebook once for a request."""
    return Desk(load_catalogue(session), load_calendar(session), load_rulebook(session))


def view_process(desk: Desk, record: ProcessRecord, as_of: date) -> ProcessView:
    """全程在某日的样子：每个事项按自己受理那日的清单，未受理的按当日清单."""
    definitions = {code: definition_for(desk, case, as_of) for code, case in record.cases.items()}
    facts = {code: CaseFacts(definitions[code], case.case, case.returned_on) for code, case in record.cases.items()}
    catalogue = desk.catalogue.on(as_of)
    limits = desk.limits(record.row["started_on"], as_of)
    reading = read_process(facts, catalogue, record.mode, record.row["started_on"], desk.calendar, limits, as_of)
    return ProcessView(record, reading, definitions, catalogue, limits)


def definition_for(desk: Desk, case: CaseRecord, as_of: date) -> ItemDefinition:
    """Return the item as defined on the day the case came in; on the day of reading while nothing came."""
    begins = case.begins_on
    return desk.catalogue.definition(case.item_code, begins if begins is not None and begins <= as_of else as_of)


def find_process(session: Session, principal: Principal, desk: Desk, project_id: int, as_of: date) -> ProcessView:
    """Return the process of a project (404 without one, or outside the caller's parks)."""
    found = load_processes(session, principal, as_of, project_id=project_id)
    if not found:
        raise NotFound(
            "approval.process_not_found",
            "该项目没有审批流程，或不在您的管辖范围内。请先为项目开启审批流程。",
            message_en="This project has no approval process, or it is not for you.",
        )
    return view_process(desk, found[0], as_of)


def view_case(desk: Desk, process: ProcessView, record: CaseRecord, as_of: date) -> CaseView:
    definition = definition_for(desk, record, as_of)
    reading = read_item(definition, record.case, desk.calendar, process.limits, as_of)
    return CaseView(process, record, definition, reading)


def effect_of(record: CaseRecord, process: ProcessRecord, as_of: date) -> LegalEffect:
    """结果有没有效力：模拟审批的，要等合同签订、价款付清，并登记生效."""
    granted = record.case.finished_on if record.case.outcome is ItemOutcome.GRANTED else None
    return legal_effect(is_simulated=record.is_simulated, granted_on=granted, deal=process.deal, as_of=as_of)
