import base64

import pytest

from csms.ocpp.handshake import (
    Connection,
    Credentials,
    choose_subprotocol,
    connection_of,
    credentials,
    header,
    identity,
    offered_subprotocols,
)


def basic(text: str | bytes, scheme: str = "Basic") -> dict[str, str]:
    raw = text.encode() if isinstance(text, str) else text
    return {"Authorization": f"{scheme} {base64.b64encode(raw).decode()}"}


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (["ocpp1.6"], "ocpp1.6"),
        (["ocpp1.6", "ocpp2.0.1"], "ocpp2.0.1"),
        (["ocpp1.6", "ocpp2.0.1", "ocpp2.1"], "ocpp2.1"),
        (["ocpp2.1"], "ocpp2.1"),
        (["ocpp2.0.1", "ocpp1.6"], "ocpp2.0.1"),
        ([" ocpp1.6 ", "soap"], "ocpp1.6"),
        (["ocpp1.5", "OCPP1.6"], None),
        ([], None),
    ],
)
def test_newest_common_version_is_chosen(offered: list[str], chosen: str | None) -> None:
    assert choose_subprotocol(offered) == chosen


@pytest.mark.parametrize("text", ["ocpp2.0.1,ocpp1.6", "ocpp2.0.1, ocpp1.6", "ocpp2.0.1 ,ocpp1.6,"])
def test_offers_are_split_with_or_without_blanks(text: str) -> None:
    assert offered_subprotocols({"Sec-WebSocket-Protocol": text}) == ["ocpp2.0.1", "ocpp1.6"]


def test_no_offer_is_an_empty_one() -> None:
    assert offered_subprotocols({}) == []


@pytest.mark.parametrize(
    ("text", "station_id"),
    [
        ("CP1", "CP1"),
        ("CP%201", "CP 1"),
        ("a%2Fb", "a/b"),
        ("%C3%A9", "é"),
        ("x" * 48, "x" * 48),
        ("x" * 49, None),
        ("", None),
        ("CP%00", None),
        ("CP%0A1", None),
    ],
)
def test_identity_is_decoded_and_usable(text: str, station_id: str | None) -> None:
    assert identity({"X-Ocpp-Identity": text}) == station_id


def test_no_identity_is_none() -> None:
    assert identity({}) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("CP1:secret", Credentials("CP1", b"secret")),
        ("CP1:se:cr:et", Credentials("CP1", b"se:cr:et")),
        ("CP1:", Credentials("CP1", b"")),
        (b"CP1:\xff\x00\x80", Credentials("CP1", b"\xff\x00\x80")),
        ("CP1", None),
        (b"\xff:secret", None),
    ],
)
def test_password_may_have_colons_and_need_not_be_text(
    raw: str | bytes, expected: Credentials | None
) -> None:
    assert credentials(basic(raw)) == expected


@pytest.mark.parametrize(
    ("raw", "password"),
    [("00:1A:2B:secret", b"secret"), ("00:1A:2B:se:cr:et", b"se:cr:et"), ("00:1A:2B:", b"")],
)
def test_an_identity_may_have_colons_too(raw: str, password: bytes) -> None:
    assert credentials(basic(raw), "00:1A:2B") == Credentials("00:1A:2B", password)
    assert credentials(basic("00:1A"), "00:1A:2B") == Credentials("00", b"1A")


def test_scheme_has_no_case() -> None:
    assert credentials(basic("CP1:secret", "bAsIc")) == Credentials("CP1", b"secret")


@pytest.mark.parametrize(
    "text", ["", "Basic", "Basic ???", "Basic Q1Ax", "Bearer Q1AxOnNlY3JldA=="]
)
def test_other_headers_are_no_credentials(text: str) -> None:
    assert credentials({"authorization": text}) is None


def test_headers_have_no_case() -> None:
    assert header({"X-Thing": "1"}, "x-thing") == "1"
    assert header({}, "x-thing") == ""


def test_connection_is_what_the_authorizer_left() -> None:
    context = {"station_id": "CP1", "protocol": "ocpp1.6", "site_id": "", "places": "1.1 2.1 2.2"}
    connection = connection_of({"authorizer": context, "connectionId": "socket"})
    assert connection == Connection("CP1", "ocpp1.6", "socket", None, ((1, 1), (2, 1), (2, 2)))


def test_connection_without_places_counts_each_connector_as_an_evse() -> None:
    context = {"station_id": "CP1", "protocol": "ocpp1.6"}
    connection = connection_of({"authorizer": context, "connectionId": "socket"})
    assert [connection.place_of_connector(n) for n in (0, 1, 2)] == [(0, 0), (1, 1), (2, 1)]
