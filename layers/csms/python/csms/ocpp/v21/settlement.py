"""Payment at the station (2.1 block C): the settlement of a card payment, VAT numbers."""

from __future__ import annotations

from decimal import Decimal
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from csms.ocpp.call_errors import CallError, Code
from csms.ocpp.reporting import note
from csms.ocpp.times import moment_text, station_time
from csms.payments.at_stations import Company, TerminalStatus, Told, hear_settlement
from csms.receipts.document import TOKEN_BYTES

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v21 import wire


def notify_settlement(
    request: wire.NotifySettlementRequest, call: StationCall
) -> wire.NotifySettlementResponse:
    """How the terminal's payment was settled (C19-C22); kept once, whatever is repeated.

    What it pays for is settled by the workflow of its session. The link to the receipt is given
    at once; it opens when the receipt is issued.
    """
    told, kept = _told(request, call), call.services.station_payments
    note(call, "NotifySettlement", request, request["settlementTime"])
    place = call.station_id, request["pspRef"]
    payment = hear_settlement(place, told, lambda: token_urlsafe(TOKEN_BYTES), kept)
    base, token = call.services.receipts_url, payment.receipt_token
    if told.status is not TerminalStatus.SETTLED or not base or token is None:
        return {}
    return {"receiptUrl": f"{base}{token}"}


def _told(request: wire.NotifySettlementRequest, call: StationCall) -> Told:
    """A word that OCPP has not cannot be booked: refused, and told again once it is put right."""
    company, status = request.get("vatCompany"), str(request["status"])
    if status not in set(TerminalStatus):
        raise CallError(Code.PROPERTY_CONSTRAINT_VIOLATION, "status: no such value")
    return Told(
        TerminalStatus(status),
        Decimal(request["settlementAmount"]).normalize(),
        moment_text(request["settlementTime"], call.received_at),
        station_time(request["settlementTime"], call.received_at),
        call.received_at,
        request.get("transactionId"),
        request.get("vatNumber"),
        _company(company) if company else None,
    )


def _company(said: wire.AddressType) -> Company:
    town = " ".join(one for one in (said.get("postalCode"), said["city"]) if one)
    lines = (said["address1"], said.get("address2"), town, said["country"])
    return Company(said["name"], tuple(one for one in lines if one))


def vat_number_validation(
    request: wire.VatNumberValidationRequest, call: StationCall
) -> wire.VatNumberValidationResponse:
    """Whether a driver's VAT number holds, as far as the CSMS can tell; `statusInfo` says how."""
    note(call, "VatNumberValidation", request)
    check = call.services.vat_numbers.check(request["vatNumber"])
    answer: wire.VatNumberValidationResponse = {
        "vatNumber": request["vatNumber"],
        "status": "Accepted" if check.valid else "Rejected",
        "statusInfo": {
            "reasonCode": "NoError" if check.valid else "InvalidValue",
            "additionalInfo": check.how,
        },
    }
    if "evseId" in request:
        answer["evseId"] = request["evseId"]
    return answer
