import pytest

from csms.adapters.stripe.amounts import from_wire, to_wire
from csms.errors import Rejected
from csms.money import Money


@pytest.mark.parametrize(
    ("minor", "currency", "wire"),
    [
        (1234, "EUR", 1234),
        (500, "JPY", 500),
        (500, "ISK", 50_000),
        (500, "UGX", 50_000),
        (1230, "KWD", 1230),
        (1200, "MGA", 12),
    ],
)
def test_amounts_go_there_and_back(minor: int, currency: str, wire: int) -> None:
    assert to_wire(Money(minor, currency)) == wire
    assert from_wire(wire, currency.lower()) == Money(minor, currency)


@pytest.mark.parametrize(("minor", "currency"), [(1234, "KWD"), (1250, "MGA")])
def test_amounts_that_the_provider_cannot_express_are_refused(minor: int, currency: str) -> None:
    with pytest.raises(Rejected):
        to_wire(Money(minor, currency))
