"""核验码: a short keyed code that only this court can make for a paper of its own. Pure.

`01-SK2026-000001-ABCDEFGHIJKLMNOP`: which key, the control number, and eighty bits over court, number and paper.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from app.documents.kinds import Form, PaperKind, Seal

MAC_BYTES: Final = 10
GROUP: Final = 4
PATH: Final = "/V/"
"""Where the page of verification takes a code; capitals, so that a QR stays small."""
PURPOSE: Final = b"fieldwrit paper\0"
CODE: Final = re.compile(r"(\d{2})([A-Z]{1,4}\d{4})(\d{6,9})([A-Z2-7]{16})")
NOISE: Final = re.compile(r"[\s\-－—‐]+")


@dataclass(frozen=True)
class Key:
    """A secret of the court, and its number, which stands in every code made with it."""

    id: str
    secret: bytes


@dataclass(frozen=True)
class Code:
    """A code as it was read."""

    key_id: str
    control_no: str
    mac: str


@dataclass(frozen=True)
class Proof:
    """What a paper bears so that it can be verified: the code, and where to ask."""

    code: str
    address: str = ""
    """The page of verification with this code; empty where the court has no public address."""
    ask: str = ""
    """Whom to ask instead."""


def code_of(key: Key, court: str, paper_id: UUID, control_no: str) -> str:
    """The code of a paper."""
    return f"{key.id}-{control_no}-{mac_of(key.secret, court, paper_id, control_no)}"


def mac_of(secret: bytes, court: str, paper_id: UUID, control_no: str) -> str:
    """What only the holder of the key can compute."""
    told = PURPOSE + f"{court}\0{control_no}\0{paper_id.hex}".encode()
    return base64.b32encode(hmac.new(secret, told, hashlib.sha256).digest()[:MAC_BYTES]).decode("ascii")


def read_code(text: str) -> Code | None:
    """The code in what somebody typed or scanned: small letters, spaces and left-out dashes do not matter."""
    found = CODE.fullmatch(NOISE.sub("", text.upper().rpartition(PATH)[2]))
    if found is None:
        return None
    key_id, series, number, mac = found.groups()
    return Code(key_id, f"{series}-{number}", mac)


def genuine(code: Code, secret: bytes, court: str, paper_id: UUID) -> bool:
    """Whether the court made this code for this paper; takes the same time whatever is wrong."""
    return hmac.compare_digest(code.mac, mac_of(secret, court, paper_id, code.control_no))


def spelled(code: str) -> str:
    """The code in groups, as people read it from paper."""
    head, _, mac = code.rpartition("-")
    return "-".join([head, *(mac[place : place + GROUP] for place in range(0, len(mac), GROUP))])


def proven_by_code(kind: PaperKind, *, on_forms: bool) -> bool:
    """Whether papers of this kind bear a code: receipts for money and working papers, others where the court says so."""
    return on_forms or kind.form is Form.WORKING or kind.seal is Seal.FINANCE
