"""Prices in words for displays: what an answer to a token, or a command, tells of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from csms.charging.offering import offered, said_of
from csms.commands.model import Command
from csms.commands.sending import TELL_PRICE
from csms.ids import new_ulid
from csms.pricing.wording import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csms.charging.model import ChargingSession
    from csms.drivers.model import Token
    from csms.ocpp.services import StationCall

# 2.0.1 MessageContentType.content.
LONGEST = 512
# A station waits for it some seconds, and whoever waits longer has begun.
WAITED_FOR = timedelta(seconds=60)


def token_and_prices(
    token_id: str, call: StationCall
) -> tuple[Token | None, Mapping[Language, str]]:
    """Who presents a token, and the prices for them: one read, two where a display shows these."""
    if not call.connection.shows_price:
        return call.services.tokens.get(token_id), {}
    services = call.services
    reader, site_id = services.starting.reader, call.connection.site_id
    context = reader.read(call.station_id, token_id, site_id)
    return context.token, offered(context, token_id, call.received_at, services.shown_tariffs)


def message_of(texts: Mapping[Language, str]) -> dict[str, Any] | None:
    """A message in 2.x; None where there is nothing to say, or no room to say all of it."""
    text = texts.get(Language.EN)
    if text is None or len(text) > LONGEST:
        return None
    return {"format": "UTF8", "language": Language.EN.value, "content": text}


def message_of_session(session: ChargingSession, call: StationCall) -> dict[str, Any] | None:
    """The price that a session's start fixed, where a display shows it."""
    start = session.start
    if not call.connection.shows_price or start is None or start.tariff is None:
        return None
    kinds = [start.current_type] if start.current_type else []
    return message_of({Language.EN: said_of(start.tariff, kinds, Language.EN)})


def tell_price(token_id: str, texts: Mapping[Language, str], call: StationCall) -> None:
    """SetUserPrice follows Authorize.conf in 1.6: one write, for a display that shows it."""
    if not texts:
        return
    now = call.received_at
    others = {one.value: text for one, text in texts.items() if one is not Language.EN}
    told = {"token_id": token_id, "text": texts[Language.EN], "texts": others}
    command = Command(call.station_id, new_ulid(now), TELL_PRICE, told, now, now + WAITED_FOR)
    call.services.commands.add(command)
