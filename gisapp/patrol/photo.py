"""What a photograph says of itself: when and where it was taken, by which camera (EXIF). Read with Pillow, never trusted as proof alone."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PIL import Image, UnidentifiedImageError
from PIL.ExifTags import GPS, IFD, Base


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """`taken_at` is local time as the camera wrote it; longitude and latitude in degrees (WGS 84, here the same as EPSG:4490)."""

    taken_at: datetime | None = None
    lon: float | None = None
    lat: float | None = None
    camera: str = ""


def read_photo(content: bytes) -> PhotoFacts:
    """Return what the EXIF of a picture says; nothing where it says nothing or the bytes are no picture."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            exif = picture.getexif()
            inner, place = exif.get_ifd(IFD.Exif), exif.get_ifd(IFD.GPSInfo)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return PhotoFacts()
    lon = _degrees(place, GPS.GPSLongitude, GPS.GPSLongitudeRef, "W", 180)
    lat = _degrees(place, GPS.GPSLatitude, GPS.GPSLatitudeRef, "S", 90)
    both = lon is not None and lat is not None
    return PhotoFacts(
        _moment(inner.get(Base.DateTimeOriginal) or inner.get(Base.DateTimeDigitized) or exif.get(Base.DateTime)),
        lon if both else None,
        lat if both else None,
        " ".join(str(exif[tag]).strip("\0 ") for tag in (Base.Make, Base.Model) if tag in exif)[:100],
    )


def _moment(written: Any) -> datetime | None:
    try:
        return datetime.strptime(str(written).strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007  (EXIF has no zone)
    except ValueError:
        return None


def _degrees(place: Mapping[int, Any], value: int, side: int, negative: str, most: int) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in place[value])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    found = degrees + minutes / 60 + seconds / 3600
    if not 0 < found <= most:
        return None  # not a number, or the zero that a camera without reception writes
    return -found if str(place.get(side, "")).strip("\0 ").upper() == negative else found
