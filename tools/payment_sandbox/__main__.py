"""`python -m payment_sandbox --port 4242`: the sandbox on 127.0.0.1 until it is told to end."""

import argparse
import os

import uvicorn

from payment_sandbox.app import Account, application

HOST = "127.0.0.1"
# Words of the local stack, of no use anywhere else.
API_KEY = "sk_test_local_sandbox"
WEBHOOK_SECRET = "whsec_local_sandbox"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m payment_sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=4242)
    parser.add_argument("--seed", type=int, default=0, help="the same seed, the same ids")
    parser.add_argument("--webhook-url", default="", help="where events are posted to")
    arguments = parser.parse_args()
    account = Account(
        api_key=os.environ.get("SANDBOX_API_KEY", API_KEY),
        webhook_secret=os.environ.get("SANDBOX_WEBHOOK_SECRET", WEBHOOK_SECRET),
        webhook_url=arguments.webhook_url,
        address=f"http://{HOST}:{arguments.port}",
        seed=arguments.seed,
    )
    uvicorn.run(application(account), host=HOST, port=arguments.port, log_level="warning")


if __name__ == "__main__":
    main()
