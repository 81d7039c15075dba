"""Answers how a page that links to the network becomes one file that does not: linked files are put inside, by name.

folium and branca add links while they render, so the finished page is rewritten, not folium's lists of defaults. A link
to a file that is neither vendored nor known to be unused fails: better no handout than one that is blank offline.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path

VENDOR = Path(__file__).with_name("vendor")

VENDORED = {
    "leaflet.js": VENDOR / "leaflet-1.9.4" / "leaflet.js",
    "leaflet.css": VENDOR / "leaflet-1.9.4" / "leaflet.css",
}

UNUSED = {
    "jquery-3.7.1.min.js": r"\$\(|jQuery",
    "bootstrap.bundle.min.js": r"\bbootstrap\.",
    "bootstrap.min.css": r'class="(?:btn|card|table|row)\b',
    "bootstrap-glyphicons.css": r"glyphicon",
    "all.min.css": r'class="fa[srb]? ',
    "leaflet.awesome-markers.js": r"AwesomeMarkers",
    "leaflet.awesome-markers.css": r"awesome-marker",
    "leaflet.awesome.rotate.min.css": r"fa-rotate",
}
"""Files that folium always links, and the sign that a page needs one after all."""

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:"
)
"""What a handout may do: run what is inside it, and reach nothing outside."""

_SCRIPT = re.compile(r'<script[^>]*\ssrc="([^"]+)"[^>]*>\s*</script>')
_LINK = re.compile(r"<link\b[^>]*>")
_REQUEST = re.compile(
    r"""<(?:script|link|img|iframe|source)\b[^>]*\s(?:src|href)=["'](?:https?:)?//[^"']*|url\(["']?(?:https?:)?//[^)]*|@import"""
)
_HREF = re.compile(r'\shref="([^"]+)"')


class UnknownPageFile(ValueError):
    """The page links to a file that is not vendored; add it to vendor/ with its licence, or do without it."""


def inline_vendored(page: str) -> str:
    """Return the page with every linked script and style inside it; UnknownPageFile for one that we do not have."""
    bare = _LINK.sub("", _SCRIPT.sub("", page))
    page = _SCRIPT.sub(lambda match: _inline_script(match[1], bare), page)
    page = _LINK.sub(lambda match: _inline_link(match[0], bare), page)
    outside = _REQUEST.search(page)
    if outside is not None:
        raise UnknownPageFile(f"the page would still ask the network: {outside[0]}")
    return page


def _inline_script(address: str, bare: str) -> str:
    text = _text_of(address, bare)
    # "</script" inside a string would end the element
    return (
        "" if text is None else "<script>" + re.sub(r"</(script)", r"<\\/\1", text, flags=re.IGNORECASE) + "</script>"
    )


def _inline_link(tag: str, bare: str) -> str:
    href = _HREF.search(tag)
    if 'rel="stylesheet"' not in tag or href is None:
        raise UnknownPageFile(f"a link that is no style sheet: {tag}")
    text = _text_of(href[1], bare)
    if text is None:
        return ""
    folder = VENDORED[_name_of(href[1])].parent
    text = re.sub(r"url\(([^)]+)\)", lambda match: _inline_url(match[1].strip("\"'"), folder), text)
    return "<style>" + text.replace("</style", r"<\/style") + "</style>"


def _inline_url(address: str, folder: Path) -> str:
    if address.startswith(("data:", "#")):
        return f"url({address})"
    file = (folder / address).resolve()
    if not file.is_relative_to(folder) or file.suffix != ".png" or not file.is_file():
        raise UnknownPageFile(f"a style sheet needs {address}, which is not vendored")
    return f"url(data:image/png;base64,{base64.b64encode(file.read_bytes()).decode()})"


def _name_of(address: str) -> str:
    return address.split("?")[0].rsplit("/", 1)[-1]


def _text_of(address: str, bare: str) -> str | None:
    """The vendored text; None for a file that nothing in the page uses."""
    name = _name_of(address)
    if name in VENDORED:
        return re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", VENDORED[name].read_text(encoding="utf-8"))
    if name in UNUSED:
        needed = re.search(UNUSED[name], bare)
        if needed is None:
            return None
        raise UnknownPageFile(f"the page uses {needed[0]!r} of {name}, which is not vendored")
    raise UnknownPageFile(f"{address} is not vendored")
