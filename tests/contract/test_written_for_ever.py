"""What DynamoDB itself refuses: an entry, or an account's list of holds, is never written over."""

from typing import Any

import boto3
import pytest
from tests.builders import NOW, a_hold, a_transfer

from csms import bootstrap, clock
from csms.errors import Conflict
from csms.ledger import chart

WALLET = chart.wallet("driver-1")
AT = clock.to_text(NOW)


def table() -> Any:
    return boto3.resource("dynamodb").Table(bootstrap.settings().ledger_table)


def stands(sk: str) -> dict[str, str]:
    """An item in the way, that nobody of us has written."""
    item = {"pk": f"ACC#{WALLET}", "sk": sk, "note": "as it was"}
    table().put_item(Item=item)
    return item


def now(item: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = table().get_item(Key={"pk": item["pk"], "sk": item["sk"]})["Item"]
    return found


def test_an_entry_is_never_written_over(deployment: None) -> None:
    entry = stands(f"ENTRY#{AT}#fund")
    with pytest.raises(Conflict):
        bootstrap.ledger().post(a_transfer("fund", (WALLET, 1000), (chart.opening("EUR"), -1000)))
    assert now(entry) == entry
    assert bootstrap.ledger().balances(WALLET) is None


def test_the_list_of_holds_is_never_written_over(deployment: None) -> None:
    bootstrap.ledger().post(a_transfer("fund", (WALLET, 1000), (chart.opening("EUR"), -1000)))
    listed = stands(f"HOLD#{AT}#hld:1")
    with pytest.raises(Conflict):
        bootstrap.holds().place(a_hold(400))
    assert now(listed) == listed
    assert bootstrap.holds().hold("hld:1") is None
