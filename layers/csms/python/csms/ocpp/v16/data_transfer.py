"""DataTransfer (1.6 §4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v16 import wire


def data_transfer(
    _request: wire.DataTransferRequest, _call: StationCall
) -> wire.DataTransferResponse:
    """No vendor extension is known to this version of the CSMS, and the station is told so."""
    return {"status": "UnknownVendorId"}
