"""Layer files: what is accepted, in which order, and what is said about a file that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from gisapp.kernel.terms import LabelledEnum
from gisapp.maps.registry import LayerFileError, LayerRegistry, load_layers
from tests.maps.layer_folder import write_layers


class Colour(LabelledEnum):
    RED = "red", "红", "Red"
    BLUE = "blue", "蓝", "Blue"


def find_terms(name: str) -> type[LabelledEnum]:
    return {"test.Colour": Colour}[name]


def load(folder: Path) -> LayerRegistry:
    return load_layers(folder, permissions={"plot:read"}, terms=find_terms)


def test_layers_come_in_draw_order_by_group_and_then_order(tmp_path: Path) -> None:
    assert [layer.id for layer in load(write_layers(tmp_path))] == ["other", "thing"]


def test_class_labels_come_from_the_vocabulary_and_colours_from_the_palette(tmp_path: Path) -> None:
    red = next(iter(load(write_layers(tmp_path)))).classes[0]
    assert (red.label_zh, red.label_en, red.color, red.glyph) == ("红", "Red", "#D55E00", "●")


def test_a_layer_the_caller_may_not_see_is_answered_like_one_that_does_not_exist(tmp_path: Path) -> None:
    layers = load(write_layers(tmp_path))
    assert layers.open_to("thing", {"plot:read"}) is not None
    assert layers.open_to("thing", {"public:read"}) is None
    assert layers.open_to("nothing", {"plot:read"}) is None


@pytest.mark.parametrize(
    ("replace", "said"),
    [
        (('title_en = "Things"\n', 'title_en = "Things"\ncolour = "red"\n'), "unknown key 'colour'"),
        (('group = "above"', 'group = "sideways"'), "group 'sideways' is not in groups.toml"),
        (('"plot:read"', '"plot:raed"'), "permission 'plot:raed' does not exist"),
        (('id = "thing"', 'id = "thong"'), "is not the folder's name 'thing'"),
        (('terms = "test.Colour"', 'terms = "test.Color"'), "test.Color"),
        (('color = "red"', 'color = "rot"'), "colour 'rot' is not in palette.toml"),
        (('pattern = "hatch"', 'pattern = "hash"'), "pattern 'hash' is not in palette.toml"),
        (('value = "blue"', 'value = "green"'), "is no value of Colour"),
        (('[[legend.class]]\nvalue = "blue"\ncolor = "blue"\nglyph = "square"\n', ""), "the legend has no class for blue"),
        (('by = "colour"', 'by = "color"'), "names the field 'color'"),
        (('label = "name"', 'label = "area_m2"'), "must be in_tile"),
        (('name = "owner"', 'name = "geom"'), "is given by every source"),
        (('title_zh = "宗"\n', ""), "the key 'title_zh' is missing"),
        (('minzoom = 10', 'minzoom = ten'), "not valid TOML"),
    ],
)  # fmt: skip
def test_a_wrong_layer_file_is_named_with_one_sentence(tmp_path: Path, replace: tuple[str, str], said: str) -> None:
    with pytest.raises(LayerFileError) as error:
        load(write_layers(tmp_path, replace=replace))
    assert "layers/thing/layer.toml" in error.value.message_en
    assert said in error.value.message_en
    assert error.value.message_zh.startswith("图层文件 layers/thing/layer.toml 有误")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("delete from thing", "exactly one SELECT"),
        ("select 1; select 2", "exactly one SELECT"),
        ("select id from thing where park_id = any(:park_ids)", "binds :park_ids"),
        ("select id from thing where id % 2 = 0", "must not contain %"),
    ],
)
def test_a_source_is_one_select_that_binds_only_the_day(tmp_path: Path, source: str, said: str) -> None:
    with pytest.raises(LayerFileError, match=r"source\.sql") as error:
        load(write_layers(tmp_path, source=source))
    assert said in error.value.message_en


def test_a_source_outside_layers_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.sql").write_text("select 1")
    folder = tmp_path / "layers"
    folder.mkdir()
    write_layers(folder, replace=('group = "above"', 'group = "above"\nsource = "../secret.sql"'))
    with pytest.raises(LayerFileError, match="inside layers/"):
        load(folder)


def test_a_folder_without_a_layer_file_is_an_error(tmp_path: Path) -> None:
    write_layers(tmp_path)
    (tmp_path / "forgotten").mkdir()
    with pytest.raises(LayerFileError, match="forgotten"):
        load(tmp_path)


def test_only_one_layer_is_main(tmp_path: Path) -> None:
    write_layers(tmp_path, replace=("minzoom = 10", "minzoom = 10\nmain = true"))
    other = tmp_path / "other" / "layer.toml"
    other.write_text(
        other.read_text(encoding="utf-8").replace("minzoom = 10", "minzoom = 10\nmain = true"), encoding="utf-8"
    )
    with pytest.raises(LayerFileError, match="only one layer can be it"):
        load(tmp_path)
