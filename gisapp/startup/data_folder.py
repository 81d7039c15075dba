"""In which folder the embedded database and the backups live."""

from __future__ import annotations

import os
from pathlib import Path

from gisapp.db.postgres_account import account_for
from gisapp.settings import Settings

SYSTEM_FOLDER = Path("/var/lib/gisapp")


def choose_data_folder(settings: Settings) -> Path:
    """The folder that was asked for (option or GISAPP_DATA_DIR); otherwise `data` in a checkout, or the usual place of an installation.

    Started by root, a checkout below a closed folder such as /root is out of the database account's reach: then /var/lib/gisapp.
    """
    if "data_dir" in settings.model_fields_set:
        return settings.data_dir.expanduser().absolute()
    checkout = Path(__file__).resolve().parents[2]
    is_root = os.geteuid() == 0
    if not (checkout / "pyproject.toml").exists():
        return SYSTEM_FOLDER if is_root else Path.home() / ".local" / "share" / "gisapp"
    folder = checkout / "data"
    if is_root and account_for(folder / "pg").first_closed_folder(checkout) is not None:
        return SYSTEM_FOLDER
    return folder
