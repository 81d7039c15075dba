"""How the zone looks on what is taken home: colour, cover, headline, contacts; an administrator's setting, every change on record."""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.kernel.errors import Conflict, Invalid
from gisapp.reports.brochure.pictures import TooManyPixels, as_jpeg, open_upright

COVER_WIDTH, COVER_BYTES = 1600, 600_000
"""A cover is kept no wider and no larger than this, so that a book stays small enough for a phone."""
LEAST_CONTRAST = 4.5
"""White words on the zone's colour must stay readable (WCAG 2, contrast of text)."""


@dataclass(frozen=True, slots=True)
class ZoneLook:
    """What an administrator may set; empty texts are left out of the brochure. `version` 0 = nothing has been set yet."""

    color: str = "#0B6E75"
    headline_zh: str = ""
    headline_en: str = ""
    intro_zh: str = ""
    intro_en: str = ""
    contact_zh: str = ""
    contact_en: str = ""
    phone: str = ""
    email: str = ""
    address_zh: str = ""
    address_en: str = ""
    window_url: str = ""
    cover: bytes | None = None
    version: int = 0


TEXTS = tuple(field.name for field in fields(ZoneLook) if field.name not in ("cover", "version"))


def load_look(session: Session, zone_id: int) -> ZoneLook:
    """Return the zone's look, the plain one where nothing has been set."""
    row = (
        session.execute(
            text(f"select {', '.join(TEXTS)}, cover, version from zone_look where zone_id = :zone"),  # noqa: S608 this module's names
            {"zone": zone_id},
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        return ZoneLook()
    return ZoneLook(**{**row, "cover": None if row["cover"] is None else bytes(row["cover"])})


def show_look(session: Session, zone_id: int) -> dict[str, Any]:
    """Return the look as the settings page shows it."""
    look = load_look(session, zone_id)
    return {
        **{name: getattr(look, name) for name in TEXTS},
        "version": look.version,
        "has_cover": look.cover is not None,
    }


def revise_look(
    session: Session, principal: Principal, zone_id: int, values: dict[str, str], expected_version: int, reason: str
) -> None:
    """Let the zone look so from now on (400 for a colour too pale for white words, 409 when somebody else was quicker)."""
    color = values["color"].upper()
    refuse_pale(color)
    before = load_look(session, zone_id)
    after = {**values, "color": color}
    changes = differences({name: getattr(before, name) for name in TEXTS}, after)
    if not changes:
        raise Conflict("look.unchanged", "没有需要保存的变化。", message_en="Nothing would change.")
    _write(session, principal, zone_id, after, expected_version)
    _tell(session, principal, zone_id, changes, reason)


def set_cover(
    session: Session, principal: Principal, zone_id: int, content: bytes | None, expected_version: int
) -> None:
    """Put a picture on the cover or take it away; it is turned upright, made smaller, and loses what a camera wrote into it."""
    before = load_look(session, zone_id)
    cover = None if content is None else _small_jpeg(content)
    if cover is None and before.cover is None:
        raise Conflict("look.unchanged", "没有需要保存的变化。", message_en="Nothing would change.")
    _write(session, principal, zone_id, {"cover": cover}, expected_version)
    old, new = (None if one is None else hashlib.sha256(one).hexdigest() for one in (before.cover, cover))
    _tell(session, principal, zone_id, {"cover": {"old": old, "new": new}}, "更换封面" if cover else "移除封面")


def contrast_with_white(color: str) -> float:
    """Return the contrast ratio of white words on a colour (#RRGGBB), 1 to 21."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def refuse_pale(color: str) -> None:
    if not re.fullmatch(r"#[0-9A-F]{6}", color):
        raise Invalid("look.color", "颜色应写作 #RRGGBB，请重新选择。", message_en="Write the colour as #RRGGBB.")
    if (ratio := contrast_with_white(color)) < LEAST_CONTRAST:
        raise Invalid(
            "look.color_pale",
            f"这个颜色太浅，白字对比度只有 {ratio:.1f}，至少要 {LEAST_CONTRAST}。请选深一些的颜色。",
            message_en=f"White words on this colour have a contrast of {ratio:.1f}; at least {LEAST_CONTRAST} is needed.",
        )


def _small_jpeg(content: bytes) -> bytes:
    from PIL import Image

    try:
        picture = open_upright(content)
    except TooManyPixels as error:
        raise Invalid(
            "look.cover_large", "封面图片像素过大，请缩小后重试。", message_en="The picture is too large."
        ) from error
    except (OSError, Image.DecompressionBombError) as error:
        raise Invalid(
            "look.cover_unreadable",
            "封面须为 JPEG、PNG 或 WebP 图片，这个文件打不开。请换一张。",
            message_en="The cover must be a JPEG, PNG or WebP picture.",
        ) from error
    picture.thumbnail((COVER_WIDTH, COVER_WIDTH))
    made = as_jpeg(picture, 85)
    for quality in (75, 60, 45, 30):
        if len(made) <= COVER_BYTES:
            break
        made = as_jpeg(picture, quality)
    return made


def _write(session: Session, principal: Principal, zone_id: int, values: dict[str, Any], expected_version: int) -> None:
    """Insert or update the one row of the zone; Conflict where its version is not the one that was read."""
    shown = {**asdict(ZoneLook()), **values, "zone": zone_id, "by": principal.name, "expected": expected_version}
    names = ", ".join(values)
    if expected_version == 0:
        done = session.execute(
            text(
                f"insert into zone_look (zone_id, {names}{'' if 'color' in values else ', color'}, changed_by_name) values"  # noqa: S608
                f" (:zone, {', '.join(f':{name}' for name in values)}{'' if 'color' in values else ', :color'}, :by)"
                " on conflict do nothing returning version"
            ),
            shown,
        )
    else:
        settings = ", ".join(f"{name} = :{name}" for name in values)
        done = session.execute(
            text(
                f"update zone_look set {settings}, version = version + 1, changed_at = clock_timestamp(), changed_by_name = :by"  # noqa: S608
                " where zone_id = :zone and version = :expected returning version"
            ),
            shown,
        )
    if done.scalar_one_or_none() is None:
        raise Conflict(
            "look.changed_meanwhile",
            "刚有他人修改了招商手册样式，请刷新后重试。",
            message_en="Somebody else was quicker; reload it.",
        )


def _tell(session: Session, principal: Principal, zone_id: int, changes: dict[str, Any], reason: str) -> None:
    record_event(
        session,
        principal,
        EventTag.ZONE_LOOK,
        subject="zone_look",
        subject_id=zone_id,
        zone_id=zone_id,
        changes=changes,
        reason=reason,
    )
