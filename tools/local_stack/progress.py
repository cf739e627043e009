"""What the user sees while the stack comes up."""

import time

from local_stack.stack_file import Stack


class Progress:
    """Lines with the seconds since the start."""

    def __init__(self) -> None:
        self._started = time.monotonic()

    def say(self, text: str) -> None:
        print(f"[{time.monotonic() - self._started:5.1f} s] {text}", flush=True)


def announce(stack: Stack, file: str) -> None:
    lines = [
        ("stations (OCPP-J)", f"{stack['ocpp_url']}/<station id>"),
        ("stations, TLS", f"{stack['ocpp_tls_url']}/<station id>"),
        ("authority of TLS", stack["ca_file"]),
        ("operator API", stack["operator_api_url"]),
        ("client API", stack["client_api_url"]),
        ("dashboard", stack["dashboard_url"]),
        ("alerts' inbox", f"{stack['dashboard_url']}inbox/"),
        ("payment sandbox", stack["payments_url"]),
        ("embedded AWS", f"{stack['aws_endpoint_url']}  (region {stack['aws_region']})"),
        ("user pool / client", f"{stack['user_pool_id']} / {stack['user_pool_client_id']}"),
        *(
            (f"log-in, {role}", f"{user['username']} / {user['password']}")
            for role, user in stack["users"].items()
        ),
        ("all of it", file),
    ]
    rule = "-" * 78
    print(rule)
    for name, value in lines:
        print(f"  {name:<19} {value}")
    print(f"{rule}\nStationmaster is running. Ctrl-C ends it.", flush=True)
