"""SQL as files beside their feature: `load("land/plot_list")` is gisapp/land/sql/plot_list.sql, with bound parameters only."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import TextClause, text

_PACKAGE = Path(__file__).resolve().parents[1]


class UnsafeSqlFile(ValueError):
    """The file asks for text to be pasted into SQL."""


@cache
def read(name: str) -> str:
    """Return the text of `concept/file`; refuses files with format braces or percent placeholders."""
    concept, _, file = name.partition("/")
    path = _PACKAGE / concept / "sql" / f"{file}.sql"
    sql = path.read_text(encoding="utf-8")
    code = "\n".join(line.split("--", 1)[0] for line in sql.splitlines())
    if "%(" in code or "%s" in code or "{" in code.replace("'{}'", ""):
        raise UnsafeSqlFile(f"{path.name}: only :bound parameters, nothing is formatted into SQL")
    return sql


@cache
def load(name: str) -> TextClause:
    """Return the statement of `concept/file`, to be executed with bound parameters."""
    return text(read(name))


@cache
def compose(*names: str, order_by: str = "") -> TextClause:
    """Return one statement made of several files, such as a shared `with filtered as (…)` and what is asked of it.

    `order_by` comes from an enumerated map in code, never from a request.
    """
    parts = [read(name) for name in names]
    return text("\n".join(parts) + (f"\norder by {order_by}\nlimit :limit offset :offset" if order_by else ""))
