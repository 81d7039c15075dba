"""`gisapp serve`: the web server alone, on a database that has been prepared."""

from __future__ import annotations

from gisapp.settings import Settings
from gisapp.startup.data_folder import choose_data_folder
from gisapp.startup.database import as_application, ensure_seal_key, opened_database, require_current_schema
from gisapp.startup.terminal import say
from gisapp.startup.web_server import address_of, run_web, take_address


def serve(settings: Settings, *, workers: int) -> None:
    """Answer requests until told to stop; never changes the schema."""
    with take_address(settings.host, settings.port) as taken, opened_database(settings) as url:
        require_current_schema(url)
        folder = choose_data_folder(settings)
        ensure_seal_key(url, folder)
        address = url if settings.database_url else as_application(url)
        ready = settings.model_copy(update={"database_url": address, "data_dir": folder})
        run_web(ready, taken, workers, lambda: say(f"  网址 · address      [bold]{address_of(taken)}[/bold]"))
