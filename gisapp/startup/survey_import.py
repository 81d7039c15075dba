"""`gisapp import`: a survey file through the same dry run as on the desk, its findings as a table, and acceptance where asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from gisapp.auth.principal import system_principal
from gisapp.db.engine import transaction
from gisapp.kernel.clock import SystemClock
from gisapp.kernel.start_refusal import StartRefusal
from gisapp.land.intake.answers import Answers
from gisapp.land.intake.bundle_files import bundled, parts_beside
from gisapp.land.survey_queries import find_survey, list_issues
from gisapp.land.surveys import accept_survey, limits_of, receive_survey
from gisapp.land.terms import SurveyAction, SurveyState
from gisapp.settings import Settings
from gisapp.startup.database import opened_register
from gisapp.startup.file_findings import show_issues, show_questions
from gisapp.startup.terminal import say, stage

ISSUES_SHOWN = 50


def pairs_of(given: Sequence[str]) -> dict[str, str]:
    """What was given as `left=right`, by its left part."""
    return {left: right for left, _, right in (pair.partition("=") for pair in given)}


def import_survey(
    settings: Settings, file: Path, park_code: str, answers: Mapping[str, Any], *, accept: bool, valid_from: date | None
) -> bool:
    """Dry run; with `accept`, sound rows enter the register from a day on (today). True when nothing is asked and nothing blocked."""
    principal, clock = system_principal("命令行"), SystemClock()
    with ExitStack() as open_things:
        engine = open_things.enter_context(opened_register(settings))
        limits = limits_of(settings)
        name, path = open_things.enter_context(bundled(parts_beside(file), limits))
        with transaction(engine) as session, stage("预检", "dry run"):
            received = receive_survey(
                session, principal, clock, limits,
                path=path, file_name=name, park_code=park_code, answers=Answers.parse(answers),
            )  # fmt: skip
        with transaction(engine) as session:
            survey = find_survey(session, principal, received.survey_id)
            show_issues(list_issues(session, principal, received.survey_id, limit=ISSUES_SHOWN))
            _show_counts(survey)
            show_questions(survey["questions"])
        blocked = survey["counts"].get(str(SurveyAction.BLOCKED), 0)
        if accept and not _unanswered(survey):
            with transaction(engine) as session, stage("入库", "accepting"):
                taken = accept_survey(
                    session, principal, clock, received.survey_id, valid_from=valid_from or clock.today()
                )
            say(
                f"已入库：新增 {taken['new']}，修订 {taken['revise']}。· Accepted: {taken['new']} new, {taken['revise']} revised."
            )
        elif accept:
            raise StartRefusal(
                "import.unanswered",
                "还有问题没有答复，未入库；请加上面所示选项后重新导入。",
                "Nothing was accepted: questions are open; run again with the options shown above.",
            )
        elif sound_rows(survey) == 0:
            say("没有可以入库的行。· There is nothing to accept.")
        elif survey["state"] == str(SurveyState.CHECKED):
            say("未入库，加 --accept 入库，或在网页上核对后入库。· Dry run only: add --accept, or decide on the desk.")
    return not blocked and not _unanswered(survey)


def _show_counts(survey: Mapping[str, Any]) -> None:
    counts = "，".join(f"{action.label_zh} {survey['counts'].get(str(action), 0)}" for action in SurveyAction)
    say(
        f"成果 {survey['id']}：{survey['row_count']} 行，{counts}。· Survey {survey['id']}, {survey['row_count']} rows."
    )


def sound_rows(survey: Mapping[str, Any]) -> int:
    """How many rows would change the register."""
    return sum(survey["counts"].get(str(action), 0) for action in (SurveyAction.NEW, SurveyAction.REVISE))


def _unanswered(survey: Mapping[str, Any]) -> bool:
    return survey["state"] == str(SurveyState.ASKING)
