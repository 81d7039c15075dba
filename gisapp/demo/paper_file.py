"""A page that stands for a scanned paper: a small PDF of Chinese lines, the same bytes for the same words."""

from __future__ import annotations

from collections.abc import Sequence

_A4 = "0 0 595 842"


def paper_pdf(title: str, lines: Sequence[str]) -> bytes:
    """Return a one-page PDF with a title and lines in Song, which readers with Chinese fonts show without embedding."""
    shown = [(18, 60, 770, title), *((11, 60, 730 - 20 * number, line) for number, line in enumerate(lines))]
    stream = "\n".join(f"BT /F1 {size} Tf {x} {y} Td <{_hex(text)}> Tj ET" for size, x, y, text in shown).encode()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[{_A4}]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".encode(),
        f"<</Length {len(stream)}>>stream\n".encode() + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
        b"/FontDescriptor 7 0 R/DW 1000>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120"
        b"/CapHeight 880/StemV 93>>",
    )
    body = bytearray(b"%PDF-1.4\n")
    offsets: list[int] = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj".encode() + content + b"endobj\n"
    start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    body += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    body += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(body)


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()
