"""The demonstration's sealer: PAdES with a certificate of its own, made while it runs. Its seals prove nothing."""

import io
from datetime import timedelta
from functools import lru_cache
from typing import Final

from asn1crypto import keys, pem, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from app.base.instant import Instant
from app.documents import seal_face
from app.documents.fonts import any_face
from app.documents.seal_places import SealPlace
from app.documents.sealers import SealOrder

NAME: Final = "演示印章（不具法律效力）"
FIELD: Final = "DemonstrationSeal"
UNMARKED: Final = SealPlace(-1, 460, 155)
"""Where the seal stands on a paper that marks no spot: low on the right of its last page."""
VALID: Final = timedelta(days=2)


class DemonstrationSealer:
    """Sets a visible 演示印章 over the date of the paper, on each part of it, and signs the whole file."""

    name = NAME
    for_demonstration = True

    def seal(self, content: bytes, order: SealOrder) -> bytes:
        """The signed copy; the bytes that were there stay in front of it unchanged."""
        writer = IncrementalPdfFileWriter(io.BytesIO(content))
        place, *others = order.places or (UNMARKED,)
        for other in others:
            _stamp().create_stamp(writer, _box(), {}).apply(other.page, *_corner(other))
        left, low = _corner(place)
        box = (left, low, left + seal_face.SIZE, low + seal_face.SIZE)
        signer = _Signer(
            signers.PdfSignatureMetadata(
                field_name=FIELD,
                md_algorithm="sha256",
                reason=f"{order.title} {order.control_no}",
                location=order.court,
                name=NAME,
                subfilter=fields.SigSeedSubFilter.PADES,
            ),
            _certified(order.at),
            stamp_style=_stamp(),
            new_field_spec=fields.SigFieldSpec(FIELD, on_page=place.page, box=box),
        )
        signer.moment = order.at
        sealed = signer.sign_pdf(writer)
        return bytes(sealed.getbuffer())


class _Signer(signers.PdfSigner):
    """Writes the moment of the order into the signature, not the machine's: time enters by one clock."""

    moment: Instant

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        """The library's session, with our time."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.moment.utc
        return session


def _corner(place: SealPlace) -> tuple[int, int]:
    """The lower left corner of a seal whose middle is there."""
    return round(place.across - seal_face.SIZE / 2), round(place.up - seal_face.SIZE / 2)


def _box() -> BoxConstraints:
    """The square of a seal; a fresh one each time, since the library writes into it."""
    return BoxConstraints(width=seal_face.SIZE, height=seal_face.SIZE)


@lru_cache(maxsize=1)
def _stamp() -> StaticStampStyle:
    face = RawContent(seal_face.drawn(any_face()), box=_box())
    whole = SimpleBoxLayoutRule(x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, margins=Margins())
    return StaticStampStyle(border_width=0, background=face, background_layout=whole)


@lru_cache(maxsize=1)
def _key() -> ec.EllipticCurvePrivateKey:
    """Made once a process and kept nowhere."""
    return ec.generate_private_key(ec.SECP256R1())


def _certified(at: Instant) -> signers.SimpleSigner:
    """A signer whose certificate it issued itself, good for the days around this moment."""
    key = _key()
    name = certificates.Name([certificates.NameAttribute(certificates.NameOID.COMMON_NAME, NAME)])
    made = (
        certificates.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(certificates.random_serial_number())
        .not_valid_before(at.utc - VALID)
        .not_valid_after(at.utc + VALID)
        .add_extension(certificates.KeyUsage(*([True, True] + [False] * 7)), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    known = SimpleCertificateStore()  # type: ignore[no-untyped-call] # reason: the library has no types here
    certificate = x509.Certificate.load(_der(made.public_bytes(serialization.Encoding.PEM)))
    known.register(certificate)
    return signers.SimpleSigner(
        signing_cert=certificate,
        signing_key=keys.PrivateKeyInfo.load(_der(secret)),
        cert_registry=known,
    )


def _der(text: bytes) -> bytes:
    _, _, content = pem.unarmor(text)
    return bytes(content)
