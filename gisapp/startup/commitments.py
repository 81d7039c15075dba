"""`gisapp check-commitments`: what was promised and is due, on the terminal; the same list as the desk shows."""

from __future__ import annotations

from datetime import date

from gisapp.auth.principal import system_principal
from gisapp.commitments.commitments import CommitmentFilter, count_commitments, due_commitments
from gisapp.commitments.export import identity_zh
from gisapp.commitments.terms import DueGroup
from gisapp.db.engine import transaction
from gisapp.kernel.clock import SystemClock
from gisapp.preparation.standard_terms import CommitmentState
from gisapp.settings import Settings
from gisapp.startup.database import opened_register
from gisapp.startup.terminal import say


def check_commitments(settings: Settings, as_of: date | None, park_code: str | None, within_days: int) -> int:
    """Print what is overdue, due today and due soon, then the identity; return how many obligations are overdue."""
    principal = system_principal("命令行")
    day = as_of or SystemClock().today()
    wanted = CommitmentFilter(parks=(park_code,) if park_code else ())
    with opened_register(settings) as engine, transaction(engine) as session:
        rows = due_commitments(session, principal, day, within_days=within_days, wanted=wanted)
        tally = count_commitments(session, principal, day, wanted)
    for group in DueGroup:
        mine = [row for row in rows if row["group"] is group]
        if not mine:
            continue
        title = f"{within_days} 日内" if group is DueGroup.MONTH else group.label_zh
        say(f"{title} · {group.label_en}  {len(mine)}")
        for row in mine:
            state = CommitmentState(row["state"]).label_zh
            late = f"  逾期 {row['late_days']} 天" if row["late_days"] else ""
            who = f"  {row['officer_name']}" if row["officer_name"] else ""
            say(
                f"  {row['act_by']}  {row['plot_no']}  {row['contract_no']}  {row['party_name_zh']}  {row['label_zh']}  {state}{late}{who}"
            )
    say(f"{day}  {identity_zh(tally)}")
    return sum(row["group"] is DueGroup.OVERDUE for row in rows)
