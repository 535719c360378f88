"""Printers are named by numbers in a private network; no line leads outside."""

import pytest

from app.base.reading import read
from app.base.refusal import Refusal
from app.court.printers import MOST, NoPrinterError, read_printers
from app.court.profile import CourtProfile
from tests.support.people import PROFILE


def test_a_line_is_a_name_and_an_address() -> None:
    text = "一组车载 ipp://192.168.8.20/ipp/print\n\n  法院 二楼  ipp://10.1.2.3:8631/printers/two \n六 ipp://[fd00::8]/ipp"
    found = read_printers(text)
    assert [one.uri for one in found] == [
        "ipp://192.168.8.20:631/ipp/print",
        "ipp://10.1.2.3:8631/printers/two",
        "ipp://[fd00::8]:631/ipp",
    ]
    assert [one.name for one in found] == ["一组车载", "法院 二楼", "六"]
    assert read_printers("") == ()


@pytest.mark.parametrize(
    "address",
    [
        "ipp://8.8.8.8/ipp/print",
        "ipp://169.254.169.254/latest/meta-data",
        "ipp://100.64.0.1/ipp",
        "ipp://0.0.0.0/ipp",
        "ipp://224.0.0.1/ipp",
        "ipp://[2001:db8::1]/ipp",
        "ipp://[::ffff:8.8.8.8]/ipp",
        "ipp://printer.local/ipp/print",
        "ipp://192.168.8.20:22/ipp",
        "ipp://192.168.8.20:0/ipp",
        "ipp://192.168.8.20:70000/ipp",
        "ipp://192.168.8.20",
        "ipp://192.168.8.20/ipp?x=1",
        "ipp://user@192.168.8.20/ipp",
        "ipp://192.168.8.999/ipp",
        "ipp://3232237588/ipp",
        "http://192.168.8.20/ipp",
        "ipps://192.168.8.20/ipp",
    ],
)
def test_what_leads_elsewhere_names_no_printer(address: str) -> None:
    with pytest.raises(NoPrinterError):
        read_printers(f"一组 {address}")


def test_a_name_twice_or_too_many_are_refused() -> None:
    with pytest.raises(NoPrinterError):
        read_printers("一组 ipp://10.0.0.1/ipp\n一组 ipp://10.0.0.2/ipp")
    with pytest.raises(NoPrinterError):
        read_printers("\n".join(f"{number} ipp://10.0.0.{number}/ipp" for number in range(1, MOST + 2)))


def test_the_profile_refuses_such_a_printer_at_its_field() -> None:
    fields = PROFILE.model_dump()
    assert read(CourtProfile, fields | {"printers": "一组 ipp://10.0.0.1/ipp"}).printers
    with pytest.raises(Refusal) as no:
        read(CourtProfile, fields | {"printers": "一组 ipp://8.8.8.8/ipp"})
    assert [(fault.field, fault.code) for fault in no.value.faults] == [("printers", "field.printers")]
