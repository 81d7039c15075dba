"""Frozen months: what was shown stays to the byte, the database refuses to change it, and what is known later stands beside it."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.auth.principal import account_principal
from gisapp.cockpit import report_document  # noqa: F401
from gisapp.cockpit.cockpit import read_cockpit
from gisapp.cockpit.figures import all_figures
from gisapp.cockpit.monthly_reports import (
    explain_restatement,
    freeze_month,
    list_reports,
    locate_report,
    restate,
    verify_report,
)
from gisapp.cockpit.report_content import canonical, digest
from gisapp.cockpit.report_workbook import counted_totals, report_workbook
from gisapp.db.engine import APPLICATION_ROLE, create_app_engine, transaction
from gisapp.db.errors import domain_error
from gisapp.documents.issue import issue_from_source
from gisapp.documents.register import document_bytes
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.errors import Conflict, DomainError, Forbidden, Invalid, NotFound
from gisapp.land.states import StateBasis, change_state

ZONE = "411671"
TODAY = date(2026, 11, 23)
CLOCK = FixedClock(TODAY)
SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
LEADER = account_principal(None, "领导", Role.LEADER, None)  # type: ignore[arg-type]  # the demo register has no accounts
OFFICER = account_principal(None, "经办", Role.OFFICER, None)  # type: ignore[arg-type]


FORGOTTEN = (
    "alter table monthly_report disable trigger user", "alter table monthly_report_reason disable trigger user",
    "delete from monthly_report_reason", "delete from monthly_report",
    "alter table monthly_report enable trigger user", "alter table monthly_report_reason enable trigger user",
)  # fmt: skip
"""The months that the demo has frozen are taken away by the owner of the database, so that one can be frozen here."""


@pytest.fixture
def demo_db(demo_db: Session) -> Session:
    demo_db.execute(text("reset role"))
    for statement in FORGOTTEN:
        demo_db.execute(text(statement))
    demo_db.execute(text(f"set role {APPLICATION_ROLE}"))
    return demo_db


@pytest.fixture
def october(demo_db: Session) -> int:
    return freeze_month(demo_db, LEADER, CLOCK, ZONE, OCTOBER)


def of_one_park(session: Session, code: str):
    park_id = session.execute(text("select id from park where code = :code"), {"code": code}).scalar_one()
    return account_principal(2, "园区领导", Role.LEADER, (park_id,))


def test_the_frozen_figures_are_those_of_the_last_day_and_of_the_frozen_rows(demo_db: Session, october: int):
    row, content = locate_report(demo_db, LEADER, october)
    assert row["as_of"] == date(2026, 10, 31)
    live = {figure["id"]: figure for figure in read_cockpit(demo_db, LEADER, row["as_of"])["figures"]}
    totals = counted_totals(content)
    assert [figure["id"] for figure in content.figures] == list(all_figures())
    for figure in content.figures:
        assert figure["value"] == live[figure["id"]]["value"], figure["id"]
        assert figure["count"] == live[figure["id"]]["count"], figure["id"]
        if figure["id"] in totals:
            assert totals[figure["id"]] == figure["value"], figure["id"]
    assert verify_report(demo_db, LEADER, october) == {
        "sha256": row["sha256"],
        "computed_sha256": row["sha256"],
        "is_intact": True,
        "follows": True,
    }


def test_the_same_month_of_the_same_data_has_the_same_text(demo_db: Session):
    from gisapp.cockpit.report_content import gather_content
    from gisapp.land.parks import describe_zone

    zone = describe_zone(demo_db, ZONE)
    assert zone is not None
    one, other = (canonical(gather_content(demo_db, LEADER, zone, OCTOBER, date(2026, 10, 31), None)) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("act", ["update monthly_report set content = content || ' '", "update monthly_report set frozen_by_name = 'x'",
                                 "delete from monthly_report", "truncate monthly_report cascade"])  # fmt: skip
def test_nobody_changes_what_is_frozen(demo_db: Session, october: int, act: str):
    with pytest.raises(DBAPIError), demo_db.begin_nested():
        demo_db.execute(text(act))
    assert verify_report(demo_db, LEADER, october)["is_intact"]


def test_one_altered_character_is_found_even_where_every_lock_was_broken(demo_db: Session, october: int):
    """Whoever owns the server may take the triggers and the check away; the hash still tells."""
    demo_db.execute(text("reset role"))
    demo_db.execute(text("alter table monthly_report disable trigger user"))
    demo_db.execute(text("alter table monthly_report drop constraint monthly_report_hash"))
    demo_db.execute(
        text("update monthly_report set content = replace(content, '\"count\":', '\"count\": ') where id = :id"),
        {"id": october},
    )
    found = verify_report(demo_db, LEADER, october)
    assert not found["is_intact"]
    assert found["computed_sha256"] != found["sha256"]


def test_the_database_refuses_content_with_another_hash(demo_db: Session, october: int):
    with pytest.raises(DBAPIError) as error, demo_db.begin_nested():
        demo_db.execute(
            text(
                "insert into monthly_report (zone_id, month, as_of, content, sha256, previous_sha256, frozen_by_name, frozen_at)"
                " select zone_id, '2026-11-01', '2026-11-30', '{}', :other, sha256, '某人', '2026-12-01 09:00+08' from monthly_report where id = :id"
            ),
            {"id": october, "other": digest("{ }")},
        )
    assert domain_error(error.value).code == "report.hash_wrong"  # type: ignore[union-attr]


@pytest.mark.parametrize("frozen_at", ["2026-11-30 23:59+08", "2026-11-30 15:59+00", "2026-06-01 09:00+08"])
def test_the_database_freezes_no_month_before_it_is_over(demo_db: Session, october: int, frozen_at: str):
    with pytest.raises(DBAPIError) as error, demo_db.begin_nested():
        demo_db.execute(
            text(
                "insert into monthly_report (zone_id, month, as_of, content, sha256, previous_sha256, frozen_by_name, frozen_at)"
                " select zone_id, '2026-11-01', '2026-11-30', '{}', :hash, sha256, '某人', :frozen_at from monthly_report where id = :id"
            ),
            {"id": october, "hash": digest("{}"), "frozen_at": frozen_at},
        )
    assert domain_error(error.value).code == "report.month_not_over"  # type: ignore[union-attr]


def test_months_follow_each_other_and_hold_the_hash_of_the_one_before(demo_db: Session):
    first = freeze_month(demo_db, LEADER, CLOCK, ZONE, SEPTEMBER)
    second = freeze_month(demo_db, OFFICER, CLOCK, ZONE, date(2026, 10, 17))
    rows = list_reports(demo_db, ZONE, TODAY)
    assert [row["month"] for row in rows["items"]] == [OCTOBER, SEPTEMBER]
    assert rows["items"][0]["previous_sha256"] == rows["items"][1]["sha256"]
    assert rows["open_months"] == []
    assert verify_report(demo_db, LEADER, second)["follows"]
    for month in (SEPTEMBER, OCTOBER, date(2026, 3, 1)):
        with pytest.raises((DBAPIError, Conflict)) as error, demo_db.begin_nested():
            freeze_month(demo_db, LEADER, CLOCK, ZONE, month)
        refused = error.value if isinstance(error.value, DomainError) else domain_error(error.value)
        assert refused is not None
        assert refused.code == "report.month_frozen"
    assert first < second


@pytest.mark.parametrize(("today", "may"), [(date(2026, 10, 31), False), (date(2026, 11, 1), True)])
def test_a_month_is_frozen_once_it_is_over(demo_db: Session, today: date, may: bool):
    if may:
        assert freeze_month(demo_db, LEADER, FixedClock(today), ZONE, OCTOBER)
        return
    with pytest.raises(Invalid) as error:
        freeze_month(demo_db, LEADER, FixedClock(today), ZONE, OCTOBER)
    assert error.value.code == "report.month_not_over"


def test_a_report_is_of_the_whole_zone(demo_db: Session, october: int):
    one = of_one_park(demo_db, "P4")
    with pytest.raises(Forbidden):
        freeze_month(demo_db, one, CLOCK, ZONE, NOVEMBER.replace(month=8))
    _, whole = locate_report(demo_db, LEADER, october)
    _, part = locate_report(demo_db, one, october)
    assert [park["code"] for park in part.parks] == ["P4"]
    assert {row["park_code"] for rows in part.lists.values() for row in rows} == {"P4"}
    for figure, of_park in zip(whole.figures, part.figures, strict=True):
        frozen = next(one for one in figure["by_park"] if one["park_code"] == "P4")
        assert of_park["value"] == frozen["value"], figure["id"]
    with pytest.raises(NotFound):
        locate_report(demo_db, LEADER, 999_999)


def test_what_is_learnt_later_stands_beside_the_frozen_figure_with_its_rows_and_reason(demo_db: Session, october: int):
    assert restate(demo_db, LEADER, october) == []
    with pytest.raises(Invalid):
        explain_restatement(demo_db, LEADER, october, "supply.prepared", "没有变化")
    before = {figure["id"]: figure["value"] for figure in locate_report(demo_db, LEADER, october)[1].figures}
    plot = demo_db.execute(
        text(
            "select plot_id, area_m2 from plot_snapshot where supply = 'prepared' and valid @> date '2026-10-31' and upper_inf(valid) order by plot_no limit 1"
        )
    ).one()
    change_state(
        demo_db,
        OFFICER,
        plot.plot_id,
        {"supply": "not_ready"},
        StateBasis(reason="核实后退出供应", document=None),
        valid_from=date(2026, 10, 30),
    )
    told = {one["id"]: one for one in restate(demo_db, LEADER, october)}
    assert told["supply.prepared"]["difference"] == -plot.area_m2
    (change,) = told["supply.prepared"]["changes"]
    assert (change["frozen"], change["live"]) == (plot.area_m2, None)
    assert {figure["id"]: figure["value"] for figure in locate_report(demo_db, LEADER, october)[1].figures} == before
    with pytest.raises(Invalid):
        explain_restatement(demo_db, LEADER, october, "supply.prepared", "  ")
    explain_restatement(demo_db, LEADER, october, "supply.prepared", "地块核实后退出供应，状态追溯到10月30日")
    (said,) = next(one for one in restate(demo_db, LEADER, october) if one["id"] == "supply.prepared")["reasons"]
    assert said["live_value"] == told["supply.prepared"]["live"]
    with pytest.raises(DBAPIError), demo_db.begin_nested():
        demo_db.execute(text("update monthly_report_reason set reason = '另一个原因'"))
    event = demo_db.execute(text("select tag, reason from audit_event order by id desc limit 1")).one()
    assert event.tag == "report:restatement:explain"


def test_the_workbook_has_a_sheet_for_each_list_and_they_add_up(demo_db: Session, october: int):
    row, content = locate_report(demo_db, LEADER, october)
    book = openpyxl.load_workbook(io.BytesIO(report_workbook(row, content, restate(demo_db, LEADER, october))))
    assert book.sheetnames[:5] == ["说明", "指标", "分园区", "账龄和阶段", "更正"]
    assert all("示意数据" in sheet["A1"].value for sheet in book.worksheets)
    figures = {line[1]: line for line in book["指标"].iter_rows(min_row=3, values_only=True)}
    for figure in content.figures:
        definition = all_figures()[figure["id"]]
        if definition.is_ratio:
            continue
        sheet = book[figures[figure["label_zh"]][8]]
        heads = [cell.value for cell in sheet[2]]
        counted = heads.index("计入的指标")
        lines = [line for line in sheet.iter_rows(min_row=3, values_only=True)
                 if line[counted] and figure["label_zh"] in line[counted].split("、")]  # fmt: skip
        assert len(lines) == figure["count"], figure["id"]
        if definition.measure:
            summed = 9 if definition.measure == "area_m2" else measured(heads, definition.list, definition.measure)
            assert sum((Decimal(str(line[summed] or 0)) for line in lines), Decimal(0)) == figure["value"], figure["id"]
            assert Decimal(str(figures[figure["label_zh"]][5])) == figure["value"]


def measured(heads: list[str], of: str, measure: str) -> int:
    """The column of a measure bears the name of the first figure that sums it."""
    first = next(one for one in all_figures().values() if one.list == of and one.measure == measure)
    return next(index for index, head in enumerate(heads) if head.startswith(f"{first.label_zh}（"))


def test_the_printed_report_is_issued_numbered_and_marked(demo_db: Session, october: int):
    from docx import Document

    document_id = issue_from_source(
        demo_db, LEADER, CLOCK, "monthly_report", subject="monthly_report", subject_id=october, pdf=False
    )
    name, content = document_bytes(demo_db, LEADER, document_id, "docx")
    assert name.endswith(".docx")
    document = Document(io.BytesIO(content))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "2026年10月" in words
    assert "月报〔2026〕" in words
    assert "示意数据" in document.sections[0].header.paragraphs[0].text
    assert len(document.inline_shapes) == 1
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "闲置率" in cells
    sha = locate_report(demo_db, LEADER, october)[0]["sha256"]
    assert sha in words


@pytest.fixture
def demo(demo_url: str) -> Iterator[Engine]:
    owner = create_engine(demo_url)
    with owner.begin() as connection:
        for statement in FORGOTTEN:
            connection.execute(text(statement))
    owner.dispose()
    engine = create_app_engine(demo_url)
    yield engine
    engine.dispose()


def test_two_who_freeze_at_once_are_one(demo: Engine):
    """Both read the same chain; one month is frozen once, and the other is told so."""
    together = threading.Barrier(2)
    told: list[str] = []

    def freeze() -> None:
        try:
            with transaction(demo) as session:
                session.execute(text("select 1"))
                together.wait(30)
                freeze_month(session, LEADER, CLOCK, ZONE, OCTOBER)
            told.append("frozen")
        except DomainError as error:
            told.append(error.code)
        except DBAPIError as error:
            meant = domain_error(error)
            told.append(meant.code if meant else str(error))

    threads = [threading.Thread(target=freeze) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(told) == ["frozen", "report.month_frozen"]
    with transaction(demo) as session:
        assert session.execute(text("select count(*) from monthly_report")).scalar_one() == 1
