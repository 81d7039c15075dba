"""Words of law follow the numbers of the rulebook: with the years set otherwise, no paper, finding or list speaks of one year or two."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal

import docx
import pytest
from sqlalchemy.orm import Session

import gisapp.idle_cases.documents  # noqa: F401  registers the sources
from gisapp.documents.issue import preview_from_source
from gisapp.documents.sources import draft_of
from gisapp.idle.engine import identify_contract
from gisapp.idle.rules.fee import idle_land_fee
from gisapp.idle.terms import CauseSide, IdleGround, IdleLandClass, IdleState
from gisapp.idle_cases.commands import CaseDraft, open_case
from gisapp.idle_cases.facts import land_answer
from gisapp.idle_cases.queries import read_sheet
from gisapp.idle_cases.rules.disposal import DisposalFacts, open_disposal_measures
from gisapp.idle_cases.terms import CaseSource
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.terms import LabelledEnum
from gisapp.rulebook.rulebook import EntryDraft, add_entry
from tests.builders.document import an_issuer
from tests.idle_cases.case_road import CLERK, TODAY, Ground, idle_ground, open_clue

DAY = date(2026, 10, 12)
FIXED = re.compile(r"满(一|两|二|1|2) ?年|三分之一|百分之二十五")
SET = {"idle.not_started_years": "4", "idle.stopped_years": "4", "idle.recovery_years": "5", "idle.developed_one_in": "4", "idle.invested_share": "0.3"}  # fmt: skip


@pytest.fixture
def ground(db: Session) -> Ground:
    """The agreed start lies on 1 September 2024: nothing is idle before 2028 with the book at four years."""
    for code, value in SET.items():
        add_entry(db, CLERK, EntryDraft(code, Decimal(value), date(2012, 7, 1), "闲置土地处置办法 第二条", False, "", "口径调整"))  # fmt: skip
    return idle_ground(db)


@pytest.mark.parametrize("limb", ["not_started", "stopped"])
def test_papers_of_a_case_name_the_years_of_the_book(db: Session, ground: Ground, limb: str):
    draft = CaseDraft(IdleGround(limb), CaseSource.SCAN, date(2026, 10, 1), contract_id=ground.contract.contract_id)
    case_id = open_case(db, CLERK, draft, today=TODAY)
    for kind in ("idle_investigation_notice", "idle_determination"):
        context = draft_of(db, CLERK, kind, "idle_case", case_id, DAY).context
        words = "".join(
            str(context.get(name) or "") for name in ("basis_zh", "conclusion_zh", "facts_zh", "suspect_zh")
        )
        assert "满4年" in words
        assert not FIXED.search(words), words
        assert limb == "not_started" or ("不足 25.00%" in words and "不足 30.00%" in words)


@pytest.mark.parametrize("kind", ["idle_fee_decision", "idle_recovery_decision", "idle_fee_sheet"])
def test_what_the_templates_say_follows_too(db: Session, ground: Ground, kind: str):
    an_issuer(db, ground.park.zone_id)
    case_id = open_clue(db, ground, found_on=date(2026, 10, 1))
    content = preview_from_source(db, CLERK, FixedClock(DAY), kind, subject="idle_case", subject_id=case_id, form="docx")  # fmt: skip
    document = docx.Document(io.BytesIO(content))
    words = "".join(part.text for part in document.paragraphs)
    words += "".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    words = re.sub(r"自身原因满(一年|两年)之日", "", words)  # names of fields, which a zone's own templates use
    assert "满4年" in words or "满5年" in words
    assert not FIXED.search(words), FIXED.search(words)


def test_why_a_way_is_closed_names_the_years_of_the_book(db: Session, ground: Ground):
    case_id = open_clue(db, ground, found_on=date(2026, 10, 1))
    sheet = read_sheet(db, CLERK, case_id, DAY)
    answer = land_answer(db, {**sheet, "id": case_id}, DAY)
    assert answer is not None
    refusal = idle_land_fee(answer.facts, answer.identification, answer.limits).refusal
    said = [refusal.message_zh if refusal else ""]
    for may_recover in (False, True):
        facts = DisposalFacts(
            IdleGround.NOT_STARTED, CauseSide.OWN, False, may_recover, True, fee_years=4, recovery_years=5
        )
        said += [
            part
            for option in open_disposal_measures(facts)
            for item in option.findings
            for part in (item.message_zh, item.fix_zh)
        ]
    assert any("满4年" in words for words in said)
    assert any("满5年" in words for words in said)
    assert not [words for words in said if FIXED.search(words)]


def test_the_sentence_of_the_engine_names_the_years_of_the_book(db: Session, ground: Ground):
    said = identify_contract(db, ground.contract.contract_id, date(2028, 10, 1))
    assert (said.years, said.recovery_years) == (4, 5)
    assert not FIXED.search(str(said.as_dict()["trace"]))


@pytest.mark.parametrize("states", [IdleGround, IdleState, IdleLandClass])
def test_names_of_states_hold_whatever_years_the_book_sets(states: type[LabelledEnum]):
    """Badge, legend, filter and export show these names, which know no rulebook."""
    for state in states:
        assert not FIXED.search(state.label_zh), state.label_zh
        assert not re.search(r"\byears?\b", state.label_en), state.label_en
