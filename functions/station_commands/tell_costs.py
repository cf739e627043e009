"""Stream of sessions: what a reading, or a settlement, means for balance, displays and trail."""

from datetime import timedelta

from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from csms.balance.guarding import guard
from csms.batches import each_change
from csms.bootstrap import cost_displays, guarding, services
from csms.charging.model import ChargingSession
from csms.charging.overhearing import overhear
from csms.charging.vocabulary import SessionKey
from csms.observability import logger
from csms.ocpp.cost_updates import CostTelling, tell_cost
from csms.ocpp.final_costs import FinalTelling, tell_final_cost
from csms.settlement.trimming import trim


def _follow(record: DynamoDBRecord) -> None:
    new = (record.dynamodb.new_image if record.dynamodb else None) or {}
    key, shared = SessionKey(new["station_id"], new["transaction_id"]), services()
    session = shared.sessions.get(key)
    if session is None:
        return
    session = overhear(session, shared.history, shared.sessions, shared.clock())
    if trim(session, shared.sessions):
        logger.info("trail thinned", session_id=session.session_id)
    _guard(session)
    if cost_displays().shows(key.station_id, shared.clock()):
        _tell(session)


def _guard(session: ChargingSession) -> None:
    """Keep it within its driver's balance."""
    guarded = guard(session, guarding())
    if guarded is not None:
        logger.info(
            "balance looked at",
            session_id=session.session_id,
            exhausted=guarded.exhausted,
            command_id=guarded.stop.command_id if guarded.stop else None,
        )


def _tell(session: ChargingSession) -> None:
    """A settled session's final cost, a running one's so far."""
    shared, now = services(), services().clock()
    interval = timedelta(seconds=shared.settings.cost_update_interval_s)
    if session.settlement is not None:
        final = FinalTelling(shared.stations, shared.commands, shared.settings.receipt_link)
        told = tell_final_cost(session, now, final)
    else:
        needs = CostTelling(shared.stations, shared.commands, interval)
        told = tell_cost(session, now, needs)
    if told is not None:
        station_id = session.key.station_id
        logger.info("cost told", station_id=station_id, command_id=told.command_id)


handler = each_change(_follow)
