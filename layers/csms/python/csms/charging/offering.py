"""What charging would cost somebody at a station, in words: for displays, before the start."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from csms.charging.ports import StartContext
from csms.charging.presenting import payer_of
from csms.charging.tariff_choice import circumstances, decide
from csms.pricing.describing import describe
from csms.pricing.wording import Language
from csms.stations.model import CurrentType, Station
from csms.tariffs.model import Tariff
from csms.tariffs.remembering import RememberedTariffs

# Tariff -> the current types it is offered for.
Offers = dict[str, set[CurrentType]]


def offered(
    context: StartContext, token_id: str, now: datetime, tariffs: RememberedTariffs
) -> Mapping[Language, str]:
    """By language; nothing where any price is not known, since half of it would mislead.

    One read, once in a minute. Where it will be is not known yet, so all EVSEs count; those of
    one price are named once.
    """
    station = context.station
    if station is None or not station.evses:
        return {}
    offers = _offers(station, context, token_id, now)
    known = tariffs.current_of(offers or (), now)
    if not offers or offers.keys() != known.keys():
        return {}
    return {one: _text(offers, known, one) for one in Language}


def said_of(tariff: Tariff, kinds: Iterable[CurrentType], language: Language) -> str:
    """A tariff in a line, for a current type alone if there is but one."""
    named = sorted(kinds)
    lines = describe(tariff.priced, language, named[0] if len(named) == 1 else None)
    return "; ".join(lines)


def _offers(station: Station, context: StartContext, token_id: str, now: datetime) -> Offers | None:
    """None where an EVSE has no tariff."""
    payer, found = payer_of(token_id, context.token, now), Offers()
    for evse in station.evses:
        given = circumstances((evse.evse_id, 0), payer, now)
        tariff_id = decide(context.rules, station, given).assigned.tariff_id
        if tariff_id is None:
            return None
        found.setdefault(tariff_id, set()).add(evse.current_type)
    return found


def _text(offers: Offers, known: Mapping[str, Tariff], language: Language) -> str:
    texts = {one: said_of(known[one], kinds, language) for one, kinds in offers.items()}
    if len(texts) == 1:
        return next(iter(texts.values()))
    named = ((", ".join(sorted(offers[one])), text) for one, text in texts.items())
    return " | ".join(f"{kinds}: {text}" for kinds, text in sorted(named))
