"""The interface for programs: documented, paged, the same as the pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord.model.claim import EventType


def described(web: TestClient) -> dict[str, Any]:
    """The OpenAPI document."""
    found: dict[str, Any] = web.get("/api/v1/openapi.json").json()
    return found


def test_every_answer_is_described(web: TestClient) -> None:
    paths = described(web)["paths"]
    assert len(paths) >= 15
    for path, methods in paths.items():
        answer = methods["get"]["responses"]
        assert answer["200"]["content"]["application/json"]["schema"], path
        names = {p["name"] for p in methods["get"].get("parameters", [])}
        assert {"known_on", "recorded_on", "for"} <= names, path


def test_a_list_is_walked_from_start_to_end(web: TestClient) -> None:
    start: int | None = 0
    seen: list[str] = []
    while start is not None:
        got = web.get("/api/v1/incidents", params={"limit": 2, "start": start}).json()
        seen += [i["id"] for i in got["items"]]
        start = got["next_start"]
    assert len(seen) == len(set(seen)) == got["total"]


@pytest.mark.parametrize("type", list(EventType))
def test_filters_keep_what_they_say(web: TestClient, type: EventType) -> None:
    got = web.get("/api/v1/incidents", params={"type": type.value}).json()
    assert {i["event_type"] for i in got["items"]} <= {type.value}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("incidents/none", 404),
        ("claims/none", 404),
        ("places/none", 404),
        ("reports/none", 404),
        ("actors/none", 404),
        ("incidents?limit=0", 422),
        ("incidents?limit=201", 422),
        ("incidents?type=party", 422),
        ("incidents?known_on=soon", 400),
        ("map?for=everyone", 400),
        ("changes", 422),
        ("search?q=type:party", 400),
    ],
)
def test_bad_questions_are_answered_with_what_is_wrong(web: TestClient, path: str, status: int) -> None:
    answer = web.get(f"/api/v1/{path}")
    assert answer.status_code == status
    assert answer.json()["error"]


def test_between_two_days_long_after_all_that_is_on_record_nothing_differs(web: TestClient) -> None:
    assert web.get("/api/v1/changes?from=5018-08-20&to=9999-12-31").json()["total"] == 0


def test_the_page_and_the_interface_say_the_same(web: TestClient) -> None:
    listed = web.get("/api/v1/incidents").json()
    page = web.get("/incidents").text
    for incident in listed["items"]:
        assert f"/incidents/{incident['id']}" in page


odd = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "2017-11-12",
            "9999-12-31",
            "0001-01-01",
            "-1",
            "1e9",
            "team",
            "public",
            "airstrike",
            "known",
            "true",
        ]
    ),
    st.integers(-(10**12), 10**12).map(str),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_question_breaks_the_interface(web: TestClient, data: st.DataObject) -> None:
    paths = described(web)["paths"]
    path = data.draw(st.sampled_from(sorted(paths)))
    operation = paths[path]["get"]
    query = {}
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quote(data.draw(odd), safe=""))
            path = path.replace(f"{{{parameter['name']}:path}}", quote(data.draw(odd), safe=""))
        elif data.draw(st.booleans()):
            query[parameter["name"]] = data.draw(odd)
    answer = web.get(path, params=query)
    assert answer.status_code in {int(code) for code in operation["responses"]}, answer.text
