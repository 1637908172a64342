"""The interface for programs against its own description: Schemathesis asks, good questions and broken ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from onrecord.web import api
from onrecord.web.app import create
from tests.web.made import opened

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
PATHS = sorted(getattr(route, "path_format", "") for route in api.router.routes)


@pytest.fixture(scope="session")
def described(tmp_path_factory: pytest.TempPathFactory) -> schemathesis.BaseSchema:
    """The interface on the invented war, as it describes itself."""
    app = create(opened(Path(tmp_path_factory.mktemp("contract"), "home")))
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_as_described(
    described: schemathesis.BaseSchema, path: str, mode: GenerationMode
) -> None:
    questions = described[path]["GET"].as_strategy(generation_mode=mode)

    @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=questions)
    def ask(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()
