"""A planner draws a plot, an officer changes its state, a leader looks back, an investor sees only what is published."""

from __future__ import annotations

from shapely.geometry import box, mapping, shape

from tests.journeys.conftest import Person


def free_ground(planner: Person, park: dict) -> dict:
    """A 60 m square inside the park that no live plot touches."""
    taken = [
        shape(feature["geometry"])
        for feature in planner.get("/api/layers/plot/items", params={"limit": 5000}).json()["features"]
    ]
    west, south, east, north = park["bbox"]
    step = 0.0006
    for row in range(int((north - south) / step)):
        for column in range(int((east - west) / step)):
            square = box(
                west + column * step, south + row * step, west + column * step + 0.0005, south + row * step + 0.0005
            )
            if any(square.intersects(other) for other in taken):
                continue
            answer = planner.post(
                "/api/plots/check", json={"park_code": park["code"], "geometry": mapping(square)}
            ).json()
            if not [finding for finding in answer["findings"] if finding["severity"] == "error"]:
                return mapping(square)
    raise AssertionError("the demo park is full")


def test_from_a_drawn_plot_to_the_investor_and_back_in_time(person):
    planner, officer, leader, investor = person("planner"), person("officer"), person("leader"), person(None)
    park = next(park for park in planner.get("/api/parks").json() if park["code"] == "P4")
    ground = free_ground(planner, park)

    papers = {
        "park_code": "P4", "plot_no": "P4-901", "geometry": ground, "valid_from": "2026-11-01", "land_use_scheme": "用地用海2023",
        "land_use_code": "100102", "document": "周规地〔2026〕示例1号",
    }  # fmt: skip
    classes = planner.get("/api/land-use-classes").json()
    papers["land_use_scheme"] = next(entry["scheme"] for entry in classes if entry["code"] == "100102")
    registered = planner.post("/api/plots", json=papers)
    assert registered.status_code == 201, registered.text
    plot_id = registered.json()["id"]

    # the same ground again is refused with the neighbour's name, and nothing is lost of what was typed
    again = planner.post("/api/plots", json={**papers, "plot_no": "P4-902"})
    assert again.status_code == 409
    assert "P4-901" in again.json()["findings"][0]["message_zh"]

    # not published: the investor hears nothing of it, on any address
    assert investor.get(f"/api/plots/{plot_id}").status_code == 404
    assert investor.get(f"/api/sites/{plot_id}").status_code == 404
    assert investor.get("/api/search", params={"q": "P4-901"}).json()["items"] == []

    # a planner may not change the state, the officer may
    change = {
        "axes": {"land_control": "cleared", "supply": "announced"},
        "valid_from": "2026-11-10",
        "reason": "完成收储，列入供应计划",
    }
    assert planner.post(f"/api/plots/{plot_id}/state", json=change).status_code == 403
    assert officer.post(f"/api/plots/{plot_id}/state", json=change).status_code == 204

    seen = investor.get(f"/api/plots/{plot_id}").json()
    assert (seen["plot_no"], seen["supply"]) == ("P4-901", "announced")
    assert not {"holder_name_zh", "parties", "contract", "parcel_no", "compliance", "source"} & set(seen)
    assert investor.get("/api/plots", params={"q": "P4-901"}).json()["total"] == 1

    # the leader reads why, who and when
    dossier = leader.get(f"/api/plots/{plot_id}").json()
    assert dossier["stage"] == "announced"
    assert "拟供应" in dossier["why"]["message_zh"]
    timeline = leader.get(f"/api/plots/{plot_id}/timeline").json()
    assert [event["tag"] for event in timeline] == ["plot:state:revise", "plot:plot:register"]
    assert timeline[0]["changes"]["supply"] == {"old": "not_ready", "new": "announced"}

    # as of the day before, it was not on offer; before registration it was not there
    assert leader.get(f"/api/plots/{plot_id}", params={"as_of": "2026-11-09"}).json()["stage"] == "raw"
    assert leader.get(f"/api/plots/{plot_id}", params={"as_of": "2026-10-31"}).json()["code"] == "plot.not_yet"
    assert investor.get("/api/plots", params={"q": "P4-901", "as_of": "2026-11-09"}).json()["total"] == 0

    # the investor may not look into the future
    assert investor.get("/api/plots", params={"as_of": "2027-01-01"}).status_code == 400


def test_figures_of_leader_ledger_legend_and_map_are_one(person):
    leader = person("leader")
    listed = leader.get("/api/plots", params={"limit": 5000}).json()
    statistics = leader.get("/api/statistics/parks").json()
    parks = leader.get("/api/parks").json()
    legend = leader.get("/api/layers/plot/legend").json()
    items = leader.get("/api/layers/plot/items", params={"limit": 5000}).json()
    assert (
        listed["total"]
        == statistics["total_count"]
        == sum(park["plot_count"] for park in parks)
        == items["numberReturned"]
    )
    assert (
        round(listed["total_area_m2"], 2)
        == round(statistics["total_area_m2"], 2)
        == round(sum(park["plot_area_m2"] for park in parks), 2)
    )
    by_stage: dict[str, int] = {}
    for row in statistics["rows"]:
        by_stage[row["stage"]] = by_stage.get(row["stage"], 0) + row["plot_count"]
    assert {entry["value"]: entry["count"] for entry in legend["classes"] if entry["count"]} == by_stage


def test_an_officer_of_one_park_meets_only_that_park_everywhere(person):
    admin = person("admin")
    new = {
        "username": "zhang.san",
        "display_name": "张三",
        "role": "officer",
        "password": "a-good-password-1",
        "park_codes": ["P4"],
    }
    assert admin.post("/api/accounts", json=new).status_code == 201
    own = {"old": "a-good-password-1", "new": "a-better-password-2"}
    assert person("zhang.san").post("/api/session/password", json=own).status_code == 204
    officer, everything = person(None).sign_in("zhang.san", own["new"]), person("officer")
    other = everything.get("/api/plots", params={"park": "P1", "limit": 1}).json()["items"][0]
    assert {item["park_code"] for item in officer.get("/api/plots", params={"limit": 5000}).json()["items"]} == {"P4"}
    assert [park["code"] for park in officer.get("/api/parks").json()] == ["P4"]
    assert officer.get(f"/api/plots/{other['id']}").status_code == 404
    assert officer.get(f"/api/plots/{other['id']}/timeline").status_code == 404
    assert officer.get("/api/search", params={"q": other["plot_no"]}).json()["items"] == []
    assert officer.get("/api/plots/export.csv", params={"ids": other["id"]}).text.count("\n") == 2  # header and caption
    state = {"axes": {"supply": "prepared"}, "valid_from": "2026-11-01", "reason": "越权"}
    assert officer.post(f"/api/plots/{other['id']}/state", json=state).status_code == 404
    assert officer.get("/api/layers/plot/items", params={"limit": 5000, "ids": other["id"]}).json()["features"] == []
