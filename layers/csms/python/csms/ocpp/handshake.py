"""Who is connecting, and in which version: the WebSocket upgrade (OCPP-J 1.6 §3)."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from csms.stations.credentials import Proof, proof_from
from csms.stations.model import BootStatus

# Newest first: the newest version that both sides speak wins.
PROTOCOLS = ("ocpp2.1", "ocpp2.0.1", "ocpp1.6")
ASSUMED = "ocpp1.6"
LONGEST_IDENTITY = 48


@dataclass(frozen=True, slots=True)
class Security:
    """What a socket was opened with: fingerprint and common name of a client certificate, and the
    proof if it replaces an older one.
    """

    certificate: str | None = None
    certificate_name: str | None = None
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Connection:
    """The socket a frame came from, known from the authorizer's context without any read.

    Everything but the id is as it was at connect. `places` are EVSE and connector of each OCPP 1.6
    connector in order; `vendor` is the maker's key, "" if the station has never booted;
    `shows_price`: it has a display for prices.
    """

    station_id: str
    protocol: str
    connection_id: str
    site_id: str | None = None
    places: tuple[tuple[int, int], ...] = ()
    boot_status: BootStatus = BootStatus.ACCEPTED
    vendor: str = ""
    time_zone: str | None = None
    assumed: bool = False
    security: Security = Security()
    meter_unit: str | None = None
    shows_price: bool = False

    def place_of_connector(self, number: int) -> tuple[int, int]:
        """As Station.place_of_connector."""
        in_range = 1 <= number <= len(self.places)
        return self.places[number - 1] if in_range else (number, min(number, 1))


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a Basic Authorization header says."""

    user: str
    password: bytes


def choose_subprotocol(offered: Sequence[str]) -> str | None:
    """The newest version offered, None if there is no common one."""
    wanted = {one.strip() for one in offered}
    return next((one for one in PROTOCOLS if one in wanted), None)


def assumed_subprotocol(offered: Sequence[str], *, proven: bool) -> str | None:
    """OCPP 1.6 where a station with a proven identity offers nothing (Grizzl-E, steve#1109)."""
    return ASSUMED if proven and not offered else None


def offered_subprotocols(headers: Mapping[str, str]) -> list[str]:
    """The sub-protocols of an upgrade request; stations put blanks after the comma or not."""
    return [one.strip() for one in header(headers, "sec-websocket-protocol").split(",") if one]


def identity(headers: Mapping[str, str]) -> str | None:
    """The station's identity from the header that CloudFront sets, percent-decoded."""
    text = unquote(header(headers, "x-ocpp-identity"))
    usable = 0 < len(text) <= LONGEST_IDENTITY and text.isprintable()
    return text if usable else None


def credentials(headers: Mapping[str, str], station_id: str = "") -> Credentials | None:
    """User and password; a password may contain colons and need not be text (1.6 hex keys).

    So may the identity (2.0.1 identifierString, e.g. a MAC address), though HTTP cannot tell then
    where the user ends: it is looked for first.
    """
    scheme, _, encoded = header(headers, "authorization").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        told = base64.b64decode(encoded, validate=True)
        expected = f"{station_id}:".encode()
        if station_id and told.startswith(expected):
            return Credentials(station_id, told.removeprefix(expected))
        user, colon, password = told.partition(b":")
        return Credentials(user.decode(), password) if colon else None
    except (binascii.Error, UnicodeDecodeError):
        return None


def header(headers: Mapping[str, str], name: str) -> str:
    """A header whatever its case; "" if absent."""
    return next((value for key, value in headers.items() if key.lower() == name), "")


def connection_of(request_context: Mapping[str, Any]) -> Connection:
    """The connection of a message, from what the authorizer left in its context."""
    context = request_context["authorizer"]
    places = (place.split(".") for place in context.get("places", "").split())
    return Connection(
        station_id=context["station_id"],
        protocol=context["protocol"],
        connection_id=request_context["connectionId"],
        site_id=context.get("site_id") or None,
        places=tuple((int(evse), int(connector)) for evse, connector in places),
        boot_status=BootStatus(context.get("boot_status", "Accepted")),
        vendor=context.get("vendor", ""),
        time_zone=context.get("time_zone") or None,
        assumed="assumed" in context,
        security=Security(
            certificate=context.get("certificate"),
            certificate_name=context.get("certificate_name"),
            proof=proof_from(context["proof"]) if "proof" in context else None,
        ),
        meter_unit=context.get("meter_unit") or None,
        shows_price="shows_price" in context,
    )
