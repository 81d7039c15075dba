"""Pictures that travel inside a page: turned upright, made smaller, without what a camera wrote into them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image


MOST_PIXELS = 60_000_000


class TooManyPixels(ValueError):
    """The picture is larger than anything a page can use."""


def open_upright(content: bytes) -> Image:
    """Return a JPEG, PNG or WebP picture as one sees it (OSError where it is none, TooManyPixels where it is too large)."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise TooManyPixels
        return ImageOps.exif_transpose(opened).convert("RGB")


def as_jpeg(picture: Image, quality: int) -> bytes:
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=quality, optimize=True, progressive=True)
    return made.getvalue()


def shrink(content: bytes, width: int, quality: int = 70) -> bytes:
    """Return a picture no wider and no higher than `width` pixels as JPEG."""
    picture = open_upright(content)
    picture.thumbnail((width, width))
    return as_jpeg(picture, quality)
