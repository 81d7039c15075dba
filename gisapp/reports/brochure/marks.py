"""QR code and cover picture of a brochure, as parts of the page itself."""

from __future__ import annotations

import base64

from gisapp.reports.brochure.look import ZoneLook


def qr_code(address: str, *, size: str = "26mm") -> str:
    """The address as a QR code (error correction M, four modules of white around), drawn as SVG at a fixed size."""
    import segno

    code = segno.make(address, error="m", micro=False)
    side = code.symbol_size(scale=1, border=4)[0]
    drawn = code.svg_inline(scale=1, border=4, dark="#000", light="#fff", omitsize=True)
    return drawn.replace(
        "<svg ", f'<svg class="qr" width="{size}" height="{size}" viewBox="0 0 {side} {side}" ', 1
    ).replace(f'viewBox="0 0 {side} {side}" viewBox="0 0 {side} {side}"', f'viewBox="0 0 {side} {side}"')


def cover_address(look: ZoneLook) -> str | None:
    """The cover picture as a data address; None where the zone has none."""
    return None if look.cover is None else f"data:image/jpeg;base64,{base64.b64encode(look.cover).decode()}"
