"""What every paper of a case knows: the land, the holder, the facts found, evidence, decisions so far; and what the officer wrote into the draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.db.sql_file import load
from gisapp.documents.sources import Draft
from gisapp.evidence.vault import describe_files
from gisapp.idle.rules.cause import deducted_zh
from gisapp.idle.rules.facts import Measured, latest, running_stop
from gisapp.idle.rules.limits import IdleLimits, idle_limits, years_zh
from gisapp.idle.terms import CauseSide, IdleCause, IdleGround
from gisapp.idle_cases.custody import evidence_ids_of
from gisapp.idle_cases.entry_commands import read_drafts
from gisapp.idle_cases.facts import Burdens, LandAnswer, burdens_of, land_answer
from gisapp.idle_cases.rules.limits import CaseLimits, case_limits
from gisapp.idle_cases.store import find_case, last_in_force, read_steps
from gisapp.idle_cases.terms import CaseState, CaseStep, Measure
from gisapp.kernel.dates import day_zh
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.identifiers import check_certificate_no, check_real_estate_unit_no, normalise_identifier
from gisapp.kernel.money import cut_fraction
from gisapp.kernel.rulebook import RuleEntry
from gisapp.preparation.standard_terms import LandInstrument
from gisapp.rulebook.rulebook import load_rulebook

ORDER = "《闲置土地处置办法》（国土资源部令第53号）"
RIGHTS = (
    "你单位应当配合调查，如实说明情况、提供材料，不得拒绝、阻挠；有权陈述、申辩，并对涉嫌闲置的事实和原因提出证据。"
    "属于政府、政府有关部门的行为或者不可抗力造成动工开发延迟的，请一并提交证明。"
)


@dataclass(frozen=True)
class CasePapers:
    """A case on the day of a paper, with everything that its papers quote."""

    case: Mapping[str, Any]
    rows: Sequence[Mapping[str, Any]]
    land: Mapping[str, Any]
    answer: LandAnswer | None
    burdens: Burdens
    files: Sequence[Mapping[str, Any]]
    draft: Mapping[str, Any]
    limits: CaseLimits
    idle: IdleLimits
    as_of: date

    @property
    def creditors(self) -> Sequence[Mapping[str, Any]]:
        return self.burdens.creditors

    def step(self, name: str) -> Mapping[str, Any] | None:
        """The newest step of this name that has not been annulled."""
        return last_in_force(self.rows, CaseStep(name))

    @property
    def side_zh(self) -> str | None:
        determined = self.step("determine")
        return CauseSide(determined["side"]).label_zh if determined else None

    @property
    def cause_zh(self) -> str | None:
        determined = self.step("determine")
        if determined is None:
            return None
        cause = IdleCause(determined["cause"]) if determined["cause"] else IdleCause.OWN
        named = "" if cause is IdleCause.OWN else cause.label_zh
        return (
            "。".join(part.rstrip("。") for part in (named, determined["reason"]) if part) + "。"
            if named or determined["reason"]
            else None
        )

    @property
    def determination_no(self) -> str | None:
        determined = self.step("determine")
        return determined["document_no"] if determined else None

    @property
    def since(self) -> date | None:
        said = self.answer.identification if self.answer else None
        return self.case["since"] or (said.since if said else None)

    @property
    def evidence(self) -> list[dict[str, Any]]:
        return [{"reference": f"E{item['id']}", "name": item["title"], "dated": item["dated"]} for item in self.files]

    @property
    def creditor_zh(self) -> str:
        if not self.creditors:
            return "该宗地没有设定抵押权。"
        told = [
            f"{row['holder_name']}（{day_zh(row['notified_on'])}书面通知）"
            if row["notified_on"]
            else f"{row['holder_name']}（尚未通知）"
            for row in self.creditors
        ]
        return "、".join(told) + "。"

    @property
    def facts_zh(self) -> str | None:
        """What was found, in one paragraph, from the engine's own facts; None where there is no contract to judge by."""
        if self.answer is None:
            return None
        facts = self.answer.facts
        if self.case["ground"] == str(IdleGround.STOPPED):
            stop = running_stop(facts, self.as_of)
            if stop is None:
                return None
            shares = "；".join(
                f"{name}占{whole}的 {cut_fraction(value * 100, 2)}%"
                for name, whole, value in (
                    ("已开发面积", "应开发面积", self.developed_share),
                    ("已投资额", "总投资额", self.invested_share),
                )
                if value is not None
            )
            return (
                f"该宗地已动工开发，自{day_zh(stop.stopped_on)}起中止开发，至{day_zh(self.as_of)}未恢复{'；' + shares if shares else ''}。"
                f"{self.deductions_zh}"
            )
        due, source = self.answer.start_due_and_source
        if due is None:
            return None
        years = years_zh(self.answer.identification.years)
        return (
            f"{'按照' + source + '，' if source else ''}该宗地应于{day_zh(due)}前动工开发；经核查，至{day_zh(self.as_of)}未动工开发，"
            f"超过动工开发日期满{years}之日为{day_zh(self.since) if self.since else '（未到）'}。{self.deductions_zh}"
        )

    @property
    def deductions_zh(self) -> str:
        """Each span of article 8 with the days that the engine deducted, and to which days the holder's own time runs: as the trace says it."""
        own = self.answer.identification.own_time if self.answer else None
        if self.answer is None or own is None or not own.deductions:
            return ""
        spans = "".join(
            f"{day_zh(item.cause.began_on)}至{day_zh(item.cause.ended_on) if item.cause.ended_on else '今'}为“{item.cause.cause.label_zh}”的期间，"
            f"{deducted_zh(item, own)}。"
            for item in own.deductions
        )
        said = self.answer.identification
        full = [
            f"满{years_zh(years)}之日为{day_zh(day)}"
            for years, day in ((said.years, said.own_year_on), (said.recovery_years, said.own_recovery_on))
            if day is not None
        ]
        return (
            f"{spans}自身原因的时间至{day_zh(own.as_of)}为 {own.own_days} 日{'，' if full else ''}{'，'.join(full)}。"
        )

    @property
    def developed_share(self) -> Fraction | None:
        if self.answer is None or not self.answer.facts.due_area_m2.value:
            return None
        newest = latest(self.answer.facts.developed_m2, self.as_of)
        return Fraction(newest.value) / Fraction(self.answer.facts.due_area_m2.value) if newest else None

    @property
    def invested_share(self) -> Fraction | None:
        if self.answer is None or self.answer.facts.total_investment is None:
            return None
        part, whole = _net(latest(self.answer.facts.invested, self.as_of)), _net(self.answer.facts.total_investment)
        return Fraction(part) / Fraction(whole) if part is not None and whole else None

    @property
    def instrument_zh(self) -> str:
        """What the land is held by, as a paper calls it for short; both where the case has no contract (第二条)."""
        if self.land["instrument"] is None:
            return "合同、划拨决定书"
        return LandInstrument(self.land["instrument"]).short_zh

    def context(self) -> dict[str, Any]:
        """The land, the holder and who to ask, as every paper has them."""
        facts = self.answer.facts if self.answer else None
        begun = [one.value for one in (facts.permit_on, facts.foundation_on)] if facts else []
        return {
            "case_no": self.case["case_no"],
            "instrument_zh": self.instrument_zh,
            "contract_no": self.land["contract_no"],
            "supervision_no": self.land["supervision_no"],
            "parcel_no": self.land["parcel_no"],
            "real_estate_unit_no": self.land["real_estate_unit_no"],
            "plot_no": self.land["plot_no"],
            "location": self.land["location"] or f"{self.land['park_name_zh']}{self.land['plot_no']}地块",
            "area_m2": self.case["area_m2"],
            "idle_area_m2": self.case["idle_area_m2"],
            "land_use_name": self.land["land_use_name_zh"],
            "price_yuan": self.land["price_yuan"],
            "handover_on": facts.handover_on.value if facts else None,
            "agreed_start_on": self.answer.start_due_on if self.answer else None,
            "agreed_completion_on": self.land["agreed_completion_on"],
            "started_on": max(day for day in begun if day) if begun and all(begun) else None,
            "developed_share": self.developed_share,
            "invested_share": self.invested_share,
            "encumbrances_zh": self.land["encumbrances_zh"],
            "park_name": self.land["park_name_zh"],
            "holder_name": self.land["holder_name"],
            "holder_credit_code": self.land["credit_code"],
            "determination_no": self.determination_no,
            "since": self.since,
            "evidence": self.evidence,
        }

    def merged(self, suggested: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
        """Suggested words, over them what the officer wrote, over them what is known and cannot be written otherwise."""
        written = {name: value for name, value in self.draft.items() if value not in (None, "", [])}
        facts = {name: value for name, value in {**self.context(), **known}.items() if value not in (None, [])}
        return {**suggested, **written, **facts}


def gather_papers(session: Session, principal: Principal, kind: str, case_id: int, as_of: date) -> CasePapers:
    """Return a case as its paper of this kind quotes it on a day (404 outside the caller's parks)."""
    case = find_case(session, principal, case_id, as_of)
    rows = read_steps(session, case_id, as_of)
    book = load_rulebook(session)
    limits = case_limits(book, as_of)
    land = session.execute(load("idle_cases/land"), {"case_id": case_id, "as_of": as_of}).mappings().one()
    return CasePapers(
        case=case,
        rows=rows,
        land=dict(land),
        answer=land_answer(session, case, as_of, steps=rows, book=book),
        burdens=burdens_of(session, case, as_of, limits),
        files=describe_files(session, principal, evidence_ids_of(session, case_id)),
        draft=read_drafts(session, case_id).get(kind, {}),
        limits=limits,
        idle=idle_limits(book, as_of),
        as_of=as_of,
    )


def draft_from(
    papers: CasePapers,
    context: Mapping[str, Any],
    *,
    states: Sequence[CaseState],
    entries: Sequence[RuleEntry] = (),
    findings: Sequence[Finding] = (),
) -> Draft:
    """Return the draft of a paper that belongs to these states of the case; in another one it is not issued."""
    found = Findings(list(findings))
    if CaseState(papers.case["state"]) not in states:
        named = "、".join(state.label_zh for state in states)
        found.add(
            Finding(
                "document.not_now",
                Severity.ERROR,
                f"个案现为“{CaseState(papers.case['state']).label_zh}”，这份文书在“{named}”时出具。",
                fix_zh="请先办理到相应步骤；步骤已过而认定有误的办理“撤销闲置认定”，决定有误的办理“撤销处置决定”，退回后重新出具。",
                message_en="This document belongs to another step of the case.",
            )
        )
    for name, check in (("real_estate_unit_no", check_real_estate_unit_no), ("certificate_no", check_certificate_no)):
        if context.get(name):
            found.add(check(normalise_identifier(str(context[name]))))
    for name, terms in (("side_zh", CauseSide), ("measure_zh", Measure)):
        value = context.get(name)
        if value and value not in terms.labels().values():
            found.add(
                Finding(
                    f"document.word.{name}",
                    Severity.ERROR,
                    f"“{value}”不是规定的用语。",
                    fix_zh=f"请从列表中选择：{'、'.join(terms.labels().values())}。",
                    message_en="Choose one of the listed words.",
                )
            )
    return Draft(
        papers.case["zone_id"], papers.case["park_id"], papers.case["plot_id"], dict(context), tuple(entries), found
    )


def _net(measured: Measured | None) -> Decimal | None:
    if measured is None or measured.price_and_taxes is None:
        return None
    return measured.value - measured.price_and_taxes


def idle_time_zh(since: date | None, as_of: date) -> str | None:
    """Return how long land has been idle, in years, months and days, both ends as days of the calendar."""
    if since is None or since > as_of:
        return None
    months = (as_of.year - since.year) * 12 + as_of.month - since.month - (as_of.day < since.day)
    first = date(since.year + (since.month - 1 + months) // 12, (since.month - 1 + months) % 12 + 1, 1)
    start = first + timedelta(days=min(since.day, _month_days(first)) - 1)
    years, rest = divmod(months, 12)
    parts = ((years, "年"), (rest, "个月"), ((as_of - start).days, "日"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0日"


def _month_days(first: date) -> int:
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return (following - first).days
