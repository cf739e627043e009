"""Cost and limits in TransactionEvent: 2.0.1 tells the final cost, 2.1 the running one as well."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from csms.charging.cost_reports import CostReport
from csms.charging.limits import ChargingLimit, limit_of
from csms.charging.station_limits import stated_limit
from csms.money import Money
from csms.observability import logger
from csms.ocpp.reporting import shallow
from csms.ocpp.v201.charging_states import told_state
from csms.ocpp.v201.metering import readings
from csms.settlement.telling import final_cost, running_cost

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csms.charging.model import ChargingSession
    from csms.ocpp.services import StationCall
    from csms.ocpp.v201 import wire

V21 = "ocpp2.1"


def cost_report(request: wire.TransactionEventRequest) -> CostReport | None:
    """What a 2.1 station calculates itself; the schema of 2.0.1 lets nothing of it through."""
    said = cast("Mapping[str, Any]", request)
    report = CostReport(said.get("costDetails"), said["transactionInfo"].get("transactionLimit"))
    if report.details is None and report.limit is None:
        return None
    if not shallow(report.details) or not shallow(report.limit):
        logger.warning("cost details nested too deep")  # never a reason to refuse an event
        return None
    return report


def limit_of_remote_start(
    request: wire.TransactionEventRequest, call: StationCall
) -> ChargingLimit | None:
    """With the cable first, a remote start is joined by a later event: one read, for that one."""
    remote_start_id = request["transactionInfo"].get("remoteStartId")
    if remote_start_id is None or call.connection.protocol != V21:
        return None
    return limit_of(
        {"limit": call.services.commands.limit_of_start(call.station_id, remote_start_id)}
    )


def with_costs(
    response: wire.TransactionEventResponse,
    session: ChargingSession | None,
    request: wire.TransactionEventRequest,
    call: StationCall,
) -> wire.TransactionEventResponse:
    """The response with what the station may be told; absent is unknown, 0 is free (I02, I03)."""
    if session is None:
        return response
    cost = _cost(session, request, call)
    if cost is not None:
        response["totalCost"] = cost.major
    limit = _limit(session, request, call)
    return cast(
        "wire.TransactionEventResponse", response | ({"transactionLimit": limit} if limit else {})
    )


def _cost(
    session: ChargingSession, request: wire.TransactionEventRequest, call: StationCall
) -> Money | None:
    """A station that calculates its cost itself is not told another one."""
    if "costDetails" in request:
        return None
    if request["eventType"] == "Ended":
        measured = readings(request.get("meterValue", []), call)
        return final_cost(session, call.received_at, measured, told_state(request, call))
    # 2.0.1: "SHALL only be sent when charging has ended"; CostUpdated tells the running cost.
    if request["eventType"] == "Started" or call.connection.protocol != V21:
        return None
    return running_cost(session)


def _limit(
    session: ChargingSession, request: wire.TransactionEventRequest, call: StationCall
) -> dict[str, Any]:
    """What a 2.1 station is to stop at by itself (E16); nothing that it knows already.

    That of a start command goes with the event that joins it to the transaction. What is held of
    the driver's balance is a limit of the cost, and is told until the station confirms it.
    """
    if call.connection.protocol != V21 or request["eventType"] == "Ended":
        return {}
    limit = (session.start.limit if session.start else None) or ChargingLimit()
    held = _unconfirmed(session)
    if held is None and "remoteStartId" not in request["transactionInfo"]:
        return {}
    return _said(replace(limit, max_cost_minor=_least(limit.max_cost_minor, held)), session)


def _unconfirmed(session: ChargingSession) -> int | None:
    """What is held for the session, in minor units, if its station does not say so itself."""
    reserve = session.reserve
    if reserve is None or reserve.minor == 0 or not session.active:
        return None
    limit = session.start.limit if session.start else None
    least = _least(limit.max_cost_minor if limit else None, reserve.minor)
    wanted = Money(least or 0, reserve.currency)
    return None if stated_limit(session) == wanted.major else reserve.minor


def _least(one: int | None, other: int | None) -> int | None:
    return min((found for found in (one, other) if found is not None), default=None)


def _said(limit: ChargingLimit, session: ChargingSession) -> dict[str, Any]:
    said: dict[str, Any] = {}
    tariff = session.start.tariff if session.start else None
    if limit.max_cost_minor is not None and tariff is not None:
        said["maxCost"] = limit.max_cost(tariff.currency).major
    if limit.max_energy_wh is not None:
        said["maxEnergy"] = limit.max_energy_wh
    if limit.max_time_s is not None:
        said["maxTime"] = limit.max_time_s
    return said
