"""Tariffs: the whole of what a price view sums up."""

from fastapi import APIRouter, Response

from csms.errors import NotFound
from csms.web.fields import Identifier
from csms.web.needs import Needs
from csms.web.tariffs import TariffView, tariff_response

router = APIRouter(prefix="/tariffs")


@router.get("/{tariff_id}", summary="Get a tariff", response_model=TariffView)
def get_tariff(tariff_id: Identifier, needs: Needs) -> Response:
    """The version that a session starting now gets."""
    tariff = needs.tariffs.current(tariff_id)
    if tariff is None:
        raise NotFound(f"Tariff {tariff_id} is not known: take the id from a station's price.")
    return tariff_response(tariff)
