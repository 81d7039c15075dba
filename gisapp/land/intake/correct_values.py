"""Values that an officer corrected in the findings workbook, laid over the rows as delivered; the original file stays as it is."""

from __future__ import annotations

from gisapp.land.intake.answers import Answers
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.source_layer import SourceLayer


def correct_values(layer: SourceLayer, answers: Answers, log: IssueLog) -> None:
    """Replace single values, each said in the log with what stood there; rows or columns that are not there are reported."""
    places = {int(row): at for at, row in enumerate(layer.rows.tolist())}
    for row_text, changes in answers.corrections.items():
        at = places.get(int(row_text))
        for column, value in changes.items():
            if at is None or column not in layer.columns:
                log.warning(
                    "correction.place_missing",
                    f"更正表第 {row_text} 行“{column}”在文件中找不到，未采用。",
                    "请重新下载更正表，不要改动行号和表头。",
                    value=value,
                )
                continue
            before = layer.columns[column][at]
            layer.columns[column][at] = value or None
            log.info(
                "correction.applied",
                f"第 {row_text} 行“{column}”按更正表由“{'' if before is None else before}”改为“{value or '空'}”。",
                row=int(row_text),
                field=column,
                value=value,
            )
