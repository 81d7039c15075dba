"""What may follow what: the same table in code and in the database, and every step outside it refused by both."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.db.errors import domain_error
from gisapp.projects.lifecycle import START, TRANSITIONS, Brought, check_transition, open_transitions
from gisapp.projects.terms import ROAD, LetterState, ProblemState, ProjectStage
from tests.builders.evidence import an_evidence_file
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.harness.examples import examples

DAY = date(2026, 3, 2)
STAGES = [str(stage) for stage in ProjectStage]


def test_the_database_holds_the_same_table(db: Session):
    rows = db.execute(
        text("select machine, from_state, to_state, needs_evidence, needs_reason, needs_plot from case_transition")
    )
    stored = {tuple(row) for row in rows}
    written = {
        (way.machine, way.from_state, way.to_state, way.needs_evidence, way.needs_reason, way.needs_plot)
        for way in TRANSITIONS.values()
    }
    assert stored == written


def test_every_state_can_be_reached_and_ends_are_ends():
    for machine, states in (("project", ProjectStage), ("letter", LetterState), ("problem", ProblemState)):
        reached = {way.to_state for way in TRANSITIONS.values() if way.machine == machine}
        assert reached == {str(state) for state in states}
    for end in ("terminated", "withdrawn"):
        assert open_transitions("project", end) == ()
    assert open_transitions("letter", "accepted") == ()
    assert open_transitions("problem", "closed") == ()


@pytest.mark.parametrize("stage", [str(stage) for stage in ROAD[:-1]])
def test_a_paused_project_resumes_where_it_stopped_or_leaves_by_a_door_open_there(stage: str):
    onward = {way.to_state for way in open_transitions("project", "paused", stage)}
    door = {way.to_state for way in open_transitions("project", stage)} & {"terminated", "withdrawn"}
    assert onward == {stage} | door
    assert len(door) == 1


@pytest.mark.parametrize(
    ("day", "last_day", "today", "codes"),
    [
        (DAY, DAY, DAY, []),
        (DAY + timedelta(days=1), DAY, DAY, ["project.step_in_future"]),
        (DAY - timedelta(days=1), DAY, DAY, ["project.step_before_last"]),
    ],
)
def test_the_day_of_a_move_lies_between_the_last_one_and_today(
    day: date, last_day: date, today: date, codes: list[str]
):
    found = check_transition(
        "project",
        "lead",
        "negotiating",
        Brought(has_evidence=True, has_reason=True),
        day=day,
        last_day=last_day,
        today=today,
    )
    assert [item.code for item in found] == codes


def test_everything_that_is_missing_is_named_at_once():
    found = check_transition("project", "landed", "started", Brought(has_evidence=False, has_reason=False, has_plot=False), day=DAY, last_day=DAY, today=DAY)  # fmt: skip
    assert [item.code for item in found] == ["project.step_unproved", "project.plot_missing"]
    assert all(item.fix_zh and item.message_en for item in found)


# the database refuses exactly what the rule refuses ---------------------------------------------------------------------


def insert_move(
    session: Session, project_id: int, number: int, before: str, after: str, day: date, proof: list[int], reason: str
):
    session.execute(
        text(
            "insert into project_move (project_id, sequence, from_stage, stage, moved_on, evidence_ids, reason, actor_name)"
            " values (:p, :n, :before, :after, :day, :proof, :reason, '经办人')"
        ),
        {"p": project_id, "n": number, "before": before, "after": after, "day": day, "proof": proof, "reason": reason},
    )


STEP = st.tuples(
    st.sampled_from(STAGES), st.integers(-2, 4), st.booleans(), st.booleans()
)  # next stage, days later, with evidence, with reason


@settings(max_examples=examples(120), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=1, max_size=9), has_plot=st.booleans(), honest=st.booleans())
def test_rule_and_database_refuse_the_same_moves(
    db: Session, steps: list[tuple[str, int, bool, bool]], has_plot: bool, honest: bool
):
    with db.begin_nested() as nothing_stays:
        park = db.execute(text("select id, zone_id from park")).one_or_none()
        if park is None:
            built = a_park(db)
            park_id, zone_id = built.park_id, built.zone_id
        else:
            park_id, zone_id = park
        plot_id = a_plot(db, _built(zone_id, park_id)) if has_plot else None
        proof = an_evidence_file(db, _built(zone_id, park_id))
        project_id = db.execute(
            text(
                "insert into project (zone_id, park_id, project_no, name_zh, plot_id, registered_by_name)"
                " values (:z, :k, 'T-1', '试验', :plot, '经办人') returning id"
            ),
            {"z": zone_id, "k": park_id, "plot": plot_id},
        ).scalar_one()
        stage, paused_in, day, number = START, None, DAY, 1
        last_day: date | None = None
        if honest:  # start on the road, so that long walks are tried too
            steps = [("lead", 0, False, False), *steps]
        for to_stage, later, with_proof, with_reason in steps:
            on = day + timedelta(days=later)
            allowed = not check_transition("project", stage, to_stage, Brought(has_evidence=with_proof, has_reason=with_reason, has_plot=has_plot, paused_in=paused_in), day=on, last_day=last_day, today=date(2030, 1, 1)).has_errors  # fmt: skip
            try:
                with db.begin_nested():
                    insert_move(
                        db,
                        project_id,
                        number,
                        stage,
                        to_stage,
                        on,
                        [proof] if with_proof else [],
                        "理由" if with_reason else "",
                    )
                taken = True
            except DBAPIError as error:
                taken = False
                assert domain_error(error) is not None
            assert taken == allowed, (stage, to_stage, later, with_proof, with_reason)
            if taken:
                paused_in = stage if to_stage == "paused" else None
                stage, day, last_day, number = to_stage, on, on, number + 1
        nothing_stays.rollback()


def _built(zone_id: int, park_id: int):
    from tests.builders.park import BuiltPark

    return BuiltPark(zone_id, park_id, "P4")


@pytest.mark.parametrize(
    ("before", "after"), [(b, a) for b in ROAD[2:] for a in ROAD if ("project", str(b), str(a)) not in TRANSITIONS]
)
def test_no_stage_is_skipped_and_none_is_walked_back(before: ProjectStage, after: ProjectStage):
    found = check_transition(
        "project",
        str(before),
        str(after),
        Brought(has_evidence=True, has_reason=True),
        day=DAY,
        last_day=DAY,
        today=DAY,
    )
    assert [item.code for item in found] == ["project.step_not_allowed"]
