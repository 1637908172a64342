"""Every file of the checkout: nothing in it belongs to one machine, and every lock can be trusted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files, name_of

# Where packages come from is a matter of whoever installs them, so no file says it.
REGISTRY = re.compile(
    r"\b(?:pypi|pythonhosted|npmjs|yarnpkg|conda|anaconda)\.(?:org|com|io)\b"
    r"|\b(?:deb|security|snapshot)\.debian\.org\b"
    r"|^\s*(?:--(?:extra-)?index-url|--find-links|--trusted-host|-i)\s+\S",
    re.IGNORECASE | re.MULTILINE,
)
# A path that is right on one machine only. The first character keeps the path of a web address out.
MACHINE_PATH = re.compile(
    r"(?<![\w.\-~/])/(?:(?:work|root|tmp)(?=[/\s\"'`)]|$)|(?:home|Users)/\w)", re.MULTILINE
)

TEXT_FILES = [path for path in files() if b"\0" not in path.read_bytes()]
LOCKS = [path for path in TEXT_FILES if path.suffix == ".lock"]


def _named(found: list[Path]) -> list[object]:
    return [pytest.param(path, id=name_of(path)) for path in found]


def _faults(pattern: re.Pattern[str], text: str) -> list[str]:
    return [
        f"line {text[: hit.start()].count(chr(10)) + 1}: {hit.group().strip()}"
        for hit in pattern.finditer(text)
    ]


def test_there_is_something_to_look_at() -> None:
    assert TEXT_FILES
    assert LOCKS


@pytest.mark.parametrize("path", _named(TEXT_FILES))
def test_file_names_no_registry_and_no_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    assert _faults(REGISTRY, text) == []
    assert _faults(MACHINE_PATH, text) == []


@pytest.mark.parametrize("path", _named(LOCKS))
def test_lock_pins_every_package_by_hash_and_holds_no_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    pins = [entry for entry in re.split(r"\n(?=\S)", text) if not entry.startswith("#")]
    assert pins
    for pin in pins:
        assert re.match(r"[a-z0-9.\-\[\]]+==\S+", pin), pin
        assert "--hash=sha256:" in pin, f"without a hash: {pin}"
    assert "://" not in text


def test_the_locks_agree_on_every_version() -> None:
    versions: dict[tuple[str, str], dict[str, str]] = {}
    for path in LOCKS:
        for name, version, marker in re.findall(
            r"^([\w.\-]+)==(\S+)(.*?)\s*\\$", path.read_text("utf-8"), re.MULTILINE
        ):
            versions.setdefault((name, marker), {})[path.name] = version
    assert versions
    assert {key: found for key, found in versions.items() if len(set(found.values())) > 1} == {}


def test_ci_runs_the_tests_and_the_checks() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111, "not executable"
    assert "test check" in script.read_text("utf-8")


# The texts that break the rule are put together here, so that this file keeps it.
@pytest.mark.parametrize(
    "text",
    [
        "see https://" + "pypi" + ".org/simple",
        "https://files." + "pythonhosted" + ".org/x.whl",
        '"resolved": "https://registry.' + "npmjs" + '.org/x"',
        "--extra-index" + "-url https://mirror.example/simple",
        "-" + "i https://mirror.example/simple",
    ],
)
def test_a_registry_is_seen(text: str) -> None:
    assert _faults(REGISTRY, text)


@pytest.mark.parametrize("root", ["work", "root", "tmp"])
@pytest.mark.parametrize("text", ["cd /{}/main", "'/{}'", "in /{}"])
def test_a_machine_path_is_seen(text: str, root: str) -> None:
    assert _faults(MACHINE_PATH, text.format(root))


def test_a_home_folder_is_seen() -> None:
    assert _faults(MACHINE_PATH, "open('/" + "home/anna/x')")


@pytest.mark.parametrize(
    "text",
    [
        "https://news.example/" + "home/2017/11/9",
        "https://news.example/a/" + "work/x",
        "src/" + "work/x",
        "the paper's own home page",
        "pip install onrecord",
        "a PyPI package",
        "grep -i x",
    ],
)
def test_a_web_address_or_a_word_is_let_pass(text: str) -> None:
    assert _faults(REGISTRY, text) == []
    assert _faults(MACHINE_PATH, text) == []
