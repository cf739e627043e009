"""The table of all messages says what the routes and the schemas do."""

import pytest

from csms.ocpp.dispatcher import VERSIONS, routes
from ocpp_matrix.matrix import FROM_STATIONS, actions, cell
from ocpp_matrix.page import PAGE, with_matrix


def test_table_is_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text == with_matrix(text), "run: python -m ocpp_matrix"


@pytest.mark.parametrize(
    ("protocol", "messages", "from_stations"),
    [("ocpp1.6", 39, 14), ("ocpp2.0.1", 64, 25), ("ocpp2.1", 91, 37)],
)
def test_every_message_of_a_version_is_in_it(
    protocol: str, messages: int, from_stations: int
) -> None:
    assert len(actions(protocol)) == messages
    assert len(actions(protocol) & FROM_STATIONS) == from_stations


@pytest.mark.parametrize("protocol", VERSIONS)
def test_every_message_of_a_station_has_a_handler(protocol: str) -> None:
    assert routes(protocol).keys() <= FROM_STATIONS
    assert "in, refused" not in {cell(protocol, one) for one in actions(protocol)}
