"""The names in a certificate's subject, as CloudFront and the local edge write it (RFC 2253)."""

import re

_SEPARATOR = re.compile(r"(?<!\\)[,+]")
_ESCAPED = re.compile(r"\\(.)")


def common_name(subject: str) -> str:
    """The CN; "" if there is none. Blanks after commas are allowed, as RFC 2253 has it."""
    for part in _SEPARATOR.split(subject):
        name, _, value = part.strip().partition("=")
        if name.strip().upper() == "CN":
            return _ESCAPED.sub(r"\1", value.strip())
    return ""


def belongs_to(name: str, station_id: str, serial_number: str | None) -> bool:
    """Whether a common name contains the station's identity or serial number (A00.FR.405).

    The specification wants the serial number; until the operator has registered one, the identity
    is what is known. It is no proof by itself: the fingerprint must be the station's, too.
    """
    return any(one in name for one in (station_id, serial_number) if one)
