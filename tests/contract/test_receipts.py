from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.builders import NOW, a_transfer, minutes
from tests.documents import CONTENT, ISSUER, a_document

from csms.errors import Conflict
from csms.ledger import chart
from csms.receipts.content import Reserved
from csms.receipts.document import Document, Kind, credit_note_id
from csms.receipts.issuing import issue
from csms.receipts.legal import LegalEntity, issuer_of
from csms.receipts.ports import Added, Credited, Refund
from csms.stations.meter_keys import KeyOrigin, MeterKey, MeterKeys

if TYPE_CHECKING:
    from tests.contract.conftest import Ports

WALLET, REVENUE = chart.wallet("driver-1"), chart.revenue("site-1", "EUR")


def a_refund(minor: int = 100, before: Credited | None = None) -> Refund:
    before = before or Credited()
    count = before.count + 1
    after = Credited(before.minor + minor, count, {**before.notes, f"key-{count}": count})
    transfer = a_transfer(credit_note_id("SESSION-1", count), (WALLET, minor), (REVENUE, -minor))
    return Refund(before, after, transfer)


def a_credit_note(count: int = 1, sequence: int = 1) -> Document:
    return a_document(
        document_id=credit_note_id("SESSION-1", count),
        kind=Kind.CREDIT_NOTE,
        token=f"credit-{count}",
        sequence=sequence,
    )


def test_document_comes_back_as_it_was_issued(ports: "Ports") -> None:
    issued = issue(a_document(), ports.documents)
    assert (issued.number, issued.sequence) == ("R-000001", 1)
    assert issued.content == CONTENT
    for found in (
        ports.documents.get("rcp:SESSION-1"),
        ports.documents.by_number("R-000001"),
        ports.documents.by_token("token-of-SESSION-1"),
    ):
        assert found == issued


def test_document_of_a_reservation_comes_back_as_it_was_issued(ports: "Ports") -> None:
    reserved = Reserved(7, NOW, minutes(45), "expired")
    content = replace(CONTENT, energy=None, signed=None, idle=(), reserved=reserved)
    draft = a_document("rsv:CP1:7", content=content)
    kept = replace(draft, session_id=None, reservation_id="CP1:7")
    issued = issue(kept, ports.documents)
    assert ports.documents.get("rcp:rsv:CP1:7") == issued == replace(kept, sequence=1)
    assert issued.subject_id == "rsv:CP1:7"


def test_unknown_documents_are_none(ports: "Ports") -> None:
    assert ports.documents.get("rcp:X") is None
    assert ports.documents.by_number("R-000001") is None
    assert ports.documents.by_token("guess") is None
    assert ports.documents.credited("SESSION-1") == Credited()


def test_issuing_again_gives_the_same_document(ports: "Ports") -> None:
    issued = issue(a_document(), ports.documents)
    other = a_document(token="another", content=replace(CONTENT, gross_minor=1))
    assert issue(other, ports.documents) == issued
    assert ports.documents.by_token("another") is None
    assert ports.documents.last("network", Kind.RECEIPT) == 1


def test_each_entity_and_kind_counts_for_itself(ports: "Ports") -> None:
    numbers = [
        issue(a_document(f"S{n}", **fields), ports.documents).number
        for n, fields in enumerate(
            [
                {},
                {},
                {"entity_id": "north-ltd"},
                {"kind": Kind.CREDIT_NOTE, "document_id": "crn:S0:1"},
                {},
                {"entity_id": "north-ltd"},
            ]
        )
    ]
    assert numbers == [
        "R-000001", "R-000002", "NORTH-LTD-R-000001", "C-000001", "R-000003", "NORTH-LTD-R-000002",
    ]  # fmt: skip


def test_number_that_was_given_is_not_given_again(ports: "Ports") -> None:
    assert ports.documents.add(a_document("S1", sequence=1)) is Added.YES
    assert ports.documents.add(a_document("S1", sequence=2)) is Added.KNOWN
    assert ports.documents.add(a_document("S2", sequence=1)) is Added.TAKEN
    assert ports.documents.add(a_document("S2", sequence=3)) is Added.TAKEN
    assert ports.documents.get("rcp:S2") is None
    assert ports.documents.last("network", Kind.RECEIPT) == 1


def test_refund_and_its_note_stand_or_fall_together(ports: "Ports") -> None:
    refund = a_refund()
    assert ports.documents.add(a_credit_note(), refund) is Added.YES
    assert ports.documents.credited("SESSION-1") == refund.after
    balance = ports.ledger.balances(WALLET)
    assert balance is not None
    assert balance.available_minor == 100
    stale = a_refund(50)
    assert ports.documents.add(a_credit_note(2, 2), stale) is Added.TAKEN
    assert ports.documents.get(credit_note_id("SESSION-1", 2)) is None
    second = a_refund(50, refund.after)
    assert ports.documents.add(a_credit_note(2, 2), second) is Added.YES
    assert ports.documents.credited("SESSION-1").minor == 150


def test_refund_that_an_account_does_not_allow_leaves_nothing(ports: "Ports") -> None:
    transfer = a_transfer("crn:SESSION-1:1", (WALLET, -100), (REVENUE, 100))
    refund = Refund(Credited(), Credited(100, 1, {}), transfer)
    with pytest.raises(Conflict):
        ports.documents.add(a_credit_note(), refund)
    assert ports.documents.last("network", Kind.CREDIT_NOTE) == 0
    assert ports.documents.credited("SESSION-1") == Credited()


def test_legal_entity_is_kept(ports: "Ports") -> None:
    assert ports.legal_entities.get("network") is None
    unnamed = issuer_of(None, ports.legal_entities)
    assert unnamed.missing == ("name", "address", "country", "vat_id", "contact")
    ports.legal_entities.put(ISSUER)
    assert ports.legal_entities.get("network") == ISSUER
    assert issuer_of(None, ports.legal_entities).missing == ()
    ports.legal_entities.put(LegalEntity("network", name="Renamed"))
    assert issuer_of("network", ports.legal_entities).footers == {}


def test_keys_of_meters_are_kept(ports: "Ports") -> None:
    none = ports.meter_keys.get("CP1")
    assert none == MeterKeys("CP1")
    registered = MeterKeys(
        "CP1", (MeterKey("ab", 1, NOW, minutes(9)), MeterKey("cd")), pin_first_use=True
    )
    ports.meter_keys.put(registered)
    assert ports.meter_keys.get("CP1") == registered
    assert ports.meter_keys.get("CP2") == MeterKeys("CP2")


def test_key_is_pinned_once(ports: "Ports") -> None:
    allowed = MeterKeys("CP1", pin_first_use=True)
    ports.meter_keys.put(allowed)
    first, second = allowed.pinned("ab", 1, NOW), allowed.pinned("cd", 1, NOW)
    assert ports.meter_keys.pin(allowed, first)
    assert not ports.meter_keys.pin(allowed, second)
    (key,) = ports.meter_keys.get("CP1").keys
    assert (key.public_key, key.origin) == ("ab", KeyOrigin.FIRST_USE)
