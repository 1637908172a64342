"""Where settings come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import settings
from onrecord.errors import InputError


def test_an_argument_counts_before_the_environment_and_that_before_the_projects_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "onrecord.toml").write_text('author = "From File"\nzone = "Asia/Baghdad"\n')
    monkeypatch.setenv("ONRECORD_HOME", str(tmp_path))
    assert settings.load() == settings.Settings(home=tmp_path, author="From File", zone="Asia/Baghdad")
    monkeypatch.setenv("ONRECORD_AUTHOR", "From Environment")
    assert settings.load().author == "From Environment"
    assert settings.load(author="Given").author == "Given"
    assert settings.load(home=tmp_path / "other").zone == "UTC"


def test_without_a_word_the_platforms_folder_is_the_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONRECORD_HOME", raising=False)
    assert settings.load().home.name == "onrecord"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('zone = "Nowhere/City"', "not a time zone"),
        ('colour = "red"', "colour"),
        ("zone =", "cannot be read"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "onrecord.toml").write_text(content)
    with pytest.raises(InputError, match=message):
        settings.load(home=tmp_path)
