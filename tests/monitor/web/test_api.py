"""The JSON API held against its own description: what it promises is what it answers, and nothing breaks it."""

from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from starlette.testclient import TestClient

from monitor.web.app import create_app
from monitor.web.security import Guard
from monitor.web.site import open_site
from storage.store import Store
from tests.monitor.web.conftest import LOADED
from tests.monitor.web.world import NOW

LARKSPUR = "/api/v1/policies/larkspur-crm/privacy"
BOUNDED = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def app(store: Store) -> FastAPI:
    """The application over the demo's vendors."""
    return create_app(open_site(store, LOADED, Guard(None), lambda: NOW))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_the_api_keeps_to_its_description(app: FastAPI, mode: GenerationMode) -> None:
    """Whatever is asked, right or wrong: no 5xx, and an answer that the description names."""
    asked = 0
    for found in schemathesis.openapi.from_asgi("/api/v1/openapi.json", app).get_all_operations():
        operation = found.ok()  # type: ignore[union-attr]  # raises where it is an error
        if mode is GenerationMode.NEGATIVE and not (operation.query or operation.path_parameters):
            continue  # there is nothing to get wrong

        @BOUNDED
        @given(case=operation.as_strategy(generation_mode=mode))
        def keeps_to_it(case: Any) -> None:
            case.call_and_validate()

        keeps_to_it()
        asked += 1

    assert asked >= 8


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{LARKSPUR}/text/nonsense", 404),
        (f"{LARKSPUR}/text/0000", 404),
        (f"{LARKSPUR}/text/-999999", 404),
        (f"{LARKSPUR}/text/2018-02-30", 404),
        (f"{LARKSPUR}/text/1999-01-01", 404),
        (f"{LARKSPUR}/redline/latest..nonsense", 404),
        ("/api/v1/policies/no-one/privacy/history", 404),
        (f"/api/v1/policies/{'x' * 200}/privacy/history", 400),
        ("/api/v1/policies?offset=-1", 400),
        ("/api/v1/policies?limit=0", 400),
        ("/api/v1/policies?limit=100000", 400),
        ("/api/v1/policies?offset=99999999999999999999", 400),
        ("/api/v1/changes?since=yesterday", 400),
        ("/api/v1/changes?until=0", 400),
        ("/api/v1/changes?min=terrible", 400),
        ("/api/v1/search?q=", 400),
        ("/api/v1/nothing", 404),
    ],
)
def test_wrong_questions_get_clear_answers(client: TestClient, path: str, status: int) -> None:
    """A 4xx with one sentence that says what is wrong."""
    answer = client.get(path)

    assert answer.status_code == status
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    "path", ["/api/v1/changes?until=9999-12-31", "/timeline?end=9999-12-31", "/timeline?end=0001-01-01"]
)
def test_the_ends_of_the_calendar_are_days_like_others(client: TestClient, path: str) -> None:
    """No time is counted beyond what a calendar holds."""
    assert client.get(path).status_code == 200


def test_pages_of_a_list_follow_one_another(client: TestClient) -> None:
    """`next` leads through the whole list, each item once."""
    seen: list[str] = []
    path: str | None = "/api/v1/policies?limit=1"
    while path:
        page = client.get(path).json()
        seen += [item["slug"] for item in page["items"]]
        path = page["next"]

    assert seen == ["larkspur-crm/privacy", "quillstone-cloud/terms", "tidewell-payroll/privacy"]


def test_the_redline_is_that_of_the_command_line(client: TestClient) -> None:
    """The same contract: what it says of the whole, and each change with its findings."""
    answer = client.get(f"{LARKSPUR}/redline/-1..latest").json()

    assert answer["materiality"] == "material"
    assert answer["policy"] == "larkspur-crm/privacy"
    assert {change["kind"] for change in answer["changes"]} == {"reworded", "removed", "added"}
    assert any("promise" in finding["direction"] for change in answer["changes"] for finding in change["findings"])


def test_the_manual_names_every_address_of_the_api(client: TestClient) -> None:
    """A person reads what a program may ask, without another host."""
    page = client.get("/api").text
    described = client.get("/api/v1/openapi.json").json()

    assert all(path in page for path in described["paths"])


def test_a_search_comes_in_pages(client: TestClient) -> None:
    """Each policy once over all pages; the last one has no next."""
    found, address = [], "/api/v1/search?q=data&limit=1"
    while address:
        page = client.get(address).json()
        found += [one["policy"] for one in page["items"]]
        address = page["next"]

    assert len(found) == page["total"] > 1
    assert found == sorted(set(found))
