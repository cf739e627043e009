"""Figures of the network, and what counts them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from csms.bootstrap.connecting import clock, settings, table
from csms.bootstrap.shared import services

if TYPE_CHECKING:
    from csms.figures.counting import Counting
    from csms.figures.ports import FigureRepository


@cache
def figures() -> FigureRepository:
    """Sums by day and place, and how stations stand."""
    from csms.adapters.dynamodb.figures import DynamoFigures

    return DynamoFigures(table(settings().figures_table))


@cache
def counting() -> Counting:
    """What counts facts."""
    from csms.figures.counting import Counting

    shared = services()
    return Counting(figures(), shared.sessions, shared.stations, shared.sites, clock())
