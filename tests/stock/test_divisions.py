"""Plots divided by officers: exact sums, days before stay as they were, two at once are one, decisions and approvals move patches."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.db.engine import create_app_engine, transaction
from gisapp.kernel.errors import Conflict, DomainError, Invalid
from gisapp.land.states import StateBasis, change_state
from gisapp.stock.approvals import ApprovalDraft, add_approval, correct_approval, list_approvals, withdraw_approval
from gisapp.stock.decisions import decide_patch
from gisapp.stock.definitions import DefinitionDraft, list_definitions, revise_definition
from gisapp.stock.divisions import Cut, Revision, divide_plot, preview_cut, revise_part, undivide_plot
from gisapp.stock.months import freeze_month, show_months
from gisapp.stock.part_store import PartDraft
from gisapp.stock.patch_filter import PatchFilter
from gisapp.stock.refresh import refresh_stock
from gisapp.stock.stock import list_patches, patches_of_plot, show_identity, show_ladder
from gisapp.stock.terms import ApprovalKind, CutMethod, CutSide, PartUse, StockClass
from tests.builders.ground import lonlat, metres
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.conftest import TODAY

OFFICER = system_principal("土地管理人员")
SINCE = date(2026, 10, 20)
USED, VACANT = PartDraft("厂区", PartUse.USED), PartDraft("空地", PartUse.VACANT)


@pytest.fixture
def plot(db: Session) -> int:
    """A plot of 200 by 300 metres that is in production, in a park whose patches are worked out."""
    found = a_plot(db, a_park(db))
    refresh_stock(db, TODAY)
    return found


def seen(db: Session, plot_id: int) -> str:
    ids = db.execute(
        text("select id from stock_part where plot_id = :id and upper_inf(recorded) and upper_inf(valid) order by id"),
        {"id": plot_id},
    ).scalars()
    return ",".join(map(str, ids))


def divide(
    db: Session, plot_id: int, cut: Cut, *drafts: PartDraft, token: str | None = None, since: date = SINCE
) -> None:
    divide_plot(
        db,
        OFFICER,
        plot_id,
        cut,
        drafts or (VACANT, USED),
        Revision(
            seen=seen(db, plot_id) if token is None else token, valid_from=since, reason="现场核查", evidence_ids=[]
        ),
        today=TODAY,
    )
    db.execute(text("set constraints all immediate"))
    db.execute(text("set constraints all deferred"))


def classes(db: Session, plot_id: int, day: date) -> list[tuple[str, int]]:
    found = patches_of_plot(db, OFFICER, plot_id, day)
    return sorted((item["stock_class"], round(item["area_m2"])) for item in found["items"])


QUARTER = Cut(CutMethod.AREA, area_m2=15_000, side=CutSide.NORTH)


def test_a_quarter_cut_off_is_a_patch_of_its_own_from_its_day_on(db: Session, plot: int):
    shown = preview_cut(db, OFFICER, plot, QUARTER, TODAY)
    assert [round(piece["area_m2"], 2) for piece in shown["pieces"]] == [15_000.00, 45_000.00]
    assert seen(db, plot) == shown["seen"] == ""
    divide(db, plot, QUARTER)
    assert classes(db, plot, SINCE) == [("in_good_use", 45_000), ("partly_used", 15_000)]
    assert classes(db, plot, date(2026, 10, 19)) == [("in_good_use", 60_000)]
    (park,) = show_identity(db, OFFICER, TODAY)["parks"]
    assert abs(park["patch_m2"] - park["park_m2"]) < Decimal("0.05")
    assert park["gap_m2"] == park["overlap_m2"] == 0


def test_a_change_of_facts_is_told_until_the_classes_are_worked_out_again(db: Session, plot: int):
    divide(db, plot, QUARTER)
    assert patches_of_plot(db, OFFICER, plot, TODAY)["is_stale"] is False
    change_state(
        db, OFFICER, plot, {"servicing": "seven"}, StateBasis(reason="配套完成", document=None), valid_from=TODAY
    )
    assert patches_of_plot(db, OFFICER, plot, TODAY)["is_stale"] is True
    assert show_ladder(db, OFFICER, TODAY, PatchFilter())["is_stale"] is True
    refresh_stock(db, TODAY)
    assert show_ladder(db, OFFICER, TODAY, PatchFilter())["is_stale"] is False


def test_a_part_is_cut_again_revised_and_all_is_made_one(db: Session, plot: int):
    divide(db, plot, QUARTER)
    line = {
        "type": "LineString",
        "coordinates": [list(p) for p in lonlat(metres(150, 50, 50, 400)).exterior.coords[:2]],
    }
    divide(
        db,
        plot,
        Cut(CutMethod.LINE, part_no=2, geometry=line),
        USED,
        PartDraft("二期", PartUse.STOPPED),
        since=date(2026, 11, 1),
    )
    assert classes(db, plot, TODAY) == [("built_idle", 22_500), ("in_good_use", 22_500), ("partly_used", 15_000)]
    revise_part(
        db,
        OFFICER,
        plot,
        1,
        PartDraft("绿地", PartUse.PUBLIC),
        Revision(seen=seen(db, plot), valid_from=date(2026, 11, 10), reason="改为代征绿地", evidence_ids=[]),
        today=TODAY,
    )
    assert classes(db, plot, TODAY)[-1] == ("not_for_supply", 15_000)
    assert classes(db, plot, date(2026, 11, 9))[-1] == ("partly_used", 15_000)
    undivide_plot(db, OFFICER, plot, seen=seen(db, plot), valid_from=TODAY, reason="合并", today=TODAY)
    assert classes(db, plot, TODAY) == [("in_good_use", 60_000)]
    assert len(classes(db, plot, date(2026, 11, 22))) == 3


def test_a_polygon_that_hangs_over_takes_only_what_is_in_the_plot(db: Session, plot: int):
    shape = lonlat(metres(0, 0, 150, 1000))
    geometry = {"type": "Polygon", "coordinates": [[list(point) for point in shape.exterior.coords]]}
    divide(db, plot, Cut(CutMethod.POLYGON, geometry=geometry))
    assert classes(db, plot, TODAY) == [("in_good_use", 45_000), ("partly_used", 15_000)]


def test_what_cannot_be_is_refused_with_what_to_do(db: Session, plot: int):
    with pytest.raises(Invalid) as small:
        divide(db, plot, Cut(CutMethod.AREA, area_m2=19.9))
    assert small.value.code == "stock.part_too_small"
    with pytest.raises(Invalid) as unnamed:
        divide(db, plot, QUARTER, USED)
    assert unnamed.value.code == "stock.parts_unnamed"
    divide(db, plot, QUARTER)
    with pytest.raises(Conflict) as stale:
        divide(db, plot, Cut(CutMethod.AREA, part_no=1, area_m2=1000), token="")
    assert stale.value.code == "stock.divided_meanwhile"
    with pytest.raises(Conflict) as whole:
        divide(db, plot, QUARTER)
    assert whole.value.code == "stock.divided_already"
    with pytest.raises(Conflict) as later:
        divide(db, plot, QUARTER, token="", since=date(2026, 10, 1))
    assert later.value.code == "stock.divided_later"


def test_two_who_divide_one_plot_at_once_are_one(fresh_url: str):
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        plot_id = a_plot(session, a_park(session))
        refresh_stock(session, TODAY)
    start, ends = Barrier(2), []

    def run(side: CutSide) -> None:
        try:
            with transaction(engine) as session:
                start.wait(10)
                divide_plot(session, OFFICER, plot_id, Cut(CutMethod.AREA, area_m2=9_000, side=side), (VACANT, USED), Revision(seen="", valid_from=SINCE, reason="现场核查", evidence_ids=[]), today=TODAY)  # fmt: skip
            ends.append("done")
        except DomainError as refusal:
            ends.append(refusal.code)

    threads = [Thread(target=run, args=(side,)) for side in (CutSide.EAST, CutSide.WEST)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(ends) == ["done", "stock.divided_meanwhile"]
    with transaction(engine) as session:
        assert sum(area for _, area in classes(session, plot_id, TODAY)) == 60_000
        assert [park["gap_m2"] for park in show_identity(session, OFFICER, TODAY)["parks"]] == [0]
    engine.dispose()


def test_ground_that_nobody_knows_is_decided_by_an_officer_and_then_passes(db: Session, plot: int):
    before = show_identity(db, OFFICER, TODAY)["parks"][0]
    assert [finding["code"] for finding in before["findings"]] == ["stock.unclassified"]
    (patch,) = list_patches(db, OFFICER, TODAY, PatchFilter(classes=["unclassified"]))["items"]
    draft = PartDraft("园区道路", PartUse.PUBLIC, StockClass.NOT_FOR_SUPPLY)
    decide_patch(db, OFFICER, patch["id"], draft, valid_from=SINCE, reason="均为道路", evidence_ids=[], today=TODAY)
    db.execute(text("set constraints all immediate"))
    assert show_identity(db, OFFICER, TODAY)["passes"]
    assert not show_identity(db, OFFICER, date(2026, 10, 19))["passes"]
    (decided,) = list_patches(db, OFFICER, TODAY, PatchFilter(is_decided=True))["items"]
    assert (decided["stock_class"], decided["label_zh"]) == ("not_for_supply", "园区道路")


def approval(**more) -> ApprovalDraft:
    ground = lonlat(metres(0, 1000, 2000, 500))
    from shapely import MultiPolygon

    values = {
        "kind": ApprovalKind.BATCH,
        "approval_no": "示例政土〔2025〕01号",
        "title": "第一批次",
        "approved_on": date(2025, 5, 1),
        "area_m2": Decimal(1_000_000),
        "geometry": MultiPolygon([ground]),
    }
    return ApprovalDraft(**{**values, **more})


def test_an_approval_moves_its_very_ground_to_unsupplied_from_its_day_on(db: Session, plot: int):
    one = add_approval(db, OFFICER, approval(), TODAY)
    areas = {
        day: sum(
            item["area_m2"]
            for item in list_patches(db, OFFICER, day, PatchFilter(classes=["approved_unsupplied"]))["items"]
        )
        for day in (date(2025, 4, 30), date(2025, 5, 1), TODAY)
    }
    assert [round(value) for value in areas.values()] == [0, 1_000_000, 1_000_000]
    assert list_approvals(db, OFFICER, TODAY)[0]["findings"] == []
    other = correct_approval(
        db, OFFICER, one, approval(geometry=None, area_m2=Decimal(1_020_409), valid_to=TODAY), "失效", TODAY
    )
    page = list_patches(db, OFFICER, TODAY, PatchFilter(classes=["approved_unsupplied"]))
    assert page["total"] == 0
    (shown,) = list_approvals(db, OFFICER, TODAY)
    assert not shown["holds"]
    assert shown["findings"][0]["code"] == "stock.approval_area_differs"
    withdraw_approval(db, OFFICER, other, "登记错误", TODAY)
    assert list_approvals(db, OFFICER, TODAY) == []


def test_a_definition_of_another_day_moves_ground_from_that_day_on(db: Session, plot: int):
    before = next(row for row in list_definitions(db, TODAY) if row["stock_class"] == "not_for_supply")
    same = DefinitionDraft(
        StockClass.NOT_FOR_SUPPLY,
        before["definition_zh"],
        before["definition_en"],
        before["land_use_codes"],
        before["basis"],
        False,
        SINCE,
        "试",
    )
    with pytest.raises(Conflict) as refusal:
        revise_definition(db, OFFICER, same, TODAY)
    assert refusal.value.code == "stock.definition_unchanged"
    draft = DefinitionDraft(StockClass.NOT_FOR_SUPPLY, "道路、绿地、水域和公用设施", "", ["12", "13", "14", "17"], "本区口径", True, SINCE, "增加公用设施")  # fmt: skip
    revise_definition(db, OFFICER, draft, TODAY)
    held = {
        row["effective_from"]: row["land_use_codes"]
        for row in list_definitions(db, TODAY)
        if row["stock_class"] == "not_for_supply"
    }
    assert held == {date(2000, 1, 1): ["12", "14", "17"], SINCE: ["12", "13", "14", "17"]}


def test_a_later_knowledge_restates_a_frozen_month_with_a_reason_and_the_first_figure_stays(db: Session, plot: int):
    october = date(2026, 10, 1)
    freeze_month(db, OFFICER, october, TODAY)
    with pytest.raises(Conflict) as again:
        freeze_month(db, OFFICER, october, TODAY)
    assert again.value.code == "stock.frozen_already"
    with pytest.raises(Conflict) as same:
        freeze_month(db, OFFICER, october, TODAY, reason="无变化")
    assert same.value.code == "stock.restatement_unchanged"
    divide(db, plot, QUARTER)
    shown = show_months(db, OFFICER, TODAY, count=2)["months"][1]
    apart = {item["line"]: round(item["difference_m2"]) for item in shown["deviations"]}
    assert apart == {"partly_used": 15_000, "in_good_use": -15_000}
    freeze_month(db, OFFICER, october, TODAY, reason="补录空地")
    shown = show_months(db, OFFICER, TODAY, count=2)["months"][1]
    assert shown["deviations"] == []
    closing = [
        {line["line"]: line["closing_m2"] for line in report["figures"]}["partly_used"] for report in shown["reports"]
    ]
    assert closing == [Decimal(0), Decimal("15000.00")]
    with pytest.raises(Conflict) as early:
        freeze_month(db, OFFICER, date(2026, 11, 1), TODAY)
    assert early.value.code == "stock.month_open"


def test_whatever_changes_a_fact_makes_the_park_stale_until_it_is_worked_out_again(db: Session, plot: int):
    def is_stale() -> bool:
        return show_identity(db, OFFICER, TODAY)["parks"][0]["is_stale"]

    assert not is_stale()
    db.execute(
        text(
            "update plot_state set recorded = tstzrange(lower(recorded), clock_timestamp() + interval '1 second') where plot_id = :id"
        ),
        {"id": plot},
    )
    assert is_stale()
    assert refresh_stock(db, TODAY).written > 0
    assert not is_stale()
