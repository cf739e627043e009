"""Every minute: incidents whose time has come. Every few hours: how many stations there are."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import incident_needs, incidents, services
from csms.incidents.outages import NETWORK
from csms.incidents.watching import count_stations, watch
from csms.observability import logger

COUNTED_EVERY_H = 6
PAGE = 200


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], _context: LambdaContext) -> None:
    """One round; it may be run at any time, and again."""
    done = watch(incident_needs())
    if _to_be_counted(services().clock()):
        incidents().put_sizes(count_stations(_sites()))
    logger.info("incidents watched", seen=done.seen, changed=done.changed)


def _to_be_counted(now: datetime) -> bool:
    """Once in some hours, and where nobody has counted yet."""
    return (now.hour % COUNTED_EVERY_H == 0 and now.minute == 0) or incidents().size(NETWORK) == 0


def _sites() -> Iterator[list[str | None]]:
    cursor: str | None = None
    while True:
        stations, cursor = services().stations.page(PAGE, cursor)
        yield [one.site_id for one in stations]
        if cursor is None:
            return
