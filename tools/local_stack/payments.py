"""The payment sandbox beside the stack, and its keys where the functions look for them."""

import json
import sys

import boto3

from local_stack.processes import Child, Supervisor
from local_stack.settings import Settings
from payment_sandbox.__main__ import API_KEY, WEBHOOK_SECRET


def start(supervisor: Supervisor, settings: Settings) -> Child:
    """Its webhooks go through the edge, as a real provider's come through the internet."""
    webhooks = f"{settings.http_url}/payments/v1/webhooks/stripe"
    command = [sys.executable, "-m", "payment_sandbox", "--port", str(settings.payments_port)]
    return supervisor.spawn(
        [*command, "--webhook-url", webhooks], log=settings.logs / "payment_sandbox.log"
    )


def store_keys(outputs: dict[str, str]) -> None:
    """As an operator does with the keys of an account at the provider."""
    keys = {"api_key": API_KEY, "webhook_secret": WEBHOOK_SECRET}
    boto3.client("secretsmanager").put_secret_value(
        SecretId=outputs["PaymentSecretArn"], SecretString=json.dumps(keys)
    )
