"""ChargeX Aqueduct."""

from csms.vendors.model import Match, Quirk, Traits, Vendor

VENDOR = Vendor(
    key="chargex",
    name="ChargeX",
    matches=(Match(vendor="ChargeX GmbH"),),
    quirks=(
        Quirk(
            "CHX-1",
            says="Transaction.End comes after StopTransaction; ChangeAvailability is not supported;"
            " configuration booleans are True and False",
            handled="the sample is kept with its session, the stop counts; ChangeAvailability is"
            " refused before it is sent",
            source="SAP chargex.station-template.json",
            grade="B",
        ),
    ),
    traits=Traits(unsupported_actions=frozenset({"ChangeAvailability"})),
)
