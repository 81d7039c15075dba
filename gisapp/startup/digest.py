"""`gisapp digest`: what is due and overdue, written as letters into an outbox folder; no mail is sent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gisapp.auth.principal import system_principal
from gisapp.db.engine import transaction
from gisapp.inbox.digest import SHOWN, as_html, as_text, write_digest
from gisapp.kernel.clock import SystemClock
from gisapp.land.parks import describe_zone
from gisapp.settings import Settings
from gisapp.startup.data_folder import choose_data_folder
from gisapp.startup.database import opened_register
from gisapp.startup.terminal import say


def digest(settings: Settings, as_of: date | None, outbox: Path | None) -> int:
    """Write the letters of a day as text and HTML, tell what is in each, and return how many things are escalated to the leaders."""
    day = as_of or SystemClock().today()
    folder = (outbox or choose_data_folder(settings) / "outbox") / day.isoformat()
    with opened_register(settings) as engine, transaction(engine) as session:
        zone = describe_zone(session, settings.zone_code)
        notice = zone["notice_zh"] if zone else ""
        letters = write_digest(session, system_principal("命令行"), day)
    folder.mkdir(parents=True, exist_ok=True)
    for letter in letters:
        (folder / f"{letter.name}.txt").write_text(as_text(letter, day, notice), encoding="utf-8")
        (folder / f"{letter.name}.html").write_text(as_html(letter, day, notice), encoding="utf-8")
        sums = "  ".join(f"{bucket.label_zh} {letter.count(bucket)}" for bucket in SHOWN)
        say(f"{letter.title_zh}  {sums}")
    say(f"{len(letters)} 封摘要已写入 · letters written to {folder}")
    return sum(row["is_escalated"] for letter in letters if letter.name.startswith("领导") for row in letter.rows)
