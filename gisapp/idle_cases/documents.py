"""What each paper of a case says, from the notice of investigation to the closing: known facts, suggested words, what stands against issuing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.documents.register import find_document
from gisapp.documents.sources import Draft, source
from gisapp.idle.rules.limits import IdleLimits, whole, years_zh
from gisapp.idle.rules.shares import developed_limit, invested_limit_zh
from gisapp.idle.terms import CauseSide, IdleGround
from gisapp.idle_cases.decision import ANSWERED
from gisapp.idle_cases.facts import Burdens, SwapAnswers, disposal_options
from gisapp.idle_cases.papers import ORDER, RIGHTS, CasePapers, draft_from, gather_papers, idle_time_zh
from gisapp.idle_cases.rules.disposal import MeasureOption, MeasureTerms, check_measure_terms, creditors_not_told
from gisapp.idle_cases.terms import CaseState, Measure
from gisapp.kernel.finding import Finding
from gisapp.kernel.rulebook import RuleEntry

S = CaseState
_FOUND = (S.DETERMINED, S.PUBLISHED, S.PLANNING, S.HEARING, S.DECIDED, S.PERFORMING)


def _article_2(ground: IdleGround, limits: IdleLimits) -> str:
    """What article 2 says of this limb, by the numbers of the rulebook."""
    if ground is IdleGround.NOT_STARTED:
        years = years_zh(whole(limits.not_started_years))
        return f"{ORDER}第二条第一款：超过约定、规定的动工开发日期满{years}未动工开发的国有建设用地。"
    years = years_zh(whole(limits.stopped_years))
    return (
        f"{ORDER}第二条第二款：已动工开发，但开发面积不足{developed_limit(limits)[0]}或者已投资额不足{invested_limit_zh(limits)}，"
        f"中止开发满{years}的，也可以认定为闲置土地。"
    )


def _papers_of_land(papers: CasePapers) -> str:
    """What the holder hands in to show by what it holds the land."""
    held = papers.instrument_zh
    return "出让合同及补充协议" if held == "合同" else f"{held}及其变更文件"


def _conclusion(ground: IdleGround, limits: IdleLimits) -> str:
    if ground is IdleGround.NOT_STARTED:
        named = f"超过约定动工日期满{years_zh(whole(limits.not_started_years))}未动工"
    else:
        named = f"动工后开发不足且中止满{years_zh(whole(limits.stopped_years))}"
    return f"该宗地属于“{named}”，认定为闲置土地。"


@source("idle_investigation_notice", subject="idle_case")
def investigation_notice(session: Session, principal: Principal, case_id: int, as_of: date) -> Draft:
    """闲置土地调查通知书（第六条）."""
    papers = gather_papers(session, principal, "idle_investigation_notice", case_id, as_of)
    suggested = {
        "suspect_zh": papers.facts_zh,
        "basis_zh": _article_2(IdleGround(papers.case["ground"]), papers.idle),
        "content_zh": "土地交付、施工许可、基坑或地基施工、开发面积、投资额、中止开发的情况，以及未动工或者中止开发的原因。",
        "materials_zh": f"营业执照、{_papers_of_land(papers)}、交地确认书、规划和施工许可证、投资凭证、现场照片，以及闲置原因说明和证明材料。",
        "rights_zh": RIGHTS,
    }
    known = {"submit_days": whole(papers.limits.explanation_days)}
    entries = (papers.limits.explanation_days,)
    return draft_from(papers, papers.merged(suggested, known), states=(S.CLUE,), entries=entries)


@source("idle_dismissal", subject="idle_case")
def dismissal(session: Session, principal: Principal, case_id: int, as_of: date) -> Draft:
    """不构成闲置土地的说明."""
    papers = gather_papers(session, principal, "idle_dismissal", case_id, as_of)
    return draft_from(papers, papers.merged({}, {}), states=(S.CLUE, S.CAUSE_REVIEW))


@source("idle_determination", subject="idle_case")
def determination(session: Session, principal: Principal, case_id: int, as_of: date) -> Draft:
    """闲置土地认定书（第九条、第十条）."""
    papers = gather_papers(session, principal, "idle_determination", case_id, as_of)
    ground = IdleGround(papers.case["ground"])
    suggested = {
        "facts_zh": papers.facts_zh,
        "basis_zh": _article_2(ground, papers.idle),
        "conclusion_zh": _conclusion(ground, papers.idle),
    }
    return draft_from(papers, papers.merged(suggested, {}), states=(S.CAUSE_REVIEW,))


@source("idle_publicity", subject="idle_case")
def publicity(session: Session, principal: Principal, case_id: int, as_of: date) -> Draft:
    """闲置土地信息公开（第十一条）：位置、使用权人名称、闲置时间；政府原因的还有闲置原因."""
    papers = gather_papers(session, principal, "idle_publicity", case_id, as_of)
    is_own = papers.side_zh == CauseSide.OWN.label_zh
    known = {
        "idle_days_zh": idle_time_zh(papers.since, as_of),
        "side_zh": None if is_own else papers.side_zh,
        "cause_zh": None if is_own else papers.cause_zh,
    }
    return draft_from(papers, papers.merged({}, known), states=_FOUND)


@source("idle_disposal_plan", subject="idle_case")
def disposal_plan(session: Session, principal: Principal, case_id: int, as_of: date) -> Draft:
    """闲置土地处置方案（第十三条）：只列入对本案开放的处置方式."""
    papers = gather_papers(session, principal, "idle_disposal_plan", case_id, as_of)
    measure = _measure_in(papers)
    fee = papers.answer.fee.amount_yuan if papers.answer and measure is Measure.FEE else None
    known = {"side_zh": papers.side_zh, "creditor_zh": papers.creditor_zh, "fee_yuan": fee}
    suggested = {"measure_zh": measure.label_zh if measure else None}
    found = (
        [*_closed_way(papers, measure)]
        if measure
        else [*creditors_not_told(papers.burdens.untold, "case.creditor_not_told")]
    )
    return draft_from(papers, papers.merged(suggested, known), states=(S.PUBLISHED, S.PLANNING), findings=found)


@source("idle_creditor_notice", subject="idle_case")
def creditor_notice(session: Session, principal: Principal, case_id: int, as_of: date) -> Draft:
    """书面通知抵押权人（第十三条、第十四条）."""
    papers = gather_papers(session, principal, "idle_creditor_notice", case_id, as_of)
    measure = _measure_in(papers)
    creditors = [
        {"name": row["holder_name"], "certificate_no": row["certificate_no"], "amount_yuan": row["amount_yuan"]}
        for row in papers.creditors
    ]
    suggested = {
        "measure_zh": measure.label_zh if measure else None,
        "reply_zh": "如对拟采取的处置方式有意见，请自收到本告知书之日起十五日内书面反馈，并附抵押合同和登记证明复印件。",
    }
    known = {"creditors": creditors, "side_zh": papers.side_zh}
    return draft_from(papers, papers.merged(suggested, known), states=_FOUND)


@source("idle_hearing_notice", subject="idle_case")
def hearing_notice(session: Session, principal: Principal, case_id: int, as_of: date) -> Draft:
    """听证告知书（第十五条）：征缴闲置费、无偿收回以前."""
    papers = gather_papers(session, principal, "idle_hearing_notice", case_id, as_of)
    measure = _measure_in(papers)
    suggested = {
        "facts_zh": papers.facts_zh,
        "measure_zh": measure.label_zh if measure else None,
        "content_zh": _intended(papers, measure),
        "basis_zh": f"{ORDER}第十四条、第十五条。",
    }
    limits = papers.limits
    known = {
        "request_workdays": whole(limits.hearing_request_workdays),
        "hearing_workdays": whole(limits.hearing_workdays),
    }
    entries = (limits.hearing_request_workdays, limits.hearing_workdays)
    return draft_from(
        papers, papers.merged(suggested, known), states=(S.PLANNING,), entries=entries, findings=list(_closed_way(papers, measure))
    )  # fmt: skip


@source("idle_fee_decision", subject="idle_case")
def fee_decision(session: Session, principal: Principal, case_id: int, as_of: date) -> Draft:
    """征缴土地闲置费决定书（第十四条第一项、第十六条）."""
    papers = gather_papers(session, principal, "idle_fee_decision", case_id, as_of)
    fee = papers.answer.fee if papers.answer else None
    suggested = {
        "facts_zh": papers.facts_zh,
        "basis_zh": f"{ORDER}第十四条第一项、第十六条、第十七条；《中华人民共和国城市房地产管理法》第二十六条。",
        "late_zh": "逾期不缴纳的，将依法申请人民法院强制执行。",
        **_remedy_words(),
    }
    known = {
        "fee_yuan": fee.amount_yuan if fee else None,
        "arithmetic_zh": fee.arithmetic if fee else None,
        "pay_days": whole(papers.limits.performance_days),
        "idle_years_zh": years_zh(whole(papers.idle.not_started_years)),
        **_remedy(papers),
    }
    found = [*_closed_way(papers, Measure.FEE), *([fee.refusal] if fee and fee.refusal else [])]
    return draft_from(
        papers, papers.merged(suggested, known), states=(S.HEARING,), entries=_remedy_entries(papers, with_fee=True), findings=found
    )  # fmt: skip


@source("idle_recovery_decision", subject="idle_case")
def recovery_decision(session: Session, principal: Principal, case_id: int, as_of: date) -> Draft:
    """收回国有建设用地使用权决定书（第十四条第二项、第十六条）."""
    papers = gather_papers(session, principal, "idle_recovery_decision", case_id, as_of)
    suggested = {
        "facts_zh": papers.facts_zh,
        "basis_zh": f"{ORDER}第十四条第二项、第十六条、第十七条；《中华人民共和国土地管理法》第三十八条、《中华人民共和国城市房地产管理法》第二十六条。",
        **_remedy_words(),
    }
    known = {
        "own_recovery_on": papers.answer.identification.own_recovery_on if papers.answer else None,
        "perform_days": whole(papers.limits.performance_days),
        "recovery_years_zh": years_zh(whole(papers.idle.recovery_years)),
        "creditor_zh": papers.creditor_zh,
        **_remedy(papers),
    }
    return draft_from(
        papers, papers.merged(suggested, known), states=(S.HEARING,), entries=_remedy_entries(papers),
        findings=list(_closed_way(papers, Measure.RECOVER)),
    )  # fmt: skip


@source("idle_disposal_decision", subject="idle_case")
def disposal_decision(session: Session, principal: Principal, case_id: int, as_of: date) -> Draft:
    """闲置土地处置决定书：第十二条的方式."""
    papers = gather_papers(session, principal, "idle_disposal_decision", case_id, as_of)
    measure = _measure_in(papers)
    suggested = {
        "facts_zh": papers.facts_zh,
        "basis_zh": f"{ORDER}第十二条、第十三条。",
        "measure_zh": measure.label_zh if measure else None,
        **_remedy_words(),
    }
    known = {"side_zh": papers.side_zh, **_remedy(papers)}
    return draft_from(
        papers, papers.merged(suggested, known), states=(S.PLANNING, S.HEARING), entries=_remedy_entries(papers),
        findings=[*_closed_way(papers, measure), *_too_long(papers, measure)],
    )  # fmt: skip


@source("idle_copy_letter", subject="idle_case")
def copy_letter(session: Session, principal: Principal, case_id: int, as_of: date) -> Draft:
    """抄送函（第二十六条）."""
    papers = gather_papers(session, principal, "idle_copy_letter", case_id, as_of)
    suggested = {"matter_zh": "请在办理该宗地及其使用权人的有关业务时予以关注。"}
    known = {"side_zh": papers.side_zh, "measure_zh": _decided_zh(papers)}
    return draft_from(papers, papers.merged(suggested, known), states=_FOUND)


@source("idle_fee_sheet", subject="idle_case")
def fee_sheet(session: Session, principal: Principal, case_id: int, as_of: date) -> Draft:
    """土地闲置费计算表：基数、算式、取整、扣除期间、签字."""
    papers = gather_papers(session, principal, "idle_fee_sheet", case_id, as_of)
    answer = papers.answer
    fee = answer.fee if answer else None
    known: dict[str, Any] = {"calculated_by": principal.name, "rounding_zh": "四舍五入到分，只在最后取整一次"}
    if answer is not None and fee is not None:
        said, share = answer.identification, answer.facts.land_share
        known |= {
            "price_yuan": answer.facts.price_yuan.value,
            "price_source": answer.facts.price_yuan.source or None,
            "land_share_zh": "全部" if share == 1 else f"{share.numerator}/{share.denominator}",
            "fee_share": answer.fee_limits.fee_share.value,
            "fee_share_basis": str(answer.fee_limits.fee_share.basis),
            "arithmetic_zh": fee.arithmetic or None,
            "fee_yuan": fee.amount_yuan,
            "start_due_on": answer.start_due_on,
            "own_year_on": said.own_year_on,
            "own_recovery_on": said.own_recovery_on,
            "idle_years_zh": years_zh(said.years),
            "recovery_years_zh": years_zh(said.recovery_years),
            "rests": [
                {
                    "cause": item.cause.cause.label_zh,
                    "began_on": item.cause.began_on,
                    "ended_on": item.cause.ended_on,
                    "days": item.days,
                    "evidence": "、".join(one.label_zh for one in item.cause.evidence),
                }
                for item in answer.deductions
            ],
        }
    entries = (answer.fee_limits.fee_share,) if answer else ()
    found = [fee.refusal] if fee and fee.refusal else []
    return draft_from(papers, papers.merged({}, known), states=(*_FOUND, S.CLOSED), entries=entries, findings=found)


@source("idle_annulment", subject="idle_case")
def annulment(session: Session, principal: Principal, case_id: int, as_of: date) -> Draft:
    """撤销闲置土地认定（处置决定）的决定：自行纠正，撤的是哪几份文书，错在哪里，撤销以后怎样."""
    papers = gather_papers(session, principal, "idle_annulment", case_id, as_of)
    decided, published = papers.step("decide"), papers.step("publish")
    known = {
        "decision_no": decided["document_no"] if decided else None,
        "published_on": published["taken_on"] if published else None,
        "register_no": published["register_no"] or None if published else None,
        **_remedy(papers),
    }
    found = f"《闲置土地认定书》（{papers.determination_no}）" if papers.determination_no else "闲置土地认定"
    decision = f"、“{Measure(decided['measure']).label_zh}”的处置决定（{decided['document_no']}）" if decided else ""
    suggested = {
        "annulled_zh": f"撤销{found}{decision}。",
        "follow_zh": "本单位将对闲置原因重新审核，依法重新作出认定。",
        **_remedy_words(),
    }
    return draft_from(
        papers, papers.merged(suggested, known), states=_FOUND, entries=(papers.limits.review_days, papers.limits.lawsuit_months)
    )  # fmt: skip


@source("idle_closing_notice", subject="idle_case")
def closing_notice(session: Session, principal: Principal, case_id: int, as_of: date) -> Draft:
    """结案（撤销公开）通知."""
    papers = gather_papers(session, principal, "idle_closing_notice", case_id, as_of)
    decided, closed = papers.step("decide"), papers.step("close")
    known = {
        "decision_no": decided["document_no"] if decided else None,
        "side_zh": papers.side_zh,
        "measure_zh": _decided_zh(papers),
    }
    suggested = {"result_zh": closed["reason"] if closed and closed["reason"] else None}
    return draft_from(papers, papers.merged(suggested, known), states=(S.PERFORMING, S.CLOSED))


@source("service_receipt", subject="document")
def service_receipt(session: Session, principal: Principal, document_id: int, as_of: date) -> Draft:
    """送达回证：带着文书去送达的空白回证，签收后扫描归案."""
    found = find_document(session, principal, document_id)
    said = session.execute(text("select context from document where id = :id"), {"id": document_id}).scalar_one()
    context = {
        "served_title_zh": found["title_zh"],
        "served_no": found["document_no"],
        "served_issued_on": found["issued_on"],
        "addressee": said.get("addressee") or said.get("holder_name") or said.get("winner_name"),
        "address": said.get("holder_address"),
        "subject_no": said.get("case_no") or said.get("contract_no"),
    }
    return Draft(found["zone_id"], found["park_id"], found["plot_id"], context)


def _measure_in(papers: CasePapers) -> Measure | None:
    """The way that a draft names, else the only one that is open once every creditor has been told."""
    named = papers.draft.get("measure_zh")
    if named:
        return next((one for one in Measure if one.label_zh == named), None)
    ways = [
        option.measure
        for option in _options(papers, SwapAnswers(), replace(papers.burdens, creditors=()))
        if option.is_open
    ]
    return ways[0] if len(ways) == 1 else None


def _options(papers: CasePapers, swap: SwapAnswers, burdens: Burdens) -> tuple[MeasureOption, ...]:
    return disposal_options(papers.case, papers.answer, papers.rows, burdens, swap)


def _closed_way(papers: CasePapers, measure: Measure | None) -> Iterator[Finding]:
    """Why this way is not open for the case; what a swap wants to know is asked at the decision itself."""
    if measure is None:
        return
    yield from next(
        option for option in _options(papers, ANSWERED, papers.burdens) if option.measure is measure
    ).findings


def _too_long(papers: CasePapers, measure: Measure | None) -> Iterator[Finding]:
    """What the terms that the officer wrote into the draft run against (第十二条)."""
    begins, ends = papers.draft.get("terms_from"), papers.draft.get("terms_until")
    if measure is not None and begins and ends:
        terms = MeasureTerms(
            measure, date.fromisoformat(begins), date.fromisoformat(ends), papers.burdens.extended_days
        )
        yield from check_measure_terms(terms, papers.limits)


def _intended(papers: CasePapers, measure: Measure | None) -> str | None:
    if measure is Measure.RECOVER:
        return f"拟无偿收回该宗国有建设用地使用权，面积 {papers.case['area_m2']} 平方米。"
    if measure is Measure.FEE and papers.answer is not None and papers.answer.fee.amount_yuan is not None:
        return f"拟征缴土地闲置费：{papers.answer.fee.arithmetic}。"
    return None


def _decided_zh(papers: CasePapers) -> str | None:
    decided = papers.step("decide")
    return Measure(decided["measure"]).label_zh if decided else None


def _remedy_words() -> dict[str, str]:
    return {"review_organ_zh": "本单位的本级人民政府", "court_zh": "有管辖权的人民法院"}


def _remedy(papers: CasePapers) -> dict[str, int]:
    return {
        "review_days": whole(papers.limits.review_days),
        "lawsuit_months": whole(papers.limits.lawsuit_months),
    }


def _remedy_entries(papers: CasePapers, *, with_fee: bool = False) -> tuple[RuleEntry, ...]:
    found = (papers.limits.review_days, papers.limits.lawsuit_months, papers.limits.performance_days)
    return (*found, papers.answer.fee_limits.fee_share) if with_fee and papers.answer else found
