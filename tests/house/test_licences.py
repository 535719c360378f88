"""A licence is accepted only when every part of one choice of it is."""

import pytest

from scripts import licences


@pytest.mark.parametrize(
    "licence", ["MIT", "Apache-2.0 OR GPL-3.0-only", "MIT AND PSF-2.0", "Mozilla Public License 2.0 (MPL 2.0)"]
)
def test_a_licence_that_goes_with_ours_is_accepted(licence: str) -> None:
    assert licences.Dependency("any", "1", licence).accepted


@pytest.mark.parametrize(
    "licence",
    ["", "GPL-3.0-only", "AGPL-3.0", "SSPL-1.0", "MIT AND GPL-2.0", "(MIT OR GPL-3.0) AND SSPL-1.0", "UNLICENSED"],
)
def test_an_unknown_or_unfitting_licence_is_refused(licence: str) -> None:
    assert not licences.Dependency("any", "1", licence).accepted


def test_every_reviewed_package_is_still_locked() -> None:
    locked = {one.name for lock in licences.LOCKS for one in licences.of_python(licences.ROOT / lock)}
    assert set(licences.REVIEWED) <= locked
