"""Supply over HTTP: who may do what, what comes back, what a file holds."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from tests.journeys.conftest import app, person  # noqa: F401


def ok(answer, status=200):
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


@pytest.fixture
def officer(person):  # noqa: F811
    return person("officer")


def test_the_demo_shows_every_column_and_its_figures_are_its_list(officer):
    everything = ok(officer.get("/api/listings"))
    counts = {item["column"]: item["count"] for item in everything["columns"]}
    assert all(counts.values()), counts
    assert sum(counts.values()) == everything["total"] == len(everything["items"])
    for item in everything["columns"]:
        part = ok(officer.get("/api/listings", params={"column": item["column"]}))
        assert (part["total"], len(part["items"])) == (item["count"], item["count"])
        assert part["total_area_m2"] == pytest.approx(item["area_m2"])


def test_the_demo_has_a_tie_and_one_below_the_threshold(officer):
    deciding = ok(officer.get("/api/listings", params={"column": "deciding"}))["items"]
    sheets = [ok(officer.get(f"/api/listings/{row['listing_id']}")) for row in deciding]
    tied = next(sheet for sheet in sheets if sheet["comparison"]["tied"] and len(sheet["applications"]) == 3
                and {one["state"] for one in sheet["applications"]} == {"admitted", "refused"})  # fmt: skip
    refused = next(one for one in tied["applications"] if one["state"] == "refused")
    codes = {finding["code"] for finding in refused["admission"]["findings"]}
    assert "admission.promise_below_requirement" in codes
    assert refused["party_name_zh"].startswith("示例企业")
    assert ok(officer.get(f"/api/listings/{tied['listing_id']}/applications")) == tied["applications"]


def test_files_hold_the_rows_of_the_screen(officer):
    wanted = {"column": "decided"}
    shown = ok(officer.get("/api/listings", params=wanted))
    rows = list(
        csv.reader(io.StringIO(officer.get("/api/listings/export.csv", params=wanted).content.decode("utf-8-sig")))
    )
    assert len(rows) == shown["total"] + 2
    assert "示意数据" in rows[-1][0]
    book = openpyxl.load_workbook(io.BytesIO(officer.get("/api/listings/export.xlsx", params=wanted).content))
    sheet = book.active
    numbers = [sheet.cell(row=3 + index, column=2).value for index in range(shown["total"])]
    assert numbers == [item["listing_no"] for item in shown["items"]]


def test_readers_read_and_do_not_write(person):  # noqa: F811
    planner, public = person("planner"), person(None)
    listing = ok(planner.get("/api/listings", params={"column": "announced"}))["items"][0]["listing_id"]
    assert planner.get(f"/api/listings/{listing}").status_code == 200
    end = {"on": "2026-11-23", "reason": "试图撤回"}
    for address in (f"/api/listings/{listing}/withdraw", f"/api/listings/{listing}/fail"):
        assert planner.post(address, json=end).status_code == 403
        assert public.post(address, json=end).status_code == 401
    assert public.get("/api/listings").status_code == 401
    assert public.get(f"/api/listings/{listing}").status_code == 401


def test_what_makes_no_sense_is_refused_with_a_sentence(officer):
    listing = ok(officer.get("/api/listings", params={"column": "announced"}))["items"][0]["listing_id"]
    application = {
        "party_id": 1,
        "project_name": "项目",
        "promises": [{"indicator": "happiness", "value": 1, "unit": "plain"}],
    }
    answer = officer.post(f"/api/listings/{listing}/applications", json=application)
    assert (answer.status_code, answer.json()["code"]) == (400, "application.indicator_unknown")
    plot = ok(officer.get("/api/plots", params={"supply": "prepared", "limit": 1}))["items"][0]["id"]
    found = ok(officer.get("/api/listings/defaults", params={"plot_id": plot}))
    body = {
        "plot_id": plot, "listing_no": found["listing_no"], "method": "listing", "term_kind": "full", "term_years": 50,
        "ranking": {"steps": [{"key": "score"}], "weights": {"tax_per_mu": 60}},
    }  # fmt: skip
    answer = officer.post("/api/listings", json=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "listing.ranking_rule")


def test_a_plot_goes_into_a_plan_and_out_of_it(officer):
    plan = ok(officer.post("/api/supply-plans", json={"year": 2028, "title": "2028年供应计划"}), 201)["id"]
    plot = ok(officer.get("/api/plots", params={"supply": "prepared", "limit": 1}))["items"][0]["id"]
    item = ok(officer.post(f"/api/supply-plans/{plan}/items", json={"plot_id": plot, "planned_quarter": 2}), 201)["id"]
    again = officer.post(f"/api/supply-plans/{plan}/items", json={"plot_id": plot, "planned_quarter": 3})
    assert (again.status_code, again.json()["code"]) == (409, "plan.item_taken")
    rows = ok(officer.get(f"/api/plots/{plot}/listings"))
    assert ("plan", 2028) in {(row["pipeline"], row["year"]) for row in rows}
    assert officer.post(f"/api/supply-plan-items/{item}/remove", json={"reason": "调整计划"}).status_code == 204
    assert item not in {row["plan_item_id"] for row in ok(officer.get(f"/api/plots/{plot}/listings"))}


@pytest.mark.parametrize(
    ("column", "subject", "kinds"),
    [("announced", "listing", {"listing_announcement"}), ("decided", "allocation", {"allocation_minutes", "transaction_confirmation"})],
)  # fmt: skip
def test_the_papers_of_an_offer_are_complete(officer, column, subject, kinds):
    row = ok(officer.get("/api/listings", params={"column": column}))["items"][0]
    subject_id = row["listing_id"] if subject == "listing" else row["allocation_id"]
    papers = ok(officer.get(f"/api/documents/of/{subject}/{subject_id}"))
    told = {paper["kind"] for paper in (*papers["drafts"], *papers["issued"])}
    assert told == kinds
    assert all(draft["may_be_issued"] and draft["unconfirmed"] for draft in papers["drafts"]), papers
