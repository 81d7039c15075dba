"""A page that links to the network becomes one file, or fails loudly."""

from __future__ import annotations

import pytest

from gisapp.reports.vendored_page import UNUSED, UnknownPageFile, inline_vendored

LEAFLET = '<script src="https://cdn.example/npm/leaflet@1.9.3/dist/leaflet.js"></script>'


def test_leaflet_goes_inside_with_its_images_as_data() -> None:
    page = inline_vendored(f'<html>{LEAFLET}<link rel="stylesheet" href="https://cdn.example/leaflet.css"/></html>')
    assert "cdn.example" not in page
    assert "L.map" in page or "t.Map" in page
    assert "url(data:image/png;base64," in page
    assert "url(images/" not in page


def test_no_source_map_is_asked_for() -> None:
    assert "sourceMappingURL" not in inline_vendored(LEAFLET)


@pytest.mark.parametrize("name", sorted(UNUSED))
def test_what_nothing_uses_is_left_out(name: str) -> None:
    tag = (
        f'<script src="https://cdn.example/{name}"></script>'
        if name.endswith("js")
        else f'<link rel="stylesheet" href="https://cdn.example/{name}"/>'
    )
    assert inline_vendored(f"<html>{tag}<p>map</p></html>") == "<html><p>map</p></html>"


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("jquery-3.7.1.min.js", "<script>$('#x').show()</script>"),
        ("leaflet.awesome-markers.js", "<script>L.AwesomeMarkers.icon({})</script>"),
        ("bootstrap.bundle.min.js", "<script>bootstrap.Tooltip</script>"),
    ],
)
def test_what_something_uses_after_all_is_an_error_and_not_a_blank_page(name: str, use: str) -> None:
    with pytest.raises(UnknownPageFile, match="not vendored"):
        inline_vendored(f'<script src="https://cdn.example/{name}"></script>{use}')


@pytest.mark.parametrize(
    "tag",
    [
        '<script src="https://cdn.example/d3.min.js"></script>',
        '<link rel="stylesheet" href="https://cdn.example/timeline.css"/>',
        '<link rel="preconnect" href="https://fonts.example"/>',
        '<img src="https://tiles.example/1.png">',
        "<style>@import url(https://fonts.example/a.css);</style>",
        "<style>body { background: url('//cdn.example/a.png') }</style>",
    ],
)
def test_a_link_that_nobody_vendored_fails(tag: str) -> None:
    with pytest.raises(UnknownPageFile):
        inline_vendored(f"<html>{tag}</html>")
