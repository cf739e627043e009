"""Drivers, tokens and the answer to "may this token charge?"."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TokenStatus(StrEnum):
    """What the operator decided about a token."""

    ACCEPTED = "Accepted"
    BLOCKED = "Blocked"


class TokenType(StrEnum):
    """What kind of identifier it is (2.0.1 IdTokenEnumType, 2.1's additions last); 1.6 has none."""

    CENTRAL = "Central"
    EMAID = "eMAID"
    ISO14443 = "ISO14443"
    ISO15693 = "ISO15693"
    KEY_CODE = "KeyCode"
    LOCAL = "Local"
    MAC_ADDRESS = "MacAddress"
    NO_AUTHORIZATION = "NoAuthorization"
    DIRECT_PAYMENT = "DirectPayment"
    EVCCID = "EVCCID"
    VIN = "VIN"


class AuthorizationStatus(StrEnum):
    """A decision on a token, in OCPP 2.0.1's words; 1.6 has fewer."""

    ACCEPTED = "Accepted"
    BLOCKED = "Blocked"
    EXPIRED = "Expired"
    UNKNOWN = "Unknown"
    CONCURRENT = "ConcurrentTx"
    NO_CREDIT = "NoCredit"


@dataclass(frozen=True, slots=True)
class Token:
    """An RFID card, an app token, a vehicle: what a station presents to identify a payer.

    `concurrent`: whether it may charge in two places at once. Allowed unless the operator says
    otherwise: both are billed, and a lost stop must not lock a driver out.
    `organisation_id`: whose contract it charges by.
    `type` is told to stations in local lists; a station may present the token as any type.
    """

    token_id: str
    status: TokenStatus
    driver_id: str | None = None
    group_id: str | None = None
    expires_at: datetime | None = None
    concurrent: bool = True
    type: TokenType = TokenType.ISO14443
    organisation_id: str | None = None


@dataclass(frozen=True, slots=True)
class Driver:
    """A person who charges. `driver_id` is the subject of their login."""

    driver_id: str
    display_name: str | None = None


@dataclass(frozen=True, slots=True)
class Authorization:
    """A decision, with whom it concerns."""

    status: AuthorizationStatus
    driver_id: str | None = None
    group_id: str | None = None
    expires_at: datetime | None = None
    organisation_id: str | None = None

    @property
    def accepted(self) -> bool:
        """Whether charging may start."""
        return self.status is AuthorizationStatus.ACCEPTED


def normal_token_id(text: str) -> str:
    """Tokens compare without case (OCPP 1.6 CiString20: ASCII) and without padding."""
    return "".join(one.upper() if one.isascii() else one for one in text.strip())
