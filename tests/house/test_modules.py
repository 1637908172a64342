"""Every module of the package, and of the tests, held to the rules in checks.py."""

from __future__ import annotations

import subprocess
import sys
from pathlib import PurePosixPath

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


def test_every_folder_of_the_package_has_an_init() -> None:
    # Without one, import-linter does not see what is in the folder, and no contract holds there.
    folders = {str(PurePosixPath(module.name).parent) for module in IN_PACKAGE} - {"src"}
    with_init = {
        str(PurePosixPath(module.name).parent) for module in IN_PACKAGE if module.inside[-1:] == ("__init__",)
    }
    unseen = folders - with_init
    assert {folder for folder in unseen if "migrations" not in folder} == set()


def test_importing_onrecord_loads_no_large_library() -> None:
    program = f"import onrecord, sys; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == []
