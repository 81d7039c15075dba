"""Answers which layers there are. Reads layers/ once at start-up and refuses to start on the first file that is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from gisapp.db.sql_file import as_known
from gisapp.kernel.start_refusal import StartRefusal
from gisapp.kernel.terms import LabelledEnum, terms_named
from gisapp.maps.definition import LayerDefinition, LayerField, LayerGroup, LegendClass
from gisapp.maps.moment import Moment, a_year_before
from gisapp.maps.palette import Palette, Pattern

Named = TypeVar("Named")
PARAMETERS = frozenset({"as_of", "since"})
"""What a source may bind: the day, and the first day of a comparison. Parks, boxes and earlier knowledge are added by the machinery, so that no
author can forget them."""

_GROUPS = TypeAdapter(tuple[LayerGroup, ...])


class LayerFileError(StartRefusal):
    """A file under layers/ is wrong; says which and what to change."""

    def __init__(self, file: Path, sentence: str) -> None:
        place = "/".join(file.parts[-2:]) if file.name in ("layer.toml", "source.sql") else file.name
        super().__init__(
            "layers.invalid",
            f"图层文件 layers/{place} 有误，请改正后重新启动：{sentence}",
            f"layers/{place}: {sentence}",
        )


@dataclass(frozen=True, slots=True)
class LayerClass:
    """A legend class with its names looked up: ready to be drawn and read."""

    value: str
    label_zh: str
    label_en: str
    color: str
    glyph: str
    pattern_name: str | None
    pattern: Pattern | None
    width: float | None
    dash: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer that passed every check: the definition, its SELECT, and its classes resolved."""

    definition: LayerDefinition
    source_sql: str
    classes: tuple[LayerClass, ...]
    outline: str | None
    draw_order: int
    differs_for_staff: bool

    @property
    def known_sql(self) -> str:
        """The source asked of earlier knowledge; the same text where the layer's rows are not kept so."""
        return as_known(self.source_sql) if self.definition.known else self.source_sql

    @property
    def compares(self) -> bool:
        """Whether it shows what lies between two days."""
        return ":since" in self.source_sql

    def moment_of(self, asked: Moment) -> Moment:
        """What of the moment decides this layer's content: knowledge only where it is kept, the first day only where two are compared."""
        known = self.definition.known
        return Moment(
            asked.as_of,
            asked.known_at if known else None,
            asked.since or a_year_before(asked.as_of) if self.compares else None,
            asked.since_known_at if known and self.compares else None,
        )

    @property
    def id(self) -> str:
        return self.definition.id

    def open_to(self, permissions: Collection[str]) -> bool:
        return self.definition.is_public or self.definition.permission in permissions


class LayerRegistry:
    """All layers in draw order, bottom first."""

    def __init__(self, layers: dict[str, Layer], groups: tuple[LayerGroup, ...], palette: Palette) -> None:
        self._layers = layers
        self.groups = groups
        self.palette = palette

    def __iter__(self) -> Iterator[Layer]:
        return iter(self._layers.values())

    def __len__(self) -> int:
        return len(self._layers)

    def get(self, layer_id: str) -> Layer | None:
        return self._layers.get(layer_id)

    def open_to(self, layer_id: str, permissions: Collection[str]) -> Layer | None:
        """The layer, or None both when there is none and when the caller may not know of it."""
        layer = self._layers.get(layer_id)
        return layer if layer is not None and layer.open_to(permissions) else None


def load_layers(
    folder: Path,
    *,
    permissions: Collection[str],
    terms: Callable[[str], type[LabelledEnum]] = terms_named,
) -> LayerRegistry:
    """Read groups, palette and every layer folder; LayerFileError on the first thing that is wrong."""
    palette = _read_palette(folder / "palette.toml")
    groups = _read_groups(folder / "groups.toml")
    places = {group.id: index for index, group in enumerate(groups)}
    found: list[tuple[tuple[int, int, str], LayerDefinition, str]] = []
    for layer_folder in sorted(
        path for path in folder.iterdir() if path.is_dir() and not path.name.startswith((".", "_"))
    ):
        file = layer_folder / "layer.toml"
        if not file.is_file():
            raise LayerFileError(file, "the folder has no layer.toml; add one or remove the folder")
        definition = _read_definition(file)
        if definition.group not in places:
            raise LayerFileError(
                file, f"group {definition.group!r} is not in groups.toml; there are {', '.join(places)}"
            )
        if not definition.is_public and definition.permission not in permissions:
            raise LayerFileError(
                file,
                f"permission {definition.permission!r} does not exist; there are public, {', '.join(sorted(permissions))}",
            )
        source = _read_source(folder, layer_folder, definition, file)
        found.append(((places[definition.group], definition.order, definition.id), definition, source))
    if not found:
        raise LayerFileError(folder / "README.md", "there is no layer at all; is the layers folder complete?")
    layers: dict[str, Layer] = {}
    for index, (_, definition, source) in enumerate(sorted(found, key=lambda item: item[0])):
        file = folder / definition.id / "layer.toml"
        layers[definition.id] = _resolve(definition, source, index, palette, terms, file)
    mains = [layer.id for layer in layers.values() if layer.definition.main]
    if len(mains) > 1:
        raise LayerFileError(
            folder / mains[1] / "layer.toml", f"main = true is already said by {mains[0]}; only one layer can be it"
        )
    return LayerRegistry(layers, groups, palette)


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LayerFileError(file, "the file is missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LayerFileError(file, f"not valid TOML in UTF-8: {error}") from None


def _sentence(error: ValidationError) -> str:
    """The first complaint, as `key: what is wrong`."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"unknown key {where!r}; README.md lists the keys"
    if first["type"] == "missing":
        return f"the key {where!r} is missing"
    message = str(first["msg"]).removeprefix("Value error, ")
    return f"{where}: {message}" if where else message


def _read_palette(file: Path) -> Palette:
    try:
        return Palette.model_validate(_read_toml(file))
    except ValidationError as error:
        raise LayerFileError(file, _sentence(error)) from None


def _read_groups(file: Path) -> tuple[LayerGroup, ...]:
    try:
        groups = _GROUPS.validate_python(_read_toml(file).get("group", ()))
    except ValidationError as error:
        raise LayerFileError(file, _sentence(error)) from None
    ids = [group.id for group in groups]
    if not ids or len(set(ids)) != len(ids):
        raise LayerFileError(file, "there must be groups, each id once")
    return groups


def _read_definition(file: Path) -> LayerDefinition:
    try:
        definition = LayerDefinition.model_validate(_read_toml(file))
    except ValidationError as error:
        raise LayerFileError(file, _sentence(error)) from None
    if definition.id != file.parent.name:
        raise LayerFileError(
            file, f"id {definition.id!r} is not the folder's name {file.parent.name!r}; rename one of them"
        )
    return definition


def _read_source(folder: Path, layer_folder: Path, definition: LayerDefinition, file: Path) -> str:
    """The SELECT without its comments; one statement, known parameters, inside layers/."""
    path = (folder / definition.source) if "/" in definition.source else (layer_folder / definition.source)
    if not path.resolve().is_relative_to(folder.resolve()) or path.suffix != ".sql":
        raise LayerFileError(file, f"source {definition.source!r} must be a .sql file inside layers/")
    if not path.is_file():
        raise LayerFileError(file, f"source {definition.source!r} does not exist")
    text = re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))
    text = re.sub(r"\s+", " ", text).strip().removesuffix(";").strip()
    if not re.match(r"(?i)(select|with)\b", text) or ";" in text:
        raise LayerFileError(path, "must be exactly one SELECT")
    if "%" in text:
        raise LayerFileError(path, "must not contain %; write mod() or like in a view")
    unknown = set(re.findall(r"(?<![:\w]):([a-z_]+)", text)) - PARAMETERS
    if unknown:
        raise LayerFileError(path, f"binds :{', :'.join(sorted(unknown))}; a source may bind only :as_of and :since")
    return text


def _resolve(
    definition: LayerDefinition,
    source: str,
    index: int,
    palette: Palette,
    terms: Callable[[str], type[LabelledEnum]],
    file: Path,
) -> Layer:
    vocabularies = {item.name: _vocabulary(item, terms, file) for item in definition.fields}
    vocabulary = vocabularies.get(definition.legend.by) if definition.legend.by else None
    classes = tuple(_resolve_class(item, vocabulary, palette, file) for item in definition.legend.classes)
    if vocabulary is not None:
        possible = definition.field(definition.legend.by or "").values or vocabulary.values()
        missing = [value for value in possible if value not in {item.value for item in classes}]
        if missing:
            raise LayerFileError(
                file, f"the legend has no class for {', '.join(missing)}; features of it would be invisible"
            )
    outline = None
    if definition.legend.outline is not None:
        outline = _named(palette.color, definition.legend.outline, "colour", file)
    return Layer(
        definition=definition,
        source_sql=source,
        classes=classes,
        outline=outline,
        draw_order=index,
        differs_for_staff=any(item.audience == "staff" for item in definition.fields),
    )


def _vocabulary(field: LayerField, terms: Callable[[str], type[LabelledEnum]], file: Path) -> type[LabelledEnum] | None:
    if field.terms is None:
        return None
    try:
        vocabulary = terms(field.terms)
    except KeyError as error:
        raise LayerFileError(file, f"field {field.name!r}: {error.args[0]}") from None
    unknown = set(field.values) - set(vocabulary.values())
    if unknown:
        raise LayerFileError(file, f"field {field.name!r}: {', '.join(sorted(unknown))} is no value of {field.terms}")
    return vocabulary


def _resolve_class(
    item: LegendClass, vocabulary: type[LabelledEnum] | None, palette: Palette, file: Path
) -> LayerClass:
    label_zh, label_en = item.label_zh, item.label_en
    if vocabulary is not None:
        if item.value not in vocabulary.values():
            raise LayerFileError(file, f"legend class {item.value!r} is no value of {vocabulary.__name__}")
        label_zh = label_zh or vocabulary.labels("zh")[item.value]
        label_en = label_en or vocabulary.labels("en")[item.value]
    if not label_zh or not label_en:
        raise LayerFileError(
            file, f"legend class {item.value!r} needs label_zh and label_en, since no vocabulary names it"
        )
    return LayerClass(
        value=item.value,
        label_zh=label_zh,
        label_en=label_en,
        color=_named(palette.color, item.color, "colour", file),
        glyph=_named(palette.glyph, item.glyph, "glyph", file),
        pattern_name=item.pattern,
        pattern=None if item.pattern is None else _named(palette.pattern, item.pattern, "pattern", file),
        width=item.width,
        dash=item.dash,
    )


def _named(names: Mapping[str, Named], name: str, kind: str, file: Path) -> Named:
    if name not in names:
        raise LayerFileError(file, f"{kind} {name!r} is not in palette.toml; there are {', '.join(names)}")
    return names[name]
