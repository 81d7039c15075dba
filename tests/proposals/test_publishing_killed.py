"""A server that is killed while it publishes leaves nothing half done, and the proposal can be published afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import text

from gisapp.auth.permissions import Role
from gisapp.db.cluster_processes import wait_for_end
from gisapp.db.engine import create_app_engine, transaction
from gisapp.proposals.publishing import publish_proposal
from gisapp.proposals.review import submit_proposal
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.builders.proposal import TODAY, a_person, a_proposal, an_operation

FREE = {"supply": "not_ready", "development": "not_applicable", "compliance": "not_applicable"}
ROOT = Path(__file__).resolve().parents[2]

# The process publishes and stops inside the transaction, after everything is written and before it is committed.
PUBLISHING = """
import sys
from datetime import date
from sqlalchemy import text
from gisapp.auth.permissions import Role
from gisapp.auth.principal import account_principal
from gisapp.db.engine import create_app_engine, transaction
from gisapp.proposals.publishing import publish_proposal

engine = create_app_engine(sys.argv[1])
with transaction(engine) as session:
    publish_proposal(session, account_principal(int(sys.argv[2]), "officer", Role.OFFICER, None), int(sys.argv[3]), today=date(2026, 11, 23))
    print(session.execute(text("select pg_backend_pid()")).scalar_one(), flush=True)
    sys.stdin.read()
"""


def counted(engine) -> dict[str, int]:
    tables = ("plot", "plot_version", "plot_state", "lineage_edge", "audit_event", "proposal_step")
    with transaction(engine) as session:
        return {name: session.execute(text(f"select count(*) from {name}")).scalar_one() for name in tables}


def test_a_server_killed_while_publishing_leaves_nothing_half_done(fresh_url: str):
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        park = a_park(session)
        planner, officer = a_person(session), a_person(session, "officer", Role.OFFICER)
        proposal = a_proposal(session, park, planner)
        for row in range(10):
            plot = a_plot(session, park, f"P4-{row:03}", box=(100, 100 + 150 * row, 200, 100), **FREE)
            halves = [(f"{row}-{side}", (100 + 100 * side, 100 + 150 * row, 100, 100)) for side in (0, 1)]
            an_operation(session, planner, proposal, "split", [plot], halves)
        submit_proposal(session, planner, proposal, today=TODAY)
    before = counted(engine)
    arguments = [sys.executable, "-c", PUBLISHING, fresh_url, str(officer.account_id), str(proposal)]
    with subprocess.Popen(arguments, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        backend = int(server.stdout.readline())
        assert counted(engine) == before  # nobody sees half of it
        os.kill(server.pid, signal.SIGKILL)
        assert server.wait() == -signal.SIGKILL
    assert counted(engine) == before
    assert wait_for_end(backend, 30)  # the database notices the lost connection and frees the locks
    with transaction(engine) as session:
        publish_proposal(session, officer, proposal, today=TODAY)
    after = counted(engine)
    assert (after["plot"] - before["plot"], after["lineage_edge"]) == (20, 20)
    engine.dispose()
