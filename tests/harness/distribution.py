"""Which tests a run has, in which order its workers get them, and what is made ready meanwhile."""

from __future__ import annotations

import itertools
import subprocess
from enum import IntEnum

import pytest

from tests.harness.examples import is_thorough
from tests.harness.templates import start_making

WARMING_UP = 3
"""One file in so many of those without a database comes first, while the demonstration zone is still being seeded."""


class Kind(IntEnum):
    """Files in the order in which workers get them: long ones early, so that no worker ends long after the other."""

    WARMING_UP = 0
    BROWSER = 1
    DATABASE = 2  # and whatever else says that it is slow
    RULES = 3


class Distribution:
    """Plugin of every process of a run."""

    def __init__(self) -> None:
        self._making: subprocess.Popen[str] | None = None

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """A whole run on workers needs the demonstration zone: it is seeded while they import and collect."""
        config = session.config
        distributes = config.getoption("dist", "no") != "no" and not hasattr(config, "workerinput")
        if distributes and config.args_source is pytest.Config.ArgsSource.TESTPATHS and not config.option.markexpr:
            self._making = start_making("demo")

    def pytest_sessionfinish(self) -> None:
        if self._making is not None:
            self._making.communicate()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        for item in items:
            slow = item.get_closest_marker("slow")
            if slow is not None and not slow.kwargs.get("reason"):
                raise pytest.UsageError(f"{item.nodeid}: slow says why: @pytest.mark.slow(reason=…)")
        if not is_thorough():
            left = [item for item in items if item.get_closest_marker("thorough")]
            if left:
                config.hook.pytest_deselected(items=left)
                items[:] = [item for item in items if not item.get_closest_marker("thorough")]
        if hasattr(config, "workerinput"):
            items[:] = in_order(items)


def in_order(items: list[pytest.Item]) -> list[pytest.Item]:
    """The same tests, files together, by kind of file and within a kind by number of tests."""
    files = [list(group) for _, group in itertools.groupby(items, key=lambda item: item.path)]
    files.sort(key=lambda file: (kind_of(file), -len(file), str(file[0].path)))
    rules = [file for file in files if kind_of(file) is Kind.RULES]
    first = rules[::WARMING_UP]
    rest = [file for file in files if file not in first]
    return [item for file in (*first, *rest) for item in file]


def kind_of(file: list[pytest.Item]) -> Kind:
    """The most demanding of a file's tests decides."""
    marks = {mark.name for item in file for mark in item.iter_markers()}
    return Kind.BROWSER if "browser" in marks else Kind.DATABASE if marks & {"db", "slow"} else Kind.RULES
