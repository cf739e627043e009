"""What a judged session says of its station's meter; never in the way of its settlement."""

from csms.bootstrap import profiles, services
from csms.charging.vocabulary import SessionKey
from csms.observability import logger
from csms.settlement.meter_learning import learn_from


def learn(key: SessionKey) -> None:
    """Add the session to its station's profile. What fails is learned from the next one."""
    try:
        session = services().sessions.get(key)
        if session is not None:
            learned = learn_from(session, services().telemetry.readings(key), profiles())
            logger.info("meter", session_id=session.session_id, learned=learned)
    except Exception:
        logger.exception("meter not learned", station_id=key.station_id)
