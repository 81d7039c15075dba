"""What the log may hold, and who may read it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.db.errors import without_values


def test_only_its_owner_reads_the_log_also_where_it_was_open_before(tmp_path: Path):
    log = tmp_path / "gisapp.log"
    log.touch(mode=0o644)
    program = "import sys; from pathlib import Path; from gisapp.startup.logs import configure_logs; configure_logs(Path(sys.argv[1]))"
    for file in (log, tmp_path / "new.log"):
        subprocess.run([sys.executable, "-c", program, str(file)], check=True)
        assert file.stat().st_mode & 0o777 == 0o600


def test_a_database_error_is_logged_without_what_was_entered(db: Session):
    with pytest.raises(DBAPIError) as raised:
        db.execute(
            text("insert into park (zone_id, code, name_zh) values (null, :code, '张三的园区')"),
            {"code": "410402196001011234"},
        )
    told = str(without_values(raised.value))
    assert "23502" in told
    assert "test_logs.py" in told
    assert "410402196001011234" not in told
    assert "张三" not in told
