"""Local authorization lists follow boots, and what becomes of the commands about them."""

from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from csms.bootstrap import list_steps, services
from csms.clock import from_text
from csms.commands.model import CommandState
from csms.ocpp.list_steps import ACTIONS, after_boot, after_step

UNDER_WAY = (CommandState.QUEUED, CommandState.SENT)


def follow(record: DynamoDBRecord, station_id: str) -> None:
    """Compare after a boot; go on after an answer, or after one that did not come."""
    change = record.dynamodb
    new = (change.new_image if change else None) or {}
    old = (change.old_image if change else None) or {}
    shared = services()
    if new.get("sk") == "BOOT":
        after_boot(station_id, from_text(new["booted_at"]), shared.clock(), list_steps())
    elif ACTIONS.isdisjoint((new.get("action"), new.get("sent_action"))):
        return
    elif new["state"] not in UNDER_WAY and _what(new) != _what(old):
        command = shared.commands.get(station_id, new["sk"])
        if command is not None:
            after_step(command, shared.clock(), list_steps())


def _what(image: dict[str, str]) -> tuple[str | None, bool]:
    return image.get("state"), "answered_at" in image
