"""SQL as files beside their feature: `load("land/plot_list")` is gisapp/land/sql/plot_list.sql, with bound parameters only."""

from __future__ import annotations

import re
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


def as_known(sql: str) -> str:
    """Return the same statement asked of earlier knowledge: of what was held true at `:known_at` instead of now.

    The read model `plot_snapshot` gives way to `plot_snapshot_known(:known_at)`, and `upper_inf(x.recorded)` to a test of that instant. Names
    that begin with `before_` are those of a comparison's first day and ask `:since_known_at`. Of rows that are only ever added to,
    `x.recorded_at <= 'infinity'` becomes a test of that instant, and what is derived of contracts is asked of its `…_known` function.
    The text is that of our own files only.
    """
    code = "\n".join(line.split("--", 1)[0] for line in sql.splitlines())
    code = re.sub(r"\bplot_snapshot (before_\w+)", r"plot_snapshot_known(:since_known_at) \1", code)
    code = re.sub(r"\bplot_snapshot (?=[a-z])", "plot_snapshot_known(:known_at) ", code)
    code = re.sub(r"\bupper_inf\((before_\w+\.recorded)\)", r"\1 @> cast(:since_known_at as timestamptz)", code)
    code = re.sub(r"\bupper_inf\(((?:\w+\.)?recorded)\)", r"\1 @> cast(:known_at as timestamptz)", code)
    code = re.sub(r"(\b\w+\.(?:end_)?recorded_at) <= 'infinity'", r"\1 <= cast(:known_at as timestamptz)", code)
    code = re.sub(r"\bcontract_version_period (?=[a-z])", "contract_version_known(:known_at) ", code)
    code = re.sub(r"\bcontract_milestone (?=[a-z])", "contract_milestone_known(:known_at) ", code)
    return re.sub(
        r"\bcontract_progress\(([^()]*)\)", r"contract_progress_known(\1, cast(:known_at as timestamptz))", code
    )


@cache
def load(name: str, *, known: bool = False) -> TextClause:
    """Return the statement of `concept/file`, to be executed with bound parameters; `known`: of what was known at `:known_at`."""
    return text(as_known(read(name)) if known else read(name))


@cache
def compose(*names: str, order_by: str = "", known: bool = False) -> TextClause:
    """Return one statement made of several files, such as a shared `with filtered as (…)` and what is asked of it.

    `order_by` comes from an enumerated map in code, never from a request; `known` as in `load`.
    """
    parts = [as_known(read(name)) if known else read(name) for name in names]
    return text("\n".join(parts) + (f"\norder by {order_by}\nlimit :limit offset :offset" if order_by else ""))
