"""The flat style follows from the legend: every class is painted, and none by colour alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gisapp.maps.palette import Pattern, with_opacity
from gisapp.maps.style import flat_style, pattern_uri
from tests.maps.layer_folder import write_layers
from tests.maps.test_registry import load


def test_every_class_has_its_colour_in_the_match(tmp_path: Path) -> None:
    layers = load(write_layers(tmp_path))
    layer = layers.get("thing")
    assert layer is not None
    fill = flat_style(layer, layers.palette)[0]["style"]["fill-color"]
    assert fill[:2] == ["match", ["get", "colour"]]
    assert fill[2:6] == ["red", "rgba(213,94,0,0.8)", "blue", "rgba(0,114,178,0.8)"]


def test_a_pattern_lies_only_over_its_class(tmp_path: Path) -> None:
    layers = load(write_layers(tmp_path))
    layer = layers.get("thing")
    assert layer is not None
    rules = [rule for rule in flat_style(layer, layers.palette) if "fill-pattern-src" in rule["style"]]
    assert [rule["filter"] for rule in rules] == [["==", ["get", "colour"], "red"]]
    assert rules[0]["style"]["fill-pattern-src"].startswith("data:image/svg+xml,")


def test_the_style_is_json(tmp_path: Path) -> None:
    layers = load(write_layers(tmp_path))
    for layer in layers:
        assert json.loads(json.dumps(flat_style(layer, layers.palette)))


def test_a_pattern_image_holds_no_character_that_breaks_out_of_an_attribute() -> None:
    uri = pattern_uri(Pattern(size=8, path="M0 8L8 0", dots=((2, 2, 1),)), "#1B2733")
    assert not set(uri) & set("\"'<>#() ")


@pytest.mark.parametrize("colour", ["#12345", "red", "#GGGGGG", ""])
def test_only_hex_colours_get_an_opacity(colour: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        with_opacity(colour, 0.5)
