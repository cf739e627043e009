"""Verbs of credentials (1.6 security white paper; 2.0.1 A01, A02)."""

from csms.commands.model import Command
from csms.commands.sending import Call
from csms.errors import Rejected
from csms.ocpp.phrasing.configuration import variable_of
from csms.ocpp.phrasing.fields import V16, Verb, choice, text
from csms.stations.credentials import CERTIFICATE_PROFILE
from csms.stations.model import Station

_PASSWORD = "AuthorizationKey"
_USES = {
    "charging_station": "SignChargingStationCertificate",
    "v2g": "SignV2GCertificate",
    "combined": "SignCombinedCertificate",
}


def _rotate_password(command: Command, protocol: str, station: Station) -> Call:
    """The password is made by whoever asks: `csms.stations.passwords.new_password`."""
    if station.security_profile >= CERTIFICATE_PROFILE:
        raise Rejected("rotate_password: a station with security profile 3 has a certificate")
    value = text(command, "password")
    if protocol == V16:
        return Call("ChangeConfiguration", {"key": _PASSWORD, "value": value})
    item = variable_of(_PASSWORD) | {"attributeValue": value}
    return Call("SetVariables", {"setVariableData": [item]})


def _renew_certificate(command: Command, protocol: str, _station: Station) -> Call:
    wanted = choice(command, "use", _USES, "charging_station")
    if protocol != V16:
        return Call("TriggerMessage", {"requestedMessage": wanted})
    if wanted != _USES["charging_station"]:
        raise Rejected("renew_certificate: OCPP 1.6 knows use charging_station only")
    return Call("ExtendedTriggerMessage", {"requestedMessage": "SignChargePointCertificate"})


VERBS: dict[str, Verb] = {
    "rotate_password": _rotate_password,
    "renew_certificate": _renew_certificate,
}
