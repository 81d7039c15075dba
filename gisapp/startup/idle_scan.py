"""`gisapp idle-scan`: every contract evaluated on a day, on the terminal; made for a nightly job."""

from __future__ import annotations

from datetime import date

from gisapp.auth.principal import system_principal
from gisapp.db.engine import transaction
from gisapp.idle.due_warnings import due_warnings
from gisapp.idle.scan import scan_contracts
from gisapp.idle.terms import IdleDuty, IdleState
from gisapp.kernel.clock import SystemClock
from gisapp.settings import Settings
from gisapp.startup.database import opened_register
from gisapp.startup.terminal import say

_STEPS_EN = {"读取": "read", "认定": "evaluated", "写入": "written"}


def run_idle_scan(settings: Settings, as_of: date | None, *, is_dry_run: bool) -> None:
    """Evaluate every contract in force on a day (default today), print the figures and what falls due soon; a dry run writes nothing."""
    principal = system_principal("闲置筛查")
    day = as_of or SystemClock().today()
    with opened_register(settings) as engine, transaction(engine) as session:
        summary = scan_contracts(session, principal, day, is_dry_run=is_dry_run, on_progress=_tell)
        warned = [] if is_dry_run else due_warnings(session, principal, day)
    for state, count in summary.counts.items():
        if count:
            word = IdleState(state)
            say(f"  {count:>8,}  {word.label_zh} · {word.label_en}")
    for row in warned:
        duty = IdleDuty(row["duty"])
        mark = "第二次提醒" if row["is_second"] else "第一次提醒"
        say(
            f"  {mark}  {row['latest_on']}（{row['days_left']} 天）  {row['plot_no']}  {row['contract_no']}  {row['party_name_zh']}  {duty.label_zh}"
        )
    if is_dry_run:
        say(
            f"试算 {day}：{summary.contracts:,} 份合同，{summary.written:,} 份的认定将变化，未写入"
            f" · dry run: {summary.written:,} of {summary.contracts:,} answers would change, nothing written"
        )
    else:
        say(
            f"已筛查 {day}：{summary.contracts:,} 份合同，写入 {summary.written:,} 份变化"
            f" · {summary.contracts:,} contracts evaluated, {summary.written:,} answers written"
        )


def _tell(step: str, count: int) -> None:
    say(f"  {step} {count:,} · {_STEPS_EN[step]}")
