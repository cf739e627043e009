"""A client for Stripe, with the key and time-outs of a Lambda function."""

import stripe

# Stripe answers within a second or two; three calls, each tried twice, fit the 29 s of an API.
TIMEOUT_S = 4.0
RETRIES = 1


def connect(api_key: str, address: str = "", timeout_s: float = TIMEOUT_S) -> stripe.StripeClient:
    """A client; `address` is another peer than Stripe itself, e.g. a sandbox."""
    stripe.enable_telemetry = False
    return stripe.StripeClient(
        api_key,
        base_addresses={"api": address} if address else {},
        max_network_retries=RETRIES,
        http_client=stripe.RequestsClient(timeout=timeout_s),
    )
