import boto3
import pytest
from tests.builders import NOW, minutes

from csms import bootstrap
from csms.adapters.memory.configuration import MemoryConfigurations
from csms.clock import to_text
from csms.stations.configuration import ConfigurationRepository, Reading


@pytest.fixture(params=["memory", "dynamodb"])
def configurations(request: pytest.FixtureRequest) -> ConfigurationRepository:
    if request.param == "memory":
        return MemoryConfigurations()
    request.getfixturevalue("deployment")
    return bootstrap.configurations()


def test_nothing_is_wanted_at_first(configurations: ConfigurationRepository) -> None:
    assert configurations.wanted("CP1") == {}
    assert configurations.reported("CP1") == {}


def test_what_is_wanted_replaces_what_was(configurations: ConfigurationRepository) -> None:
    configurations.put_wanted("CP1", {"A": "1", "B": ""})
    assert configurations.wanted("CP1") == {"A": "1", "B": ""}
    configurations.put_wanted("CP1", {"A": "2"})
    assert configurations.wanted("CP1") == {"A": "2"}
    assert configurations.wanted("CP2") == {}


def test_readings_are_kept_beside_the_others(configurations: ConfigurationRepository) -> None:
    first = Reading("1", NOW, readonly=True, reboot_required=True)
    second, third = Reading(None, NOW, supported=False), Reading("", minutes(1))
    configurations.report("CP1", {"A": first, "B": second})
    configurations.report("CP1", {"B": third})
    assert configurations.reported("CP1") == {"A": first, "B": third}
    assert configurations.reported("CP2") == {}
    assert configurations.wanted("CP1") == {}


def test_what_differs_is_written_with_the_report(deployment: None) -> None:
    """For the stream: whoever reads it sees the drift without another read."""
    configurations = bootstrap.configurations()
    configurations.put_wanted("CP1", {"A": "1", "B": "2", "C": "3"})
    configurations.report("CP1", {"A": Reading("1", NOW), "B": Reading("9", NOW)})
    table = boto3.resource("dynamodb").Table("StationsTable")
    place = {"pk": "CFG#CP1", "sk": "REPORTED"}
    assert table.get_item(Key=place)["Item"]["drifted"] == ["B"]
    configurations.report("CP1", {"B": Reading("2", minutes(1))})
    item = table.get_item(Key=place)["Item"]
    assert (item["drifted"], item["reported_at"]) == ([], to_text(minutes(1)))
