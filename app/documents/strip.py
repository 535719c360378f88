"""The mark of verification at the foot of a paper: the code as a QR, drawn as one path."""

import io
from dataclasses import dataclass
from functools import lru_cache

import segno

from app.documents.proving import Proof, spelled

ERRORS = "m"


@dataclass(frozen=True)
class Strip:
    """What the foot of a paper says about verification."""

    code: str
    host: str
    ask: str
    size: int
    """Modules of the QR from edge to edge; 0 where there is none."""
    path: str


def strip(proof: Proof) -> Strip:
    """The words and the drawing. The QR holds the address of the page; without an address there is none."""
    size, path = _drawn(proof.address) if proof.address else (0, "")
    host = proof.address.lower().rpartition("/v/")[0].removeprefix("https://")
    return Strip(spelled(proof.code), host, proof.ask, size, path)


@lru_cache(maxsize=64)
def _drawn(address: str) -> tuple[int, str]:
    """Each row of dark modules as one bar."""
    code = segno.make_qr(address.upper(), error=ERRORS, boost_error=False)
    bars = io.StringIO()
    for row, modules in enumerate(code.matrix):
        start = None
        for column, dark in enumerate([*modules, 0]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                bars.write(f"M{start} {row}h{column - start}v1h-{column - start}z")
                start = None
    return len(code.matrix), bars.getvalue()
