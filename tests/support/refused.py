"""What was refused, and why: the code of a refusal or of one of its faults."""

from collections.abc import Callable
from typing import Any

import pytest

from app.base.refusal import Refusal


def refused(code: str, call: Callable[[], Any]) -> Refusal:
    """The refusal of this call; the code is its own or that of one of its faults."""
    with pytest.raises(Refusal) as no:
        call()
    codes = {no.value.code, *(one.code for one in no.value.faults)}
    assert code in codes, codes
    return no.value


def told(no: Refusal) -> dict[str, str]:
    """By field, what is wrong with it."""
    return {one.field: one.code for one in no.faults}
