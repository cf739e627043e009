"""Task: is the final reading in, and what does the session cost?"""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import services
from csms.charging.model import ChargingSession
from csms.observability import logger
from csms.settlement.asking import VERSIONS, ask
from csms.settlement.finality import Review, Wait
from csms.settlement.judging import Judgement
from session_settlement.assessment import assess, session_key
from session_settlement.learning import learn


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Say what to do next: wait, capture, post or review.

    Who waits asks the station what it still holds.
    """
    judged = assess(session_key(event))
    result, stop = judged.result, judged.session.stop
    logger.info("rated", session_id=event["session_id"], result=type(result).__name__)
    rests_on = {"rated_stop": stop.stop_key} if stop else {}
    if not isinstance(result, Wait):
        learn(session_key(event))
    match result:
        case Wait(seconds):
            _ask(judged)
            return {"decision": "wait", "wait_seconds": seconds, **rests_on}
        case Review(reason):
            missing = list(judged.missing)
            return {"decision": "review", "reason": reason, "missing": missing, **rests_on}
        case _:
            return {"decision": "capture" if _reserved(judged.session) else "post"}


def _reserved(session: ChargingSession) -> bool:
    """Whether a card has reserved an amount for it; for a token that was refused none has."""
    payer = session.payer
    if payer is None:
        return False
    return payer.at_station or (payer.by_card and payer.decision.accepted)


def _ask(judged: Judgement) -> None:
    """Only a connected station of 2.x knows the question."""
    shared, station_id = services(), judged.session.key.station_id
    state = shared.state_of(station_id)
    connection = state.connection
    if judged.heard is None or connection is None or connection.protocol not in VERSIONS:
        return
    if state.online and ask(judged.session, judged.heard, shared.clock(), shared.commands):
        logger.info("transaction status asked", session_id=judged.session.session_id)
