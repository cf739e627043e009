"""Nobody may use a webhook to reach what only we can reach."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest

from csms.adapters.alerting.https import Https
from csms.alerts.destinations import check_address, checked_url
from csms.alerts.model import ChannelType
from csms.alerts.targets import MEMBERS, parted
from csms.errors import Rejected


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.com/x",
        "ftp://hooks.example.com",
        "https://user:pass@hooks.example.com",
        "https://hooks.example.com:22/",
        "https://hooks.example.com:99999/",
        "https:///nowhere",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://169.254.169.254/latest/meta-data",
        "https://10.1.2.3/",
        "https://100.64.0.1/",
        "https://[fd00:ec2::254]/",
        "https://[2002:0a00:0001::1]/",
        "https://0.0.0.0/",
        "https://224.0.0.1/",
        "https://[64:ff9b::169.254.169.254]/",
        "https://[::10.0.0.1]/",
        "https://[::ffff:0:127.0.0.1]/",
        "https://a..b/",
        f"https://{'a' * 64}.example.com/",
        "https://\u3002com/",
        "https://m\xfcller.example.com/",
        "https://hooks.example.com/\xe9",
        "https://hooks.example.com/a b",
        "https://@hooks.example.com/",
    ],
)
def test_a_private_or_strange_address_is_refused(url: str) -> None:
    with pytest.raises(Rejected):
        checked_url(url, local=False)


@pytest.mark.parametrize(
    "url",
    ["https://hooks.example.com/x?y=1", "https://8.8.8.8:8443/", "https://xn--mller-kva.example/"],
)
def test_a_public_one_is_called(url: str) -> None:
    assert checked_url(url, local=False).geturl() == url


def test_on_a_developers_computer_everything_may_be_called() -> None:
    assert checked_url("http://127.0.0.1:8080/inbox", local=True).port == 8080
    check_address(ipaddress.ip_address("127.0.0.1"), local=True)
    with pytest.raises(Rejected):
        checked_url("file:///etc/passwd", local=True)


def test_a_name_is_checked_by_what_it_resolves_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """One bad address among good ones is enough."""

    def resolved(*_: Any, **__: Any) -> list[Any]:
        return [(2, 1, 6, "", (one, 443)) for one in ("8.8.8.8", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    with pytest.raises(Rejected, match="not public"):
        Https().post("https://rebinding.example.com/", b"{}", {})


GOOD = {
    ChannelType.EMAIL: {"address": "ops@example.com"},
    ChannelType.SMS: {"phone": "+491701234567"},
    ChannelType.PUSH: {
        "endpoint_arn": "arn:aws:sns:eu-central-1:123456789012:endpoint/GCM/app/"
        "5e3e9847-3183-3f18-a7e8-671c3a57d4b3"
    },
    ChannelType.SLACK: {"url": "https://hooks.slack.com/services/T/B/x"},
    ChannelType.TEAMS: {"url": "https://x.logic.azure.com/workflows/1"},
    ChannelType.WEBHOOK: {"url": "https://example.com/hook", "secret": "s" * 24},
    ChannelType.PAGERDUTY: {"routing_key": "r"},
    ChannelType.OPSGENIE: {"api_key": "k", "url": "https://api.eu.opsgenie.com"},
}


@pytest.mark.parametrize("kind", ChannelType)
def test_each_type_wants_its_members_and_no_others(kind: ChannelType) -> None:
    shown, secrets = parted(kind, GOOD[kind], known=False)
    assert shown | secrets == GOOD[kind]
    assert secrets.keys() == {one.name for one in MEMBERS[kind] if one.secret} & GOOD[kind].keys()
    with pytest.raises(Rejected, match="has no"):
        parted(kind, GOOD[kind] | {"more": "x"}, known=False)
    with pytest.raises(Rejected):
        parted(kind, {}, known=False)
    for name in GOOD[kind]:
        for wrong in ("", "\n", "x" * 3_000):
            with pytest.raises(Rejected, match=name):
                parted(kind, GOOD[kind] | {name: wrong}, known=False)


def test_secrets_that_are_known_need_not_be_told_again() -> None:
    assert parted(ChannelType.SLACK, {}, known=True) == ({}, {})
    with pytest.raises(Rejected):
        parted(ChannelType.WEBHOOK, {}, known=True)
