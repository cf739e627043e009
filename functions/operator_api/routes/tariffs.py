"""Tariffs: published in versions that never change, after a lint."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from csms.errors import NotFound, Rejected
from csms.tariffs.publishing import Publishing, profiles_of, publish
from csms.web.fields import Identifier
from csms.web.needs import Needs
from csms.web.pagination import Page, PagingQuery
from csms.web.tariffs import (
    TARIFF_REQUEST,
    PublishedView,
    TariffBody,
    TariffView,
    tariff_response,
)
from operator_api.schemas.tariffs import TariffHead, VersionNumber, tariff_head

router = APIRouter(prefix="/tariffs")


@router.get("", summary="List tariffs")
def list_tariffs(needs: Needs, paging: PagingQuery) -> Page[TariffHead]:
    """The current version of each, by id."""
    return paging.page(needs.tariffs.page, tariff_head)


@router.get("/{tariff_id}", summary="Get a tariff", response_model=TariffView)
def get_tariff(tariff_id: Identifier, needs: Needs) -> Response:
    """The version that a session starting now gets."""
    tariff = needs.tariffs.current(tariff_id)
    if tariff is None:
        raise NotFound(f"Tariff {tariff_id} is not known: PUT it first.")
    return tariff_response(tariff)


@router.put(
    "/{tariff_id}",
    summary="Publish a tariff or its next version",
    response_model=PublishedView,
    responses={HTTPStatus.CREATED: {"model": PublishedView}},
    openapi_extra=TARIFF_REQUEST,
)
def put_tariff(tariff_id: Identifier, wanted: TariffBody, needs: Needs) -> Response:
    """Versions are immutable; the same content again makes none. Sessions keep their version.

    422 with every error of the lint; what is only odd is in `warnings`. With `version`, the one
    that you looked at: 409 if there is a newer one.
    """
    if wanted.get("id") not in {None, tariff_id}:
        raise Rejected(f"id: leave it out, or make it {tariff_id} as in the path.")
    profiles = profiles_of(needs.settings.tariff_profiles)
    publishing = Publishing(needs.tariffs, profiles)
    published = publish(tariff_id, wanted, needs.clock(), publishing)
    status = HTTPStatus.CREATED if published.is_first else HTTPStatus.OK
    return tariff_response(published.tariff, status, published.warnings)


@router.get("/{tariff_id}/versions", summary="List the versions of a tariff")
def list_versions(tariff_id: Identifier, needs: Needs, paging: PagingQuery) -> Page[TariffHead]:
    """Newest first."""
    return paging.page(
        lambda limit, cursor: needs.tariffs.versions(tariff_id, limit, cursor),
        tariff_head,
        tariff_id,
    )


@router.get(
    "/{tariff_id}/versions/{version}",
    summary="Get a version of a tariff",
    response_model=TariffView,
)
def get_version(tariff_id: Identifier, version: VersionNumber, needs: Needs) -> Response:
    """For ever the same."""
    tariff = needs.tariffs.version(tariff_id, version)
    if tariff is None:
        raise NotFound(f"Tariff {tariff_id} has no version {version}: see GET .../versions.")
    return tariff_response(tariff)
