"""Who presents themselves in an idToken: a token of ours, or a card at the station's terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.drivers.authorization import authorize
from csms.drivers.model import Authorization, AuthorizationStatus, TokenType
from csms.drivers.visitors import is_visitor

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v201 import wire


def token_id_of(token: wire.IdTokenType | None) -> str | None:
    """The token presented; NoAuthorization comes with an empty one and nobody to pay."""
    return token["idToken"] if token and token["idToken"] else None


def psp_ref_of(token: wire.IdTokenType | None) -> str | None:
    """The payment provider's reference of a card that the station's own terminal has authorised.

    2.1 C18; the schema of 2.0.1 has no such type. A visit of a terminal of ours may be told so
    too, by the token that it was started with (C24): that one is looked up.
    """
    token_id = token_id_of(token)
    if token is None or token_id is None or is_visitor(token_id):
        return None
    said: str = token["type"]
    return token_id if said == TokenType.DIRECT_PAYMENT.value else None


def decision_on(token: wire.IdTokenType | None, call: StationCall) -> Authorization:
    """Whether who presents themselves may charge; a card at the station may."""
    if psp_ref_of(token) is not None:
        return Authorization(AuthorizationStatus.ACCEPTED)
    token_id = token_id_of(token)
    known = call.services.tokens.get(token_id) if token_id else None
    return authorize(known, call.received_at)


def decision_on_new_card(psp_ref: str, call: StationCall) -> Authorization:
    """One authorisation pays once: what was settled or given up before is blocked. One read."""
    known = call.services.station_payments.get(call.station_id, psp_ref)
    spent = known is not None and known.is_spent
    return Authorization(AuthorizationStatus.BLOCKED if spent else AuthorizationStatus.ACCEPTED)
