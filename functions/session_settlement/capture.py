"""Task: a card at a terminal pays the session, ours or the station's own."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import capturing, services, station_payments
from csms.errors import Overtaken
from csms.observability import logger
from csms.payments.at_stations import StationPayment
from csms.payments.model import Payment
from csms.settlement.capturing import capture_session
from csms.settlement.finality import Review, Wait
from csms.settlement.rating import Rated
from csms.settlement.station_paid import settled_at_station
from session_settlement.assessment import assess, session_key


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Say what to do next: post, ask the provider again later, or have a person look.

    Running it again captures nothing more. Overtaken sends the workflow back to the rating.
    """
    judged = assess(session_key(event))
    if not isinstance(judged.result, Rated):
        raise Overtaken(f"session {event['session_id']} is not to be captured")
    result = _paid(judged.result)
    logger.info("captured", session_id=event["session_id"], result=type(result).__name__)
    match result:
        case Wait(seconds):
            return {"decision": "wait", "wait_seconds": seconds}
        case Review(reason):
            stop = judged.session.stop
            rests_on = {"rated_stop": stop.stop_key} if stop else {}
            return {"decision": "review", "reason": reason, **rests_on}
        case _:
            return {"decision": "post"}


def _paid(rated: Rated) -> Payment | StationPayment | Wait | Review:
    """A card at the station's own terminal needs no provider of ours."""
    payer = rated.session.payer
    if payer is not None and payer.at_station:
        return settled_at_station(rated, services().clock(), station_payments())
    return capture_session(rated, capturing())
