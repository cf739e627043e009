"""Tariffs, and which of them hold where a site names none."""

from http import HTTPStatus

from fastapi import APIRouter, Response
from pydantic import RootModel

from csms.errors import NotFound, Rejected
from csms.stations.model import CurrentType
from csms.tariffs.assigning import Assigning, assign_general
from csms.tariffs.document import tariff_from_document
from csms.tariffs.rules import NETWORK, general_tariff_ids
from csms.web.fields import Identifier
from csms.web.needs import Needs
from csms.web.tariffs import TARIFF_REQUEST, TariffBody, TariffDocument, tariff_response

router = APIRouter()


class TariffDefaults(RootModel[dict[CurrentType, Identifier]]):
    """The network's tariff for each current type."""


@router.get("/tariffs/{tariff_id}", summary="Get a tariff", response_model=TariffDocument)
def get_tariff(tariff_id: Identifier, needs: Needs) -> Response:
    """The version that a session starting now gets."""
    tariff = needs.tariffs.current(tariff_id)
    if tariff is None:
        raise NotFound(f"Tariff {tariff_id} is not known: PUT it first.")
    return tariff_response(tariff)


@router.put(
    "/tariffs/{tariff_id}",
    summary="Create a tariff or its next version",
    response_model=TariffDocument,
    responses={HTTPStatus.CREATED: {"model": TariffDocument}},
    openapi_extra=TARIFF_REQUEST,
)
def put_tariff(tariff_id: Identifier, wanted: TariffBody, needs: Needs) -> Response:
    """Versions are immutable; the same content again makes none. Sessions keep their version."""
    if wanted.get("id") not in {None, tariff_id}:
        raise Rejected(f"id: leave it out, or make it {tariff_id} as in the path.")
    current = needs.tariffs.current(tariff_id)
    version = current.version + 1 if current else 1
    tariff = tariff_from_document(wanted | {"id": tariff_id}, version)
    if current is not None and current.fingerprint == tariff.fingerprint:
        return tariff_response(current)
    needs.tariffs.put(tariff)
    return tariff_response(tariff, HTTPStatus.OK if current else HTTPStatus.CREATED)


@router.get("/tariff-defaults", summary="Get the network's tariffs")
def get_tariff_defaults(needs: Needs) -> TariffDefaults:
    """What everybody pays where no other rule holds: see /network/tariffs."""
    return TariffDefaults(general_tariff_ids(needs.assignments.at(NETWORK).rules))


@router.put("/tariff-defaults", summary="Set the network's tariffs")
def put_tariff_defaults(wanted: TariffDefaults, needs: Needs) -> TariffDefaults:
    """Replace them; other rules stay. Running sessions keep the tariff they started with."""
    assign_general(NETWORK, dict(wanted.root), Assigning(needs.assignments, needs.tariffs))
    return wanted
