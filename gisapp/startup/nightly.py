"""`gisapp nightly`: personal data whose time is over are erased, plots are put to the rules, news become letters, letters leave; made for a nightly job."""

from __future__ import annotations

from datetime import date

from gisapp.alerts.news import note_news
from gisapp.auth.principal import system_principal
from gisapp.compliance.check_queries import first_zone
from gisapp.compliance.overlap_watch import check_zone
from gisapp.db.engine import transaction
from gisapp.inquiries.erasure import erase_overdue
from gisapp.kernel.clock import SystemClock
from gisapp.mail.delivery import deliver_letters
from gisapp.mail.outbox import sweep_letters
from gisapp.settings import Settings
from gisapp.startup.database import opened_register
from gisapp.startup.terminal import say
from gisapp.visitors.allowance import sweep_allowances


def nightly(settings: Settings, as_of: date | None) -> None:
    """Do what has to be done each night, each part in a transaction of its own, and say what was done. Running it again changes nothing."""
    clock = SystemClock()
    day = as_of or clock.today()
    principal = system_principal("夜间任务")
    with opened_register(settings) as engine:
        with transaction(engine) as session:
            erased = erase_overdue(session, principal, day)
        say(f"已删除 {len(erased)} 件咨询的个人信息 · personal data of {len(erased)} inquiries erased")
        with transaction(engine) as session:
            zone_id = first_zone(session)
            checked = check_zone(session, principal, zone_id, day) if zone_id else None
        if checked is not None:
            rules, areas = checked
            say(
                f"质检 {rules.plots} 宗：新增问题 {rules.found}、消除 {rules.resolved}；控制范围新增占压 {areas.found}、消除 {areas.resolved}"
                f" · {rules.plots} plots checked: {rules.found} findings and {areas.found} overlaps new, {rules.resolved} and {areas.resolved} gone"
            )
        with transaction(engine) as session:
            night = note_news(session, settings.public_url, day, clock.now())
        say(
            f"查看 {night.searches} 条保存的查询：新结果 {night.news} 个，写信 {night.letters} 封，作废订阅 {night.lapsed} 个"
            f" · {night.searches} saved searches: {night.news} new sites, {night.letters} letters, {night.lapsed} subscriptions lapsed"
        )
        with transaction(engine) as session:
            swept = sweep_letters(session, day)
            sweep_allowances(session, clock.now())
        say(f"已清除 {swept} 封到期邮件 · {swept} letters swept")
        with transaction(engine) as session:
            done = deliver_letters(session, settings, clock.now())
        if done is None:
            say("未设置邮件服务器，邮件留在发件箱 · no mail server is set: letters wait in the outbox")
        else:
            say(f"已发送 {done.sent} 封，{done.refused} 封被拒 · {done.sent} letters sent, {done.refused} refused")
