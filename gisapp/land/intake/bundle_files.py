"""Several files that belong together (.shp, .dbf, .shx, .prj) as the one zip that the intake reads and keeps as the original."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath

from gisapp.api.scratch import scratch
from gisapp.kernel.errors import Invalid
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.package_log import refuse_log

PARTS = (".shp", ".dbf", ".shx", ".prj", ".cpg")
STAMP = (1980, 1, 1, 0, 0, 0)


@contextmanager
def bundled(files: Sequence[tuple[str, Path]], limits: Limits) -> Iterator[tuple[str, Path]]:
    """Yield (name, path) of the one file, or of a zip made of several; the same parts make the same zip, byte for byte.

    Only the parts of one shapefile may come loose; anything else is refused (400).
    """
    if not files:
        raise Invalid("survey.no_file", "没有收到文件，请选择文件后上传。")
    if len(files) == 1:
        yield files[0]
        return
    for name, path in files:
        refuse_log(name, path.stat().st_size)
    limits.refuse_upload(sum(path.stat().st_size for _, path in files))
    stems = {PurePath(name).stem.lower() for name, _ in files}
    kinds = [PurePath(name).suffix.lower() for name, _ in files]
    if len(stems) != 1 or ".shp" not in kinds or not set(kinds) <= set(PARTS) or len(set(kinds)) != len(kinds):
        raise Invalid(
            "survey.several_files",
            "一次只能上传一份成果。Shapefile 的各部分（.shp、.dbf、.shx、.prj、.cpg）可以一起选中，其余请压缩为 zip。",
        )
    with scratch() as folder:
        target = folder / "bundle.zip"
        with zipfile.ZipFile(target, "w") as packed:
            for name, path in sorted(files, key=lambda file: PARTS.index(PurePath(file[0]).suffix.lower())):
                entry = zipfile.ZipInfo(PurePath(name).name, STAMP)
                entry.compress_type = zipfile.ZIP_DEFLATED
                packed.writestr(entry, path.read_bytes())
        yield f"{PurePath(files[0][0]).stem}.zip", target


def parts_beside(path: Path) -> list[tuple[str, Path]]:
    """Return a shapefile's parts that lie beside it, or the file alone when it is something else."""
    if path.suffix.lower() != ".shp":
        return [(path.name, path)]
    beside = [one for one in path.parent.iterdir() if one.stem == path.stem and one.suffix.lower() in PARTS]
    return [(one.name, one) for one in sorted(beside)]
