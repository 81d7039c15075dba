"""The log beside a GeoPackage (-wal) in which the last edits stand until the program that made them is closed."""

from __future__ import annotations

from pathlib import Path

from gisapp.kernel.errors import Invalid
from gisapp.land.intake.issue_log import IssueLog

WAL = b"\x02\x02"
CLOSE_ZH = "请在制图软件中移除该图层或退出软件（日志会自动写回并消失）"


def say_log_missing(path: Path, log: IssueLog) -> None:
    """A package whose header says WAL (bytes 18 and 19) may have its last edits in a log that was not sent along."""
    with path.open("rb") as opened:
        if opened.read(20)[18:] == WAL:
            log.warning(
                "geopackage.log_missing",
                "该 GeoPackage 处于写前日志（WAL）方式，最近的修改可能还在没有一起上传的 -wal 文件里。",
                f"{CLOSE_ZH}，再核对地块数量后重新上传。",
            )


def refuse_log(name: str, size: int) -> None:
    """Refuse a -wal that holds edits: they are not in the package yet."""
    if name.lower().endswith(".gpkg-wal") and size:
        raise Invalid(
            "geopackage.wal",
            f"“{name}”是 GeoPackage 的写前日志，最近的修改还在里面，没有写回。{CLOSE_ZH}，再只上传 .gpkg。",
        )
