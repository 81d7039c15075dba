"""Reads .xlsx workbooks that come in: every part is measured while it streams by, and only what keeps to its bounds is built.

openpyxl reads the cells, because it knows shared texts, dates and the dialects of writers. It builds trees before it can be asked how
large they are, so expat walks each part first and keeps nothing: a cell in the last corner of a sheet, a row of a million cells or a
style sheet of hundreds of megabytes is refused by then.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from gisapp.kernel.errors import Invalid, TooLarge
from gisapp.kernel.zip_directory import has_more_entries

MIB = 1024 * 1024
CHUNK = 256 * 1024
MOST_PARTS = 2_000
MOST_IN_ONE_ROW = 200_000
MOST_OTHER_ELEMENTS = 200_000
MOST_MERGES = 2_000
_CELL = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
_MERGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class WorkbookBounds:
    """How far cells with something in them may reach, how many cells there may be in all sheets, and bytes of the parts unpacked."""

    rows: int
    columns: int
    cells: int
    unpacked_bytes: int = 100 * MIB


@dataclass(frozen=True, slots=True)
class MergedCells:
    """Cells shown as one, by their first and last row and column, counted from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A visible sheet: its rows from row 1 on, each as wide as the widest, with text, numbers, dates or None."""

    title: str
    rows: list[tuple[object, ...]]
    merged: list[MergedCells]


@dataclass(slots=True)
class _Extent:
    """How far one worksheet is filled."""

    row: int = 0
    column: int = 0
    merged: list[MergedCells] = field(default_factory=list)


def read_workbook(content: bytes, bounds: WorkbookBounds) -> list[WorkbookSheet]:
    """Return the visible sheets with their computed values; Invalid (400) for what is no workbook, TooLarge (413) beyond the bounds."""
    import openpyxl

    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Invalid(
            "workbook.old_format",
            "这是旧版 .xls 或加密的工作簿。请在表格软件中去掉密码并另存为 .xlsx 后重新上传。",
            message_en="This is an old or encrypted workbook: save it as .xlsx without a password.",
        )
    try:
        extents = _measured(content, bounds)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = []
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            extent = extents[sheet._worksheet_path]  # pyright: ignore[reportAttributeAccessIssue] (where its bytes are)
            sheet.reset_dimensions()
            filled: list[tuple[object, ...]] = (
                list(sheet.iter_rows(max_row=extent.row, max_col=extent.column, values_only=True)) if extent.row else []
            )
            sheets.append(WorkbookSheet(sheet.title, filled, extent.merged))
        book.close()
    except (Invalid, TooLarge):
        raise
    except Exception as broken:  # whatever a damaged workbook makes the library stumble over
        raise _unreadable() from broken
    return sheets


def _measured(content: bytes, bounds: WorkbookBounds) -> Mapping[str, _Extent]:
    """Return how far each worksheet is filled, by the name of its part; nothing is kept of what was read."""
    file = io.BytesIO(content)
    if has_more_entries(file, MOST_PARTS):
        raise _too_large(bounds)
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        if (
            sum(part.file_size for part in parts) > bounds.unpacked_bytes
        ):  # never more comes out than the directory says
            raise _too_large(bounds)
        cells = 0
        extents = {}
        for part in parts:
            with archive.open(part) as stream:
                measure = _Measure(bounds, cells)
                measure.walk(stream, must_be_sound=not part.filename.lower().endswith(".vml"))
            cells = measure.cells
            if measure.root == "worksheet":
                extents[part.filename] = measure.extent
    return extents


class _Measure:
    """Counts the elements of one part and keeps none; raises TooLarge at the first beyond the bounds."""

    def __init__(self, bounds: WorkbookBounds, cells: int) -> None:
        self.bounds, self.cells = bounds, cells
        self.root = ""
        self.extent = _Extent()
        self._row = self._column = 0
        self._in_row = False
        self._elements = self._elements_of_row = 0

    def walk(self, stream: IO[bytes], *, must_be_sound: bool) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._doctype
        head = stream.read(CHUNK)
        if not head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
            return  # a picture, settings of a printer
        try:
            parser.Parse(head)
            for chunk in iter(lambda: stream.read(CHUNK), b""):
                parser.Parse(chunk)
            parser.Parse(b"", True)
        except expat.ExpatError:
            if must_be_sound:
                raise

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if not self.root:
            self.root = tag
        if self.root == "sst":
            self._elements_of_row = 0 if tag == "si" else self._elements_of_row + 1
            self._count_cell() if tag == "si" else self._refuse(self._elements_of_row > MOST_IN_ONE_ROW)
        elif self._in_row:
            self._elements_of_row += 1
            self._refuse(self._elements_of_row > MOST_IN_ONE_ROW)
            if tag == "c":
                self._column = _column_of(attributes.get("r"), self._column)
                self._count_cell()
            elif tag in ("v", "is"):
                self._fill()
        elif tag == "row" and self.root == "worksheet":
            self._in_row, self._elements_of_row, self._column = True, 0, 0
            self._row = int(attributes.get("r") or self._row + 1)
        else:
            self._elements += 1
            self._refuse(self._elements > MOST_OTHER_ELEMENTS)
            if tag == "mergeCell" and len(self.extent.merged) < MOST_MERGES:
                self.extent.merged.extend(_merged(attributes.get("ref", "")))

    def _end(self, name: str) -> None:
        if self._in_row and name.rpartition(" ")[2] == "row":
            self._in_row = False

    def _count_cell(self) -> None:
        self.cells += 1
        self._refuse(self.cells > 2 * self.bounds.cells)  # texts are told once in the cell and once in their list

    def _fill(self) -> None:
        if self._row > self.bounds.rows or self._column > self.bounds.columns:
            raise TooLarge(
                "workbook.cell_too_far",
                f"工作表第 {self._row:,} 行、第 {self._column:,} 列的单元格有内容，超出可读取的 {self.bounds.rows:,} 行、{self.bounds.columns:,} 列。"
                "请删去表格以外的内容或分批上传。",
                message_en=f"A cell in row {self._row:,}, column {self._column:,} is filled, beyond the {self.bounds.rows:,} rows and"
                f" {self.bounds.columns:,} columns that are read: delete what stands outside the table, or send it in parts.",
            )
        self.extent.row = max(self.extent.row, self._row)
        self.extent.column = max(self.extent.column, self._column)

    def _refuse(self, is_beyond: bool) -> None:
        if is_beyond:
            raise _too_large(self.bounds)

    def _doctype(self, *_: object) -> None:
        raise _unreadable()  # no workbook declares entities


def _column_of(reference: str | None, before: int) -> int:
    if reference is None:
        return before + 1
    found = _CELL.fullmatch(reference)
    if found is None:
        raise _unreadable()
    return _column_number(found[1])


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _merged(reference: str) -> Iterator[MergedCells]:
    found = _MERGE.fullmatch(reference)
    if found is not None:
        yield MergedCells(int(found[2]), _column_number(found[1]), int(found[4]), _column_number(found[3]))


def _too_large(bounds: WorkbookBounds) -> TooLarge:
    return TooLarge(
        "workbook.too_large",
        f"工作簿过大：单元格不能超过 {bounds.cells:,} 个，解开后不能超过 {bounds.unpacked_bytes // MIB} MB。"
        "请删去图片、空白格式和无关工作表，或分批上传。",
        message_en=f"The workbook is too large: at most {bounds.cells:,} cells and {bounds.unpacked_bytes // MIB} MB unpacked."
        " Delete pictures, formats of empty cells and other sheets, or send it in parts.",
    )


def _unreadable() -> Invalid:
    return Invalid(
        "workbook.unreadable",
        "文件不是可以读取的 .xlsx 工作簿，可能已损坏或设了密码。请用表格软件打开后另存为 .xlsx 再上传。",
        message_en="This is no readable .xlsx workbook: open it and save it again as .xlsx without a password.",
    )
