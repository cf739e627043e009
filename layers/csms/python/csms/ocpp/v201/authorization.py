"""Authorize (2.0.1 C01), and the idTokenInfo that TransactionEvent carries too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from csms import clock
from csms.charging.concurrency import Elsewhere, authorize_anew
from csms.drivers.model import Authorization, AuthorizationStatus
from csms.ocpp.identifiers import fits
from csms.ocpp.price_texts import message_of, token_and_prices
from csms.ocpp.v201.presented import decision_on_new_card, psp_ref_of

if TYPE_CHECKING:
    from typing import Literal

    from csms.ocpp.services import StationCall
    from csms.ocpp.v201 import wire

    Status = Literal["Accepted", "Blocked", "ConcurrentTx", "Expired", "NoCredit", "Unknown"]

STATUSES: dict[AuthorizationStatus, Status] = {
    AuthorizationStatus.ACCEPTED: "Accepted",
    AuthorizationStatus.BLOCKED: "Blocked",
    AuthorizationStatus.EXPIRED: "Expired",
    AuthorizationStatus.UNKNOWN: "Unknown",
    AuthorizationStatus.CONCURRENT: "ConcurrentTx",
    AuthorizationStatus.NO_CREDIT: "NoCredit",
}


def authorize(request: wire.AuthorizeRequest, call: StationCall) -> wire.AuthorizeResponse:
    """Decide on a token."""
    services, at = call.services, call.received_at
    psp_ref = psp_ref_of(request["idToken"])
    token, prices = token_and_prices(request["idToken"]["idToken"], call)
    if psp_ref is not None:
        decision = decision_on_new_card(psp_ref, call)
    else:
        decision = authorize_anew(token, at, Elsewhere(call.station_id), services.sessions)
        decision = services.credit.checked(decision) if services.credit else decision
    return {"idTokenInfo": with_message(id_token_info(decision), message_of(prices))}


def with_message(
    info: wire.IdTokenInfoType, message: dict[str, Any] | None
) -> wire.IdTokenInfoType:
    """The price in words (2.0.1 I01), for whom it is meant for."""
    if message is not None and info["status"] == "Accepted":
        info["personalMessage"] = cast("wire.MessageContentType", message)
    return info


def id_token_info(decision: Authorization) -> wire.IdTokenInfoType:
    """The decision in 2.0.1's words."""
    info: wire.IdTokenInfoType = {"status": STATUSES[decision.status]}
    if decision.expires_at is not None:
        info["cacheExpiryDateTime"] = clock.to_text(decision.expires_at)
    if decision.group_id is not None and fits(decision.group_id, "ocpp2.0.1"):
        info["groupIdToken"] = {"idToken": decision.group_id, "type": "Central"}
    return info
