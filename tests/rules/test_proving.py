"""The verification code: only the holder of the key makes it, and it belongs to one paper of one court."""

from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from uuid import UUID

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from app.base.instant import Instant
from app.base.refusal import Refusal
from app.documents import proof_keys, proving
from app.documents.catalog import KINDS
from app.documents.proving import Key, Proof
from app.documents.strip import strip
from routes.allowance import GROUPS, PLACES, Allowance

KEY, OTHER = Key("01", b"k" * 32), Key("02", b"o" * 32)
COURT, PAPER = "宁0425", UUID(int=7)
CODE = proving.code_of(KEY, COURT, PAPER, "SK2026-000001")
NOON = Instant.parse("2026-01-17T12:00")


def proves(text: str, *, key: Key = KEY, court: str = COURT, paper_id: UUID = PAPER) -> bool:
    code = proving.read_code(text)
    return code is not None and proving.genuine(code, key.secret, court, paper_id)


def test_a_code_proves_its_paper_and_nothing_else() -> None:
    assert proves(CODE)
    assert not proves(CODE, key=OTHER)
    assert not proves(CODE, court="宁0424")
    assert not proves(CODE, paper_id=UUID(int=8))
    assert not proves(CODE.replace("000001", "000002"))


def test_a_code_is_read_as_people_type_it() -> None:
    spelled = proving.spelled(CODE)
    for text in (CODE.lower(), spelled, spelled.replace("-", ""), f" {spelled.replace('-', ' ')} ", f"/V/{CODE}"):
        assert proves(text), text
    assert proves(f"https://court.example/v/{CODE.lower()}")


@pytest.mark.parametrize("text", ["", "01", CODE[:-1], CODE + "A", CODE[3:], "01-SK2026-1-" + "A" * 16, "核验" * 20])
def test_what_is_no_code_is_not_read(text: str) -> None:
    assert proving.read_code(text) is None


@given(place=st.integers(0, 15), sign=st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_one_changed_sign_breaks_the_code(place: int, sign: str) -> None:
    head, _, mac = CODE.rpartition("-")
    forged = f"{head}-{mac[:place]}{sign}{mac[place + 1 :]}"
    assert proves(forged) == (forged == CODE)


@given(number=st.integers(1, 999_999_999), mac=st.binary(min_size=32, max_size=32))
def test_every_code_is_read_back(number: int, mac: bytes) -> None:
    key = Key("07", mac)
    code = proving.code_of(key, COURT, PAPER, f"JL2026-{number:06d}")
    read = proving.read_code(proving.spelled(code))
    assert read
    assert (read.key_id, read.control_no) == ("07", f"JL2026-{number:06d}")
    assert proving.genuine(read, key.secret, COURT, PAPER)


def test_receipts_for_money_and_working_papers_bear_a_code_statutory_forms_only_where_the_court_says_so() -> None:
    bearing = {key for key, kind in KINDS.items() if proving.proven_by_code(kind, on_forms=False)}
    assert {"cash_receipt", "handover_slip", "day_sheet", "bulletin", "task_sheet"} <= bearing
    assert not bearing & {"summons", "compel_warrant", "detention_decision", "service_receipt", "enforcement_record"}
    assert all(proving.proven_by_code(kind, on_forms=True) for kind in KINDS.values())


def test_the_qr_is_the_library_s_module_for_module_and_small() -> None:
    address = f"https://hy.court.example/V/{CODE}"
    drawn = strip(Proof(CODE, address=address))
    matrix = segno.make_qr(address.upper(), error="m", boost_error=False).matrix
    assert drawn.size == len(matrix) <= 33
    dark = set()
    for bar in filter(None, drawn.path.split("z")):
        column, row, width = (int(part) for part in bar[1:].replace("h", " ").split("v")[0].split())
        dark |= {(row, one) for one in range(column, column + width)}
    assert dark == {(row, column) for row, line in enumerate(matrix) for column, on in enumerate(line) if on}
    assert (drawn.host, drawn.ask) == ("hy.court.example", "")


def test_without_a_public_address_there_is_no_qr_but_somebody_to_ask() -> None:
    found = strip(Proof(CODE, ask="样本法院 000"))
    assert (found.size, found.path, found.ask) == (0, "", "样本法院 000")


def test_keys_are_made_once_kept_to_oneself_and_never_thrown_away(tmp_path: Path) -> None:
    first = proof_keys.current(tmp_path)
    assert proof_keys.current(tmp_path) == first
    assert (tmp_path / "proof-01.key").stat().st_mode & 0o077 == 0
    second = proof_keys.rotate(tmp_path)
    assert (first.id, second.id) == ("01", "02")
    assert first.secret != second.secret
    assert proof_keys.current(tmp_path) == second
    assert proof_keys.known(tmp_path) == {"01": first, "02": second}
    (tmp_path / "proof-99.key").write_text("00" * 32)
    with pytest.raises(Refusal, match=r"paper\.keys_used_up"):
        proof_keys.rotate(tmp_path)


def test_an_address_asks_so_often_and_then_waits(tmp_path: Path) -> None:
    allowance = Allowance(3, timedelta(minutes=1), tmp_path / "asked")
    assert [allowance.take("a", NOON) for _ in range(5)] == [True, True, True, False, False]
    assert allowance.take("b", NOON)
    assert not allowance.take("a", NOON + timedelta(seconds=59))
    assert allowance.take("a", NOON + timedelta(seconds=60))


def test_the_file_of_questions_never_grows_and_names_nobody(tmp_path: Path) -> None:
    allowance = Allowance(1, timedelta(minutes=1), tmp_path / "asked")
    assert allowance.take("198.51.100.7", NOON)
    size = allowance.file.stat().st_size
    assert all(allowance.take(f"10.0.{place // 256}.{place % 256}", NOON) for place in range(500))
    assert not allowance.take("10.0.1.243", NOON)
    assert allowance.file.stat().st_size == size
    assert b"198.51" not in allowance.file.read_bytes()
    assert allowance.file.stat().st_mode & 0o077 == 0
    allowance.file.write_bytes(b"torn")
    assert allowance.take("10.0.1.243", NOON)


def test_the_newest_address_pushes_out_the_one_that_asked_longest_ago(tmp_path: Path) -> None:
    allowance = Allowance(1, timedelta(minutes=1), tmp_path / "asked")
    crowd = [f"visitor {place}" for place in range(GROUPS * PLACES // 2)]
    assert all(allowance.take(one, NOON) for one in crowd)
    assert not allowance.take(crowd[-1], NOON)


def test_a_subscriber_of_ipv6_is_one_address_and_a_clock_set_back_locks_nobody_out(tmp_path: Path) -> None:
    allowance = Allowance(1, timedelta(minutes=1), tmp_path / "asked")
    assert allowance.take("2001:db8:0:1::7", NOON)
    assert not allowance.take("2001:db8:0:1:ffff::8", NOON)
    assert allowance.take("2001:db8:0:2::7", NOON)
    assert allowance.take("2001:db8:0:1::7", NOON + timedelta(hours=-3))


def test_processes_that_ask_at_once_are_counted_together(tmp_path: Path) -> None:
    allowance = Allowance(20, timedelta(minutes=1), tmp_path / "asked")
    with get_context("fork").Pool(4) as workers:
        answers = workers.starmap(allowance.take, [("198.51.100.7", NOON)] * 60)
    assert sum(answers) == 20
