"""The CloudFront Function, executed from the very file that the template carries."""

import json
from pathlib import Path
from typing import Any

import pytest
import quickjs

_SOURCE = Path(__file__).parents[2] / "edge" / "ocpp_identity.js"
_CLOUDFRONT_LIMIT_BYTES = 10_000


def _view(uri: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
    """What the function makes of a viewer request: the changed request, or a response."""
    request = {
        "method": "GET",
        "uri": uri,
        "querystring": {"cp": {"value": "other"}},
        "headers": {name: {"value": value} for name, value in (headers or {}).items()},
        "cookies": {},
    }
    context = quickjs.Context()
    context.eval(_SOURCE.read_text().replace("${Stage}", "dev"))
    answer: dict[str, Any] = json.loads(
        context.eval(f"JSON.stringify(handler({json.dumps({'request': request})}))")
    )
    return answer


@pytest.mark.parametrize(
    ("uri", "identity"),
    [
        ("/ocpp/CP001", "CP001"),
        ("/ocpp/CP001/", "CP001"),
        ("/ocpp/1.6/CP001", "CP001"),
        ("/ocpp/a/b/c/d/CP001/", "CP001"),
        ("/ocpp//CP001", "CP001"),
        ("/ocpp/ocpp", "ocpp"),
        ("/ocpp/DE*ABC*E1%2F2", "DE*ABC*E1%2F2"),
        ("/ocpp/caf%C3%A9%20%231", "caf%C3%A9%20%231"),
        ("/ocpp/ev-box:0042_B.7", "ev-box:0042_B.7"),
        ("/ocpp/%", "%"),
        ("/ocpp/" + "x" * 255, "x" * 255),
    ],
)
def test_last_segment_becomes_the_identity_as_it_was_written(uri: str, identity: str) -> None:
    request = _view(uri)
    assert request["headers"]["x-ocpp-identity"] == {"value": identity}
    assert request["uri"] == "/dev"


@pytest.mark.parametrize(
    "uri",
    ["/", "/ocpp", "/ocpp/", "/ocpp//", "/ocpp/CP001//", "/dev", "/OCPP/CP001", "/xocpp/CP001",
     "/a/ocpp/CP001", ""],
)  # fmt: skip
def test_path_without_an_identity_is_not_found(uri: str) -> None:
    assert _view(uri) == {"statusCode": 404, "statusDescription": "Not Found"}


def test_identity_that_the_client_claims_by_header_is_overwritten() -> None:
    request = _view("/ocpp/CP001", {"x-ocpp-identity": "CP002"})
    assert request["headers"] == {"x-ocpp-identity": {"value": "CP001"}}


def test_query_and_other_headers_stay_as_they_are() -> None:
    headers = {"authorization": "Basic eA==", "sec-websocket-protocol": "ocpp2.0.1, ocpp1.6"}
    request = _view("/ocpp/CP001", headers)
    assert request["querystring"] == {"cp": {"value": "other"}}
    for name, value in headers.items():
        assert request["headers"][name] == {"value": value}


def test_slashes_without_end_cost_no_time() -> None:
    assert _view("/ocpp" + "/" * 8_000)["statusCode"] == 404


def test_file_can_stand_in_the_template() -> None:
    source = _SOURCE.read_text()
    assert source.count("${") == source.count("${Stage}") == 1
    assert len(source.encode()) < _CLOUDFRONT_LIMIT_BYTES


_CERTIFICATE = {
    "cloudfront-viewer-cert-present": "1",
    "cloudfront-viewer-cert-sha256": "ab",
    "cloudfront-viewer-cert-subject": "CN=CP1",
}
_CLAIMED = {
    "x-ocpp-certificate-sha256": "forged",
    "x-ocpp-certificate-subject": "CN=forged",
    "x-ocpp-transport": "ws",
}


def _told(headers: dict[str, str]) -> dict[str, str]:
    headers = _view("/ocpp/CP1", headers)["headers"]
    names = [name for name in headers if name.startswith(("x-ocpp-certificate-", "x-ocpp-tr"))]
    return {name: headers[name]["value"] for name in names}  # type: ignore[index]


def test_certificate_is_told_by_cloudfront_and_by_nobody_else() -> None:
    expected = {"x-ocpp-certificate-sha256": "ab", "x-ocpp-certificate-subject": "CN=CP1"}
    assert _told(_CERTIFICATE) == expected
    assert _told(_CERTIFICATE | _CLAIMED) == expected


@pytest.mark.parametrize("present", ["0", "", "true", None])
def test_without_a_certificate_a_client_cannot_claim_one(present: str | None) -> None:
    flag = {} if present is None else {"cloudfront-viewer-cert-present": present}
    without = {name: value for name, value in _CERTIFICATE.items() if "present" not in name}
    assert _told(without | _CLAIMED | flag) == {}
