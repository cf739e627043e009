"""Tariffs on their way to stations that calculate by them (2.1): the one that is current then."""

from collections.abc import Callable
from dataclasses import replace

from csms.commands.model import Command
from csms.commands.sending import Call, Phrase
from csms.errors import Rejected
from csms.ocpp.phrasing.fields import text, whole
from csms.ocpp.phrasing.tariffs import TARIFF, VERB, StationTariff
from csms.stations.model import CurrentType, Station
from csms.tariffs.exchange.station_tariff import station_tariff_of
from csms.tariffs.model import Tariff

Current = Callable[[str], Tariff | None]


def with_tariffs(phrase: Phrase, current: Current) -> Phrase:
    """Phrase as usual, a tariff by what it says at this moment. `current` reads it by its id."""

    def phrase_tariff(command: Command, protocol: str, station: Station) -> Call:
        if command.action != VERB:
            return phrase(command, protocol, station)
        # What is wrong with the command itself needs no tariff to be told.
        phrase(command, protocol, station)
        return phrase(_with_tariff(command, station, current), protocol, station)

    return phrase_tariff


def _with_tariff(command: Command, station: Station, current: Current) -> Command:
    tariff_id = text(command, "tariff_id")
    tariff = current(tariff_id)
    if tariff is None:
        raise Rejected(f"{VERB}: tariff {tariff_id} is not known: PUT it first")
    kind = _kind(station, whole(command, "evse_id", 0))
    if tariff.current_type is not None and tariff.current_type is not kind:
        raise Rejected(f"{VERB}: tariff {tariff_id} is for {tariff.current_type} only")
    made = StationTariff(station_tariff_of(tariff, kind))
    return replace(command, payload=command.payload | {TARIFF: made})


def _kind(station: Station, evse_id: int) -> CurrentType | None:
    """What the EVSE charges with; of all, what they have in common."""
    kinds = {one.current_type for one in station.evses if evse_id in {0, one.evse_id}}
    return next(iter(kinds)) if len(kinds) == 1 else None
