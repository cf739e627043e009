"""Payment at the station (2.1 block C): the settlement of a card payment, VAT numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.ocpp.reporting import note

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v21 import wire


def notify_settlement(
    request: wire.NotifySettlementRequest, call: StationCall
) -> wire.NotifySettlementResponse:
    """How the terminal's payment was settled. It is kept, and books nothing: no receipt of ours."""
    note(call, "NotifySettlement", request, request["settlementTime"])
    return {}


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
