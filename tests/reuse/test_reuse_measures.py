"""A measure from plan to new use: the land follows, the same table holds in code and database, races end well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.db.engine import create_app_engine, transaction
from gisapp.db.errors import domain_error
from gisapp.kernel.errors import Conflict, DomainError, Invalid, NotFound, RuleViolation
from gisapp.land.plots import find_plot
from gisapp.parties.parties import parties_of_plot, revise_parties
from gisapp.reuse.commands import StepDraft, take_back, take_step
from gisapp.reuse.lifecycle import TRANSITIONS
from gisapp.reuse.measure_register import MeasureDraft, Targets, register_measure, revise_targets
from gisapp.reuse.measures import MEASURES
from gisapp.reuse.milestones import MilestoneChange, change_milestone, set_milestone
from gisapp.reuse.queries import ReuseFilter, list_measures, read_sheet, read_start
from gisapp.reuse.site_facts import FiguresDraft, add_figures, take_yearly_figures, withdraw_fact
from tests.builders.contract import a_contract, a_party
from tests.builders.evidence import an_evidence_file
from tests.builders.idle_case import a_case, standing, walk
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.builders.reuse import CLERK, FIRST, TODAY, a_measure, a_temporary_use, stage_of, the_facts
from tests.harness.examples import examples


@pytest.fixture
def park(db: Session):
    return a_park(db)


def a_step(db: Session, park, measure_id: int, stage: str, **more) -> None:
    draft = StepDraft(stage, more.pop("day", TODAY), evidence_ids=(an_evidence_file(db, park),), **more)
    take_step(db, CLERK, measure_id, draft, today=TODAY)


# the table ---------------------------------------------------------------------------------------------------------------


def test_the_database_holds_the_same_tables(db: Session):
    columns = "machine, road, from_state, to_state, needs_evidence, needs_reason, needs_area, needs_left, needs_came, needs_after"
    stored = {tuple(row) for row in db.execute(text(f"select {columns} from reuse_transition"))}
    assert stored == {tuple(getattr(way, name) for name in columns.split(", ")) for way in TRANSITIONS.values()}
    roads = {tuple(row) for row in db.execute(text("select measure, road from reuse_road"))}
    assert roads == {(str(measure), str(spec.road)) for measure, spec in MEASURES.items()}


STEP = st.tuples(
    st.sampled_from(["approved", "implementing", "released", "prepared", "resupplied", "reused", "abandoned"]),
    st.integers(-1, 3),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, 1, 20_000, 60_000, 60_001]),
)


@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(STEP, min_size=1, max_size=8),
    measure=st.sampled_from(["buy_back", "judicial", "upgrade"]),
    has_facts=st.booleans(),
)
def test_rule_and_database_refuse_the_same_steps(db: Session, steps: list, measure: str, has_facts: bool):
    with db.begin_nested() as nothing_stays:
        park = a_park(db, code="P9")
        plot_id = a_plot(db, park)
        measure_id = a_measure(db, park, plot_id, measure)
        proof = an_evidence_file(db, park)
        if has_facts:
            the_facts(db, measure_id, proof, FIRST)
        day, number, before = FIRST, 2, "planned"
        for stage, days, with_proof, with_reason, area in steps:
            taken = day + timedelta(days=days)
            proofs, reason = ([proof] if with_proof else []), ("理由" if with_reason else "")
            try:
                with db.begin_nested():
                    db.execute(
                        text(
                            "insert into reuse_step (measure_id, sequence, from_stage, stage, taken_on, released_m2, reason, evidence_ids, actor_name)"
                            " values (:m, :n, :before, :stage, :day, :area, :reason, :proofs, '经办人')"
                        ),
                        {"m": measure_id, "n": number, "before": before, "stage": stage, "day": taken, "area": area, "reason": reason, "proofs": proofs},
                    )  # fmt: skip
                    raise _Accepted
            except _Accepted:
                stored = True
            except DBAPIError as error:
                stored = False
                assert domain_error(error) is not None
            draft = StepDraft(
                stage, taken, None if area is None else Decimal(area), reason=reason, evidence_ids=tuple(proofs)
            )
            try:
                with db.begin_nested():
                    take_step(db, CLERK, measure_id, draft, today=TODAY)
                allowed = True
            except DomainError:
                allowed = False
            assert allowed == stored, (measure, before, stage, taken, area, proofs, reason)
            if allowed:
                day, number, before = taken, number + 1, stage
        nothing_stays.rollback()


class _Accepted(Exception):
    """The database took the row; it is rolled back."""


# the land follows ----------------------------------------------------------------------------------------------------------


def test_bought_back_land_leaves_its_holder_and_may_be_supplied_again(db: Session, park):
    plot_id = a_plot(db, park, supply="not_ready", development="not_applicable", compliance="not_applicable")
    party = a_party(db)
    revise_parties(
        db, CLERK, plot_id, [{"party_id": party, "role": "holder"}], valid_from=date(2021, 1, 1), reason="出让", document=None
    )  # fmt: skip
    measure_id = a_measure(db, park, plot_id, stage="implementing", released_m2="60000")
    area = find_plot(db, CLERK, plot_id, TODAY)["area_m2"]
    a_step(db, park, measure_id, "released", day=date(2026, 1, 10), released_m2=Decimal(area))
    assert [row["name_zh"] for row in parties_of_plot(db, plot_id, date(2026, 1, 9))] == ["示例制造有限公司"]
    assert parties_of_plot(db, plot_id, date(2026, 1, 10)) == []
    assert find_plot(db, CLERK, plot_id, date(2026, 1, 10))["land_control"] == "reserved"
    a_step(db, park, measure_id, "prepared", day=date(2026, 3, 1))
    plot = find_plot(db, CLERK, plot_id, TODAY)
    assert (plot["land_control"], plot["supply"], plot["stage"]) == ("cleared", "prepared", "prepared")
    origin = db.execute(text("select plot_id, reuse_no, measure from reuse_origin_on(:day)"), {"day": TODAY}).all()
    assert [tuple(row) for row in origin] == [(plot_id, "PH2025-001", "buy_back")]
    before = db.execute(text("select count(*) from reuse_origin_on(date '2026-02-28')")).scalar_one()
    assert before == 0


def test_land_supplied_again_names_the_contract_in_force_then(db: Session, park):
    plot_id = a_plot(db, park, development="not_started")
    measure_id = a_measure(db, park, plot_id, stage="prepared")
    the_facts(db, measure_id, an_evidence_file(db, park), FIRST)
    a_contract(db, plot_id, contract_no="示例合同-新")
    a_step(db, park, measure_id, "resupplied", day=TODAY)
    (step,) = [row for row in read_sheet(db, CLERK, measure_id, TODAY)["steps"] if row["stage"] == "resupplied"]
    assert step["contract_no"] == "示例合同-新"


def test_re_cut_land_keeps_its_origin(db: Session, park):
    plot_id = a_plot(
        db, park, valid_to="2026-04-01", supply="not_ready", development="not_applicable", compliance="not_applicable"
    )
    measure_id = a_measure(db, park, plot_id, stage="released", released_m2="20000")
    a_step(db, park, measure_id, "prepared", day=date(2026, 3, 1))
    west = a_plot(
        db,
        park,
        "P4-001A",
        box=(100, 100, 100, 300),
        valid_from="2026-04-01",
        supply="prepared",
        development="not_applicable",
    )
    east = a_plot(
        db,
        park,
        "P4-001B",
        box=(200, 100, 100, 300),
        valid_from="2026-04-01",
        supply="prepared",
        development="not_applicable",
    )
    a_plot(db, park, "P4-002", box=(300, 100, 100, 300))
    found = db.execute(text("select plot_id from reuse_origin_on(:day) order by 1"), {"day": TODAY}).scalars().all()
    assert found == [west, east]


def test_a_part_that_was_released_leaves_the_plot_as_it_is_and_says_so(db: Session, park):
    plot_id = a_plot(db, park, supply="not_ready", development="not_applicable", compliance="not_applicable")
    measure_id = a_measure(db, park, plot_id, stage="implementing", area_m2="20000")
    found = take_step(
        db, CLERK, measure_id, StepDraft("released", TODAY, Decimal(20_000), evidence_ids=(an_evidence_file(db, park),)), today=TODAY
    )  # fmt: skip
    assert [item.code for item in found] == ["reuse.part_to_be_cut"]
    assert find_plot(db, CLERK, plot_id, TODAY)["land_control"] == "cleared"


def test_land_whose_contract_is_in_force_is_not_released(db: Session, park):
    plot_id = a_plot(db, park)
    a_contract(db, plot_id)
    measure_id = a_measure(db, park, plot_id, stage="implementing")
    with pytest.raises(RuleViolation) as refused:
        a_step(db, park, measure_id, "released", released_m2=Decimal(20_000))
    assert [item.code for item in refused.value.findings] == ["reuse.contract_in_force"]


def test_land_with_a_running_temporary_use_is_not_prepared(db: Session, park):
    plot_id = a_plot(db, park, supply="not_ready", development="not_applicable", compliance="not_applicable")
    measure_id = a_measure(db, park, plot_id, stage="released")
    a_temporary_use(db, park, plot_id)
    with pytest.raises(RuleViolation) as refused:
        a_step(db, park, measure_id, "prepared")
    assert [item.code for item in refused.value.findings] == ["reuse.temporary_use_open"]


def test_released_areas_of_parts_together_stay_within_the_plot(db: Session, park):
    plot_id = a_plot(db, park, supply="not_ready", development="not_applicable", compliance="not_applicable")
    a_measure(db, park, plot_id, "buy_back", stage="released", area_m2="40000", released_m2="40000")
    second = a_measure(db, park, plot_id, "swap", stage="implementing", area_m2="30000")
    area = find_plot(db, CLERK, plot_id, TODAY)["area_m2"]
    left = Decimal(area) - 40_000
    with pytest.raises(RuleViolation) as refused:
        a_step(db, park, second, "released", released_m2=left + Decimal("0.01"))
    assert refused.value.findings[0].code == "reuse.area_beyond_plot"
    a_step(db, park, second, "released", released_m2=left)


def test_the_release_of_bought_back_land_closes_its_case(db: Session, park):
    plot_id = a_plot(db, park, supply="not_ready", development="not_applicable", compliance="not_applicable")
    proof = an_evidence_file(db, park)
    case = a_case(db, park, plot_id)
    walk(db, case, "performing", receipt=proof, side="own", measure="recover")
    draft = MeasureDraft(plot_id, "recovery", "idle_case", date(2026, 6, 1), case_id=case.case_id)
    measure_id = register_measure(db, CLERK, draft, today=TODAY)
    the_facts(db, measure_id, proof, date(2026, 6, 1))
    for stage in ("approved", "implementing"):
        a_step(db, park, measure_id, stage, day=date(2026, 6, 2))
    with pytest.raises(Conflict) as early, db.begin_nested():
        a_step(db, park, measure_id, "abandoned", day=date(2026, 6, 3), reason="试", close_case=True)
    assert early.value.code == "reuse.case_not_performing"
    area = Decimal(find_plot(db, CLERK, plot_id, TODAY)["area_m2"])
    a_step(db, park, measure_id, "released", day=date(2026, 6, 20), released_m2=area, close_case=True)
    assert standing(db, case.case_id, TODAY)["state"] == "closed"
    a_step(db, park, measure_id, "prepared", day=date(2026, 7, 1))
    origin = db.execute(text("select case_no from reuse_origin_on(:day)"), {"day": TODAY}).scalar_one()
    assert origin == case.case_no
    assert read_start(db, CLERK, plot_id, None, TODAY)["case_id"] is None


def test_an_open_case_is_reminded_of(db: Session, park):
    plot_id = a_plot(db, park, supply="not_ready", development="not_applicable", compliance="not_applicable")
    case = a_case(db, park, plot_id)
    draft = MeasureDraft(plot_id, "buy_back", "idle_case", date(2026, 6, 1), case_id=case.case_id)
    measure_id = register_measure(db, CLERK, draft, today=TODAY)
    the_facts(db, measure_id, an_evidence_file(db, park), date(2026, 6, 1))
    for stage in ("approved", "implementing"):
        a_step(db, park, measure_id, stage)
    found = take_step(
        db, CLERK, measure_id, StepDraft("released", TODAY, Decimal(1_000), evidence_ids=(an_evidence_file(db, park),)), today=TODAY
    )  # fmt: skip
    assert [item.code for item in found] == ["reuse.case_open", "reuse.part_to_be_cut"]


def test_figures_are_taken_from_the_yearly_ones_by_the_share_of_the_land(db: Session, park):
    plot_id = a_plot(db, park)
    measure_id = a_measure(db, park, plot_id)
    figure = db.execute(
        text(
            "insert into enterprise_year (zone_id, park_id, party_id, year, is_above_size, tax_yuan, staff, source, recorded_by_name)"
            " values (:zone, :park, :party, 2024, true, 900000, 30, '测试', '测试') returning id"
        ),
        {"zone": park.zone_id, "park": park.park_id, "party": a_party(db)},
    ).scalar_one()
    for plot, area in ((plot_id, 20_000), (None, 10_000)):
        db.execute(
            text(
                "insert into enterprise_year_land (figure_id, plot_id, kind, area_m2) values (:f, :p, 'registered', :a)"
            ),
            {"f": figure, "p": plot, "a": area},
        )
    with pytest.raises(NotFound):
        take_yearly_figures(db, CLERK, measure_id, side="before", year=2023, today=TODAY)
    take_yearly_figures(db, CLERK, measure_id, side="before", year=2024, today=TODAY)
    before = read_sheet(db, CLERK, measure_id, TODAY)["before"]
    assert (before["tax_yuan"], before["staff"], before["area_m2"], before["output_yuan"]) == (
        600_000,
        20,
        20_000,
        None,
    )
    assert "分摊" in before["source_zh"]


# registering, targets, facts -------------------------------------------------------------------------------------------------


def test_a_measure_is_about_no_more_than_the_plot(db: Session, park):
    plot_id = a_plot(db, park)
    area = find_plot(db, CLERK, plot_id, TODAY)["area_m2"]
    with pytest.raises(Invalid) as refused:
        a_measure(db, park, plot_id, area_m2=str(Decimal(area) + 1))
    assert refused.value.code == "reuse.area_beyond_plot"
    a_measure(db, park, plot_id, area_m2=str(area))


def test_the_same_measure_runs_once_on_a_plot(db: Session, park):
    plot_id = a_plot(db, park)
    a_measure(db, park, plot_id)
    with pytest.raises(DBAPIError) as refused, db.begin_nested():
        a_measure(db, park, plot_id)
    assert domain_error(refused.value).code == "reuse.running_already"
    a_measure(db, park, plot_id, "upgrade")


def test_an_idle_case_as_origin_is_named_and_others_have_none(db: Session, park):
    plot_id = a_plot(db, park)
    with pytest.raises(Invalid) as refused:
        register_measure(db, CLERK, MeasureDraft(plot_id, "swap", "idle_case", FIRST), today=TODAY)
    assert refused.value.code == "reuse.case_missing"


def test_targets_get_versions_and_the_sheet_shows_the_one_of_the_day(db: Session, park):
    plot_id = a_plot(db, park)
    measure_id = a_measure(
        db, park, plot_id, targets=Targets(release_m2=Decimal(20_000), release_by=date(2025, 12, 31))
    )
    revise_targets(
        db, CLERK, measure_id, Targets(release_m2=Decimal(20_000), release_by=date(2026, 12, 31)), holds_from=date(2026, 2, 1),
        reason="补偿未谈妥", evidence_ids=[], today=TODAY,
    )  # fmt: skip
    assert read_sheet(db, CLERK, measure_id, date(2026, 1, 31))["is_overdue"]
    sheet = read_sheet(db, CLERK, measure_id, TODAY)
    assert (sheet["release_by"], sheet["is_overdue"], [row["version_no"] for row in sheet["targets"]]) == (
        date(2026, 12, 31),
        False,
        [2, 1],
    )
    with pytest.raises(Invalid):
        revise_targets(
            db, CLERK, measure_id, Targets(release_m2=Decimal(70_000)), holds_from=TODAY, reason="扩大", evidence_ids=[], today=TODAY
        )  # fmt: skip


def test_figures_need_evidence_and_the_newest_hold_until_taken_back(db: Session, park):
    measure_id = a_measure(db, park, a_plot(db, park))
    draft = FiguresDraft("before", 2024, Decimal(20_000), tax_yuan=Decimal(100_000))
    with pytest.raises(Invalid) as unproved:
        add_figures(db, CLERK, measure_id, draft, evidence_ids=[], today=TODAY)
    assert unproved.value.code == "reuse.figures_unproved"
    proof = [an_evidence_file(db, park)]
    add_figures(db, CLERK, measure_id, draft, evidence_ids=proof, today=TODAY)
    wrong = FiguresDraft("before", 2024, Decimal(20_000), tax_yuan=Decimal(900_000))
    wrong_id = add_figures(db, CLERK, measure_id, wrong, evidence_ids=proof, today=TODAY)
    assert read_sheet(db, CLERK, measure_id, TODAY)["before"]["tax_yuan"] == 900_000
    withdraw_fact(db, CLERK, measure_id, "figures", wrong_id, reason="单位看错", today=TODAY)
    sheet = read_sheet(db, CLERK, measure_id, TODAY)
    assert sheet["before"]["tax_yuan"] == 100_000
    assert [row["taken_back_reason"] for row in sheet["figures"]] == ["单位看错", None]
    with pytest.raises(Conflict):
        withdraw_fact(db, CLERK, measure_id, "figures", wrong_id, reason="再撤", today=TODAY)


def test_what_a_step_rests_on_is_not_taken_back(db: Session, park):
    plot_id = a_plot(db, park, supply="not_ready", development="not_applicable", compliance="not_applicable")
    measure_id = a_measure(db, park, plot_id, stage="released")
    left = next(row for row in read_sheet(db, CLERK, measure_id, TODAY)["parties"] if row["direction"] == "left")
    with pytest.raises(DBAPIError) as refused, db.begin_nested():
        withdraw_fact(db, CLERK, measure_id, "party", left["id"], reason="录错", today=TODAY)
    assert domain_error(refused.value).code == "reuse.step_rests_on_it"


def test_the_last_step_is_taken_back_in_view_and_the_first_never(db: Session, park):
    measure_id = a_measure(db, park, a_plot(db, park), stage="approved")
    planned, approved = read_sheet(db, CLERK, measure_id, TODAY)["steps"]
    with pytest.raises(DBAPIError) as refused, db.begin_nested():
        take_back(db, CLERK, measure_id, planned["id"], reason="录错", today=TODAY)
    assert domain_error(refused.value).code == "reuse.step_not_last"
    take_back(db, CLERK, measure_id, approved["id"], reason="批文看错", today=TODAY)
    assert stage_of(db, measure_id) == "planned"
    assert read_sheet(db, CLERK, measure_id, TODAY)["steps"][1]["taken_back_reason"] == "批文看错"
    a_step(db, park, measure_id, "approved")


def test_a_milestone_is_set_moved_and_reached(db: Session, park):
    measure_id = a_measure(db, park, a_plot(db, park))
    one = set_milestone(
        db, CLERK, measure_id, kind="agreement", title_zh="", due_on=date(2026, 11, 1), today=date(2026, 10, 1)
    )
    assert read_sheet(db, CLERK, measure_id, TODAY)["milestones"][0]["state"] == "overdue"
    with pytest.raises(Invalid):
        change_milestone(db, CLERK, one, MilestoneChange(act="done", done_on=TODAY), today=TODAY)
    change_milestone(
        db,
        CLERK,
        one,
        MilestoneChange(act="done", done_on=TODAY, evidence_ids=[an_evidence_file(db, park)]),
        today=TODAY,
    )
    shown = read_sheet(db, CLERK, measure_id, TODAY)["milestones"][0]
    assert (shown["title_zh"], shown["state"], shown["late_days"]) == ("签订协议", "done_late", 22)
    with pytest.raises(Conflict):
        change_milestone(
            db, CLERK, one, MilestoneChange(act="move", due_on=date(2027, 1, 1), reason="推迟"), today=TODAY
        )


def test_the_list_sums_what_it_shows(db: Session, park):
    for number, stage in enumerate(("planned", "implementing", "reused")):
        plot_id = a_plot(
            db,
            park,
            f"P4-00{number}",
            box=(100 + 300 * number, 100, 200, 300),
            supply="not_ready",
            development="not_applicable",
            compliance="not_applicable",
        )
        a_measure(db, park, plot_id, "upgrade", stage=stage, area_m2="20000")
    found = list_measures(db, CLERK, TODAY, ReuseFilter())
    assert (found["total"], found["area_m2"], found["released_m2"], found["reused_m2"]) == (3, 60_000, 20_000, 20_000)
    assert found["by_stage"] == {"planned": 1, "implementing": 1, "reused": 1}
    assert list_measures(db, CLERK, TODAY, ReuseFilter(stages=("reused",)))["total"] == 1
    overdue = sum(row["is_overdue"] for row in found["items"])
    soon = sum(row["is_overdue"] or row["is_soon"] for row in found["items"])
    for asked, count in (
        ({"q": "Ｐ４－００"}, found["total"]), ({"q": "%"}, 0), ({"parks": ("P9",)}, 0), ({"due": "overdue"}, overdue), ({"due": "soon"}, soon),
    ):  # fmt: skip
        assert list_measures(db, CLERK, TODAY, ReuseFilter(**asked))["total"] == count, asked
    assert list_measures(db, CLERK, FIRST - timedelta(days=1), ReuseFilter())["total"] == 0


def test_a_new_measure_starts_from_what_is_known_of_the_plot(db: Session, park):
    plot_id = a_plot(db, park)
    a_measure(db, park, plot_id)
    start = read_start(db, CLERK, plot_id, None, TODAY)
    assert [row["measure"] for row in start["running"]] == ["buy_back"]
    assert start["case_id"] is None
    with pytest.raises(NotFound):
        read_start(db, CLERK, plot_id + 1, None, TODAY)


# races -------------------------------------------------------------------------------------------------------------------


def at_once(engine: Engine, act: Callable[[Session], object]) -> list[str]:
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
            told = domain_error(refusal)
            ends.append(told.code if told else str(refusal))

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(ends)


@pytest.fixture
def committed(fresh_url: str):
    engine = create_app_engine(fresh_url)
    yield engine
    engine.dispose()


def test_two_officers_who_take_the_same_step_take_it_once(committed: Engine):
    with transaction(committed) as session:
        park = a_park(session)
        measure_id = a_measure(session, park, a_plot(session, park))
        proof = an_evidence_file(session, park)
    draft = StepDraft("approved", TODAY, evidence_ids=(proof,))
    ends = at_once(committed, lambda session: take_step(session, CLERK, measure_id, draft, today=TODAY))
    assert ends[0] == "done"
    assert ends[1] in ("reuse.changed_meanwhile", "reuse.step_refused")


def test_two_officers_who_start_the_same_measure_start_it_once(committed: Engine):
    with transaction(committed) as session:
        park = a_park(session)
        plot_id = a_plot(session, park)
    ends = at_once(
        committed, lambda session: register_measure(session, CLERK, MeasureDraft(plot_id, "swap", "initiative", FIRST), today=TODAY)
    )  # fmt: skip
    assert ends == ["done", "reuse.running_already"]
