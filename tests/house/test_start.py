"""What every process of the server carries from its start: nothing that only some request needs."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from gisapp.api.routing import Router

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


ROUTES_WORKED_OUT = """
import json
from fastapi.testclient import TestClient
from gisapp.api.routing import DeferredRoute
from gisapp.app import create_app
from gisapp.settings import Settings

app = create_app(Settings(database_url="postgresql+psycopg2://"))
routes = {route.path: route for route in app.routes if isinstance(route, DeferredRoute)}
before = [path for path, route in routes.items() if "dependant" in vars(route)]
TestClient(app).get("/favicon.svg")
after = [path for path, route in routes.items() if "dependant" in vars(route)]
print(json.dumps([len(routes), before, after]))
"""


def test_a_route_is_worked_out_when_it_is_first_called():
    """In a process of its own: all applications of a process share the routes, and other tests call them."""
    answered = subprocess.run([sys.executable, "-c", ROUTES_WORKED_OUT], capture_output=True, text=True, check=True)
    number, before, after = json.loads(answered.stdout.splitlines()[-1])  # the request is logged before it
    assert number > 250
    assert (before, after) == ([], [])


def test_many_first_callers_at_once_work_a_route_out_once():
    asked = []

    def endpoint(number: int) -> dict[str, int]:
        return {"number": number}

    def dependency() -> None:
        asked.append(1)

    router = Router()
    router.add_api_route("/{number}", endpoint, dependencies=[Depends(dependency)])
    (route,) = router.routes
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda _: route.dependant, range(64)))  # type: ignore[attr-defined]
    assert len({id(one) for one in found}) == 1
    app = FastAPI()
    app.router.routes.extend(router.routes)
    assert TestClient(app).get("/7").json() == {"number": 7}
    assert TestClient(app).get("/seven").status_code == 422
    assert TestClient(app).post("/7").status_code == 405
    assert app.openapi()["paths"]["/{number}"]["get"]["parameters"][0]["schema"]["type"] == "integer"
    assert len(asked) == 2
