"""What a CALL would change of a station's security: its profile, its password.

1.6 security white paper: keys `SecurityProfile` and `AuthorizationKey`; 2.0.1 A01, A05, B09:
`SecurityCtrlr`, and the profile inside a SetNetworkProfile. No downgrade is sent (A05.FR.07).
"""

from collections.abc import Iterator
from typing import Any

from csms.commands.secrets import last_name
from csms.commands.sending import Call
from csms.errors import Rejected
from csms.stations.credentials import CERTIFICATE_PROFILE
from csms.stations.model import Station

PASSWORD, PROFILE = "authorizationkey", "securityprofile"
_NAMES = {"authorizationkey": PASSWORD, "basicauthpassword": PASSWORD, "securityprofile": PROFILE}


def require_no_downgrade(call: Call, station: Station) -> None:
    """Rejected for a lower profile, and for one whose credential the station does not have yet:
    A05 wants the password or the certificate in place before the profile. A station that was told
    to use a higher one may do so already, whatever its record says.
    """
    present = max(station.security_profile, station.credentials.pending_profile or 0)
    for value in _values(call, PROFILE):
        wanted = _profile(value)
        if wanted < present:
            raise Rejected(
                f"{call.action}: security profile {wanted} would be a downgrade; the station has "
                f"{present}, or was told to use it. Change it at the station, then in its record."
            )
        # A network profile is a slot that need not be used yet, and may bring its own password.
        if wanted > station.security_profile and call.action != "SetNetworkProfile":
            _require_credential(wanted, station)


def wanted_profile(call: Call) -> int | None:
    """The security profile that the call asks for."""
    return max(map(_profile, _values(call, PROFILE)), default=None)


def new_password(call: Call) -> str | None:
    """The password that the call brings."""
    return next((str(one) for one in _values(call, PASSWORD)), None)


def _require_credential(wanted: int, station: Station) -> None:
    if wanted == CERTIFICATE_PROFILE and not station.credentials.certificates:
        raise Rejected(
            "security profile 3 needs a certificate first: renew_certificate, or register one"
        )
    known = station.password_hash or station.credentials.pending_passwords
    if wanted < CERTIFICATE_PROFILE and not known:
        raise Rejected(f"security profile {wanted} needs a password first: rotate_password")


def _profile(value: Any) -> int:
    text = str(value).strip()
    if not text.isdecimal() or not 0 <= int(text[:9]) <= CERTIFICATE_PROFILE:
        raise Rejected("a security profile is 0, 1, 2 or 3")
    return int(text)


def _values(call: Call, kind: str) -> Iterator[Any]:
    payload = call.payload
    if call.action == "ChangeConfiguration":
        # Some stations of 1.6 know variables of 2.x, too: the last part of the name counts.
        if _NAMES.get(last_name(str(payload.get("key", "")))) == kind:
            yield payload.get("value")
    elif call.action == "SetVariables":
        for one in payload.get("setVariableData", ()):
            if _NAMES.get(last_name(str(one["variable"]["name"]))) == kind:
                yield one["attributeValue"]
    elif call.action == "SetNetworkProfile":
        connection = payload.get("connectionData", {})
        member = "securityProfile" if kind == PROFILE else "basicAuthPassword"
        if connection.get(member) is not None:
            yield connection[member]
