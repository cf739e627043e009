"""What is sent to Alfen stations."""

from csms.vendors.makers.alfen import VENDOR
from csms.vendors.outgoing import bent


def test_alfen_is_asked_for_measurands_by_phase() -> None:
    key = {"key": "MeterValuesSampledData", "value": "Current.Import,SoC"}
    found = bent("ChangeConfiguration", key, VENDOR)["value"]
    assert found == "Current.Import.L1,Current.Import.L2,Current.Import.L3,SoC"
