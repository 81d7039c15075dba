"""`gisapp check-plots`: every plot put to the rules and the constraint areas, on the terminal; made for a nightly job."""

from __future__ import annotations

from datetime import date

from gisapp.auth.principal import system_principal
from gisapp.compliance.check_queries import zone_to_check
from gisapp.compliance.overlap_watch import check_zone
from gisapp.db.engine import transaction
from gisapp.kernel.clock import SystemClock
from gisapp.land.terms import ConstraintKind
from gisapp.plot_rules.registry import rule_of_code
from gisapp.settings import Settings
from gisapp.startup.database import opened_register
from gisapp.startup.terminal import say


def run_plot_checks(settings: Settings, as_of: date | None) -> None:
    """Run both checks of a day (default today) and print what stands, what is new and what went away."""
    day = as_of or SystemClock().today()
    with opened_register(settings) as engine, transaction(engine) as session:
        rules, areas = check_zone(session, system_principal("夜间质检"), zone_to_check(session), day)
    for code, count in rules.by_code.items():
        rule = rule_of_code(code)
        say(f"  {count:>6,}  {rule.title_zh} · {rule.title_en}（{code}）")
    for kind, count in areas.by_code.items():
        word = ConstraintKind(kind)
        say(f"  {count:>6,}  {word.label_zh} · {word.label_en}")
    for name, done in (("质检 · rules", rules), ("合规 · constraint areas", areas)):
        say(
            f"{name} {day}：{done.plots:,} 宗，现有 {done.standing:,} 项，新增 {done.found:,}，消除 {done.resolved:,}"
            f" · {done.standing:,} standing, {done.found:,} new, {done.resolved:,} gone"
        )
