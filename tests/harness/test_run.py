"""What a run says of itself at its end, and the order in which workers get its files."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import settings

from tests.harness.distribution import Kind, in_order, kind_of
from tests.harness.examples import examples
from tests.harness.run_report import Spent, parts, slowest, without_reason

TESTS = {
    "tests/land/test_a.py::test_quick": Spent("db", False, {"setup": 2.0, "call": 4.0, "teardown": 0.5}),
    "tests/land/test_a.py::test_long": Spent("db", False, {"setup": 0.0, "call": 5.5}),
    "tests/land/test_b.py::test_reasoned": Spent("no database", True, {"call": 9.0}),
    "tests/browser/test_c.py::test_set_up": Spent("browser", False, {"setup": 30.0, "call": 1.0}),
}


def test_time_is_summed_by_part_and_by_kind_the_longest_first() -> None:
    assert parts(TESTS) == [
        "    31.0 s, set-up    30.0 s,     1 tests  browser (browser)",
        "    31.0 s, set-up    30.0 s,     1 tests  all: browser",
        "    12.0 s, set-up     2.0 s,     2 tests  land (db)",
        "    12.0 s, set-up     2.0 s,     2 tests  all: db",
        "     9.0 s, set-up     0.0 s,     1 tests  land (no database)",
        "     9.0 s, set-up     0.0 s,     1 tests  all: no database",
    ]


def test_the_slowest_come_first_with_their_set_up() -> None:
    assert [line.split()[0] for line in slowest(TESTS)] == ["31.0", "9.0", "6.5", "5.5"]


def test_a_long_call_is_named_unless_it_says_why_and_set_up_does_not_count() -> None:
    assert without_reason(TESTS) == ["     5.5 s  tests/land/test_a.py::test_long"]


def test_workers_get_every_test_once_whole_files_together_and_long_kinds_before_the_rules(
    request: pytest.FixtureRequest,
) -> None:
    items = request.session.items
    ordered = in_order(items)
    assert sorted(map(id, ordered)) == sorted(map(id, items))
    files = [list(group) for _, group in itertools.groupby(ordered, key=lambda item: item.path)]
    assert len(files) == len({item.path for item in items})
    kinds = [kind_of(file) for file in files]
    warmed_up = list(itertools.dropwhile(lambda kind: kind is Kind.RULES, kinds))
    assert warmed_up == sorted(warmed_up)
    for file in files:
        assert file == [item for item in items if item.path == file[0].path]


def test_a_property_has_a_quarter_of_its_examples_in_an_ordinary_run_and_all_in_the_long_one() -> None:
    before = settings.get_current_profile_name()
    try:
        settings.load_profile("default")
        assert [examples(full) for full in (400, 60, 8)] == [100, 25, 8]
        assert examples(5_000, short=150) == 150
        settings.load_profile("thorough")
        assert [examples(full) for full in (400, 60, 8)] == [400, 60, 8]
        assert examples(5_000, short=150) == 5_000
    finally:
        settings.load_profile(before)
