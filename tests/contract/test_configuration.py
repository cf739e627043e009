import pytest
from tests.builders import NOW, minutes

from csms import bootstrap
from csms.adapters.memory.configuration import MemoryConfigurations
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
