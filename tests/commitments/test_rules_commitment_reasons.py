"""Why a promise stands as it does: each state has its rule, its inputs and one thing to do next, in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from gisapp.commitments.rules.commitment_reasons import Reason, explain_standing
from gisapp.commitments.rules.fulfilment import Check, Waiver, stand
from gisapp.commitments.rules.schedule import Obligation
from gisapp.kernel.evidence import Evidence
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.standard_terms import CheckVerdict, ObligationKind, Obligor

DUE = date(2028, 6, 1)
ONE = timedelta(days=1)
PROOF = (Evidence("E1"),)
START = Obligation("start", ObligationKind.START, Obligor.HOLDER, DUE, "动工", "出让合同 第十五条")
HANDOVER = replace(START, key="handover", kind=ObligationKind.HANDOVER, obligor=Obligor.AUTHORITY)
TAX = replace(
    START, key="tax", kind=ObligationKind.INDICATOR, indicator=Indicator.TAX_PER_MU, direction=Direction.AT_LEAST, target=Fraction(120)
)  # fmt: skip
KEPT = Check(DUE + ONE, 1, CheckVerdict.MET, DUE, None, None, "", "组长", PROOF)
DONE_LATE = replace(KEPT, checked_on=DUE + 9 * ONE, done_on=DUE + 5 * ONE)
RECTIFY = Check(DUE + ONE, 1, CheckVerdict.RECTIFY, None, None, DUE + 10 * ONE, "", "组长", PROOF)
BROKEN = Check(DUE + ONE, 1, CheckVerdict.BROKEN, None, Fraction(90), None, "支付违约金 20 万元", "组长", PROOF)
WAIVED = Waiver(DUE, "管委会", "规划调整", PROOF)


def reason(
    day: date, last: Check | None = None, waiver: Waiver | None = None, obligation: Obligation = START
) -> Reason:
    return explain_standing(stand(obligation, [last] if last else [], waiver, day), last, waiver)


@pytest.mark.parametrize(
    ("day", "last", "waiver", "obligation", "rule", "following"),
    [
        (DUE - 3 * ONE, None, None, START, "未到期", "距到期 3 天"),
        (DUE, None, None, START, "今日到期", "今日核查"),
        (DUE + ONE, None, None, START, "逾期 1 天", "闲置土地"),
        (DUE + ONE, None, None, HANDOVER, "逾期 1 天", "交地"),
        (DUE + ONE, None, None, TAX, "逾期 1 天", "组织核查"),
        (DUE + 2 * ONE, KEPT, None, START, "已履约", "无需办理"),
        (DUE + 20 * ONE, DONE_LATE, None, START, "5 天：逾期履约", "违约金"),
        (DUE + 10 * ONE, RECTIFY, None, START, "限期整改", "今日期满"),
        (DUE + 9 * ONE, RECTIFY, None, START, "限期整改", "尚有 1 天"),
        (DUE + 11 * ONE, RECTIFY, None, START, "整改期限已过", "复核整改结果"),
        (DUE + 2 * ONE, BROKEN, None, START, "认定违约", "支付违约金 20 万元"),
        (DUE + 2 * ONE, None, WAIVED, START, "免除", "无需办理"),
    ],
)
def test_each_state_says_its_rule_and_the_next_step(day, last, waiver, obligation, rule: str, following: str):
    found = reason(day, last, waiver, obligation)
    assert rule in found.rule_zh
    assert following in found.next_zh
    assert found.rule_en
    assert found.next_en
    assert found.basis[0] == "出让合同 第十五条"
    assert {item.label_zh for item in found.inputs} >= {"查看日期", "到期日"}


def test_the_entries_that_bear_on_it_are_named_while_something_is_open():
    assert reason(DUE - ONE).codes == ("contract.extension_asked_days_ahead", "contract.extension_months_max")
    assert reason(DUE - ONE, obligation=TAX).codes == ()
    assert reason(DUE + ONE).codes == ("commitment.rectification_days_max",)
    assert reason(DUE + 2 * ONE, RECTIFY).codes == ("commitment.rectification_days_max",)
    assert reason(DUE + 2 * ONE, KEPT).codes == ()


def test_promise_and_measurement_are_read_in_the_units_of_the_papers():
    inputs = {item.label_zh: item.value_zh for item in reason(DUE + 2 * ONE, BROKEN, None, TAX).inputs}
    assert inputs["承诺值"] == "≥ 8.00 万元/亩（120.00 万元/公顷）"
    assert inputs["实测值"] == "6.00 万元/亩（90.00 万元/公顷）"
    assert inputs["最后一次核查"] == "2028年6月2日，违约"


def test_the_reason_is_told_in_english_without_a_chinese_word():
    for found in (reason(DUE + 2 * ONE, BROKEN, None, TAX), reason(DUE - ONE), reason(DUE + ONE, obligation=TAX)):
        told = [found.rule_en, *(f"{item.label_en} {item.value_en}" for item in found.inputs)]
        assert [words for words in told if re.search("[\u4e00-\u9fff]", words)] == []
