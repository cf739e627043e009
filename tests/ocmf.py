"""A meter that signs: OCMF records with keys of its own."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


@dataclass
class Meter:
    """Signs with ECDSA over secp256r1, as most meters do."""

    serial: str = "1ISK0000000042"
    page: int = 0
    _key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    @property
    def public_key(self) -> str:
        return self._key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        ).hex()  # fmt: skip

    @property
    def sent_key(self) -> str:
        """As the OCA's white paper has stations send it."""
        return base64.b64encode(f"oca:base16:asn1:{self.public_key}".encode()).decode()

    def reading(self, kind: str, kwh: str, **changes: Any) -> dict[str, Any]:
        at = {"B": "2026-11-23T11:00:00,000+0100 S"}.get(kind, "2026-11-23T12:00:00,000+0100 S")
        facts = {"TM": at, "TX": kind, "RV": kwh, "RI": "01-00:B2.08.00*FF", "RU": "kWh"}
        return {**facts, "RT": "AC", "EF": "", "ST": "G", **changes}

    def record(self, *readings: dict[str, Any], **changes: Any) -> str:
        """Registers are written as numbers with all their decimals: OCMF counts them."""
        self.page += 1
        facts: dict[str, Any] = {"FV": "1.0", "GI": "Gateway", "GS": "1", "PG": f"T{self.page}"}
        facts |= {"MV": "Maker", "MM": "Meter", "MS": self.serial, "IS": True, "IT": "NONE"}
        payload = json.dumps({**facts, **changes, "RD": list(readings)}, separators=(",", ":"))
        for one in readings:
            payload = payload.replace(f'"RV":"{one["RV"]}"', f'"RV":{one["RV"]}')
        signature = self._key.sign(payload.encode(), ec.ECDSA(hashes.SHA256())).hex()
        return f'OCMF|{payload}|{{"SA":"ECDSA-secp256r1-SHA256","SD":"{signature}"}}'

    def whole(self, begin_kwh: str, end_kwh: str) -> str:
        """Begin and end in one record, as it is sent at the end."""
        return self.record(self.reading("B", begin_kwh), self.reading("E", end_kwh))
