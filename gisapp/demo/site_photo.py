"""A picture that stands for a photograph taken on site: a sketch of ground, fence and what stands there, with day and place in its EXIF."""

from __future__ import annotations

import io
from datetime import datetime

from PIL import Image, ImageDraw
from PIL.ExifTags import GPS, IFD, Base

from gisapp.patrol.terms import Sight

_SIZE = (480, 320)
_SKY, _GRASS, _EARTH, _WALL = "#BFD7E6", "#93A86B", "#B99B72", "#9AA3AB"


def site_photo(sight: Sight, taken_at: datetime, lon: float, lat: float, serial: int) -> bytes:
    """Return a JPEG of an invented site; no letters on it, so that it needs no fonts. `serial` makes each one different."""
    picture = Image.new("RGB", _SIZE, _SKY)
    draw = ImageDraw.Draw(picture)
    ground = 200 + serial % 12
    draw.rectangle((0, ground, *_SIZE), fill=_GRASS if sight in (Sight.NOT_STARTED, Sight.FARMED) else _EARTH)
    for post in range(0, _SIZE[0], 48):
        draw.rectangle((post, ground - 34, post + 5, ground + 6), fill="#6B7A88")
    draw.rectangle((0, ground - 26, _SIZE[0], ground - 22), fill="#6B7A88")
    left = 120 + serial * 7 % 60
    if sight in (Sight.BUILDING, Sight.STOPPED):
        for column in range(5):
            draw.rectangle((left + column * 44, ground - 120, left + column * 44 + 8, ground), fill=_WALL)
        draw.rectangle((left - 8, ground - 128, left + 192, ground - 116), fill=_WALL)
    if sight in (Sight.IN_USE, Sight.VACANT, Sight.SUBLET):
        draw.rectangle((left - 20, ground - 110, left + 200, ground), fill="#D9DEE2")
        draw.polygon([(left - 28, ground - 110), (left + 90, ground - 150), (left + 208, ground - 110)], fill="#7E8B96")
    if sight is Sight.FOUNDATION:
        draw.rectangle((left - 20, ground + 20, left + 200, ground + 70), fill="#7A6A58")
    exif = picture.getexif()
    exif[Base.Make], exif[Base.Model] = "SAMPLE", "SITE-1"
    exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = f"{taken_at:%Y:%m:%d %H:%M:%S}"
    exif.get_ifd(IFD.GPSInfo).update(
        {
            GPS.GPSLatitudeRef: "N",
            GPS.GPSLatitude: _sexagesimal(lat),
            GPS.GPSLongitudeRef: "E",
            GPS.GPSLongitude: _sexagesimal(lon),
        }
    )
    buffer = io.BytesIO()
    picture.save(buffer, "jpeg", quality=60, exif=exif)
    return buffer.getvalue()


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    whole = int(degrees)
    minutes = int((degrees - whole) * 60)
    return float(whole), float(minutes), round(((degrees - whole) * 60 - minutes) * 60, 4)
