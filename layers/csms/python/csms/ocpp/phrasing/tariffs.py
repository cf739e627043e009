"""The verb set_default_tariff (2.1 I07): a tariff that stations calculate by.

What it says is made of the tariff that is current when it leaves (`csms.ocpp.tariffing`).
"""

from typing import Any

from csms.commands.model import Command
from csms.commands.sending import Call
from csms.errors import Rejected
from csms.ocpp.phrasing.fields import Verb, text, whole
from csms.stations.model import Station

VERB = "set_default_tariff"
V21 = "ocpp2.1"
# A command's member that holds the tariff; what a caller names so is none.
TARIFF = "tariff"


class StationTariff(dict[str, Any]):
    """A TariffType, as we made it."""


def _set_default_tariff(command: Command, protocol: str, station: Station) -> Call:
    tariff_id, evse_id = text(command, "tariff_id"), whole(command, "evse_id", 0)
    if protocol != V21:
        raise Rejected(f"{VERB}: stations calculate by tariffs in OCPP 2.1 alone")
    if evse_id and station.evse(evse_id) is None:
        raise Rejected(f"{VERB}: station {station.station_id} has no EVSE {evse_id}; 0 is all")
    made = command.payload.get(TARIFF)
    # Before it leaves only the form is looked at.
    tariff = made if isinstance(made, StationTariff) else {"tariffId": tariff_id, "currency": "EUR"}
    return Call("SetDefaultTariff", {"evseId": evse_id, "tariff": tariff})


VERBS: dict[str, Verb] = {VERB: _set_default_tariff}
