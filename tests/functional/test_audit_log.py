"""The audit log as an operator reads it: who it was by name, and what it was about."""

from __future__ import annotations

import pytest
from tests.http_api import Caller

pytestmark = pytest.mark.usefixtures("network")


def a_person(subject: str, **claims: str) -> Caller:
    return Caller("operator_api", {"sub": subject, "cognito:groups": "[operators]"} | claims)


VERIFIED = {"email_verified": "true"}
ADA = a_person("u-1", name="Ada Byron", email="ada@example.com", **VERIFIED)
BOB = a_person("u-2", email="bob@example.com", **VERIFIED)
ADA_THEN = "Ada Byron (ada@example.com)"
MACHINE = a_person("u-3")


@pytest.fixture
def worked(network: None) -> None:
    """Three people, an order each; two entries for each of them."""
    ADA.post("/stations/CP1/notes", {"text": "Hello"})
    BOB.put("/tokens/CARD9", {"status": "Accepted"})
    MACHINE.put("/stations/CP9", {"site_id": "site-1"})


def told(**query: str | int) -> list[tuple[str | None, str]]:
    """Name and object of each order, newest first, by its end."""
    found = ADA.get("/audit", **query).json["items"]
    return [(one["name"], one["object_id"]) for one in found if one["outcome"] == "done"]


@pytest.mark.usefixtures("worked")
def test_people_are_named_as_they_were_called_then() -> None:
    entries = ADA.get("/audit").json["items"]
    assert len(entries) == 6
    assert told() == [(None, "CP9"), ("bob@example.com", "CARD9"), (ADA_THEN, "CP1")]
    renamed = a_person("u-1", name="Ada Lovelace", email="ada@example.com", **VERIFIED)
    renamed.put("/tokens/CARD8", {"status": "Accepted"})
    now = "Ada Lovelace (ada@example.com)"
    assert told(subject="u-1") == [(now, "CARD8"), (ADA_THEN, "CP1")]


def test_who_writes_another_ones_name_into_their_account_does_not_pass_for_them(
    network: None,
) -> None:
    """Name and address are the user's own to write at Cognito; an address is proven by mail."""
    for forged in ({}, {"email_verified": "false"}):
        other = a_person("u-9", name="Ada Byron", email="ada@example.com", **forged)
        other.put("/tokens/CARD7", {"status": "Accepted"})
    assert told(subject="u-9") == [(None, "CARD7")] * 2


@pytest.mark.usefixtures("worked")
@pytest.mark.parametrize(
    ("query", "objects"),
    [
        ({"who": "byron"}, ["CP1"]),
        ({"who": "B@EXAMPLE.com"}, ["CARD9"]),
        ({"who": "u-3"}, ["CP9"]),
        ({"who": "nobody"}, []),
        ({"what": "NOTES"}, ["CP1"]),
        ({"what": "card9"}, ["CARD9"]),
        ({"what": "put /"}, ["CP9", "CARD9"]),
        ({"what": "put /", "who": "bob"}, ["CARD9"]),
        ({"what": "tokens", "who": "ada"}, []),
        ({"what": "put", "object_id": "CP9"}, ["CP9"]),
    ],
)
def test_it_is_searched_by_person_and_by_matter(query: dict[str, str], objects: list[str]) -> None:
    assert [name for _, name in told(**query)] == objects


@pytest.mark.usefixtures("worked")
def test_a_search_goes_on_page_by_page() -> None:
    seen, query = [], {"what": "put /", "limit": 1}
    while True:
        page = ADA.get("/audit", **query).json
        seen += page["items"]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    assert [one["object_id"] for one in seen] == ["CP9", "CP9", "CARD9", "CARD9"]
    other = {"who": "ada", "limit": 1, "cursor": ADA.get("/audit", limit=1).json["next"]}
    assert ADA.get("/audit", **other).status == 422


def test_an_order_of_money_is_named_too() -> None:
    amount = {"minor": 100, "currency": "EUR"}
    body = {"kind": "credit", "driver_id": "driver-1", "amount": amount, "reason": "sorry"}
    assert ADA.post("/money-orders", body).status == 201
    assert told(what="money.") == [(ADA_THEN, "driver-1")]
