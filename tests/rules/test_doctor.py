"""The doctor finds what is wrong with a machine and says what to do."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import Babel

from app.base import doctor
from app.base.doctor import Complaint, Finding, Fine
from app.base.instant import Instant
from app.base.settings import Settings
from routes.words import doctor as words

MORNING = Instant(datetime(2026, 1, 17, 1, tzinfo=UTC))


def complained(finding: Finding) -> bool:
    return isinstance(finding, Complaint)


@pytest.mark.parametrize(("version", "wrong"), [((3, 10, 12), True), ((3, 11, 2), False), ((3, 14, 0), False)])
def test_an_old_python_is_complained_of(version: doctor.Version, *, wrong: bool) -> None:
    assert complained(doctor.python(version)) is wrong


@pytest.mark.parametrize(
    ("version", "code"),
    [((3, 34, 1), "sqlite"), ((3, 40, 1), "sqlite_covered"), ((3, 51, 2), "sqlite_covered"), ((3, 51, 3), "sqlite")],
)
def test_a_sqlite_with_the_wal_reset_bug_is_named_as_covered_by_the_lock(version: doctor.Version, code: str) -> None:
    finding = doctor.sqlite(version)
    assert finding.code == code
    assert complained(finding) is (version < doctor.OLDEST_SQLITE)


def test_a_missing_library_names_its_package() -> None:
    finding = doctor.library("libharfbuzz-subset.so.0", loads=False)
    assert complained(finding)
    assert finding.facts["package"] == "libharfbuzz-subset0"


@pytest.mark.parametrize(("free", "wrong"), [(0, True), (5, True), (6, False), (100, False)])
def test_a_disk_must_keep_more_than_a_twentieth_free(free: int, *, wrong: bool) -> None:
    assert complained(doctor.disk(free, 100)) is wrong


@pytest.mark.parametrize(
    ("now", "newest", "code"),
    [
        (MORNING, None, "clock"),
        (MORNING, MORNING, "clock"),
        (MORNING, MORNING + timedelta(minutes=2), "clock"),
        (MORNING, MORNING + timedelta(minutes=3), "clock_behind"),
        (MORNING + timedelta(days=400), MORNING, "clock_ahead"),
        (Instant(datetime(1970, 1, 1, tzinfo=UTC)), None, "clock_year"),
    ],
)
def test_a_clock_stands_after_the_newest_line_and_not_years_after(
    now: Instant, newest: Instant | None, code: str
) -> None:
    finding = doctor.clock(now, newest)
    assert finding.code == code
    assert complained(finding) is (code != "clock")


def test_another_encoding_than_utf_8_is_named() -> None:
    assert complained(doctor.language({"utf-8", "ANSI_X3.4-1968"}))
    assert isinstance(doctor.language({"utf-8", "UTF-8"}), Fine)


def test_this_machine_is_looked_at_as_a_whole(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "not" / "yet", fonts=tmp_path)
    found = {finding.code: finding for finding in doctor.findings(settings, MORNING, None)}
    assert {"python", "library", "font_pack", "disk", "clock", "locale"} <= set(found)
    assert isinstance(found["home"], Fine)
    assert complained(found["court_fonts"])


@pytest.mark.parametrize(
    ("encrypted", "real", "code", "wrong"),
    [
        (True, True, "encrypted", False),
        (False, True, "disk_plain", True),
        (False, False, "disk_plain", False),
        (None, True, "disk_plain", False),
    ],
)
def test_a_real_court_keeps_people_on_an_encrypted_disk(
    *, encrypted: bool | None, real: bool, code: str, wrong: bool
) -> None:
    found = doctor.encryption("个保法51条", encrypted=encrypted, real=real)
    assert (found.code, complained(found)) == (code, wrong)


def test_a_disk_is_encrypted_when_one_below_it_is(tmp_path: Path) -> None:
    volume, crypt, plain = (tmp_path / name for name in ("volume", "crypt", "plain"))
    for device, uuid in ((volume, "LVM-1"), (crypt, "CRYPT-LUKS2-1")):
        (device / "dm").mkdir(parents=True)
        (device / "dm" / "uuid").write_text(uuid)
    (volume / "slaves").mkdir()
    (plain / "slaves").mkdir(parents=True)
    assert doctor.encrypted_below(volume) is False
    (volume / "slaves" / "one").symlink_to(crypt)
    assert [doctor.encrypted_below(one) for one in (volume, crypt, plain)] == [True, True, False]
    assert doctor.encrypted_below(tmp_path / "none") is None
    assert doctor.encrypted(tmp_path / "not yet", devices=tmp_path / "none") is None


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_finding_can_be_said_in_both_languages(locale: str) -> None:
    app = Flask("doctor")
    Babel(app, default_locale=locale, default_translation_directories="translations")
    sentences = " ".join((*words.FINE.values(), *words.COMPLAINTS.values()))
    facts = dict.fromkeys(re.findall(r"%\((\w+)\)", sentences), "x")
    with app.app_context():
        said = [words.sentence(Fine(code, facts)) for code in words.FINE]
        said += [words.sentence(Complaint(code, facts)) for code in words.COMPLAINTS]
    assert all(sentence and "%(" not in sentence for sentence in said)
