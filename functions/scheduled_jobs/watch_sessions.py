"""Every few minutes: sessions that are stale, that are over, or that nobody settles."""

from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import ending, services, settings, settlement_workflow
from csms.charging.watching import Watching, watch_running
from csms.observability import logger
from csms.settlement.recovering import Recovering, recover_settlements


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], _context: LambdaContext) -> None:
    """One round; it may be run at any time, and again."""
    shared = services()
    needs = Watching(
        shared.sessions,
        shared.stations,
        settings().silent_after,
        timedelta(seconds=settings().stale_available_s),
        timedelta(days=settings().silent_session_days),
    )
    overdue_after = timedelta(seconds=settings().settlement_overdue_s)
    recovering = Recovering(ending(), shared.stations, settlement_workflow(), overdue_after)
    recovered = recover_settlements(shared.clock(), recovering)
    watched = watch_running(shared.clock(), needs)
    logger.info(
        "sessions watched",
        seen=watched.seen,
        closed=watched.closed,
        silent=watched.silent,
        ended=recovered.ended,
        overdue=recovered.overdue,
        started=recovered.started,
    )
