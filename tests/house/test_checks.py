"""Each rule of the house is broken here on purpose, to show that it would be seen; and nearly broken."""

from __future__ import annotations

import pytest

from tests.house import checks
from tests.house.tree import Module

DOC = '"""Says what it is for."""\n'
VALUE = (
    DOC + "from dataclasses import dataclass\n@dataclass(frozen=True, slots=True, kw_only=True)\nclass A:\n"
)

BREAKS: dict[str, tuple[checks.Check, str, str]] = {
    "a module without a docstring": (checks.docstrings, "read/x.py", "x = 1\n"),
    "a function without a docstring": (checks.docstrings, "read/x.py", DOC + "def find(): ...\n"),
    "an async function without a docstring": (checks.docstrings, "web/x.py", DOC + "async def find(): ...\n"),
    "a class without a docstring": (checks.docstrings, "read/x.py", DOC + "class Place: ...\n"),
    "a method without a docstring": (
        checks.docstrings,
        "read/x.py",
        DOC + "class Place:\n    'Where.'\n    def near(self): ...\n",
    ),
    "401 lines": (checks.module_length, "read/x.py", "x = 1\n" * 401),
    "a function of 61 lines": (checks.function_length, "read/x.py", "def f():\n" + "    x = 1\n" * 60),
    "seven arguments": (checks.parameters, "read/x.py", "def f(a, b, c, *, d, e, f, g): ...\n"),
    "a module of utils": (checks.module_names, "read/utils.py", ""),
    "a folder of helpers": (checks.module_names, "helpers/dates.py", ""),
    "a private module of helpers": (checks.module_names, "read/_helpers.py", ""),
    "an import for the type checker": (checks.type_checking, "read/x.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING: ...\n"),
    "typing.TYPE_CHECKING": (checks.type_checking, "read/x.py", "import typing\nif typing.TYPE_CHECKING: ...\n"),
    "except Exception": (checks.broad_excepts, "store/x.py", "try: ...\nexcept Exception: ...\n"),
    "a bare except": (checks.broad_excepts, "store/x.py", "try: ...\nexcept: ...\n"),
    "except among others": (checks.broad_excepts, "store/x.py", "try: ...\nexcept (ValueError, BaseException): ...\n"),
    "suppress(Exception)": (checks.broad_excepts, "store/x.py", "with contextlib.suppress(Exception): ...\n"),
    "a second broad except in monitor.py": (checks.broad_excepts, "monitor.py", "try: ...\nexcept Exception: ...\n" * 2),
    "import requests": (checks.network, "intake/x.py", "import requests\n"),
    "import of a part of httpx": (checks.network, "intake/x.py", "from httpx import Client\n"),
    "urllib.request": (checks.network, "intake/x.py", "import urllib.request\n"),
    "from urllib import request": (checks.network, "intake/x.py", "from urllib import request\n"),
    "urlopen": (checks.network, "intake/x.py", "from urllib.request import urlopen\n"),
    "os.environ": (checks.environment, "engine.py", "import os\nx = os.environ['X']\n"),
    "from os import getenv": (checks.environment, "engine.py", "from os import getenv\n"),
    "a clock in a stage": (checks.purity, "read/x.py", "from datetime import UTC, datetime\nx = datetime.now(UTC)\n"),
    "a clock by its long name": (checks.purity, "assess/x.py", "import datetime\nx = datetime.datetime.now()\n"),
    "chance": (checks.purity, "simulate.py", "import random\n"),
    "a library in model": (checks.model_imports, "model/x.py", "import msgspec\n"),
    "a stage in model": (checks.model_imports, "model/x.py", "from onrecord.read import parse\n"),
    "a library in errors": (checks.model_imports, "errors.py", "from rich import print\n"),
    "a value that is no dataclass": (checks.model_types, "model/x.py", DOC + "class A:\n    x: int\n"),
    "a value that can be changed": (checks.model_types, "model/x.py", VALUE.replace("frozen=True, ", "") + "    x: int\n"),
    "a value with kw_only=False": (
        checks.model_types,
        "model/x.py",
        VALUE.replace("kw_only=True", "kw_only=False") + "    x: int\n",
    ),
    "a value with a list": (checks.model_types, "model/x.py", VALUE + "    x: tuple[list[int], ...]\n"),
    "a skipped test": (checks.skips, "tests/unit/x.py", "@pytest.mark.skip\ndef test_x(): ...\n"),
    "a test that skips itself": (checks.skips, "tests/unit/x.py", "def test_x():\n    pytest.skip('later')\n"),
    "a test for some machines": (checks.skips, "tests/unit/x.py", "m = pytest.importorskip('psycopg')\n"),
}  # fmt: skip

KEEPS: dict[str, tuple[checks.Check, str, str]] = {
    "a private function without a docstring": (checks.docstrings, "read/x.py", DOC + "def _find(): ...\n"),
    "a method of Python's own": (
        checks.docstrings,
        "read/x.py",
        DOC + "class A:\n    'It.'\n    def __len__(self): ...\n",
    ),
    "a function inside a function": (
        checks.docstrings,
        "read/x.py",
        DOC + "def f():\n    'It.'\n    def near(): ...\n",
    ),
    "a migration": (checks.docstrings, "store/migrations/versions/0001_x.py", DOC + "def upgrade(): ...\n"),
    "400 lines": (checks.module_length, "read/x.py", "x = 1\n" * 400),
    "a function of 60 lines": (checks.function_length, "read/x.py", "def f():\n" + "    x = 1\n" * 59),
    "six arguments and self": (checks.parameters, "read/x.py", "class A:\n    def f(self, a, b, c, *, d, e, f): ...\n"),
    "a command with many options": (checks.parameters, "cli.py", "@app.command()\ndef f(a, b, c, d, e, f, g): ...\n"),
    "a name with base in it": (checks.module_names, "store/baseline.py", ""),
    "an except that names what it expects": (checks.broad_excepts, "store/x.py", "try: ...\nexcept ValueError: ...\n"),
    "the one broad except": (checks.broad_excepts, "monitor.py", "try: ...\nexcept Exception: ...\n"),
    "urllib.parse": (checks.network, "intake/x.py", "from urllib.parse import urlsplit\n"),
    "the environment in settings.py": (checks.environment, "settings.py", "import os\nx = os.environ\n"),
    "a clock at the edge": (checks.purity, "cli.py", "from datetime import UTC, datetime\nx = datetime.now(UTC)\n"),
    "a time that was handed in": (checks.purity, "read/x.py", "from datetime import datetime\nx = datetime(2017, 11, 9)\n"),
    "model of model": (checks.model_imports, "model/x.py", "import re\nfrom onrecord.model.values import Span\n"),
    "a library elsewhere": (checks.model_imports, "codec.py", "import msgspec\n"),
    "a frozen value": (checks.model_types, "model/x.py", VALUE + "    x: tuple[int, ...]\n"),
    "an enum": (checks.model_types, "model/x.py", DOC + "class A(StrEnum):\n    X = 'x'\n"),
    "a changeable class elsewhere": (checks.model_types, "read/x.py", "class A:\n    x: list[int]\n"),
    "a string method named skip": (checks.skips, "tests/unit/x.py", "reader.skip(3)\n"),
}  # fmt: skip


def _module(path: str, text: str) -> Module:
    return Module(name=path if path.startswith("tests/") else f"src/onrecord/{path}", text=text)


@pytest.mark.parametrize("case", BREAKS)
def test_a_broken_rule_is_seen(case: str) -> None:
    check, path, text = BREAKS[case]
    assert len(check(_module(path, text))) == 1


@pytest.mark.parametrize("case", KEEPS)
def test_a_near_miss_is_let_pass(case: str) -> None:
    check, path, text = KEEPS[case]
    assert check(_module(path, text)) == []


def test_every_check_has_a_case_that_breaks_it() -> None:
    named = {value for name, value in vars(checks).items() if callable(value) and not name.startswith("_")}
    written_here = {value for value in named if getattr(value, "__module__", "") == checks.__name__}
    assert written_here == {check for check, _, _ in BREAKS.values()}
