"""What is hidden of a payload, and what is not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from csms.commands.secrets import as_kept, is_secret, text_without_secrets, without_secrets

NAMES = [
    "AuthorizationKey", "authorizationkey ", "SecurityCtrlr.BasicAuthPassword",
    "securityctrlr.BASICAUTHPASSWORD", "Authorization-Key", "Basic Auth Password", "VpnPassword",
    "VpnKey", "ApnPassword", "ApnSimPin", "NetworkConfiguration[1].VpnKey",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("key", "value"), [("key", "value"), ("Key", "Value"), ("KEY", "newValue"), ("name", "value")]
)
def test_the_value_beside_a_secret_key_is_hidden(name: str, key: str, value: str) -> None:
    said = {"configurationKey": [{key: name, "readonly": False, value: "S3cret"}]}
    hidden = {"configurationKey": [{key: name, "readonly": False, value: "(hidden)"}]}
    assert without_secrets(said) == hidden
    assert as_kept(said) == hidden
    assert is_secret(name)


@pytest.mark.parametrize("name", ["HeartbeatInterval", "SecurityProfile", "PasswordPolicy.Length"])
def test_any_other_value_stays(name: str) -> None:
    said = [{"key": name, "value": "300"}, {"variable": {"name": name}, "attributeValue": "300"}]
    assert without_secrets(said) == said


def test_every_scalar_below_a_secret_variable_is_hidden() -> None:
    naming: dict[str, Any] = {
        "component": {"name": "NetworkConfiguration", "instance": "1"},
        "Variable": {"Name": "vpnkey", "instance": "main"},
        "attributeStatus": "Accepted",
    }
    said = naming | {
        "attributeStatusInfo": {"additionalInfo": "it is S3cret"},
        "variableAttribute": [
            {"type": "Actual", "mutability": "WriteOnly", "value": "S3cret", "persistent": True},
            {"type": "Target", "value": 4711, "more": {"name": "S3cret", "deep": [["S3cret"]]}},
        ],
    }
    shown = without_secrets(said)
    assert shown == naming | {
        "attributeStatusInfo": {"additionalInfo": "(hidden)"},
        "variableAttribute": [
            {"type": "Actual", "mutability": "WriteOnly", "value": "(hidden)", "persistent": True},
            {
                "type": "Target",
                "value": "(hidden)",
                "more": {"name": "(hidden)", "deep": [["(hidden)"]]},
            },
        ],
    }


def test_members_are_secret_in_any_case() -> None:
    said = {"vpn": {"Server": "s", "Key": "K"}, "APNPASSWORD": "P", "SimPin": 1, "VpnKey": "K"}
    assert without_secrets(said) == {
        "vpn": {"Server": "s", "Key": "(hidden)"},
        "APNPASSWORD": "(hidden)",
        "SimPin": "(hidden)",
        "VpnKey": "(hidden)",
    }


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("ftp://user:pass@host/a", "ftp://***@host/a"),
        ("FTPS://user@host:21/a@b", "FTPS://***@host:21/a@b"),
        ("sftp://u:p%40@q@host", "sftp://***@host"),
        ("wss://u:p@[::1]:9000/x?y=z@", "wss://***@[::1]:9000/x?y=z@"),
        ("see ftp://u:p@one, ftp://u:p@two", "see ftp://***@one, ftp://***@two"),
        ("https://host/path?mail=a@b", "https://host/path?mail=a@b"),
        ("https://host?mail=a@b", "https://host?mail=a@b"),
        ("somebody@example.com", "somebody@example.com"),
        ('{"url":"ftp://host","mail":"a@b"}', '{"url":"ftp://host","mail":"a@b"}'),
        ("://" * 40_000, "://" * 40_000),
    ],
)
def test_who_logs_in_at_a_host_is_hidden_where_it_is_shown_only(url: str, shown: str) -> None:
    assert without_secrets({"a": [url]}) == {"a": [shown]}
    assert as_kept({"a": [url]}) == {"a": [url]}


def test_a_text_without_secrets_stays_to_the_letter() -> None:
    for text in ('[2, "1", "X", {"a":  1.0}]', '[2, "a@b", "\\u0041",  {}]', "no JSON"):
        assert text_without_secrets(text) == text


@pytest.mark.parametrize(
    "text",
    [
        '[3,"1",{"configurationKey":[{"Key":"authorizationKEY","Value":"S3cret"}]}]',
        '[3,"1",{"configurationKey":[{"key":"\\u0041uthorizationKey","value":"S3cret"}]}]',
        '[2,"1","GetDiagnostics",{"location":"ftp:\\/\\/u:S3cret@host"}]',
        '[2,"1","GetDiagnostics",{"location":"ftp://u:S3cret@host"}]',
        '[2,"1","SetVariables",{"a":{"variable":{"name":"ApnSimPin"},"attributeValue":"S3cret"}}]',
        '[2,"1","AuthorizationKey","S3cret"',
    ],
)
def test_a_secret_in_a_text_is_hidden_however_it_is_written(text: str) -> None:
    assert "S3cret" not in text_without_secrets(text)


def test_what_is_nested_too_deep_is_hidden_instead_of_an_error() -> None:
    deep: Any = "S3cret"
    for _ in range(5_000):
        deep = [deep]
    assert "S3cret" not in json.dumps(without_secrets({"key": "VpnKey", "value": deep}))
    assert "(hidden)" in json.dumps(as_kept({"a": deep}))
