"""A survey file comes in, is looked at, answered for, and taken into the register or turned down; the original always stays."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from gisapp.api.scratch import scratch
from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import ensure_may_touch_park
from gisapp.kernel.clock import BEIJING, Clock
from gisapp.kernel.csv_cell import csv_line
from gisapp.kernel.errors import Conflict, Invalid
from gisapp.land import survey_store
from gisapp.land.field_memory import recall_for, remember
from gisapp.land.intake.answers import Answers
from gisapp.land.intake.limits import MIB, Limits
from gisapp.land.intake.pipeline import IntakeResult, run_intake
from gisapp.land.parks import find_park
from gisapp.land.survey_acceptance import Acceptance, write_rows
from gisapp.land.survey_queries import find_survey, list_issues
from gisapp.land.terms import SurveyState
from gisapp.settings import Settings

OPEN_STATES = ("asking", "checked", "partly_accepted")
ISSUE_COLUMNS = {
    "row_no": "行号", "line_no": "文件行", "plot_no": "地块编号", "field": "字段", "code": "问题代码", "severity": "程度", "value": "原值",
    "message_zh": "问题", "fix_zh": "怎么改", "lon": "经度", "lat": "纬度",
}  # fmt: skip
SEVERITY_ZH = {"error": "错误", "warning": "警告", "info": "提示"}


@dataclass(frozen=True, slots=True)
class Received:
    """The survey of a file that has just come in, and whether its bytes were known already."""

    survey_id: int
    recognised: bool


def limits_of(settings: Settings) -> Limits:
    return Limits(settings.upload_limit_mb * MIB, settings.unpacked_limit_mb * MIB, settings.feature_limit)


def receive_survey(
    session: Session,
    principal: Principal,
    clock: Clock,
    limits: Limits,
    *,
    path: Path,
    file_name: str,
    park_code: str,
    answers: Answers | None = None,
) -> Received:
    """Keep the file with its SHA-256 and run the dry run on it; nothing enters the register.

    The same bytes for the same park, still undecided, are the same survey: it is run again with the answers it has. Files that
    cannot be read, or must not be (bombs, path tricks, over the limits), raise Invalid or TooLarge and leave nothing behind.
    """
    park = find_park(session, park_code)
    ensure_may_touch_park(principal, park["id"], park["name_zh"])
    limits.refuse_upload(path.stat().st_size)
    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    earlier = survey_store.earlier_surveys(session, sha256, park["id"])
    answers = answers or Answers()
    undecided = next((one for one in earlier if one["state"] in ("asking", "checked")), None)
    if undecided is not None:
        survey_store.lock_survey(session, undecided["id"])
        answers = Answers.parse(undecided["answers"]).merged(answers)
    result = _dry_run(session, clock, limits, path, file_name, park, answers)
    if undecided is not None:
        _write_result(session, clock, undecided["id"], park, answers, result)
        return Received(undecided["id"], recognised=True)
    if earlier:
        _say_seen_before(result, earlier[0])
    survey_store.keep_original(session, sha256, content)
    survey_id = survey_store.insert_survey(
        session,
        {
            "zone_id": park["zone_id"], "park_id": park["id"], "file_name": file_name[:255], "sha256": sha256, "answers": answers.as_dict(),
            "received_at": clock.now(), "received_by": principal.account_id, "received_by_name": principal.name, "checked_at": clock.now(),
            **survey_store.result_columns(result),
        },
    )  # fmt: skip
    survey_store.replace_findings(session, survey_id, park["id"], result)
    record_event(
        session, principal, EventTag.SURVEY_RECEIVE, subject="survey", subject_id=survey_id, park_id=park["id"], zone_id=park["zone_id"],
        changes={"file_name": {"old": None, "new": file_name[:255]}, "sha256": {"old": None, "new": sha256}},
    )  # fmt: skip
    return Received(survey_id, recognised=bool(earlier))


def answer_question(
    session: Session, principal: Principal, clock: Clock, limits: Limits, survey_id: int, answers: Answers
) -> None:
    """Lay the answers over those given before and run the dry run again on the original."""
    survey = _open_survey(session, principal, survey_id)
    if survey["state"] == "partly_accepted":
        raise Conflict(
            "survey.partly_accepted",
            "该成果已有部分入库，不能再改读取方式。请重新上传文件。",
            message_en="Parts were accepted already.",
        )
    merged = Answers.parse(survey["answers"]).merged(answers)
    park = find_park(session, survey["park_code"])
    with scratch() as folder:
        path = folder / "original"
        path.write_bytes(survey_store.original_of(session, survey["sha256"]))
        result = _dry_run(session, clock, limits, path, survey["file_name"], park, merged)
    _write_result(session, clock, survey_id, park, merged, result)
    remember(session, principal, survey_id, park["zone_id"], result.reading, answers)


def accept_survey(
    session: Session,
    principal: Principal,
    clock: Clock,
    survey_id: int,
    *,
    valid_from: date,
    rows: Sequence[int] | None = None,
    document: str | None = None,
) -> dict[str, int]:
    """Take all sound rows, or the chosen ones, into the register from a day on; return how many came new and revised.

    Blocked rows are never taken: naming one is refused (409). Rows that say nothing new are counted as done without a new version.
    """
    survey = _open_survey(session, principal, survey_id)
    if survey["state"] == "asking" and any(question["code"] != "field_map" for question in survey["questions"]):
        raise Conflict(
            "survey.unanswered",
            "还有问题没有答复，不能入库。请先答复并重新检查。",
            message_en="Questions are still open.",
        )
    actions = survey_store.open_rows(session, survey_id)
    chosen = _choose_rows(actions, rows)
    taken = [row for row in chosen if actions[row] in ("new", "revise")]
    if not taken and not any(actions[row] == "unchanged" for row in chosen):
        raise Conflict(
            "survey.nothing_to_accept",
            "没有可以入库的地块。请按问题清单修正文件后重新上传。",
            message_en="There is nothing to accept.",
        )
    if taken:
        write_rows(
            session, principal, Acceptance(survey_id, taken, valid_from, f"测绘成果 {survey['file_name']}", document)
        )
    counts = {action: sum(actions[row] == action for row in taken) for action in ("new", "revise")}
    done = set(taken)
    left = [row for row, action in actions.items() if action in ("new", "revise") and row not in done]
    state = SurveyState.PARTLY_ACCEPTED if left else SurveyState.ACCEPTED
    survey_store.update_survey(
        session, survey_id,
        {
            "state": str(state), "decided_at": clock.now(), "decided_by": principal.account_id, "decided_by_name": principal.name,
            "valid_from": valid_from, "document": document,
        },
    )  # fmt: skip
    record_event(
        session, principal, EventTag.SURVEY_ACCEPT, subject="survey", subject_id=survey_id, park_id=survey["park_id"], zone_id=survey["zone_id"],
        changes={
            "state": {"old": survey["state"], "new": str(state)}, "new": {"old": None, "new": str(counts["new"])},
            "revise": {"old": None, "new": str(counts["revise"])}, "valid_from": {"old": None, "new": valid_from.isoformat()},
        },
        document=document,
    )  # fmt: skip
    return {**counts, "unchanged": sum(actions[row] == "unchanged" for row in chosen), "left": len(left)}


def reject_survey(session: Session, principal: Principal, clock: Clock, survey_id: int, *, reason: str) -> None:
    """Turn a survey down with a reason; the file, its rows and issues stay on record, what was accepted stays accepted."""
    survey = _open_survey(session, principal, survey_id)
    if not reason.strip():
        raise Invalid("survey.reason_missing", "请写明退回原因。", message_en="A reason is needed.")
    survey_store.update_survey(
        session, survey_id,
        {
            "state": str(SurveyState.REJECTED), "decided_at": clock.now(), "decided_by": principal.account_id,
            "decided_by_name": principal.name, "reason": reason.strip(),
        },
    )  # fmt: skip
    record_event(
        session, principal, EventTag.SURVEY_REJECT, subject="survey", subject_id=survey_id, park_id=survey["park_id"], zone_id=survey["zone_id"],
        changes={"state": {"old": survey["state"], "new": str(SurveyState.REJECTED)}}, reason=reason.strip(),
    )  # fmt: skip


def read_original(session: Session, principal: Principal, survey_id: int) -> tuple[str, bytes]:
    """Return file name and bytes as delivered."""
    survey = find_survey(session, principal, survey_id)
    return survey["file_name"], survey_store.original_of(session, survey["sha256"])


def write_issues_csv(session: Session, principal: Principal, survey_id: int) -> Iterator[str]:
    """Yield the findings as CSV for Excel (UTF-8 with mark, CRLF): one line per issue, to correct the file by."""
    issues = list_issues(session, principal, survey_id, limit=None)["items"]
    yield "\ufeff" + csv_line(ISSUE_COLUMNS.values())
    for issue in issues:
        cells = {**issue, "severity": SEVERITY_ZH[issue["severity"]]}
        yield csv_line(cells[name] for name in ISSUE_COLUMNS)


def _dry_run(
    session: Session,
    clock: Clock,
    limits: Limits,
    path: Path,
    file_name: str,
    park: Mapping[str, Any],
    answers: Answers,
) -> IntakeResult:
    day = clock.today()
    ground = survey_store.load_ground(session, park["id"], day)
    live = survey_store.live_loader(session, park["zone_id"], day)
    recall = recall_for(session, park["zone_id"])
    return run_intake(path, file_name, answers, ground, live, limits, recall)


def _write_result(
    session: Session, clock: Clock, survey_id: int, park: Mapping[str, Any], answers: Answers, result: IntakeResult
) -> None:
    survey_store.update_survey(
        session,
        survey_id,
        {"answers": answers.as_dict(), "checked_at": clock.now(), **survey_store.result_columns(result)},
    )
    survey_store.replace_findings(session, survey_id, park["id"], result)


def _open_survey(session: Session, principal: Principal, survey_id: int) -> Mapping[str, Any]:
    """Lock a survey for a decision; 404 outside the caller's parks, 409 when it has been decided."""
    survey_store.lock_survey(session, survey_id)
    survey = find_survey(session, principal, survey_id)
    if survey["state"] not in OPEN_STATES:
        label = SurveyState(survey["state"]).label_zh
        raise Conflict(
            "survey.decided",
            f"该成果{label}，不能再处理。如需更正请重新上传文件。",
            message_en="This survey has been decided.",
        )
    return survey


def _choose_rows(actions: Mapping[int, str], rows: Sequence[int] | None) -> list[int]:
    if rows is None:
        return [row for row, action in actions.items() if action != "blocked"]
    wanted = sorted(set(rows))
    absent = [row for row in wanted if row not in actions]
    if absent:
        raise Invalid(
            "survey.row_unknown",
            f"没有第 {'、'.join(map(str, absent[:10]))} 行，或已经入库。请刷新后重选。",
            message_en="No such rows, or accepted already.",
        )
    blocked = [row for row in wanted if actions[row] == "blocked"]
    if blocked:
        raise Conflict(
            "survey.row_blocked", f"第 {'、'.join(map(str, blocked[:10]))} 行有必须修正的问题，不能入库。请去掉这些行，或修正文件后重新上传。",
            message_en="Blocked rows cannot be accepted.",
        )  # fmt: skip
    return wanted


def _say_seen_before(result: IntakeResult, earlier: Mapping[str, Any]) -> None:
    state = SurveyState(earlier["state"]).label_zh
    day = earlier["received_at"].astimezone(BEIJING).strftime("%Y年%-m月%-d日")
    result.log.info(
        "survey.seen_before",
        f"同一文件曾于{day}上传（成果 {earlier['id']}，{state}）。",
        "未变化的地块会标为“无变化”。",
    )
