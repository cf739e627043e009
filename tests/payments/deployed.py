"""The payment functions over moto's tables and queues, each with the permissions it has."""

from __future__ import annotations

import hashlib
import hmac
import importlib
import json
import time
from dataclasses import dataclass, field
from typing import Any

import boto3
from tests.architecture.gate import Gate
from tests.functional.station import CONTEXT
from tests.http_api import Answer, Caller
from tests.payments.peers import API_KEY, WEBHOOK_SECRET, Peer

from csms import bootstrap
from csms.ledger import chart

DRIVER = "driver-1"
CHECKS = "PaymentCheckFunction"
MODULES = {
    CHECKS: "payment_work.check",
    "PaymentWebhookFunction": "payment_webhooks.receive",
    "PaymentSweepFunction": "scheduled_jobs.sweep_payments",
    "PayoutFunction": "scheduled_jobs.take_in_payouts",
    "AutoTopUpFunction": "payment_work.top_up_wallets",
}


def environment(peer: Peer) -> dict[str, str]:
    """What the template tells the functions."""
    keys = json.dumps({"api_key": API_KEY, "webhook_secret": WEBHOOK_SECRET})
    secret = boto3.client("secretsmanager").create_secret(Name="payments", SecretString=keys)
    queue = boto3.client("sqs").create_queue(QueueName="payment-checks")
    return {
        "PAYMENT_SECRET_ARN": secret["ARN"],
        "PAYMENT_CHECKS_URL": queue["QueueUrl"],
        "PAYMENT_PROVIDER_URL": peer.url,
    }


@dataclass
class Deployed:
    """Calls functions, and works off the queue between them."""

    peer: Peer
    gate: Gate = field(default_factory=Gate)

    def api(self, method: str, path: str, body: Any = None, key: str | None = None) -> Answer:
        """The driver's own request."""
        headers = {"idempotency-key": key} if key else {}
        with self.gate.running("PaymentsApiFunction"):
            return Caller("payments_api", {"sub": DRIVER}).call(method, path, body, None, headers)

    def invoke(self, function: str, event: Any) -> Any:
        with self.gate.running(function):
            return importlib.import_module(MODULES[function]).handler(event, CONTEXT)

    def webhook(self, event: dict[str, Any], secret: str = WEBHOOK_SECRET, age_s: int = 0) -> int:
        """As the provider posts it."""
        body, at = json.dumps(event), int(time.time()) - age_s
        signed = hmac.new(secret.encode(), f"{at}.{body}".encode(), hashlib.sha256).hexdigest()
        headers = {"stripe-signature": f"t={at},v1={signed}"}
        parameters = {"provider": "stripe"}
        request = {"pathParameters": parameters, "headers": headers, "body": body}
        status: int = self.invoke("PaymentWebhookFunction", request)["statusCode"]
        return status

    def queued(self) -> list[dict[str, Any]]:
        """What waits in the queue, taken out of it."""
        sqs, url = boto3.client("sqs"), bootstrap.settings().payment_checks_url
        bodies = []
        while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            for message in messages:
                bodies.append(json.loads(message["Body"]))
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return bodies

    def work_off(self) -> int:
        """Every message of the queue through its function; how many there were."""
        bodies = self.queued()
        for body in bodies:
            event = {"Records": [{"messageId": "1", "body": json.dumps(body)}]}
            assert self.invoke(CHECKS, event) == {"batchItemFailures": []}
        return len(bodies)

    def events(self) -> list[dict[str, Any]]:
        """Everything that the provider has to tell."""
        told: list[dict[str, Any]] = self.peer.state()["events"]
        return told

    def save_card(self, card: str = "pm_card_visa") -> str:
        """As the driver's app does; the id of the saved card."""
        setup = self.api("POST", "/me/payment-methods").json
        self.peer.pays(setup["setup_id"], card, setup["client_secret"])
        items = self.api("GET", "/me/payment-methods").json["items"]
        method_id: str = items[0]["payment_method_id"]
        return method_id

    def available(self) -> int:
        balances = bootstrap.ledger().balances(chart.wallet(DRIVER))
        return balances.available_minor if balances else 0
