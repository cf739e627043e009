"""Wallbox (Pulsar Plus, Pulsar Pro, Copper), known as `Wall Box Chargers`."""

from csms.vendors.boots import with_facts
from csms.vendors.model import Identity, Match, Quirk, Traits, Vendor

# What meterType says of a meter that is not certified for billing.
_NOT_COMPLIANT = "NON compliant"


def _identify(said: Identity) -> Identity:
    if _NOT_COMPLIANT not in said.facts.get("meter_type", ""):
        return said
    return with_facts(said, meter_certified="false", meter_values_expected="false")


VENDOR = Vendor(
    key="wallbox",
    name="Wallbox",
    matches=(Match(vendor="Wall Box Chargers"), Match(vendor="Wallbox")),
    quirks=(
        Quirk(
            "WAL-1",
            says='"" in info, vendorErrorCode and idTag',
            handled="absent; a stop without a tag is nobody's tag",
            source="lbbrhzn PR#1925, evcc#14040",
            grade="A",
        ),
        Quirk(
            "WAL-2",
            says="firmware 6: no MeterValues though configured; meterType says that the meter is"
            " not certified",
            handled="start and stop are enough; the missing certification is a fact of the boot",
            source="evcc#28539, lbbrhzn docs/debugging.md",
            grade="A",
        ),
        Quirk(
            "WAL-2",
            says="firmware 6: no BootNotification on connect",
            handled="recognised by its last boot, and asked for one when it connects",
            source="evcc#28539, PR#28541, 20de0b9da",
            grade="A",
            test="functional/test_boot_requests.py::test_a_station_that_boots_when_asked_is_asked_at_each_connection",
        ),
        Quirk(
            "WAL-3",
            says="StopTransaction of a session that was never started here",
            handled="acknowledged, kept as an orphan fact",
            source="ConnectorIO PR#199",
            grade="B",
        ),
        Quirk(
            "WAL-4",
            says="charging profiles work at stack level 0 only; newer ones want kind Relative",
            handled="sent with stack level 0; the kind is the operator's",
            source="SAP WALLBOX integration, evcc 858deaa29",
            grade="B",
            test="unit/vendors/test_wallbox.py::test_wallbox_gets_profiles_at_stack_level_0",
        ),
    ),
    traits=Traits(highest_stack_level=0, boots_when_asked=True),
    identify=_identify,
    vendor_ids=("com.wallbox",),
)
