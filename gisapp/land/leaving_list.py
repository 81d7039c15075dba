"""A list that leaves the house as a file: the zone's demo mark and the day stand in its name and in its first line, whoever's list it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, Response
from sqlalchemy.orm import Session

from gisapp.api import table_file
from gisapp.api.deps import AsOfDep, ClockDep, KnownDep, SessionDep, SettingsDep
from gisapp.api.file_answer import MEDIA
from gisapp.kernel.errors import NotFound
from gisapp.land.parks import describe_zone


class ListForm(StrEnum):
    """The forms in which every list may leave."""

    XLSX = "xlsx"
    CSV = "csv"


@dataclass(frozen=True)
class Leaving:
    """Whose data leave, as of which day, and on which day."""

    zone: Mapping[str, Any]
    as_of: date
    today: date
    known_at: datetime | None = None

    def caption(self, list_zh: str, count: int, by: str, unit_zh: str = "行") -> str:
        """Return the line that stands in the file: demo mark, zone, which list, day of the data, rows, who and when."""
        said = table_file.caption(self.zone, list_zh, self.as_of, count, self.today, by, unit_zh)
        return said if self.known_at is None else f"{said}；按 {self.known_at:%Y-%m-%d} 所知"

    def attachment(self, content: bytes, list_zh: str, name_en: str, form: StrEnum) -> Response:
        """Return the file under a name that says what it is; `name_en` is for programs that read no Chinese."""
        known = f"_{self.known_at:%Y%m%d}所知" if self.known_at else ""
        name = f"{'示意数据_' if self.zone['is_demo'] else ''}{list_zh}_{self.as_of:%Y%m%d}{known}.{form.value}"
        return Response(
            content,
            media_type=MEDIA[form.value],
            headers={
                "Content-Disposition": f"attachment; filename=\"{name_en}.{form.value}\"; filename*=UTF-8''{quote(name)}",
                "Cache-Control": "private, no-store",
            },
        )


def zone_with_data(session: Session, code: str) -> dict[str, Any]:
    """Return the zone whose lists may leave (404 on an empty register)."""
    zone = describe_zone(session, code)
    if zone is None:
        raise NotFound(
            "zone.empty", "数据库里还没有开发区数据，没有可导出的内容。", message_en="The register is empty."
        )
    return zone


def get_leaving(
    session: SessionDep, settings: SettingsDep, clock: ClockDep, as_of: AsOfDep, known_at: KnownDep
) -> Leaving:
    """Give a route what its list leaves with."""
    return Leaving(zone_with_data(session, settings.zone_code), as_of, clock.today(), known_at)


LeavingDep = Annotated[Leaving, Depends(get_leaving)]
