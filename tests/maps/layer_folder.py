"""A small layers folder for tests that change one thing and look at what is said."""

from __future__ import annotations

from pathlib import Path

PALETTE = """
[color]
unknown = "#C9D1D8"
ink = "#1B2733"
halo = "#FFFFFF"
red = "#D55E00"
blue = "#0072B2"
[pattern.hatch]
size = 8
path = "M0 8L8 0"
[glyph]
disc = "●"
square = "□"
"""

GROUPS = """
[[group]]
id = "below"
title_zh = "下"
title_en = "Below"
why = "It is needed below everything else here."
[[group]]
id = "above"
title_zh = "上"
title_en = "Above"
why = "It is needed above everything else here."
"""

LAYER = """
id = "{id}"
title_zh = "宗"
title_en = "Things"
group = "{group}"
order = {order}
geometry = "polygon"
tables = ["thing"]
permission = "plot:read"
park_scoped = true
minzoom = 10
detail_zoom = 12
mercator = true
label = "name"

[[field]]
name = "name"
label_zh = "名称"
label_en = "Name"
in_tile = true
[[field]]
name = "colour"
label_zh = "颜色"
label_en = "Colour"
terms = "test.Colour"
in_tile = true
[[field]]
name = "owner"
label_zh = "所有人"
label_en = "Owner"
audience = "staff"
in_tile = true
[[field]]
name = "area_m2"
label_zh = "面积"
label_en = "Area"
unit = "m2"

[legend]
by = "colour"
measure = "area_m2"
[[legend.class]]
value = "red"
color = "red"
glyph = "disc"
pattern = "hatch"
[[legend.class]]
value = "blue"
color = "blue"
glyph = "square"

[popup]
title = "name"
fields = ["colour", "owner", "area_m2"]

[filter]
fields = ["colour", "owner", "area_m2"]
"""

SOURCE = "-- things\nselect t.id, t.park_id, t.geom, t.geom_3857, t.name, t.colour, t.owner, t.area_m2 from thing t where t.valid @> :as_of;\n"


def write_layers(folder: Path, *, replace: tuple[str, str] = ("", ""), source: str = SOURCE) -> Path:
    """Two layers, `thing` above `other`; `replace` changes the text of `thing`."""
    (folder / "palette.toml").write_text(PALETTE, encoding="utf-8")
    (folder / "groups.toml").write_text(GROUPS, encoding="utf-8")
    for layer_id, group, order in (("thing", "above", 1), ("other", "below", 9)):
        place = folder / layer_id
        place.mkdir()
        text = LAYER.format(id=layer_id, group=group, order=order)
        if layer_id == "thing" and replace[0]:
            assert replace[0] in text, replace[0]
            text = text.replace(*replace)
        (place / "layer.toml").write_text(text, encoding="utf-8")
        (place / "source.sql").write_text(source if layer_id == "thing" else SOURCE, encoding="utf-8")
    return folder
