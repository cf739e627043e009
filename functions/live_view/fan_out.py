"""Queue of business events: told to the pages that listen, in one go for a batch.

Nothing is repeated: a page that missed a message asks again by itself.
"""

import json
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import clock, telling
from csms.live.telling import tell
from csms.observability import logger


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, list[str]]:
    """Tell the batch."""
    details = [json.loads(one["body"])["detail"] for one in event["Records"]]
    done = tell(details, clock()(), telling())
    if done.messages or done.gone or done.left_out:
        logger.info("pages told", messages=done.messages, gone=done.gone, left_out=done.left_out)
    return {"batchItemFailures": []}
