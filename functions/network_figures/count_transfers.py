"""Stream of the ledger: each transfer is counted on the day and at the site that it belongs to."""

from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from csms.batches import each_change
from csms.bootstrap import counting, ledger
from csms.errors import Unavailable
from csms.figures.counting import count_transfer


def _count(record: DynamoDBRecord) -> None:
    """One record for each new transfer (filter in the template)."""
    assert record.dynamodb is not None
    transfer_id = str(record.dynamodb.keys["pk"]).removeprefix("TRANSFER#")
    transfer = ledger().transfer(transfer_id)
    if transfer is None:
        raise Unavailable(f"transfer {transfer_id} is not there yet")
    count_transfer(transfer, counting())


handler = each_change(_count)
