"""Authorize (1.6 §4.1), and the idTagInfo that Start and Stop carry too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.charging.concurrency import Elsewhere, authorize_anew
from csms.drivers import authorization
from csms.drivers.model import Authorization, AuthorizationStatus
from csms.ocpp.identifiers import V16, fits
from csms.ocpp.price_texts import tell_price, token_and_prices

if TYPE_CHECKING:
    from typing import Literal

    from csms.ocpp.services import StationCall
    from csms.ocpp.v16 import wire

    Status = Literal["Accepted", "Blocked", "Expired", "Invalid", "ConcurrentTx"]

# 1.6 has no word for an unknown token but Invalid, none for debts but Blocked.
STATUSES: dict[AuthorizationStatus, Status] = {
    AuthorizationStatus.ACCEPTED: "Accepted",
    AuthorizationStatus.BLOCKED: "Blocked",
    AuthorizationStatus.EXPIRED: "Expired",
    AuthorizationStatus.UNKNOWN: "Invalid",
    AuthorizationStatus.CONCURRENT: "ConcurrentTx",
    AuthorizationStatus.NO_CREDIT: "Blocked",
}


def authorize(request: wire.AuthorizeRequest, call: StationCall) -> wire.AuthorizeResponse:
    """Decide on a token."""
    services, at = call.services, call.received_at
    token, prices = token_and_prices(request["idTag"], call)
    decision = authorize_anew(token, at, Elsewhere(call.station_id), services.sessions)
    decision = services.credit.checked(decision) if services.credit else decision
    if decision.accepted:
        tell_price(request["idTag"], prices, call)
    return {"idTagInfo": id_tag_info(decision)}


def decide(id_tag: str, call: StationCall) -> Authorization:
    """One read."""
    return authorization.authorize(call.services.tokens.get(id_tag), call.received_at)


def id_tag_info(decision: Authorization) -> wire.AuthorizeResponseIdTagInfo:
    """The decision in 1.6's words."""
    info: wire.AuthorizeResponseIdTagInfo = {"status": STATUSES[decision.status]}
    if decision.group_id is not None and fits(decision.group_id, V16):
        info = {"parentIdTag": decision.group_id, **info}
    if decision.expires_at is not None:
        info = {"expiryDate": clock.to_text(decision.expires_at), **info}
    return info
