"""IPP messages byte by byte, as RFC 8010 lays them out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import ipp_wire
from app.documents.ipp_wire import BrokenMessageError, Operation, Tag
from tests.support.effort import few

OPERATION_PART = b"\x01\x47\x00\x12attributes-charset\x00\x05utf-8\x48\x00\x1battributes-natural-language\x00\x05zh-cn"


def test_a_request_is_laid_out_as_the_standard_says() -> None:
    asked = [(Tag.URI, "printer-uri", "ipp://10.0.0.1:631/ipp"), (Tag.KEYWORD, "requested-attributes", ("a", "bc"))]
    made = ipp_wire.request(Operation.PRINT_JOB, 7, asked, job=[(Tag.INTEGER, "copies", 20)], document=b"%PDF")
    assert made == (
        b"\x02\x00\x00\x02\x00\x00\x00\x07" + OPERATION_PART
        + b"\x45\x00\x0bprinter-uri\x00\x16ipp://10.0.0.1:631/ipp"
        + b"\x44\x00\x14requested-attributes\x00\x01a\x44\x00\x00\x00\x02bc"
        + b"\x02\x21\x00\x06copies\x00\x04\x00\x00\x00\x14\x03%PDF"
    )  # fmt: skip


def test_an_answer_is_read_with_its_jobs_and_without_its_collections() -> None:
    answer = (
        b"\x01\x01\x00\x00\x00\x00\x00\x01" + OPERATION_PART
        + b"\x04\x49\x00\x19document-format-supported\x00\x0fapplication/pdf\x49\x00\x00\x00\x0aimage/jpeg"
        + b"\x34\x00\x09media-col\x00\x00\x4a\x00\x00\x00\x01x\x34\x00\x00\x00\x00\x37\x00\x00\x00\x00\x37\x00\x00\x00\x00"
        + b"\x02\x21\x00\x06job-id\x00\x04\x00\x00\x00\x93\x23\x00\x09job-state\x00\x04\x00\x00\x00\x09"
        + b"\x02\x21\x00\x06job-id\x00\x04\x00\x00\x00\x94\x03"
    )  # fmt: skip
    found = ipp_wire.read(answer)
    assert found.status == 0
    assert found.printer == {"document-format-supported": ["application/pdf", "image/jpeg"]}
    assert found.jobs == ({"job-id": [147], "job-state": [9]}, {"job-id": [148]})


@few
@given(st.binary(max_size=200))
def test_anything_else_is_no_message(content: bytes) -> None:
    for noise in (content, b"\x02\x00\x00\x00\x00\x00\x00\x01" + content):
        try:
            ipp_wire.read(noise)
        except BrokenMessageError:
            continue


@pytest.mark.parametrize("cut", range(8, 60, 5))
def test_a_message_cut_off_is_no_message(cut: int) -> None:
    made = ipp_wire.request(Operation.GET_JOBS, 1, [(Tag.INTEGER, "job-id", 1)])
    with pytest.raises(BrokenMessageError):
        ipp_wire.read(made[:cut])
