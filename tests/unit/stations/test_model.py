import pytest

from csms.stations.model import CurrentType, Evse, Station

STATION = Station(
    "CP1",
    None,
    0,
    None,
    (Evse(1, CurrentType.DC, None, (1, 2)), Evse(3, CurrentType.AC, None, (1,))),
)


@pytest.mark.parametrize(("number", "place"), [(1, (1, 1)), (2, (1, 2)), (3, (3, 1))])
def test_connectors_of_1_6_are_counted_across_the_station(
    number: int, place: tuple[int, int]
) -> None:
    assert STATION.place_of_connector(number) == place
    assert STATION.connector_number(*place) == number


def test_evse_stands_for_its_first_connector() -> None:
    assert STATION.connector_number(1) == 1
    assert STATION.connector_number(3) == 3


@pytest.mark.parametrize("number", [0, 4, 99])
def test_unregistered_connector_is_an_evse_of_its_own(number: int) -> None:
    assert STATION.place_of_connector(number) == (number, 1)


def test_unregistered_evse_is_its_own_connector() -> None:
    assert STATION.connector_number(7) == 7
    assert STATION.evse(7) is None


def test_evse_is_found_by_its_number() -> None:
    evse = STATION.evse(3)
    assert evse is not None
    assert evse.current_type is CurrentType.AC
