"""What every process of the server carries from its start: nothing that only some request needs."""

from __future__ import annotations

import json
import subprocess
import sys

HEAVY = (
    "PIL", "alembic", "charset_normalizer", "cn2an", "docx", "docxtpl", "ezdxf", "fiona", "folium", "geopandas", "jinja2", "lxml",
    "matplotlib", "openpyxl", "pandas", "pyogrio", "requests", "scipy", "segno", "typer", "weasyprint", "xlsxwriter",
)  # fmt: skip
"""Libraries for files, papers, pictures and letters: each of them is imported by the function that uses it.

Together they double the memory of a process and the time until it answers; they come with the first file that needs them.
"""


def test_the_application_starts_without_the_libraries_of_files_and_papers():
    asked = "import gisapp.app, json, sys; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    answered = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    loaded = set(json.loads(answered.stdout))
    assert "fastapi" in loaded
    assert sorted(loaded & set(HEAVY)) == [], "python -X importtime -c 'import gisapp.app' shows by whom"
