"""Stream of the ledger: a wallet that fell below its driver's threshold is topped up."""

from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from csms import bootstrap
from csms.batches import each_change
from csms.ledger.chart import wallet
from csms.observability import logger
from csms.payments.auto_top_up import top_up_if_low

_ACCOUNT = f"BAL#{wallet('')}"


def _changed(record: DynamoDBRecord) -> None:
    assert record.dynamodb is not None
    driver_id = record.dynamodb.keys["pk"].removeprefix(_ACCOUNT)
    if not bootstrap.payments().profile(driver_id).auto_top_up:
        return
    payment = top_up_if_low(driver_id, bootstrap.paying(), bootstrap.ledger())
    if payment is not None:
        bootstrap.payment_checks().request(payment.payment_id)
        logger.info("topped up", payment_id=payment.payment_id, state=payment.state)


handler = each_change(_changed)
