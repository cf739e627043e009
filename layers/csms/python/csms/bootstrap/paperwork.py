"""Receipts and credit notes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from csms.bootstrap.accounting import ledger
from csms.bootstrap.card_terminals import station_payments
from csms.bootstrap.connecting import settings, table
from csms.bootstrap.shared import services
from csms.bootstrap.station_records import meter_keys

if TYPE_CHECKING:
    from csms.receipts.checking import Checking
    from csms.receipts.composing import Composing
    from csms.receipts.legal import LegalEntities
    from csms.receipts.ports import DocumentRenderer, DocumentRepository
    from csms.stations.labels import LabelPrinter


@cache
def documents() -> DocumentRepository:
    """Receipts and credit notes."""
    from csms.adapters.dynamodb.receipts import DynamoDocuments

    return DynamoDocuments(table(settings().ledger_table))


@cache
def renderer() -> DocumentRenderer:
    """Puts documents on paper; loads reportlab, so only who wants a PDF asks for it."""
    from csms.adapters.pdf.rendering import PdfRenderer

    return PdfRenderer()


@cache
def label_printer() -> LabelPrinter:
    """Puts labels on paper; loads reportlab, too."""
    from csms.adapters.pdf.labels import ReportlabLabels

    return ReportlabLabels()


@cache
def checking() -> Checking:
    """What checks signed readings; loads pyocmf, so no socket function asks for it."""
    from csms.adapters.ocmf import OcmfFormat
    from csms.receipts.checking import Checking

    return Checking(services().telemetry, meter_keys(), OcmfFormat())


@cache
def composing() -> Composing:
    """What receipts are made of."""
    from csms.receipts.composing import Composing

    shared = services()
    sites, drivers = shared.sites, shared.drivers
    return Composing(sites, drivers, legal_entities(), ledger(), station_payments())


@cache
def legal_entities() -> LegalEntities:
    """Who issues receipts."""
    from csms.adapters.dynamodb.legal_entities import DynamoLegalEntities

    return DynamoLegalEntities(table(settings().directory_table))
