"""What must hold for every folder in layers/, whoever adds it: parametrised over the folder, so a new layer is tested at once."""

from __future__ import annotations

import json
import math
import re
from datetime import date
from typing import Any

import mapbox_vector_tile
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

import gisapp.app  # noqa: F401  publishes the words of every concept, which layer files name
from gisapp.auth.permissions import PUBLIC, Permission, Role
from gisapp.auth.principal import ANYONE, account_principal
from gisapp.kernel.terms import terms_named
from gisapp.maps.features import Selection, feature_texts
from gisapp.maps.moment import Moment
from gisapp.maps.registry import Layer, LayerRegistry, load_layers
from gisapp.maps.style import flat_style
from gisapp.maps.tiles import PARAMETER_TYPES, TileAddress, tile_sql, tile_values
from gisapp.settings import resource_dir
from tests.conftest import TODAY

LAYERS: LayerRegistry = load_layers(resource_dir("layers"), permissions={permission.value for permission in Permission})
OFFICER = account_principal(1, "甲", Role.OFFICER, None)
GEOMETRY_TYPES = {
    "polygon": {"ST_Polygon", "ST_MultiPolygon"},
    "line": {"ST_LineString", "ST_MultiLineString"},
    "point": {"ST_Point"},
}

every_layer = pytest.mark.parametrize("layer", list(LAYERS), ids=lambda layer: layer.id)


@pytest.fixture
def sample(demo_db: Session) -> Session:
    """The demo zone, and one survey that waits for its decision: the demo has none."""
    if not demo_db.execute(text("select count(*) from survey_pending_feature")).scalar_one():
        demo_db.execute(
            text("insert into survey_original (sha256, size_bytes, content) values (repeat('0', 64), 1, 'x')")
        )
        demo_db.execute(
            text(
                "with s as (insert into survey (zone_id, park_id, file_name, sha256, state, row_count, thresholds, received_at, received_by_name, checked_at)"
                " select zone_id, id, 'a.txt', repeat('0', 64), 'checked', 1, '{}', now(), '甲', now() from park order by id limit 1 returning id, park_id)"
                " insert into survey_feature (survey_id, park_id, row_no, plot_no, action, geom)"
                " select s.id, s.park_id, 1, 'P1-900', 'new', (select geom from plot_version limit 1) from s"
            )
        )
    return demo_db


def rows(session: Session, layer: Layer, columns: str, day: date = TODAY) -> list[Any]:
    return list(session.execute(text(f"select {columns} from ({layer.source_sql}) s"), Moment(day).bound()))


def busiest_tile(session: Session, layer: Layer) -> tuple[int, int, int]:
    """A tile, at the zoom where the layer is drawn in full, that holds one of its features."""
    zoom = max(layer.definition.minzoom, layer.definition.detail_zoom, 12)
    lon, lat = session.execute(
        text(
            f"select ST_X(p), ST_Y(p) from (select ST_PointOnSurface(s.geom) as p from ({layer.source_sql}) s order by s.id limit 1) t"
        ),
        Moment(TODAY).bound(),
    ).one()
    x = int((lon + 180) / 360 * 2**zoom)
    y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**zoom)
    return zoom, x, y


def tile_of(session: Session, layer: Layer, zoom: int, x: int, y: int, *, staff: bool) -> list[dict[str, Any]]:
    cursor = session.connection().connection.cursor()
    cursor.execute(f"prepare t ({PARAMETER_TYPES}) as {tile_sql(layer, staff=staff)}")
    cursor.execute(
        "execute t (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        tile_values(Moment(TODAY), None, TileAddress(layer.id, zoom, x, y)),
    )
    tile = bytes(cursor.fetchone()[0] or b"")
    cursor.execute("deallocate t")
    return mapbox_vector_tile.decode(tile)[layer.id]["features"] if tile else []


def test_the_layers_that_every_user_relies_on_are_there() -> None:
    assert {
        "basemap", "compliance", "constraint", "land_use", "land_use_plan", "park_boundary", "plot", "plot_servicing",
        "published_plot", "road", "servicing_line", "survey_preview",
    } <= {layer.id for layer in LAYERS}  # fmt: skip


def test_exactly_one_layer_opens_dossiers() -> None:
    assert [layer.id for layer in LAYERS if layer.definition.main] == ["plot"]


@every_layer
def test_its_id_is_its_folder_and_singular(layer: Layer) -> None:
    assert (resource_dir("layers") / layer.id / "layer.toml").is_file()
    assert not layer.id.endswith("s") or layer.id.endswith(("ss", "us"))


@every_layer
def test_its_group_and_permission_exist(layer: Layer) -> None:
    assert layer.definition.group in {group.id for group in LAYERS.groups}
    assert layer.definition.permission in {"public", *(permission.value for permission in Permission)}


@every_layer
def test_it_is_named_in_chinese_and_english(layer: Layer) -> None:
    definition = layer.definition
    for zh, en in [
        (definition.title_zh, definition.title_en),
        (definition.about_zh, definition.about_en),
        *((field.label_zh, field.label_en) for field in definition.fields),
        *((item.label_zh, item.label_en) for item in layer.classes),
    ]:
        assert re.search(r"[一-鿿]", zh), zh
        assert re.fullmatch(r"[ -~²–—’]+", en), en


@every_layer
def test_no_two_classes_look_alike_without_their_colour(layer: Layer) -> None:
    marks = [(item.glyph, item.pattern_name, item.dash, item.width) for item in layer.classes]
    assert len(set(marks)) == len(marks)


@every_layer
def test_every_value_of_its_vocabulary_has_a_class(layer: Layer) -> None:
    by = layer.definition.legend.by
    if by is None or layer.definition.field(by).terms is None:
        return
    field = layer.definition.field(by)
    assert field.terms is not None
    assert {item.value for item in layer.classes} >= set(field.values or terms_named(field.terms).values())


@every_layer
def test_its_style_paints_every_class(layer: Layer) -> None:
    style = repr(flat_style(layer, LAYERS.palette))
    if layer.definition.legend.by is not None and layer.outline is None:
        assert all(repr(item.value) in style for item in layer.classes)
    assert "stroke-color" in style or "circle-fill-color" in style


@every_layer
def test_its_source_gives_the_columns_it_declares(layer: Layer, db: Session) -> None:
    bound = Moment(TODAY).bound()
    given = set(db.execute(text(f"select * from ({layer.source_sql}) s limit 0"), bound).keys())
    needed = {"id", "geom", *(field.name for field in layer.definition.fields)}
    needed |= {"geom_3857"} if layer.definition.mercator else set()
    needed |= {"park_id"} if layer.definition.park_scoped else set()
    assert needed <= given


@every_layer
def test_numbers_in_tiles_are_numbers_and_not_text(layer: Layer, db: Session) -> None:
    """ST_AsMVT writes `numeric` as a string, and "9" > "10"."""
    bound = Moment(TODAY).bound()
    result = db.execute(text(f"select * from ({layer.source_sql}) s limit 0"), bound)
    types = {column.name: column.type_code for column in result.cursor.description}
    numeric = 1700
    assert [field.name for field in layer.definition.fields if types[field.name] == numeric] == []


@every_layer
def test_every_table_it_reads_is_counted_when_it_changes(layer: Layer, db: Session) -> None:
    bound = Moment(TODAY).bound()
    plan = db.execute(text(f"explain (verbose, format json) select * from ({layer.source_sql}) s"), bound).scalar_one()
    read = set(re.findall(r"'Relation Name': '(\w+)'", str(plan)))
    assert read <= set(layer.definition.tables), "a table not named in `tables` would leave stale tiles"
    watched = {
        row[0]
        for row in db.execute(
            text(
                "select c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid where p.proname = 'count_layer_change'"
            )
        )
    }
    assert set(layer.definition.tables) <= watched, "a table without the trigger would leave stale tiles"


@every_layer
def test_its_shapes_have_the_declared_type_and_system(layer: Layer, sample: Session) -> None:
    found = {(row[0], row[1]) for row in rows(sample, layer, "distinct ST_GeometryType(s.geom), ST_SRID(s.geom)")}
    assert found, f"the demo zone has no feature of {layer.id}"
    assert {kind for kind, _ in found} <= GEOMETRY_TYPES[layer.definition.geometry]
    assert {srid for _, srid in found} == {4490}
    if layer.definition.mercator:
        assert {row[0] for row in rows(sample, layer, "distinct ST_SRID(s.geom_3857)")} == {3857}


@every_layer
def test_its_ids_are_unique_on_a_day(layer: Layer, sample: Session) -> None:
    ids = [row[0] for row in rows(sample, layer, "s.id")]
    assert len(set(ids)) == len(ids)


@every_layer
def test_every_value_that_occurs_has_a_class(layer: Layer, sample: Session) -> None:
    by = layer.definition.legend.by
    if by is None:
        return
    found = {row[0] for row in rows(sample, layer, f"distinct s.{by}")}
    assert found <= {item.value for item in layer.classes}


@every_layer
def test_a_tile_over_the_demo_zone_decodes_and_has_features(layer: Layer, sample: Session) -> None:
    features = tile_of(sample, layer, *busiest_tile(sample, layer), staff=True)
    assert features
    declared = {field.name for field in layer.definition.tile_fields(staff=True)}
    assert all(set(feature["properties"]) <= declared for feature in features)
    assert all(isinstance(feature["id"], int) for feature in features)


@every_layer
def test_columns_for_staff_are_absent_from_tiles_and_items_of_others(layer: Layer, sample: Session) -> None:
    hidden = {field.name for field in layer.definition.fields if field.audience == "staff"}
    features = tile_of(sample, layer, *busiest_tile(sample, layer), staff=False)
    assert not {name for feature in features for name in feature["properties"]} & hidden
    for written in feature_texts(sample, layer, ANYONE, Selection(Moment(TODAY)), limit=5):
        assert not any(f'"{name}"' in written for name in hidden)


@every_layer
def test_the_public_reaches_public_layers_only(layer: Layer) -> None:
    assert layer.open_to(PUBLIC) == (layer.definition.permission in {"public", *PUBLIC})


@every_layer
def test_a_tile_is_found_by_the_spatial_index(layer: Layer, sample: Session) -> None:
    """The shape comes from a column with a GiST index, and with many rows the plan of a tile uses it."""
    column = "geom_3857" if layer.definition.mercator else "geom"
    table = layer.definition.tables[0]
    indexed = sample.execute(
        text(
            "select count(*) from pg_index i join pg_class x on x.oid = i.indexrelid"
            " join pg_am m on m.oid = x.relam and m.amname = 'gist'"
            " join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)"
            " where i.indrelid = cast(:table as regclass) and a.attname = :column"
        ),
        {"table": table, "column": column},
    ).scalar_one()
    assert indexed, f"no GiST index on {column} of {table}"
    # a table of a handful of rows is read as a whole, and rightly so: make it look like a large one
    cursor = sample.connection().connection.cursor()
    cursor.execute("savepoint small; set local role none")
    cursor.execute("update pg_class set reltuples = 1e6, relpages = 1 where oid = %s::regclass", (table,))
    cursor.execute("set local enable_seqscan = off; set local plan_cache_mode = force_generic_plan")
    cursor.execute(f"prepare t ({PARAMETER_TYPES}) as {tile_sql(layer, staff=True)}")
    cursor.execute(
        "explain (costs off) execute t (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        tile_values(Moment(TODAY), None, TileAddress(layer.id, 14, 13409, 6566)),
    )
    plan = "\n".join(row[0] for row in cursor.fetchall())
    cursor.execute("deallocate t; rollback to savepoint small")
    assert re.search(rf"Index Cond: \((\w+\.)?{column} && ", plan), plan


@every_layer
def test_items_are_geojson_with_the_declared_properties(layer: Layer, sample: Session) -> None:
    written = feature_texts(sample, layer, OFFICER, Selection(Moment(TODAY)), limit=3)
    assert written
    for text_of_feature in written:
        feature = json.loads(text_of_feature)
        assert feature["type"] == "Feature"
        assert set(feature["properties"]) == {field.name for field in layer.definition.fields}
        assert feature["geometry"]["type"].removeprefix("Multi").lower().startswith(layer.definition.geometry)


def test_land_use_colours_have_the_names_of_the_register(sample: Session) -> None:
    """Where a legend class is a code of the register's own table, both say the same name."""
    names = dict(sample.execute(text("select code, name_zh from land_use_class where scheme like '用地用海%'")).all())
    layer = LAYERS.get("land_use_plan")
    assert layer is not None
    compared = {item.value: (item.label_zh, names[item.value]) for item in layer.classes if item.value in names}
    assert {value: pair for value, pair in compared.items() if pair[0] != pair[1]} == {}
