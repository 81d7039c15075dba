"""The house checks itself: names, lengths, arrows, words."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sorted((ROOT / "gisapp").rglob("*.py"))
SCREENS = sorted((ROOT / "web" / "src").rglob("*.tsx"))
FORBIDDEN = {"utils", "helpers", "common", "misc"}


def test_no_room_is_called_utils():
    named = [
        path
        for folder in ("gisapp", "web/src", "tests", "layers")
        for path in (ROOT / folder).rglob("*")
        if path.stem.lower() in FORBIDDEN and "node_modules" not in path.parts
    ]
    assert named == []


def test_no_python_module_is_longer_than_400_lines():
    assert {
        str(path.relative_to(ROOT)): lines
        for path in PYTHON
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    } == {}


def test_no_screen_is_longer_than_250_lines():
    assert {
        str(path.relative_to(ROOT)): lines
        for path in SCREENS
        if (lines := len(path.read_text("utf-8").splitlines())) > 250
    } == {}


def test_arrows_between_rooms_point_one_way():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def _imported(path: Path, modules: set[str]) -> set[str]:
    """Modules of the house that a file imports, imports for type checkers and those inside functions included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found & modules


def test_no_modules_import_each_other_in_a_circle():
    files = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in PYTHON if path.stem != "__init__"}
    imports = {module: _imported(path, set(files)) - {module} for module, path in files.items()}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        pytest.fail(" <> ".join(error.args[1]))


@pytest.mark.parametrize(
    "path", [path for path in PYTHON if path.name != "clock.py"], ids=lambda path: str(path.relative_to(ROOT))
)
def test_only_the_clock_asks_what_day_it_is(path: Path):
    code = path.read_text("utf-8")
    assert not re.search(r"\bdate\.today\(|datetime\.now\(|datetime\.utcnow\(", code)


def test_features_do_not_commit():
    committing = [str(path.relative_to(ROOT)) for path in PYTHON if ".commit()" in path.read_text("utf-8")]
    assert set(committing) <= {"gisapp/db/engine.py"} | {
        c for c in committing if c.startswith(("gisapp/bench/", "gisapp/startup/", "gisapp/db/"))
    }


def test_areas_are_measured_in_two_places_only():
    """ST_Area on web-mercator would be 44 % too large at this latitude: no SQL measures geom_3857."""
    guilty = [
        str(path.relative_to(ROOT))
        for path in [*ROOT.glob("gisapp/**/*.sql"), *ROOT.glob("layers/**/*.sql"), *ROOT.glob("migrations/**/*.sql")]
        if re.search(r"ST_Area\([^()]*3857", path.read_text("utf-8"))
    ]
    assert guilty == []


def test_polygons_are_united_in_one_place():
    """GEOS may lose whole members of a union near the origin: `kernel/union.py` checks the area, nobody else calls it."""
    calls = re.compile(r"\b(?:union_all|unary_union|coverage_union|disjoint_subset_union|shapely\.union)\b")
    outside = [path for path in PYTHON if path != ROOT / "gisapp/kernel/union.py"]
    assert [str(path.relative_to(ROOT)) for path in outside if calls.search(path.read_text("utf-8"))] == []


def test_every_setting_is_explained_in_both_readmes():
    from gisapp.settings import Settings

    for name in ("README.md", "README.zh-CN.md"):
        text = (ROOT / name).read_text("utf-8")
        assert [field for field in Settings.model_fields if f"GISAPP_{field.upper()}" not in text] == [], name


def test_every_rulebook_entry_has_basis_date_and_a_rule_that_asks_for_it():
    code = "\n".join(path.read_text("utf-8") for path in PYTHON) + "\n".join(
        path.read_text("utf-8") for path in ROOT.glob("migrations/replaceable/*.sql")
    )
    for book in ROOT.glob("gisapp/*/rulebook.toml"):
        for entry in tomllib.loads(book.read_text("utf-8"))["entry"]:
            assert entry["basis"], entry["code"]
            assert entry["effective_from"], entry["code"]
            assert entry["code"] in code, f"{entry['code']} is asked for by no rule"


def test_nothing_is_loaded_from_elsewhere():
    outside = re.compile(
        r"""(?:src|href|url)\s*[=(]\s*["']?https?://(?!localhost|127\.0\.0\.1|t\{?[0-9a-z-]*\}?\.tianditu|www\.w3\.org)"""
    )
    shown = [
        *(ROOT / "web" / "src").rglob("*.ts*"),
        *(ROOT / "web" / "src").rglob("*.css"),
        *(ROOT / "web").glob("*.html"),
    ]
    guilty = [str(path.relative_to(ROOT)) for path in shown if outside.search(path.read_text("utf-8"))]
    assert guilty == []


def test_sentences_of_refusals_say_what_to_do():
    """Every DomainError carries a Chinese sentence that ends as one."""
    raised = re.compile(
        r"(?:Conflict|Invalid|NotFound|Forbidden|Gone|TooLarge|RuleViolation)\(\s*\"([a-z_.]+)\",\s*f?\"([^\"]+)\""
    )
    endless = [
        (code, sentence)
        for path in PYTHON
        for code, sentence in raised.findall(path.read_text("utf-8"))
        if not sentence.rstrip().endswith(("。", "}", "：", "，", "；"))
    ]
    assert endless == []


def test_no_test_waits_for_time_or_tries_again():
    """A page says when it is at rest (`data-settled`), the kernel when a process has ended; who waits for some time instead waits too long, or too short."""
    waits = re.compile(r"wait_for_timeout|networkidle|\btime\.sleep\(|\bflaky\b|reruns")
    tests = [path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__)]
    found = {path.name for path in tests if waits.search(path.read_text("utf-8"))}
    assert found == set()
