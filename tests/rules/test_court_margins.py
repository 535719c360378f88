"""Margins of instruments: the form of 2016, or a province's own, as long as the text keeps its form."""

import pytest
from pydantic import ValidationError

from app.court.margins import HOUSE, Margins, NoMarginsError, read_margins
from tests.support.people import PROFILE


def test_margins_are_read_as_they_are_typed() -> None:
    assert read_margins(HOUSE) == Margins(37, 26, 35, 28)
    assert str(read_margins(" 35/28/32/26 ")) == "35/28/32/26"


@pytest.mark.parametrize(
    "typed", ["", "37,26,35,28", "37/26/35", "10/26/35/28", "37/20/35/20", "37/40/35/40", "45/26/45/28", "37/26/20/28"]
)
def test_margins_that_break_the_form_are_refused(typed: str) -> None:
    with pytest.raises(NoMarginsError):
        read_margins(typed)
    with pytest.raises(ValidationError, match="form of court papers"):
        type(PROFILE).model_validate(PROFILE.model_dump() | {"paper_margins": typed})
