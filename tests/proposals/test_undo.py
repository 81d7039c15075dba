"""Undo and redo are the proposal's: whole steps, in order, on any machine, until something else is done."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.db.engine import create_app_engine, transaction
from gisapp.drawing.commands import Act, draw
from gisapp.drawing.terms import DrawingAct
from gisapp.kernel.errors import Conflict, NotFound
from gisapp.proposals.drafts import ParentRef
from gisapp.proposals.items import rebase_operation, remove_operation
from gisapp.proposals.proposals import read_proposal
from gisapp.proposals.undo import redo_step, undo_step
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.builders.proposal import TODAY, a_person, a_proposal

A = DrawingAct


@pytest.fixture
def park(db: Session):
    return a_park(db)


@pytest.fixture
def planner(db: Session):
    return a_person(db)


@pytest.fixture
def west(db: Session, park) -> int:
    return a_plot(db, park, "P4-001", box=(100, 100, 100, 100))


@pytest.fixture
def east(db: Session, park) -> int:
    return a_plot(db, park, "P4-002", box=(200, 100, 100, 100))


@pytest.fixture
def board(db: Session, park, planner, west, east) -> Board:
    return Board(db, planner, a_proposal(db, park, planner))


class Board:
    """A proposal as the drawing desk asks it: every call names the version that was seen last."""

    def __init__(self, db: Session, who: Any, proposal_id: int) -> None:
        self.db, self.who, self.proposal_id = db, who, proposal_id

    @property
    def sheet(self) -> dict[str, Any]:
        return read_proposal(self.db, self.who, self.proposal_id, TODAY)

    @property
    def version(self) -> int:
        return self.sheet["version"]

    @property
    def live(self) -> list[dict[str, Any]]:
        return [row for row in self.sheet["operations"] if not row["is_removed"]]

    @property
    def acts(self) -> list[str]:
        """The steps that hold, without what they put into neighbours."""
        return [row["method"] for row in self.live if row["step_of"] is None]

    def act(self, name: DrawingAct, on: ParentRef, **how: Any) -> dict[str, Any]:
        return draw(self.db, self.who, self.proposal_id, Act(name, (on,), how), TODAY)

    def undo(self) -> dict[str, Any]:
        return undo_step(self.db, self.who, self.proposal_id, expected_version=self.version)

    def redo(self) -> dict[str, Any]:
        return redo_step(self.db, self.who, self.proposal_id, expected_version=self.version)

    def shapes(self) -> list[tuple[str, str, bool]]:
        """Every shape that holds, to the last bit."""
        rows = self.db.execute(
            text(
                "select plot_no, encode(ST_AsEWKB(geom), 'hex'), is_live from proposal_shape where proposal_id = :id and is_live order by id"
            ),
            {"id": self.proposal_id},
        )
        return [(row[0], row[1], row[2]) for row in rows]

    def uses(self) -> set[tuple[int | None, int | None, bool]]:
        rows = self.db.execute(
            text("select plot_id, shape_id, is_live from proposal_parent where proposal_id = :id"),
            {"id": self.proposal_id},
        )
        return {(row[0], row[1], row[2]) for row in rows}


@pytest.fixture
def three_steps(board: Board, west: int) -> Board:
    """A split whose line ends on the neighbour's side, a split of one of its parts, and one of those of that."""
    first = board.act(A.SPLIT_BY_RATIO, ParentRef(plot_id=west), ratio=[1, 2], bearing_deg=90)
    assert len(first["operations"]) == 2, "the neighbour takes a corner, in an operation of its own"
    part = first["operations"][0]["shapes"][1]["id"]
    second = board.act(A.SPLIT_INTO_LOTS, ParentRef(shape_id=part), count=2, bearing_deg=0)
    lot = second["operations"][0]["shapes"][0]["id"]
    board.act(A.SPLIT_INTO_LOTS, ParentRef(shape_id=lot), count=3, bearing_deg=0)
    return board


def test_three_steps_are_undone_and_done_again_to_the_last_bit(three_steps: Board):
    board = three_steps
    done, used = board.shapes(), board.uses()
    methods = [row["method"] for row in board.live]
    told = [board.undo() for _ in range(3)]
    assert board.live == []
    assert [one["operations"][0]["method"] for one in told] == [
        "split_into_lots",
        "split_into_lots",
        "split_by_ratio",
    ]
    assert [row["method"] for row in told[2]["operations"]] == ["split_by_ratio", "shared_corners"]
    again = [board.redo() for _ in range(3)]
    assert [one["operations"][0]["method"] for one in again] == [
        "split_by_ratio",
        "split_into_lots",
        "split_into_lots",
    ]
    assert board.shapes() == done
    assert board.uses() == used
    assert [row["method"] for row in board.live] == methods
    assert {row["undone_step"] for row in board.sheet["operations"]} == {None}
    # what went on from what came back is no stranger to it
    assert not any(parent["is_stale"] for row in board.live for parent in row["parents"])


def test_undone_and_done_again_twice_over(three_steps: Board):
    board = three_steps
    done = board.shapes()
    for _ in range(2):
        for _ in range(3):
            board.undo()
        for _ in range(3):
            board.redo()
    assert board.shapes() == done


def test_part_way_back_undo_and_redo_go_on_from_there(three_steps: Board):
    board = three_steps
    board.undo()
    board.undo()
    board.redo()
    assert board.acts == ["split_by_ratio", "split_into_lots"]
    board.undo()
    board.redo()
    board.redo()
    assert board.acts == ["split_by_ratio", "split_into_lots", "split_into_lots"]
    with pytest.raises(Conflict, match="nothing_to_step"):
        board.redo()


def test_something_new_ends_redo_and_what_was_undone_stays_on_record(three_steps: Board, east: int):
    board = three_steps
    board.undo()
    neighbour = [row for row in board.live if row["step_of"]][-1]["shapes"][0]["id"]
    board.act(A.SPLIT_INTO_LOTS, ParentRef(shape_id=neighbour), count=2, bearing_deg=0)
    with pytest.raises(Conflict, match="nothing_to_step"):
        board.redo()
    assert any(row["is_removed"] for row in board.sheet["operations"])


def test_an_operation_taken_out_by_hand_ends_redo(three_steps: Board):
    board = three_steps
    board.undo()
    last = board.live[-1]
    remove_operation(board.db, board.who, board.proposal_id, last["id"], expected_version=last["version"])
    with pytest.raises(Conflict, match="nothing_to_step"):
        board.redo()


def test_a_rebase_ends_redo(three_steps: Board):
    board = three_steps
    board.undo()
    last = board.live[-1]
    rebase_operation(board.db, board.who, board.proposal_id, last["id"], expected_version=last["version"])
    with pytest.raises(Conflict, match="nothing_to_step"):
        board.redo()


def test_with_nothing_there_nothing_is_undone(board: Board):
    with pytest.raises(Conflict, match="nothing_to_step"):
        board.undo()


def test_whoever_saw_an_older_proposal_undoes_nothing_unseen(three_steps: Board):
    board = three_steps
    seen = board.version
    board.undo()
    for step in (undo_step, redo_step):
        with pytest.raises(Conflict, match="changed_meanwhile"):
            step(board.db, board.who, board.proposal_id, expected_version=seen)


def test_another_person_of_the_park_may_do_it_and_a_stranger_may_not(three_steps: Board):
    from gisapp.auth.permissions import Role
    from gisapp.auth.principal import account_principal

    other = Board(three_steps.db, a_person(three_steps.db, "second"), three_steps.proposal_id)
    done = other.shapes()
    other.undo()
    three_steps.redo()
    assert other.shapes() == done
    stranger = account_principal(1, "stranger", Role.PLANNER, (999,))
    for step in (undo_step, redo_step):
        with pytest.raises(NotFound):
            step(three_steps.db, stranger, three_steps.proposal_id, expected_version=1)


def test_each_step_is_told_with_its_plots(three_steps: Board):
    board = three_steps
    board.undo()
    board.redo()
    told = board.db.execute(
        text("select changes from audit_event where tag = 'proposal:operation:draw' order by id")
    ).scalars()
    acts = [change["operation"]["new"].rsplit(":", 1)[1] for change in told]
    assert list(dict.fromkeys(acts)) == ["add", "undo", "redo"]
    assert acts.count("undo") == acts.count("redo")


def test_under_review_nothing_is_undone_and_redo_comes_back_with_the_proposal(three_steps: Board):
    board = three_steps
    board.undo()
    _step(board, "draft", "submitted")
    for step in (undo_step, redo_step):
        with pytest.raises(Conflict, match="not_open"):
            step(board.db, board.who, board.proposal_id, expected_version=board.version)
    _step(board, "submitted", "draft")
    board.redo()
    assert len(board.acts) == 3


def _step(board: Board, before: str, after: str) -> None:
    board.db.execute(
        text(
            "insert into proposal_step (proposal_id, sequence, from_state, state, taken_on, proposal_version, actor_name)"
            " select :id, max(sequence) + 1, :before, :after, :day, :version, 'planner' from proposal_step where proposal_id = :id"
        ),
        {
            "id": board.proposal_id,
            "before": before,
            "after": after,
            "day": TODAY,
            "version": board.version,
        },
    )


def test_of_two_who_press_undo_at_once_one_takes_one_step_back(fresh_url: str):
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        park = a_park(session)
        plot = a_plot(session, park)
        people = [a_person(session, name) for name in ("planner", "colleague")]
        board = Board(session, people[0], a_proposal(session, park, people[0]))
        first = board.act(A.SPLIT_INTO_LOTS, ParentRef(plot_id=plot), count=2, bearing_deg=0)
        part = first["operations"][0]["shapes"][0]["id"]
        board.act(A.SPLIT_INTO_LOTS, ParentRef(shape_id=part), count=2, bearing_deg=0)
        seen, proposal_id = board.version, board.proposal_id
    start, ends = Barrier(2), []

    def press(who: Any) -> None:
        start.wait()
        try:
            with transaction(engine) as session:
                undo_step(session, who, proposal_id, expected_version=seen)
            ends.append("undone")
        except Conflict as refusal:
            ends.append(refusal.code)

    threads = [Thread(target=press, args=(who,)) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["proposal.changed_meanwhile", "undone"]
    with transaction(engine) as session:
        assert len(Board(session, people[0], proposal_id).live) == 1
    engine.dispose()


def test_the_database_keeps_no_undone_step_that_is_live(three_steps: Board):
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError, match="proposal_operation_undone_is_removed"):
        three_steps.db.execute(
            text("update proposal_operation set undone_step = 1 where proposal_id = :id"),
            {"id": three_steps.proposal_id},
        )
