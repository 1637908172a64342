"""Names as keys: small differences of spelling are one name, another number is another body."""

from __future__ import annotations

import pytest

from onrecord.derive.narrow import fold


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Channel 12", "Channel 13", False),
        ("Camp 4", "Camp 14", False),
        ("the 3rd Brigade", "The 3rd Brigade", True),
        ("Hélène Orvo", "Helene Orvo", True),
        ("Orvo-Desh", "Orvo Desh", True),
    ],
)
def test_a_number_tells_names_apart_and_accents_do_not(one: str, other: str, same: bool) -> None:
    assert (fold(one) == fold(other)) is same
