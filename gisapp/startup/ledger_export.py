"""`gisapp export`: the ledger of plots as a file, the same as the one the desk downloads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gisapp.auth.principal import system_principal
from gisapp.db.engine import transaction
from gisapp.dossier import ledger_export
from gisapp.kernel.clock import SystemClock
from gisapp.kernel.errors import Invalid
from gisapp.kernel.start_refusal import StartRefusal
from gisapp.land.leaving_list import Leaving, zone_with_data
from gisapp.land.parks import find_park
from gisapp.land.plots import PlotFilter
from gisapp.settings import Settings
from gisapp.startup.database import opened_register
from gisapp.startup.terminal import say, stage

WRITERS = {".xlsx": ledger_export.to_xlsx, ".gpkg": ledger_export.to_geopackage, ".csv": ledger_export.to_csv}


def export_ledger(settings: Settings, file: Path, park_code: str | None, as_of: date | None) -> None:
    """Write every plot on a day (today when none is given), of one park or of all; the file's ending says in which form."""
    write = WRITERS.get(file.suffix.lower())
    if write is None:
        raise Invalid(
            "export.form_unknown",
            f"不能导出为“{file.suffix or file.name}”，请用 .xlsx、.gpkg 或 .csv。",
            message_en="Unknown kind of file: use .xlsx, .gpkg or .csv.",
        )
    principal = system_principal("命令行")
    today = SystemClock().today()
    day = as_of or today
    with opened_register(settings) as engine, transaction(engine) as session, stage("导出", "exporting"):
        zone = zone_with_data(session, settings.zone_code)
        wanted = PlotFilter(parks=(find_park(session, park_code)["code"],) if park_code else ())
        rows = ledger_export.read_ledger(session, principal, day, wanted)
        content = write(rows, Leaving(zone, day, today).caption(ledger_export.LIST_ZH, len(rows), principal.name))
    try:
        file.write_bytes(content)
    except OSError as error:
        raise StartRefusal(
            "export.not_writable",
            f"不能写入 {file}（{error.strerror}），请换一个位置。",
            f"{file} cannot be written ({error.strerror}): choose another place.",
        ) from error
    say(f"已导出 {len(rows)} 行 · {len(rows)} rows written: {file}")
