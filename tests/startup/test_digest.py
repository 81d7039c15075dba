"""The daily digest: every thing once per person and once per park, what is too late to the leaders, nothing sent or loaded."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.inbox.digest import SHOWN, Letter, as_html, as_text, write_digest
from gisapp.inbox.inbox import InboxFilter, read_inbox

Run = Callable[..., tuple[int, str]]
DAY = date(2026, 11, 23)
CLERK = system_principal("测试")


@pytest.mark.db
def test_the_letters_are_written_as_text_and_html(run_command: Run, demo_url: str, tmp_path: Path):
    code, told = run_command("digest", "--as-of", DAY.isoformat(), "--out", str(tmp_path), GISAPP_DATABASE_URL=demo_url)
    assert code == 0, told
    folder = tmp_path / DAY.isoformat()
    names = {path.name for path in folder.iterdir()}
    assert {"领导-升级事项.txt", "领导-升级事项.html", "园区-P4.txt", "园区-P4.html"} <= names
    assert {path.stem for path in folder.glob("*.txt")} == {path.stem for path in folder.glob("*.html")}
    page = (folder / "园区-P4.html").read_text("utf-8")
    assert "示意数据" in page
    assert not re.search(r"(?:src|href)=", page)
    text = (folder / "园区-P4.txt").read_text("utf-8")
    assert "P5-" not in text
    engine = sa.create_engine(demo_url, poolclass=sa.NullPool)
    with Session(engine) as session:
        inbox = read_inbox(session, CLERK, DAY, InboxFilter(parks=("P4",)))
    for bucket in SHOWN:
        assert f"{bucket.label_zh} {inbox['buckets'][str(bucket)]} 件" in text


@pytest.mark.db
def test_each_thing_is_told_once_per_person_and_the_late_ones_to_the_leaders(demo_db: Session):
    inbox = read_inbox(demo_db, CLERK, DAY, InboxFilter())
    told = {str(bucket) for bucket in SHOWN}
    keys = sorted(row["key"] for row in inbox["items"] if row["bucket"] in told)
    letters = write_digest(demo_db, CLERK, DAY)
    assert sorted(row["key"] for letter in letters if letter.name.startswith("个人-") for row in letter.rows) == keys
    (leaders,) = [letter for letter in letters if letter.name.startswith("领导")]
    assert {row["key"] for row in leaders.rows} == {row["key"] for row in inbox["items"] if row["is_escalated"]}
    assert all(row["days_left"] < -inbox["escalation_days"] for row in leaders.rows)
    assert len({letter.name for letter in letters}) == len(letters)


def test_what_people_typed_cannot_write_into_the_page():
    row = {"source": "problem", "action": "assign", "what_zh": "<script>alert(1)</script>", "plot_no": "P4-001", "party_name_zh": "示例&企业", "reference": "X",
           "person": None, "due_on": date(2026, 11, 1), "days_left": -22, "bucket": "overdue", "is_escalated": True}  # fmt: skip
    letter = Letter("个人-x", "负责人：<b>", [row])
    page = as_html(letter, DAY, "")
    assert "<script>" not in page
    assert "示例&amp;企业" in page
    assert "<b>" not in page
    assert "逾期 22 天（已升级）" in as_text(letter, DAY, "示意数据")
    assert as_text(letter, DAY, "示意数据").startswith("示意数据")
