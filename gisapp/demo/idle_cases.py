"""Cases of idle land of the demo zone: one behind every plot that is or was suspected, in every step, with papers, notes and corrections.

Days come from the plots' own histories, so that list, map and plot agree. Holders, officers and papers are invented.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.db.history import current_rows, replace_from
from gisapp.db.tables.plot import PlotStateRow
from gisapp.demo.bulk import Bulk
from gisapp.demo.contract_checks import DemoPaper
from gisapp.demo.contracts import write_papers
from gisapp.demo.days import plus
from gisapp.demo.idle_case_roads import DemoStep, Episode, entries_of, road_of
from gisapp.demo.officers import officer_of
from gisapp.demo.paper_file import paper_pdf
from gisapp.demo.papers import OFFICE_CODE
from gisapp.demo.records import ACTOR, SOURCE
from gisapp.demo.seed_plots import CHINA
from gisapp.idle.engine import identify_contract
from gisapp.idle.terms import IdleCause, IdleGround
from gisapp.idle_cases.commands import RESTS_ON_FACTS, CaseDraft, open_case, take_step
from gisapp.idle_cases.decision import Decision, decision_faults, hold_facts
from gisapp.idle_cases.facts import extended_days
from gisapp.idle_cases.judgement import StepDraft
from gisapp.idle_cases.lifecycle import TRANSITIONS
from gisapp.idle_cases.store import FOREVER, find_case, read_steps
from gisapp.idle_cases.terms import CaseSource, CaseState, CaseStep, Measure
from gisapp.kernel.dates import day_zh
from gisapp.rulebook.rulebook import load_rulebook

SOURCES = ("scan", "patrol", "scan", "report", "scan", "outside_list")

_EPISODES = text("""
select s.plot_id, v.plot_no, k.code as park_code, v.zone_id, c.id as contract_id, c.party_id, c.price_yuan, y.name_zh as party_name_zh,
       coalesce(c.area_m2, v.area_surveyed_m2, v.area_planar_m2)::float8 as area_m2, bool_or(s.development = 'stopped') as is_stopped,
       (select f.cause from development_fact f where f.contract_id = c.id and f.cause is not null and upper_inf(f.recorded) order by f.happened_on limit 1) as cause,
       min(lower(s.valid)) filter (where s.compliance = 'suspected_idle') as suspected_on,
       min(lower(s.valid)) filter (where s.compliance = 'determined_idle') as determined_on,
       min(lower(s.valid)) filter (where s.compliance = 'disposing') as disposing_on, c.ended_on,
       (select min(lower(n.valid)) from plot_state n where n.plot_id = s.plot_id and upper_inf(n.recorded) and c.ended_on is null
        and lower(n.valid) >= max(upper(s.valid)) and n.compliance in ('in_order', 'late') and not bool_or(upper_inf(s.valid))) as settled_on
from plot_state s
join contract c on c.plot_id = s.plot_id and c.signed_on <= lower(s.valid) and (c.ended_on is null or c.ended_on > lower(s.valid))
join party y on y.id = c.party_id and not y.is_real
join lateral (
    select n.plot_no, n.zone_id, n.park_id, n.area_surveyed_m2, n.area_planar_m2 from plot_version n
    where n.plot_id = s.plot_id and upper_inf(n.recorded) order by n.valid desc limit 1
) v on true
join park k on k.id = v.park_id
where upper_inf(s.recorded) and s.compliance in ('suspected_idle', 'determined_idle', 'disposing') and lower(s.valid) <= :today
group by s.plot_id, v.plot_no, k.code, v.zone_id, c.id, c.party_id, c.price_yuan, y.name_zh, c.area_m2, v.area_surveyed_m2, v.area_planar_m2, c.ended_on
having min(lower(s.valid)) filter (where s.compliance = 'suspected_idle') is not null
order by min(lower(s.valid)), v.plot_no
""")


def write_idle_cases(bulk: Bulk, session: Session, *, zone_id: int, park_ids: dict[str, int], today: date) -> None:
    """Write the cases behind the plots' histories, and two clues that turned out not to be idle; contracts and facts are written before."""
    told = [(episode, road_of(episode, number, today), number) for number, episode in _numbered(session, today)]
    cases = _write_cases(bulk, session, told, park_ids)
    _write_steps(bulk, session, zone_id, told, cases, park_ids)
    _write_notes(bulk, told, cases, today)
    _write_corrections(bulk, session, zone_id, told, cases, park_ids, today)
    _write_false_alarms(bulk, session, zone_id, park_ids, today)


Told = Sequence[tuple[Episode, list[DemoStep], int]]


def _numbered(session: Session, today: date) -> Iterator[tuple[int, Episode]]:
    counts: Counter[str] = Counter()
    for row in session.execute(_EPISODES, {"today": today}).mappings():
        episode = Episode(
            row["plot_id"], row["plot_no"], row["park_code"], row["zone_id"], row["contract_id"], row["party_id"], row["party_name_zh"],
            row["area_m2"], row["price_yuan"], IdleGround.STOPPED if row["is_stopped"] else IdleGround.NOT_STARTED, IdleCause(row["cause"] or "own"),
            row["suspected_on"], row["determined_on"], row["disposing_on"], row["ended_on"], row["settled_on"],
            0 if row["settled_on"] else extended_days(session, row["contract_id"], None, today),
        )  # fmt: skip
        kind = (
            "ended"
            if episode.ended_on
            else "settled"
            if episode.settled_on
            else "disposing"
            if episode.disposing_on
            else "open"
        )
        kind += "own" if episode.cause is IdleCause.OWN else ""
        yield counts[kind], episode
        counts[kind] += 1


def _write_cases(bulk: Bulk, session: Session, told: Told, park_ids: dict[str, int]) -> list[int]:
    numbers: Counter[int] = Counter()
    rows: list[tuple[Any, ...]] = []
    for place, (episode, road, _) in enumerate(told):
        found = road[0].on
        numbers[found.year] += 1
        answer = identify_contract(session, episode.contract_id, found)
        since = answer.since if answer.ground is episode.ground and answer.since and answer.since <= found else None
        rows.append(
            (
                f"XZ{found.year}-{numbers[found.year]:04d}", episode.zone_id, park_ids[episode.park_code], episode.plot_id, episode.contract_id,
                episode.party_id, str(episode.ground), SOURCES[place % len(SOURCES)], SOURCE, found, since, episode.area_m2,
                round(episode.area_m2 * float(_idle_share(place)), 2), orjson.dumps(answer.as_dict()).decode(), _at(found), officer_of(episode.park_code, place),
            )
        )  # fmt: skip
    return bulk.insert(
        "idle_case",
        "case_no, zone_id, park_id, plot_id, contract_id, party_id, ground, source, source_note, found_on, since, area_m2, idle_area_m2, identification,"
        " registered_at, registered_by_name",
        rows,
        returning="id",
    )


def _write_steps(
    bulk: Bulk, session: Session, zone_id: int, told: Told, cases: list[int], park_ids: dict[str, int]
) -> None:
    flat = [
        (case_id, episode, sequence, step)
        for case_id, (episode, road, _) in zip(cases, told, strict=True)
        for sequence, step in enumerate(road, 1)
    ]
    proved = [(park_ids[e.park_code], _paper(e, step.paper, step.on)) for _, e, _, step in flat if step.paper]
    proofs = iter(write_papers(bulk, zone_id, proved))
    evidence = [[next(proofs)] if step.paper else [] for _, _, _, step in flat]
    served = [(case_id, e, step) for case_id, e, _, step in flat if step.served_on]
    receipts = write_papers(
        bulk,
        zone_id,
        [(park_ids[e.park_code], _paper(e, "送达回证", step.served_on or step.on)) for _, e, step in served],
    )
    numbers = _document_numbers(flat)
    made = bulk.insert(
        "idle_case_service",
        "case_id, purpose, document_no, kind, served_on, recipient, evidence_ids, note, actor_name, recorded_at",
        [
            (
                case_id, "holder", numbers.get((case_id, step.step)) or numbers.get((case_id, CaseStep.DECIDE)) or "示例文书", "left" if place % 7 == 4 else "direct",
                step.served_on, e.party_name_zh, [receipt], "收件人拒收，社区工作人员见证（示例）" if place % 7 == 4 else "", officer_of(e.park_code, place),
                _at(step.served_on or step.on),
            )
            for place, ((case_id, e, step), receipt) in enumerate(zip(served, receipts, strict=True))
        ],
        returning="id",
    )  # fmt: skip
    services = {(case_id, step.step): service_id for (case_id, _, step), service_id in zip(served, made, strict=True)}
    _tell_creditors(bulk, session, zone_id, flat, park_ids)
    place_of = {case_id: place for place, case_id in enumerate(cases)}
    states: dict[int, CaseState | None] = {}
    waves: tuple[list[Stepped], ...] = ([], [], [])
    for (case_id, episode, sequence, step), proof in zip(flat, evidence, strict=True):
        before = states.get(case_id)
        states[case_id] = TRANSITIONS[before, step.step].after
        wave = 1 if step.step in RESTS_ON_FACTS else 2 if step.step is CaseStep.CLOSE else 0
        waves[wave].append((case_id, episode, sequence, step, before, proof))
    judged: dict[int, dict[str, Any]] = {}
    for wave in waves:  # a decision is judged by what is recorded before it
        if wave is waves[1]:
            judged = _judged(session, wave, place_of)
        bulk.insert(
            "idle_case_step",
            "case_id, sequence, step, from_state, to_state, taken_on, document_no, service_id, side, cause, measure, terms_from, terms_until, explained_on,"
            " registered_on, register_no, approved_by, approval_no, amount_yuan, reason, evidence_ids, basis, actor_name, recorded_at",
            [_step_row(item, numbers, services, judged, place_of) for item in wave],
        )


_MORTGAGES = text("""
select e.id, f.holder_name from encumbrance e
join encumbrance_fact f on f.encumbrance_id = e.id and upper_inf(f.recorded) and f.valid @> cast(:day as date)
where e.plot_id = :plot and e.kind = 'mortgage' order by e.id
""")


def _tell_creditors(
    bulk: Bulk,
    session: Session,
    zone_id: int,
    flat: Sequence[tuple[int, Episode, int, DemoStep]],
    park_ids: dict[str, int],
) -> None:
    """Serve the notice on every creditor before the plan of disposal is drawn up (article 13)."""
    told = [
        (case_id, episode, plus(step.on, -2), row)
        for case_id, episode, _, step in flat
        if step.step is CaseStep.PLAN
        for row in session.execute(_MORTGAGES, {"plot": episode.plot_id, "day": step.on})
    ]
    receipts = write_papers(
        bulk, zone_id, [(park_ids[episode.park_code], _paper(episode, "送达回证", on)) for _, episode, on, _ in told]
    )
    bulk.insert(
        "idle_case_service",
        "case_id, purpose, document_no, kind, served_on, recipient, encumbrance_id, evidence_ids, actor_name, recorded_at",
        [
            (
                case_id, "creditor", f"{OFFICE_CODE}旧闲抵〔{on.year}〕{number}号", "post", on, row.holder_name, row.id, [receipt],
                officer_of(episode.park_code, number), _at(on),
            )
            for number, ((case_id, episode, on, row), receipt) in enumerate(zip(told, receipts, strict=True), 1)
        ],
    )  # fmt: skip


Stepped = tuple[int, Episode, int, DemoStep, CaseState | None, list[int]]


def _step_row(
    stepped: Stepped,
    numbers: dict[tuple[int, CaseStep], str],
    services: dict[tuple[int, CaseStep], int],
    judged: dict[int, dict[str, Any]],
    place_of: dict[int, int],
) -> tuple[Any, ...]:
    case_id, episode, sequence, step, before, proof = stepped
    decides, publishes = step.step is CaseStep.DECIDE, step.step is CaseStep.PUBLISH
    basis = {"decision": judged[case_id]} if step.step in RESTS_ON_FACTS else {}
    return (
        case_id, sequence, str(step.step), str(before or ""), str(TRANSITIONS[before, step.step].after), step.on, numbers.get((case_id, step.step), ""),
        services.get((case_id, step.step)), str(step.cause.side) if step.cause else None, str(step.cause) if step.cause else None,
        str(step.measure) if step.measure else None, step.on if step.until else None, step.until, step.explained_on,
        plus(step.on, -1) if publishes else None, f"示例备案{case_id:05d}" if publishes else "",
        "周口经济开发区管理委员会（示例）" if decides else "", f"示例批〔{step.on.year}〕{case_id}号" if decides else "",
        _fee(episode, _idle_share(place_of[case_id])) if step.measure is Measure.FEE else None, step.reason, proof,
        orjson.dumps(basis).decode(), officer_of(episode.park_code, sequence), _at(step.on),
    )  # fmt: skip


def _judged(session: Session, wave: Sequence[Stepped], place_of: dict[int, int]) -> dict[int, dict[str, Any]]:
    """Return what each decision rests on, as the use case keeps it: the zone's own facts say whether it is lawful."""
    book = load_rulebook(session)
    found: dict[int, dict[str, Any]] = {}
    for case_id, episode, _, step, _, _ in wave:
        if step.measure is None:
            continue
        amount = _fee(episode, _idle_share(place_of[case_id])) if step.measure is Measure.FEE else None
        decision = Decision(step.measure, step.on, step.on if step.until else None, step.until, amount)
        facts = hold_facts(session, case_id)
        case = find_case(session, system_principal(ACTOR), case_id, FOREVER)
        faults = decision_faults(session, case, read_steps(session, case_id), decision, book)
        found[case_id] = decision.as_basis(is_lawful=not faults, facts=facts)
    return found


def _document_numbers(flat: Sequence[tuple[int, Episode, int, DemoStep]]) -> dict[tuple[int, CaseStep], str]:
    """Number the papers of each kind and year by their days, as an office would; these were issued before the house kept documents."""
    counts: Counter[tuple[str, int]] = Counter()
    numbers: dict[tuple[int, CaseStep], str] = {}
    for case_id, _, _, step in sorted(flat, key=lambda item: (item[3].on, item[0])):
        if step.document:
            counts[step.document, step.on.year] += 1
            number = counts[step.document, step.on.year]
            numbers[case_id, step.step] = f"{OFFICE_CODE}旧{step.document}〔{step.on.year}〕{number}号"
    return numbers


def _write_notes(bulk: Bulk, told: Told, cases: list[int], today: date) -> None:
    bulk.insert(
        "idle_case_officer",
        "case_id, officer_name, holds_from, actor_name",
        [
            (case_id, officer_of(episode.park_code, place), road[0].on, SOURCE)
            for place, (case_id, (episode, road, _)) in enumerate(zip(cases, told, strict=True))
            if place % 8 != 6
        ],
    )
    bulk.insert(
        "idle_case_entry",
        "case_id, kind, code, entered_on, due_on, note, actor_name, recorded_at",
        [
            (case_id, str(entry.kind), entry.code, entry.on, entry.due_on, entry.note, officer_of(episode.park_code, place), _at(entry.on))
            for place, (case_id, (episode, road, number)) in enumerate(zip(cases, told, strict=True))
            for entry in entries_of(episode, road, number + place, today)
        ],
    )  # fmt: skip


def _write_corrections(
    bulk: Bulk, session: Session, zone_id: int, told: Told, cases: list[int], park_ids: dict[str, int], today: date
) -> None:
    """Two days were entered wrongly and put right: a day of service and the day on which an explanation came in."""
    by_case = {case_id: episode for case_id, (episode, _, _) in zip(cases, told, strict=True)}
    rows = session.execute(
        text(
            "(select 'service' as target, v.id, v.case_id, 'served_on' as field, v.served_on as day from idle_case_service v join idle_case_step s on s.service_id = v.id"
            " where s.step = 'determine' and v.case_id = any(:cases) order by v.served_on desc, v.id limit 1)"
            " union all (select 'step', s.id, s.case_id, 'explained_on', s.explained_on from idle_case_step s"
            " where s.step = 'explain' and s.explained_on is not null and s.case_id = any(:cases) order by s.explained_on desc, s.id limit 1)"
        ),
        {"cases": cases},
    ).all()
    days = [min(row.day + timedelta(30), today) for row in rows]
    papers = write_papers(
        bulk,
        zone_id,
        [
            (park_ids[by_case[row.case_id].park_code], _paper(by_case[row.case_id], "邮寄凭证", day))
            for row, day in zip(rows, days, strict=True)
        ],
    )
    bulk.insert(
        "idle_case_correction",
        "case_id, target, target_id, field, old_value, new_value, reason, evidence_ids, corrected_on, actor_name, recorded_at",
        [
            (
                row.case_id, row.target, row.id, row.field, row.day.isoformat(), plus(row.day, 1 if row.target == "service" else -1).isoformat(),
                "登记时误填，按凭证更正", [paper], day, officer_of(by_case[row.case_id].park_code, 1), _at(day),
            )
            for row, day, paper in zip(rows, days, papers, strict=True)
        ],
    )  # fmt: skip


def _write_false_alarms(bulk: Bulk, session: Session, zone_id: int, park_ids: dict[str, int], today: date) -> None:
    """Two reports were looked into and found not to be idle land: the agreed start was not yet a year past."""
    actor = system_principal(ACTOR)
    rows = session.execute(
        text(
            "select s.plot_id, s.plot_no, k.code as park_code, c.id as contract_id, y.name_zh as party_name_zh from plot_snapshot s"
            " join contract c on c.plot_id = s.plot_id and c.ended_on is null and c.signed_on < cast(:today as date) - 150 join party y on y.id = c.party_id and not y.is_real"
            " join park k on k.id = s.park_id where s.valid @> cast(:today as date) and s.compliance = 'in_order' and s.development = 'not_started'"
            " and lower(s.valid) < cast(:today as date) - 90 order by s.plot_no limit 2"
        ),
        {"today": today},
    ).all()
    for number, row in enumerate(rows):
        found = today - timedelta(70 + 9 * number)
        lines = [f"地块：{row.plot_no}", f"日期：{day_zh(found)}", "约定动工日期未满一年，不构成闲置。", SOURCE]
        paper = DemoPaper("举报核查记录（示例）", found, found, paper_pdf("举报核查记录（示例）", lines))
        proof = write_papers(bulk, zone_id, [(park_ids[row.park_code], paper)])
        dismissed = plus(found, 12)
        _suspect(session, row.plot_id, found, dismissed)
        case_id = open_case(
            session, actor,
            CaseDraft(IdleGround.NOT_STARTED, CaseSource.REPORT, found, contract_id=row.contract_id, source_note="群众来电反映土地荒废（示例）",
                      evidence_ids=proof, officer_name=officer_of(row.park_code, number)),
            today=today,
        )  # fmt: skip
        take_step(
            session, actor, case_id,
            StepDraft(CaseStep.DISMISS, dismissed, document_no=f"{OFFICE_CODE}旧闲说〔{dismissed.year}〕{number + 1}号", evidence_ids=proof,
                      reason="经核查，约定的动工开发日期尚未满一年，不构成闲置；已督促使用权人尽快动工。"),
            today=today,
        )  # fmt: skip


def _suspect(session: Session, plot_id: int, since: date, until: date) -> None:
    """Let a plot be suspected for these days, with the mark of the demo as its source: the case's steps find it so and change nothing."""
    for day, compliance in ((since, "suspected_idle"), (until, "in_order")):
        (held,) = [
            row for row in current_rows(session, PlotStateRow, {"plot_id": plot_id}) if row["valid"].contains(day)
        ]
        facts = {name: held[name] for name in ("land_control", "servicing", "supply", "development", "source")}
        replace_from(session, PlotStateRow, {"plot_id": plot_id}, day, {**facts, "compliance": compliance})


def _idle_share(place: int) -> Decimal:
    """Return which part of the land is idle: here and there only some of it."""
    return Decimal("0.6") if place % 9 == 5 else Decimal(1)


def _fee(episode: Episode, share: Decimal) -> Decimal | None:
    """Return a fifth of the price of the idle part, as the order has it (article 14)."""
    return None if episode.price_yuan is None else round(episode.price_yuan * share / 5, 2)


def _paper(episode: Episode, title: str, on: date) -> DemoPaper:
    name = f"{title}（示例）"
    lines = [f"地块：{episode.plot_no}", f"使用权人：{episode.party_name_zh}", f"日期：{day_zh(on)}", SOURCE]
    return DemoPaper(name, on, on, paper_pdf(name, lines))


def _at(day: date) -> datetime:
    return datetime.combine(day, time(16), CHINA)
