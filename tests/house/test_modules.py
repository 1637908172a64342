"""Every module of the package, and of the tests, held to the rules in checks.py."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.house import checks
from tests.house.tree import Module, modules

PACKAGE_CHECKS: tuple[checks.Check, ...] = (
    checks.docstrings,
    checks.module_length,
    checks.function_length,
    checks.parameters,
    checks.module_names,
    checks.type_checking,
    checks.broad_excepts,
    checks.network,
    checks.environment,
    checks.purity,
    checks.model_imports,
    checks.model_types,
)
# Tests may be as long as their stories; what they may not do is hide or hang on something of this machine.
TEST_CHECKS: tuple[checks.Check, ...] = (checks.module_names, checks.type_checking, checks.skips)

# Skips that stand, each with its reason: "tests/folder/test_file.py": "why".
SKIPS_ALLOWED: dict[str, str] = {}

HEAVY = ("spacy", "msgspec", "sqlalchemy", "fastapi", "numpy", "typer", "structlog", "trafilatura")

IN_PACKAGE = modules("src")
IN_TESTS = modules("tests", "benchmarks")


def _named(found: tuple[Module, ...]) -> list[object]:
    return [pytest.param(module, id=module.name) for module in found]


def test_there_is_something_to_look_at() -> None:
    assert IN_PACKAGE
    assert IN_TESTS


@pytest.mark.parametrize("module", _named(IN_PACKAGE))
@pytest.mark.parametrize("check", PACKAGE_CHECKS, ids=lambda check: check.__name__)
def test_package_keeps_the_rule(module: Module, check: checks.Check) -> None:
    faults = check(module)
    assert not faults, f"{module.name}: {check.__doc__}\n" + "\n".join(faults)


@pytest.mark.parametrize("module", _named(IN_TESTS))
@pytest.mark.parametrize("check", TEST_CHECKS, ids=lambda check: check.__name__)
def test_tests_keep_the_rule(module: Module, check: checks.Check) -> None:
    faults = check(module)
    if check is checks.skips and module.name in SKIPS_ALLOWED:
        assert faults, f"{module.name} skips nothing any more: take it off SKIPS_ALLOWED"
        return
    assert not faults, f"{module.name}: {check.__doc__}\n" + "\n".join(faults)


def test_importing_onrecord_loads_no_large_library() -> None:
    program = f"import onrecord, sys; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == []
