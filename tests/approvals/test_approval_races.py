"""Two officers at one case at the same moment: exactly one of them is heard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.approvals.clock_commands import ExtensionDraft, extend_case
from gisapp.db.engine import create_app_engine, transaction
from gisapp.kernel.errors import DomainError
from tests.builders.approval import CLERK, BuiltProcess, a_process, accepted, granted
from tests.builders.park import a_park

MONDAY = date(2026, 3, 2)
PERMIT = "land_planning_permit"


@pytest.fixture
def committed(fresh_url: str):
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        process = a_process(session, a_park(session), PERMIT)
        accepted(session, process.cases[PERMIT], MONDAY)
    yield engine, process
    engine.dispose()


def at_once(engine: Engine, act: Callable[[Session], object]) -> list[str]:
    """Do it in two transactions at the same moment; return how each ended."""
    start, ends = Barrier(2), []

    def run() -> None:
        try:
            with transaction(engine) as session:
                start.wait(10)
                act(session)
            ends.append("done")
        except DomainError as refusal:
            ends.append(refusal.code)
        except DBAPIError as refusal:
            ends.append(str(getattr(getattr(refusal.orig, "diag", None), "constraint_name", refusal)))

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(ends)


def test_a_case_is_decided_once(committed: tuple[Engine, BuiltProcess]):
    engine, process = committed
    ends = at_once(engine, lambda session: granted(session, process.cases[PERMIT], date(2026, 3, 3)))
    assert ends == ["approval.case_closed", "done"]


def test_two_extensions_together_stay_within_the_list(committed: tuple[Engine, BuiltProcess]):
    engine, process = committed

    def extend(session: Session) -> None:
        extend_case(
            session,
            CLERK,
            process.cases[PERMIT],
            ExtensionDraft(days=6, granted_on=MONDAY, approved_by="局长", reason="复核", evidence_ids=[]),
            today=MONDAY,
        )

    assert at_once(engine, extend) == ["approval.findings", "done"]
    with transaction(engine) as session:
        assert session.execute(text("select sum(days) from case_extension")).scalar_one() == 6
