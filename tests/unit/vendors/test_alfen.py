"""What is sent to Alfen stations."""

from csms.vendors.outgoing import bent
from csms.vendors.registry import vendor

VENDOR = vendor("alfen")


def test_alfen_is_asked_for_measurands_by_phase() -> None:
    key = {"key": "MeterValuesSampledData", "value": "Current.Import,SoC"}
    found = bent("ChangeConfiguration", key, VENDOR)["value"]
    assert found == "Current.Import.L1,Current.Import.L2,Current.Import.L3,SoC"
