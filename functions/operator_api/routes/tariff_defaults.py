"""Which tariffs hold where no other rule does."""

from fastapi import APIRouter
from pydantic import RootModel

from csms.stations.model import CurrentType
from csms.tariffs.assigning import Assigning, assign_general
from csms.tariffs.rules import NETWORK, general_tariff_ids
from csms.web.fields import Identifier
from csms.web.needs import Needs

router = APIRouter()


class TariffDefaults(RootModel[dict[CurrentType, Identifier]]):
    """The network's tariff for each current type."""


@router.get("/tariff-defaults", summary="Get the network's tariffs")
def get_tariff_defaults(needs: Needs) -> TariffDefaults:
    """What everybody pays where no other rule holds: see /network/tariffs."""
    return TariffDefaults(general_tariff_ids(needs.assignments.at(NETWORK).rules))


@router.put("/tariff-defaults", summary="Set the network's tariffs")
def put_tariff_defaults(wanted: TariffDefaults, needs: Needs) -> TariffDefaults:
    """Replace them; other rules stay. Running sessions keep the tariff they started with."""
    assign_general(NETWORK, dict(wanted.root), Assigning(needs.assignments, needs.tariffs))
    return wanted
