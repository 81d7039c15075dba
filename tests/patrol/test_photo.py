"""What a photograph says of itself, and that one which says nothing or nonsense says nothing."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from gisapp.patrol.photo import PhotoFacts, read_photo


def a_photo(
    *, taken: str | None = "2026:11:23 09:30:00", lat: tuple[float, ...] = (33, 35, 33.36), lon: tuple[float, ...] = (114, 38, 52.08), west: str = "E"
) -> bytes:  # fmt: skip
    picture, buffer = Image.new("RGB", (8, 8), "grey"), io.BytesIO()
    exif = picture.getexif()
    exif[Base.Make], exif[Base.Model] = "示例", "X1"
    if taken:
        exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = taken
    if lat:
        exif.get_ifd(IFD.GPSInfo).update(
            {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: lat, GPS.GPSLongitudeRef: west, GPS.GPSLongitude: lon}
        )
    picture.save(buffer, "jpeg", exif=exif)
    return buffer.getvalue()


def test_day_place_and_camera_are_read():
    found = read_photo(a_photo())
    assert found.taken_at is not None
    assert found.taken_at.isoformat() == "2026-11-23T09:30:00"
    assert (found.lon, found.lat) == (pytest.approx(114.6478), pytest.approx(33.5926))
    assert found.camera.endswith("X1")


def test_the_west_is_negative():
    assert read_photo(a_photo(west="W")).lon == pytest.approx(-114.6478)


@pytest.mark.parametrize(
    "content", [b"", b"no picture", b"\xff\xd8\xff\xd9", a_photo()[:200]], ids=["empty", "text", "stub", "torn"]
)
def test_what_is_no_picture_says_nothing(content: bytes):
    assert read_photo(content).lon is None


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "gestern", "2026:13:40 00:00:00"])
def test_a_day_that_is_none_is_not_believed(taken: str):
    assert read_photo(a_photo(taken=taken)).taken_at is None


def test_a_camera_without_reception_has_no_place():
    found = read_photo(a_photo(lat=(0, 0, 0), lon=(0, 0, 0)))
    assert (found.lon, found.lat) == (None, None)
    assert read_photo(a_photo(lat=(0, 0, 0))) == PhotoFacts(found.taken_at, None, None, found.camera)
